import {
  renderMarkdownReport
} from "./markdown.js";
import "./finding-markdown.js";
import "./inspect-text.js";
import "./columns.js";
import "./deployment-label.js";
import "./cursor.js";
import "./text.js";
import "./picocolors.js";
import "./code-frame.js";
import "./prose.js";
import "./grouping.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  renderMarkdownReport
};
