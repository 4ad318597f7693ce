import {
  withEarlier
} from "./since.js";
import "./diff.js";
import "./lint.js";
import "./apply-2.js";
import "./apply.js";
import "./environment.js";
import "./escape.js";
import "./evaluate.js";
import "./glob.js";
import "./links.js";
import "./cluster.js";
import "./live.js";
import "./define.js";
import "./retired.js";
import "./schema.js";
import "./template.js";
import "./cursor.js";
import "./usage-error.js";
import "./value-at.js";
import "./version-range.js";
import "./versions.js";
import "./remembered.js";
import "./runtime.js";
export {
  withEarlier
};
