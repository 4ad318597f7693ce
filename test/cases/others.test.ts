import { testCases } from "../support/cases/run.ts";

// Together in one file: loading the program for another one costs more than most of these kinds.
for (const kind of ["clusters", "deployments", "fixes", "origins", "platforms", "suppressions", "traps"] as const) testCases(kind);
