// The save state in the top bar: Saving, Saved 11:42, Not saved. One `role="status"` element, `[data-saved]`, whose
// `data-state` is idle, saving, saved or failed (browser tests wait on it). Its words come with the page, translated.
//
// Every htmx request that is not a GET counts. A request that never reached the server, or that a proxy answered in its
// place while it was starting again, keeps what was typed in its form, marks the form with `data-unsaved`, and is sent
// again after 2, 4, 8 ... seconds and when the browser is back online. Whether the first one arrived nobody knows: all of
// them bear one key, and the server carries it out once (assessments/once.py). A form that saves itself needs none, as it
// compares what it sends with what is there. A 409 or 422 is an answer: the form shows it, and nothing is sent again; the
// state stays "Not saved" as long as what was refused stands on the page, whatever is saved beside it.

import { newKey } from "./outbox.js";
import { isOutdated, loadAnew } from "./signed-out.js";
import { toast } from "./toasts.js";

const WAIT_BEFORE_SAVING = 300; // nothing is shown for what takes less
const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;

const unsaved = new Map(); // form or control -> { verb, path, target, values, key, wait, timer }
let pending = 0;
let refused = []; // writes that were not taken: { element: the form, formData, fields: where the text stands, told }
let spinner;

export const unreached = (xhr) => [0, 502, 503, 504].includes(xhr.status);
const writes = (detail) => !["get", undefined].includes(detail.requestConfig?.verb);

function clock() {
  return new Date().toLocaleTimeString(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function show(state) {
  const place = document.querySelector("[data-saved]");
  if (!place || (place.dataset.state === state && state !== "saved")) return;
  place.dataset.state = state;
  for (const part of place.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
  const time = place.querySelector("[data-clock]");
  if (state === "saved" && time.textContent !== clock()) time.textContent = clock(); // the same again would be spoken again
}

// Also for who takes longer than the answer (queue.js).
export function settle() {
  if (pending > 0) return;
  clearTimeout(spinner);
  for (const write of refused) if (!write.fields.length) write.fields = textsOf(write);
  refused = refused.filter((write) => !write.told || stands(write));
  for (const write of refused) write.told = true;
  show(unsaved.size > 0 || refused.length > 0 ? "failed" : "saved");
}

// --- What was refused ------------------------------------------------------------------------------------------------

const TEXTS = "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=search])";
const now = (field) => (field.isConnected ? field : document.getElementById(field.id)); // it may have come anew

// Where the answer replaced the form, the text stands in the one that came, or in the field a line went back to.
function textsOf({ element, formData }) {
  const changed = (field) => field.form === element && field.value !== field.defaultValue;
  const sent = (field) => field.value !== "" && formData.getAll(field.name).includes(field.value);
  return [...document.querySelectorAll(TEXTS)].filter(element.isConnected ? changed : sent);
}

function stands({ element, fields }) {
  if (element.matches("[data-autosave]")) return element.isConnected && element.matches("[data-dirty], [data-saving]");
  if (element.matches("[data-rolls-back]") && element.isConnected) return true; // a line waits (queue.js)
  return fields.map(now).some((field) => field && (field.value || field.defaultValue) && !field.closest("[popover]:not(:popover-open)"));
}

// What is sent anew is judged anew, but for the lines that wait behind it in the same form (queue.js).
function supersede(element) {
  const anew = (write) => write.element === element || write.fields.some((field) => now(field)?.form === element);
  const waits = (write) => element.matches("[data-rolls-back]") && stands(write);
  refused = refused.filter((write) => !anew(write) || waits(write));
}

function later(element, detail) {
  const { verb, path, headers, triggeringEvent } = detail.requestConfig;
  const known = unsaved.get(element);
  if (!known) sayOffline();
  const wait = known ? Math.min(known.wait * 2, LAST_RETRY) : FIRST_RETRY;
  clearTimeout(known?.timer);
  element.dataset.unsaved = "";
  const timer = setTimeout(() => again(element), wait);
  // What the pressed button says: htmx knows it only as long as it has focus.
  const button = triggeringEvent?.submitter;
  const values = button ? (button.name ? { [button.name]: button.value } : {}) : (known?.values ?? {});
  unsaved.set(element, { verb, path, target: detail.target, values, key: headers["X-Request-Key"], wait, timer });
}

// Said once, when the first attempt fails; the state in the top bar stays until it is saved.
function sayOffline() {
  const text = document.querySelector("[data-request-words]")?.dataset.offline;
  if (text) toast(text, "error");
}

function again(element) {
  const request = unsaved.get(element);
  // A second one would wait behind the one that is on its way, and fail unheard.
  if (!request || element.matches(".htmx-request")) return;
  clearTimeout(request.timer);
  if (!element.isConnected) {
    forget();
    return;
  }
  const { verb, path, target, values } = request;
  window.htmx.ajax(verb, path, { source: element, target, values }).catch(() => {}); // said by `answered`
}

function done(element) {
  clearTimeout(unsaved.get(element)?.timer);
  unsaved.delete(element);
  delete element.dataset.unsaved;
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get" || detail.elt.matches("[data-autosave]")) return;
  detail.headers["X-Request-Key"] ??= unsaved.get(detail.elt)?.key ?? newKey();
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!writes(detail)) return;
  pending += 1;
  supersede(detail.elt);
  clearTimeout(spinner);
  spinner = setTimeout(() => pending > 0 && show("saving"), WAIT_BEFORE_SAVING);
  // Not htmx:afterRequest: it does not reach the page from a form that was replaced meanwhile.
  detail.xhr.addEventListener("loadend", () => answered(detail));
});

function answered(detail) {
  pending = Math.max(0, pending - 1);
  // Not detail.elt: where the answer replaced the form, htmx reports on what is left around it.
  const element = detail.requestConfig.elt;
  // What rolls back by itself (a rating) is not sent again behind the person's back.
  const goesAgain = unreached(detail.xhr) && element.dataset.rollsBack === undefined;
  if (goesAgain) later(element, detail);
  else done(element);
  supersede(element);
  const taken = detail.xhr.status > 0 && detail.xhr.status < 400 && !isOutdated(detail.xhr);
  if (!taken && !goesAgain) refused.push({ element, formData: detail.requestConfig.formData, fields: [] });
  settle();
  if (detail.xhr.getResponseHeader("X-Written-Before")) {
    if (holdsWhatWasSent(element, detail.requestConfig)) element.reset();
    loadAnew();
  }
}

function holdsWhatWasSent(form, { formData }) {
  return form instanceof HTMLFormElement && [...new FormData(form)].every(([name, value]) => formData.getAll(name).includes(value));
}

// Who left what was not taken, with Esc, by closing its panel or by emptying its field, has nothing unsaved any more.
function forget() {
  if (pending || !(refused.length || unsaved.size)) return;
  for (const element of unsaved.keys()) if (!element.isConnected) done(element);
  refused = refused.filter(stands);
  if (!refused.length && !unsaved.size) show("idle");
}
// The form goes after focus has left it, the line of a register after it was entered.
for (const event of ["focusin", "input", "submit"]) document.addEventListener(event, () => setTimeout(forget), true);

window.addEventListener("online", () => [...unsaved.keys()].forEach(again));

// Leaving with text the server has not got: the browser asks first.
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size > 0) event.preventDefault();
});
