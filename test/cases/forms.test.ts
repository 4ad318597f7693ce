import { testCases } from "../support/cases/run.ts";

testCases("forms");
