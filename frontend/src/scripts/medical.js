/** Warn when a text outside the medical rooms seems to speak about illness. The server decides. */
export function enhanceMedicalHints(root) {
  for (const field of root.querySelectorAll("[data-medical-words]")) {
    const input = field.querySelector("textarea, input");
    const words = field.dataset.medicalWords.split(",").map((word) => word.trim().toLowerCase()).filter(Boolean);
    if (!input || words.length === 0) continue;
    const hint = hintAfter(field);
    input.addEventListener("input", () => show(hint, found(input.value, words)));
  }
}

function hintAfter(field) {
  const hint = document.createElement("p");
  hint.className = "medical-hint";
  hint.setAttribute("role", "status");
  field.append(hint);
  return hint;
}

function found(text, words) {
  const typed = new Set(text.toLowerCase().match(/[\p{L}-]+/gu) ?? []);
  return words.find((word) => typed.has(word));
}

function show(hint, word) {
  hint.textContent = word
    ? `Het woord “${word}” klinkt medisch. Schrijf hier alleen wat iemand wel en niet kan, niet wat er aan de hand is.`
    : "";
}
