import { basename, resolve } from "node:path";
import { policies as builtInPolicies } from "../policies/index.ts";
import { assembleClusters } from "./cluster/assemble.ts";
import { readConfiguration } from "./config.ts";
import { extract, markers } from "./extract.ts";
import type { Cluster, Platform } from "./model/cluster.ts";
import type { Configuration } from "./model/configuration.ts";
import type { Problem } from "./model/finding.ts";
import { locate, type Place } from "./model/location.ts";
import type { Policy } from "./model/policy.ts";
import type { Report } from "./model/report.ts";
import { evaluate } from "./policy/evaluate.ts";
import { buildReport } from "./report/build.ts";
import { withFlux } from "./source/flux.ts";
import { withKustomizeOutput } from "./source/kustomize.ts";
import { openReader } from "./source/reader.ts";
import { openRepository } from "./source/repository.ts";

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
  /** Policies beside the built-in ones. */
  readonly policies?: readonly Policy[];
  /** Called with a short text while the run goes on. */
  readonly progress?: (text: string) => void;
}

/** Reads, extracts, resolves, judges: the whole pipeline. Rejects with a `UsageError` where the options or the configuration are wrong. */
export async function lint(options: LintOptions): Promise<Report> {
  const policies = [...builtInPolicies, ...(options.policies ?? [])];
  const configuration = readConfiguration(
    options.cwd,
    options.config,
    policies.map(({ id }) => id),
  );
  const roots = options.paths?.length ? options.paths : ["."];
  const problems: Problem[] = [];
  const trees = await Promise.all(roots.map((root) => readTree(root, options, configuration, (problem) => problems.push(problem))));
  const clusters = trees.flatMap((tree) => tree.clusters).filter(({ document }) => !options.cluster || document.name === options.cluster);
  const text = (file: string) => trees.map((tree) => tree.text(file)).find((found) => found !== undefined);
  const judgement = evaluate(clusters, withSeverities(policies, configuration), text);
  const files = trees.reduce((sum, tree) => sum + tree.files, 0);
  return buildReport({ files, clusters, findings: judgement.findings, problems: [...problems, ...judgement.problems], roots }, text);
}

interface Tree {
  readonly clusters: readonly Cluster[];
  readonly files: number;
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
  const written = openReader(repository, markers, problem);
  const built = await withKustomizeOutput(written, repository, options.kustomize ?? "auto");
  const reader = withFlux(built);
  const text = (file: string) => reader.source(file)?.text;
  const clusters = assembleClusters(extract(reader), {
    configuration,
    platform: options.platform,
    prefix: repository.prefix,
    rootName: basename(resolve(options.cwd, root)),
    locate: (place: Place) => locate(text(place.file) ?? "", place),
    problem,
  });
  return { clusters, files: repository.paths.length, text };
}

/** The policies with the severities of the configuration; those that it turns off are left out. */
function withSeverities(policies: readonly Policy[], { rules }: Configuration): Policy[] {
  return policies.flatMap((policy) => {
    const severity = rules.get(policy.id);
    if (severity === undefined) return policy;
    return severity === "off" ? [] : { ...policy, severity };
  });
}
