// The statement of a scenario, edited in its row of the tree: Enter sends it, Esc leaves it as it was.
import { missing, putAllBack } from "./signed-out.js";
import { say, table, words } from "./tree-common.js";

const EDITED = "-statement"; // id of the field: that of its row, and this

const nameOf = (row) => row?.querySelector(".scn-name");

export function editStatement(row) {
  const name = nameOf(row);
  const form = document.createElement("form");
  form.className = "row-edit";
  const address = name.getAttribute("href") + table().dataset.query;
  for (const [attribute, value] of Object.entries({ method: "post", action: address, "hx-post": address, "hx-swap": "none", "hx-sync": "this:queue last" })) form.setAttribute(attribute, value);
  const statement = name.textContent;
  const open = document.querySelector("[data-scenario]")?.dataset.scenario ?? "";
  const hidden = { csrfmiddlewaretoken: document.querySelector("[data-token] input").value, base_statement: statement, from: "row", open };
  for (const [field, value] of Object.entries(hidden)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: field, value }));
  const input = Object.assign(document.createElement("textarea"), { id: row.id + EDITED, className: "input", name: "statement", value: statement, rows: 1, autocomplete: "off" });
  input.setAttribute("aria-label", say(words.statement, { code: row.querySelector(".id").textContent }));
  form.append(input);
  name.hidden = true;
  name.after(form);
  window.htmx.process(form);
  input.focus();
  input.setSelectionRange(statement.length, statement.length);
  putAllBack();
  const leave = () => {
    name.hidden = false;
    name.focus(); // first: what is removed while it has focus is told so, and would remove itself a second time
    form.remove();
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") leave();
    if (event.key !== "Enter") return;
    event.preventDefault(); // a statement is one line, however many it takes on the screen
    if (input.value === statement) leave();
    else form.requestSubmit();
  });
  input.addEventListener("blur", () => input.value === statement && form.isConnected && (form.remove(), (name.hidden = false)));
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.xhr.status === 200) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
  });
}

// After a sign-in, rows that were being edited are open again.
document.addEventListener("DOMContentLoaded", () => {
  for (const id of missing()) {
    const row = id.endsWith(EDITED) && document.getElementById(id.slice(0, -EDITED.length));
    if (nameOf(row || null)) editStatement(row);
  }
});
