import {
  definePolicy
} from "./chunks/define.js";
import {
  valueAt
} from "./chunks/value-at.js";
import {
  isInRange
} from "./chunks/version-range.js";
import "./chunks/versions.js";
import "./chunks/remembered.js";
import "./chunks/runtime.js";
export {
  definePolicy,
  isInRange,
  valueAt
};
