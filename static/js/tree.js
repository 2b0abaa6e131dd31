// The page of the utility tree: moving through rows by keyboard, editing a statement in its row, the docked panel.
// Ratings are in rating.js, order in tree-order.js, several rows at once in tree-select.js, the form that saves itself
// in autosave.js. Without any of it every name and letter is a link to the scenario's own page, and every form is sent
// the plain way.
import { UNSAVED, flush } from "./autosave.js";
import "./conflict.js";
import { openRating } from "./rating.js";
import { listed, typing } from "./single-keys.js";
import { mayEdit, rowOf, shownRows, table, words } from "./tree-common.js";
import { openAdd } from "./tree-add.js";
import { editStatement } from "./tree-statement.js";
import { reorder } from "./tree-order.js";
import { enterBar, extend, leaveSelection, toggle } from "./tree-select.js";

const nameOf = (row) => row?.querySelector(".scn-name");

// --- Keys in a row -------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  const name = event.target.closest?.(".scn-name");
  const row = name && rowOf(name);
  if (!row || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      reorder(row, event.key === "ArrowUp" ? -1 : 1);
    }
    return;
  }
  const all = shownRows();
  const at = all.indexOf(row);
  const keys = {
    ArrowDown: () => nameOf(all[at + 1])?.focus(),
    ArrowUp: () => nameOf(all[at - 1])?.focus(),
    Home: () => nameOf(all[0])?.focus(),
    End: () => nameOf(all.at(-1))?.focus(),
    ArrowRight: () => openRating(row, "importance") || openRating(row, "difficulty"),
    Escape: () => leaveSelection() || closePanel(panel().querySelector("[data-close]")),
    Enter: () => (mayEdit() ? editStatement(row) : openPanel(name.href, { focus: true })),
    " ": () => openPanel(name.href, { focus: true }),
  };
  const letters = {
    importance: () => enterBar("importance") || openRating(row, "importance"),
    difficulty: () => enterBar("difficulty") || openRating(row, "difficulty"),
    place: () => enterBar("place"),
    select: () => toggle(row),
    new: () => mayEdit() && (row.parentElement.dataset.attribute ? openAdd(row.parentElement, row) : document.querySelector("[data-new]")?.click()),
    filter: () => document.getElementById("tree-text")?.focus(),
  };
  const shifted = {
    ArrowDown: () => extend(row, all[at + 1]),
    ArrowUp: () => extend(row, all[at - 1]),
    " ": () => toggle(row),
  };
  const act = event.shiftKey ? shifted[event.key] : keys[event.key] ?? letters[listed("tree", event)?.does];
  if (!act) return;
  event.preventDefault();
  act();
});

// Down from the filter: to the first row that it shows.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.target.id !== "tree-text" || event.isComposing) return;
  event.preventDefault();
  nameOf(shownRows()[0])?.focus();
});

// --- An undo in a toast ------------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#toasts") || !table()) return;
  event.preventDefault();
  window.htmx.ajax("POST", form.action, { source: form, target: form, swap: "none" }).then(() => form.closest("[data-toast]")?.remove(), () => {});
});

// --- The panel -----------------------------------------------------------------------------------------------------

const panel = () => document.getElementById("panel");
let putOff = false; // the panel that came last, because the one that is there holds new text

// Asked for by the panel itself: what the page's body asks for waits in one line, and only the last of it is sent.
async function load(path) {
  window.htmx.trigger(panel(), "htmx:abort"); // the panel that was asked for before
  try {
    await window.htmx.ajax("GET", path, { source: panel(), target: "#panel", swap: "innerHTML show:none" });
    return true;
  } catch {
    return false; // overtaken, or not reached, which requests.js says
  }
}

