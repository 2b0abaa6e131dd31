// Typing ahead in the line of a register (`[data-line]` in a form that htmx sends): Enter takes the line, and the field is
// empty for the next one while the server works. Lines go one after the other, and what is being typed stays when the
// register comes anew. A line that is not taken comes back; those behind it follow, each once the one before it is in.
// The tree's own line does the same for its row (tree-add.js).

const entered = []; // { id, values, event } of lines that wait for the one on its way
const behind = new Map(); // id of a field -> texts that come back to it
let sending = false;
let kept = []; // what stood in the lines of a part that comes anew

const lineOf = (form) => (form.matches?.("form[hx-post]:not([hx-swap=none])") ? form.querySelector("[data-line]") : null);
const fieldOf = (id) => document.getElementById(id);

// Into a field that came with an answer: what the server understands of the line is asked once the answer is at work.
const fresh = new Set();

function put(line, text) {
  line.value = text;
  fresh.add(line);
}
document.addEventListener("htmx:afterSettle", () => {
  for (const line of fresh) if (line.isConnected && line.matches("[hx-get]")) window.htmx.ajax("GET", line.getAttribute("hx-get"), { source: line });
  fresh.clear();
});

document.addEventListener(
  "submit",
  (event) => {
    const line = !event.defaultPrevented && lineOf(event.target);
    if (!line) return;
    event.preventDefault();
    event.stopPropagation(); // htmx listens on the form itself
    entered.push({ id: line.id, values: Object.fromEntries(new FormData(event.target)), event });
    line.value = "";
    if (!sending) work();
  },
  true,
);

async function work() {
  sending = true;
  while (entered.length) await send(entered.shift());
  sending = false;
}

async function send({ id, values, event }) {
  const form = fieldOf(id)?.form;
  if (!form) return;
  form.noValidate = true; // its field is empty or holds the next line; what is sent was valid at Enter
  try {
    await window.htmx.ajax("POST", form.getAttribute("hx-post"), { source: form, values, event });
  } catch {
    // Told by its status, which is 0 where the server was not reached.
  }
  form.noValidate = false;
}

// The line a request stores, and its text; saved.js may send one again that stands in its field.
function sent({ elt, verb, parameters }) {
  const line = verb === "post" && lineOf(elt);
  return line ? { id: line.id, text: parameters[line.name], field: fieldOf(line.id) } : {};
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const { field, text } = sent(detail.requestConfig);
  if (field && field.value === text) field.value = "";
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { id, text, field } = sent(detail.requestConfig);
  if (!field) return;
  const later = behind.get(id) ?? [];
  if (detail.xhr.status === 200) {
    if (!entered.length && later.length && field.value === "") put(field, later.shift());
    return;
  }
  const waiting = entered.filter((one) => one.id === id);
  for (const one of waiting) entered.splice(entered.indexOf(one), 1);
  const texts = waiting.map(({ values }) => values[field.name]);
  if (detail.xhr.status !== 422) {
    if (field.value) texts.push(field.value);
    field.value = text;
  } // else it came back in the answer, with the reason
  behind.set(id, [...texts, ...later]);
});

// Leaving with lines the server has not got: the browser asks first, as for what could not be saved (saved.js).
window.addEventListener("beforeunload", (event) => entered.length && event.preventDefault());

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  kept = [...detail.target.querySelectorAll("[data-line]")].filter(({ form, value }) => value && lineOf(form)).map(({ id, value }) => ({ id, value }));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const { id, value } of kept.splice(0)) {
    const line = fieldOf(id);
    if (!line || line.value === value) continue;
    if (line.value) behind.set(id, [value, ...(behind.get(id) ?? [])]);
    else put(line, value);
  }
});
