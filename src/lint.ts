import { basename, posix, resolve } from "node:path";
import { stringify } from "yaml";
import { policies as builtInPolicies } from "../policies/index.ts";
import { assembleClusters } from "./cluster/assemble.ts";
import { readConfiguration } from "./config.ts";
import { extract, markers } from "./extract.ts";
import type { Surroundings } from "./fix/added-file.ts";
import { fixOf } from "./fix/fix.ts";
import type { Cluster, Platform } from "./model/cluster.ts";
import type { Configuration } from "./model/configuration.ts";
import type { Cursor } from "./model/cursor.ts";
import type { Problem } from "./model/finding.ts";
import { locate, type Place } from "./model/location.ts";
import type { Policy } from "./model/policy.ts";
import type { Report } from "./model/report.ts";
import type { Suppression } from "./model/suppression.ts";
import type { OwnPolicies } from "./own-policies.ts";
import { evaluate } from "./policy/evaluate.ts";
import { suppress } from "./policy/suppress.ts";
import { buildReport } from "./report/build.ts";
import { withFlux } from "./source/flux.ts";
import { withKustomizeOutput } from "./source/kustomize.ts";
import { openReader } from "./source/reader.ts";
import { openRepository } from "./source/repository.ts";
import type { Reader } from "./source/source.ts";
import { suppressionMarker, suppressionsIn } from "./source/suppression-comments.ts";
import { withTerraform } from "./source/terraform.ts";

/** What to check and how; everything but `cwd` has a default. */
export interface LintOptions {
  /** The working directory: paths in the report are relative to it. */
  readonly cwd: string;
  /** Directories or files to read, relative to `cwd`; the working directory where empty. */
  readonly paths?: readonly string[];
  /** The configuration file; `.istio-preflight.yaml` of the working directory where missing. */
  readonly config?: string;
  /** The platform of every cluster, stronger than any evidence. */
  readonly platform?: Platform;
  /** Only the cluster of this name. */
  readonly cluster?: string;
  /** `build` runs kustomize and complains where it is missing, `auto` runs it where installed, `off` reads files unpatched. */
  readonly kustomize?: "auto" | "build" | "off";
  /** Policies beside the built-in ones, which run as they are: only your own. */
  readonly policies?: readonly Policy[];
  /** Policy files, .json and .ts, relative to `cwd`: they run in the sandbox. */
  readonly policyFiles?: readonly string[];
  /** True for audits: what the repository suppresses is told all the same. */
  readonly noIgnore?: boolean;
  /** Called with a short text while the run goes on. */
  readonly progress?: (text: string) => void;
}

/** Reads, extracts, resolves, judges: the whole pipeline. Rejects with a `UsageError` where the options or the configuration are wrong. */
export async function lint(options: LintOptions): Promise<Report> {
  const { configuration, checkRules } = readConfiguration(options.cwd, options.config);
  const given = [...builtInPolicies, ...(options.policies ?? [])];
  const own = await ownPolicies(options, configuration, given);
  const policies = [...given, ...own.policies];
  if (own.problems.length === 0) checkRules(policies.map(({ id }) => id));
  const roots = options.paths?.length ? options.paths : ["."];
  const problems: Problem[] = [];
  const trees = await Promise.all(roots.map((root) => readTree(root, options, configuration, (problem) => problems.push(problem))));
  const clusters = trees.flatMap((tree) => tree.clusters).filter(({ document }) => !options.cluster || document.name === options.cluster);
  const text = (file: string) => trees.map((tree) => tree.text(file)).find((found) => found !== undefined) ?? own.text(file);
  const judging = withSeverities(policies, configuration);
  await own.judge(clusters, judging);
  const judgement = evaluate(clusters, judging, text, (cluster, proposal) => fixOf(cluster, proposal, { textOf: text, ...files(trees) }));
  const suppressions = options.noIgnore ? [] : [...configuration.ignore, ...trees.flatMap((tree) => tree.suppressions)];
  const today = new Date().toISOString().slice(0, "2026-11-23".length);
  const sorted = suppress(judgement.findings, suppressions, { rules: policies.map(({ id }) => id), today });
  const fileCount = trees.reduce((sum, tree) => sum + tree.files, 0);
  const { findings, suppressed } = sorted;
  const allProblems = [...problems, ...own.problems, ...judgement.problems, ...sorted.problems];
  return buildReport({ files: fileCount, clusters, findings, suppressed, problems: allProblems, roots, ownRules: own.policies }, text);
}

/** What nobody needs is not loaded. */
async function ownPolicies(options: LintOptions, { policies: globs }: Configuration, given: readonly Policy[]): Promise<OwnPolicies> {
  const files = options.policyFiles ?? [];
  if (globs.length + files.length === 0) return { policies: [], problems: [], text: () => undefined, judge: async () => undefined };
  const { openOwnPolicies } = await import("./own-policies.ts");
  return openOwnPolicies({ cwd: options.cwd, globs, files, taken: given.map(({ id }) => id) });
}

/** What fixes ask of the trees. */
function files(trees: readonly Tree[]): Omit<Surroundings, "textOf"> {
  return {
    print: (object) => stringify(object),
    exists: (file) => trees.some(({ reader }) => reader.exists(file)),
    kustomization: (directory) => trees.map(({ reader }) => kustomizationIn(reader, directory)).find((found) => found !== undefined),
  };
}

function kustomizationIn(reader: Reader, directory: string): Cursor | undefined {
  const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
  const source = names.map((name) => reader.source(posix.join(directory, name))).find((found) => found !== undefined);
  return source?.documents(/(?:)/)[0]?.root;
}

interface Tree {
  readonly reader: Reader;
  readonly clusters: readonly Cluster[];
  readonly files: number;
  readonly suppressions: readonly Suppression[];
  readonly text: (file: string) => string | undefined;
}

/** The clusters of one directory tree. */
async function readTree(
  root: string,
  options: LintOptions,
  configuration: Configuration,
  problem: (problem: Problem) => void,
): Promise<Tree> {
  const repository = await openRepository(options.cwd, root, configuration.exclude, problem);
  options.progress?.(`reading ${repository.paths.length} files of ${root}`);
  const written = openReader(repository, { markers: [...markers, suppressionMarker], problem, istioVersion: configuration.istioVersion });
  const built = await withKustomizeOutput(written, repository, options.kustomize ?? "auto");
  const reader = await withTerraform(withFlux(built));
  const text = (file: string) => reader.source(file)?.text;
  const clusters = assembleClusters(extract(reader), {
    configuration,
    platform: options.platform,
    prefix: repository.prefix,
    rootName: basename(resolve(options.cwd, root)),
    locate: (place: Place) => locate(text(place.file) ?? "", place),
    problem,
  });
  return { reader, clusters, files: repository.paths.length, suppressions: written.sources.flatMap(suppressionsIn), text };
}

/** The policies with the severities of the configuration; those that it turns off are left out. */
function withSeverities(policies: readonly Policy[], { rules }: Configuration): Policy[] {
  return policies.flatMap((policy) => {
    const severity = rules.get(policy.id);
    if (severity === undefined) return policy;
    return severity === "off" ? [] : { ...policy, severity };
  });
}
