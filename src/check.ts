import { basename, posix, resolve } from "node:path";
import { stringify } from "yaml";
import { policies as builtInPolicies } from "../policies/index.ts";
import { withBaseline } from "./baseline/apply.ts";
import { readBaseline } from "./baseline/file.ts";
import { assembleClusters } from "./cluster/assemble.ts";
import { deploymentsOf } from "./cluster/deployments.ts";
import { type ConfigurationFile, readConfiguration } from "./config.ts";
import { directoriesOf, extract, markers } from "./extract.ts";
import type { Surroundings } from "./fix/added-file.ts";
import { fixOf } from "./fix/fix.ts";
import { withSharers } from "./fix/shared.ts";
import type { LintOptions } from "./lint-options.ts";
import { type Baseline, noBaseline } from "./model/baseline.ts";
import type { Cluster } from "./model/cluster.ts";
import type { Configuration } from "./model/configuration.ts";
import type { DeployedDirectory } from "./model/deployed-directory.ts";
import type { ClusterDeployments } from "./model/deployment-tree.ts";
import type { Problem } from "./model/finding.ts";
import { locate, type Place } from "./model/location.ts";
import type { Policy } from "./model/policy.ts";
import type { Report } from "./model/report.ts";
import type { Suppression } from "./model/suppression.ts";
import type { OwnPolicies, Starting } from "./own-policies.ts";
import { evaluate } from "./policy/evaluate.ts";
import { suppress } from "./policy/suppress.ts";
import { buildReport } from "./report/build.ts";
import { withTexts } from "./source/changed-texts.ts";
import { deploymentGraph } from "./source/deployment/graph.ts";
import { withFlux } from "./source/flux/flux.ts";
import { loadGrammar } from "./source/hcl/lazy.ts";
import { withKustomizeOutput } from "./source/kustomize/kustomize.ts";
import { openLeaves } from "./source/leaves.ts";
import type { OpenPolicyFiles } from "./source/policy-files.ts";
import { openReader } from "./source/reader.ts";
import { type OpenDirectory, openRepository, type Repository } from "./source/repository.ts";
import type { Document, Reader } from "./source/source.ts";
import { suppressionMarker, suppressionsIn } from "./source/suppression-comments.ts";
import { withTerraform } from "./source/terraform.ts";

