import {
  withEarlier
} from "./since.js";
import "./check.js";
import "./define.js";
import "./cluster.js";
import "./diff.js";
import "./apply.js";
import "./usage-error.js";
import "./runtime.js";
export {
  withEarlier
};
