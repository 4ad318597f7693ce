import type { FoundEvidence } from "../model/cluster.ts";
import { type FactName, type Facts, factKeys } from "../model/facts.ts";
import type { Place } from "../model/location.ts";

/** Reads the distinct values that files give for a fact; undefined if they do not agree. */
type Read = (values: readonly string[]) => string | boolean | readonly string[] | undefined;

const text: Read = ([value, ...others]) => (others.length === 0 ? value : undefined);

const truths: Readonly<Record<string, boolean>> = { true: true, on: true, false: false, off: false };

const truth: Read = ([value = "", ...others]) => (others.length === 0 ? truths[value] : undefined);

const list: Read = (values) => values;

/** Comma-separated names. */
const names: Read = (values) => [...new Set(values.flatMap((value) => value.split(",")))].filter((name) => name !== "");

/** The parts of a version that all files agree on, at least major and minor: `1.33` for `1.33.1` and `1.33.4`. */
const version: Read = (values) => {
  const [first = [], ...others] = values.map((value) => value.split("."));
  const differing = first.findIndex((step, index) => others.some((other) => other[index] !== step));
  const agreed = first.slice(0, differing === -1 ? first.length : differing);
  return agreed.length < 2 ? undefined : agreed.join(".");
};

const readers: Readonly<Partial<Record<FactName, Read>>> = {
  ...{
    kubernetesVersion: version,
    podSecurityExempt: names,
    multusConfDirs: list,
    nodeTaints: list,
    fargateNamespaces: names,
    istioDownloads: list,
  },
  ...{ k3dTraefik: truth, gkeAutopilot: truth, enablePodEni: truth, tcpEarlyDemuxDisabled: truth, nodeIpv6: truth },
  ...{ routingViaHost: truth, privateNodes: truth, firewallRules: truth, multus: truth },
};

/** Builds the facts of a cluster from its evidence. */
export function buildFacts(evidence: readonly FoundEvidence[]): Facts {
  const found: Record<string, string | boolean | readonly string[]> = {};
  const unknown: string[] = [];
  for (const [name, values] of collectValues(evidence)) {
    const value = values.has("unknown") ? undefined : (readers[name] ?? text)([...values]);
    if (value === undefined) unknown.push(name);
    else found[name] = value;
  }
  return { ...found, unknown };
}

/** Finds the place of each fact: the first line that states it. */
export function locateFacts(evidence: readonly FoundEvidence[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const piece of evidence) {
    const said = parseFact(piece);
    const pointer = `/facts/${said?.name}`;
    if (said && !places.has(pointer)) places.set(pointer, piece.place);
  }
  return places;
}

function collectValues(evidence: readonly FoundEvidence[]): ReadonlyMap<FactName, Set<string>> {
  const found = new Map<FactName, Set<string>>();
  for (const piece of evidence) {
    const said = parseFact(piece);
    if (said) found.set(said.name, (found.get(said.name) ?? new Set()).add(said.value));
  }
  return found;
}

const factNames: ReadonlyMap<string, FactName> = new Map(Object.entries(factKeys).map(([name, key]) => [key, name as FactName]));

/** Reads the fact of a piece of evidence; weak evidence is ignored. */
function parseFact({ fact, strength }: FoundEvidence): { readonly name: FactName; readonly value: string } | undefined {
  const [, key = "", value = ""] = /^([a-z0-9-]+)=(.*)$/s.exec(fact ?? "") ?? [];
  const name = strength === "weak" ? undefined : factNames.get(key);
  return name && { name, value };
}
