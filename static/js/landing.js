// Arriving at a row by its address (`#finding-…`): its group opens, it comes into view and takes focus, so that keys
// and screen readers go on from there. The tint is CSS (`:target`).

const ROWS = "tr, tbody, li, .dl, .card, section, [data-row]";
const ROOM = 56; // px below the page one is on, for the next one

export function arrive() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return; // no id of ours
  }
  const row = id && document.getElementById(id);
  if (!row?.matches(ROWS)) return;
  const folded = row.closest("tbody.is-shut");
  if (folded && !row.matches("[data-group]")) folded.querySelector("[data-collapse]")?.click();
  for (const details of [...document.querySelectorAll("details:not([open])")].filter((one) => one.contains(row))) details.open = true;
  const inside = [".error-summary", "[name=line]", ".attr-name, .scn-name, a.title", "a[href], button:not([hidden]), summary"].map((what) => row.querySelector(what)).find(Boolean);
  const place = inside ?? row;
  if (place === row && !row.hasAttribute("tabindex")) row.tabIndex = -1;
  (row.matches("tbody") ? row.rows[0] : row).scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
}

// Where the spine is longer than the window, the page one is on comes into view in it.
const here = document.querySelector(".side [aria-current]");
const spine = here?.closest(".side"); // it alone is scrolled: scrollIntoView would take the page along
if (spine) spine.scrollTop += Math.max(0, here.getBoundingClientRect().bottom - spine.getBoundingClientRect().bottom + ROOM);

window.addEventListener("hashchange", arrive);
// After the browser's own scrolling to the fragment, which takes the focus away.
if (location.hash) {
  if (document.readyState === "complete") arrive();
  else window.addEventListener("load", () => setTimeout(arrive));
}
