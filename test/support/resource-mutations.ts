import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assembleClusters } from "../../src/cluster/assemble.ts";
import type { Repository } from "../../src/files/repository.ts";
import { withFlux } from "../../src/forms/flux/deployed-sources.ts";
import type { ClusterDocument } from "../../src/model/cluster.ts";
import { noConfiguration } from "../../src/model/configuration.ts";
import { locate } from "../../src/model/location.ts";
import { extract, markers } from "../../src/pipeline/extract.ts";
import { openReader } from "../../src/reader/reader.ts";

/** A small repository: what each of its files holds. */
export type Files = ReadonlyMap<string, string>;

/** The fixtures of forms that are resources or configuration in YAML. */
export function resourceSamples(fixtures: string): Files[] {
  const forms = [
    ...["sail-operator", "istio-operator", "k3s-helmchart", "fleet", "skaffold", "crossplane-release"],
    ...["flux-helmrelease", "kustomize-helmcharts", "kustomize-output", "helm-values", "umbrella-chart", "rendered-manifest"],
  ];
  return forms.flatMap((form) => readdirSync(join(fixtures, form)).map((name) => filesOf(join(fixtures, form, name))));
}

function filesOf(directory: string): Files {
  const found = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.endsWith("expected.txt"));
  return new Map(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, "utf8")]));
}

/** Everything that the pipeline makes of a repository before rules judge it. */
export function clustersOf(files: Files): ClusterDocument[] {
  const repository: Repository = {
    root: "/",
    prefix: "",
    paths: [...files.keys()].sort(),
    texts: [],
    read: (path) => {
      const text = files.get(path);
      return text === undefined ? undefined : Buffer.from(text);
    },
    exists: (path) => files.has(path),
  };
  const ignore = () => {};
  const context = { configuration: noConfiguration, platform: undefined, prefix: "", directoryName: "root", problem: ignore } as const;
  const place = { locate: (at: Parameters<typeof locate>[1]) => locate(files.get(at.file) ?? "", at) };
  return assembleClusters(extract(withFlux(openReader(repository, { markers, problem: ignore }))), { ...context, ...place }).map(
    ({ document }) => document,
  );
}
