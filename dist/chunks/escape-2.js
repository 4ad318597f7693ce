import {
  clip,
  code,
  codeBlock,
  html,
  isHarmless,
  json,
  link,
  markdown,
  mermaidText,
  plain,
  row,
  suggestionBlock,
  terminal,
  workflowCommand,
  xml
} from "./escape.js";
import "./runtime.js";
export {
  clip,
  code,
  codeBlock,
  html,
  isHarmless,
  json,
  link,
  markdown,
  mermaidText,
  plain,
  row,
  suggestionBlock,
  terminal,
  workflowCommand,
  xml
};
