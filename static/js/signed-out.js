// A sign-in that ended, or a page that is older than the present one: what is typed in the forms of the page is kept for
// this tab, the browser goes to the sign-in or loads the page anew, and back on the page the texts stand where they were
// typed, over the text they began from: forms that save themselves then save, or ask, as if nothing had been between.

import { toast } from "./toasts.js";

const FIELDS = "form[method=post] :is(input:is([type=text], [type=date], [type=number], [type=email], [type=url]), textarea, select)[id]";

const byId = (id) => (id ? document.getElementById(id) : null);
// Whoever signs in afterwards finds nothing of somebody else's.
const place = () => `typed ${document.querySelector("[data-user]")?.dataset.user} ${location.pathname}`;
const baseOf = (field) => field.form.elements[`base_${field.name}`];
let left = []; // fields that are not on the page yet, such as a question's before it is opened
let again = false; // the page was just loaded anew

function typed() {
  const fields = [...document.querySelectorAll(FIELDS)].map((field) => {
    const { id, value } = field;
    return { id, value, base: baseOf(field)?.value, was: field.defaultValue ?? value };
  });
  return [...fields.filter(({ value, base, was }) => value !== (base ?? was)), ...left];
}

// After htmx has told everybody about the answer: whoever marks a form as unsaved has done so.
function leave(go) {
  try {
    sessionStorage.setItem(place(), JSON.stringify({ fields: typed(), focus: document.activeElement?.id }));
    setTimeout(() => {
      for (const form of document.querySelectorAll("[data-dirty], [data-saving]")) {
        delete form.dataset.dirty;
        delete form.dataset.saving;
      }
      go();
    });
  } catch {
    go(); // not kept: the browser asks before it leaves what is unsaved
  }
}

// The answer is the sign-in page.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const answer = detail.xhr.responseURL && new URL(detail.xhr.responseURL);
  if (!answer?.pathname.startsWith("/accounts/login")) return;
  detail.shouldSwap = false;
  leave(() => location.assign(`${answer.pathname}?next=${encodeURIComponent(location.pathname + location.search)}`));
});

export const loadAnew = () => leave(() => location.reload());

// Whether the answer says that the page is too old, and it is loaded anew: once, for cookies may be switched off.
export function loadsAnew(xhr) {
  if (again || !xhr.responseText.includes("data-too-old")) return false;
  loadAnew();
  return true;
}

function putBack({ id, value, base }) {
  const field = byId(id);
  if (!field) return false;
  if (base !== undefined && baseOf(field)) baseOf(field).value = base;
  for (const folded of document.querySelectorAll("details:not([open])")) if (folded.contains(field)) folded.open = true;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function putAllBack() {
  left = left.filter((one) => !putBack(one));
}

// Once the modules of the page listen.
document.addEventListener("DOMContentLoaded", () => {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(place()));
    sessionStorage.removeItem(place());
  } catch {
    return; // nothing is kept here
  }
  if (!kept) return;
  again = true;
  left = kept.fields;
  putAllBack();
  const field = byId(kept.focus);
  field?.closest("[popover]")?.showPopover();
  field?.focus();
  if (kept.fields.length) toast(document.querySelector("[data-request-words]").dataset.back);
});
document.addEventListener("htmx:afterSettle", putAllBack);
