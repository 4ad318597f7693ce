import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  newestRetired,
  retiredCharts,
  retiredDownloads,
  retiredHubs,
  type Violation,
} from "../src/policy/define.ts";
import { findInjectedHub, findPartHubs } from "./lib/umbrella-hubs.ts";

export default definePolicy({
  id: "retired-registry",
  title: "Take Istio's charts and images from hosts that stay",
  severity: "error",
  description:
    "Istio leaves Google's hosts. The chart repositories `https://istio-release.storage.googleapis.com/charts`, `oci://gcr.io/istio-release/charts` and `oci://registry.istio.io/release/charts`, the image hubs `gcr.io/istio-release` and `registry.istio.io/release`, and the downloads beside them are announced for removal in December 2026; the last test shutdown is from 2026-12-08 15:00 to 2026-12-09 15:00 UTC. Releases from 1.31.0 on were never published there. `helm repo update` and `helm upgrade` then end with `404 Not Found` or `403`, an Argo CD Application with `ComparisonError`; later, new nodes cannot pull images (`ImagePullBackOff`), and where istio-cni or ztunnel is missing on a node, no pod of the mesh starts. The charts of 1.30 take their images from `registry.istio.io/release` where no hub is set.",
  remedy:
    "Take charts from `https://blob.istio.io/istio-release/charts` or `oci://ghcr.io/istio/release/charts`, which hold all versions, images from `docker.io/istio` or a pull-through cache of it, and downloads from `https://blob.istio.io/istio-release/releases`. Signatures of releases from 1.31.1 on need Istio's second public key.",
  links: [
    "https://istio.io/latest/docs/setup/install/helm/",
    "https://istio.io/latest/blog/2026/retirement-of-gcp/",
    "https://istio.io/latest/blog/2026/retirement-of-gcr.io-follow-up/",
    "https://github.com/istio/istio/issues/61467",
  ],
  *check(cluster) {
    yield* reportCharts(cluster);
    yield* reportHubs(cluster);
    yield* reportDefaultHubs(cluster);
    yield* reportDownloads(cluster);
  },
});

/** An install with its place in the cluster document. */
interface Member {
  readonly index: number;
  readonly install: Install;
  /** The name of the charts or images that come from there. */
  readonly what: string;
  /** The address of its charts or images, and its pointer. */
  readonly address: string;
  /** The rest of the written text after the address. */
  readonly rest?: string;
  readonly at: string;
}

function* reportCharts({ installs }: ClusterDocument): Generator<Violation> {
  const members = installs.flatMap((install, index): Member[] => {
    const address = install.repository;
    return address !== null && retiredCharts.has(address)
      ? [{ index, install, what: nameComponent(install), address, at: `/installs/${index}/repository` }]
      : [];
  });
  for (const group of groupMembers(members)) {
    const [lead, isMissing] = chooseLead(group);
    const staying = retiredCharts.get(lead.address) ?? "";
    yield {
      at: lead.at,
      severity: isMissing ? "error" : "warning",
      message: isMissing
        ? `${lead.what} ${lead.install.version} was never published at \`${lead.address}\`; the chart must come from \`${staying}\``
        : `Istio's charts come from \`${lead.address}\`, which is to be removed in December 2026${group.some(isUnpinned) ? ` and stays at ${newestRetired}` : ""}; they must come from \`${staying}\``,
      remedy: writeChartRemedy(lead.install, staying),
      related: relateMembers(group, lead, "is installed from the same address"),
      fix: proposeReplacement(`Take charts from \`${staying}\``, group, staying),
    };
  }
}

function* reportHubs({ installs }: ClusterDocument): Generator<Violation> {
  for (const group of groupMembers(installs.flatMap(listHubMembers))) {
    const [lead, isMissing] = chooseLead(group);
    const staying = retiredHubs.get(lead.address) ?? "";
    yield {
      at: lead.at,
      severity: isMissing ? "error" : "warning",
      message: isMissing
        ? `Images of ${lead.what} are not at \`${lead.address}\`, where none of ${lead.install.version} were published; the hub must be \`${staying}\` or a cache of it`
        : `Images of ${lead.what} come from \`${lead.address}\`, which is to be removed in December 2026; the hub must be \`${staying}\` or a cache of it`,
      remedy: `Write \`${staying}\`, or the address of a pull-through cache of it, in place of \`${lead.address}\`.`,
      related: relateMembers(group, lead, "takes its images from the same hub"),
      fix: proposeReplacement(`Take images from \`${staying}\``, group, staying),
    };
  }
}

