import {
  check
} from "./check.js";

// src/lint.ts
async function lint(options) {
  return (await check(options)).report;
}

export {
  lint
};
