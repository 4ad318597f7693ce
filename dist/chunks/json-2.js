import {
  jsonReport
} from "./json.js";
import "./escape.js";
import "./runtime.js";
export {
  jsonReport
};
