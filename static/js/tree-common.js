// What the modules of the tree page share: its table, its words, and the way they write.

export const words = { ...(document.querySelector("[data-tree-words]")?.dataset ?? {}) };
export const table = () => document.querySelector("[data-tree]");
export const rowOf = (element) => element.closest("tr[data-row]");
// The rows that are shown, without those of folded groups. Asked of every key: what asks for a layout would be slow.
export const shownRows = () => [...document.querySelectorAll("[data-tree] tbody:not(.is-shut) > tr[data-row]")];
export const mayEdit = () => table()?.dataset.edit !== undefined;

// "Importance of %code" with { code: "Av1" }.
export const say = (sentence, values) => (sentence ?? "").replace(/%(\w+)/g, (_all, name) => values[name] ?? "");

// Posts values to an address below the tree's, beside every other write, and resolves to the finished request (null
// if there was none). Each write has a form of its own, marked as one that rolls back instead of being sent again.
export async function send(path, values) {
  const form = document.createElement("form");
  form.hidden = true;
  form.dataset.rollsBack = "";
  const open = document.querySelector("[data-scenario]")?.dataset.scenario ?? "";
  const token = document.querySelector("[data-token] input").value;
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, open, ...values })) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  let xhr = null;
  form.addEventListener("htmx:afterRequest", ({ detail }) => (xhr = detail.xhr));
  const { url, query } = table().dataset;
  try {
    await window.htmx.ajax("POST", url + path + query, { source: form, target: form, swap: "none" });
  } catch {
    // The caller sees the status of the request, 0 where the server was not reached.
  }
  form.remove();
  return xhr;
}
