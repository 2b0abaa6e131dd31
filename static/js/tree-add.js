// The row in which a scenario is typed in one line. It opens under an attribute (`[data-add]`, `[data-new]`, the key
// n), sends itself by htmx, and is empty and focused again when the new row has come.
import { say, table, words } from "./tree-common.js";

const adding = () => document.getElementById("add");
const refinementOf = (row) => row?.querySelector(".c-ref")?.textContent.trim() ?? "";

// `group` is the attribute's tbody; `after` the row whose refinement is taken over, else the group's end.
export function openAdd(group, after = null) {
  const template = document.getElementById("add-row");
  if (!template || !group?.dataset.attribute) return;
  const typed = document.getElementById("add-line")?.value ?? "";
  adding()?.remove();
  const row = template.content.firstElementChild.cloneNode(true);
  row.querySelector("[name=attribute]").value = group.dataset.attribute;
  row.querySelector("[name=refinement]").value = refinementOf(after);
  row.querySelector("[name=line]").value = typed;
  row.querySelector("label[for=add-line]").textContent = say(words.newUnder, { name: group.dataset.name });
  if (after) after.after(row);
  else group.append(row);
  suggest(row, group);
  window.htmx.process(row);
  row.querySelector("[name=line]").focus();
}

function suggest(row, group) {
  const names = new Set([...group.querySelectorAll(".c-ref span")].map((place) => place.textContent).filter(Boolean));
  for (const part of group.dataset.parts?.split("|") ?? []) names.add(part);
  row.querySelector("datalist").replaceChildren(...[...names].map((value) => Object.assign(document.createElement("option"), { value })));
}

function closeAdd() {
  const row = adding();
  const neighbour = row.previousElementSibling;
  row.remove();
  neighbour?.querySelector(".scn-name, [data-add]")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-add], [data-new]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const current = document.querySelector("[data-tree] tr.is-open");
  const group = link.matches("[data-add]") ? link.closest("tbody") : (current ?? document.querySelector("[data-tree] tbody[data-attribute]"))?.closest("tbody[data-attribute]");
  // In the order of analysis there are no attributes, and on a narrow screen the panel covers the list: follow the link.
  if (!group?.offsetParent) return;
  event.preventDefault();
  openAdd(group, link.matches("[data-new]") && current ? current : null);
});

// Several lines pasted into the row for one: the page that shows what each of them says.
document.addEventListener("paste", (event) => {
  const text = event.target.id === "add-line" ? (event.clipboardData?.getData("text/plain") ?? "") : "";
  if (!text.trim().includes("\n")) return;
  event.preventDefault();
  const form = Object.assign(document.createElement("form"), { method: "post", action: `${table().dataset.url}paste/`, hidden: true });
  const csrfmiddlewaretoken = document.querySelector("[data-token] input").value;
  const home = event.target.form.elements.attribute.value;
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken, home, text })) {
    form.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(form);
  form.submit();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("#add")) closeAdd();
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.id !== "add-form" || detail.xhr.status !== 200) return;
  const row = adding();
  const group = row.closest("tbody");
  const fresh = row.previousElementSibling;
  // Behind the last row of its refinement, wherever it was typed.
  const mates = [...group.querySelectorAll("tr[data-row]")].filter((other) => other !== fresh && refinementOf(other) === refinementOf(fresh));
  if (mates.length && mates.at(-1) !== fresh.previousElementSibling) {
    mates.at(-1).after(fresh);
    fresh.after(row);
  }
  const line = row.querySelector("[name=line]");
  line.value = "";
  document.getElementById("add-error").textContent = "";
  for (const empty of group.querySelectorAll(".scn--empty")) if (refinementOf(empty) === refinementOf(fresh)) empty.remove();
  suggest(row, group);
  line.focus();
});

const shown = adding();
if (shown) suggest(shown, shown.closest("tbody"));
