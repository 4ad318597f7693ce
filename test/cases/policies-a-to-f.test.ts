import { testCases } from "../support/cases/run.ts";

testCases("policies", { before: "g" });
