import type { Command } from "../syntax/shell/script.ts";
import { defineDetector, type Finder, type Stretch, type UnplacedEvidence } from "./finder.ts";
import { locateCommandOption, matchCommands, readKnownText, readLiteral } from "./shell-finders.ts";
import { matchTerraformText } from "./terraform-finders.ts";
import { matchYamlText } from "./yaml-finders.ts";

const project = "kubernetes-sigs/gateway-api";
const version = "v?(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(?:-[a-z]{1,10}\\.\\d{1,3})?)";

/** Addresses of a release's CRDs, as a release file or as a directory of the sources. https://gateway-api.sigs.k8s.io/guides/ */
const addresses: readonly RegExp[] = [
  new RegExp(`${project}/releases/download/${version}/(standard|experimental)-install\\.yaml`, "g"),
  new RegExp(`${project}(?:\\.git)?(?://|/)config/crd(/experimental|/standard)?/?\\?(?:[a-z]+=[^&\\s"']*&)?ref=${version}`, "g"),
  new RegExp(`${project}/${version}/config/crd/(standard|experimental)/`, "g"),
];

/** An address whose release is known only when the script runs. */
const openAddress = new RegExp(`${project}(?:/releases/download/|(?:\\.git)?(?://|/)config/crd[\\w/]{0,20}\\?ref=)`);

/** Reads the release of an address and the channel of its CRDs. */
function listUnplaced([, first = "", second = ""]: readonly string[]): UnplacedEvidence[] {
  const [release, channel] = /^\d/.test(first) ? [first, second] : [second, first.slice(1) || "standard"];
  return release === "" ? [] : buildGatewayApiFacts(release, channel);
}

function buildGatewayApiFacts(release: string, channel: string): UnplacedEvidence[] {
  const message = `the ${channel} CRDs of Gateway API ${release} are installed here`;
  return [
    { fact: `gateway-api=${release}`, strength: "strong", message },
    { fact: `gateway-api-channel=${channel}`, strength: "strong", message: `the channel of these CRDs is ${channel}` },
  ];
}

const unknown: UnplacedEvidence = {
  fact: "gateway-api=unknown",
  strength: "strong",
  message: "the Gateway API's release is known only when this runs",
};

const appliers = new Set(["kubectl", "oc", "curl", "wget", "kustomize"]);

const ofCommands: Finder = matchCommands([project], function* (found) {
  if (!appliers.has(found.program) || isRemoval(found)) return;
  for (const word of found.args) {
    const matches = addresses.flatMap((address) => [...readLiteral(word).matchAll(address)]);
    const unplaced = matches.flatMap((match) => listUnplaced(match));
    const open = unplaced.length === 0 && openAddress.test(readKnownText(word)) ? [unknown] : unplaced;
    for (const each of open) yield { ...each, place: locateCommandOption(word, found) };
  }
});

function isRemoval({ args, pipedInto }: Command): boolean {
  return args.some((word) => readLiteral(word) === "delete") || /\b(kubectl|oc) delete\b/.test(pipedInto ?? "");
}

/** Finds addresses in `resources` of a kustomization, `extraManifests` of Talos, `url` of an HTTP data source. */
function* findGatewayAddresses(content: string, isMeant: (before: string) => boolean = () => true): Generator<Stretch> {
  for (const address of addresses) {
    for (const match of content.matchAll(address)) {
      const before = content.slice(content.lastIndexOf("\n", match.index) + 1, match.index);
      if (!isMeant(before)) continue;
      for (const evidence of listUnplaced(match))
        yield { evidence, start: match.index - measureAddressStart(before), end: match.index + match[0].length };
    }
  }
}