/** What a run reads, where that is not what is on disk now. */
export interface Scene {
  readonly configuration?: ConfigurationFile | undefined;
  readonly known?: Baseline;
  readonly open?: OpenDirectory | undefined;
  /** Globs of policies, where the configuration's own do not count. */
  readonly policyGlobs?: readonly string[] | undefined;
  readonly openPolicies?: OpenPolicyFiles | undefined;
  /** Texts of files in place of what is on disk. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
}

/** A report, and the texts that it is about. */
export interface Checked {
  readonly report: Report;
  readonly text: (file: string) => string | undefined;
}

/**
 * Reads, extracts, resolves, judges: the whole pipeline, of another state of the files if wanted. Rejects with a
 * `UsageError` where the options or the configuration are wrong.
 */
export async function check(options: LintOptions, scene: Scene = {}): Promise<Checked> {
  const { configuration, checkRules } = scene.configuration ?? readConfiguration(options.cwd, options.config);
  const baseline = scene.known ?? readBaseline(options.cwd, options.baseline ?? configuration.baseline);
  const given = [...builtInPolicies, ...(options.policies ?? [])];
  const problems: Problem[] = [];
  // They are made ready by another thread while this one reads the files.
  const { opened, tests } = await ownPolicies(options, scene, configuration, given);
  const excluding = { ...configuration, exclude: [...configuration.exclude, ...tests] };
  try {
    const reading = rootsOf(options).map((root) => {
      return readTree(root, { ...options, open: scene.open, texts: scene.texts, configuration: excluding }, (problem) =>
        problems.push(problem),
      );
    });
    const [own, ...trees] = await Promise.all([opened, ...reading]);
    const policies = [...given, ...own.policies];
    // What a policy is called that could not be loaded, nobody knows.
    if (own.problems.length === 0) checkRules(policies.map(({ id }) => id));
    return await judge({ options, configuration, baseline, policies, own, trees, problems: [...problems, ...own.problems] });
  } finally {
    opened.then(
      (own) => own.close(),
      () => undefined,
    );
  }
}

interface Case {
  readonly options: LintOptions;
  readonly configuration: Configuration;
  readonly baseline: Baseline;
  readonly policies: readonly Policy[];
  readonly own: OwnPolicies;
  readonly trees: readonly Tree[];
  readonly problems: readonly Problem[];
}

function rootsOf({ paths }: LintOptions): readonly string[] {
  return paths?.length ? paths : ["."];
}

async function judge({ options, configuration, baseline, policies, own, trees, problems }: Case): Promise<Checked> {
  const everyCluster = trees.flatMap((tree) => tree.clusters);
  const clusters = everyCluster.filter(({ document }) => !options.cluster || document.name === options.cluster);
  const text = (file: string) => trees.map((tree) => tree.text(file)).find((found) => found !== undefined) ?? own.text(file);
  const judging = withSeverities(policies, configuration);
  const [leavesOf] = await Promise.all([leavesIn(trees, clusters), own.judge(clusters, judging)]);
  const around = { textOf: text, ...files(trees), leavesOf };
  const judgement = evaluate(clusters, judging, text, {
    fixOf: (cluster, proposal) => fixOf(cluster, proposal, around),
    settle: (proposed) => withSharers(proposed, everyCluster, text),
  });
  const suppressions = options.noIgnore ? [] : [...configuration.ignore, ...trees.flatMap((tree) => tree.suppressions)];
  const today = new Date().toISOString().slice(0, "2026-11-23".length);
  const sorted = suppress(judgement.findings, suppressions, { rules: policies.map(({ id }) => id), today });
  const shown = new Set(clusters);
  const outcome = {
    files: trees.reduce((sum, tree) => sum + tree.files, 0),
    clusters,
    findings: sorted.findings,
    suppressed: sorted.suppressed,
    problems: [
      ...problems,
      ...(options.paths?.length ? [] : unusedClusters(configuration, everyCluster)),
      ...judgement.problems,
      ...sorted.problems,
    ],
    deployments: () => trees.flatMap((tree) => tree.deployments(tree.clusters.filter((cluster) => shown.has(cluster)))),
    roots: rootsOf(options),
    ownRules: own.policies,
  };
  return { report: withBaseline(buildReport(outcome, text), options.noIgnore ? noBaseline : baseline, options.cluster), text };
}

/** Clusters of the configuration in which nothing is installed: mostly paths that match nothing. */
function unusedClusters({ clusters }: Configuration, found: readonly Cluster[]): Problem[] {
  const names = new Set(found.map(({ document }) => document.name));
  return clusters.flatMap(({ name, paths, place }) => {
    if (names.has(name)) return [];
    const reason = paths.length > 0 ? "nothing that its paths match installs anything" : "no cluster is called so";
    return { code: "cluster-unused", message: `The configuration's cluster \`${name}\` is not here: ${reason}.`, place };
  });
}

/** What nobody needs is not loaded. */
async function ownPolicies(options: LintOptions, scene: Scene, configuration: Configuration, given: readonly Policy[]): Promise<Starting> {
  const { cwd, policyFiles: files = [] } = options;
  const globs = scene.policyGlobs ?? configuration.policies;
  if (globs.length + files.length === 0) return { opened: Promise.resolve(noPolicies), tests: [] };
  const { startOwnPolicies } = await import("./own-policies.ts");
  return startOwnPolicies(
    { cwd, globs, files, open: scene.openPolicies },
    given.map(({ id }) => id),
  );
}

const noPolicies: OwnPolicies = {
  policies: [],
  problems: [],
  text: () => undefined,
  judge: async () => undefined,
  close: async () => undefined,
};

/** What files would say after a fix. */
async function leavesIn(trees: readonly Tree[], clusters: readonly Cluster[]) {
  const isTerraform = clusters.some(({ drafts }) => drafts.some(({ form }) => form === "terraform-helm-release"));
  return openLeaves(
    trees.map(({ repository }) => repository),
    isTerraform ? await loadGrammar() : undefined,
  );
}

/** What fixes ask of the trees. */
function files(trees: readonly Tree[]): Omit<Surroundings, "textOf" | "leavesOf"> {
  let deployed: readonly DeployedDirectory[] | undefined;
  return {
    print: (object) => stringify(object),
    exists: (file) => trees.some(({ repository }) => repository.exists(file)),
    kustomization: (directory) => trees.map(({ reader }) => kustomizationIn(reader, directory)).find((found) => found),
    isDeployed: (path) => {
      deployed ??= trees.flatMap(({ reader }) => directoriesOf(reader));
      return deployed.some(({ directory, recurses }) => {
        const own = posix.join(directory, "/");
        return own === posix.join(path, "/") || (recurses && path.startsWith(own));
      });
    },
  };
}

function kustomizationIn(reader: Reader, directory: string): Document | undefined {
  const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
  const source = names.map((name) => reader.source(`${directory}${name}`)).find((found) => found !== undefined);
  return source?.documents(/(?:)/)[0];
}

interface Tree {
  readonly repository: Repository;
  readonly reader: Reader;
  readonly clusters: readonly Cluster[];
  readonly deployments: (clusters: readonly Cluster[]) => readonly ClusterDeployments[];
  readonly files: number;
  readonly suppressions: readonly Suppression[];
  readonly text: (file: string) => string | undefined;
}

/** The clusters of one directory tree. */
async function readTree(
  root: string,
  options: LintOptions & Pick<Scene, "open" | "texts"> & { readonly configuration: Configuration },
  problem: (problem: Problem) => void,
): Promise<Tree> {
  const { configuration } = options;
  const onDisk = await openRepository(options.cwd, root, configuration.exclude, problem, options.open);
  const repository = withTexts(onDisk, options.texts ?? noTexts);
  options.progress?.(`reading ${repository.paths.length} files of ${root}`);
  const written = openReader(repository, { markers: [...markers, suppressionMarker], problem, istioVersion: configuration.istioVersion });
  const built = await withKustomizeOutput(written, repository, options.kustomize ?? "auto");
  const reader = await withTerraform(withFlux(built));
  const text = (file: string) => reader.source(file)?.text;
  const clusters = assembleClusters(extract(reader, repository.prefix === "" ? written : undefined), {
    configuration,
    platform: options.platform,
    prefix: repository.prefix,
    rootName: basename(resolve(options.cwd, root)),
    locate: (place: Place) => locate(text(place.file) ?? "", place),
    problem,
  });
  const deployments = (shown: readonly Cluster[]) => deploymentsOf(shown, deploymentGraph(written));
  const suppressions = written.sources.flatMap(suppressionsIn);
  return { repository, reader, clusters, deployments, files: repository.paths.length, suppressions, text };
}

const noTexts: ReadonlyMap<string, string> = new Map();

/** The policies with the severities of the configuration; those that it turns off are left out. */
function withSeverities(policies: readonly Policy[], { rules }: Configuration): Policy[] {
  return policies.flatMap((policy) => {
    const severity = rules.get(policy.id);
    if (severity === undefined) return policy;
    return severity === "off" ? [] : { ...policy, severity };
  });
}
