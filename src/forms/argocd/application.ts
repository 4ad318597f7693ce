import { posix } from "node:path";
import { repositoryOfChart } from "../../model/address.ts";
import type { LocalChart, RemoteChart } from "../../model/chart.ts";
import { at, type Cursor, entriesAt, itemsAt, placeAt, stringAt } from "../../model/cursor.ts";
import type { DeployedDirectory } from "../../model/deployed-directory.ts";
import type { HelmDraft } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import { appendSlash, rootedDirectory } from "../../reader/rooted-path.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { templatedDocuments } from "../../reader/templated-documents.ts";
import { argocdLayers } from "./application-values.ts";

/** An Application: one as it is written, or one that an ApplicationSet makes. */
export interface Application {
  readonly root: Cursor;
  readonly file: string;
  /** Whether it is filled in before it is an Application. */
  readonly isTemplate: boolean;
}

/** One source of an Application that renders a chart, remote or of this repository. */
export interface ChartSource {
  readonly chart: RemoteChart | LocalChart;
  readonly deployment: Omit<HelmDraft, "form" | "component" | "chart" | "version">;
}

/** The charts that an Application renders. https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
export function chartSources(application: Application, reader: Reader): ChartSource[] {
  const sources = listSources(application);
  return sources.flatMap((source) => {
    const found = findApplicationChart(source, application, reader);
    if (!found) return [];
    const { chart, place, directory } = found;
    const { root, file } = application;
    const destination = at(root, "spec", "destination");
    const deployment: ChartSource["deployment"] = {
      tool: "helm",
      release: at(source, "helm", "releaseName") ?? at(root, "metadata", "name"),
      namespace: at(source, "helm", "namespace") ?? at(destination, "namespace"),
      layers: argocdLayers({ file, source, sources, directory, name: stringAt(root, "metadata", "name") }, reader),
      // Argo CD renders with a version like v1.34: https://github.com/argoproj/argo-cd/issues/26330
      rendering: "offline",
      kubeVersion: readKubeVersion(source),
      client: {
        program: "argocd",
        operation: "apply",
        serverSide: syncOption(root, "ServerSideApply"),
        createNamespace: syncOption(root, "CreateNamespace"),
      },
      isTemplate: application.isTemplate,
      // Beside it, Argo CD would not read `values` any more.
      ...(!at(source, "helm", "values") && { home: { map: source, path: ["helm", "valuesObject"] } }),
      place,
      scope: { file, script: false, destination: readApplicationDestination(application) },
    };
    return [{ chart, deployment }];
  });
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ */
function syncOption(root: Cursor, name: "ServerSideApply" | "CreateNamespace"): Cursor | undefined {
  const options = at(root, "spec", "syncPolicy", "syncOptions");
  if (options?.kind === "unknown") return options;
  const option = itemsAt(options).findLast((item) => [`${name}=true`, `${name}=false`].includes(stringAt(item) ?? ""));
  return option && { kind: "scalar", origin: option.origin, value: stringAt(option)?.endsWith("true") ?? false };
}

/** What of a version that an Application names itself arrives at Helm differs between releases of Argo CD: https://github.com/argoproj/argo-cd/issues/22606 */
function readKubeVersion(source: Cursor): string | null | undefined {
  const written = at(source, "helm", "kubeVersion");
  return written?.kind === "unknown" || stringAt(written)?.includes("-gke") ? null : stringAt(written);
}

