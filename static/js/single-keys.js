// Keys that are one character: which there are and whether they are on. Both come from the dialog `#keys`, the one list
// of keys (assessments/shortcuts.py), so that nothing acts that is not listed there.

const CHOICE = "single-letter-keys"; // kept in the browser, as the appearance is

export function singleKeys() {
  try {
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on) {
  try {
    localStorage.setItem(CHOICE, on ? "on" : "off");
  } catch {
    // Not stored: the keys stay on.
  }
}

const rows = new Map();
for (const row of document.querySelectorAll("#keys [data-key]")) {
  const { scope } = row.closest("[data-scope]").dataset;
  rows.set(`${scope} ${row.dataset.key}`, row.dataset);
}

// What the list says of a key ({ does, go }) in a part of the page; undefined where it says nothing, the keys are off,
// or another key is held. `before` is the key it follows.
export function listed(scope, event, before = "") {
  if (!singleKeys() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (!key || key === " ") return undefined;
  return rows.get(`${scope} ${before ? `${before} ` : ""}${key}`);
}

// Somebody types here, or a control takes the characters itself.
export const typing = (element) =>
  Boolean(element?.isContentEditable || element?.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable], [role=textbox]"));
