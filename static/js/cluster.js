// Cards in columns, `[data-card]` in `[data-lane]`: dragged (SortableJS, which came before), or moved to the column
// beside theirs by Alt with the left or right arrow. Either way the card's own form `[data-move-card]` is sent, so that
// there is one way to move a risk.

let back = null; // puts the dragged card where it was, should the server not take the move

function send(card, lane) {
  const form = card.querySelector("[data-move-card]");
  form.elements.to.value = lane.dataset.lane;
  form.requestSubmit();
}

function ready() {
  for (const lane of document.querySelectorAll("[data-lane]")) {
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
        if (from === to) return;
        back = () => from.insertBefore(item, from.children[oldIndex] ?? null);
        send(item, to);
      },
    });
  }
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const card = step && event.target.closest?.("[data-card]");
  if (!card) return;
  event.preventDefault();
  const lanes = [...document.querySelectorAll("[data-lane]")];
  const lane = lanes[lanes.indexOf(card.closest("[data-lane]")) + step];
  if (lane) send(card, lane);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.elt.matches("[data-move-card]")) return;
  if (!detail.successful && detail.xhr.status !== 422) back?.(); // 422 is an answer, and shows the page as it is
  back = null;
});

document.addEventListener("htmx:afterSettle", ready);
ready();

// Any answer draws the whole region anew. What was chosen in the matrix `[data-matrix]` after its last request went out is
// chosen again in the new one, which sends it.
const sent = new Map(); // {id of a choice: what the last request said}
let unsent = [];

const choices = () => [...document.querySelectorAll("[data-matrix] select")];
const isUnsent = (choice) => choice.value !== (sent.get(choice.id) ?? choice.querySelector("[selected]").value);

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt.matches("[data-matrix]")) for (const choice of choices()) sent.set(choice.id, choice.value);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "cluster") return;
  unsent = choices().filter(isUnsent);
  if (detail.requestConfig.elt.matches("[data-matrix]")) sent.clear();
});

document.addEventListener("htmx:afterSwap", () => {
  for (const { id, value } of unsent) {
    const choice = document.getElementById(id);
    if (choice) choice.value = value;
  }
  unsent = [];
});

document.addEventListener("htmx:afterSettle", () => choices().find(isUnsent)?.dispatchEvent(new Event("change", { bubbles: true })));
