import {
  definePolicy
} from "./chunks/define.js";
import {
  isInRange
} from "./chunks/version-range.js";
import "./chunks/runtime.js";
export {
  definePolicy,
  isInRange
};
