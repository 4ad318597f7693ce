import {
  lint
} from "./chunks/lint.js";
import "./chunks/apply.js";
import "./chunks/evaluate.js";
import "./chunks/fault.js";
import "./chunks/apply-2.js";
import "./chunks/environment.js";
import "./chunks/links.js";
import "./chunks/schema.js";
import "./chunks/template.js";
import "./chunks/cursor.js";
import "./chunks/live.js";
import "./chunks/cluster.js";
import {
  UsageError
} from "./chunks/usage-error.js";
import {
  definePolicy
} from "./chunks/define.js";
import "./chunks/retired.js";
import "./chunks/nearest-name.js";
import "./chunks/comparisons.js";
import "./chunks/value-at.js";
import "./chunks/version-range.js";
import "./chunks/versions.js";
import "./chunks/remembered.js";
import "./chunks/wording.js";
import "./chunks/escape.js";
import "./chunks/runtime.js";

// src/index.ts
async function inspect(options) {
  const { clusters, problems } = await lint(options);
  return { clusters, problems };
}
export {
  UsageError,
  definePolicy,
  inspect,
  lint
};
