import type { Reading } from "./case.ts";
import { drawDeployments, inspectCase, listClusters, listInstalls } from "./clusters.ts";
import { listEvidence } from "./evidence.ts";
import { listFindings, listFindingsWithPlaces, listNamedFindings, listProblems, listSuppressed } from "./findings.ts";
import { checkFixes, describeFixes } from "./fixes.ts";
import { checkRemedies } from "./remedies.ts";
import { checkSides, describeSide } from "./traps.ts";
import { checkAudit, checkBuilt, checkFound, checkLeftOut, checkName, checkRule } from "./verdicts.ts";

/** What the cases of one folder of `test/fixtures` show and hold. */
export interface Kind {
  /** True where the cases lie in a folder for each rule, form or platform. */
  readonly isGrouped?: boolean;
  readonly kustomize?: "auto";
  /** The sections of `expected.txt`, in their order: lines by heading. */
  readonly sections: Readonly<Record<string, (reading: Reading) => readonly string[] | Promise<readonly string[]>>>;
  /** What holds beside `expected.txt`. */
  readonly checks: readonly ((reading: Reading) => void | Promise<void>)[];
}

const listKnownProblems = listProblems((code) => code !== "platform-unknown");
const listProblemsOfFiles = listProblems((code) => !/^platform-(unknown|likely)$/.test(code));
const listContradictions = listProblems((code) => code === "platform-contradiction");

export const kinds = {
  policies: {
    isGrouped: true,
    sections: { findings: listFindings, problems: listContradictions, fix: describeFixes },
    checks: [checkRule, checkFixes, checkRemedies],
  },
  forms: {
    isGrouped: true,
    kustomize: "auto",
    sections: { installs: listInstalls, problems: listProblemsOfFiles, findings: listNamedFindings, fix: describeFixes },
    checks: [checkName, checkBuilt, checkFixes],
  },
  platforms: { isGrouped: true, sections: { evidence: listEvidence }, checks: [] },
  fixes: { sections: { findings: listFindings, fix: describeFixes }, checks: [checkFound, checkFixes] },
  clusters: { sections: { clusters: listClusters, problems: listKnownProblems }, checks: [] },
  deployments: { sections: { findings: listFindingsWithPlaces, deployments: drawDeployments }, checks: [checkLeftOut] },
  suppressions: { sections: { findings: listFindings, suppressed: listSuppressed, problems: listKnownProblems }, checks: [checkAudit] },
  origins: { sections: { inspected: inspectCase }, checks: [] },
  traps: { sections: { trap: describeSide("trap"), fixed: describeSide("fixed") }, checks: [checkSides] },
} satisfies Record<string, Kind>;
