import { posix } from "node:path";
import { stringify } from "yaml";
import type { FixContext } from "../fix/added-file.ts";
import { findFix } from "../fix/fix.ts";
import { withSharers } from "../fix/shared.ts";
import type { Cluster } from "../model/cluster.ts";
import type { Configuration } from "../model/configuration.ts";
import type { DeployedDirectory } from "../model/deployed-directory.ts";
import type { Document } from "../model/document.ts";
import type { Finding, Problem } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import type { CustomPolicies } from "../policy/custom/start.ts";
import { evaluate } from "../policy/evaluate.ts";
import { type Sorted, suppress } from "../policy/suppress.ts";
import { openDifferences } from "../reader/differences.ts";
import type { Reader } from "../reader/source.ts";
import { loadGrammar } from "../syntax/hcl/lazy.ts";
import { listDeployedDirectories } from "./extract.ts";
import type { LintOptions } from "./lint-options.ts";
import { reportPlatforms } from "./platform-problems.ts";
import type { Tree } from "./read-tree.ts";
import { reportUnrendered } from "./unrendered-problems.ts";

/** The clusters to judge, and the policies and options to judge them with. */
export interface Judging {
  readonly options: LintOptions;
  readonly configuration: Configuration;
  readonly policies: readonly Policy[];
  readonly own: CustomPolicies;
  readonly trees: readonly Tree[];
  /** Those of the trees that are selected by name. */
  readonly clusters: readonly Cluster[];
  readonly text: (file: string) => string | undefined;
}

/** Judges clusters by policies, finds fixes, and separates the findings that the repository suppresses. */
export async function judge({ options, configuration, policies, own, trees, clusters, text }: Judging): Promise<Sorted> {
  const judging = withSeverities(policies, configuration);
  const unfixed: Problem[] = [];
  const [differenceOf] = await Promise.all([
    differencesIn(trees, clusters, (problem) => unfixed.push(problem)),
    own.judge(clusters, judging),
  ]);
  const context = { textOf: text, ...openFixContext(trees), differenceOf };
  const everyCluster = trees.flatMap((tree) => tree.clusters);
  const { findings, problems } = evaluate(clusters, judging, text, {
    fixOf: (cluster, proposal) => findFix(cluster, proposal, context),
    settle: (proposed) => withSharers(proposed, everyCluster, text),
  });
  const suppressions = options.noIgnore ? [] : [...configuration.ignore, ...trees.flatMap((tree) => tree.suppressions)];
  const today = new Date().toISOString().slice(0, "2026-11-23".length);
  const suppressing = { rules: policies.map(({ id }) => id), today };
  const sorted = suppress(findings, suppressions, suppressing);
  const native = judging.filter(({ id }) => !own.policies.some((policy) => policy.id === id));
  const withoutSuppressed = (found: readonly Finding[]) => suppress(found, suppressions, suppressing).findings;
  const platforms = reportPlatforms(clusters, { policies: native, text, withoutSuppressed });
  const unrendered = reportUnrendered(clusters, [...sorted.findings, ...sorted.suppressed], text);
  return { ...sorted, problems: [...problems, ...unfixed, ...sorted.problems, ...platforms, ...unrendered] };
}

/** Applies the severities of the configuration, and drops policies that it turns off. */
function withSeverities(policies: readonly Policy[], { rules }: Configuration): Policy[] {
  return policies.flatMap((policy) => {
    const severity = rules.get(policy.id);
    if (severity === undefined) return policy;
    return severity === "off" ? [] : { ...policy, severity };
  });
}

/** Makes a function that compares the values of files before and after a fix. */
async function differencesIn(trees: readonly Tree[], clusters: readonly Cluster[], report: (problem: Problem) => void) {
  const isTerraform = clusters.some(({ drafts }) => drafts.some(({ form }) => form === "terraform-helm-release"));
  return openDifferences(
    trees.map(({ repository }) => repository),
    isTerraform ? await loadGrammar() : undefined,
    report,
  );
}

/** The questions about the trees that finding a fix requires. */
function openFixContext(trees: readonly Tree[]): Omit<FixContext, "textOf" | "differenceOf"> {
  let deployed: readonly DeployedDirectory[] | undefined;
  return {
    print: (object) => stringify(object),
    exists: (file) => trees.some(({ repository }) => repository.exists(file)),
    kustomization: (directory) => trees.map(({ reader }) => findKustomization(reader, directory)).find((found) => found),
    isDeployed: (path) => {
      deployed ??= trees.flatMap(({ reader }) => listDeployedDirectories(reader));
      return deployed.some(({ directory, recurses }) => {
        const own = posix.join(directory, "/");
        return own === posix.join(path, "/") || (recurses && path.startsWith(own));
      });
    },
  };
}

function findKustomization(reader: Reader, directory: string): Document | undefined {
  const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
  const source = names.map((name) => reader.source(`${directory}${name}`)).find((found) => found !== undefined);
  return source?.documents(/(?:)/)[0];
}
