/** Show at once that a form is on its way, and let it go only once. */
export function watchSubmits() {
  document.addEventListener("submit", onSubmit);
  document.addEventListener("htmx:afterRequest", (event) => release(event.target));
  window.addEventListener("pageshow", () => document.querySelectorAll("form.busy").forEach(release));
}

function onSubmit(event) {
  const form = event.target;
  // A download leaves the page as it is: nothing comes that would release the form.
  if (form.method === "dialog" || form.hasAttribute("data-download")) return;
  if (form.classList.contains("busy")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (event.defaultPrevented && !form.matches("[hx-post], [hx-get], [hx-put], [hx-delete]")) return;
  form.classList.add("busy");
  const button = event.submitter ?? form.querySelector("[type=submit]");
  button?.setAttribute("aria-busy", "true");
}

function release(form) {
  if (!(form instanceof HTMLFormElement)) return;
  form.classList.remove("busy");
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}
