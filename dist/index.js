import {
  lint
} from "./chunks/lint.js";
import "./chunks/check.js";
import {
  definePolicy
} from "./chunks/define.js";
import "./chunks/cluster.js";
import "./chunks/apply.js";
import {
  UsageError
} from "./chunks/usage-error.js";
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
