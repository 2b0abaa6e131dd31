// The row in which a scenario is typed in one line. It opens under an attribute (`[data-add]`, `[data-new]`, the key
// n). Enter takes the line, and the field is empty for the next one while the server still works on it (queue.js).
import { post } from "./post.js";
import { queue, reasonOf } from "./queue.js";
import { missing, putAllBack, takeAlong } from "./signed-out.js";
import { typing } from "./single-keys.js";
import { dress } from "./tree-select.js";
import { say, table, words } from "./tree-common.js";

const adding = () => document.getElementById("add");
const bodyOf = (attribute) => document.querySelector(`[data-tree] tbody[data-attribute="${CSS.escape(attribute)}"]`);
const refinementOf = (row) => row?.querySelector(".c-ref")?.textContent.trim() ?? "";

// The attribute under which it was opened last: after a sign-in, half a line stands there again.
const under = [];
takeAlong("add row", under, () => missing().includes("add-line") && openAdd(bodyOf(under[0])));

// `group` is the attribute's tbody; `after` the row whose refinement is taken over, else the group's end.
export function openAdd(group, after = null) {
  const template = document.getElementById("add-row");
  if (!template || !group?.dataset.attribute) return;
  const typed = document.getElementById("add-line")?.value ?? "";
  adding()?.remove();
  under.splice(0, 1, group.dataset.attribute);
  const row = template.content.firstElementChild.cloneNode(true);
  row.querySelector("[name=attribute]").value = group.dataset.attribute;
  row.querySelector("[name=refinement]").value = refinementOf(after);
  row.querySelector("[name=line]").value = typed;
  row.querySelector("label[for=add-line]").textContent = say(words.newUnder, { name: group.dataset.name });
  if (after) after.after(row);
  else group.append(row);
  suggest(row, group);
  row.querySelector("[name=line]").focus();
  putAllBack();
  lines.goOn();
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
  if (!event.target.closest?.("[data-add-close]")) return;
  event.preventDefault();
  closeAdd();
});

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
  if (event.key === "Escape" && !event.isComposing && event.target.closest?.("#add")) closeAdd();
});

// --- Sending -------------------------------------------------------------------------------------------------------

const groupOf = ({ values }) => bodyOf(values.attribute);
const field = () => document.getElementById("add-line");
const writesElsewhere = () => typing(document.activeElement) && !adding()?.contains(document.activeElement);

const lines = queue("tree", {
  send: (form, { url, values }, more) => post(form, url, values, more),
  text: ({ values }) => values.line,
  isFree: (line) => !field()?.value && !missing().includes("add-line") && !writesElsewhere() && Boolean(groupOf(line)),
  giveBack(line, xhr) {
    if (adding()?.querySelector("[name=attribute]").value !== line.values.attribute) openAdd(groupOf(line));
    adding().querySelector("[name=refinement]").value = line.values.refinement;
    field().value = line.values.line;
    const error = document.getElementById("add-error"); // it came with the answer, unless the row was opened anew
    if (error.textContent !== reasonOf(xhr)) error.textContent = reasonOf(xhr);
  },
  taken(line, xhr) {
    const answer = document.createElement("template");
    answer.innerHTML = xhr.responseText;
    const row = answer.content.querySelector("tr[data-row]");
    if (row) join(row, groupOf(line));
  },
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "add-form" || !table()) return;
  event.preventDefault();
  const { attribute, refinement, line } = event.target.elements;
  const values = { attribute: attribute.value, refinement: refinement.value, line: line.value };
  const { url, query } = table().dataset;
  line.value = "";
  document.getElementById("add-error").textContent = "";
  lines.enter({ url: `${url}scenarios/${query}`, values });
});
document.addEventListener("focusout", ({ target }) => target.id === "add-line" && target.value === "" && lines.goOn());

// Behind the last row of its refinement, wherever it was typed. Where the attribute is not shown there is nothing to do.
function join(row, group) {
  if (!group) return;
  const mates = [...group.querySelectorAll("tr[data-row]")].filter((other) => refinementOf(other) === refinementOf(row));
  if (mates.length) mates.at(-1).after(row);
  else if (group.contains(adding())) adding().before(row);
  else group.append(row);
  for (const empty of group.querySelectorAll(".scn--empty")) if (refinementOf(empty) === refinementOf(row)) empty.remove();
  dress();
  if (!group.contains(adding())) return;
  suggest(adding(), group);
  if (adding().contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
}

const shown = adding();
if (shown) suggest(shown, shown.closest("tbody"));
