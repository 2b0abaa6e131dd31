// The one script that runs before the first paint: it applies the person's choice of light or dark, so that no page
// flashes in the other one. A classic script on purpose (modules are deferred); appearance.js holds the switch.
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch {
  // Storage is switched off: the system's choice stands.
}
