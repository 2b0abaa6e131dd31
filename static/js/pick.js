// Rows that are selected together: `<input type="checkbox" data-pick form="…">`. Shift with a click or the space bar
// selects everything from the box used last; `[data-pick-all]` selects all, or none; `[data-picked]` says how many.

let last = null;
let shift = false;

const boxes = () => [...document.querySelectorAll("[data-pick]")];

function count() {
  const place = document.querySelector("[data-picked]");
  if (!place) return;
  const text = `${boxes().filter((box) => box.checked).length} ${place.dataset.picked}`;
  if (place.textContent !== text) place.textContent = text; // the same again would be spoken again
}

function ready() {
  const all = document.querySelector("[data-pick-all]");
  if (all) all.hidden = false;
  count();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-pick-all]")) {
    const every = boxes();
    const some = every.some((box) => !box.checked);
    for (const box of every) box.checked = some;
    count();
  } else if (event.target.matches("[data-pick]")) {
    shift = event.shiftKey;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches("[data-pick]")) shift = event.shiftKey;
});

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches("[data-pick]")) return;
  const every = boxes();
  const [from, to] = [every.indexOf(last), every.indexOf(box)];
  if (shift && from >= 0) {
    for (const between of every.slice(Math.min(from, to), Math.max(from, to) + 1)) between.checked = box.checked;
  }
  last = box;
  shift = false;
  count();
});

// A list that comes anew while somebody selects in it (`data-keeps-picks`) keeps what is selected.
let kept = [];
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const picked = detail.target.matches("[data-keeps-picks]") ? boxes().filter((box) => box.checked) : [];
  kept = picked.map((box) => box.id);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of kept.splice(0)) {
    const box = document.getElementById(id);
    if (box) box.checked = true;
  }
  ready();
});
ready();
