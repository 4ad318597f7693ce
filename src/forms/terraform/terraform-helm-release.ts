import { buildChartDrafts, type Deployment, isCopy } from "../../istio/chart-drafts.ts";
import { type ChartContext, type ChartReference, readChartReference } from "../../istio/chart-reference.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import type { LocalChart } from "../../model/chart.ts";
import { type Cursor, findEntriesAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Draft, Scope, ValuesHome } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import type { Form, Reader } from "../../reader/source.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { moduleMarker, releaseMarkers } from "./call-graph.ts";
import { type Arguments, readAddonValues, readMapArguments, releaseLayers } from "./release-values.ts";

/**
 * Releases of Terraform's Helm provider and EKS add-ons, as resources and in the maps of modules that are common on AWS.
 * https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
 */
const terraformHelmRelease: Form = {
  id: "terraform-helm-release",
  markers: [...releaseMarkers, moduleMarker],
  *extract(source, reader) {
    // The commands that the blocks run are read by other forms.
    if (source.runBy !== undefined) return;
    for (const block of reader.terraform(source.path)) {
      if (block.isModule) yield* findModuleDrafts(block, reader);
      else if (block.type === "helm_release") yield* releaseDraft(block, { arguments: block.value, version: "version" }, reader);
      else if (block.type === "aws_eks_addon") yield* readAddonDraft(block, block.value("addon_name"), block.value);
    }
  },
};

export default terraformHelmRelease;

/** A release. `key` is the key in its map, which is the name if no argument sets one. */
interface Release {
  readonly arguments: Arguments;
  /** The name of the argument with the chart's version. */
  readonly version: "version" | "chart_version";
  readonly key?: Cursor;
}

/** The releases and add-ons of modules that pass maps on to resources. https://github.com/aws-ia/terraform-aws-eks-blueprints-addons */
function* findModuleDrafts(block: TerraformBlock, reader: Reader): Generator<Draft> {
  if (/\baws-ia\/eks-blueprints-addon\b(?!s)/.test(block.type)) {
    yield* releaseDraft(block, { arguments: block.value, version: "chart_version" }, reader);
  }
  if (/\beks-blueprints-addons\b/.test(block.type)) {
    for (const [name, { key, value }] of findEntriesAt(block.value("helm_releases"))) {
      yield* releaseDraft(
        block,
        { arguments: readMapArguments(value), version: "chart_version", key: createTextScalar(name, key) },
        reader,
      );
    }
  }
  if (!/\bterraform-aws-modules\/eks\/aws|\beks-blueprints-addons\b/.test(block.type)) return;
  for (const map of ["addons", "cluster_addons", "eks_addons"]) {
    for (const [name, { key, value }] of findEntriesAt(block.value(map))) {
      const given = readMapArguments(value);
      yield* readAddonDraft(block, given("name") ?? createTextScalar(name, key), given);
    }
  }
}

function* releaseDraft(block: TerraformBlock, release: Release, reader: Reader): Generator<Draft> {
  const given = release.arguments;
  const name = given("name") ?? release.key;
  const chart = given("chart");
  if (!chart) return;
  const local = findLocalChart(chart, block, reader);
  const reference = findReleaseChart(chart, {
    repository: resolveReleaseRepository(given("repository"), name),
    repositories: new Map(),
    isLocal: local !== undefined,
  });
  const deployment: Deployment = {
    form: "terraform-helm-release",
    tool: "helm",
    release: name,
    namespace: ignoreUnset(given("namespace")) ?? defaultNamespace,
    layers: releaseLayers(given, block, reader),
    rendering: "live",
    client: { program: "terraform", operation: "upgrade", createNamespace: ignoreUnset(given("create_namespace")) },
    home: findReleaseBlockHome(block),
    place: locateArgument(chart, "chart", block),
    scope: buildReleaseScope(block),
  };
  if (local && !(reference && isCopy(local, reference.component))) yield* buildChartDrafts(local, deployment);
  else if (reference) {
    const version = ignoreUnset(given(release.version)) ?? toVersionCursor(reference.version, chart);
    const repository = ignoreUnset(given("repository")) ? toAddressCursor(given("repository")) : readChartRepository(chart);
    yield { ...deployment, component: reference.component, chart: reference.name, version, repository };
  }
}

/** The place for new values of a release: among its `set` blocks, or as `values` if it has neither. */
function findReleaseBlockHome(block: TerraformBlock): ValuesHome | undefined {
  const argument = block.isModule ? undefined : block.at("chart");
  const sets = block.value("set");
  return argument && (sets || !block.value("values")) ? { argument, sets, path: [] } : undefined;
}

/** The provider's default. */
const defaultNamespace: Cursor = { kind: "scalar", origin: { builtIn: "default of helm_release" }, value: "default" };

function findReleaseChart(chart: Cursor, surroundings: ChartContext): ChartReference | undefined {
  const given = findStringAt(chart);
  return given === undefined ? undefined : readChartReference(given, surroundings);
}

/** The chart in the repository that a release names by its directory. */
function findLocalChart(chart: Cursor, block: TerraformBlock, reader: Reader): LocalChart | undefined {
  const given = findStringAt(chart);
  const directory = given === undefined || given.includes("://") ? undefined : reader.resolve(block.rootFile, given);
  return directory === undefined ? undefined : readLocalChart(reader, directory);
}

/**
 * The repository of a release. If its address is unknown, the text of the reference and the release's name are still evidence of
 * whose charts these are.
 */
function resolveReleaseRepository(repository: Cursor | undefined, name: Cursor | undefined): string | undefined {
  const given = findStringAt(repository);
  if (given !== undefined || repository?.kind !== "unknown") return given;
  return `${repository.text ?? ""} ${findStringAt(name) ?? ""}`;
}

/** The VPC CNI as an add-on managed by EKS. Its configuration has the same shape as the chart's values. */
function* readAddonDraft(block: TerraformBlock, name: Cursor | undefined, given: Arguments): Generator<Draft> {
  if (!name || findStringAt(name) !== "vpc-cni") return;
  const configuration = readAddonValues(given, block);
  yield {
    form: "terraform-helm-release",
    tool: "helm",
    component: "aws-vpc-cni",
    chart: null,
    version: ignoreUnset(given("addon_version")),
    namespace: addonNamespace,
    layers: configuration,
    rendering: "live",
    place: locateArgument(name, "addon_name", block),
    scope: buildReleaseScope(block),
  };
}

const addonNamespace: Cursor = { kind: "scalar", origin: { builtIn: "namespace of the EKS add-on" }, value: "kube-system" };

function buildReleaseScope({ rootFile, cluster }: TerraformBlock): Scope {
  return { file: rootFile, script: false, destination: cluster };
}

/** A value that is set: the provider treats null and "" as not set. */
function ignoreUnset(cursor: Cursor | undefined): Cursor | undefined {
  return cursor?.kind === "scalar" && (cursor.value === null || cursor.value === "") ? undefined : cursor;
}

function toVersionCursor(version: string | undefined, chart: Cursor): Cursor | undefined {
  return version === undefined ? undefined : { kind: "scalar", origin: chart.origin, value: version };
}

/** The place of a value if it is in the same file as the block, otherwise the place of the argument: a variable's value may be far away. */
function locateArgument(cursor: Cursor, argument: string, block: TerraformBlock): Place {
  if (isPlace(cursor.origin) && cursor.origin.file === block.place.file) return cursor.origin;
  return block.at(argument) ?? block.place;
}

function createTextScalar(value: string, origin: Cursor["origin"]): Cursor {
  return { kind: "scalar", origin, value };
}
