// The switch between light, dark and the system's choice: `<button data-theme-choice="light|dark|system">`, shown in
// the person's menu once this module runs. theme.js applies the stored choice before the first paint.

const root = document.documentElement;

function stored() {
  try {
    return localStorage.getItem("theme") ?? "system";
  } catch {
    return "system";
  }
}

function show(choice) {
  if (choice === "system") delete root.dataset.theme;
  else root.dataset.theme = choice;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  const choice = button.dataset.themeChoice;
  try {
    if (choice === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", choice);
  } catch {
    // Not stored: the choice holds until the page is left.
  }
  show(choice);
});

// Another tab chose: follow it.
window.addEventListener("storage", (event) => {
  if (event.key === "theme") show(stored());
});

for (const group of document.querySelectorAll("[data-theme-group]")) group.hidden = false;
show(stored());
