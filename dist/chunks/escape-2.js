import {
  buildWorkflowCommand,
  clip,
  escapeHtml,
  escapeMarkdown,
  escapeMermaid,
  escapePlain,
  escapeTerminal,
  escapeXml,
  isHarmless,
  link,
  serializeJson,
  toCodeBlock,
  toCodeSpan,
  toSuggestionBlock,
  toTableRow
} from "./escape.js";
import "./runtime.js";
export {
  buildWorkflowCommand,
  clip,
  escapeHtml,
  escapeMarkdown,
  escapeMermaid,
  escapePlain,
  escapeTerminal,
  escapeXml,
  isHarmless,
  link,
  serializeJson,
  toCodeBlock,
  toCodeSpan,
  toSuggestionBlock,
  toTableRow
};
