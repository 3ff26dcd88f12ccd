import { thisTab } from "./storage.js";

const PREFIX = "ontzorg-concept:";
const SENT = "ontzorg-verstuurd";
const SKIPPED = "[type=hidden], [type=password], [type=file], [data-no-draft]";

/** Keep what someone typed in `form[data-draft]`, in this browser tab only, until it is sent. */
export function enhanceDrafts(root) {
  if (root === document) forgetOldDrafts();
  for (const form of root.querySelectorAll("form[data-draft]")) {
    if (!form.querySelector(".field-wrong")) restore(form);
    form.addEventListener("input", () => save(form));
    form.addEventListener("submit", () => thisTab.set(SENT, keyOf(form)));
  }
}

/** A sent form that did not come back was accepted; a page without a menu means logged out. */
function forgetOldDrafts() {
  const sent = thisTab.get(SENT);
  thisTab.remove(SENT);
  const cameBack = [...document.querySelectorAll("form[data-draft]")].some((form) => keyOf(form) === sent);
  if (sent && !cameBack) thisTab.remove(sent);
  if (document.querySelector(".user-menu")) return;
  thisTab.names().filter((name) => name.startsWith(PREFIX)).forEach((name) => thisTab.remove(name));
}

function keyOf(form) {
  return PREFIX + form.dataset.draft;
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(`button, fieldset, ${SKIPPED}`));
}

function save(form) {
  const typed = fieldsOf(form).map((field) => [field.name, isChoice(field) ? field.value : "", valueOf(field)]);
  thisTab.set(keyOf(form), JSON.stringify(typed));
}

function isChoice(field) {
  return field.type === "radio" || field.type === "checkbox";
}

function valueOf(field) {
  return isChoice(field) ? field.checked : field.value;
}

function restore(form) {
  const typed = JSON.parse(thisTab.get(keyOf(form)) ?? "[]");
  const changed = typed.filter(([name, choice, value]) => putBack(form, name, choice, value));
  if (changed.length > 0) form.prepend(notice(form));
}

function putBack(form, name, choice, value) {
  const field = fieldsOf(form).find((one) => one.name === name && (!isChoice(one) || one.value === choice));
  if (!field || valueOf(field) === value) return false;
  if (isChoice(field)) field.checked = value;
  else field.value = value;
  return true;
}

function notice(form) {
  const line = document.createElement("p");
  line.className = "draft-note";
  line.setAttribute("role", "status");
  line.textContent = "Wat hier eerder is getypt, staat er nog. ";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "link-button", textContent: "Leegmaken" });
  button.addEventListener("click", () => {
    form.reset();
    thisTab.remove(keyOf(form));
    line.remove();
  });
  line.append(button);
  return line;
}
