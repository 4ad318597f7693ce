import {
  writeNewFile,
  writeOutput
} from "./output.js";
import "./request.js";
import "./write.js";
import "./obstacles.js";
import "./environment.js";
import "./links.js";
import "./usage-error.js";
import "./runtime.js";
export {
  writeNewFile,
  writeOutput
};
