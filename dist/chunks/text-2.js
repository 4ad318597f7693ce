import {
  renderClusterHeading,
  renderTextReport
} from "./text.js";
import "./picocolors.js";
import "./code-frame.js";
import "./prose.js";
import "./grouping.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  renderClusterHeading,
  renderTextReport
};
