/** One box above a list ticks all boxes on the page; it shows "some" when only some are ticked. */
export function enhancePicking(root) {
  for (const all of root.querySelectorAll("[data-pick-all]")) {
    const boxes = () => [...all.closest("table").querySelectorAll("tbody input[type=checkbox]")];
    all.hidden = false;
    all.addEventListener("change", () => boxes().forEach((box) => (box.checked = all.checked)));
    all.closest("table").addEventListener("change", () => show(all, boxes()));
    show(all, boxes());
  }
}

function show(all, boxes) {
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}
