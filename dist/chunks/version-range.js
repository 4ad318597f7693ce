import {
  matchesVersions
} from "./versions.js";

// src/policy/version-range.ts
function isInRange(version, range) {
  return version !== null && matchesVersions(version, range);
}

export {
  isInRange
};
