import { definePolicy, type Proposal, type Resource } from "../src/policy/define.ts";

const port = 15008;

export default definePolicy({
  id: "hbone-port",
  title: "Admit port 15008 in network policies of ambient pods",
  severity: "warning",
  ambient: true,
  description:
    "Between pods of an ambient mesh, traffic travels through a tunnel to TCP port 15008 of the receiving pod, whatever port the application listens on. A NetworkPolicy that only admits the application's port drops the tunnel: callers in the mesh get connection timeouts, while callers outside it still work.",
  remedy: "Add `- port: 15008` with `protocol: TCP` to the policy's ingress ports, beside the application's own.",
  links: [
    "https://istio.io/latest/docs/ambient/usage/networkpolicy/",
    "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
  ],
  *check({ resources }) {
    const enrolled = new Set(resources.filter(isAmbientNamespace).map(({ name }) => name));
    const policies = [...resources.entries()].filter(([, { kind }]) => kind === "NetworkPolicy");
    for (const [index, resource] of policies) {
      if (!enrolled.has(resource.namespace ?? "") && podMode(resource) !== "ambient") continue;
      if (!admitsOnlyOtherPorts(resource) || podMode(resource) === "none") continue;
      // Policies add up: another one may admit the tunnel to the same pods.
      const others = policies.filter(([, other]) => other !== resource && other.namespace === resource.namespace);
      if (others.some(([, other]) => rulesOf(other).some(admitsTunnel))) continue;
      yield {
        at: `/resources/${index}/object/spec/ingress`,
        fix: tunnelFix(index, resource),
        message: `NetworkPolicy \`${resource.name}\` admits traffic to ambient pods of \`${resource.namespace}\`, but not on TCP port \`${port}\`, which carries it`,
      };
    }
  },
});

/** Each rule that names ports gets the tunnel's beside them. */
function tunnelFix(index: number, resource: Resource): Proposal {
  const rules = [...rulesOf(resource).keys()];
  const changes = rules.map((rule) => ({
    append: `/resources/${index}/object/spec/ingress/${rule}/ports`,
    item: { port, protocol: "TCP" },
  }));
  return { title: `Admit TCP port ${port}`, changes };
}

interface Rule {
  readonly ports?: readonly Port[] | null;
}

interface Port {
  readonly port?: unknown;
  readonly endPort?: unknown;
  readonly protocol?: unknown;
}

function isAmbientNamespace({ kind, object }: Resource): boolean {
  return kind === "Namespace" && record(record(object.metadata).labels)["istio.io/dataplane-mode"] === "ambient";
}

/** Admits something, and never the tunnel: a policy that denies everything means to. */
function admitsOnlyOtherPorts(resource: Resource): boolean {
  const rules = rulesOf(resource);
  return rules.length > 0 && !rules.some(admitsTunnel);
}

function admitsTunnel({ ports }: Rule): boolean {
  if (!Array.isArray(ports) || ports.length === 0) return true;
  return ports.some(({ port: first, endPort, protocol }: Port) => {
    if ((protocol ?? "TCP") !== "TCP") return false;
    if (typeof first !== "number") return first === undefined;
    return first === port || (typeof endPort === "number" && first <= port && port <= endPort);
  });
}

/** Pods that are chosen by a label which takes them into the mesh, whatever their namespace, or out of it. */
function podMode({ object }: Resource): unknown {
  return record(record(record(object.spec).podSelector).matchLabels)["istio.io/dataplane-mode"];
}

function rulesOf({ object }: Resource): readonly Rule[] {
  const { ingress, policyTypes } = record(object.spec);
  if (Array.isArray(policyTypes) && !policyTypes.includes("Ingress")) return [];
  return Array.isArray(ingress) ? ingress.map((rule) => record(rule) as Rule) : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
