import { commandLines } from "../regions.mjs";
import { rewritten } from "../text.mjs";

/** Changes how clusters are created: modes, drivers, versions and arguments that rules check. */
export function* nodeMutations(world) {
  const facts = world.clusters.flatMap((cluster) => cluster.evidence.map((evidence) => ({ cluster, evidence })));
  for (const fact of facts) yield* factMutations(world, fact);
  for (const cluster of world.clusters) yield* enforcingMode(world, cluster);
}

function* factMutations(world, { cluster, evidence }) {
  for (const change of changes) {
    const [, value] = change.fact.exec(evidence.fact ?? "") ?? [];
    const edit = value === undefined ? undefined : written(world.lines(evidence.file), evidence, change, value);
    const site = { file: evidence.file, line: evidence.line, column: evidence.column };
    if (edit) yield { kind: change.kind, site, edit, expect: change.expect(cluster, evidence) };
  }
}

/** Finds the first place in the command, or in the lines below the evidence, that contains the words of the fact. */
function written(lines, { line }, { pattern, replacement }, value) {
  const [first, last] = commandLines(lines, line);
  for (let each = first; each <= Math.max(last, line + 12) && each <= lines.length; each++) {
    const text = lines[each - 1];
    const wanted = pattern(value);
    if (wanted.test(text)) return rewritten(lines, each, () => text.replace(wanted, replacement));
  }
  return undefined;
}

const changes = [
  {
    kind: "Traefik left on",
    fact: /^(k3d-traefik)=off$/,
    pattern: () => /\s*--k3s-arg[= ]+["']?--disable=traefik\S*/,
    replacement: "",
    expect: traefik,
  },
];

function traefik({ platform, installs }) {
  if (platform !== "k3d") return { silence: "not k3d" };
  const ingress = installs.filter(({ component, release, namespace, values }) => {
    return (
      component === "gateway" &&
      !/egress|east-?west/.test(`${release} ${namespace}`) &&
      (values?.service?.type ?? "LoadBalancer") === "LoadBalancer" &&
      !values?.service?.ports
    );
  });
  return ingress.length > 0 ? { rules: ["k3d-traefik"], installs: ingress } : { silence: "no ingress gateway on the usual ports" };
}

const mode = /(POD_SECURITY_GROUP_ENFORCING_MODE["']?\s*[:=]\s*\\?["']?)standard\b/;

/** Changes the mode of pod security groups, wherever it is set for the VPC CNI. */
function* enforcingMode(world, cluster) {
  const installs = cluster.installs.filter(({ component }) => component === "aws-vpc-cni");
  const facts = cluster.evidence.filter(({ fact }) => fact?.startsWith("pod-security-group-enforcing-mode="));
  for (const file of new Set([...installs, ...facts].map((reader) => reader.file))) {
    const lines = world.lines(file);
    for (const [index, text] of lines.entries()) {
      const line = named(lines, index) ?? (mode.test(text) ? index + 1 : undefined);
      if (line === undefined) continue;
      const edit = rewritten(lines, line, (whole) =>
        whole.replace(mode, "$1strict").replace(/^(\s*value\s*[:=]\s*["']?)standard/, "$1strict"),
      );
      yield { kind: "enforcing mode set to strict", site: { file, line, column: 1 }, edit, expect: strict(cluster) };
    }
  }
}

/** Finds a name on one line with its value on the next. */
function named(lines, index) {
  return /POD_SECURITY_GROUP_ENFORCING_MODE["']?\s*$/.test(lines[index]) && /value\s*[:=]\s*["']?standard/.test(lines[index + 1] ?? "")
    ? index + 2
    : undefined;
}

function strict({ platform, ambient, installs, evidence }) {
  if (platform !== "eks" || ambient !== true) return { silence: "not ambient on EKS" };
  const isOn =
    evidence.some(({ fact }) => fact === "enable-pod-eni=true") ||
    installs.some(({ effective }) => String(effective?.enablePodEni) === "true");
  if (!isOn) return { silence: "pod ENI is off" };
  return { rules: ["eks-pod-eni-enforcing-mode"], installs: installs.filter(({ component }) => component === "aws-vpc-cni") };
}
