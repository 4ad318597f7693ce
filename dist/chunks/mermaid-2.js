import {
  renderMermaidMap
} from "./mermaid.js";
import "./deployment-label.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  renderMermaidMap
};
