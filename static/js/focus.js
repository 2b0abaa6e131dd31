// Focus never gets lost in a swap. htmx keeps it on elements with a stable id; this module covers the rest:
// - an element in the new content marked `data-focus` takes it (an empty add row, an error summary);
// - a row that went away (`data-row`) hands it to the next row, else the one before, else `data-row-heading`.

let heirs = [];

function focus(element) {
  if (!element) return false;
  const natural = element.matches("a[href], button, input, select, textarea, [tabindex]");
  const inside = natural ? element : (element.querySelector("a[href], button, input:not([type=hidden]), select, textarea") ?? element);
  if (inside === element && !natural) element.tabIndex = -1;
  inside.focus({ preventScroll: false });
  return document.activeElement === inside;
}

document.addEventListener("htmx:beforeSwap", () => {
  const row = document.activeElement?.closest?.("[data-row]");
  if (!row) {
    heirs = [];
    return;
  }
  const group = row.closest("[data-rows]") ?? row.parentElement;
  const rows = [...group.querySelectorAll("[data-row]")];
  const at = rows.indexOf(row);
  heirs = [row, rows[at + 1], rows[at - 1], group.querySelector("[data-row-heading]")].filter(Boolean);
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const asked = detail.elt.matches?.("[data-focus]") ? detail.elt : detail.elt.querySelector?.("[data-focus]");
  if (asked && focus(asked)) {
    asked.removeAttribute("data-focus");
    return;
  }
  if (document.activeElement && document.activeElement !== document.body) return;
  heirs
    .map((row) => (row.isConnected ? row : row.id && document.getElementById(row.id)))
    .some((row) => row && focus(row));
});

// A full page answer with errors: the summary takes focus, so that it is read first.
focus(document.querySelector("[data-focus]"));
