// What happens when a request goes wrong. 409 and 422 are answers and are swapped in (see the htmx-config meta tag);
// anything else leaves the page as it is and says so in a toast, with words that came with the page.
import { unreached } from "./saved.js";
import { loadsAnew } from "./signed-out.js";
import { toast } from "./toasts.js";

const words = document.querySelector("[data-request-words]")?.dataset ?? {};

const say = (text) => text && toast(text, "error");

document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status } = detail.xhr;
  if (status === 409 || status === 422) return;
  if (unreached(detail.xhr)) {
    unreachable(detail);
    return;
  }
  if (status === 403) loadsAnew(detail.xhr) || say(words.forbidden);
  else if (status === 404) say(words.missing);
  else say(words.broken);
});

// Writes are sent again by saved.js, which says so itself.
// A field marked `data-quiet` says so itself.
function unreachable(detail) {
  if (detail.requestConfig?.verb === "get" && detail.elt.dataset.quiet === undefined) say(words.unreachable);
}
document.addEventListener("htmx:sendError", ({ detail }) => unreachable(detail));

// A region that shows itself anew (`hx-trigger="… from:body"`) was asked for before a write was answered, and comes after
// it: it may know less than the page does by now. It is left out and asked for again.
let answered = 0; // writes
const asked = new WeakMap(); // request of a region -> the writes answered before it
const refreshes = ({ requestConfig }) => requestConfig.verb === "get" && requestConfig.elt.matches('[hx-trigger*="from:body"]');
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (refreshes(detail)) asked.set(detail.xhr, answered);
  // Before htmx reads the answer, which may tell regions to ask.
  else if (detail.requestConfig.verb !== "get") detail.xhr.addEventListener("readystatechange", ({ target }) => (answered += target.readyState === XMLHttpRequest.DONE));
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!refreshes(detail) || asked.get(detail.xhr) === answered) return;
  detail.shouldSwap = false;
  const { path, elt: source } = detail.requestConfig;
  // Once this request has ended: one that waits behind another would fail unheard.
  setTimeout(() => htmx.ajax("GET", path, { source, target: detail.target }).catch(() => {}));
});

// A form may be gone when its answer comes: an undo has drawn the panel anew meanwhile. htmx would look for the places of
// the answer in what was taken out. What was to be read, a conflict or a notice, reaches the page; the rest of the answer
// belongs to a form that nobody sees any more, so the page draws itself anew, as after an undo.
function rescue({ detail }) {
  if (detail.target.isConnected || detail.requestConfig.elt.isConnected) return;
  detail.shouldSwap = false;
  const answer = document.createElement("template");
  answer.innerHTML = detail.serverResponse;
  const read = answer.content.querySelectorAll('#conflict, [hx-swap-oob$=":#toasts"]');
  htmx.swap(document.body, [...read].map((part) => part.outerHTML).join(""), { swapStyle: "none" });
  htmx.trigger(document.body, "undone");
}
// What is out of the page tells the page nothing, so it is asked itself.
document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.target.addEventListener("htmx:beforeSwap", rescue));

// The button that sent the request keeps its width and spins while it waits (app.css: .btn[aria-busy]).
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const button = detail.requestConfig.triggeringEvent?.submitter;
  if (!button?.matches(".btn")) return;
  const timer = setTimeout(() => button.setAttribute("aria-busy", "true"), 300);
  detail.xhr.addEventListener("loadend", () => {
    clearTimeout(timer);
    button.removeAttribute("aria-busy");
  });
});
