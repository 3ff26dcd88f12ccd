import "virtual:tabler.css";
import "./styles/main.css";
import htmx from "htmx.org";
import { watchSubmits } from "./scripts/busy.js";
import { enhanceDates } from "./scripts/dates.js";
import { enhanceDrafts } from "./scripts/drafts.js";
import { enhanceFiles } from "./scripts/files.js";
import { focusFirstProblem } from "./scripts/focus.js";
import { watchKeys } from "./scripts/keys.js";
import { enhanceMedicalHints } from "./scripts/medical.js";
import { enhancePicking } from "./scripts/pick.js";
import { enhanceThemeSwitch } from "./scripts/theme-switch.js";

function enhance(root) {
  enhanceDates(root);
  enhanceDrafts(root);
  enhanceFiles(root);
  enhanceMedicalHints(root);
  enhancePicking(root);
  enhanceThemeSwitch(root);
  focusFirstProblem(root);
}

watchSubmits();
watchKeys();
enhance(document);
htmx.on("htmx:load", (event) => {
  if (event.detail.elt !== document.body) enhance(event.detail.elt);
});