/** The Applications of a file; those of a Helm chart's templates as far as they can be read before it is rendered. */
export function applicationsIn(source: Source): Application[] {
  const marker = /kind["']?:\s*["']?Application\b/;
  const documents = [...source.documents(marker), ...templatedDocuments(source, marker)].filter(
    ({ kind, apiVersion }) => kind === "Application" && apiVersion?.startsWith("argoproj.io/"),
  );
  return documents.map(({ root, file, text }) => ({ root, file, isTemplate: text.content.includes("{{") }));
}

/** The directories of the components that a source adds to the kustomization of its path. https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/#components */
export function componentDirectories(source: Cursor, file: string, reader: Reader): string[] {
  const path = stringAt(source, "path");
  const directory = path === undefined ? undefined : rootedDirectory(file, path, reader);
  if (directory === undefined) return [];
  return itemsAt(source, "kustomize", "components").flatMap((item) => {
    const written = stringAt(item);
    const component = written === undefined ? undefined : reader.resolve(`${appendSlash(directory)}kustomization.yaml`, written);
    return component === undefined ? [] : component.replace(/\/$/, "");
  });
}

/** The cluster that an Application deploys to, where that is written out. */
export function readApplicationDestination({ root }: Pick<Application, "root">): string | undefined {
  const destination = at(root, "spec", "destination");
  return stringAt(destination, "name") ?? stringAt(destination, "server");
}

/** The sources of an Application: `sources` where there are some, else `source`. */
export function listSources({ root }: Pick<Application, "root">): readonly Cursor[] {
  const spec = at(root, "spec");
  const several = itemsAt(spec, "sources");
  if (several.length > 0) return several;
  const single = at(spec, "source");
  return single ? [single] : [];
}

interface FoundChart {
  readonly chart: RemoteChart | LocalChart;
  readonly place: Place;
  /** The chart's directory, where it is in this repository. */
  readonly directory: string | undefined;
}

/** The chart is named by `chart`, is the last part of an `oci://` address, or lies at `path`. */
function findApplicationChart(source: Cursor, application: Application, reader: Reader): FoundChart | undefined {
  const written = at(source, "repoURL");
  const repository = stringAt(written);
  const version = at(source, "targetRevision");
  const name = stringAt(source, "chart");
  const place = placeAt(source, "chart");
  if (name !== undefined && place) return { chart: { name, repository, address: written, version }, place, directory: undefined };
  const oci = repository?.match(/^oci:\/\/(.+)\/([^/]+)\/?$/);
  const address = placeAt(source, "repoURL");
  if (oci?.[2] !== undefined && address) {
    return {
      chart: { name: oci[2], repository: oci[1], address: repositoryOfChart(written), version },
      place: address,
      directory: undefined,
    };
  }
  return chartAtPath(source, application, reader);
}

function chartAtPath(source: Cursor, { file }: Application, reader: Reader): FoundChart | undefined {
  const path = stringAt(source, "path");
  const place = placeAt(source, "path");
  if (path === undefined || !place) return undefined;
  const directory = rootedDirectory(file, path, reader);
  const local = directory === undefined ? undefined : readLocalChart(reader, directory);
  if (local) return { chart: local, place, directory };
  const repository = stringAt(source, "repoURL");
  // A checkout of Istio itself: https://github.com/istio/istio/tree/master/manifests/charts
  if (directory !== undefined || !/(^|[/:])istio\/istio(\.git)?\/?$/.test(repository ?? "")) return undefined;
  if (!/^\/?manifests\/charts\//.test(path)) return undefined;
  const tag = at(source, "targetRevision");
  const version = /^v?\d+\.\d+\.\d+/.test(stringAt(tag) ?? "") || tag?.kind === "unknown" ? tag : undefined;
  return { chart: { name: posix.basename(path), repository, address: undefined, version }, place, directory: undefined };
}

/** The directories of manifests that an Application deploys. https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/ */
export function deployedDirectories(application: Application, reader: Reader): DeployedDirectory[] {
  return listSources(application).flatMap((source) => {
    const path = stringAt(source, "path");
    const directory = path === undefined ? undefined : rootedDirectory(application.file, path, reader);
    if (directory === undefined || reader.exists(posix.join(directory, "Chart.yaml"))) return [];
    const kustomize = at(source, "kustomize");
    const patches = entriesAt(kustomize).find(([key]) => key === "patches" || key === "components");
    return [
      {
        directory,
        recurses: at(source, "directory", "recurse")?.kind === "scalar",
        destination: readApplicationDestination(application),
        namespace: at(kustomize, "namespace"),
        defaultNamespace: at(application.root, "spec", "destination", "namespace"),
        patches: patches && placeAt(kustomize, patches[0]),
      },
    ];
  });
}
