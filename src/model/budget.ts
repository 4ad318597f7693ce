import { runLimits } from "./limits.ts";

/** The remainder of the limits that all files of a repository share. Many hostile files together cost no more than one. */
export interface Budget {
  /** Bytes of large files. */
  largeFiles: number;
  /** YAML values, beyond the free ones of each file. */
  values: number;
  /** Characters of scripts, beyond the free ones of each file. */
  scripts: number;
  /** Characters of helmfile templates, beyond the free ones of each first rendering, and the values that they merge. */
  helmfiles: number;
  /** Characters of Terraform files, beyond the free ones of each file. */
  terraform: number;
  /** Evaluations of Terraform expressions, beyond the free ones of each root. */
  evaluations: number;
  /** Resources and modules that Terraform deploys, beyond the free ones of each root. */
  blocks: number;
  /** Installs, beyond the free ones of each file. */
  installs: number;
  /** Layers of values, beyond the first of each file's installs. */
  layers: number;
  /** Chart dependencies, beyond the free ones of each chart. */
  dependencies: number;
}

/** Creates the budget of one run. */
export function createBudget(): Budget {
  const { largeFiles, values, scripts, helmfiles, terraform, evaluations, blocks, installs, layers, dependencies } = runLimits;
  return { largeFiles, values, scripts, helmfiles, terraform, evaluations, blocks, installs, layers, dependencies };
}

/** Takes what a file needs from the budget; returns false if less than that is left. */
export function take(budget: Budget, what: keyof Budget, amount: number): boolean {
  if (amount > budget[what]) return false;
  budget[what] -= amount;
  return true;
}
