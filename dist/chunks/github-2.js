import {
  renderGithubReport,
  sortNearestFirst
} from "./github.js";
import "./wording.js";
import "./escape.js";
import "./runtime.js";
export {
  renderGithubReport,
  sortNearestFirst
};
