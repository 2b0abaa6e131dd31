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

// A place moved once more before the answer is there, which draws its form anew: the new one is sent then.
const again = []; // { action, step }
const stepOf = (form, button) => (button?.name === "step" ? button : form.querySelector("input[name=step]"))?.value;

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const step = form.matches("form[hx-post].htmx-request") && stepOf(form, event.submitter);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation(); // htmx listens on the form itself
    again.push({ action: form.action, step });
  },
  true,
);

document.addEventListener("htmx:afterSettle", () => {
  const [one] = again.splice(0, 1);
  const control = one && [...document.querySelectorAll(`[name=step][value="${one.step}"]`)].find(({ form }) => form?.action === one.action);
  control?.form.requestSubmit(control.type === "submit" ? control : null);
});
document.addEventListener("htmx:responseError", () => again.splice(0));
