import {
  inspectText,
  settingText
} from "./inspect-text.js";
import "./columns.js";
import "./deployment-label.js";
import "./text.js";
import "./picocolors.js";
import "./code-frame.js";
import "./prose.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  inspectText,
  settingText
};
