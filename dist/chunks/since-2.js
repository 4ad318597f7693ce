import {
  withEarlier
} from "./since.js";
import "./diff.js";
import "./lint.js";
import "./apply.js";
import "./evaluate.js";
import "./fault.js";
import "./apply-2.js";
import "./environment.js";
import "./links.js";
import "./schema.js";
import "./template.js";
import "./cursor.js";
import "./live.js";
import "./cluster.js";
import "./usage-error.js";
import "./define.js";
import "./retired.js";
import "./nearest-name.js";
import "./comparisons.js";
import "./value-at.js";
import "./version-range.js";
import "./versions.js";
import "./remembered.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  withEarlier
};
