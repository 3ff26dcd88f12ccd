import { lasting } from "./storage.js";

const OFF = "ontzorg-toetsen-uit";
const ACTIONS = { "/": focusSearch, j: () => moveRow(1), k: () => moveRow(-1), "?": openHelp };

/** Keys for people who work here all day. Everything also works without them. */
export function watchKeys() {
  document.addEventListener("keydown", onKey);
  for (const button of document.querySelectorAll("[data-open-keys]")) {
    button.hidden = false;
    button.addEventListener("click", openHelp);
  }
  const choice = document.querySelector("[data-keys-on]");
  if (!choice) return;
  choice.closest("label").hidden = false;
  choice.checked = !isOff();
  choice.addEventListener("change", () => (choice.checked ? lasting.remove(OFF) : lasting.set(OFF, "1")));
}

function isOff() {
  return lasting.get(OFF) !== null;
}

function onKey(event) {
  const action = ACTIONS[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!isOff() && action()) event.preventDefault();
}

function isTyping(target) {
  return target.closest("input, textarea, select, dialog, [contenteditable]") !== null;
}

function focusSearch() {
  const box = document.getElementById("zoek");
  box?.focus();
  box?.select();
  return Boolean(box);
}

function moveRow(step) {
  const links = [...document.querySelectorAll("[data-rows] tbody .row-link")];
  if (links.length === 0) return false;
  const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = at === -1 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next].focus();
  return true;
}

function openHelp() {
  const help = document.getElementById("toetsen");
  if (!help || help.open) return false;
  help.showModal();
  return true;
}
