// The order of scenarios: Alt with the up or down arrow within a refinement, the panel's two buttons, and dragging by
// the first cell (SortableJS, which came before) to any place of the tree. Each appears at once and goes back with a
// message if the server does not take it. Where a filter or the order of analysis is on, there is no order to change.
import { announce } from "./announce.js";
import { toast } from "./toasts.js";
import { mayEdit, say, send, table, words } from "./tree-common.js";

const code = (row) => row.querySelector(".id").textContent;
const refinement = (row) => row?.querySelector(".c-ref span")?.textContent;
const idOf = (row) => row.id.slice("scenario-".length);
const isRow = (element) => element?.matches("tr[data-row]") ?? false;

function tell(row, xhr) {
  if (xhr?.status === 200) {
    announce(say(words.moved, { code: code(row) }));
    return true;
  }
  toast(say(words.notMoved, { code: code(row) }), "error");
  return false;
}

// One after the other, in the order in which they were made. Where the answer to an earlier one drew the table anew meanwhile,
// it shows this one only when it comes once more.
let last = Promise.resolve();
async function write(row, what, values) {
  let late = false;
  const job = () => {
    late = !row.isConnected;
    return send(`${idOf(row)}/${what}/`, values);
  };
  last = last.then(job, job);
  const xhr = await last;
  if (late) window.htmx.trigger(document.body, "tree-changed");
  return xhr;
}

// True if there was a place to move to.
function shift(row, step) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!isRow(other) || refinement(other) !== refinement(row)) return false;
  const focused = document.activeElement; // what is moved loses it
  if (step < 0) other.before(row);
  else other.after(row);
  focused.focus();
  return true;
}

export async function reorder(row, step) {
  if (!mayEdit() || table().dataset.query || !shift(row, step)) return;
  if (!tell(row, await write(row, "move", { step }))) shift(row, -step);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-move]")) return;
  const row = document.getElementById(`scenario-${form.closest("[data-scenario]").dataset.scenario}`);
  if (!row || table().dataset.query) return; // not on the page, or out of order: sent the plain way
  event.preventDefault();
  reorder(row, Number(event.submitter.value));
});

// --- Dragging ------------------------------------------------------------------------------------------------------

// What says where a row was dropped: a neighbour, whose home becomes its own, else the attribute with no scenario.
function place(row) {
  const [before, after] = [row.previousElementSibling, row.nextElementSibling];
  const mate = (other) => isRow(other) && refinement(other) === refinement(row);
  if (isRow(after) && (!isRow(before) || (mate(after) && !mate(before)))) return { beside: idOf(after), side: "before" };
  if (isRow(before)) return { beside: idOf(before), side: "after" };
  const empty = [before, after].find((other) => other?.matches(".scn--empty"));
  const attribute = row.parentElement.dataset.attribute;
  return attribute ? { attribute, refinement: refinement(empty) ?? "" } : null;
}

let back = null; // puts the dragged row where it was

async function dropped({ item, from, to, oldIndex, newIndex }) {
  if (from === to && oldIndex === newIndex) return;
  const undo = back;
  const where = place(item);
  if (!tell(item, where && (await write(item, "drop", where)))) undo();
}

function ready() {
  if (!window.Sortable || !mayEdit() || table().dataset.query) return;
  for (const group of document.querySelectorAll("[data-tree] tbody[data-rows]")) {
    if (window.Sortable.get(group)) continue;
    window.Sortable.create(group, {
      group: "tree",
      draggable: "tr[data-row]",
      handle: ".c-ref",
      filter: "input",
      preventOnFilter: false,
      forceFallback: true,
      fallbackTolerance: 4,
      delay: 150,
      delayOnTouchOnly: true,
      onChoose: ({ item }) => {
        const [group, next] = [item.parentElement, item.nextElementSibling];
        back = () => group.insertBefore(item, next);
      },
      onEnd: dropped,
    });
  }
}
document.addEventListener("DOMContentLoaded", ready);
document.addEventListener("htmx:oobAfterSwap", ready);
ready();
