// Pictures for views: `[data-drop]` around a file input takes a file that is dropped on it, and its form one that is
// pasted while the form is open. The file goes into the input, so that the form sends it as if it had been chosen.
// A link to a closed `<details>` opens it.

const take = (zone, files) => {
  const input = zone.querySelector('input[type="file"]');
  const picture = [...files].find((file) => file.type.startsWith("image/"));
  if (!input || !picture) return false;
  const list = new DataTransfer();
  list.items.add(picture);
  input.files = list.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
};

for (const words of document.querySelectorAll("[data-drop-words]")) words.hidden = false;

document.addEventListener("dragover", (event) => {
  const zone = event.target.closest?.("[data-drop]");
  if (!zone || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  zone.dataset.over = "";
});

document.addEventListener("dragleave", (event) => {
  const zone = event.target.closest?.("[data-drop]");
  if (zone && !zone.contains(event.relatedTarget)) delete zone.dataset.over;
});

document.addEventListener("drop", (event) => {
  const zone = event.target.closest?.("[data-drop]");
  if (!zone) return;
  delete zone.dataset.over;
  if (take(zone, event.dataTransfer.files)) event.preventDefault();
});

document.addEventListener("paste", (event) => {
  if (!event.clipboardData.files.length) return;
  const zone = [...document.querySelectorAll("[data-drop]")].find((place) => place.checkVisibility());
  if (zone && take(zone, event.clipboardData.files)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  const name = event.target.closest?.("[data-drop]")?.querySelector("[data-drop-name]");
  if (name) name.textContent = event.target.files?.[0]?.name ?? "";
});

// Only an image is sent with a file, and only a text with a text: the others are out of the way.
document.addEventListener("change", (event) => {
  if (event.target.name === "drawn_from") sort(event.target.form);
});

function sort(form) {
  const source = form.elements.drawn_from?.value;
  if (!source) return;
  form.querySelector("[data-drop]").hidden = source !== "image";
  form.querySelector("[data-letters]").hidden = source !== "text";
}

for (const form of document.querySelectorAll("[data-picture-form]")) sort(form);

const open = () => {
  const place = document.getElementById(location.hash.slice(1));
  if (place?.matches("details")) place.open = true;
};

window.addEventListener("hashchange", open);
// A link to where the address is already changes no hash: it opens what was closed again in between.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (link && link.hash === location.hash) open();
});
open();
