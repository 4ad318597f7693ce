import { runLimits } from "./limits.ts";

/** What is left of what the files of a repository may take together. Hostile files share it: many cost no more than one. */
export interface Budget {
  /** Bytes of large files. */
  largeFiles: number;
  /** Values of YAML, beyond the first of each file. */
  values: number;
  /** Characters of scripts, beyond the first of each file. */
  scripts: number;
  /** Characters of helmfiles' templates beyond the first time that each is rendered, and values that they merge. */
  helmfiles: number;
  /** Characters of Terraform's language, beyond the first of each file. */
  terraform: number;
  /** Evaluations of Terraform's expressions, beyond the first of each root. */
  evaluations: number;
  /** Resources and modules that Terraform deploys, beyond the first of each root. */
  blocks: number;
  /** Installs, beyond the first of each file. */
  installs: number;
  /** Layers of values, beyond the first of each file's installs. */
  layers: number;
  /** Dependencies of charts, beyond the first of each chart. */
  dependencies: number;
}

/** The budget of one run. */
export function newBudget(): Budget {
  const { largeFiles, values, scripts, helmfiles, terraform, evaluations, blocks, installs, layers, dependencies } = runLimits;
  return { largeFiles, values, scripts, helmfiles, terraform, evaluations, blocks, installs, layers, dependencies };
}

/** Takes what a file needs; false where that is more than is left. */
export function take(budget: Budget, what: keyof Budget, amount: number): boolean {
  if (amount > budget[what]) return false;
  budget[what] -= amount;
  return true;
}
