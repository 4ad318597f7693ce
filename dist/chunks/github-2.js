import {
  githubReport,
  nearestFirst
} from "./github.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  githubReport,
  nearestFirst
};
