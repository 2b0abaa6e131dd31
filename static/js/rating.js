// Ratings in the rows of the tree and in its panel. At rest a cell of the table is a link that shows its letter at its
// place (`a.rate`, whose address ends with #importance or #difficulty); pointer or focus turns it into three radios. A rating appears at once and is
// sent behind; if the server refuses it, the one before comes back with a message.
import { announce } from "./announce.js";
import { toast } from "./toasts.js";
import { listed } from "./single-keys.js";
import { rowOf, say, send, shownRows, words } from "./tree-common.js";

const LEVELS = ["H", "M", "L"];
const queues = new Map(); // scenario id -> the last write on its way
const waiting = new Map(); // scenario id -> how many are on their way

const link = (row, axis) => row?.querySelector(`a.rate[href$="#${axis}"]`);
const levelOf = (anchor) => anchor.textContent.trim();
const word = (level) => words[level.toLowerCase() || "none"];
const code = (row) => row.querySelector(".id").textContent;

// --- The open cell -------------------------------------------------------------------------------------------------

function radios(axis, legend, level) {
  const set = document.createElement("fieldset");
  set.className = "rating";
  set.dataset.axis = axis;
  const title = document.createElement("legend");
  title.className = "vh";
  title.textContent = legend;
  set.append(title);
  for (const value of LEVELS) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "rating", value });
    input.checked = value === level;
    input.setAttribute("aria-label", word(value));
    const face = document.createElement("span");
    face.append(Object.assign(document.createElement("b"), { textContent: value }));
    label.append(input, face);
    set.append(label);
  }
  return set;
}

function open(anchor) {
  const there = anchor.parentElement.querySelector("fieldset.rating");
  if (there) return there;
  const axis = anchor.hash.slice(1);
  const set = radios(axis, say(words[axis], { code: code(anchor.closest("tr")) }), levelOf(anchor));
  // Radios of one name share one choice; two cells may be open at once, one hovered and one focused.
  for (const input of set.querySelectorAll("input")) input.name = `${rowOf(anchor).id}-${axis}`;
  anchor.hidden = true;
  anchor.after(set);
  return set;
}

function close(set) {
  const anchor = set.previousElementSibling;
  set.remove();
  if (anchor) anchor.hidden = false;
}

function focusIn(set) {
  (set.querySelector("input:checked") ?? set.querySelector("input")).focus();
}

export function openRating(row, axis) {
  const anchor = link(row, axis);
  if (!anchor) return false;
  focusIn(open(anchor));
  return true;
}

const settle = (set) =>
  setTimeout(() => set.isConnected && !set.contains(document.activeElement) && !set.matches(":hover") && close(set));

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const anchor = event.target.closest?.("td.c-lvl")?.querySelector("a.rate");
  if (anchor) open(anchor);
});
document.addEventListener("pointerout", (event) => {
  const set = event.target.closest?.("td.c-lvl")?.querySelector("fieldset.rating");
  if (set) settle(set);
});
document.addEventListener("focusin", (event) => {
  const anchor = event.target.closest?.("a.rate");
  if (anchor?.matches(":focus-visible")) focusIn(open(anchor));
});
document.addEventListener("focusout", (event) => {
  const set = event.target.closest?.("tr fieldset.rating");
  if (set) settle(set);
});
document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a.rate");
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  focusIn(open(anchor));
});

// --- Choosing ------------------------------------------------------------------------------------------------------

// In a row or in the panel: { id, axis, row, set }.
function place(target) {
  const set = target.closest?.("fieldset.rating");
  if (!set) return null;
  const panel = set.closest("[data-scenario]");
  const row = panel ? document.getElementById(`scenario-${panel.dataset.scenario}`) : rowOf(set);
  const axis = set.dataset.axis ?? set.closest("[data-rating]")?.dataset.rating;
  return axis ? { id: panel?.dataset.scenario ?? row.id.slice("scenario-".length), axis, row, set } : null;
}

let pressed = null; // the radio that was chosen already when the pointer went down on it

document.addEventListener("pointerdown", (event) => {
  const input = event.target.closest?.("fieldset.rating label")?.querySelector("input");
  pressed = input?.checked ? input : null;
});
document.addEventListener("click", (event) => {
  if (event.target !== pressed || !pressed) return;
  const at = place(pressed);
  pressed = null;
  if (at) choose(at, "");
});
document.addEventListener("change", (event) => {
  const at = event.target.matches?.("fieldset.rating input[type=radio]") && place(event.target);
  if (at) choose(at, event.target.value);
});

