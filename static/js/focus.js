// Focus never gets lost, whatever an answer, a script or a page load takes away. The one place that sees to it: modules
// move focus only where they know better, and what they leave on nothing is mended here. Who takes it, in this order:
// 1. what the answer asks for: an element marked `data-focus` (an empty add row, an error summary);
// 2. the same control come anew: by its id, else its like in the same row (`data-row` in `data-rows`);
// 3. for what was in a toast, a menu or a dialog: the control that had focus before it;
// 4. the row it stood in, the next one, the one before, the heading of the group or section;
// 5. the page's h1.
// A form or link that loads the same page anew takes its place along in the session's storage.

import { typing } from "./single-keys.js";

const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
const NAMES = "a.title, .scn-name, .attr-name"; // of a row, before its other controls
const PASSING = "#toasts, dialog, [popover]"; // what comes and goes above the page
const KEPT = "focus";
const KEPT_FOR = 30_000; // ms; an answer that takes longer finds somebody elsewhere

const byId = (id) => (id ? document.getElementById(id) : null);
const label = (control) => control.getAttribute("aria-label") ?? control.textContent.trim();
const nothing = () => !document.activeElement || document.activeElement === document.body;
const heading = () => document.querySelector("#main h1, main h1, h1");

// --- Where focus is, in words that find it again among new elements ----------------------------------------------------

function likeness(control) {
  if (control.matches("a")) return `link ${control.pathname} ${label(control)}`;
  if (control.matches("button")) return `button ${control.form?.getAttribute("action") ?? ""} ${control.name} ${label(control)}`;
  return control.form && control.name ? `${control.form.getAttribute("action")} ${control.name} ${control.matches("[type=radio], [type=checkbox]") ? control.value : ""}` : "";
}

function placeOf(control) {
  const row = control.closest("[data-row]");
  const group = control.closest("[data-rows]") ?? row?.parentElement;
  const rows = row ? [...group.querySelectorAll("[data-row]")] : [];
  const at = rows.indexOf(row);
  const section = control.closest("section[aria-labelledby], form[aria-labelledby]");
  return {
    control,
    id: control.id,
    like: likeness(control),
    // The row, those after it, those before it: the first that is still there takes focus.
    rows: at < 0 ? [] : [row, ...rows.slice(at + 1), ...rows.slice(0, at).reverse()].map(({ id }) => id),
    headings: [group?.querySelector("[data-row-heading], [data-group]")?.id, section?.getAttribute("aria-labelledby")],
  };
}

// --- Finding it again --------------------------------------------------------------------------------------------------

function focus(element) {
  if (!element?.isConnected || element.closest("[hidden], .vh")) return false;
  const natural = element.matches(CONTROLS);
  const inside = natural ? [element] : [...element.querySelectorAll(NAMES), ...element.querySelectorAll(CONTROLS)].filter((one) => one.tabIndex >= 0);
  if (!inside.length) {
    element.tabIndex = -1;
    inside.push(element);
  }
  return inside.some((control) => {
    control.focus();
    return document.activeElement === control;
  });
}

function same({ id, like, rows }) {
  const within = rows.length ? byId(rows[0]) : document;
  return focus(byId(id)) || (like && [...(within?.querySelectorAll(CONTROLS) ?? [])].some((control) => likeness(control) === like && focus(control)));
}

function takeUp(place) {
  if (place.rows.length && !byId(place.rows[0])) [gone] = place.rows;
  return same(place) || [...place.rows, ...place.headings].some((id) => focus(byId(id)));
}

function asked() {
  const wanted = [...document.querySelectorAll("[data-focus]")].find(focus);
  wanted?.removeAttribute("data-focus");
  return Boolean(wanted);
}

// --- Keeping watch -----------------------------------------------------------------------------------------------------

let here = null; // the place that has focus, or had it last
let outside = null; // the same, outside of what comes and goes
let gone = null; // the row that focus was moved on from, which an undo brings back
let back = null; // the same, while it is on its way
let seen = null; // whether what has focus was in sight before the swap; null when none is under way

function note(control) {
  if (!control || control === document.body) return;
  here = placeOf(control);
  if (!control.closest(PASSING)) outside = here;
}

function mend() {
  if (!here || !nothing() || (here.control.isConnected && here.control.checkVisibility())) return;
  const [lost, below] = [here, outside];
  asked() || same(lost) || (below && takeUp(below)) || focus(heading());
}

document.addEventListener("focusin", ({ target }) => note(target));
// Rows may have come, gone and moved since: what is next is what is next now.
document.addEventListener("htmx:beforeSwap", () => {
  note(document.activeElement);
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  seen = bottom > 0 && top < innerHeight;
});
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
// What is closed or hidden is noticed only when the page is drawn anew.
for (const closed of ["toggle", "close"]) document.addEventListener(closed, () => setTimeout(mend), true);

document.addEventListener("undone", () => (back = gone));
document.addEventListener("htmx:afterSettle", ({ target, detail }) => {
  const field = document.activeElement;
  const elsewhere = typing(field) && !target.contains(field) && !detail.requestConfig?.elt.contains(field);
  // Somebody has begun to write in another field meanwhile: no key of theirs goes to what the answer asks for.
  if (elsewhere) for (const wanted of target.querySelectorAll("[data-focus]")) wanted.removeAttribute("data-focus");
  else if (!asked() && back && !typing(document.activeElement) && focus(byId(back))) back = null;
  // What came above it may have moved it out of sight, or under a bar. Who had scrolled away from it stays there.
  if (!nothing() && seen) document.activeElement.scrollIntoView({ block: "nearest" });
  seen = null;
});
// Somebody pressed where nothing takes focus: there is nothing to mend.
document.addEventListener("click", () => setTimeout(() => nothing() && here?.control.isConnected && (here = null)));

// --- Across a page load ------------------------------------------------------------------------------------------------

function keep(place, path = location.pathname) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...place, control: undefined, path, at: Date.now() }));
  } catch {
    // Not stored: the browser begins at the top of the page.
  }
}

function kept() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    return place && Date.now() - place.at < KEPT_FOR ? place : null;
  } catch {
    return null;
  }
}

// The page that is gone to begins with its h1: for ways that keys take (g and a letter, Ctrl K, next and previous).
export const beginWithHeading = () => keep({}, "");

window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  // An undo brings back the row focus was moved on from: the button is gone with its toast.
  if (form.closest(PASSING) && outside) keep({ ...outside, rows: gone ? [gone, ...outside.rows] : outside.rows, ...(gone && { id: "", like: "" }) });
  else keep(placeOf(nothing() ? form : document.activeElement)); // Enter in a field presses a button, but stays there
});
window.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-turn]")) beginWithHeading();
  else if (link.pathname === location.pathname && !link.hash) keep(placeOf(link));
});

function begin() {
  const place = kept();
  const taken = [...document.querySelectorAll("[autofocus]")].some((control) => control.checkVisibility());
  if (asked() || taken || !nothing() || !place || document.querySelector(":target")) return; // a target: landing.js
  if (place.path !== location.pathname || !takeUp(place)) focus(heading());
  const field = document.activeElement;
  if (field.matches("input[type=search]")) field.setSelectionRange(field.value.length, field.value.length);
}
begin();
