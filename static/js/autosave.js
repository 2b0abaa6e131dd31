// Forms that save themselves: `<form data-autosave hx-post="…" hx-trigger="autosave, submit" hx-swap="none"
// hx-sync="this:queue last">`. A text is sent 800 ms after typing stops and when its field is left, a choice at once.
// The form carries `data-dirty` from the first key until the server has it. The answer swaps, out of band, the hidden
// bases, what was worked out, and the sentences `[data-error-of="field id"]`; never a field. saved.js shows the state
// and sends again what did not reach the server.

const WAIT = 800;
const timers = new WeakMap(); // form -> when what was typed into it is sent
const growing = !CSS.supports("field-sizing", "content");

const owner = (event) => {
  const form = event.target.form;
  return form?.matches("[data-autosave]") ? form : null;
};

function save(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  if (form.isConnected && form.dataset.dirty !== undefined) window.htmx.trigger(form, "autosave");
}

document.addEventListener("input", (event) => {
  if (growing && event.target.matches("textarea")) grow(event.target);
  const form = owner(event);
  if (!form) return;
  form.dataset.dirty = "";
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), WAIT));
});

document.addEventListener("change", (event) => {
  const form = owner(event);
  // A field that a question took the focus from has not been left: it was just sent, and the question answers it.
  if (form && !document.querySelector("dialog[data-conflict][open]")) save(form);
});

// Whether the server took what a form sent last. The request is asked, not the page: htmx tells the page nothing of an
// answer to a form that was replaced meanwhile.
const sent = new WeakMap();

document.addEventListener("htmx:beforeRequest", ({ detail: { elt: form, xhr } }) => {
  if (!form.matches("[data-autosave]")) return;
  delete form.dataset.dirty;
  form.dataset.saving = "";
  const answered = new Promise((resolve) => xhr.addEventListener("loadend", () => resolve(xhr.status > 0 && xhr.status < 400)));
  const request = answered.then((taken) => {
    if (sent.get(form) === request) settle(form, taken); // else the next one is on its way already
    return taken;
  });
  sent.set(form, request);
});

function settle(form, taken) {
  delete form.dataset.saving;
  if (!taken) form.dataset.dirty = "";
  for (const sentence of document.querySelectorAll("[data-error-of]")) {
    const field = document.getElementById(sentence.dataset.errorOf);
    if (!field) continue;
    const wrong = sentence.textContent.trim() !== "";
    field.toggleAttribute("aria-invalid", wrong);
    if (wrong) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", sentence.id);
    }
  }
}

// What is typed while an answer that replaces the form is on its way is sent before the form goes; what was refused is not.
for (const swap of ["htmx:beforeSwap", "htmx:oobBeforeSwap"]) {
  document.addEventListener(swap, ({ detail }) => {
    for (const form of detail.target.querySelectorAll("form[data-autosave]")) if (timers.has(form)) save(form);
  });
}

// Saves what `form` still holds. Resolves to true once the server has everything, to false where it refused.
export async function flush(form) {
  while (form?.isConnected && (form.dataset.dirty !== undefined || form.dataset.saving !== undefined)) {
    if (form.dataset.saving === undefined) save(form);
    const request = sent.get(form);
    if (form.dataset.saving === undefined || (!(await request) && request === sent.get(form))) return false;
  }
  return true;
}

export const UNSAVED = "form[data-autosave][data-dirty], form[data-autosave][data-saving]";
const passed = new WeakSet();

// A button that leaves the page, or that deletes what is being written, waits until the text is stored; what the server
// refused does not hold it back. Undoing then brings back the text too. On the window: whoever sends a form by script has
// said so by then.
window.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.matches("[data-autosave], [hx-post]")) return;
  if (passed.has(form) || !document.querySelector(UNSAVED)) return;
  event.preventDefault();
  passed.add(form);
  for (const writing of document.querySelectorAll(UNSAVED)) await flush(writing);
  form.requestSubmit(event.submitter);
  passed.delete(form);
});

// So do keys that lead to another page. What the server refuses the browser asks about.
export async function leaveFor(address) {
  for (const writing of document.querySelectorAll(UNSAVED)) await flush(writing);
  location.assign(address);
}

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector(UNSAVED)) event.preventDefault();
});

// Browsers without `field-sizing: content`: a textarea grows with its text.
function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

if (growing) {
  const all = (root) => root.querySelectorAll?.("form[data-autosave] textarea").forEach(grow);
  all(document);
  document.addEventListener("htmx:afterSettle", ({ detail }) => all(detail.elt));
}
