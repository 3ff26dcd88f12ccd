/** Give a choice of file a button in Dutch with the name of the file; the browser's own stays under it. */
export function enhanceFiles(root) {
  for (const input of root.querySelectorAll("input[type=file]:not(.upload-input)")) {
    const button = document.createElement("label");
    const name = document.createElement("span");
    button.className = "btn upload-button";
    button.htmlFor = input.id;
    button.textContent = "Kies een bestand";
    name.className = "upload-name";
    name.setAttribute("role", "status");
    input.classList.add("upload-input");
    input.after(button, name);
    input.addEventListener("change", () => show(input, name));
    show(input, name);
  }
}

function show(input, name) {
  const file = input.files[0];
  name.textContent = file ? `${file.name} · ${size(file.size)}` : "Nog geen bestand gekozen";
  name.classList.toggle("upload-chosen", Boolean(file));
}

function size(bytes) {
  const [amount, unit] = bytes < 1e6 ? [Math.max(bytes / 1e3, 1), "kB"] : [bytes / 1e6, "MB"];
  return `${amount.toLocaleString("nl-NL", { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`;
}
