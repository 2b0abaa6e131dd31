// Cards in columns, `[data-card]` in `[data-lane]`: dragged (SortableJS, which came before), or moved to the column
// beside theirs by Alt with the left or right arrow. Either way the card stands there at once and its own form
// `[data-move-card]` is sent, so that there is one way to move a risk. One after the other: each answer draws the whole
// region anew, and cards that were moved meanwhile are moved in the new one.
import { unreached } from "./saved.js";

const wanted = new Map(); // "risk theme" -> { risk, from: where the server has it, to: where it was put, back: puts it back }
let sent = null; // { move, form, to }: on its way
let missed = false; // an answer was not drawn, because a card was being dragged

const lanes = () => [...document.querySelectorAll("[data-lane]")];
const laneOf = (id) => lanes().find((lane) => lane.dataset.lane === id);
const keyOf = ({ risk, from }) => `${risk} ${from}`;
const formOf = ({ risk, from }) => [...document.querySelectorAll("[data-move-card]")].find(({ elements }) => elements.risk.value === risk && elements.source.value === from);

function put(card, lane, before = null) {
  const focused = card.contains(document.activeElement) ? document.activeElement : null;
  lane.insertBefore(card, before);
  focused?.focus();
}

function putAt(card, lane) {
  const [home, next] = [card.parentElement, card.nextElementSibling];
  put(card, lane);
  return () => put(card, home, next?.parentElement === home ? next : null);
}

// The card stands in `lane` already.
function moved(card, lane, back) {
  const { risk, source } = card.querySelector("[data-move-card]").elements;
  const move = { risk: risk.value, from: source.value, back };
  const known = wanted.get(keyOf(move)) ?? move;
  wanted.set(keyOf(known), Object.assign(known, { to: lane.dataset.lane }));
  next();
}

function next() {
  for (const [key, move] of sent ? [] : wanted) {
    const form = move.from === move.to ? null : formOf(move);
    if (form) {
      sent = { move, form, to: move.to };
      form.elements.to.value = move.to;
      form.requestSubmit();
      return;
    }
    wanted.delete(key);
  }
}

// In a region that came anew.
function moveAgain() {
  for (const move of wanted.values()) {
    const [card, lane] = [formOf(move)?.closest("[data-card]"), laneOf(move.to)];
    if (card && lane && card.parentElement !== lane) move.back = putAt(card, lane);
  }
}

function answered({ status }) {
  const { move, form, to } = sent;
  sent = null;
  if (status < 400) form.elements.source.value = to; // where the answer was not drawn
  wanted.delete(keyOf(move));
  if (status < 400 && move.to !== to) wanted.set(keyOf({ ...move, from: to }), Object.assign(move, { from: to }));
  else if (status >= 400 && status !== 422) move.back(); // 422 is an answer, and shows the page as it is
  moveAgain();
  next();
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt !== sent?.form) return;
  sent.lost = false;
  // Where the server is not reached the card stays, and is sent again (saved.js).
  detail.xhr.addEventListener("loadend", () => (sent.lost = unreached(detail.xhr)) || answered(detail.xhr));
});

document.addEventListener("htmx:afterSwap", () => {
  moveAgain();
  if (!sent?.lost || sent.form.isConnected) return;
  sent = null; // its form went with another answer
  next();
});

function ready() {
  for (const lane of lanes()) {
    if (window.Sortable.get(lane)) continue;
    window.Sortable.create(lane, {
      group: "risks",
      sort: false,
      forceFallback: true,
      fallbackTolerance: 4,
      delay: 150,
      delayOnTouchOnly: true,
      draggable: "[data-card]",
      filter: "select, button, a",
      preventOnFilter: false,
      onEnd: ({ item, from, to, oldIndex }) => {
        if (from !== to) moved(item, to, () => from.insertBefore(item, from.children[oldIndex] ?? null));
        if (missed && !sent) window.htmx.trigger(document.body, "undone"); // else the answer draws it
        missed = false;
      },
    });
  }
}

// A region that came anew would take the card out of the hand.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "cluster" || !window.Sortable.active) return;
  detail.swapOverride = "none"; // the notice is shown
  missed = true;
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const card = step && event.target.closest?.("[data-card]");
  if (!card) return;
  event.preventDefault();
  const lane = lanes()[lanes().indexOf(card.closest("[data-lane]")) + step];
  if (lane) moved(card, lane, putAt(card, lane));
});

document.addEventListener("htmx:afterSettle", ready);
ready();

// Any answer draws the whole region anew. What was chosen in the matrix `[data-matrix]` after its last request went out is
// chosen again in the new one, which sends it.
const chosen = new Map(); // {id of a choice: what the last request said}
let unsent = [];

const choices = () => [...document.querySelectorAll("[data-matrix] select")];
const isUnsent = (choice) => choice.value !== (chosen.get(choice.id) ?? choice.querySelector("[selected]").value);

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt.matches("[data-matrix]")) for (const choice of choices()) chosen.set(choice.id, choice.value);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "cluster") return;
  unsent = choices().filter(isUnsent);
  if (detail.requestConfig.elt.matches("[data-matrix]")) chosen.clear();
});

document.addEventListener("htmx:afterSwap", () => {
  for (const { id, value } of unsent) {
    const choice = document.getElementById(id);
    if (choice) choice.value = value;
  }
  unsent = [];
});

document.addEventListener("htmx:afterSettle", () => choices().find(isUnsent)?.dispatchEvent(new Event("change", { bubbles: true })));