function measureAddressStart(before: string): number {
  return /\S*$/.exec(before)?.[0].replace(/^["']/, "").length ?? 0;
}

/** Checks whether an address is a YAML value by itself; other lines are commands, which are read separately. */
function isValue(before: string): boolean {
  return /^[ \t]*(?:- )?(?:[\w.-]+:[ \t]*)?["']?(?:git::)?(?:https:\/\/)?(?:raw\.githubusercontent|github)\.com\/$/.test(before);
}

/** Reads the annotations on each CRD of the bundle. */
function* readCrdAnnotations(content: string): Generator<Stretch> {
  if (!/^kind:[ \t]*["']?CustomResourceDefinition\b/m.test(content)) return;
  const said = new Set<string>();
  const release = new RegExp(`gateway\\.networking\\.k8s\\.io/bundle-version["']?:[ \\t]*["']?${version}`, "g");
  for (const match of content.matchAll(release)) {
    const around = content.slice(Math.max(0, match.index - 500), match.index + 500);
    const channel = /gateway\.networking\.k8s\.io\/channel["']?:[ \t]*["']?(standard|experimental)/.exec(around)?.[1];
    const key = `${match[1]} ${channel}`;
    if (channel === undefined || said.has(key)) continue;
    said.add(key);
    for (const evidence of buildGatewayApiFacts(match[1] ?? "", channel))
      yield { evidence, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }
}

/** Finds Argo CD Applications that deploy a directory of the project's sources. */
function* findGatewayApplications(content: string): Generator<Stretch> {
  const pattern = new RegExp(`^[ \\t-]*repoURL:[ \\t]*["']?https://github\\.com/${project}(?:\\.git)?["']?[ \\t]*$`, "gm");
  for (const match of content.matchAll(pattern)) {
    const around = readLinesAround(content, match.index);
    const release = new RegExp(`^[ \\t-]*targetRevision:[ \\t]*["']?${version}["']?[ \\t]*$`, "m").exec(around)?.[1];
    const path = /^[ \t-]*path:[ \t]*["']?(?:\.\/)?config\/crd(\/experimental|\/standard)?\/?["']?[ \t]*$/m.exec(around);
    if (!release || !path) continue;
    const found = buildGatewayApiFacts(release, path[1]?.slice(1) ?? "standard");
    for (const evidence of found) yield { evidence, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }
}

/** Finds Flux sources: the GitRepository specifies the release, and the path of a Kustomization the channel. */
function* findFluxSources(content: string): Generator<Stretch> {
  const url = new RegExp(`^[ \\t]*url:[ \\t]*["']?(?:https|ssh)://(?:git@)?github\\.com/${project}(?:\\.git)?["']?[ \\t]*$`, "m").exec(
    content,
  );
  const tag = url && new RegExp(`^[ \\t]*tag:[ \\t]*["']?${version}["']?[ \\t]*$`, "m").exec(readLinesAround(content, url.index))?.[1];
  const [evidence] = tag ? buildGatewayApiFacts(tag, "chosen") : [];
  if (url && evidence)
    yield {
      evidence: { ...evidence, message: `Gateway API ${tag} is fetched here` },
      start: url.index + url[0].search(/\S/),
      end: url.index + url[0].length,
    };
}

function* findFluxPaths(content: string): Generator<Stretch> {
  const pattern = /^[ \t]*path:[ \t]*["']?(?:\.\/)?config\/crd(\/experimental|\/standard)?\/?["']?[ \t]*$/gm;
  for (const match of content.matchAll(pattern)) {
    const around = readLinesAround(content, match.index);
    if (!/^apiVersion:[ \t]*["']?kustomize\.toolkit\.fluxcd\.io\//m.test(around) || !/^[ \t]*name:[^\n]*gateway-api/m.test(around))
      continue;
    const [, evidence] = buildGatewayApiFacts("", match[1]?.slice(1) ?? "standard");
    if (evidence) yield { evidence, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }
}

/** The lines of a document around an offset, a few in each direction. */
function readLinesAround(content: string, at: number): string {
  const before = content.slice(Math.max(0, at - 600), at);
  const after = content.slice(at, at + 600);
  return before.slice(before.lastIndexOf("\n---") + 1) + after.split("\n---")[0];
}

/** Detects the Gateway API CRDs of a cluster: their release and channel. */
export default defineDetector("gateway-api", [
  ofCommands,
  matchYamlText([project], function* (content) {
    yield* findGatewayAddresses(content, isValue);
    yield* findGatewayApplications(content);
    yield* findFluxSources(content);
  }),
  matchYamlText(["config/crd"], findFluxPaths),
  matchYamlText(["gateway.networking.k8s.io/bundle-version"], readCrdAnnotations),
  matchTerraformText([project], (content) => findGatewayAddresses(content)),
]);
