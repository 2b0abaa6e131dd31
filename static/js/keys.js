// Keys that act wherever no field has focus: ? lists all of them, g and a letter goes to a page, n and / lead to the
// page's own line and filter. What a key does stands in the dialog `#keys` (single-keys.js); here is how.
import { leaveFor } from "./autosave.js";
import { beginWithHeading } from "./focus.js";
import { listed, setSingleKeys, singleKeys, typing } from "./single-keys.js";

const PATIENCE = 1500;
const dialog = document.getElementById("keys");
let first = ""; // the g of "g u"
let timer;

const visible = (element) => element?.checkVisibility?.({ visibilityProperty: true }) ?? Boolean(element);

function help() {
  for (const box of document.querySelectorAll("[data-single-keys]")) box.checked = singleKeys();
  dialog.showModal();
}

const acts = {
  help,
  new: () => ["[data-new]", "[data-line]", "#main input[name=line]"].flatMap((place) => [...document.querySelectorAll(place)]).find(visible),
  undo: () => [...document.querySelectorAll("#toasts [data-toast]")].at(-1)?.querySelector("form button"),
  filter: () => [...document.querySelectorAll("#main input[type=search]")].find(visible) ?? document.querySelector("[data-jump]"),
};

function act({ does, go }) {
  if (go) {
    beginWithHeading();
    leaveFor(go);
    return;
  }
  const place = acts[does]?.();
  if (place?.matches("input, textarea")) {
    place.focus();
    place.select();
  } else place?.click();
}

if (dialog) {
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.closest("li[hidden]")?.removeAttribute("hidden");
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-open]")) help();
    else if (event.target === dialog) dialog.close();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-single-keys]")) return;
    setSingleKeys(event.target.checked);
    for (const box of document.querySelectorAll("[data-single-keys]")) box.checked = event.target.checked;
  });
  for (const box of document.querySelectorAll("[data-single-keys]")) box.checked = singleKeys();

  const free = (event) => !typing(event.target) && !document.querySelector("dialog:modal, [popover]:popover-open:not(#side)");

  // The letter after g is a page's wherever focus is, also in a row with letters of its own: before all others.
  document.addEventListener(
    "keydown",
    (event) => {
      const found = first && free(event) && listed("go", event, first);
      first = "";
      clearTimeout(timer);
      if (!found) return;
      event.preventDefault();
      event.stopPropagation();
      act(found);
    },
    true,
  );
  // The others come after the keys of the place that has focus.
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !free(event)) return;
    const found = listed("everywhere", event);
    if (found) {
      event.preventDefault();
      act(found);
    } else if (event.key === "g" && singleKeys() && !event.ctrlKey && !event.metaKey && !event.altKey) {
      first = "g";
      timer = setTimeout(() => (first = ""), PATIENCE);
    }
  });
}
