/** After a refused form: bring the reader to the summary of what is wrong. */
export function focusFirstProblem(root) {
  root.querySelector("[data-focus]")?.focus();
}