/** Lists the retired hubs of an install. Injected proxies use `global.hub`, even if istiod's own image comes from elsewhere. */
function listHubMembers(install: Install, index: number): Member[] {
  const found = listHubs(install).filter(({ hub }) => hub !== null && retiredHubs.has(hub));
  const injected = /^(istiod|ambient)$/.test(install.component) ? findInjectedHub(install) : undefined;
  if (injected && found.length === 0 && retiredHubs.has(injected.hub ?? "")) found.push(injected);
  return found.map(({ hub, image, what, pointer }) => ({
    index,
    install,
    what,
    address: hub ?? "",
    rest: image,
    at: `/installs/${index}${pointer}`,
  }));
}

/** Lists the hubs of an install. Parts of the umbrella chart have separate hubs; if one line sets several, the chart is named. */
function listHubs(install: Install) {
  if (install.component !== "ambient") return [{ what: nameComponent(install), hub: install.hub, image: "", pointer: "/hub" }];
  const parts = findPartHubs(install);
  const isShared = ({ pointer }: { readonly pointer: string }) => parts.filter((part) => part.pointer === pointer).length > 1;
  const told = parts.map((part) => (isShared(part) ? { ...part, what: nameComponent(install) } : part));
  return told.filter((part, index) => told.findIndex(({ pointer }) => pointer === part.pointer) === index);
}

function* reportDefaultHubs({ installs }: ClusterDocument): Generator<Violation> {
  const hub = "registry.istio.io/release";
  const members = installs.flatMap((install, index): Member[] =>
    takesDefaultHub(install)
      ? [{ index, install, what: namePartWithoutHub(install), address: hub, at: pointToMissingHub(install, index) }]
      : [],
  );
  const [lead] = members;
  if (!lead) return;
  const changed = members.filter(({ install: { tool, component } }) => tool === "helm" || component === "istiod");
  yield {
    at: lead.at,
    severity: "warning",
    message: `No hub is set for ${lead.what} ${lead.install.version}, whose default is \`${hub}\`; that registry is to be removed in December 2026, so the hub must be \`docker.io/istio\` or a cache of it`,
    remedy: writeHubRemedy(lead.install),
    related: relateMembers(members, lead, "has no hub either"),
    fix: {
      title: "Set `global.hub: docker.io/istio`",
      safe: false,
      changes: changed.map(({ index }) => ({ install: index, set: { "global.hub": "docker.io/istio" } })),
    },
  };
}

/** Names the part of the umbrella chart without a hub, if the other parts have one. */
function namePartWithoutHub(install: Install): string {
  const parts = install.component === "ambient" ? findPartHubs(install) : [];
  const [only, ...others] = parts.filter(({ hub }) => hub === null);
  return only && others.length === 0 && parts.length > 1 ? only.what : nameComponent(install);
}

function pointToMissingHub({ hub }: Install, index: number): string {
  return hub === null ? `/installs/${index}/hub` : `/installs/${index}`;
}

const runsImages = new Set(["istiod", "cni", "ztunnel", "ambient"]);

/**
 * Checks for published charts of 1.30 without a hub. A mirror may have changed the default, and a vendor's release has its own
 * default.
 */
function takesDefaultHub(install: Install): boolean {
  const { component, tool, form, version, hub, unknown, renderError, effectiveReason } = install;
  if (!runsImages.has(component) || form === "helm-values" || renderError || effectiveReason !== null) return false;
  if (component === "ambient" ? findPartHubs(install).every((part) => part.hub !== null) : hub !== null || unknown.includes("/hub"))
    return false;
  if (install.versionAssumed || unknown.includes("/version")) return false;
  const isPublished = tool === "istioctl" || (tool === "helm" && ownRepositories.has(install.repository ?? ""));
  return isPublished && /^\d+\.\d+\.\d+$/.test(version ?? "") && isInRange(version, ">=1.30.0 <1.31.0");
}

