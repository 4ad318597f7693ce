import {
  renderJsonReport
} from "./json.js";
import "./escape.js";
import "./runtime.js";
export {
  renderJsonReport
};
