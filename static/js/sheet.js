// The analysis sheet: the form over one question opens above the list, and closes once the server has what it holds.
import { flush } from "./autosave.js";
import { singleKeys, typing } from "./single-keys.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-close-question]");
  const place = button?.closest("#question-open");
  if (!place) return;
  const form = place.querySelector("form[data-autosave]");
  const id = place.querySelector("[data-question]")?.dataset.question;
  if (!(await flush(form))) return;
  const inside = place.contains(document.activeElement);
  place.replaceChildren();
  if (inside) document.querySelector(`#question-${CSS.escape(id)} a[hx-get]`)?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
  event.target.closest?.("#question-open")?.querySelector("[data-close-question]")?.click();
});

// Another question takes its place once the server has what it holds; what is refused is mended first. The link may have
// come anew meanwhile, so the page asks.
document.addEventListener("htmx:confirm", async (event) => {
  const { target, path } = event.detail;
  const form = event.target.matches("a") && target?.id === "question-open" && target.querySelector("form[data-autosave]");
  if (!form) return;
  event.preventDefault();
  if (await flush(form)) htmx.ajax("GET", path, { target: "#question-open", swap: "innerHTML" }).catch(() => {});
  else form.querySelector("[aria-invalid=true]")?.focus();
});

// Opening a question takes the focus to its answer, unless somebody has begun to write elsewhere.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "question-open" && !typing(document.activeElement)) detail.target.querySelector("textarea")?.focus();
});

// In the question bank a digit puts the question of that number.
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("[data-bank]");
  if (!list || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key) || !singleKeys()) return;
  const button = list.querySelectorAll("button")[Number(event.key) - 1];
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.form.requestSubmit(button);
});
