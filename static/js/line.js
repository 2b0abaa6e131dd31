// Alt N: to the line of the page in which the next row is typed (`[data-line]`); again, to the next such line, where a
// page has several. On the list of assessments it leads to the button that begins one. Without it the line is reached by Tab, and by the button in the top bar.

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.code !== "KeyN") return;
  const lines = [...document.querySelectorAll("[data-line]")].filter((line) => line.offsetParent);
  if (!lines.length || document.querySelector("dialog:modal")) return;
  event.preventDefault();
  document.querySelector("[popover]:popover-open")?.hidePopover(); // it would lie over the line
  lines[(lines.indexOf(document.activeElement) + 1) % lines.length].focus();
});
