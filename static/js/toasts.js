// Toasts: `<div class="toast" data-toast>` inside `#toasts`, rendered by the server, with an Undo form where there is
// something to undo. Each goes after ten seconds of not being looked at: pointer or focus on it stops the clock. What has
// focus never lies under them (WCAG 2.4.11): then they stand at the head of the window. `--toasts` is the room they take
// at its foot: pages are so much longer (app.css), so that every control can be scrolled clear of them.

const LIFETIME = 10_000;

function live(toast) {
  toast.dataset.toast = "live";
  let timer;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (toast.querySelector("[data-unsaved]") ? start() : toast.remove()), LIFETIME); // an undo that waits for the network
  };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", () => toast.contains(document.activeElement) || start());
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  for (const button of toast.querySelectorAll("[data-dismiss]")) {
    button.hidden = false;
    button.addEventListener("click", () => toast.remove());
  }
  start();
}

const region = document.getElementById("toasts");

function scan() {
  for (const toast of region.querySelectorAll('[data-toast=""]')) live(toast);
}

const said = (toast) => toast.querySelector("span")?.textContent;

// Shows a sentence from the client, such as a lost connection; `tone` is "" or "error". It is spoken too: the region is
// live. Said again, by another form, it is one notice still.
export function toast(text, tone = "") {
  const element = document.getElementById("toast")?.content.firstElementChild.cloneNode(true);
  if (!element) return;
  if (tone) element.classList.add(`toast--${tone}`);
  element.querySelector("span").textContent = text;
  for (const other of region.children) if (said(other) === text) other.remove();
  region.append(element);
}

// --- Where they stand ------------------------------------------------------------------------------------------------

const GAP = 12; // between a notice and the control above it
const CONTROLS = "a, button, input, select, textarea, summary";

function covers(control) {
  const [over, under] = [region, control].map((element) => element.getBoundingClientRect());
  return over.top < under.bottom && under.top < over.bottom && over.left < under.right && under.left < over.right;
}

function place() {
  const { activeElement: control, documentElement: page } = document;
  if (region.contains(control)) return;
  region.classList.remove("toasts--high");
  region.classList.toggle("toasts--high", control.matches(CONTROLS) && covers(control));
  const { top, height } = region.getBoundingClientRect();
  page.style.setProperty("--toasts", `${height && top > innerHeight / 2 ? innerHeight - top + GAP : 0}px`);
}

if (region) {
  scan();
  new MutationObserver(scan).observe(region, { childList: true });
  new ResizeObserver(place).observe(region);
  document.addEventListener("focusin", () => {
    if (!region.childElementCount) return;
    place();
    requestAnimationFrame(place); // the browser scrolls to what takes focus after it said so
  });
}
