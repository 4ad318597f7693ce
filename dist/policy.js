import {
  definePolicy,
  isInRange
} from "./chunks/define.js";
import "./chunks/runtime.js";
export {
  definePolicy,
  isInRange
};
