import { testCases } from "../support/cases/run.ts";

testCases("policies", { from: "l" });
