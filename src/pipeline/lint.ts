import { policies as builtInPolicies } from "../../policies/index.ts";
import { withBaseline } from "../configuration/baseline/apply.ts";
import { readBaseline } from "../configuration/baseline/file.ts";
import { type ConfigurationFile, readConfiguration } from "../configuration/file.ts";
import type { OpenPolicyFiles } from "../files/policy-files.ts";
import { markChecked } from "../files/programs/checked-directories.ts";
import type { OpenDirectory } from "../files/repository.ts";
import { shareKustomize } from "../forms/kustomize/program.ts";
import { type Baseline, noBaseline } from "../model/baseline.ts";
import type { Cluster } from "../model/cluster.ts";
import type { Configuration } from "../model/configuration.ts";
import type { Problem } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import type { Report } from "../model/report.ts";
import type { Starting } from "../policy/custom/start.ts";
import { buildReport } from "../report/build.ts";
import { judge } from "./judge.ts";
import type { LintOptions } from "./lint-options.ts";
import { readTree, type Tree, type TreeOptions } from "./read-tree.ts";
import { isClusterReported, isFindingReported, isProblemReported, listNamedFiles, resolvePathScope, selectClusters } from "./scope.ts";

/** Checks files and returns a report. Rejects with a `UsageError` if the options or the configuration are invalid. */
export async function lint(options: LintOptions): Promise<Report> {
  return (await check(options)).report;
}

/**
 * The inputs of a run that differ from the files on disk.
 * @internal
 */
export interface RunOverrides {
  readonly configuration?: ConfigurationFile | undefined;
  readonly known?: Baseline;
  readonly open?: OpenDirectory | undefined;
  /** Globs of policies, instead of those in the configuration. */
  readonly policyGlobs?: readonly string[] | undefined;
  readonly openPolicies?: OpenPolicyFiles | undefined;
  /** Texts of files that replace those on disk. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** Finds the program that builds overlays, if several reads share it and its time limit. */
  readonly findKustomize?: TreeOptions["findKustomize"] | undefined;
}

/**
 * Opens what all reads of one run share.
 * @internal
 */
export function openRun(): Pick<RunOverrides, "findKustomize"> {
  return { findKustomize: shareKustomize() };
}

/**
 * A report, and the texts of the files that it is about.
 * @internal
 */
export interface Checked {
  readonly report: Report;
  readonly text: (file: string) => string | undefined;
}

/**
 * Checks files, or another state of them: configures, reads, judges, reports.
 * @internal
 */
export async function check(options: LintOptions, overrides: RunOverrides = {}): Promise<Checked> {
  const { configuration, checkRules } = overrides.configuration ?? readConfiguration(options.cwd, options.config);
  const baseline = overrides.known ?? readBaseline(options.cwd, options.baseline ?? configuration.baseline);
  const scope = resolvePathScope(options.cwd, options.paths);
  const { roots } = scope;
  markChecked(options.cwd, roots);
  const given = [...builtInPolicies, ...(options.policies ?? [])];
  // Another thread prepares the policies while this one reads the files.
  const { opened, tests } = await startPolicies(options, overrides, configuration, given);
  try {
    const problems: Problem[] = [];
    const excluding = { ...configuration, exclude: [...configuration.exclude, ...tests] };
    const sharing = { configuration: excluding, findKustomize: overrides.findKustomize ?? shareKustomize() };
    const reading = { ...options, ...sharing, open: overrides.open, texts: overrides.texts };
    const [own, ...trees] = await Promise.all([
      opened,
      ...roots.map((root) => readTree(root, reading, (problem) => problems.push(problem))),
    ]);

    const policies = [...given, ...own.policies];
    // A policy that failed to load has no id, so rule names cannot be checked.
    if (own.problems.length === 0) checkRules(policies.map(({ id }) => id));
    const text = (file: string) => findText(trees, file) ?? own.text(file);
    const everyCluster = trees.flatMap((tree) => tree.clusters);
    // A cluster that is new does not exist in the earlier commit.
    const named = overrides.open
      ? everyCluster.filter(({ document }) => !options.cluster || document.name === options.cluster)
      : selectClusters(everyCluster, options.cluster);
    const { findings, suppressed, ...judgement } = await judge({ options, configuration, policies, own, trees, clusters: named, text });

    const clusters = named.filter((cluster) => isClusterReported(cluster, scope));
    const shown = new Set(clusters);
    const beside = listNamedFiles(clusters, scope);
    const found = [...problems, ...judgement.problems].filter((problem) => isProblemReported(problem, scope));
    const outcome = {
      files: trees.reduce((sum, { repository }) => sum + repository.paths.filter(scope.isReported).length, 0),
      clusters,
      findings: findings.filter((finding) => isFindingReported(finding, scope, beside)),
      suppressed: suppressed.filter((finding) => isFindingReported(finding, scope, beside)),
      problems: [...found, ...own.problems, ...(options.paths?.length ? [] : reportUnusedClusters(configuration, everyCluster))],
      deployments: () => trees.flatMap((tree) => tree.deployments(tree.clusters.filter((cluster) => shown.has(cluster)))),
      roots: options.paths?.length ? options.paths : roots,
      customRules: own.policies,
    };
    return { report: withBaseline(buildReport(outcome, text), options.noIgnore ? noBaseline : baseline, options.cluster), text };
  } finally {
    opened.then(
      (own) => own.close(),
      () => undefined,
    );
  }
}

/** Reports clusters in the configuration without any install: in most cases their paths match nothing. */
function reportUnusedClusters({ clusters }: Configuration, found: readonly Cluster[]): Problem[] {
  const names = new Set(found.map(({ document }) => document.name));
  return clusters.flatMap(({ name, paths, place }) => {
    if (names.has(name)) return [];
    const reason = paths.length > 0 ? "nothing that its paths match installs anything" : "no cluster has this name";
    return { code: "cluster-unused", message: `The configuration's cluster \`${name}\` is not here: ${reason}.`, place };
  });
}

/** Loads the sandbox only if there are custom policies. */
async function startPolicies(
  options: LintOptions,
  overrides: RunOverrides,
  configuration: Configuration,
  given: readonly Policy[],
): Promise<Starting> {
  const { cwd, policyFiles: files = [] } = options;
  const globs = overrides.policyGlobs ?? configuration.policies;
  if (globs.length + files.length === 0) return nothingToStart;
  const { startCustomPolicies } = await import("../policy/custom/start.ts");
  return startCustomPolicies(
    { cwd, globs, files, open: overrides.openPolicies },
    given.map(({ id }) => id),
  );
}

const nothingToStart: Starting = {
  opened: Promise.resolve({
    policies: [],
    problems: [],
    text: () => undefined,
    judge: async () => undefined,
    close: async () => undefined,
  }),
  tests: [],
};

function findText(trees: readonly Tree[], file: string): string | undefined {
  return trees.map((tree) => tree.text(file)).find((found) => found !== undefined);
}
