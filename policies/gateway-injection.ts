import { type ClusterDocument, definePolicy, type Install, type Proposal, type Violation, valueAt } from "../src/policy/define.ts";
import { isByHelm, listControlPlanes, readEffectiveText } from "./lib/control-plane.ts";
import { hasNamespace, listKnownNamespaces } from "./lib/namespaces.ts";

export default definePolicy({
  id: "gateway-injection",
  title: "Let an injector of the cluster reach the gateway chart's pods",
  severity: "error",
  description:
    "The pods of the gateway chart have the image `auto`, which istiod's injector replaces as they are created. No injector sees pods of a namespace with `istio-injection: disabled`. An istiod with a revision only sees pods with that revision or one of its tags, unless it has the tag `default`. A pod that no injector sees keeps the image `auto` and stays in `ImagePullBackOff`.",
  remedy: "Set `revision` on the gateway to istiod's revision, and take `istio-injection: disabled` off its namespace.",
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/gateway/",
    "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
    "https://github.com/istio/istio/issues/46307",
    "https://github.com/istio/istio/issues/54841",
  ],
  *check(cluster) {
    const injectors = findInjectors(cluster);
    for (const [index, install] of cluster.installs.entries()) {
      if (install.component !== "gateway" || !isByHelm(install)) continue;
      const excluded = reportExcludingNamespace(cluster, install, index);
      if (excluded) yield excluded;
      else if (injectors && isUnseen(cluster, install, injectors)) yield reportUnseenGateway(install, index, injectors);
    }
  },
});

function reportExcludingNamespace(cluster: ClusterDocument, install: Install, index: number): Violation | undefined {
  const name = readEffectiveText(install, "namespace");
  const namespace = listKnownNamespaces(cluster).find((one) => one.name === name);
  if (namespace?.labels["istio-injection"] !== "disabled") return undefined;
  return {
    at: `/resources/${namespace.index}/object/metadata/labels/istio-injection`,
    message: `Namespace \`${name}\` is labelled \`istio-injection: disabled\`, so no injector replaces the image of the gateway that is installed into it`,
    remedy: "Remove the label, or install the gateway into another namespace.",
    related: [{ at: `/installs/${index}`, message: "the gateway is installed here" }],
    fix: null,
  };
}

/** The revisions and tags that the injectors of the cluster serve. */
interface Injectors {
  readonly names: readonly string[];
  readonly revisions: readonly string[];
  readonly first: number;
}

/** Finds the injectors; undefined if one of them injects pods without a revision, may get a tag elsewhere, or is not known. */
function findInjectors(cluster: ClusterDocument): Injectors | undefined {
  const planes = listControlPlanes(cluster);
  if (cluster.mentions?.includes("revision-tag")) return undefined;
  const known = planes.flatMap(({ install }) => {
    const tags = install.effective?.revisionTags;
    const revision = readEffectiveText(install, "revision");
    return isByHelm(install) && revision !== undefined && Array.isArray(tags) ? { revision, tags: tags.map(String) } : [];
  });
  const [first] = planes;
  const names = known.flatMap(({ revision, tags }) => [revision, ...tags]);
  if (!first || known.length !== planes.length || names.includes("default")) return undefined;
  return { names, revisions: [...new Set(known.map(({ revision }) => revision))], first: first.index };
}

function isUnseen(cluster: ClusterDocument, install: Install, { names }: Injectors): boolean {
  const revision = install.effective?.revision;
  const namespace = readEffectiveText(install, "namespace");
  if (revision === undefined || namespace === undefined || valueAt(install.values, ["labels", "istio.io/rev"]) !== undefined) return false;
  if (typeof revision === "string") return !names.includes(revision);
  const object = listKnownNamespaces(cluster).find(({ name }) => name === namespace);
  return object ? object.labels["istio.io/rev"] === undefined : !hasNamespace(cluster, namespace);
}

function reportUnseenGateway(install: Install, index: number, { names, revisions, first }: Injectors): Violation {
  const revision = readEffectiveText(install, "revision");
  const shown = names.slice(0, 4).map((name) => `\`${name}\``);
  const [only, ...others] = revisions;
  const own = revision === undefined ? "has no revision" : `has revision \`${revision}\``;
  const wanted = only === undefined || others.length > 0 ? "one of these" : `\`${only}\``;
  return {
    at: `/installs/${index}/effective/revision`,
    message: `The gateway ${own}, and the injectors of this cluster only see ${shown.join(", ")}, so its image stays \`auto\``,
    remedy: `Set \`revision\` to ${wanted} on the gateway, label its namespace with \`istio.io/rev\`, or set \`revisionTags: [default]\` on istiod.`,
    related: [{ at: `/installs/${first}/effective/revision`, message: "istiod has a revision" }],
    fix: only === undefined || others.length > 0 ? null : proposeRevision(index, only),
  };
}

function proposeRevision(install: number, revision: string): Proposal {
  return { title: `Set \`revision: ${revision}\``, changes: [{ install, set: { revision } }] };
}
