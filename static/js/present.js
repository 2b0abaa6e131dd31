// Slides `[data-slide]` that stand below each other, a screen each: keys go from one to the next. Without this script
// the page is scrolled.

const slides = [...document.querySelectorAll("[data-slide]")];
const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);

function shown() {
  const middle = window.innerHeight / 2;
  const index = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  return index < 0 ? slides.length - 1 : index;
}

// A slide that is higher than the screen (on a small one) is scrolled through before the next.
function beyond(slide, step) {
  const { top, bottom } = slide.getBoundingClientRect();
  return step > 0 ? bottom > window.innerHeight + 8 : top < -8;
}

function go(index) {
  const slide = slides[Math.min(Math.max(index, 0), slides.length - 1)];
  slide.scrollIntoView({ block: "start", behavior: "instant" });
  slide.focus({ preventScroll: true });
  history.replaceState(null, "", `#${slide.id}`);
}

function step(by) {
  const now = shown();
  if (beyond(slides[now], by)) window.scrollBy({ top: by * window.innerHeight * 0.8, behavior: "instant" });
  else go(now + by);
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("a, button")) {
    if (event.key !== "Escape") return;
  }
  if (event.key === "Escape") document.querySelector("[data-show-leave]").click();
  else if (FORWARD.has(event.key)) step(event.shiftKey && event.key === " " ? -1 : 1);
  else if (BACK.has(event.key)) step(-1);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(slides.length - 1);
  else return;
  event.preventDefault();
});

const asked = slides.findIndex((slide) => `#${slide.id}` === location.hash);
if (asked >= 0) go(asked);
