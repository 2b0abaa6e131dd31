// Typing ahead in the line of a register (`[data-line]` in a form that htmx sends): Enter takes the line, and the field is
// empty for the next one while the server works (queue.js). What is being typed stays when the register comes anew.
import { post } from "./post.js";
import { queue } from "./queue.js";
import { isOutdated } from "./signed-out.js";
import { toast } from "./toasts.js";

const lineOf = (form) => (form.matches?.("form[hx-post]:not([hx-swap=none])") ? form.querySelector("[data-line]") : null);
const fieldOf = (id) => document.getElementById(id);
const textOf = ({ values, name }) => values[name];

// Also where the form is not on the page just now: a row is being edited in its place.
function send(form, { id, url, values, target, swap }, more) {
  const region = document.querySelector(target);
  // The register came anew while the line was on its way: the answer goes into the new one.
  region?.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const now = document.querySelector(target);
    if (region.isConnected || !now || isOutdated(detail.xhr)) return;
    keep(now);
    detail.target = now;
  });
  return post(form, fieldOf(id)?.form.getAttribute("hx-post") ?? url, values, { ...more, ...(region && { target: region, swap }) });
}

const lines = queue("ahead", {
  send,
  text: textOf,
  isFree: ({ id }) => fieldOf(id)?.value === "",
  // It came with the answer, beside its reason, unless the answer has no form.
  giveBack(line) {
    const field = fieldOf(line.id);
    if (!field) toast(textOf(line), "error");
    else if (!field.value) field.value = textOf(line);
  },
});

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const line = !event.defaultPrevented && lineOf(form);
    if (!line) return;
    event.preventDefault();
    event.stopPropagation(); // htmx listens on the form itself
    const { csrfmiddlewaretoken: _token, ...values } = Object.fromEntries(new FormData(form, event.submitter));
    const [url, target, swap] = ["hx-post", "hx-target", "hx-swap"].map((name) => form.getAttribute(name));
    line.value = "";
    lines.enter({ id: line.id, name: line.name, values, url, target: target === "this" ? `#${form.id}` : target, swap });
  },
  true,
);
document.addEventListener("focusout", ({ target }) => target.matches("[data-line]") && target.value === "" && lines.goOn());

// --- What is being typed -------------------------------------------------------------------------------------------

let kept = []; // what stood in the lines of a part that comes anew

function keep(region) {
  kept = [...region.querySelectorAll("[data-line]")].filter(({ form, value }) => value && lineOf(form)).map(({ id, value }) => ({ id, value }));
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => keep(detail.target));
document.addEventListener("htmx:afterSettle", () => {
  for (const { id, value } of kept.splice(0)) {
    const line = fieldOf(id);
    if (!line || line.value === value) continue;
    line.value = value;
    line.dispatchEvent(new Event("input", { bubbles: true })); // what the server understands of it went with the part
  }
});
