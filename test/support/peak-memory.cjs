// Loaded before a program that test/support/cost.ts measures: writes the most memory that the process has held, in KiB.
const { writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const file = process.env.COST_PEAK_MEMORY;
delete process.env.COST_PEAK_MEMORY;
if (isMainThread && file) process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
