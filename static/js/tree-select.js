// Several scenarios at once: a box in each row (shift for a range, in pick.js), the keys x and shift with arrows, and a
// bar of what can be done to them, which comes from the server when the first row is selected.
import "./pick.js";
import { paintStored } from "./rating.js";
import { listed } from "./single-keys.js";
import { rowOf, say, table, words } from "./tree-common.js";

const chosen = new Set(); // ids; rows come anew without their tick
const bar = () => document.getElementById("bar");
const boxes = () => [...document.querySelectorAll("[data-tree] [data-pick]")];
const boxOf = (row) => row?.querySelector("[data-pick]");
const nameOf = (row) => row?.querySelector(".scn-name");

// --- Boxes ---------------------------------------------------------------------------------------------------------

export function dress() {
  const template = document.getElementById("row-box");
  if (!template || !table()) return;
  table().classList.add("tree--boxes");
  for (const row of document.querySelectorAll("[data-tree] tr[data-row]")) {
    if (boxOf(row)) continue;
    const tools = template.content.cloneNode(true);
    const box = tools.querySelector("[data-pick]");
    box.value = row.id.slice("scenario-".length);
    box.id = `pick-${box.value}`;
    box.checked = chosen.has(box.value);
    row.classList.toggle("is-picked", box.checked);
    box.setAttribute("aria-label", say(words.select, { code: row.querySelector(".id").textContent }));
    row.cells[0].prepend(tools);
  }
}

let loading = false;
let early = []; // what was pressed in a row for the bar before it came: the part of it, then keys

// Remembers what is ticked, and brings or takes away the bar.
function sync() {
  chosen.clear();
  for (const box of boxes()) {
    if (box.checked) chosen.add(box.value);
    if (rowOf(box).classList.contains("is-picked") !== box.checked) rowOf(box).classList.toggle("is-picked");
  }
  table()?.classList.toggle("tree--picking", chosen.size > 0);
  if (!chosen.size) bar()?.replaceChildren();
  else if (!document.getElementById("bulk") && !loading) load();
}

async function load() {
  loading = true;
  const { url, query } = table().dataset;
  try {
    await window.htmx.ajax("GET", `${url}selected/${query}`, { source: "#bar", target: "#bar", swap: "innerHTML" });
  } catch {
    // Not reached: requests.js says so, and the next row that is selected asks again.
  }
  loading = false;
  if (!chosen.size) bar().replaceChildren();
  pressEarly();
  for (const button of bar().querySelectorAll("[data-pick-none]")) button.hidden = false;
}

function none() {
  const [first] = boxes().filter((box) => box.checked);
  leaveSelection();
  nameOf(first && rowOf(first))?.focus();
}

document.addEventListener("change", (event) => event.target.matches("[data-pick]") && sync());
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-pick-none]")) none();
  else if (event.target.closest("[data-pick-all]")) sync();
});
let shown = table();
const settled = () => {
  dress();
  // Another filter, another home: the bar comes anew, unless somebody is in it.
  if (table() !== shown && !bar()?.contains(document.activeElement)) bar()?.replaceChildren();
  shown = table();
  sync();
};
document.addEventListener("htmx:afterSettle", settled, true); // before pick.js counts
dress();
sync();

// --- Keys ----------------------------------------------------------------------------------------------------------

export function toggle(row) {
  const box = boxOf(row);
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

// Shift with an arrow: this row and the next one are selected, and the next one has focus.
export function extend(row, next) {
  for (const one of [row, next]) if (one && !boxOf(one)?.checked) toggle(one);
  nameOf(next)?.focus();
}

// Esc in a row: nothing is selected any more. False where nothing was.
export function leaveSelection() {
  const some = chosen.size > 0;
  if (some) for (const box of boxes()) box.checked = false;
  if (some) sync();
  return some;
}

// i, d and m in a row lead to the bar where rows are selected, also if it is still on its way. False where none is.
export function enterBar(part) {
  if (!chosen.size || !bar()) return false;
  const place = bar().querySelector(part === "place" ? "select" : `[data-axis="${part}"] button`);
  if (place) place.focus();
  else if (loading) early = [part];
  return Boolean(place) || loading;
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!early.length || event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift") return;
    // Focus has gone elsewhere, or goes now: Esc, Tab and arrows wait for nothing.
    if (event.key.length > 1 || nameOf(rowOf(event.target)) !== event.target) early = [];
    else {
      event.preventDefault();
      event.stopPropagation();
      early.push(event.key);
    }
  },
  true,
);

function pressEarly() {
  const [part, ...keys] = early.splice(0);
  if (part && enterBar(part)) for (const key of keys) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

document.addEventListener("keydown", (event) => {
  if (!event.target.closest?.("#bulk") || event.ctrlKey || event.metaKey || event.altKey) return;
  const group = event.target.closest("[data-axis]");
  const level = listed("rating", event)?.does;
  if (event.key === "Escape") {
    event.preventDefault();
    nameOf(rowOf(boxes().find((box) => box.checked)))?.focus();
  } else if (group && level !== undefined) {
    event.preventDefault();
    group.querySelector(`[value="${level}"]`).click();
  }
});

// --- What was done -------------------------------------------------------------------------------------------------

// Importance and difficulty as the row shows them: a letter, or nothing.
function levels(id) {
  const cells = document.getElementById(`scenario-${id}`).querySelectorAll(".c-lvl > .rate");
  return [...cells].map((cell) => cell.textContent.trim());
}

let rated = null; // axis and ids on their way

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.id !== "bulk") return;
  detail.parameters.open = document.querySelector("[data-scenario]")?.dataset.scenario ?? "";
  const axis = ["importance", "difficulty"].find((name) => detail.formData.has(name));
  // The ratings as they stand in the rows: what somebody else rated since is not overwritten.
  detail.parameters.base = [...chosen].map((id) => [id, ...levels(id)].join(":"));
  rated = axis ? { axis, ids: [...chosen] } : null;
});
// The rows came out of band, where somebody else rated meanwhile (409) with their rating: the panel shows what its row shows.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.id !== "bulk" || ![200, 409].includes(detail.xhr.status) || !rated) return;
  const { axis, ids } = rated;
  for (const id of ids) paintStored(id, axis, levels(id)[axis === "importance" ? 0 : 1]);
});
