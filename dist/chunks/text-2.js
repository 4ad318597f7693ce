import {
  clusterHeading,
  textReport
} from "./text.js";
import "./picocolors.js";
import "./code-frame.js";
import "./prose.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  clusterHeading,
  textReport
};
