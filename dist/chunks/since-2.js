import {
  withEarlier
} from "./since.js";
import "./diff.js";
import "./check.js";
import "./apply-2.js";
import "./apply.js";
import "./escape.js";
import "./glob.js";
import "./location.js";
import "./cluster.js";
import "./define.js";
import "./schema.js";
import "./template.js";
import "./cursor.js";
import "./usage-error.js";
import "./version-range.js";
import "./runtime.js";
export {
  withEarlier
};