document.addEventListener("keydown", (event) => {
  const at = event.target.matches?.("fieldset.rating input") && place(event.target);
  if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
  const level = listed("rating", event)?.does;
  const inRow = at.set.closest("tr");
  if (level !== undefined) choose(at, level);
  else if (event.key === "Backspace" || event.key === "Delete") choose(at, "");
  else if (inRow && (event.key === "Escape" || event.key === "Enter")) {
    close(at.set);
    at.row.querySelector(".scn-name").focus();
  } else if (inRow && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const rows = shownRows();
    openRating(rows[rows.indexOf(at.row) + (event.key === "ArrowUp" ? -1 : 1)], at.axis);
  } else return;
  event.preventDefault();
  event.stopPropagation();
  if (inRow && level !== undefined) at.row.querySelector(".scn-name").focus();
});

function choose({ id, axis, row, set }, level) {
  const base = set.dataset.level ?? (link(row, axis) ? levelOf(link(row, axis)) : (set.dataset.base ?? ""));
  if (level === base) return;
  paint(id, axis, level);
  write(id, axis, level, base);
}

// Shows a level in the row and in the panel, wherever the scenario stands.
function paint(id, axis, level) {
  const row = document.getElementById(`scenario-${id}`);
  const anchor = link(row, axis);
  if (anchor) {
    anchor.textContent = level;
    anchor.className = level ? `rate rate--${level.toLowerCase()}` : "rate";
    anchor.setAttribute("aria-label", `${say(words[axis], { code: code(row) })}: ${word(level)}`);
  }
  const panel = document.querySelector(`[data-scenario="${id}"] [data-rating="${axis}"] fieldset`);
  if (panel) panel.dataset.level = level;
  for (const set of [anchor?.parentElement.querySelector("fieldset.rating"), panel]) {
    for (const input of set?.querySelectorAll("input") ?? []) input.checked = input.value === level;
  }
}

// The same of a level that the server has.
export function paintStored(id, axis, level) {
  paint(id, axis, level);
  mark(document.getElementById(`scenario-${id}`));
}

// In the order of analysis a row stays where it is while somebody rates, though it belongs under another heading by then.
// It says so once that is stored, with a link that draws the page anew (docs/decisions/tree-page.md).
function mark(row) {
  const rated = row?.parentElement.dataset.rated;
  if (rated === undefined) return;
  row.querySelector("[data-astray]")?.remove();
  const levels = [...row.querySelectorAll(".c-lvl .rate")].map(levelOf);
  const pair = levels.every(Boolean) ? `(${levels})` : "";
  if (pair === rated) return;
  const link = Object.assign(document.createElement("a"), { className: "badge badge--warn", href: location.pathname + location.search });
  link.dataset.astray = "";
  link.textContent = say(words.now, { pair: pair || words.noPair });
  link.title = say(words.orderAnew, { pair: pair || words.noPair });
  link.setAttribute("aria-label", link.title);
  row.querySelector(".c-scn").append(link);
}

function write(id, axis, level, base) {
  const label = document.querySelector(`[data-scenario="${id}"]`)?.dataset.code ?? code(document.getElementById(`scenario-${id}`));
  waiting.set(id, (waiting.get(id) ?? 0) + 1);
  const job = async () => {
    const xhr = await send(`${id}/${axis}/`, { [axis]: level, base });
    waiting.set(id, waiting.get(id) - 1);
    if (xhr && (xhr.status === 200 || xhr.status === 409)) {
      if (!waiting.get(id)) take(id, axis, xhr.responseText);
      if (xhr.status === 200) announce(say(words[axis === "importance" ? "ratedImportance" : "ratedDifficulty"], { code: label, level: word(level) }));
      return;
    }
    paint(id, axis, base);
    toast(say(words.notSaved, { code: label }), "error");
  };
  queues.set(id, (queues.get(id) ?? Promise.resolve()).then(job, job));
}

// The row as the server has it now. Cells in which somebody is working stay; so does what has focus.
function take(id, axis, html) {
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const fresh = parsed.content.querySelector("tr");
  const row = document.getElementById(`scenario-${id}`);
  if (!fresh) return;
  const stored = link(fresh, axis);
  if (stored) paint(id, axis, levelOf(stored));
  if (!row) return;
  [...row.cells].forEach((cell, index) => {
    if (cell.contains(document.activeElement) || cell.querySelector("fieldset, form, [data-pick]")) return;
    cell.replaceWith(fresh.cells[index].cloneNode(true));
  });
  mark(row);
}

for (const panel of document.querySelectorAll("[data-rating] fieldset")) remember(panel);
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  for (const panel of detail.elt.querySelectorAll?.("[data-rating] fieldset") ?? []) remember(panel);
});

// The panel's radios know the stored level, also where the row is filtered away.
function remember(set) {
  set.dataset.level ??= set.querySelector("input:checked")?.value ?? "";
}
