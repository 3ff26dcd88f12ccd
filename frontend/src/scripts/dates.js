const DAY = 24 * 60 * 60 * 1000;

/** Give date fields the buttons "vandaag" and "gisteren" and a calendar as a help. */
export function enhanceDates(root) {
  for (const field of root.querySelectorAll("[data-date-field]")) {
    const input = field.querySelector("input");
    if (!input || input.readOnly || input.disabled || field.querySelector(".date-help")) continue;
    input.addEventListener("change", () => tidy(input));
    field.querySelector(".field-input").append(helpers(input));
  }
}

function helpers(input) {
  const group = document.createElement("span");
  group.className = "date-help";
  group.append(dayButton(input, "vandaag", 0), dayButton(input, "gisteren", 1), ...calendar(input));
  return group;
}

function dayButton(input, word, daysAgo) {
  const button = plainButton(word);
  button.addEventListener("click", () => fill(input, new Date(workingDay() - daysAgo * DAY)));
  return button;
}

function calendar(input) {
  const picker = document.createElement("input");
  if (typeof picker.showPicker !== "function") return [];
  Object.assign(picker, { type: "date", tabIndex: -1, className: "date-picker" });
  picker.setAttribute("aria-hidden", "true");
  picker.addEventListener("change", () => picker.value && fill(input, new Date(picker.value)));
  const button = plainButton("kalender");
  button.addEventListener("click", () => {
    picker.value = isoDay(input.value);
    picker.showPicker();
  });
  return [button, picker];
}

function plainButton(word) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "date-button", textContent: word });
  return button;
}

/** The day of the server, so that a page and its buttons agree. */
function workingDay() {
  const given = document.body.dataset.today;
  return given ? new Date(given) : new Date(new Date().toISOString().slice(0, 10));
}

function fill(input, day) {
  input.value = day.toISOString().slice(0, 10).split("-").reverse().join("-");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
}

/** Write 3/2/2025, 3.2.2025 and 03022025 all as 03-02-2025; leave anything else alone. */
function tidy(input) {
  const parts = input.value.trim().match(/^(\d{1,2})[-/. ]?(\d{1,2})[-/. ]?(\d{4})$/);
  if (!parts) return;
  const [, day, month, year] = parts;
  input.value = [day.padStart(2, "0"), month.padStart(2, "0"), year].join("-");
}

function isoDay(typed) {
  const parts = typed.match(/^(\d{2})-(\d{2})-(\d{4})$/);
  return parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : "";
}
