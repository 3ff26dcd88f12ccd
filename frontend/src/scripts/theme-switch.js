import { lasting } from "./storage.js";

const NAME = "ontzorg-weergave";
const ORDER = ["auto", "light", "dark"];

/** Show the switch and let it step from automatic to light to dark. */
export function enhanceThemeSwitch(root) {
  for (const button of root.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    show(button, current());
    button.addEventListener("click", () => {
      const next = ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length];
      apply(next);
      show(button, next);
    });
  }
}

function current() {
  return document.documentElement.dataset.theme ?? "auto";
}

function apply(theme) {
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
    lasting.remove(NAME);
    return;
  }
  document.documentElement.dataset.theme = theme;
  lasting.set(NAME, theme);
}

function show(button, theme) {
  const name = button.querySelector("[data-theme-name]");
  name.textContent = name.dataset[theme];
}
