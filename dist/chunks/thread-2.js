import {
  openThreads,
  startAhead
} from "./thread.js";
import "./protocol.js";
import "./runtime.js";
export {
  openThreads,
  startAhead
};
