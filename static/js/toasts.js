// Toasts: `<div class="toast" data-toast>` inside `#toasts`, rendered by the server, with an Undo form where there is
// something to undo. Each goes after ten seconds of not being looked at: pointer or focus on it stops the clock.

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

// Shows a sentence from the client, such as a lost connection; `tone` is "" or "error".
export function toast(text, tone = "") {
  if (!region) return;
  const element = document.createElement("div");
  element.className = tone ? `toast toast--${tone}` : "toast";
  element.dataset.toast = "";
  const sentence = document.createElement("span");
  sentence.textContent = text;
  element.append(sentence);
  region.append(element);
}

if (region) {
  scan();
  new MutationObserver(scan).observe(region, { childList: true });
}
