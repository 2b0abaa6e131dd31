// A sign-in that ended, or a page that is older than the present one: what is typed in the forms of the page is kept for
// this tab, the browser goes to the sign-in or loads the page anew, and back on the page the texts stand where they were
// typed, over the text they began from: forms that save themselves then save, or ask, as if nothing had been between.

import { toast } from "./toasts.js";

const FIELDS = "form[method=post] :is(input:is(:not([type]), [type=text], [type=date], [type=number], [type=email], [type=url]), textarea, select)[id]";

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

const along = new Map(); // name of a queue -> { lines, goOn }
let stored = false;

// The lines of a queue (queue.js) come along as well, and `goOn` is told when they are back.
export const takeAlong = (name, lines, goOn) => along.set(name, { lines, goOn });
export const tookAlong = () => stored;

function store() {
  try {
    const lines = Object.fromEntries([...along].map(([name, queue]) => [name, queue.lines]));
    sessionStorage.setItem(place(), JSON.stringify({ fields: typed(), lines, focus: document.activeElement?.id }));
    return true;
  } catch {
    return false; // the browser asks before it leaves what is unsaved
  }
}

// After htmx has told everybody about the answer: whoever marks a form as unsaved, or puts a text back, has done so.
function leave(go) {
  setTimeout(() => {
    stored = store();
    if (stored) {
      window.addEventListener("pagehide", store, { once: true }); // what is typed until the page goes
      for (const form of document.querySelectorAll("[data-dirty], [data-saving]")) {
        delete form.dataset.dirty;
        delete form.dataset.saving;
      }
    }
    go();
  });
}

const signIn = ({ responseURL }) => (responseURL ? new URL(responseURL).pathname : "").startsWith("/accounts/login");
const tooOld = ({ status, responseText }) => status === 403 && responseText.includes("data-too-old");
export const isOutdated = (xhr) => signIn(xhr) || tooOld(xhr);

// The answer is the sign-in page.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!signIn(detail.xhr)) return;
  detail.shouldSwap = false;
  const { pathname } = new URL(detail.xhr.responseURL);
  leave(() => location.assign(`${pathname}?next=${encodeURIComponent(location.pathname + location.search)}`));
});

export const loadAnew = () => leave(() => location.reload());

// Whether the answer says that the page is too old, and it is loaded anew: once, for cookies may be switched off.
export function loadsAnew(xhr) {
  if (again || !tooOld(xhr)) return false;
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

// Those whose fields are on the page by now; `missing` names the others.
export function putAllBack() {
  left = left.filter((one) => !putBack(one));
}
export const missing = () => left.map(({ id }) => id);

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
  for (const [name, lines] of Object.entries(kept.lines ?? {})) {
    along.get(name)?.lines.push(...lines);
    along.get(name)?.goOn();
  }
});
document.addEventListener("htmx:afterSettle", putAllBack);
