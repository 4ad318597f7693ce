import { basename, resolve } from "node:path";
import { assembleClusters } from "../cluster/assemble.ts";
import { listDeployments } from "../cluster/deployments.ts";
import { gitOps } from "../deployment/gitops.ts";
import { buildDeploymentGraph } from "../deployment/graph.ts";
import { withTexts } from "../files/changed-texts.ts";
import { type OpenDirectory, openRepository, type Repository } from "../files/repository.ts";
import { withFlux } from "../forms/flux/deployed-sources.ts";
import { withKustomizeOutput } from "../forms/kustomize/kustomize.ts";
import type { KustomizeProgram } from "../forms/kustomize/program.ts";
import { withTerraform } from "../forms/terraform/terraform.ts";
import type { Cluster } from "../model/cluster.ts";
import type { Configuration } from "../model/configuration.ts";
import type { ClusterDeployments } from "../model/deployment-tree.ts";
import type { Problem } from "../model/finding.ts";
import { locate, type Place } from "../model/location.ts";
import type { Suppression } from "../model/suppression.ts";
import { limitProblems } from "../reader/problem-limit.ts";
import { openReader } from "../reader/reader.ts";
import type { Reader } from "../reader/source.ts";
import { findSuppressions, suppressionMarker } from "../reader/suppression-comments.ts";
import { hostsScripts } from "../scripts/index.ts";
import { extract, markers } from "./extract.ts";
import type { LintOptions } from "./lint-options.ts";
import { mentionWords, withMentions } from "./mentions.ts";

/** A directory tree: its files, and the clusters that they install Istio in. */
export interface Tree {
  readonly repository: Repository;
  readonly reader: Reader;
  readonly clusters: readonly Cluster[];
  readonly deployments: (clusters: readonly Cluster[]) => readonly ClusterDeployments[];
  readonly files: number;
  readonly suppressions: readonly Suppression[];
  readonly text: (file: string) => string | undefined;
}

/** The options for reading a tree. */
export interface TreeOptions extends LintOptions {
  readonly configuration: Configuration;
  /** Lists and reads the files, if they are not those on disk. */
  readonly open?: OpenDirectory | undefined;
  /** Finds the program that builds overlays; trees that are read together share it. */
  readonly findKustomize: () => KustomizeProgram | undefined;
  /** Texts of files that replace the existing ones. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
}

/** Reads a tree, extracts its installs, and resolves them to clusters. */
export async function readTree(root: string, options: TreeOptions, report: (problem: Problem) => void): Promise<Tree> {
  const problem = limitProblems(report);
  const { configuration } = options;
  const there = await openRepository(options.cwd, root, {
    exclude: configuration.exclude,
    report: problem,
    hostsScripts,
    open: options.open,
    alsoChecked: options.paths,
  });
  const repository = options.texts ? withTexts(there, options.texts) : there;
  options.progress?.(`reading ${repository.paths.length} files of ${root}`);
  const written = openReader(repository, {
    markers: [...markers, ...mentionWords, suppressionMarker],
    problem,
    istioVersion: configuration.istioVersion,
  });
  const built = await withKustomizeOutput(written, {
    prefix: repository.prefix,
    mode: options.kustomize ?? "auto",
    findProgram: options.findKustomize,
    gitOps,
  });
  const reader = await withTerraform(withFlux(built));
  const text = (file: string) => reader.source(file)?.text;
  const assembled = assembleClusters(extract(reader, repository.prefix === "" ? written : undefined), {
    configuration,
    platform: options.platform,
    prefix: repository.prefix,
    directoryName: basename(resolve(options.cwd, root)),
    locate: (place: Place) => locate(text(place.file) ?? "", place),
    problem,
  });
  const clusters = withMentions(assembled, written);
  const deployments = (shown: readonly Cluster[]) => listDeployments(shown, buildDeploymentGraph(written));
  const suppressions = written.sources.flatMap((source) => findSuppressions(source, problem));
  return { repository, reader, clusters, deployments, files: repository.paths.length, suppressions, text };
}
