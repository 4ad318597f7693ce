import {
  renderSarifReport
} from "./sarif.js";
import "./finding-markdown.js";
import "./code-frame.js";
import "./prose.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  renderSarifReport
};