const ownRepositories = new Set([...retiredCharts.keys(), ...retiredCharts.values()]);

/** Reports each script once, even if several clusters share it and download different releases. */
function* reportDownloads({ evidence }: ClusterDocument): Generator<Violation> {
  for (const [address, staying] of retiredDownloads) {
    const found = [...evidence.entries()].filter(([, { fact }]) => fact === `istio-download=${address}`);
    for (const file of new Set(found.map(([, piece]) => piece.file))) {
      const pointers = found.filter(([, piece]) => piece.file === file).map(([index]) => `/evidence/${index}`);
      const [first, ...others] = pointers;
      if (first === undefined) continue;
      yield {
        at: first,
        severity: "note",
        message: `A release of Istio is downloaded from \`${address}\`, which is to be removed in December 2026; it must come from \`${staying}\``,
        remedy: `Write \`${staying}\` in place of \`${address}\`.`,
        related: others.map((at) => ({ at, message: "another release is downloaded from there" })),
        fix: { title: `Download from \`${staying}\``, changes: pointers.map((replace) => ({ replace, was: address, with: staying })) },
      };
    }
  }
}

function groupMembers(members: readonly Member[]): (readonly [Member, ...Member[]])[] {
  const groups = new Map<string, [Member, ...Member[]]>();
  for (const member of members) {
    const group = groups.get(member.address);
    if (group) group.push(member);
    else groups.set(member.address, [member]);
  }
  return [...groups.values()];
}

/** Chooses the install to report: one that certainly fails, if there is one. */
function chooseLead(group: readonly [Member, ...Member[]]): readonly [Member, boolean] {
  const missing = group.find(({ install }) => isKnownVersion(install) && isInRange(install.version, ">=1.31.0"));
  return missing ? [missing, true] : [group[0], false];
}

function isKnownVersion({ versionAssumed, unknown }: Install): boolean {
  return !versionAssumed && !unknown.includes("/version");
}

function isUnpinned({ install: { versionAssumed, unknown } }: Member): boolean {
  return versionAssumed && !unknown.includes("/version");
}

/** Lists the other places of the address; for the same line, the other installs. */
function relateMembers(group: readonly Member[], lead: Member, what: string) {
  const lineOf = ({ install, at }: Member) => {
    if (at.includes("/values/")) return at;
    const origin = install.origins[at.endsWith("/repository") ? "repository" : "hub"];
    return `${origin?.file}:${origin?.line}`;
  };
  const others = group.filter((member) => member !== lead);
  return others.map((member) => ({
    at: lineOf(member) === lineOf(lead) ? `/installs/${member.index}` : member.at,
    message: `${member.what} ${what}`,
  }));
}

function proposeReplacement(title: string, group: readonly Member[], staying: string) {
  return { title, changes: group.map(({ at, address, rest = "" }) => ({ replace: at, was: address + rest, with: staying + rest })) };
}

function writeChartRemedy({ form }: Install, staying: string): string {
  const write = `Write \`${staying}\` in place of the address.`;
  if (form === "umbrella-chart") return `${write} Then run \`helm dependency update\`, which renews \`Chart.lock\`.`;
  if (form === "helm-cli" && staying.startsWith("https://")) {
    return `${write} Where the repository was added before, \`helm repo add\` needs \`--force-update\`.`;
  }
  return form.startsWith("argocd-") ? `${write} An AppProject that limits \`sourceRepos\` must list it, too.` : write;
}

function writeHubRemedy({ tool, form }: Install): string {
  const cache = "or the address of a pull-through cache of it";
  if (form === "istio-operator") return `Set \`spec.hub: docker.io/istio\`, ${cache}.`;
  if (tool === "istioctl") return `Add \`--set hub=docker.io/istio\`, ${cache}.`;
  if (form === "helm-cli") return `Add \`--set global.hub=docker.io/istio\` to each of the charts, ${cache}.`;
  return `Set \`global.hub: docker.io/istio\` in the values of each of the charts, ${cache}.`;
}

const names: Readonly<Record<string, string>> = {
  base: "the base chart",
  cni: "istio-cni",
  gateway: "the gateway",
  ambient: "the ambient chart",
};

function nameComponent({ component }: Install): string {
  return names[component] ?? component;
}