async function openPanel(href, { focus = false } = {}) {
  const address = new URL(href);
  address.search = table()?.dataset.query ?? "";
  address.hash = "";
  do {
    if (!(await flush(panel().querySelector("form[data-autosave]")))) return;
    putOff = false;
    if (!(await load(address.pathname + address.search))) return;
  } while (putOff);
  markOpen();
  if (typing(document.activeElement)) return; // somebody has begun to write meanwhile
  if (focus) enterPanel();
  // It took the place of the list. No field: on a phone that would raise the keyboard.
  else if (matchMedia("(width < 62rem)").matches) panel().querySelector("a")?.focus();
}

// To what is still to be written of the six parts, else to what can be written; not to the link that closes it, which
// comes before.
function enterPanel() {
  const missing = [...panel().querySelectorAll("[aria-labelledby=six-heading] textarea")].find((part) => !part.value);
  const first = missing ?? panel().querySelector("textarea:not([readonly]), .panel-body input:not([type=hidden])");
  (first ?? panel().querySelector("a"))?.focus();
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== panel() || !panel().querySelector(UNSAVED)) return;
  detail.shouldSwap = false;
  putOff = true;
});

function markOpen() {
  const id = panel()?.querySelector("[data-scenario]")?.dataset.scenario;
  for (const row of document.querySelectorAll("[data-tree] tr.is-open")) {
    row.classList.remove("is-open");
    nameOf(row)?.removeAttribute("aria-current");
  }
  const row = id && document.getElementById(`scenario-${id}`);
  row?.classList.add("is-open");
  nameOf(row)?.setAttribute("aria-current", "true");
}

async function closePanel(link) {
  if (!link || !(await flush(panel().querySelector("form[data-autosave]")))) return;
  const { pathname, hash } = new URL(link.href);
  const inside = panel().contains(document.activeElement);
  panel().replaceChildren();
  history.pushState({ htmx: true }, "", pathname + (table()?.dataset.query ?? ""));
  markOpen();
  const place = inside && hash && document.getElementById(hash.slice(1));
  if (place) place.querySelector(".scn-name, .attr-name")?.focus();
}

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const opener = event.target.closest?.(".scn-name, [data-panel]");
  const closer = event.target.closest?.("#panel [data-close]");
  if (!opener && !closer) return;
  event.preventDefault();
  if (opener) openPanel(opener.href, { focus: event.detail === 0 }); // pressed by key: Tab would lead through all rows
  else closePanel(closer);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || !event.target.closest?.("#panel") || document.querySelector("dialog[open]")) return;
  const closer = panel().querySelector("[data-close]");
  const { hash } = new URL(closer.href);
  document.getElementById(hash.slice(1))?.querySelector(".scn-name, .attr-name")?.focus();
  if (panel().contains(document.activeElement)) closePanel(closer); // it covers the row, or the filter leaves it out
});

// A scenario goes, and with it the panel that holds focus. Its row takes focus, so that the next one gets it (focus.js).
document.addEventListener("scenario-deleted", ({ detail }) => {
  document.querySelector(`#scenario-${CSS.escape(detail.id)} .scn-name`)?.focus();
  history.pushState({ htmx: true }, "", table().dataset.url + table().dataset.query);
});

// A form that goes by what stands in the panel waits until the panel is saved; one that deletes it, whether it could be or not.
document.addEventListener("htmx:confirm", async (event) => {
  if (!event.target.matches("form[data-after-saving]")) return;
  event.preventDefault();
  const stored = await flush(document.querySelector("#panel form[data-autosave]"));
  if (stored || event.target.dataset.afterSaving === "or-refused") event.detail.issueRequest();
});

// --- Groups --------------------------------------------------------------------------------------------------------

function dress() {
  for (const button of document.querySelectorAll("[data-collapse][hidden]")) button.hidden = false;
}
dress();
document.addEventListener("htmx:afterSettle", dress);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-collapse]");
  if (!button) return;
  const shut = button.closest("tbody").classList.toggle("is-shut");
  button.setAttribute("aria-expanded", String(!shut));
});
