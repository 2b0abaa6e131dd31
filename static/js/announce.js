// Says a sentence to screen readers, through the page's one polite live region (`#announcer` in base.html).

let timer;

export function announce(text) {
  const region = document.getElementById("announcer");
  if (!region || !text) return;
  // Emptied first: the same sentence twice in a row is two announcements.
  region.textContent = "";
  clearTimeout(timer);
  timer = setTimeout(() => (region.textContent = text), 60);
}

// The server announces with `HX-Trigger: {"announce": "R3 added"}`.
document.addEventListener("announce", (event) => announce(event.detail?.value));
