// What the modules of the tree page share: its table, its words, and the way they write.
import { ownForm, post } from "./post.js";

export const words = { ...(document.querySelector("[data-tree-words]")?.dataset ?? {}) };
export const table = () => document.querySelector("[data-tree]");
export const rowOf = (element) => element.closest("tr[data-row]");
// The rows that are shown, without those of folded groups. Asked of every key: what asks for a layout would be slow.
export const shownRows = () => [...document.querySelectorAll("[data-tree] tbody:not(.is-shut) > tr[data-row]")];
export const mayEdit = () => table()?.dataset.edit !== undefined;

// "Importance of %code" with { code: "Av1" }.
export const say = (sentence, values) => (sentence ?? "").replace(/%(\w+)/g, (_all, name) => values[name] ?? "");

// Posts values to an address below the tree's, beside every other write, and resolves to the finished request (null
// if there was none).
export async function send(path, values) {
  const form = ownForm();
  const open = document.querySelector("[data-scenario]")?.dataset.scenario ?? "";
  const { url, query } = table().dataset;
  const xhr = await post(form, url + path + query, { open, ...values });
  form.remove();
  return xhr;
}
