// Runs before the page is drawn, so that a chosen theme does not flash.
try {
  const chosen = window.localStorage.getItem("ontzorg-weergave");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is shut off: the page follows the device.
}
