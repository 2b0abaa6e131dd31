// Places popover menus beside the button that opens them and moves through them with the arrow keys.
// `<button popovertarget="m1">` with `<ul class="pop" id="m1" popover data-menu>`: the browser opens and closes it,
// with and without this module. Positions are set through the CSSOM, which the content policy allows.

const GAP = 4;

function place(menu, button) {
  const anchor = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = anchor.bottom + GAP + height <= innerHeight || anchor.top < height;
  const top = below ? anchor.bottom + GAP : anchor.top - GAP - height;
  const left = anchor.left + width <= innerWidth - GAP ? anchor.left : anchor.right - width;
  menu.style.inset = "auto";
  menu.style.margin = "0";
  menu.style.top = `${Math.max(GAP, top)}px`;
  menu.style.left = `${Math.max(GAP, left)}px`;
}

const invoker = (menu) => document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!menu.matches?.("[data-menu]")) return;
    const button = invoker(menu);
    button?.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open" && button) {
      place(menu, button);
      menu.querySelector("a, button, input:not([type=hidden]), select")?.focus({ preventScroll: true });
    }
  },
  true, // toggle does not bubble
);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("[data-menu]");
  // In a field of a form that opens as a menu, arrows choose.
  if (!menu || !event.target.matches("a, button") || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const items = [...menu.querySelectorAll("a, button")].filter((item) => !item.hidden && item.offsetParent !== null);
  const here = items.indexOf(document.activeElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  items.at(next % items.length)?.focus();
  event.preventDefault();
});
