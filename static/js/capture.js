// Quick capture: the form `[data-capture]`, one on a page. Enter puts the line into the outbox and empties the field;
// the outbox sends it, or keeps it until the server can be reached (outbox.js). While a line is typed the server says
// under it what it understands; a refused line comes back into the field with the reason, unless somebody writes
// elsewhere by then: it waits in the list, and a notice tells why. It waits there too where the page goes before it is
// mended.
import { announce } from "./announce.js";
import { drop, flush, keep, newKey, takeOut, waiting } from "./outbox.js";
import { unreached } from "./saved.js";
import { typing } from "./single-keys.js";
import { toast } from "./toasts.js";

const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;
const WAIT_BEFORE_WAITING = 300; // a line that is written sooner is not said to wait

const form = document.querySelector("form[data-capture]");
const reasons = new Map(); // key -> why a line still waits
let wait = FIRST_RETRY;
let timer;
let refused; // the line that is back in the field, with the reason

const field = () => form.elements.line;
const words = () => form.dataset;
const part = (id) => document.getElementById(id);
// A line belongs to the assessment and the sheet it was typed on; elsewhere it would say something else.
const typedHere = (line) => line.url === form.action && line.here === form.elements.here.value;

function complain(sentence) {
  const place = part("capture-error");
  if (place.textContent !== sentence) place.textContent = sentence;
  if (sentence) field().setAttribute("aria-invalid", "true");
  else field().removeAttribute("aria-invalid");
}

function show() {
  const lines = waiting(words().user);
  const count = document.querySelector("[data-outbox-count]");
  const bad = lines.filter((line) => line.refused).length;
  const counts = [[words().waiting, lines.length - bad], [words().refused, bad]].filter(([, number]) => number);
  const text = counts.map(([word, number]) => word.replace("%count", number)).join(" · ");
  if (count.textContent !== text) count.textContent = text;
  count.dataset.number = lines.length; // all that a phone has room for
  const list = form.querySelector("[data-outbox-list]");
  const row = form.querySelector("[data-outbox-row]");
  list.hidden = lines.length === 0;
  list.replaceChildren(
    ...lines.map((line) => {
      const item = row.content.cloneNode(true).firstElementChild;
      item.dataset.key = line.key;
      item.querySelector(".what").textContent = line.line;
      item.querySelector(".why").textContent = line.refused ?? reasons.get(line.key) ?? "";
      item.querySelector("[data-take-back]").hidden = !typedHere(line);
      const place = item.querySelector("[data-place]");
      place.hidden = typedHere(line) || !line.page;
      if (!place.hidden) place.href = line.page;
      return item;
    }),
  );
}

function put(text, caret = text.length) {
  field().value = text;
  part("capture-pop")?.showPopover?.();
  field().focus();
  field().setSelectionRange(caret, caret);
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

function written(said) {
  document.getElementById("toasts").insertAdjacentHTML("beforeend", said.toasts);
  for (const name of ["captured", "counts-changed", "sheet-changed"]) window.htmx.trigger(document.body, name);
}

const writesElsewhere = () => typing(document.activeElement) && !form.contains(document.activeElement);

// A line that was refused is in the field again: `line.refused` says why.
function mend(line) {
  put(line.line);
  complain(line.refused);
  refused = line;
}

// An answer may arrive while the next page is on its way: what nobody had time to mend is not lost with the page. It goes
// from the field, or it would be there twice where the browser shows this page again as it was left.
function keepRefused() {
  if (!refused) return;
  keep({ ...refused, line: field().value.trim() });
  refused = undefined;
  field().value = "";
  complain("");
  show();
}

function giveBack(line, reason) {
  if (field().value !== "" || !typedHere(line) || writesElsewhere()) {
    const said = { line: line.line, reason };
    toast(words().notWritten.replace(/%(line|reason)/g, (_all, name) => said[name]), "error");
    return;
  }
  drop(line.key);
  mend({ ...line, refused: reason });
}

function told(line, status, said) {
  reasons.delete(line.key);
  if (status === 200) written(said);
  else if (status === 422) giveBack(line, said.refused);
  else {
    const why = { 0: words().kept, 401: words().signedOut, 403: words().denied, 404: words().denied }[status];
    reasons.set(line.key, said.refused ?? why ?? words().failed);
  }
  show();
}

async function sendAll() {
  clearTimeout(timer);
  const { user } = words();
  if (!waiting(user).some((line) => !line.refused)) return;
  if (navigator.onLine && (await flush(user, form.elements.csrfmiddlewaretoken.value, told))) {
    wait = FIRST_RETRY;
    return;
  }
  if (!navigator.onLine) for (const line of waiting(user)) reasons.set(line.key, words().kept);
  show();
  timer = setTimeout(sendAll, wait);
  wait = Math.min(wait * 2, LAST_RETRY);
}

function sayOffline({ detail }) {
  if (!unreached(detail.xhr)) return;
  const sentence = document.createElement("span");
  sentence.textContent = words().offline;
  part("capture-parse").replaceChildren(sentence);
}

function submit(event) {
  event.preventDefault();
  const line = field().value.trim();
  if (!line) return;
  refused = undefined;
  const { author, here, back } = form.elements;
  const place = { url: form.action, here: here.value, page: back.value };
  keep({ user: words().user, author: author.value, ...place, key: newKey(), line });
  field().value = "";
  window.htmx.trigger(field(), "htmx:abort"); // what it was understood to say
  part("capture-parse").replaceChildren();
  complain("");
  if (!navigator.onLine) announce(words().kept);
  setTimeout(show, WAIT_BEFORE_WAITING);
  sendAll();
}

async function pressed(event) {
  const item = event.target.closest("[data-key]");
  if (!item || !event.target.closest("[data-take-back], [data-discard]")) return;
  if (event.target.matches("[data-take-back]") && field().value !== "") {
    field().focus(); // nothing typed is written over
    return;
  }
  const line = await takeOut(item.dataset.key);
  show();
  if (!event.target.matches("[data-take-back]") || !line) field().focus();
  else if (line.refused) mend(line);
  else put(line.line);
}

if (form) {
  form.addEventListener("submit", submit);
  form.addEventListener("click", pressed);
  form.addEventListener("input", () => {
    complain("");
    if (!field().value.trim()) refused = undefined;
  });
  window.addEventListener("pagehide", keepRefused);
  window.addEventListener("online", sendAll);
  window.addEventListener("storage", show); // another tab
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.code !== "KeyQ" || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    put(field().value);
  });
  for (const name of ["htmx:sendError", "htmx:responseError"]) field().addEventListener(name, sayOffline);
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-capture-line]");
    if (!place || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { captureLine, captureMark } = place.dataset;
    put(`${captureLine} ${captureMark}`, captureLine.length);
  });
  show();
  sendAll();
}
