// Two people on one field: the answer 409 brings `<dialog data-conflict>` with both texts, which opens here. Closing
// it without an answer loses nothing: the text stays in its field, unsaved, and the question comes back.

import { typing } from "./single-keys.js";

let before;

function show() {
  const dialog = document.querySelector("dialog[data-conflict]:not([open])");
  if (!dialog) return;
  before = document.activeElement?.id;
  dialog.showModal();
  dialog.querySelector("input[type=radio]:checked")?.focus();
}

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.xhr.status === 409) show();
  else if (before && !document.querySelector("dialog[data-conflict]")) {
    if (!typing(document.activeElement)) document.getElementById(before)?.focus(); // else it was settled by hand
    before = undefined;
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog").close();
});
