// Alt with the up or down arrow moves the row that holds focus: it presses the button `[data-move="up"]` or
// `[data-move="down"]` of the row's menu (`[data-row]`), so keyboard and menu are one way.
// Esc in a row that is open for editing leaves it without a change: it presses the row's `[data-cancel]`.

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) event.target.closest?.("[data-row]")?.querySelector("[data-cancel]")?.click();
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const move = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const button = move && event.target.closest?.("[data-row]")?.querySelector(`[data-move="${move}"]`);
  if (!button || event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});
