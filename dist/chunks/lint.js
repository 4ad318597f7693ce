import {
  edited
} from "./apply-2.js";
import {
  detectors,
  flagValue,
  isOpen,
  joinPath,
  nearestName,
  noBaseline,
  readArguments,
  readBaseline,
  readConfiguration,
  scriptDirectory,
  shownPath,
  textOfWord,
  valueFlags,
  withBaseline
} from "./apply.js";
import {
  clip
} from "./escape.js";
import {
  evaluate
} from "./evaluate.js";
import {
  blockText,
  globSet,
  innerText,
  isBelow,
  leadsOut,
  locate,
  matchesGlob,
  outwardLinks,
  placeIn,
  readYaml,
  realPath,
  require_dist,
  resolvePlain,
  templated,
  valueMark,
  wholeText
} from "./glob.js";
import {
  platforms
} from "./cluster.js";
import {
  definePolicy
} from "./define.js";
import {
  policyFromJson
} from "./schema.js";
import {
  at,
  entriesAt,
  escapePointer,
  isPlace,
  itemsAt,
  placeAt,
  plain,
  referenceAt,
  scalarsIn,
  stringAt,
  textOf,
  unescapePointer,
  unknownPointers
} from "./cursor.js";
import {
  UsageError
} from "./usage-error.js";
import {
  valueAt
} from "./value-at.js";
import {
  isInRange
} from "./version-range.js";
import {
  isSince,
  isVersion,
  matchesVersions,
  minorOf,
  minors,
  possibleVersions,
  resolveVersion
} from "./versions.js";
import {
  memory,
  once,
  remembered
} from "./remembered.js";
import {
  __toESM
} from "./runtime.js";

// policies/ambient-profile.ts
var ambient_profile_default = definePolicy({
  id: "ambient-profile",
  title: "Turn ambient on in both istiod and istio-cni",
  severity: "error",
  ambient: true,
  description: "Ambient mode needs three parts that agree: istiod with `PILOT_ENABLE_AMBIENT`, istio-cni with `ambient.enabled`, and ztunnel. The profile `ambient` sets both switches, on each chart it is given to, and on no other. Without it on istiod, ztunnel never becomes ready: its log repeats `XDS client connection error \u2026 ztunnel requires PILOT_ENABLE_AMBIENT=true`. Without it on istio-cni, everything runs, but pods of namespaces labelled `istio.io/dataplane-mode: ambient` stay outside the mesh: their traffic is neither encrypted nor authorised.",
  remedy: "Set `profile: ambient` on the charts of istiod and of istio-cni (with istioctl, `--set profile=ambient`).",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/ambient/install/helm/",
    "https://github.com/istio/istio/issues/52937"
  ],
  *check({ installs }) {
    const usual = isUsualInValuesFiles(installs);
    const wishes = wishesOf(installs);
    for (const component of ["istiod", "cni"]) {
      const all2 = [...installs.entries()].filter(([, install2]) => install2.component === component);
      if (all2.some(([, install2]) => install2.effective?.ambient === true || isUndecided(install2, usual))) continue;
      for (const [index, install2] of all2) {
        const wish = wishes.find(({ at: at2 }) => !at2.startsWith(`/installs/${index}/`));
        const violation2 = violationOf(install2, `/installs/${index}`, wish);
        if (violation2) yield violation2;
      }
    }
  }
});
function isUndecided(install2, saysProfileInValuesFiles) {
  const { effective, profile, unknown: unknown4, values } = install2;
  if (effective?.ambient === void 0 || effective.ambient === null || unknown4.includes("/effective/ambient")) return true;
  if (profile === "remote" || valueAt(values, ["istiodRemote", "enabled"]) === true) return true;
  if (install2.tool === "rendered") return !isWholeManifest(install2);
  return install2.form === "helm-values" && !saysProfileInValuesFiles;
}
function isWholeManifest({ component, effective, version, versionAssumed }) {
  return component === "cni" || effective?.platform !== void 0 && !versionAssumed && isInRange(version, ">=1.22");
}
function isUsualInValuesFiles(installs) {
  return installs.some(({ form, profile }) => form === "helm-values" && profile === "ambient");
}
function violationOf(install2, at2, wish) {
  if (install2.effective?.ambient !== false) return void 0;
  const cause = causeOf(install2);
  if (!wish && cause?.isDeliberate) return void 0;
  const name = install2.component === "cni" ? "istio-cni" : "istiod";
  return {
    at: `${at2}/${cause ? cause.path.join("/") : missingAt(install2)}`,
    message: `${name} is installed without ambient${wish ? `, but ${wish.message}` : ""}${cause ? `: ${cause.text}` : ""}`,
    remedy: cause?.remedy ?? remedyOf(install2),
    fix: fixOf(install2, at2, cause),
    ...wish && { related: [wish] }
  };
}
function missingAt(install2) {
  return takesProfile(install2) || install2.tool === "sail" ? "profile" : "effective/ambient";
}
function takesProfile({ tool, version }) {
  return tool === "helm" && isInRange(version, ">=1.21");
}
function fixOf(judged, at2, cause) {
  const install2 = Number(at2.slice("/installs/".length));
  if (cause?.change) return { title: cause.remedy.replace(/\.$/, ""), changes: [cause.change(install2)] };
  if (judged.tool === "sail") {
    return { title: "Set `profile: ambient`", changes: [{ replace: `${at2}/profile`, was: "default", with: "ambient" }] };
  }
  if (!takesProfile(judged)) return null;
  return { title: "Set `profile: ambient`", changes: [{ install: install2, set: { profile: "ambient" } }] };
}
function wishesOf(installs) {
  const ztunnel = installs.findIndex(({ component }) => component === "ztunnel");
  if (ztunnel !== -1) return [{ at: `/installs/${ztunnel}/profile`, message: "ztunnel is installed on the same cluster" }];
  const having = [...installs.entries()].filter(([, { effective, profile }]) => effective?.ambient === true || profile === "ambient");
  return having.slice(0, 2).map(([index, { component }]) => {
    return { at: `/installs/${index}/profile`, message: `${component === "cni" ? "istio-cni" : component} has it on the same cluster` };
  });
}
function causeOf(install2) {
  const { values, version, profile, component } = install2;
  const emptied = component === "cni" && [["cni"], ["cni", "ambient"]].find((path) => valueAt(values, path) === null);
  if (emptied) return nullCause(emptied);
  const variable2 = isInRange(version, "<1.22") ? "PILOT_ENABLE_AMBIENT_CONTROLLERS" : "PILOT_ENABLE_AMBIENT";
  const nested2 = component === "cni" ? ["cni", "ambient", "enabled"] : ["pilot", "env", variable2];
  const flat = nested2.slice(1);
  for (const path of [nested2, flat]) {
    const cause = switchCause(path, nested2, valueAt(values, path));
    if (cause) return cause;
  }
  if (profile !== null && profile !== "ambient") return profileCause(profile, install2);
  const misplaced = profile === null ? [["global", "profile"], ["values", "profile"], ["profile"]].find(isAmbientAt(values)) : void 0;
  return misplaced && misplacedCause(misplaced, install2);
}
function isAmbientAt(values) {
  return (path) => valueAt(values, path) === "ambient";
}
function nullCause(path) {
  const key = path.join(".");
  return {
    path: ["values", ...path],
    text: `\`${key}: null\` drops what the profile sets below \`${key}\``,
    remedy: `Remove \`${key}: null\`.`,
    change: (install2) => ({ remove: `/installs/${install2}/values/${path.join("/")}` })
  };
}
function switchCause(path, nested2, value) {
  if (value === void 0 || value === null || value === "") return void 0;
  const key = path.join(".");
  const below2 = { path: ["values", ...path] };
  if (String(value) !== "true") {
    const text2 = `\`${key}\` is \`${String(value).slice(0, 40)}\``;
    const on = path.includes("env") ? "true" : true;
    const change2 = (install2) => ({ install: install2, set: { [key]: on } });
    return { ...below2, text: text2, remedy: `Remove \`${key}\`, or set it to \`true\`.`, change: change2, isDeliberate: true };
  }
  if (path === nested2) return void 0;
  return { ...below2, text: `this chart does not read \`${key}\``, remedy: `Write \`${nested2.join(".")}: "true"\` in place of it.` };
}
function profileCause(profile, install2) {
  return { path: ["profile"], text: `profile \`${profile}\` does not turn it on`, remedy: remedyOf(install2) };
}
function misplacedCause(path, install2) {
  const text2 = `this chart does not read \`${path.join(".")}: ambient\``;
  return { path: ["values", ...path], text: text2, remedy: remedyOf(install2) };
}
function remedyOf({ component, tool, version, form }) {
  if (isInRange(version, "<1.21") && tool === "helm") {
    return component === "cni" ? "Set `cni.ambient.enabled: true`." : 'Set `pilot.env.PILOT_ENABLE_AMBIENT_CONTROLLERS: "true"`.';
  }
  if (tool === "istioctl") return "Use `--set profile=ambient` (in an IstioOperator, `spec.profile: ambient`).";
  if (tool === "sail") return "Set `spec.profile: ambient`.";
  if (tool === "rendered") return "Render the chart with `profile: ambient`.";
  return form === "helm-cli" ? "Add `--set profile=ambient`." : "Set `profile: ambient` in these values.";
}

// policies/calico-ebpf.ts
var calico_ebpf_default = definePolicy({
  id: "calico-ebpf",
  title: "Run Calico's eBPF dataplane from 3.29 on under ambient",
  severity: "error",
  ambient: true,
  description: "Before 3.29, Calico's eBPF dataplane drops the answers to the kubelet's health probes, whose source Istio rewrites to 169.254.7.127. Readiness probes of pods that join the mesh fail, although no NetworkPolicy forbids them.",
  remedy: "Upgrade Calico to 3.29 or later, or use its iptables or nftables dataplane (`linuxDataplane: Iptables`).",
  links: [
    "https://docs.tigera.io/calico/latest/operations/ebpf/enabling-ebpf",
    "https://github.com/istio/istio/issues/52765",
    "https://github.com/projectcalico/calico/issues/9157"
  ],
  *check(cluster) {
    const version = calicoVersion(cluster);
    const dataplane = ebpfPointer(cluster);
    if (version === void 0 || dataplane === void 0 || !isInRange(version.text, "<3.29")) return;
    yield {
      at: dataplane,
      message: `Calico ${version.text} runs its eBPF dataplane, under which health probes of ambient pods fail before 3.29`,
      related: [{ at: version.at, message: `Calico ${version.text} is installed here` }]
    };
  }
});
function calicoVersion({ installs, evidence }) {
  const index = installs.findIndex(({ component, version }) => component === "calico" && version !== null);
  const written4 = installs[index]?.version;
  if (written4) return { text: written4.replace(/^v/, ""), at: `/installs/${index}/version` };
  const proof = evidence.findIndex(({ fact }) => fact?.startsWith("calico-version="));
  const told = evidence[proof]?.fact?.slice("calico-version=".length);
  return told === void 0 ? void 0 : { text: told, at: `/evidence/${proof}` };
}
function ebpfPointer({ installs, resources }) {
  const chart2 = installs.findIndex(({ component, values }) => component === "calico" && dataplaneOf(record(values).installation) === "BPF");
  if (chart2 !== -1) return `/installs/${chart2}/values/installation/calicoNetwork/linuxDataplane`;
  const felixOfChart = installs.findIndex(turnsFelixOn);
  if (felixOfChart !== -1) return `/installs/${felixOfChart}/values/defaultFelixConfiguration/bpfEnabled`;
  const operator2 = resources.findIndex(({ kind, object }) => kind === "Installation" && dataplaneOf(object.spec) === "BPF");
  if (operator2 !== -1) return `/resources/${operator2}/object/spec/calicoNetwork/linuxDataplane`;
  const felix = resources.findIndex(({ kind, object }) => kind === "FelixConfiguration" && record(object.spec).bpfEnabled === true);
  return felix === -1 ? void 0 : `/resources/${felix}/object/spec/bpfEnabled`;
}
function turnsFelixOn({ component, version, values }) {
  const felix = record(record(values).defaultFelixConfiguration);
  return component === "calico" && isInRange(version?.replace(/^v/, "") ?? null, ">=3.28") && felix.enabled === true && felix.bpfEnabled === true;
}
function dataplaneOf(installation) {
  return record(record(installation).calicoNetwork).linuxDataplane;
}
function record(value) {
  return typeof value === "object" && value !== null ? value : {};
}

// policies/cilium-bpf-masquerade.json
var cilium_bpf_masquerade_default = {
  $schema: "../schemas/policy.schema.json",
  id: "cilium-bpf-masquerade",
  title: "Leave Cilium's BPF masquerading off under ambient",
  severity: "error",
  ambient: true,
  subject: "installs",
  where: { properties: { component: { const: "cilium" }, effective: { type: "object" } } },
  require: { properties: { effective: { properties: { bpfMasquerade: { const: false } } } } },
  message: "Cilium's `bpf.masquerade` is `{{/effective/bpfMasquerade}}`: health probes of ambient pods fail; it must be `false`",
  remedy: 'Set `bpf.masquerade: false` in Cilium\'s values or leave it out (in the ConfigMap `cilium-config`, `enable-bpf-masquerade: "false"`). Cilium then masquerades by iptables.',
  description: "Istio marks the kubelet's health probes by the link-local source address 169.254.7.127. With BPF masquerading Cilium does not return the answers to that address, so liveness and readiness probes of ambient pods time out (`context deadline exceeded`) and the pods end in CrashLoopBackOff as soon as their namespace joins the mesh.",
  links: ["https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium", "https://github.com/istio/istio/issues/52208"],
  fix: { set: { "bpf.masquerade": false } }
};

// policies/cilium-cni-exclusive.json
var cilium_cni_exclusive_default = {
  $schema: "../schemas/policy.schema.json",
  id: "cilium-cni-exclusive",
  title: "Let Cilium share the CNI configuration: cni.exclusive false",
  severity: "error",
  ambient: true,
  subject: "installs",
  where: { properties: { component: { const: "cilium" }, effective: { type: "object" } } },
  require: { properties: { effective: { properties: { cniExclusive: { const: false } } } } },
  message: "Cilium's `cni.exclusive` is `{{/effective/cniExclusive}}`: Cilium removes istio-cni from the nodes; it must be `false`",
  remedy: 'Set `cni.exclusive: false` in Cilium\'s values (`--set cni.exclusive=false`; in the ConfigMap `cilium-config`, `cni-exclusive: "false"`), then restart the cilium pods.',
  description: "By default Cilium renames every other CNI configuration on the node and rewrites its own whenever it changes, which takes out the istio-cni entry again and again. istio-cni and Cilium then fight over the file: pods of ambient namespaces start outside the mesh, so their traffic is neither encrypted nor authorised, or `istio-cni-node` never becomes ready.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium",
    "https://docs.cilium.io/en/stable/network/servicemesh/istio/",
    "https://github.com/istio/istio/issues/44198"
  ],
  fix: { set: { "cni.exclusive": false } }
};

// policies/cilium-host-probes.ts
var probeSources = { ipv4: "169.254.7.127/32", ipv6: "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128" };
var cilium_host_probes_default = definePolicy({
  id: "cilium-host-probes",
  title: "Admit health probes where a policy denies by default under Cilium",
  severity: "error",
  ambient: true,
  description: "Cilium exempts the kubelet's health probes from network policies by their source, the node. In ambient mode Istio gives these probes the source 169.254.7.127, which Cilium does not know, so every policy that denies by default drops them. Pods of the mesh that were healthy become unready and restart as soon as the policy or the mesh reaches them; nothing is wrong with the application.",
  remedy: "Apply a CiliumClusterwideNetworkPolicy with `endpointSelector: {}`, `enableDefaultDeny: {egress: false, ingress: false}` and `ingress: [{fromCIDR: [169.254.7.127/32]}]`. With IPv6, add `fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128`.",
  links: ["https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium", "https://github.com/istio/istio/issues/49277"],
  *check(cluster) {
    if (!runsCilium(cluster)) return;
    const namespaces2 = ambientNamespaces(cluster.resources);
    const admitted = new Set(cluster.resources.flatMap((resource) => admittedFamilies(resource, namespaces2)));
    const families = familiesOf(cluster);
    const missing3 = families ? families.filter((family) => !admitted.has(family)) : admitted.size > 0 ? [] : ["ipv4"];
    if (missing3.length === 0) return;
    const open3 = new Set([...namespaces2].filter((namespace) => admitsAll(missing3, namespace, cluster.resources)));
    const denying = [...cluster.resources.entries()].filter(
      ([, resource]) => deniesAmbient(resource, namespaces2) && !isOpen2(resource, namespaces2, open3)
    );
    const [first, ...others] = denying;
    if (!first) return;
    const [index, { kind, name }] = first;
    const sources = missing3.map((family) => probeSources[family]);
    const idle = [...(cluster.undeployed ?? []).entries()].find(([, resource]) => isFor(missing3, resource));
    yield {
      at: `/resources/${index}/object/metadata/name`,
      message: `${kind} \`${name}\` denies by default, and no CiliumClusterwideNetworkPolicy admits health probes from ${sources.map((source2) => `\`${source2}\``).join(" and ")}${idle ? `; one exists in \`${idle[1].file}\`, and nothing deploys it` : ""}`,
      ...admitted.size > 0 ? onlyAnotherFamily(families) : void 0,
      ...idle && { remedy: deployIt(idle[1]) },
      ...admitted.size === 0 && !idle && {
        fix: {
          title: "Admit the probes' address",
          safe: false,
          changes: [{ add: probesPolicy(sources), beside: `/resources/${index}` }]
        }
      },
      related: [
        ...idle ? [{ at: `/undeployed/${idle[0]}`, message: "this policy admits the probes, and nothing deploys it" }] : [],
        ...others.map(([other]) => ({ at: `/resources/${other}/object/metadata/name`, message: "this policy denies by default, too" }))
      ]
    };
  }
});
function isFor(missing3, resource) {
  const admitted = admittedFamilies(resource, /* @__PURE__ */ new Set());
  return missing3.every((family) => admitted.includes(family));
}
function deployIt({ file }) {
  return `List \`${file}\` (or its directory) in a kustomization that this cluster deploys.`;
}
function probesPolicy(sources) {
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumClusterwideNetworkPolicy",
    metadata: { name: "allow-ambient-hostprobes" },
    spec: {
      description: "Admits the kubelet's health probes of ambient pods, whose source Istio rewrites to this address",
      enableDefaultDeny: { egress: false, ingress: false },
      endpointSelector: {},
      ingress: [{ fromCIDR: sources }]
    }
  };
}
function onlyAnotherFamily(families) {
  const remedy = `Add the address to the CiliumClusterwideNetworkPolicy that admits the other one.`;
  return families?.length === 2 ? { severity: "warning", remedy } : { remedy };
}
function familiesOf({ installs, evidence }) {
  const facts = new Set(evidence.flatMap(({ fact, strength }) => strength === "strong" && fact?.startsWith("ip-family=") ? fact : []));
  if (facts.size === 1) return facts.has("ip-family=ipv6") ? ["ipv6"] : ["ipv4", "ipv6"];
  const values = installs.filter(({ component }) => component === "cilium").map((install2) => record2(install2.values));
  if (!values.some(({ ipv6 }) => record2(ipv6).enabled === true)) return void 0;
  return values.some(({ ipv4 }) => record2(ipv4).enabled === false) ? ["ipv6"] : ["ipv4", "ipv6"];
}
function runsCilium({ installs, evidence }) {
  return installs.some(({ component }) => component === "cilium") || evidence.some(({ cni, strength }) => cni === "cilium" && strength !== "weak");
}
function ambientNamespaces(resources) {
  const enrolled = resources.filter(({ kind, object }) => {
    const labels = record2(record2(object.metadata).labels);
    return kind === "Namespace" && labels["istio.io/dataplane-mode"] === "ambient";
  });
  return new Set(enrolled.map(({ name }) => name));
}
function deniesAmbient(resource, namespaces2) {
  if (resource.kind === "CiliumClusterwideNetworkPolicy")
    return rulesOf(resource).some((rule) => deniesAll(rule) && !leavesMeshOut(rule.endpointSelector, namespaces2));
  if (resource.namespace === null || !namespaces2.has(resource.namespace)) return false;
  if (resource.kind === "CiliumNetworkPolicy") return rulesOf(resource).some(deniesAll);
  return resource.kind === "NetworkPolicy" && deniesAllIngress(record2(resource.object.spec));
}
function deniesAllIngress({ podSelector, policyTypes, ingress }) {
  const isForIngress = policyTypes === void 0 || Array.isArray(policyTypes) && policyTypes.includes("Ingress");
  return isForIngress && isForAll(podSelector) && (ingress === void 0 || ingress === null || Array.isArray(ingress) && ingress.length === 0);
}
function deniesAll({ endpointSelector, ingress, ingressDeny, enableDefaultDeny }) {
  const isDenying = record2(enableDefaultDeny).ingress;
  if (isDenying === false || !selectsEverything(endpointSelector)) return false;
  const rules = Array.isArray(ingress) ? ingress : [];
  const denies = Array.isArray(ingressDeny) && ingressDeny.length > 0;
  return rules.length === 0 ? isDenying === true || denies : rules.every(isEmpty);
}
function selectsEverything(selector) {
  if (isForAll(selector)) return true;
  const { matchLabels, matchExpressions } = record2(selector);
  const terms = Array.isArray(matchExpressions) ? matchExpressions : [];
  return (matchLabels === void 0 || isEmpty(matchLabels)) && terms.length > 0 && terms.every((term) => record2(term).operator === "NotIn");
}
function leavesMeshOut(selector, namespaces2) {
  const { matchExpressions } = record2(selector);
  const terms = Array.isArray(matchExpressions) ? matchExpressions : [];
  return terms.some((term) => {
    const { key, operator: operator2, values } = record2(term);
    if (operator2 !== "NotIn" || typeof key !== "string" || !Array.isArray(values)) return false;
    if (/(^|[:./])istio\.io\/dataplane-mode$/.test(key)) return values.includes("ambient");
    return namespaceLabel.test(key) && namespaces2.size > 0 && [...namespaces2].every((namespace) => values.includes(namespace));
  });
}
function admitsAll(missing3, namespace, resources) {
  const admitted = new Set(resources.flatMap((resource) => resource.namespace === namespace ? familiesWithin(resource) : []));
  return missing3.every((family) => admitted.has(family));
}
function familiesWithin(resource) {
  if (resource.kind === "CiliumNetworkPolicy") return ingressFamilies(rulesOf(resource).filter((rule) => isForAll(rule.endpointSelector)));
  const { podSelector, ingress } = record2(resource.object.spec);
  if (resource.kind !== "NetworkPolicy" || !isForAll(podSelector) || !Array.isArray(ingress)) return [];
  return ingress.flatMap((rule) => peersOf(record2(rule)).flatMap(probeFamilies));
}
function peersOf({ from }) {
  if (from === void 0 || from === null) return ["all"];
  return Array.isArray(from) ? sourcesOf({ fromCIDRSet: from.map((peer) => record2(record2(peer).ipBlock)) }) : [];
}
function isOpen2({ namespace }, namespaces2, open3) {
  return namespace === null ? namespaces2.size > 0 && open3.size === namespaces2.size : open3.has(namespace);
}
function admittedFamilies(resource, namespaces2) {
  if (resource.kind !== "CiliumClusterwideNetworkPolicy") return [];
  return ingressFamilies(rulesOf(resource).filter(({ endpointSelector }) => !isForOthers(endpointSelector, namespaces2)));
}
function isForOthers(selector, namespaces2) {
  return Object.entries(record2(record2(selector).matchLabels)).some(([key, value]) => {
    return namespaceLabel.test(key) && namespaces2.size > 0 && typeof value === "string" && !namespaces2.has(value);
  });
}
var namespaceLabel = /^(k8s:|any:)?io\.kubernetes\.pod\.namespace$/;
function ingressFamilies(rules) {
  const admitting2 = rules.flatMap(({ ingress }) => Array.isArray(ingress) ? ingress : []);
  return admitting2.flatMap((rule) => sourcesOf(record2(rule)).flatMap(probeFamilies));
}
function sourcesOf({ fromCIDR, fromCIDRSet, fromEntities }) {
  const sets = Array.isArray(fromCIDRSet) ? fromCIDRSet.map(record2).flatMap((set) => excepts(set) ? [] : [set.cidr]) : [];
  return [...Array.isArray(fromCIDR) ? fromCIDR : [], ...sets, ...Array.isArray(fromEntities) ? fromEntities : []];
}
function excepts({ except }) {
  return Array.isArray(except) && except.some((range) => probeFamilies(range).length > 0);
}
function probeFamilies(source2) {
  if (typeof source2 !== "string") return [];
  if (source2 === "all" || source2 === "world") return ["ipv4", "ipv6"];
  if (source2 === "world-ipv4" || holdsProbes(source2)) return ["ipv4"];
  return source2 === "world-ipv6" || holdsProbes6(source2) ? ["ipv6"] : [];
}
function holdsProbes(range) {
  const [, a, b, c, d, bits] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(range) ?? [];
  if (a === void 0) return false;
  const size = 2 ** (32 - Math.min(32, Number(bits ?? 32)));
  return Math.floor(numberOf(a, b, c, d) / size) === Math.floor(numberOf(169, 254, 7, 127) / size);
}
function holdsProbes6(range) {
  const [address = "", bits = "128"] = range.split("/");
  const [groups, probe] = [groupsOf(address), groupsOf("fd16:9254:7127:1337:ffff:ffff:ffff:ffff")];
  if (!groups || !probe || !/^\d{1,3}$/.test(bits)) return false;
  const digits = (list) => list.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
  return digits(groups).slice(0, Number(bits)) === digits(probe).slice(0, Number(bits));
}
function groupsOf(address) {
  const [before = "", after] = address.split("::");
  const [first, last3] = [before, after ?? ""].map((text2) => text2 === "" ? [] : text2.split(":"));
  const zeros = after === void 0 ? 0 : 8 - first.length - last3.length;
  const groups = [...first, ...Array(Math.max(0, zeros)).fill("0"), ...last3];
  return groups.length === 8 && groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups : void 0;
}
function numberOf(a, b, c, d) {
  return ((Number(a) * 256 + Number(b)) * 256 + Number(c)) * 256 + Number(d);
}
function rulesOf({ object }) {
  const list = Array.isArray(object.specs) ? object.specs : [];
  return [object.spec, ...list].filter((spec) => typeof spec === "object" && spec !== null).map(record2);
}
function record2(value) {
  return typeof value === "object" && value !== null ? value : {};
}
function isForAll(selector) {
  return typeof selector === "object" && selector !== null && Object.values(selector).every(isEmpty);
}
function isEmpty(value) {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

// policies/cilium-socket-lb.json
var cilium_socket_lb_default = {
  $schema: "../schemas/policy.schema.json",
  id: "cilium-socket-lb",
  title: "Keep Cilium's socket load balancing out of pods",
  severity: "warning",
  ambient: true,
  subject: "installs",
  where: {
    properties: {
      component: { const: "cilium" },
      effective: {
        type: "object",
        properties: { kubeProxyReplacement: { enum: ["true", "strict"] } },
        required: ["kubeProxyReplacement"]
      }
    }
  },
  require: { properties: { effective: { properties: { socketLbHostNamespaceOnly: { const: true } } } } },
  message: "Cilium replaces kube-proxy and `socketLB.hostNamespaceOnly` is `{{/effective/socketLbHostNamespaceOnly}}`: calls to Services pass ztunnel by; it must be `true`",
  remedy: 'Set `socketLB.hostNamespaceOnly: true` in Cilium\'s values (in the ConfigMap `cilium-config`, `bpf-lb-sock-hostns-only: "true"`).',
  description: "Where Cilium replaces kube-proxy, it translates the address of a Service to one of a pod inside the caller's socket. Ztunnel then sees a call to a pod and not to a Service: waypoints, and all policies and routes for the Service, are passed by without an error.",
  links: [
    "https://docs.cilium.io/en/stable/network/servicemesh/istio/",
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium"
  ],
  fix: { set: { "socketLB.hostNamespaceOnly": true } }
};

// policies/eks-pod-eni-enforcing-mode.ts
var eks_pod_eni_enforcing_mode_default = definePolicy({
  id: "eks-pod-eni-enforcing-mode",
  title: "Run pod security groups in standard mode on EKS",
  severity: "error",
  platforms: ["eks"],
  ambient: true,
  description: "Istio gives the kubelet's health probes a link-local source address. With `ENABLE_POD_ENI=true`, pods that a SecurityGroupPolicy selects sit behind a branch network interface, and in the mode `strict`, the default, the VPC CNI sends all their traffic through the VPC, which drops link-local packets. Liveness and readiness probes of these pods time out once they join the mesh, and they end in CrashLoopBackOff. A rule in the security group does not help. From Istio 1.28.7, 1.29.3 and 1.30.0 the node agent routes the probes itself where `DISABLE_TCP_EARLY_DEMUX=true` is set on the VPC CNI.",
  remedy: "Set `POD_SECURITY_GROUP_ENFORCING_MODE=standard` on the VPC CNI (`kubectl set env daemonset aws-node -n kube-system POD_SECURITY_GROUP_ENFORCING_MODE=standard`, or `env` in the add-on's configuration values), and replace the pods.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#amazon-elastic-kubernetes-service-eks",
    "https://github.com/istio/istio/issues/53105",
    "https://github.com/aws/amazon-vpc-cni-k8s/issues/3557",
    "https://github.com/istio/istio/pull/59778"
  ],
  *check(cluster) {
    const podEni = settings(cluster, "enablePodEni", "enable-pod-eni");
    const modes = settings(cluster, "enforcingMode", "pod-security-group-enforcing-mode");
    const on = podEni.find(({ value }) => value === "true");
    if (!on || modes.some(({ value }) => value !== "strict")) return;
    yield violation(cluster, on, modes[0]);
  }
});
function settings(cluster, name, fact) {
  const found2 = [];
  for (const [index, { component, effective, unknown: unknown4, origins }] of cluster.installs.entries()) {
    if (component !== "aws-vpc-cni" || origins[name]?.by.startsWith("chart default")) continue;
    const at2 = `/installs/${index}/effective/${name}`;
    const value = effective?.[name] ?? null;
    if (unknown4.includes(`/effective/${name}`)) found2.push({ value: null, at: at2 });
    else if (value !== null && value !== "") found2.push({ value: String(value), at: at2 });
  }
  for (const [index, evidence] of cluster.evidence.entries()) {
    if (evidence.fact?.startsWith(`${fact}=`)) found2.push({ value: evidence.fact.slice(fact.length + 1), at: `/evidence/${index}` });
  }
  return found2;
}
function violation(cluster, on, mode) {
  const policies2 = [...cluster.resources.entries()].filter(([, { kind }]) => kind === "SecurityGroupPolicy");
  const selected = policies2.slice(0, 3).map(([index]) => ({ at: `/resources/${index}`, message: "this policy gives pods a security group" }));
  const fix = fixOf2(cluster, on);
  const state = mode ? "is `strict`" : "is not set, which means `strict`";
  return {
    at: (mode ?? on).at,
    message: `Pod ENI is on and \`POD_SECURITY_GROUP_ENFORCING_MODE\` ${state}: probes of ambient pods fail; it must be \`standard\``,
    related: [...selected, ...mode ? [{ at: on.at, message: "pod ENI is turned on here" }] : []],
    severity: severityOf(cluster, policies2.length > 0),
    ...fix && { fix }
  };
}
function fixOf2({ installs }, on) {
  const install2 = Number(/^\/installs\/(\d+)/.exec(on.at)?.[1]);
  if (installs[install2]?.tool !== "helm") return void 0;
  const set = { "env.POD_SECURITY_GROUP_ENFORCING_MODE": "standard" };
  return { title: "Set `POD_SECURITY_GROUP_ENFORCING_MODE: standard`", changes: [{ install: install2, set }] };
}
function severityOf(cluster, hasPolicy) {
  const agents = cluster.installs.filter(({ component }) => component === "cni" || component === "ambient");
  const routesProbes = agents.length > 0 && agents.every(({ version }) => fixed.some((range) => isInRange(version, range)));
  if (routesProbes && isEarlyDemuxDisabled(cluster)) return "note";
  return hasPolicy ? "error" : "warning";
}
function isEarlyDemuxDisabled({ installs, evidence }) {
  if (evidence.some(({ fact }) => fact === "tcp-early-demux-disabled=true")) return true;
  return installs.some(({ component, values }) => {
    const { init } = values;
    return component === "aws-vpc-cni" && String(init?.env?.DISABLE_TCP_EARLY_DEMUX) === "true";
  });
}
var fixed = [">=1.28.7 <1.29", ">=1.29.3 <1.30", ">=1.30"];

// policies/gke-autopilot.json
var gke_autopilot_default = {
  $schema: "../schemas/policy.schema.json",
  id: "gke-autopilot",
  title: "Install ambient on GKE Standard, not on Autopilot",
  severity: "error",
  platforms: ["gke"],
  subject: "cluster",
  where: {
    properties: {
      evidence: {
        contains: { properties: { fact: { const: "gke-autopilot=true" } } },
        not: { contains: { properties: { fact: { const: "gke-autopilot=false" } } } }
      }
    }
  },
  require: {
    properties: {
      installs: {
        if: { contains: { properties: { component: { enum: ["cni", "ambient"] } } } },
        then: { items: { properties: { component: { not: { enum: ["cni", "ambient"] } } } } },
        else: { items: { properties: { component: { not: { const: "ztunnel" } } } } }
      }
    }
  },
  message: "Istio's `{{value}}` is installed on a GKE Autopilot cluster, which refuses its DaemonSet",
  remedy: "Use a GKE Standard cluster for ambient. On Autopilot, run Istio with sidecars and without istio-cni, in a cluster that allows `NET_ADMIN` (`--workload-policies=allow-net-admin`).",
  description: "Autopilot admits neither the capabilities nor the host directories that istio-cni and ztunnel need: GKE Warden refuses their DaemonSets (`[denied by autogke-no-write-mode-hostpath] hostPath volume cni-bin-dir in container install-cni is accessed in write mode; disallowed in Autopilot`). Ambient cannot run without them. Where clusters of both kinds are created, nothing is said, because the mesh may be for the other one.",
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/gke/",
    "https://github.com/istio/istio/issues/57356",
    "https://github.com/istio/istio.io/pull/16266"
  ]
};

// policies/gke-cni-bin-dir.ts
var binDir = "/home/kubernetes/bin";
var gke_cni_bin_dir_default = definePolicy({
  id: "gke-cni-bin-dir",
  title: "Set GKE's CNI directory where its version is not visible",
  severity: "error",
  platforms: ["gke"],
  description: 'With platform `gke`, the chart still looks for `-gke` in the version of the cluster before it uses `/home/kubernetes/bin`. `helm install` and Flux see that version. Argo CD, Kustomize and `helm template` without `--kube-version` do not, and Helm 3.19.0 to 3.21.4 and 4.0.0 to 4.0.5 cut `-gke` off what `--kube-version` says. istio-cni then copies its plugin to `/opt/cni/bin`, which is read-only on GKE and which nothing reads: `istio-cni-node` fails with `read-only file system`, or new pods stay in `ContainerCreating` with `failed to find plugin "istio-cni" in path [/home/kubernetes/bin]`. The platform sets `cni.cniBinDir` itself, to nothing, so a top-level `cniBinDir` loses.',
  remedy: "Set `cni.cniBinDir: /home/kubernetes/bin` beside the platform: nested below `cni`, where it wins over the platform.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://github.com/istio/istio/pull/58095",
    "https://github.com/helm/helm/issues/31423",
    "https://github.com/argoproj/argo-cd/issues/26330"
  ],
  *check(cluster) {
    for (const [index, install2] of cluster.installs.entries()) {
      const violation2 = violationOf2(install2, `/installs/${index}`);
      if (violation2) yield { ...violation2, fix: fixOf3(install2, index) };
    }
  }
});
function violationOf2(install2, at2) {
  const { component, platform: platform2, effective } = install2;
  const used = effective?.cniBinDir;
  if (component !== "cni" && component !== "ambient" || platform2 !== "gke" || !isPlatformWritten(install2)) return void 0;
  if (typeof used !== "string" || used.replace(/\/$/, "") === binDir) return void 0;
  const key = keyOf(install2);
  const loses = writtenAt(install2, key.flat);
  const wins = writtenAt(install2, key.nested);
  const remedy = `Set \`${install2.tool === "istioctl" ? "values." : ""}${key.nested.join(".")}: ${binDir}\`.`;
  if (wins)
    return { at: `${at2}/values/${key.nested.join("/")}`, message: `\`${wins}\` is set, but GKE reads plugins from \`${binDir}\``, remedy };
  if (loses) {
    return {
      at: `${at2}/values/${key.flat.join("/")}`,
      message: `\`${loses}\` loses to platform \`gke\`, which sets the nested key: istio-cni is installed into \`${used}\`, and GKE reads \`${binDir}\``,
      remedy: `Write \`${key.nested.join(".")}: ${binDir}\` in place of it: only the nested key wins over the platform.`
    };
  }
  return { at: `${at2}/effective/cniBinDir`, message: messageOf(install2, used), remedy };
}
function fixOf3(install2, index) {
  const { flat, nested: nested2 } = keyOf(install2);
  const loser = writtenAt(install2, flat) ? [{ remove: `/installs/${index}/values/${flat.join("/")}` }] : [];
  const key = nested2.join(".");
  return { title: `Set \`${key}: ${binDir}\``, changes: [...loser, { install: index, set: { [key]: binDir } }] };
}
function isPlatformWritten({ values }) {
  return [["global", "platform"], ["platform"], ["cni", "global", "platform"], ["cni", "platform"]].some(
    (path) => valueAt(values, path) === "gke"
  );
}
function keyOf({ component, tool }) {
  if (component === "ambient") return { flat: ["cni", "cniBinDir"], nested: ["cni", "cni", "cniBinDir"] };
  return tool === "istioctl" ? { flat: [], nested: ["cni", "cniBinDir"] } : { flat: ["cniBinDir"], nested: ["cni", "cniBinDir"] };
}
function writtenAt({ values }, path) {
  const written4 = path.length > 0 ? valueAt(values, path) : void 0;
  return typeof written4 === "string" && written4 !== "" ? `${path.join(".")}: ${written4}` : void 0;
}
var renderers = {
  "argocd-application": "Argo CD renders the chart",
  "argocd-applicationset": "Argo CD renders the chart",
  "kustomize-helmcharts": "Kustomize renders the chart",
  "helm-cli": "this command renders the chart",
  "istioctl-cli": "this command renders the charts"
};
function messageOf({ form }, used) {
  const renders = renderers[form] ?? "the chart is rendered";
  return `Platform \`gke\` is not enough where ${renders} without the cluster's \`-gke\` version: istio-cni is installed into \`${used}\`, and GKE reads \`${binDir}\``;
}

// policies/gke-critical-pods-quota.ts
var priorityClass = "system-node-critical";
var gke_critical_pods_quota_default = definePolicy({
  id: "gke-critical-pods-quota",
  title: "Give node-critical pods a quota outside kube-system on GKE",
  severity: "error",
  platforms: ["gke"],
  description: "GKE admits pods of the priority classes `system-node-critical` and `system-cluster-critical` only into namespaces with a ResourceQuota scoped to that class; by default only kube-system has one. istio-cni and ztunnel are node-critical. In any other namespace their DaemonSets stay at 0 pods with the event `Error creating: insufficient quota to match these scopes: [{PriorityClass In [system-node-critical system-cluster-critical]}]`. A quota without a priority-class scope does not count. From 1.26, both charts make the quota themselves where the platform is `gke`.",
  remedy: "Install into kube-system, or set `global.platform: gke` on this chart (1.26 and later make the quota), or add a ResourceQuota to the namespace whose `scopeSelector` is `{scopeName: PriorityClass, operator: In, values: [system-node-critical]}`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default",
    "https://github.com/cilium/cilium/issues/13852"
  ],
  *check(cluster) {
    const namespaces2 = /* @__PURE__ */ new Map();
    const admitted = /* @__PURE__ */ new Map();
    for (const [index, install2] of cluster.installs.entries()) {
      const namespace = needyNamespace(install2);
      if (namespace === void 0) continue;
      const isFine = admitted.get(namespace) ?? isAdmitted(cluster, namespace);
      admitted.set(namespace, isFine);
      if (isFine) continue;
      const indexes = namespaces2.get(namespace) ?? [];
      namespaces2.set(namespace, indexes);
      indexes.push(index);
    }
    for (const [namespace, indexes] of namespaces2) {
      const [first, ...others] = indexes.map((index) => ({ index, name: nameOf(cluster.installs[index]) }));
      if (!first) continue;
      const idle = undeployedQuota(cluster, namespace);
      yield {
        at: `/installs/${first.index}/effective/resourceQuota`,
        message: `${first.name} runs node-critical pods in \`${namespace}\`, where no quota admits \`${priorityClass}\`${idle ? `; one exists in \`${idle.file}\`, and nothing deploys it` : ""}`,
        ...idle ? { remedy: idle.remedy } : quotaFix(cluster, namespace, indexes),
        related: [
          ...idle?.related ?? [],
          ...others.map(({ index, name }) => ({
            at: `/installs/${index}/effective/resourceQuota`,
            message: `${name} needs the same quota`
          }))
        ]
      };
    }
  }
});
function quotaFix({ installs }, namespace, indexes) {
  const makeIt = indexes.every((index) => {
    const { tool, version, platform: platform2 } = installs[index];
    return tool === "helm" && platform2 !== "gke" && isInRange(version, ">=1.26");
  });
  const changes2 = makeIt ? indexes.map((install2) => ({ install: install2, set: { "global.platform": "gke" } })) : [{ add: quota(namespace), beside: `/installs/${indexes[0]}` }];
  return { fix: { title: makeIt ? "Set `global.platform: gke`" : `Add a ResourceQuota to \`${namespace}\``, safe: makeIt, changes: changes2 } };
}
function quota(namespace) {
  const scopeSelector = { matchExpressions: [{ operator: "In", scopeName: "PriorityClass", values: [priorityClass] }] };
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "gcp-critical-pods", namespace },
    spec: { hard: { pods: 1e3 }, scopeSelector }
  };
}
function nameOf(install2) {
  return install2?.component === "cni" ? "istio-cni" : "ztunnel";
}
function needyNamespace(install2) {
  const { component, effective, unknown: unknown4 } = install2;
  if (component !== "cni" && component !== "ztunnel" || effective === null) return void 0;
  const namespace = namespaceOf(install2);
  if (namespace === void 0 || namespace === "kube-system" || effective.priorityClassName !== priorityClass) return void 0;
  if (unknown4.includes("/effective/resourceQuota")) return void 0;
  return (effective.resourceQuota ?? null) === null ? namespace : void 0;
}
function namespaceOf({ effective, namespace, unknown: unknown4 }) {
  if (unknown4.includes("/namespace")) return void 0;
  const known15 = effective?.namespace ?? namespace;
  return typeof known15 === "string" && known15 !== "" ? known15 : void 0;
}
function isQuotaFor(namespace, resource) {
  return (resource.namespace ?? namespace) === namespace && admitsNodeCritical(resource);
}
function undeployedQuota({ undeployed = [] }, namespace) {
  const index = undeployed.findIndex((resource) => isQuotaFor(namespace, resource));
  const file = undeployed[index]?.file;
  if (file === void 0) return void 0;
  const remedy = `List \`${file}\` (or its directory) in a kustomization that this cluster deploys.`;
  return { file, remedy, related: [{ at: `/undeployed/${index}`, message: "this quota admits them, and nothing deploys it" }] };
}
function isAdmitted({ installs, resources }, namespace) {
  if (resources.some((resource) => isQuotaFor(namespace, resource))) return true;
  const hasQuota = resources.some(({ kind, ...resource }) => kind === "ResourceQuota" && (resource.namespace ?? namespace) === namespace);
  const hasPlatform = installs.some(({ platform: platform2 }) => platform2 === "gke");
  return installs.some((install2) => {
    if (namespaceOf(install2) !== namespace) return false;
    return bringsQuota(install2) || isOtherRules(install2) || hasPlatform && !hasQuota && lacksPlatform(install2);
  });
}
function bringsQuota({ effective, unknown: unknown4, renderError }) {
  return renderError !== null || unknown4.includes("/effective/resourceQuota") || effective !== null && (effective.resourceQuota ?? null) !== null;
}
function isOtherRules({ component, tool, version, platform: platform2, effective }) {
  const binDir5 = effective?.cniBinDir;
  if (component !== "cni" || tool !== "helm" || platform2 === "gke" || !isInRange(version, ">=1.26")) return false;
  return typeof binDir5 === "string" && binDir5.replace(/\/$/, "") !== "/home/kubernetes/bin";
}
function lacksPlatform({ component, tool, form, version, platform: platform2 }) {
  return component === "ztunnel" && tool === "helm" && form !== "helm-values" && platform2 === null && isInRange(version, ">=1.26");
}
function admitsNodeCritical({ kind, object }) {
  if (kind !== "ResourceQuota") return false;
  const spec = object.spec ?? {};
  if (Array.isArray(spec.scopes) && spec.scopes.includes("PriorityClass")) return true;
  const terms = spec.scopeSelector?.matchExpressions;
  return Array.isArray(terms) && terms.some((term) => selectsNodeCritical(term ?? {}));
}
function selectsNodeCritical({ scopeName, operator: operator2, values }) {
  if (scopeName !== "PriorityClass") return false;
  const names3 = Array.isArray(values) ? values : [];
  if (operator2 === "NotIn") return !names3.includes(priorityClass);
  return operator2 === "Exists" || names3.includes(priorityClass) || names3.includes(null);
}

// policies/gke-duplicate-quota.ts
var priorityClass2 = "system-node-critical";
var gke_duplicate_quota_default = definePolicy({
  id: "gke-duplicate-quota",
  title: "Leave the quota for node-critical pods to Istio's charts on GKE",
  severity: "note",
  platforms: ["gke"],
  description: "From 1.26, the charts of istio-cni and ztunnel make the ResourceQuota that GKE asks for where the platform is `gke`. A quota of one's own for the same namespace, as older instructions have it, is then a second one. Kubernetes counts each pod against both, and the smaller one limits: a cluster that grows beyond it has nodes without istio-cni or ztunnel, with the event `exceeded quota` on the DaemonSet.",
  remedy: "Remove the quota from the repository, or keep it and turn the charts' own off (`cni.resourceQuotas.enabled: false` on cni, `resourceQuotas.enabled: false` on ztunnel).",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://github.com/istio/istio/issues/56376",
    "https://github.com/istio/istio.io/pull/17118"
  ],
  *check(cluster) {
    const makers = makersOf(cluster);
    for (const [index, resource] of cluster.resources.entries()) {
      const [first, ...others] = isHandWritten(resource) && makers.get(resource.namespace ?? "") || [];
      if (!first) continue;
      yield {
        at: `/resources/${index}/object/metadata/name`,
        message: `ResourceQuota \`${resource.name}\` admits \`${priorityClass2}\` pods to \`${resource.namespace}\`, where ${first.maker} makes a quota for ${first.pods} of them itself`,
        related: [first, ...others].map(({ at: at2, maker }) => ({ at: at2, message: `${maker} makes its own quota` }))
      };
    }
  }
});
function makersOf({ installs }) {
  const makers = /* @__PURE__ */ new Map();
  for (const [index, install2] of installs.entries()) {
    const quota3 = quotaOf(install2);
    if (!quota3) continue;
    const maker = install2.component === "cni" ? "istio-cni's chart" : "ztunnel's chart";
    const known15 = makers.get(quota3.namespace) ?? [];
    makers.set(quota3.namespace, known15);
    if (known15.length < 4) known15.push({ at: `/installs/${index}/effective/resourceQuota`, maker, pods: quota3.pods });
  }
  return makers;
}
function quotaOf({ effective }) {
  const quota3 = effective?.resourceQuota ?? null;
  return typeof quota3 === "object" && quota3 !== null && "pods" in quota3 ? quota3 : void 0;
}
function isHandWritten({ kind, namespace, object }) {
  if (kind !== "ResourceQuota" || namespace === null) return false;
  const labels = record3(record3(object.metadata).labels);
  if (labels["helm.sh/chart"] !== void 0 || labels["app.kubernetes.io/managed-by"] === "Helm") return false;
  const { scopeSelector } = record3(object.spec);
  const terms = record3(scopeSelector).matchExpressions;
  return Array.isArray(terms) && terms.some((term) => namesNodeCritical(record3(term)));
}
function namesNodeCritical({ scopeName, operator: operator2, values }) {
  return scopeName === "PriorityClass" && operator2 === "In" && Array.isArray(values) && values.includes(priorityClass2);
}
function record3(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

// policies/gke-platform.ts
var binDir2 = "/home/kubernetes/bin";
var gke_platform_default = definePolicy({
  id: "gke-platform",
  title: "Install istio-cni with the platform gke",
  severity: "error",
  platforms: ["gke"],
  description: 'GKE loads CNI plugins from `/home/kubernetes/bin`, because `/opt/cni/bin` is read-only on its nodes. Charts of Istio 1.25 and later use that directory only where the platform is `gke`. Without it, istio-cni copies its plugin to a directory that nothing reads, or fails to with `read-only file system`; new pods stay in `ContainerCreating` with `failed to find plugin "istio-cni" in path [/home/kubernetes/bin]`. Up to 1.24 the chart finds out by itself where it is installed straight into the cluster, and `gke` is no known platform; istioctl finds out from 1.26.',
  remedy: "Set `global.platform: gke` (charts 1.25 and later), or `cni.cniBinDir: /home/kubernetes/bin`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://github.com/istio/istio/issues/55542",
    "https://github.com/istio/istio/issues/58094"
  ],
  *check(cluster) {
    const hasPlatform = cluster.installs.some(({ platform: platform2 }) => platform2 === "gke");
    for (const [index, install2] of cluster.installs.entries()) {
      const used = install2.effective?.cniBinDir;
      if (!isJudged(install2) || hasPlatform && isOtherRules2(install2) || typeof used !== "string" || used.replace(/\/$/, "") === binDir2)
        continue;
      yield {
        at: `/installs/${index}/effective/cniBinDir`,
        message: messageOf2(install2, used),
        remedy: remedyOf2(install2),
        fix: fixOf4(cluster, install2, index)
      };
    }
  }
});
function isJudged({ component, tool, platform: platform2 }) {
  return (component === "cni" || component === "ambient") && tool !== "sail" && platform2 !== "gke";
}
function isOtherRules2({ tool, form, version, unknown: unknown4, platform: platform2 }) {
  if (platform2 !== null || tool !== "helm" || form === "helm-values" || !isInRange(version, ">=1.25")) return false;
  return !unknown4.some((pointer) => /^\/values(\/global|\/platform)?/.test(pointer));
}
function messageOf2(install2, used) {
  const cause = `istio-cni is installed into \`${used}\` without platform \`gke\`; GKE reads plugins from \`${binDir2}\``;
  const namespace = install2.namespace;
  const makesQuota = install2.tool === "helm" && isInRange(install2.version, ">=1.26") && install2.effective?.resourceQuota === null;
  if (!makesQuota || namespace === null || namespace === "kube-system") return cause;
  return `${cause}. Nor does the chart make the quota that node-critical pods need in \`${namespace}\``;
}
function fixOf4({ installs }, install2, index) {
  if (install2.tool !== "helm") return null;
  const key = install2.component === "ambient" ? "cni.cni.cniBinDir" : "cni.cniBinDir";
  const written4 = [["cniBinDir"], ["cni", "cniBinDir"]].find((path) => typeof valueAt(install2.values, path) === "string");
  const set = { ...isInRange(install2.version, ">=1.25") && { "global.platform": "gke" } };
  const isOwn = written4 || renderedElsewhere.includes(install2.form) || !isInRange(install2.version, ">=1.25");
  const loser = written4 && written4.join(".") !== key ? [{ remove: `/installs/${index}/values/${written4.join("/")}` }] : [];
  const others = [...installs.entries()].filter(([, other]) => needsQuota(other)).map(([each2]) => ({ install: each2, set: { "global.platform": "gke" } }));
  const changes2 = [...loser, { install: index, set: { ...set, ...isOwn && { [key]: binDir2 } } }, ...others];
  return { title: isOwn ? `Set \`${key}: ${binDir2}\`` : "Set `global.platform: gke`", changes: changes2 };
}
function needsQuota({ component, tool, platform: platform2, namespace, version }) {
  return component === "ztunnel" && tool === "helm" && platform2 !== "gke" && namespace !== "kube-system" && isInRange(version, ">=1.26");
}
var renderedElsewhere = [
  "argocd-application",
  "argocd-applicationset",
  "kustomize-helmcharts",
  "kustomize-output",
  "rendered-manifest"
];
function remedyOf2({ component, form, tool, version }) {
  const root = tool === "istioctl" ? "values." : "";
  const directory3 = `\`${root}${component === "ambient" ? "cni.cni" : "cni"}.cniBinDir: ${binDir2}\``;
  if (isInRange(version, "<1.25")) return `Set ${directory3}. Charts before 1.25 know no platform \`gke\`.`;
  if (!renderedElsewhere.includes(form)) return `Set \`${root}global.platform: gke\`.`;
  return `Set \`${root}global.platform: gke\`, and ${directory3} beside it because the chart is rendered outside the cluster.`;
}

// policies/hbone-port.ts
var port = 15008;
var hbone_port_default = definePolicy({
  id: "hbone-port",
  title: "Admit port 15008 in network policies of ambient pods",
  severity: "warning",
  ambient: true,
  description: "Between pods of an ambient mesh, traffic travels through a tunnel to TCP port 15008 of the receiving pod, whatever port the application listens on. A NetworkPolicy that only admits the application's port drops the tunnel: callers in the mesh get connection timeouts, while callers outside it still work.",
  remedy: "Add `- port: 15008` with `protocol: TCP` to the policy's ingress ports, beside the application's own.",
  links: [
    "https://istio.io/latest/docs/ambient/usage/networkpolicy/",
    "https://kubernetes.io/docs/concepts/services-networking/network-policies/"
  ],
  *check({ resources }) {
    const enrolled = new Set(resources.filter(isAmbientNamespace).map(({ name }) => name));
    const policies2 = [...resources.entries()].filter(([, { kind }]) => kind === "NetworkPolicy");
    for (const [index, resource] of policies2) {
      if (!enrolled.has(resource.namespace ?? "") && podMode(resource) !== "ambient") continue;
      if (!admitsOnlyOtherPorts(resource) || podMode(resource) === "none") continue;
      const others = policies2.filter(([, other]) => other !== resource && other.namespace === resource.namespace);
      if (others.some(([, other]) => rulesOf2(other).some(admitsTunnel))) continue;
      yield {
        at: `/resources/${index}/object/spec/ingress`,
        fix: tunnelFix(index, resource),
        message: `NetworkPolicy \`${resource.name}\` admits traffic to ambient pods of \`${resource.namespace}\`, but not on TCP port \`${port}\`, which carries it`
      };
    }
  }
});
function tunnelFix(index, resource) {
  const rules = [...rulesOf2(resource).keys()];
  const changes2 = rules.map((rule) => ({
    append: `/resources/${index}/object/spec/ingress/${rule}/ports`,
    item: { port, protocol: "TCP" }
  }));
  return { title: `Admit TCP port ${port}`, changes: changes2 };
}
function isAmbientNamespace({ kind, object }) {
  return kind === "Namespace" && record4(record4(object.metadata).labels)["istio.io/dataplane-mode"] === "ambient";
}
function admitsOnlyOtherPorts(resource) {
  const rules = rulesOf2(resource);
  return rules.length > 0 && !rules.some(admitsTunnel);
}
function admitsTunnel({ ports }) {
  if (!Array.isArray(ports) || ports.length === 0) return true;
  return ports.some(({ port: first, endPort, protocol }) => {
    if ((protocol ?? "TCP") !== "TCP") return false;
    if (typeof first !== "number") return first === void 0;
    return first === port || typeof endPort === "number" && first <= port && port <= endPort;
  });
}
function podMode({ object }) {
  return record4(record4(record4(object.spec).podSelector).matchLabels)["istio.io/dataplane-mode"];
}
function rulesOf2({ object }) {
  const { ingress, policyTypes } = record4(object.spec);
  if (Array.isArray(policyTypes) && !policyTypes.includes("Ingress")) return [];
  return Array.isArray(ingress) ? ingress.map((rule) => record4(rule)) : [];
}
function record4(value) {
  return typeof value === "object" && value !== null ? value : {};
}

// policies/ineffective-value.ts
var ineffective_value_default = definePolicy({
  id: "ineffective-value",
  title: "Write values under the keys that the chart's version reads",
  severity: "warning",
  yields: true,
  description: "Helm says nothing about a value that no template reads: the install succeeds, and the setting stays at its default. Which keys are read differs by chart and version: istioctl's prefix `values.` means nothing to Helm; up to 1.23 the istio-cni chart reads `cni.cniBinDir` and not `cniBinDir`; 1.24 reads `global.platform` and not `platform`; the ambient umbrella chart hands `global` to its subcharts and not its own `platform`. It is an error where the cluster does not work without the setting: pods then stay in `ContainerCreating`, or outside the mesh.",
  remedy: "Write the value under the key that this version of the chart reads, or remove it.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/setup/additional-setup/customize-installation-helm/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/zzz_profile.yaml",
    "https://github.com/istio/istio/issues/55542"
  ],
  *check(cluster) {
    for (const [index, install2] of cluster.installs.entries()) {
      for (const [nth, ignored] of install2.ignored.entries()) {
        const effects = effectsOf(cluster, install2, ignored, `/installs/${index}`);
        yield {
          at: `/installs/${index}/ignored/${nth}`,
          message: `${written(ignored)} has no effect: ${ignored.reason}`,
          ...remedyOf3(ignored),
          severity: effects.length > 0 && isSure(cluster, ignored) ? "error" : "warning",
          effects,
          fix: fixOf5(install2, ignored, `/installs/${index}`, nth)
        };
      }
    }
  }
});
function written({ key, value }) {
  return value === null ? `\`${key}\`` : `\`${key}: ${shown(value)}\``;
}
function shown(value) {
  return String(value).slice(0, 200);
}
var platformsSince = new Map([
  ...["k3d", "k3s", "microk8s", "minikube", "openshift"].map((name) => [name, "1.24"]),
  ["gke", "1.25"]
]);
function remedyOf3({ key, value, instead }) {
  if (instead !== null && value !== null) return { remedy: `Write \`${instead}: ${shown(value)}\` in place of it.` };
  if (instead !== null) return { remedy: `Write it as \`${instead}\`.` };
  const since = /(^|\.)platform$/.test(key) ? platformsSince.get(value) : void 0;
  if (since === void 0) return {};
  return {
    remedy: `Remove it, and set the directories themselves (\`cni.cniBinDir\`, \`cni.cniConfDir\`, \`cni.cniNetnsDir\`): the charts know \`${shown(value)}\` from ${since}.`
  };
}
function fixOf5(install2, { key, pointer, value, instead }, at2, nth) {
  if (instead === null || value === null || pointer === null) return null;
  if (valueAt(install2.values, instead.split(".")) !== void 0) {
    return { title: `Remove \`${key}: ${shown(value)}\``, changes: [{ remove: `${at2}${pointer}` }] };
  }
  return { title: `Write \`${instead}: ${shown(value)}\``, changes: [{ move: `${at2}/ignored/${nth}`, to: instead }] };
}
var telling = {
  gke: ["cniBinDir", /^\/home\/kubernetes\/bin\/?$/],
  k3d: ["cniConfDir", /\/agent\/etc\/cni\/net\.d\/?$/],
  k3s: ["cniConfDir", /\/agent\/etc\/cni\/net\.d\/?$/],
  microk8s: ["cniConfDir", /^\/var\/snap\/microk8s\//],
  minikube: ["cniNetnsDir", /^\/var\/run\/docker\/netns\/?$/],
  openshift: ["cniBinDir", /^\/var\/lib\/cni\/bin\/?$/]
};
function effectsOf({ platform: platform2, ambient: ambient4 }, install2, ignored, at2) {
  const { key, value } = ignored;
  const { effective } = install2;
  if (isAmbientSwitch(ignored)) {
    const isMissed = ambient4 === true && effective?.ambient === false && isOn(value);
    return isMissed ? [`${at2}/effective/ambient`, `${at2}/profile`] : [];
  }
  if (platform2 === null) return [];
  const fails = failingDirectory(platform2, install2, ignored);
  if (fails !== void 0) return fails ? [`${at2}/platform`, ...directories.map((name) => `${at2}/effective/${name}`)] : [];
  const isQuota2 = platform2 === "gke" && key.endsWith("resourceQuotas.enabled") && isOn(value);
  if (isQuota2 && effective?.resourceQuota === null && install2.namespace !== "kube-system") return [`${at2}/effective/resourceQuota`];
  return platform2 === "openshift" && value === "openshift" && install2.platform === null && effective !== null ? [`${at2}/platform`] : [];
}
function failingDirectory(platform2, { effective }, ignored) {
  const [setting2 = "", right] = telling[platform2] ?? [];
  const used = effective?.[setting2];
  if (!right || typeof used !== "string" || right.test(used)) return void 0;
  const isPlatform = ignored.value === platform2 || platform2 === "k3d" && ignored.value === "k3s";
  return isPlatform || meantKeys(ignored).some((meant) => meant.endsWith(setting2)) && right.test(shown(ignored.value));
}
var directories = ["cniBinDir", "cniConfDir", "cniNetnsDir"];
function isAmbientSwitch(ignored) {
  return meantKeys(ignored).some((key) => /profile$/.test(key) || key.endsWith("PILOT_ENABLE_AMBIENT"));
}
function meantKeys({ key, instead }) {
  return instead === null ? [key] : [key, instead];
}
function isSure({ platformSource, platformStrength }, ignored) {
  return isAmbientSwitch(ignored) || platformStrength === "strong" || platformSource === "flag" || platformSource === "configuration";
}
function isOn(value) {
  return String(value) === "ambient" || String(value) === "true";
}

// policies/istioctl-known-value.ts
var istioctl_known_value_default = definePolicy({
  id: "istioctl-known-value",
  title: "Give istioctl only keys that it knows",
  severity: "error",
  description: "istioctl reads an IstioOperator strictly: a key that `spec` or `spec.values` does not have makes `istioctl install` end with `unknown field`, and nothing is installed. Its keys are not Helm's: chart values go below `values` (`--set values.global.platform=k3s`, where Helm has `--set global.platform=k3s`), the profile is `--set profile=ambient`, and some keys of the charts, such as `platform` at the top, exist for Helm only. What istioctl's own description leaves out can go below `spec.unvalidatedValues`.",
  remedy: "Write the key as istioctl has it, with chart values below `values`, or remove it.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/",
    "https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/validation/validation.go"
  ],
  *check({ installs }) {
    for (const [index, install2] of installs.entries()) {
      for (const [nth, rejected] of install2.rejected.entries()) {
        yield {
          at: `/installs/${index}/rejected/${nth}`,
          effects: effectsOf2(install2, rejected, `/installs/${index}`),
          message: `istioctl refuses ${written2(rejected)}: ${rejected.reason}`,
          ...rejected.instead !== null && { remedy: remedyOf4(rejected, rejected.instead) },
          fix: fixOf6(install2, rejected, `/installs/${index}`, nth)
        };
      }
    }
  }
});
function effectsOf2({ platform: platform2, effective }, { key, value, instead }, at2) {
  if (/(^|\.)profile$/.test(instead ?? key)) return [`${at2}/effective/ambient`];
  if (value === null || !/(^|\.)platform$/.test(key)) return [];
  if (platform2 !== null) return platform2 === value ? [`${at2}/values/platform`, `${at2}/effective/injectedPlatform`] : [];
  return Object.keys(effective ?? {}).map((setting2) => `${at2}/effective/${setting2}`);
}
function written2({ key, value }) {
  return value === null ? `\`${key}\`` : `\`${key}: ${shown2(value)}\``;
}
function shown2(value) {
  return String(value).slice(0, 200);
}
function remedyOf4({ value }, instead) {
  if (value === "openshift") return "Use the profile `openshift-ambient` (or `openshift` for sidecars) in place of it.";
  return value === null ? `Write it as \`${instead}\`.` : `Write \`${instead}: ${shown2(value)}\` in place of it.`;
}
function fixOf6(install2, { key, pointer, value, instead }, at2, nth) {
  if (instead === null || value === null) return null;
  if (instead === "profile" && install2.profile !== null) {
    const isSame3 = install2.profile === value && pointer !== null;
    return isSame3 ? { title: `Remove \`${key}: ${shown2(value)}\``, changes: [{ remove: `${at2}${pointer}` }] } : null;
  }
  if (value === "openshift") return null;
  return { title: `Write \`${instead}: ${shown2(value)}\``, changes: [{ move: `${at2}/rejected/${nth}`, to: instead }] };
}

// policies/k3d-cni-dirs.json
var k3d_cni_dirs_default = {
  $schema: "../schemas/policy.schema.json",
  id: "k3d-cni-dirs",
  title: "Install istio-cni into the directories that k3d's nodes read",
  severity: "error",
  platforms: ["k3d"],
  subject: "cluster",
  where: {
    properties: {
      installs: { items: { properties: { component: { not: { enum: ["cilium", "calico"] } } } } },
      evidence: {
        items: {
          properties: {
            cni: { enum: [null, "flannel"] },
            fact: { not: { enum: ["k3d-flannel=none", "k3d-flannel=unknown", "k3s-flannel=none", "k3s-flannel=unknown"] } }
          }
        }
      }
    }
  },
  require: {
    properties: {
      installs: {
        items: {
          if: { properties: { component: { enum: ["cni", "ambient"] }, effective: { type: "object" } } },
          then: {
            properties: {
              effective: {
                properties: {
                  cniConfDir: { pattern: "^/var/lib/rancher/k3s/agent/etc/cni/net\\.d/?$" },
                  cniBinDir: { pattern: "^(/bin|/var/lib/rancher/k3s/data/cni)/?$" }
                }
              }
            }
          }
        }
      }
    }
  },
  message: "istio-cni is installed into `{{value}}`; k3d's nodes read CNI configuration from `/var/lib/rancher/k3s/agent/etc/cni/net.d` and plugins from `/bin`",
  remedy: "Set `global.platform: k3d` (charts 1.24 and later; for istioctl `values.global.platform=k3d`). Before 1.24, set `cni.cniConfDir: /var/lib/rancher/k3s/agent/etc/cni/net.d` and `cni.cniBinDir: /bin`. With K3s images from March 2025 on (v1.31.7, v1.32.3), the plugins' directory is `/var/lib/rancher/k3s/data/cni`: then set `cni.cniBinDir` to that.",
  description: "k3d's nodes are containers that run K3s with its own CNI directories. Where istio-cni uses others, the `istio-cni-node` pods never become ready because they wait for a network configuration in `/etc/cni/net.d`, or new pods stay in `ContainerCreating` with `failed to find plugin \"istio-cni\" in path`. A k3d cluster created with another CNI than the default Flannel has that CNI's directories and is not judged. K3s images from March 2025 on read plugins from `/var/lib/rancher/k3s/data/cni` instead of `/bin`; both are accepted.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#k3d",
    "https://github.com/istio/istio/pull/57110",
    "https://github.com/k3d-io/k3d/issues/1572"
  ],
  fix: {
    set: { "global.platform": "k3d" },
    remove: ["cniBinDir", "cniConfDir", "cni.cniBinDir", "cni.cniConfDir"],
    versions: ">=1.25"
  }
};

// policies/k3d-traefik.ts
var k3d_traefik_default = definePolicy({
  id: "k3d-traefik",
  title: "Create k3d clusters without Traefik where Istio has the ingress",
  severity: "warning",
  platforms: ["k3d"],
  description: "k3d clusters come with Traefik, whose LoadBalancer Service takes the ports 80 and 443 of every node. The Service of an Istio ingress gateway asks for the same ports: its `svclb` pods stay Pending and it never gets an address.",
  remedy: "Create the cluster with `--k3s-arg '--disable=traefik@server:*'`, or give the gateway's Service other ports or the type ClusterIP.",
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/k3d/",
    "https://docs.k3s.io/networking/networking-services#traefik-ingress-controller"
  ],
  *check(cluster) {
    const proof = cluster.evidence.findIndex(({ fact }) => fact === "k3d-traefik=on");
    const gateway = cluster.installs.findIndex(isIngress);
    if (proof === -1 || gateway === -1 || cluster.evidence.some(({ fact }) => fact === "k3d-traefik=off")) return;
    yield {
      at: `/evidence/${proof}`,
      message: "The k3d cluster is created with Traefik, which holds the ports 80 and 443 of the Istio ingress gateway",
      related: [{ at: `/installs/${gateway}`, message: "the gateway is installed here" }]
    };
  }
});
function isIngress({ component, release, namespace, values, unknown: unknown4 }) {
  if (component !== "gateway" || unknown4.some((pointer) => "/values/service".startsWith(pointer) || pointer.startsWith("/values/service"))) {
    return false;
  }
  if (/egress|east-?west/.test(`${release} ${namespace}`)) return false;
  const { service } = values;
  return (service?.type ?? "LoadBalancer") === "LoadBalancer" && service?.ports === void 0;
}

// policies/k3s-cni-dirs.ts
var k3s_cni_dirs_default = definePolicy({
  id: "k3s-cni-dirs",
  title: "Install istio-cni into the directories that K3s reads",
  severity: "error",
  platforms: ["k3s"],
  description: 'K3s with its own CNI reads the configuration from `/var/lib/rancher/k3s/agent/etc/cni/net.d` and plugins from `/var/lib/rancher/k3s/data/cni` (before October 2024 from `/var/lib/rancher/k3s/data/current/bin`). Where istio-cni uses other directories, the `istio-cni-node` pods wait for ever for a network configuration in `/etc/cni/net.d`, or all new pods stay in `ContainerCreating` with `failed to find plugin "istio-cni" in path [/var/lib/rancher/k3s/data/cni]`. With `flannel-backend: none` or another CNI such as Cilium or Calico, that CNI\'s directories count, and the platform `k3s` alone points at the wrong ones.',
  remedy: "Set `global.platform: k3s` (charts 1.24 and later; for istioctl `values.global.platform=k3s`). Before 1.25, set `cni.cniConfDir: /var/lib/rancher/k3s/agent/etc/cni/net.d` and `cni.cniBinDir: /var/lib/rancher/k3s/data/cni`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#k3s",
    "https://docs.k3s.io/networking/multus-ipams",
    "https://github.com/istio/istio/issues/50072",
    "https://github.com/k3s-io/k3s/issues/11369"
  ],
  fix: {
    set: { "global.platform": "k3s" },
    remove: ["cniBinDir", "cniConfDir", "cni.cniBinDir", "cni.cniConfDir"],
    versions: ">=1.25"
  },
  *check(cluster) {
    if (cluster.evidence.some(({ fact }) => fact === "k3s-flannel=unknown")) return;
    const other = otherCni(cluster);
    const plugins = pluginsOf(cluster);
    for (const [index, install2] of cluster.installs.entries()) {
      if (install2.component !== "cni" && install2.component !== "ambient") continue;
      const violation2 = other === void 0 ? ownDirectories(install2, index) ?? ofOtherRelease(install2, index, plugins) : foreignDirectories(install2, index, other);
      if (violation2) yield violation2;
    }
  }
});
var confDir = /\/agent\/etc\/cni\/net\.d\/?$/;
var binDir3 = /\/data\/(cni|[^/]+\/bin)\/?$/;
function ownDirectories({ effective }, index) {
  const { cniConfDir: conf, cniBinDir: bin } = effective ?? {};
  const isConfWrong = typeof conf === "string" && !confDir.test(conf);
  const isBinWrong = typeof bin === "string" && !binDir3.test(bin);
  if (!isConfWrong && !isBinWrong) return void 0;
  const at2 = `/installs/${index}/effective`;
  return {
    at: isConfWrong ? `${at2}/cniConfDir` : `${at2}/cniBinDir`,
    message: `istio-cni is installed into ${quoted(conf)} and ${quoted(bin)}; K3s reads \`/var/lib/rancher/k3s/agent/etc/cni/net.d\` and \`/var/lib/rancher/k3s/data/cni\``,
    ...isConfWrong && isBinWrong && { related: [{ at: `${at2}/cniBinDir`, message: `\`cniBinDir\` is ${quoted(bin)}` }] }
  };
}
function ofOtherRelease({ effective }, index, plugins) {
  const bin = effective?.cniBinDir;
  const dataDir = typeof bin === "string" ? /^(.*)\/data\/(cni|[^/]+\/bin)\/?$/.exec(bin) : void 0;
  if (!dataDir || !plugins || dataDir[2] === "cni" === (plugins.directory === "data/cni")) return void 0;
  const right = `${dataDir[1]}/${plugins.directory}`;
  const isOld = plugins.directory === "data/current/bin";
  return {
    at: `/installs/${index}/effective/cniBinDir`,
    related: [{ at: `/evidence/${plugins.evidence}`, message: `K3s ${plugins.version} is chosen here` }],
    message: `istio-cni is installed into ${quoted(bin)}; K3s ${plugins.version} looks for plugins in \`${right}\``,
    remedy: isOld ? `Set \`cni.cniBinDir: ${right}\`, or upgrade K3s to 1.28.15, 1.29.10, 1.30.6, 1.31.2 or later.` : `Set \`cni.cniBinDir: ${right}\`.`,
    ...isOld ? { fix: null } : { severity: "warning" }
  };
}
var firstPatches = { 28: 15, 29: 10, 30: 6, 31: 2 };
function pluginsOf({ evidence }) {
  const written4 = evidence.flatMap(({ fact, strength }, index) => {
    const [, version = "", minor, patch] = strength === "strong" && /^k3s-version=v(1\.(\d+)\.(\d+).*)$/.exec(fact ?? "") || [];
    return version === "" ? [] : { version, directory: directoryOf(Number(minor), Number(patch)), evidence: index };
  });
  const [first] = written4;
  return first && written4.every(({ directory: directory3 }) => directory3 === first.directory) ? first : void 0;
}
function directoryOf(minor, patch) {
  const firstPatch = firstPatches[minor] ?? (minor < 28 ? Number.POSITIVE_INFINITY : 0);
  return patch >= firstPatch ? "data/cni" : "data/current/bin";
}
function quoted(value) {
  return typeof value === "string" ? `\`${value}\`` : "an unknown directory";
}
function foreignDirectories({ platform: platform2, effective, values }, index, cni) {
  const conf = effective?.cniConfDir;
  if (platform2 !== "k3s" || typeof conf !== "string" || !confDir.test(conf) || isExplicit(values)) return void 0;
  return {
    at: `/installs/${index}/platform`,
    message: `Platform \`k3s\` installs istio-cni into \`${conf}\`, but ${cni}, so the directories of that CNI count`,
    remedy: "Set `cni.cniConfDir` and `cni.cniBinDir` to the directories of the installed CNI, usually `/etc/cni/net.d` and `/opt/cni/bin`.",
    severity: "warning",
    fix: null
  };
}
function isExplicit(values) {
  return hasKey(values, "cniConfDir") || hasKey(values, "cni") && hasKey(values.cni, "cniConfDir");
}
function hasKey(value, key) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
function otherCni({ installs, evidence }) {
  const installed = installs.find(({ component }) => component === "cilium" || component === "calico")?.component;
  const proved = installed ?? evidence.find(({ cni }) => cni !== null && cni !== "flannel")?.cni;
  if (proved) return `the cluster runs ${proved}`;
  return evidence.some(({ fact }) => fact === "k3s-flannel=none") ? "K3s runs without Flannel" : void 0;
}

// policies/known-platform.ts
var known_platform_default = definePolicy({
  id: "known-platform",
  title: "Set only a platform that Istio's charts know",
  severity: "error",
  description: "From Istio 1.24, every chart looks up a file of settings by the value of `global.platform` (from 1.25 also of `platform`). Where there is no such file, the chart fails: `helm install` and `helm upgrade` end with `execution error at (cni/templates/zzz_profile.yaml): unknown platform eks`, and an Argo CD Application or a Flux HelmRelease stays out of sync with the same message. In 1.24 `gke` is no known platform either.",
  remedy: "Remove the platform value: EKS, AKS, kind and most other clusters need none. Otherwise write one of `gke` (from 1.25), `k3d`, `k3s`, `microk8s`, `minikube`, `openshift`, in lower case.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/zzz_profile.yaml"
  ],
  *check({ installs }) {
    for (const [index, install2] of installs.entries()) {
      if (install2.renderError?.code !== "unknown-platform") continue;
      const message = `Istio's charts know no platform \`${install2.renderError.value}\`; they do not render`;
      yield { at: `/installs/${index}/renderError/value`, message, ...fixOf7(install2, index) };
    }
  }
});
var known = ["gke", "k3d", "k3s", "microk8s", "minikube", "openshift"];
function fixOf7(install2, index) {
  const { renderError, values } = install2;
  const written4 = renderError?.value ?? "";
  const path = ["global/platform", "platform"].find((keys) => valueAt2(values, keys.split("/")) === written4);
  if (path === void 0) return {};
  const name = path.replace("/", ".");
  const meant = written4.toLowerCase();
  if (written4 !== meant && known.includes(meant)) {
    const set = { [name]: meant, ...meant === "gke" && directoryOf2(install2) };
    return { fix: { title: `Set \`${name}: ${meant}\``, changes: [{ install: index, set }] } };
  }
  return { fix: { title: `Remove \`${name}: ${written4}\``, changes: [{ remove: `/installs/${index}/values/${path}` }] } };
}
function directoryOf2({ component, form }) {
  if (!/^(argocd-|kustomize-)/.test(form)) return {};
  if (component === "ambient") return { "cni.cni.cniBinDir": "/home/kubernetes/bin" };
  return component === "cni" ? { "cni.cniBinDir": "/home/kubernetes/bin" } : {};
}
function valueAt2(values, path) {
  let current = values;
  for (const step of path)
    current = typeof current === "object" && current !== null ? current[step] : void 0;
  return current;
}

// policies/known-profile.ts
var known_profile_default = definePolicy({
  id: "known-profile",
  title: "Set only a profile that this version and tool know",
  severity: "error",
  description: "Helm's charts and istioctl have different profiles. From 1.24 `openshift` and `openshift-ambient` are profiles of istioctl only: Helm has the platform `openshift` in their place. `default`, `minimal` and `empty` never were profiles of the charts. A chart fails with `execution error at (cni/templates/zzz_profile.yaml): unknown profile openshift-ambient`, and so it does for a `compatibilityVersion` that is older than the few releases it has files for; istioctl ends with an error before it installs anything. A profile such as `platform-k3s` is a platform's file, which a chart finds by accident: it brings the platform's settings and no profile.",
  remedy: "Use `profile: ambient` for ambient mode and no profile without it; set OpenShift and the like by `global.platform`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/setup/additional-setup/config-profiles/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/zzz_profile.yaml",
    "https://github.com/istio/istio/tree/1.30.3/manifests/helm-profiles"
  ],
  *check(cluster) {
    for (const [index, install2] of cluster.installs.entries()) {
      const violation2 = violationOf3(cluster, install2, index);
      if (violation2) yield violation2;
    }
  }
});
function violationOf3(cluster, install2, index) {
  const { renderError } = install2;
  if (renderError?.code === "unknown-profile") return unknownProfile(cluster, install2, index);
  if (renderError?.code === "unknown-compatibility-version") {
    const message = `Istio's charts of ${install2.version} have no compatibility version \`${renderError.value}\`; they do not render`;
    const remedy = `Set \`compatibilityVersion\` to one of the three minors before ${minorOf2(install2)}, or remove it.`;
    return { at: `/installs/${index}/renderError/value`, message, remedy, fix: null };
  }
  return platformAsProfile(cluster, install2, index);
}
function minorOf2({ version }) {
  return /^\d+\.\d+/.exec(version ?? "")?.[0] ?? "this one";
}
function unknownProfile({ platform: platform2 }, install2, index) {
  const written4 = install2.renderError?.value ?? "";
  const at2 = `/installs/${index}/renderError/value`;
  if (install2.tool === "istioctl") {
    if (!isMeantForIstio(install2, written4)) return void 0;
    const fix = respelt(`/installs/${index}/renderError`, written4);
    return { at: at2, message: `istioctl ${install2.version} knows no profile \`${written4}\``, remedy: istioctlRemedy, fix };
  }
  const message = `Istio's charts of ${install2.version} know no profile \`${written4}\`; they do not render`;
  const repair = repairOf(install2, written4);
  if (!repair) return { at: at2, message, fix: null };
  const proposal = proposalOf(install2, index, repair);
  const isSafe = repair.platform === void 0 || repair.platform === platform2;
  return { at: at2, message, remedy: `${repair.title}.`, fix: proposal && { ...proposal, safe: isSafe } };
}
function isMeantForIstio({ version, versionAssumed }, written4) {
  if (!versionAssumed && /^\d+\.\d+\.\d+$/.test(version ?? "")) return true;
  return /^(ambient|default|demo|empty|minimal|openshift|openshift-ambient|preview|remote|stable)$/i.test(written4) || isMisspeltAmbient(written4);
}
function isMisspeltAmbient(written4) {
  const [text2, meant] = [written4.toLowerCase(), "ambient"];
  let same = 0;
  while (same < meant.length && text2[same] === meant[same]) same++;
  const [is, should] = [text2.slice(same), meant.slice(same)];
  if (is === should) return false;
  const isSwapped = is.slice(2) === should.slice(2) && is[0] === should[1] && is[1] === should[0];
  return isSwapped || [should, should.slice(1)].includes(is.slice(1)) || is === should.slice(1);
}
function respelt(at2, written4) {
  const meant = isMisspeltAmbient(written4) ? "ambient" : written4.toLowerCase();
  if (meant === written4 || !/^(ambient|default|demo|empty|minimal|openshift)$/.test(meant)) return null;
  return { title: `Write \`${meant}\``, changes: [{ replace: at2, was: written4, with: meant }] };
}
var istioctlRemedy = "Use a profile that istioctl has (`ambient`, `default`, `demo`, `minimal`, `openshift`, `openshift-ambient`, `remote`), in lower case.";
function repairOf(install2, written4) {
  const hasPlatforms = isInRange(install2.version, ">=1.24");
  const meant = written4.toLowerCase();
  if (hasPlatforms && meant === "openshift")
    return { title: "Set `global.platform: openshift` in place of it", profile: void 0, platform: "openshift" };
  if (hasPlatforms && /^(openshift-ambient|ambient-openshift)$/.test(meant))
    return { title: "Set `profile: ambient` and `global.platform: openshift`", profile: "ambient", platform: "openshift" };
  if (meant === "ambient" || isMisspeltAmbient(written4)) return { title: "Set `profile: ambient`", profile: "ambient" };
  if (/^(default|minimal|empty)$/.test(meant)) return { title: `Remove \`profile: ${written4}\``, profile: void 0 };
  return void 0;
}
function proposalOf(install2, index, { title, profile, platform: platform2 }) {
  const path = [["profile"], ["global", "profile"]].find((keys) => valueAt(install2.values, keys) === install2.renderError?.value);
  if (!path) return null;
  const set = { ...profile && { [path.join(".")]: profile }, ...platform2 && { "global.platform": platform2 } };
  const gone = profile ? [] : [{ remove: `/installs/${index}/values/${path.join("/")}` }];
  return { title, changes: [...gone, ...Object.keys(set).length > 0 ? [{ install: index, set }] : []] };
}
function platformAsProfile({ ambient: ambient4 }, install2, index) {
  const platform2 = /^platform-(.+)$/.exec(install2.profile ?? "")?.[1];
  if (platform2 === void 0 || install2.tool !== "helm" || install2.renderError) return void 0;
  const isPlain3 = valueAt(install2.values, ["profile"]) === install2.profile && install2.platform === null;
  const isWanted2 = ambient4 === true || install2.component === "ztunnel";
  return {
    at: `/installs/${index}/profile`,
    message: `Profile \`${install2.profile}\` is the file of platform \`${platform2}\`, which the chart finds by accident: it brings no profile`,
    remedy: `Set \`global.platform: ${platform2}\` in place of it, and \`profile: ambient\` for ambient mode.`,
    severity: "warning",
    fix: isPlain3 ? proposalOfPlatform(index, platform2, isWanted2) : null
  };
}
function proposalOfPlatform(index, platform2, isAmbient) {
  const set = { "global.platform": platform2, ...isAmbient && { profile: "ambient" } };
  const gone = isAmbient ? [] : [{ remove: `/installs/${index}/values/profile` }];
  return { title: `Set \`global.platform: ${platform2}\``, safe: false, changes: [...gone, { install: index, set }] };
}

// policies/microk8s-cni-dirs.json
var microk8s_cni_dirs_default = {
  $schema: "../schemas/policy.schema.json",
  id: "microk8s-cni-dirs",
  title: "Install istio-cni into the directories that MicroK8s reads",
  severity: "error",
  platforms: ["microk8s"],
  subject: "installs",
  where: { properties: { component: { enum: ["cni", "ambient"] }, effective: { type: "object" } } },
  require: {
    properties: {
      effective: {
        properties: {
          cniConfDir: { pattern: "^/var/snap/microk8s/current/args/cni-network/?$" },
          cniBinDir: { pattern: "^/var/snap/microk8s/current/opt/cni/bin/?$" }
        }
      }
    }
  },
  message: "istio-cni is installed into `{{/effective/cniConfDir}}` and `{{/effective/cniBinDir}}`; MicroK8s reads `/var/snap/microk8s/current/args/cni-network` and `/var/snap/microk8s/current/opt/cni/bin`",
  remedy: "Set `global.platform: microk8s` (charts 1.24 and later; for istioctl `values.global.platform=microk8s`). Before 1.24, set `cni.cniConfDir: /var/snap/microk8s/current/args/cni-network` and `cni.cniBinDir: /var/snap/microk8s/current/opt/cni/bin`.",
  description: "MicroK8s keeps its CNI configuration and plugins inside the snap. istio-cni's default directories exist on the node but nothing reads them: the `istio-cni-node` pods wait for ever with `Istio CNI is configured as chained plugin, but cannot find existing CNI network config: no networks found in /host/etc/cni/net.d`, and pods are never added to the mesh.",
  links: ["https://istio.io/latest/docs/ambient/install/platform-prerequisites/#microk8s", "https://github.com/istio/istio/issues/50063"],
  fix: {
    set: { "global.platform": "microk8s" },
    remove: ["cniBinDir", "cniConfDir", "cni.cniBinDir", "cni.cniConfDir"],
    versions: ">=1.25"
  }
};

// policies/minikube-netns-dir.json
var minikube_netns_dir_default = {
  $schema: "../schemas/policy.schema.json",
  id: "minikube-netns-dir",
  title: "Point istio-cni at Docker's network namespaces on minikube",
  severity: "error",
  platforms: ["minikube"],
  ambient: true,
  subject: "cluster",
  where: {
    properties: {
      evidence: {
        not: {
          contains: {
            properties: { fact: { type: "string", pattern: "^minikube-driver=", not: { const: "minikube-driver=docker" } } },
            required: ["fact"]
          }
        }
      }
    }
  },
  require: {
    properties: {
      installs: {
        items: {
          if: { properties: { component: { enum: ["cni", "ambient"] }, effective: { type: "object" } } },
          then: { properties: { effective: { properties: { cniNetnsDir: { pattern: "^/var/run/docker/netns/?$" } } } } }
        }
      }
    }
  },
  warnWhere: {
    properties: {
      evidence: {
        not: { contains: { properties: { fact: { const: "minikube-driver=docker" } }, required: ["fact"] } }
      }
    }
  },
  message: "istio-cni looks for network namespaces in `{{value}}`; minikube's docker driver keeps them in `/var/run/docker/netns`",
  remedy: "Set `global.platform: minikube` (charts 1.24 and later; for istioctl `values.global.platform=minikube`). Before 1.24, set `cni.cniNetnsDir: /var/run/docker/netns` (in 1.20, `cniNetnsDir`). With another driver, say so where the cluster is created (`minikube start --driver=kvm2`).",
  description: "In ambient mode istio-cni enters the network namespace of each pod. With minikube's docker driver, which is the default, these namespaces are mounted below `/var/run/docker/netns`; istio-cni's default, `/var/run/netns`, is empty there. Pods of ambient namespaces then stay in `ContainerCreating` or run outside the mesh, and the `istio-cni-node` logs say that the network namespace cannot be found. It is an error where the docker driver is written down, and a warning where minikube would choose it by default.",
  links: ["https://istio.io/latest/docs/ambient/install/platform-prerequisites/#minikube", "https://github.com/istio/istio/issues/46163"],
  fix: { set: { "global.platform": "minikube" }, remove: ["cniNetnsDir", "cni.cniNetnsDir"], versions: ">=1.25" }
};

// policies/openshift-injected-platform.json
var openshift_injected_platform_default = {
  $schema: "../schemas/policy.schema.json",
  id: "openshift-injected-platform",
  title: "Set the platform openshift where istiod's injector reads it",
  severity: "warning",
  platforms: ["openshift"],
  subject: "installs",
  where: {
    properties: {
      component: { const: "istiod" },
      platform: { const: "openshift" },
      effective: { type: "object" },
      unknown: { not: { contains: { enum: ["/values", "/values/global", "/values/global/platform"] } } }
    }
  },
  require: {
    if: {
      properties: {
        effective: { properties: { injectedPlatform: { not: { const: "openshift" } } }, required: ["injectedPlatform"] }
      }
    },
    then: { properties: { values: { properties: { platform: false } } } }
  },
  message: "`platform: {{/values/platform}}` reaches istiod but not what it injects, where `global.platform` is `{{/effective/injectedPlatform}}`",
  remedy: "Set `global.platform: openshift` on the istiod chart, in place of the top-level `platform`.",
  description: "From Istio 1.25, istiod's chart chooses its own settings by `platform` or `global.platform`, but the templates that istiod injects see `global` only. With the top-level key alone, istiod is set up for OpenShift and its waypoints are not: they ask for the user 1337, and stay at 0 pods with `unable to validate against any security context constraint: \u2026 runAsUser: Invalid value: 1337: must be in the ranges`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#red-hat-openshift",
    "https://github.com/istio/istio/pull/53533",
    "https://github.com/istio/istio/blob/1.30.3/manifests/charts/istio-control/istio-discovery/files/waypoint.yaml"
  ],
  fix: { set: { "global.platform": "openshift" } }
};

// policies/openshift-node-namespace.ts
var openshift_node_namespace_default = definePolicy({
  id: "openshift-node-namespace",
  title: "Install istio-cni and ztunnel into kube-system on OpenShift",
  severity: "error",
  platforms: ["openshift"],
  description: "On OpenShift, istio-cni and ztunnel belong into kube-system, where privileged pods are admitted; and istiod, on this platform, signs certificates only for the ztunnel of kube-system. In another namespace the pods are refused with `unable to validate against any security context constraint`, or ztunnel runs but gets no certificates: its log repeats `request impersonation authentication failure`, and every connection of the mesh is reset. The Sail Operator and OpenShift Service Mesh 3 use namespaces of their own; there only the trust between istiod and ztunnel counts.",
  remedy: "Install the cni and ztunnel charts into kube-system. If ztunnel must be elsewhere, set `pilot.trustedZtunnelNamespace` on istiod to its namespace.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#red-hat-openshift",
    "https://github.com/istio/istio.io/issues/15775",
    "https://github.com/istio-ecosystem/sail-operator/issues/2075",
    "https://github.com/tigera/operator/pull/4510"
  ],
  *check(cluster) {
    for (const [index, install2] of cluster.installs.entries()) {
      const namespace = namespaceOf2(install2);
      if (namespace === void 0) continue;
      const isOutside = isNodeComponent(install2) && install2.tool === "helm" && namespace !== "kube-system";
      const distrust = hasZtunnel(install2) ? distrustOf(cluster, namespace) : [];
      if (!isOutside && distrust.length === 0) continue;
      const message = isOutside ? `${install2.component === "cni" ? "istio-cni" : "ztunnel"} is installed into \`${namespace}\`; on OpenShift it must be in \`kube-system\`` : `istiod does not trust ztunnel in \`${namespace}\`, so ztunnel gets no certificates`;
      yield { at: `/installs/${index}/namespace`, message, related: distrust, ...!isOutside && { remedy: trustRemedy(namespace) } };
    }
  }
});
function isNodeComponent({ component }) {
  return component === "cni" || component === "ztunnel";
}
function hasZtunnel({ component }) {
  return component === "ztunnel" || component === "ambient";
}
function namespaceOf2({ effective, namespace, unknown: unknown4 }) {
  if (unknown4.includes("/namespace") || unknown4.includes("/effective/namespace")) return void 0;
  const known15 = effective?.namespace ?? namespace;
  return typeof known15 === "string" && known15 !== "" ? known15 : void 0;
}
function distrustOf({ installs }, namespace) {
  const refusing = [];
  for (const [index, install2] of installs.entries()) {
    if (install2.component !== "istiod" && install2.component !== "ambient") continue;
    const accounts = accountsOf(install2.effective?.trustedNodeAccounts);
    if (!accounts || namespace === "kube-system" && lacksPlatform2(install2)) return [];
    if (accounts.some((account) => account.startsWith(`${namespace}/`))) return [];
    const trusted = accounts.join(", ") || "none";
    refusing.push({ at: `/installs/${index}/effective/trustedNodeAccounts`, message: `istiod trusts \`${trusted}\` only` });
  }
  return refusing;
}
function lacksPlatform2({ tool, platform: platform2, profile }) {
  return tool !== "sail" && tool !== "rendered" && platform2 !== "openshift" && profile !== "openshift" && profile !== "openshift-ambient";
}
function accountsOf(value) {
  if (typeof value === "string") return value.split(",").map((account) => account.trim());
  return Array.isArray(value) ? value.map(String) : void 0;
}
function trustRemedy(namespace) {
  return `Set \`pilot.trustedZtunnelNamespace: ${namespace}\` on istiod, or install ztunnel where istiod expects it.`;
}

// policies/openshift-ovn-gateway.json
var openshift_ovn_gateway_default = {
  $schema: "../schemas/policy.schema.json",
  id: "openshift-ovn-gateway",
  title: "Route OVN-Kubernetes traffic via the host under ambient",
  severity: "warning",
  platforms: ["openshift"],
  ambient: true,
  subject: "resources",
  where: {
    properties: {
      kind: { const: "Network" },
      apiVersion: { pattern: "^operator\\.openshift\\.io/" },
      object: {
        properties: {
          spec: {
            properties: {
              defaultNetwork: { properties: { type: { const: "OVNKubernetes" } }, required: ["type"] }
            },
            required: ["defaultNetwork"]
          }
        },
        required: ["spec"]
      }
    }
  },
  require: {
    properties: {
      object: {
        properties: {
          spec: {
            properties: {
              defaultNetwork: {
                properties: {
                  ovnKubernetesConfig: {
                    properties: {
                      gatewayConfig: { properties: { routingViaHost: { const: true } }, required: ["routingViaHost"] }
                    },
                    required: ["gatewayConfig"]
                  }
                },
                required: ["ovnKubernetesConfig"]
              }
            }
          }
        }
      }
    }
  },
  message: "OVN-Kubernetes runs in shared gateway mode; ambient needs `routingViaHost: true` in its `gatewayConfig`",
  remedy: "Set `spec.defaultNetwork.ovnKubernetesConfig.gatewayConfig.routingViaHost: true` in the Network object `cluster` of operator.openshift.io.",
  description: "In its default shared gateway mode OVN-Kubernetes sends traffic past the host's routing tables, and with it the answers to the kubelet's health probes, whose source Istio has rewritten on the host. Probes of ambient pods time out and the pods restart. OpenShift Service Mesh names local gateway mode as a prerequisite of ambient.",
  links: [
    "https://docs.redhat.com/en/documentation/red_hat_openshift_service_mesh/3.2/html/installing/ossm-istio-ambient-mode",
    "https://docs.okd.io/latest/networking/ovn_kubernetes_network_provider/configuring-gateway-mode.html"
  ]
};

// policies/openshift-platform.json
var openshift_platform_default = {
  $schema: "../schemas/policy.schema.json",
  id: "openshift-platform",
  title: "Set the platform openshift on every Istio chart",
  severity: "error",
  platforms: ["openshift"],
  subject: "installs",
  clusterWhere: {
    properties: { installs: { not: { contains: { properties: { platform: { const: "openshift" } } } } } }
  },
  where: {
    properties: {
      renderError: { const: null },
      unknown: {
        not: { contains: { enum: ["/values", "/values/global", "/values/global/platform", "/values/platform", "/values/profile"] } }
      }
    },
    anyOf: [
      { properties: { tool: { const: "helm" }, component: { enum: ["istiod", "cni", "ztunnel", "ambient"] } } },
      {
        $comment: "The gateway chart asks for user 1337 unless it knows the platform, from 1.21.3 until 1.30 and where the user gives no security context.",
        properties: {
          tool: { const: "helm" },
          component: { const: "gateway" },
          version: { pattern: "^v?1\\.(21\\.[3-9]|2[2-9]\\.)" },
          values: { properties: { containerSecurityContext: { enum: [null, {}] } } },
          unknown: { not: { contains: { pattern: "^/values/containerSecurityContext" } } }
        }
      },
      { properties: { tool: { const: "istioctl" }, component: { enum: ["istiod", "cni", "ztunnel"] } } }
    ]
  },
  require: {
    anyOf: [
      { properties: { platform: { const: "openshift" } } },
      { properties: { profile: { enum: ["openshift", "openshift-ambient"] } } },
      {
        properties: {
          component: { const: "gateway" },
          values: { type: "object", properties: { platform: { const: "openshift" } }, required: ["platform"] }
        }
      },
      {
        properties: {
          component: { const: "cni" },
          effective: { type: "object", properties: { cniBinDir: { pattern: "^/var/lib/cni/bin/?$" } }, required: ["cniBinDir"] }
        }
      }
    ]
  },
  warnWhere: { properties: { component: { const: "gateway" } } },
  message: "On OpenShift, platform `openshift` must be set here; it is `{{/platform}}`",
  remedy: "Set `global.platform: openshift` on each of Istio's charts: istiod, cni, ztunnel and gateways. With istioctl, use `--set profile=openshift-ambient` (or `openshift` for sidecars). Before 1.24, set `profile: openshift-ambient` on the charts, and `platform: openshift` on gateways.",
  description: "OpenShift runs CNI plugins from its own directories through Multus, and admits privileged pods only where a security context constraint allows it. Istio's charts arrange both when the platform is `openshift`. Without it, the pods of `istio-cni-node` and `ztunnel` are refused with `unable to validate against any security context constraint`, the CNI plugin is put where OpenShift does not look, and istiod does not trust the ztunnel in kube-system. A gateway before 1.30 without it may be refused for its user id: a warning.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#red-hat-openshift",
    "https://github.com/istio/istio/issues/42341",
    "https://github.com/istio/istio/pull/50854",
    "https://github.com/istio/istio/pull/59291"
  ],
  fix: { set: { "global.platform": "openshift" }, tools: ["helm"], versions: ">=1.24" }
};

// policies/overridden-value.ts
var overridden_value_default = definePolicy({
  id: "overridden-value",
  title: "Write a value where a profile or platform does not override it",
  severity: "warning",
  yields: true,
  description: "From Istio 1.24, the istio-cni chart reads its keys both at the top (`cniBinDir`) and below `cni` (`cni.cniBinDir`), and istiod's below `pilot`; where both are set, the nested one wins. Profiles and platforms set the nested ones: beside `global.platform: k3s`, a `cniBinDir` of your own changes nothing, and beside `profile: ambient` neither does `env.PILOT_ENABLE_AMBIENT`. Helm does not say so. Likewise a `platform` at the top wins over `global.platform` from 1.25.",
  remedy: "Write the value under the key that wins, or remove it.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/setup/additional-setup/customize-installation-helm/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/charts/istio-cni/templates/zzy_descope_legacy.yaml",
    "https://github.com/istio/istio/pull/58095"
  ],
  *check(cluster) {
    for (const [index, install2] of cluster.installs.entries()) {
      for (const [nth, overridden] of install2.overridden.entries()) {
        const { key, value, by, instead } = overridden;
        yield {
          at: `/installs/${index}/overridden/${nth}`,
          message: `\`${key}: ${shown3(value)}\` loses to ${by}`,
          ...instead !== null && { remedy: remedyOf5(cluster, install2, overridden, instead) },
          fix: fixOf8(cluster, install2, overridden, index, nth)
        };
      }
    }
  }
});
function shown3(value) {
  return String(value).slice(0, 200);
}
function remedyOf5(cluster, install2, overridden, instead) {
  const { key, value } = overridden;
  if (isWritten(install2, instead)) return `Keep one of the two: \`${instead}\` wins, and \`${key}\` changes nothing.`;
  if (isForPlatform(cluster, install2, overridden)) return `Remove it: what platform \`${install2.platform}\` sets is right there.`;
  return `Write \`${instead}: ${shown3(value)}\` in place of it.`;
}
function fixOf8(cluster, install2, overridden, index, nth) {
  const { key, pointer, value, instead } = overridden;
  if (instead === null || pointer === null) return null;
  if (isForPlatform(cluster, install2, overridden) || isWritten(install2, instead)) {
    return { title: `Remove \`${key}: ${shown3(value)}\``, changes: [{ remove: `/installs/${index}${pointer}` }] };
  }
  const changes2 = [{ move: `/installs/${index}/overridden/${nth}`, to: instead }];
  return { title: `Write \`${instead}: ${shown3(value)}\``, changes: changes2, .../ambient/i.test(instead) && { safe: false } };
}
function isForPlatform({ platform: platform2, installs, evidence }, install2, { instead, value }) {
  if (platform2 === null || platform2 !== install2.platform) return false;
  const right = directories2[platform2]?.[instead?.split(".").at(-1) ?? ""];
  const hasAnotherCni = installs.some(({ component }) => component === "cilium" || component === "calico") || evidence.some(({ cni, fact }) => (cni ?? "flannel") !== "flannel" || /^k3[sd]-flannel=/.test(fact ?? ""));
  return right !== void 0 && !right.test(shown3(value)) && !(hasAnotherCni && /^k3[sd]$/.test(platform2));
}
var directories2 = {
  gke: { cniBinDir: /^\/home\/kubernetes\/bin\/?$/ },
  k3d: {
    cniBinDir: /^(\/bin|\/var\/lib\/rancher\/k3s\/data\/cni)\/?$/,
    cniConfDir: /^\/var\/lib\/rancher\/k3s\/agent\/etc\/cni\/net\.d\/?$/
  },
  k3s: { cniBinDir: /\/data\/(cni|[^/]+\/bin)\/?$/, cniConfDir: /\/agent\/etc\/cni\/net\.d\/?$/ },
  microk8s: { cniBinDir: /^\/var\/snap\/microk8s\//, cniConfDir: /^\/var\/snap\/microk8s\// },
  openshift: { cniBinDir: /^\/var\/lib\/cni\/bin\/?$/, cniConfDir: /^\/etc\/cni\/multus\/net\.d\/?$/ }
};
function isWritten({ values }, path) {
  let current = values;
  for (const key of path.split(".")) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return false;
    current = current[key];
  }
  return true;
}

// policies/platform-on-every-chart.ts
var platform_on_every_chart_default = definePolicy({
  id: "platform-on-every-chart",
  title: "Set the same platform on every Istio chart that needs it",
  severity: "error",
  description: "Each of Istio's charts knows only its own values: the platform set on one says nothing to the others. On OpenShift, istiod without it does not trust the ztunnel of kube-system (`request impersonation authentication failure`), istio-cni puts its plugin where Multus does not look, and the pods of istio-cni and ztunnel are refused with `unable to validate against any security context constraint`. On GKE, istio-cni without it uses the read-only `/opt/cni/bin`, and ztunnel outside kube-system gets no quota and stays at 0 pods. On the other platforms only istio-cni depends on it.",
  remedy: "Set `global.platform` to the same value on each of the charts.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://github.com/istio/istio.io/pull/15922",
    "https://github.com/tigera/operator/pull/4402",
    "https://github.com/istio/istio/pull/59291"
  ],
  *check(cluster) {
    const platform2 = chosenPlatform(cluster);
    if (platform2 === void 0) return;
    const mesh = meshOf(cluster, platform2);
    for (const [index, install2] of cluster.installs.entries()) {
      const need = isWithout(mesh, install2) ? needOf(mesh, install2) : void 0;
      if (need) yield violationOf4(mesh, install2, index, need);
    }
  }
});
function meshOf({ installs, resources, ...cluster }, platform2) {
  const setters = [...installs.entries()].filter(([, install2]) => install2.platform === platform2);
  const names3 = [...new Set(setters.map(([, setter]) => nameOf2(setter)))].slice(0, 4);
  return {
    platform: platform2,
    isSure: cluster.platform === platform2,
    names: `${names3.join(", ").replace(/, (?=[^,]*$)/, " and ")} ${names3.length > 1 ? "have" : "has"}`,
    related: setters.slice(0, 4).map(([index, setter]) => {
      return { at: `/installs/${index}/platform`, message: `${nameOf2(setter)} gets platform \`${platform2}\` here` };
    }),
    isInValuesFiles: setters.some(([, { form }]) => form === "helm-values"),
    quotas: new Set(resources.filter(({ kind }) => kind === "ResourceQuota").map(({ namespace }) => namespace)),
    chartQuotas: new Set(
      installs.filter(({ effective, renderError }) => renderError || effective?.resourceQuota).map(({ namespace }) => namespace)
    )
  };
}
function violationOf4(mesh, install2, index, need) {
  const { platform: platform2, names: names3, related } = mesh;
  const ignored = ignoredPath(install2, platform2);
  const without2 = `${nameOf2(install2)} is installed without platform \`${platform2}\`, which ${names3}: ${need.effect}`;
  return {
    at: `/installs/${index}/${ignored ? `values/${ignored.join("/")}` : "platform"}`,
    message: ignored ? `${without2} (this chart does not read \`${ignored.join(".")}: ${platform2}\`)` : without2,
    related,
    remedy: remedyOf6(install2, platform2),
    fix: fixOf9(install2, index, platform2),
    severity: mesh.isSure ? need.severity : "note"
  };
}
function nameOf2({ component, release }) {
  if (component === "ambient") return "the ambient chart";
  if (component === "gateway") return release ? `the gateway \`${release}\`` : "the gateway";
  return component === "cni" ? "istio-cni" : component;
}
var known2 = ["openshift", "gke", "k3s", "k3d", "microk8s", "minikube"];
function chosenPlatform({ installs, platform: platform2 }) {
  const chosen = new Set(installs.flatMap((install2) => install2.platform ?? []).filter((name) => known2.includes(name)));
  if (platform2 !== null && chosen.has(platform2)) return platform2;
  return chosen.size === 1 ? [...chosen][0] : void 0;
}
function isWithout({ platform: platform2, isInValuesFiles, isSure: isSure2 }, install2) {
  const { tool, form, effective, profile, unknown: unknown4, version } = install2;
  const hasAnother = isSure2 && platform2 === "openshift" && install2.platform !== platform2;
  if (install2.platform !== null && !hasAnother || effective === null || tool !== "helm" && tool !== "istioctl") return false;
  if (!isInRange(version, platform2 === "gke" ? ">=1.25" : ">=1.24")) return false;
  if (profile === "openshift" || profile === "openshift-ambient") return false;
  if (unknown4.some((pointer) => deciding.test(pointer))) return false;
  if (tool === "istioctl" && fieldsOf(fieldsOf(install2.values).global).platform === platform2) return false;
  return form !== "helm-values" || isInValuesFiles;
}
var deciding = /^\/values(\/global|\/platform|\/global\/platform|\/profile)?$/;
function needOf(mesh, install2) {
  if (mesh.platform === "openshift") return needOnOpenShift(install2);
  if (mesh.platform === "gke") return install2.tool === "helm" ? needOnGke(mesh, install2) : void 0;
  return needElsewhere(mesh, install2);
}
function needOnOpenShift(install2) {
  const { component, effective } = install2;
  if (component === "istiod") {
    const trusted = effective?.trustedNodeAccounts;
    const effect = typeof trusted === "string" ? `it trusts only \`${trusted}\`` : "it does not trust `kube-system/ztunnel`";
    return { effect, severity: "error" };
  }
  if (component === "cni" || component === "ambient") {
    const used = effective?.cniBinDir;
    if (typeof used !== "string" || /^\/var\/lib\/cni\/bin\/?$/.test(used)) return void 0;
    return { effect: `it uses \`${used}\`, and Multus \`/var/lib/cni/bin\``, severity: "error" };
  }
  if (component === "ztunnel") return { effect: "OpenShift refuses its privileged pods", severity: "error" };
  return asksForUser(install2) ? { effect: "OpenShift may refuse its user id", severity: "warning" } : void 0;
}
function asksForUser({ component, tool, version, values, unknown: unknown4 }) {
  if (component !== "gateway" || tool !== "helm" || !isInRange(version, "<1.30")) return false;
  const { platform: platform2, containerSecurityContext } = fieldsOf(values);
  const isTold = Object.keys(fieldsOf(containerSecurityContext)).length > 0;
  return platform2 !== "openshift" && !isTold && !unknown4.some((pointer) => pointer.startsWith("/values/containerSecurityContext"));
}
function needOnGke({ quotas, chartQuotas }, { component, effective, namespace, version }) {
  const used = effective?.cniBinDir;
  if (component === "cni" || component === "ambient") {
    if (typeof used !== "string" || used.replace(/\/$/, "") === "/home/kubernetes/bin") return void 0;
    return { effect: `it uses \`${used}\`, and GKE \`/home/kubernetes/bin\``, severity: "error" };
  }
  if (component !== "ztunnel" || namespace === null || namespace === "kube-system" || !isInRange(version, ">=1.26")) return void 0;
  if (effective?.resourceQuota !== null || quotas.has(namespace) || quotas.has(null)) return void 0;
  if (chartQuotas.has(namespace)) return { effect: `it runs in \`${namespace}\` on the quota that another chart makes`, severity: "note" };
  return { effect: `no quota admits its node-critical pods to \`${namespace}\``, severity: "error" };
}
function needElsewhere({ isSure: isSure2 }, { component, effective, tool }) {
  if (component !== "cni" || tool !== "helm" || isSure2 || effective?.cniConfDir === void 0) return void 0;
  return { effect: "it keeps the directories of the default", severity: "note" };
}
function ignoredPath({ values }, platform2) {
  const root = fieldsOf(values);
  if (root.platform === platform2) return ["platform"];
  return fieldsOf(fieldsOf(root.values).global).platform === platform2 ? ["values", "global", "platform"] : void 0;
}
function fieldsOf(value) {
  return typeof value === "object" && value !== null ? value : {};
}
function fixOf9(install2, index, platform2) {
  if (install2.tool !== "helm") return null;
  const directory3 = platform2 === "gke" && install2.component !== "ztunnel" && renderedElsewhere2.includes(install2.form);
  const set = { "global.platform": platform2, ...directory3 && { [directoryKey(install2)]: "/home/kubernetes/bin" } };
  return { title: `Set \`global.platform: ${platform2}\``, changes: [{ install: index, set }] };
}
function directoryKey({ component }) {
  return component === "ambient" ? "cni.cni.cniBinDir" : "cni.cniBinDir";
}
var renderedElsewhere2 = ["argocd-application", "argocd-applicationset", "kustomize-helmcharts"];
function remedyOf6(install2, platform2) {
  const { component, form, tool } = install2;
  if (tool === "istioctl") return "Use `--set profile=openshift-ambient` (or `openshift` for sidecars).";
  const key = form === "helm-cli" ? `Add \`--set global.platform=${platform2}\`` : `Set \`global.platform: ${platform2}\` in these values`;
  if (platform2 !== "gke" || component === "ztunnel" || !renderedElsewhere2.includes(form)) return `${key}.`;
  return `${key}, and \`${directoryKey(install2)}: /home/kubernetes/bin\` beside it because the chart is rendered outside the cluster.`;
}

// policies/index.ts
var policies = [
  known_platform_default,
  known_profile_default,
  istioctl_known_value_default,
  ineffective_value_default,
  overridden_value_default,
  ambient_profile_default,
  platform_on_every_chart_default,
  gke_platform_default,
  gke_cni_bin_dir_default,
  gke_critical_pods_quota_default,
  policyFromJson(gke_autopilot_default, "gke-autopilot.json"),
  gke_duplicate_quota_default,
  eks_pod_eni_enforcing_mode_default,
  policyFromJson(k3d_cni_dirs_default, "k3d-cni-dirs.json"),
  k3d_traefik_default,
  k3s_cni_dirs_default,
  policyFromJson(microk8s_cni_dirs_default, "microk8s-cni-dirs.json"),
  policyFromJson(minikube_netns_dir_default, "minikube-netns-dir.json"),
  policyFromJson(openshift_platform_default, "openshift-platform.json"),
  openshift_node_namespace_default,
  policyFromJson(openshift_ovn_gateway_default, "openshift-ovn-gateway.json"),
  policyFromJson(openshift_injected_platform_default, "openshift-injected-platform.json"),
  policyFromJson(cilium_cni_exclusive_default, "cilium-cni-exclusive.json"),
  policyFromJson(cilium_bpf_masquerade_default, "cilium-bpf-masquerade.json"),
  cilium_host_probes_default,
  policyFromJson(cilium_socket_lb_default, "cilium-socket-lb.json"),
  calico_ebpf_default,
  hbone_port_default
];

// src/judge.ts
var import_yaml11 = __toESM(require_dist(), 1);
import { posix as posix28 } from "node:path";

// src/extract.ts
import { posix as posix21 } from "node:path";

// src/cluster/units.ts
var single = ["cni", "ztunnel", "ambient", "istiod", "cilium", "aws-vpc-cni"];
function sharesOf(drafts, clues) {
  const units = /* @__PURE__ */ new Map();
  for (const draft of drafts) {
    const name = draft.scope.unit?.name ?? "";
    const known15 = units.get(name);
    if (known15) known15.push(draft);
    else units.set(name, [draft]);
  }
  const all2 = [...units].map(([name, own]) => ({ label: name, units: [own.at(-1)?.scope.unit ?? { name: "" }], drafts: own }));
  const jobs = all2.filter(({ units: [unit] }) => !unit?.callers);
  const targets = all2.filter(({ units: [unit] }) => unit?.callers);
  const platforms2 = platformsOf(clues);
  return [...jobs, ...joinNeighbours(joinCalled(targets, platforms2), platforms2)];
}
function platformsOf(clues) {
  const platforms2 = /* @__PURE__ */ new Map();
  for (const { unit, platform: platform2, strength } of clues) {
    if (!unit || !platform2 || strength !== "strong") continue;
    platforms2.set(unit.name, /* @__PURE__ */ new Set([...platforms2.get(unit.name) ?? [], platform2]));
  }
  return platforms2;
}
var callerLimit = 200;
function joinCalled(targets, platforms2) {
  const called = /* @__PURE__ */ new Map();
  for (const share of targets) {
    for (const caller of share.units[0]?.callers ?? []) called.set(caller, [...called.get(caller) ?? [], share]);
  }
  const taken = /* @__PURE__ */ new Set();
  const joined6 = [];
  for (const [label, shares] of [...called].sort(([, one2], [, other]) => other.length - one2.length).slice(0, callerLimit)) {
    const free = shares.filter((share) => !taken.has(share));
    if (free.length < 2 || !fitTogether(free, platforms2)) continue;
    for (const share of free) taken.add(share);
    joined6.push(merged(label, free));
  }
  const alone = targets.filter((share) => !taken.has(share));
  return [...joined6, ...alone].sort((one2, other) => startOf(one2) - startOf(other));
}
function joinNeighbours(shares, platforms2) {
  const joined6 = [];
  for (const share of shares) {
    const last3 = joined6.at(-1);
    if (last3 && fitTogether([last3, share], platforms2)) joined6[joined6.length - 1] = merged(last3.label, [last3, share]);
    else joined6.push(share);
  }
  return joined6;
}
function merged(label, shares) {
  return { label, units: shares.flatMap(({ units }) => units), drafts: shares.flatMap(({ drafts }) => drafts) };
}
function fitTogether(shares, platforms2) {
  const seen = /* @__PURE__ */ new Set();
  for (const { drafts } of shares) {
    const own = new Set(drafts.map(({ component }) => component).filter((component) => single.includes(component)));
    for (const component of own) {
      if (seen.has(component)) return false;
      seen.add(component);
    }
  }
  const known15 = shares.flatMap(({ units }) => units.flatMap(({ name }) => [...platforms2.get(name) ?? []]));
  return new Set(known15).size < 2;
}
function startOf({ drafts }) {
  return Math.min(...drafts.map(({ place }) => place.start));
}

// src/cluster/group.ts
function configuredGroups(clusters, drafts) {
  return clusters.flatMap((configured) => {
    const own = drafts.filter((draft) => configured.paths.some((glob) => matchesGlob(draft.scope.file, glob)));
    const { name } = configured;
    return own.length > 0 ? { name, directory: commonDirectory(own), script: void 0, drafts: own, configured } : [];
  });
}
function groupDrafts(drafts, clues, prefix, rootName) {
  const scripts = /* @__PURE__ */ new Map();
  const named = /* @__PURE__ */ new Map();
  const others = [];
  for (const draft of drafts) {
    const destination = destinationOf(draft);
    if (draft.scope.script) append(scripts, draft.scope.file, draft);
    else if (destination !== void 0) append(named, destination, draft);
    else others.push(draft);
  }
  return [
    ...[...scripts].flatMap(([file, own]) => scriptGroups(file, own, clues)),
    ...[...named].map(([name, own]) => ({ name, directory: commonDirectory(own), script: void 0, drafts: own })),
    ...joinDirectories(others, prefix).map(([directory3, own]) => ({
      name: directory3.replace(/\/$/, "") || rootName,
      directory: directory3,
      script: void 0,
      drafts: own
    }))
  ];
}
function scriptGroups(file, drafts, clues) {
  const shares = sharesOf(
    drafts,
    clues.filter((clue) => clue.place.file === file)
  );
  return shares.map((share) => ({
    name: shares.length > 1 && share.label !== "" ? `${file}#${share.label}` : file,
    directory: directoryOf3(file),
    script: file,
    units: share.units,
    drafts: share.drafts
  }));
}
function append(groups, name, draft) {
  const group = groups.get(name);
  if (group) group.push(draft);
  else groups.set(name, [draft]);
}
function destinationOf(draft) {
  const { destination } = draft.scope;
  return destination === "in-cluster" || destination === "https://kubernetes.default.svc" ? void 0 : destination;
}
function joinDirectories(drafts, prefix) {
  const root = { directory: prefix, own: [], children: /* @__PURE__ */ new Map() };
  for (const draft of drafts) {
    let tree2 = root;
    for (const step of draft.scope.file.slice(prefix.length).split("/").slice(0, -1)) {
      const child = tree2.children.get(step) ?? { directory: `${tree2.directory}${step}/`, own: [], children: /* @__PURE__ */ new Map() };
      tree2.children.set(step, child);
      tree2 = child;
    }
    tree2.own.push(draft);
  }
  return join(root);
}
function join(tree2) {
  const parts = [...tree2.children.values()].flatMap(join);
  const all2 = [...ownBranches(tree2), ...parts];
  if (all2.length < 2 || !fitsTogether(all2)) return all2;
  return [[tree2.directory, all2.flatMap(([, drafts]) => drafts)]];
}
function ownBranches({ directory: directory3, own }) {
  if (own.length === 0) return [];
  const meshes = new Set(
    own.filter((draft) => draft.component === "istiod" && (draft.tool === "istioctl" || draft.tool === "sail")).map((draft) => draft.scope.file)
  );
  if (meshes.size < 2) return [[directory3, own]];
  return [...new Set(own.map((draft) => draft.scope.file))].map((file) => [file, own.filter((draft) => draft.scope.file === file)]);
}
function fitsTogether(branches) {
  const seen = /* @__PURE__ */ new Set();
  for (const [, drafts] of branches) {
    const components2 = new Set(drafts.map((draft) => draft.component).filter((component) => single.includes(component)));
    for (const component of components2) {
      if (seen.has(component)) return false;
      seen.add(component);
    }
  }
  return true;
}
function commonDirectory(drafts) {
  const directories5 = drafts.map((draft) => directoryOf3(draft.scope.file));
  let common = directories5[0] ?? "";
  while (!directories5.every((directory3) => directory3.startsWith(common))) common = directoryOf3(common.replace(/\/$/, ""));
  return common;
}
function directoryOf3(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

// src/cluster/destinations.ts
var manifests = /* @__PURE__ */ new Set([
  ...["rendered-manifest", "kustomize-output", "kustomize-helmcharts", "flux-helmrelease", "sail-operator"],
  ...["istio-operator", "k3s-helmchart"]
]);
var copyLimit = 50;
function withDestinations(drafts, directories5) {
  const byFolder2 = /* @__PURE__ */ new Map();
  for (const deployed2 of directories5) {
    const folder = folderOf(deployed2.directory);
    const others = byFolder2.get(folder);
    if (others) others.push(deployed2);
    else byFolder2.set(folder, [deployed2]);
  }
  return drafts.flatMap((draft) => byFolder2.size > 0 ? deployedDrafts(draft, byFolder2) : draft);
}
function deployedDrafts(draft, byFolder2) {
  if (!manifests.has(draft.form) || draft.scope.script || draft.scope.destination !== void 0) return draft;
  const deployers = nearest(directoryOf3(draft.scope.file), byFolder2);
  const byDestination = new Map(deployers.map((deployed2) => [deployed2.destination, deployed2]));
  if (byDestination.size === 0) return draft;
  return [...byDestination.values()].slice(0, copyLimit).map((deployed2) => deployedDraft(draft, deployed2));
}
function nearest(folder, byFolder2) {
  const exact2 = byFolder2.get(folder);
  if (exact2) return exact2;
  for (let above = folder; above !== ""; ) {
    above = directoryOf3(above.replace(/\/$/, ""));
    const recursing = byFolder2.get(above)?.filter(({ recurses }) => recurses) ?? [];
    if (recursing.length > 0) return recursing;
  }
  return [];
}
function folderOf(directory3) {
  return directory3 === "." || directory3 === "" ? "" : `${directory3.replace(/\/$/, "")}/`;
}
function deployedDraft(draft, deployed2) {
  const namespace = deployed2.namespace ?? draft.namespace ?? deployed2.defaultNamespace;
  const scope = deployed2.destination === void 0 ? draft.scope : { ...draft.scope, destination: deployed2.destination };
  const rendered2 = draft.rendered && namespace ? { ...draft.rendered, namespace } : draft.rendered;
  const moved2 = { ...draft, namespace, scope, ...rendered2 && { rendered: rendered2 } };
  return deployed2.patches ? patched(moved2, { kind: "unknown", origin: deployed2.patches, reason: "patches of what deploys it" }) : moved2;
}
function patched(draft, unknown4) {
  const settings3 = Object.entries(draft.rendered ?? {}).map(([name, { origin: origin3 }]) => [name, { ...unknown4, origin: origin3 }]);
  const rendered2 = draft.rendered && { rendered: Object.fromEntries(settings3) };
  return { ...draft, ...rendered2, layers: [...draft.layers, { name: "patches", values: unknown4 }] };
}

// src/model/assignment.ts
function assignmentLayer(assignments, origin3) {
  const made = applyAssignments({ kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map() }, assignments, /* @__PURE__ */ new Set());
  return { ...made, assignments };
}
function applyAssignments(below2, assignments, owned) {
  let result = below2;
  for (const assignment of assignments) result = write(result, assignment, 0, owned);
  return result;
}
function ownEntries(entries, owned) {
  if (owned.has(entries)) return entries;
  const copy = new Map(entries);
  owned.add(copy);
  return copy;
}
function write(below2, assignment, depth, owned) {
  const step = assignment.path[depth];
  if (!step) return assignment.value;
  if (typeof step.name === "number") return writeItem(below2, assignment, depth, owned);
  const map = mapFor(below2, step.origin);
  const entries = ownEntries(map.entries, owned);
  const current = entries.get(step.name)?.value ?? map.rest;
  entries.set(step.name, { key: step.origin, value: write(current, assignment, depth + 1, owned) });
  return { ...map, entries };
}
function mapFor(below2, origin3) {
  if (below2?.kind === "map") return { kind: "map", origin: below2.origin, entries: below2.entries, ...below2.rest && { rest: below2.rest } };
  if (below2?.kind === "unknown") return { kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map(), rest: below2 };
  return { kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map() };
}
function writeItem(below2, assignment, depth, owned) {
  if (below2?.kind === "unknown") return below2;
  const { name, origin: origin3 } = assignment.path[depth];
  const index = Number(name);
  const list = below2?.kind === "list" ? below2 : { kind: "list", items: [], origin: origin3 };
  if (isForgotten(assignment, depth, list.items[index])) return list;
  const items = ownItems(list.items, owned);
  while (items.length < index) items.push(emptyItem(origin3));
  items[index] = write(items[index], assignment, depth + 1, owned);
  return { kind: "list", origin: list.origin, items };
}
function isForgotten({ path, endsEmpty }, depth, item) {
  if (!endsEmpty || depth === path.length - 1 || typeof path.at(-1)?.name === "number") return false;
  const isNull3 = item?.kind === "scalar" && item.value === null;
  return item === void 0 || isNull3 && typeof path[depth + 1]?.name === "number";
}
function ownItems(items, owned) {
  if (owned.has(items)) return items;
  const copy = [...items];
  owned.add(copy);
  return copy;
}
function emptyItem(origin3) {
  return { kind: "scalar", origin: origin3, value: null };
}

// src/model/set-expression.ts
function shortened(expression2) {
  return expression2.length > 80 ? `${expression2.slice(0, 79)}\u2026` : expression2;
}
function parseSet(expression2, kind, place, textOf8 = () => void 0) {
  const reading = { text: expression2, kind, place, textOf: textOf8, exact: place.end - place.start === expression2.length, offset: 0 };
  try {
    if (kind === "set-json" && expression2.trimStart().startsWith("{")) return fromJson(parseJson(expression2), place);
    return assignmentLayer(readAssignments(reading), place);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return {
      kind: "unknown",
      origin: place,
      reason: `\`--${kind} ${shortened(expression2)}\` is not understood: ${problem.message}`,
      invalid: true
    };
  }
}
var maxSteps = 60;
var maxIndex = 255;
var maxJsonDepth = 100;
var Refusal = class extends Error {
  name = "Refusal";
};
function readAssignments(reading) {
  const assignments = [];
  while (reading.offset < reading.text.length) {
    const path = readPath(reading);
    const endsEmpty = reading.offset === reading.text.length && !ownParser.includes(reading.kind);
    const value = readValue(reading);
    if (path.length > 0 && path[0]?.name !== "") assignments.push({ path, value, ...endsEmpty && { endsEmpty } });
  }
  return assignments;
}
var ownParser = ["set-json", "set-literal"];
function readPath(reading) {
  const path = [];
  for (let stop = readKey(reading, path); stop !== "="; ) {
    if (path.length > maxSteps) throw new Refusal("the path is too deep");
    stop = stop === "[" ? readItem(reading, path) : readKey(reading, path);
  }
  return path;
}
function readKey(reading, path) {
  const token2 = readToken(reading, reading.kind === "set-literal" ? "=[." : "=[,.");
  if (token2.stop === "" || token2.stop === ",") throw new Refusal(`key \`${token2.text}\` has no value`);
  const isFirst = path.length === 0;
  if (token2.text === "" && !isFirst) throw new Refusal("empty key");
  if (token2.text !== "" || token2.stop !== "=") path.push({ name: token2.text, origin: placeOf(reading, token2.start, token2.end) });
  return token2.stop;
}
function readItem(reading, path) {
  path.push(readIndex(reading));
  const token2 = readToken(reading, "=[.");
  if (token2.text !== "" || token2.stop === "") throw new Refusal("text after a list index");
  return token2.stop;
}
function readIndex(reading) {
  const token2 = readToken(reading, "]");
  if (token2.stop === "" || !/^[+-]?\d+$/.test(token2.text)) throw new Refusal("bad list index");
  const index = Number(token2.text);
  if (index < 0 || index > maxIndex) throw new Refusal("list index out of bounds");
  return { name: index, origin: placeOf(reading, token2.start - 1, token2.end + 1) };
}
function readValue(reading) {
  if (reading.kind === "set-json") return readJson(reading);
  if (reading.kind === "set-literal") return leaf(reading, takeRest(reading));
  if (reading.text[reading.offset] !== "{") return leaf(reading, readToken(reading, ","));
  return readList(reading);
}
function takeRest(reading) {
  const start = reading.offset;
  reading.offset = reading.text.length;
  return { text: reading.text.slice(start), start, end: reading.offset, stop: "" };
}
function readList(reading) {
  const start = reading.offset++;
  const items = [];
  for (; ; ) {
    const token2 = readToken(reading, ",}");
    if (token2.stop === "") throw new Refusal("the list has no end");
    items.push(leaf(reading, token2));
    if (token2.stop !== "}") continue;
    const origin3 = placeOf(reading, start, reading.offset);
    if (reading.text[reading.offset] === ",") reading.offset++;
    return { kind: "list", origin: origin3, items };
  }
}
function leaf(reading, token2) {
  const origin3 = placeOf(reading, token2.start, token2.end);
  if (reading.kind === "set-file" && token2.start < reading.text.length) {
    const value = reading.textOf(token2.text);
    return value === void 0 ? { kind: "unknown", origin: origin3, reason: `the content of the file \`${token2.text}\`` } : { kind: "scalar", origin: origin3, value };
  }
  return { kind: "scalar", origin: origin3, value: reading.kind === "set" ? typed(token2.text) : token2.text };
}
function typed(text2) {
  const word = text2.length <= 5 ? text2.toLowerCase() : text2;
  if (word === "true") return true;
  if (word === "false") return false;
  if (word === "null") return null;
  if (text2 === "0") return 0;
  const number = /^[+-]?\d{1,19}$/.test(text2) && !text2.startsWith("0") ? BigInt(text2.replace("+", "")) : void 0;
  return number !== void 0 && BigInt.asIntN(64, number) === number ? Number(number) : text2;
}
function readJson(reading) {
  skipBlanks(reading);
  const start = reading.offset;
  const empty = start === reading.text.length || reading.text[start] === ",";
  if (!empty) reading.offset = jsonEnd(reading.text, start);
  const value = empty ? null : parseJson(reading.text.slice(start, reading.offset));
  const cursor = fromJson(value, placeOf(reading, start, reading.offset));
  skipBlanks(reading);
  if (reading.text[reading.offset] === ",") reading.offset++;
  return cursor;
}
function skipBlanks(reading) {
  while (/\s/.test(reading.text[reading.offset] ?? "")) reading.offset++;
}
var jsonToken = /"(?:[^"\\]|\\.)*"?|[[\]{}]|[^"[\]{}\s,]+|[\s,]+/suy;
function jsonEnd(text2, start) {
  let depth = 0;
  jsonToken.lastIndex = start;
  for (let token2 = jsonToken.exec(text2)?.[0]; token2 !== void 0; token2 = jsonToken.exec(text2)?.[0]) {
    if (token2 === "{" || token2 === "[") depth++;
    if (token2 === "}" || token2 === "]") depth--;
    if (depth > maxJsonDepth) throw new Refusal("the value is too deep");
    if (depth <= 0) return jsonToken.lastIndex;
  }
  return text2.length;
}
function parseJson(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    throw new Refusal("bad JSON");
  }
}
function fromJson(value, origin3, depth = 0) {
  if (depth > maxJsonDepth) throw new Refusal("the value is too deep");
  if (Array.isArray(value)) return { kind: "list", origin: origin3, items: value.map((item) => fromJson(item, origin3, depth + 1)) };
  if (value === null || typeof value !== "object") return { kind: "scalar", origin: origin3, value };
  const entries = Object.entries(value).map(([key, item]) => [key, { key: origin3, value: fromJson(item, origin3, depth + 1) }]);
  return { kind: "map", origin: origin3, entries: new Map(entries) };
}
function readToken(reading, stops) {
  const { text: text2 } = reading;
  const start = reading.offset;
  let value = "";
  for (let at2 = start; at2 < text2.length; at2++) {
    const character = text2[at2] ?? "";
    if (stops.includes(character)) {
      reading.offset = at2 + 1;
      return { text: value, start, end: at2, stop: character };
    }
    value += character === "\\" && reading.kind !== "set-literal" ? text2[++at2] ?? "" : character;
  }
  reading.offset = text2.length;
  return { text: value, start, end: text2.length, stop: "" };
}
function placeOf(reading, start, end) {
  const { file, start: base } = reading.place;
  return reading.exact ? { file, start: base + start, end: base + end } : reading.place;
}

// src/model/values.ts
function mergeValues(layers) {
  let merged2 = noValues;
  const owned = /* @__PURE__ */ new Set();
  for (const layer of layers) {
    if (isAssignmentLayer(layer)) merged2 = applyAssignments(merged2, layer.assignments, owned);
    else if (layer.kind === "map" || layer.kind === "unknown") merged2 = lay(merged2, layer, owned);
  }
  return merged2;
}
function coalesce(defaults, values) {
  if (values.kind !== "map" || defaults.kind === "scalar" || defaults.kind === "list") return values;
  if (defaults.kind === "unknown") return lay(defaults, values, /* @__PURE__ */ new Set());
  const entries = /* @__PURE__ */ new Map();
  for (const [key, entry] of values.entries) {
    const value = coalesceEntry(defaults.entries.get(key)?.value ?? defaults.rest, entry.value);
    if (value) entries.set(key, { key: entry.key, value });
  }
  const rest = values.rest ?? defaults.rest;
  if (!values.rest) {
    for (const [key, entry] of defaults.entries) if (!values.entries.has(key)) entries.set(key, entry);
  }
  return { kind: "map", origin: values.origin, entries, ...rest && { rest } };
}
var noValues = { kind: "map", origin: { builtIn: "no values" }, entries: /* @__PURE__ */ new Map() };
function coalesceEntry(fallback, value) {
  if (!fallback) return value;
  if (isNull(value)) return isNull(fallback) ? value : void 0;
  return coalesce(fallback, value);
}
function isNull(value) {
  return value.kind === "scalar" && value.value === null;
}
function isAssignmentLayer(layer) {
  return layer.kind === "map" && "assignments" in layer;
}
function lay(lower, upper, owned) {
  if (upper.kind !== "map" || lower === void 0) return upper;
  if (lower.kind === "map" && !upper.rest) return layMap(lower, upper, owned);
  const rest = upper.rest ?? (lower.kind === "unknown" ? lower : void 0);
  if (!rest) return upper;
  const entries = /* @__PURE__ */ new Map();
  for (const [key, entry] of upper.entries) entries.set(key, { key: entry.key, value: lay(belowEntry(lower, key), entry.value, owned) });
  return { kind: "map", origin: upper.origin, entries, rest };
}
function layMap(lower, upper, owned) {
  const entries = ownEntries(lower.entries, owned);
  for (const [key, entry] of upper.entries) {
    entries.set(key, { key: entry.key, value: lay(entries.get(key)?.value ?? lower.rest, entry.value, owned) });
  }
  return { kind: "map", origin: nearer(lower.origin, upper.origin), entries, ...lower.rest && { rest: lower.rest } };
}
function belowEntry(lower, key) {
  if (lower.kind === "unknown") return lower;
  return lower.kind === "map" ? lower.entries.get(key)?.value ?? lower.rest : void 0;
}
function nearer(lower, upper) {
  return isPlace(lower) && !isPlace(upper) ? lower : upper;
}

// src/istio/charts.ts
function chartComponent(chart2, repository) {
  const name = chart2.replace(/\/$/, "").split("/").at(-1) ?? "";
  const mirrored = /^istio-(?:helm-)?(base|istiod|cni|ztunnel)$/.exec(name)?.[1];
  const unmistakable = components.get(name) ?? (mirrored === void 0 ? void 0 : istioComponents.get(mirrored));
  if (unmistakable) return unmistakable;
  return isIstioRepository(repository) ? istioComponents.get(name) : void 0;
}
function isIstioRepository(repository) {
  return repository !== void 0 && /(^|[^a-z])istio([^a-z]|$)/i.test(repository);
}
var components = /* @__PURE__ */ new Map([
  ["istiod", "istiod"],
  ["istio-discovery", "istiod"],
  ["ztunnel", "ztunnel"],
  ["cilium", "cilium"],
  ["aws-vpc-cni", "aws-vpc-cni"],
  ["tigera-operator", "calico"]
]);
var istioComponents = /* @__PURE__ */ new Map([
  ["base", "base"],
  ["istiod", "istiod"],
  ["cni", "cni"],
  ["ztunnel", "ztunnel"],
  ["gateway", "gateway"],
  ["ambient", "ambient"]
]);

// src/istio/subchart.ts
function subchartValues(values, name) {
  const own = at(values, name);
  const global = at(values, "global");
  if (values.kind !== "map" || own?.kind === "unknown" || global === void 0) return own ?? mergeValues([]);
  const under = at(own, "global");
  if (own && under && under.kind !== "map" && under.kind !== "unknown") return own;
  const entries = own?.kind === "map" ? [...own.entries] : [];
  const merged2 = { key: global.origin, value: mergeValues(under ? [under, global] : [global]) };
  const rest = own?.kind === "map" && own.rest ? { rest: own.rest } : {};
  return { kind: "map", origin: own?.origin ?? values.origin, entries: new Map([...entries, ["global", merged2]]), ...rest };
}

// src/istio/chart-drafts.ts
function chartDrafts(chart2, deployment) {
  const component = componentOf(chart2, void 0);
  const isOpened = component === "ambient" && chart2.dependencies.some((dependency) => dependency.chart);
  if (component && !isOpened) return [{ ...deployment, component, chart: chart2.name, version: releasedVersion(chart2.version) }];
  return dependencyDrafts(chart2, mergeValues(deployment.layers.map((layer) => layer.values)), deployment);
}
function draftsOfChart(chart2, deployment) {
  if ("dependencies" in chart2) return chartDrafts(chart2, deployment);
  const component = chartComponent(chart2.name, chart2.repository);
  return component ? [{ ...deployment, component, chart: chart2.name, version: chart2.version }] : [];
}
function componentOf({ name, sources }, repository) {
  const [source2] = sources.filter((address) => isIstioRepository(address));
  return chartComponent(name, repository?.startsWith("file://") ? source2 : repository ?? source2);
}
function dependencyDrafts(chart2, written4, deployment) {
  const values = chart2.defaults ? coalesce(chart2.defaults, written4) : written4;
  return chart2.dependencies.flatMap((dependency) => {
    if (isOff(dependency, values)) return [];
    const own = subchartValues(values, dependency.key);
    const component = dependencyComponent(dependency);
    const below2 = { ...deployment, home: homeBelow(deployment.home, dependency.key) };
    if (!component) return dependency.chart ? dependencyDrafts(dependency.chart, own, below2) : [];
    const { name, place } = dependency;
    const layers = [{ name: dependency.key, values: own }];
    return [{ ...below2, form: "umbrella-chart", component, chart: name, version: releasedVersion(dependency.version), layers, place }];
  });
}
function homeBelow(home, key) {
  return home && { ...home, path: [...home.path, key] };
}
function dependencyComponent({ name, repository, chart: chart2 }) {
  return chart2 ? componentOf(chart2, repository) : chartComponent(name, repository);
}
function isOff({ condition, tags }, values) {
  for (const path of condition) {
    const found2 = at(values, ...path.split("."));
    if (found2?.kind === "unknown") return false;
    if (found2?.kind === "scalar" && typeof found2.value === "boolean") return !found2.value;
  }
  const states = tags.flatMap((tag) => at(values, "tags", tag) ?? []);
  return states.length > 0 && states.every((state) => state.kind === "scalar" && state.value === false);
}
function releasedVersion(version) {
  return stringAt(version) === "1.0.0" ? void 0 : version;
}

// src/source/argocd/application.ts
import { posix as posix4 } from "node:path";

// src/source/local-chart.ts
import { posix } from "node:path";

// src/source/source-yaml.ts
var known3 = /* @__PURE__ */ new WeakMap();
function yamlOf(source2) {
  const document = known3.get(source2) ?? readYaml(wholeText(source2.path, source2.text));
  known3.set(source2, document);
  return document;
}

// src/source/local-chart.ts
var depthLimit = 8;
function readLocalChart(reader, directory3) {
  return readChart(reader, posix.join(directory3), 0);
}
var known4 = /* @__PURE__ */ new WeakMap();
function readChart(reader, path, depth) {
  const directory3 = path.replace(/\/$/, "");
  const charts2 = known4.get(reader) ?? /* @__PURE__ */ new Map();
  known4.set(reader, charts2);
  if (charts2.has(directory3) || depth > depthLimit) return charts2.get(directory3);
  charts2.set(directory3, void 0);
  const chart2 = chartIn(reader, directory3, depth);
  charts2.set(directory3, chart2);
  return chart2;
}
function chartIn(reader, directory3, depth) {
  const root = rootOf(reader, posix.join(directory3, "Chart.yaml"));
  const name = stringAt(root, "name");
  if (name === void 0) return void 0;
  const locked = itemsAt(rootOf(reader, posix.join(directory3, "Chart.lock")), "dependencies");
  const listed2 = [...itemsAt(root, "dependencies"), ...itemsAt(rootOf(reader, posix.join(directory3, "requirements.yaml")), "dependencies")];
  const dependencies = listed2.flatMap((item) => dependencyOf(reader, directory3, item, locked, depth));
  const named = new Set(dependencies.map((dependency) => dependency.name));
  const vendored = vendoredCharts(reader, directory3).flatMap((folder) => vendoredDependency(reader, folder, depth));
  return {
    name,
    sources: [...itemsAt(root, "sources"), at(root, "home")].flatMap((source2) => stringAt(source2) ?? []),
    version: at(root, "version"),
    defaults: rootOf(reader, posix.join(directory3, "values.yaml")),
    // A folder may have another name than the chart in it, which is what counts.
    dependencies: [...dependencies, ...vendored.filter((dependency) => !named.has(dependency.name))]
  };
}
function dependencyOf(reader, directory3, item, locked, depth) {
  const name = stringAt(item, "name");
  const place = placeAt(item, "name");
  if (name === void 0 || !place) return [];
  const key = stringAt(item, "alias") ?? name;
  const repository = stringAt(item, "repository");
  const beside = repository?.startsWith("file://") ? reader.resolve(posix.join(directory3, "Chart.yaml"), repository.slice("file://".length)) : void 0;
  const chart2 = readChart(reader, posix.join(directory3, "charts", name), depth + 1) ?? (beside === void 0 ? void 0 : readChart(reader, beside, depth + 1));
  const condition = (stringAt(item, "condition") ?? "").split(",").flatMap((path) => path.trim() || []);
  const tags = itemsAt(item, "tags").flatMap((tag) => stringAt(tag) ?? []);
  const version = exactVersion(item, locked) ?? chart2?.version;
  return [{ name, key, repository, version, condition, tags, place, chart: chart2 }];
}
function exactVersion(item, locked) {
  const written4 = at(item, "version");
  const text2 = stringAt(written4);
  if (text2 === void 0 || /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(text2)) return written4;
  const lock = locked.find((entry) => stringAt(entry, "name") === stringAt(item, "name"));
  const settled = stringAt(lock, "version");
  return settled === void 0 || !written4 ? written4 : { kind: "scalar", origin: written4.origin, value: settled };
}
function vendoredCharts(reader, directory3) {
  const start = posix.join(directory3, "charts/");
  return reader.below(start).flatMap((path) => {
    const [folder, file, ...deeper2] = path.slice(start.length).split("/");
    return file === "Chart.yaml" && deeper2.length === 0 ? [start + folder] : [];
  });
}
function vendoredDependency(reader, directory3, depth) {
  const chart2 = readChart(reader, directory3, depth + 1);
  const place = chart2 && placeAt(rootOf(reader, `${directory3}/Chart.yaml`), "name");
  if (!chart2 || !place) return [];
  return [{ name: chart2.name, key: chart2.name, repository: void 0, version: chart2.version, condition: [], tags: [], place, chart: chart2 }];
}
function rootOf(reader, path) {
  const source2 = reader.source(path);
  return source2 && yamlOf(source2).root;
}

// src/source/rooted-path.ts
import { posix as posix2 } from "node:path";
function rootedFile(from, path, reader) {
  for (const candidate of candidates(from, path, reader)) if (reader.source(candidate)) return candidate;
  return void 0;
}
function rootedDirectory(from, path, reader) {
  for (const candidate of candidates(from, path, reader)) if (reader.below(folderOf2(candidate)).length > 0) return candidate;
  return void 0;
}
function possibleRoots(from) {
  const steps2 = from.split("/").slice(0, -1);
  return ["", ...steps2.map((_, index) => `${steps2.slice(0, index + 1).join("/")}/`)];
}
function folderOf2(directory3) {
  const folder = posix2.join(directory3, "/");
  return folder === "./" ? "" : folder;
}
var depthLimit2 = 64;
function* candidates(from, path, reader) {
  const relative3 = path.replace(/^\/+/, "");
  for (let at2 = 0, depth = 0; at2 !== -1 && depth < depthLimit2; depth++) {
    const candidate = reader.resolve("", `./${from.slice(0, at2)}${relative3}`);
    if (candidate !== void 0) yield candidate;
    at2 = from.indexOf("/", at2) + 1 || -1;
  }
}
function globbedFiles(glob, reader) {
  const fixed2 = glob.slice(0, glob.search(/[*?]/));
  const paths = reader.below(folderOf2(fixed2.slice(0, fixed2.lastIndexOf("/") + 1))).filter((path) => matchesGlob(path, glob));
  return paths.sort((one2, other) => compareSteps(one2.split("/"), other.split("/")));
}
function compareSteps(one2, other) {
  for (let index = 0; ; index++) {
    const isFile = one2.length === index + 1;
    const isOtherFile = other.length === index + 1;
    if (isFile !== isOtherFile) return isFile ? -1 : 1;
    const [step = "", otherStep = ""] = [one2[index], other[index]];
    if (step !== otherStep || isFile) return step < otherStep ? -1 : Number(step > otherStep);
  }
}

// src/source/documents.ts
var documentLimit = 1e4;
function documentsOf(text2, report) {
  let chunks;
  const parsed = /* @__PURE__ */ new Map();
  return (marker3) => {
    if (!marker3.test(text2.content)) return [];
    chunks ??= splitDocuments(text2);
    const found2 = [];
    for (const chunk of chunks) {
      if (!marker3.test(chunk.content)) continue;
      if (!parsed.has(chunk)) parsed.set(chunk, parseDocument(chunk, report));
      const document = parsed.get(chunk);
      if (document) found2.push(document);
    }
    return found2;
  };
}
function splitDocuments(text2) {
  const chunks = [];
  const separator = /^---(?=\s|$).*$/gm;
  let start = 0;
  for (let match = separator.exec(text2.content); match && chunks.length < documentLimit; match = separator.exec(text2.content)) {
    chunks.push(slice(text2, start, match.index));
    start = match.index + 3;
  }
  chunks.push(slice(text2, start, text2.content.length));
  return chunks;
}
function slice(text2, start, end) {
  return innerText(text2, text2.content.slice(start, end), [[0, start]]);
}
function parseDocument(text2, report) {
  const { root, problems } = readYaml(text2);
  for (const problem of problems) report(problem);
  return root && documentOf(text2, root);
}
function documentOf(text2, root) {
  return {
    file: text2.file,
    text: text2,
    root,
    apiVersion: stringAt(root, "apiVersion"),
    kind: stringAt(root, "kind"),
    name: stringAt(root, "metadata", "name"),
    namespace: stringAt(root, "metadata", "namespace")
  };
}

// src/source/go-functions.ts
var functions = /* @__PURE__ */ new Map([
  ["default", (values) => isEmpty2(values[1]) ? values[0] : values[1]],
  ["coalesce", (values) => values.find((value) => !isEmpty2(value))],
  ["required", (values) => isEmpty2(values[1]) ? void 0 : values[1]],
  ["ternary", (values) => isTrue(values[2]) ? values[0] : values[1]],
  ["index", ([collection, ...path]) => stepsInto(collection, path)],
  ["get", get],
  ["dig", dig],
  ["eq", ([first, ...others]) => known5(others.some((other) => plainScalar(other) === plainScalar(first)))],
  ["ne", ([first, second]) => known5(plainScalar(first) !== plainScalar(second))],
  ["not", ([value]) => known5(isEmpty2(value))],
  ["and", (values) => values.find(isEmpty2) ?? values.at(-1)],
  ["or", (values) => values.find((value) => !isEmpty2(value)) ?? values.at(-1)],
  ["quote", onText((text2) => JSON.stringify(text2))],
  ["squote", onText((text2) => `'${text2}'`)],
  ["lower", onText((text2) => text2.toLowerCase())],
  ["upper", onText((text2) => text2.toUpperCase())],
  ["trim", onText((text2) => text2.trim())],
  ["toString", onText((text2) => text2)],
  ["base", onText((text2) => text2.replace(/\/+$/, "").split("/").at(-1) ?? "")],
  ["normalize", onText(normalized)],
  ["trimPrefix", onText((prefix, text2 = "") => text2.startsWith(prefix) ? text2.slice(prefix.length) : text2)],
  ["trimSuffix", onText((suffix, text2 = "") => text2.endsWith(suffix) ? text2.slice(0, text2.length - suffix.length) : text2)],
  ["replace", onText((from, to = "", text2 = "") => text2.split(from).join(to))],
  ["printf", printf],
  ["toJson", ([value]) => value],
  ["toYaml", ([value]) => value]
]);
var textLimit = 1e4;
function normalized(text2) {
  const clean = text2.toLowerCase().replace(/[^-a-z0-9.]/g, "-").slice(0, 253);
  return clean.replace(/^[-.]/, "").replace(/[-.]$/, "");
}
function known5(value) {
  return { kind: "scalar", origin: { builtIn: "a template" }, value };
}
function plainScalar(value) {
  return value?.kind === "scalar" ? value.value : value;
}
function isEmpty2(value) {
  if (value?.kind === "scalar") return value.value === null || value.value === "" || value.value === false || value.value === 0;
  if (value?.kind === "list") return value.items.length === 0;
  return value?.kind !== "map" || value.entries.size === 0 && !value.rest;
}
function isTrue(value) {
  return value?.kind === "scalar" && value.value === true;
}
function onText(compute2) {
  return (values) => {
    const texts = values.flatMap((value) => value.kind === "scalar" && value.value !== null ? [String(value.value)] : []);
    const [first, ...others] = texts;
    if (first === void 0 || texts.length !== values.length || texts.some((text2) => text2.length > textLimit)) return void 0;
    const result = compute2(first, ...others);
    return result.length > textLimit ? void 0 : known5(result);
  };
}
function stepsInto(collection, path) {
  const steps2 = path.map((step) => step.kind === "scalar" && step.value !== null ? String(step.value) : "");
  return at(collection, ...steps2) ?? known5(null);
}
function get(values) {
  const [first, second] = values;
  if (first?.kind === "map") return second && stepsInto(first, [second]);
  const path = plainScalar(first);
  if (typeof path !== "string") return void 0;
  const found2 = at(values.at(-1), ...path.split("."));
  return found2 ?? (values.length > 2 ? second : void 0);
}
function dig(values) {
  const path = values.slice(0, -2);
  const found2 = stepsInto(values.at(-1), path);
  return found2?.kind === "scalar" && found2.value === null ? values.at(-2) : found2;
}
function printf([format, ...values]) {
  const pattern = plainScalar(format);
  if (typeof pattern !== "string" || pattern.length > textLimit) return void 0;
  const verbs2 = pattern.match(/%[^a-zA-Z%]*./g) ?? [];
  if (verbs2.length !== values.length || verbs2.some((verb) => !/^%[svd]$/.test(verb))) return void 0;
  const texts = values.map((value) => value.kind === "scalar" && value.value !== null ? String(value.value) : void 0);
  if (texts.some((text2) => text2 === void 0 || text2.length > textLimit)) return void 0;
  let next = 0;
  return known5(pattern.replace(/%[svd]/g, () => texts[next++] ?? ""));
}

// src/source/go-template.ts
var partLimit = 1e4;
var expressionLimit = 2e3;
var depthLimit3 = 20;
function templateParts(text2) {
  const parts = [];
  const plain2 = { expression: "", trimsBefore: false, trimsAfter: false };
  let offset = 0;
  for (let open3 = text2.indexOf("{{"); open3 !== -1; open3 = text2.indexOf("{{", offset)) {
    const end = actionEnd(text2, open3 + 2);
    if (end === void 0 || parts.length > partLimit) return void 0;
    if (open3 > offset) parts.push({ kind: "text", start: offset, end: open3, ...plain2 });
    const inner = text2.slice(open3 + 2, end - 2);
    const [, before = "", expression2 = "", after = ""] = /^(-(?=\s))?(.*?)((?<=\s)-)?$/s.exec(inner) ?? [];
    parts.push({
      kind: "action",
      start: open3,
      end,
      expression: expression2.trim(),
      trimsBefore: before !== "",
      trimsAfter: after !== ""
    });
    offset = end;
  }
  if (offset < text2.length) parts.push({ kind: "text", start: offset, end: text2.length, ...plain2 });
  return parts;
}
var inAction = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*.*?\*\/|\}\}|[^"`}/]+|["`}/]/suy;
function actionEnd(text2, start) {
  inAction.lastIndex = start;
  for (let token2 = inAction.exec(text2)?.[0]; token2 !== void 0; token2 = inAction.exec(text2)?.[0]) {
    if (token2 === "}}") return inAction.lastIndex;
  }
  return void 0;
}
function isControl(expression2) {
  return /^(if|else|end|range|with|define|block|break|continue)\b|^\/\*|^\$\w*(,\s*\$\w+)?\s*:?=/.test(expression2);
}
function evaluate2(expression2, dot) {
  if (expression2.length > expressionLimit || isControl(expression2)) return void 0;
  const tokens = tokensOf(expression2);
  if (!tokens) return void 0;
  const reading = { tokens, dot, next: 0 };
  const value = pipeline(reading, 0);
  return reading.next === tokens.length ? value : void 0;
}
function printedText(value) {
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : void 0;
}
var token = /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|-?\d+(?:\.\d+)?|\$?(?:\.[A-Za-z_]\w*)+|\$\w*|\.|[A-Za-z_]\w*|[()|]/suy;
function tokensOf(expression2) {
  const tokens = [];
  token.lastIndex = 0;
  while (token.lastIndex < expression2.length) {
    const found2 = token.exec(expression2)?.[0];
    if (found2 === void 0) return void 0;
    if (found2.trim() !== "") tokens.push(found2);
  }
  return tokens;
}
function pipeline(reading, depth) {
  let value = command(reading, void 0, depth);
  while (value && reading.tokens[reading.next] === "|") {
    reading.next++;
    value = command(reading, value, depth);
  }
  return value;
}
function command(reading, piped, depth) {
  const first = reading.tokens[reading.next];
  const call = first === void 0 ? void 0 : functions.get(first);
  if (call) reading.next++;
  const values = [];
  for (let word = reading.tokens[reading.next]; word !== void 0 && word !== "|" && word !== ")"; word = reading.tokens[reading.next]) {
    const value = operand(reading, word, depth);
    if (!value) return void 0;
    values.push(value);
  }
  if (piped) values.push(piped);
  if (call) return values.some((value) => value.kind === "unknown") ? void 0 : call(values);
  return values.length === 1 && !piped ? values[0] : void 0;
}
function operand(reading, word, depth) {
  reading.next++;
  if (word === "(") return depth < depthLimit3 ? inParentheses(reading, depth) : void 0;
  if (word === "." || word === "$") return reading.dot;
  if (/^\$?\./.test(word)) return field(reading.dot, word);
  if (word.startsWith("`")) return literal(word.slice(1, -1));
  if (word.startsWith('"')) return literal(unquoted(word));
  if (/^-?\d/.test(word)) return literal(Number(word));
  const constants2 = /* @__PURE__ */ new Map([
    ["true", true],
    ["false", false],
    ["nil", null]
  ]);
  const constant = constants2.get(word);
  return constant === void 0 ? void 0 : literal(constant);
}
function inParentheses(reading, depth) {
  const value = pipeline(reading, depth + 1);
  if (reading.tokens[reading.next] !== ")") return void 0;
  reading.next++;
  const chain = reading.tokens[reading.next];
  if (!value || chain === void 0 || !/^\.\w/.test(chain)) return value;
  reading.next++;
  return field(value, chain);
}
function field(from, path) {
  const found2 = at(from, ...path.replace(/^\$?\./, "").split("."));
  return found2 ?? literal(null);
}
function literal(value) {
  return { kind: "scalar", origin: { builtIn: "a template" }, value };
}
function unquoted(word) {
  return word.slice(1, -1).replace(/\\(.)/g, (_, letter) => ({ n: "\n", t: "	" })[letter] ?? letter);
}

// src/source/templated-yaml.ts
var keyMark = "\uE001";
var sizeLimit = 5 * 1024 * 1024;
var printLimit = 1e4;
function readTemplatedYaml(text2, context2) {
  if (!text2.content.includes("{{")) return readYaml(text2).root;
  const parts = templateParts(text2.content);
  if (!parts) return void 0;
  const masked = mask(text2, parts, context2);
  const { root } = readYaml(masked.text);
  return root && unmask(root, void 0, { regions: masked.regions, kept: context2.kept });
}
var tailLength = 2e3;
function mask(source2, parts, context2) {
  const writing = { source: source2, segments: [], pieces: [], length: 0, tail: "" };
  const regions = [];
  const open3 = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    const closing = isOpening(part.expression) ? closingOf(parts, index, source2.content) : void 0;
    if (part.kind === "text") write2(writing, source2.content.slice(part.start, part.end), part.start);
    else if (closing !== void 0) {
      if (!/^define\b/.test(part.expression)) write2(writing, valueMark, part.start);
      index = closing;
    } else if (isControl(part.expression)) addBoundary(part, source2, open3, regions);
    else writeOutput(writing, part, context2);
  }
  return { text: innerText(source2, writing.pieces.join(""), writing.segments), regions };
}
function addBoundary({ expression: expression2, start }, source2, open3, regions) {
  const { start: offset } = placeIn(source2, start, start);
  if (isOpening(expression2)) open3.push(offset);
  else if (/^end\b/.test(expression2)) open3.pop();
  regions.push({ offset, innermost: open3.at(-1) ?? -1 });
}
function isOpening(expression2) {
  return /^(if|range|with|define|block)\b/.test(expression2);
}
var inlineLimit = 100;
var definitionLimit = 2e3;
function closingOf(parts, index, content) {
  const isDefinition = /^define\b/.test(parts[index]?.expression ?? "");
  const limit2 = Math.min(parts.length, index + (isDefinition ? definitionLimit : inlineLimit));
  let depth = 0;
  for (let next = index; next < limit2; next++) {
    const part = parts[next];
    if (part.kind === "text" && !isDefinition && content.slice(part.start, part.end).includes("\n")) return void 0;
    if (isOpening(part.expression)) depth++;
    if (/^end\b/.test(part.expression) && --depth === 0) return next;
  }
  return void 0;
}
function write2(writing, text2, offset) {
  if (text2 === "" || writing.length > sizeLimit) return;
  writing.segments.push([writing.length, offset]);
  writing.pieces.push(text2);
  writing.length += text2.length;
  writing.tail = `${writing.tail}${text2.slice(-tailLength)}`.slice(-tailLength);
}
function writeOutput(writing, part, { evaluate: evaluate4 }) {
  const printed3 = printedText(evaluate4(part.expression));
  const { content } = writing.source;
  if (printed3 !== void 0 && printed3.length <= printLimit && !printed3.includes("\n")) write2(writing, printed3, part.start);
  else if (!isAlone(content, part)) write2(writing, valueMark, part.start);
  else write2(writing, standIn(writing, part), part.start);
}
function isAlone(content, { start, end }) {
  const before = content[start - 1 - blanksBefore(content, start)];
  let after = end;
  while (content[after] === " " || content[after] === "	" || content[after] === "\r") after++;
  return (before === void 0 || before === "\n") && (after >= content.length || content[after] === "\n" || content[after] === "#");
}
function blanksBefore(content, offset) {
  let start = offset;
  while (content[start - 1] === " " || content[start - 1] === "	") start--;
  return offset - start;
}
function standIn({ source: source2, tail }, { start, end, expression: expression2 }) {
  const own = blanksBefore(source2.content, start);
  const column = Number(/\bn?indent\s+(\d{1,2})\b/.exec(expression2)?.[1] ?? own);
  const next = /^\s*\n([ \t]*)(- )?/.exec(source2.content.slice(end, end + 200));
  const isItem = next?.[2] !== void 0 && next[1]?.length === column || followsItem(tail, column);
  return `${column === own ? "" : `
${" ".repeat(column)}`}${isItem ? `- ${valueMark}` : `${keyMark}${start}:`}`;
}
function followsItem(tail, column) {
  for (const line of tail.split("\n").reverse()) {
    const depth = line.search(/[^ ]/);
    if (depth !== -1 && depth <= column) return depth === column && line.startsWith("- ", depth);
  }
  return false;
}
function unmask(cursor, entry, unmasking) {
  const { regions, kept: kept3 } = unmasking;
  if (cursor.kind === "scalar") return isSteered(cursor, regions) ? unknown(cursor.origin) : cursor;
  if (cursor.kind === "list") {
    const isKept = entry === void 0 || kept3.has(entry.name);
    const items = cursor.items.map(
      (item) => isKept || !isConditional(item.origin, entry.key, regions) ? unmask(item, void 0, unmasking) : unknown(item.origin)
    );
    return { ...cursor, items };
  }
  return cursor.kind === "map" ? unmaskMap(cursor, unmasking) : cursor;
}
function unmaskMap(map, unmasking) {
  const entries = /* @__PURE__ */ new Map();
  let rest = map.rest;
  for (const [name, { key, value }] of map.entries) {
    if (name.includes(keyMark) || name.includes(valueMark)) rest = unknown(key);
    else if (!unmasking.kept.has(name) && isConditional(key, map.origin, unmasking.regions)) {
      entries.set(name, { key, value: unknown(value.origin) });
    } else entries.set(name, { key, value: unmask(value, { name, key }, unmasking) });
  }
  return { ...map, entries, ...rest && { rest } };
}
function isSteered({ value, origin: origin3 }, regions) {
  if (typeof value !== "string" || !value.includes("\n") || !isPlace(origin3)) return false;
  return value.includes(keyMark) || boundaryAfter(regions, origin3.start) !== boundaryAfter(regions, origin3.end);
}
function unknown(origin3) {
  return { kind: "unknown", origin: origin3, reason: "a template" };
}
function isConditional(origin3, parent, regions) {
  if (!isPlace(origin3) || !isPlace(parent)) return false;
  const innermost = regions[boundaryAfter(regions, origin3.start) - 1]?.innermost ?? -1;
  return innermost > parent.start;
}
function boundaryAfter(regions, offset) {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((regions[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/source/templated-documents.ts
var known6 = /* @__PURE__ */ new WeakMap();
function templatedDocuments(source2, marker3) {
  if (!/(^|\/)templates\//.test(source2.path) || !source2.text.includes("{{")) return [];
  const markers2 = known6.get(source2) ?? /* @__PURE__ */ new Map();
  known6.set(source2, markers2);
  const documents = markers2.get(marker3.source) ?? read(source2, marker3);
  markers2.set(marker3.source, documents);
  return documents;
}
var nothing = { kind: "unknown", origin: { builtIn: "a template" }, reason: "a template" };
var context = { evaluate: (expression2) => evaluate2(expression2, nothing), kept: /* @__PURE__ */ new Set(["sources"]) };
function read(source2, marker3) {
  return splitDocuments(wholeText(source2.path, source2.text)).flatMap((text2) => {
    if (!text2.content.includes("{{") || !marker3.test(text2.content) || readYaml(text2).root) return [];
    const root = readTemplatedYaml(text2, context);
    return root ? [documentOf(text2, root)] : [];
  });
}

// src/source/argocd/application-values.ts
import { posix as posix3 } from "node:path";

// src/source/values-layer.ts
function fileLayer(reader, path, written4, place) {
  const source2 = path === void 0 ? void 0 : reader.source(path);
  if (!source2) {
    const message = `The values file \`${written4}\` is not in the repository; what it sets is unknown.`;
    reader.problem({ code: "values-file-missing", message, place });
    return { name: written4, values: { kind: "unknown", origin: place, reason: "the values file is missing" } };
  }
  const { root, problems } = yamlOf(source2);
  for (const problem of problems) reader.problem(problem);
  const top = { file: source2.path, start: 0, end: firstLineEnd(source2.text) };
  if (root) return { name: source2.path, values: mapOf(root, top, `The values file \`${source2.path}\``, reader) };
  return { name: source2.path, values: problems.length > 0 ? unreadable(top) : emptyMap(top) };
}
function textLayer(reader, name, scalar4, key) {
  const text2 = textOf(scalar4);
  if (!text2) return { name, values: unreadable(key) };
  const { root, problems } = readYaml(text2);
  for (const problem of problems) reader.problem(problem);
  if (!root) return { name, values: problems.length > 0 ? unreadable(key) : emptyMap(key) };
  return { name, values: mapOf({ ...root, origin: key }, key, `\`${name}\``, reader) };
}
function blockLayer(reader, name, entry) {
  const key = isPlace(entry.key) ? entry.key : void 0;
  if (!key || entry.value.kind === "scalar" && (entry.value.value === null || entry.value.value === "")) return void 0;
  if (entry.value.kind === "scalar") return textLayer(reader, name, entry.value, key);
  return { name, values: { ...entry.value, origin: key } };
}
function nested(path, value, key) {
  const steps2 = path.split(/(?<!\\)\./).map((step) => step.replaceAll("\\.", "."));
  return steps2.reduceRight(
    (inner, step) => ({ kind: "map", origin: key, entries: /* @__PURE__ */ new Map([[step, { key, value: inner }]]) }),
    value
  );
}
function mapOf(root, place, name, reader) {
  if (root.kind === "map" || root.kind === "unknown") return root;
  if (root.kind === "scalar" && root.value === null) return emptyMap(place);
  const reason = `${name} holds ${root.kind === "list" ? "a list" : "a single value"}, where values must be a map`;
  reader.problem({ code: "values-no-map", message: `${reason}.`, place });
  return { kind: "unknown", origin: place, reason, invalid: true };
}
function emptyMap(origin3) {
  return { kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map() };
}
function unreadable(origin3) {
  return { kind: "unknown", origin: origin3, reason: "the values cannot be read" };
}
function firstLineEnd(text2) {
  const newline2 = text2.indexOf("\n");
  return newline2 === -1 ? text2.length : newline2;
}

// src/source/argocd/application-values.ts
function argocdLayers(context2, reader) {
  const helm = at(context2.source, "helm");
  const files = unknownOr(helm, "valueFiles", (items) => fileLayers(items, context2, reader));
  const blocks = entriesAt(helm);
  const block = blocks.find(([key]) => key === "valuesObject") ?? blocks.find(([key]) => key === "values");
  const inline = block ? blockLayer(reader, block[0], block[1]) : unknownLayer(at(helm, "valuesObject"), "valuesObject");
  const parameters = unknownOr(helm, "parameters", (items) => items.flatMap(parameterLayer));
  const fileParameters = unknownOr(helm, "fileParameters", (items) => items.flatMap(fileParameterLayer));
  return [...files, ...inline ? [inline] : [], ...parameters, ...fileParameters];
}
function fileLayers(items, context2, reader) {
  const found2 = items.map((file) => ({ isGlob: isGlob(stringAt(file) ?? ""), layers: valueFileLayers(file, context2, reader) }));
  const named = new Set(found2.flatMap((entry) => entry.isGlob ? [] : entry.layers.map(({ name }) => name)));
  return found2.flatMap(
    (entry) => entry.layers.filter(({ name }) => {
      const isTaken = entry.isGlob && named.has(name);
      named.add(name);
      return !isTaken;
    })
  );
}
function unknownOr(helm, key, layersOf6) {
  const layer = unknownLayer(at(helm, key), key);
  return layer ? [layer] : layersOf6(itemsAt(helm, key));
}
function unknownLayer(cursor, name) {
  return cursor?.kind === "unknown" && isPlace(cursor.origin) ? { name, values: cursor } : void 0;
}
function valueFileLayers(file, context2, reader) {
  const place = isPlace(file.origin) ? file.origin : void 0;
  if (!place) return [];
  const written4 = stringAt(file)?.replace(/\$\{?ARGOCD_APP_NAME\}?(?![A-Z_])/g, context2.name ?? "$&");
  const unknown4 = (reason) => [{ name: written4 ?? "a value file", values: { kind: "unknown", origin: place, reason } }];
  if (written4 === void 0) return unknown4("the file's name is not known");
  if (written4.includes("://")) return unknown4("the file is fetched from elsewhere");
  const reference2 = written4.match(/^\$([\w.-]+)\/(.+)$/);
  if (!reference2 && context2.directory === void 0) return unknown4("the file is part of the chart");
  const found2 = reference2 ? referencedFiles(reference2[2] ?? "", context2, reader) : chartFiles(written4, context2, reader);
  if (found2.length > 0) return found2.map((path) => fileLayer(reader, path, written4, place));
  if (isIgnored(context2) && isOurs(reference2?.[2], context2, reader)) return [];
  if (!reference2) return [fileLayer(reader, void 0, written4, place)];
  const target = context2.sources.find((source2) => stringAt(source2, "ref") === reference2[1]);
  return unknown4(`the file is in ${stringAt(target, "repoURL") ?? "another repository"}`);
}
function isIgnored({ source: source2 }) {
  const flag2 = at(source2, "helm", "ignoreMissingValueFiles");
  return flag2?.kind === "scalar" && flag2.value === true;
}
function isOurs(path, { directory: directory3, file }, reader) {
  if (path === void 0) return directory3 !== void 0;
  return path.includes("/") && rootedDirectory(file, posix3.dirname(path), reader) !== void 0;
}
function referencedFiles(path, { file }, reader) {
  if (!isGlob(path)) return [rootedFile(file, path, reader) ?? []].flat();
  const root = possibleRoots(file).find((candidate) => globbedFiles(`${candidate}${path}`, reader).length > 0);
  return root === void 0 ? [] : globbedFiles(`${root}${path}`, reader);
}
function chartFiles(path, { file, directory: directory3 }, reader) {
  if (path.startsWith("/")) return referencedFiles(path.slice(1), { file }, reader);
  const resolved2 = reader.resolve(posix3.join(directory3 ?? "", "Chart.yaml"), path);
  if (resolved2 === void 0) return [];
  if (isGlob(path)) return globbedFiles(resolved2, reader);
  return reader.source(resolved2) ? [resolved2] : [];
}
function isGlob(path) {
  return /[*?]/.test(path);
}
function parameterLayer(parameter3) {
  const name = stringAt(parameter3, "name");
  const value = at(parameter3, "value");
  const place = placeAt(parameter3, "value") ?? placeAt(parameter3, "name");
  const open3 = unknownLayer(parameter3, "a parameter");
  if (open3) return [open3];
  if (name === void 0 || !value || !place) return [];
  const layerName = `parameter ${name}`;
  if (value.kind !== "scalar")
    return [{ name: layerName, values: nested(name, { kind: "unknown", origin: place, reason: "a template" }, place) }];
  const text2 = String(value.value ?? "");
  const escaped = /^\{.*\}$/.test(text2) ? text2 : text2.replace(/(?<!\\),/g, "\\,");
  const kind = isForced(parameter3) ? "set-string" : "set";
  return [{ name: layerName, values: parseSet(`${name}=${escaped}`, kind, place) }];
}
function isForced(parameter3) {
  const flag2 = at(parameter3, "forceString");
  return flag2?.kind === "scalar" && flag2.value === true;
}
function fileParameterLayer(parameter3) {
  const name = stringAt(parameter3, "name");
  const place = placeAt(parameter3, "name");
  if (name === void 0 || !place) return [];
  return [
    { name: `file parameter ${name}`, values: nested(name, { kind: "unknown", origin: place, reason: "the text of a file" }, place) }
  ];
}

// src/source/argocd/application.ts
function chartSources(application, reader) {
  const sources = sourcesOf2(application);
  return sources.flatMap((source2) => {
    const found2 = chartOf(source2, application, reader);
    if (!found2) return [];
    const { chart: chart2, place, directory: directory3 } = found2;
    const { root, file } = application;
    const destination = at(root, "spec", "destination");
    const deployment = {
      tool: "helm",
      release: at(source2, "helm", "releaseName") ?? at(root, "metadata", "name"),
      namespace: at(source2, "helm", "namespace") ?? at(destination, "namespace"),
      layers: argocdLayers({ file, source: source2, sources, directory: directory3, name: stringAt(root, "metadata", "name") }, reader),
      // Argo CD renders with a version like v1.34: https://github.com/argoproj/argo-cd/issues/26330
      rendering: "offline",
      kubeVersion: kubeVersionOf(source2),
      isTemplate: application.isTemplate,
      // Beside it, Argo CD would not read `values` any more.
      ...!at(source2, "helm", "values") && { home: { map: source2, path: ["helm", "valuesObject"] } },
      place,
      scope: { file, script: false, destination: destinationOf2(application) }
    };
    return [{ chart: chart2, deployment }];
  });
}
function kubeVersionOf(source2) {
  const written4 = at(source2, "helm", "kubeVersion");
  return written4?.kind === "unknown" || stringAt(written4)?.includes("-gke") ? null : stringAt(written4);
}
function applicationsIn(source2) {
  const marker3 = /kind["']?:\s*["']?Application\b/;
  const documents = [...source2.documents(marker3), ...templatedDocuments(source2, marker3)].filter(
    ({ kind, apiVersion }) => kind === "Application" && apiVersion?.startsWith("argoproj.io/")
  );
  return documents.map(({ root, file, text: text2 }) => ({ root, file, isTemplate: text2.content.includes("{{") }));
}
function componentDirectories(source2, file, reader) {
  const path = stringAt(source2, "path");
  const directory3 = path === void 0 ? void 0 : rootedDirectory(file, path, reader);
  if (directory3 === void 0) return [];
  return itemsAt(source2, "kustomize", "components").flatMap((item) => {
    const written4 = stringAt(item);
    const component = written4 === void 0 ? void 0 : reader.resolve(`${folderOf2(directory3)}kustomization.yaml`, written4);
    return component === void 0 ? [] : component.replace(/\/$/, "");
  });
}
function destinationOf2({ root }) {
  const destination = at(root, "spec", "destination");
  return stringAt(destination, "name") ?? stringAt(destination, "server");
}
function sourcesOf2({ root }) {
  const spec = at(root, "spec");
  const several = itemsAt(spec, "sources");
  if (several.length > 0) return several;
  const single2 = at(spec, "source");
  return single2 ? [single2] : [];
}
function chartOf(source2, application, reader) {
  const repository = stringAt(source2, "repoURL");
  const version = at(source2, "targetRevision");
  const name = stringAt(source2, "chart");
  const place = placeAt(source2, "chart");
  if (name !== void 0 && place) return { chart: { name, repository, version }, place, directory: void 0 };
  const oci = repository?.match(/^oci:\/\/(.+)\/([^/]+)\/?$/);
  const address = placeAt(source2, "repoURL");
  if (oci?.[2] !== void 0 && address) {
    return { chart: { name: oci[2], repository: oci[1], version }, place: address, directory: void 0 };
  }
  return chartAtPath(source2, application, reader);
}
function chartAtPath(source2, { file }, reader) {
  const path = stringAt(source2, "path");
  const place = placeAt(source2, "path");
  if (path === void 0 || !place) return void 0;
  const directory3 = rootedDirectory(file, path, reader);
  const local = directory3 === void 0 ? void 0 : readLocalChart(reader, directory3);
  if (local) return { chart: local, place, directory: directory3 };
  const repository = stringAt(source2, "repoURL");
  if (directory3 !== void 0 || !/(^|[/:])istio\/istio(\.git)?\/?$/.test(repository ?? "")) return void 0;
  if (!/^\/?manifests\/charts\//.test(path)) return void 0;
  const tag = at(source2, "targetRevision");
  const version = /^v?\d+\.\d+\.\d+/.test(stringAt(tag) ?? "") || tag?.kind === "unknown" ? tag : void 0;
  return { chart: { name: posix4.basename(path), repository, version }, place, directory: void 0 };
}
function deployedDirectories(application, reader) {
  return sourcesOf2(application).flatMap((source2) => {
    const path = stringAt(source2, "path");
    const directory3 = path === void 0 ? void 0 : rootedDirectory(application.file, path, reader);
    if (directory3 === void 0 || reader.exists(posix4.join(directory3, "Chart.yaml"))) return [];
    const kustomize = at(source2, "kustomize");
    const patches = entriesAt(kustomize).find(([key]) => key === "patches" || key === "components");
    return [
      {
        directory: directory3,
        recurses: at(source2, "directory", "recurse")?.kind === "scalar",
        destination: destinationOf2(application),
        namespace: at(kustomize, "namespace"),
        defaultNamespace: at(application.root, "spec", "destination", "namespace"),
        patches: patches && placeAt(kustomize, patches[0])
      }
    ];
  });
}

// src/forms/argocd-application.ts
var argocdApplication = {
  id: "argocd-application",
  markers: ["argoproj.io/"],
  *extract(source2, reader) {
    for (const application of applicationsIn(source2)) {
      reportOpenChart(application, source2, reader);
      for (const { chart: chart2, deployment } of chartSources(application, reader)) {
        yield* draftsOfChart(chart2, { ...deployment, form: "argocd-application" });
      }
    }
  },
  *directories(source2, reader) {
    for (const application of applicationsIn(source2)) yield* deployedDirectories(application, reader);
  }
};
var argocd_application_default = argocdApplication;
function reportOpenChart(application, source2, reader) {
  const open3 = sourcesOf2(application).find((item) => [at(item, "chart"), at(item, "path")].some((name) => name?.kind === "unknown"));
  const chart2 = /^(.*?)templates\//.exec(source2.path)?.[1];
  if (!open3 || chart2 === void 0 || !isPlace(open3.origin)) return;
  const values = reader.below(`${chart2}values`).find((path) => /\b(istio|ztunnel|cilium)/.test(reader.source(path)?.text ?? ""));
  if (values === void 0) return;
  const message = `Which chart this Application renders is decided by values such as those of ${values}; what it installs is not known.`;
  reader.problem({ code: "argocd-template", message, place: open3.origin });
}

// src/source/substitute.ts
function substitute(template, filling) {
  if (template.kind === "list") return { ...template, items: template.items.map((item) => substitute(item, filling)) };
  if (template.kind === "map") return substituteMap(template, filling);
  const text2 = template.kind === "scalar" ? template.value : template.text;
  return isTemplate(text2) ? fill(text2, template.origin, filling) ?? unknownAt(template.origin) : template;
}
function substituteMap(template, filling) {
  const entries = /* @__PURE__ */ new Map();
  let rest = template.rest;
  for (const [name, { key, value }] of template.entries) {
    const filled2 = isTemplate(name) ? printedText(fill(name, key, filling)) : name;
    if (filled2 === void 0) rest = unknownAt(key);
    else entries.set(filled2, { key, value: name === "values" ? filledDocument(value, filling) : substitute(value, filling) });
  }
  return { ...template, entries, ...rest && { rest } };
}
function fill(text2, origin3, filling) {
  const parts = templateParts(text2);
  const [only] = parts ?? [];
  if (!parts) return void 0;
  if (parts.length === 1 && only?.kind === "action") return asText(parameter(only.expression, filling), origin3);
  const printed3 = parts.map((part) => {
    if (part.kind === "text") return text2.slice(part.start, part.end);
    return part.trimsBefore || part.trimsAfter ? void 0 : printedText(parameter(part.expression, filling));
  });
  return printed3.includes(void 0) ? void 0 : { kind: "scalar", origin: origin3, value: printed3.join("") };
}
function parameter(expression2, { parameters, isGo }) {
  if (isGo) return evaluate2(expression2, parameters);
  if (parameters.kind === "map" && parameters.entries.has(expression2)) return parameters.entries.get(expression2)?.value;
  return at(parameters, ...expression2.split("."));
}
function filledDocument(value, filling) {
  const text2 = templateText(value);
  if (!text2?.content.includes("\n")) return substitute(value, filling);
  return filledYaml(text2, filling) ?? unknownAt(value.origin);
}
function filledYaml(text2, filling) {
  return readTemplatedYaml(text2, { evaluate: (expression2) => parameter(expression2, filling), kept: /* @__PURE__ */ new Set() });
}
function templateText(value) {
  if (value.kind === "scalar") return isTemplate(value.value) ? textOf(value) : void 0;
  if (value.kind !== "unknown" || !isTemplate(value.text) || !isPlace(value.origin)) return void 0;
  return { file: value.origin.file, content: value.text, segments: [[0, value.origin.start]] };
}
function isTemplate(text2) {
  return typeof text2 === "string" && text2.includes("{{");
}
function asText(value, origin3) {
  const text2 = printedText(value);
  return text2 === void 0 || !value ? void 0 : { kind: "scalar", origin: isPlace(value.origin) ? value.origin : origin3, value: text2 };
}
function unknownAt(origin3) {
  return { kind: "unknown", origin: origin3, reason: "a template" };
}

// src/source/argocd/applicationset-git.ts
import { posix as posix5 } from "node:path";
function gitElements(spec, expansion) {
  const directories5 = itemsAt(spec, "directories");
  const isForFiles = directories5.length === 0;
  const items = isForFiles ? itemsAt(spec, "files") : directories5;
  const globs = items.flatMap((item) => {
    const glob = stringAt(item, "path")?.replace(/^\.?\/+/, "");
    const excluded = at(item, "exclude");
    return glob === void 0 ? [] : [{ glob, origin: item.origin, isExcluded: excluded?.kind === "scalar" && excluded.value === true }];
  });
  if (globs.length < items.length || globs.some(({ glob }) => /[[\]{}\\]/.test(glob))) return void 0;
  const wanted = globs.filter(({ isExcluded }) => !isExcluded);
  const root = possibleRoots(expansion.file).find(
    (start) => wanted.some(({ glob }) => matching(start, glob, isForFiles, expansion).length > 0)
  );
  if (root === void 0) return void 0;
  const unwanted = globs.filter(({ isExcluded }) => isExcluded);
  const paths = /* @__PURE__ */ new Map();
  for (const { glob, origin: origin3 } of wanted)
    for (const path of matching(root, glob, isForFiles, expansion)) paths.set(path, paths.get(path) ?? origin3);
  const kept3 = [...paths].filter(([path]) => !unwanted.some(({ glob }) => matchesGlob(path, glob))).sort(([one2], [other]) => one2 < other ? -1 : 1);
  const prefix = stringAt(spec, "pathParamPrefix");
  return kept3.flatMap(
    ([path, origin3]) => isForFiles ? fileElements(root, path, expansion).map((element) => withPath(element, path, true, { prefix, origin: origin3, isGo: expansion.isGo })) : [withPath({ kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map() }, path, false, { prefix, origin: origin3, isGo: expansion.isGo })]
  );
}
function matching(root, glob, isForFiles, { reader, left }) {
  const wild = glob.search(/[*?]/);
  const fixed2 = wild === -1 ? posix5.dirname(glob) : glob.slice(0, glob.lastIndexOf("/", wild) + 1);
  const found2 = /* @__PURE__ */ new Set();
  for (const path of reader.below(folderOf2(`${root}${fixed2}`))) {
    if (found2.size > left) break;
    const relative3 = path.slice(root.length);
    if (isForFiles && matchesGlob(relative3, glob)) found2.add(relative3);
    if (!isForFiles) addFolders(relative3, glob, found2);
  }
  return [...found2];
}
function addFolders(path, glob, found2) {
  const depth = glob.split("/").length;
  const steps2 = path.split("/");
  if (steps2.length <= depth) return;
  const folder = steps2.slice(0, depth).join("/");
  if (!found2.has(folder) && !folder.includes(".git/") && matchesGlob(folder, glob.replaceAll("**", "*"))) found2.add(folder);
}
var fileSizeLimit = 256 * 1024;
function fileElements(root, path, { reader }) {
  const source2 = reader.source(root + path);
  const content = source2 && source2.text.length < fileSizeLimit ? yamlOf(source2).root : void 0;
  const origin3 = { file: root + path, start: 0, end: 0 };
  if (content?.kind === "map") return [content];
  if (content?.kind === "list") return content.items.filter((item) => item.kind === "map");
  const rest = { kind: "unknown", origin: origin3, reason: "the file cannot be read" };
  return [{ kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map(), ...source2?.text.trim() !== "" && { rest } }];
}
function withPath(element, path, isFile, naming) {
  const folder = isFile ? posix5.dirname(path) : path;
  const name = posix5.basename(folder);
  const file = posix5.basename(path);
  const texts = [
    ["basename", name],
    ["basenameNormalized", normalized(name)],
    ...isFile ? [
      ["filename", file],
      ["filenameNormalized", normalized(file)]
    ] : []
  ];
  const segments = folder.split("/");
  return mergeValues([
    element,
    naming.isGo ? goPath(folder, texts, segments, naming) : plainPath(folder, texts, segments, naming)
  ]);
}
function goPath(folder, texts, segments, { prefix, origin: origin3 }) {
  const list = { kind: "list", origin: origin3, items: segments.map((segment) => scalar(segment, origin3)) };
  const named = [["path", folder], ...texts].map(([key, value]) => [key, { key: origin3, value: scalar(value, origin3) }]);
  const path = mapOf2([...named, ["segments", { key: origin3, value: list }]], origin3);
  const wrapped = mapOf2([["path", { key: origin3, value: path }]], origin3);
  return prefix === void 0 ? wrapped : mapOf2([[prefix, { key: origin3, value: wrapped }]], origin3);
}
function plainPath(folder, texts, segments, { prefix, origin: origin3 }) {
  const name = prefix === void 0 ? "path" : `${prefix}.path`;
  const all2 = [
    [name, folder],
    ...texts.map(([key, value]) => [`${name}.${key}`, value]),
    ...segments.map((segment, index) => [`${name}[${index}]`, segment])
  ];
  return mapOf2(
    all2.map(([key, value]) => [key, { key: origin3, value: scalar(value, origin3) }]),
    origin3
  );
}
function scalar(value, origin3) {
  return { kind: "scalar", origin: origin3, value };
}
function mapOf2(entries, origin3) {
  return { kind: "map", origin: origin3, entries: new Map(entries) };
}

// src/source/argocd/applicationset-selector.ts
function isSelected(element, selector) {
  const labels = entriesAt(selector, "matchLabels").every(([key, { value }]) => matches(element, key, "In", [value]));
  const expressions = itemsAt(selector, "matchExpressions").every((expression2) => {
    const key = stringAt(expression2, "key");
    const operator2 = stringAt(expression2, "operator");
    return key === void 0 || operator2 === void 0 || matches(element, key, operator2, itemsAt(expression2, "values"));
  });
  return labels && expressions;
}
function matches(element, key, operator2, values) {
  const found2 = element.entries.get(key)?.value ?? at(element, ...key.split("."));
  if (found2?.kind === "unknown" || values.some(({ kind }) => kind === "unknown")) return true;
  const text2 = textOf2(found2);
  const isAmong = text2 !== void 0 && values.some((value) => textOf2(value) === text2);
  if (operator2 === "In") return isAmong;
  if (operator2 === "NotIn") return !isAmong;
  if (operator2 === "Exists") return found2 !== void 0;
  return operator2 === "DoesNotExist" ? found2 === void 0 : true;
}
function textOf2(cursor) {
  return cursor?.kind === "scalar" ? String(cursor.value ?? "") : void 0;
}

// src/source/argocd/applicationset-elements.ts
var depthLimit4 = 3;
function elementsOf(generator, kind, expansion) {
  const elements = expand(generator, kind, expansion, 0);
  const kept3 = elements.slice(0, Math.max(0, expansion.left));
  expansion.left -= elements.length;
  return kept3;
}
function expand(generator, kind, expansion, depth) {
  const spec = at(generator, kind);
  if (!spec || depth > depthLimit4 || expansion.work < 0) return [];
  const elements = rawElements(spec, kind, expansion, depth);
  expansion.work -= elements.length + 1;
  const selector = at(generator, "selector");
  return selector ? elements.filter((element) => isSelected(element, selector)) : elements;
}
function rawElements(spec, kind, expansion, depth) {
  if (kind === "list") return listElements(spec, expansion);
  if (kind === "git")
    return (gitElements(spec, expansion) ?? [openElement(spec.origin)]).map((element) => withValues(element, spec, expansion));
  if (kind === "matrix") return matrixElements(spec, expansion, depth);
  if (kind === "merge") return mergeElements(spec, expansion, depth);
  return [withValues(openElement(spec.origin), spec, expansion)];
}
function openElement(origin3) {
  return { kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map(), rest: { kind: "unknown", origin: origin3, reason: "a generator that asks the cluster" } };
}
function listElements(spec, { left, isGo }) {
  const listed2 = itemsAt(spec, "elements").slice(0, left + 1).flatMap((item) => item.kind === "map" ? item : openElement(item.origin));
  const written4 = at(spec, "elementsYaml");
  const more = written4 ? yamlElements(written4) : [];
  return [...listed2, ...more].map((element) => isGo ? element : flatElement(element));
}
function yamlElements(written4) {
  if (written4.kind === "list") return written4.items.filter((item) => item.kind === "map");
  const text2 = written4.kind === "scalar" ? textOf(written4) : void 0;
  const root = text2 && readYaml(text2).root;
  return root?.kind === "list" ? root.items.filter((item) => item.kind === "map") : [openElement(written4.origin)];
}
function flatElement(element) {
  const values = entriesAt(element, "values").map(([key, entry]) => [`values.${key}`, entry]);
  return values.length === 0 ? element : { ...element, entries: new Map([...element.entries, ...values]) };
}
function withValues(element, spec, { isGo }) {
  const values = at(spec, "values");
  if (values?.kind !== "map") return element;
  const filled2 = [...values.entries].map(([key, { key: origin3, value }]) => {
    const text2 = value.kind === "unknown" ? value.text : void 0;
    const known15 = text2 === void 0 ? void 0 : fill(text2, value.origin, { parameters: element, isGo });
    return [key, { key: origin3, value: known15 ?? value }];
  });
  const own = isGo ? [["values", { key: values.origin, value: { ...values, entries: new Map(filled2) } }]] : filled2.map(([key, entry]) => [`values.${key}`, entry]);
  return { ...element, entries: new Map([...element.entries, ...own]) };
}
function matrixElements(spec, expansion, depth) {
  const [first, second, third] = itemsAt(spec, "generators");
  if (!first || !second || third) return [];
  const combined2 = [];
  const size = sizeOf(second);
  for (const outer of childElements(first, expansion, depth)) {
    expansion.work -= size;
    if (expansion.work < 0) break;
    for (const inner of childElements(filledGenerator(second, outer, expansion), expansion, depth)) {
      if (combined2.length > expansion.left) return combined2;
      combined2.push(mergeValues([inner, outer]));
    }
  }
  return combined2;
}
function filledGenerator(generator, parameters, { isGo }) {
  const filled2 = substitute(generator, { parameters, isGo });
  const written4 = at(generator, "list", "elementsYaml");
  const parts = written4?.kind === "unknown" ? /^\{\{(.*)\}\}$/s.exec(written4.text?.trim() ?? "") : void 0;
  const elements = parts ? parameter((parts[1] ?? "").replace(/^-|-$/g, "").trim(), { parameters, isGo }) : void 0;
  const list = at(filled2, "list");
  if (elements?.kind !== "list" || filled2.kind !== "map" || list?.kind !== "map") return filled2;
  const entries = new Map([...list.entries, ["elementsYaml", { key: elements.origin, value: elements }]]);
  return { ...filled2, entries: new Map([...filled2.entries, ["list", { key: list.origin, value: { ...list, entries } }]]) };
}
function childElements(generator, expansion, depth) {
  return entriesAt(generator).flatMap(([kind]) => kind === "selector" ? [] : expand(generator, kind, expansion, depth + 1));
}
function mergeElements(spec, expansion, depth) {
  const keys = itemsAt(spec, "mergeKeys").flatMap((key) => stringAt(key) ?? []);
  const [first, ...others] = itemsAt(spec, "generators").map((generator) => childElements(generator, expansion, depth));
  if (!first || keys.length === 0) return [];
  const identity = (element) => {
    const values = keys.map((key) => element.entries.get(key)?.value ?? at(element, ...key.split(".")) ?? element.rest);
    return values.some((value) => value?.kind === "unknown") ? void 0 : JSON.stringify(values.map((value) => stringAt(value)));
  };
  return others.reduce((merged2, overrides) => {
    const byIdentity = new Map(overrides.map((override) => [identity(override), override]));
    return merged2.map((element) => {
      const name = identity(element);
      const override = name === void 0 ? void 0 : byIdentity.get(name);
      if (override) return mergeValues([element, override]);
      return name === void 0 || byIdentity.has(void 0) ? { ...element, rest: element.rest ?? openRest(element.origin) } : element;
    });
  }, first);
}
function openRest(origin3) {
  return { kind: "unknown", origin: isPlace(origin3) ? origin3 : { builtIn: "a template" }, reason: "a generator that asks the cluster" };
}
function sizeOf(cursor) {
  let size = 0;
  const waiting = [cursor];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    size += 1 + (next.kind === "scalar" ? (stringAt(next)?.length ?? 0) / 100 : 0);
    if (next.kind === "list") waiting.push(...next.items);
    if (next.kind === "map") for (const { value } of next.entries.values()) waiting.push(value);
  }
  return Math.ceil(size);
}

// src/source/argocd/applicationset.ts
var elementLimit = 1e3;
var valueLimit = 1e6;
var workLimit = 5e5;
var totals = /* @__PURE__ */ new WeakMap();
var totalLimit = 2e4;
var knownSets = /* @__PURE__ */ new WeakMap();
function applicationSetsIn(source2) {
  const before = knownSets.get(source2);
  if (before) return before;
  const marker3 = /kind["']?:\s*["']?ApplicationSet\b/;
  const documents = [...source2.documents(marker3), ...templatedDocuments(source2, marker3)];
  const sets = documents.filter(({ kind, apiVersion }) => kind === "ApplicationSet" && apiVersion?.startsWith("argoproj.io/"));
  knownSets.set(source2, sets);
  return sets;
}
var knownApplications = /* @__PURE__ */ new WeakMap();
function applicationsOf(document, reader) {
  const before = knownApplications.get(document) ?? expand2(document, reader);
  knownApplications.set(document, before);
  return before;
}
function expand2(document, reader) {
  const { root, file } = document;
  const spec = at(root, "spec");
  const flag2 = at(spec, "goTemplate");
  const isGo = flag2?.kind === "scalar" && flag2.value === true;
  const base = at(spec, "template");
  if (!base) return [];
  const total = totals.get(reader) ?? { left: totalLimit };
  totals.set(reader, total);
  const limit2 = Math.min(elementLimit, total.left, Math.ceil(valueLimit / sizeOf(base)));
  const expansion = { left: limit2, work: workLimit, file, isGo, reader };
  const applications = itemsAt(spec, "generators").flatMap(
    (generator) => entriesAt(generator).flatMap(([kind, { value }]) => {
      if (kind === "selector") return [];
      const template = templateOf(base, value);
      const elements = elementsOf(generator, kind, expansion);
      return elements.map((parameters) => ({
        root: applicationRoot(template, at(spec, "templatePatch"), { parameters, isGo }),
        file,
        isTemplate: true
      }));
    })
  );
  total.left -= applications.length;
  if (expansion.left < 0 || expansion.work < 0) reportLimit(document, reader);
  return applications;
}
function reportLimit({ root, file }, reader) {
  const message = "This ApplicationSet makes more Applications than are looked at here; only the first ones are.";
  reader.problem({ code: "applicationset-limit", message, place: placeAt(root, "kind") ?? { file, start: 0, end: 0 } });
}
function templateOf(base, generator) {
  const override = at(generator, "template");
  if (override?.kind !== "map") return base;
  return mergeValues([base, withoutEmpty(override)]);
}
function withoutEmpty(cursor) {
  if (cursor.kind !== "map") return cursor;
  const entries = [...cursor.entries].flatMap(([key, entry]) => {
    const { value } = entry;
    const isEmpty6 = value.kind === "scalar" && (value.value === "" || value.value === null) || value.kind === "list" && value.items.length === 0;
    return isEmpty6 ? [] : [[key, { ...entry, value: withoutEmpty(value) }]];
  });
  return { ...cursor, entries: new Map(entries) };
}
function applicationRoot(template, patch, filling) {
  const root = substitute(template, filling);
  if (!patch) return root;
  const text2 = templateText(patch) ?? (patch.kind === "scalar" ? textOf(patch) : void 0);
  const read3 = text2 && filledYaml(text2, filling);
  return read3 ? mergeValues([root, read3]) : openRoot(root, patch);
}
function openRoot(root, patch) {
  const unknown4 = { kind: "unknown", origin: patch.origin, reason: "a patch that is a template" };
  const helm = (source2) => {
    if (source2.kind !== "map") return source2;
    const entry = { key: patch.origin, value: unknown4 };
    return { ...source2, entries: new Map([...source2.entries, ["helm", entry], ["targetRevision", entry]]) };
  };
  const spec = at(root, "spec");
  if (root.kind !== "map" || spec?.kind !== "map") return root;
  const opened = [...spec.entries].map(([key, entry]) => {
    if (key === "source") return [key, { ...entry, value: helm(entry.value) }];
    const isList = key === "sources" && entry.value.kind === "list";
    return [key, isList ? { ...entry, value: { ...entry.value, items: itemsAt(entry.value).map(helm) } } : entry];
  });
  const entries = new Map([...root.entries, ["spec", { key: spec.origin, value: { ...spec, entries: new Map(opened) } }]]);
  return { ...root, entries };
}

// src/forms/argocd-applicationset.ts
var argocdApplicationSet = {
  id: "argocd-applicationset",
  markers: ["ApplicationSet"],
  *extract(source2, reader) {
    for (const application of applicationsIn2(source2, reader)) {
      for (const { chart: chart2, deployment } of chartSources(application, reader)) {
        yield* draftsOfChart(chart2, { ...deployment, form: "argocd-applicationset" });
      }
    }
  },
  *directories(source2, reader) {
    for (const application of applicationsIn2(source2, reader)) yield* deployedDirectories(application, reader);
  }
};
var argocd_applicationset_default = argocdApplicationSet;
function applicationsIn2(source2, reader) {
  return applicationSetsIn(source2).flatMap((document) => applicationsOf(document, reader));
}

// src/source/command-values.ts
function helmLayers(flags, open3, context2) {
  const files = flags.filter((flag2) => flag2.name === "values").flatMap((flag2) => flag2.value ? valuesFiles(flag2.value, context2) : []);
  const sets = setKinds.flatMap((kind) => flags.filter((flag2) => flag2.name === kind).flatMap((flag2) => setLayer(kind, flag2, context2)));
  return [...files, ...openLayer(open3, context2), ...sets];
}
function openLayer(open3, { command: command2 }) {
  if (!open3) return [];
  const text2 = textOfWord(open3);
  return [{ name: text2, values: { kind: "unknown", origin: originOf(open3, command2), reason: "more options may follow", text: text2 } }];
}
function namedFile(name, { command: command2, file, reader }) {
  if (name === "-" || name === "/dev/stdin")
    return command2.input ? { kind: "text", text: command2.input } : { kind: "unknown", reason: "it is piped in" };
  if (command2.written.has(name)) {
    const text2 = command2.written.get(name);
    return text2 ? { kind: "text", text: text2 } : { kind: "unknown", reason: "the script writes this file" };
  }
  if (/^\w+:\/\//.test(name)) return { kind: "unknown", reason: "the file is fetched when the script runs" };
  if (/[$`*]/.test(name)) return { kind: "unknown", reason: "the file is known only when the script runs" };
  if (command2.directory === void 0 && !name.startsWith("/"))
    return { kind: "unknown", reason: "the directory is known only when the script runs" };
  const inside = joinPath(command2.directory ?? "", name);
  const candidates4 = [inside, name, `/${inside}`, `/${name}`].map((path2) => reader.resolve(file, path2));
  const path = candidates4.find((candidate) => candidate !== void 0 && reader.source(candidate) !== void 0);
  return path === void 0 ? { kind: "missing" } : { kind: "path", path };
}
function isForRemoval({ pipedInto }) {
  return pipedInto !== void 0 && /\sdelete(\s|$)/.test(pipedInto);
}
function lastWord({ args, place }) {
  let last3 = place;
  for (const { origin: origin3 } of args) {
    if (isPlace(origin3) && origin3.file === place.file && origin3.start >= place.start && origin3.end > last3.end) last3 = origin3;
  }
  return last3;
}
function originOf(word, command2) {
  return isPlace(word.origin) ? word.origin : command2.place;
}
var setKinds = ["set-json", "set", "set-string", "set-file", "set-literal"];
function valuesFiles(word, context2) {
  const names3 = textOfWord(word).split(",");
  return names3.filter((name) => name !== "").map((name) => valuesFile(name, originOf(word, context2.command), context2));
}
function valuesFile(name, place, context2) {
  const found2 = namedFile(name, context2);
  if (found2.kind === "path" || found2.kind === "missing") {
    return fileLayer(context2.reader, found2.kind === "path" ? found2.path : void 0, shownPath(name), place);
  }
  if (found2.kind === "unknown") return { name, values: { kind: "unknown", origin: place, reason: found2.reason, text: name } };
  const { text: text2 } = found2;
  const scalar4 = { kind: "scalar", origin: place, value: text2.content, text: text2 };
  return textLayer(context2.reader, name, scalar4, placeIn(text2, 0, Math.max(1, text2.content.indexOf("\n"))));
}
function setLayer(kind, { value }, context2) {
  const { command: command2, reader } = context2;
  if (!value) return [];
  const place = originOf(value, command2);
  const name = `--${kind} ${textOfWord(value)}`;
  if (value.kind === "scalar") {
    const values = parseSet(value.value, kind, place, (file) => textOfFile(file, context2));
    if (values.kind === "unknown")
      reader.problem({ code: "set-syntax", message: `${values.reason}. Helm refuses it, or leaves it out.`, place });
    return [{ name, values }];
  }
  return [{ name, values: partlyKnown(value.text, (expression2) => parseSet(expression2, kind, place), value) }];
}
function textOfFile(name, context2) {
  const found2 = namedFile(name, context2);
  if (found2.kind === "text") return found2.text.content;
  return found2.kind === "path" ? context2.reader.source(found2.path)?.text : void 0;
}
var blank = "\0";
function partlyKnown(text2, parse3, unknown4) {
  const expression2 = text2.replace(/\$\{[^{}]*\}|\{\{[^{}]*\}\}/g, blank).replace(/(?:\$|`|\{\{).*$/s, blank);
  const layer = parse3(expression2);
  if (layer.kind !== "map" || !("assignments" in layer)) return unknown4;
  const assignments = layer.assignments;
  if (assignments.some(({ path }) => path.some((step) => String(step.name).includes(blank)))) return unknown4;
  return assignmentLayer(
    assignments.map(({ path, value }) => ({ path, value: hasBlank(value) ? { ...unknown4, origin: value.origin } : value })),
    layer.origin
  );
}
function hasBlank(value) {
  if (value.kind === "list") return value.items.some(hasBlank);
  return value.kind === "scalar" && String(value.value).includes(blank);
}

// src/forms/cilium-cli.ts
var ciliumCli = {
  id: "cilium-cli",
  markers: ["cilium ", "CILIUM"],
  *extract(source2, reader) {
    for (const { unit, commands } of source2.scripts()) {
      for (const command2 of commands) {
        const draft = command2.program === "cilium" ? installDraft({ command: command2, file: source2.path, unit, reader }) : void 0;
        if (draft) yield draft;
      }
    }
  }
};
var cilium_cli_default = ciliumCli;
var ciliumFlags = valueFlags(
  ...["n namespace", "context", "as", "as-group", "helm-release-name"],
  ...["f values", "set", "set-string", "set-file", "version", "repository", "chart-directory", "wait-duration"],
  ...["datapath-mode", "cluster-name", "cluster-id", "k8s-version", "nodes-without-cilium", "list-versions"]
);
var renamed = /* @__PURE__ */ new Map([
  ["helm-set", "set"],
  ["helm-set-string", "set-string"],
  ["helm-set-file", "set-file"],
  ["helm-values", "values"]
]);
var allFlags = new Map([...ciliumFlags, ...renamed]);
var defaultNamespace = { kind: "scalar", origin: { builtIn: "default of the cilium command" }, value: "kube-system" };
function installDraft(context2) {
  const { command: command2, file, unit } = context2;
  const { positionals, flags } = readArguments(command2.args, allFlags);
  const verb = positionals.find((word) => !isOpen(word));
  if (verb?.kind !== "scalar" || !["install", "upgrade"].includes(verb.value)) return void 0;
  const open3 = positionals.slice(positionals.indexOf(verb)).find(isOpen);
  const isDry = flags.some(({ name }) => name === "dry-run");
  return {
    form: "cilium-cli",
    tool: "helm",
    component: "cilium",
    chart: "cilium",
    version: flagValue(flags, "version") ?? open3,
    namespace: flagValue(flags, "namespace") ?? defaultNamespace,
    layers: helmLayers(flags, open3, context2),
    home: { after: lastWord(command2), path: [] },
    rendering: isDry ? "offline" : "live",
    place: command2.place,
    scope: { file, script: true, unit }
  };
}

// src/istio/chart-reference.ts
function readChartReference(written4, surroundings) {
  const [, path = "", file = ""] = /^(?:(.*)\/)?([^/]*)$/s.exec(written4.replace(/\/+$/, "")) ?? [];
  const [, name = "", archived] = /^(.*?)(?:-v?(\d+\.\d+\.\d+[\w.+-]*?))?(?:\.tgz)?$/s.exec(file) ?? [];
  const isArchive = file.endsWith(".tgz");
  const chart2 = isArchive ? name : file;
  const component = chartComponent(chart2, repositoryOf(path, surroundings));
  const version = isArchive ? archived : /(?:^|\/)istio-(\d+\.\d+\.\d+[\w.-]*)\//.exec(`${path}/`)?.[1];
  return component && { component, name: chart2, version };
}
function repositoryOf(path, { repository, repositories, isLocal }) {
  if (repository !== void 0) return repository;
  if (path.includes("://")) return path;
  if (isLocal || /^[./~]|\//.test(path)) return /(^|\/)manifests\/charts(\/|$)/.test(path) ? `istio/${path}` : void 0;
  return path === "" ? void 0 : `${path} ${repositories.get(path) ?? ""}`;
}

// src/source/config-map.ts
function referencedLayer(reader, { kind, reference: reference2 }, place) {
  const name = referenceAt(reference2, "name");
  const layerName = `${kind} ${name ?? ""}`;
  const map = kind === "ConfigMap" && name !== void 0 ? onlyConfigMap(reader, name, referenceAt(reference2, "namespace")) : void 0;
  const content = at(map, "data", stringAt(reference2, "key") ?? "values.yaml");
  if (content?.kind !== "scalar") {
    return { name: layerName, values: { kind: "unknown", origin: place, reason: `it comes from the ${layerName}` } };
  }
  return textLayer(reader, layerName, content, placeAt(map, "data") ?? place);
}
function onlyConfigMap(reader, name, namespace) {
  const found2 = reader.named("ConfigMap", name).filter((document) => namespace === void 0 || inNamespace(document.root, namespace));
  return found2.length === 1 ? found2[0]?.root : void 0;
}
function inNamespace(root, namespace) {
  const own = referenceAt(root, "metadata", "namespace");
  return own === void 0 || own === namespace;
}

// src/source/set-layers.ts
function setLayer2(path, value, place, spell) {
  const name = `set ${path}`;
  if (value.kind !== "scalar" || value.value === null) return unknownSet(name, path, value, place);
  const { kind, text: text2 } = spell(value.value);
  return { name, values: parseSet(`${path}=${text2}`, kind, isPlace(value.origin) ? value.origin : place) };
}
function unknownSet(name, path, value, place) {
  const reason = value.kind === "unknown" ? value.reason : "the value is no single one";
  const origin3 = isPlace(value.origin) ? value.origin : place;
  return { name, values: nested(path.replace(/\[.*$/s, "") || path, { kind: "unknown", origin: origin3, reason }, origin3) };
}

// src/forms/crossplane-release.ts
var crossplaneRelease = {
  id: "crossplane-release",
  markers: ["helm.crossplane.io/", "helm.m.crossplane.io/"],
  *extract(source2, reader) {
    for (const document of source2.documents(/helm\.(m\.)?crossplane\.io\//)) {
      const isOurs2 = /^helm\.(m\.)?crossplane\.io\//.test(document.apiVersion ?? "");
      const draft = isOurs2 && document.kind === "Release" ? releaseDraft(document, reader) : void 0;
      if (draft) yield draft;
    }
  }
};
var crossplane_release_default = crossplaneRelease;
function releaseDraft(document, reader) {
  const spec = at(document.root, "spec", "forProvider");
  const chart2 = chartOf2(at(spec, "chart"));
  if (!chart2) return void 0;
  return {
    form: "crossplane-release",
    tool: "helm",
    component: chart2.component,
    chart: chart2.name,
    version: chart2.version,
    release: at(document.root, "metadata", "annotations", "crossplane.io/external-name") ?? at(document.root, "metadata", "name"),
    namespace: at(spec, "namespace"),
    layers: layersOf(spec, reader),
    rendering: "live",
    ...spec?.kind === "map" && { home: { map: spec, path: ["values"] } },
    place: chart2.place,
    scope: { file: document.file, script: false, destination: destinationOf3(document) }
  };
}
function chartOf2(chart2) {
  const key = stringAt(chart2, "url") === void 0 ? "name" : "url";
  const written4 = stringAt(chart2, key);
  const place = placeAt(chart2, key);
  if (written4 === void 0 || !place) return void 0;
  const [, address = written4, tag, digest] = /^(oci:\/\/[^@]+?)(?::([^:/@]+))?(@.+)?$/.exec(written4) ?? [];
  const repository = key === "name" ? stringAt(chart2, "repository") : void 0;
  const found2 = readChartReference(address, { repository, repositories: /* @__PURE__ */ new Map(), isLocal: false });
  if (!found2) return void 0;
  const { component, name } = found2;
  return { component, name, place, version: versionOf(chart2, tag ?? found2.version, digest, place) };
}
function versionOf(chart2, inAddress, digest, place) {
  if (inAddress !== void 0) return { kind: "scalar", origin: place, value: inAddress };
  const written4 = at(chart2, "version");
  const pinned2 = digest === void 0 ? placeAt(chart2, "digest") : place;
  if (written4 || !pinned2) return written4;
  return { kind: "unknown", origin: pinned2, reason: "the chart is pinned by its digest" };
}
var anyCluster = /^(default|in-?cluster|injected-?identity|(provider-)?helm(-provider)?(-config)?)$/;
function destinationOf3({ root }) {
  const name = stringAt(root, "spec", "providerConfigRef", "name");
  return name === void 0 || anyCluster.test(name) ? void 0 : name;
}
function layersOf(spec, reader) {
  const values = entriesAt(spec).find(([key]) => key === "values")?.[1];
  const inline = values && blockLayer(reader, "values", values);
  return [
    ...itemsAt(spec, "valuesFrom").flatMap((item) => valuesFromLayers(item, reader)),
    ...inline ? [inline] : [],
    ...itemsAt(spec, "set").flatMap(setLayers)
  ];
}
function valuesFromLayers(item, reader) {
  const { origin: origin3 } = item;
  const map = at(item, "configMapKeyRef");
  const reference2 = map ?? at(item, "secretKeyRef") ?? item;
  if (!isPlace(origin3)) return [];
  return [referencedLayer(reader, { kind: map ? "ConfigMap" : "Secret", reference: reference2 }, placeAt(reference2, "name") ?? origin3)];
}
function setLayers(item) {
  const path = stringAt(item, "name");
  const place = placeAt(item, "name");
  if (path === void 0 || !place) return [];
  const from = placeAt(item, "valueFrom");
  const value = from ? { kind: "unknown", origin: from, reason: "it comes from the cluster" } : at(item, "value");
  return value ? [setLayer2(path, value, place, spelled)] : [];
}
function spelled(value) {
  return { kind: "set", text: String(value) };
}

// src/forms/fleet.ts
var fleet = {
  id: "fleet",
  markers: ["helm:"],
  *extract(source2, reader) {
    if (!/(^|\/)fleet\.ya?ml$/.test(source2.path)) return;
    const [document] = source2.documents(/\bhelm["']?:/);
    if (document) for (const bundle of bundlesOf(document.root)) yield* bundleDrafts(bundle, source2.path, reader);
  }
};
var fleet_default = fleet;
function bundlesOf(root) {
  const targets = itemsAt(root, "targetCustomizations").filter(
    (target) => ["helm", "namespace", "defaultNamespace"].some((key) => at(target, key))
  );
  if (targets.length === 0) return [{ levels: [root], target: void 0, others: void 0 }];
  const others = targets.length > 1 && stringAt(root, "targetCustomizationMode") === "AllMatches" ? placeAt(root, "targetCustomizationMode") : void 0;
  const deployed2 = targets.filter((target) => !isOn2(at(target, "doNotDeploy")));
  return deployed2.map((target) => ({ levels: [root, target], target, others }));
}
function isOn2(flag2) {
  return flag2?.kind === "scalar" && flag2.value === true;
}
function bundleDrafts(bundle, file, reader) {
  const chart2 = latest(bundle, "helm", "chart") ?? ownChart(bundle, file, reader);
  const repository = latest(bundle, "helm", "repo");
  const written4 = stringAt(chart2);
  const place = chart2 && isPlace(chart2.origin) ? chart2.origin : void 0;
  if (written4 === void 0 || !place) return [];
  const deployment = deploymentOf(bundle, place, file, reader);
  const path = repository === void 0 && !written4.includes("://") ? reader.resolve(file, written4) : void 0;
  const local = path === void 0 ? void 0 : readLocalChart(reader, path);
  if (local) return chartDrafts(local, deployment);
  const found2 = readChartReference(written4, { repository: stringAt(repository), repositories: /* @__PURE__ */ new Map(), isLocal: path !== void 0 });
  if (!found2) return [];
  const { component, name, version } = found2;
  const inAddress = version === void 0 ? void 0 : { kind: "scalar", origin: place, value: version };
  return [{ ...deployment, component, chart: name, version: inAddress ?? latest(bundle, "helm", "version") }];
}
function ownChart({ levels }, file, reader) {
  const place = levels.flatMap((level) => placeAt(level, "helm") ?? []).at(-1);
  const manifest = reader.resolve(file, "Chart.yaml");
  return place && manifest !== void 0 && reader.exists(manifest) ? { kind: "scalar", origin: place, value: "." } : void 0;
}
function deploymentOf(bundle, place, file, reader) {
  const home = bundle.levels.map((level) => at(level, "helm")).findLast((helm) => helm?.kind === "map");
  const { target } = bundle;
  return {
    form: "fleet",
    tool: "helm",
    release: latest(bundle, "helm", "releaseName"),
    namespace: latest(bundle, "namespace") ?? latest(bundle, "defaultNamespace"),
    layers: layersOf2(bundle, file, reader),
    rendering: "live",
    ...home && { home: { map: home, path: ["values"] } },
    place,
    scope: {
      file,
      script: false,
      destination: stringAt(target, "clusterName") ?? stringAt(target, "clusterGroup") ?? stringAt(target, "name")
    }
  };
}
function latest({ levels }, ...path) {
  const written4 = levels.flatMap((level) => at(level, ...path) ?? []);
  return written4.findLast((cursor) => cursor.kind !== "scalar" || cursor.value !== null && cursor.value !== "");
}
function layersOf2({ levels, others }, file, reader) {
  const helms = levels.map((level) => at(level, "helm"));
  const layers = [
    ...helms.flatMap((helm) => [...inlineLayers(helm, reader), ...fileLayers2(helm, file, reader)]),
    ...helms.flatMap((helm) => entriesAt(helm, "templateValues").flatMap(([key, { value }]) => templateLayer(key, value))),
    ...helms.flatMap((helm) => itemsAt(helm, "valuesFrom").flatMap((item) => valuesFromLayers2(item, reader)))
  ];
  if (!others) return layers;
  return [
    ...layers,
    { name: "other customizations", values: { kind: "unknown", origin: others, reason: "other customizations may match too" } }
  ];
}
function inlineLayers(helm, reader) {
  const values = entriesAt(helm).find(([key]) => key === "values")?.[1];
  const layer = values && blockLayer(reader, "values", values);
  return layer ? [{ ...layer, values: withoutLabels(layer.values) }] : [];
}
function withoutLabels(cursor) {
  if (cursor.kind === "list") return { ...cursor, items: cursor.items.map(withoutLabels) };
  if (cursor.kind === "map") {
    const entries = entriesAt(cursor).map(([key, entry]) => [key, { ...entry, value: withoutLabels(entry.value) }]);
    return { ...cursor, entries: new Map(entries) };
  }
  if (cursor.kind !== "scalar" || !String(cursor.value).startsWith("global.fleet.clusterLabels.")) return cursor;
  return { kind: "unknown", origin: cursor.origin, reason: "a label of the cluster", text: String(cursor.value) };
}
function fileLayers2(helm, from, reader) {
  return itemsAt(helm, "valuesFiles").flatMap((item) => {
    const { origin: origin3 } = item;
    const written4 = stringAt(item);
    if (!isPlace(origin3)) return [];
    if (written4 === void 0) return { name: "valuesFiles", values: { kind: "unknown", origin: origin3, reason: "a template" } };
    const layer = fileLayer(reader, reader.resolve(from, `./${written4}`), written4, origin3);
    return { ...layer, values: withoutLabels(layer.values) };
  });
}
function templateLayer(key, value) {
  const { origin: origin3 } = value;
  const unknown4 = { kind: "unknown", origin: origin3, reason: "a template of Fleet" };
  return [{ name: "templateValues", values: { kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map([[key, { key: origin3, value: unknown4 }]]) } }];
}
function valuesFromLayers2(item, reader) {
  return ["ConfigMap", "Secret"].flatMap((kind) => {
    const reference2 = at(item, kind === "ConfigMap" ? "configMapKeyRef" : "secretKeyRef");
    const place = placeAt(reference2, "name");
    return reference2 && place ? referencedLayer(reader, { kind, reference: reference2 }, place) : [];
  });
}

// src/source/flux/kustomization.ts
import { posix as posix6 } from "node:path";

// src/source/kustomize/json-patch.ts
function applyJsonPatch(root, operations, sure) {
  let result = root;
  for (const operation of operations) result = applyOperation(result, operation, sure);
  return result;
}
function applyOperation(root, operation, sure) {
  const name = stringAt(operation, "op");
  const path = stringAt(operation, "path");
  if (name === void 0 || path === void 0 || name === "test") return root;
  const steps2 = path.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (steps2.length === 0) return root;
  return change(root, steps2, changeOf(name, operation, sure), operation.origin);
}
function changeOf(name, operation, sure) {
  if (name === "remove" && sure) return { kind: "remove" };
  const value = at(operation, "value");
  if (sure && value && (name === "add" || name === "replace")) return { kind: "set", value, insert: name === "add" };
  const origin3 = value?.origin ?? operation.origin;
  return { kind: "set", value: { kind: "unknown", origin: origin3, reason: "a patch that may apply" }, insert: false };
}
function change(below2, steps2, edit, origin3) {
  const [step = "", ...rest] = steps2;
  if (below2.kind === "list") return { ...below2, items: changeItems(below2.items, step, rest, edit, origin3) };
  if (below2.kind !== "map") return below2;
  const entries = new Map(below2.entries);
  const current = entries.get(step);
  if (rest.length > 0) {
    const inner = current?.value ?? { kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map() };
    entries.set(step, { key: current?.key ?? origin3, value: change(inner, rest, edit, origin3) });
  } else if (edit.kind === "remove") entries.delete(step);
  else entries.set(step, { key: edit.value.origin, value: edit.value });
  return { ...below2, entries };
}
function changeItems(items, step, rest, edit, origin3) {
  const index = step === "-" ? items.length : Number(step);
  if (!Number.isInteger(index) || index < 0 || index > items.length) return [...items];
  const current = items[index];
  if (rest.length > 0) return current ? items.with(index, change(current, rest, edit, origin3)) : [...items];
  if (edit.kind === "remove") return items.filter((_, at2) => at2 !== index);
  return items.toSpliced(index, edit.insert ? 0 : 1, edit.value);
}

// src/source/kustomize/selector.ts
function matchesTarget(target, document) {
  const [group, version] = splitVersion(document.apiVersion);
  const fields = { group, version, kind: document.kind, name: document.name, namespace: document.namespace };
  const matches2 = Object.entries(fields).map(([field3, value]) => matchesPattern(stringAt(target, field3), value));
  const labels = matchesLabels(stringAt(target, "labelSelector"), document, "labels");
  return all([...matches2, labels, matchesLabels(stringAt(target, "annotationSelector"), document, "annotations")]);
}
function matchesIdentity(patch, document) {
  const [group] = splitVersion(stringAt(patch, "apiVersion"));
  const isSameKind = stringAt(patch, "kind") === document.kind && group === splitVersion(document.apiVersion)[0];
  if (!isSameKind) return "no";
  const name = stringAt(patch, "metadata", "name");
  if (name === void 0 || document.name === void 0) return "maybe";
  const namespace = stringAt(patch, "metadata", "namespace");
  if (name !== document.name) return "no";
  return namespace === void 0 || document.namespace === void 0 || namespace === document.namespace ? "yes" : "no";
}
function splitVersion(apiVersion) {
  const [first = "", second] = (apiVersion ?? "").split("/");
  return second === void 0 ? ["", first] : [first, second];
}
function all(matches2) {
  if (matches2.includes("no")) return "no";
  return matches2.includes("maybe") ? "maybe" : "yes";
}
function matchesPattern(pattern, value) {
  if (pattern === void 0 || pattern === ".*") return "yes";
  const plain2 = pattern.replace(/^\^?\(?/, "").replace(/\)?\$?$/, "");
  if (!/^[\w./|*-]*$/.test(plain2) || /(^|[^.])\*/.test(plain2)) return "maybe";
  if (value === void 0) return "maybe";
  return plain2.split("|").some((alternative) => matchesPieces(alternative.split(".*"), value)) ? "yes" : "no";
}
function matchesPieces(pieces, value) {
  if (pieces.length === 1) return pieces[0] === value;
  const first = pieces[0] ?? "";
  const last3 = pieces.at(-1) ?? "";
  if (!value.startsWith(first) || !value.endsWith(last3) || value.length < first.length + last3.length) return false;
  let at2 = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found2 = value.indexOf(piece, at2);
    if (found2 === -1) return false;
    at2 = found2 + piece.length;
  }
  return at2 <= value.length - last3.length;
}
function matchesLabels(selector, document, field3) {
  if (selector === void 0) return "yes";
  const labels = new Map(entriesAt(document.root, "metadata", field3).map(([key, { value }]) => [key, stringAt(value)]));
  const requirements = selector.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  return all(requirements.map((requirement) => matchesRequirement(requirement.trim(), labels)));
}
function matchesRequirement(requirement, labels) {
  const [, key = "", operator2, list = ""] = /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(requirement) ?? [];
  const [, name = "", sign, value = ""] = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(requirement) ?? [];
  const [, negation, bare2] = /^(!?)\s*([\w./-]+)$/.exec(requirement) ?? [];
  if (operator2) {
    const isIn = list.split(",").some((item) => item.trim() === labels.get(key));
    return isIn === (operator2 === "in") ? "yes" : "no";
  }
  if (sign) return labels.get(name) === value === (sign !== "!=") ? "yes" : "no";
  if (bare2 === void 0) return "maybe";
  return labels.has(bare2) === (negation !== "!") ? "yes" : "no";
}

// src/source/kustomize/patch.ts
function patchesIn(spec, file, reader) {
  const listed2 = ["patches", "patchesJson6902"].flatMap((key) => itemsAt(spec, key));
  return [
    ...listed2.flatMap(
      (item) => contentsOf(at(item, "patch") ?? at(item, "path"), file, reader).map((content) => ({ target: at(item, "target"), content }))
    ),
    ...itemsAt(spec, "patchesStrategicMerge").flatMap(
      (item) => contentsOf(item, file, reader).map((content) => ({ target: void 0, content }))
    )
  ];
}
function contentsOf(patch, file, reader) {
  if (patch?.kind !== "scalar") return patch ? [patch] : [];
  const written4 = String(patch.value);
  if (written4.includes("\n") || /^\s*[[{]/.test(written4)) return inlineContents(patch);
  const path = reader.resolve(file, written4);
  return (path === void 0 ? void 0 : reader.source(path))?.documents(/(?:)/).map(({ root }) => root) ?? [];
}
function inlineContents(patch) {
  const text2 = textOf(patch);
  const root = text2 && readYaml(text2).root;
  return root ? [root] : [];
}
function patchMatches({ target, content }, document) {
  if (target) return target.kind === "map" ? matchesTarget(target, document) : "maybe";
  return content.kind === "map" ? matchesIdentity(content, document) : "no";
}
function applyPatch(root, { content }, match) {
  const sure = match === "yes";
  if (content.kind === "list") return applyJsonPatch(root, content.items, sure);
  if (content.kind !== "map") return root;
  if (stringAt(content, "$patch") === "delete") return sure ? void 0 : root;
  return merge(root, sure ? withoutIdentity(content) : uncertain(withoutIdentity(content)), isCustom(root));
}
function withoutIdentity(patch) {
  const entries = new Map([...patch.entries].filter(([key]) => key !== "apiVersion" && key !== "kind"));
  const metadata = entries.get("metadata");
  if (metadata?.value.kind === "map") {
    const kept3 = [...metadata.value.entries].filter(([key]) => key !== "name" && key !== "namespace");
    entries.set("metadata", { ...metadata, value: { ...metadata.value, entries: new Map(kept3) } });
  }
  return { ...patch, entries };
}
function isCustom(root) {
  const apiVersion = stringAt(root, "apiVersion") ?? "";
  return apiVersion.includes(".") && !apiVersion.includes(".k8s.io/");
}
function merge(below2, patch, custom) {
  if (patch.kind === "list" && below2?.kind === "list" && !custom) return mergeLists(below2.items, patch.items, patch);
  if (patch.kind !== "map") return patch;
  const entries = new Map(below2?.kind === "map" ? below2.entries : []);
  for (const [key, entry] of patch.entries) {
    if (entry.value.kind === "scalar" && entry.value.value === null) entries.delete(key);
    else entries.set(key, { key: entry.key, value: merge(entries.get(key)?.value, entry.value, custom) });
  }
  return { ...below2?.kind === "map" ? below2 : patch, entries };
}
function mergeLists(below2, patch, list) {
  const names3 = new Map(patch.map((item) => [stringAt(item, "name"), item]));
  if (names3.has(void 0)) return list;
  const known15 = new Set(below2.map((item) => stringAt(item, "name")));
  const merged2 = below2.map((item) => {
    const over3 = names3.get(stringAt(item, "name"));
    return over3 ? merge(item, over3, false) : item;
  });
  return { kind: "list", origin: list.origin, items: [...patch.filter((item) => !known15.has(stringAt(item, "name"))), ...merged2] };
}
function uncertain(cursor) {
  if (cursor.kind !== "map")
    return isPlace(cursor.origin) ? { kind: "unknown", origin: cursor.origin, reason: "a patch that may apply" } : cursor;
  return {
    ...cursor,
    entries: new Map([...cursor.entries].map(([key, entry]) => [key, { key: entry.key, value: uncertain(entry.value) }]))
  };
}

// src/source/lookup.ts
function findNamed(reader, kind, name, { files, namespace }) {
  let candidates4 = inNamespace2(reader.named(kind, name), namespace);
  for (const file of files) candidates4 = nearest2(candidates4, file);
  return candidates4;
}
var namespaces = /* @__PURE__ */ new WeakMap();
var directories3 = /* @__PURE__ */ new WeakMap();
function inNamespace2(named, namespace) {
  if (named.length < 2) return named;
  const index = indexed(namespaces, named, (document) => [referenceAt(document.root, "metadata", "namespace")]);
  return index.get(namespace) ?? named;
}
function nearest2(candidates4, file) {
  if (candidates4.length < 2) return candidates4;
  const index = indexed(directories3, candidates4, ({ file: own }) => waysTo(own));
  for (const directory3 of waysTo(file)) {
    const found2 = index.get(directory3);
    if (found2) return found2;
  }
  return candidates4;
}
function waysTo(file) {
  const steps2 = file.split("/").slice(0, -1);
  return [...steps2, ""].map((_, index) => steps2.slice(0, steps2.length - index).join("/"));
}
function indexed(indexes, documents, keysOf2) {
  const known15 = indexes.get(documents);
  if (known15) return known15;
  const index = /* @__PURE__ */ new Map();
  for (const document of documents) {
    for (const key of keysOf2(document)) {
      const others = index.get(key);
      if (others) others.push(document);
      else index.set(key, [document]);
    }
  }
  indexes.set(documents, index);
  return index;
}

// src/source/flux/kustomization.ts
function isFluxKustomization({ apiVersion, kind }) {
  if (kind === "FluxInstance") return apiVersion?.startsWith("fluxcd.controlplane.io/") ?? false;
  return kind === "Kustomization" && (apiVersion?.startsWith("kustomize.toolkit.fluxcd.io/") ?? false);
}
function fluxKustomizations(reader) {
  const ofFlux = (text2) => text2.includes("kustomize.toolkit.fluxcd.io/") || text2.includes("fluxcd.controlplane.io/");
  const sources = reader.sources.filter(({ words }) => words.has(fluxMarkers[0]) || words.has(fluxMarkers[1]));
  return sources.flatMap((source2) => source2.documents({ test: ofFlux })).filter(isFluxKustomization);
}
var fluxMarkers = ["kustomize.toolkit.fluxcd.io/", "fluxcd.controlplane.io/"];
function fluxDirectory(document, reader) {
  const { root, kind } = document;
  const spec = kind === "FluxInstance" ? at(root, "spec", "sync") : at(root, "spec");
  const path = at(spec, "path");
  if (!spec || path?.kind === "unknown") return void 0;
  const written4 = posix6.normalize(`/${stringAt(path) ?? ""}`);
  if (kind === "Kustomization" && isElsewhere(document, written4 === "/", reader)) return void 0;
  return reader.resolve("", written4)?.replace(/^\.$|\/$/, "");
}
function isElsewhere({ root, namespace, file }, isRoot, reader) {
  const name = stringAt(root, "spec", "sourceRef", "name");
  if (name === void 0 || name === bootstrap) return false;
  const address = (source2) => {
    const [found2] = findNamed(reader, stringAt(root, "spec", "sourceRef", "kind") ?? "GitRepository", source2, { files: [file], namespace });
    return stringAt(found2?.root, "spec", "url")?.replace(/^\w+:\/\/(?:[^@/]*@)?|\.git$/g, "").toLowerCase();
  };
  const [own, other] = [address(bootstrap), address(name)];
  return own === void 0 || other === void 0 ? isRoot : own !== other;
}
var bootstrap = "flux-system";
function fluxChange(document, viewpoint2, reader) {
  const spec = at(document.root, "spec");
  const namespace = at(spec, "targetNamespace");
  return {
    patches: [...componentPatches(document, reader), ...patchesIn(spec, document.file, reader)],
    namespace: document.kind === "Kustomization" && !isEmpty3(namespace) ? namespace : void 0,
    variables: variablesOf(document, { files: [viewpoint2, document.file], namespace: document.namespace }, reader)
  };
}
function fluxComponents(document, reader) {
  const directory3 = fluxDirectory(document, reader);
  return itemsAt(document.root, "spec", "components").flatMap((item) => {
    const written4 = stringAt(item);
    const path = directory3 === void 0 || written4 === void 0 ? void 0 : reader.resolve(`${directory3}/kustomization.yaml`, written4);
    return path === void 0 ? [] : path.replace(/\/$/, "");
  });
}
function componentPatches(document, reader) {
  return fluxComponents(document, reader).flatMap((directory3) => {
    const source2 = reader.source(`${directory3}/kustomization.yaml`);
    return source2?.documents(/(?:)/).flatMap(({ root, file }) => patchesIn(root, file, reader)) ?? [];
  });
}
function variablesOf({ root }, viewpoint2, reader) {
  const postBuild = at(root, "spec", "postBuild");
  if (isEmpty3(postBuild)) return void 0;
  const values = /* @__PURE__ */ new Map();
  const complete = itemsAt(postBuild, "substituteFrom").map((item) => addConfigMap(values, item, viewpoint2, reader));
  const own = at(postBuild, "substitute");
  addValues(values, own);
  const open3 = complete.includes(false) || own?.kind === "unknown";
  return values.size > 0 || open3 ? { values, open: open3 } : void 0;
}
function addConfigMap(values, item, viewpoint2, reader) {
  const name = stringAt(item, "kind") === "ConfigMap" ? stringAt(item, "name") : void 0;
  const found2 = name === void 0 ? [] : findNamed(reader, "ConfigMap", name, viewpoint2);
  const [only] = found2;
  if (only && found2.length === 1) {
    addValues(values, at(only.root, "data"));
    return true;
  }
  const names3 = found2.flatMap(({ root }) => entriesAt(root, "data").map(([key]) => key));
  for (const key of names3) values.delete(key);
  return false;
}
function addValues(values, data) {
  for (const [name, { key, value }] of entriesAt(data)) {
    const isEncrypted = stringAt(value)?.startsWith("ENC[") ?? false;
    values.set(name, isEncrypted && isPlace(key) ? { kind: "unknown", origin: key, reason: "it is encrypted" } : value);
  }
}
function isEmpty3(cursor) {
  return cursor === void 0 || cursor.kind === "scalar" && (cursor.value === null || cursor.value === "");
}

// src/source/kustomize/patched-settings.ts
function patchedSettings(component, patches) {
  const patched2 = (objects[component] ?? []).flatMap(({ kind, name, settings: settings3 }) => {
    const touching = patches.filter((patch) => mayMean(patch, kind, name));
    const words = new Set(touching.flatMap(({ content }) => [...wordsOf(content)]));
    return Object.entries(settings3).flatMap(([word, names3]) => words.has(word) || words.has("$patch") ? names3 : []);
  });
  return [...new Set(patched2)];
}
var quota2 = { kind: "ResourceQuota", name: "", settings: { hard: ["resourceQuota"], scopeSelector: ["resourceQuota"] } };
var pod = { priorityClassName: ["priorityClassName"], seLinuxOptions: ["seLinuxType"], securityContext: ["seLinuxType"] };
var cniFlags = ["ambient", "chained"];
var istiodFlags = ["trustedNodeAccounts", "platform", "ambient"];
var ciliumFlags2 = ["cniExclusive", "bpfMasquerade", "kubeProxyReplacement", "socketLbHostNamespaceOnly"];
var objects = {
  cni: [
    { kind: "DaemonSet", name: "istio-cni-node", settings: { ...pod, volumes: ["cniBinDir", "cniConfDir", "cniNetnsDir"], env: cniFlags } },
    { kind: "ConfigMap", name: "istio-cni-config", settings: { data: cniFlags } },
    quota2
  ],
  ztunnel: [{ kind: "DaemonSet", name: "ztunnel", settings: pod }, quota2],
  istiod: [
    { kind: "Deployment", name: "istiod", settings: { env: istiodFlags } },
    { kind: "ConfigMap", name: "istio-sidecar-injector", settings: { data: ["injectedPlatform"] } }
  ],
  cilium: [{ kind: "ConfigMap", name: "cilium-config", settings: { data: ciliumFlags2 } }],
  "aws-vpc-cni": [{ kind: "DaemonSet", name: "aws-node", settings: { env: ["enablePodEni", "enforcingMode"] } }]
};
function mayMean({ target, content }, kind, name) {
  const [wantedKind, wantedName] = target ? [stringAt(target, "kind"), stringAt(target, "name")] : [stringAt(content, "kind"), stringAt(content, "metadata", "name")];
  if (wantedKind !== void 0 && /^\w+$/.test(wantedKind) && wantedKind !== kind) return false;
  return wantedName === void 0 || !/^[\w-]+$/.test(wantedName) || wantedName.startsWith(name);
}
function* wordsOf(content) {
  for (const [key, { value }] of entriesAt(content)) {
    yield key;
    if (key === "path") yield* (stringAt(value) ?? "").split("/");
    yield* wordsOf(value);
  }
  for (const item of itemsAt(content)) yield* wordsOf(item);
}

// src/forms/flux-helmrelease.ts
var fluxHelmRelease = {
  id: "flux-helmrelease",
  markers: ["helm.toolkit.fluxcd.io/", "source.toolkit.fluxcd.io/", "ConfigMap", ...fluxMarkers],
  *extract(source2, reader) {
    for (const document of source2.documents(/helm\.toolkit\.fluxcd\.io\//)) {
      if (document.kind !== "HelmRelease") continue;
      const local = chartOfRepositoryDrafts(document, reader);
      const draft = local.length > 0 ? void 0 : releaseDraft2(document, reader);
      yield* draft ? [draft] : local;
    }
  }
};
var flux_helmrelease_default = fluxHelmRelease;
function releaseDraft2(document, reader) {
  const spec = at(document.root, "spec");
  const chart2 = inlineChart(document, reader) ?? referencedChart(document, reader);
  const component = chart2 && chartComponent(chart2.name, chart2.repository);
  if (!chart2 || !component) return void 0;
  return {
    form: "flux-helmrelease",
    tool: "helm",
    component,
    chart: chart2.name,
    version: chart2.version,
    release: at(spec, "releaseName") ?? composedName(document),
    namespace: at(spec, "targetNamespace") ?? at(document.root, "metadata", "namespace"),
    layers: layersOf3(document, reader),
    rendering: "live",
    ...spec && { home: { map: spec, path: ["values"] } },
    patched: patchedSettings(component, postRendererPatches(document, reader)),
    place: chart2.place,
    scope: { file: document.file, script: false }
  };
}
function chartOfRepositoryDrafts(document, reader) {
  const chart2 = at(document.root, "spec", "chart", "spec");
  const path = stringAt(chart2, "chart");
  const place = placeAt(chart2, "chart");
  const kind = stringAt(chart2, "sourceRef", "kind");
  if (path === void 0 || !place || kind !== "GitRepository" && kind !== "Bucket") return [];
  const directory3 = rootedDirectory(document.file, path, reader);
  const local = directory3 === void 0 ? void 0 : readLocalChart(reader, directory3);
  const spec = at(document.root, "spec");
  if (!local) return [];
  const deployment = {
    form: "flux-helmrelease",
    tool: "helm",
    release: at(spec, "releaseName") ?? composedName(document),
    namespace: at(spec, "targetNamespace") ?? at(document.root, "metadata", "namespace"),
    layers: layersOf3(document, reader).filter(({ name }) => name !== "valuesFiles"),
    rendering: "live",
    ...spec && { home: { map: spec, path: ["values"] } },
    place,
    scope: { file: document.file, script: false }
  };
  const files = itemsAt(chart2, "valuesFiles").flatMap((file) => chartFileLayer(file, document, reader));
  const defaults = files.length > 0 ? mergeValues(files.map(({ values }) => values)) : local.defaults;
  const patches = postRendererPatches(document, reader);
  const drafts = chartDrafts({ ...local, defaults }, deployment);
  return drafts.map((draft) => ({ ...draft, patched: patchedSettings(draft.component, patches) }));
}
function chartFileLayer(file, document, reader) {
  const written4 = stringAt(file);
  const found2 = written4 === void 0 ? void 0 : rootedFile(document.file, written4, reader);
  if (found2 === void 0 || !isPlace(file.origin)) return unknownLayer2("valuesFiles", file.origin, "the file is not in the repository");
  return [fileLayer(reader, found2, found2, file.origin)];
}
function composedName({ root }) {
  const name = at(root, "metadata", "name");
  const target = at(root, "spec", "targetNamespace");
  if (target?.kind === "unknown") return target;
  const prefix = stringAt(target);
  return prefix === void 0 || name?.kind !== "scalar" ? name : { ...name, value: `${prefix}-${name.value}` };
}
function postRendererPatches({ root, file }, reader) {
  return itemsAt(root, "spec", "postRenderers").flatMap((renderer) => patchesIn(at(renderer, "kustomize"), file, reader));
}
function inlineChart(document, reader) {
  const chart2 = at(document.root, "spec", "chart", "spec");
  const name = stringAt(chart2, "chart");
  const place = placeAt(chart2, "chart");
  if (name === void 0 || !place) return void 0;
  const sourceName = referenceAt(chart2, "sourceRef", "name");
  const kind = stringAt(chart2, "sourceRef", "kind") ?? "HelmRepository";
  const repository = find(reader, kind, sourceName, document, referenceAt(chart2, "sourceRef", "namespace"));
  return { name, repository: stringAt(repository?.root, "spec", "url") ?? sourceName, version: at(chart2, "version"), place };
}
function referencedChart(document, reader) {
  const reference2 = at(document.root, "spec", "chartRef");
  const place = placeAt(reference2, "name");
  if (!place) return void 0;
  const kind = stringAt(reference2, "kind") ?? "OCIRepository";
  const target = find(reader, kind, referenceAt(reference2, "name"), document, referenceAt(reference2, "namespace"));
  if (kind === "HelmChart") {
    const name = stringAt(target?.root, "spec", "chart");
    const repository = stringAt(target?.root, "spec", "sourceRef", "name");
    return name === void 0 ? void 0 : { name, repository, version: at(target?.root, "spec", "version"), place };
  }
  const address = stringAt(target?.root, "spec", "url")?.match(/^oci:\/\/(.+)\/([^/]+)\/?$/);
  const ref = at(target?.root, "spec", "ref");
  const version = at(ref, "tag") ?? at(ref, "semver");
  return address?.[2] === void 0 ? void 0 : { name: address[2], repository: address[1], version, place };
}
function find(reader, kind, name, from, namespace) {
  return name === void 0 ? void 0 : findNamed(reader, kind, name, viewpoint(from, namespace))[0];
}
function viewpoint(from, namespace) {
  const place = from.root.origin;
  const files = isPlace(place) ? [from.file, place.file] : [from.file];
  return { files, namespace: namespace ?? referenceAt(from.root, "metadata", "namespace") };
}
function layersOf3(document, reader) {
  const spec = at(document.root, "spec");
  const chartFiles2 = itemsAt(spec, "chart", "spec", "valuesFiles").filter((file) => stringAt(file) !== "values.yaml");
  const layers = chartFiles2.flatMap((file) => unknownLayer2("valuesFiles", file.origin, "the file is part of the chart"));
  for (const item of itemsAt(spec, "valuesFrom")) layers.push(...valuesFromLayer(document, item, reader));
  const values = entriesAt(spec).find(([key]) => key === "values");
  const inline = values && blockLayer(reader, "values", values[1]);
  return inline ? [...layers, inline] : layers;
}
function valuesFromLayer(document, item, reader) {
  const kind = stringAt(item, "kind") ?? "Secret";
  const name = referenceAt(item, "name");
  const valuesKey2 = stringAt(item, "valuesKey") ?? "values.yaml";
  const place = placeAt(item, "name");
  if (!place) return [];
  const target = kind === "ConfigMap" && name !== void 0 ? onlyConfigMap2(reader, name, document) : void 0;
  const content = at(target?.root, "data", valuesKey2);
  const targetPath = stringAt(item, "targetPath");
  if (content?.kind !== "scalar") {
    const missing3 = { kind: "unknown", origin: place, reason: `it comes from the ${kind} ${name ?? ""}` };
    return [{ name: `${kind} ${name}`, values: targetPath ? nested(targetPath, missing3, place) : missing3 }];
  }
  if (targetPath) return [{ name: `ConfigMap ${name}`, values: nested(targetPath, content, place) }];
  const key = isPlace(content.origin) ? content.origin : place;
  const layer = textLayer(reader, `ConfigMap ${name}`, content, placeAt(target?.root, "data") ?? key);
  return [target?.fill ? { ...layer, values: target.fill(layer.values) } : layer];
}
function onlyConfigMap2(reader, name, from) {
  const found2 = findNamed(reader, "ConfigMap", name, viewpoint(from, void 0));
  return found2.length === 1 ? found2[0] : void 0;
}
function unknownLayer2(name, origin3, reason) {
  return isPlace(origin3) ? [{ name, values: { kind: "unknown", origin: origin3, reason } }] : [];
}

// src/forms/helm-cli.ts
import { posix as posix7 } from "node:path";

// src/source/helm-version.ts
function helmVersionOf(script) {
  const variable2 = variables.map((name) => script.variables.get(name)).find((word) => word !== void 0);
  const text2 = versionOfDownload(script) ?? (variable2 && textOfWord(variable2));
  return text2 === void 0 ? void 0 : exact.exec(text2)?.[1];
}
var variables = ["HELM_VERSION", "DESIRED_VERSION"];
var exact = /^v?(\d+\.\d+\.\d+)$/;
function versionOfDownload({ commands }) {
  for (const { program, args, environment } of commands) {
    const words = args.map(textOfWord);
    const archive = words.map((word) => /\/helm-v(\d+\.\d+\.\d+)-/.exec(word)?.[1]).find(Boolean);
    if (archive !== void 0 && /^(curl|wget)$/.test(program)) return archive;
    const desired = environment.get("DESIRED_VERSION");
    if (desired && /sh$/.test(program)) return textOfWord(desired);
    if (/^get[-_]helm/.test(program) || words.some((word) => /(^|\/)get[-_]helm[^/]*$/.test(word))) {
      const version = words[words.findIndex((word) => word === "--version" || word === "-v") + 1];
      if (version !== void 0 && exact.test(version)) return version;
    }
  }
  return void 0;
}

// src/source/own-programs.ts
function commandsOf(commands, program) {
  return commands.flatMap((command2) => {
    if (isCalled(command2.program.replace(/^microk8s\./, ""), program)) return command2;
    const [first, ...args] = command2.args;
    const isCopy = command2.program === "microk8s" && first?.kind === "scalar" && isCalled(first.value, program);
    return isCopy ? { ...command2, program, args } : [];
  });
}
function isCalled(name, program) {
  if (name === program || name === `${program}3`) return true;
  return name.startsWith(`${program}-`) && /^-v?\d[\w.-]*$/.test(name.slice(program.length));
}

// src/forms/helm-cli.ts
var helmCli = {
  id: "helm-cli",
  markers: ["helm ", "helm3 ", "HELM"],
  *extract(source2, reader) {
    const scripts = source2.scripts().map((script) => ({ script, commands: commandsOf(script.commands, "helm") }));
    const repositories = new Map(scripts.flatMap(({ commands }) => commands.flatMap(addedRepository)));
    for (const { script, commands } of scripts) {
      const helmVersion = helmVersionOf(script);
      for (const command2 of commands) {
        for (const draft of installDrafts({ command: command2, file: source2.path, unit: script.unit, reader }, repositories)) {
          yield { ...draft, kubeVersion: seenVersion(draft.kubeVersion, helmVersion) };
        }
      }
    }
  }
};
var helm_cli_default = helmCli;
var helmFlags = valueFlags(
  ...["n namespace", "kube-context", "kubeconfig", "kube-apiserver", "kube-as-group", "kube-as-user", "kube-ca-file"],
  ...["kube-tls-server-name", "kube-token", "burst-limit", "qps", "color", "colour"],
  ...["registry-config", "repository-cache", "repository-config", "content-cache"],
  ...["f values", "set", "set-string", "set-json", "set-file", "set-literal", "version", "repo", "username", "password"],
  ...["ca-file", "cert-file", "key-file", "keyring", "timeout", "description", "l labels", "o output", "history-max"],
  ...["post-renderer", "post-renderer-args", "name", "name-template"],
  ...["kube-version", "a api-versions", "output-dir", "s show-only"]
);
var verbs = ["install", "upgrade", "template"];
function addedRepository({ args }) {
  const [group, verb, name, url] = readArguments(args, helmFlags).positionals.map(textOfWord);
  return group === "repo" && verb === "add" && name !== void 0 && url !== void 0 ? [[name, url]] : [];
}
function installDrafts(context2, repositories) {
  const { command: command2, reader } = context2;
  const call = readCall(command2);
  if (!call || isForRemoval(command2)) return [];
  const chart2 = chartOf3(call, context2, repositories);
  if (chart2) {
    const version = flagValue(call.flags, "version") ?? writtenVersion(chart2, call) ?? call.open;
    return [{ ...deploymentOf2(call, context2), component: chart2.component, chart: chart2.name, version }];
  }
  const directory3 = chartDirectory(call, context2);
  const local = directory3 === void 0 ? void 0 : readLocalChart(reader, directory3);
  return local ? chartDrafts(local, deploymentOf2(call, context2)) : [];
}
function deploymentOf2(call, context2) {
  const { flags, open: open3 } = call;
  const { command: command2, file, unit } = context2;
  return {
    form: "helm-cli",
    tool: "helm",
    release: call.release ?? flagValue(flags, "name"),
    namespace: flagValue(flags, "namespace") ?? open3,
    layers: [...reusedValues(call, context2), ...helmLayers(flags, open3, context2)],
    rendering: renderingOf(call),
    home: { after: lastWord(command2), path: [] },
    kubeVersion: kubeVersionOf2(flags),
    place: command2.place,
    scope: { file, script: true, unit }
  };
}
function readCall({ args }) {
  const { positionals, flags } = readArguments(args, helmFlags);
  const start = positionals.findIndex((word) => !isOpen(word));
  const verb = literal2(positionals[start]);
  if (verb === void 0 || !verbs.includes(verb)) return void 0;
  const names3 = positionals.slice(start + 1);
  const certain = names3.filter((word) => !isOpen(word));
  const chart2 = certain.length > 1 ? certain[1] : certain[0];
  if (!chart2) return void 0;
  const before = names3.slice(0, names3.indexOf(chart2));
  const release = certain.length > 1 ? certain[0] : before[0];
  return { verb, flags, release, chart: chart2, open: names3.find((word) => isOpen(word) && word !== release) };
}
function chartOf3({ chart: chart2, flags }, context2, repositories) {
  const { command: command2 } = context2;
  const given = textOfWord(chart2);
  const path = joinPath(command2.directory ?? "", given);
  const isLocal = chartDirectory({ chart: chart2 }, context2) !== void 0;
  const repository = flagValue(flags, "repo");
  const written4 = given.startsWith("manifests/charts/") ? path : given;
  return readChartReference(written4, { repository: repository && textOfWord(repository), repositories, isLocal });
}
function chartDirectory({ chart: chart2 }, { reader, file, command: command2 }) {
  const directory3 = reader.resolve(file, joinPath(command2.directory ?? "", textOfWord(chart2)));
  return directory3 !== void 0 && reader.exists(posix7.join(directory3, "Chart.yaml")) ? directory3 : void 0;
}
function writtenVersion({ version }, { chart: chart2 }) {
  return version === void 0 ? void 0 : { kind: "scalar", origin: chart2.origin, value: version };
}
function reusedValues({ flags }, { command: command2 }) {
  const flag2 = flags.find(({ name }) => name === "reuse-values" || name === "reset-then-reuse-values");
  if (!flag2 || literal2(flag2.value) === "false") return [];
  const values = { kind: "unknown", origin: command2.place, reason: "values of the release in the cluster" };
  return [{ name: `--${flag2.name}`, values }];
}
function renderingOf({ verb, flags }) {
  const dryRun = flags.find(({ name }) => name === "dry-run");
  const isDry = dryRun !== void 0 && !["none", "false"].includes(literal2(dryRun.value) ?? "");
  const isValidated = flags.some(({ name, value }) => name === "validate" && literal2(value) !== "false");
  return verb === "template" && !isValidated || isDry ? "offline" : "live";
}
function kubeVersionOf2(flags) {
  const written4 = flagValue(flags, "kube-version");
  return written4 && (literal2(written4) ?? null);
}
function seenVersion(kubeVersion, helmVersion) {
  const cuts = helmVersion !== void 0 && matchesVersions(helmVersion, ">=3.19.0 <=3.21.4 || >=4.0.0 <=4.0.5");
  if (!cuts || kubeVersion === void 0) return kubeVersion;
  return (kubeVersion ?? "").replace(/[-+].*$/s, "");
}
function literal2(word) {
  return word?.kind === "scalar" ? word.value : void 0;
}

// src/forms/helm-values.ts
import { posix as posix8 } from "node:path";
var helmValues = {
  id: "helm-values",
  markers: ["profile:", "global:", "cniBinDir", "cniConfDir", "ambient:"],
  *extract(source2, reader) {
    const component = componentOf2(source2.path);
    const document = component && valuesDocument(source2, component, reader);
    if (component && document) yield valuesDraft(source2, document, layersOf4(source2, document, component, reader), component);
  }
};
var helm_values_default = helmValues;
var valuesKey = /^(profile|global|platform|cni|pilot|ambient|cniBinDir|cniConfDir|meshConfig|resourceQuotas)\s*:/m;
var telling2 = {
  cni: ["profile", "platform", "global", "cni", "cniBinDir", "cniConfDir", "ambient"],
  istiod: ["profile", "platform", "global", "pilot", "meshConfig", "env"],
  ztunnel: ["profile", "platform", "global", "resourceQuotas", "env", "multiCluster"]
};
function valuesDocument(source2, component, reader) {
  if (!/\.ya?ml$/.test(source2.path) || isPartOfChart(source2.path, reader)) return void 0;
  const documents = source2.documents(valuesKey);
  const document = documents.length === 1 ? documents[0] : void 0;
  return document && isValues(document, component) ? document : void 0;
}
function layersOf4(source2, document, component, reader) {
  const own = { name: source2.path, values: document.root };
  const neighbour = besides(source2.path, component, reader).find((other) => other !== source2 && valuesDocument(other, component, reader));
  if (!neighbour) return [own];
  const reason = `${neighbour.path} may be another layer of the same install`;
  return [{ name: neighbour.path, values: { kind: "unknown", origin: { file: source2.path, start: 0, end: 0 }, reason } }, own];
}
var known7 = /* @__PURE__ */ new WeakMap();
function besides(path, component, reader) {
  const folders = known7.get(reader) ?? byFolder(reader.sources);
  known7.set(reader, folders);
  return [posix8.dirname(path), shared].flatMap((folder) => folders.get(`${component} ${folder}`) ?? []);
}
var shared = "*";
function byFolder(sources) {
  const found2 = /* @__PURE__ */ new Map();
  for (const source2 of sources) {
    const component = componentOf2(source2.path);
    if (!component) continue;
    const folder = posix8.dirname(source2.path);
    const isShared = /(^|\/)(base|common|defaults?|shared|global)(\/|$)/.test(folder);
    for (const key of [folder, ...isShared ? [shared] : []]) {
      const others = found2.get(`${component} ${key}`);
      if (others) others.push(source2);
      else found2.set(`${component} ${key}`, [source2]);
    }
  }
  return found2;
}
function componentOf2(path) {
  const name = posix8.basename(path).replace(/\.ya?ml$/, "");
  const folder = posix8.basename(posix8.dirname(path));
  const words = /^(?:values|[\w-]*[-.]values|values[-.][\w-]+)$/.test(name) || /^(helm-)?values$/.test(folder) ? name : void 0;
  if (words === void 0) return void 0;
  const inIstioFolder = /(^|[/-])istio([/-]|$)/.test(posix8.dirname(path));
  return componentIn(words, inIstioFolder) ?? (/^values\b/.test(name) ? componentIn(folder, inIstioFolder) : void 0);
}
function componentIn(words, inIstioFolder) {
  if (/(^|[-.])ztunnel([-.]|$)/.test(words)) return "ztunnel";
  if (/(^|[-.])istiod([-.]|$)/.test(words)) return "istiod";
  if (/(^|[-.])istio-?cni([-.]|$)/.test(words)) return "cni";
  return inIstioFolder && /(^|[-.])cni([-.]|$)/.test(words) ? "cni" : void 0;
}
function isPartOfChart(path, reader) {
  for (let folder = posix8.dirname(path); folder !== "."; folder = posix8.dirname(folder)) {
    if (reader.source(`${folder}/Chart.yaml`)) return true;
  }
  return false;
}
function isValues(document, component) {
  if (document.root.kind !== "map" || document.apiVersion !== void 0 || document.kind !== void 0) return false;
  return telling2[component]?.some((key) => at(document.root, key) !== void 0) ?? false;
}
function valuesDraft(source2, document, layers, component) {
  const place = firstKey(document.root) ?? { file: source2.path, start: 0, end: 0 };
  return {
    form: "helm-values",
    tool: "helm",
    component,
    chart: component,
    layers,
    rendering: "live",
    place,
    scope: { file: source2.path, script: false }
  };
}
function firstKey(root) {
  const first = root.kind === "map" ? root.entries.values().next().value : void 0;
  return first && isPlace(first.key) ? first.key : void 0;
}

// src/forms/helmfile.ts
import { posix as posix10 } from "node:path";

// src/model/install.ts
var newItem = "[]";

// src/source/helmfile/helmfile.ts
import { posix as posix9 } from "node:path";

// src/source/helmfile/values.ts
function stateLayers(values, secrets, context2) {
  return [...valueLayers(values, context2), ...secretLayers(secrets, context2)].map((layer) => layer.values);
}
function valueLayers(values, context2) {
  if (values?.kind === "unknown") return unknownLayer3(values, "values", "the list is not known");
  if (values?.kind === "map") return [{ name: "values", values }];
  return itemsAt(values).flatMap((item) => {
    if (item.kind === "map") return [{ name: "values", values: item }];
    const written4 = stringAt(item);
    if (written4 === void 0) return unknownLayer3(item, "values", "the file's name is not known");
    return pathsOf(written4, context2).flatMap((path) => fileLayers3(path, written4, item, context2));
  });
}
function secretLayers(secrets, context2) {
  if (secrets?.kind === "unknown") return unknownLayer3(secrets, "secrets", "the list is not known");
  return itemsAt(secrets).flatMap((item) => {
    const written4 = stringAt(item);
    const path = written4 === void 0 ? void 0 : context2.reader.resolve(context2.path, written4);
    const source2 = path === void 0 ? void 0 : context2.reader.source(path);
    const root = source2 && yamlOf(source2).root;
    const isReadable = root?.kind === "map" && root.entries.has("sops");
    if (!isReadable) return unknownLayer3(item, written4 ?? "secrets", "the file is a secret");
    return [{ name: source2?.path ?? "secrets", values: withoutLeaves(root) }];
  });
}
function mapped(pairs) {
  const origin3 = { builtIn: "helmfile" };
  return { kind: "map", origin: origin3, entries: new Map(pairs.map(([name, value]) => [name, { key: origin3, value }])) };
}
function unknownLayer3({ origin: origin3 }, name, reason) {
  return isPlace(origin3) ? [{ name, values: { kind: "unknown", origin: origin3, reason } }] : [];
}
function pathsOf(written4, { path, reader }) {
  const resolved2 = reader.resolve(path, written4);
  if (resolved2 === void 0 || !/[*?]/.test(written4)) return [resolved2];
  return globbedFiles(resolved2, reader);
}
function fileLayers3(path, written4, item, context2) {
  const { reader, scope } = context2;
  const place = isPlace(item.origin) ? item.origin : void 0;
  if (!place) return [];
  if (written4.includes("://") || written4.includes("::")) return unknownLayer3(item, written4, "the file is fetched from elsewhere");
  const source2 = path === void 0 ? void 0 : reader.source(path);
  if (!source2 && context2.isLenient) return [];
  if (!source2 || /\.ya?ml$|\.json$/.test(written4)) return [fileLayer(reader, path, written4, place)];
  if (!written4.endsWith(".gotmpl")) return unknownLayer3(item, written4, "the file is no YAML");
  const root = readTemplatedYaml(wholeText(source2.path, source2.text), {
    evaluate: (expression2) => evaluate2(expression2, scope),
    kept: /* @__PURE__ */ new Set()
  });
  if (root) return [{ name: source2.path, values: root }];
  return isBlank(source2.text) ? [] : unknownLayer3(item, source2.path, "the template is not known before it is rendered");
}
function isBlank(text2) {
  return text2.split("\n").every((line) => /^\s*(#.*)?$/.test(line));
}
function withoutLeaves(cursor) {
  if (cursor.kind !== "map") return { kind: "unknown", origin: cursor.origin, reason: "a secret" };
  const entries = [...cursor.entries].filter(([key]) => key !== "sops").map(([key, entry]) => [key, { ...entry, value: withoutLeaves(entry.value) }]);
  return { ...cursor, entries: new Map(entries) };
}

// src/source/helmfile/helmfile.ts
var depthLimit5 = 8;
function readHelmfile(request, reader) {
  const { path, environment, inherited: inherited2 } = request;
  const lists = { repositories: [], releases: [], helmfiles: [] };
  const maps = { templates: /* @__PURE__ */ new Map(), environments: /* @__PURE__ */ new Map(), settings: /* @__PURE__ */ new Map() };
  const helmfile = { path, environment, ...lists, ...maps, values: inherited2 };
  const loading = { helmfile, reader, inherited: inherited2, defaults: noValues2, ofEnvironment: noValues2, active: /* @__PURE__ */ new Set() };
  load(path, loading, 0);
  return helmfile;
}
var noValues2 = { kind: "map", origin: { builtIn: "no values" }, entries: /* @__PURE__ */ new Map() };
var kept = /* @__PURE__ */ new Set(["releases", "repositories", "environments", "helmfiles", "bases", "templates"]);
function load(path, loading, depth) {
  const source2 = loading.reader.source(path);
  if (!source2 || depth > depthLimit5 || loading.active.has(path)) return;
  loading.active.add(path);
  for (const text2 of splitDocuments(wholeText(path, source2.text))) {
    const rendered2 = () => readTemplatedYaml(text2, { evaluate: (expression2) => stateValue(expression2, loading.helmfile), kept });
    const first = rendered2();
    if (!first && /^[^#\s]/m.test(text2.content)) reportUnreadable(text2, loading.reader);
    loadBases(first, path, loading, depth);
    addValues2(first, path, loading);
    addState(text2.content.includes("{{") ? rendered2() : first, loading.helmfile);
  }
  loading.active.delete(path);
}
function loadBases(root, path, loading, depth) {
  for (const base of itemsAt(root, "bases")) {
    const file = stringAt(base);
    const target = file === void 0 ? void 0 : loading.reader.resolve(path, file);
    if (target !== void 0) load(target, loading, depth + 1);
  }
}
function reportUnreadable(text2, reader) {
  const message = "This part of the helmfile cannot be read before it is rendered; what it installs is not known.";
  reader.problem({ code: "yaml-template", message, place: placeIn(text2, 0, 1) });
}
function stateValue(expression2, helmfile) {
  if (/\.Release\b/.test(expression2)) return { kind: "scalar", origin: { builtIn: "helmfile" }, value: `{{ ${expression2} }}` };
  return evaluate2(expression2, scopeOf(helmfile));
}
function scopeOf({ environment, values }) {
  const name = { kind: "scalar", origin: { builtIn: "the environment" }, value: environment };
  const own = mapped([
    ["Name", name],
    ["Values", values]
  ]);
  const scope = mapped([
    ["Values", values],
    ["StateValues", values],
    ["Environment", own]
  ]);
  return { ...scope, rest: { kind: "unknown", origin: { builtIn: "helmfile" }, reason: "a template" } };
}
function addValues2(root, path, loading) {
  const { helmfile, reader, inherited: inherited2 } = loading;
  for (const [name, { value }] of entriesAt(root, "environments")) helmfile.environments.set(name, value);
  const top = stateLayers(at(root, "values"), void 0, { path, scope: scopeOf(helmfile), reader });
  loading.defaults = mergeValues([loading.defaults, ...top]);
  helmfile.values = mergeValues([loading.defaults, loading.ofEnvironment, inherited2]);
  const environment = at(root, "environments", helmfile.environment);
  const own = stateLayers(at(environment, "values"), at(environment, "secrets"), { path, scope: scopeOf(helmfile), reader });
  const isReversed = stringAt(environment, "mergeStrategy") === "fallback";
  loading.ofEnvironment = mergeValues([loading.ofEnvironment, ...isReversed ? own.reverse() : own]);
  helmfile.values = mergeValues([loading.defaults, loading.ofEnvironment, inherited2]);
}
function addState(root, helmfile) {
  helmfile.repositories.push(...itemsAt(root, "repositories"));
  helmfile.releases.push(...itemsAt(root, "releases"));
  helmfile.helmfiles.push(...itemsAt(root, "helmfiles"));
  for (const [name, { value }] of entriesAt(root, "templates")) helmfile.templates.set(name, value);
  for (const [name, { value }] of entriesAt(root)) helmfile.settings.set(name, value);
}
function includedHelmfiles(helmfile, reader) {
  const { path, environment } = helmfile;
  return helmfile.helmfiles.flatMap((item) => {
    const written4 = stringAt(item, "path") ?? stringAt(item);
    const target = written4 === void 0 ? void 0 : reader.resolve(path, written4);
    if (target === void 0) return [];
    const layers = stateLayers(at(item, "values"), void 0, { path, scope: scopeOf(helmfile), reader });
    return helmfilesAt(target, reader).map((file) => ({ path: file, environment, inherited: mergeValues(layers) }));
  });
}
function helmfilesAt(path, reader) {
  if (/[*?]/.test(path)) return globbedFiles(path, reader).filter(isHelmfileName);
  if (reader.exists(path)) return [path];
  const inside = ["helmfile.yaml", "helmfile.yaml.gotmpl"].map((name) => posix9.join(path, name)).filter(reader.exists);
  if (inside.length > 0) return inside;
  return reader.below(`${path.replace(/\/$/, "")}/`).filter((file) => posix9.dirname(file) === posix9.join(path).replace(/\/$/, "") && isHelmfileName(file));
}
function isHelmfileName(path) {
  return /\.ya?ml(\.gotmpl)?$/.test(path);
}

// src/source/helmfile/release.ts
function installedReleases(helmfile) {
  const fallback = helmfile.settings.get("defaultInherit");
  const defaults = fallback?.kind === "list" ? fallback.items : [fallback ?? []].flat();
  const templates = /* @__PURE__ */ new Map();
  return helmfile.releases.flatMap((written4) => {
    const release = inherited(written4, defaults, helmfile, templates);
    if (release.kind !== "map") return [];
    const filled2 = filledRelease(release, helmfile);
    return isInstalled(filled2, helmfile) ? [filled2] : [];
  });
}
function inherited(release, defaults, helmfile, templates) {
  if (release.kind !== "map") return release;
  const named = [...defaults, ...itemsAt(release, "inherit").slice(0, inheritLimit)].flatMap((item) => {
    const template = wholeTemplate(stringAt(item, "template") ?? stringAt(item), helmfile, templates);
    const except = new Set(itemsAt(item, "except").map((key) => stringAt(key)));
    return template?.kind === "map" ? [new Map([...template.entries].filter(([key]) => !except.has(key)))] : [];
  });
  if (named.length === 0) return release;
  return { ...release, entries: [...named, release.entries].reduce(over, /* @__PURE__ */ new Map()) };
}
function wholeTemplate(name, helmfile, templates) {
  const template = name === void 0 ? void 0 : helmfile.templates.get(name);
  if (name === void 0 || !template) return void 0;
  if (templates.has(name)) return templates.get(name);
  templates.set(name, void 0);
  const whole = templates.size > templateLimit ? template : inherited(template, [], helmfile, templates);
  templates.set(name, whole);
  return whole;
}
var templateLimit = 200;
var inheritLimit = 20;
function over(lower, upper) {
  const entries = new Map(lower);
  for (const [key, entry] of upper) {
    const below2 = entries.get(key)?.value;
    const { value } = entry;
    const isList = below2?.kind === "list" && value.kind === "list";
    entries.set(key, isList ? { ...entry, value: { ...value, items: [...below2.items, ...value.items].slice(0, listLimit) } } : entry);
  }
  return entries;
}
var listLimit = 200;
function filledRelease(release, helmfile) {
  let filled2 = release;
  for (let round = 0; round < 2; round++) {
    const own = mapped(
      releaseFields.flatMap(([name, key]) => {
        const value = at(filled2, key);
        return value ? [[name, value]] : [];
      })
    );
    const scope = scopeOf(helmfile);
    const parameters = { ...scope, entries: new Map([...scope.entries, ["Release", { key: scope.origin, value: own }]]) };
    filled2 = substitute(filled2, { parameters, isGo: true });
  }
  return filled2;
}
var releaseFields = [
  ["Name", "name"],
  ["Namespace", "namespace"],
  ["Labels", "labels"],
  ["Chart", "chart"],
  ["KubeContext", "kubeContext"]
];
function isInstalled(release, { values }) {
  const isFalse = (cursor) => cursor?.kind === "scalar" && (cursor.value === false || cursor.value === "false");
  if (isFalse(at(release, "installed")) || isFalse(at(release, "installedTemplate")) || isFalse(at(release, "conditionTemplate")))
    return false;
  const condition = at(release, "condition");
  const path = stringAt(condition);
  return !isFalse(condition) && !(path !== void 0 && isFalse(at(values, ...path.split("."))));
}
function releaseLayers(release, helmfile, reader) {
  const handler = stringAt(release, "missingFileHandler") ?? stringAt(helmfile.settings.get("missingFileHandler"));
  const isLenient = handler !== void 0 && handler !== "Error";
  const context2 = { path: helmfile.path, scope: releaseScope(release, helmfile), reader, isLenient };
  return [
    ...openLayers(release, helmfile, lowestOpen),
    ...valueLayers(at(release, "values"), context2),
    ...valueLayers(at(release, "valuesTemplate"), context2),
    ...secretLayers(at(release, "secrets"), context2),
    ...["set", "setTemplate"].flatMap((key) => setLayers2(release, key, "set")),
    ...["setString", "setStringTemplate"].flatMap((key) => setLayers2(release, key, "set-string")),
    ...openLayers(release, helmfile, highestOpen)
  ];
}
function releaseScope(release, helmfile) {
  const scope = scopeOf(helmfile);
  const own = mapped([
    ["Name", at(release, "name") ?? { kind: "scalar", origin: scope.origin, value: null }],
    ["Namespace", at(release, "namespace") ?? { kind: "scalar", origin: scope.origin, value: null }]
  ]);
  return { ...scope, entries: new Map([...scope.entries, ["Release", { key: scope.origin, value: own }]]) };
}
var lowestOpen = ["reuseValues"];
var highestOpen = ["strategicMergePatches", "jsonPatches", "transformers", "postRenderer"];
function openLayers(release, helmfile, keys) {
  return keys.flatMap((key) => {
    const value = at(release, key) ?? at(helmfile.settings.get("helmDefaults"), key);
    const isOff2 = value === void 0 || value.kind === "scalar" && !value.value;
    if (isOff2 || !isPlace(value.origin)) return [];
    return [{ name: key, values: { kind: "unknown", origin: value.origin, reason: `\`${key}\`` } }];
  });
}
function setLayers2(release, key, kind) {
  return itemsAt(release, key).flatMap((item) => {
    const name = stringAt(item, "name");
    const place = placeAt(item, "value") ?? placeAt(item, "values") ?? placeAt(item, "name");
    if (name === void 0 || !place) return isPlace(item.origin) ? unknownSet2(item) : [];
    const value = at(item, "value") ?? at(item, "values");
    const text2 = setText(value);
    const layerName = `${key} ${name}`;
    if (text2 === void 0)
      return [{ name: layerName, values: nested(name, { kind: "unknown", origin: place, reason: "a value that is not known" }, place) }];
    return [{ name: layerName, values: parseSet(`${name}=${text2}`, kind, place) }];
  });
}
function unknownSet2({ origin: origin3, kind }) {
  return kind === "unknown" && isPlace(origin3) ? [{ name: "set", values: { kind: "unknown", origin: origin3, reason: "a template" } }] : [];
}
function setText(value) {
  if (value?.kind === "list") {
    const items = value.items.map(setText);
    return items.includes(void 0) ? void 0 : `{${items.join(",")}}`;
  }
  if (value?.kind !== "scalar") return void 0;
  const text2 = String(value.value ?? "");
  return /^\{.*\}$/.test(text2) ? text2 : text2.replace(/(?<!\\),/g, "\\,");
}

// src/forms/helmfile.ts
var helmfileForm = {
  id: "helmfile",
  markers: ["releases:", "helmfiles:"],
  *extract(source2, reader) {
    if (!isHelmfile(source2) || includedFiles(reader).has(source2.path)) return;
    yield* rootDrafts(source2.path, reader);
  }
};
var helmfile_default = helmfileForm;
var noValues3 = { kind: "map", origin: { builtIn: "no values" }, entries: /* @__PURE__ */ new Map() };
var fileLimit = 200;
var installLimit = 200;
var totalLimit2 = 5e3;
function isHelmfile({ path, text: text2 }) {
  if (!/\.ya?ml(\.gotmpl)?$/.test(path)) return false;
  if (!/^(releases|helmfiles):/m.test(text2)) return false;
  return /helmfile/i.test(posix10.basename(path)) || /(^|\/)helmfile(s|\.d)?\//.test(path) || /^[ \t]*-?[ \t]*chart:[ \t]/m.test(text2);
}
var known8 = /* @__PURE__ */ new WeakMap();
function includedFiles(reader) {
  const before = known8.get(reader);
  if (before) return before;
  const includes = /* @__PURE__ */ new Map();
  for (const source2 of reader.sources) {
    if (!source2.words.has("helmfiles:") || !isHelmfile(source2)) continue;
    const helmfile = readHelmfile({ path: source2.path, environment: "default", inherited: noValues3 }, silent(reader));
    includes.set(
      source2.path,
      includedHelmfiles(helmfile, silent(reader)).map(({ path }) => path)
    );
  }
  const named = new Set([...includes].flatMap(([from, paths]) => paths.filter((path) => path !== from)));
  const included = /* @__PURE__ */ new Set();
  const roots = /* @__PURE__ */ new Set();
  for (const path of [...includes.keys()].sort((one2, other) => Number(named.has(one2)) - Number(named.has(other)))) {
    if (included.has(path)) continue;
    roots.add(path);
    reach(path, includes, included, roots);
  }
  known8.set(reader, included);
  return included;
}
function reach(from, includes, included, roots) {
  const waiting = [...includes.get(from) ?? []];
  for (let path = waiting.pop(); path !== void 0; path = waiting.pop()) {
    if (included.has(path) || roots.has(path)) continue;
    included.add(path);
    waiting.push(...includes.get(path) ?? []);
  }
}
function silent(reader) {
  return { ...reader, problem: () => {
  } };
}
function rootDrafts(path, reader) {
  const [first = "default", ...others] = environmentsOf(path, reader);
  const { drafts, cost } = environmentDrafts(path, first, reader);
  const room = Math.floor(totalLimit2 / cost) - 1;
  if (others.length > room || drafts.length >= installLimit) reportLimit2(path, reader);
  const variants3 = others.slice(0, Math.max(0, room)).map((environment) => ({ environment, drafts: environmentDrafts(path, environment, silent(reader)).drafts }));
  const same = fingerprint(drafts);
  if (variants3.every((variant) => fingerprint(variant.drafts) === same)) return drafts;
  return [{ environment: first, drafts }, ...variants3].flatMap(
    (variant) => variant.drafts.map((draft) => ({
      ...draft,
      scope: { ...draft.scope, destination: draft.scope.destination ?? clusterOf(path, variant.environment) }
    }))
  );
}
function reportLimit2(file, reader) {
  const message = "This helmfile makes more installs, for more environments, than are looked at here; only the first ones are.";
  reader.problem({ code: "helmfile-limit", message, place: { file, start: 0, end: 0 } });
}
function environmentsOf(path, reader) {
  const { environments } = readHelmfile({ path, environment: "default", inherited: noValues3 }, silent(reader));
  const names3 = [...environments.keys()];
  return names3.length > 0 ? names3 : ["default"];
}
function clusterOf(path, environment) {
  return posix10.join(posix10.dirname(posix10.dirname(path)), environment);
}
function fingerprint(drafts) {
  const texts = drafts.map((draft) => {
    const values = mergeValues(draft.layers.map((layer) => layer.values));
    const fields = [draft.chart, draft.version, draft.release, draft.namespace].map(
      (field3) => field3 && typeof field3 === "object" ? stringAt(field3) : field3
    );
    return JSON.stringify([fields, draft.scope.destination, plain(values), [...unknownPointers(values)]]);
  });
  return texts.join("\n");
}
function environmentDrafts(path, environment, reader) {
  const drafts = [];
  let size = 0;
  const waiting = [{ path, environment, inherited: noValues3 }];
  const seen = /* @__PURE__ */ new Set();
  for (let request = waiting.pop(); request && seen.size < fileLimit; request = waiting.pop()) {
    if (seen.has(request.path)) continue;
    seen.add(request.path);
    const helmfile = readHelmfile(request, reader);
    size += reader.source(request.path)?.text.length ?? 0;
    waiting.push(...includedHelmfiles(helmfile, reader));
    for (const release of installedReleases(helmfile)) {
      if (drafts.length < installLimit) drafts.push(...releaseDrafts(release, helmfile, reader));
    }
  }
  return { drafts, cost: Math.max(1, drafts.length, seen.size, Math.ceil(size / 1024)) };
}
function releaseDrafts(release, helmfile, reader) {
  const written4 = stringAt(release, "chart");
  const place = placeAt(release, "chart");
  if (written4 === void 0 || !place) return [];
  const directory3 = chartDirectory2(written4, helmfile, reader);
  const reference2 = readChartReference(written4, {
    repository: void 0,
    repositories: repositoriesOf(helmfile),
    isLocal: directory3 !== void 0
  });
  const local = directory3 === void 0 ? void 0 : readLocalChart(reader, directory3);
  if (!reference2 && !local) return [];
  const deployment = {
    form: "helmfile",
    tool: "helm",
    release: at(release, "name"),
    namespace: helmfile.settings.get("namespace") ?? at(release, "namespace"),
    layers: releaseLayers(release, helmfile, reader),
    rendering: "live",
    isTemplate: isTemplate2(helmfile, reader),
    home: homeOf(release),
    place,
    scope: { file: helmfile.path, script: false, destination: contextOf(release, helmfile) }
  };
  if (local) return chartDrafts(local, deployment);
  if (!reference2) return [];
  const version = reference2.version === void 0 ? void 0 : { kind: "scalar", origin: place, value: reference2.version };
  return [{ ...deployment, component: reference2.component, chart: reference2.name, version: at(release, "version") ?? version }];
}
function homeOf(release) {
  const { origin: origin3 } = release;
  if (release.kind !== "map" || !isPlace(origin3)) return void 0;
  const isOwn = ({ key }) => isPlace(key) && key.file === origin3.file && key.start >= origin3.start && key.end <= origin3.end;
  const values = release.entries.get("values");
  if (values && !isOwn(values)) return void 0;
  const entries = new Map([...release.entries].filter(([, entry]) => isOwn(entry)));
  return { map: { ...release, entries }, path: ["values", newItem] };
}
function isTemplate2({ path, environments }, reader) {
  return environments.size > 0 || /\{\{|\.gotmpl\b/.test(reader.source(path)?.text ?? "");
}
function chartDirectory2(written4, { path }, reader) {
  const directory3 = written4.includes("://") ? void 0 : reader.resolve(path, written4);
  return directory3 !== void 0 && reader.exists(posix10.join(directory3, "Chart.yaml")) ? directory3 : void 0;
}
function repositoriesOf({ repositories }) {
  const named = repositories.flatMap((repository) => {
    const name = stringAt(repository, "name");
    return name === void 0 ? [] : [[name, stringAt(repository, "url") ?? ""]];
  });
  return new Map(named);
}
function contextOf(release, { settings: settings3, environment, environments }) {
  const own = stringAt(release, "kubeContext") ?? stringAt(settings3.get("helmDefaults"), "kubeContext");
  return own ?? stringAt(environments.get(environment), "kubeContext");
}

// src/istio/settings.ts
var TemplateFault = class extends Error {
  name = "TemplateFault";
  culprit;
  constructor(path, culprit) {
    super(path.join("."));
    this.culprit = culprit;
  }
};
function requireMaps(values, ...paths) {
  for (const path of paths) {
    const found2 = at(values, ...path);
    if (found2?.kind !== "map" && found2?.kind !== "unknown") throw new TemplateFault(path, found2);
  }
}
function truth(cursor) {
  if (cursor === void 0) return false;
  if (cursor.kind === "scalar") return Boolean(cursor.value);
  if (cursor.kind === "list") return cursor.items.length > 0;
  if (cursor.kind === "map") return cursor.entries.size > 0 || (cursor.rest ? void 0 : false);
  return void 0;
}
function printed(cursor) {
  if (cursor === void 0) return "";
  return cursor.kind === "scalar" ? String(cursor.value ?? "") : void 0;
}
function printedSetting(rendered2, ...path) {
  return settingFrom(rendered2, path, printed);
}
function switchSetting(rendered2, ...path) {
  return settingFrom(rendered2, path, (cursor) => {
    const text2 = printed(cursor);
    return text2 === void 0 ? void 0 : text2 === "true";
  });
}
function settingFrom(rendered2, path, compute2) {
  const cursor = at(rendered2.values, ...path);
  return { value: compute2(cursor), origin: cursor?.origin ?? chartDefault(rendered2), path };
}
function fixedSetting(rendered2, value) {
  return { value, origin: chartDefault(rendered2) };
}
function namespaceSetting(rendered2) {
  return { value: rendered2.namespace, origin: { builtIn: "the release's namespace" } };
}
function quotaSetting(rendered2, ...path) {
  return settingFrom(rendered2, [...path, "enabled"], (enabled) => {
    const isOn5 = truth(enabled);
    if (!isOn5) return isOn5 === void 0 ? void 0 : null;
    const pods = printed(at(rendered2.values, ...path, "pods"));
    if (pods === void 0 || rendered2.namespace === void 0) return void 0;
    return { namespace: rendered2.namespace, pods: Number(pods) };
  });
}
function chartDefault({ chart: chart2, minor }) {
  return { builtIn: `chart default of ${chart2} ${minor.minor}` };
}
function hasWorkloads(rendered2, ...path) {
  if (!rendered2.minor.charts.hasResourceScope) return true;
  const scope = printed(at(rendered2.values, ...path));
  return scope === void 0 || scope === "all" || scope === "namespace";
}

// src/istio/cni.ts
function cniSettings(rendered2) {
  const { charts: charts2 } = rendered2.minor;
  const prefix = charts2.descoped ? [] : ["cni"];
  requireMaps(rendered2.values, prefix, [...prefix, "ambient"], [...prefix, "resourceQuotas"]);
  if (!hasWorkloads(rendered2, "global", "resourceScope")) return { resourceQuota: fixedSetting(rendered2, null) };
  return {
    cniBinDir: binDir4(rendered2, [...prefix, "cniBinDir"]),
    cniConfDir: directory(rendered2, [...prefix, "cniConfDir"], charts2.cniFallbacks?.confDir),
    cniNetnsDir: directory(rendered2, charts2.netnsKey, charts2.cniFallbacks?.netnsDir),
    chained: switchSetting(rendered2, ...prefix, "chained"),
    provider: printedSetting(rendered2, ...prefix, "provider"),
    ambient: ambient(rendered2, [...prefix, "ambient", "enabled"]),
    namespace: namespaceSetting(rendered2),
    priorityClassName: fixedSetting(rendered2, "system-node-critical"),
    seLinuxType: charts2.cniHasSeLinuxOptions ? seLinuxType(rendered2) : fixedSetting(rendered2, null),
    resourceQuota: quotaSetting(rendered2, ...prefix, "resourceQuotas")
  };
}
function binDir4(rendered2, path) {
  return settingFrom(rendered2, path, orElse(rendered2.onGke ? "/home/kubernetes/bin" : "/opt/cni/bin"));
}
function directory(rendered2, path, fallback) {
  return settingFrom(rendered2, path, fallback === void 0 ? printed : orElse(fallback));
}
function orElse(fallback) {
  return (cursor) => {
    const isSet = truth(cursor);
    return isSet === false ? fallback : isSet && printed(cursor);
  };
}
function ambient(rendered2, path) {
  return rendered2.minor.charts.cniAmbient === "truth" ? settingFrom(rendered2, path, truth) : switchSetting(rendered2, ...path);
}
function seLinuxType(rendered2) {
  const options = at(rendered2.values, "seLinuxOptions");
  const hasOptions = truth(options);
  if (!hasOptions) return settingFrom(rendered2, ["seLinuxOptions"], () => hasOptions === void 0 ? void 0 : null);
  return settingFrom(rendered2, ["seLinuxOptions", "type"], orElse("spc_t"));
}

// src/istio/istiod.ts
function istiodSettings(rendered2) {
  const { charts: charts2 } = rendered2.minor;
  const prefix = charts2.descoped ? [] : ["pilot"];
  requireMaps(rendered2.values, prefix, [...prefix, "env"]);
  const nothing3 = fixedSetting(rendered2, null);
  if (!hasWorkloads(rendered2, "global", "resourceScope"))
    return { trustedNodeAccounts: nothing3, platform: nothing3, injectedPlatform: nothing3, ambient: nothing3 };
  return {
    namespace: namespaceSetting(rendered2),
    trustedNodeAccounts: trustedNodeAccounts(rendered2, prefix),
    platform: platform(rendered2, charts2.istiodPlatformKeys),
    injectedPlatform: platform(rendered2, ["global"]),
    ambient: ambient2(rendered2, [...prefix, "env"])
  };
}
function trustedNodeAccounts(rendered2, prefix) {
  const path = [...prefix, "env", "CA_TRUSTED_NODE_ACCOUNTS"];
  const variable2 = settingFrom(rendered2, path, printed);
  if (at(rendered2.values, ...path)) return variable2;
  if (!rendered2.minor.charts.trustsZtunnel) return { ...variable2, value: null };
  const namespace = firstSet(rendered2, [...prefix, "trustedZtunnelNamespace"], rendered2.namespace);
  const hasName = isSince(rendered2.minor.charts.trustedZtunnelName, rendered2.version);
  const name = hasName ? firstSet(rendered2, [...prefix, "trustedZtunnelName"], "ztunnel") : fixedSetting(rendered2, "ztunnel");
  const isKnown3 = namespace.value !== void 0 && name.value !== void 0;
  return { ...namespace, value: isKnown3 ? `${namespace.value}/${name.value}` : void 0 };
}
function firstSet(rendered2, path, fallback) {
  return settingFrom(rendered2, path, (cursor) => {
    const isSet = truth(cursor);
    return isSet === false ? fallback : isSet && printed(cursor);
  });
}
function platform(rendered2, keys) {
  for (const key of keys) {
    const path = key === "global" ? ["global", "platform"] : ["platform"];
    const isSet = truth(at(rendered2.values, ...path));
    if (isSet !== false) return settingFrom(rendered2, path, (cursor) => isSet && printed(cursor));
  }
  return settingFrom(rendered2, ["global", "platform"], () => null);
}
function ambient2(rendered2, path) {
  const found2 = [];
  for (const variable3 of rendered2.minor.charts.ambientVariables) {
    const cursor = at(rendered2.values, ...path, variable3);
    if (cursor && printed(cursor) === "true") return { value: true, origin: cursor.origin, path: [...path, variable3] };
    if (cursor) found2.push(cursor);
  }
  const isUnknown = found2.some((cursor) => printed(cursor) === void 0);
  const variable2 = rendered2.minor.charts.ambientVariables[0] ?? "";
  return { value: isUnknown ? void 0 : false, origin: found2[0]?.origin ?? chartDefault(rendered2), path: [...path, variable2] };
}

// src/istio/ztunnel.ts
function ztunnelSettings(rendered2) {
  const { charts: charts2 } = rendered2.minor;
  const nothing3 = fixedSetting(rendered2, null);
  if (!hasWorkloads(rendered2, "resourceScope"))
    return { namespace: nothing3, priorityClassName: nothing3, seLinuxType: nothing3, resourceQuota: nothing3 };
  if (charts2.ztunnelHasQuota) requireMaps(rendered2.values, ["resourceQuotas"]);
  return {
    namespace: namespaceSetting(rendered2),
    priorityClassName: charts2.ztunnelIsNodeCritical ? fixedSetting(rendered2, "system-node-critical") : nothing3,
    seLinuxType: charts2.ztunnelHasSeLinuxOptions ? seLinuxType2(rendered2) : nothing3,
    resourceQuota: charts2.ztunnelHasQuota ? quotaSetting(rendered2, "resourceQuotas") : nothing3
  };
}
function seLinuxType2(rendered2) {
  const hasOptions = truth(at(rendered2.values, "seLinuxOptions"));
  if (!hasOptions) return settingFrom(rendered2, ["seLinuxOptions"], () => hasOptions === void 0 ? void 0 : null);
  return settingFrom(rendered2, ["seLinuxOptions", "type"], (type) => {
    const text2 = printed(type);
    return text2 === "" ? null : text2;
  });
}

// src/istio/chart.ts
function renderChart(chart2) {
  const { minor } = chart2;
  const { charts: charts2 } = minor;
  const values = coalesce(defaultsOf(chart2), chart2.values);
  const profile = select(values, "profile", charts2.profileKeys);
  const platform2 = select(values, "platform", charts2.platformKeys);
  const outcome = { settings: {}, profile: nameOf3(profile), platform: nameOf3(platform2), choosers: choosersOf(chart2, profile, platform2) };
  const error = failure(minor, values, profile, platform2);
  if (error) return { ...outcome, error };
  const worlds = worldsOf(candidates2(profile, minor.profiles), candidates2(platform2, minor.platforms));
  const { rendered: rendered2, fault } = renderWorlds(chart2, values, worlds);
  return { ...outcome, settings: agreed(rendered2), error: rendered2.length === 0 ? fault : null };
}
function builtIn(tree2, name) {
  return kept2(tree2, name, () => cursorOf(tree2, { builtIn: name }));
}
function kept2(source2, name, make) {
  const names3 = cache.get(source2) ?? /* @__PURE__ */ new Map();
  const made = names3.get(name) ?? make();
  if (!names3.has(name)) cache.set(source2, names3.set(name, made));
  return made;
}
var cache = /* @__PURE__ */ new WeakMap();
function cursorOf(value, origin3) {
  if (value === null || typeof value !== "object") return { kind: "scalar", origin: origin3, value };
  const entries = Object.entries(value).map(([key, item]) => [key, { key: origin3, value: cursorOf(item, origin3) }]);
  return { kind: "map", origin: origin3, entries: new Map(entries) };
}
function defaultsOf({ name, minor }) {
  const { defaultsKey } = minor.charts;
  const defaults = ownDefaults(name, minor);
  return defaultsKey === null ? defaults : kept2(defaults, defaultsKey, () => below(defaultsKey, defaults));
}
function ownDefaults(name, minor) {
  return builtIn(minor.defaults[name], `chart default of ${name} ${minor.minor}`);
}
function below(key, value) {
  return { kind: "map", origin: value.origin, entries: /* @__PURE__ */ new Map([[key, { key: value.origin, value }]]) };
}
function select(values, name, keys) {
  for (const key of keys) {
    const found2 = key === "global" ? at(values, "global", name) : at(values, name);
    if (truth(found2) !== false) return found2;
  }
  return void 0;
}
function nameOf3(selected) {
  return selected?.kind === "scalar" ? String(selected.value) : null;
}
function candidates2(selected, files) {
  if (selected?.kind === "scalar") return [String(selected.value)];
  if (selected === void 0) return [null];
  return [null, ...Object.keys(files).filter((name) => Object.keys(files[name] ?? {}).length > 0)];
}
function profileFile(minor, name) {
  if (Object.hasOwn(minor.profiles, name)) return minor.profiles[name];
  const platform2 = /^platform-(.+)$/.exec(name)?.[1];
  if (platform2 !== void 0 && Object.hasOwn(minor.platforms, platform2)) return minor.platforms[platform2];
  const compatibility = /^compatibility-version-(.+)$/.exec(name)?.[1];
  return compatibility !== void 0 && minor.compatibilityVersions.includes(compatibility) ? {} : void 0;
}
function failure(minor, values, profile, platform2) {
  const { defaultsKey, profileKeys } = minor.charts;
  const prefixed2 = at(values, "defaults");
  if (defaultsKey === "_internal_defaults_do_not_set" && truth(prefixed2)) return { code: "defaults-prefix", value: "", culprit: prefixed2 };
  if (profile && !isKnown(profile, (name) => profileFile(minor, name) !== void 0)) return unknownName("unknown-profile", profile);
  const compatibility = profileKeys.length > 0 ? at(values, "compatibilityVersion") : void 0;
  if (compatibility && truth(compatibility) && !isKnown(compatibility, (name) => minor.compatibilityVersions.includes(name))) {
    return unknownName("unknown-compatibility-version", compatibility);
  }
  if (platform2 && !isKnown(platform2, (name) => Object.hasOwn(minor.platforms, name))) return unknownName("unknown-platform", platform2);
  return null;
}
function isKnown(selected, exists) {
  return selected.kind === "unknown" || selected.kind === "scalar" && typeof selected.value === "string" && exists(selected.value);
}
function unknownName(code, culprit) {
  return { code, value: nameOf3(culprit) ?? "", culprit };
}
function worldsOf(profiles, platforms2) {
  return profiles.flatMap((profile) => platforms2.map((platform2) => ({ profile, platform: platform2 })));
}
function renderWorlds(chart2, values, worlds) {
  const rendered2 = [];
  let fault = null;
  for (const world of worlds) {
    try {
      rendered2.push(renderWorld(chart2, mergeChart(chart2, values, world)));
    } catch (problem) {
      if (!(problem instanceof TemplateFault)) throw problem;
      fault = { code: "template-error", value: "", culprit: problem.culprit };
    }
  }
  return { rendered: rendered2, fault };
}
function renderWorld({ name, minor, version, namespace, onGke }, values) {
  if (minor.charts.readsGlobal.includes(name)) requireMaps(values, ["global"]);
  const read3 = { istiod: istiodSettings, cni: cniSettings, ztunnel: ztunnelSettings, base: noSettings, gateway: noSettings }[name];
  return read3({ chart: name, values, minor, version, namespace, onGke });
}
function noSettings() {
  return {};
}
function mergeChart(chart2, values, { profile, platform: platform2 }) {
  const { minor, name, version } = chart2;
  const { charts: charts2 } = minor;
  const [defaults, user] = charts2.defaultsKey === null ? [values, void 0] : splitDefaults(values, charts2.defaultsKey);
  if (isSince(charts2.comparePlatform[name] ?? false, version)) refuseComparison(at(values, "platform"), charts2.descoped);
  const profileTree = profile === null ? void 0 : profileFile(minor, profile);
  const chosen = [
    profileTree && builtIn(profileTree, profileOrigin(chart2, profile ?? "")),
    platform2 === null ? void 0 : builtIn(minor.platforms[platform2] ?? {}, platformOrigin(chart2, platform2))
  ];
  const below2 = () => mergeValues([defaults, ...chosen].filter((layer) => layer !== void 0));
  const isUntouched = defaults === ownDefaults(name, minor);
  const layers = [
    isUntouched ? kept2(defaults, `${profile} ${platform2}`, below2) : below2(),
    name === "ztunnel" && isSince(charts2.ztunnelFlattensGlobal, version) ? globalOf(user) : void 0,
    user
  ];
  const merged2 = mergeValues(layers.filter((layer) => layer !== void 0));
  const ownTree = charts2.descoped ? { cni: at(merged2, "cni"), istiod: at(merged2, "pilot") }[name] : void 0;
  return ownTree ? mergeValues([merged2, ownTree]) : merged2;
}
function globalOf(user) {
  const global = at(user, "global");
  return truth(global) === false ? void 0 : global;
}
function splitDefaults(values, key) {
  if (values.kind !== "map") return [values, values];
  const defaults = at(values, key);
  if (defaults?.kind !== "map" && defaults?.kind !== "unknown") throw new TemplateFault([key], defaults);
  const entries = entriesAt(values).filter(([name]) => name !== key);
  const user = { kind: "map", origin: values.origin, entries: new Map(entries), ...restOf(values) };
  return [defaults, user];
}
function restOf(map) {
  return map.rest ? { rest: map.rest } : {};
}
function refuseComparison(platform2, falsePasses) {
  if (platform2?.kind !== "scalar" || platform2.value === null || typeof platform2.value === "string") return;
  if (platform2.value || !falsePasses) throw new TemplateFault(["platform"], platform2);
}
function choosersOf(chart2, profile, platform2) {
  const choosers = /* @__PURE__ */ new Map();
  if (profile && isPlace(profile.origin)) choosers.set(profileOrigin(chart2, nameOf3(profile) ?? ""), profile.origin);
  if (platform2 && isPlace(platform2.origin)) choosers.set(platformOrigin(chart2, nameOf3(platform2) ?? ""), platform2.origin);
  return choosers;
}
function profileOrigin({ name, minor }, profile) {
  return `profile ${profile} of ${name} ${minor.minor}`;
}
function platformOrigin({ name, minor }, platform2) {
  return `platform ${platform2} of ${name} ${minor.minor}`;
}
function agreed(worlds) {
  const [first = {}, ...others] = worlds;
  if (others.length === 0) return first;
  const settings3 = /* @__PURE__ */ new Map();
  for (const [name, setting2] of Object.entries(first)) {
    const text2 = JSON.stringify(setting2.value);
    const isSame3 = others.every((world) => JSON.stringify(world[name]?.value) === text2);
    settings3.set(name, isSame3 ? setting2 : { ...setting2, value: void 0 });
  }
  return Object.fromEntries(settings3);
}

// src/istio/lost.ts
function lostAt(values, { path, reason, instead }) {
  const found2 = at(values, ...path);
  const own = keyOf2(values, path);
  const key = path.join(".");
  const origin3 = found2?.kind === "scalar" ? found2.origin : own;
  if (!found2 || !origin3 || !isPlace(origin3)) return void 0;
  return {
    path,
    key,
    value: scalarOf(found2),
    reason,
    instead: instead?.join(".") ?? null,
    place: origin3,
    keyPlace: stretchOf(own, key)
  };
}
function inAll([first = [], ...others]) {
  const paths = others.map((losses) => new Set(losses.map(({ path }) => path.join("."))));
  return first.filter(({ path }) => paths.every((known15) => known15.has(path.join("."))));
}
function onlyPath(value) {
  const path = [];
  for (let current = value; current?.kind === "map" && current.entries.size === 1 && !current.rest; ) {
    const [only] = entriesAt(current);
    if (!only) break;
    path.push(only[0]);
    current = only[1].value;
  }
  return path;
}
function* leaves(value, path = []) {
  if (value?.kind === "scalar") yield [path, value.value];
  for (const [key, entry] of entriesAt(value)) yield* leaves(entry.value, [...path, key]);
}
function scalarAt(values, path) {
  const found2 = at(values, ...path);
  return found2?.kind === "scalar" ? found2.value : void 0;
}
function scalarOf(found2) {
  return found2.kind === "scalar" ? found2.value : null;
}
function keyOf2(values, path) {
  const parent = at(values, ...path.slice(0, -1));
  return parent?.kind === "map" ? parent.entries.get(path.at(-1) ?? "")?.key : void 0;
}
function stretchOf(last3, { length }) {
  return last3 && isPlace(last3) && last3.end >= length ? { file: last3.file, start: last3.end - length, end: last3.end } : void 0;
}

// src/istio/rejected.ts
function rejectedValues(spec, minor, isAssumed) {
  if (!minor.istioctl.refusesUnknownKeys) return [];
  const losses = [...specLosses(spec, minor), ...valuesLosses(spec, minor)];
  const sure = isAssumed ? losses.filter(isOfAnyVersion) : losses;
  return sure.flatMap((loss) => lostAt(spec, loss) ?? []);
}
function isOfAnyVersion({ instead }) {
  return instead !== null && /^(profile|platform|\w+Dir)$/.test(instead.at(-1) ?? "");
}
var specKeys = [
  ...["profile", "installPackagePath", "hub", "tag", "namespace", "revision", "defaultRevision", "compatibilityVersion", "meshConfig"],
  ...["components", "addonComponents", "addons", "values", "unvalidatedValues", "resourceSuffix"]
];
var chartKeys = ["global", "cni", "pilot", "ztunnel", "gateways", "sidecarInjectorWebhook", "telemetry"];
function* specLosses(spec, minor) {
  for (const [key, { value }] of entriesAt(spec)) {
    if (specKeys.includes(key)) continue;
    const path = [key, ...onlyPath(value)];
    const misspelt2 = nearestName(key, specKeys);
    const reason = "istioctl's `spec` has no such field";
    if (key === "platform")
      yield { path, reason: `${reason}, and takes chart values below \`values\``, instead: platformHome(spec, path, minor) };
    else if (chartKeys.includes(key))
      yield { path, reason: `${reason}, and takes chart values below \`values\``, instead: ["values", ...path] };
    else yield { path, reason, instead: misspelt2 === void 0 ? null : [misspelt2, ...path.slice(1)] };
  }
}
var helmOnly = [
  ["platform", "global.platform"],
  ["global.profile", null],
  ["cni.platform", "global.platform"],
  ["cni.profile", null],
  ["cni.global", null],
  ["cni.seLinuxOptions", null],
  ["pilot.platform", "global.platform"],
  ["pilot.profile", null],
  ["pilot.trustedZtunnelName", null],
  ["cniBinDir", "cni.cniBinDir"],
  ["cniConfDir", "cni.cniConfDir"],
  ["cniConfFileName", "cni.cniConfFileName"],
  ["cniNetnsDir", "cni.cniNetnsDir"],
  ["chained", "cni.chained"],
  ["provider", "cni.provider"],
  ["excludeNamespaces", "cni.excludeNamespaces"],
  ["ambient", "cni.ambient"],
  ["resourceQuotas", "cni.resourceQuotas"],
  ["env", "pilot.env"],
  ["trustedZtunnelNamespace", "pilot.trustedZtunnelNamespace"],
  ["trustedZtunnelName", null],
  ["seLinuxOptions", null],
  ["values", ""]
];
var misspellable = ["global.platform", "cni.cniBinDir", "cni.cniConfDir", "cni.cniNetnsDir", "profile"];
function* valuesLosses(spec, minor) {
  for (const [key, home] of helmOnly) {
    const steps2 = ["values", ...key.split(".")];
    const found2 = at(spec, ...steps2);
    if (!found2 || found2.kind === "unknown") continue;
    const rest = onlyPath(found2);
    const path = [...steps2, ...rest];
    const reason = "istioctl's `values` have no such field";
    if (home === "global.platform") yield { path, reason, instead: platformHome(spec, path, minor) };
    else if (/(^|\.)profile$/.test(key)) yield { path, reason, instead: ["profile"] };
    else if (home === null) yield { path, reason, instead: null };
    else yield { path, reason, instead: ["values", ...home === "" ? [] : home.split("."), ...rest] };
  }
  for (const name of misspellable) yield* misspelt(spec, name.split("."));
}
function* misspelt(spec, target) {
  const [last3 = ""] = target.slice(-1);
  const above = ["values", ...target.slice(0, -1)];
  for (const [key, { value }] of entriesAt(spec, ...above)) {
    if (key === last3 || value.kind !== "scalar" || nearestName(key, [last3]) === void 0 || realNeighbours.includes(key)) continue;
    yield { path: [...above, key], reason: "istioctl's `values` have no such field", instead: [...above, last3] };
  }
}
var realNeighbours = ["cniBinDir", "cniConfDir", "cniNetnsDir", "cniConfFileName"];
function platformHome(spec, path, { platforms: platforms2, charts: charts2 }) {
  const value = scalarAt(spec, path);
  const isKnown3 = typeof value === "string" && Object.hasOwn(platforms2, value) && charts2.platformKeys.includes("global");
  return isKnown3 ? ["values", "global", "platform"] : null;
}

// src/istio/istioctl.ts
function operatorInstalls(specs, version, place, options) {
  const minor = minorOf(version);
  const spec = mergeValues(specs.map((layer) => layer.values));
  const selected = selectProfile(spec, minor);
  const rejected = options.isForced ? [] : rejectedValues(spec, minor, options.isVersionAssumed ?? false);
  if (selected.kind === "missing") {
    const blamed = isPlace(selected.origin) ? selected.origin : place;
    return { profile: selected.name, installs: [], error: { code: "unknown-profile", value: selected.name, place: blamed }, rejected };
  }
  const context2 = { minor, spec, selected, options };
  const single2 = ["base", "istiod", "cni", "ztunnel"].filter((component) => isEnabled(context2, component));
  const installs = [...single2.map((component) => install(context2, component)), ...gateways(context2)];
  return { profile: selected.kind === "known" ? selected.name : null, installs, error: null, rejected };
}
function parseOperatorSet(expression2, place) {
  const equals = expression2.indexOf("=");
  const isExact = place.end - place.start === expression2.length;
  const placeOf7 = (start, end) => isExact ? { file: place.file, start: place.start + start, end: place.start + end } : place;
  const path = pathOf(expression2.slice(0, Math.max(0, equals)), placeOf7(0, Math.max(0, equals)));
  if (path.length === 0 || path.length > maxSteps2) return { kind: "unknown", origin: place, reason: "`--set` without a path and a value" };
  const byContent = path.findIndex((step) => typeof step.name === "string" && /^\[.*\]$/.test(step.name));
  const origin3 = placeOf7(equals + 1, expression2.length);
  const names3 = path.map((step) => step.name).join(".");
  const assignment = byContent === -1 ? { path, value: { kind: "scalar", origin: origin3, value: typed2(names3, expression2.slice(equals + 1).trim()) } } : { path: path.slice(0, byContent), value: { kind: "unknown", origin: origin3, reason: `the item \`${path[byContent]?.name}\` of a list` } };
  return assignment.path.length === 0 ? assignment.value : assignmentLayer([assignment], place);
}
var maxSteps2 = 60;
var specNames = { base: "base", istiod: "pilot", cni: "cni", ztunnel: "ztunnel" };
function selectProfile(spec, minor) {
  const written4 = at(spec, "profile");
  const packagePath = writtenAt2(spec, "installPackagePath");
  const name = printed(written4);
  if (name === void 0 || name.includes("/") || truth(packagePath) !== false) {
    const cursor = written4 ?? packagePath ?? spec;
    return { kind: "unknown", cursor: { kind: "unknown", origin: cursor.origin, reason: "the profile is not known" } };
  }
  const known15 = name === "" ? "default" : name;
  const origin3 = name === "" || !written4 ? { builtIn: `profile default of istioctl ${minor.minor}` } : written4.origin;
  const { profiles } = minor.istioctl;
  const profile = Object.hasOwn(profiles, known15) ? profiles[known15] : void 0;
  return profile ? { kind: "known", name: known15, profile, origin: origin3 } : { kind: "missing", name: known15, origin: origin3 };
}
function writtenAt2(spec, key) {
  return spec.kind === "map" ? spec.entries.get(key)?.value : void 0;
}
function isEnabled({ spec, minor, selected }, component) {
  const named = at(spec, "components", specNames[component]);
  if (named?.kind === "unknown") return false;
  const enabled = at(named, "enabled");
  if (enabled) return printed(enabled) === "true";
  if (named?.kind === "map" && minor.istioctl.namedIsEnabled) return true;
  return selected.kind === "known" && selected.profile.components.includes(component);
}
function install(context2, component) {
  const plainInstall = { namespace: namespaceOf3(context2, component, false), values: valuesOf(context2, component, false) };
  const { detectsGke } = context2.options;
  if (!detectsGke) return { component, ...plainInstall };
  return {
    component,
    ...plainInstall,
    onGke: { namespace: namespaceOf3(context2, component, true), values: valuesOf(context2, component, true) }
  };
}
function gateways(context2) {
  const { spec, selected } = context2;
  const lists = [at(spec, "components", "ingressGateways"), at(spec, "components", "egressGateways")];
  const listed2 = lists.flatMap((list) => itemsAt(list)).filter((item) => printed(at(item, "enabled") ?? trueCursor) === "true");
  const values = valuesOf(context2, "gateway", false);
  const made = listed2.map((item) => ({
    component: "gateway",
    namespace: at(item, "namespace") ?? meshNamespace(context2),
    values
  }));
  const isInProfile = selected.kind === "known" && selected.profile.components.includes("gateway");
  if (lists[0] !== void 0 || !isInProfile) return made;
  return [{ component: "gateway", namespace: meshNamespace(context2), values }, ...made];
}
var trueCursor = { kind: "scalar", origin: { builtIn: "enabled where it is listed" }, value: true };
function namespaceOf3(context2, component, onGke) {
  const { spec, selected, minor } = context2;
  const written4 = at(spec, "components", specNames[component], "namespace");
  if (written4 && truth(written4) !== false) return written4;
  if (onGke && component === "cni")
    return text(minor.istioctl.onGke.cniNamespace, { builtIn: `detection of GKE by istioctl ${minor.minor}` });
  if (selected.kind === "unknown") return selected.cursor;
  const chosen = selected.profile.namespaces[component];
  return chosen === void 0 ? meshNamespace(context2) : text(chosen, selected.origin);
}
function meshNamespace({ spec, options, minor }) {
  const written4 = [at(spec, "values", "global", "istioNamespace"), options.namespace];
  const first = written4.find((cursor) => truth(cursor) !== false);
  return first ?? text("istio-system", { builtIn: `profile default of istioctl ${minor.minor}` });
}
function text(value, origin3) {
  return { kind: "scalar", origin: origin3, value };
}
function valuesOf(context2, component, onGke) {
  const { spec, selected, minor } = context2;
  const compatibility = writtenAt2(spec, "compatibilityVersion");
  const layers = [
    selected.kind === "unknown" ? selected.cursor : placed(selected.profile.values, selected.origin),
    onGke ? builtIn(minor.istioctl.onGke.values, `detection of GKE by istioctl ${minor.minor}`) : void 0,
    compatibility && mapOf3("compatibilityVersion", compatibility),
    at(spec, "values"),
    writtenAt2(spec, "unvalidatedValues")
  ];
  const values = mergeValues(layers.filter((layer) => layer !== void 0));
  return component === "ztunnel" ? flattened(values) : values;
}
function placed(tree2, origin3) {
  const convert = (value) => {
    if (value === null || typeof value !== "object") return { kind: "scalar", origin: origin3, value };
    return {
      kind: "map",
      origin: origin3,
      entries: new Map(Object.entries(value).map(([key, item]) => [key, { key: origin3, value: convert(item) }]))
    };
  };
  return convert(tree2);
}
function mapOf3(key, value) {
  return { kind: "map", origin: value.origin, entries: /* @__PURE__ */ new Map([[key, { key: value.origin, value }]]) };
}
function flattened(values) {
  const own = at(values, "ztunnel");
  if (values.kind !== "map" || own === void 0) return values;
  if (own.kind === "unknown") return own;
  const shared2 = entriesAt(values).filter(([key, entry]) => key === "global" || entry.value.kind !== "map");
  const entries = new Map([...shared2.filter(([key]) => key !== "ztunnel"), ...entriesAt(own)]);
  const rest = own.kind === "map" ? own.rest ?? values.rest : values.rest;
  return { kind: "map", origin: own.origin, entries, ...rest && { rest } };
}
function pathOf(path, origin3) {
  const steps2 = [];
  for (const segment of path.trim().split(/(?<!\\)\./)) {
    const [, name = "", item = ""] = /^([^[]*)(\[.*\])?$/.exec(segment) ?? [void 0, segment];
    if (name !== "") steps2.push({ name: name.replaceAll("\\.", "."), origin: origin3 });
    const index = /^\[(\d{1,2})\]$/.exec(item)?.[1];
    if (item !== "") steps2.push({ name: index === void 0 ? item : Number(index), origin: origin3 });
  }
  return steps2;
}
function typed2(path, value) {
  if (/^(values\.)?compatibilityVersion$|^(values\.global\.)?tag$/.test(path)) return value;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value);
  if (/^(t|T|true|True|TRUE)$/.test(value)) return true;
  if (/^(f|F|false|False|FALSE)$/.test(value)) return false;
  return value.replaceAll("\\,", ",");
}

// src/istio/operator-drafts.ts
function* operatorDrafts(common, specs, options) {
  const draft = { ...common, tool: "istioctl", chart: null };
  const { version, assumed: assumed2 } = resolveVersion(stringAt(common.version) ?? options.istioVersion);
  const { installs, error, profile, rejected } = operatorInstalls(specs, version, common.place, { ...options, isVersionAssumed: assumed2 });
  for (const { component, namespace, values, onGke } of installs) {
    yield { ...draft, component, namespace, layers: [{ name: "istioctl", values }], onGke, rejected: rejectedIn(component, rejected) };
  }
  if (installs.length > 0) return;
  if (error) yield { ...draft, component: "istiod", layers: [], error, rejected: rejectedIn("istiod", rejected) };
  else if (profile === null) yield { ...draft, component: "istiod", layers: [{ name: "istioctl", values: unknownProfile2(common) }] };
}
function rejectedIn(component, rejected) {
  return rejected.map((lost) => {
    const isValue = lost.path?.[0] === "values" && component !== "ztunnel";
    return { ...lost, path: isValue ? lost.path.slice(1) : void 0 };
  });
}
function unknownProfile2({ place }) {
  return { kind: "unknown", origin: place, reason: "the profile is only known at deployment" };
}

// src/forms/istio-operator.ts
var istioOperator = {
  id: "istio-operator",
  markers: ["IstioOperator"],
  *extract(source2, reader) {
    for (const document of source2.documents(/kind["']?:\s*["']?IstioOperator\b/)) {
      if (document.kind === "IstioOperator" && document.apiVersion?.startsWith("install.istio.io/")) yield* draftsOf(document, reader);
    }
  }
};
var istio_operator_default = istioOperator;
function draftsOf(document, { istioVersion }) {
  const place = placeAt(document.root, "kind");
  const spec = at(document.root, "spec");
  if (!place || !spec) return [];
  const tag = at(spec, "tag");
  return operatorDrafts(
    {
      form: "istio-operator",
      version: /^v?\d+\.\d+/.test(stringAt(tag) ?? "") || tag?.kind === "unknown" ? tag : void 0,
      rendering: "live",
      home: { map: spec, path: ["values"] },
      place,
      scope: { file: document.file, script: false }
    },
    [{ name: document.file, values: spec }],
    { namespace: at(document.root, "metadata", "namespace"), detectsGke: true, istioVersion }
  );
}

// src/source/istio-version.ts
function istioVersionOf(script, command2) {
  const path = script.variables.get("PATH");
  const paths = [command2.programPath, ...path ? [path] : []];
  return variable((name) => command2.environment.get(name)) ?? paths.map(versionIn).find((found2) => found2 !== void 0) ?? versionOfDirectory(command2) ?? variable((name) => script.variables.get(name)) ?? versionOfDownload2(script);
}
var variables2 = ["ISTIO_VERSION", "ISTIOCTL_VERSION", "ISTIO_VER"];
function variable(lookup4) {
  return variables2.map(lookup4).find((word) => word !== void 0 && textOfWord(word) !== "");
}
function versionIn(word) {
  const version = versionPattern.exec(textOfWord(word))?.[1];
  return version === void 0 ? void 0 : { kind: "scalar", origin: word.origin, value: version };
}
var versionPattern = /\bistio(?:ctl)?-(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.\d+)?)(?![\d.]*\d)/;
function versionOfDirectory({ directory: directory3, place }) {
  const version = versionPattern.exec(directory3 ?? "")?.[1];
  return version === void 0 ? void 0 : { kind: "scalar", origin: place, value: version };
}
function versionOfDownload2({ commands }) {
  for (const command2 of commands) {
    const given = variable((name) => command2.environment.get(name));
    if (given && /sh$/.test(command2.program)) return given;
    const version = /^(curl|wget)$/.test(command2.program) && command2.args.map(versionIn).find((found2) => found2 !== void 0);
    if (version) return version;
  }
  return void 0;
}

// src/forms/istioctl-cli.ts
var istioctlCli = {
  id: "istioctl-cli",
  markers: ["istioctl", "ISTIOCTL"],
  *extract(source2, reader) {
    for (const script of source2.scripts()) {
      for (const command2 of commandsOf(script.commands, "istioctl")) {
        if (isForRemoval(command2)) continue;
        const call = readCall2(command2.args);
        const context2 = { command: command2, file: source2.path, unit: script.unit, reader };
        if (call) yield* draftsOf2(call, istioVersionOf(script, command2), context2);
      }
    }
  }
};
var istioctl_cli_default = istioctlCli;
var istioctlFlags = valueFlags(
  ...["f filename", "s set", "r revision", "d manifests", "charts", "c kubeconfig", "context", "i istioNamespace", "n namespace"],
  ...["o output", "component", "readiness-timeout", "vklog", "as", "as-group", "as-uid", "kubeclient-timeout", "tls-server-name"],
  ...["log_as_json", "log_caller", "log_output_level", "log_stacktrace_level", "log_target", "cluster-name", "remote-contexts"]
);
function readCall2(args) {
  const { positionals, flags } = readArguments(args, istioctlFlags);
  const words = positionals.filter((word) => !isOpen(word)).map(textOfWord);
  const verb = words[0] === "manifest" ? words.slice(0, 2).join(" ") : words[0];
  if (verb === void 0 || !/^(install|upgrade|manifest (apply|install|generate))$/.test(verb)) return void 0;
  const isForced2 = flags.some(({ name }) => name === "force");
  const asksCluster = flags.some(({ name, value }) => name === "cluster-specific" && (!value || textOfWord(value) !== "false"));
  return { isOffline: verb === "manifest generate" && !asksCluster, isForced: isForced2, flags, open: positionals.find(isOpen) };
}
function draftsOf2(call, version, context2) {
  const { command: command2, file, unit } = context2;
  const files = call.flags.filter(({ name }) => name === "filename").flatMap(({ value }) => value ? specFile(value, context2) : []);
  const layers = [...files.map(({ layer }) => layer), ...openLayer(call.open, context2), ...setLayers3(call.flags, context2)];
  const namespace = files.findLast((found2) => found2.namespace)?.namespace;
  const common = {
    form: "istioctl-cli",
    version,
    rendering: call.isOffline ? "offline" : "live",
    home: { after: lastWord(command2), path: ["values"] },
    place: command2.place,
    scope: { file, script: true, unit }
  };
  return operatorDrafts(common, layers, {
    namespace,
    detectsGke: !call.isOffline,
    isForced: call.isForced,
    istioVersion: context2.reader.istioVersion
  });
}
function specFile(word, context2) {
  const name = textOfWord(word);
  const place = originOf(word, context2.command);
  const { reader } = context2;
  const found2 = namedFile(name, context2);
  if (found2.kind === "missing") return [{ layer: fileLayer(reader, void 0, shownPath(name), place), namespace: void 0 }];
  if (found2.kind === "unknown") return [unknownSpec(name, found2.reason, place)];
  const documents = found2.kind === "text" ? documentsOf(found2.text, reader.problem) : reader.source(found2.path)?.documents;
  const operators = documents?.(/IstioOperator/).filter(({ kind }) => kind === "IstioOperator") ?? [];
  const path = found2.kind === "path" ? found2.path : name;
  return operators.length > 0 ? operators.map((document) => specOf(path, document)) : [unknownSpec(path, "there is no IstioOperator in it", place)];
}
function unknownSpec(name, reason, origin3) {
  return { layer: { name, values: { kind: "unknown", origin: origin3, reason } }, namespace: void 0 };
}
function specOf(name, { root, file }) {
  const origin3 = isPlace(root.origin) ? root.origin : { file, start: 0, end: 0 };
  const spec = at(root, "spec") ?? { kind: "map", origin: origin3, entries: /* @__PURE__ */ new Map() };
  return { layer: { name, values: spec }, namespace: at(root, "metadata", "namespace") };
}
function setLayers3(flags, { command: command2 }) {
  return flags.flatMap(({ name, value }) => {
    const path = name === "set" ? "" : aliases.get(name);
    if (path === void 0 || !value || name !== "set" && isOwnManifests(value)) return [];
    const text2 = `${path}${textOfWord(value)}`;
    const place = originOf(value, command2);
    const parse3 = (expression2) => parseOperatorSet(expression2, place);
    return [{ name: `--${name} ${textOfWord(value)}`, values: value.kind === "unknown" ? partlyKnown(text2, parse3, value) : parse3(text2) }];
  });
}
var aliases = /* @__PURE__ */ new Map([
  ["revision", "revision="],
  ["manifests", "installPackagePath="],
  ["charts", "installPackagePath="]
]);
function isOwnManifests(value) {
  return /(^|\/)manifests\/?$/.test(textOfWord(value));
}

// src/forms/k3s-helmchart.ts
import { posix as posix11 } from "node:path";

// src/source/named-documents.ts
var known9 = /* @__PURE__ */ new WeakMap();
function documentsNamed(reader, kind, name) {
  const kinds2 = known9.get(reader) ?? /* @__PURE__ */ new Map();
  known9.set(reader, kinds2);
  const names3 = kinds2.get(kind) ?? byName(reader.ofKind(kind));
  kinds2.set(kind, names3);
  return names3.get(name) ?? [];
}
function byName(documents) {
  const names3 = /* @__PURE__ */ new Map();
  for (const document of documents) {
    const name = referenceAt(document.root, "metadata", "name");
    const others = name === void 0 ? void 0 : names3.get(name);
    if (others) others.push(document);
    else if (name !== void 0) names3.set(name, [document]);
  }
  return names3;
}

// src/forms/k3s-helmchart.ts
var k3sHelmChart = {
  id: "k3s-helmchart",
  markers: ["helm.cattle.io/"],
  *extract(source2, reader) {
    for (const document of source2.documents(/helm\.cattle\.io\//)) {
      if (!document.apiVersion?.startsWith("helm.cattle.io/")) continue;
      const draft = document.kind === "HelmChart" ? chartDraft(document, reader) : packagedDraft(document, reader);
      if (draft) yield draft;
    }
  }
};
var k3s_helmchart_default = k3sHelmChart;
function chartDraft(document, reader) {
  const chart2 = chartOf4(document);
  if (!chart2) return void 0;
  const spec = at(document.root, "spec");
  const layers = [...valuesOf2(document, reader), ...configOf(document, reader), ...setLayers4(spec)];
  return draftOf(document, chart2, at(spec, "targetNamespace") ?? at(document.root, "metadata", "namespace"), layers);
}
function draftOf(document, chart2, namespace, layers) {
  return {
    form: "k3s-helmchart",
    tool: "helm",
    component: chart2.component,
    chart: chart2.name,
    version: chart2.version,
    release: at(document.root, "metadata", "name"),
    namespace,
    layers,
    rendering: "live",
    home: homeOf2(at(document.root, "spec")),
    place: chart2.place,
    scope: { file: document.file, script: false }
  };
}
function homeOf2(spec) {
  if (spec?.kind !== "map") return void 0;
  return spec.entries.has("values") ? { map: spec, path: ["values"] } : { map: spec, path: [], text: "valuesContent" };
}
function chartOf4({ root }) {
  const spec = at(root, "spec");
  const written4 = stringAt(spec, "chart");
  const place = placeAt(spec, "chart");
  if (written4 === void 0 || !place) return void 0;
  const found2 = readChartReference(written4, { repository: stringAt(spec, "repo"), repositories: /* @__PURE__ */ new Map(), isLocal: false });
  if (!found2) return void 0;
  const content = placeAt(spec, "chartContent");
  const { component, name, version } = found2;
  if (content) return { component, name, place, version: { kind: "unknown", origin: content, reason: "the chart is in `chartContent`" } };
  return {
    component,
    name,
    place,
    version: version === void 0 ? at(spec, "version") : { kind: "scalar", origin: place, value: version }
  };
}
var packaged = /* @__PURE__ */ new Map([
  ["rke2-cilium", { component: "cilium", chart: "rke2-cilium" }],
  ["rke2-calico", { component: "calico", chart: "rke2-calico" }]
]);
function packagedDraft(document, reader) {
  const name = document.kind === "HelmChartConfig" ? document.name : void 0;
  const known15 = name === void 0 ? void 0 : packaged.get(name);
  const place = placeAt(document.root, "metadata", "name");
  if (!known15 || name === void 0 || !place || documentsNamed(reader, "HelmChart", name).some((chart3) => chartOf4(chart3))) return void 0;
  const defaults = {
    name: `${name} of RKE2`,
    values: { kind: "unknown", origin: place, reason: "RKE2 packages it with values of its own" }
  };
  const chart2 = { component: known15.component, name: known15.chart, version: void 0, place };
  return draftOf(document, chart2, at(document.root, "metadata", "namespace"), [defaults, ...valuesOf2(document, reader)]);
}
function valuesOf2({ root }, reader) {
  const spec = at(root, "spec");
  const written4 = ["valuesContent", "values"].flatMap((key) => {
    const entry = entriesAt(spec).find(([name]) => name === key)?.[1];
    return (entry && blockLayer(reader, key, entry)) ?? [];
  });
  return [...written4, ...itemsAt(spec, "valuesSecrets").flatMap(secretLayer)];
}
function secretLayer(secret) {
  const { origin: origin3 } = secret;
  if (itemsAt(secret, "keys").length === 0 && at(secret, "keys")?.kind !== "unknown") return [];
  const name = `Secret ${referenceAt(secret, "name") ?? ""}`;
  return isPlace(origin3) ? [{ name, values: { kind: "unknown", origin: origin3, reason: `it comes from the ${name}` } }] : [];
}
function configOf(chart2, reader) {
  if (chart2.name === void 0) return [];
  const namespace = (document) => referenceAt(document.root, "metadata", "namespace");
  const named = documentsNamed(reader, "HelmChartConfig", chart2.name);
  if (named.length > candidateLimit) return severalConfigs(named[0]);
  const configs = named.filter((config2) => namespace(config2) === namespace(chart2));
  const distances = configs.map((config2) => distance(chart2.file, config2.file));
  const shortest = Math.min(...distances);
  const closest = configs.filter((_, index) => distances[index] === shortest);
  const [config] = closest;
  return closest.length === 1 && config ? valuesOf2(config, reader) : severalConfigs(config);
}
var candidateLimit = 200;
function severalConfigs(config) {
  const place = config && placeAt(config.root, "metadata", "name");
  const reason = "there are several HelmChartConfigs for it";
  return place ? [{ name: "HelmChartConfig", values: { kind: "unknown", origin: place, reason } }] : [];
}
function distance(from, to) {
  if (from === to) return -1;
  const path = posix11.relative(posix11.dirname(from), posix11.dirname(to));
  return path === "" ? 0 : path.split("/").length;
}
function setLayers4(spec) {
  const sorted3 = entriesAt(spec, "set").toSorted(([one2], [other]) => one2 < other ? -1 : 1);
  return sorted3.flatMap(([path, { key, value }]) => isPlace(key) ? setLayer2(path, value, key, spelled2) : []);
}
function spelled2(value) {
  const text2 = String(value);
  if (typeof value !== "string" || /^(true|false|null)$/i.test(text2)) return { kind: "set", text: text2 };
  return { kind: "set-string", text: text2.replace(/\\*,/g, (commas) => commas.length % 2 === 1 ? `\\${commas}` : commas) };
}

// src/source/kustomize/charts.ts
import { posix as posix12 } from "node:path";
function chartEntries(kustomization, reader) {
  const { root, file } = kustomization;
  const home = stringAt(root, "helmGlobals", "chartHome");
  const namespace = at(root, "namespace");
  const shared2 = { file, kustomizationNamespace: namespace };
  return [
    ...itemsAt(root, "helmCharts").flatMap((chart2) => entryOf(chart2, { ...shared2, chartHome: home, isGenerator: false })),
    ...itemsAt(root, "helmChartInflationGenerator").flatMap((chart2) => entryOf(chart2, { ...shared2, chartHome: home, isGenerator: false })),
    ...itemsAt(root, "generators").flatMap((generator) => generatorsOf(generator, file, reader)).flatMap((chart2) => entryOf(chart2, { ...shared2, chartHome: stringAt(chart2, "chartHome"), isGenerator: true }))
  ];
}
function generatorsOf(generator, file, reader) {
  const written4 = stringAt(generator);
  if (written4 === void 0 || generator.kind !== "scalar") return [];
  const text2 = written4.includes("\n") ? textOf(generator) : void 0;
  const path = text2 ? void 0 : reader.resolve(file, written4);
  const roots = text2 ? [readYaml(text2).root] : (path === void 0 ? [] : reader.source(path)?.documents(/HelmChart|ChartInflator/) ?? []).map(({ root }) => root);
  return roots.flatMap(
    (root) => root && /^(HelmChartInflationGenerator|ChartInflator)$/.test(stringAt(root, "kind") ?? "") ? [root] : []
  );
}
function homeOf3(chart2, key) {
  const merge3 = stringAt(chart2, "valuesMerge") ?? "override";
  const written4 = at(chart2, "valuesInline") ? "valuesInline" : key;
  return merge3 === "override" ? { map: chart2, path: [written4] } : void 0;
}
function entryOf(chart2, surroundings) {
  const nameKey = stringAt(chart2, "name") === void 0 ? "chartName" : "name";
  const name = stringAt(chart2, nameKey);
  const place = placeAt(chart2, nameKey);
  if (name === void 0 || !place) return [];
  const field3 = (...keys) => keys.map((key) => at(chart2, key)).find((found2) => found2 !== void 0);
  const version = field3("version", "chartVersion");
  const repository = stringAt(field3("repo", "chartRepoUrl", "chartRepo"));
  const inline = new Map(entriesAt(chart2));
  return [
    {
      ...surroundings,
      name,
      repository,
      version,
      release: field3("releaseName"),
      namespace: field3("namespace", ...surroundings.isGenerator ? ["releaseNamespace"] : []),
      kubeVersion: at(chart2, "kubeVersion")?.kind === "unknown" ? null : stringAt(chart2, "kubeVersion"),
      valuesFile: field3("valuesFile", "values"),
      additionalValuesFiles: itemsAt(chart2, "additionalValuesFiles"),
      valuesInline: inline.get("valuesInline") ?? inline.get("valuesLocal"),
      valuesMerge: stringAt(chart2, "valuesMerge") ?? "override",
      localDirectories: localDirectories(
        name,
        stringAt(version),
        repository,
        stringAt(chart2, "chartHome") ?? surroundings.chartHome,
        surroundings.file
      ),
      home: homeOf3(chart2, nameKey === "name" ? "valuesInline" : "valuesLocal"),
      place
    }
  ];
}
function localDirectories(name, version, repository, home = "charts", file) {
  const start = posix12.join(posix12.dirname(file), home);
  if (start.startsWith("..") || home.startsWith("/")) return [];
  const pulled = version !== void 0 && repository !== void 0 ? [posix12.join(start, `${name}-${version}`, name)] : [];
  return [...pulled, ...pulled.length > 0 ? [] : [posix12.join(start, name)]];
}
function chartLayers(entry, reader) {
  const { valuesFile: valuesFile2, valuesInline, valuesMerge } = entry;
  const inline = valuesInline && blockLayer(reader, "valuesInline", valuesInline);
  const hasInline = inline !== void 0 && !(inline.values.kind === "map" && inline.values.entries.size === 0);
  const file = valuesFile2 ? valuesFileLayer(valuesFile2, entry.file, reader) : [];
  const first = hasInline ? combined(file, inline, valuesMerge) : file;
  return [...first, ...entry.additionalValuesFiles.flatMap((path) => valuesFileLayer(path, entry.file, reader))];
}
function valuesFileLayer(path, from, reader) {
  const written4 = stringAt(path);
  const place = isPlace(path.origin) ? path.origin : void 0;
  if (!place) return [];
  const unknown4 = (reason) => [{ name: written4 ?? "a values file", values: { kind: "unknown", origin: place, reason } }];
  if (written4 === void 0) return path.kind === "unknown" ? unknown4(path.reason) : [];
  if (written4.includes("://")) return unknown4("the values file is elsewhere");
  return [fileLayer(reader, reader.resolve(from, written4), written4, place)];
}
function combined(file, inline, merge3) {
  if (merge3 === "replace") return [inline];
  if (merge3 === "merge" && file.length > 0) return [inline, ...file];
  if (merge3 !== "override") return [{ ...inline, values: chartsOwn(inline.values) }];
  const [below2] = file;
  return [{ name: inline.name, values: over2(below2?.values, inline.values) }];
}
function chartsOwn({ origin: origin3 }) {
  return { kind: "unknown", origin: origin3, reason: "the chart's own values may win" };
}
function over2(below2, above) {
  if (above.kind !== "map") return above;
  const entries = new Map(below2?.kind === "map" ? below2.entries : []);
  for (const [key, { key: origin3, value }] of above.entries) {
    if (value.kind === "scalar" && value.value === null) entries.delete(key);
    else entries.set(key, { key: origin3, value: over2(entries.get(key)?.value, value) });
  }
  const rest = below2?.kind === "unknown" ? below2 : void 0;
  return { kind: "map", origin: above.origin, entries, ...rest ? { rest } : {} };
}

// src/source/kustomize/kustomization.ts
import { posix as posix13 } from "node:path";
function findOverlays(reader, deployed2) {
  const kustomizations2 = kustomizationsOf(reader);
  const included = /* @__PURE__ */ new Set();
  for (const document of kustomizations2.values()) {
    for (const { path } of referencesOf(document, reader)) if (path !== void 0) included.add(path);
  }
  const isRoot = ({ file }) => !included.has(file) || deployed2.has(posix13.dirname(file));
  const roots = [...kustomizations2.values()].filter((document) => isRoot(document) && !isComponent(document));
  return roots.map((document) => overlayOf(document, kustomizations2, reader));
}
function kustomizations(reader) {
  return [...kustomizationsOf(reader).values()];
}
function kustomizationAt(path, reader) {
  return kustomizationsOf(reader).get(path);
}
var known10 = /* @__PURE__ */ new WeakMap();
function kustomizationsOf(reader) {
  const before = known10.get(reader);
  if (before) return before;
  const files = reader.sources.filter((source2) => isKustomization(source2.path) && !source2.rendered && !source2.deployer);
  const kustomizations2 = new Map(files.flatMap((source2) => documentOf2(source2)));
  known10.set(reader, kustomizations2);
  return kustomizations2;
}
function isKustomization(path) {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}
function isComponent(document) {
  return document.kind === "Component";
}
function documentOf2(source2) {
  const document = source2.documents(/(?:)/)[0];
  return document ? [[source2.path, document]] : [];
}
function referencesOf(document, reader) {
  const kustomizations2 = kustomizationsOf(reader);
  return ["resources", "bases", "components"].flatMap(
    (key) => itemsAt(document.root, key).flatMap((item) => {
      const written4 = stringAt(item);
      if (written4 === void 0) return [];
      const path = targetOf(document, written4, kustomizations2, reader);
      return [{ written: written4, origin: item.origin, path, isComponent: key === "components" }];
    })
  );
}
function targetOf(document, written4, kustomizations2, reader) {
  const path = written4.startsWith("/") ? void 0 : reader.resolve(document.file, written4);
  if (path === void 0) return void 0;
  const folder = path.replace(/\/$/, "");
  const start = folder === "." || folder === "" ? "" : `${folder}/`;
  const names3 = [`${start}kustomization.yaml`, `${start}kustomization.yml`, `${start}Kustomization`];
  return names3.find((name) => kustomizations2.has(name)) ?? (/\.(ya?ml|json)$/.test(path) && reader.exists(path) ? path : void 0);
}
function overlayOf(root, kustomizations2, reader) {
  const below2 = /* @__PURE__ */ new Map();
  const resources = [];
  const patches = [];
  let obstacle;
  const waiting = [root];
  for (let document = waiting.pop(); document; document = waiting.pop()) {
    if (below2.has(document.file)) continue;
    below2.set(document.file, document);
    obstacle ??= obstacleOf(document, reader);
    patches.push(...patchFiles(document, reader));
    for (const { path } of referencesOf(document, reader)) {
      const inner = path === void 0 ? void 0 : kustomizations2.get(path);
      if (inner) waiting.push(inner);
      else if (path !== void 0) resources.push(path);
    }
  }
  return { path: root.file, kustomizations: [...below2.values()], resources, patches, obstacle };
}
function kustomizationsAbove(overlay, file, reader) {
  const including = /* @__PURE__ */ new Map();
  const components2 = /* @__PURE__ */ new Map();
  for (const document of overlay.kustomizations) {
    const references = referencesOf(document, reader).filter(({ path }) => path !== void 0);
    for (const { path } of references) {
      const others = including.get(path);
      if (others) others.push(document);
      else including.set(path, [document]);
    }
    components2.set(
      document,
      references.filter(({ isComponent: isComponent2 }) => isComponent2).map(({ path }) => path)
    );
  }
  const above = new Set(overlay.kustomizations.filter((document) => document.file === file));
  for (const document of above) for (const parent of including.get(document.file) ?? []) above.add(parent);
  const beside = new Set([...above].flatMap((document) => components2.get(document) ?? []));
  return [...above, ...overlay.kustomizations.filter((document) => beside.has(document.file) && !above.has(document))];
}
function patchFiles(document, reader) {
  const written4 = [
    ...["patches", "patchesJson6902"].flatMap((key) => itemsAt(document.root, key).map((item) => stringAt(item, "path"))),
    ...itemsAt(document.root, "patchesStrategicMerge").map((item) => stringAt(item))
  ];
  return written4.flatMap((path) => path === void 0 || path.includes("\n") ? [] : reader.resolve(document.file, path) ?? []);
}
var chartKeys2 = /* @__PURE__ */ new Set(["helmCharts", "helmChartInflationGenerator", "generators"]);
function obstacleOf(document, reader) {
  const charts2 = entriesAt(document.root).find(([key]) => chartKeys2.has(key));
  if (charts2 && isPlace(charts2[1].key)) {
    const message2 = "This kustomization renders Helm charts, which needs the network: its other resources are read without what it does to them.";
    return { code: "kustomize-helm", message: message2, place: charts2[1].key };
  }
  const missing3 = referencesOf(document, reader).find(({ path }) => path === void 0);
  if (!missing3 || !isPlace(missing3.origin)) return void 0;
  if (/:\/\/|^git@|^[\w.-]+\.[a-z]{2,}[/:]|[?&]ref=/.test(missing3.written)) {
    const message2 = "This base is fetched from elsewhere, which is never done here; the overlays that use it are read unpatched.";
    return { code: "kustomize-remote", message: message2, place: missing3.origin };
  }
  const message = `\`${missing3.written}\` is not in the repository; the overlays that use it are read unpatched.`;
  return { code: "kustomize-missing", message, place: missing3.origin };
}
function overlayDirectory(overlay) {
  return posix13.dirname(overlay.path);
}

// src/forms/kustomize-helmcharts.ts
var kustomizeHelmcharts = {
  id: "kustomize-helmcharts",
  markers: ["helmCharts", "helmChartInflationGenerator", "generators:"],
  *extract(source2, reader) {
    if (source2.rendered || source2.deployer !== void 0) return;
    for (const overlay of overlaysWith(source2.path, reader)) {
      const kustomization = overlay.kustomizations.find(({ file }) => file === source2.path);
      if (!kustomization) continue;
      const above = kustomizationsAbove(overlay, source2.path, reader);
      const patches = above.flatMap(({ root, file }) => patchesIn(root, file, reader));
      for (const entry of chartEntries(kustomization, reader)) yield* entryDrafts(entry, { overlay, above, patches }, reader);
    }
  }
};
var kustomize_helmcharts_default = kustomizeHelmcharts;
var known11 = /* @__PURE__ */ new WeakMap();
function overlaysWith(path, reader) {
  const before = known11.get(reader);
  if (before) return before.get(path) ?? [];
  const overlays = /* @__PURE__ */ new Map();
  for (const overlay of findOverlays(reader, /* @__PURE__ */ new Set())) {
    for (const { file } of overlay.kustomizations) {
      const others = overlays.get(file);
      if (others) others.push(overlay);
      else overlays.set(file, [overlay]);
    }
  }
  known11.set(reader, overlays);
  return overlays.get(path) ?? [];
}
function entryDrafts(entry, { overlay, above, patches }, reader) {
  const { name, repository, place } = entry;
  const deployment = {
    form: "kustomize-helmcharts",
    tool: "helm",
    release: entry.release,
    namespace: namespaceOf4(entry, above),
    layers: chartLayers(entry, reader),
    rendering: "offline",
    kubeVersion: entry.kubeVersion,
    home: entry.home,
    place,
    scope: { file: overlay.path, script: false }
  };
  const local = entry.localDirectories.map((directory3) => readLocalChart(reader, directory3)).find((chart2) => chart2 !== void 0);
  const component = chartComponent(name, repository);
  const drafts = local ? chartDrafts(local, deployment) : component ? [{ ...deployment, component, chart: name, version: entry.version }] : [];
  return drafts.map((draft) => ({ ...draft, patched: patchedSettings(draft.component, patches) }));
}
function namespaceOf4(entry, kustomizations2) {
  const transformers = kustomizations2.flatMap(({ root }) => at(root, "namespace") ?? []);
  const own = entry.namespace ?? (entry.isGenerator ? void 0 : entry.kustomizationNamespace) ?? transformers[0];
  if (own === void 0) return { kind: "unknown", origin: entry.place, reason: "no kustomization names a namespace" };
  const differing = transformers.find((other) => stringAt(other) !== stringAt(own));
  if (!differing) return own;
  const origin3 = isPlace(own.origin) ? own.origin : entry.place;
  return { kind: "unknown", origin: origin3, reason: "a kustomization names another namespace, which counts or not by Kustomize's version" };
}

// src/forms/rendered-manifest.ts
var renderedManifest = {
  id: "rendered-manifest",
  markers: ["istio-cni-node", "ztunnel", "istiod", "aws-node", "cilium-config"],
  *extract(source2, reader) {
    const configMaps = () => reader.named("ConfigMap", "istio-cni-config");
    for (const document of source2.documents(marker)) {
      const draft = manifestDraft(document, configMaps);
      if (draft) yield source2.rendered ? { ...draft, form: "kustomize-output" } : draft;
    }
  }
};
var rendered_manifest_default = renderedManifest;
var marker = {
  test: (text2) => {
    const name = /^[ ]{0,4}"?name"?:\s*["']?(istio-cni-node|ztunnel|istiod|aws-node|cilium-config)\b/m.test(text2);
    return name && /^(?:kind|\s{0,4}"kind"):\s*["']?(DaemonSet|Deployment|ConfigMap)\b/m.test(text2);
  }
};
function manifestDraft(document, configMaps) {
  const { kind, name } = document;
  if (kind === "DaemonSet" && name === "istio-cni-node") return draftOf2(document, "cni", cniSettings2(document, configMaps()));
  if (kind === "DaemonSet" && name === "ztunnel" && hasImage(document, /ztunnel/))
    return draftOf2(document, "ztunnel", nodeSettings(document));
  if (kind === "Deployment" && /^istiod(-|$)/.test(name ?? "") && hasImage(document, /pilot/)) {
    return draftOf2(document, "istiod", istiodSettings2(document));
  }
  if (kind === "DaemonSet" && name === "aws-node") return draftOf2(document, "aws-vpc-cni", awsNodeSettings(document));
  if (kind === "ConfigMap" && name === "cilium-config") return draftOf2(document, "cilium", ciliumSettings(document));
  return void 0;
}
function draftOf2(document, component, rendered2) {
  const place = placeAt(document.root, "metadata", "name");
  if (!place) return void 0;
  return {
    form: "rendered-manifest",
    tool: "rendered",
    component,
    chart: null,
    version: imageVersion(document),
    namespace: at(document.root, "metadata", "namespace"),
    layers: [],
    rendering: "offline",
    place,
    scope: { file: document.file, script: false },
    rendered: rendered2
  };
}
function containers(document) {
  return itemsAt(document.root, "spec", "template", "spec", "containers");
}
function hasImage(document, name) {
  return containers(document).some((container) => name.test(stringAt(container, "image") ?? ""));
}
function imageVersion(document) {
  const image = at(containers(document)[0], "image");
  const tag = image?.kind === "scalar" ? /:v?(\d+\.\d+[\w.+-]*?)(?:-distroless|-debug)?(?:@.*)?$/.exec(String(image.value))?.[1] : void 0;
  return image && tag !== void 0 ? { kind: "scalar", origin: image.origin, value: tag } : void 0;
}
function cniSettings2(document, configMaps) {
  const volumes = itemsAt(document.root, "spec", "template", "spec", "volumes");
  const hostPath = (name) => at(
    volumes.find((volume) => stringAt(volume, "name") === name),
    "hostPath",
    "path"
  );
  const config = configMaps.find((candidate) => candidate.file === document.file && candidate.namespace === document.namespace);
  return known12({
    ...nodeSettings(document),
    cniBinDir: hostPath("cni-bin-dir"),
    cniConfDir: hostPath("cni-net-dir"),
    cniNetnsDir: hostPath("cni-netns-dir"),
    ambient: flag(at(config?.root, "data", "AMBIENT_ENABLED")),
    chained: flag(at(config?.root, "data", "CHAINED_CNI_PLUGIN"))
  });
}
function nodeSettings(document) {
  return known12({
    namespace: at(document.root, "metadata", "namespace"),
    priorityClassName: at(document.root, "spec", "template", "spec", "priorityClassName")
  });
}
function istiodSettings2(document) {
  const environment = environmentOf(document, "discovery");
  const accounts = environment("CA_TRUSTED_NODE_ACCOUNTS");
  return known12({
    namespace: at(document.root, "metadata", "namespace"),
    ambient: flag(environment("PILOT_ENABLE_AMBIENT")) ?? nothing2(document, false),
    trustedNodeAccounts: accounts,
    platform: environment("PLATFORM")
  });
}
function awsNodeSettings(document) {
  const environment = environmentOf(document, "aws-node");
  return known12({
    enablePodEni: flag(environment("ENABLE_POD_ENI")),
    enforcingMode: environment("POD_SECURITY_GROUP_ENFORCING_MODE")
  });
}
function ciliumSettings(document) {
  const data = at(document.root, "data");
  return known12({
    cniExclusive: flag(at(data, "cni-exclusive")),
    bpfMasquerade: flag(at(data, "enable-bpf-masquerade")),
    kubeProxyReplacement: at(data, "kube-proxy-replacement"),
    socketLbHostNamespaceOnly: flag(at(data, "bpf-lb-sock-hostns-only"))
  });
}
function environmentOf(document, container) {
  const environment = itemsAt(
    containers(document).find((candidate) => stringAt(candidate, "name") === container),
    "env"
  );
  return (name) => at(
    environment.find((variable2) => stringAt(variable2, "name") === name),
    "value"
  );
}
function flag(cursor) {
  if (cursor?.kind !== "scalar") return cursor;
  const values = { true: true, false: false };
  return { ...cursor, value: values[String(cursor.value).toLowerCase()] ?? cursor.value };
}
function nothing2(document, value) {
  const origin3 = placeAt(document.root, "metadata", "name") ?? document.root.origin;
  return { kind: "scalar", origin: origin3, value };
}
function known12(settings3) {
  return Object.fromEntries(Object.entries(settings3).filter((entry) => entry[1] !== void 0));
}

// src/istio/sail.ts
var sailKinds = /* @__PURE__ */ new Map([
  ["Istio", { component: "istiod", namespace: "istio-system", keys: istiodKeys() }],
  ["IstioCNI", { component: "cni", namespace: "istio-cni", keys: /* @__PURE__ */ new Set(["cni", "global"]) }],
  ["ZTunnel", { component: "ztunnel", namespace: "ztunnel", keys: /* @__PURE__ */ new Set(["ztunnel", "global"]) }]
]);
function istiodKeys() {
  return /* @__PURE__ */ new Set([
    ...["global", "pilot", "telemetry", "sidecarInjectorWebhook", "revision", "meshConfig", "base", "istiodRemote"],
    ...["defaultRevision", "profile", "compatibilityVersion", "experimental", "gatewayClasses"]
  ]);
}
function sailValues(spec, place) {
  const { kind, profile, shared: shared2 } = spec;
  const written4 = kind.component === "ztunnel" ? flattened2(pruned(spec.values, kind)) : pruned(spec.values, kind);
  const name = nameOf4(profile);
  const chosen = name === null ? unknownProfile3(profile) : profileValues(name, spec.version, profile?.origin);
  const error = chosen ? void 0 : unknownProfileError(name ?? "", profile, place);
  const there = name === "default" ? profileValues("openshift", spec.version, detected) : chosen;
  return {
    layers: [...layerOf("profile", chosen), ...layerOf("targetRef", shared2?.plain), ...layerOf("spec.values", written4)],
    onOpenShift: mergeValues([onOpenShift, there, shared2?.onOpenShift, written4].filter((layer) => layer !== void 0)),
    error
  };
}
function layerOf(name, values) {
  return values ? [{ name, values }] : [];
}
var detected = { builtIn: "detection of OpenShift by the Sail Operator" };
var onOpenShift = tree({ global: { platform: "openshift" } }, detected);
function nameOf4(profile) {
  if (profile === void 0) return "default";
  if (profile.kind !== "scalar") return null;
  return profile.value === null || profile.value === "" ? "default" : String(profile.value);
}
var chartProfiles = /* @__PURE__ */ new Set(["ambient", "demo", "preview", "remote", "stable"]);
function profileValues(name, version, origin3 = detected) {
  const hasPlatform = matchesVersions(version, ">=1.24");
  if (name === "default" || name === "empty") return tree({}, origin3);
  if (chartProfiles.has(name)) return tree({ profile: name }, origin3);
  if (name === "openshift") return tree(hasPlatform ? { global: { platform: "openshift" } } : { profile: name }, origin3);
  if (name === "openshift-ambient") {
    return tree(hasPlatform ? { profile: "ambient", global: { platform: "openshift" } } : { profile: name }, origin3);
  }
  return name === "external" ? { kind: "unknown", origin: origin3, reason: "the profile external is the operator's own" } : void 0;
}
function unknownProfile3(profile) {
  const origin3 = profile?.origin ?? detected;
  const unknown4 = profile?.kind === "unknown" ? profile : { kind: "unknown", origin: origin3, reason: "the profile is not known" };
  return mapOf4([
    ["profile", unknown4],
    ["global", mapOf4([["platform", unknown4]])]
  ]);
}
function unknownProfileError(name, profile, place) {
  const blamed = profile && isPlace(profile.origin) ? profile.origin : place;
  return { code: "unknown-profile", value: name, place: blamed };
}
function pruned(values, { keys }) {
  if (values?.kind !== "map") return values;
  return { ...values, entries: new Map(entriesAt(values).filter(([key]) => keys.has(key))) };
}
function flattened2(values) {
  if (values?.kind !== "map") return values;
  const own = at(values, "ztunnel");
  if (own?.kind === "unknown") return own;
  const entries = [...entriesAt(values).filter(([key]) => key !== "ztunnel"), ...entriesAt(own)];
  return { ...values, entries: new Map(entries.map(([key, { value }]) => [key, { key: detected, value }])) };
}
function tree(content, origin3) {
  return mapOf4(
    Object.entries(content).map(([key, value]) => [
      key,
      value !== null && typeof value === "object" ? tree(value, origin3) : { kind: "scalar", origin: origin3, value }
    ])
  );
}
function mapOf4(entries) {
  const origin3 = { builtIn: "profile of the Sail Operator" };
  return { kind: "map", origin: origin3, entries: new Map(entries.map(([key, value]) => [key, { key: origin3, value }])) };
}

// src/forms/sail-operator.ts
var sailOperator = {
  id: "sail-operator",
  markers: ["sailoperator.io/"],
  *extract(source2, reader) {
    for (const document of source2.documents(/sailoperator\.io\//)) {
      const kind = document.apiVersion?.startsWith("sailoperator.io/") ? sailKinds.get(document.kind ?? "") : void 0;
      const place = placeAt(document.root, "kind");
      if (kind && place && at(document.root, "metadata", "name")) yield draftOf3(document, kind, place, reader);
    }
  }
};
var sail_operator_default = sailOperator;
function draftOf3(document, kind, place, reader) {
  const spec = at(document.root, "spec");
  const { layers, onOpenShift: onOpenShift2, error } = sailValues(specOf2(document, kind, reader), place);
  return {
    form: "sail-operator",
    tool: "sail",
    component: kind.component,
    chart: null,
    version: at(spec, "version"),
    profile: at(spec, "profile"),
    namespace: at(spec, "namespace") ?? { kind: "scalar", origin: { builtIn: "default of the Sail Operator" }, value: kind.namespace },
    layers,
    onOpenShift: { values: onOpenShift2 },
    rendering: "live",
    error,
    place,
    scope: { file: document.file, script: false },
    ...spec?.kind === "map" && { home: { map: spec, path: ["values"] } }
  };
}
function specOf2(document, kind, reader) {
  const spec = at(document.root, "spec");
  const written4 = { kind, version: resolveVersion(stringAt(spec, "version")).version, values: valuesOf3(spec) };
  if (kind.component !== "ztunnel") return { ...written4, profile: at(spec, "profile") };
  const chosen = document.apiVersion?.endsWith("/v1alpha1") ? at(spec, "profile") : void 0;
  return { ...written4, profile: chosen ?? ambient3, shared: sharedGlobal(document, at(spec, "targetRef"), reader) };
}
function valuesOf3(spec) {
  const values = at(spec, "values");
  return values?.kind === "map" ? { ...values, origin: placeAt(spec, "values") ?? values.origin } : values;
}
var ambient3 = { kind: "scalar", origin: { builtIn: "profile of ztunnel in the Sail Operator" }, value: "ambient" };
function sharedGlobal(document, target, reader) {
  if (!target) return void 0;
  const istio = controlPlane(document, target, reader);
  const kind = sailKinds.get("Istio");
  const place = istio && placeAt(istio.root, "kind");
  if (!istio || !kind || !place)
    return everywhere(globalOf2({ kind: "unknown", origin: target.origin, reason: "the control plane is elsewhere" }));
  const values = sailValues(specOf2(istio, kind, reader), place);
  return {
    plain: globalOf2(at(mergeValues(values.layers.map((layer) => layer.values)), "global")),
    onOpenShift: globalOf2(at(values.onOpenShift, "global"))
  };
}
function controlPlane(document, target, reader) {
  const name = referenceAt(target, "name");
  const found2 = name === void 0 ? [] : documentsNamed(reader, "Istio", name);
  const ours = found2.filter(({ apiVersion }) => apiVersion?.startsWith("sailoperator.io/"));
  return ours.find(({ file }) => file === document.file) ?? (ours.length === 1 ? ours[0] : void 0);
}
function globalOf2(global) {
  const origin3 = global?.origin ?? { builtIn: "no values" };
  return { kind: "map", origin: origin3, entries: new Map(global ? [["global", { key: origin3, value: global }]] : []) };
}
function everywhere(values) {
  return { plain: values, onOpenShift: values };
}

// src/forms/skaffold.ts
var skaffold = {
  id: "skaffold",
  markers: ["skaffold/v"],
  *extract(source2, reader) {
    for (const document of source2.documents(/^["']?apiVersion["']?:\s*["']?skaffold\/v/m)) {
      if (!document.apiVersion?.startsWith("skaffold/")) continue;
      const { root, file } = document;
      const patches = itemsAt(root, "profiles").flatMap((profile) => itemsAt(profile, "patches"));
      yield* releaseDrafts2({ root, file, reader, changes: changesOf(patches), profile: void 0 });
      for (const profile of itemsAt(root, "profiles")) {
        yield* releaseDrafts2({ root: profile, file, reader, changes: /* @__PURE__ */ new Map(), profile: stringAt(profile, "name") ?? "" });
      }
    }
  }
};
var skaffold_default = skaffold;
var homes = [
  ["deploy", "live"],
  ["manifests", "offline"]
];
function* releaseDrafts2(section) {
  for (const [home, rendering] of homes) {
    const helm = at(section.root, home, "helm");
    for (const [index, release] of itemsAt(helm, "releases").entries()) {
      const changed2 = new Map([...section.changes.get(`${home} *`) ?? [], ...section.changes.get(`${home} ${index}`) ?? []]);
      yield* draftsOf3({ release, rendering, changed: changed2, flags: flagsPlace(helm) }, section);
    }
  }
}
function changesOf(patches) {
  const changes2 = /* @__PURE__ */ new Map();
  for (const patch of patches) {
    const place = placeAt(patch, "path");
    const [, home = "", rest = ""] = /^\/(deploy|manifests)(?:\/helm(?:\/releases(?:\/(.*))?)?)?$/s.exec(stringAt(patch, "path") ?? "") ?? [];
    if (!place || home === "") continue;
    const [index, field3] = rest.split("/");
    const release = `${home} ${index || "*"}`;
    changes2.set(release, (changes2.get(release) ?? /* @__PURE__ */ new Map()).set(field3 ?? "*", place));
  }
  return changes2;
}
var valueFlag = /^(-f|--values|--set)/;
function flagsPlace(helm) {
  const flags = entriesAt(helm, "flags").flatMap(([, { value }]) => value.kind === "list" ? value.items : []);
  const found2 = flags.find((flag2) => flag2.kind === "unknown" || valueFlag.test(stringAt(flag2) ?? ""));
  return found2 && isPlace(found2.origin) ? found2.origin : void 0;
}
function draftsOf3(found2, section) {
  const { release } = found2;
  const isRemote = at(release, "remoteChart") !== void 0 || isOn3(at(release, "remote"));
  const key = at(release, "remoteChart") ? "remoteChart" : "chartPath";
  const written4 = stringAt(release, key);
  const place = placeAt(release, key);
  if (written4 === void 0 || !place) return [];
  const deployment = deploymentOf3(found2, place, section);
  const directory3 = isRemote ? void 0 : section.reader.resolve(section.file, written4);
  const local = directory3 === void 0 ? void 0 : readLocalChart(section.reader, directory3);
  if (local) return chartDrafts(local, deployment);
  const chart2 = readChartReference(written4, { repository: stringAt(release, "repo"), repositories: /* @__PURE__ */ new Map(), isLocal: !isRemote });
  if (!chart2) return [];
  const { component, name, version } = chart2;
  const inAddress = version === void 0 ? void 0 : { kind: "scalar", origin: place, value: version };
  return [{ ...deployment, component, chart: name, version: inAddress ?? field2(found2, "version") }];
}
function isOn3(flag2) {
  return flag2?.kind === "scalar" && flag2.value === true;
}
function deploymentOf3(found2, place, section) {
  const { release, rendering } = found2;
  const { file, profile } = section;
  return {
    form: "skaffold",
    tool: "helm",
    release: field2(found2, "name"),
    namespace: field2(found2, "namespace"),
    layers: layersOf5(found2, section),
    rendering,
    ...release.kind === "map" && { home: { map: release, path: ["overrides"] } },
    place,
    scope: { file, script: false, destination: profile === void 0 ? void 0 : `${file}#${profile}` }
  };
}
function field2({ release, changed: changed2 }, name) {
  const patch = changed2.get(name) ?? changed2.get("*");
  return patch ? { kind: "unknown", origin: patch, reason: "a profile may change it" } : at(release, name);
}
var valueFields = ["valuesFiles", "overrides", "setValues", "setValueTemplates", "setFiles", "*"];
function layersOf5({ release, changed: changed2, flags }, { file, reader }) {
  const overrides = entriesAt(release).find(([key]) => key === "overrides")?.[1];
  const block = overrides && blockLayer(reader, "overrides", overrides);
  const patch = valueFields.flatMap((name) => changed2.get(name) ?? [])[0];
  return [
    ...itemsAt(release, "valuesFiles").flatMap((item) => valuesFileLayer2(item, file, reader)),
    ...block ? [block] : [],
    ...setLayers5(release, "setValues"),
    ...setLayers5(release, "setValueTemplates"),
    ...entriesAt(release, "setFiles").flatMap(([path, entry]) => setFileLayer(path, entry)),
    ...unknownLayer4("flags", flags, "the flags of Helm hold values"),
    ...unknownLayer4("profiles", patch, "a profile may change it")
  ];
}
function unknownLayer4(name, origin3, reason) {
  return origin3 ? [{ name, values: { kind: "unknown", origin: origin3, reason } }] : [];
}
function valuesFileLayer2(item, from, reader) {
  const { origin: origin3 } = item;
  const written4 = stringAt(item);
  if (!isPlace(origin3)) return [];
  if (written4 === void 0) return unknownLayer4("valuesFiles", origin3, "a template");
  if (/^(gs:\/\/|~)/.test(written4)) return unknownLayer4(written4, origin3, "the file is not in the repository");
  return [fileLayer(reader, reader.resolve(from, `./${written4}`), written4, origin3)];
}
function setLayers5(release, name) {
  const flat = entriesAt(release, name).flatMap(([path, entry]) => [...flattened3(path, entry)]);
  return flat.toSorted(([one2], [other]) => one2 < other ? -1 : 1).flatMap(([path, { key, value }]) => isPlace(key) ? setLayer2(path, value, key, spelled3) : []);
}
function* flattened3(path, entry) {
  const { key, value } = entry;
  if (value.kind === "map") for (const [step, inner] of value.entries) yield* flattened3(`${path}.${step}`, inner);
  else if (value.kind === "list")
    for (const [index, item] of value.items.entries()) yield* flattened3(`${path}[${index}]`, { key, value: item });
  else yield [path, entry];
}
function spelled3(value) {
  return { kind: "set", text: String(value) };
}
function setFileLayer(path, { key }) {
  return isPlace(key) ? [setLayer2(path, { kind: "unknown", origin: key, reason: "the text of a file" }, key, spelled3)] : [];
}

// src/source/terraform/call-graph.ts
var releaseMarkers = [
  ...["helm_release", "aws_eks_addon", "kubectl_manifest", "kubernetes_manifest", "kubernetes_resource_quota", "local-exec"],
  ...["eks-blueprints-addon", "terraform-aws-modules/eks/aws"]
];
var moduleMarker = 'module "';
var subject = /istio|ztunnel|cilium|tigera|calico|vpc-cni|aws-node/i;
function findRootModules(reader) {
  const sources = reader.sources.filter(({ path }) => isTerraform(path));
  const releasing = new Set(sources.filter(hasRelease).map(({ path }) => directoryOf4(path)));
  if (releasing.size === 0) return { roots: [], matters: () => false };
  const callers = callersOf(sources, reader);
  const mattering = reaching([...releasing], callers);
  const uncalled = [...mattering].filter((directory3) => (callers.get(directory3)?.size ?? 0) === 0);
  const called = calleesOf(callers);
  const roots = uncalled.filter((root) => [...reaching([root], called)].some((directory3) => mentionsSubject(directory3, reader)));
  return { roots: roots.sort(), matters: (directory3) => mattering.has(directory3) };
}
function isTerraform(path) {
  return path.endsWith(".tf") || path.endsWith(".tofu");
}
function filesIn(directory3, reader) {
  return reader.below(directory3).filter((path) => !path.slice(directory3.length).includes("/"));
}
function directoryOf4(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
function localModule(file, address, reader) {
  if (!/^\.{1,2}(\/|$)/.test(address)) return void 0;
  const inside = reader.resolve(file, `${address}/main.tf`);
  return inside === void 0 ? void 0 : directoryOf4(inside);
}
function hasRelease({ words }) {
  return releaseMarkers.some((marker3) => words.has(marker3));
}
function callersOf(sources, reader) {
  const callers = /* @__PURE__ */ new Map();
  for (const { path, words, text: text2 } of sources) {
    if (!words.has(moduleMarker)) continue;
    for (const [, address] of text2.matchAll(/^[ \t]*source[ \t]*=[ \t]*"(\.[^"\n]{0,400})"/gm)) {
      const directory3 = localModule(path, address ?? "", reader);
      const caller = directoryOf4(path);
      if (directory3 === void 0 || directory3 === caller) continue;
      const known15 = callers.get(directory3) ?? /* @__PURE__ */ new Set();
      callers.set(directory3, known15.add(caller));
    }
  }
  return callers;
}
function calleesOf(callers) {
  const callees = /* @__PURE__ */ new Map();
  for (const [directory3, own] of callers) {
    for (const caller of own) callees.set(caller, (callees.get(caller) ?? /* @__PURE__ */ new Set()).add(directory3));
  }
  return callees;
}
function reaching(start, edges) {
  const found2 = /* @__PURE__ */ new Set();
  const waiting = [...start];
  for (let directory3 = waiting.pop(); directory3 !== void 0; directory3 = waiting.pop()) {
    if (found2.has(directory3)) continue;
    found2.add(directory3);
    waiting.push(...edges.get(directory3) ?? []);
  }
  return found2;
}
function mentionsSubject(directory3, reader) {
  const files = filesIn(directory3, reader).filter((path) => isTerraform(path) || path.endsWith(".tfvars"));
  return files.some((path) => subject.test(reader.source(path)?.text ?? ""));
}

// src/source/hcl/cursors.ts
var gap = "\uE000";
var textLimit2 = 1024 * 1024;
var sizeLimit2 = 2e5;
function unknown2(expression2, reason, more = {}) {
  return { kind: "unknown", origin: expression2.place, reason, text: expression2.source, ...more };
}
function scalar2(value, place) {
  return { kind: "scalar", origin: place, value };
}
function listOf(items, place) {
  return bounded({ kind: "list", origin: place, items });
}
function mapOf5(entries, place, rest) {
  return bounded({ kind: "map", origin: place, entries, ...rest && { rest } });
}
function bounded(cursor) {
  if (sizeOf2(cursor) <= sizeLimit2) return cursor;
  return { kind: "unknown", origin: cursor.origin, reason: "it is too large" };
}
var sizes = /* @__PURE__ */ new WeakMap();
function sizeOf2(cursor) {
  if (cursor.kind !== "list" && cursor.kind !== "map") return 1;
  const known15 = sizes.get(cursor);
  if (known15 !== void 0) return known15;
  let size = 1;
  if (cursor.kind === "list") for (const item of cursor.items) size += sizeOf2(item);
  else for (const { value } of cursor.entries.values()) size += sizeOf2(value);
  sizes.set(cursor, size);
  return size;
}
function textOfScalar(cursor) {
  return cursor?.kind === "scalar" && cursor.value !== null ? String(cursor.value) : void 0;
}
function isNull2(cursor) {
  return cursor.kind === "scalar" && cursor.value === null;
}
function truthOf(cursor) {
  if (cursor?.kind !== "scalar") return void 0;
  if (cursor.value === true || cursor.value === "true") return true;
  return cursor.value === false || cursor.value === "false" ? false : void 0;
}
function isWhole(list) {
  return list.items.every((item) => !item.several);
}
function placeOr(cursor, place) {
  return isPlace(cursor.origin) ? cursor.origin : place;
}
function fingerprintOf(cursor) {
  if (cursor.kind === "unknown" || cursor.kind === "map" && cursor.rest) return void 0;
  if (cursor.kind === "scalar") return JSON.stringify(cursor.value);
  const parts = [];
  const inner = cursor.kind === "list" ? cursor.items.map((item, index) => [index, item]) : sorted(cursor);
  for (const [key, item] of inner) {
    const part = fingerprintOf(item);
    if (part === void 0) return void 0;
    parts.push(`${JSON.stringify(key)}:${part}`);
  }
  return `${cursor.kind}{${parts.join()}}`;
}
function sorted({ entries }) {
  return [...entries].map(([key, { value }]) => [key, value]).sort(([one2], [other]) => one2 < other ? -1 : 1);
}

// src/source/hcl/document.ts
function documentIn(cursor, report = () => {
}) {
  const { encodes } = cursor;
  if (encodes) return encodes;
  if (cursor.kind === "scalar") return documentOf3(textOf(cursor), report);
  const { partial, reason } = cursor;
  if (cursor.kind !== "unknown" || !partial) return void 0;
  const document = documentOf3(withoutLoneGaps(partial), () => {
  });
  return document && withUnknown(document, reason);
}
function documentOf3(text2, report) {
  if (!text2) return void 0;
  const { root, problems } = readYaml(text2);
  for (const problem of problems) report(problem);
  if (root) return root;
  const [, start] = text2.segments[0] ?? [0, 0];
  return problems.length > 0 ? void 0 : { kind: "map", origin: { file: text2.file, start, end: start }, entries: /* @__PURE__ */ new Map() };
}
function withoutLoneGaps(text2) {
  const lone = new RegExp(`^[ \\t]*${gap}[${gap} \\t]*$`, "gm");
  const segments = [];
  const pieces = [];
  let length = 0;
  let copied = 0;
  const add = (piece, from) => {
    segments.push([length, from]);
    pieces.push(piece);
    length += piece.length;
  };
  for (const match of text2.content.matchAll(lone)) {
    const end = match.index + match[0].trimEnd().length;
    add(text2.content.slice(copied, end), copied);
    add(`: ${gap}`, end - 1);
    copied = end;
  }
  add(text2.content.slice(copied), copied);
  return innerText(text2, pieces.join(""), segments);
}
function withUnknown(cursor, reason) {
  if (cursor.kind === "scalar") return hasGap(cursor.value) ? { kind: "unknown", origin: cursor.origin, reason } : cursor;
  if (cursor.kind === "list") return { ...cursor, items: cursor.items.map((item) => withUnknown(item, reason)) };
  if (cursor.kind === "unknown") return cursor;
  const entries = /* @__PURE__ */ new Map();
  let rest;
  for (const [name, { key, value }] of cursor.entries) {
    if (hasGap(name)) rest = { kind: "unknown", origin: key, reason };
    else entries.set(name, { key, value: withUnknown(value, reason) });
  }
  return { ...cursor, entries, ...rest && { rest } };
}
function hasGap(value) {
  return typeof value === "string" && value.includes(gap);
}

// src/source/terraform/release-values.ts
function argumentsIn(map) {
  return (name) => at(map, name);
}
function releaseLayers2(given, block, reader) {
  const values = listed(given("values")).flatMap((item) => valuesLayer(item, block, reader));
  const sets = setArguments.flatMap((name) => listed(given(name)).flatMap((item) => setLayer3(name, item, block)));
  const broken = block.broken ? [{ name: "values", values: { kind: "unknown", origin: block.broken, reason: "it cannot be read" } }] : [];
  return [...values, ...broken, ...sets];
}
function addonValues(given, block) {
  const configuration = given("configuration_values");
  if (!configuration || isNothing(configuration)) return [];
  return [{ name: "configuration_values", values: documentIn(configuration) ?? unreadable2(configuration, block) }];
}
var setArguments = ["set", "set_list", "set_sensitive", "set_wo"];
function listed(value) {
  if (value?.kind === "list") return value.items;
  return value && !isNothing(value) ? [value] : [];
}
function isNothing(value) {
  return value.kind === "scalar" && (value.value === null || value.value === "");
}
function valuesLayer(item, block, reader) {
  if (isNothing(item)) return [];
  const place = placeOf2(item, block);
  const { missing: missing3 } = item;
  if (missing3 !== void 0) {
    const message = `The values file \`${missing3}\` is not in the repository; what it sets is unknown.`;
    reader.problem({ code: "values-file-missing", message, place });
  }
  const text2 = item.kind === "scalar" && item.text && item.text.file !== block.place.file ? item.text.file : void 0;
  return [{ name: text2 ?? "values", values: documentIn(item, reader.problem) ?? unreadable2(item, block) }];
}
function unreadable2(item, block) {
  if (item.kind === "unknown") return item;
  return { kind: "unknown", origin: placeOf2(item, block), reason: "the values cannot be read" };
}
function setLayer3(argument, item, block) {
  const name = at(item, "name");
  const value = at(item, "value") ?? at(item, "value_wo");
  const written4 = textOfScalar(name);
  const place = placeOf2(name ?? item, block);
  if (written4 === void 0) return [{ name: argument, values: item.kind === "unknown" ? item : open(name, place) }];
  const layerName = `${argument} ${written4}`;
  if (!value) return [];
  const kind = textOfScalar(at(item, "type"));
  if (kind === "literal") return [{ name: layerName, values: literal3(written4, value, place) }];
  const text2 = argument === "set_list" ? listText(value) : textOfScalar(value);
  const isString = kind === "string";
  return [{ name: layerName, values: assigned(written4, text2, value, isString ? "set-string" : "set", place, block) }];
}
function open(name, place) {
  return { kind: "unknown", origin: place, reason: name?.kind === "unknown" ? name.reason : "what it sets is only known at deployment" };
}
function listText(value) {
  if (value.kind !== "list") return void 0;
  const texts = itemsAt(value).map(textOfScalar);
  return texts.includes(void 0) ? void 0 : `{${texts.join(",")}}`;
}
function assigned(name, text2, value, kind, place, block) {
  const layer = parseSet(`${name}=${text2 ?? ""}`, kind, place);
  if (!isAssignments(layer)) return layer;
  const origin3 = placeOf2(value, block);
  const assignments = layer.assignments.map((assignment, index) => {
    const path = assignment.path.map((step) => ({ ...step, origin: place }));
    const written4 = text2 === void 0 && index === 0 ? unknownValue(value, origin3) : { ...assignment.value, origin: origin3 };
    return { path, value: written4 };
  });
  return assignmentLayer(assignments, place);
}
function isAssignments(layer) {
  return layer.kind === "map" && "assignments" in layer;
}
function unknownValue(value, origin3) {
  return value.kind === "unknown" ? value : { kind: "unknown", origin: origin3, reason: "it is no text" };
}
function literal3(name, value, place) {
  const text2 = textOfScalar(value);
  const known15 = text2 === void 0 ? value : { ...value, kind: "scalar", value: resolvePlain(text2) };
  return assignmentLayer([{ path: [{ name, origin: place }], value: known15 }], place);
}
function placeOf2(cursor, block) {
  return isPlace(cursor.origin) ? cursor.origin : block.place;
}

// src/forms/terraform-helm-release.ts
var terraformHelmRelease = {
  id: "terraform-helm-release",
  markers: [...releaseMarkers, moduleMarker],
  *extract(source2, reader) {
    if (source2.runBy !== void 0) return;
    for (const block of reader.terraform(source2.path)) {
      if (block.isModule) yield* moduleDrafts(block, reader);
      else if (block.type === "helm_release") yield* releaseDraft3(block, { arguments: block.value, version: "version" }, reader);
      else if (block.type === "aws_eks_addon") yield* addonDraft(block, block.value("addon_name"), block.value);
    }
  }
};
var terraform_helm_release_default = terraformHelmRelease;
function* moduleDrafts(block, reader) {
  if (/\baws-ia\/eks-blueprints-addon\b(?!s)/.test(block.type)) {
    yield* releaseDraft3(block, { arguments: block.value, version: "chart_version" }, reader);
  }
  if (/\beks-blueprints-addons\b/.test(block.type)) {
    for (const [name, { key, value }] of entriesAt(block.value("helm_releases"))) {
      yield* releaseDraft3(block, { arguments: argumentsIn(value), version: "chart_version", key: scalar3(name, key) }, reader);
    }
  }
  if (!/\bterraform-aws-modules\/eks\/aws|\beks-blueprints-addons\b/.test(block.type)) return;
  for (const map of ["addons", "cluster_addons", "eks_addons"]) {
    for (const [name, { key, value }] of entriesAt(block.value(map))) {
      const given = argumentsIn(value);
      yield* addonDraft(block, given("name") ?? scalar3(name, key), given);
    }
  }
}
function* releaseDraft3(block, release, reader) {
  const given = release.arguments;
  const name = given("name") ?? release.key;
  const chart2 = given("chart");
  const reference2 = chart2 && chartOf5(chart2, given("repository"), name, block, reader);
  if (!chart2 || !reference2) return;
  yield {
    form: "terraform-helm-release",
    tool: "helm",
    component: reference2.component,
    chart: reference2.name,
    version: something(given(release.version)) ?? written3(reference2.version, chart2),
    release: name,
    namespace: something(given("namespace")) ?? defaultNamespace2,
    layers: releaseLayers2(given, block, reader),
    rendering: "live",
    home: homeOf4(block),
    place: placeOf3(chart2, "chart", block),
    scope: scopeOf2(block)
  };
}
function homeOf4(block) {
  const argument = block.isModule ? void 0 : block.at("chart");
  const sets = block.value("set");
  return argument && (sets || !block.value("values")) ? { argument, sets, path: [] } : void 0;
}
var defaultNamespace2 = { kind: "scalar", origin: { builtIn: "default of helm_release" }, value: "default" };
function chartOf5(chart2, repository, name, block, reader) {
  const given = stringAt(chart2);
  if (given === void 0) return void 0;
  const local = reader.resolve(block.rootFile, `${given}/Chart.yaml`);
  const isLocal = local !== void 0 && reader.source(local) !== void 0;
  return readChartReference(given, { repository: repositoryOf2(repository, name), repositories: /* @__PURE__ */ new Map(), isLocal });
}
function repositoryOf2(repository, name) {
  const given = stringAt(repository);
  if (given !== void 0 || repository?.kind !== "unknown") return given;
  return `${repository.text ?? ""} ${stringAt(name) ?? ""}`;
}
function* addonDraft(block, name, given) {
  if (!name || stringAt(name) !== "vpc-cni") return;
  const configuration = addonValues(given, block);
  yield {
    form: "terraform-helm-release",
    tool: "helm",
    component: "aws-vpc-cni",
    chart: null,
    version: something(given("addon_version")),
    namespace: addonNamespace,
    layers: configuration,
    rendering: "live",
    place: placeOf3(name, "addon_name", block),
    scope: scopeOf2(block)
  };
}
var addonNamespace = { kind: "scalar", origin: { builtIn: "namespace of the EKS add-on" }, value: "kube-system" };
function scopeOf2({ rootFile: rootFile2, cluster }) {
  return { file: rootFile2, script: false, destination: cluster };
}
function something(cursor) {
  return cursor?.kind === "scalar" && (cursor.value === null || cursor.value === "") ? void 0 : cursor;
}
function written3(version, chart2) {
  return version === void 0 ? void 0 : { kind: "scalar", origin: chart2.origin, value: version };
}
function placeOf3(cursor, argument, block) {
  if (isPlace(cursor.origin) && cursor.origin.file === block.place.file) return cursor.origin;
  return block.at(argument) ?? block.place;
}
function scalar3(value, origin3) {
  return { kind: "scalar", origin: origin3, value };
}

// src/forms/umbrella-chart.ts
import { posix as posix14 } from "node:path";
var umbrellaChart = {
  id: "umbrella-chart",
  markers: ["dependencies:"],
  *extract(source2, reader) {
    if (posix14.basename(source2.path) !== "Chart.yaml") return;
    const chart2 = readLocalChart(reader, posix14.dirname(source2.path));
    if (chart2) yield* variantDrafts(chart2, { file: source2.path, start: 0, end: 0 }, reader);
  }
};
var umbrella_chart_default = umbrellaChart;
function variantDrafts(chart2, place, reader) {
  const scope = { file: place.file, script: false };
  const home = chart2.defaults && { map: chart2.defaults, path: [] };
  const common = { form: "umbrella-chart", tool: "helm", rendering: "live", home, place };
  const files = variantFiles(chart2, posix14.dirname(place.file), reader);
  const named = files.map((path) => ({ path, platform: platformOf(path) }));
  const isEachOne = named.length > 0 && named.every(({ platform: platform2 }) => platform2) && new Set(named.map(({ platform: platform2 }) => platform2)).size === named.length;
  const deployments = isEachOne ? named.map(({ path, platform: platform2 }) => ({
    ...common,
    layers: [fileLayer(reader, path, path, { file: path, start: 0, end: 0 })],
    scope: { ...scope, destination: path, platform: platform2 }
  })) : [{ ...common, layers: files.slice(0, 1).map(openLayer2), scope }];
  const drafts = deployments.flatMap((deployment) => chartDrafts(chart2, deployment));
  return drafts.filter((draft) => draft.place !== place);
}
function variantFiles({ dependencies }, directory3, reader) {
  const start = folderOf2(directory3);
  const beside = reader.below(start).filter((path) => /^[^/]+\.ya?ml$/.test(path.slice(start.length)));
  const named = beside.filter((path) => /(^|\/)values[-_.][^/]+\.ya?ml$/.test(path));
  if (named.length > 0) return named;
  const keys = new Set(dependencies.map(({ key }) => key));
  return beside.filter((path) => !ownFiles.has(path.slice(start.length)) && hasValuesFor(keys, path, reader));
}
var ownFiles = /* @__PURE__ */ new Set(["Chart.yaml", "values.yaml", "requirements.yaml"]);
function hasValuesFor(keys, path, reader) {
  const source2 = reader.source(path);
  return entriesAt(source2 && yamlOf(source2).root).some(([key, { value }]) => keys.has(key) && value.kind === "map");
}
function platformOf(path) {
  const word = /(?:^|\/)values[-_.]([^/]+)\.ya?ml$/.exec(path)?.[1]?.toLowerCase();
  return platforms.find((platform2) => platform2 === word && platform2 !== "other");
}
function openLayer2(path) {
  const reason = `${path} may be another layer of the same install`;
  return { name: path, values: { kind: "unknown", origin: { file: path, start: 0, end: 0 }, reason } };
}

// src/forms/index.ts
var forms = [
  helm_cli_default,
  istioctl_cli_default,
  istio_operator_default,
  sail_operator_default,
  cilium_cli_default,
  argocd_application_default,
  argocd_applicationset_default,
  flux_helmrelease_default,
  k3s_helmchart_default,
  fleet_default,
  crossplane_release_default,
  skaffold_default,
  helmfile_default,
  kustomize_helmcharts_default,
  umbrella_chart_default,
  terraform_helm_release_default,
  helm_values_default,
  rendered_manifest_default
];

// src/source/deployment/undeployed.ts
import { posix as posix20 } from "node:path";

// src/model/aside.ts
var asides = /* @__PURE__ */ new Set([
  ...["test", "tests", "e2e", "testdata", "doc", "docs", "hack", "ci", ".github", ".gitlab", ".circleci"]
]);
function isAside(path) {
  const directories5 = path.split("/").slice(0, -1);
  return directories5.some((directory3) => asides.has(directory3)) || /(^|\/)\.?gitlab-ci[\w.-]*\.ya?ml$/.test(path);
}

// src/model/deployment.ts
function objectKey({ file, start }) {
  return `${file}#${start}`;
}
function reachedFrom(starts, targets) {
  const reached = new Set(starts);
  for (const key of reached) for (const target of targets.get(key) ?? []) reached.add(target);
  return reached;
}
function sourcesOfTargets(targets) {
  const sources = /* @__PURE__ */ new Map();
  for (const [key, own] of targets) {
    for (const target of own) {
      if (target === key) continue;
      const others = sources.get(target);
      if (others) others.push(key);
      else sources.set(target, [key]);
    }
  }
  return sources;
}

// src/source/source-tree.ts
import { posix as posix16 } from "node:path";

// src/source/flux/variables.ts
var lengthLimit = 1e4;
function substituteVariables(cursor, variables3) {
  if (cursor.kind === "list") return { ...cursor, items: cursor.items.map((item) => substituteVariables(item, variables3)) };
  if (cursor.kind === "unknown") return cursor.text?.includes("${") ? substituteText(cursor, cursor.text, variables3) : cursor;
  if (cursor.kind !== "map") return cursor;
  const entries = /* @__PURE__ */ new Map();
  for (const [key, entry] of cursor.entries) entries.set(key, { key: entry.key, value: substituteVariables(entry.value, variables3) });
  return { ...cursor, entries };
}
var reference = /(?<!\$)\$\{([A-Za-z_]\w*)(?:(:?[=-])([^{}]*))?\}/g;
function substituteText(cursor, text2, variables3) {
  const whole = /^\$\{([A-Za-z_]\w*)(?::?[=-][^{}]*)?\}$/.exec(text2)?.[1];
  const origin3 = (whole === void 0 ? void 0 : variables3.values.get(whole)?.origin) ?? cursor.origin;
  let length = 0;
  const filled2 = text2.replace(reference, (written4, name, operator2, fallback) => {
    const value = length > lengthLimit ? void 0 : filledIn(name, operator2, fallback, variables3);
    length += value?.length ?? 0;
    return value ?? written4;
  });
  const reason = templated(filled2);
  if (reason) return { ...cursor, reason, text: filled2 };
  return { kind: "scalar", origin: origin3, value: resolvePlain(filled2) };
}
function filledIn(name, operator2, fallback, variables3) {
  const found2 = variables3.values.get(name);
  if (found2?.kind === "unknown") return found2.text;
  const value = found2?.kind === "scalar" ? String(found2.value ?? "").replaceAll("\n", "") : void 0;
  if (operator2 === void 0 || value === void 0 && variables3.open) return value;
  const isMissing = operator2.startsWith(":") ? !value : value === void 0;
  return isMissing ? fallback : value;
}

// src/source/change.ts
function deployedSource(source2, changes2, deployer, rendered2 = source2.rendered) {
  const known15 = /* @__PURE__ */ new WeakMap();
  const fills = changes2.some(({ variables: variables3 }) => variables3 !== void 0);
  return {
    path: source2.path,
    get text() {
      return source2.text;
    },
    words: source2.words,
    isAside: source2.isAside,
    ...rendered2 ? { rendered: rendered2 } : {},
    ...fills || source2.fills ? { fills: true } : {},
    deployer,
    origin: source2.origin ?? source2,
    scripts: () => [],
    documents: (marker3) => source2.documents(marker3).flatMap((document) => {
      const changed2 = known15.get(document) ?? deployedDocument(document, changes2, deployer);
      known15.set(document, changed2);
      return changed2;
    })
  };
}
function deployedDocument(document, changes2, file) {
  let current = { ...document, file };
  for (const change2 of changes2) current = current && changeDocument(current, change2);
  return current ? [current] : [];
}
function changeDocument(document, { patches, namespace, variables: variables3 }) {
  let root = document.root;
  for (const patch of patches) {
    const match = patchMatches(patch, document);
    const patched2 = match === "no" ? root : applyPatch(root, patch, match);
    if (!patched2) return void 0;
    root = patched2;
  }
  if (namespace && document.apiVersion !== void 0 && !clusterWide.test(document.kind ?? "")) root = inNamespace3(root, namespace);
  if (!variables3 || isLeftAlone(document)) return withRoot(document, root);
  const { fill: fill2 } = document;
  const filled2 = withRoot(document, substituteVariables(root, variables3));
  return { ...filled2, fill: (cursor) => substituteVariables(fill2 ? fill2(cursor) : cursor, variables3) };
}
var clusterWide = /^(Namespace|Cluster\w*|CustomResourceDefinition|PersistentVolume|StorageClass|PriorityClass|\w+WebhookConfiguration|CiliumClusterwide\w*|GatewayClass|APIService)$/;
function isLeftAlone({ root }) {
  const key = "kustomize.toolkit.fluxcd.io/substitute";
  return stringAt(root, "metadata", "labels", key) === "disabled" || stringAt(root, "metadata", "annotations", key) === "disabled";
}
function inNamespace3(root, namespace) {
  const metadata = root.kind === "map" ? root.entries.get("metadata") : void 0;
  if (root.kind !== "map" || metadata?.value.kind !== "map") return root;
  const entries = new Map(metadata.value.entries);
  entries.set("namespace", { key: isPlace(namespace.origin) ? namespace.origin : metadata.key, value: namespace });
  const changed2 = new Map(root.entries);
  changed2.set("metadata", { ...metadata, value: { ...metadata.value, entries } });
  return { ...root, entries: changed2 };
}
function withRoot(document, root) {
  const name = stringAt(root, "metadata", "name");
  return root === document.root ? document : { ...document, root, name, namespace: stringAt(root, "metadata", "namespace") };
}

// src/source/kustomize/generated-config.ts
import { posix as posix15 } from "node:path";
function generatedConfigMaps(kustomization, reader) {
  return itemsAt(kustomization.root, "configMapGenerator").flatMap((generator) => {
    const place = placeAt(generator, "name");
    const name = stringAt(generator, "name");
    return name === void 0 || !place ? [] : configMap(name, place, generator, kustomization, reader);
  });
}
function generatedSource(kustomization, reader) {
  const documents = generatedConfigMaps(kustomization, reader);
  const source2 = reader.source(kustomization.file);
  if (documents.length === 0 || !source2) return void 0;
  const text2 = documents.map(({ text: { content } }) => content).join("\n");
  return {
    path: kustomization.file,
    text: text2,
    words: reader.wordsIn(text2),
    isAside: source2.isAside,
    deployer: kustomization.file,
    scripts: () => [],
    documents: (marker3) => documents.filter((document) => marker3.test(document.text.content))
  };
}
function configMap(name, place, generator, { file }, reader) {
  const entries = /* @__PURE__ */ new Map();
  for (const item of itemsAt(generator, "literals")) addLiteral(entries, item);
  for (const item of itemsAt(generator, "files")) addFile(entries, item, file, reader);
  const origin3 = isPlace(generator.origin) ? generator.origin : place;
  const map = (pairs) => ({
    kind: "map",
    origin: origin3,
    entries: new Map(pairs.map(([key, value]) => [key, { key: place, value }]))
  });
  const text2 = (value) => ({ kind: "scalar", origin: place, value });
  const namespace = stringAt(generator, "namespace");
  const metadata = map([["name", text2(name)], ...namespace === void 0 ? [] : [["namespace", text2(namespace)]]]);
  const data = { kind: "map", origin: place, entries };
  const root = map([
    ["apiVersion", text2("v1")],
    ["kind", text2("ConfigMap")],
    ["metadata", metadata],
    ["data", data]
  ]);
  const content = `kind: ConfigMap
metadata:
  name: ${name}`;
  return { file, text: { file, content, segments: [[0, place.start]] }, root, apiVersion: "v1", kind: "ConfigMap", name, namespace };
}
function addLiteral(entries, item) {
  const [, key, value = ""] = /^([^=]+)=(.*)$/s.exec(stringAt(item) ?? "") ?? [];
  if (key !== void 0)
    entries.set(key, { key: item.origin, value: { kind: "scalar", origin: item.origin, value: value.replace(/^(["'])(.*)\1$/s, "$2") } });
}
function addFile(entries, item, from, reader) {
  const written4 = stringAt(item);
  if (written4 === void 0) return;
  const [, key = posix15.basename(written4), path = written4] = /^([^=]+)=(.+)$/s.exec(written4) ?? [];
  const resolved2 = reader.resolve(from, path);
  const source2 = resolved2 === void 0 ? void 0 : reader.source(resolved2);
  const value = source2 ? { kind: "scalar", origin: { file: source2.path, start: 0, end: 0 }, value: source2.text, text: wholeText(source2.path, source2.text) } : { kind: "unknown", origin: item.origin, reason: "the file is not in the repository" };
  entries.set(key, { key: item.origin, value });
}

// src/source/kustomize/static.ts
var depthLimit6 = 20;
var partLimit2 = 2e4;
function staticOutput(overlay, reader) {
  const understood = overlay.kustomizations.every(isUnderstood);
  const root = overlay.kustomizations[0];
  const parts = root ? accumulate([], root, reader, 0, { count: 0 }) : [];
  return parts.map(({ source: source2, changes: changes2 }) => deployedSource(source2, understood ? changes2 : [], overlay.path, true));
}
function needsBuilding({ kustomizations: kustomizations2, patches }, reader) {
  if (!kustomizations2.every(isUnderstood) || kustomizations2.some(({ root }) => isWidelyFelt(root) || mergesConfigMaps(root))) return true;
  const texts = [...kustomizations2.map(({ file }) => file), ...patches].map((file) => reader.source(file)?.text ?? "");
  return texts.some((text2) => directives.test(text2));
}
var directives = /\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b|\ballow(?:Name|Kind)Change\b/;
function isWidelyFelt(kustomization) {
  return ["images", "commonLabels", "labels"].some((key) => at(kustomization, key) !== void 0);
}
function mergesConfigMaps(kustomization) {
  return itemsAt(kustomization, "configMapGenerator").some(
    (generator) => entriesAt(generator).some(([key]) => key === "behavior" || key === "env" || key === "envs")
  );
}
function changesFiles(overlay) {
  const changing = ["namespace", "patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator"];
  return overlay.kustomizations.some(({ root }) => changing.some((key) => at(root, key) !== void 0)) && overlay.kustomizations.every(isUnderstood);
}
function deployedFiles(kustomization, reader) {
  const root = kustomizationAt(kustomization, reader);
  return root ? accumulate([], root, reader, 0, { count: 0 }).map(({ source: source2 }) => source2.path) : [];
}
var understoodKeys = /* @__PURE__ */ new Set([
  ...["apiVersion", "kind", "metadata", "resources", "bases", "components", "namespace", "crds", "openapi", "sortOptions", "$schema"],
  ...["patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator", "secretGenerator", "generatorOptions"],
  ...["commonLabels", "labels", "commonAnnotations", "images", "replicas", "buildMetadata", "configurations"],
  ...["helmCharts", "helmGlobals", "helmChartInflationGenerator", "generators"]
]);
function isUnderstood({ root }) {
  return entriesAt(root).every(([key]) => understoodKeys.has(key));
}
function accumulate(below2, kustomization, reader, depth, bound) {
  if (depth > depthLimit6) return below2;
  let parts = [...below2];
  const references = referencesOf(kustomization, reader).slice(0, Math.max(0, partLimit2 - bound.count));
  bound.count += references.length;
  for (const { path, isComponent: isComponent2 } of references) {
    if (path === void 0) continue;
    const component = isComponent2 ? kustomizationAt(path, reader) : void 0;
    if (component) parts = [...accumulate(parts, component, reader, depth + 1, bound)];
    else for (const part of partsAt(path, reader, depth, bound)) parts.push(part);
  }
  const generated = generatedSource(kustomization, reader);
  if (generated) parts.push({ source: generated, changes: [] });
  const change2 = { patches: patchesIn(kustomization.root, kustomization.file, reader), namespace: at(kustomization.root, "namespace") };
  if (change2.patches.length === 0 && change2.namespace === void 0) return parts;
  return parts.map(({ source: source2, changes: changes2 }) => ({ source: source2, changes: [...changes2, change2] }));
}
function partsAt(path, reader, depth, bound) {
  const inner = kustomizationAt(path, reader);
  if (inner) return accumulate([], inner, reader, depth + 1, bound);
  const source2 = reader.source(path);
  return source2 ? [{ source: source2, changes: [] }] : [];
}

// src/source/source-tree.ts
function openTree(reader) {
  const plain2 = reader.sources.filter((source2) => !source2.rendered && !source2.deployer && /\.(ya?ml)$/i.test(source2.path)).sort((one2, other) => one2.path < other.path ? -1 : 1);
  const folders = new Map(plain2.filter(({ path }) => isKustomization(path)).map(({ path }) => [posix16.dirname(path), path]));
  const byDeployer = /* @__PURE__ */ new Map();
  for (const source2 of reader.sources) {
    if (source2.deployer === void 0) continue;
    const own = byDeployer.get(source2.deployer);
    if (own) own.push(source2);
    else byDeployer.set(source2.deployer, [source2]);
  }
  const byPath2 = new Map(plain2.map((source2) => [source2.path, source2]));
  const unit = (kustomization) => byDeployer.get(kustomization) ?? deployedFiles(kustomization, reader).flatMap((path) => byPath2.get(path) ?? []);
  const results = /* @__PURE__ */ new Map();
  return {
    deployed: (directory3) => {
      const known15 = results.get(directory3) ?? deployedBelow(directory3, plain2, folders, unit);
      results.set(directory3, known15);
      return known15;
    },
    units: (directory3, recurses) => {
      const own = folders.get(directory3 === "" ? "." : directory3);
      return own === void 0 ? unitsBelow(directory3, recurses, plain2, folders) : [own];
    },
    files: (directory3, recurses) => pathsBelow(directory3, recurses, plain2).filter((path) => !isKustomization(path))
  };
}
function unitsBelow(directory3, recurses, plain2, folders) {
  const paths = pathsBelow(directory3, recurses, plain2);
  return [...new Set(paths.map((path) => outermost(path, directory3, folders) ?? path))];
}
function pathsBelow(directory3, recurses, plain2) {
  const start = directory3 === "" ? "" : `${directory3}/`;
  return startingWith(plain2, start).flatMap(({ path }) => recurses || !path.slice(start.length).includes("/") ? path : []);
}
function deployedBelow(directory3, plain2, folders, unit) {
  const own = folders.get(directory3 === "" ? "." : directory3);
  if (own !== void 0) return unit(own);
  const found2 = /* @__PURE__ */ new Set();
  const units = /* @__PURE__ */ new Set();
  for (const source2 of startingWith(plain2, directory3 === "" ? "" : `${directory3}/`)) {
    const kustomization = outermost(source2.path, directory3, folders);
    if (kustomization === void 0) found2.add(source2);
    else units.add(kustomization);
  }
  for (const kustomization of units) for (const source2 of unit(kustomization)) found2.add(source2);
  return [...found2];
}
function outermost(path, directory3, folders) {
  for (let end = path.indexOf("/", directory3.length + 1); end !== -1; end = path.indexOf("/", end + 1)) {
    const kustomization = folders.get(path.slice(0, end));
    if (kustomization !== void 0) return kustomization;
  }
  return void 0;
}
function startingWith(sources, start) {
  let low = 0;
  for (let high = sources.length; low < high; ) {
    const middle = low + high >> 1;
    if (sources[middle].path < start) low = middle + 1;
    else high = middle;
  }
  const found2 = [];
  for (let index = low; sources[index]?.path.startsWith(start); index++) found2.push(sources[index]);
  return found2;
}

// src/source/deployment/argocd.ts
import { posix as posix17 } from "node:path";

// src/source/deployment/drawing.ts
function addObject({ add, connect }, kind, name, place) {
  const key = objectKey(place);
  add(key, { kind, name, place });
  connect(place.file, [key]);
  return key;
}

// src/source/deployment/argocd.ts
function addArgocd(drawing) {
  for (const source2 of drawing.reader.sources) {
    if (source2.deployer !== void 0 || !source2.words.has("argoproj.io/")) continue;
    for (const application of applicationsIn(source2)) addApplication(application, drawing);
    if (!source2.words.has("ApplicationSet")) continue;
    for (const document of applicationSetsIn(source2)) addApplicationSet(document, drawing);
  }
}
function addApplication(application, drawing) {
  const { root, file } = application;
  const place = placeAt(root, "kind") ?? { file, start: 0, end: 0 };
  const key = addObject(drawing, "argocd-application", referenceAt(root, "metadata", "name") ?? file, place);
  drawing.connect(key, targetsOf(application, drawing));
}
function addApplicationSet(document, drawing) {
  const { root, file } = document;
  const place = placeAt(root, "kind") ?? { file, start: 0, end: 0 };
  const key = addObject(drawing, "argocd-applicationset", referenceAt(root, "metadata", "name") ?? file, place);
  const applications = applicationsOf(document, drawing.reader);
  if (applications.length === 0) drawing.leaveOpen(referenceAt(root, "spec", "template", "spec", "source", "path") ?? "");
  for (const application of applications) drawing.connect(key, targetsOf(application, drawing));
}
function targetsOf(application, drawing) {
  const { reader, tree: tree2 } = drawing;
  return sourcesOf2(application).flatMap((source2) => {
    const path = stringAt(source2, "path");
    if (at(source2, "path")?.kind === "unknown" || /[${]/.test(path ?? "")) drawing.leaveOpen(referenceAt(source2, "path") ?? "");
    const directory3 = path === void 0 ? void 0 : rootedDirectory(application.file, path, reader);
    if (directory3 === void 0) return [];
    const chart2 = posix17.join(directory3, "Chart.yaml");
    if (reader.exists(chart2)) return [addChart(chart2, directory3, drawing)];
    const recurses = at(source2, "directory", "recurse")?.kind === "scalar";
    const components2 = componentDirectories(source2, application.file, reader).flatMap((component) => tree2.units(component, false));
    return [...tree2.units(directory3.replace(/^\.$|\/$/, ""), recurses), ...components2];
  });
}
function addChart(chart2, directory3, { reader, add, connect }) {
  add(chart2, { kind: "chart", name: directory3, place: { file: chart2, start: 0, end: 0 } });
  connect(chart2, reader.below(`${folderOf2(directory3)}templates/`));
  return chart2;
}

// src/source/deployment/commands.ts
function addCommands(drawing) {
  for (const source2 of drawing.reader.sources) {
    if (source2.handedBy || source2.deployer !== void 0 || /\.(tf|tofu)$/.test(source2.path)) continue;
    if (!/\b(kubectl|kustomize|oc)\b/.test(source2.text)) continue;
    const applied = source2.scripts().flatMap(({ commands }) => commands.flatMap((command2) => appliedBy(command2, source2, drawing)));
    if (applied.length === 0) continue;
    drawing.add(source2.path, { kind: "script", name: source2.path, place: { file: source2.path, start: 0, end: 0 } });
    drawing.connect(source2.path, applied);
  }
}
function appliedBy(command2, source2, drawing) {
  const isKubectl = [...commandsOf([command2], "kubectl"), ...commandsOf([command2], "oc")].length > 0;
  const words = command2.args.map((word) => word.kind === "scalar" ? word.value : "");
  if (isKubectl && words.some((word) => /^(apply|create|replace)$/.test(word))) {
    const recurses = words.some((word) => word === "-R" || word === "--recursive" || word === "--recursive=true");
    return [
      ...optionValues(words, /^(?:-f|--filename)(?:=(.*))?$|^-f(.+)$/).flatMap((path) => filesAt(path, recurses, command2, source2, drawing)),
      ...optionValues(words, /^(?:-k|--kustomize)(?:=(.*))?$|^-k(.+)$/).flatMap((path) => directoryAt(path, command2, source2, drawing))
    ];
  }
  const builds = isKubectl && words[0] === "kustomize" || command2.program === "kustomize" && words[0] === "build";
  const directory3 = words.slice(1).find((word) => word !== "" && !word.startsWith("-"));
  return builds && directory3 !== void 0 ? directoryAt(directory3, command2, source2, drawing) : [];
}
function optionValues(words, option) {
  return words.flatMap((word, index) => {
    const match = option.exec(word);
    if (!match) return [];
    const value = match[1] ?? match[2] ?? words[index + 1] ?? "";
    return value.split(",").filter((path) => path !== "" && !path.includes("://") && path !== "-");
  });
}
function filesAt(written4, recurses, command2, source2, drawing) {
  const { reader, tree: tree2 } = drawing;
  for (const path of candidates3(written4, command2, source2, drawing)) {
    if (/\.(ya?ml|json)$/.test(path) && reader.exists(path)) return [path];
    if (reader.below(`${path}/`).length > 0) return tree2.files(path, recurses);
  }
  return [];
}
function directoryAt(written4, command2, source2, drawing) {
  for (const path of candidates3(written4, command2, source2, drawing)) {
    const [own] = drawing.tree.units(path, false);
    if (own !== void 0 && isKustomization(own)) return [own];
  }
  return [];
}
function candidates3(written4, command2, { path }, { reader }) {
  const inside = joinPath(command2.directory ?? "", written4);
  const found2 = [reader.resolve(path, inside), reader.resolve("", inside)];
  return [...new Set(found2.flatMap((candidate) => candidate === void 0 ? [] : candidate.replace(/^\.$|\/$/, "")))];
}

// src/source/deployment/flux.ts
function addFlux(drawing) {
  const { reader, tree: tree2, connect, leaveOpen } = drawing;
  const all2 = fluxKustomizations(reader);
  const isGit = all2.some((document) => sourceKind(document) === "GitRepository");
  for (const document of all2) {
    const directory3 = fluxDirectory(document, reader);
    const place = placeAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 };
    const key = addObject(drawing, "flux-kustomization", document.name ?? document.file, place);
    const isForeign = directory3 === void 0 && isGit && sourceKind(document) === "OCIRepository";
    if (directory3 === void 0 && !isForeign || /[$`{]/.test(directory3 ?? ""))
      leaveOpen(referenceAt(document.root, "spec", "path") ?? "");
    if (directory3 === void 0) continue;
    connect(key, tree2.units(directory3, true));
    for (const component of fluxComponents(document, reader)) connect(key, tree2.units(component, true));
  }
}
function sourceKind({ root }) {
  return stringAt(root, "spec", "sourceRef", "kind");
}

// src/source/deployment/kustomize.ts
import { posix as posix18 } from "node:path";
function addKustomize(drawing) {
  for (const document of kustomizations(drawing.reader)) addKustomization(document, drawing);
}
function addKustomization(document, { reader, add, connect, leaveOpen }) {
  const { file, kind, root } = document;
  const place = { file, start: 0, end: 0 };
  add(file, { kind: kind === "Component" ? "kustomize-component" : "kustomization", name: posix18.dirname(file), place });
  const references = referencesOf(document, reader);
  connect(
    file,
    references.flatMap(({ path }) => path ?? [])
  );
  for (const { path, written: written4 } of references) if (path === void 0) leaveOpen(written4);
  const items = ["resources", "bases", "components"].flatMap((key) => itemsAt(root, key));
  for (const item of items) if (item.kind === "unknown") leaveOpen(item.text ?? "");
}

// src/source/deployment/graph.ts
var known13 = /* @__PURE__ */ new WeakMap();
function deploymentGraph(reader) {
  const before = known13.get(reader);
  if (before) return before;
  const deployers = /* @__PURE__ */ new Map();
  const targets = /* @__PURE__ */ new Map();
  const open3 = [];
  const drawing = {
    reader,
    tree: openTree(reader),
    add: (key, deployer) => deployers.set(key, deployer),
    leaveOpen: (path) => open3.push(path),
    connect: (key, deployed2) => {
      const own = targets.get(key) ?? /* @__PURE__ */ new Set();
      targets.set(key, own);
      for (const target of deployed2) own.add(target);
    }
  };
  addKustomize(drawing);
  addFlux(drawing);
  addArgocd(drawing);
  addCommands(drawing);
  const graph = { deployers, targets, open: open3 };
  known13.set(reader, graph);
  return graph;
}

// src/source/deployment/mentions.ts
import { posix as posix19 } from "node:path";
var candidateLimit2 = 200;
var fileLimit2 = 1e4;
var sizeLimit3 = 64 * 1024 * 1024;
function mentioned(candidates4, open3, reader, { isRun = false } = {}) {
  const paths = [...reader.below(""), ...reader.texts];
  if (candidates4.length > candidateLimit2 || paths.length > fileLimit2) return new Set(candidates4);
  const found2 = new Set(candidates4.filter((candidate) => open3.some((path) => mayLeadTo(path, candidate))));
  let size = 0;
  for (const path of paths) {
    if (isKustomization(path)) continue;
    const text2 = reader.source(path)?.text ?? "";
    size += text2.length;
    if (size > sizeLimit3) return new Set(candidates4);
    const speech = speechOf(path, text2, isRun);
    for (const candidate of candidates4) if (!found2.has(candidate) && speech(candidate)) found2.add(candidate);
  }
  return found2;
}
var isProse = /\.(md|mdx|txt|adoc|rst|html?)$/i;
var isData = /\.(ya?ml|json)$/i;
var programs = /\b(?:kubectl|kustomize|oc|argocd|flux|kpt|skaffold|tilt) +[\w-]/;
function speechOf(path, whole, isRun) {
  const text2 = isProse.test(path) || isRun && !isData.test(path) ? whole.split("\n").filter((line) => programs.test(line)).join("\n") : whole;
  const isCommand = programs.test(text2) && !(isRun && isProse.test(path));
  const isTemplate3 = path.includes("/templates/") && text2.includes("{{");
  const variable2 = isTemplate3 ? [...text2.matchAll(templatePath)].map(([, word = ""]) => word) : isCommand ? [...deploying(text2).matchAll(variablePath)].map(([, word = ""]) => word) : [];
  return (candidate) => {
    if (path === candidate || isKustomization(candidate) && path.startsWith(`${posix19.dirname(candidate)}/`)) return false;
    return names(text2, pathOf2(candidate), !isCommand && (isRun || isData.test(path))) || variable2.some((word) => mayLeadTo(word, candidate));
  };
}
function deploying(text2) {
  const lines = text2.replace(/\\\r?\n/g, " ").split("\n");
  return lines.filter((line) => deploys.test(line)).join("\n");
}
var deploys = /\b(?:apply|create|replace)\b|kustomize\b(?!-)/i;
function pathOf2(candidate) {
  return isKustomization(candidate) ? posix19.dirname(candidate) : candidate;
}
function names(text2, path, inPath) {
  const name = posix19.basename(path);
  for (let at2 = text2.indexOf(name); at2 !== -1; at2 = text2.indexOf(name, at2 + 1)) {
    const after = text2[at2 + name.length] ?? " ";
    const way = wayTo(text2, at2);
    if (/[\w-]$/.test(way) || /[\w-]/.test(after) || leadsOn(text2, at2 + name.length)) continue;
    const whole = way.replace(/^(?:\.{0,2}\/)+/, "") + name;
    if (!`/${path}`.endsWith(`/${whole}`) && !`/${whole}`.endsWith(`/${path}`)) continue;
    if (!inPath || whole.includes("/") || whole === path || name.includes(".")) return true;
  }
  return false;
}
function leadsOn(text2, end) {
  return /^\/(?!kustomization)[\w.-]/i.test(text2.slice(end, end + "/kustomization".length));
}
function wayTo(text2, end) {
  let start = end;
  while (start > Math.max(0, end - wayLimit) && /[\w./-]/.test(text2[start - 1] ?? " ")) start -= 1;
  return text2.slice(start, end);
}
var wayLimit = 1024;
var variablePath = /(?:\s-[fk][ =]?|--filename[= ]|--kustomize[= ]|\bbuild )["']?([^\s"'|;&]*(?:[$*{]|`(?=[\w/]|\.\/))[^\s|;&]*)/g;
var templatePath = /\bpath: *["']?([^\n"']*\{\{[^\n"']*)/g;
function mayLeadTo(path, candidate) {
  const fixed2 = path.split(/\$\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}|\$\w+|[*`"'?]|\?ref=.*$|^\w+:\/\/[^/]*|\.\.?\//);
  const parts = fixed2.map((part) => part.replace(/^\/+|\/+$/g, "")).filter((part) => part !== "");
  if (/:\/\/|^git@|\.com/.test(path)) return endsLike(path, candidate);
  let from = 0;
  for (const part of parts) {
    const at2 = candidate.indexOf(part, from);
    if (at2 === -1) return false;
    from = at2 + part.length;
  }
  return true;
}
function endsLike(address, candidate) {
  const path = address.replace(/\?.*$/, "").replace(/\/+$/, "");
  return path.endsWith(`/${isKustomization(candidate) ? posix19.dirname(candidate) : candidate}`);
}

// src/source/deployment/undeployed.ts
function undeployedFiles(files, holdsInstall, reader) {
  const all2 = kustomizations(reader);
  if (all2.length === 0 || files.length === 0) return /* @__PURE__ */ new Set();
  const graph = deploymentGraph(reader);
  const survey = { graph, sources: sourcesOfTargets(graph.targets), holdsInstall };
  const idle = idleFiles(all2, files, survey);
  const left = leftOut(all2, files, survey, reader);
  if (idle.size === 0 && left.length === 0) return /* @__PURE__ */ new Set();
  const candidates4 = [...new Set([...idle.values()].flat()), ...left];
  const known15 = mentioned(candidates4, graph.open, reader);
  const isIdle = (roots) => roots.every((root) => !known15.has(root));
  return /* @__PURE__ */ new Set([...[...idle].flatMap(([file, roots]) => isIdle(roots) ? file : []), ...left.filter((file) => !known15.has(file))]);
}
function undeployedOverlays(files, reader) {
  if (files.length === 0) return /* @__PURE__ */ new Set();
  const graph = deploymentGraph(reader);
  const idle = new Set(idleRoots(kustomizations(reader), sourcesOfTargets(graph.targets)));
  const candidates4 = files.filter((file) => idle.has(file));
  const known15 = mentioned(candidates4, graph.open, reader, { isRun: true });
  return new Set(candidates4.filter((file) => !known15.has(file)));
}
function idleFiles(all2, files, survey) {
  const { graph, sources, holdsInstall } = survey;
  const roots = idleRoots(all2, sources).filter((root) => ![...reachedFrom([root], graph.targets)].some(holdsInstall));
  const below2 = reachedFrom(roots, graph.targets);
  const others = new Set([...graph.targets.keys()].filter((key) => !below2.has(key)));
  const deployed2 = reachedFrom(others, graph.targets);
  const wanted = new Set(files.filter((file) => below2.has(file) && !deployed2.has(file)));
  const found2 = /* @__PURE__ */ new Map();
  if (wanted.size === 0) return found2;
  for (const root of roots) {
    for (const file of reachedFrom([root], graph.targets)) if (wanted.has(file)) found2.set(file, [...found2.get(file) ?? [], root]);
  }
  return found2;
}
function idleRoots(all2, sources) {
  const referred = /* @__PURE__ */ new Set();
  for (const { file } of all2) if (sources.get(file)?.some((source2) => !isAside(source2))) referred.add(neighbourhood(file));
  return all2.filter(({ file, kind }) => !sources.has(file) && (kind === "Component" || referred.has(neighbourhood(file)))).map(({ file }) => file);
}
function neighbourhood(file) {
  const directory3 = posix20.dirname(file);
  return directory3 === "." ? ".." : posix20.dirname(directory3);
}
function leftOut(all2, files, survey, reader) {
  const { graph, sources, holdsInstall } = survey;
  const governed = /* @__PURE__ */ new Set();
  for (const { file, kind } of all2) {
    const targets = graph.targets.get(file) ?? /* @__PURE__ */ new Set();
    const isRun = sources.has(file) || [...reachedFrom([file], graph.targets)].some(holdsInstall);
    if (!isRun || kind === "Component") continue;
    governed.add(posix20.dirname(file));
    for (const target of targets) if (!isKustomization(target)) governed.add(posix20.dirname(target));
  }
  const candidates4 = files.filter((file) => !sources.has(file) && !holdsInstall(file) && governed.has(posix20.dirname(file)));
  if (candidates4.length === 0) return [];
  const named = namedFiles(all2, reader);
  return candidates4.filter((file) => !named.has(file) && !isKustomization(file));
}
function namedFiles(all2, reader) {
  const named = /* @__PURE__ */ new Set();
  for (const { root, file } of all2) {
    for (const { value } of scalarsIn(root)) {
      if (typeof value !== "string" || value.length > longestPath) continue;
      const path = reader.resolve(file, value.replace(/^[\w.-]+=/, ""));
      if (path !== void 0) named.add(path);
    }
  }
  return named;
}
var longestPath = 1024;

// src/source/resources.ts
var resourceMarkers = [
  ...["ResourceQuota", "NetworkPolicy", "SecurityGroupPolicy", "dataplane-mode"],
  ...["operator.openshift.io", "operator.tigera.io", "FelixConfiguration", "kubernetes_resource_quota"]
];
var kinds = /* @__PURE__ */ new Set([
  ...["ResourceQuota", "NetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "SecurityGroupPolicy", "Namespace"],
  ...["Network", "Installation", "FelixConfiguration"]
]);
var marker2 = {
  test: (text2) => /^(?:kind|\s{0,4}"kind"):\s*["']?(ResourceQuota|Cilium\w*NetworkPolicy|NetworkPolicy|SecurityGroupPolicy|FelixConfiguration)\b/m.test(
    text2
  ) || /operator\.(openshift|tigera)\.io\//.test(text2) && /\bkind"?:\s*["']?(Network|Installation)\b/.test(text2) || text2.includes("dataplane-mode") && /\bkind"?:\s*["']?Namespace\b/.test(text2)
};
function resourcesOf(reader) {
  const sources = reader.sources.filter(({ words }) => resourceMarkers.some((marker3) => words.has(marker3)));
  return sources.flatMap((source2) => source2.documents(marker2).map((document) => ({ document, script: source2.handedBy }))).flatMap(({ document, script }) => kinds.has(document.kind ?? "") ? { ...resourceOf(document), script } : []);
}
function resourceOf(document) {
  const place = placeAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 };
  return {
    apiVersion: document.apiVersion ?? "",
    kind: document.kind ?? "",
    name: document.name ?? "",
    namespace: document.namespace ?? null,
    root: document.root,
    place,
    ...document.file === place.file ? {} : { deployer: document.file }
  };
}

// src/source/unread-scripts.ts
import { basename } from "node:path";
var languages = [
  [/\.(ps1|psm1)$/i, "PowerShell"],
  [/\.(bat|cmd)$/i, "batch files"],
  [/^Jenkinsfile|\.groovy$/, "Groovy"],
  [/^Tiltfile$/, "Starlark"],
  [/^Vagrantfile$/, "Ruby"]
];
function unreadLanguage(path) {
  const name = basename(path);
  return languages.find(([ending]) => ending.test(name))?.[1];
}
function reportUnreadScripts(reader) {
  for (const { path, text: text2 } of reader.sources) {
    const language = unreadLanguage(path);
    const place = language === void 0 ? void 0 : firstInstall(path, text2);
    if (!place) continue;
    const message = `This line seems to install Istio, but ${language} is not read: what is installed here is unknown.`;
    reader.problem({ code: "script-unread", message, place });
  }
}
function firstInstall(file, text2) {
  let start = 0;
  for (const line of text2.split("\n")) {
    if (isInstall(line)) return { file, start, end: start + line.trimEnd().length };
    start += line.length + 1;
  }
  return void 0;
}
var comment = /^\s*(#|\/\/|::|rem\b|echo\b|write-(host|output)\b)/i;
var chart = /\bistio\/(base|istiod|cni|ztunnel|ambient|gateway)\b/;
function isInstall(line) {
  if (comment.test(line) || !/\b(install|upgrade)\b/.test(line)) return false;
  return /\bistioctl\b/.test(line) || /\bhelm\b/.test(line) && chart.test(line);
}

// src/extract.ts
var markers = [
  .../* @__PURE__ */ new Set([...forms.flatMap((form) => form.markers), ...detectors.flatMap((detector) => detector.markers), ...resourceMarkers])
];
function extract(reader, written4) {
  reportUnreadScripts(reader);
  const found2 = reader.sources.flatMap((source2) => draftsOf4(source2, reader));
  const placed3 = withDestinations(withoutDeployedCharts(withoutNamedFiles(found2)), found2.length > 0 ? directoriesOf(reader) : []);
  const drafts = written4 ? withoutIdleOverlays(placed3, written4) : placed3;
  if (drafts.length === 0) return { drafts, resources: [], undeployed: [], clues: [] };
  const resources = resourcesOf(reader);
  const clues = reader.sources.flatMap((source2) => cluesOf(source2));
  if (!written4) return { drafts, resources, undeployed: [], clues };
  const candidates4 = resourcesOf(written4).filter(({ script }) => !script);
  const idle = undeployedIn([...candidates4, ...clues.filter(({ script }) => !script)], drafts, written4);
  const isIdle = ({ place }) => idle.has(place.file);
  if (idle.size === 0) return { drafts, resources, undeployed: [], clues };
  const isDeployed = (thing) => !isIdle(thing);
  return { drafts, resources: resources.filter(isDeployed), undeployed: candidates4.filter(isIdle), clues: clues.filter(isDeployed) };
}
function withoutIdleOverlays(drafts, written4) {
  const overlays = /* @__PURE__ */ new Map();
  const keyOf8 = ({ place }) => `${place.file}:${place.start}`;
  for (const draft of drafts) overlays.set(keyOf8(draft), (overlays.get(keyOf8(draft)) ?? /* @__PURE__ */ new Set()).add(draft.scope.file));
  const several = [...overlays.values()].filter(({ size }) => size > 1);
  const idle = undeployedOverlays([...new Set(several.flatMap((files) => [...files]))], written4);
  for (const file of idle) {
    const message = "Nothing deploys this overlay, while others beside it are deployed: what it installs is not checked.";
    written4.problem({ code: "undeployed-overlay", message, place: { file, start: 0, end: 0 } });
  }
  const isElsewhere2 = (draft) => [...overlays.get(keyOf8(draft)) ?? []].some((file) => !idle.has(file));
  return drafts.filter((draft) => !idle.has(draft.scope.file) || !isElsewhere2(draft));
}
function undeployedIn(things, drafts, written4) {
  const installed = new Set(drafts.flatMap(({ place, scope }) => [place.file, scope.file]));
  const files = new Set(things.map(({ place }) => place.file));
  return undeployedFiles([...files], (file) => installed.has(file), written4);
}
function draftsOf4(source2, reader) {
  const willing = formsFor(source2.words);
  const drafts = willing.flatMap((form) => [...form.extract(source2, reader)]);
  const { runBy } = source2;
  if (runBy !== void 0)
    return drafts.map((draft) => ({ ...draft, scope: { ...draft.scope, file: runBy, script: false, unit: void 0 } }));
  if (!source2.handedBy) return drafts;
  const { unit } = source2.handedBy;
  return drafts.map((draft) => ({ ...draft, scope: { ...draft.scope, file: source2.path, script: true, unit } }));
}
var formsFor = finderOf(forms);
var detectorsFor = finderOf(detectors);
function finderOf(all2) {
  const byWord = /* @__PURE__ */ new Map();
  for (const one2 of all2) for (const marker3 of one2.markers) byWord.set(marker3, [...byWord.get(marker3) ?? [], one2]);
  return (words) => {
    const found2 = new Set([...words].flatMap((word) => byWord.get(word) ?? []));
    return all2.filter((one2) => found2.has(one2));
  };
}
function directoriesOf(reader) {
  return forms.flatMap(({ markers: own, directories: directories5 }) => {
    if (!directories5) return [];
    const sources = reader.sources.filter(({ words }) => own.some((marker3) => words.has(marker3)));
    return sources.flatMap((source2) => [...directories5(source2, reader)]);
  });
}
function cluesOf(source2) {
  if (source2.handedBy) return [];
  const willing = detectorsFor(source2.words);
  const clues = willing.flatMap((detector) => [...detector.clues(source2)]);
  const { deployer, runBy } = source2;
  if (runBy !== void 0) return clues.filter(({ script }) => script).map((clue) => ofRoot(clue, runBy, source2));
  return deployer === void 0 ? clues : clues.map((clue) => ({ ...clue, deployer }));
}
function ofRoot({ unit: _, ...clue }, runBy, { path, isAside: isAside2 }) {
  return { ...clue, script: isAside2, ...runBy !== path && { deployer: runBy } };
}
function withoutNamedFiles(drafts) {
  const standsAlone = ({ form }) => form === "helm-values" || form === "istio-operator";
  const named = /* @__PURE__ */ new Set();
  for (const draft of drafts) if (!standsAlone(draft)) for (const { values } of draft.layers) addFiles(values, named);
  return drafts.filter((draft) => !standsAlone(draft) || !named.has(draft.scope.file));
}
function withoutDeployedCharts(drafts) {
  const umbrellas = drafts.filter(({ form }) => form === "umbrella-chart");
  const isBare = ({ form, scope }) => form === "umbrella-chart" && posix21.basename(scope.file) === "Chart.yaml";
  const deployed2 = new Set(umbrellas.filter((draft) => !isBare(draft)).map(({ place }) => place.file));
  const included = new Set(umbrellas.filter(({ place, scope }) => place.file !== scope.file).map(({ place }) => place.file));
  return drafts.filter((draft) => {
    const { file } = draft.place;
    return !isBare(draft) || !(deployed2.has(file) || included.has(file) && draft.scope.file === file);
  });
}
function addFiles(cursor, files) {
  if (isPlace(cursor.origin)) files.add(cursor.origin.file);
  if (cursor.kind === "list") for (const item of cursor.items) addFiles(item, files);
  if (cursor.kind === "map") for (const { value } of cursor.entries.values()) addFiles(value, files);
}

// src/fix/scalar-text.ts
function scalarText(value) {
  if (typeof value !== "string") return String(value);
  return isPlain(value) ? value : JSON.stringify(value);
}
function replacementText(value, written4) {
  const [quote] = written4;
  if (typeof value === "string" && (quote === '"' || quote === "'") && !/["'\\$]/.test(value)) return quote + value + quote;
  return quote === '"' || quote === "'" ? JSON.stringify(value) : scalarText(value);
}
function isPlain(value) {
  return /^[A-Za-z/][\w./-]*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value);
}

// src/fix/lines.ts
function blockLines(path, value) {
  const lines = [];
  let indent = "";
  let dash = "";
  for (const [index, step] of path.entries()) {
    if (step === newItem) {
      dash = "- ";
      continue;
    }
    lines.push(`${indent}${dash}${scalarText(step)}:${index === path.length - 1 ? ` ${scalarText(value)}` : ""}`);
    indent += dash === "" ? "  " : "    ";
    dash = "";
  }
  return lines;
}
function hclLines(path, value) {
  const indent = (depth) => "  ".repeat(depth);
  const opening = path.map((step, depth) => {
    const key = /^[A-Za-z_][\w-]*$/.test(step) ? step : JSON.stringify(step);
    return `${indent(depth)}${key} = ${depth === path.length - 1 ? JSON.stringify(value) : "{"}`;
  });
  const closing = path.slice(1).map((_, depth) => `${indent(path.length - 2 - depth)}}`);
  return [...opening, ...closing];
}
function flowText(path, value, quote) {
  const key = (step) => quote ? JSON.stringify(step) : scalarText(step);
  const inner = quote ? JSON.stringify(value) : scalarText(value);
  const closed = path.slice(1).map(() => " }").join("");
  return path.map((step, depth) => `${depth === 0 ? "" : "{ "}${key(step)}: `).join("") + inner + closed;
}
function endOfLine(text2) {
  return text2.includes("\r\n") ? "\r\n" : "\n";
}
function endOfRow(text2, end) {
  const rest = /^["']?[ \t]*([ \t]#.*)?(?=\r?\n|\r?$)/.exec(text2.slice(end, end + 1e3));
  return rest ? end + rest[0].replace(/\r$/, "").length : void 0;
}

// src/fix/soundness.ts
function soundnessOf(cluster, proposal, edits, around) {
  const wanted = proposal.changes.map((change2) => wishOf(cluster, change2));
  const files = new Set(edits.map(({ file }) => file));
  let soundness = "named";
  for (const file of files) {
    const own = edits.filter((edit) => edit.file === file);
    const found2 = soundnessIn(file, own, wanted, around);
    if (!found2) return void 0;
    if (found2 === "other") soundness = "other";
  }
  return soundness;
}
function soundnessIn(file, edits, wanted, { textOf: textOf8, leavesOf: leavesOf3 }) {
  const whole = textOf8(file);
  if (whole === void 0) {
    const made = leavesOf3(file, edited("", edits));
    return made?.some(({ path }) => path[0] === "problem") === false ? "named" : void 0;
  }
  const { from, to } = documentsAround(file, whole, edits);
  const before = whole.slice(from, to);
  const moved2 = edits.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  const [is, will] = [leavesOf3(file, before), leavesOf3(file, edited(before, moved2))];
  return is && will && explained(difference(is, will), wanted);
}
function documentsAround(file, text2, edits) {
  if (!/\.ya?ml$/.test(file)) return { from: 0, to: text2.length };
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  const from = text2.slice(0, start).lastIndexOf("\n---\n");
  const to = text2.indexOf("\n---\n", end);
  return { from: from === -1 ? 0 : from + 1, to: to === -1 ? text2.length : to + 1 };
}
function wishOf(cluster, change2) {
  if ("set" in change2) return { writes: Object.entries(change2.set).map(([key, value2]) => ({ key, value: String(value2) })), removes: [] };
  if ("remove" in change2) return { writes: [], removes: [dotted(change2.remove.replace(/^\/installs\/\d+\/values\//, ""))] };
  if ("replace" in change2) return { writes: [{ key: "", value: String(change2.with) }], removes: [String(change2.was)] };
  if ("append" in change2) {
    return { writes: Object.entries(change2.item).map(([key, value2]) => ({ key, value: String(value2) })), removes: [] };
  }
  if ("add" in change2) return { writes: [{ key: "", value: `${nameOf5(change2.add)}.yaml` }], removes: [] };
  const [, install2, list, index] = /^\/installs\/(\d+)\/(ignored|overridden|rejected)\/(\d+)$/.exec(change2.move) ?? [];
  const lost = cluster.document.installs[Number(install2)]?.[list]?.[Number(index)];
  const value = lost?.value === null || lost === void 0 ? void 0 : String(lost.value);
  return { writes: [{ key: change2.to, value }], removes: lost ? [lost.key] : [] };
}
function nameOf5(object) {
  const { kind, metadata } = object;
  return `${metadata.name}.${kind.toLowerCase()}`;
}
function dotted(pointer) {
  return pointer.split("/").map(unescapePointer).join(".");
}
function difference(before, after) {
  const [is, will] = [byPath(before), byPath(after)];
  const changed2 = [];
  for (const [key, { path, value }] of is) {
    const now = will.get(key);
    if (now && now.value !== value) changed2.push({ path, from: value, to: now.value });
  }
  return {
    changed: changed2,
    gone: [...is].flatMap(([key, leaf2]) => will.has(key) ? [] : [leaf2]),
    come: [...will].flatMap(([key, leaf2]) => is.has(key) ? [] : [leaf2])
  };
}
function byPath(leaves3) {
  const found2 = /* @__PURE__ */ new Map();
  for (const leaf2 of leaves3) {
    let key = leaf2.path.join("\0");
    while (found2.has(key)) key += "\0again";
    found2.set(key, leaf2);
  }
  return found2;
}
function explained({ gone, come, changed: changed2 }, wanted) {
  if (gone.length + come.length + changed2.length === 0) return void 0;
  const writes = wanted.flatMap((wish) => wish.writes);
  const removes = wanted.flatMap((wish) => wish.removes);
  const isWish = (leaf2) => writes.some((wish) => isWritten2(leaf2, wish));
  const isGone = (leaf2) => removes.some((key) => names2(leaf2.path, key)) || isEmptied(leaf2, come);
  const isWhole2 = come.every((leaf2) => isWish(leaf2) || isEmptied(leaf2, gone)) && gone.every(isGone);
  if (!isWhole2 || hasTooMany([...come, ...changed2.map(({ path, to }) => ({ path, value: to }))], writes)) return void 0;
  const keys = [...writes.map(({ key, value }) => key || (value ?? "")), ...removes];
  const rest = changed2.filter(({ path, from, to }) => !isWish({ path, value: to }) && !isWordwise(from, to, keys));
  if (rest.length === 0) return "named";
  return rest.length === 1 && writes.some(({ value }) => value === rest[0]?.to) ? "other" : void 0;
}
function hasTooMany(leaves3, writes) {
  const counts = /* @__PURE__ */ new Map();
  for (const { path } of leaves3) {
    const wish = writes.find(({ key, value }) => value !== void 0 && key !== "" && `.${path.join(".")}`.endsWith(`.${key}`));
    if (!wish || path[0] === "command") continue;
    const count = (counts.get(`${path[0]} ${wish.key}`) ?? 0) + 1;
    counts.set(`${path[0]} ${wish.key}`, count);
    if (count > writes.filter(({ key }) => key === wish.key).length) return true;
  }
  return false;
}
function names2(path, key) {
  return key !== "" && `.${path.join(".")}.`.includes(`.${key}.`);
}
function isWritten2({ path, value }, wish) {
  if (path[0] === "problem") return false;
  if (wish.key === "") return value === wish.value || value.endsWith(`/${wish.value}`);
  const isValue = wish.value === void 0 || value === wish.value;
  if (names2(path, wish.key)) return isValue;
  const last3 = path.at(-1);
  return last3 === "name" && (value === wish.key || value.endsWith(`.${wish.key}`)) || last3 === "value" && isValue;
}
function isEmptied({ path, value }, others) {
  const isNothing2 = value === "" || value === "{}" || value === "[]" || value === "null";
  return isNothing2 && path[0] !== "problem" && others.some((other) => other.path.length > path.length && path.every((step, index) => other.path[index] === step));
}
function isWordwise(from, to, keys) {
  const [before, after] = [wordsOf2(from), wordsOf2(to)];
  const different = [...without(before, after), ...without(after, before)];
  return different.length > 0 && different.every((word) => /^--set(-[a-z]+)?$/.test(word) || keys.some((key) => key !== "" && word.includes(key)));
}
function wordsOf2(text2) {
  return text2.split(/[\s\\"']+/).filter((word) => word !== "");
}
function without(words, others) {
  const counts = /* @__PURE__ */ new Map();
  for (const word of others) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = counts.get(word) ?? 0;
    counts.set(word, count - 1);
    return count <= 0;
  });
}

// src/fix/added-file.ts
function addedFile(beside, object, around) {
  const directory3 = beside.slice(0, beside.lastIndexOf("/") + 1);
  const file = `${directory3}${nameOf5(object)}.yaml`;
  if (around.exists(file)) return void 0;
  const made = { file, start: 0, end: 0, text: around.print(object) };
  const own = kustomizationOf(beside, around);
  if (own) {
    const listed2 = listing(own.root, file.slice(own.file.lastIndexOf("/") + 1), around.textOf);
    return listed2 && [made, listed2];
  }
  return !around.kustomization(directory3) && around.isDeployed(directory3) ? [made] : void 0;
}
function kustomizationOf(file, { kustomization }) {
  for (let end = file.lastIndexOf("/"); ; end = file.lastIndexOf("/", end - 1)) {
    const directory3 = file.slice(0, end + 1);
    const found2 = kustomization(directory3);
    const listed2 = itemsAt(found2?.root, "resources").map((item) => stringAt(item)?.replace(/^\.\//, ""));
    if (found2 && (found2.file === file || listed2.includes(file.slice(directory3.length)))) return found2;
    if (end <= 0) return void 0;
  }
}
function listing(kustomization, name, textOf8) {
  if (!at(kustomization, "resources")) return furtherKey(kustomization, name, textOf8);
  const last3 = itemsAt(kustomization, "resources").findLast((item) => stringAt(item) !== void 0);
  const place = last3 && isPlace(last3.origin) ? last3.origin : void 0;
  const text2 = place && textOf8(place.file);
  if (!place || text2 === void 0) return void 0;
  const margin = text2.slice(text2.lastIndexOf("\n", place.start - 1) + 1, place.start);
  if (/[[,] *$/.test(margin)) return inBrackets(place, name, text2);
  const end = endOfRow(text2, place.end);
  if (!/^[ \t]*- +$/.test(margin) || end === void 0) return void 0;
  return { file: place.file, start: end, end, text: `${endOfLine(text2)}${margin}${name}` };
}
function inBrackets({ file, end }, name, text2) {
  return /^ *\]/.test(text2.slice(end, end + 100)) ? { file, start: end, end, text: `, ${name}` } : void 0;
}
function furtherKey(kustomization, name, textOf8) {
  const first = kustomization.kind === "map" ? kustomization.entries.values().next().value?.key : void 0;
  const file = first && isPlace(first) ? first.file : void 0;
  const text2 = file === void 0 ? void 0 : textOf8(file);
  if (file === void 0 || text2 === void 0) return void 0;
  const newline2 = endOfLine(text2);
  const gap2 = text2.endsWith("\n") ? "" : newline2;
  return { file, start: text2.length, end: text2.length, text: `${gap2}resources:${newline2}  - ${name}${newline2}` };
}

// src/fix/appended-item.ts
function appendedItem(list, item, textOf8) {
  const last3 = list?.kind === "list" ? list.items.at(-1) : void 0;
  const entries = last3?.kind === "map" ? [...last3.entries.values()] : [];
  const key = entries[0] && isPlace(entries[0].key) ? entries[0].key : void 0;
  const end = entries.at(-1)?.value;
  const text2 = key && textOf8(key.file);
  if (!key || text2 === void 0 || end?.kind !== "scalar" || !isPlace(end.origin) || end.origin.file !== key.file) return void 0;
  const margin = text2.slice(text2.lastIndexOf("\n", key.start - 1) + 1, key.start);
  const at2 = endOfRow(text2, end.origin.end);
  if (!/^[ \t]*- +$/.test(margin) || at2 === void 0) return void 0;
  const newline2 = text2.includes("\r\n") ? "\r\n" : "\n";
  const lines = Object.entries(item).map(([name, value], index) => {
    return `${newline2}${index === 0 ? margin : margin.replace("-", " ")}${name}: ${scalarText(value)}`;
  });
  return { file: key.file, start: at2, end: at2, text: lines.join("") };
}

// src/fix/further-item.ts
function furtherItem(list, path, value, textOf8) {
  const [first] = list.items;
  const start = first && startOf2(first);
  const end = list.items.map(endOf).reduce((last3, own) => own && last3 && own.file === last3.file && own.at > last3.at ? own : last3);
  const text2 = start && textOf8(start.file);
  if (!start || !end || text2 === void 0 || start.file !== end.file) return void 0;
  const margin = text2.slice(text2.lastIndexOf("\n", start.at - 1) + 1, start.at);
  const at2 = endOfRow(text2, end.at);
  if (!/^[ \t]*- +$/.test(margin) || at2 === void 0) return void 0;
  const indent = /^[ \t]*/.exec(margin)?.[0] ?? "";
  const lines = blockLines(path, value).map((line) => `${endOfLine(text2)}${indent}${line}`);
  return { file: start.file, start: at2, end: at2, text: lines.join("") };
}
function startOf2(cursor) {
  const key = cursor.kind === "map" ? cursor.entries.values().next().value?.key : void 0;
  const origin3 = key ?? cursor.origin;
  return isPlace(origin3) ? { file: origin3.file, at: origin3.start } : void 0;
}
function endOf(cursor) {
  if (cursor.kind === "map" && cursor.entries.size > 0) return last([...cursor.entries.values()].map((entry) => endOf(entry.value)));
  if (cursor.kind === "list" && cursor.items.length > 0) return last(cursor.items.map(endOf));
  return isPlace(cursor.origin) ? { file: cursor.origin.file, at: cursor.origin.end } : void 0;
}
function last(points) {
  return points.reduce((latest2, point) => latest2 && point && latest2.file === point.file && point.at > latest2.at ? point : latest2);
}

// src/fix/insertion.ts
function insertion(map, path, value, textOf8) {
  if (map.kind !== "map" || map.rest) return void 0;
  const [step, ...deeper2] = path;
  const entry = step === void 0 ? void 0 : map.entries.get(step);
  if (!entry) return besideFirst(map, path, value, textOf8);
  if (deeper2.length === 0) return void 0;
  if (deeper2[0] === newItem && entry.value.kind === "list" && entry.value.items.length > 0)
    return furtherItem(entry.value, deeper2, value, textOf8);
  if (entry.value.kind === "map" && entry.value.entries.size > 0) return insertion(entry.value, deeper2, value, textOf8);
  return isEmpty4(entry.value) && isPlace(entry.key) ? intoEmpty(entry.key, deeper2, value, textOf8) : void 0;
}
function isEmpty4(value) {
  if (value.kind === "list" && value.items.length === 0) return true;
  return value.kind === "scalar" && (value.value === null || value.value === "") || value.kind === "map" && value.entries.size === 0;
}
function besideFirst(map, path, value, textOf8) {
  const first = map.entries.values().next().value;
  const key = first && isPlace(first.key) && first.key.end > first.key.start ? first.key : void 0;
  const text2 = key && textOf8(key.file);
  if (!key || text2 === void 0) return void 0;
  const margin = text2.slice(text2.lastIndexOf("\n", key.start - 1) + 1, key.start).replace("\uFEFF", "");
  const isOwnLine = /^[ \t]*(- +)*$/.test(margin);
  const isBraced = /[{,]\s*$/.test(text2.slice(Math.max(0, key.start - 1e3), key.start));
  if (isBraced && !(isOwnLine && isHcl(key))) return inBraces(key, path, value, text2);
  const style = isHcl(key) ? hclStyle(text2.slice(key.end)) : "yaml";
  if (!isOwnLine || !style) return void 0;
  const indent = margin.replaceAll("-", " ");
  const row = style === "yaml" && isBound(margin, key, text2) ? rowOfScalar(map, key.file, indent, text2) : void 0;
  const lines = style === "hcl" ? hclLines(path, value) : blockLines(path, value);
  if (row !== void 0)
    return insertedAt(
      key.file,
      row,
      lines.map((line) => endOfLine(text2) + indent + line)
    );
  return insertedAt(
    key.file,
    key.start,
    lines.map((line) => line + endOfLine(text2) + indent)
  );
}
function isHcl({ file }) {
  return /\.(tf|tofu|tfvars)$/.test(file);
}
function insertedAt(file, at2, lines) {
  return { file, start: at2, end: at2, text: lines.join("") };
}
function inBraces({ file, start }, path, value, text2) {
  const quote = text2[start] === '"' ? '"' : "";
  const gap2 = /(?:\r?\n[ \t]*)?$/.exec(text2.slice(0, start))?.[0] || " ";
  return path.includes(newItem) ? void 0 : { file, start, end: start, text: `${flowText(path, value, quote)},${gap2}` };
}
function isBound(margin, { start }, text2) {
  return margin.includes("-") || /\n[ \t]*#.*\r?\n[ \t]*$/.test(text2.slice(Math.max(0, start - 1e3), start));
}
function rowOfScalar(map, file, indent, text2) {
  for (const { key, value } of map.entries.values()) {
    if (value.kind !== "scalar" || !isPlace(value.origin) || !isPlace(key) || value.origin.file !== file || key.file !== file) continue;
    const margin = text2.slice(text2.lastIndexOf("\n", key.start - 1) + 1, key.start);
    const isInRow = value.origin.end > key.end && !text2.slice(key.end, value.origin.end).includes("\n");
    if (isInRow && margin.replaceAll("-", " ") === indent) return endOfRow(text2, value.origin.end);
  }
  return void 0;
}
function insertedText(map, name, path, value, textOf8) {
  const edit = map.kind === "map" && !map.rest && !map.entries.has(name) ? besideFirst(map, [name, ...path], value, textOf8) : void 0;
  return edit && !/[{,] *$/.test(edit.text) ? { ...edit, text: edit.text.replace(":", ": |-") } : void 0;
}
function hclStyle(after) {
  if (/^["']?[ \t]*=/.test(after)) return "hcl";
  return /^: +(?!true\b|false\b|null\b)[A-Za-z/]/.test(after) || /^:[ \t]*\r?\n/.test(after) ? "yaml" : void 0;
}
function intoEmpty(key, path, value, textOf8) {
  const text2 = textOf8(key.file);
  const empty = text2 === void 0 ? void 0 : /^["']?:([ \t]*(?:\{[ \t]*\}|\[[ \t]*\]|null|~|""|''))?(?=[ \t]*(?:#.*)?\r?(?:\n|$))/.exec(text2.slice(key.end));
  if (text2 === void 0 || !empty) return void 0;
  const margin = text2.slice(text2.lastIndexOf("\n", key.start - 1) + 1, key.start).replace("\uFEFF", "");
  if (!/^[ \t]*(- +)*$/.test(margin)) return void 0;
  const colon2 = key.end + empty[0].length - (empty[1] ?? "").length;
  const indent = `${endOfLine(text2)}${margin.replaceAll("-", " ")}  `;
  const lines = blockLines(path, value).map((line) => indent + line);
  return { file: key.file, start: colon2, end: colon2 + (empty[1] ?? "").length, text: lines.join("") };
}

// src/fix/removal.ts
function removal(values, path, textOf8, gone = []) {
  const step = path.at(-1);
  const parent = at(values, ...path.slice(0, -1));
  const entry = step === void 0 || parent?.kind !== "map" ? void 0 : parent.entries.get(step);
  if (!entry || parent?.kind !== "map" || !isPlace(entry.key)) return void 0;
  const { file, start } = entry.key;
  const text2 = textOf8(file);
  if (text2 === void 0) return void 0;
  const end = endOf2(entry, file, text2);
  if (end === void 0) return void 0;
  const option = optionAround(text2, start, end);
  if (option) return { file, ...option, text: "" };
  const above = path.slice(0, -1);
  if (above.length > 0 && isEmptied2(parent, above, [path, ...gone])) return removal(values, above, textOf8, [above, ...gone]);
  const lines = wholeLines(text2, start, end);
  return lines && { file, ...lines, text: "" };
}
function isEmptied2({ entries }, above, gone) {
  const steps2 = gone.filter((path) => path.length === above.length + 1 && above.every((step, index) => step === path[index]));
  const removed2 = new Set(steps2.map((path) => path.at(-1)));
  return [...entries.keys()].every((key) => removed2.has(key));
}
function endOf2({ key, value }, file, text2) {
  if (value.kind === "map" && value.entries.size > 0) {
    const end = last2([...value.entries.values()].map((entry) => endOf2(entry, file, text2)));
    const isBraced = isPlace(key) && /^["']?\s*[:=]\s*\{/.test(text2.slice(key.end, key.end + 100));
    const brace = isBraced && end !== void 0 ? /^["']?[\s,]*\}/.exec(text2.slice(end, end + 1e3)) : void 0;
    if (!isBraced || end === void 0) return end;
    return brace ? end + brace[0].length : void 0;
  }
  if (value.kind === "list" && value.items.length > 0) return last2(value.items.map((item) => endOf2({ key, value: item }, file, text2)));
  return isPlace(value.origin) && value.origin.file === file ? value.origin.end : void 0;
}
function last2(ends) {
  return ends.length === 0 || ends.includes(void 0) ? void 0 : Math.max(...ends.filter((end) => end !== void 0));
}
function optionAround(text2, start, end) {
  const before = /(?:[ \t]+|[ \t]*\\\r?\n[ \t]*)--set(?:-string|-json|-literal)?(?:[ \t]+|=)["']?[\w.\\[\]-]*$/.exec(
    text2.slice(Math.max(0, start - 300), start)
  );
  const after = /^["']?(?=\s|$|[|;&)])/.exec(text2.slice(end, end + 2));
  if (!before || !after) return void 0;
  return { start: start - before[0].length, end: end + after[0].length };
}
function wholeLines(text2, start, end) {
  const from = text2.lastIndexOf("\n", start - 1) + 1;
  const newline2 = text2.indexOf("\n", end);
  const to = newline2 === -1 ? text2.length : newline2 + 1;
  const isAlone2 = /^[ \t]*["']?$/.test(text2.slice(from, start)) && /^["']?[ \t]*(#.*)?\r?\n?$/.test(text2.slice(end, to));
  return isAlone2 ? { start: from, end: to } : void 0;
}

// src/fix/renamed-key.ts
function renamedKey(place, key, to, textOf8) {
  const text2 = place && textOf8(place.file);
  if (!place || text2 === void 0) return void 0;
  const { file, end } = place;
  const isOption = text2.slice(place.start, end) === key && text2[end] === "=" && !/[\w.\\]/.test(text2.slice(place.start - 1, place.start));
  if (isOption) return { ...place, text: to };
  const [own, other] = [lastStep(key), lastStep(to)];
  const start = end - own.length;
  const isSibling = key.slice(0, -own.length) === to.slice(0, -other.length);
  const isOwnKey = text2.slice(start, end) === own && /^["']?[ \t]*[:=]/.test(text2.slice(end, end + 8));
  return isSibling && isOwnKey ? { file, start, end, text: other } : void 0;
}
function lastStep(key) {
  return key.slice(key.lastIndexOf(".") + 1);
}

// src/fix/terraform-release.ts
function intoRelease({ argument, sets }, path, value, textOf8) {
  const text2 = textOf8(argument.file);
  if (text2 === void 0) return void 0;
  if (!sets) return furtherArgument(argument, path, value, text2);
  const last3 = sets.kind === "list" ? sets.items.at(-1) : void 0;
  if (last3?.kind !== "map" || !isPlace(last3.origin) || last3.origin.file !== argument.file) return void 0;
  const name = path.map((step) => step.replaceAll(".", "\\\\.")).join(".");
  const fields = [`name  = "${name}"`, `value = ${JSON.stringify(String(value))}`];
  return text2[last3.origin.start] === "{" ? furtherObject(last3.origin, fields, text2) : furtherBlock(last3, fields, text2);
}
function furtherArgument({ file, end }, path, value, text2) {
  const rest = /^[ \t]*((#|\/\/).*)?(?=\r?\n)/.exec(text2.slice(end));
  const indent = /^[ \t]*/.exec(text2.slice(text2.lastIndexOf("\n", end - 1) + 1))?.[0] ?? "";
  if (!rest) return void 0;
  const inner = hclLines(path, value).map((line) => `${indent}  ${line}`);
  const lines = ["", `${indent}values = [yamlencode({`, ...inner, `${indent}})]`];
  const at2 = end + rest[0].length;
  return { file, start: at2, end: at2, text: lines.map((line) => endOfLine(text2) + line).join("") };
}
function furtherObject({ file, start, end }, fields, text2) {
  const margin = text2.slice(text2.lastIndexOf("\n", start - 1) + 1, start);
  const comma = /^[ \t]*,/.exec(text2.slice(end))?.[0].length ?? 0;
  const at2 = end + comma;
  const object = `{ ${fields.map((field3) => field3.replace("  =", " =")).join(", ")} }`;
  const gap2 = /^[ \t]*$/.test(margin) ? endOfLine(text2) + margin : " ";
  return { file, start: at2, end: at2, text: comma > 0 ? `${gap2}${object},` : `,${gap2}${object}` };
}
function furtherBlock(last3, fields, text2) {
  const entries = [...last3.entries.values()];
  const keys = entries.flatMap(({ key }) => isPlace(key) ? key.start : []);
  const ends = entries.flatMap(({ value }) => isPlace(value.origin) ? value.origin.end : []);
  const [file, start, end] = [isPlace(last3.origin) ? last3.origin.file : "", Math.min(...keys), Math.max(...ends)];
  const opening = /(?:^|\n)([ \t]*)set[ \t]*\{\s*$/.exec(text2.slice(Math.max(0, start - 200), start));
  const closing = /^[ \t]*((#|\/\/).*)?\s*\}/.exec(text2.slice(end, end + 500));
  if (entries.length === 0 || !opening || !closing) return void 0;
  const indent = opening[1] ?? "";
  const newline2 = endOfLine(text2);
  const lines = ["", `${indent}set {`, ...fields.map((field3) => `${indent}  ${field3}`), `${indent}}`];
  const at2 = end + closing[0].length;
  return { file, start: at2, end: at2, text: lines.map((line) => newline2 + line).join("") };
}

// src/fix/set-value.ts
function setValue(draft, path, value, textOf8) {
  const values = mergeValues(draft.layers.map((layer) => layer.values));
  const written4 = at(values, ...path);
  if (written4?.kind === "unknown") return void 0;
  if (written4?.kind === "scalar" && written4.value !== null && isPlace(written4.origin)) return replaced(written4, value, textOf8);
  for (const layer of draft.layers.toReversed()) {
    if (layer.values.kind === "unknown") return void 0;
    const edit = "assignments" in layer.values ? void 0 : insertion(layer.values, path, value, textOf8);
    if (edit) return edit;
  }
  return draft.home && intoHome(draft.home, path, value, textOf8);
}
function replaced(written4, value, textOf8) {
  const { origin: origin3 } = written4;
  const text2 = isPlace(origin3) && origin3.end > origin3.start ? textOf8(origin3.file) : void 0;
  if (text2 === void 0 || !isPlace(origin3)) return void 0;
  const { file, start, end } = origin3;
  const before = text2.slice(start, end);
  return isAsWritten(written4, before) ? { file, start, end, text: replacementText(value, before) } : void 0;
}
function isAsWritten(written4, text2) {
  if (text2.includes("\n") || /\{\{|\$/.test(text2) || written4.kind !== "scalar") return false;
  return typeof written4.value !== "string" || text2.replace(/^(["'])(.*)\1$/s, "$2") === written4.value;
}
function intoHome(home, path, value, textOf8) {
  const whole = [...home.path, ...path];
  if ("argument" in home) return intoRelease(home, whole, value, textOf8);
  if ("after" in home) return afterCommand(home.after, whole, value, textOf8);
  return home.text === void 0 ? insertion(home.map, whole, value, textOf8) : insertedText(home.map, home.text, whole, value, textOf8);
}
function afterCommand({ file, end }, path, value, textOf8) {
  const text2 = textOf8(file);
  if (text2 === void 0 || /[^\w./:-]/.test(String(value))) return void 0;
  const quotes = /^["']?/.exec(text2.slice(end))?.[0].length ?? 0;
  const kind = typeof value === "string" && /^(true|false|null|\d+)$/.test(value) ? "--set-string" : "--set";
  const key = path.map((step) => step.replaceAll(".", "\\.")).join(".");
  const at2 = end + quotes;
  const assignment = key.includes("\\") ? `'${key}=${value}'` : `${key}=${value}`;
  return { file, start: at2, end: at2, text: `${gapBefore(text2, at2)}${kind} ${assignment}` };
}
function gapBefore(text2, at2) {
  const lineStart = text2.lastIndexOf("\n", at2 - 1) + 1;
  const continued = /\\(\r?\n)$/.exec(text2.slice(0, lineStart));
  const indent = /^[ \t]*/.exec(text2.slice(lineStart))?.[0] ?? "";
  return continued ? ` \\${continued[1]}${indent}` : " ";
}

// src/fix/fix.ts
function fixOf10(cluster, proposal, around) {
  const edits = [];
  for (const change2 of proposal.changes) {
    const made = editsOf(cluster, change2, around, proposal.changes);
    if (!made) return void 0;
    edits.push(...made);
  }
  const distinct2 = joined([...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()].sort(byPlace), around.textOf);
  const soundness = hasOverlap(distinct2) ? void 0 : soundnessOf(cluster, proposal, distinct2, around);
  if (!soundness) return void 0;
  const fix = { title: proposal.title, safe: proposal.safe ?? true, edits: distinct2 };
  const reason = fix.safe ? doubtOf(cluster, proposal, soundness) : void 0;
  return reason === void 0 ? fix : { ...fix, safe: false, reason };
}
function doubtOf({ drafts }, { changes: changes2 }, soundness) {
  if (soundness === "other") return "the value stands under another name, which others may use";
  const pointers = changes2.map((change2) => {
    if ("install" in change2) return `/installs/${change2.install}`;
    if ("remove" in change2) return change2.remove;
    if ("move" in change2) return change2.move;
    return "replace" in change2 ? change2.replace : "";
  });
  const isTemplate3 = pointers.some((pointer) => drafts[Number(/^\/installs\/(\d+)/.exec(pointer)?.[1])]?.isTemplate);
  return isTemplate3 ? "other installs may be made from the same template" : void 0;
}
function editsOf(cluster, change2, around, changes2) {
  if ("install" in change2) return setValues(cluster, change2, around);
  if ("resource" in change2) return setFields(cluster, change2, around);
  if ("remove" in change2) return one(removed(cluster, change2, around, changes2));
  if ("move" in change2) return moved(cluster, change2, around);
  if ("replace" in change2) return one(replacedText(cluster, change2, around));
  if ("append" in change2) return one(appended(cluster, change2, around));
  return added(cluster, change2, around);
}
function added({ drafts, placeAt: placeAt2 }, { add, beside }, around) {
  const draft = drafts[Number(/^\/installs\/(\d+)$/.exec(beside)?.[1])];
  const destination = draft?.scope.destination;
  const isElsewhere2 = draft?.form.startsWith("argocd-") && destination !== void 0 && !/^(in-cluster|https:\/\/kubernetes\.default\.svc\/?)$/.test(destination);
  const file = placeAt2(beside)?.file;
  return file === void 0 || isElsewhere2 ? void 0 : addedFile(file, add, around);
}
function one(edit) {
  return edit && [edit];
}
function setValues(cluster, { install: install2, set }, { textOf: textOf8 }) {
  const draft = cluster.drafts[install2];
  return draft && each(set, (path, value) => setValue(draft, path, value, textOf8));
}
function setFields(cluster, { resource, set }, { textOf: textOf8 }) {
  const root = cluster.resources[resource]?.root;
  if (!root) return void 0;
  return each(set, (path, value) => {
    const written4 = at(root, ...path);
    return written4 ? replaced(written4, value, textOf8) : insertion(root, path, value, textOf8);
  });
}
function each(set, edit) {
  const edits = Object.entries(set).map(([path, value]) => edit(path.split("."), value));
  return edits.every((made) => made !== void 0) ? edits : void 0;
}
function removed(cluster, { remove }, { textOf: textOf8 }, changes2 = []) {
  const [, values = ""] = /^(\/installs\/\d+\/values\/)/.exec(remove) ?? [];
  const draft = cluster.drafts[Number(values.split("/")[2])];
  if (!draft || values === "") return void 0;
  const pathOf5 = (pointer) => pointer.slice(values.length).split("/").map(unescapePointer);
  const gone = changes2.flatMap((change2) => "remove" in change2 && change2.remove.startsWith(values) ? [pathOf5(change2.remove)] : []);
  return removal(mergeValues(draft.layers.map((layer) => layer.values)), pathOf5(remove), textOf8, gone);
}
function moved(cluster, { move, to }, around) {
  const [, install2, list, index] = /^\/installs\/(\d+)\/(ignored|overridden|rejected)\/(\d+)$/.exec(move) ?? [];
  const document = cluster.document.installs[Number(install2)];
  const lost = document?.[list][Number(index)];
  if (!document || !lost) return void 0;
  const renamed2 = renamedKey(cluster.placeAt(`${move}/key`), lost.key, to, around.textOf);
  if (renamed2) return [renamed2];
  const isOperator = document.tool === "istioctl";
  if (lost.pointer === null || lost.value === null || isOperator && !to.startsWith("values.")) return void 0;
  const gone = removed(cluster, { remove: `/installs/${install2}${lost.pointer}` }, around);
  const path = isOperator ? to.slice("values.".length) : to;
  const set = setValues(cluster, { install: Number(install2), set: { [path]: lost.value } }, around);
  return gone && set && [gone, ...set];
}
function replacedText(cluster, change2, { textOf: textOf8 }) {
  const place = cluster.placeAt(change2.replace);
  const written4 = place && textOf8(place.file)?.slice(place.start, place.end);
  if (!place || written4?.replace(/^(["'])(.*)\1$/s, "$2") !== String(change2.was)) return void 0;
  return { ...place, text: replacementText(change2.with, written4) };
}
function appended(cluster, { append: append2, item }, { textOf: textOf8 }) {
  const [, resource, path] = /^\/resources\/(\d+)\/object\/(.+)$/.exec(append2) ?? [];
  const root = cluster.resources[Number(resource)]?.root;
  return path === void 0 ? void 0 : appendedItem(at(root, ...path.split("/").map(unescapePointer)), item, textOf8);
}
function joined(edits, textOf8) {
  const result = [];
  for (const edit of edits) {
    const gone = result.at(-1);
    const indent = gone && gone.text === "" && gone.file === edit.file ? textOf8(edit.file)?.slice(gone.start, edit.start) : void 0;
    const isInside3 = gone && edit.start === edit.end && edit.start > gone.start && edit.start < gone.end;
    if (isInside3 && indent !== void 0 && edit.text.endsWith(indent) && indent.trim() === "") {
      result.splice(-1, 1, { ...gone, text: indent + edit.text.slice(0, -indent.length) });
    } else result.push(edit);
  }
  return result;
}
function byPlace(one2, other) {
  if (one2.file !== other.file) return one2.file < other.file ? -1 : 1;
  return one2.start - other.start || one2.end - other.end;
}
function hasOverlap(edits) {
  return edits.some((edit, index) => {
    const next = edits[index + 1];
    return next !== void 0 && next.file === edit.file && next.start < edit.end;
  });
}

// src/fix/shared.ts
function withSharers(proposed, clusters, textOf8) {
  const files = new Set(proposed.flatMap(({ fix }) => fix.edits.map(({ file }) => file)));
  const users = clusters.length > 1 && files.size > 0 ? usersOf(clusters, files) : /* @__PURE__ */ new Map();
  const asking = /* @__PURE__ */ new Map();
  for (const { fix, rule, cluster } of proposed) {
    const key = keyOf3(rule, fix);
    asking.set(key, (asking.get(key) ?? /* @__PURE__ */ new Set()).add(cluster));
  }
  return proposed.map(({ fix, rule }) => {
    const others = asking.get(keyOf3(rule, fix));
    const sharer = fix.edits.map((edit) => sharerOf(edit, users.get(edit.file) ?? [], others, textOf8)).find((found2) => found2);
    return sharer && fix.safe ? { ...fix, safe: false, reason: `cluster ${sharer.document.name} is made from the same lines` } : fix;
  });
}
function keyOf3(rule, { edits }) {
  return JSON.stringify([rule, edits]);
}
function sharerOf(edit, uses, asking, textOf8) {
  const text2 = textOf8(edit.file);
  if (text2 === void 0 || uses.length === 0) return void 0;
  const from = text2.lastIndexOf("\n", edit.start - 1) + 1;
  const newline2 = text2.indexOf("\n", edit.end);
  const to = newline2 === -1 ? text2.length : newline2;
  let index = firstAt(uses, from);
  for (let use = uses[index]; use && use.start <= to; use = uses[++index]) if (!asking?.has(use.cluster)) return use.cluster;
  return void 0;
}
function firstAt(uses, start) {
  let low = 0;
  for (let high = uses.length; low < high; ) {
    const middle = low + high >> 1;
    if ((uses[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
function usersOf(clusters, files) {
  const uses = /* @__PURE__ */ new Map();
  for (const cluster of clusters) {
    for (const [file, starts] of placesOf(cluster, files)) {
      const known15 = uses.get(file) ?? [];
      for (const start of starts) known15.push({ start, cluster });
      uses.set(file, known15);
    }
  }
  for (const known15 of uses.values()) known15.sort((one2, other) => one2.start - other.start);
  return uses;
}
function placesOf(cluster, files) {
  const places = /* @__PURE__ */ new Map();
  const note = ({ file, start }) => {
    if (files.has(file)) places.set(file, (places.get(file) ?? /* @__PURE__ */ new Set()).add(start));
  };
  for (const cursor of [...cluster.drafts.flatMap(cursorsOf), ...cluster.resources.map(({ root }) => root)]) walk(cursor, note);
  for (const { place, home } of cluster.drafts) {
    note(place);
    if (home && "after" in home) note(home.after);
    if (home && "argument" in home) note(home.argument);
  }
  return places;
}
function cursorsOf({ layers, home }) {
  return [...layers.map(({ values }) => values), ...home && "map" in home ? [home.map] : []];
}
function walk(cursor, note) {
  if (isPlace(cursor.origin)) note(cursor.origin);
  if (cursor.kind === "list") for (const item of cursor.items) walk(item, note);
  if (cursor.kind !== "map") return;
  for (const { key, value } of cursor.entries.values()) {
    if (isPlace(key)) note(key);
    walk(value, note);
  }
}

// src/policy/suppress.ts
function suppress(findings, suppressions, context2) {
  const used = /* @__PURE__ */ new Set();
  const told = [];
  const suppressed = [];
  const valid = suppressions.filter((suppression) => !isExpired(suppression, context2));
  const near = nearby(valid);
  for (const finding of findings) {
    const own = near(finding).filter((suppression) => isCovered(finding, suppression));
    for (const suppression of own) used.add(suppression);
    const [first] = own;
    if (first) suppressed.push({ ...finding, suppression: first.reason ?? "" });
    else told.push(finding);
  }
  return { findings: told, suppressed, problems: suppressions.flatMap((suppression) => problemsOf(suppression, used, context2)) };
}
function nearby(suppressions) {
  const anywhere = suppressions.filter(({ covers }) => "paths" in covers);
  const inFiles = /* @__PURE__ */ new Map();
  for (const suppression of suppressions) {
    const { covers } = suppression;
    if ("paths" in covers) continue;
    const known15 = inFiles.get(covers.file);
    if (known15) known15.push(suppression);
    else inFiles.set(covers.file, [suppression]);
  }
  const found2 = /* @__PURE__ */ new Map();
  return ({ location: { file } }) => {
    const known15 = found2.get(file) ?? [...anywhere.filter((suppression) => reaches(suppression, file)), ...inFiles.get(file) ?? []];
    found2.set(file, known15);
    return known15;
  };
}
function reaches({ covers }, file) {
  return "paths" in covers && covers.paths.some((glob) => matchesGlob(file, glob));
}
function isCovered({ rule, location }, { rules, covers }) {
  if (!rules.includes(rule)) return false;
  return "paths" in covers || covers.first <= location.line && location.line <= covers.last;
}
function isExpired({ until }, { today }) {
  return until !== void 0 && until < today;
}
function problemsOf(suppression, used, context2) {
  const { rules, reason, until, place } = suppression;
  const names3 = rules.map((rule) => `\`${rule}\``).join(", ");
  const unknown4 = rules.find((rule) => !context2.rules.includes(rule));
  if (unknown4 !== void 0) {
    return [{ code: "suppression-unknown-rule", message: `There is no rule \`${unknown4}\`; \`istio-preflight rules\` lists them.`, place }];
  }
  if (isExpired(suppression, context2)) {
    return [
      { code: "suppression-expired", message: `The suppression of ${names3} has expired on ${until}; remove it or decide anew.`, place }
    ];
  }
  const problems = [];
  if (!used.has(suppression)) {
    problems.push({ code: "suppression-unused", message: `The suppression of ${names3} suppresses nothing; remove it.`, place });
  }
  if (reason === void 0) {
    const message = `The suppression of ${names3} gives no reason; write one after \`--\`.`;
    problems.push({ code: "suppression-without-reason", message, place });
  }
  return problems;
}

// src/source/hcl/lazy.ts
async function loadGrammar() {
  const grammar = await import("./grammar.js");
  return grammar.loadGrammar();
}

// src/source/hcl/leaves.ts
function* leavesOfBody(body, path, text2) {
  for (const { name, value } of body.attributes.values()) yield* leavesOf(value, [...path, name], text2);
  const counts = /* @__PURE__ */ new Map();
  for (const { type, labels, body: inner } of body.blocks) {
    const name = [type, ...labels].join(" ");
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const below2 = [...path, name, `[${count}]`];
    if (inner.attributes.size + inner.blocks.length === 0) yield { path: below2, value: "{}" };
    yield* leavesOfBody(inner, below2, text2);
  }
}
function* leavesOf(value, path, text2) {
  if (value.kind === "template" && value.parts.every(isPlain2)) return yield* text2(value.parts.map(contentOf).join(""), path);
  const parts = partsOf(value);
  if (parts.length === 0) yield { path, value: value.kind === "literal" ? String(value.value) : value.source };
  for (const [steps2, part] of parts) yield* leavesOf(part, [...path, ...steps2], text2);
}
function partsOf(value) {
  if (value.kind === "list") return value.items.map((item, index) => [[`[${index}]`], item]);
  if (value.kind === "object") return value.items.map(({ key, value: item }) => [[key.source.replace(/^"(.*)"$/, "$1")], item]);
  return value.kind === "call" ? value.args.map((argument, index) => [[`${value.name}()`, `[${index}]`], argument]) : [];
}
function isPlain2({ kind }) {
  return kind === "text" || kind === "value";
}
function contentOf(part) {
  if (part.kind === "text") return part.text.content;
  return part.kind === "value" ? gap + part.value.source.replace(/\W/g, "_") + gap : gap;
}

// src/source/hcl/heredoc.ts
function indentation(content, start, end, active) {
  let fewest = Number.POSITIVE_INFINITY;
  const written4 = [];
  for (const [at2, next] of lineStarts(content, start, end, active)) {
    const stop = blanksEnd(content, at2, end);
    if (content[stop] === "\n" || content.startsWith("\r\n", stop)) continue;
    const isTaken = next?.start === stop && next.trimsLeft;
    if (isTaken && stop === at2) continue;
    fewest = Math.min(fewest, isTaken ? 0 : stop - at2);
    written4.push(at2);
  }
  return fewest > 0 && Number.isFinite(fewest) ? written4.map((at2) => [at2, at2 + fewest]) : [];
}
function* withoutStretches(start, end, cuts) {
  let at2 = start;
  for (let index = firstAfter(cuts, start); index < cuts.length; index++) {
    const [from, to] = cuts[index] ?? [end, end];
    if (from >= end) break;
    if (from > at2) yield [at2, from];
    at2 = Math.max(at2, to);
  }
  if (at2 < end) yield [at2, end];
}
function firstAfter(cuts, offset) {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((cuts[middle]?.[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
function* lineStarts(content, start, end, active) {
  let index = 0;
  for (let at2 = start; at2 < end; ) {
    while ((active[index]?.end ?? Number.POSITIVE_INFINITY) <= at2) index++;
    const next = active[index];
    const before = active[index - 1];
    if (!isJoined(content, before, at2) && at2 <= (next?.start ?? Number.POSITIVE_INFINITY)) yield [at2, next];
    const newline2 = content.indexOf("\n", at2);
    if (newline2 === -1) return;
    at2 = newline2 + 1;
  }
}
function isJoined(content, before, lineStart) {
  if (!before?.trimsRight || content.indexOf("\n", before.end) !== lineStart - 1) return false;
  return content.slice(before.end, lineStart).trim() === "";
}
function blanksEnd(content, start, end) {
  let at2 = start;
  while (at2 < end && (content[at2] === " " || content[at2] === "	")) at2++;
  return at2;
}

// src/source/hcl/template.ts
function quotedParts(node, reading) {
  const inner = node.children.filter((child) => child.type !== "quoted_template_start" && child.type !== "quoted_template_end");
  const start = node.children.find((child) => child.type === "quoted_template_start")?.endIndex ?? node.startIndex;
  const end = node.children.findLast((child) => child.type === "quoted_template_end")?.startIndex ?? node.endIndex;
  return partsBetween(inner, start, end, { ...reading, isQuoted: true, cuts: [] });
}
function heredocParts(node, reading) {
  const { content } = reading.text;
  const words = node.children.filter((child) => child.type === "heredoc_identifier");
  const start = content.indexOf("\n", words[0]?.endIndex ?? node.startIndex) + 1;
  const end = Math.max(start, content.lastIndexOf("\n", (words.at(-1)?.startIndex ?? node.endIndex) - 1) + 1);
  const inner = node.children.filter((child) => isInside(child, start, end));
  const isFlush = node.children.some((child) => child.type === "heredoc_start" && child.text === "<<-");
  const cuts = isFlush ? indentation(content, start, end, activeIn(inner)) : [];
  return partsBetween(inner, start, end, { ...reading, isQuoted: false, cuts });
}
function isInside(node, start, end) {
  return node.startIndex >= start && node.endIndex <= end;
}
function isActive(node) {
  return node.type === "template_interpolation" || node.type === "template_directive";
}
function activeIn(nodes) {
  return nodes.flatMap((node) => {
    if (node.type === "template_directive") return activeIn(node.children[0]?.children ?? []);
    if (node.type !== "template_interpolation" && !isTag(node)) return [];
    return { start: node.startIndex, end: node.endIndex, trimsLeft: trimsLeft(node), trimsRight: trimsRight(node) };
  });
}
function trimsLeft(node) {
  return node.children[1]?.type === "strip_marker";
}
function trimsRight(node) {
  return node.children.at(-2)?.type === "strip_marker";
}
function isTag(node) {
  return /^template_(if|else|for)_(intro|start|end)$/.test(node.type);
}
function partsBetween(nodes, start, end, region) {
  const parts = [];
  const active = nodes.filter(isActive);
  let at2 = start;
  for (const node of active) {
    const edges = edgesOf(node);
    parts.push(...textBetween(at2, edges.left ? trimmedEnd(region.text.content, at2, node.startIndex) : node.startIndex, region));
    const part = node.type === "template_interpolation" ? interpolationOf(node, region) : directiveOf(node, region);
    if (part) parts.push(part);
    at2 = edges.right ? trimmedStart(region.text.content, node.endIndex, end) : node.endIndex;
  }
  parts.push(...textBetween(at2, end, region));
  return parts;
}
function edgesOf(node) {
  const [directive] = node.type === "template_directive" ? node.children : [];
  const first = directive?.children[0] ?? node;
  const last3 = directive?.children.at(-1) ?? node;
  return { left: trimsLeft(first), right: trimsRight(last3) };
}
function trimmedEnd(content, start, end) {
  let at2 = end;
  if (at2 > start && content[at2 - 1] === "\n") at2--;
  while (at2 > start && /[^\S\n]/.test(content[at2 - 1] ?? "")) at2--;
  return at2;
}
function trimmedStart(content, start, end) {
  let at2 = start;
  while (at2 < end && /[^\S\n]/.test(content[at2] ?? "")) at2++;
  return at2 < end && content[at2] === "\n" ? at2 + 1 : at2;
}
function interpolationOf(node, region) {
  const expression2 = node.children.find((child) => child.type === "expression");
  return expression2 && { kind: "value", value: region.expression(expression2), place: placeOf4(node, region) };
}
function directiveOf(node, region) {
  const [directive] = node.children;
  if (!directive) return void 0;
  const tags = directive.children.filter(isTag);
  const [intro] = tags;
  const expression2 = intro?.children.find((child) => child.type === "expression");
  if (!intro || !expression2) return void 0;
  const place = placeOf4(node, region);
  const [first = [], second = []] = tags.slice(1).map((tag, index) => betweenTags(directive, tags[index] ?? intro, tag, region));
  const value = region.expression(expression2);
  if (directive.type === "template_if") return { kind: "if", condition: value, yes: first, no: second, place };
  const names3 = intro.children.flatMap((child) => child.type === "identifier" ? child.text : []);
  return { kind: "for", names: names3, collection: value, parts: first, place };
}
function betweenTags(directive, opening, closing, region) {
  const { content } = region.text;
  const start = trimsRight(opening) ? trimmedStart(content, opening.endIndex, closing.startIndex) : opening.endIndex;
  const end = trimsLeft(closing) ? trimmedEnd(content, start, closing.startIndex) : closing.startIndex;
  const inner = directive.children.filter((child) => isInside(child, opening.endIndex, closing.startIndex));
  return partsBetween(inner, start, end, region);
}
function textBetween(start, end, region) {
  if (end <= start) return [];
  const segments = [];
  let content = "";
  for (const [from, to] of withoutStretches(start, end, region.cuts)) content = decode(content, from, to, region, segments);
  return content === "" ? [] : [{ kind: "text", text: innerText(region.text, content, segments) }];
}
function decode(before, start, end, { text: text2, isQuoted }, segments) {
  const escapes = isQuoted ? /\\(?:[nrt"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|\$\$\{|%%\{/g : /\$\$\{|%%\{/g;
  const stretch = text2.content.slice(start, end);
  const pieces = [before];
  let length = before.length;
  const add = (piece, from) => {
    if (piece === "") return;
    segments.push([length, start + from]);
    pieces.push(piece);
    length += piece.length;
  };
  let copied = 0;
  for (const match of stretch.matchAll(escapes)) {
    add(stretch.slice(copied, match.index), copied);
    add(unescaped(match[0]), match.index);
    copied = match.index + match[0].length;
  }
  add(stretch.slice(copied), copied);
  return pieces.join("");
}
var simple = /* @__PURE__ */ new Map([
  ["\\n", "\n"],
  ["\\r", "\r"],
  ["\\t", "	"],
  ['\\"', '"'],
  ["\\\\", "\\"],
  ["$${", "${"],
  ["%%{", "%{"]
]);
function unescaped(written4) {
  const known15 = simple.get(written4);
  if (known15 !== void 0) return known15;
  const code = Number.parseInt(written4.slice(2), 16);
  return code <= 1114111 ? String.fromCodePoint(code) : "\uFFFD";
}
function placeOf4(node, { text: text2 }) {
  return placeIn(text2, node.startIndex, node.endIndex);
}

// src/source/hcl/expression.ts
var depthLimit7 = 100;
function expressionOf(node, text2, depth = 0) {
  if (depth > depthLimit7) return spanned([node], text2, { kind: "unread", reason: "it is nested too deeply" });
  if (node.hasError) return spanned([node], text2, { kind: "unread", reason: "it cannot be read" });
  const [only] = childrenOf(node);
  if (only?.type === "conditional") return conditionalOf(only, text2, depth + 1);
  return termOf(childrenOf(node), text2, depth + 1);
}
function childrenOf(node) {
  return node.children.filter((child) => child.type !== "comment");
}
function spanned(nodes, text2, shape) {
  const start = nodes[0]?.startIndex ?? 0;
  const end = nodes.at(-1)?.endIndex ?? start;
  return { ...shape, place: placeIn(text2, start, end), source: text2.content.slice(start, Math.min(end, start + 200)) };
}
function conditionalOf(node, text2, depth) {
  const [condition, yes, no] = childrenOf(node).filter((child) => child.type === "expression").map((child) => expressionOf(child, text2, depth));
  if (!condition || !yes || !no) return unreadable3([node], text2);
  return spanned([node], text2, { kind: "conditional", condition, yes, no });
}
function termOf(nodes, text2, depth) {
  const isGroup = nodes[0]?.type === "(";
  const first = isGroup ? nodes[1] : nodes[0];
  if (!first || nodes.length > depthLimit7) return unreadable3(nodes, text2);
  let term = isGroup ? expressionOf(first, text2, depth) : primaryOf(first, text2, depth);
  for (let index = isGroup ? 3 : 1; index < nodes.length; index++) {
    const step = stepOf(nodes[index], text2, depth);
    const span = nodes.slice(0, index + 1);
    term = step === void 0 ? unreadable3(span, text2) : spanned(span, text2, withStep(term, step));
  }
  return term;
}
function withStep(of, step) {
  if (Array.isArray(step)) return { kind: "splat", of, path: step };
  return typeof step === "string" ? { kind: "attribute", of, name: step } : { kind: "index", of, key: step };
}
function stepOf(node, text2, depth) {
  if (node.type === "get_attr") return childrenOf(node).find((child) => child.type === "identifier")?.text;
  if (node.type === "index") return indexOf(node, text2, depth);
  if (node.type !== "splat") return void 0;
  const path = [];
  for (const child of childrenOf(childrenOf(node)[0] ?? node)) {
    const step = child.isNamed ? stepOf(child, text2, depth) : [];
    if (step === void 0) return void 0;
    if (!Array.isArray(step)) path.push(step);
  }
  return path;
}
function indexOf(node, text2, depth) {
  const [inner] = childrenOf(node);
  if (inner?.type === "legacy_index") return spanned([inner], text2, { kind: "literal", value: Number(inner.text.replace(/^\.\s*/, "")) });
  const key = inner && childrenOf(inner).find((child) => child.type === "expression");
  return key && expressionOf(key, text2, depth + 1);
}
function primaryOf(node, text2, depth) {
  const [child] = childrenOf(node);
  if (!child) return unreadable3([node], text2);
  switch (node.type) {
    case "literal_value":
      return literalOf(child, text2, depth);
    case "template_expr":
      return spanned([child], text2, { kind: "template", parts: partsOf2(child, text2, depth) });
    case "collection_value":
      return child.type === "tuple" ? tupleOf(child, text2, depth) : objectOf(child, text2, depth);
    case "variable_expr":
      return spanned([node], text2, { kind: "name", name: node.text });
    case "function_call":
      return callOf(node, text2, depth);
    case "for_expr":
      return forOf(child, text2, depth);
    case "operation":
      return operationOf(child, text2, depth);
    default:
      return unreadable3([node], text2);
  }
}
function partsOf2(node, text2, depth) {
  const read3 = { text: text2, expression: (inner) => expressionOf(inner, text2, depth + 1) };
  return node.type === "heredoc_template" ? heredocParts(node, read3) : quotedParts(node, read3);
}
function literalOf(node, text2, depth) {
  if (node.type === "string_lit") return spanned([node], text2, { kind: "template", parts: partsOf2(node, text2, depth) });
  if (node.type === "null_lit") return spanned([node], text2, { kind: "literal", value: null });
  const value = node.type === "bool_lit" ? node.text === "true" : Number(node.text);
  return Number.isNaN(value) ? unreadable3([node], text2) : spanned([node], text2, { kind: "literal", value });
}
function tupleOf(node, text2, depth) {
  const items = childrenOf(node).filter((child) => child.type === "expression");
  return spanned([node], text2, { kind: "list", items: items.map((item) => expressionOf(item, text2, depth)) });
}
function objectOf(node, text2, depth) {
  const items = [];
  for (const child of childrenOf(node)) {
    const key = child.type === "object_elem" ? child.childForFieldName("key") : null;
    const value = key && child.childForFieldName("val");
    if (key && value) items.push({ key: keyOf4(key, text2, depth), value: expressionOf(value, text2, depth) });
  }
  return spanned([node], text2, { kind: "object", items });
}
function keyOf4(node, text2, depth) {
  const [name, ...more] = childrenOf(node);
  if (name?.type === "variable_expr" && more.length === 0) return spanned([node], text2, { kind: "literal", value: name.text });
  return expressionOf(node, text2, depth);
}
function callOf(node, text2, depth) {
  const [name, ...rest] = childrenOf(node);
  const list = rest.find((child) => child.type === "function_arguments");
  const parts = list ? childrenOf(list) : [];
  const args = parts.filter((child) => child.type === "expression").map((child) => expressionOf(child, text2, depth));
  const expandsLast = parts.some((child) => child.type === "ellipsis");
  return spanned([node], text2, { kind: "call", name: name?.text ?? "", args, expandsLast });
}
function forOf(node, text2, depth) {
  const parts = childrenOf(node);
  const intro = parts.find((child) => child.type === "for_intro");
  const [first, second] = parts.filter((child) => child.type === "expression").map((child) => expressionOf(child, text2, depth));
  const collection = intro && childrenOf(intro).find((child) => child.type === "expression");
  const value = second ?? first;
  if (!collection || !first || !value) return unreadable3([node], text2);
  const condition = parts.find((child) => child.type === "for_cond")?.children.find((child) => child.type === "expression");
  const shape = {
    kind: "for",
    names: childrenOf(intro).flatMap((child) => child.type === "identifier" ? child.text : []),
    collection: expressionOf(collection, text2, depth),
    key: second ? first : void 0,
    value,
    condition: condition && expressionOf(condition, text2, depth),
    groups: parts.some((child) => child.type === "ellipsis")
  };
  return spanned([node], text2, shape);
}
function operationOf(node, text2, depth) {
  const parts = childrenOf(node);
  const at2 = node.type === "unary_operation" ? 0 : operatorIndex(parts);
  const operator2 = parts[at2];
  if (!operator2) return unreadable3([node], text2);
  const sides = [parts.slice(0, at2), parts.slice(at2 + 1)].filter((side) => side.length > 0);
  return spanned([node], text2, {
    kind: "operation",
    operator: operator2.text,
    operands: sides.map((side) => depth > depthLimit7 ? unreadable3(side, text2) : termOf(side, text2, depth + 1))
  });
}
function operatorIndex(parts) {
  return parts.findIndex((part) => !part.isNamed && part.type !== "(" && part.type !== ")");
}
function unreadable3(nodes, text2) {
  return spanned(nodes, text2, { kind: "unread", reason: "it cannot be read" });
}

// src/source/hcl.ts
var sizeLimit4 = 256 * 1024;
var depthLimit8 = 40;
function readHcl(text2, parse3, wanted = () => true) {
  if (text2.content.length > sizeLimit4) return unreadFile(text2, "it is larger than 256 KiB");
  const whole = parse3(text2.content, (root) => root.hasError ? void 0 : bodyOf(root, { text: text2, wanted, problems: [] }, 0));
  if (whole) return { body: whole, problems: [] };
  return readApart(text2, parse3, wanted);
}
function readTemplate(text2, parse3) {
  if (text2.content.length > sizeLimit4) return void 0;
  const word = wordOutside(text2.content);
  const head = `t = <<${word}
`;
  const isOpen3 = !text2.content.endsWith("\n");
  const content = `${head}${text2.content}${isOpen3 ? "\n" : ""}${word}
`;
  const inside = innerText(text2, content, [[0, -head.length]]);
  const parts = parse3(content, (root) => {
    const heredoc = root.hasError ? void 0 : root.descendantsOfType("heredoc_template")[0];
    return heredoc && heredocParts(heredoc, { text: inside, expression: (node) => expressionOf(node, inside) });
  });
  return isOpen3 && parts ? withoutLastBreak(parts) : parts;
}
function wordOutside(content) {
  let word = "EOT";
  while (content.includes(word)) word += "_";
  return word;
}
function withoutLastBreak(parts) {
  const last3 = parts.at(-1);
  if (last3?.kind !== "text" || !last3.text.content.endsWith("\n")) return parts;
  return [...parts.slice(0, -1), { kind: "text", text: { ...last3.text, content: last3.text.content.slice(0, -1) } }];
}
function readApart(text2, parse3, wanted) {
  const starts = [...text2.content.matchAll(/^(?:resource|data|module|variable|locals|provider|output|terraform)\b[^\n=]*\{/gm)].map(
    ({ index }) => index
  );
  const problems = [];
  const bodies = [];
  for (const [index, start] of [0, ...starts].entries()) {
    const own = [];
    const end = starts[index] ?? text2.content.length;
    const part = innerText(text2, text2.content.slice(start, end), [[0, start]]);
    const body = part.content.trim() === "" ? void 0 : parse3(part.content, (root) => bodyOf(root, { text: part, wanted, problems: own }, 0));
    if (body) bodies.push(body);
    else if (part.content.trim() !== "") own.push(syntaxProblem(part, 0, "it takes too long"));
    problems.push(...own.sort((one2, other) => (one2.place?.start ?? 0) - (other.place?.start ?? 0)).slice(0, 1));
  }
  const attributes = new Map(bodies.flatMap((body) => [...body.attributes]));
  return { body: { attributes, blocks: bodies.flatMap(({ blocks }) => blocks) }, problems };
}
function bodyOf(node, reading, depth) {
  const attributes = /* @__PURE__ */ new Map();
  const blocks = [];
  let broken;
  const isBroken = (place) => {
    broken ??= place;
  };
  for (const child of partsOf3(node)) {
    if (child.type === "attribute") addAttribute(child, reading, attributes);
    else if (child.type === "block") addBlock(child, reading, depth, blocks, isBroken);
    else if (child.isError || child.isMissing) {
      isBroken(placeIn(reading.text, child.startIndex, child.endIndex));
      reading.problems.push(syntaxProblem(reading.text, child.startIndex));
    }
  }
  return { attributes, blocks, ...broken && { broken } };
}
function partsOf3(node) {
  return childrenOf(node).flatMap((child) => child.type === "body" ? childrenOf(child) : child);
}
function addBlock(node, reading, depth, blocks, isBroken) {
  const block = blockOf(node, reading, depth);
  if (block) blocks.push(block);
  if (depth > 0) isBroken(block?.body.broken);
}
function addAttribute(node, { text: text2, problems }, attributes) {
  const [key] = childrenOf(node);
  const value = childrenOf(node).find((child) => child.type === "expression");
  if (!key || !value || attributes.has(key.text)) return;
  const error = value.hasError ? firstError(value) : void 0;
  if (error) problems.push(syntaxProblem(text2, error.startIndex));
  attributes.set(key.text, { name: key.text, key: placeIn(text2, key.startIndex, key.endIndex), value: expressionOf(value, text2) });
}
function firstError(node) {
  let current = node;
  for (let child = current; child; child = current.children.find((inner) => inner.hasError)) {
    current = child;
    if (current.isError || current.isMissing) break;
  }
  return current;
}
function blockOf(node, reading, depth) {
  const children = childrenOf(node);
  const [name] = children;
  const start = children.find((child) => child.type === "block_start");
  if (!name || !start || depth > depthLimit8) return void 0;
  const labels = children.slice(1, children.indexOf(start)).map((label) => label.text.replace(/^"|"$/g, ""));
  if (depth === 0 && !reading.wanted(name.text, labels, reading.text.content.slice(node.startIndex, node.endIndex))) return void 0;
  const place = placeIn(reading.text, node.startIndex, start.startIndex);
  const body = bodyOf(node, reading, depth + 1);
  const isOpen3 = children.at(-1)?.type !== "block_end" || children.at(-1)?.startIndex === children.at(-1)?.endIndex;
  if (isOpen3 && reading.problems.length === 0) reading.problems.push(syntaxProblem(reading.text, node.startIndex, "this block has no end"));
  return { type: name.text, labels, place, body: isOpen3 ? { ...body, broken: body.broken ?? place } : body };
}
function syntaxProblem(text2, offset, reason = "something is missing or too much here") {
  const message = `This Terraform cannot be read: ${reason}. Check it with \`terraform validate\`.`;
  return { code: "terraform-syntax", message, place: placeIn(text2, offset, offset + 1) };
}
function unreadFile(text2, reason) {
  return { body: { attributes: /* @__PURE__ */ new Map(), blocks: [] }, problems: [syntaxProblem(text2, 0, reason)] };
}

// src/source/reader.ts
import { extname, posix as posix27 } from "node:path";

// src/source/handed-documents.ts
function handedSources(source2, report) {
  if (!mayHand(source2)) return [];
  return source2.scripts().flatMap((script) => {
    const texts = handedTexts(script);
    return texts.length > 0 ? [handedSource(source2, script, texts, report)] : [];
  });
}
function mayHand({ path, text: text2 }) {
  const isScript = !/\.ya?ml$/i.test(path) || text2.includes("<<");
  return isScript && text2.includes("apiVersion:") && /\b(kubectl|oc)\b/.test(text2);
}
function handedSource(source2, script, texts, report) {
  const readers = texts.map(({ text: text2, namespace }) => ({ read: documentsOf(text2, report), namespace }));
  const known15 = /* @__PURE__ */ new Map();
  const placed3 = (document, namespace) => {
    const found2 = known15.get(document) ?? { ...document, namespace: document.namespace ?? namespace };
    known15.set(document, found2);
    return found2;
  };
  const documents = (marker3) => readers.flatMap(({ read: read3, namespace }) => read3(marker3).map((document) => placed3(document, namespace)));
  const { path, words, isAside: isAside2 } = source2;
  return { path, words, isAside: isAside2, text: source2.text, documents, scripts: () => [], handedBy: script };
}
var kubectlFlags = valueFlags(
  ...["f filename", "n namespace", "context", "kubeconfig", "cluster", "s server", "l selector", "o output", "field-manager", "user"],
  ...["token", "dry-run", "timeout", "prune-allowlist", "validate", "as", "k kustomize"]
);
function handedTexts({ commands }) {
  const texts = /* @__PURE__ */ new Map();
  for (const command2 of [...commandsOf(commands, "kubectl"), ...commandsOf(commands, "oc")]) {
    for (const handed of handedBy(command2)) texts.set(handed.text.segments[0]?.[1], handed);
  }
  return [...texts.values()];
}
function handedBy(command2) {
  const { positionals, flags } = readArguments(command2.args, kubectlFlags);
  const verb = positionals[0] && textOfWord(positionals[0]);
  const isDry = flags.some(({ name, value }) => name === "dry-run" && (!value || textOfWord(value) !== "none"));
  if (isDry || !/^(apply|create|replace)$/.test(verb ?? "")) return [];
  const given = flags.findLast(({ name }) => name === "namespace")?.value;
  const namespace = given?.kind === "scalar" ? given.value : void 0;
  const names3 = flags.flatMap(({ name, value }) => name === "filename" && value ? textOfWord(value) : []);
  return names3.flatMap((name) => {
    const text2 = name === "-" || name === "/dev/stdin" ? command2.input : command2.written.get(name);
    return text2 ? [{ text: text2, namespace }] : [];
  });
}

// src/source/hosted-scripts.ts
import { posix as posix25 } from "node:path";

// node_modules/unbash/dist/traversal.js
function forEachChild(node, callback) {
  switch (node.type) {
    case "Script":
    case "CompoundList":
    case "AndOr":
      for (const command2 of node.commands)
        callback(command2);
      return;
    case "Statement":
      callback(node.command);
      return;
    case "Command":
      for (const child of node.prefix)
        callback(child);
      if (node.name)
        callback(node.name);
      for (const child of node.suffix)
        callback(child);
      return;
    case "Pipeline":
      for (const prefix of node.prefixes)
        callback(prefix);
      for (const command2 of node.commands)
        callback(command2);
      return;
    case "Redirected":
      callback(node.command);
      for (const redirect of node.redirects)
        callback(redirect);
      return;
    case "If":
      callback(node.clause);
      callback(node.then);
      for (const branch of node.elif)
        callback(branch);
      if (node.else)
        callback(node.else);
      return;
    case "Elif":
      callback(node.clause);
      callback(node.then);
      return;
    case "For":
    case "Select":
      callback(node.name);
      if (node.wordlist)
        for (const word of node.wordlist)
          callback(word);
      callback(node.body);
      return;
    case "While":
      callback(node.clause);
      callback(node.body);
      return;
    case "Function":
    case "Coproc":
      if (node.name)
        callback(node.name);
      callback(node.body);
      return;
    case "Subshell":
    case "BraceGroup":
      callback(node.body);
      return;
    case "Case":
      callback(node.word);
      for (const item of node.items)
        callback(item);
      return;
    case "CaseItem":
      for (const pattern of node.pattern)
        callback(pattern);
      callback(node.body);
      return;
    case "ArithmeticFor": {
      const initialize = node.initialize;
      if (initialize)
        callback(initialize);
      const test = node.test;
      if (test)
        callback(test);
      const update = node.update;
      if (update)
        callback(update);
      callback(node.body);
      return;
    }
    case "Word":
    case "Glob":
    case "ArithmeticWord":
    case "HereDocBody":
    case "BraceExpansion":
    case "ExtendedGlob": {
      const parts = node.parts;
      if (parts)
        for (const part of parts)
          callback(part);
      return;
    }
    case "DoubleQuoted":
    case "LocaleString":
      for (const part of node.parts)
        callback(part);
      return;
    case "ParameterExpansion":
      if (node.index)
        callback(node.index);
      if (node.operation)
        callback(node.operation);
      return;
    case "Default":
    case "Remove":
    case "Transform":
      callback(node.operand);
      return;
    case "CaseModification":
      if (node.operand)
        callback(node.operand);
      return;
    case "Replace":
      callback(node.pattern);
      callback(node.replacement);
      return;
    case "Slice":
      callback(node.offset);
      if (node.length)
        callback(node.length);
      return;
    case "Assignment": {
      const index = node.index;
      if (index)
        callback(index);
      callback(node.value);
      return;
    }
    case "ArrayValue":
      for (const element of node.elements)
        callback(element);
      return;
    case "Redirect":
    case "HereString":
      if (node.descriptor)
        callback(node.descriptor);
      if (node.target)
        callback(node.target);
      return;
    case "HereDoc":
      if (node.descriptor)
        callback(node.descriptor);
      if (node.delimiter)
        callback(node.delimiter);
      callback(node.body);
      return;
    case "CommandExpansion":
    case "ProcessSubstitution":
    case "ArithmeticCommandExpansion": {
      const script = node.script;
      if (script)
        callback(script);
      return;
    }
    case "ArithmeticExpansion":
    case "ArithmeticCommand":
    case "ArithmeticGroup":
    case "TestCommand":
    case "TestGroup": {
      const expression2 = node.expression;
      if (expression2)
        callback(expression2);
      return;
    }
    case "ArithmeticBinary":
    case "TestBinary":
      callback(node.left);
      callback(node.right);
      return;
    case "ArithmeticUnary":
    case "TestUnary":
      callback(node.operand);
      return;
    case "ArithmeticTernary":
      callback(node.test);
      callback(node.consequent);
      callback(node.alternate);
      return;
    case "TestLogical":
      for (const operand2 of node.operands)
        callback(operand2);
      return;
    case "TestNot":
      for (const negation of node.negations)
        callback(negation);
      callback(node.operand);
      return;
    case "Literal":
    case "SingleQuoted":
    case "AnsiCQuoted":
    case "SimpleExpansion":
    case "Names":
    case "Unknown":
    case "FileDescriptor":
    case "FileDescriptorVariable":
    case "HereDocDelimiter":
    case "Time":
    case "Negation":
      return;
    default: {
      const exhaustive = node;
      throw new TypeError(`Unexpected syntax node: ${exhaustive}`);
    }
  }
}

// node_modules/unbash/dist/ansi-c.js
function isOctal(code) {
  return code >= 48 && code <= 55;
}
function isHex(code) {
  return code >= 48 && code <= 57 || code >= 65 && code <= 70 || code >= 97 && code <= 102;
}
function codePoint(value, fallback) {
  try {
    return String.fromCodePoint(value);
  } catch {
    return fallback;
  }
}
var utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
function decodeBytes(bytes) {
  return utf8.decode(new Uint8Array(bytes));
}
function readByteEscape(source2, pos, limit2) {
  if (source2.charCodeAt(pos) !== 92 || pos + 2 > limit2)
    return void 0;
  const escaped = source2.charCodeAt(pos + 1);
  const digitsStart = pos + 2;
  let end = digitsStart;
  if (escaped === 120) {
    while (end < limit2 && end - digitsStart < 2 && isHex(source2.charCodeAt(end)))
      end++;
    if (end === digitsStart)
      return void 0;
    return { value: Number.parseInt(source2.slice(digitsStart, end), 16), end };
  }
  if (!isOctal(escaped))
    return void 0;
  while (end < limit2 && end - digitsStart < 2 && isOctal(source2.charCodeAt(end)))
    end++;
  return { value: Number.parseInt(source2.slice(pos + 1, end), 8) & 255, end };
}
function decodeAnsiCQuoted(source2, start, limit2) {
  let pos = start;
  let value = "";
  let bytes = [];
  let nul = -1;
  while (pos < limit2 && source2.charCodeAt(pos) !== 39) {
    const escapeStart = pos;
    const byte = readByteEscape(source2, pos, limit2);
    if (byte && byte.value >= 128) {
      bytes.push(byte.value);
      pos = byte.end;
      continue;
    }
    if (bytes.length > 0) {
      value += decodeBytes(bytes);
      bytes = [];
    }
    if (byte) {
      if (byte.value === 0 && nul === -1)
        nul = value.length;
      value += String.fromCharCode(byte.value);
      pos = byte.end;
      continue;
    }
    if (source2.charCodeAt(pos) !== 92 || pos + 1 >= limit2) {
      const runStart = pos;
      while (pos < limit2) {
        const code = source2.charCodeAt(pos);
        if (code === 39 || code === 92 && pos + 1 < limit2)
          break;
        pos++;
      }
      value += source2.slice(runStart, pos);
      continue;
    }
    pos++;
    const escaped = source2[pos++];
    switch (escaped) {
      case "a":
        value += "\x07";
        break;
      case "b":
        value += "\b";
        break;
      case "e":
      case "E":
        value += "\x1B";
        break;
      case "f":
        value += "\f";
        break;
      case "n":
        value += "\n";
        break;
      case "r":
        value += "\r";
        break;
      case "t":
        value += "	";
        break;
      case "v":
        value += "\v";
        break;
      case "\\":
        value += "\\";
        break;
      case "'":
        value += "'";
        break;
      case '"':
        value += '"';
        break;
      case "?":
        value += "?";
        break;
      case "\n":
        break;
      case "c": {
        const code = pos < limit2 ? source2.charCodeAt(pos) : 39;
        if (code === 39) {
          value += source2.slice(escapeStart, pos);
          break;
        }
        pos++;
        if (code === 92) {
          const pair = pos < limit2 && source2.charCodeAt(pos) === 92;
          if (pair)
            pos++;
          value += "";
          if (!pair && pos < limit2) {
            value += source2[pos];
            pos++;
          }
          break;
        }
        const control = code === 63 ? 127 : code & 31;
        if (control === 0 && code < 128 && nul === -1)
          nul = value.length;
        value += String.fromCharCode(control);
        break;
      }
      case "u":
      case "U": {
        const digitsStart = pos;
        const maxDigits = escaped === "u" ? 4 : 8;
        while (pos < limit2 && pos - digitsStart < maxDigits && isHex(source2.charCodeAt(pos)))
          pos++;
        if (pos === digitsStart) {
          value += `\\${escaped}`;
          break;
        }
        const raw = source2.slice(escapeStart, pos);
        const point = Number.parseInt(source2.slice(digitsStart, pos), 16);
        if (point === 0 && nul === -1)
          nul = value.length;
        value += codePoint(point, raw);
        break;
      }
      default:
        value += `\\${escaped}`;
        break;
    }
  }
  if (bytes.length > 0)
    value += decodeBytes(bytes);
  if (nul !== -1)
    value = value.slice(0, nul);
  const closed = pos < limit2;
  if (closed)
    pos++;
  return { value, end: pos, closed };
}

// node_modules/unbash/dist/expansion.js
var ScriptExpansionImpl = class _ScriptExpansionImpl {
  static _resolveScript;
  type;
  pos;
  end;
  text;
  #window;
  #script = void 0;
  constructor(type, pos, end, text2, window) {
    this.type = type;
    this.pos = pos;
    this.end = end;
    this.text = text2;
    this.#window = window;
  }
  get script() {
    const window = this.#window;
    if (window !== void 0) {
      const script = _ScriptExpansionImpl._resolveScript(window.source, window.start, window.end, window.depth, window.parenBoundary, window.context);
      if (window.context === void 0)
        script.source = window.source;
      this.script = script;
    }
    return this.#script;
  }
  set script(script) {
    this.#script = script;
    this.#window = void 0;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, text: this.text, script: this.script };
  }
};
var ProcessSubstitutionImpl = class extends ScriptExpansionImpl {
  operator;
  constructor(pos, end, text2, operator2, window) {
    super("ProcessSubstitution", pos, end, text2, window);
    this.operator = operator2;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      text: this.text,
      operator: this.operator,
      script: this.script
    };
  }
};
var ArithmeticExpansionImpl = class _ArithmeticExpansionImpl {
  static _resolveExpression;
  type = "ArithmeticExpansion";
  pos;
  end;
  text;
  #window;
  #expression = void 0;
  constructor(pos, end, text2, window) {
    this.pos = pos;
    this.end = end;
    this.text = text2;
    this.#window = window;
  }
  get expression() {
    const window = this.#window;
    if (window !== void 0) {
      this.expression = _ArithmeticExpansionImpl._resolveExpression(window.body, window.offset, window.source, window.depth, window.context, window.depth + 1);
    }
    return this.#expression;
  }
  set expression(expression2) {
    this.#expression = expression2;
    this.#window = void 0;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, text: this.text, expression: this.expression };
  }
};

// node_modules/unbash/dist/limits.js
var MAX_SYNTAX_NESTING = 256;

// node_modules/unbash/dist/word-value.js
function dequoteValue(parts) {
  let s = "";
  for (const c of parts)
    s += c.type === "Literal" ? c.value : c.text;
  return s;
}
function unescapeBareValue(text2) {
  const first = text2.indexOf("\\");
  if (first === -1)
    return text2;
  let s = "";
  let start = 0;
  for (let i = first; i < text2.length; i++) {
    if (text2.charCodeAt(i) !== 92)
      continue;
    s += text2.slice(start, i);
    i++;
    if (i >= text2.length) {
      s += "\\";
      start = i;
      break;
    }
    if (text2.charCodeAt(i) !== 10)
      s += text2[i];
    start = i + 1;
  }
  return s + text2.slice(start);
}
function continuedExpansionValue(text2) {
  let pos = 1;
  while (text2[pos] === "\\" && text2[pos + 1] === "\n")
    pos += 2;
  return pos === 1 || text2[pos] !== "(" ? text2 : text2[0] + text2.slice(pos);
}
function wordPartsValue(parts) {
  let value = "";
  for (const part of parts) {
    switch (part.type) {
      case "Literal":
      case "Glob":
      case "SingleQuoted":
      case "AnsiCQuoted":
        value += part.value;
        break;
      case "DoubleQuoted":
      case "LocaleString":
        value += dequoteValue(part.parts);
        break;
      case "CommandExpansion":
        value += part.text[0] === "$" ? continuedExpansionValue(part.text) : part.text;
        break;
      case "ExtendedGlob":
        value += continuedExpansionValue(part.text);
        break;
      default:
        value += part.text;
        break;
    }
  }
  return value;
}

// node_modules/unbash/dist/word.js
var WordImpl = class {
  type = "Word";
  text;
  pos;
  end;
  #source;
  #resolver;
  #depth;
  #parts;
  #value = null;
  constructor(text2, pos, end, source2, resolver, depth = 0) {
    this.text = text2;
    this.pos = pos;
    this.end = end;
    this.#source = source2;
    this.#resolver = resolver;
    this.#depth = depth;
    this.#parts = resolver === void 0 ? void 0 : null;
  }
  get value() {
    if (this.#value === null) {
      const parts = this.#source === void 0 && this.#parts === null ? void 0 : this.parts;
      this.#value = parts ? wordPartsValue(parts) : unescapeBareValue(this.text);
    }
    return this.#value;
  }
  get parts() {
    if (this.#parts === null) {
      this.#parts = this.#resolver?.(this.#source ?? "", this, this.#depth) ?? void 0;
    }
    return this.#parts;
  }
  set parts(v) {
    this.#parts = v ?? void 0;
  }
  toJSON() {
    return { type: this.type, text: this.text, pos: this.pos, end: this.end, parts: this.parts, value: this.value };
  }
};

// node_modules/unbash/dist/substitution-context.js
function createSubstitutionContext(parent) {
  const boundaries = parent === void 0 ? void 0 : substitutionBoundaries(parent);
  return { boundaries, wordParts: void 0, embeddedParts: void 0, arrayParts: void 0 };
}
function substitutionBoundaries(context2) {
  return context2.boundaries ?? (context2.boundaries = /* @__PURE__ */ new Map());
}

// node_modules/unbash/dist/chars.js
var CH_TAB = 9;
var CH_NL = 10;
var CH_SPACE = 32;
var CH_BANG = 33;
var CH_DQUOTE = 34;
var CH_HASH = 35;
var CH_DOLLAR = 36;
var CH_PERCENT = 37;
var CH_AMP = 38;
var CH_SQUOTE = 39;
var CH_LPAREN = 40;
var CH_RPAREN = 41;
var CH_STAR = 42;
var CH_PLUS = 43;
var CH_COMMA = 44;
var CH_DASH = 45;
var CH_DOT = 46;
var CH_SLASH = 47;
var CH_0 = 48;
var CH_9 = 57;
var CH_COLON = 58;
var CH_SEMI = 59;
var CH_LT = 60;
var CH_EQ = 61;
var CH_GT = 62;
var CH_QUESTION = 63;
var CH_AT = 64;
var CH_A = 65;
var CH_Z = 90;
var CH_LBRACKET = 91;
var CH_BACKSLASH = 92;
var CH_RBRACKET = 93;
var CH_CARET = 94;
var CH_UNDERSCORE = 95;
var CH_BACKTICK = 96;
var CH_a = 97;
var CH_z = 122;
var CH_LBRACE = 123;
var CH_PIPE = 124;
var CH_RBRACE = 125;
var CH_TILDE = 126;
function skipLineContinuations(source2, pos, end) {
  while (pos + 1 < end && source2.charCodeAt(pos) === CH_BACKSLASH && source2.charCodeAt(pos + 1) === CH_NL)
    pos += 2;
  return pos;
}

// node_modules/unbash/dist/glob.js
function hasGlobCharacters(text2) {
  return /[*?[]/.test(text2);
}
var bracketSyntax = new Uint8Array(128);
bracketSyntax[CH_BANG] = 1;
bracketSyntax[CH_CARET] = 1;
bracketSyntax[CH_LBRACKET] = 1;
bracketSyntax[CH_RBRACKET] = 1;
bracketSyntax[CH_COLON] = 1;
bracketSyntax[CH_DOT] = 1;
bracketSyntax[CH_EQ] = 1;
bracketSyntax[CH_DASH] = 1;
bracketSyntax[CH_BACKSLASH] = 1;
function bracketEnds(source2, start, end, parts, offset) {
  let close = end - 1;
  while (close > start && source2.charCodeAt(close) !== CH_RBRACKET)
    close--;
  if (close === start)
    return null;
  const positions = [];
  const kinds2 = [];
  const members = [];
  let partIndex = 0;
  let symbols = false;
  for (let pos = start; pos < end; pos++) {
    while (parts && partIndex < parts.length && parts[partIndex].end <= pos + offset)
      partIndex++;
    const part = parts?.[partIndex];
    const tokenPos = pos;
    let kind = 0;
    if (part && part.pos <= pos + offset && part.type !== "Literal") {
      pos = part.end - offset - 1;
    } else {
      kind = source2.charCodeAt(pos);
      if (kind === CH_BACKSLASH && pos + 1 < end && source2.charCodeAt(pos + 1) === CH_NL) {
        pos++;
        continue;
      }
      if (kind >= 128 || !bracketSyntax[kind])
        kind = 0;
    }
    const last3 = kinds2.length - 1;
    if (kind === 0 && last3 >= 0 && kinds2[last3] === 0) {
      members[last3]++;
      continue;
    }
    if (last3 >= 0 && kinds2[last3] === CH_LBRACKET && (kind === CH_COLON || kind === CH_EQ || kind === CH_DOT)) {
      symbols = true;
    }
    positions.push(tokenPos);
    kinds2.push(kind);
    members.push(1);
  }
  const count = kinds2.length;
  let symbolEnd;
  if (symbols) {
    symbolEnd = new Int32Array(count).fill(-1);
    let close2 = -1;
    let colon2 = -1;
    let eq = -1;
    let dot = -1;
    for (let i = count - 1; i >= 0; i--) {
      const kind = kinds2[i + 2];
      if (kind === CH_RBRACKET)
        close2 = i + 2;
      else if (kinds2[i + 3] === CH_RBRACKET) {
        if (kind === CH_COLON)
          colon2 = i + 2;
        else if (kind === CH_EQ)
          eq = i + 2;
        else if (kind === CH_DOT)
          dot = i + 2;
      }
      if (kinds2[i] !== CH_LBRACKET)
        continue;
      const type = kinds2[i + 1];
      const found2 = type === CH_COLON ? colon2 : type === CH_EQ ? eq : type === CH_DOT ? dot : -1;
      if (found2 !== -1 && (type === CH_DOT || close2 === -1 || close2 > found2))
        symbolEnd[i] = found2 + 2;
    }
  }
  const subBracket = (open3) => symbolEnd === void 0 ? -1 : symbolEnd[open3];
  const endFrom = new Int32Array(count + 2).fill(-1);
  const resume = (next, range) => {
    if (next >= count)
      return -1;
    if (range && kinds2[next] === CH_DASH && next + 1 < count && kinds2[next + 1] !== CH_RBRACKET) {
      let last3 = next + 1;
      if (kinds2[last3] === CH_BACKSLASH) {
        if (last3 + 1 >= count)
          return -1;
        last3++;
      }
      let after = last3 + 1;
      if (kinds2[last3] === CH_LBRACKET && kinds2[last3 + 1] === CH_DOT) {
        const symbol = subBracket(last3);
        if (symbol !== -1)
          after = symbol;
      } else if (kinds2[last3] === 0 && members[last3] > 1) {
        return endFrom[last3];
      }
      if (after >= count)
        return -1;
      return kinds2[after] === CH_RBRACKET ? after + 1 : endFrom[after];
    }
    return kinds2[next] === CH_RBRACKET ? next + 1 : endFrom[next];
  };
  for (let t = count - 1; t >= 0; t--) {
    const kind = kinds2[t];
    let after = t + 1;
    let range = true;
    if (kind === CH_BACKSLASH) {
      if (t + 1 >= count)
        continue;
      after = t + 2;
    } else if (kind === CH_LBRACKET) {
      const type = kinds2[t + 1];
      if (type === CH_COLON || type === CH_EQ || type === CH_DOT) {
        const symbol = subBracket(t);
        if (symbol !== -1) {
          after = symbol;
          range = type === CH_DOT;
        }
      }
    }
    endFrom[t] = resume(after, range);
  }
  const ends = /* @__PURE__ */ new Map();
  for (let t = 0; t < count; t++) {
    if (kinds2[t] !== CH_LBRACKET)
      continue;
    let first = t + 1;
    if (kinds2[first] === CH_BANG || kinds2[first] === CH_CARET)
      first++;
    if (first >= count)
      continue;
    const close2 = kinds2[first] === CH_RBRACKET ? resume(first + 1, true) : endFrom[first];
    if (close2 !== -1)
      ends.set(positions[t], positions[close2 - 1] + 1);
  }
  return ends;
}
function appendRange(source2, start, end, parts, index, offset, result) {
  while (start < end) {
    while (parts && index < parts.length && parts[index].end <= start + offset)
      index++;
    const part = parts?.[index];
    if (part && part.pos === start + offset && part.end <= end + offset) {
      result.push(part);
      start = part.end - offset;
      index++;
      continue;
    }
    const stop = part ? Math.min(end, (part.pos > start + offset ? part.pos : part.end) - offset) : end;
    const text2 = source2.slice(start, stop);
    result.push({ type: "Literal", pos: start + offset, end: stop + offset, text: text2, value: unescapeBareValue(text2) });
    start = stop;
  }
  return index;
}
function parseGlobParts(source2, start, end, parts, offset = 0) {
  let result;
  let brackets;
  let partIndex = 0;
  let emittedIndex = 0;
  let literalStart = start;
  for (let pos = start; pos < end; pos++) {
    while (parts && partIndex < parts.length && parts[partIndex].end <= pos + offset)
      partIndex++;
    const part = parts?.[partIndex];
    if (part && part.pos <= pos + offset && part.type !== "Literal") {
      pos = part.end - offset - 1;
      continue;
    }
    const character = source2.charCodeAt(pos);
    if (character === CH_BACKSLASH) {
      pos++;
      continue;
    }
    let globEnd;
    if (character === CH_STAR || character === CH_QUESTION) {
      const limit2 = part ? Math.min(end, part.end - offset) : end;
      const next = skipLineContinuations(source2, pos + 1, limit2);
      if (next < limit2 && source2.charCodeAt(next) === CH_LPAREN)
        continue;
      globEnd = pos + 1;
      if (character === CH_STAR) {
        while (globEnd < limit2 && source2.charCodeAt(globEnd) === CH_STAR) {
          const next2 = skipLineContinuations(source2, globEnd + 1, limit2);
          if (next2 < limit2 && source2.charCodeAt(next2) === CH_LPAREN)
            break;
          globEnd++;
        }
      }
    } else if (character === CH_LBRACKET) {
      if (brackets === void 0)
        brackets = bracketEnds(source2, pos, end, parts, offset);
      const close = brackets?.get(pos);
      if (close === void 0)
        continue;
      globEnd = close;
    } else {
      continue;
    }
    if (!result)
      result = [];
    emittedIndex = appendRange(source2, literalStart, pos, parts, emittedIndex, offset, result);
    const text2 = source2.slice(pos, globEnd);
    let glob;
    if (character === CH_LBRACKET) {
      const interior = [];
      emittedIndex = appendRange(source2, pos + 1, globEnd - 1, parts, emittedIndex, offset, interior);
      glob = {
        type: "Glob",
        kind: "bracket",
        pos: pos + offset,
        end: globEnd + offset,
        text: text2,
        value: "[" + wordPartsValue(interior) + "]",
        parts: interior
      };
    } else {
      glob = {
        type: "Glob",
        kind: character === CH_STAR ? "star" : "question",
        pos: pos + offset,
        end: globEnd + offset,
        text: text2,
        value: text2,
        parts: void 0
      };
    }
    result.push(glob);
    literalStart = globEnd;
    pos = globEnd - 1;
  }
  if (!result)
    return parts ?? void 0;
  appendRange(source2, literalStart, end, parts, emittedIndex, offset, result);
  return result;
}

// node_modules/unbash/dist/lexer.js
var Token = {
  Word: 0,
  Assignment: 1,
  Semi: 2,
  Newline: 3,
  Pipe: 4,
  And: 5,
  Or: 6,
  Amp: 7,
  LParen: 8,
  RParen: 9,
  LBrace: 10,
  RBrace: 11,
  Bang: 12,
  If: 13,
  Then: 14,
  Else: 15,
  Elif: 16,
  Fi: 17,
  Do: 18,
  Done: 19,
  For: 20,
  While: 21,
  Until: 22,
  In: 23,
  Case: 24,
  Esac: 25,
  Function: 26,
  DoubleSemi: 27,
  SemiAmp: 28,
  DoubleSemiAmp: 29,
  Select: 30,
  DblLBracket: 31,
  DblRBracket: 32,
  EOF: 33,
  ArithCmd: 34,
  Coproc: 35,
  Redirect: 36
};
var TokenValue = class {
  token = Token.EOF;
  // Materialized token value, or null for word tokens whose value has not been
  // requested yet (computed from [pos, end) on demand via the owning lexer).
  _value = "";
  _owner;
  pos = 0;
  end = 0;
  fileDescriptor = void 0;
  variableName = void 0;
  descriptorEnd = 0;
  delimiterQuoted = false;
  content = void 0;
  targetPos = 0;
  targetEnd = 0;
  assignmentOperatorPos = -1;
  // True when `value` is exactly the raw source span [pos, end) — lets consumers
  // reuse the string instead of slicing the source again.
  raw = false;
  // True when a word contains no quoting, escaped characters, or expansions.
  // Backslash-newline continuations preserve keyword eligibility.
  keywordEligible = false;
  constructor(owner = null) {
    this._owner = owner;
  }
  get value() {
    return this._value ?? (this._value = this._owner === null ? "" : this._owner._tokenValue(this.pos, this.end, this.raw));
  }
  set value(v) {
    this._value = v;
  }
  reset() {
    this.token = Token.EOF;
    this._value = "";
    this.pos = 0;
    this.end = 0;
    this.fileDescriptor = void 0;
    this.variableName = void 0;
    this.descriptorEnd = 0;
    this.delimiterQuoted = false;
    this.content = void 0;
    this.targetPos = 0;
    this.targetEnd = 0;
    this.assignmentOperatorPos = -1;
    this.raw = false;
    this.keywordEligible = false;
  }
  copyFrom(other) {
    this.token = other.token;
    this._value = other._value;
    this.pos = other.pos;
    this.end = other.end;
    this.fileDescriptor = other.fileDescriptor;
    this.variableName = other.variableName;
    this.descriptorEnd = other.descriptorEnd;
    this.delimiterQuoted = other.delimiterQuoted;
    this.content = other.content;
    this.targetPos = other.targetPos;
    this.targetEnd = other.targetEnd;
    this.assignmentOperatorPos = other.assignmentOperatorPos;
    this.raw = other.raw;
    this.keywordEligible = other.keywordEligible;
  }
};
var RESERVED_WORDS = /* @__PURE__ */ new Map([
  ["if", Token.If],
  ["then", Token.Then],
  ["else", Token.Else],
  ["elif", Token.Elif],
  ["fi", Token.Fi],
  ["do", Token.Do],
  ["done", Token.Done],
  ["for", Token.For],
  ["while", Token.While],
  ["until", Token.Until],
  ["in", Token.In],
  ["case", Token.Case],
  ["esac", Token.Esac],
  ["function", Token.Function],
  ["select", Token.Select],
  ["coproc", Token.Coproc],
  ["!", Token.Bang],
  ["{", Token.LBrace],
  ["}", Token.RBrace]
]);
var charType = new Uint8Array(128);
charType[CH_PIPE] = 1;
charType[CH_AMP] = 1;
charType[CH_SEMI] = 1;
charType[CH_LPAREN] = 1;
charType[CH_RPAREN] = 1;
charType[CH_LT] = 1;
charType[CH_GT] = 1;
charType[CH_SPACE] = 1;
charType[CH_TAB] = 1;
charType[CH_NL] = 1;
charType[CH_BACKSLASH] = 2;
charType[CH_SQUOTE] = 2;
charType[CH_DQUOTE] = 2;
charType[CH_DOLLAR] = 2;
charType[CH_BACKTICK] = 2;
charType[CH_LBRACE] = 2;
function skipBlanks2(source2, pos, end) {
  while (pos < end) {
    const ch = source2.charCodeAt(pos);
    if (ch === CH_SPACE || ch === CH_TAB)
      pos++;
    else if (ch === CH_BACKSLASH && pos + 1 < end && source2.charCodeAt(pos + 1) === CH_NL)
      pos += 2;
    else
      break;
  }
  return pos;
}
var arithmeticWordDelimiter = new Uint8Array(128);
for (const ch of [
  CH_TAB,
  CH_NL,
  CH_SPACE,
  CH_BANG,
  CH_PERCENT,
  CH_AMP,
  CH_LPAREN,
  CH_RPAREN,
  CH_STAR,
  CH_PLUS,
  CH_COMMA,
  CH_DASH,
  CH_SLASH,
  CH_COLON,
  CH_LT,
  CH_EQ,
  CH_GT,
  CH_QUESTION,
  CH_CARET,
  CH_PIPE
]) {
  arithmeticWordDelimiter[ch] = 1;
}
function hasEmbeddedWordStructure(source2, start, end) {
  for (let pos = start; pos < end; pos++) {
    const ch = source2.charCodeAt(pos);
    if (ch === CH_BACKSLASH || ch === CH_SQUOTE || ch === CH_DQUOTE || ch === CH_DOLLAR || ch === CH_BACKTICK || (ch === CH_LT || ch === CH_GT) && pos + 1 < end && source2.charCodeAt(pos + 1) === CH_LPAREN) {
      return true;
    }
  }
  return false;
}
function findUnnested(s, target, pairTernaries = false, findNestedEnd) {
  let depth = 0;
  let ternaryDepth = 0;
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c === CH_BACKSLASH) {
      i++;
      continue;
    }
    if (c === CH_LBRACE) {
      depth++;
      continue;
    }
    if (c === CH_RBRACE) {
      if (depth > 0)
        depth--;
      continue;
    }
    if (c === CH_SQUOTE) {
      i++;
      while (i < s.length && s.charCodeAt(i) !== CH_SQUOTE)
        i++;
      continue;
    }
    if (c === CH_DQUOTE) {
      i++;
      while (i < s.length) {
        const quoted4 = s.charCodeAt(i);
        if (quoted4 === CH_DQUOTE)
          break;
        if (quoted4 === CH_BACKSLASH) {
          i += 2;
          continue;
        }
        const nestedEnd2 = findNestedEnd?.(i, true) ?? i;
        if (nestedEnd2 > i) {
          i = nestedEnd2;
          continue;
        }
        i++;
      }
      continue;
    }
    const nestedEnd = findNestedEnd?.(i, false) ?? i;
    if (nestedEnd > i) {
      i = nestedEnd - 1;
      continue;
    }
    if (pairTernaries && depth === 0) {
      if (c === CH_QUESTION) {
        ternaryDepth++;
        continue;
      }
      if (c === CH_COLON && ternaryDepth > 0) {
        ternaryDepth--;
        continue;
      }
    }
    if (c === target && depth === 0)
      return i;
  }
  return -1;
}
var isIdChar = new Uint8Array(128);
for (let i = CH_a; i <= CH_z; i++)
  isIdChar[i] = 3;
for (let i = CH_A; i <= CH_Z; i++)
  isIdChar[i] = 3;
for (let i = CH_0; i <= CH_9; i++)
  isIdChar[i] = 2;
isIdChar[CH_UNDERSCORE] = 3;
var extglobPrefix = new Uint8Array(128);
extglobPrefix[CH_QUESTION] = 1;
extglobPrefix[CH_AT] = 1;
extglobPrefix[CH_STAR] = 1;
extglobPrefix[CH_PLUS] = 1;
extglobPrefix[CH_BANG] = 1;
extglobPrefix[CH_EQ] = 1;
function isExtglobOpen(prefix) {
  return prefix < 128 && prefix !== CH_EQ && extglobPrefix[prefix] === 1;
}
var extglobOp = {
  [CH_QUESTION]: "?",
  [CH_AT]: "@",
  [CH_STAR]: "*",
  [CH_PLUS]: "+",
  [CH_BANG]: "!"
};
function isDQChild(p) {
  const t = p.type;
  return t === "Literal" || t === "SimpleExpansion" || t === "ParameterExpansion" || t === "CommandExpansion" || t === "ArithmeticExpansion";
}
function isAllDigitsRange(src, start, end) {
  for (let i = start; i < end; i++) {
    const c = src.charCodeAt(i);
    if (c < CH_0 || c > CH_9)
      return false;
  }
  return end > start;
}
var ASSIGNMENT_INVALID = -1;
var ASSIGNMENT_NAME_START = 0;
var ASSIGNMENT_NAME = 1;
var ASSIGNMENT_AFTER_INDEX = 2;
var ASSIGNMENT_AFTER_PLUS = 3;
var ASSIGNMENT_INDEX_BASE = 4;
function joinWordParts(head, tail) {
  const last3 = head[head.length - 1];
  const first = tail[0];
  let start = 0;
  if (last3?.type === "Literal" && first?.type === "Literal" && last3.end === first.pos) {
    head[head.length - 1] = {
      type: "Literal",
      pos: last3.pos,
      end: first.end,
      text: last3.text + first.text,
      value: last3.value + first.value
    };
    start = 1;
  }
  for (let i = start; i < tail.length; i++)
    head.push(tail[i]);
  return head;
}
function isMatchedAssignment(state) {
  return state < ASSIGNMENT_INVALID;
}
function assignmentOperatorPos(state) {
  return -state - 2;
}
function scanAssignmentPrefix(src, start, end, initialState) {
  let state = initialState;
  for (let i = start; i < end && state >= 0; i++) {
    const c = src.charCodeAt(i);
    if (state >= ASSIGNMENT_INDEX_BASE) {
      if (c === CH_LBRACKET)
        state++;
      else if (c === CH_RBRACKET && --state === ASSIGNMENT_INDEX_BASE)
        state = ASSIGNMENT_AFTER_INDEX;
    } else if (state === ASSIGNMENT_NAME_START) {
      state = c < 128 && isIdChar[c] & 1 ? ASSIGNMENT_NAME : ASSIGNMENT_INVALID;
    } else if (state === ASSIGNMENT_NAME) {
      if (c < 128 && isIdChar[c] & 2)
        continue;
      if (c === CH_LBRACKET)
        state = ASSIGNMENT_INDEX_BASE + 1;
      else if (c === CH_PLUS)
        state = ASSIGNMENT_AFTER_PLUS;
      else
        state = c === CH_EQ ? -i - 2 : ASSIGNMENT_INVALID;
    } else if (state === ASSIGNMENT_AFTER_INDEX) {
      if (c === CH_PLUS)
        state = ASSIGNMENT_AFTER_PLUS;
      else
        state = c === CH_EQ ? -i - 2 : ASSIGNMENT_INVALID;
    } else {
      state = c === CH_EQ ? -i - 2 : ASSIGNMENT_INVALID;
    }
  }
  return state;
}
function setToken(out, token2, value, pos = 0, end = 0) {
  out.token = token2;
  out._value = value;
  out.pos = pos;
  out.end = end;
  out.fileDescriptor = void 0;
  out.variableName = void 0;
  out.descriptorEnd = 0;
  out.delimiterQuoted = false;
  out.content = void 0;
  out.assignmentOperatorPos = -1;
  out.raw = false;
  out.keywordEligible = false;
}
function setSpanToken(out, token2, pos, end, raw) {
  out.token = token2;
  out._value = null;
  out.pos = pos;
  out.end = end;
  out.fileDescriptor = void 0;
  out.variableName = void 0;
  out.descriptorEnd = 0;
  out.delimiterQuoted = false;
  out.content = void 0;
  out.assignmentOperatorPos = -1;
  out.raw = raw;
  out.keywordEligible = false;
}
function matchReservedWord(src, start, len) {
  switch (src.charCodeAt(start)) {
    case CH_BANG:
      return len === 1 ? Token.Bang : void 0;
    case CH_LBRACE:
      return len === 1 ? Token.LBrace : void 0;
    case CH_RBRACE:
      return len === 1 ? Token.RBrace : void 0;
    case 105: {
      if (len !== 2)
        return void 0;
      const c = src.charCodeAt(start + 1);
      return c === 102 ? Token.If : c === 110 ? Token.In : void 0;
    }
    case 102:
      if (len === 2)
        return src.charCodeAt(start + 1) === 105 ? Token.Fi : void 0;
      if (len === 3)
        return src.startsWith("for", start) ? Token.For : void 0;
      if (len === 8)
        return src.startsWith("function", start) ? Token.Function : void 0;
      return void 0;
    case 116:
      return len === 4 && src.startsWith("then", start) ? Token.Then : void 0;
    case 101:
      if (len !== 4)
        return void 0;
      if (src.startsWith("else", start))
        return Token.Else;
      if (src.startsWith("elif", start))
        return Token.Elif;
      if (src.startsWith("esac", start))
        return Token.Esac;
      return void 0;
    case 100:
      if (len === 2)
        return src.charCodeAt(start + 1) === 111 ? Token.Do : void 0;
      if (len === 4)
        return src.startsWith("done", start) ? Token.Done : void 0;
      return void 0;
    case 99:
      if (len === 4)
        return src.startsWith("case", start) ? Token.Case : void 0;
      if (len === 6)
        return src.startsWith("coproc", start) ? Token.Coproc : void 0;
      return void 0;
    case 119:
      return len === 5 && src.startsWith("while", start) ? Token.While : void 0;
    case 117:
      return len === 5 && src.startsWith("until", start) ? Token.Until : void 0;
    case 115:
      return len === 6 && src.startsWith("select", start) ? Token.Select : void 0;
    default:
      return void 0;
  }
}
var LexContext = {
  Normal: 0,
  CommandStart: 1,
  TestMode: 2,
  // After a prefix element: assignments still recognized, reserved words not.
  CommandPrefix: 3,
  // Assignment arguments retain ordinary word boundaries inside subscripts.
  Declaration: 4,
  ArrayElement: 5,
  FunctionName: 6,
  CasePattern: 7,
  // Arguments of eval and let: ordinary words, but `name=(…)` keeps its array value as in Bash.
  EvalArgument: 8
};
function isBraceCommandOpener(after) {
  return after === CH_SPACE || after === CH_TAB || after === CH_NL || after === CH_PIPE;
}
var Lexer = class _Lexer {
  static _findSubstitutionEnd;
  src;
  srcEnd;
  parenBoundary;
  pos;
  current;
  nextState;
  hasPeek;
  pendingHereDocs;
  substitutionContext;
  _errors = null;
  _buildParts = false;
  // Build processed text while scanning. Off on the normal token path (values
  // materialize lazily); on for redirect targets, heredoc delimiters, arithmetic
  // command bodies, and bounded value re-lexes. _buildParts implies it.
  _buildValue = false;
  // Nesting depth of the window being lexed (enclosing sub-fields plus substitution
  // scripts), sharing the MAX_SYNTAX_NESTING budget across lazily created lexers.
  _nestingDepth = 0;
  // `start`/`end` bound the lexer to a window of `src` so substitution scripts can be
  // parsed in place against the original source — every position is then absolute, with
  // no slicing or re-basing. Defaults cover the whole string (the common top-level parse).
  constructor(src, start = 0, end = src.length, parenBoundary = false, context2 = createSubstitutionContext()) {
    this.src = src;
    this.srcEnd = end;
    this.parenBoundary = parenBoundary;
    this.pos = start;
    this.current = new TokenValue(this);
    this.nextState = new TokenValue(this);
    this.hasPeek = false;
    this.pendingHereDocs = null;
    this.substitutionContext = context2;
    if (start === 0 && src.charCodeAt(0) === CH_HASH && src.charCodeAt(1) === CH_BANG) {
      const nl = src.indexOf("\n");
      this.pos = nl === -1 ? this.srcEnd : nl + 1;
    }
  }
  getSource() {
    return this.src;
  }
  // Fresh window sharing source, depth and substitution context; tokens, errors, heredocs and build flags reset.
  fork(start, end, parenBoundary = false) {
    const lexer = new _Lexer(this.src, start, end, parenBoundary, this.substitutionContext);
    lexer._nestingDepth = this._nestingDepth;
    return lexer;
  }
  getSubstitutionContext() {
    return this.substitutionContext;
  }
  get errors() {
    return this._errors ?? (this._errors = []);
  }
  // A substitution's script parses lazily, one level below the window it was found in, in
  // place over `inner` at `start`, sharing this scan's substitution boundaries.
  commandExpansion(pos, text2, start, inner, parenBoundary = false) {
    const window = this.scriptWindow(this.src, start, start + inner.length, parenBoundary);
    return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text2, window);
  }
  // Escaped backticks rebuild `inner` with the escapes removed, so it is no longer a verbatim
  // substring of the source: that script parses the decoded body as its own source.
  decodedCommandExpansion(pos, text2, inner) {
    const window = this.scriptWindow(inner, 0, inner.length, false, true);
    return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text2, window);
  }
  processSubstitution(pos, text2, operator2, inner) {
    const window = this.scriptWindow(this.src, pos + 2, pos + 2 + inner.length, !this._unbalanced);
    return new ProcessSubstitutionImpl(pos, this.pos, text2, operator2, window);
  }
  // Past the nesting budget the part gets no window, so lazy materialization bottoms out.
  scriptWindow(source2, start, end, parenBoundary, decoded = false) {
    if (this._nestingDepth > MAX_SYNTAX_NESTING)
      return void 0;
    const context2 = decoded ? void 0 : this.substitutionContext;
    return { source: source2, start, end, depth: this._nestingDepth + 1, parenBoundary, context: context2 };
  }
  getPos() {
    return this.pos;
  }
  findSubstitutionEnd(start, end, depth = this._nestingDepth + 1) {
    if (_Lexer._findSubstitutionEnd === void 0)
      return -1;
    return _Lexer._findSubstitutionEnd(this.src, start, end, depth, this.substitutionContext);
  }
  /** Materialize a word token's value: raw spans slice directly, others re-lex the span. */
  _tokenValue(pos, end, raw) {
    return raw ? this.src.slice(pos, end) : this.wordValueOf(pos, end);
  }
  // Re-lex [start, end) in value mode to produce the processed word text. Bounded
  // to the span, so every expansion the original scan consumed closes within it.
  // Errors were already reported by the original scan; suppress duplicates.
  wordValueOf(start, end) {
    const savedPos = this.pos;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedBuildValue = this._buildValue;
    const savedUnbalanced = this._unbalanced;
    const errorCount = this._errors === null ? 0 : this._errors.length;
    this.pos = start;
    this.srcEnd = end;
    this._buildValue = true;
    this.readWordText();
    if (this.pos < end && this._wordAssignmentState !== void 0 && this._wordAssignmentState >= ASSIGNMENT_INDEX_BASE) {
      this.pos = start;
      this.readWordText(true);
    }
    const value = this._wordText;
    this.pos = savedPos;
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this._buildValue = savedBuildValue;
    this._unbalanced = savedUnbalanced;
    if (this._errors !== null)
      this._errors.length = errorCount;
    return value;
  }
  /** Find the closing bracket for a shell subscript, ignoring brackets inside nested shell syntax. */
  findClosingBracket(start, end = this.srcEnd) {
    const limit2 = Math.min(end, this.srcEnd);
    let window = this._bracketWindow;
    if (!window || window.limit !== limit2) {
      window = { limit: limit2, depth: this._nestingDepth, last: this.src.lastIndexOf("]", limit2 - 1) };
      this._bracketWindow = window;
    }
    if (start > window.last)
      return -1;
    if (window.depth !== this._nestingDepth) {
      window = { limit: limit2, depth: this._nestingDepth, last: window.last };
      this._bracketWindow = window;
    }
    if (window.failed?.has(start))
      return -1;
    const unmatched = [];
    const close = this.findClosingShellDelimiter(start, end, CH_RBRACKET, false, true, unmatched);
    if (close === -1) {
      const failed = window.failed ?? (window.failed = /* @__PURE__ */ new Set());
      for (const starts of unmatched)
        for (const pos of starts)
          failed.add(pos);
    }
    return close;
  }
  /** Find the closing bracket of `$[ … ]`, which unlike a subscript does not recurse into `${ }`. */
  findClosingArithmeticBracket(start, end = this.srcEnd) {
    const limit2 = Math.min(end, this.srcEnd);
    let window = this._arithmeticBracketWindow;
    if (!window || window.end !== limit2 || window.depth !== this._nestingDepth) {
      window = { end: limit2, depth: this._nestingDepth, failed: /* @__PURE__ */ new Set() };
      this._arithmeticBracketWindow = window;
    }
    if (window.failed.has(start))
      return -1;
    return this.findClosingShellDelimiter(start, end, CH_RBRACKET, false, false, void 0, window.failed);
  }
  /** Find the closing brace for a parameter expansion, ignoring braces inside nested shell syntax. */
  findClosingBrace(start, end = this.srcEnd) {
    return this.findClosingShellDelimiter(start, end, CH_RBRACE);
  }
  /** Find the closing parenthesis for a shell substitution using the command-aware scanner. */
  findClosingParenthesis(start, end = this.srcEnd) {
    const savedPos = this.pos;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedUnbalanced = this._unbalanced;
    this.pos = start;
    this.srcEnd = Math.min(end, this.srcEnd);
    this.extractBalanced();
    const close = this._unbalanced ? -1 : this.pos - 1;
    this.pos = savedPos;
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this._unbalanced = savedUnbalanced;
    return close;
  }
  /** Find the end of one arithmetic expansion using the canonical lexer scanner. */
  findArithmeticExpansionEnd(start, end = this.srcEnd) {
    const scanner = this.fork(start, end);
    scanner.pos = start + 1;
    scanner.scanArithmeticBody();
    return scanner.pos;
  }
  /** Find the end of one shell-expanded arithmetic word using the canonical lexer scanners. */
  findArithmeticWordEnd(start, end = this.srcEnd) {
    const scanner = this.fork(start, end);
    scanner.pos = start;
    return scanner.scanArithmeticWordEnd();
  }
  scanArithmeticWordEnd() {
    while (this.pos < this.srcEnd) {
      const ch = this.src.charCodeAt(this.pos);
      if (ch === CH_DOLLAR) {
        this.readDollar();
        continue;
      }
      if (ch === CH_BACKTICK) {
        this.readBacktickExpansion();
        continue;
      }
      if (ch === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
        continue;
      }
      if (ch === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
        continue;
      }
      if (ch === CH_BACKSLASH) {
        this.pos += 2;
        continue;
      }
      if (ch === CH_LBRACKET) {
        const close = this.findClosingBracket(this.pos + 1);
        if (close !== -1) {
          this.pos = close + 1;
          continue;
        }
      }
      if ((ch === CH_LT || ch === CH_GT) && this.src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        this.pos += 2;
        this.extractBalanced();
        continue;
      }
      if (ch < 128 && arithmeticWordDelimiter[ch])
        break;
      this.pos++;
    }
    return this.pos;
  }
  // Only array assignment bodies take comments and leading `[` subscripts and reject operators;
  // extglob shares this scanner, and `#` is pattern data there.
  findClosingShellDelimiter(start, end, closing, array = false, braces = true, bracketStarts, failedBrackets) {
    const savedPos = this.pos;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedUnbalanced = this._unbalanced;
    this.srcEnd = Math.min(end, this.srcEnd);
    const delimiters = [closing];
    bracketStarts?.push([]);
    const failedStarts = failedBrackets ? [start] : void 0;
    let pos = start;
    let wordStart = true;
    let invalid = -1;
    while (pos < this.srcEnd) {
      const expected = delimiters[delimiters.length - 1];
      if (bracketStarts && expected === CH_RBRACKET)
        bracketStarts[bracketStarts.length - 1].push(pos);
      const ch = this.src.charCodeAt(pos);
      if (ch === CH_BACKSLASH) {
        if (pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) !== CH_NL)
          wordStart = false;
        pos += 2;
        continue;
      }
      if (ch === CH_HASH && array && delimiters.length === 1 && wordStart) {
        while (pos < this.srcEnd && this.src.charCodeAt(pos) !== CH_NL)
          pos++;
        continue;
      }
      if (ch === CH_SQUOTE) {
        this.pos = pos + 1;
        this.skipSQ();
        pos = this.pos;
        wordStart = false;
        continue;
      }
      if (ch === CH_DQUOTE) {
        this.pos = pos + 1;
        this.skipDQ();
        pos = this.pos;
        wordStart = false;
        continue;
      }
      if (ch === CH_BACKTICK) {
        pos++;
        while (pos < this.srcEnd && this.src.charCodeAt(pos) !== CH_BACKTICK) {
          if (this.src.charCodeAt(pos) === CH_BACKSLASH)
            pos++;
          pos++;
        }
        if (pos < this.srcEnd)
          pos++;
        wordStart = false;
        continue;
      }
      if (ch === CH_DOLLAR && pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) === CH_LPAREN || (ch === CH_LT || ch === CH_GT) && pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) === CH_LPAREN) {
        this.pos = pos + 2;
        this.extractBalanced();
        pos = this.pos;
        wordStart = false;
        continue;
      }
      if (ch === CH_DOLLAR && pos + 1 < this.srcEnd) {
        const after = this.src.charCodeAt(pos + 1);
        if (after === CH_SQUOTE) {
          pos = decodeAnsiCQuoted(this.src, pos + 2, this.srcEnd).end;
          wordStart = false;
          continue;
        }
        if (after === CH_DOLLAR) {
          pos += 2;
          wordStart = false;
          continue;
        }
        if (after === CH_LBRACE && braces) {
          delimiters.push(CH_RBRACE);
          bracketStarts?.push([]);
          pos += 2;
          wordStart = false;
          continue;
        }
      }
      if (array && delimiters.length === 1) {
        if (ch === CH_LBRACKET && wordStart) {
          delimiters.push(CH_RBRACKET);
          bracketStarts?.push([]);
        } else if (invalid === -1 && (ch === CH_SEMI || ch === CH_AMP || ch === CH_PIPE || ch === CH_LT || ch === CH_GT || ch === CH_LPAREN && !isExtglobOpen(this.src.charCodeAt(pos - 1)))) {
          invalid = pos;
        }
      }
      if (expected === CH_RBRACKET && ch === CH_LBRACKET) {
        delimiters.push(CH_RBRACKET);
        bracketStarts?.push([]);
        failedStarts?.push(pos + 1);
      } else if (expected === CH_RPAREN && ch === CH_LPAREN) {
        delimiters.push(CH_RPAREN);
        bracketStarts?.push([]);
      } else if (ch === expected) {
        delimiters.pop();
        failedStarts?.pop();
        bracketStarts?.pop();
        if (delimiters.length === 0) {
          this.pos = savedPos;
          this.srcEnd = savedEnd;
          this._bracketWindow = savedBracketWindow;
          this._arithmeticBracketWindow = savedArithmeticBracketWindow;
          this._unbalanced = savedUnbalanced;
          if (invalid !== -1)
            this.errors.push({ message: `unexpected '${this.src[invalid]}' in array assignment`, pos: invalid });
          return pos;
        }
        wordStart = false;
        pos++;
        continue;
      }
      wordStart = ch < 128 && (charType[ch] & 1) !== 0;
      pos++;
    }
    if (failedStarts)
      for (const start2 of failedStarts)
        failedBrackets.add(start2);
    this.pos = savedPos;
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this._unbalanced = savedUnbalanced;
    return -1;
  }
  // End of the brace expansion opened at `start`, or -1. As in Bash's brace_gobbler, quotes,
  // escapes, parameter expansions and substitutions are opaque; an unquoted metacharacter
  // ends the word before the brace closes. The word scan reports errors in the skipped text.
  scanBraceExpansion(start, results) {
    const src = this.src;
    const len = this.srcEnd;
    const cached = results.get(start);
    if (cached !== void 0)
      return cached;
    const savedPos = this.pos;
    const savedUnbalanced = this._unbalanced;
    const errorCount = this._errors === null ? 0 : this._errors.length;
    const frames = [start, 0];
    let pos = start + 1;
    while (pos < len) {
      const ch = src.charCodeAt(pos);
      const type = ch < 128 ? charType[ch] : 0;
      if (type === 0) {
        pos++;
        if (ch === CH_RBRACE) {
          const hasSep = frames.pop();
          results.set(frames.pop(), hasSep ? pos : -1);
          if (frames.length === 0)
            break;
        } else if (ch === 44 || ch === 46 && src.charCodeAt(pos) === 46) {
          frames[frames.length - 1] = 1;
        }
        continue;
      }
      const next = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
      if (type & 1) {
        if (next === CH_LPAREN && (ch === CH_LT || ch === CH_GT)) {
          this.pos = pos + 2;
          this.extractBalanced();
          pos = this.pos;
        } else if (ch === CH_LPAREN && isExtglobOpen(src.charCodeAt(pos - 1))) {
          const close = this.findClosingShellDelimiter(pos + 1, len, CH_RPAREN);
          if (close === -1)
            break;
          pos = close + 1;
        } else {
          break;
        }
      } else if (ch === CH_BACKSLASH) {
        pos += 2;
      } else if (ch === CH_SQUOTE) {
        this.pos = pos + 1;
        this.skipSQ();
        pos = this.pos;
      } else if (ch === CH_DQUOTE) {
        this.pos = pos + 1;
        this.skipDQ();
        pos = this.pos;
      } else if (ch === CH_BACKTICK) {
        pos++;
        while (pos < len && src.charCodeAt(pos) !== CH_BACKTICK)
          pos += src.charCodeAt(pos) === CH_BACKSLASH ? 2 : 1;
        pos++;
      } else if (ch === CH_LBRACE) {
        frames.push(pos, 0);
        pos++;
      } else if (next === CH_SQUOTE) {
        pos = decodeAnsiCQuoted(src, pos + 2, len).end;
      } else if (next === CH_LBRACE) {
        const close = this.findClosingBrace(pos + 2, len);
        if (close === -1)
          break;
        pos = close + 1;
      } else if (next === CH_LPAREN) {
        this.pos = pos + 2;
        this.extractBalanced();
        pos = this.pos;
      } else {
        pos++;
      }
    }
    this.pos = savedPos;
    this._unbalanced = savedUnbalanced;
    if (this._errors !== null)
      this._errors.length = errorCount;
    for (let index = 0; index < frames.length; index += 2)
      results.set(frames[index], -1);
    return results.get(start);
  }
  skipSubshellBody() {
    this.extractBalanced(false);
    return this._unbalanced ? -1 : this.pos;
  }
  skipCompoundBody(closeToken) {
    const frames = [
      { close: closeToken, phase: closeToken === Token.Esac ? "case-pattern" : "commands" }
    ];
    let commandStart = true;
    for (; ; ) {
      const phase = frames[frames.length - 1].phase;
      let ctx = commandStart ? LexContext.CommandStart : LexContext.Normal;
      if (phase === "function-name")
        ctx = LexContext.FunctionName;
      else if (phase === "case-pattern" && commandStart)
        ctx = LexContext.CasePattern;
      const value = this.next(ctx);
      const token2 = value.token;
      if (token2 === Token.EOF)
        return -1;
      const last3 = frames.length - 1;
      const frame = frames[last3];
      if (frame.phase === "function-name") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = "function-body";
        commandStart = true;
        continue;
      } else if (frame.phase === "function-body") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = "commands";
        commandStart = true;
        if (token2 === Token.LParen && this.peek(LexContext.Normal).token === Token.RParen) {
          this.next(LexContext.Normal);
          frame.phase = "function-body";
          continue;
        }
      } else if (frame.phase === "coproc-command") {
        if (token2 === Token.Newline)
          continue;
        if (token2 === Token.Word) {
          frame.phase = "coproc-body";
          commandStart = true;
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "coproc-body") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = token2 === Token.Word && value.keywordEligible && value.value === "time" ? "time-command" : "commands";
        commandStart = true;
        if (frame.phase === "time-command")
          continue;
      } else if (frame.phase === "time-command") {
        if (token2 === Token.Word && value.keywordEligible && value.value === "-p") {
          frame.phase = "time-command-after-p";
          continue;
        }
        if (token2 === Token.Word && value.keywordEligible && value.value === "--") {
          frame.phase = "commands";
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "time-command-after-p") {
        if (token2 === Token.Word && value.keywordEligible && value.value === "--") {
          frame.phase = "commands";
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "for-header") {
        if (token2 === Token.ArithCmd || token2 === Token.Semi || token2 === Token.Newline) {
          commandStart = true;
          continue;
        }
        if (token2 === Token.Do || token2 === Token.LBrace) {
          frame.close = token2 === Token.Do ? Token.Done : Token.RBrace;
          frame.phase = "commands";
          commandStart = true;
          continue;
        }
      } else if (frame.phase === "case-word") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = "case-in";
        commandStart = false;
        continue;
      } else if (frame.phase === "case-in") {
        if (token2 === Token.Newline) {
          commandStart = true;
          continue;
        }
        frame.phase = "case-pattern";
        commandStart = true;
        continue;
      } else if (frame.phase === "case-pattern") {
        if (token2 === Token.Esac && commandStart) {
          frames.pop();
          if (frames.length === 0)
            return value.end;
          commandStart = false;
          continue;
        }
        if (token2 === Token.RParen) {
          frame.phase = "commands";
          commandStart = true;
        } else {
          commandStart = token2 === Token.Newline;
        }
        continue;
      }
      if (token2 === frame.close) {
        frames.pop();
        if (frames.length === 0)
          return value.end;
        commandStart = false;
        continue;
      }
      if (commandStart) {
        switch (token2) {
          case Token.LParen:
            frames.push({ close: Token.RParen, phase: "commands" });
            break;
          case Token.LBrace:
            frames.push({ close: Token.RBrace, phase: "commands" });
            break;
          case Token.If:
            frames.push({ close: Token.Fi, phase: "commands" });
            break;
          case Token.For:
            frames.push({ close: Token.Done, phase: "for-header" });
            break;
          case Token.While:
          case Token.Until:
          case Token.Select:
            frames.push({ close: Token.Done, phase: "commands" });
            break;
          case Token.Case:
            frames.push({ close: Token.Esac, phase: "case-word" });
            break;
          case Token.DblLBracket:
            if (!this.skipTestCommandBody())
              return -1;
            commandStart = false;
            continue;
          case Token.Assignment:
          case Token.Redirect:
          case Token.Bang:
          case Token.Then:
          case Token.Else:
          case Token.Elif:
          case Token.Do:
          case Token.In:
            break;
          case Token.Semi:
          case Token.Newline:
          case Token.Pipe:
          case Token.And:
          case Token.Or:
          case Token.Amp:
          case Token.DoubleSemi:
          case Token.SemiAmp:
          case Token.DoubleSemiAmp:
            break;
          case Token.Function:
            frame.phase = "function-name";
            break;
          case Token.Coproc:
            frame.phase = "coproc-command";
            break;
          default:
            if (token2 === Token.Word && value.keywordEligible && value.value === "time") {
              frame.phase = "time-command";
              commandStart = true;
            } else {
              commandStart = false;
            }
            continue;
        }
      }
      switch (token2) {
        case Token.Semi:
        case Token.Newline:
        case Token.Pipe:
        case Token.And:
        case Token.Or:
        case Token.Amp:
          commandStart = true;
          break;
        case Token.DoubleSemi:
        case Token.SemiAmp:
        case Token.DoubleSemiAmp:
          if (frame.close === Token.Esac)
            frame.phase = "case-pattern";
          commandStart = true;
          break;
        case Token.RParen:
          commandStart = true;
          break;
      }
    }
  }
  skipTestGroup() {
    let depth = 1;
    for (; ; ) {
      const value = this.next(LexContext.TestMode);
      if (value.token === Token.EOF)
        return -1;
      if (value.token === Token.DblRBracket) {
        this.unshift(value);
        return -1;
      }
      if (value.token === Token.LParen)
        depth++;
      else if (value.token === Token.RParen && --depth === 0)
        return value.end;
    }
  }
  skipTestCommandBody() {
    for (; ; ) {
      const token2 = this.next(LexContext.TestMode).token;
      if (token2 === Token.DblRBracket)
        return true;
      if (token2 === Token.EOF)
        return false;
    }
  }
  /** Set position and scan a word, building parts. Used by computeWordParts. */
  buildWordParts(startPos) {
    this._buildParts = true;
    this.pos = startPos;
    const ch = this.src.charCodeAt(startPos);
    if ((ch === 60 || ch === 62) && startPos + 1 < this.srcEnd && this.src.charCodeAt(startPos + 1) === 40) {
      this.pos = startPos + 2;
      const inner = this.extractBalanced();
      const text2 = this.src.slice(startPos, this.pos);
      const part = this.processSubstitution(startPos, text2, ch === 60 ? "<" : ">", inner);
      if (this.pos < this.srcEnd) {
        this.readWordText();
        if (this._wordParts) {
          this._wordParts.unshift(part);
        } else {
          this._wordParts = [part];
        }
      } else {
        this._wordParts = [part];
      }
    } else {
      this.readWordText();
      if (this.pos < this.srcEnd && this._wordAssignmentState !== void 0 && this._wordAssignmentState >= ASSIGNMENT_INDEX_BASE) {
        this.pos = startPos;
        this.readWordText(true);
      }
    }
    return this._wordParts;
  }
  /** Scan a bounded word-like span without treating shell operators or whitespace as terminators. */
  buildEmbeddedWordParts(startPos, arithmetic2 = false) {
    this._buildParts = true;
    this.pos = startPos;
    this.readInnerWordText(false, arithmetic2);
    return this._wordParts;
  }
  buildArrayElementParts(startPos) {
    const close = this.findClosingBracket(startPos + 1);
    if (close === -1)
      return this.buildWordParts(startPos);
    const src = this.src;
    this._buildParts = true;
    const head = hasEmbeddedWordStructure(src, startPos, close + 1) ? this.parseSubFieldWord(startPos, close + 1, "embedded") : void 0;
    this.pos = close + 1;
    this.readWordText(false, LexContext.ArrayElement);
    const end = this.pos;
    const operator2 = skipLineContinuations(src, close + 1, end);
    const after = src.charCodeAt(operator2);
    const keyed = after === CH_EQ || after === CH_PLUS && src.charCodeAt(operator2 + 1) === CH_EQ;
    let headParts = head?.parts;
    let tailParts = this._wordParts;
    if (keyed)
      tailParts = parseGlobParts(src, close + 1, end, tailParts) ?? tailParts;
    if (!headParts && !tailParts)
      return keyed ? null : parseGlobParts(src, startPos, end, void 0) ?? null;
    const headText = src.slice(startPos, close + 1);
    if (!headParts)
      headParts = [{ type: "Literal", pos: startPos, end: close + 1, text: headText, value: head?.value ?? headText }];
    if (!tailParts)
      tailParts = end > close + 1 ? [{ type: "Literal", pos: close + 1, end, text: src.slice(close + 1, end), value: this._wordText }] : [];
    let parts = joinWordParts(headParts, tailParts);
    if (!keyed)
      parts = parseGlobParts(src, startPos, end, parts) ?? parts;
    return parts.length > 1 || parts[0].type !== "Literal" ? parts : null;
  }
  /** Scan a heredoc body for expansions, building parts. Spaces/newlines are literal. */
  buildHereDocParts(bodyPos, bodyEnd) {
    this._buildParts = true;
    const src = this.src;
    const parts = [];
    let hasExpansion = false;
    let litBuf = "";
    let litStart = bodyPos;
    let i = bodyPos;
    const flushLit = () => {
      if (i > litStart) {
        parts.push({ type: "Literal", pos: litStart, end: i, value: litBuf, text: src.slice(litStart, i) });
        litBuf = "";
      }
    };
    while (i < bodyEnd) {
      const ch = src.charCodeAt(i);
      if (ch === 92) {
        if (i + 1 < bodyEnd) {
          const nc = src.charCodeAt(i + 1);
          if (nc === CH_NL) {
            i += 2;
            continue;
          }
          if (nc === 36 || nc === 96 || nc === 92) {
            litBuf += String.fromCharCode(nc);
            i += 2;
            continue;
          }
        }
        litBuf += "\\";
        i++;
        continue;
      }
      if (ch === 36 && src.charCodeAt(i + 1) !== CH_SQUOTE && src.charCodeAt(i + 1) !== CH_DQUOTE) {
        flushLit();
        litStart = i;
        this.pos = i;
        this.readDollar();
        if (this._resultPart) {
          hasExpansion = true;
          parts.push(this._resultPart);
          litStart = this.pos;
        } else {
          litBuf += src.slice(i, this.pos);
        }
        i = this.pos;
        continue;
      }
      if (ch === 96) {
        flushLit();
        litStart = i;
        this.pos = i;
        this.readBacktickExpansion();
        if (this._resultPart) {
          hasExpansion = true;
          parts.push(this._resultPart);
          litStart = this.pos;
        } else {
          litBuf += src.slice(i, this.pos);
        }
        i = this.pos;
        continue;
      }
      litBuf += src[i];
      i++;
    }
    flushLit();
    return hasExpansion ? parts : null;
  }
  registerHereDocTarget(target) {
    if (this.pendingHereDocs === null)
      return;
    for (const hd of this.pendingHereDocs) {
      if (!hd.target) {
        hd.target = target;
        return;
      }
    }
  }
  // Read the right-hand operand of =~ in [[ ]]. Bash ends the operand at
  // depth-zero whitespace, `)`, `;`, `&`, `<`, or `>` (but `<(`/`>(` open a
  // process substitution and `|` never delimits). An unquoted `(` opens a
  // group that consumes everything — `]]`, newlines, and metacharacters
  // included — until its matching `)`; inside a group only quotes stay opaque
  // and expansion parens count naively, matching bash. Quotes and expansions
  // at depth zero skip via the same readers normal words use, so their errors
  // and spans stay identical. The token is the raw source span; value and
  // parts resolve lazily like every other word.
  readTestRegexWord() {
    this.hasPeek = false;
    this.skipSpacesAndTabs();
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    let depth = 0;
    while (this.pos < len) {
      const ch = src.charCodeAt(this.pos);
      if (ch === CH_LPAREN) {
        depth++;
        this.pos++;
        continue;
      }
      if (ch === CH_BACKSLASH) {
        this.pos += this.pos + 1 < len ? 2 : 1;
        continue;
      }
      if (ch === CH_SQUOTE) {
        const quotePos = this.pos++;
        const ansiC = quotePos > start && src.charCodeAt(quotePos - 1) === CH_DOLLAR;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_SQUOTE) {
          if (ansiC && src.charCodeAt(this.pos) === CH_BACKSLASH && this.pos + 1 < len)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        else
          this.errors.push({
            message: ansiC ? "unterminated ANSI-C quote" : "unterminated single quote",
            pos: quotePos
          });
        continue;
      }
      if (ch === CH_DQUOTE) {
        this.pos++;
        this.readDoubleQuoted();
        continue;
      }
      if (ch === CH_BACKTICK) {
        this.readBacktickExpansion();
        continue;
      }
      if (depth > 0) {
        if (ch === CH_RPAREN)
          depth--;
        this.pos++;
        continue;
      }
      if (ch === CH_DOLLAR) {
        this.readDollar();
        continue;
      }
      if ((ch === CH_LT || ch === CH_GT) && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        const subPos = this.pos;
        this.pos += 2;
        this.extractBalanced();
        if (this._unbalanced)
          this.errors.push({ message: "unterminated process substitution", pos: subPos });
        continue;
      }
      if (ch < 128 && charType[ch] & 1 && ch !== CH_PIPE)
        break;
      this.pos++;
    }
    setToken(this.current, Token.Word, src.slice(start, this.pos), start, this.pos);
    return this.current;
  }
  // Read C-style for expressions: called after first '(' consumed by parser.
  // Expects pos at second '('. Returns [init, test, update] raw text.
  readCStyleForExprs() {
    this.hasPeek = false;
    const src = this.src;
    const len = this.srcEnd;
    while (this.pos < len && (src.charCodeAt(this.pos) === CH_SPACE || src.charCodeAt(this.pos) === CH_TAB))
      this.pos++;
    const openPos = this.pos;
    if (this.pos < len && src.charCodeAt(this.pos) === CH_LPAREN)
      this.pos++;
    const starts = [this.pos, 0, 0];
    const parts = ["", "", "", 0, 0, 0];
    let partIdx = 0;
    let depth = 1;
    let partStart = this.pos;
    let extra = false;
    const setPart = (end) => {
      const raw = src.slice(partStart, end);
      parts[partIdx] = raw.trim();
      parts[3 + partIdx] = starts[partIdx] + raw.length - raw.trimStart().length;
    };
    while (this.pos < len && depth > 0) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_LPAREN) {
        depth++;
        this.pos++;
      } else if (c === CH_RPAREN) {
        depth--;
        if (depth === 0) {
          if (!extra)
            setPart(this.pos);
          if (partIdx < 2)
            this.errors.push({ message: "expected three arithmetic expressions in for header", pos: this.pos });
          this.pos++;
          while (this.pos < len && (src.charCodeAt(this.pos) === CH_SPACE || src.charCodeAt(this.pos) === CH_TAB))
            this.pos++;
          if (this.pos < len && src.charCodeAt(this.pos) === CH_RPAREN)
            this.pos++;
          break;
        }
        this.pos++;
      } else if (c === CH_SEMI && depth === 1) {
        if (partIdx === 2) {
          if (!extra) {
            setPart(this.pos);
            this.errors.push({ message: "expected three arithmetic expressions in for header", pos: this.pos });
          }
          extra = true;
          this.pos++;
          continue;
        }
        setPart(this.pos);
        partIdx++;
        this.pos++;
        partStart = this.pos;
        starts[partIdx] = partStart;
      } else if (c === CH_DOLLAR) {
        this.readDollar();
      } else if (c === CH_BACKTICK) {
        this.readBacktickExpansion();
      } else if (c === CH_BACKSLASH) {
        this.pos += this.pos + 1 < len ? 2 : 1;
      } else if (c === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
      } else if (c === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
      } else {
        this.pos++;
      }
    }
    if (depth > 0) {
      if (!extra)
        setPart(this.pos);
      this.errors.push({ message: "unterminated arithmetic for header", pos: openPos });
    }
    return parts;
  }
  peek(ctx = LexContext.Normal) {
    if (!this.hasPeek) {
      this.readNext(this.nextState, ctx);
      this.hasPeek = true;
    }
    return this.nextState;
  }
  // Peek where the context depends on the token just consumed. peek() ignores its ctx once a
  // token is cached, so the caller's context must only be derived when a read actually happens.
  peekFollow(closers) {
    if (!this.hasPeek) {
      const ctx = closers[this.current.token] ? LexContext.CommandStart : LexContext.Normal;
      this.readNext(this.nextState, ctx);
      this.hasPeek = true;
    }
    return this.nextState;
  }
  next(ctx = LexContext.Normal) {
    if (this.hasPeek) {
      this.hasPeek = false;
      const temp = this.current;
      this.current = this.nextState;
      this.nextState = temp;
      return this.current;
    }
    this.readNext(this.current, ctx);
    return this.current;
  }
  unshift(tok) {
    this.nextState.copyFrom(tok);
    this.hasPeek = true;
  }
  readNext(out, ctx) {
    const src = this.src;
    const len = this.srcEnd;
    let pos = this.pos;
    while (true) {
      pos = skipBlanks2(src, pos, len);
      if (ctx === LexContext.TestMode) {
        while (pos < len && src.charCodeAt(pos) === CH_NL)
          pos = skipBlanks2(src, pos + 1, len);
      }
      if (pos >= len || src.charCodeAt(pos) !== CH_HASH)
        break;
      while (pos < len && src.charCodeAt(pos) !== CH_NL)
        pos++;
    }
    this.pos = pos;
    if (pos >= len) {
      this.consumePendingHereDocs();
      setToken(out, Token.EOF, "", pos, pos);
      return;
    }
    const tokenStart = pos;
    const ch = src.charCodeAt(pos);
    if (ch === CH_NL) {
      this.pos++;
      this.consumePendingHereDocs();
      setToken(out, Token.Newline, "\n", tokenStart, this.pos);
      return;
    }
    if (ctx === LexContext.TestMode && (ch === CH_LT || ch === CH_GT) && !(this.pos + 1 < this.srcEnd && src.charCodeAt(this.pos + 1) === CH_LPAREN)) {
      this.pos++;
      setToken(out, Token.Word, ch === CH_LT ? "<" : ">", tokenStart, this.pos);
      out.keywordEligible = true;
      return;
    }
    if (ch < 128 && charType[ch] & 1 && this.tryReadOperator(out, ch, ctx, tokenStart))
      return;
    if (ch === CH_LBRACKET && ctx === LexContext.ArrayElement && this.readArrayElement(out, tokenStart))
      return;
    this.readWord(out, ctx, tokenStart);
  }
  tryReadOperator(out, ch, ctx, tokenStart) {
    const src = this.src;
    const pos = this.pos;
    const next = pos + 1 < this.srcEnd ? src.charCodeAt(pos + 1) : 0;
    switch (ch) {
      case CH_SEMI:
        if (next === CH_SEMI) {
          if (pos + 2 < this.srcEnd && src.charCodeAt(pos + 2) === CH_AMP) {
            this.pos += 3;
            setToken(out, Token.DoubleSemiAmp, ";;&", tokenStart, this.pos);
            return true;
          }
          this.pos += 2;
          setToken(out, Token.DoubleSemi, ";;", tokenStart, this.pos);
          return true;
        }
        if (next === CH_AMP) {
          this.pos += 2;
          setToken(out, Token.SemiAmp, ";&", tokenStart, this.pos);
          return true;
        }
        this.pos++;
        setToken(out, Token.Semi, ";", tokenStart, this.pos);
        return true;
      case CH_PIPE:
        if (next === CH_PIPE) {
          this.pos += 2;
          setToken(out, Token.Or, "||", tokenStart, this.pos);
          return true;
        }
        if (next === CH_AMP) {
          this.pos += 2;
          setToken(out, Token.Pipe, "|&", tokenStart, this.pos);
          return true;
        }
        this.pos++;
        setToken(out, Token.Pipe, "|", tokenStart, this.pos);
        return true;
      case CH_AMP:
        if (next === CH_AMP) {
          this.pos += 2;
          setToken(out, Token.And, "&&", tokenStart, this.pos);
          return true;
        }
        if (next === CH_GT) {
          this.pos += 2;
          const append2 = this.pos < this.srcEnd && src.charCodeAt(this.pos) === CH_GT;
          if (append2)
            this.pos++;
          return this.readRedirectTarget(out, append2 ? "&>>" : "&>", tokenStart);
        }
        this.pos++;
        setToken(out, Token.Amp, "&", tokenStart, this.pos);
        return true;
      case CH_LPAREN:
        if (ctx === LexContext.CommandStart && next === CH_LPAREN) {
          const savedErrors = this.errors.length;
          this.readArithmeticCommand(out, tokenStart);
          if (!this._notArithmetic)
            return true;
          this.errors.length = savedErrors;
          this.pos = tokenStart;
        }
        this.pos++;
        setToken(out, Token.LParen, "(", tokenStart, this.pos);
        return true;
      case CH_RPAREN:
        this.pos++;
        setToken(out, Token.RParen, ")", tokenStart, this.pos);
        return true;
      case CH_LT:
      case CH_GT:
        return this.readRedirection(out, tokenStart);
      default:
        return false;
    }
  }
  readRedirection(out, tokenStart) {
    const src = this.src;
    const ch = src.charCodeAt(this.pos);
    let op = "";
    if (ch === CH_LT) {
      this.pos++;
      const next = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
      if (next === CH_LT) {
        this.pos++;
        const third = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
        if (third === CH_LT) {
          this.pos++;
          op = "<<<";
        } else {
          const dash = third === CH_DASH;
          if (dash)
            this.pos++;
          this.skipSpacesAndTabs();
          const targetPos = this.pos;
          if (this.pos >= this.srcEnd || src.charCodeAt(this.pos) !== CH_HASH)
            this.readHereDocDelimiter();
          const hasTarget = this.pos > targetPos;
          if (hasTarget) {
            (this.pendingHereDocs ?? (this.pendingHereDocs = [])).push({
              delimiter: this._hereDelim,
              strip: dash,
              quoted: this._hereQuoted
            });
          }
          setToken(out, Token.Redirect, dash ? "<<-" : "<<", tokenStart, this.pos);
          out.content = hasTarget ? this._hereDelim : void 0;
          out.delimiterQuoted = hasTarget && this._hereQuoted;
          out.targetPos = targetPos;
          out.targetEnd = hasTarget ? this.pos : targetPos;
          return true;
        }
      } else if (next === CH_LPAREN) {
        this.readProcessSubstitution(out, "<", tokenStart);
        return true;
      } else if (next === CH_GT) {
        op = "<>";
        this.pos++;
      } else if (next === CH_AMP) {
        op = "<&";
        this.pos++;
      } else {
        op = "<";
      }
    } else if (ch === CH_GT) {
      this.pos++;
      const next = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
      if (next === CH_LPAREN) {
        this.readProcessSubstitution(out, ">", tokenStart);
        return true;
      }
      if (next === CH_GT) {
        op = ">>";
        this.pos++;
      } else if (next === CH_AMP) {
        op = ">&";
        this.pos++;
      } else if (next === CH_PIPE) {
        op = ">|";
        this.pos++;
      } else {
        op = ">";
      }
    }
    return this.readRedirectTarget(out, op, tokenStart);
  }
  readRedirectTarget(out, op, tokenStart) {
    const src = this.src;
    this.skipSpacesAndTabs();
    if (this.pos < this.srcEnd) {
      const nc = src.charCodeAt(this.pos);
      if ((nc === CH_LT || nc === CH_GT) && this.pos + 1 < this.srcEnd && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        const psStart = this.pos;
        this.pos += 2;
        this.extractBalanced();
        if (this._unbalanced)
          this.errors.push({ message: "unterminated process substitution", pos: psStart });
        const psText = src.slice(psStart, this.pos);
        setToken(out, Token.Redirect, op, tokenStart, this.pos);
        out.content = psText;
        out.targetPos = psStart;
        out.targetEnd = this.pos;
        return true;
      }
      const targetPos = this.pos;
      if (nc !== CH_NL && nc !== CH_HASH)
        this.readRedirectTargetText();
      this.redirectToken(out, op, tokenStart, targetPos);
      return true;
    }
    this.redirectToken(out, op, tokenStart, this.pos);
    return true;
  }
  // Redirect targets keep their processed text eagerly (it becomes the target
  // word's content), so scan them in value mode.
  readRedirectTargetText() {
    const savedBuildValue = this._buildValue;
    this._buildValue = true;
    this.readWordText();
    this._buildValue = savedBuildValue;
  }
  redirectToken(out, operator2, tokenStart, targetPos) {
    const hasTarget = this.pos > targetPos && (this._wordText.length > 0 || this._wordQuoted);
    setToken(out, Token.Redirect, operator2, tokenStart, this.pos);
    out.content = hasTarget ? this._wordText : void 0;
    out.targetPos = targetPos;
    out.targetEnd = hasTarget ? this.pos : targetPos;
  }
  readProcessSubstitution(out, operator2, tokenStart) {
    this.pos++;
    this.extractBalanced();
    if (this._unbalanced)
      this.errors.push({ message: "unterminated process substitution", pos: tokenStart });
    const text2 = this.src.slice(tokenStart, this.pos);
    setToken(out, Token.Word, text2, tokenStart, this.pos);
  }
  // The delimiter is the word after quote removal: quote and escape segments may
  // appear anywhere in the word, any of them makes the heredoc quoted, and inside
  // double quotes a backslash is removed only before $ ` " \.
  readHereDocDelimiter() {
    const src = this.src;
    const len = this.srcEnd;
    const savedBuildValue = this._buildValue;
    this._buildValue = true;
    let delimiter = "";
    let quoted4 = false;
    while (this.pos < len) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_SQUOTE) {
        quoted4 = true;
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_SQUOTE) {
          delimiter += src[this.pos];
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
      } else if (c === CH_DQUOTE) {
        quoted4 = true;
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_DQUOTE) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH && this.pos + 1 < len) {
            const next = src.charCodeAt(this.pos + 1);
            if (next === CH_NL) {
              this.pos += 2;
              continue;
            }
            if (next === CH_DOLLAR || next === CH_BACKTICK || next === CH_DQUOTE || next === CH_BACKSLASH)
              this.pos++;
          }
          delimiter += src[this.pos];
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
      } else if (c === CH_BACKSLASH) {
        if (this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_NL) {
          this.pos += 2;
          continue;
        }
        quoted4 = true;
        this.pos++;
        if (this.pos < len) {
          delimiter += src[this.pos];
          this.pos++;
        } else {
          delimiter += "\\";
        }
      } else if (c === CH_BACKTICK) {
        const btStart = this.pos;
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        delimiter += src.slice(btStart, this.pos);
      } else if (c === CH_DOLLAR) {
        const next = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
        if (next === CH_SQUOTE || next === CH_DQUOTE)
          quoted4 = true;
        this.readDollar();
        delimiter += this._resultText;
      } else if (c < 128 && charType[c] & 1) {
        break;
      } else {
        delimiter += src[this.pos];
        this.pos++;
      }
    }
    this._buildValue = savedBuildValue;
    this._hereDelim = delimiter;
    this._hereQuoted = quoted4;
  }
  consumePendingHereDocs() {
    const pending = this.pendingHereDocs;
    if (pending === null || pending.length === 0)
      return;
    for (const hd of pending) {
      const bodyPos = this.pos;
      const bodyEnd = this.skipHereDocBody(hd.delimiter, hd.strip, this.parenBoundary, hd.quoted);
      if (hd.target) {
        hd.target.body.pos = bodyPos;
        hd.target.body.end = bodyEnd;
        hd.target.body.text = this.src.slice(bodyPos, bodyEnd);
        if (this.hereDocClosingPos !== -1)
          hd.target.closing = { pos: this.hereDocClosingPos, end: this.hereDocClosingEnd };
      }
    }
    pending.length = 0;
  }
  hereDocClosingPos = -1;
  hereDocClosingEnd = -1;
  // Advance past the heredoc body and its delimiter line; return the body end
  // (start of the delimiter line, or srcEnd when delimited by end-of-input).
  // With parenEnds (inside $(...)), a line starting with the delimiter directly
  // followed by ")" also terminates the body, resuming at the ")" — bash treats
  // the substitution's closing paren as end-of-file for its heredocs.
  // `join` crosses `\`+newline pairs, which an unquoted delimiter may straddle.
  matchHereDocDelimiter(delimiter, lineStart, end, join4) {
    const src = this.src;
    let pos = lineStart;
    for (let i = 0; i < delimiter.length; ) {
      if (join4 && src.charCodeAt(pos) === CH_BACKSLASH && pos + 1 < end && src.charCodeAt(pos + 1) === CH_NL) {
        pos += 2;
        continue;
      }
      if (pos >= end || src.charCodeAt(pos) !== delimiter.charCodeAt(i))
        return -1;
      pos++;
      i++;
    }
    return pos;
  }
  // A `\` consumes the next character, so `\`+newline continues the line and `\\` does not.
  logicalLineEnd(from, end, join4) {
    const src = this.src;
    let lineEnd = src.indexOf("\n", from);
    while (lineEnd !== -1 && lineEnd < end) {
      if (!join4)
        return lineEnd;
      let backslashes = lineEnd;
      while (backslashes > from && src.charCodeAt(backslashes - 1) === CH_BACKSLASH)
        backslashes--;
      if ((lineEnd - backslashes) % 2 === 0)
        return lineEnd;
      from = lineEnd + 1;
      lineEnd = src.indexOf("\n", from);
    }
    return end;
  }
  skipHereDocBody(delimiter, strip, parenEnds = false, quoted4 = false) {
    this.hereDocClosingPos = -1;
    this.hereDocClosingEnd = -1;
    const src = this.src;
    const len = this.srcEnd;
    while (this.pos < len) {
      let lineStart = this.pos;
      const lineEnd = this.logicalLineEnd(lineStart, len, !quoted4);
      for (; ; ) {
        const before = lineStart;
        if (strip)
          while (lineStart < lineEnd && src.charCodeAt(lineStart) === CH_TAB)
            lineStart++;
        if (!quoted4)
          lineStart = skipLineContinuations(src, lineStart, lineEnd);
        if (lineStart === before)
          break;
      }
      let afterDelim = this.matchHereDocDelimiter(delimiter, lineStart, lineEnd, !quoted4);
      if (afterDelim !== -1 && !quoted4)
        afterDelim = skipLineContinuations(src, afterDelim, lineEnd);
      if (afterDelim === lineEnd) {
        const bodyEnd = this.pos;
        if (!parenEnds || !this.parenBoundary || lineEnd !== len) {
          this.hereDocClosingPos = lineStart;
          this.hereDocClosingEnd = lineEnd;
        }
        this.pos = lineEnd < len ? lineEnd + 1 : lineEnd;
        return bodyEnd;
      }
      if (parenEnds && afterDelim !== -1) {
        let paren = afterDelim;
        while (paren < lineEnd && src.charCodeAt(paren) !== CH_RPAREN)
          paren++;
        if (paren < lineEnd || this.parenBoundary && lineEnd === len) {
          const bodyEnd = this.pos;
          this.pos = afterDelim;
          return bodyEnd;
        }
      }
      this.pos = lineEnd < len ? lineEnd + 1 : lineEnd;
    }
    return this.pos;
  }
  _wordText = "";
  _wordRaw = false;
  _wordQuoted = false;
  _wordHasExpansions = false;
  _wordKeywordEligible = false;
  _wordAssignmentState;
  _bracketWindow;
  _arithmeticBracketWindow;
  _wordParts = null;
  _resultText = "";
  // True when the last $-construct's value is exactly its raw source span.
  _resultIsRaw = true;
  _resultHasExpansion = false;
  _resultPart;
  // Set by extractBalanced when the input ended before the closing paren, so
  // callers can report the construct they were scanning.
  _unbalanced = false;
  // Set by scanArithmeticBody when the construct turns out not to be arithmetic, so the
  // caller can re-read it as a subshell or command substitution instead.
  _notArithmetic = false;
  _arithUnterminated = false;
  _dqText = "";
  _dqHasExpansions = false;
  _dqParts = null;
  // Content end (before the closing quote, or end of input when unterminated).
  _dqEnd = 0;
  _hereDelim = "";
  _hereQuoted = false;
  readWord(out, ctx, tokenStart = 0) {
    const errorStart = this._errors === null ? 0 : this._errors.length;
    this.readWordText(false, ctx, true);
    if (ctx === LexContext.Normal) {
      const next = this.pos < this.srcEnd ? this.src.charCodeAt(this.pos) : 0;
      if (!this._wordRaw || next !== CH_LT && next !== CH_GT) {
        setSpanToken(out, Token.Word, tokenStart, this.pos, this._wordRaw);
        out.keywordEligible = this._wordKeywordEligible;
        return;
      }
    }
    this.classifyWord(out, ctx, tokenStart, errorStart);
  }
  isRedirectVariable(start, end) {
    const src = this.src;
    for (let i = start; i < end; i++) {
      const c = src.charCodeAt(i);
      if (c === CH_LBRACKET && i > start) {
        return i + 2 < end && src.charCodeAt(end - 1) === CH_RBRACKET && this.findClosingShellDelimiter(i + 1, end, CH_RBRACKET) === end - 1;
      }
      if (c >= 128 || !(isIdChar[c] & (i === start ? 1 : 2)))
        return false;
    }
    return end > start;
  }
  readArrayElement(out, tokenStart) {
    const close = this.findClosingBracket(tokenStart + 1);
    if (close === -1)
      return false;
    this.pos = close + 1;
    this.readWordText();
    setSpanToken(out, Token.Word, tokenStart, this.pos, true);
    return true;
  }
  classifyWord(out, ctx, tokenStart, errorStart) {
    const src = this.src;
    const raw = this._wordRaw;
    const hasExpansions = this._wordHasExpansions;
    const quoted4 = this._wordQuoted;
    const keywordEligible = this._wordKeywordEligible;
    let assignmentState = this._wordAssignmentState;
    const wordEnd = this.pos;
    const wordLen = wordEnd - tokenStart;
    if (ctx === LexContext.CasePattern) {
      let token2 = Token.Word;
      if (keywordEligible) {
        const reserved2 = raw ? matchReservedWord(src, tokenStart, wordLen) : RESERVED_WORDS.get(this.wordValueOf(tokenStart, wordEnd));
        if (reserved2 === Token.Esac)
          token2 = reserved2;
      }
      setSpanToken(out, token2, tokenStart, wordEnd, raw);
      out.keywordEligible = keywordEligible;
      return;
    }
    let value = null;
    if (!raw && !hasExpansions && keywordEligible && (ctx === LexContext.CommandStart || ctx === LexContext.TestMode)) {
      const nextCh = wordEnd < this.srcEnd ? src.charCodeAt(wordEnd) : 0;
      if (!quoted4 && wordLen <= 16 || nextCh === CH_LT || nextCh === CH_GT) {
        value = this.wordValueOf(tokenStart, wordEnd);
      }
    }
    if (ctx === LexContext.CommandStart && keywordEligible) {
      if (raw) {
        if (wordLen <= 8) {
          const reserved2 = matchReservedWord(src, tokenStart, wordLen);
          if (reserved2 !== void 0) {
            setSpanToken(out, reserved2, tokenStart, wordEnd, true);
            return;
          }
        }
        if (wordLen === 2 && src.charCodeAt(tokenStart) === CH_LBRACKET && src.charCodeAt(tokenStart + 1) === CH_LBRACKET) {
          setSpanToken(out, Token.DblLBracket, tokenStart, wordEnd, true);
          return;
        }
      } else if (value !== null && value.length > 0) {
        const fc = value.charCodeAt(0);
        if (fc >= CH_a && fc <= CH_z && value.length <= 8 || fc === CH_BANG || fc === CH_LBRACE || fc === CH_RBRACE) {
          const reserved2 = RESERVED_WORDS.get(value);
          if (reserved2 !== void 0) {
            setToken(out, reserved2, value, tokenStart, wordEnd);
            return;
          }
        }
        if (fc === CH_LBRACKET && value === "[[") {
          setToken(out, Token.DblLBracket, value, tokenStart, wordEnd);
          return;
        }
      }
    }
    if (ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix || ctx === LexContext.Declaration) {
      if (assignmentState === void 0) {
        let eq = -1;
        let bracket = false;
        for (let i = tokenStart + 1; i < wordEnd; i++) {
          const c = src.charCodeAt(i);
          if (c === CH_EQ) {
            eq = i;
            break;
          }
          if (c === CH_LBRACKET)
            bracket = true;
        }
        if (eq !== -1 || ctx !== LexContext.Declaration && bracket) {
          assignmentState = scanAssignmentPrefix(src, tokenStart, wordEnd, ASSIGNMENT_NAME_START);
        }
      }
      if (assignmentState !== void 0) {
        if (ctx !== LexContext.Declaration && assignmentState >= ASSIGNMENT_INDEX_BASE) {
          if (wordEnd < this.srcEnd) {
            if (this._errors !== null)
              this._errors.length = errorStart;
            this.pos = tokenStart;
            this.readWordText(true, ctx, true);
            if (this.pos > wordEnd) {
              this.classifyWord(out, ctx, tokenStart, errorStart);
              return;
            }
          }
          if (this._errors === null || this._errors.length === errorStart) {
            this.errors.push({ message: "unterminated array subscript", pos: src.indexOf("[", tokenStart) });
          }
        }
        if (isMatchedAssignment(assignmentState)) {
          setSpanToken(out, Token.Assignment, tokenStart, wordEnd, raw);
          if (value !== null)
            out._value = value;
          out.assignmentOperatorPos = assignmentOperatorPos(assignmentState);
          return;
        }
      }
    }
    if ((ctx === LexContext.CommandStart || ctx === LexContext.TestMode) && keywordEligible) {
      if (raw) {
        if (wordLen === 2 && src.charCodeAt(tokenStart) === CH_RBRACKET && src.charCodeAt(tokenStart + 1) === CH_RBRACKET) {
          setSpanToken(out, Token.DblRBracket, tokenStart, wordEnd, true);
          return;
        }
      } else if (value === "]]") {
        setToken(out, Token.DblRBracket, value, tokenStart, wordEnd);
        return;
      }
    }
    if (!hasExpansions && this.pos < this.srcEnd) {
      const nc = src.charCodeAt(this.pos);
      if (nc === CH_LT || nc === CH_GT) {
        if (raw) {
          const fc = src.charCodeAt(tokenStart);
          if (fc >= CH_0 && fc <= CH_9 && isAllDigitsRange(src, tokenStart, wordEnd)) {
            const fd = Number.parseInt(src.slice(tokenStart, wordEnd), 10);
            if (this.readRedirection(out, tokenStart)) {
              out.fileDescriptor = fd;
              out.descriptorEnd = wordEnd;
              return;
            }
          }
          if (fc === CH_LBRACE && src.charCodeAt(wordEnd - 1) === CH_RBRACE && this.isRedirectVariable(tokenStart + 1, wordEnd - 1)) {
            const varname = src.slice(tokenStart + 1, wordEnd - 1);
            if (this.readRedirection(out, tokenStart)) {
              out.variableName = varname;
              out.descriptorEnd = wordEnd;
              return;
            }
          }
        }
      }
    }
    setSpanToken(out, Token.Word, tokenStart, wordEnd, raw);
    if (value !== null)
      out._value = value;
    out.keywordEligible = keywordEligible;
  }
  // `subscripts` re-reads a word known to stop inside an array subscript, where
  // metacharacters are ordinary text.
  // `scanning` marks the first scan of a token, which decides where the word ends.
  readWordText(subscripts = false, ctx = LexContext.Normal, scanning = false) {
    const src = this.src;
    const len = this.srcEnd;
    let pos = this.pos;
    const fastStart = pos;
    let exitCh = 0;
    while (pos < len) {
      const c = src.charCodeAt(pos);
      if (c < 128 && charType[c]) {
        exitCh = c;
        break;
      }
      pos++;
    }
    if (pos >= len || charType[exitCh] & 1 && !(exitCh === CH_LPAREN && pos > fastStart && extglobPrefix[src.charCodeAt(pos - 1)]) && !subscripts) {
      this.pos = pos;
      this._wordText = (this._buildParts || this._buildValue) && pos > fastStart ? src.slice(fastStart, pos) : "";
      this._wordRaw = true;
      this._wordQuoted = false;
      this._wordHasExpansions = false;
      this._wordKeywordEligible = true;
      this._wordAssignmentState = void 0;
      if (this._buildParts) {
        this._wordParts = hasGlobCharacters(this._wordText) && ctx !== LexContext.ArrayElement ? parseGlobParts(src, fastStart, pos, void 0) ?? null : null;
      }
      return;
    }
    const bp = this._buildParts;
    const bt = bp || this._buildValue;
    let text2 = bt && pos > fastStart ? src.slice(fastStart, pos) : "";
    let quoted4 = false;
    let hasExpansions = false;
    let keywordEligible = true;
    let valueIsRaw = true;
    let lastValueChar = pos > fastStart ? src.charCodeAt(pos - 1) : 0;
    let assignmentState = scanAssignmentPrefix(src, fastStart, pos, ASSIGNMENT_NAME_START);
    let parts;
    let litBuf = "";
    let litStart = 0;
    let hasGlobs = false;
    let braceResults;
    if (bp) {
      parts = [];
      litBuf = text2;
      litStart = fastStart;
      hasGlobs = text2.length > 0 && hasGlobCharacters(text2);
    }
    while (pos < len) {
      const ch = src.charCodeAt(pos);
      if (ch >= 128 || !charType[ch]) {
        const runStart = pos;
        pos++;
        while (pos < len) {
          const c = src.charCodeAt(pos);
          if (c < 128 && charType[c])
            break;
          pos++;
        }
        lastValueChar = src.charCodeAt(pos - 1);
        assignmentState = scanAssignmentPrefix(src, runStart, pos, assignmentState);
        if (bt) {
          const chunk = src.slice(runStart, pos);
          text2 += chunk;
          if (bp) {
            litBuf += chunk;
            hasGlobs = hasGlobs || hasGlobCharacters(chunk);
          }
        }
        continue;
      }
      if (charType[ch] & 1) {
        if (subscripts && assignmentState >= ASSIGNMENT_INDEX_BASE) {
          const close = this.findClosingBracket(pos);
          if (close !== -1) {
            const spanEnd = close + 1;
            assignmentState = assignmentState === ASSIGNMENT_INDEX_BASE + 1 ? ASSIGNMENT_AFTER_INDEX : assignmentState - 1;
            lastValueChar = src.charCodeAt(close);
            if (bt) {
              const chunk = src.slice(pos, spanEnd);
              text2 += chunk;
              if (bp) {
                litBuf += chunk;
                hasGlobs = hasGlobs || hasGlobCharacters(chunk);
              }
            }
            pos = spanEnd;
            continue;
          }
        }
        if (ch === CH_LPAREN && lastValueChar < 128 && extglobPrefix[lastValueChar]) {
          if (ctx === LexContext.FunctionName || assignmentState >= ASSIGNMENT_INDEX_BASE && (ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix))
            break;
          if (ctx === LexContext.CommandStart && lastValueChar === CH_BANG && keywordEligible && src.charCodeAt(fastStart) === CH_BANG && skipLineContinuations(src, fastStart + 1, len) === pos)
            break;
          const prefixChar = lastValueChar;
          if (prefixChar === CH_EQ && scanning && !((ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix || ctx === LexContext.Declaration || ctx === LexContext.EvalArgument) && isMatchedAssignment(assignmentState) && skipLineContinuations(src, assignmentOperatorPos(assignmentState) + 1, len) === pos))
            break;
          const innerStart = pos + 1;
          const close = this.findClosingShellDelimiter(innerStart, len, CH_RPAREN, prefixChar === CH_EQ);
          if (close === -1 && !scanning && !subscripts && assignmentState >= ASSIGNMENT_INDEX_BASE)
            break;
          if (ctx === LexContext.CommandStart && prefixChar !== CH_EQ && close !== -1 && skipBlanks2(src, innerStart, close) === close)
            break;
          keywordEligible = false;
          const patternEnd = close === -1 ? len : close;
          pos = close === -1 ? len : close + 1;
          if (close === -1)
            this.errors.push({ message: "unterminated extended glob", pos: innerStart - 2 });
          lastValueChar = src.charCodeAt(pos - 1);
          if (bt) {
            const eg = "(" + src.slice(innerStart, pos);
            text2 += eg;
            if (bp && prefixChar !== CH_EQ) {
              let prefixPos = innerStart - 2;
              while (src.charCodeAt(prefixPos) === CH_NL && src.charCodeAt(prefixPos - 1) === CH_BACKSLASH) {
                prefixPos -= 2;
              }
              if (litBuf.length > 0) {
                const trimmed2 = litBuf.slice(0, -1);
                if (prefixPos > litStart)
                  parts.push({
                    type: "Literal",
                    pos: litStart,
                    end: prefixPos,
                    value: trimmed2,
                    text: src.slice(litStart, prefixPos)
                  });
                litBuf = "";
              }
              const op = extglobOp[prefixChar];
              parts.push({
                type: "ExtendedGlob",
                pos: prefixPos,
                end: pos,
                text: src.slice(prefixPos, pos),
                operator: op,
                pattern: src.slice(innerStart, patternEnd),
                parts: this.subFieldParts(innerStart, patternEnd)
              });
              litStart = pos;
            } else if (bp) {
              litBuf += eg;
              hasGlobs = hasGlobs || hasGlobCharacters(eg);
            }
          }
          continue;
        }
        break;
      }
      if (ch === CH_BACKSLASH) {
        pos++;
        if (pos < len) {
          if (src.charCodeAt(pos) === CH_NL) {
            pos++;
            valueIsRaw = false;
          } else {
            if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
              assignmentState = ASSIGNMENT_INVALID;
            quoted4 = true;
            keywordEligible = false;
            valueIsRaw = false;
            lastValueChar = src.charCodeAt(pos);
            if (bt) {
              text2 += src[pos];
              if (bp)
                litBuf += src[pos];
            }
            pos++;
          }
        } else {
          if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
            assignmentState = ASSIGNMENT_INVALID;
          quoted4 = true;
          keywordEligible = false;
          lastValueChar = CH_BACKSLASH;
          if (bt) {
            text2 += "\\";
            if (bp)
              litBuf += "\\";
          }
        }
        continue;
      }
      if (ch === CH_SQUOTE) {
        const sqStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        quoted4 = true;
        keywordEligible = false;
        valueIsRaw = false;
        pos++;
        const start = pos;
        while (pos < len && src.charCodeAt(pos) !== CH_SQUOTE)
          pos++;
        if (pos > start)
          lastValueChar = src.charCodeAt(pos - 1);
        const value = bt ? src.slice(start, pos) : "";
        if (bt)
          text2 += value;
        if (pos < len)
          pos++;
        else
          this.errors.push({ message: "unterminated single quote", pos: start - 1 });
        if (bp) {
          if (sqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: sqStart,
              value: litBuf,
              text: src.slice(litStart, sqStart)
            });
            litBuf = "";
          }
          parts.push({ type: "SingleQuoted", pos: sqStart, end: pos, value, text: src.slice(sqStart, pos) });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DQUOTE) {
        const dqStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        quoted4 = true;
        keywordEligible = false;
        valueIsRaw = false;
        pos++;
        this.pos = pos;
        this.readDoubleQuoted();
        pos = this.pos;
        if (this._dqEnd > dqStart + 1)
          lastValueChar = src.charCodeAt(this._dqEnd - 1);
        if (this._dqHasExpansions)
          hasExpansions = true;
        if (bt)
          text2 += this._dqText;
        if (bp) {
          if (dqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: dqStart,
              value: litBuf,
              text: src.slice(litStart, dqStart)
            });
            litBuf = "";
          }
          const dqText = src.slice(dqStart, pos);
          parts.push({
            type: "DoubleQuoted",
            pos: dqStart,
            end: pos,
            text: dqText,
            parts: this._dqParts ?? [
              {
                type: "Literal",
                pos: dqStart + 1,
                end: this._dqEnd,
                value: this._dqText,
                text: src.slice(dqStart + 1, this._dqEnd)
              }
            ]
          });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DOLLAR) {
        keywordEligible = false;
        const dollarStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        const next = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
        if (next === CH_SQUOTE || next === CH_DQUOTE)
          quoted4 = true;
        this.pos = pos;
        this.readDollar();
        pos = this.pos;
        if (!this._resultIsRaw)
          valueIsRaw = false;
        if (pos > dollarStart)
          lastValueChar = src.charCodeAt(pos - 1);
        if (this._resultHasExpansion)
          hasExpansions = true;
        if (bt)
          text2 += this._resultText;
        if (bp) {
          if (this._resultPart) {
            if (dollarStart > litStart) {
              parts.push({
                type: "Literal",
                pos: litStart,
                end: dollarStart,
                value: litBuf,
                text: src.slice(litStart, dollarStart)
              });
              litBuf = "";
            }
            parts.push(this._resultPart);
            litStart = pos;
          } else {
            litBuf += this._resultText;
          }
        }
        continue;
      }
      if (ch === CH_BACKTICK) {
        keywordEligible = false;
        const btStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        this.pos = pos;
        this.readBacktickExpansion();
        pos = this.pos;
        valueIsRaw = false;
        lastValueChar = src.charCodeAt(pos - 1);
        hasExpansions = true;
        if (bt)
          text2 += this._resultText;
        if (bp) {
          if (btStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: btStart,
              value: litBuf,
              text: src.slice(litStart, btStart)
            });
            litBuf = "";
          }
          parts.push(this._resultPart);
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_LBRACE) {
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        const first = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
        const braceEnd = first <= CH_SPACE || first === CH_RBRACE ? -1 : this.scanBraceExpansion(pos, braceResults ?? (braceResults = /* @__PURE__ */ new Map()));
        if (braceEnd > 0) {
          keywordEligible = false;
          lastValueChar = src.charCodeAt(braceEnd - 1);
          if (bt) {
            const braceText = src.slice(pos, braceEnd);
            text2 += braceText;
            if (bp) {
              if (pos > litStart) {
                parts.push({
                  type: "Literal",
                  pos: litStart,
                  end: pos,
                  value: litBuf,
                  text: src.slice(litStart, pos)
                });
                litBuf = "";
              }
              parts.push({
                type: "BraceExpansion",
                pos,
                end: braceEnd,
                text: braceText,
                parts: this.subFieldParts(pos + 1, braceEnd - 1)
              });
              litStart = braceEnd;
            }
          }
          pos = braceEnd;
          continue;
        }
        lastValueChar = CH_LBRACE;
        if (bt) {
          text2 += "{";
          if (bp)
            litBuf += "{";
        }
        pos++;
        continue;
      }
      pos++;
    }
    if (bp && pos > litStart)
      parts.push({ type: "Literal", pos: litStart, end: pos, value: litBuf, text: src.slice(litStart, pos) });
    this.pos = pos;
    this._wordText = text2;
    this._wordRaw = valueIsRaw;
    this._wordQuoted = quoted4;
    this._wordHasExpansions = hasExpansions;
    this._wordKeywordEligible = keywordEligible;
    this._wordAssignmentState = assignmentState;
    if (bp) {
      this._wordParts = parts.length > 1 || parts.length === 1 && parts[0].type !== "Literal" ? parts : null;
      if (hasGlobs && ctx !== LexContext.ArrayElement)
        this._wordParts = parseGlobParts(src, fastStart, pos, this._wordParts) ?? null;
    }
  }
  // Arithmetic text gets expansions and quote removal but no process substitution.
  readInnerWordText(insideDoubleQuotes = false, arithmetic2 = false, globs = false) {
    const src = this.src;
    const len = this.srcEnd;
    let pos = this.pos;
    const start = pos;
    let text2 = "";
    const bp = this._buildParts;
    let parts;
    let litBuf = "";
    let litStart = 0;
    let preserveLiteral = false;
    let hasGlobs = false;
    if (bp) {
      parts = [];
      litStart = pos;
    }
    while (pos < len) {
      const ch = src.charCodeAt(pos);
      if (ch === CH_BACKSLASH) {
        pos++;
        if (pos < len) {
          if (src.charCodeAt(pos) === CH_NL) {
            pos++;
          } else {
            const next = src.charCodeAt(pos);
            if (insideDoubleQuotes && next !== CH_DOLLAR && next !== CH_BACKTICK && next !== CH_DQUOTE && next !== CH_BACKSLASH && next !== CH_RBRACE) {
              text2 += "\\";
              if (bp)
                litBuf += "\\";
              preserveLiteral = true;
            }
            const escaped = src[pos++];
            text2 += escaped;
            if (bp)
              litBuf += escaped;
          }
        }
        continue;
      }
      if (ch === CH_SQUOTE && !insideDoubleQuotes) {
        const sqStart = pos;
        pos++;
        const start2 = pos;
        while (pos < len && src.charCodeAt(pos) !== CH_SQUOTE)
          pos++;
        const value = src.slice(start2, pos);
        text2 += value;
        if (pos < len)
          pos++;
        if (bp) {
          if (sqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: sqStart,
              value: litBuf,
              text: src.slice(litStart, sqStart)
            });
            litBuf = "";
          }
          parts.push({ type: "SingleQuoted", pos: sqStart, end: pos, value, text: src.slice(sqStart, pos) });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DQUOTE) {
        const dqStart = pos;
        pos++;
        this.pos = pos;
        this.readDoubleQuoted(insideDoubleQuotes);
        pos = this.pos;
        text2 += this._dqText;
        if (bp) {
          if (dqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: dqStart,
              value: litBuf,
              text: src.slice(litStart, dqStart)
            });
            litBuf = "";
          }
          const dqText = src.slice(dqStart, pos);
          parts.push({
            type: "DoubleQuoted",
            pos: dqStart,
            end: pos,
            text: dqText,
            parts: this._dqParts ?? [
              {
                type: "Literal",
                pos: dqStart + 1,
                end: this._dqEnd,
                value: this._dqText,
                text: src.slice(dqStart + 1, this._dqEnd)
              }
            ]
          });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DOLLAR) {
        const dollarStart = pos;
        this.pos = pos;
        this.readDollar(insideDoubleQuotes);
        pos = this.pos;
        text2 += this._resultText;
        if (bp) {
          if (this._resultPart) {
            if (dollarStart > litStart) {
              parts.push({
                type: "Literal",
                pos: litStart,
                end: dollarStart,
                value: litBuf,
                text: src.slice(litStart, dollarStart)
              });
              litBuf = "";
            }
            parts.push(this._resultPart);
            litStart = pos;
          } else {
            litBuf += this._resultText;
          }
        }
        continue;
      }
      if (ch === CH_BACKTICK) {
        const btStart = pos;
        this.pos = pos;
        this.readBacktickExpansion(insideDoubleQuotes);
        pos = this.pos;
        text2 += this._resultText;
        if (bp) {
          if (btStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: btStart,
              value: litBuf,
              text: src.slice(litStart, btStart)
            });
            litBuf = "";
          }
          parts.push(this._resultPart);
          litStart = pos;
        }
        continue;
      }
      if (!insideDoubleQuotes && !arithmetic2 && (ch === CH_LT || ch === CH_GT) && pos + 1 < len && src.charCodeAt(pos + 1) === CH_LPAREN) {
        const psStart = pos;
        this.pos = pos + 2;
        const inner = this.extractBalanced();
        pos = this.pos;
        const raw = src.slice(psStart, pos);
        text2 += raw;
        if (bp) {
          if (psStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: psStart,
              value: litBuf,
              text: src.slice(litStart, psStart)
            });
            litBuf = "";
          }
          parts.push(this.processSubstitution(psStart, raw, ch === CH_LT ? "<" : ">", inner));
          litStart = pos;
        }
        continue;
      }
      text2 += src[pos];
      if (bp) {
        litBuf += src[pos];
        if (globs && (ch === CH_STAR || ch === CH_QUESTION || ch === CH_LBRACKET))
          hasGlobs = true;
      }
      pos++;
    }
    if (bp && pos > litStart)
      parts.push({ type: "Literal", pos: litStart, end: pos, value: litBuf, text: src.slice(litStart, pos) });
    this.pos = pos;
    this._wordText = text2;
    this._wordRaw = false;
    this._wordQuoted = false;
    this._wordHasExpansions = false;
    this._wordKeywordEligible = false;
    if (bp) {
      this._wordParts = parts.length > 1 || parts.length === 1 && (parts[0].type !== "Literal" || preserveLiteral) ? parts : null;
      if (hasGlobs)
        this._wordParts = parseGlobParts(src, start, pos, this._wordParts) ?? null;
    }
  }
  subFieldParts(start, end) {
    if (this._nestingDepth >= MAX_SYNTAX_NESTING)
      return void 0;
    return hasEmbeddedWordStructure(this.src, start, end) ? this.parseSubFieldWord(start, end).parts : parseGlobParts(this.src, start, end, void 0);
  }
  // Parse a parameter-expansion sub-field (operand, slice bound, replacement pattern) over
  // the window [start, end) of the original source. Parsing in place — rather than against a
  // detached slice — gives the word and any nested substitutions absolute offsets, and
  // composes through nested ${...}. The `${...}` inner is a verbatim substring of the
  // source, so every sub-field offset maps straight back.
  parseSubFieldWord(start, end, context2 = "word", arithmetic2 = false) {
    if (start >= end)
      return new WordImpl("", start, start);
    if (this._nestingDepth >= MAX_SYNTAX_NESTING)
      return new WordImpl(this.src.slice(start, end), start, end);
    this._nestingDepth++;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedPos = this.pos;
    const savedText = this._wordText;
    const savedParts = this._wordParts;
    const savedQuoted = this._wordQuoted;
    const savedKeywordEligible = this._wordKeywordEligible;
    this.srcEnd = end;
    this.pos = start;
    this.readInnerWordText(context2 === "quoted", arithmetic2, context2 === "word");
    const word = new WordImpl(this.src.slice(start, end), start, end);
    if (this._buildParts) {
      word.parts = this._wordParts ?? void 0;
    }
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this.pos = savedPos;
    this._wordText = savedText;
    this._wordParts = savedParts;
    this._wordQuoted = savedQuoted;
    this._wordKeywordEligible = savedKeywordEligible;
    this._nestingDepth--;
    return word;
  }
  skipSQ() {
    while (this.pos < this.srcEnd && this.src.charCodeAt(this.pos) !== CH_SQUOTE)
      this.pos++;
    if (this.pos < this.srcEnd)
      this.pos++;
  }
  skipAnsiCQuoted() {
    const quotePos = this.pos - 1;
    const result = decodeAnsiCQuoted(this.src, this.pos, this.srcEnd);
    this.pos = result.end;
    if (!result.closed)
      this.errors.push({ message: "unterminated ANSI-C quote", pos: quotePos });
  }
  // Plain quoted text is skipped here; the first `$(`, `${`, `$$`, backtick or the end of input
  // hands the rest to the quote scanner, which owns substitution and nesting-limit decisions.
  skipDQ() {
    const src = this.src;
    const len = this.srcEnd;
    this._unbalanced = false;
    if (this._nestingDepth < MAX_SYNTAX_NESTING) {
      while (this.pos < len) {
        const ch = src.charCodeAt(this.pos);
        if (ch === CH_DQUOTE) {
          this.pos++;
          return;
        }
        if (ch === CH_BACKSLASH) {
          this.pos = Math.min(this.pos + 2, len);
          continue;
        }
        if (ch === CH_BACKTICK)
          break;
        if (ch === CH_DOLLAR) {
          const next = src.charCodeAt(this.pos + 1);
          if (next === CH_LPAREN || next === CH_LBRACE || next === CH_DOLLAR)
            break;
        }
        this.pos++;
      }
    }
    this.extractBalanced(true, true);
  }
  skipSpacesAndTabs() {
    this.pos = skipBlanks2(this.src, this.pos, this.srcEnd);
  }
  readDoubleQuoted(unescapeAll = false) {
    const src = this.src;
    const len = this.srcEnd;
    const contentStart = this.pos;
    let hasExpansions = false;
    const bp = this._buildParts;
    const bt = bp || this._buildValue;
    if (!bp) {
      let p = this.pos;
      while (p < len) {
        const c = src.charCodeAt(p);
        if (c === CH_DQUOTE) {
          this._dqText = bt ? src.slice(contentStart, p) : "";
          this._dqEnd = p;
          this.pos = p + 1;
          this._dqHasExpansions = false;
          this._dqParts = null;
          return;
        }
        if (c === CH_DOLLAR || c === CH_BACKTICK || c === CH_BACKSLASH)
          break;
        p++;
      }
    }
    let text2 = "";
    let parts = null;
    let litBuf = "";
    let litStart = bp ? this.pos : 0;
    while (this.pos < len && src.charCodeAt(this.pos) !== CH_DQUOTE) {
      const runStart = this.pos;
      while (this.pos < len) {
        const c = src.charCodeAt(this.pos);
        if (c === CH_DQUOTE || c === CH_BACKSLASH || c === CH_DOLLAR || c === CH_BACKTICK)
          break;
        this.pos++;
      }
      if (bt && this.pos > runStart) {
        const chunk = src.slice(runStart, this.pos);
        text2 += chunk;
        if (bp)
          litBuf += chunk;
      }
      if (this.pos >= len || src.charCodeAt(this.pos) === CH_DQUOTE)
        break;
      const ch = src.charCodeAt(this.pos);
      if (ch === CH_BACKSLASH) {
        this.pos++;
        if (this.pos < len) {
          const next = src.charCodeAt(this.pos);
          if (next === CH_NL) {
            this.pos++;
            continue;
          }
          if (bt) {
            if (unescapeAll || next === CH_DOLLAR || next === CH_BACKTICK || next === CH_DQUOTE || next === CH_BACKSLASH) {
              const c = src[this.pos];
              text2 += c;
              if (bp)
                litBuf += c;
            } else {
              const pair = "\\" + src[this.pos];
              text2 += pair;
              if (bp)
                litBuf += pair;
            }
          }
          this.pos++;
        }
        continue;
      }
      if (ch === CH_DOLLAR) {
        const afterDollar = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
        if (afterDollar === CH_DQUOTE || afterDollar === CH_SQUOTE) {
          if (bt) {
            text2 += "$";
            if (bp)
              litBuf += "$";
          }
          this.pos++;
          continue;
        }
        const expStart = this.pos;
        this.readDollar(true);
        if (bt)
          text2 += this._resultText;
        if (this._resultHasExpansion)
          hasExpansions = true;
        if (bp) {
          const rp = this._resultPart;
          if (rp && isDQChild(rp)) {
            if (!parts)
              parts = [];
            if (expStart > litStart) {
              parts.push({
                type: "Literal",
                pos: litStart,
                end: expStart,
                value: litBuf,
                text: src.slice(litStart, expStart)
              });
              litBuf = "";
            }
            parts.push(rp);
            litStart = this.pos;
          } else {
            litBuf += this._resultText;
          }
        }
        continue;
      }
      if (ch === CH_BACKTICK) {
        const btStart = this.pos;
        this.readBacktickExpansion(true);
        if (bt)
          text2 += this._resultText;
        hasExpansions = true;
        if (bp && this._resultPart && isDQChild(this._resultPart)) {
          if (!parts)
            parts = [];
          if (btStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: btStart,
              value: litBuf,
              text: src.slice(litStart, btStart)
            });
            litBuf = "";
          }
          parts.push(this._resultPart);
          litStart = this.pos;
        }
        continue;
      }
    }
    if (bp && parts && this.pos > litStart)
      parts.push({ type: "Literal", pos: litStart, end: this.pos, value: litBuf, text: src.slice(litStart, this.pos) });
    this._dqEnd = this.pos;
    if (this.pos < len)
      this.pos++;
    else
      this.errors.push({ message: "unterminated double quote", pos: contentStart - 1 });
    this._dqText = text2;
    this._dqHasExpansions = hasExpansions;
    this._dqParts = parts;
  }
  readDollar(insideDoubleQuotes = false) {
    const dollarPos = this.pos;
    this.pos++;
    const src = this.src;
    const len = this.srcEnd;
    const bt = this._buildParts || this._buildValue;
    if (this.pos >= len) {
      this._resultText = "$";
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = void 0;
      return;
    }
    const logicalPos = skipLineContinuations(src, this.pos, len);
    if (logicalPos > this.pos && src.charCodeAt(logicalPos) === CH_LPAREN && src.charCodeAt(logicalPos + 1) !== CH_LPAREN)
      this.pos = logicalPos;
    const ch = src.charCodeAt(this.pos);
    if (ch === CH_LPAREN) {
      if (this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        const savedPos = this.pos;
        const savedErrors = this.errors.length;
        this.readArithmeticExpansion(dollarPos);
        if (!this._notArithmetic)
          return;
        this.errors.length = savedErrors;
        this.pos = savedPos;
      }
      this.readCommandSubstitution(dollarPos);
      return;
    }
    if (ch === CH_LBRACE) {
      const after = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
      if (after === CH_SPACE || after === CH_TAB || after === CH_NL) {
        this.readBraceCommandSubstitution();
        return;
      }
      if (after === CH_PIPE) {
        this.readValueSubstitution();
        return;
      }
      this.readParameterExpansion(insideDoubleQuotes);
      return;
    }
    if (ch === CH_SQUOTE) {
      this.pos++;
      if (bt) {
        const value = this.readAnsiCQuoted();
        this._resultText = value;
        this._resultPart = this._buildParts ? { type: "AnsiCQuoted", pos: dollarPos, end: this.pos, text: src.slice(dollarPos, this.pos), value } : void 0;
      } else {
        this.skipAnsiCQuoted();
        this._resultText = "";
        this._resultPart = void 0;
      }
      this._resultIsRaw = false;
      this._resultHasExpansion = false;
      return;
    }
    if (ch === CH_DQUOTE) {
      this.pos++;
      this.readDoubleQuoted(insideDoubleQuotes);
      this._resultText = this._dqText;
      this._resultIsRaw = false;
      this._resultHasExpansion = this._dqHasExpansions;
      if (this._buildParts) {
        const text2 = src.slice(dollarPos, this.pos);
        this._resultPart = {
          type: "LocaleString",
          pos: dollarPos,
          end: this.pos,
          text: text2,
          parts: this._dqParts ?? [
            {
              type: "Literal",
              pos: dollarPos + 2,
              end: this._dqEnd,
              value: this._dqText,
              text: src.slice(dollarPos + 2, this._dqEnd)
            }
          ]
        };
      } else {
        this._resultPart = void 0;
      }
      return;
    }
    if (ch === CH_AT || ch === CH_STAR || ch === CH_HASH || ch === CH_QUESTION || ch === CH_DASH || ch === CH_DOLLAR || ch === CH_BANG || ch >= CH_0 && ch <= CH_9) {
      this.pos++;
      const text2 = bt ? src.slice(this.pos - 2, this.pos) : "";
      this._resultText = text2;
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = this._buildParts ? { type: "SimpleExpansion", pos: dollarPos, end: this.pos, text: text2 } : void 0;
      return;
    }
    if (ch < 128 && isIdChar[ch] & 1) {
      const namePos = this.pos - 1;
      while (this.pos < len) {
        const c = src.charCodeAt(this.pos);
        if (c < 128 && isIdChar[c] & 2)
          this.pos++;
        else
          break;
      }
      const text2 = bt ? src.slice(namePos, this.pos) : "";
      this._resultText = text2;
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = this._buildParts ? { type: "SimpleExpansion", pos: dollarPos, end: this.pos, text: text2 } : void 0;
      return;
    }
    if (ch === CH_LBRACKET) {
      const errorCount = this._errors === null ? 0 : this._errors.length;
      const close = this.findClosingArithmeticBracket(this.pos + 1);
      if (close !== -1) {
        const bodyStart = this.pos + 1;
        const body = src.slice(bodyStart, close);
        this.pos = close + 1;
        const text2 = bt ? src.slice(dollarPos, this.pos) : "";
        this._resultText = text2;
        this._resultIsRaw = true;
        this._resultHasExpansion = false;
        this._resultPart = this._buildParts ? this.arithmeticExpansion(bodyStart - 2, text2, body, bodyStart) : void 0;
        return;
      }
      if (this._errors !== null)
        this._errors.length = errorCount;
    }
    this._resultText = "$";
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    this._resultPart = void 0;
  }
  scanArithmeticBody() {
    this._notArithmetic = false;
    this._arithUnterminated = false;
    this.pos += 2;
    let depth = 1;
    let parenDepth = 0;
    let parentParenDepth = 0;
    let parenDepths;
    let reported2 = false;
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    while (this.pos < len && depth > 0) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_BACKSLASH) {
        this.pos += this.pos + 1 < len ? 2 : 1;
      } else if (c === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
      } else if (c === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
      } else if (c === CH_BACKTICK) {
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
      } else if (c === CH_DOLLAR && this.pos + 2 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN && src.charCodeAt(this.pos + 2) !== CH_LPAREN) {
        const dollarPos = this.pos;
        this.pos += 2;
        this.extractBalanced();
        if (this._unbalanced)
          this.errors.push({ message: "unterminated command substitution", pos: dollarPos });
      } else if (c === CH_DOLLAR && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LBRACE) {
        const close = this.findClosingBrace(this.pos + 2, len);
        this.pos = close === -1 ? len : close + 1;
      } else if ((c === CH_LT || c === CH_GT) && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        this.pos += 2;
        this.extractBalanced();
      } else if (c === CH_LPAREN) {
        if (src.charCodeAt(this.pos - 1) === CH_DOLLAR && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
          if (depth === 1)
            parentParenDepth = parenDepth;
          else
            (parenDepths ?? (parenDepths = [])).push(parenDepth);
          depth++;
          parenDepth = 0;
          if (depth + this._nestingDepth > MAX_SYNTAX_NESTING && !reported2) {
            this.errors.push({ message: "maximum arithmetic expansion nesting depth exceeded", pos: this.pos - 1 });
            reported2 = true;
          }
          this.pos += 2;
        } else {
          if (++parenDepth + depth - 1 + this._nestingDepth > MAX_SYNTAX_NESTING && !reported2) {
            this.errors.push({ message: "maximum arithmetic expression nesting depth exceeded", pos: this.pos });
            reported2 = true;
          }
          this.pos++;
        }
      } else if (c === CH_RPAREN && parenDepth > 0) {
        parenDepth--;
        this.pos++;
      } else if (c === CH_RPAREN && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_RPAREN) {
        if (--depth === 0) {
          this.pos += 2;
          break;
        }
        parenDepth = depth === 1 ? parentParenDepth : parenDepths.pop();
        this.pos += 2;
      } else if (c === CH_RPAREN && depth === 1) {
        this._notArithmetic = true;
        return "";
      } else {
        this.pos++;
      }
    }
    const bt = this._buildParts || this._buildValue;
    if (depth > 0) {
      this._arithUnterminated = true;
      return bt ? src.slice(start, this.pos) : "";
    }
    return bt ? src.slice(start, this.pos - 2) : "";
  }
  readArithmeticExpansion(dollarPos) {
    const bodyStart = this.pos + 2;
    const body = this.scanArithmeticBody();
    if (this._notArithmetic)
      return;
    if (this._arithUnterminated)
      this.errors.push({ message: "unterminated arithmetic expansion", pos: dollarPos });
    const text2 = this._buildParts || this._buildValue ? this.src.slice(dollarPos, this.pos) : "";
    this._resultText = text2;
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    this._resultPart = this._buildParts ? this.arithmeticExpansion(dollarPos, text2, body, bodyStart) : void 0;
  }
  arithmeticExpansion(pos, text2, body, bodyStart) {
    return new ArithmeticExpansionImpl(pos, this.pos, text2, {
      source: this.src,
      body,
      offset: bodyStart,
      depth: this._nestingDepth,
      context: this.substitutionContext
    });
  }
  readArithmeticCommand(out, tokenStart) {
    const savedBuildValue = this._buildValue;
    this._buildValue = true;
    const body = this.scanArithmeticBody();
    this._buildValue = savedBuildValue;
    if (this._arithUnterminated)
      this.errors.push({ message: "unterminated arithmetic command", pos: tokenStart });
    setToken(out, Token.ArithCmd, body, tokenStart, this.pos);
  }
  readCommandSubstitution(dollarPos) {
    const openPos = this.pos;
    this.pos++;
    const inner = this.extractBalanced();
    if (this._unbalanced)
      this.errors.push({ message: "unterminated command substitution", pos: dollarPos });
    const bt = this._buildParts || this._buildValue;
    const rawText = bt ? this.src.slice(dollarPos, this.pos) : "";
    const text2 = !bt || openPos === dollarPos + 1 ? rawText : "$" + this.src.slice(openPos, this.pos);
    this._resultText = text2;
    this._resultIsRaw = openPos === dollarPos + 1;
    this._resultHasExpansion = true;
    if (this._buildParts) {
      this._resultPart = this.commandExpansion(dollarPos, rawText, openPos + 1, inner, !this._unbalanced);
    } else {
      this._resultPart = void 0;
    }
  }
  readBraceCommandSubstitution() {
    this.readBraceSubstitution(1);
  }
  readValueSubstitution() {
    this.readBraceSubstitution(2);
  }
  readBraceSubstitution(skip) {
    const dollarPos = this.pos - 1;
    this.pos += skip;
    const src = this.src;
    const len = this.srcEnd;
    let depth = 1;
    const start = this.pos;
    while (this.pos < len) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_LBRACE)
        depth++;
      else if (c === CH_RBRACE) {
        if (--depth === 0) {
          this.pos++;
          break;
        }
      } else if (c === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
        continue;
      } else if (c === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
        continue;
      } else if (c === CH_BACKSLASH)
        this.pos++;
      this.pos++;
    }
    this._resultIsRaw = true;
    this._resultHasExpansion = true;
    if (this._buildParts || this._buildValue) {
      const rawInner = src.slice(start, this.pos - 1);
      const inner = rawInner.trim();
      const text2 = src.slice(dollarPos, this.pos);
      this._resultText = text2;
      if (this._buildParts) {
        const innerStart = start + (rawInner.length - rawInner.trimStart().length);
        this._resultPart = this.commandExpansion(dollarPos, text2, innerStart, inner);
      } else {
        this._resultPart = void 0;
      }
    } else {
      this._resultText = "";
      this._resultPart = void 0;
    }
  }
  readBacktickExpansion(insideDoubleQuotes = false) {
    this.pos++;
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    if (!this._buildParts && !this._buildValue) {
      while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
        if (src.charCodeAt(this.pos) === CH_BACKSLASH && this.pos + 1 < len)
          this.pos++;
        this.pos++;
      }
      if (this.pos < len)
        this.pos++;
      else
        this.errors.push({ message: "unterminated backtick", pos: start - 1 });
      this._resultText = "";
      this._resultIsRaw = false;
      this._resultHasExpansion = true;
      this._resultPart = void 0;
      return;
    }
    let inner = "";
    let hasEscapes = false;
    while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
      if (src.charCodeAt(this.pos) === CH_BACKSLASH) {
        hasEscapes = true;
        break;
      }
      this.pos++;
    }
    if (!hasEscapes) {
      inner = src.slice(start, this.pos);
    } else {
      inner = src.slice(start, this.pos);
      while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
        if (src.charCodeAt(this.pos) === CH_BACKSLASH) {
          this.pos++;
          if (this.pos < len) {
            const c = src.charCodeAt(this.pos);
            if (c === CH_DOLLAR || c === CH_BACKTICK || c === CH_BACKSLASH || insideDoubleQuotes && c === CH_DQUOTE) {
              inner += src[this.pos];
            } else {
              inner += "\\" + src[this.pos];
            }
            this.pos++;
          }
        } else {
          const runStart = this.pos;
          while (this.pos < len) {
            const c = src.charCodeAt(this.pos);
            if (c === CH_BACKTICK || c === CH_BACKSLASH)
              break;
            this.pos++;
          }
          inner += src.slice(runStart, this.pos);
        }
      }
    }
    if (this.pos < len)
      this.pos++;
    else
      this.errors.push({ message: "unterminated backtick", pos: start - 1 });
    const text2 = src.slice(start - 1, this.pos);
    this._resultText = inner;
    this._resultHasExpansion = true;
    if (this._buildParts) {
      this._resultPart = hasEscapes ? this.decodedCommandExpansion(start - 1, text2, inner) : this.commandExpansion(start - 1, text2, start, inner);
    } else {
      this._resultPart = void 0;
    }
  }
  readParameterExpansion(insideDoubleQuotes) {
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    this.pos++;
    let depth = 1;
    let reported2 = false;
    while (this.pos < len && depth > 0) {
      const ch = src.charCodeAt(this.pos);
      if (ch === CH_DOLLAR) {
        const next = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
        if (next === CH_LBRACE) {
          depth++;
          if (this._nestingDepth + depth > MAX_SYNTAX_NESTING && !reported2) {
            this.errors.push({ message: "maximum parameter expansion nesting depth exceeded", pos: this.pos });
            reported2 = true;
          }
          this.pos += 2;
          continue;
        }
        if (next === CH_DOLLAR) {
          this.pos += 2;
          continue;
        }
        if (next === CH_LPAREN) {
          const dollarPos = this.pos;
          this.pos += 2;
          this.extractBalanced();
          if (this._unbalanced)
            this.errors.push({ message: "unterminated command substitution", pos: dollarPos });
          continue;
        }
      } else if (ch === CH_BACKTICK) {
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        continue;
      } else if (ch === CH_RBRACE) {
        if (--depth === 0) {
          this.pos++;
          break;
        }
      } else if (ch === CH_BACKSLASH) {
        if (this.pos + 1 < len)
          this.pos++;
      } else if (ch === CH_SQUOTE) {
        this.pos++;
        if (this.pos > start + 1 && src.charCodeAt(this.pos - 2) === CH_DOLLAR)
          this.skipAnsiCQuoted();
        else
          this.skipSQ();
        continue;
      } else if (ch === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
        continue;
      }
      this.pos++;
    }
    const closed = depth === 0;
    if (!closed)
      this.errors.push({ message: "unterminated parameter expansion", pos: start - 1 });
    const text2 = this._buildParts || this._buildValue ? src.slice(start - 1, this.pos) : "";
    this._resultText = text2;
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    if (this._buildParts) {
      const inner = src.slice(start + 1, closed ? this.pos - 1 : this.pos);
      this._resultPart = this.parseParamInner(text2, inner, start + 1, insideDoubleQuotes);
    } else {
      this._resultPart = void 0;
    }
  }
  // `innerStart` is the absolute offset of `inner` in the original source, so each sub-field
  // word is parsed in place at its true position. `sub(a, b)` maps inner-relative offsets to
  // that absolute window.
  parseParamInner(text2, inner, innerStart, insideDoubleQuotes) {
    const result = {
      type: "ParameterExpansion",
      pos: innerStart - 2,
      end: this.pos,
      text: text2,
      parameter: "",
      parameterPos: innerStart,
      parameterEnd: innerStart,
      prefix: void 0,
      index: void 0,
      operation: void 0
    };
    const ilen = inner.length;
    if (ilen === 0)
      return result;
    const sub = (a, b, context2 = "word") => this.parseSubFieldWord(innerStart + a, innerStart + b, context2);
    const closeBracket = (start) => {
      const close = this.findClosingBracket(innerStart + start, innerStart + ilen);
      return close === -1 ? -1 : close - innerStart;
    };
    let i = 0;
    if (ilen > 1 && inner.charCodeAt(0) === CH_BANG) {
      result.prefix = "!";
      i = 1;
    }
    if (ilen > 1 && inner.charCodeAt(0) === CH_HASH) {
      const nameEnd = this.scanParamName(inner, 1);
      let parameterEnd = nameEnd;
      let indexEnd = -1;
      if (parameterEnd < ilen && inner.charCodeAt(parameterEnd) === CH_LBRACKET) {
        indexEnd = closeBracket(parameterEnd + 1);
        if (indexEnd !== -1)
          parameterEnd = indexEnd + 1;
      }
      if (nameEnd > 1 && parameterEnd === ilen) {
        result.prefix = "#";
        result.parameter = inner.slice(1, nameEnd);
        result.parameterPos = innerStart + 1;
        result.parameterEnd = innerStart + nameEnd;
        if (indexEnd !== -1)
          result.index = sub(nameEnd + 1, indexEnd, "embedded");
        return result;
      }
    }
    const nameStart = i;
    i = this.scanParamName(inner, i);
    result.parameter = inner.slice(nameStart, i);
    result.parameterPos = innerStart + nameStart;
    result.parameterEnd = innerStart + i;
    if (i < ilen && inner.charCodeAt(i) === CH_LBRACKET) {
      const closeB = closeBracket(i + 1);
      if (closeB !== -1) {
        result.index = sub(i + 1, closeB, "embedded");
        i = closeB + 1;
      }
    }
    if (i >= ilen)
      return result;
    const pos = innerStart + i;
    const end = innerStart + ilen;
    const opChar = inner.charCodeAt(i);
    const nextChar = inner.charCodeAt(i + 1);
    const defaultChar = inner[opChar === CH_COLON ? i + 1 : i];
    if (defaultChar === "-" || defaultChar === "=" || defaultChar === "+" || defaultChar === "?") {
      const operandStart = i + (opChar === CH_COLON ? 2 : 1);
      result.operation = {
        type: "Default",
        pos,
        end,
        operatorEnd: innerStart + operandStart,
        operator: opChar === CH_COLON ? `:${defaultChar}` : defaultChar,
        operand: sub(operandStart, ilen, insideDoubleQuotes ? "quoted" : "word")
      };
      return result;
    }
    if (opChar === CH_COLON) {
      i++;
      const sliceStart = innerStart + i;
      const colonIdx = findUnnested(inner.slice(i), CH_COLON, true, (index, quoted4) => {
        return this.findNestedShellEnd(sliceStart + index, end, quoted4) - sliceStart;
      });
      result.operation = {
        type: "Slice",
        pos,
        end,
        operatorEnd: sliceStart,
        operator: ":",
        offset: sub(i, colonIdx === -1 ? ilen : i + colonIdx, "embedded"),
        length: colonIdx === -1 ? void 0 : sub(i + colonIdx + 1, ilen, "embedded")
      };
      return result;
    }
    if (opChar === CH_HASH || opChar === CH_PERCENT) {
      const doubled = nextChar === opChar;
      const operator2 = opChar === CH_HASH ? doubled ? "##" : "#" : doubled ? "%%" : "%";
      const operandStart = i + (doubled ? 2 : 1);
      result.operation = {
        type: "Remove",
        pos,
        end,
        operatorEnd: innerStart + operandStart,
        operator: operator2,
        operand: sub(operandStart, ilen)
      };
      return result;
    }
    if (opChar === CH_SLASH) {
      i++;
      let operator2 = "/";
      if (nextChar === CH_SLASH || nextChar === CH_HASH || nextChar === CH_PERCENT) {
        operator2 = nextChar === CH_SLASH ? "//" : nextChar === CH_HASH ? "/#" : "/%";
        i++;
      }
      let separatorStart = i;
      if (nextChar === CH_SLASH) {
        separatorStart = skipLineContinuations(inner, i, ilen);
        if (inner.charCodeAt(separatorStart) === CH_SLASH)
          separatorStart++;
      }
      const sepIdx = findUnnested(inner.slice(separatorStart), CH_SLASH);
      const patternEnd = sepIdx === -1 ? ilen : separatorStart + sepIdx;
      result.operation = {
        type: "Replace",
        pos,
        end,
        operatorEnd: innerStart + i,
        operator: operator2,
        pattern: sub(i, patternEnd),
        replacement: sub(sepIdx === -1 ? ilen : patternEnd + 1, ilen)
      };
      return result;
    }
    if (opChar === CH_CARET || opChar === CH_COMMA) {
      const doubled = nextChar === opChar;
      const operator2 = opChar === CH_CARET ? doubled ? "^^" : "^" : doubled ? ",," : ",";
      const operandStart = i + (doubled ? 2 : 1);
      result.operation = {
        type: "CaseModification",
        pos,
        end,
        operatorEnd: innerStart + operandStart,
        operator: operator2,
        operand: operandStart === ilen ? void 0 : sub(operandStart, ilen)
      };
      return result;
    }
    if (result.prefix === "!" && result.index === void 0 && i + 1 === ilen && (opChar === CH_AT || opChar === CH_STAR)) {
      result.operation = { type: "Names", pos, end, operatorEnd: end, operator: opChar === CH_AT ? "@" : "*" };
      return result;
    }
    if (opChar === CH_AT) {
      result.operation = {
        type: "Transform",
        pos,
        end,
        operatorEnd: pos + 1,
        operator: "@",
        operand: sub(i + 1, ilen)
      };
      return result;
    }
    result.operation = { type: "Unknown", pos, end, operatorEnd: end, operator: inner.slice(i) };
    return result;
  }
  findNestedShellEnd(start, end, quoted4) {
    const ch = this.src.charCodeAt(start);
    if (ch === CH_BACKTICK) {
      let pos = start + 1;
      while (pos < end) {
        const current = this.src.charCodeAt(pos);
        if (current === CH_BACKSLASH) {
          pos += 2;
          continue;
        }
        pos++;
        if (current === CH_BACKTICK)
          return pos;
      }
      return end;
    }
    let close;
    if (ch === CH_DOLLAR) {
      const next = start + 1;
      if (next < end && this.src.charCodeAt(next) === CH_LBRACE) {
        close = this.findClosingBrace(next + 1, end);
      } else {
        const open3 = skipLineContinuations(this.src, next, end);
        if (open3 >= end || this.src.charCodeAt(open3) !== CH_LPAREN)
          return start;
        close = this.findClosingParenthesis(open3 + 1, end);
      }
    } else {
      const open3 = start + 1;
      if (quoted4 || ch !== CH_LT && ch !== CH_GT || open3 >= end || this.src.charCodeAt(open3) !== CH_LPAREN) {
        return start;
      }
      close = this.findClosingParenthesis(open3 + 1, end);
    }
    return close === -1 ? end : close + 1;
  }
  scanParamName(s, start) {
    let i = start;
    if (i >= s.length)
      return i;
    const c = s.charCodeAt(i);
    if (c === CH_AT || c === CH_STAR || c === CH_HASH || c === CH_QUESTION || c === CH_DASH || c === CH_DOLLAR || c === CH_BANG) {
      return i + 1;
    }
    if (c >= CH_0 && c <= CH_9) {
      while (i < s.length && s.charCodeAt(i) >= CH_0 && s.charCodeAt(i) <= CH_9)
        i++;
      return i;
    }
    if (c >= CH_a && c <= CH_z || c >= CH_A && c <= CH_Z || c === CH_UNDERSCORE) {
      i++;
      while (i < s.length) {
        const ch = s.charCodeAt(i);
        if (ch >= CH_a && ch <= CH_z || ch >= CH_A && ch <= CH_Z || ch >= CH_0 && ch <= CH_9 || ch === CH_UNDERSCORE)
          i++;
        else
          break;
      }
    }
    return i;
  }
  readAnsiCQuoted() {
    const quotePos = this.pos - 1;
    const result = decodeAnsiCQuoted(this.src, this.pos, this.srcEnd);
    this.pos = result.end;
    if (!result.closed)
      this.errors.push({ message: "unterminated ANSI-C quote", pos: quotePos });
    return result.value;
  }
  // Quotes resume when a nested substitution returns to their parenthesis depth.
  extractBalanced(useGrammar = true, quoteOnly = false) {
    const src = this.src;
    const len = this.srcEnd;
    const bt = this._buildParts || this._buildValue;
    let depth = quoteOnly ? 0 : 1;
    const start = this.pos;
    this._unbalanced = false;
    const knownEnd = useGrammar && !quoteOnly ? this.substitutionContext.boundaries?.get(start) : void 0;
    if (knownEnd !== void 0 && knownEnd <= len && this._nestingDepth < MAX_SYNTAX_NESTING) {
      this.pos = knownEnd;
      return bt ? src.slice(start, knownEnd - 1) : "";
    }
    let wordStart = true;
    while (!quoteOnly && this.pos < len) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_RPAREN) {
        const result = bt ? src.slice(start, this.pos) : "";
        this.pos++;
        return result;
      } else if (c === CH_LPAREN || c === CH_BACKSLASH || c === CH_SQUOTE || c === CH_DQUOTE || c === CH_BACKTICK || c === CH_DOLLAR && (src.charCodeAt(this.pos + 1) === CH_SQUOTE || src.charCodeAt(this.pos + 1) === CH_DOLLAR || src.charCodeAt(this.pos + 1) === CH_LBRACE)) {
        break;
      } else if (c === CH_LT && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LT) {
        break;
      } else if (c === CH_HASH && wordStart) {
        break;
      } else if (c === 99 && wordStart && this.pos + 3 < len && src.charCodeAt(this.pos + 1) === 97 && src.charCodeAt(this.pos + 2) === 115 && src.charCodeAt(this.pos + 3) === 101 && (this.pos + 4 >= len || src.charCodeAt(this.pos + 4) < 128 && charType[src.charCodeAt(this.pos + 4)] & 1)) {
        break;
      } else {
        wordStart = c < 128 && (charType[c] & 1) !== 0;
        this.pos++;
      }
    }
    let caseDepth = 0;
    let caseParens = 0;
    const wordStartAfterParen = [];
    let pendingDelims = null;
    let scripts;
    let arithBase = -1;
    let arithExtent = start >= 2 && src.charCodeAt(start) === CH_LPAREN && src.charCodeAt(start - 1) === CH_LPAREN && src.charCodeAt(start - 2) === CH_DOLLAR;
    let substitutions = 0;
    let reported2 = false;
    const quotes = quoteOnly ? [{ close: CH_DQUOTE, depth: 0 }] : [];
    let quotedDepth = quoteOnly ? 1 : 0;
    let parameterDepth = 0;
    let arithmeticOpens;
    let continuedDollarPos = -1;
    let continuedParenPos = -1;
    let escapedEnd = -1;
    let lastParenEnd = -1;
    let checkedGrammar = false;
    while (this.pos < len && (depth > 0 || quotes.length > 0)) {
      let ch = src.charCodeAt(this.pos);
      const quote = quotes.length === 0 ? void 0 : quotes[quotes.length - 1];
      if (quote !== void 0 && quote.depth === depth) {
        let commandOpen = false;
        if (ch === CH_BACKSLASH) {
          this.pos = Math.min(this.pos + 2, len);
          continue;
        }
        if (ch === quote.close) {
          quotes.pop();
          if (ch === CH_DQUOTE)
            quotedDepth--;
          else
            parameterDepth--;
          this.pos++;
          if (quoteOnly && depth === 0 && quotes.length === 0)
            return "";
          continue;
        }
        if (ch === CH_DQUOTE) {
          quotes.push({ close: CH_DQUOTE, depth });
          quotedDepth++;
        } else if (ch === CH_SQUOTE && quote.close === CH_RBRACE) {
          this.pos++;
          this.skipSQ();
          continue;
        } else if (ch === CH_BACKTICK) {
          this.pos++;
          while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
            if (src.charCodeAt(this.pos) === CH_BACKSLASH)
              this.pos++;
            if (this.pos < len)
              this.pos++;
          }
          if (this.pos < len)
            this.pos++;
          continue;
        } else if (ch === CH_DOLLAR) {
          const next = src.charCodeAt(this.pos + 1);
          if (next === CH_SQUOTE && quote.close === CH_RBRACE) {
            this.pos += 2;
            this.skipAnsiCQuoted();
            continue;
          }
          if (next === CH_LBRACE) {
            quotes.push({ close: CH_RBRACE, depth });
            parameterDepth++;
            this.pos++;
          } else if (next === CH_LPAREN) {
            this.pos++;
            ch = CH_LPAREN;
            commandOpen = true;
          } else if (next === CH_DOLLAR) {
            this.pos += src.charCodeAt(this.pos + 2) === CH_LPAREN ? 1 : 2;
            continue;
          }
        }
        if (!reported2 && this._nestingDepth + Math.max(quotedDepth, parameterDepth) > MAX_SYNTAX_NESTING) {
          this.errors.push({ message: "maximum word nesting depth exceeded", pos: this.pos });
          reported2 = true;
        }
        if (!commandOpen) {
          this.pos++;
          while (this.pos < len) {
            const c = src.charCodeAt(this.pos);
            if (c === CH_BACKSLASH || c === CH_DQUOTE || c === CH_DOLLAR || c === CH_BACKTICK || c === CH_RBRACE || c === CH_SQUOTE)
              break;
            this.pos++;
          }
          continue;
        }
      }
      if (ch === CH_HASH && lastParenEnd !== -1 && !arithExtent && arithBase < 0 && useGrammar && !checkedGrammar && this._nestingDepth + (scripts?.length ?? 0) < MAX_SYNTAX_NESTING && skipBlanks2(src, lastParenEnd, len) === this.pos) {
        checkedGrammar = true;
        const scope = scripts?.[scripts.length - 1];
        const end = this.findSubstitutionEnd(scope?.start ?? start, len, this._nestingDepth + (scripts?.length ?? 0) + 1);
        if (end !== -1) {
          if (scope === void 0) {
            this.pos = end;
            return bt ? src.slice(start, end - 1) : "";
          }
          this.pos = end - 1;
          depth = scope.depth + 1;
          caseDepth = 0;
          caseParens = 0;
          wordStartAfterParen.length = scope.parens + 1;
          ch = CH_RPAREN;
        }
      }
      if (ch === CH_LPAREN) {
        const prev = this.pos > start && this.pos !== escapedEnd ? src.charCodeAt(this.pos - 1) : 0;
        const commandDollarPos = prev === CH_DOLLAR ? this.pos - 1 : this.pos === continuedParenPos ? continuedDollarPos : -1;
        const wordParen = commandDollarPos !== -1 || prev === CH_LT || prev === CH_GT || prev === CH_EQ || prev === CH_AT || prev === CH_QUESTION || prev === CH_STAR || prev === CH_PLUS || prev === CH_BANG || prev === CH_LPAREN && wordStartAfterParen[wordStartAfterParen.length - 1] === false || arithExtent && this.pos === start;
        const script = commandDollarPos !== -1 && src.charCodeAt(this.pos + 1) !== CH_LPAREN || (prev === CH_LT || prev === CH_GT) && arithBase < 0 && !arithExtent;
        if (script) {
          (scripts ?? (scripts = [])).push({
            start: this.pos + 1,
            dollar: commandDollarPos,
            depth,
            parens: wordStartAfterParen.length,
            caseDepth,
            caseParens,
            arithBase,
            arithExtent,
            substitutions,
            checkedGrammar,
            pendingDelims
          });
          caseDepth = 0;
          caseParens = 0;
          arithBase = -1;
          arithExtent = false;
          checkedGrammar = false;
          pendingDelims = null;
        }
        wordStartAfterParen.push(!wordParen);
        wordStart = true;
        if (!script && arithBase < 0 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
          arithBase = depth;
        }
        if (commandDollarPos !== -1) {
          if (script)
            substitutions++;
          else
            (arithmeticOpens ?? (arithmeticOpens = [])).push(depth);
          if (substitutions + (arithmeticOpens?.length ?? 0) + this._nestingDepth + (quoteOnly ? 0 : 1) > MAX_SYNTAX_NESTING && !reported2) {
            this.errors.push({ message: "maximum command substitution nesting depth exceeded", pos: commandDollarPos });
            reported2 = true;
          }
        }
        continuedDollarPos = -1;
        continuedParenPos = -1;
        depth++;
        if (caseDepth > 0)
          caseParens++;
        this.pos++;
      } else if (ch === CH_RPAREN) {
        if (caseDepth > 0 && caseParens === 0) {
          this.pos++;
          wordStart = true;
        } else {
          if (caseDepth > 0)
            caseParens--;
          depth--;
          if (depth === 0 && !quoteOnly) {
            const result = bt ? src.slice(start, this.pos) : "";
            this.pos++;
            return result;
          }
          if (depth <= arithBase)
            arithBase = -1;
          if (arithmeticOpens !== void 0) {
            while (arithmeticOpens.length > 0 && arithmeticOpens[arithmeticOpens.length - 1] >= depth)
              arithmeticOpens.pop();
          }
          wordStart = wordStartAfterParen.pop() ?? true;
          this.pos++;
          const scope = scripts?.[scripts.length - 1];
          if (scope !== void 0 && scope.depth === depth) {
            scripts.pop();
            caseDepth = scope.caseDepth;
            caseParens = scope.caseParens;
            arithBase = scope.arithBase;
            arithExtent = scope.arithExtent;
            substitutions = scope.substitutions;
            checkedGrammar = scope.checkedGrammar;
            pendingDelims = scope.pendingDelims;
          }
        }
        lastParenEnd = this.pos;
      } else if (ch === CH_BACKSLASH) {
        if (this.pos > start && src.charCodeAt(this.pos - 1) === CH_DOLLAR) {
          const logicalPos = skipLineContinuations(src, this.pos, len);
          if (logicalPos > this.pos && src.charCodeAt(logicalPos) === CH_LPAREN && src.charCodeAt(logicalPos + 1) !== CH_LPAREN) {
            continuedDollarPos = this.pos - 1;
            continuedParenPos = logicalPos;
          }
        }
        this.pos++;
        if (this.pos < len) {
          if (src.charCodeAt(this.pos) !== CH_NL) {
            wordStart = false;
          }
          this.pos++;
        }
        escapedEnd = this.pos;
      } else if (ch === CH_DOLLAR) {
        const next = src.charCodeAt(++this.pos);
        if (next === CH_SQUOTE) {
          this.pos++;
          this.skipAnsiCQuoted();
        } else if (next === CH_DOLLAR) {
          this.pos++;
        } else if (next === CH_LBRACE && !isBraceCommandOpener(src.charCodeAt(this.pos + 1))) {
          quotes.push({ close: CH_RBRACE, depth });
          parameterDepth++;
          this.pos++;
        }
        wordStart = false;
      } else if (ch === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
        wordStart = false;
      } else if (ch === CH_DQUOTE) {
        quotes.push({ close: CH_DQUOTE, depth });
        quotedDepth++;
        this.pos++;
        wordStart = false;
      } else if (ch === CH_BACKTICK) {
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          if (this.pos < len)
            this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        wordStart = false;
      } else if (ch === CH_LT && arithBase < 0 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LT) {
        if (this.pos + 2 < len && src.charCodeAt(this.pos + 2) === CH_LT) {
          this.pos += 3;
        } else {
          this.pos += 2;
          const strip = this.pos < len && src.charCodeAt(this.pos) === CH_DASH;
          if (strip)
            this.pos++;
          this.skipSpacesAndTabs();
          this.readHereDocDelimiter();
          if (this._hereDelim || this._hereQuoted) {
            (pendingDelims ?? (pendingDelims = [])).push({
              delimiter: this._hereDelim,
              strip,
              quoted: this._hereQuoted
            });
          }
        }
        wordStart = false;
      } else if (ch === CH_NL && pendingDelims) {
        this.pos++;
        for (const hd of pendingDelims)
          this.skipHereDocBody(hd.delimiter, hd.strip, true, hd.quoted);
        pendingDelims = null;
        wordStart = true;
      } else if (ch === CH_HASH && arithBase < 0 && !arithExtent && wordStart) {
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_NL)
          this.pos++;
      } else {
        const wStart = this.pos;
        while (this.pos < len) {
          const wc = src.charCodeAt(this.pos);
          if (wc < 128 && charType[wc])
            break;
          this.pos++;
        }
        if (this.pos > wStart) {
          const wLen = this.pos - wStart;
          if (wLen === 4 && wordStart && arithBase < 0 && !arithExtent) {
            const c0 = src.charCodeAt(wStart);
            if (c0 === 99 && src.charCodeAt(wStart + 1) === 97 && src.charCodeAt(wStart + 2) === 115 && src.charCodeAt(wStart + 3) === 101) {
              caseDepth++;
            } else if (c0 === 101 && src.charCodeAt(wStart + 1) === 115 && src.charCodeAt(wStart + 2) === 97 && src.charCodeAt(wStart + 3) === 99 && caseDepth > 0) {
              caseDepth--;
              if (caseDepth === 0)
                caseParens = 0;
            }
          }
          wordStart = false;
        } else {
          const wc = src.charCodeAt(this.pos);
          wordStart = wc < 128 && (charType[wc] & 1) !== 0;
          this.pos++;
        }
      }
    }
    this._unbalanced = true;
    if (quoteOnly && scripts !== void 0 && scripts.length > 0) {
      this.errors.push({ message: "unterminated command substitution", pos: scripts[0].dollar });
    }
    return bt ? src.slice(start, this.pos) : "";
  }
};

// node_modules/unbash/dist/arithmetic.js
function opPrec(op) {
  switch (op) {
    case ",":
      return 1;
    case "=":
    case "+=":
    case "-=":
    case "*=":
    case "/=":
    case "%=":
    case "<<=":
    case ">>=":
    case "&=":
    case "|=":
    case "^=":
      return 2;
    case "||":
      return 4;
    case "&&":
      return 5;
    case "|":
      return 6;
    case "^":
      return 7;
    case "&":
      return 8;
    case "==":
    case "!=":
      return 9;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return 10;
    case "<<":
    case ">>":
      return 11;
    case "+":
    case "-":
      return 12;
    case "*":
    case "/":
    case "%":
      return 13;
    case "**":
      return 14;
    case "?":
      return 3;
    default:
      return -1;
  }
}
function trimEnd(src, start, end) {
  while (end > start) {
    const c = src.charCodeAt(end - 1);
    if (c !== CH_SPACE && c !== CH_TAB && c !== CH_NL)
      break;
    end--;
  }
  return end;
}
function opRightAssoc(op) {
  switch (op) {
    case "=":
    case "+=":
    case "-=":
    case "*=":
    case "/=":
    case "%=":
    case "<<=":
    case ">>=":
    case "&=":
    case "|=":
    case "^=":
    case "**":
      return true;
    default:
      return false;
  }
}
function parseArithmeticExpression(src, offset = 0, collector, nestingDepth = 0) {
  let pos = 0;
  const len = src.length;
  const initialWordCount = collector?.embeddedWords.length ?? 0;
  function makeWord(start2, end, embedded = false) {
    const node = {
      type: "ArithmeticWord",
      pos: start2 + offset,
      end: end + offset,
      value: src.slice(start2, end),
      parts: void 0
    };
    if (embedded)
      collector?.embeddedWords.push(node);
    return node;
  }
  function skipWS() {
    while (pos < len) {
      const c = src.charCodeAt(pos);
      if (c === CH_SPACE || c === CH_TAB || c === CH_NL)
        pos++;
      else
        break;
    }
  }
  function tryReadBinOp() {
    if (pos >= len)
      return null;
    const c = src.charCodeAt(pos);
    const nc = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
    const nnc = pos + 2 < len ? src.charCodeAt(pos + 2) : 0;
    switch (c) {
      case CH_COMMA:
        pos++;
        return ",";
      case CH_EQ:
        if (nc === CH_EQ) {
          pos += 2;
          return "==";
        }
        pos++;
        return "=";
      case CH_BANG:
        if (nc === CH_EQ) {
          pos += 2;
          return "!=";
        }
        return null;
      // unary
      case CH_LT:
        if (nc === CH_LT) {
          if (nnc === CH_EQ) {
            pos += 3;
            return "<<=";
          }
          pos += 2;
          return "<<";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "<=";
        }
        pos++;
        return "<";
      case CH_GT:
        if (nc === CH_GT) {
          if (nnc === CH_EQ) {
            pos += 3;
            return ">>=";
          }
          pos += 2;
          return ">>";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return ">=";
        }
        pos++;
        return ">";
      case CH_PLUS:
        if (nc === CH_EQ) {
          pos += 2;
          return "+=";
        }
        if (nc === CH_PLUS)
          return null;
        pos++;
        return "+";
      case CH_DASH:
        if (nc === CH_EQ) {
          pos += 2;
          return "-=";
        }
        if (nc === CH_DASH)
          return null;
        pos++;
        return "-";
      case CH_STAR:
        if (nc === CH_STAR) {
          pos += 2;
          return "**";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "*=";
        }
        pos++;
        return "*";
      case CH_SLASH:
        if (nc === CH_EQ) {
          pos += 2;
          return "/=";
        }
        pos++;
        return "/";
      case CH_PERCENT:
        if (nc === CH_EQ) {
          pos += 2;
          return "%=";
        }
        pos++;
        return "%";
      case CH_PIPE:
        if (nc === CH_PIPE) {
          pos += 2;
          return "||";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "|=";
        }
        pos++;
        return "|";
      case CH_AMP:
        if (nc === CH_AMP) {
          pos += 2;
          return "&&";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "&=";
        }
        pos++;
        return "&";
      case CH_CARET:
        if (nc === CH_EQ) {
          pos += 2;
          return "^=";
        }
        pos++;
        return "^";
      case CH_QUESTION:
        pos++;
        return "?";
      default:
        return null;
    }
  }
  function skipTruncatedUnary() {
    skipWS();
    while (pos < len) {
      const c2 = src.charCodeAt(pos);
      if (c2 !== CH_BANG && c2 !== CH_TILDE && c2 !== CH_PLUS && c2 !== CH_DASH)
        break;
      if (src.charCodeAt(pos + 1) === CH_EQ)
        break;
      pos++;
      skipWS();
    }
    if (src.charCodeAt(pos) === CH_LPAREN) {
      let groups = 1;
      pos++;
      while (pos < len && groups > 0) {
        const wordEnd = collector?.findArithmeticWordEnd?.(pos + offset, offset + len) ?? pos + offset;
        if (wordEnd > pos + offset) {
          pos = wordEnd - offset;
          continue;
        }
        const c2 = src.charCodeAt(pos++);
        if (c2 === CH_LPAREN)
          groups++;
        else if (c2 === CH_RPAREN)
          groups--;
      }
    } else if (pos < len && src.charCodeAt(pos) !== CH_RPAREN && src.charCodeAt(pos) !== CH_COLON) {
      parseAtom(0);
    }
    skipWS();
    const c = src.charCodeAt(pos);
    if ((c === CH_PLUS || c === CH_DASH) && src.charCodeAt(pos + 1) === c)
      pos += 2;
  }
  function recoverExpression(minPrec) {
    skipWS();
    const start2 = pos;
    if (start2 === len)
      return makeWord(start2, start2);
    const wordCount = collector?.embeddedWords.length ?? 0;
    let ternaries = 0;
    for (; ; ) {
      skipTruncatedUnary();
      skipWS();
      if (src.charCodeAt(pos) === CH_COLON && ternaries > 0) {
        ternaries--;
        pos++;
        continue;
      }
      const saved = pos;
      const op = tryReadBinOp();
      if (op === null || ternaries === 0 && opPrec(op) < minPrec) {
        pos = saved;
        break;
      }
      if (op === "?")
        ternaries++;
    }
    if (collector)
      collector.embeddedWords.length = wordCount;
    return makeWord(start2, trimEnd(src, start2, pos));
  }
  function parseBinExpr(minPrec, depth) {
    if (depth > MAX_SYNTAX_NESTING)
      return recoverExpression(minPrec);
    let left = parseUnaryExpr(depth);
    while (true) {
      skipWS();
      if (pos >= len)
        break;
      const saved = pos;
      const op = tryReadBinOp();
      if (!op)
        break;
      if (op === "?") {
        if (opPrec(op) < minPrec) {
          pos = saved;
          break;
        }
        const consequent = parseBinExpr(1, depth + 1);
        skipWS();
        if (pos < len && src.charCodeAt(pos) === CH_COLON)
          pos++;
        const alternate = parseBinExpr(3, depth + 1);
        left = { type: "ArithmeticTernary", pos: left.pos, end: alternate.end, test: left, consequent, alternate };
        continue;
      }
      const prec = opPrec(op);
      if (prec < minPrec) {
        pos = saved;
        break;
      }
      const nextPrec = opRightAssoc(op) ? prec : prec + 1;
      const right = parseBinExpr(nextPrec, depth + 1);
      left = { type: "ArithmeticBinary", pos: left.pos, end: right.end, operator: op, left, right };
    }
    return left;
  }
  function parseUnaryExpr(depth) {
    skipWS();
    if (depth > MAX_SYNTAX_NESTING)
      return recoverExpression(15);
    if (pos >= len)
      return makeWord(pos, pos);
    const start2 = pos;
    const c = src.charCodeAt(pos);
    const nc = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
    if (c === CH_PLUS && nc === CH_PLUS) {
      pos += 2;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "++", operand: operand2, prefix: true };
    }
    if (c === CH_DASH && nc === CH_DASH) {
      pos += 2;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "--", operand: operand2, prefix: true };
    }
    if (c === CH_BANG) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "!", operand: operand2, prefix: true };
    }
    if (c === CH_TILDE) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "~", operand: operand2, prefix: true };
    }
    if (c === CH_PLUS && nc !== CH_PLUS && nc !== CH_EQ) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "+", operand: operand2, prefix: true };
    }
    if (c === CH_DASH && nc !== CH_DASH && nc !== CH_EQ) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "-", operand: operand2, prefix: true };
    }
    return parsePostfixExpr(depth);
  }
  function parsePostfixExpr(depth) {
    const operand2 = parseAtom(depth);
    skipWS();
    if (pos + 1 < len) {
      const c = src.charCodeAt(pos);
      const nc = src.charCodeAt(pos + 1);
      if (c === CH_PLUS && nc === CH_PLUS) {
        pos += 2;
        return { type: "ArithmeticUnary", pos: operand2.pos, end: pos + offset, operator: "++", operand: operand2, prefix: false };
      }
      if (c === CH_DASH && nc === CH_DASH) {
        pos += 2;
        return { type: "ArithmeticUnary", pos: operand2.pos, end: pos + offset, operator: "--", operand: operand2, prefix: false };
      }
    }
    return operand2;
  }
  function parseAtom(depth) {
    skipWS();
    if (pos >= len)
      return makeWord(pos, pos);
    const c = src.charCodeAt(pos);
    if (c === CH_LPAREN) {
      const start3 = pos;
      pos++;
      const expr = parseBinExpr(0, depth + 1);
      skipWS();
      if (pos < len && src.charCodeAt(pos) === CH_RPAREN)
        pos++;
      return { type: "ArithmeticGroup", pos: start3 + offset, end: pos + offset, expression: expr };
    }
    if (c === CH_DOLLAR) {
      const start3 = pos;
      const wordCount2 = collector?.embeddedWords.length ?? 0;
      const atom2 = readDollarAtom();
      const wordEnd2 = collector?.findArithmeticWordEnd?.(start3 + offset, offset + len) ?? pos + offset;
      if (wordEnd2 > pos + offset) {
        if (collector)
          collector.embeddedWords.length = wordCount2;
        pos = wordEnd2 - offset;
        return makeWord(start3, pos, true);
      }
      return atom2;
    }
    if (c === 96 || c === 34 || c === 39) {
      const start3 = pos;
      pos = (collector?.findArithmeticWordEnd?.(start3 + offset, offset + len) ?? start3 + offset + 1) - offset;
      return makeWord(start3, pos, true);
    }
    const start2 = pos;
    const wordCount = collector?.embeddedWords.length ?? 0;
    const atom = readWordAtom();
    const wordEnd = collector?.findArithmeticWordEnd?.(start2 + offset, offset + len) ?? pos + offset;
    if (wordEnd > pos + offset) {
      if (collector)
        collector.embeddedWords.length = wordCount;
      pos = wordEnd - offset;
      return makeWord(start2, pos, true);
    }
    return atom;
  }
  function readDollarAtom() {
    const start2 = pos;
    pos++;
    if (pos >= len)
      return makeWord(start2, pos);
    const c = src.charCodeAt(pos);
    if (c === CH_LPAREN) {
      if (pos + 1 < len && src.charCodeAt(pos + 1) === CH_LPAREN) {
        const expansionEnd = collector?.findArithmeticExpansionEnd(start2 + offset, offset + len) ?? -1;
        if (expansionEnd !== -1) {
          pos = expansionEnd - offset;
        } else {
          pos += 2;
          let depth = 1;
          while (pos < len && depth > 0) {
            if (src.charCodeAt(pos) === CH_LPAREN && src.charCodeAt(pos + 1) === CH_LPAREN) {
              depth++;
              pos += 2;
            } else if (src.charCodeAt(pos) === CH_RPAREN && src.charCodeAt(pos + 1) === CH_RPAREN) {
              depth--;
              pos += 2;
            } else {
              pos++;
            }
          }
        }
      } else {
        pos++;
        const close = collector?.findClosingParenthesis(pos + offset, offset + len) ?? -1;
        if (close !== -1) {
          pos = close - offset + 1;
        } else {
          let depth = 1;
          while (pos < len && depth > 0) {
            const ch = src.charCodeAt(pos++);
            if (ch === CH_LPAREN)
              depth++;
            else if (ch === CH_RPAREN)
              depth--;
          }
        }
        const text2 = src.slice(start2, pos);
        return collector ? collector.commandExpansion(start2 + offset, pos + offset, text2) : new ScriptExpansionImpl("ArithmeticCommandExpansion", start2 + offset, pos + offset, text2);
      }
    } else if (c === CH_LBRACE) {
      const close = collector?.findClosingBrace(pos + offset + 1, offset + len) ?? -1;
      if (close !== -1) {
        pos = close - offset + 1;
      } else {
        pos++;
        let depth = 1;
        while (pos < len && depth > 0) {
          const ch = src.charCodeAt(pos++);
          if (ch === CH_LBRACE)
            depth++;
          else if (ch === CH_RBRACE)
            depth--;
        }
      }
    } else {
      while (pos < len) {
        const ch = src.charCodeAt(pos);
        if (ch >= CH_a && ch <= CH_z || ch >= CH_A && ch <= CH_Z || ch >= CH_0 && ch <= CH_9 || ch === CH_UNDERSCORE)
          pos++;
        else
          break;
      }
    }
    return makeWord(start2, pos, c === CH_LPAREN || c === CH_LBRACE);
  }
  function readWordAtom() {
    const start2 = pos;
    while (pos < len) {
      const c = src.charCodeAt(pos);
      if (c >= CH_0 && c <= CH_9 || c >= CH_A && c <= CH_Z || c >= CH_a && c <= CH_z || c === CH_UNDERSCORE || c === 35) {
        pos++;
      } else
        break;
    }
    if (pos > start2 && pos < len && src.charCodeAt(pos) === CH_LBRACKET) {
      const close = collector?.findClosingBracket?.(pos + offset + 1, offset + len) ?? -1;
      if (close !== -1) {
        pos = close - offset + 1;
      } else {
        pos++;
        let depth = 1;
        while (pos < len && depth > 0) {
          const c = src.charCodeAt(pos);
          if (c === CH_LBRACKET)
            depth++;
          else if (c === CH_RBRACKET)
            depth--;
          pos++;
        }
      }
      return makeWord(start2, pos, true);
    }
    if (pos === start2) {
      pos++;
      return makeWord(start2, pos);
    }
    return makeWord(start2, pos);
  }
  skipWS();
  if (pos >= len)
    return null;
  const start = pos;
  const result = parseBinExpr(0, nestingDepth);
  skipWS();
  if (pos < len) {
    if (collector)
      collector.embeddedWords.length = initialWordCount;
    return makeWord(start, trimEnd(src, start, len), collector !== void 0);
  }
  return result;
}

// node_modules/unbash/dist/parts.js
var computeBareWordParts = (_source, word) => hasGlobCharacters(word.text) ? parseGlobParts(word.text, 0, word.text.length, void 0, word.pos) : void 0;
function wordPartsResolver(context2) {
  return context2.wordParts ?? (context2.wordParts = (source2, word, depth) => computeWordParts(source2, word, depth, context2));
}
function embeddedPartsResolver(context2) {
  return context2.embeddedParts ?? (context2.embeddedParts = (source2, word, depth) => computeEmbeddedWordParts(source2, word, depth, context2));
}
function arrayPartsResolver(context2) {
  return context2.arrayParts ?? (context2.arrayParts = (source2, word, depth) => computeArrayElementParts(source2, word, depth, context2));
}
function computeWordParts(source2, word, depth = 0, context2 = createSubstitutionContext()) {
  const lexer = new Lexer(source2, word.pos, word.end, false, context2);
  lexer._nestingDepth = depth;
  const parts = lexer.buildWordParts(word.pos);
  return parts ?? void 0;
}
function computeEmbeddedWordParts(source2, word, depth = 0, context2, arithmetic2 = false) {
  if (!hasEmbeddedWordStructure(source2, word.pos, word.end))
    return void 0;
  const lexer = new Lexer(source2, word.pos, word.end, false, context2);
  lexer._nestingDepth = depth;
  const parts = lexer.buildEmbeddedWordParts(word.pos, arithmetic2);
  return parts ?? void 0;
}
function computeArrayElementParts(source2, word, depth = 0, context2) {
  const lexer = new Lexer(source2, word.pos, word.end, false, context2);
  lexer._nestingDepth = depth;
  const parts = lexer.buildArrayElementParts(word.pos);
  return parts ?? void 0;
}
function computeHereDocBodyParts(source2, word, depth = 0, context2) {
  const lexer = new Lexer(source2, word.pos, word.end, false, context2);
  lexer._nestingDepth = depth;
  const parts = lexer.buildHereDocParts(word.pos, word.end);
  return parts ?? void 0;
}

// node_modules/unbash/dist/arithmetic-parts.js
function parseArithmeticWithParts(body, offset, source2, depth, context2, embeddedDepth = depth) {
  if (!hasEmbeddedWordStructure(source2, offset, offset + body.length)) {
    return parseArithmeticExpression(body, offset, void 0, depth) ?? void 0;
  }
  const embeddedWords = [];
  const lexer = new Lexer(source2, 0, source2.length, false, context2);
  lexer._nestingDepth = depth;
  const expression2 = parseArithmeticExpression(body, offset, {
    embeddedWords,
    commandExpansion: (pos, end, text2) => new ScriptExpansionImpl("ArithmeticCommandExpansion", pos, end, text2, {
      source: source2,
      start: pos + 2,
      end: end - 1,
      depth: depth + 1,
      parenBoundary: true,
      context: context2
    }),
    findClosingBracket: (start, end) => lexer.findClosingBracket(start, end),
    findClosingBrace: (start, end) => lexer.findClosingBrace(start, end),
    findClosingParenthesis: (start, end) => lexer.findClosingParenthesis(start, end),
    findArithmeticExpansionEnd: (start, end) => lexer.findArithmeticExpansionEnd(start, end),
    findArithmeticWordEnd: (start, end) => lexer.findArithmeticWordEnd(start, end)
  }, depth) ?? void 0;
  if (embeddedDepth <= MAX_SYNTAX_NESTING) {
    for (const node of embeddedWords)
      node.parts = computeEmbeddedWordParts(source2, node, embeddedDepth, context2, true);
  }
  return expression2;
}

// node_modules/unbash/dist/assignment.js
var ArrayValueImpl = class {
  type = "ArrayValue";
  pos;
  end;
  #source;
  #depth;
  #context;
  #elements;
  constructor(source2, pos, end, depth, context2) {
    this.pos = pos;
    this.end = end;
    this.#source = source2;
    this.#depth = depth;
    this.#context = context2;
  }
  get elements() {
    if (this.#elements)
      return this.#elements;
    const lexer = new Lexer(this.#source, this.pos + 1, this.end - 1, false, this.#context);
    lexer._nestingDepth = this.#depth;
    const elements = [];
    while (lexer.peek(LexContext.ArrayElement).token !== Token.EOF) {
      const token2 = lexer.next(LexContext.ArrayElement);
      if (token2.token !== Token.Word && token2.token !== Token.Assignment)
        continue;
      const text2 = token2.raw ? token2.value : this.#source.slice(token2.pos, token2.end);
      const indexed2 = text2.charCodeAt(0) === 91;
      const context2 = lexer.getSubstitutionContext();
      const source2 = !indexed2 && token2.raw && token2.keywordEligible ? void 0 : this.#source;
      const resolver = source2 === void 0 ? computeBareWordParts : indexed2 ? arrayPartsResolver(context2) : wordPartsResolver(context2);
      elements.push(new WordImpl(text2, token2.pos, token2.end, source2, resolver, this.#depth));
    }
    this.#elements = elements;
    return elements;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, elements: this.elements };
  }
};
var AssignmentImpl = class {
  type = "Assignment";
  pos;
  end;
  text;
  #source;
  #depth;
  #context;
  #operatorPos;
  #name = null;
  #append;
  #index;
  #value = null;
  constructor(text2, pos, end, source2, operatorPos, depth, context2) {
    this.pos = pos;
    this.end = end;
    this.text = text2;
    this.#source = source2;
    this.#operatorPos = operatorPos;
    this.#depth = depth;
    this.#context = context2;
  }
  get name() {
    return this.#name ?? this.resolveTarget();
  }
  get append() {
    if (this.#name === null)
      this.resolveTarget();
    return this.#append;
  }
  get index() {
    if (this.#name === null)
      this.resolveTarget();
    return this.#index;
  }
  get value() {
    if (this.#value !== null)
      return this.#value;
    const start = this.#operatorPos + 1;
    const arrayStart = skipLineContinuations(this.#source, start, this.end);
    this.#value = this.#source.charCodeAt(arrayStart) === 40 && this.#source.charCodeAt(this.end - 1) === 41 ? new ArrayValueImpl(this.#source, arrayStart, this.end, this.#depth, this.#context) : new WordImpl(this.#source.slice(start, this.end), start, this.end, this.#source, wordPartsResolver(this.#context), this.#depth);
    return this.#value;
  }
  resolveTarget() {
    const equal = this.#operatorPos - this.pos;
    let nameEnd = equal;
    let appendPos = equal;
    while (appendPos >= 2 && this.text.charCodeAt(appendPos - 2) === 92 && this.text.charCodeAt(appendPos - 1) === 10)
      appendPos -= 2;
    if (this.text.charCodeAt(appendPos - 1) === 43) {
      this.#append = true;
      nameEnd = appendPos - 1;
    }
    const bracket = this.text.indexOf("[");
    if (bracket > 0 && bracket < nameEnd) {
      const close = this.text.lastIndexOf("]", equal);
      if (close > bracket) {
        const start = this.pos + bracket + 1;
        const end = this.pos + close;
        this.#index = new WordImpl(this.#source.slice(start, end), start, end, this.#source, embeddedPartsResolver(this.#context), this.#depth);
        nameEnd = bracket;
      }
    }
    const name = this.text.slice(0, nameEnd);
    return this.#name = name.includes("\\\n") ? name.split("\\\n").join("") : name;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      text: this.text,
      name: this.name,
      append: this.append,
      index: this.index,
      value: this.value
    };
  }
};

// node_modules/unbash/dist/command.js
var isArgument = (item) => item.type === "Word" || item.type === "Assignment";
var CommandImpl = class {
  type = "Command";
  pos;
  end;
  name;
  prefix;
  suffix;
  #args;
  #redirects;
  constructor(pos, end, name, prefix, suffix) {
    this.pos = pos;
    this.end = end;
    this.name = name;
    this.prefix = prefix;
    this.suffix = suffix;
  }
  get args() {
    if (this.#args === void 0) {
      const suffix = this.suffix;
      this.#args = suffix.every(isArgument) ? suffix : suffix.filter(isArgument);
    }
    return this.#args;
  }
  get redirects() {
    if (this.#redirects === void 0) {
      const redirects = [];
      for (const item of this.prefix)
        if (item.type !== "Assignment")
          redirects.push(item);
      for (const item of this.suffix)
        if (!isArgument(item))
          redirects.push(item);
      this.#redirects = redirects;
    }
    return this.#redirects;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, name: this.name, prefix: this.prefix, suffix: this.suffix };
  }
};

// node_modules/unbash/dist/heredoc.js
var HereDocBodyImpl = class {
  type = "HereDocBody";
  pos;
  end;
  text = "";
  #source;
  #depth;
  #context;
  #parts;
  constructor(source2, pos, quoted4, depth, context2) {
    this.pos = pos;
    this.end = pos;
    this.#source = source2;
    this.#depth = depth;
    this.#context = context2;
    this.#parts = quoted4 ? void 0 : null;
  }
  get parts() {
    if (this.#parts === null)
      this.#parts = computeHereDocBodyParts(this.#source, this, this.#depth, this.#context);
    return this.#parts;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, text: this.text, parts: this.parts };
  }
};

// node_modules/unbash/dist/parser.js
Lexer._findSubstitutionEnd = findSubstitutionEnd;
ScriptExpansionImpl._resolveScript = parseRegion;
ArithmeticExpansionImpl._resolveExpression = parseArithmeticWithParts;
function isDeclarationCommand(name) {
  switch (name.length) {
    case 5:
      return name === "local" || name === "alias";
    case 6:
      return name === "export";
    case 7:
      return name === "declare" || name === "typeset";
    case 8:
      return name === "readonly";
    default:
      return false;
  }
}
var ArithmeticCommandImpl = class {
  type = "ArithmeticCommand";
  pos;
  end;
  body;
  #source;
  #depth;
  #context;
  #expression = null;
  constructor(pos, end, body, source2, depth, context2) {
    this.pos = pos;
    this.end = end;
    this.body = body;
    this.#source = source2;
    this.#depth = depth;
    this.#context = context2;
  }
  get expression() {
    if (this.#expression === null) {
      this.#expression = parseArithmeticWithParts(this.body, this.pos + 2, this.#source, this.#depth, this.#context);
    }
    return this.#expression;
  }
  set expression(v) {
    this.#expression = v ?? void 0;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      expression: this.expression,
      body: this.body
    };
  }
};
var ArithmeticForImpl = class {
  type = "ArithmeticFor";
  pos;
  end;
  body;
  #initStr;
  #testStr;
  #updateStr;
  #initPos;
  #testPos;
  #updatePos;
  #source;
  #depth;
  #context;
  #initialize = null;
  #test = null;
  #update = null;
  constructor(pos, end, body, initStr, testStr, updateStr, initPos, testPos, updatePos, source2, depth, context2) {
    this.pos = pos;
    this.end = end;
    this.body = body;
    this.#initStr = initStr;
    this.#testStr = testStr;
    this.#updateStr = updateStr;
    this.#initPos = initPos;
    this.#testPos = testPos;
    this.#updatePos = updatePos;
    this.#source = source2;
    this.#depth = depth;
    this.#context = context2;
  }
  get initialize() {
    if (this.#initialize === null) {
      if (this.#initStr) {
        this.#initialize = parseArithmeticWithParts(this.#initStr, this.#initPos, this.#source, this.#depth, this.#context);
      } else {
        this.#initialize = void 0;
      }
    }
    return this.#initialize;
  }
  set initialize(v) {
    this.#initialize = v ?? void 0;
  }
  get test() {
    if (this.#test === null) {
      if (this.#testStr) {
        this.#test = parseArithmeticWithParts(this.#testStr, this.#testPos, this.#source, this.#depth, this.#context);
      } else {
        this.#test = void 0;
      }
    }
    return this.#test;
  }
  set test(v) {
    this.#test = v ?? void 0;
  }
  get update() {
    if (this.#update === null) {
      if (this.#updateStr) {
        this.#update = parseArithmeticWithParts(this.#updateStr, this.#updatePos, this.#source, this.#depth, this.#context);
      } else {
        this.#update = void 0;
      }
    }
    return this.#update;
  }
  set update(v) {
    this.#update = v ?? void 0;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      initialize: this.initialize,
      test: this.test,
      update: this.update,
      body: this.body
    };
  }
};
var CASE_TERMINATORS = {
  [Token.DoubleSemi]: ";;",
  [Token.SemiAmp]: ";&",
  [Token.DoubleSemiAmp]: ";;&"
};
var REDIRECT_OPS = {
  ">": ">",
  ">>": ">>",
  "<": "<",
  "<>": "<>",
  "<&": "<&",
  ">&": ">&",
  ">|": ">|",
  "&>": "&>",
  "&>>": "&>>"
};
var listTerminators = new Uint8Array(37);
listTerminators[Token.EOF] = 1;
listTerminators[Token.RParen] = 1;
listTerminators[Token.RBrace] = 1;
listTerminators[Token.Then] = 1;
listTerminators[Token.Else] = 1;
listTerminators[Token.Elif] = 1;
listTerminators[Token.Fi] = 1;
listTerminators[Token.Do] = 1;
listTerminators[Token.Done] = 1;
listTerminators[Token.Esac] = 1;
listTerminators[Token.DoubleSemi] = 1;
listTerminators[Token.SemiAmp] = 1;
listTerminators[Token.DoubleSemiAmp] = 1;
var compoundClosers = new Uint8Array(37);
compoundClosers[Token.RParen] = 1;
compoundClosers[Token.RBrace] = 1;
compoundClosers[Token.DblRBracket] = 1;
compoundClosers[Token.Fi] = 1;
compoundClosers[Token.Done] = 1;
compoundClosers[Token.Esac] = 1;
compoundClosers[Token.ArithCmd] = 1;
function isTestNegation(t) {
  return t.token === Token.Word && t.keywordEligible && t.value === "!";
}
var commandStarts = new Uint8Array(37);
commandStarts[Token.Word] = 1;
commandStarts[Token.Assignment] = 1;
commandStarts[Token.Bang] = 1;
commandStarts[Token.LParen] = 1;
commandStarts[Token.LBrace] = 1;
commandStarts[Token.DblLBracket] = 1;
commandStarts[Token.If] = 1;
commandStarts[Token.For] = 1;
commandStarts[Token.While] = 1;
commandStarts[Token.Until] = 1;
commandStarts[Token.Case] = 1;
commandStarts[Token.Function] = 1;
commandStarts[Token.Select] = 1;
commandStarts[Token.ArithCmd] = 1;
commandStarts[Token.Coproc] = 1;
commandStarts[Token.Redirect] = 1;
var UNARY_TEST_OPS = {
  "-a": 1,
  "-b": 1,
  "-c": 1,
  "-d": 1,
  "-e": 1,
  "-f": 1,
  "-g": 1,
  "-h": 1,
  "-k": 1,
  "-p": 1,
  "-r": 1,
  "-s": 1,
  "-t": 1,
  "-u": 1,
  "-v": 1,
  "-w": 1,
  "-x": 1,
  "-z": 1,
  "-n": 1,
  "-o": 1,
  "-N": 1,
  "-S": 1,
  "-L": 1,
  "-G": 1,
  "-O": 1,
  "-R": 1
};
var BINARY_TEST_OPS = {
  "==": 1,
  "!=": 1,
  "=~": 1,
  "=": 1,
  "-eq": 1,
  "-ne": 1,
  "-lt": 1,
  "-le": 1,
  "-gt": 1,
  "-ge": 1,
  "-nt": 1,
  "-ot": 1,
  "-ef": 1,
  "<": 1,
  ">": 1
};
var EMPTY_REDIRECTS = [];
var EMPTY_PREFIXES = [];
var EMPTY_ELIFS = [];
function parse(source2) {
  return new Parser(source2, 0, source2.length).run();
}
function parseRegion(source2, start, end, depth = 0, parenBoundary = false, context2) {
  return new Parser(source2, start, end, depth, parenBoundary, void 0, context2).run();
}
var SubstitutionLexer = class _SubstitutionLexer extends Lexer {
  boundaries;
  pending;
  context;
  constructor(source2, boundary, boundaries, pending, context2, parenBoundary = true) {
    super(source2, boundary.start, boundary.end, parenBoundary, context2);
    this._nestingDepth = boundary.depth;
    this.boundaries = boundaries;
    this.pending = pending;
    this.context = context2;
  }
  // Keep child boundary requests on this worklist so nested scans stay iterative.
  fork(start, end, parenBoundary = false) {
    return new _SubstitutionLexer(this.getSource(), { start, end, depth: this._nestingDepth }, this.boundaries, this.pending, this.context, parenBoundary);
  }
  findSubstitutionEnd(start, end, depth = this._nestingDepth + 1) {
    const known15 = this.context.boundaries?.get(start);
    if (known15 !== void 0)
      return known15 <= end ? known15 : -1;
    const boundary = this.boundaries.get(start);
    if (boundary !== void 0)
      return boundary <= end ? boundary : -1;
    if (!this.boundaries.has(start)) {
      this.boundaries.set(start, void 0);
      this.pending.push({ start, end, depth });
    }
    return -1;
  }
};
function findSubstitutionEnd(source2, start, end, depth, context2) {
  const boundaries = /* @__PURE__ */ new Map([[start, void 0]]);
  const pending = [{ start, end, depth }];
  while (pending.length > 0) {
    const count = pending.length;
    const boundary = pending[count - 1];
    const lexer = new SubstitutionLexer(source2, boundary, boundaries, pending, context2);
    const found2 = new Parser(source2, boundary.start, boundary.end, boundary.depth, true, lexer).findSubstitutionEnd();
    if (pending.length === count) {
      boundaries.set(boundary.start, found2);
      if (found2 !== -1)
        substitutionBoundaries(context2).set(boundary.start, found2);
      pending.pop();
    }
  }
  return boundaries.get(start) ?? -1;
}
var Parser = class {
  tok;
  source;
  start;
  end;
  depth;
  errors = null;
  syntaxDepth = 0;
  // `depth` counts the substitution scripts (and sub-fields) enclosing this region; it
  // shares the MAX_SYNTAX_NESTING budget with the lexer's lazy word-part materialization.
  constructor(source2, start, end, depth = 0, parenBoundary = false, lexer, context2) {
    this.tok = lexer ?? new Lexer(source2, start, end, parenBoundary, createSubstitutionContext(context2));
    this.tok._nestingDepth = depth;
    this.source = source2;
    this.start = start;
    this.end = end;
    this.depth = depth;
  }
  run() {
    const start = this.start;
    if (this.depth > MAX_SYNTAX_NESTING)
      this.error("maximum substitution nesting depth exceeded", start);
    let shebang;
    if (start === 0 && this.source.charCodeAt(0) === 35 && this.source.charCodeAt(1) === 33) {
      const nl = this.source.indexOf("\n");
      shebang = nl === -1 ? this.source : this.source.slice(0, nl);
    }
    const commands = this.list();
    for (; ; ) {
      const unexpected = this.tok.peek(LexContext.CommandStart);
      if (unexpected.token === Token.EOF)
        break;
      this.unexpectedToken(unexpected);
      if (!listTerminators[unexpected.token] && unexpected.token !== Token.In)
        break;
      this.tok.next(LexContext.CommandStart);
      let separator = this.tok.peek(LexContext.CommandStart).token;
      if (separator !== Token.Semi && separator !== Token.Newline && separator !== Token.Amp)
        break;
      while (separator === Token.Semi || separator === Token.Newline || separator === Token.Amp) {
        this.tok.next(LexContext.CommandStart);
        separator = this.tok.peek(LexContext.CommandStart).token;
      }
      const recovered = this.list();
      for (let i = 0; i < recovered.length; i++)
        commands.push(recovered[i]);
    }
    const lexerErrors = this.tok._errors;
    if (lexerErrors !== null && lexerErrors.length > 0) {
      const errors = this.errors ?? (this.errors = []);
      for (let i = 0; i < lexerErrors.length; i++)
        errors.push(lexerErrors[i]);
    }
    if (this.errors !== null && this.errors.length > 1)
      this.errors.sort((a, b) => a.pos - b.pos);
    return { type: "Script", pos: start, end: this.end, shebang, commands, errors: this.errors ?? void 0 };
  }
  error(message, pos) {
    (this.errors ?? (this.errors = [])).push({ message, pos });
  }
  unexpectedToken(t) {
    this.error(`unexpected token '${t.token === Token.Newline ? "newline" : t.value}'`, t.pos);
  }
  findSubstitutionEnd() {
    this.list();
    return this.acceptEnd(Token.RParen);
  }
  skipSemi() {
    if (this.tok.peek(LexContext.Normal).token === Token.Semi)
      this.tok.next(LexContext.Normal);
  }
  accept(token2, ctx = LexContext.Normal) {
    if (this.tok.peek(ctx).token === token2)
      return this.tok.next(ctx);
    return null;
  }
  acceptEnd(token2, ctx = LexContext.Normal) {
    if (this.tok.peek(ctx).token === token2)
      return this.tok.next(ctx).end;
    return -1;
  }
  skipNewlines(ctx = LexContext.Normal) {
    while (this.tok.peek(ctx).token === Token.Newline)
      this.tok.next(ctx);
  }
  doBody(hasDo) {
    const body = this.list();
    const emptyPos = hasDo ? this.emptyListPos(body) : -1;
    if (emptyPos >= 0)
      this.error("expected command after 'do'", emptyPos);
    return body;
  }
  // Where an empty compound list stopped, or -1. An empty condition is reported only
  // once `then` or `do` follows, so a missing keyword is not reported twice.
  emptyListPos(commands) {
    return commands.length === 0 ? this.tok.peek(LexContext.CommandStart).pos : -1;
  }
  makeStatement(command2) {
    return {
      type: "Statement",
      pos: command2.pos,
      end: command2.end,
      command: command2,
      background: void 0
    };
  }
  // list := and_or ((';' | '&' | NEWLINE) and_or)* [';' | '&' | NEWLINE]
  list() {
    const commands = [];
    this.skipNewlines(LexContext.CommandStart);
    let t = this.tok.peek(LexContext.CommandStart).token;
    if (listTerminators[t] || !commandStarts[t])
      return commands;
    const first = this.andOr();
    if (first)
      commands.push(this.makeStatement(first));
    for (; ; ) {
      t = this.tok.peekFollow(compoundClosers).token;
      if (t !== Token.Semi && t !== Token.Newline && t !== Token.Amp)
        break;
      const isBackground = t === Token.Amp;
      const sepEnd = this.tok.next(LexContext.Normal).end;
      if (isBackground) {
        const stmt = commands[commands.length - 1];
        stmt.background = true;
        stmt.end = sepEnd;
      }
      this.skipNewlines(LexContext.CommandStart);
      t = this.tok.peek(LexContext.CommandStart).token;
      if (listTerminators[t] || !commandStarts[t])
        break;
      const node = this.andOr();
      if (node)
        commands.push(this.makeStatement(node));
    }
    return commands;
  }
  // and_or := pipeline (('&&' | '||') newlines pipeline)*
  andOr() {
    const first = this.pipeline();
    if (!first)
      return null;
    let t = this.tok.peek(LexContext.Normal).token;
    if (t !== Token.And && t !== Token.Or)
      return first;
    const commands = [first];
    const operators = [];
    do {
      const operatorToken = this.tok.next(LexContext.Normal);
      const operator2 = operatorToken.token === Token.And ? "&&" : "||";
      this.skipNewlines(LexContext.CommandStart);
      const next = this.pipeline();
      if (!next) {
        this.error(`expected command after '${operator2}'`, operatorToken.end);
        break;
      }
      operators.push(operator2);
      commands.push(next);
      t = this.tok.peek(LexContext.Normal).token;
    } while (t === Token.And || t === Token.Or);
    return {
      type: "AndOr",
      pos: first.pos,
      end: commands[commands.length - 1].end,
      commands,
      operators
    };
  }
  withRedirects(command2) {
    const redirects = this.collectTrailingRedirects();
    if (redirects.length === 0)
      return command2;
    return { type: "Redirected", pos: command2.pos, end: redirects[redirects.length - 1].end, command: command2, redirects };
  }
  pipeline() {
    let prefixes;
    for (; ; ) {
      const token2 = this.tok.peek(LexContext.CommandStart);
      const isTime = token2.token === Token.Word && token2.keywordEligible && token2.value === "time";
      if (token2.token !== Token.Bang && !isTime)
        break;
      const prefix = this.tok.next(LexContext.CommandStart);
      const pos2 = prefix.pos;
      const keywordEnd = prefix.end;
      let posix34;
      let endOfOptions;
      if (isTime) {
        let flag2 = this.tok.peek(LexContext.CommandStart);
        if (flag2.token === Token.Word && flag2.keywordEligible && flag2.value === "-p") {
          this.tok.next(LexContext.CommandStart);
          posix34 = { pos: flag2.pos, end: flag2.end };
          flag2 = this.tok.peek(LexContext.CommandStart);
        }
        if (flag2.token === Token.Word && flag2.keywordEligible && flag2.value === "--") {
          this.tok.next(LexContext.CommandStart);
          endOfOptions = { pos: flag2.pos, end: flag2.end };
        }
      }
      if (prefixes === void 0)
        prefixes = [];
      prefixes.push(isTime ? { type: "Time", pos: pos2, end: endOfOptions?.end ?? posix34?.end ?? keywordEnd, keywordEnd, posix: posix34, endOfOptions } : { type: "Negation", pos: pos2, end: keywordEnd });
    }
    const command2 = this.pipelineCommands();
    if (!prefixes)
      return command2;
    const pos = prefixes[0].pos;
    if (command2?.type === "Pipeline") {
      command2.prefixes = prefixes;
      command2.pos = pos;
      return command2;
    }
    return {
      type: "Pipeline",
      pos,
      end: command2 ? command2.end : prefixes[prefixes.length - 1].end,
      prefixes,
      commands: command2 ? [command2] : [],
      operators: []
    };
  }
  pipelineCommands() {
    const first = this.command();
    if (!first)
      return null;
    if (this.tok.peek(LexContext.Normal).token !== Token.Pipe)
      return first;
    const commands = [first];
    const operators = [];
    while (this.tok.peek(LexContext.Normal).token === Token.Pipe) {
      const pipeToken = this.tok.next(LexContext.Normal);
      const operator2 = pipeToken.value === "|&" ? "|&" : "|";
      this.skipNewlines(LexContext.CommandStart);
      const cmd = this.command();
      if (!cmd) {
        this.error(`expected command after '${operator2}'`, pipeToken.end);
        break;
      }
      operators.push(operator2);
      commands.push(cmd);
    }
    if (commands.length === 1) {
      return commands[0];
    }
    const pipeline2 = {
      type: "Pipeline",
      pos: first.pos,
      end: commands[commands.length - 1].end,
      prefixes: EMPTY_PREFIXES,
      commands,
      operators
    };
    return pipeline2;
  }
  // command := compound_command | function_def | simple_command
  command() {
    let compound;
    switch (this.tok.peek(LexContext.CommandStart).token) {
      case Token.LParen:
        compound = this.subshell();
        break;
      case Token.LBrace:
        compound = this.braceGroup();
        break;
      case Token.If:
        compound = this.ifClause();
        break;
      case Token.For:
        compound = this.forClause();
        break;
      case Token.While:
        compound = this.whileClause();
        break;
      case Token.Until:
        compound = this.untilClause();
        break;
      case Token.Case:
        compound = this.caseClause();
        break;
      case Token.Function:
        return this.functionDef();
      case Token.Select:
        compound = this.selectClause();
        break;
      case Token.DblLBracket:
        compound = this.testCommand();
        break;
      case Token.ArithCmd:
        compound = this.arithCommand();
        break;
      case Token.Coproc:
        return this.coprocCommand();
      case Token.Word:
      case Token.Assignment:
      case Token.Redirect:
        return this.simpleCommandOrFunction(false);
      default:
        return null;
    }
    return this.withRedirects(compound);
  }
  collectTrailingRedirects() {
    let redirects = EMPTY_REDIRECTS;
    while (this.tok.peekFollow(compoundClosers).token === Token.Redirect) {
      if (redirects === EMPTY_REDIRECTS)
        redirects = [];
      redirects.push(this.readRedirect(LexContext.Normal));
    }
    return redirects;
  }
  // arith_command := (( expr ))
  arithCommand() {
    const tok = this.tok.next(LexContext.CommandStart);
    return new ArithmeticCommandImpl(tok.pos, tok.end, tok.value, this.source, this.depth, this.tok.getSubstitutionContext());
  }
  // coproc := COPROC ([name] compound_command [redirections] | simple_command)
  coprocCommand() {
    const start = this.tok.next(LexContext.CommandStart);
    const pos = start.pos;
    const first = this.tok.peek(LexContext.CommandStart);
    let name;
    if (first.token === Token.Word) {
      const lookahead = this.tok.fork(first.end, this.end);
      switch (lookahead.peek(LexContext.CommandStart).token) {
        case Token.LParen:
          lookahead.next(LexContext.CommandStart);
          if (lookahead.peek(LexContext.Normal).token !== Token.RParen)
            name = this.readWord(LexContext.CommandStart);
          break;
        case Token.LBrace:
        case Token.If:
        case Token.For:
        case Token.While:
        case Token.Until:
        case Token.Case:
        case Token.Select:
        case Token.DblLBracket:
        case Token.ArithCmd:
          name = this.readWord(LexContext.CommandStart);
      }
    }
    const cmd = first.token === Token.Word && name === void 0 ? this.simpleCommandOrFunction(true) : this.command();
    if (cmd && cmd.type !== "Function" && cmd.type !== "Coproc") {
      return { type: "Coproc", pos, end: cmd.end, name, body: cmd };
    }
    this.error("expected command after 'coproc'", cmd?.pos ?? start.end);
    const body = cmd ? this.makeCompoundList([this.makeStatement(cmd)]) : { type: "CompoundList", pos: start.end, end: start.end, commands: [] };
    return { type: "Coproc", pos, end: body.end, name, body };
  }
  // subshell := '(' list ')'
  subshell() {
    return this.subshellBody(this.tok.next(LexContext.CommandStart).pos);
  }
  // Continues a subshell whose '(' the caller already consumed.
  subshellBody(pos) {
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum subshell nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipSubshellBody();
      if (closeEnd2 < 0)
        this.error("expected ')' to close subshell", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "Subshell", pos, end: end2, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const commands = this.list();
    this.syntaxDepth--;
    if (commands.length === 0)
      this.error("expected command in subshell", pos);
    const closeEnd = this.acceptEnd(Token.RParen, LexContext.Normal);
    if (closeEnd < 0)
      this.error("expected ')' to close subshell", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "Subshell", pos, end, body: this.makeCompoundList(commands) };
  }
  // brace_group := '{' list '}'
  braceGroup() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum brace group nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.RBrace);
      if (closeEnd2 < 0)
        this.error("expected '}' to close brace group", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "BraceGroup", pos, end: end2, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const commands = this.list();
    this.syntaxDepth--;
    if (commands.length === 0)
      this.error("expected command in brace group", pos);
    const closeEnd = this.acceptEnd(Token.RBrace, LexContext.Normal);
    if (closeEnd < 0)
      this.error("expected '}' to close brace group", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "BraceGroup", pos, end, body: this.makeCompoundList(commands) };
  }
  // if_clause := IF list THEN list (ELIF list THEN list)* [ELSE list] FI
  ifClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum if nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Fi);
      if (closeEnd2 < 0)
        this.error("expected 'fi' to close 'if'", this.tok.getPos());
      const end = closeEnd2 >= 0 ? closeEnd2 : pos;
      return {
        type: "If",
        pos,
        end,
        clause: this.makeCompoundList([]),
        then: this.makeCompoundList([]),
        elif: EMPTY_ELIFS,
        else: void 0
      };
    }
    this.syntaxDepth++;
    let command2;
    let branchPos = pos;
    for (; ; ) {
      const clauseCommands = this.list();
      const emptyClausePos = this.emptyListPos(clauseCommands);
      const clause = this.makeCompoundList(clauseCommands);
      this.skipSemi();
      const thenToken = this.accept(Token.Then, LexContext.CommandStart);
      if (!thenToken)
        this.error("expected 'then'", this.tok.getPos());
      else if (emptyClausePos >= 0)
        this.error(`expected command after '${branchPos === pos ? "if" : "elif"}'`, emptyClausePos);
      const thenCommands = this.list();
      const then_ = this.makeCompoundList(thenCommands);
      if (thenToken && thenCommands.length === 0) {
        this.error("expected command after 'then'", this.tok.peek(LexContext.CommandStart).pos);
        then_.pos = thenToken.end;
        then_.end = thenToken.end;
      }
      if (command2) {
        if (command2.elif === EMPTY_ELIFS)
          command2.elif = [];
        command2.elif.push({
          type: "Elif",
          pos: branchPos,
          end: then_.end,
          clause,
          then: then_
        });
      } else {
        command2 = { type: "If", pos, end: pos, clause, then: then_, elif: EMPTY_ELIFS, else: void 0 };
      }
      this.skipSemi();
      const elif = this.accept(Token.Elif, LexContext.CommandStart);
      if (!elif)
        break;
      branchPos = elif.pos;
    }
    if (this.accept(Token.Else, LexContext.CommandStart)) {
      const elseCommands = this.list();
      const emptyElsePos = this.emptyListPos(elseCommands);
      if (emptyElsePos >= 0)
        this.error("expected command after 'else'", emptyElsePos);
      command2.else = this.makeCompoundList(elseCommands);
      this.skipSemi();
    }
    const closeEnd = this.acceptEnd(Token.Fi, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'fi' to close 'if'", this.tok.getPos());
    command2.end = closeEnd >= 0 ? closeEnd : branchPos;
    this.syntaxDepth--;
    return command2;
  }
  // for_clause := FOR word [IN word* (';'|NL)] DO list DONE
  //            | FOR '((' expr '))' [';'|NL] DO list DONE
  forClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.tok.peek(LexContext.Normal).token === Token.LParen) {
      return this.cStyleFor(pos);
    }
    const name = this.readRequiredWord("for");
    let wordlist;
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.In) {
      this.tok.next(LexContext.CommandStart);
      wordlist = [];
      while (this.tok.peek(LexContext.Normal).token === Token.Word) {
        wordlist.push(this.readWord(LexContext.Normal));
      }
    }
    this.skipSemi();
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
      const bg = this.braceGroup();
      return { type: "For", pos, end: bg.end, name, wordlist, body: bg.body };
    }
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum for nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error("expected 'done' to close 'for'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "For", pos, end: end2, name, wordlist, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'for'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "For", pos, end, name, wordlist, body: this.makeCompoundList(body) };
  }
  // C-style for: (( expr; expr; expr )) [;|NL] do list done | { list }
  cStyleFor(pos) {
    const [initStr, testStr, updateStr, initPos, testPos, updatePos] = this.tok.readCStyleForExprs();
    if (this.tok.peek(LexContext.CommandStart).token === Token.Semi)
      this.tok.next(LexContext.CommandStart);
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
      const bg = this.braceGroup();
      return new ArithmeticForImpl(pos, bg.end, bg.body, initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
    }
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum for nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error("expected 'done' to close 'for'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return new ArithmeticForImpl(pos, end2, this.makeCompoundList([]), initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'for'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return new ArithmeticForImpl(pos, end, this.makeCompoundList(body), initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
  }
  whileClause() {
    return this.whileOrUntil("while");
  }
  untilClause() {
    return this.whileOrUntil("until");
  }
  whileOrUntil(kind) {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error(`maximum ${kind} nesting depth exceeded`, pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error(`expected 'done' to close '${kind}'`, this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return {
        type: "While",
        pos,
        end: end2,
        kind,
        clause: this.makeCompoundList([]),
        body: this.makeCompoundList([])
      };
    }
    this.syntaxDepth++;
    const clauseCommands = this.list();
    const emptyClausePos = this.emptyListPos(clauseCommands);
    const clause = this.makeCompoundList(clauseCommands);
    this.skipSemi();
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    else if (emptyClausePos >= 0)
      this.error(`expected command after '${kind}'`, emptyClausePos);
    const body = this.doBody(hasDo);
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error(`expected 'done' to close '${kind}'`, this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    this.syntaxDepth--;
    return { type: "While", pos, end, kind, clause, body: this.makeCompoundList(body) };
  }
  // case_clause := CASE word IN (pattern) list (;; | ;& | ;;&) ... ESAC
  caseClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const word = this.readRequiredWord("case");
    this.skipNewlines(LexContext.CommandStart);
    if (!this.accept(Token.In, LexContext.CommandStart))
      this.error("expected 'in' after 'case' word", this.tok.getPos());
    this.skipNewlines(LexContext.CasePattern);
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum case nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Esac);
      if (closeEnd2 < 0)
        this.error("expected 'esac' to close 'case'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "Case", pos, end: end2, word, items: [] };
    }
    this.syntaxDepth++;
    const items = [];
    let invalid = false;
    let t = this.tok.peek(LexContext.CasePattern).token;
    while (t !== Token.Esac && t !== Token.EOF) {
      const itemPos = this.tok.peek(LexContext.Normal).pos;
      this.accept(Token.LParen, LexContext.Normal);
      const pattern = [];
      let expectWord = true;
      let next = this.tok.peek(LexContext.Normal);
      while (next.token !== Token.RParen && next.token !== Token.EOF) {
        const valid = next.token === (expectWord ? Token.Word : Token.Pipe);
        if (valid)
          expectWord = !expectWord;
        else if (!invalid) {
          this.unexpectedToken(next);
          invalid = true;
        }
        const tok = this.tok.next(LexContext.Normal);
        if (tok.token === Token.Word)
          pattern.push(this.toWord(tok));
        next = this.tok.peek(LexContext.Normal);
      }
      if (expectWord && next.token === Token.RParen && !invalid) {
        this.unexpectedToken(next);
        invalid = true;
      }
      const rparenEnd = this.acceptEnd(Token.RParen, LexContext.Normal);
      const cmds = this.list();
      const bodyPos = rparenEnd >= 0 ? rparenEnd : pattern.length > 0 ? pattern[pattern.length - 1].end : itemPos;
      const itemEnd = cmds.length > 0 ? cmds[cmds.length - 1].end : bodyPos;
      const item = {
        type: "CaseItem",
        pos: itemPos,
        end: itemEnd,
        pattern,
        body: cmds.length > 0 ? this.makeCompoundList(cmds) : { type: "CompoundList", pos: bodyPos, end: bodyPos, commands: [] },
        terminator: void 0
      };
      const after = this.tok.peek(LexContext.CommandStart);
      t = after.token;
      if (t === Token.DoubleSemi || t === Token.SemiAmp || t === Token.DoubleSemiAmp) {
        const termTok = this.tok.next(LexContext.CommandStart);
        item.terminator = CASE_TERMINATORS[termTok.token];
        item.end = termTok.end;
      } else if (t !== Token.Esac && t !== Token.EOF && !invalid) {
        this.unexpectedToken(after);
        invalid = true;
      }
      items.push(item);
      this.skipNewlines(LexContext.CasePattern);
      t = this.tok.peek(LexContext.CasePattern).token;
    }
    const closeEnd = this.acceptEnd(Token.Esac, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'esac' to close 'case'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    this.syntaxDepth--;
    return { type: "Case", pos, end, word, items };
  }
  // select_clause := SELECT word [IN word* (';'|NL)] DO list DONE
  selectClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const name = this.readRequiredWord("select");
    let wordlist;
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.In) {
      this.tok.next(LexContext.CommandStart);
      wordlist = [];
      while (this.tok.peek(LexContext.Normal).token === Token.Word) {
        wordlist.push(this.readWord(LexContext.Normal));
      }
    }
    this.skipSemi();
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
      const bg = this.braceGroup();
      return { type: "Select", pos, end: bg.end, name, wordlist, body: bg.body };
    }
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum select nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error("expected 'done' to close 'select'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "Select", pos, end: end2, name, wordlist, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'select'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "Select", pos, end, name, wordlist, body: this.makeCompoundList(body) };
  }
  // test_command := [[ test_expr ]]
  testCommand() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const expr = this.parseTestOr();
    const closeEnd = this.acceptEnd(Token.DblRBracket, LexContext.TestMode);
    if (closeEnd < 0)
      this.error("expected ']]' to close '[['", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "TestCommand", pos, end, expression: expr };
  }
  // test_or := test_and ('||' test_and)*
  parseTestOr() {
    const first = this.parseTestAnd();
    if (this.tok.peek(LexContext.TestMode).token !== Token.Or)
      return first;
    const operands = [first];
    do {
      this.tok.next(LexContext.TestMode);
      operands.push(this.parseTestAnd());
    } while (this.tok.peek(LexContext.TestMode).token === Token.Or);
    return {
      type: "TestLogical",
      pos: first.pos,
      end: operands[operands.length - 1].end,
      operator: "||",
      operands
    };
  }
  // test_and := test_not ('&&' test_not)*
  parseTestAnd() {
    const first = this.parseTestNot();
    if (this.tok.peek(LexContext.TestMode).token !== Token.And)
      return first;
    const operands = [first];
    do {
      this.tok.next(LexContext.TestMode);
      operands.push(this.parseTestNot());
    } while (this.tok.peek(LexContext.TestMode).token === Token.And);
    return {
      type: "TestLogical",
      pos: first.pos,
      end: operands[operands.length - 1].end,
      operator: "&&",
      operands
    };
  }
  // test_not := '!' test_not | test_primary
  parseTestNot() {
    let t = this.tok.peek(LexContext.TestMode);
    if (!isTestNegation(t))
      return this.parseTestPrimary();
    const negations = [];
    while (isTestNegation(t)) {
      const bang = this.tok.next(LexContext.TestMode);
      negations.push({ type: "Negation", pos: bang.pos, end: bang.end });
      t = this.tok.peek(LexContext.TestMode);
    }
    const operand2 = this.parseTestPrimary();
    return { type: "TestNot", pos: negations[0].pos, end: operand2.end, negations, operand: operand2 };
  }
  // test_primary := '(' test_or ')' | unary_op word | word binary_op word | word
  parseTestPrimary() {
    if (this.tok.peek(LexContext.TestMode).token === Token.LParen) {
      const openPos = this.tok.next(LexContext.TestMode).pos;
      if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
        this.error("maximum test group nesting depth exceeded", openPos);
        const closeEnd2 = this.tok.skipTestGroup();
        if (closeEnd2 < 0)
          this.error("expected ')' to close test group", this.tok.getPos());
        const end2 = closeEnd2 >= 0 ? closeEnd2 : openPos;
        const operand2 = new WordImpl("", openPos, openPos);
        const expression2 = {
          type: "TestUnary",
          pos: openPos,
          end: openPos,
          operator: "-n",
          operand: operand2
        };
        return { type: "TestGroup", pos: openPos, end: end2, expression: expression2 };
      }
      this.syntaxDepth++;
      const expr = this.parseTestOr();
      this.syntaxDepth--;
      const closeEnd = this.acceptEnd(Token.RParen, LexContext.TestMode);
      if (closeEnd < 0)
        this.error("expected ')' to close test group", this.tok.getPos());
      const end = closeEnd >= 0 ? closeEnd : openPos;
      return { type: "TestGroup", pos: openPos, end, expression: expr };
    }
    const first = this.tok.next(LexContext.TestMode);
    if (first.token === Token.And || first.token === Token.Or)
      this.unexpectedToken(first);
    const val = first.value;
    const firstPos = first.pos;
    const firstEnd = first.end;
    if (first.keywordEligible && UNARY_TEST_OPS[val] === 1) {
      if (this.tok.peek(LexContext.TestMode).token === Token.Word) {
        const operand3 = this.readTestOperand();
        return {
          type: "TestUnary",
          pos: firstPos,
          end: operand3.end,
          operator: val,
          operand: operand3
        };
      }
      this.error("expected operand after unary test operator", firstEnd);
      const operand2 = new WordImpl("", firstEnd, firstEnd);
      return { type: "TestUnary", pos: firstPos, end: firstEnd, operator: val, operand: operand2 };
    }
    const nt = this.tok.peek(LexContext.TestMode);
    if (nt.token === Token.Word && nt.keywordEligible && BINARY_TEST_OPS[nt.value] === 1) {
      const op = this.tok.next(LexContext.TestMode).value;
      let right;
      if (op === "=~") {
        const token2 = this.tok.readTestRegexWord();
        right = new WordImpl(this.source.slice(token2.pos, token2.end), token2.pos, token2.end, this.source, embeddedPartsResolver(this.tok.getSubstitutionContext()), this.depth);
      } else {
        right = this.readTestOperand();
      }
      const left = this.toWordFromPosEnd(first, firstPos, firstEnd);
      return {
        type: "TestBinary",
        pos: firstPos,
        end: right.end,
        operator: op,
        left,
        right
      };
    }
    const w = this.toWordFromPosEnd(first, firstPos, firstEnd);
    return { type: "TestUnary", pos: firstPos, end: w.end, operator: "-n", operand: w };
  }
  // Unquoted `<` and `>` are operators in `[[ ]]`, never operands.
  readTestOperand() {
    const t = this.tok.next(LexContext.TestMode);
    if (t.keywordEligible && (t.value === "<" || t.value === ">"))
      this.error(`unexpected argument '${t.value}' to conditional operator`, t.pos);
    return this.toWord(t);
  }
  // function_def with 'function' keyword
  functionDef() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const name = this.readWord(LexContext.FunctionName);
    let body;
    if (this.tok.peek(LexContext.CommandStart).token === Token.LParen) {
      const openPos = this.tok.next(LexContext.CommandStart).pos;
      if (this.tok.peek(LexContext.CommandStart).token === Token.RParen) {
        this.tok.next(LexContext.CommandStart);
        this.skipNewlines(LexContext.CommandStart);
        body = this.commandAsBody();
      } else {
        body = this.withRedirects(this.subshellBody(openPos));
      }
    } else {
      this.skipNewlines(LexContext.CommandStart);
      body = this.commandAsBody();
    }
    return { type: "Function", pos, end: body.end, name, body };
  }
  // simple_command or function_def (word '(' ')' body)
  simpleCommandOrFunction(coproc) {
    const prefix = [];
    const cmdPos = this.tok.peek(LexContext.CommandStart).pos;
    let lastEnd = cmdPos;
    let ctx = LexContext.CommandStart;
    for (; ; ) {
      const t = this.tok.peek(ctx).token;
      if (t === Token.Assignment) {
        const assignment = this.tok.next(ctx);
        lastEnd = assignment.end;
        prefix.push(this.parseAssignment(assignment));
      } else if (t === Token.Redirect) {
        const redirect = this.readRedirect(ctx);
        prefix.push(redirect);
        lastEnd = redirect.end;
      } else {
        break;
      }
      ctx = LexContext.CommandPrefix;
    }
    if (this.tok.peek(LexContext.Normal).token !== Token.Word) {
      return new CommandImpl(cmdPos, lastEnd, void 0, prefix, []);
    }
    const nameToken = this.tok.next(LexContext.Normal);
    const keyword = nameToken.keywordEligible ? nameToken.value : "";
    const name = this.toWord(nameToken);
    ctx = isDeclarationCommand(keyword) ? LexContext.Declaration : keyword === "eval" || keyword === "let" ? LexContext.EvalArgument : LexContext.Normal;
    lastEnd = name.end;
    const suffix = [];
    if (coproc) {
      while (this.tok.peek(LexContext.CommandPrefix).token === Token.Assignment) {
        const token2 = this.tok.next(LexContext.CommandPrefix);
        const word = ctx === LexContext.Declaration ? this.parseAssignment(token2) : this.toWord(token2);
        suffix.push(word);
        lastEnd = word.end;
      }
    }
    if (this.tok.peek(ctx).token === Token.LParen && suffix.length === 0) {
      this.tok.next(LexContext.Normal);
      if (this.tok.peek(LexContext.Normal).token === Token.RParen) {
        this.tok.next(LexContext.Normal);
        this.skipNewlines(LexContext.CommandStart);
        const body = this.commandAsBody();
        return {
          type: "Function",
          pos: name.pos,
          end: body.end,
          name,
          body
        };
      }
    }
    for (; ; ) {
      const st = this.tok.peek(ctx).token;
      if (st === Token.Word || st === Token.Assignment) {
        const token2 = this.tok.next(ctx);
        const w = st === Token.Assignment ? this.parseAssignment(token2) : this.toWord(token2);
        suffix.push(w);
        lastEnd = w.end;
      } else if (st === Token.Redirect) {
        const redirect = this.readRedirect(ctx);
        suffix.push(redirect);
        lastEnd = redirect.end;
      } else {
        break;
      }
    }
    return new CommandImpl(cmdPos, lastEnd, name, prefix, suffix);
  }
  readRedirect(ctx) {
    const t = this.tok.next(ctx);
    const tPos = t.pos;
    const tEnd = t.end;
    const descriptor = t.fileDescriptor !== void 0 ? { type: "FileDescriptor", pos: tPos, end: t.descriptorEnd, value: t.fileDescriptor } : t.variableName !== void 0 ? { type: "FileDescriptorVariable", pos: tPos, end: t.descriptorEnd, name: t.variableName } : void 0;
    const hasTarget = t.targetEnd > t.targetPos;
    if (!hasTarget)
      this.error("expected redirect target", t.targetPos);
    if (t.value === "<<" || t.value === "<<-") {
      const r = {
        type: "HereDoc",
        pos: tPos,
        end: tEnd,
        operator: t.value,
        descriptor,
        delimiter: hasTarget ? {
          type: "HereDocDelimiter",
          pos: t.targetPos,
          end: t.targetEnd,
          text: this.source.slice(t.targetPos, t.targetEnd),
          value: t.content ?? "",
          quoted: t.delimiterQuoted
        } : void 0,
        body: new HereDocBodyImpl(this.source, tEnd, t.delimiterQuoted, this.depth, this.tok.getSubstitutionContext()),
        closing: void 0
      };
      if (hasTarget)
        this.tok.registerHereDocTarget(r);
      return r;
    }
    const target = hasTarget ? new WordImpl(this.source.slice(t.targetPos, t.targetEnd), t.targetPos, t.targetEnd, this.source, wordPartsResolver(this.tok.getSubstitutionContext()), this.depth) : void 0;
    return t.value === "<<<" ? { type: "HereString", pos: tPos, end: tEnd, operator: "<<<", descriptor, target } : { type: "Redirect", pos: tPos, end: tEnd, operator: REDIRECT_OPS[t.value] ?? ">", descriptor, target };
  }
  commandAsBody() {
    const cmd = this.command();
    if (cmd && cmd.type !== "Command" && cmd.type !== "Function" && cmd.type !== "Coproc")
      return cmd;
    this.error("expected compound command as function body", cmd?.pos ?? this.tok.getPos());
    return this.makeCompoundList(cmd ? [this.makeStatement(cmd)] : []);
  }
  readWord(ctx) {
    return this.toWord(this.tok.next(ctx));
  }
  // A missing word stays empty and leaves its token to the rest of the clause.
  readRequiredWord(keyword) {
    const t = this.tok.peek(LexContext.Normal);
    if (t.token === Token.Word)
      return this.toWord(this.tok.next(LexContext.Normal));
    if (t.token !== Token.EOF)
      this.error(`expected word after '${keyword}'`, t.pos);
    return new WordImpl("", t.pos, t.pos);
  }
  toWord(tok) {
    const text2 = tok.raw ? tok.value : this.source.slice(tok.pos, tok.end);
    const source2 = tok.raw && tok.keywordEligible ? void 0 : this.source;
    return new WordImpl(text2, tok.pos, tok.end, source2, source2 === void 0 ? computeBareWordParts : wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
  }
  toWordFromPosEnd(tok, pos, end) {
    if (tok.pos === pos && tok.end === end)
      return this.toWord(tok);
    return new WordImpl(this.source.slice(pos, end), pos, end, this.source, wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
  }
  parseAssignment(token2) {
    const text2 = token2.raw ? token2.value : this.source.slice(token2.pos, token2.end);
    return new AssignmentImpl(text2, token2.pos, token2.end, this.source, token2.assignmentOperatorPos, this.depth, this.tok.getSubstitutionContext());
  }
  makeCompoundList(commands) {
    const p = this.tok.getPos();
    const pos = commands.length > 0 ? commands[0].pos : p;
    const end = commands.length > 0 ? commands[commands.length - 1].end : p;
    return { type: "CompoundList", pos, end, commands };
  }
};

// src/source/shell/text.ts
function wordOf(field3) {
  const unknown4 = field3.fragments.find((fragment) => fragment.kind === "unknown");
  if (unknown4) return unknownWord(field3, unknown4.reason);
  const value = textOfField(field3);
  const reason = templated(value);
  if (reason) return unknownWord(field3, reason);
  return { kind: "scalar", origin: placeOfField(field3), value };
}
function textOfField({ fragments }) {
  return fragments.map((fragment) => fragment.kind === "known" ? fragment.text.content : fragment.text).join("");
}
function literalOf2(field3) {
  return field3?.fragments.every((fragment) => fragment.kind === "known") ? textOfField(field3) : void 0;
}
function isCertain({ fragments }) {
  return fragments.every((fragment) => fragment.kind === "known" && !fragment.assumed);
}
function joinFragments(file, fragments, fallback) {
  const segments = [];
  let content = "";
  let at2 = fallback.start;
  for (const fragment of fragments) {
    const text2 = fragment.kind === "unknown" ? placeholder(file, fragment, at2) : here(fragment.text, file, at2);
    for (const [inner, outer] of text2.segments) segments.push([content.length + inner, outer]);
    content += text2.content;
    at2 = placeIn(text2, text2.content.length, text2.content.length).start;
  }
  return { file, content, segments: segments.length > 0 ? segments : [[0, fallback.start]] };
}
function here(text2, file, at2) {
  return text2.file === file ? text2 : { file, content: text2.content, segments: [[0, at2]] };
}
function concatenate(first, second) {
  const shifted = second.segments.map(([inner, outer]) => [inner + first.content.length, outer]);
  return { file: first.file, content: first.content + second.content, segments: [...first.segments, ...shifted] };
}
function splitFields(fragments, place) {
  const fields = [];
  let current = [];
  for (const fragment of fragments) {
    if (fragment.kind === "unknown" || !fragment.splits) {
      current.push(fragment);
      continue;
    }
    for (const piece of piecesOf(fragment)) {
      if (piece) current.push(piece);
      else if (current.length > 0) {
        fields.push({ fragments: current, place });
        current = [];
      }
    }
  }
  if (current.length > 0) fields.push({ fragments: current, place });
  return fields;
}
function literalField(text2) {
  return { fragments: [{ kind: "known", text: text2, splits: false }], place: placeIn(text2, 0, text2.content.length) };
}
function unknownField(text2, reason, place, several = false) {
  return { fragments: [{ kind: "unknown", text: text2, reason, several }], place };
}
function sliceText(text2, start, end) {
  return innerText(text2, text2.content.slice(start, end), [[0, start]]);
}
function unknownWord(field3, reason) {
  const several = field3.fragments.every((fragment) => fragment.kind === "unknown" && fragment.several);
  return { kind: "unknown", origin: field3.place, reason, text: textOfField(field3), several };
}
function placeOfField({ fragments, place }) {
  const [only, ...others] = fragments;
  if (only?.kind !== "known" || others.length > 0 || only.text.content === "") return place;
  return placeIn(only.text, 0, only.text.content.length);
}
function piecesOf(fragment) {
  const { content } = fragment.text;
  const pieces = [];
  const words = /\S+/g;
  let end = 0;
  for (let match = words.exec(content); match; match = words.exec(content)) {
    if (match.index > end) pieces.push(void 0);
    end = match.index + match[0].length;
    pieces.push({ ...fragment, splits: false, text: sliceText(fragment.text, match.index, end) });
  }
  return content.length > end ? [...pieces, void 0] : pieces;
}
function placeholder(file, { text: text2 }, at2) {
  const content = /^\$\{.*\}$/.test(text2) ? text2 : "${unknown}";
  return { file, content, segments: [[0, at2]] };
}

// src/source/shell/state.ts
var positional = "positional parameters";
var workingDirectory = "working directory";
var directoryStack = "directory stack";
function fileKey(path) {
  return `file ${path}`;
}
function isFileKey(name) {
  return name.startsWith("file ");
}
var depthLimit9 = 60;
var fieldLimit = 1e3;
var fragmentLimit = 200;
var lengthLimit2 = 16384;
function lookup(shell, name) {
  return shell.variables.values.get(name);
}
function assign(shell, name, value) {
  const { values, journal } = shell.variables;
  journal.push({ name, before: values.get(name) });
  if (value === void 0) values.delete(name);
  else values.set(name, isTooLarge(value) && !isFileKey(name) ? unknownValue2(name, "too long", value) : value);
}
function isolated(shell, run3) {
  const mark = shell.variables.journal.length;
  run3();
  for (const [name, value] of undo(shell, mark)) if (isFileKey(name)) assign(shell, name, value);
}
function alternatives(shell, branches) {
  const mark = shell.variables.journal.length;
  const outcomes = [];
  for (const branch of branches) {
    const goesOn = branch();
    const changes2 = undo(shell, mark);
    if (goesOn) outcomes.push(changes2);
  }
  const names3 = /* @__PURE__ */ new Map();
  for (const [name, value] of outcomes.flatMap((changes2) => [...changes2])) {
    const known15 = names3.get(name);
    names3.set(name, known15 ? { value: agreed2(name, known15.value, value), count: known15.count + 1 } : { value, count: 1 });
  }
  for (const [name, { value, count }] of names3) {
    assign(shell, name, count < outcomes.length ? agreed2(name, value, lookup(shell, name)) : value);
  }
}
function spend(shell, cost, at2, offset) {
  if (shell.budget <= 0) return false;
  shell.budget -= cost;
  if (shell.budget > 0) return true;
  const message = "This script does too much to follow it to its end; what comes after this point is not checked. Split it into smaller scripts.";
  shell.problems.push({ code: "shell-limit", message, place: placeIn(at2.text, offset, offset + 1) });
  return false;
}
function deeper(at2, text2 = at2.text) {
  return at2.depth < depthLimit9 ? { text: text2, depth: at2.depth + 1 } : void 0;
}
function walkText(shell, text2, at2) {
  const next = deeper(at2, text2);
  if (next && spend(shell, text2.content.length / 8, at2, 0)) shell.walk(parse(text2.content), next);
}
function unknownValue2(name, reason, near) {
  const place = near?.fields[0]?.place ?? { file: "", start: 0, end: 0 };
  return { fields: [unknownField(`\${${name}}`, reason, place, true)], isList: false };
}
function undo(shell, mark) {
  const { values, journal } = shell.variables;
  const changes2 = /* @__PURE__ */ new Map();
  while (journal.length > mark) {
    const step = journal.pop();
    if (!step) break;
    if (!changes2.has(step.name)) changes2.set(step.name, values.get(step.name));
    if (step.before === void 0) values.delete(step.name);
    else values.set(step.name, step.before);
  }
  return changes2;
}
function agreed2(name, one2, other) {
  if (one2 === other || one2 && other && isSame(one2, other)) return one2;
  return unknownValue2(name, "it depends on a condition", one2 ?? other);
}
function isSame(one2, other) {
  return one2.isList === other.isList && one2.fields.length === other.fields.length && one2.fields.every((field3, index) => textOfField(field3) === textOfField(other.fields[index] ?? field3));
}
function isTooLarge({ fields }) {
  if (fields.length > fieldLimit) return true;
  let length = 0;
  for (const field3 of fields) {
    if (field3.fragments.length > fragmentLimit) return true;
    for (const fragment of field3.fragments) length += fragment.kind === "known" ? fragment.text.content.length : fragment.text.length;
  }
  return length > lengthLimit2;
}

// src/source/shell/functions.ts
function callFunction(shell, called, { args, environment, at: at2, input }) {
  called.called = true;
  const before = new Map([...environment.keys(), positional].map((name) => [name, lookup(shell, name)]));
  for (const [name, field3] of environment) assign(shell, name, { fields: [field3], isList: false });
  assign(shell, positional, { fields: args, isList: true });
  const output = runBody(shell, called, at2.depth, input);
  for (const [name, value] of before) assign(shell, name, value);
  return output;
}
function runUncalledFunctions(shell) {
  const { commands, seen } = shell;
  const found2 = [];
  for (const candidate of shell.functions.values()) {
    if (candidate.called) continue;
    shell.commands = [];
    shell.seen = /* @__PURE__ */ new Set();
    isolated(shell, () => {
      assign(shell, positional, void 0);
      runBody(shell, candidate, 0, void 0);
    });
    found2.push({ of: candidate, commands: shell.commands });
  }
  const own = found2.filter((each2) => !each2.of.called).flatMap((each2) => each2.commands);
  shell.commands = commands;
  for (const command2 of own) commands.push(command2);
  shell.seen = seen;
}
function runBody(shell, called, depth, input) {
  const locals = /* @__PURE__ */ new Map();
  shell.frames.push(locals);
  called.active = true;
  const output = shell.walk(called.body, { text: called.at.text, depth }, input);
  called.active = false;
  shell.frames.pop();
  for (const [name, value] of locals) assign(shell, name, value);
  return output;
}

// src/source/shell/assigned.ts
function assignedNames(bodies) {
  const names3 = /* @__PURE__ */ new Set();
  const stack = [...bodies];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "Assignment") names3.add(node.name);
    if (node.type === "For" || node.type === "Select") names3.add(node.name.value);
    if (node.type === "Command") {
      const changed2 = changes.get(node.name?.text ?? "");
      if (changed2) names3.add(changed2);
    }
    if (node.type !== "Word") forEachChild(node, (child) => stack.push(child));
  }
  return names3;
}
var changes = /* @__PURE__ */ new Map([
  ["shift", positional],
  ["set", positional],
  ["cd", workingDirectory],
  ["pushd", workingDirectory],
  ["popd", workingDirectory]
]);

// src/source/shell/command.ts
import { posix as posix24 } from "node:path";

// src/source/shell/parameters.ts
function expandParameter(expanding, part, quoted4) {
  const { shell, at: at2 } = expanding;
  const place = placeIn(at2.text, part.pos, part.end);
  const list = listOf2(expanding, part, place);
  if (list) return joined2(list, part, at2).map((fragment) => marked(fragment, quoted4));
  const name = nameOf6(part);
  const value = scalarOf2(shell, name, part, at2);
  const operation = part.type === "ParameterExpansion" ? part.operation : void 0;
  if (part.type === "ParameterExpansion" && part.prefix) return [unknown3(part.text, "an indirect expansion", quoted4)];
  const label = part.type === "ParameterExpansion" && part.index ? part.text : `\${${name}}`;
  const plain2 = () => valueOr(value, name, label).map((fragment) => marked(fragment, quoted4));
  if (!operation) return plain2();
  if (operation.type === "Default") return withDefault(expanding, { name, value, operation }, quoted4, plain2);
  if (operation.type === "Remove") {
    if (/^(0|BASH_SOURCE)$/.test(name) && operation.operator === "%" && operation.operand.text === "/*")
      return [directory2(at2, part, scriptDirectory)];
    const removed2 = value && withoutEnd(value, operation.operator, operation.operand);
    if (removed2) return removed2.map((fragment) => marked(fragment, quoted4));
  }
  return [unknown3(part.text, "it is computed when the script runs", quoted4)];
}
function valueOr(value, name, label) {
  const [only, ...others] = value?.fragments ?? [];
  if (!value) return [unknown3(label, `\`${name}\` is not set in this script`, false)];
  return only?.kind === "unknown" && others.length === 0 ? [{ ...only, text: label }] : value.fragments;
}
function listOf2(expanding, part, place) {
  if (!asList(part)) return void 0;
  const name = nameOf6(part);
  const value = lookup(expanding.shell, /^[@*]$/.test(name) ? positional : name);
  const operation = part.type === "ParameterExpansion" ? part.operation : void 0;
  const missing3 = [unknownField(`\${${name}}`, "its items are not known", place, true)];
  if (operation?.type === "Default") return defaultList(expanding, value, operation) ?? missing3;
  if (!value) return missing3;
  if (operation?.type === "Slice" && !operation.length && /^[@*]$/.test(name))
    return itemsFrom(value, Number(operation.offset.text)) ?? missing3;
  return operation ? missing3 : [...value.fields];
}
function defaultList(expanding, value, { operator: operator2, operand: operand2 }) {
  const isEmpty6 = value?.fields.length === 0;
  if (operator2.endsWith("+")) return value && (isEmpty6 ? [] : expanding.expandWord(expanding.shell, operand2, expanding.at));
  return !value || isEmpty6 ? expanding.expandWord(expanding.shell, operand2, expanding.at) : [...value.fields];
}
function itemsFrom({ fields, isList }, from) {
  return from >= 1 && isList && !fields.slice(0, from - 1).some(isSeveral) ? fields.slice(from - 1) : void 0;
}
function asList(part) {
  if (part.type === "ParameterExpansion" && part.prefix) return void 0;
  const name = nameOf6(part);
  const index = part.type === "ParameterExpansion" ? part.index?.text : void 0;
  if (name === "@" || index === "@") return "separate";
  return name === "*" || index === "*" ? "joined" : void 0;
}
function withDefault(expanding, { name, value, operation }, quoted4, plain2) {
  const { shell, at: at2 } = expanding;
  const { operator: operator2, operand: operand2 } = operation;
  const isEmpty6 = operator2.startsWith(":") && value !== void 0 && literalOf2(value) === "";
  if (operator2.endsWith("?")) return plain2();
  const alternative = () => expanding.expandWhole(shell, operand2, at2).fragments;
  if (operator2.endsWith("+")) {
    if (isEmpty6) return [];
    return value && literalOf2(value) !== void 0 ? alternative().map((each2) => marked(each2, quoted4)) : plain2();
  }
  if (value && !isEmpty6) return plain2();
  const fragments = alternative().map((fragment) => fragment.kind === "known" ? { ...fragment, assumed: true } : fragment);
  if (operator2.endsWith("="))
    assign(shell, name, { fields: [{ fragments, place: placeIn(at2.text, operand2.pos, operand2.end) }], isList: false });
  return fragments.map((fragment) => marked(fragment, quoted4));
}
function scalarOf2(shell, name, part, at2) {
  if (/^\d+$/.test(name)) return positionalOf(shell, Number(name), part, at2);
  if (name === "PWD") return { fragments: [directory2(at2, part, ".")], place: placeIn(at2.text, part.pos, part.end) };
  const value = lookup(shell, name);
  const index = part.type === "ParameterExpansion" ? part.index : void 0;
  if (!index || !value) return value?.fields[0];
  const number = value.isList && /^\d+$/.test(index.text) ? Number(index.text) : -1;
  return value.fields[number] ?? unknownField(part.text, "the index is not known", placeIn(at2.text, part.pos, part.end));
}
function positionalOf(shell, number, part, at2) {
  const value = lookup(shell, positional);
  if (number === 0 || !value?.isList || value.fields.slice(0, number).some(isSeveral)) return void 0;
  const found2 = value.fields[number - 1];
  if (found2) return found2;
  return {
    fragments: [{ kind: "known", text: sliceText(at2.text, part.pos, part.pos), splits: true }],
    place: placeIn(at2.text, part.pos, part.end)
  };
}
function withoutEnd(value, operator2, operand2) {
  const [only] = value.fragments;
  const end = operand2.parts ? void 0 : operand2.value;
  if (only?.kind !== "known" || value.fragments.length !== 1 || end === void 0) return void 0;
  const { content } = only.text;
  if (operator2.startsWith("#")) return [{ ...only, text: sliceText(only.text, content.startsWith(end) ? end.length : 0, content.length) }];
  return [{ ...only, text: sliceText(only.text, 0, content.length - (content.endsWith(end) ? end.length : 0)) }];
}
function nameOf6(part) {
  return part.type === "SimpleExpansion" ? part.text.slice(1) : part.parameter;
}
function isSeveral({ fragments }) {
  return fragments.some((fragment) => fragment.kind === "unknown" && fragment.several);
}
function joined2(list, part, at2) {
  const { start } = placeIn(at2.text, part.pos, part.pos);
  const blank2 = { kind: "known", text: { file: at2.text.file, content: " ", segments: [[0, start]] }, splits: true };
  return list.flatMap(({ fragments }, index) => index === 0 ? fragments : [blank2, ...fragments]);
}
function marked(fragment, quoted4) {
  return fragment.kind === "known" ? { ...fragment, splits: !quoted4 } : { ...fragment, several: !quoted4 };
}
function unknown3(text2, reason, quoted4) {
  return { kind: "unknown", text: text2, reason, several: !quoted4 };
}
function directory2(at2, part, content) {
  const { start } = placeIn(at2.text, part.pos, part.pos);
  return { kind: "known", text: { file: at2.text.file, content, segments: [[0, start]] }, splits: false, assumed: true };
}

// src/source/shell/expand.ts
function expandWord(shell, word, at2) {
  const fields = fieldsOf2(shell, word, at2);
  return spend(shell, fields.length, at2, word.pos) ? fields : [];
}
function fieldsOf2(shell, word, at2) {
  const place = placeIn(at2.text, word.pos, word.end);
  if (!spend(shell, costOf(word), at2, word.pos)) return [];
  const parts = word.parts;
  if (!parts) return [{ fragments: [known14(literalText(at2.text, word.pos, word.text, word.value))], place }];
  const list = soleList(shell, parts, at2, place);
  if (list) return list;
  const alternatives2 = braceAlternatives(parts, at2);
  if (alternatives2) return alternatives2.flatMap((each2) => splitFields(expandParts(shell, each2, false, at2), place));
  return splitFields(expandParts(shell, parts, false, at2), place);
}
function expandWhole(shell, word, at2) {
  const place = placeIn(at2.text, word.pos, word.end);
  if (!spend(shell, costOf(word), at2, word.pos)) return unknownField("", "the script is too large", place);
  if (!word.parts) return { fragments: [known14(literalText(at2.text, word.pos, word.text, word.value))], place };
  return { fragments: expandParts(shell, word.parts, false, at2).map(unsplit), place };
}
function costOf({ pos, end }) {
  return 1 + (end - pos) / 4;
}
function expandAssignment(shell, node, at2) {
  if (node.value.type === "Word") return { fields: [expandWhole(shell, node.value, at2)], isList: false };
  const { elements } = node.value;
  const place = placeIn(at2.text, node.pos, node.end);
  if (elements.some((element) => element.text.startsWith("["))) {
    return { fields: [unknownField(`\${${node.name}}`, "an associative array", place, true)], isList: false };
  }
  return { fields: elements.flatMap((element) => expandWord(shell, element, at2)), isList: true };
}
function expandParts(shell, parts, quoted4, at2) {
  return parts.flatMap((part) => "type" in part ? expandPart(shell, part, quoted4, at2) : [part]);
}
function walkSubstitutions(shell, node, at2) {
  const next = deeper(at2);
  if (!next) return;
  forEachChild(node, (child) => {
    if (child.type === "CommandExpansion" || child.type === "ProcessSubstitution") substitute2(shell, child, next);
    else if (child.type !== "Script") walkSubstitutions(shell, child, next);
  });
}
function literalText(text2, pos, raw, value) {
  if (raw.length === value.length) return sliceOrOwn(text2, pos, value);
  const segments = [[0, pos]];
  let from = 0;
  for (let to = 0; to < value.length && from < raw.length; to++, from++) {
    const start = from;
    while (raw[from] === "\\" && raw[from + 1] === "\n") from += 2;
    if (raw[from] === "\\" && raw[from + 1] === value[to]) from++;
    if (from !== start) segments.push([to, pos + from]);
  }
  return innerText(text2, value, segments);
}
function sliceOrOwn(text2, pos, value) {
  return innerText(text2, value, [[0, pos]]);
}
function expandPart(shell, part, quoted4, at2) {
  switch (part.type) {
    case "Literal":
      return [known14(literalText(at2.text, part.pos, part.text, part.value))];
    case "SingleQuoted":
      return [known14(literalText(at2.text, part.pos + 1, part.value, part.value))];
    case "AnsiCQuoted":
      return [known14(literalText(at2.text, part.pos + 2, part.text.slice(2, -1), part.value))];
    case "DoubleQuoted":
    case "LocaleString":
      return quotedText(shell, part, at2);
    case "SimpleExpansion":
    case "ParameterExpansion":
      return expandParameter({ shell, at: at2, expandWhole, expandWord }, part, quoted4);
    case "CommandExpansion":
      return commandOutput(shell, part, quoted4, at2);
    case "ProcessSubstitution":
      substitute2(shell, part, at2);
      return [{ kind: "unknown", text: part.text, reason: "the output of a command", several: false }];
    case "Glob":
      if (part.kind === "bracket") return [known14(literalText(at2.text, part.pos, part.text, part.value))];
      return [{ kind: "unknown", text: part.text, reason: "a pattern of file names", several: !quoted4 }];
    default:
      walkSubstitutions(shell, part, at2);
      return [{ kind: "unknown", text: part.text, reason: reasons[part.type], several: part.type !== "ArithmeticExpansion" }];
  }
}
var reasons = {
  ArithmeticExpansion: "a calculation",
  ExtendedGlob: "a pattern of file names",
  BraceExpansion: "a brace expansion"
};
function quotedText(shell, part, at2) {
  const fragments = expandParts(shell, part.parts, true, at2).filter((each2) => each2.kind === "unknown" || each2.text.content !== "");
  return fragments.length > 0 ? fragments : [known14(sliceText(at2.text, part.pos, part.pos))];
}
function commandOutput(shell, part, quoted4, at2) {
  substitute2(shell, part, at2);
  const directory3 = knownDirectory(part.text);
  if (directory3 === void 0) return [{ kind: "unknown", text: part.text, reason: "the output of a command", several: !quoted4 }];
  return [known14({ file: at2.text.file, content: directory3, segments: [[0, placeIn(at2.text, part.pos, part.pos).start]] })];
}
function knownDirectory(text2) {
  if (text2.length > 200) return void 0;
  const script = /^(?:\$\(|`)\s*(?:cd (?:-- |-P )?"?\$\(\s*)?dirname (?:-- )?"?(?:\$\(readlink -f "?)?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\b/.exec(text2);
  if (script) return `${scriptDirectory}${/\)((?:\/\.\.){1,9})/.exec(text2)?.[1] ?? ""}`;
  if (/^\$\(\s*git rev-parse --show-toplevel[^|&;]*\)$/.test(text2)) return "/";
  return /^\$\(\s*pwd( -P)?\s*\)$/.test(text2) ? "." : void 0;
}
function substitute2(shell, part, at2) {
  const { script } = part;
  if (!script) return;
  const text2 = script.source === void 0 ? at2.text : innerText(at2.text, script.source, [[0, part.pos + 1]]);
  const next = deeper(at2, text2);
  if (next) isolated(shell, () => shell.walk(script, next));
}
function soleList(shell, parts, at2, place) {
  const [first, ...others] = parts;
  if (!first || others.length > 0) return void 0;
  const quoted4 = first.type === "DoubleQuoted";
  const part = quoted4 && first.parts.length === 1 ? first.parts[0] : first;
  if (part?.type !== "SimpleExpansion" && part?.type !== "ParameterExpansion") return void 0;
  const list = listOf2({ shell, at: at2, expandWhole, expandWord }, part, place);
  if (!list || quoted4 && asList(part) === "joined") return void 0;
  if (quoted4) return list;
  return list.flatMap(
    (field3) => splitFields(
      field3.fragments.map((each2) => each2.kind === "known" ? { ...each2, splits: true } : each2),
      field3.place
    )
  );
}
function braceAlternatives(parts, at2) {
  const index = parts.findIndex((part) => part.type === "BraceExpansion" && /^\{[\w.,/:=-]*,[\w.,/:=-]*\}$/.test(part.text));
  const brace = parts[index];
  if (!brace) return void 0;
  let start = brace.pos + 1;
  return brace.text.slice(1, -1).split(",").map((item) => {
    const fragment = known14(sliceText(at2.text, start, start + item.length));
    start += item.length + 1;
    return [...parts.slice(0, index), fragment, ...parts.slice(index + 1)];
  });
}
function known14(text2) {
  return { kind: "known", text: text2, splits: false };
}
function unsplit(fragment) {
  return fragment.kind === "known" ? { ...fragment, splits: false } : fragment;
}

// src/source/shell/files.ts
function openRedirects(shell, redirects, at2) {
  let input;
  const outputs = [];
  for (const redirect of redirects) {
    const target = redirect.type !== "HereDoc" && redirect.target ? expandWhole(shell, redirect.target, at2) : void 0;
    if (redirect.descriptor?.type === "FileDescriptor" && redirect.descriptor.value > 1) continue;
    if (target && /^(&?>>?|>\|)$/.test(redirect.operator)) outputs.push({ target, appends: redirect.operator.endsWith(">>") });
    input = inputOf(shell, redirect, target, at2) ?? input;
  }
  const write4 = (output) => {
    for (const { target, appends } of outputs) writeFile(shell, target, output, appends);
  };
  return { input, hasOutput: outputs.length > 0, write: write4 };
}
function inputOf(shell, redirect, target, at2) {
  if (redirect.type === "HereDoc") return heredocText(shell, redirect, at2);
  if (redirect.type === "HereString") return target && joinFragments(at2.text.file, target.fragments, target.place);
  return target && redirect.operator === "<" ? contentOf2(shell, target) : void 0;
}
function writeFile(shell, target, content, appends = false) {
  const path = pathOf3(shell, target);
  if (path.startsWith("/dev/")) return;
  const text2 = appends ? extended(contentOf2(shell, target), content) : content;
  const value = text2 ? { fields: [literalField(text2)], isList: false } : unknownValue2(path, "a command writes it", void 0);
  assign(shell, fileKey(path), value);
  if (text2) shell.files.set(path, text2);
}
var pieceLimit = 200;
function extended(before, content) {
  return before && content && before.segments.length < pieceLimit ? concatenate(before, content) : void 0;
}
function writtenFiles(shell, fields) {
  const written4 = /* @__PURE__ */ new Map();
  for (const field3 of fields) {
    const text2 = textOfField(field3);
    for (const name of [text2, ...text2.slice(text2.indexOf("=") + 1).split(",")]) {
      const value = lookup(shell, fileKey(resolvePath(shell, name)));
      if (value) written4.set(name, knownText(value));
    }
  }
  return written4;
}
function currentDirectory(shell) {
  const value = lookup(shell, workingDirectory);
  return value ? literalOf2(value.fields[0]) : "";
}
function contentOf2(shell, target) {
  const value = lookup(shell, fileKey(pathOf3(shell, target)));
  return value && knownText(value);
}
function knownText({ fields }) {
  const only = fields[0]?.fragments[0];
  return only?.kind === "known" ? only.text : void 0;
}
function pathOf3(shell, target) {
  return resolvePath(shell, textOfField(target));
}
function resolvePath(shell, text2) {
  return /^[$`]/.test(text2) ? text2 : joinPath(currentDirectory(shell) ?? "$unknown", text2);
}
function heredocText(shell, { operator: operator2, body }, at2) {
  const place = placeIn(at2.text, body.pos, body.end);
  const text2 = body.parts ? joinFragments(at2.text.file, expandParts(shell, body.parts, true, at2), place) : sliceText(at2.text, body.pos, body.end);
  return operator2 === "<<-" ? withoutTabs(text2) : text2;
}
function withoutTabs(text2) {
  const segments = [];
  let content = "";
  let start = 0;
  for (const line of text2.content.split("\n")) {
    const indent = line.length - line.replace(/^\t+/, "").length;
    segments.push([content.length, start + indent]);
    content += `${line.slice(indent)}
`;
    start += line.length + 1;
  }
  return innerText(text2, content.slice(0, -1), segments);
}

// src/source/shell/builtins.ts
function runBuiltin(shell, node, fields, at2) {
  const builtin = builtins.get(literalOf2(fields[0]) ?? "");
  if (!builtin) return editsFile(shell, fields);
  builtin(shell, fields.slice(1), node, at2);
  return true;
}
function setVariable(shell, node, at2) {
  const value = expandAssignment(shell, node, at2);
  const before = lookup(shell, node.name);
  if (node.index) assign(shell, node.name, unknownValue2(node.name, "an array of which only an item is set", value));
  else assign(shell, node.name, node.append ? appended2(node.name, before, value) : value);
}
var builtins = /* @__PURE__ */ new Map([
  ["export", declare],
  ["readonly", declare],
  ["declare", declare],
  ["typeset", declare],
  ["local", declareLocal],
  ["unset", (shell, args) => forget(shell, args)],
  ["read", (shell, args) => forget(shell, args)],
  ["mapfile", (shell, args) => forget(shell, args)],
  ["readarray", (shell, args) => forget(shell, args)],
  ["getopts", (shell, args) => forget(shell, args)],
  ["shift", shift],
  ["set", setPositional],
  ["cd", (shell, args) => changeDirectory(shell, args)],
  ["pushd", pushDirectory],
  ["popd", popDirectory],
  ["source", (shell, args, _node, at2) => source(shell, args, at2)],
  [".", (shell, args, _node, at2) => source(shell, args, at2)]
]);
var sourceLimit = 20;
function source(shell, [name], at2) {
  const path = literalOf2(name);
  const directory3 = currentDirectory(shell);
  if (path === void 0 || directory3 === void 0 || !shell.read) return;
  const joined6 = joinPath(directory3, path);
  if (shell.sourced.has(joined6) || shell.sourced.size >= sourceLimit) return;
  shell.sourced.add(joined6);
  const text2 = shell.read(joined6);
  if (!text2) return;
  const { commands, seen } = shell;
  const functions3 = new Map(shell.functions);
  shell.commands = [];
  shell.seen = /* @__PURE__ */ new Set();
  walkText(shell, text2, at2);
  shell.commands = [...commands, ...shell.commands.filter(({ place }) => place.file !== text2.file)];
  shell.seen = seen;
  shell.functions.clear();
  for (const [key, value] of functions3) shell.functions.set(key, value);
}
function declare(shell, _args, node, at2) {
  for (const argument of node.args) {
    if (argument.type === "Assignment") setVariable(shell, argument, at2);
    else {
      const equals = argument.value.indexOf("=");
      const name = argument.value.slice(0, Math.max(0, equals));
      if (/^\w+$/.test(name)) assign(shell, name, unknownValue2(name, "it is declared in quotes", void 0));
    }
  }
}
function declareLocal(shell, args, node, at2) {
  const frame = shell.frames.at(-1);
  for (const argument of node.args) {
    const name = argument.type === "Assignment" ? argument.name : argument.value;
    if (!frame || !/^\w+$/.test(name)) continue;
    if (!frame.has(name)) frame.set(name, lookup(shell, name));
    if (argument.type === "Word") assign(shell, name, void 0);
  }
  declare(shell, args, node, at2);
}
function forget(shell, args) {
  for (const argument of args) {
    const name = literalOf2(argument) ?? "";
    if (/^[A-Za-z_]\w*$/.test(name)) assign(shell, name, void 0);
  }
}
function shift(shell, args) {
  const value = lookup(shell, positional);
  const count = args[0] ? Number(literalOf2(args[0])) : 1;
  if (!value?.isList || !(count >= 0)) assign(shell, positional, void 0);
  else assign(shell, positional, { ...value, fields: value.fields.slice(count) });
}
function setPositional(shell, args) {
  if (literalOf2(args[0]) === "--") assign(shell, positional, { fields: args.slice(1), isList: true });
}
function changeDirectory(shell, args) {
  const target = args.find((field3) => !/^-[LPe@]*$|^--$/.test(textOfField(field3)) || textOfField(field3) === "-");
  const before = lookup(shell, workingDirectory);
  if (literalOf2(target) === "-") assign(shell, workingDirectory, lookup(shell, "OLDPWD"));
  else assign(shell, workingDirectory, directoryOf5(shell, target));
  assign(shell, "OLDPWD", before);
}
function directoryOf5(shell, target) {
  const path = literalOf2(target);
  const current = currentDirectory(shell);
  if (!target || path === void 0 || current === void 0 && !path.startsWith("/")) {
    return unknownValue2(workingDirectory, "the directory is known only when the script runs", void 0);
  }
  const content = joinPath(current ?? "", path);
  return { fields: [literalField({ file: target.place.file, content, segments: [[0, target.place.start]] })], isList: false };
}
function pushDirectory(shell, args) {
  const current = lookup(shell, workingDirectory) ?? emptyValue;
  const stack = lookup(shell, directoryStack)?.fields ?? [];
  assign(shell, directoryStack, { fields: [...stack.slice(-20), ...current.fields], isList: true });
  changeDirectory(shell, args);
}
function popDirectory(shell) {
  const stack = lookup(shell, directoryStack)?.fields ?? [];
  const last3 = stack.at(-1);
  assign(shell, workingDirectory, last3 ? { fields: [last3], isList: false } : directoryOf5(shell, void 0));
  assign(shell, directoryStack, { fields: stack.slice(0, -1), isList: true });
}
var emptyValue = { fields: [literalField({ file: "", content: "", segments: [[0, 0]] })], isList: false };
function appended2(name, before, value) {
  if (value.isList) return before ? { fields: [...before.fields, ...value.fields], isList: true } : value;
  const [first] = before?.fields ?? [];
  const [added2] = value.fields;
  if (!before || before.isList || !first || !added2) return unknownValue2(name, "what it is added to is not known", before ?? value);
  return { fields: [{ fragments: [...first.fragments, ...added2.fragments], place: first.place }], isList: false };
}
function editsFile(shell, fields) {
  const program = literalOf2(fields[0]);
  if (program !== "sed" && program !== "yq") return false;
  const edits = fields.some((field3) => /^(-i|--in-?place)/.test(textOfField(field3)));
  const target = fields.at(-1);
  if (edits && target) writeFile(shell, target, void 0);
  return false;
}

// src/source/shell/emit.ts
import { posix as posix22 } from "node:path";
var commandLimit = 1e4;
function emit(shell, { node, at: at2, fields, environment, input }) {
  const [first, ...args] = fields;
  const program = first && programOf(first);
  if (!first || !program || !spend(shell, fields.length, at2, node.pos)) return;
  const place = placeOf5(node, at2, first, args);
  const directory3 = currentDirectory(shell);
  const key = JSON.stringify([place.start, directory3, fields.map(textOfField), input?.content]);
  if (shell.seen.has(key)) return;
  shell.seen.add(key);
  shell.commands.push({
    program,
    programPath: wordOf(first),
    args: args.map(wordOf),
    place,
    input,
    directory: directory3,
    environment: new Map([...environment].map(([name, field3]) => [name, wordOf(field3)])),
    written: writtenFiles(shell, args)
  });
  if (shell.commands.length >= commandLimit) shell.budget = Math.min(shell.budget, 1);
}
function programOf(field3) {
  const text2 = textOfField(field3);
  if (literalOf2(field3) !== void 0) return posix22.basename(text2).replace(/\.exe$/i, "") || void 0;
  const name = /\/([\w.-]+)$/.exec(text2)?.[1] ?? /(?:^|\/)(helm|istioctl|cilium)-v?\$\{\w+\}$/.exec(text2)?.[1];
  if (name) return name;
  return /^\$\{(HELM|ISTIOCTL|CILIUM|KUBECTL)(?:_(?:BIN|BINARY|CMD|COMMAND|CLI|EXE|EXEC|PATH))?\}$/i.exec(text2)?.[1]?.toLowerCase();
}
function placeOf5(node, at2, program, args) {
  const whole = placeIn(at2.text, node.pos, node.end);
  const word = wordOf(program);
  const origin3 = word.kind === "scalar" && isPlace(word.origin) ? word.origin : program.place;
  const start = isInside2(program.place, whole) ? program.place : origin3;
  if (!isInside2(start, whole)) return start;
  const ends = args.map((field3) => field3.place).filter((place) => isInside2(place, whole) && place.start >= start.start);
  return { file: start.file, start: start.start, end: Math.max(start.end, ...ends.slice(-1).map((place) => place.end)) };
}
function isInside2(place, whole) {
  return place.file === whole.file && place.start >= whole.start && place.end <= whole.end;
}

// src/source/shell/output.ts
function outputOf(file, fields, input) {
  const [program, ...args] = fields;
  switch (literalOf2(program)) {
    case "cat":
      return args.every((field3) => /^-u?$/.test(textOfField(field3))) ? input : void 0;
    case "tee":
    case "envsubst":
      return input;
    case "echo":
      return echoed(file, args);
    case "printf":
      return /^%s(\\n)?$/.test(literalOf2(args[0]) ?? "") ? echoed(file, args.slice(1, 2)) : void 0;
    default:
      return void 0;
  }
}
function echoed(file, args) {
  const options = args.findIndex((field3) => !/^-[neE]+$/.test(textOfField(field3)));
  const interpretsEscapes = args.slice(0, Math.max(0, options)).some((field3) => textOfField(field3).includes("e"));
  const [first, ...others] = options === -1 ? [] : args.slice(options);
  if (!first || interpretsEscapes && args.some((field3) => textOfField(field3).includes("\\"))) return void 0;
  const fragments = [...first.fragments, ...others.flatMap((field3) => [literal4(file, " ", field3), ...field3.fragments])];
  return joinFragments(file, [...fragments, literal4(file, "\n", others.at(-1) ?? first)], first.place);
}
function literal4(file, content, { place }) {
  return { kind: "known", text: { file, content, segments: [[0, place.start]] }, splits: false };
}

// src/source/shell/wrappers.ts
import { posix as posix23 } from "node:path";
function unwrap(fields) {
  const name = posix23.basename(literalOf2(fields[0]) ?? "");
  const [first, second] = fields;
  if (first && second && isOpenField(first) && isKnownProgram(second)) return { fields: fields.slice(1), assignments: [] };
  const wrapper = wrappers.get(name);
  if (wrapper) return afterOptions(fields, wrapper);
  if (!/^(?:with[-_])?(?:re)?try(?:[-_]\w+)?$|^\w+[-_](?:re)?try$|^(?:log[-_]?)?(?:and[-_])?(?:run|exec|execute|exe|do)(?:[-_](?:cmd|command|with[-_]\w+|step|or[-_]\w+))?$|^(?:must|check|safe|step|loud|quietly|spin|gum)(?:[-_]\w+)?$/.test(
    name
  ))
    return void 0;
  const start = fields.findIndex((field3, index) => index > 0 && isKnownProgram(field3));
  return start > 0 ? { fields: fields.slice(start), assignments: [] } : void 0;
}
var wrappers = /* @__PURE__ */ new Map([
  ["sudo", { values: /^-[ughpCrtTUDR]$|^--(user|group|host|prompt|chdir)$/ }],
  ["env", { values: /^-[uC]$|^--(unset|chdir)$/ }],
  ["time", { values: /^-[fo]$/ }],
  ["exec", { values: /^-a$/ }],
  ["command", { not: /^-[vV]/ }],
  ["builtin", {}],
  ["xargs", { values: /^-[EIJLPRSdns]$|^--(max-args|max-procs|max-lines|delimiter|replace)$/ }],
  ["doas", { values: /^-[Cu]$/ }],
  ["setsid", {}],
  ["stdbuf", { values: /^-[ioe]$/ }],
  ["ionice", { values: /^-[cn]$/ }],
  ["flock", { values: /^-[wE]$/, words: 1 }],
  ["unbuffer", {}],
  ["chronic", {}],
  ["nohup", {}],
  ["nice", { values: /^-n$/ }],
  ["timeout", { values: /^-[ks]$/, words: 1 }]
]);
function afterOptions(fields, { values, not, words = 0 }) {
  let index = 1;
  for (; index < fields.length; index++) {
    const text2 = textOfField(fields[index]);
    if (!text2.startsWith("-") || text2 === "--") break;
    if (not?.test(text2)) return void 0;
    if (values?.test(text2)) index++;
  }
  if (literalOf2(fields[index]) === "--") index++;
  const first = index;
  while (index < fields.length && /^[A-Za-z_]\w*=/.test(textOfField(fields[index]))) index++;
  const rest = fields.slice(index + words);
  return rest.length > 0 ? { fields: rest, assignments: fields.slice(first, index) } : void 0;
}
function isOpenField({ fragments }) {
  return fragments.every((fragment) => fragment.kind === "unknown" && fragment.several);
}
function isKnownProgram(field3) {
  return /^(?:helm|istioctl|cilium|kubectl|oc|sudo|env|timeout|bash|sh)$/.test(posix23.basename(literalOf2(field3) ?? ""));
}

// src/source/shell/command.ts
function runCommand(shell, node, at2, piped) {
  const redirects = openRedirects(shell, node.redirects, at2);
  const assignments = node.prefix.filter((part) => part.type === "Assignment");
  if (!node.name) {
    for (const assignment of assignments) setVariable(shell, assignment, at2);
    redirects.write(void 0);
    return void 0;
  }
  const environment = new Map(assignments.map((each2) => [each2.name, environmentField(shell, each2, at2)]));
  const words = [node.name, ...node.args].filter((word) => word.type === "Word");
  const fields = words.flatMap((word) => expandWord(shell, word, at2));
  if (runBuiltin(shell, node, fields, at2)) return void 0;
  const running = { node, at: at2, fields, environment, input: redirects.input ?? piped, bypassesFunctions: false };
  const output = run(shell, running);
  redirects.write(output);
  return redirects.hasOutput ? void 0 : output;
}
function environmentField(shell, { name, value, pos, end }, at2) {
  if (value.type === "Word") return expandWhole(shell, value, at2);
  const place = placeIn(at2.text, pos, end);
  return { fragments: [{ kind: "unknown", text: `\${${name}}`, reason: "an array", several: false }], place };
}
function run(shell, running) {
  const { fields, at: at2, input, environment } = running;
  const name = literalOf2(fields[0]);
  if (fields.length === 0) return void 0;
  const called = name !== void 0 && !running.bypassesFunctions ? shell.functions.get(name) : void 0;
  if (called && !called.active) return callFunction(shell, called, { args: fields.slice(1), environment, at: at2, input });
  if (name === "eval") return runWords(shell, fields.slice(1), at2);
  const inner = unwrap(fields);
  if (inner) {
    const added2 = inner.assignments.flatMap((field3) => assignmentOf(field3, at2));
    const bypassesFunctions = name === "command" || name === "exec";
    return run(shell, { ...running, fields: inner.fields, environment: new Map([...environment, ...added2]), bypassesFunctions });
  }
  const remote = name === "ssh" ? remoteCommand(fields) : [];
  if (remote.length > 0) {
    isolated(shell, () => runWords(shell, remote, at2));
    return void 0;
  }
  if (/^(ba|da|k|z|a)?sh$|^su$/.test(posix24.basename(name ?? "")) && runShell(shell, running)) return void 0;
  emit(shell, running);
  if (name === "tee") writeTee(shell, fields, input);
  return outputOf(at2.text.file, fields, input);
}
function assignmentOf({ fragments, place }, at2) {
  const { content, segments } = joinFragments(at2.text.file, fragments, place);
  const equals = content.indexOf("=");
  const text2 = sliceText({ file: at2.text.file, content, segments }, equals + 1, content.length);
  return [[content.slice(0, equals), { fragments: [{ kind: "known", text: text2, splits: false }], place }]];
}
function runShell(shell, { fields, at: at2, input }) {
  const option = fields.findIndex((field3, index) => index > 0 && /^-\w*c$/.test(textOfField(field3)));
  const script = option === -1 ? void 0 : fields[option + 1];
  if (script) {
    isolated(shell, () => {
      assign(shell, positional, { fields: fields.slice(option + 3), isList: true });
      runWords(shell, [script], at2);
    });
    return true;
  }
  const readsInput = fields.slice(1).every((field3) => textOfField(field3).startsWith("-"));
  if (input && readsInput) isolated(shell, () => walkText(shell, input, at2));
  return input !== void 0 && readsInput;
}
function remoteCommand(fields) {
  let index = 1;
  for (; textOfField(fields[index] ?? noField).startsWith("-"); index++)
    if (/^-[BbcDEeFIiJLlmOopQRSWw]$/.test(textOfField(fields[index] ?? noField))) index++;
  return fields.slice(index + 1);
}
var noField = { fragments: [], place: { file: "", start: 0, end: 0 } };
function runWords(shell, fields, at2) {
  const [first] = fields;
  if (!first) return;
  const { start } = first.place;
  const blank2 = { kind: "known", text: { file: at2.text.file, content: " ", segments: [[0, start]] }, splits: false };
  const fragments = fields.flatMap((field3, index) => index === 0 ? field3.fragments : [blank2, ...field3.fragments]);
  walkText(shell, joinFragments(at2.text.file, fragments, first.place), at2);
}
function writeTee(shell, fields, input) {
  const options = fields.filter((field3) => textOfField(field3).startsWith("-"));
  const appends = options.some((field3) => /^(-a|--append)$/.test(textOfField(field3)));
  for (const field3 of fields.slice(1)) if (!options.includes(field3)) writeFile(shell, field3, input, appends);
}

// src/source/shell/test-command.ts
function isTest(node) {
  if (node.type === "TestCommand" || node.type === "ArithmeticCommand") return true;
  if (node.type === "Pipeline") {
    const last3 = node.commands.at(-1);
    return node.prefixes.some((prefix) => prefix.type === "Negation") || last3 !== void 0 && isTest(last3);
  }
  return node.type === "Command" && /^(\[|test|grep|egrep|command|which|type|false)$/.test(node.name?.text ?? "");
}
function testOutcome(shell, clause, at2) {
  const command2 = soleCommand(clause);
  if (command2?.type === "TestCommand") return outcomeOf(shell, command2.expression, at2);
  if (command2?.type !== "Command" || !/^(\[|test)$/.test(command2.name?.text ?? "")) return void 0;
  const fields = command2.suffix.flatMap((word) => word.type === "Word" ? expandWord(shell, word, at2) : []);
  const [left, operator2, right, end] = fields;
  if (!left || !operator2 || right && end && literalOf2(end) !== "]") return void 0;
  if (fields.length >= 3 && literalOf2(right) !== "]") return compare(literalOf2(operator2), left, right);
  return emptiness(literalOf2(left), operator2);
}
function emptyTested(clause) {
  const command2 = soleCommand(clause);
  const word = command2?.type === "TestCommand" && command2.expression.type === "TestUnary" && command2.expression.operator === "-z" ? command2.expression.operand : command2?.type === "Command" && /^(\[|test)$/.test(command2.name?.text ?? "") && command2.args[0]?.text === "-z" ? command2.args[1] : void 0;
  return word && /^"?\$\{?(\w+)(?:[:+-][\w-]*)?\}?"?$/.exec(word.text)?.[1];
}
function soleCommand({ commands }) {
  return commands.length === 1 ? commands[0]?.command : void 0;
}
function outcomeOf(shell, expression2, at2) {
  if (expression2.type === "TestBinary") {
    const { operator: operator2, left, right } = expression2;
    return compare(operator2, expandWhole(shell, left, at2), expandWhole(shell, right, at2));
  }
  if (expression2.type !== "TestUnary") return void 0;
  return emptiness(expression2.operator, expandWhole(shell, expression2.operand, at2));
}
function compare(operator2, left, right) {
  if (!right || !isCertain(left) || !isCertain(right)) return void 0;
  if (operator2 === "=" || operator2 === "==") return literalOf2(left) === literalOf2(right);
  return operator2 === "!=" ? literalOf2(left) !== literalOf2(right) : void 0;
}
function emptiness(operator2, operand2) {
  if (!isCertain(operand2)) return void 0;
  if (operator2 === "-z") return literalOf2(operand2) === "";
  return operator2 === "-n" ? literalOf2(operand2) !== "" : void 0;
}

// src/source/shell/run.ts
function runList(shell, statements, at2) {
  for (const statement of statements) {
    if (!spend(shell, 1, at2, statement.pos)) return;
    if (statement.background) isolated(shell, () => runNode(shell, statement.command, at2));
    else runNode(shell, statement.command, at2);
  }
}
function runNode(shell, node, at2, input) {
  const next = deeper(at2);
  if (!next) return void 0;
  switch (node.type) {
    case "Command":
      return runCommand(shell, node, next, input);
    case "Pipeline":
      return runPipeline(shell, node, next);
    case "Redirected":
      return runRedirected(shell, node, next, input);
    case "CompoundList":
    case "Script":
      runList(shell, node.commands, next);
      return void 0;
    case "BraceGroup":
      return runGroup(shell, node.body, next, input);
    case "Subshell": {
      let output;
      isolated(shell, () => {
        output = runGroup(shell, node.body, next, input);
      });
      return output;
    }
    default:
      runCompound(shell, node, next);
      return void 0;
  }
}
function runCompound(shell, node, at2) {
  if (node.type === "AndOr") runAndOr(shell, node, at2);
  else if (node.type === "If") runIf(shell, node, at2);
  else if (node.type === "Case") runCase(shell, node, at2);
  else if (node.type === "For" || node.type === "Select") runFor(shell, node, at2);
  else if (node.type === "While") runLoop(shell, [node.clause, node.body], at2);
  else if (node.type === "ArithmeticFor") runLoop(shell, [node.body], at2);
  else if (node.type === "Coproc") isolated(shell, () => runNode(shell, node.body, at2));
  else if (node.type === "Function") shell.functions.set(node.name.value, { body: node.body, at: at2, active: false, called: false });
  else walkSubstitutions(shell, node, at2);
}
function runGroup(shell, { commands }, at2, input) {
  const [only, ...others] = commands;
  if (only && others.length === 0 && spend(shell, 1, at2, only.pos)) return runNode(shell, only.command, at2, input);
  runList(shell, commands, at2);
  return void 0;
}
function runPipeline(shell, node, at2) {
  if (node.commands.length === 1 && node.commands[0]) return runNode(shell, node.commands[0], at2);
  let output;
  for (const [index, command2] of node.commands.entries()) {
    const input = output;
    const first = shell.commands.length;
    isolated(shell, () => {
      output = runNode(shell, command2, at2, input);
    });
    const next = node.commands[index + 1];
    const last3 = shell.commands.at(-1);
    if (next && last3 && shell.commands.length > first) {
      shell.commands[shell.commands.length - 1] = {
        ...last3,
        pipedInto: at2.text.content.slice(next.pos, Math.min(next.end, next.pos + 200))
      };
    }
  }
  return output;
}
function runRedirected(shell, node, at2, input) {
  const redirects = openRedirects(shell, node.redirects, at2);
  const output = runNode(shell, node.command, at2, redirects.input ?? input);
  redirects.write(output);
  return redirects.hasOutput ? void 0 : output;
}
function runAndOr(shell, node, at2) {
  let isConditional2 = false;
  for (const [index, command2] of node.commands.entries()) {
    const left = node.commands[index - 1];
    if (left) isConditional2 ||= node.operators[index - 1] === "||" || isTest(left);
    if (isConditional2) alternatives(shell, [() => true, () => runBranch(shell, command2, at2)]);
    else runNode(shell, command2, at2);
  }
}
function runBranch(shell, node, at2) {
  runNode(shell, node, at2);
  return !leaves2(node);
}
function leaves2(node) {
  if (node.type === "Command") return node.name?.text === "exit";
  if (node.type !== "CompoundList" && node.type !== "BraceGroup") return false;
  const last3 = (node.type === "BraceGroup" ? node.body : node).commands.at(-1);
  return last3?.command.type === "Command" && last3.command.name?.text === "exit";
}
function runIf(shell, node, at2) {
  const branches = [];
  const clauses = [node, ...node.elif];
  for (const each2 of clauses) {
    runNode(shell, each2.clause, at2);
    const outcome = testOutcome(shell, each2.clause, at2);
    if (outcome === false) continue;
    branches.push(() => runBranch(shell, each2.then, at2));
    if (outcome) {
      alternatives(shell, branches);
      return;
    }
  }
  const otherwise = node.else;
  branches.push(otherwise ? () => runBranch(shell, otherwise, at2) : () => true);
  runOrDefault(shell, node, branches);
}
function runOrDefault(shell, node, branches) {
  const name = node.else || node.elif.length > 0 ? void 0 : emptyTested(node.clause);
  const [then, ...others] = branches;
  if (!then) return;
  const isUnset = name !== void 0 && lookup(shell, name) === void 0;
  let value;
  const first = () => {
    const goesOn = then();
    if (isUnset) value = lookup(shell, name);
    return goesOn;
  };
  alternatives(shell, [first, ...others]);
  if (isUnset && value) assign(shell, name, assumed(value));
}
function assumed(value) {
  const fields = value.fields.map((field3) => ({
    ...field3,
    fragments: field3.fragments.map((each2) => each2.kind === "known" ? { ...each2, assumed: true } : each2)
  }));
  return { ...value, fields };
}
function runCase(shell, node, at2) {
  const word = expandWhole(shell, node.word, at2);
  const value = isCertain(word) ? literalOf2(word) : void 0;
  const items = value === void 0 ? void 0 : selectItem(node, value);
  if (items) return void items.map((item) => runNode(shell, item.body, at2));
  const branches = node.items.map((item) => () => runBranch(shell, item.body, at2));
  const isComplete = node.items.some((item) => item.pattern.some((pattern) => pattern.text === "*"));
  alternatives(shell, isComplete ? branches : [...branches, () => true]);
}
function selectItem(node, value) {
  for (const item of node.items) {
    for (const pattern of item.pattern) {
      if (pattern.text === "*") return [item];
      const literal5 = patternText(pattern);
      if (literal5 === void 0) return void 0;
      if (literal5 === value) return [item];
    }
  }
  return [];
}
function patternText({ parts, value }) {
  if (!parts) return value;
  const [only] = parts;
  if (parts.length !== 1) return void 0;
  if (only?.type === "SingleQuoted") return only.value;
  const literal5 = only?.type === "DoubleQuoted" && only.parts.length === 1 ? only.parts[0] : void 0;
  return literal5?.type === "Literal" ? literal5.value : void 0;
}
var loopLimit = 64;
function runFor(shell, node, at2) {
  const name = node.name.value;
  const items = node.wordlist ? node.wordlist.flatMap((word) => expandWord(shell, word, at2)) : lookup(shell, positional)?.fields;
  if (!items || node.type === "Select" || items.some((item) => literalOf2(item) === void 0)) {
    runLoop(shell, [node.body], at2, () => assign(shell, name, void 0));
    return;
  }
  for (const item of items.slice(0, loopLimit)) {
    if (!spend(shell, 1, at2, node.pos)) return;
    assign(shell, name, { fields: [item], isList: false });
    runNode(shell, node.body, at2);
  }
  if (items.length > loopLimit) tooManyItems(shell, items, at2, node.pos);
}
function tooManyItems(shell, items, at2, pos) {
  const message = `This loop has ${items.length} items; only the first ${loopLimit} are checked.`;
  shell.problems.push({ code: "shell-limit", message, place: placeIn(at2.text, pos, pos + 1) });
}
function runLoop(shell, parts, at2, prepare) {
  const run3 = () => {
    for (const name of assignedNames(parts)) {
      const before = lookup(shell, name);
      if (before) assign(shell, name, unknownValue2(name, "it changes in a loop", before));
    }
    prepare?.();
    for (const part of parts) runNode(shell, part, at2);
    return true;
  };
  alternatives(shell, [() => true, run3]);
}

// src/source/shell.ts
function readScript(text2, read3) {
  const shell = newShell(read3);
  if (text2.content.length > longestScript) {
    const message = "This script is longer than a million characters; it is not read.";
    shell.problems.push({ code: "shell-limit", message, place: placeIn(text2, 0, 1) });
    return { script: { commands: [], files: /* @__PURE__ */ new Map(), variables: /* @__PURE__ */ new Map() }, problems: shell.problems };
  }
  const whole = withoutCarriageReturns(text2);
  const parsed = parse(whole.content);
  const [error] = parsed.errors ?? [];
  if (error) shell.problems.push(syntaxProblem2(whole, error.message, error.pos));
  runNode(shell, parsed, { text: whole, depth: 0 });
  runUncalledFunctions(shell);
  return { script: { commands: shell.commands, files: shell.files, variables: variablesOf2(shell) }, problems: shell.problems };
}
var longestScript = 1e6;
function readHostedScript({ unit, known: known15, shells }, read3) {
  const shell = newShell(read3);
  const variables3 = new Map([...known15 ?? []].map(([name, text2]) => [name, wordOf(literalField(text2))]));
  const [first] = shells;
  if (first) assign(shell, fileKey(exportFile), { fields: [literalField(sliceText(first.text, 0, 0))], isList: false });
  for (const hosted of shells) isolated(shell, () => runHosted(shell, hosted, variables3));
  return { script: { commands: shell.commands, files: shell.files, variables: variables3, unit }, problems: shell.problems };
}
function runHosted(shell, { text: text2, environment, directory: directory3 }, variables3) {
  const whole = withoutCarriageReturns(text2);
  for (const [name, value] of [...environment, ...exported(shell)]) assign(shell, name, { fields: [literalField(value)], isList: false });
  if (directory3 !== void 0) changeTo(shell, directory3, whole);
  runNode(shell, parse(whole.content), { text: whole, depth: 0 });
  runUncalledFunctions(shell);
  shell.functions.clear();
  for (const [name, word] of variablesOf2(shell)) addVariable(variables3, name, word);
}
function addVariable(variables3, name, word) {
  const known15 = variables3.get(name);
  if (known15 && wordText(known15) !== wordText(word)) {
    variables3.set(name, { kind: "unknown", origin: word.origin, reason: "it is set more than once", text: `\${${name}}`, several: false });
  } else variables3.set(name, word);
}
function wordText(word) {
  return word.kind === "scalar" ? word.value : word.text;
}
function changeTo(shell, directory3, { file, segments }) {
  const text2 = { file, content: joinPath("", directory3), segments: [[0, segments[0]?.[1] ?? 0]] };
  const unknown4 = /[$`{]/.test(directory3) ? unknownValue2(workingDirectory, "the directory is a template", void 0) : void 0;
  assign(shell, workingDirectory, unknown4 ?? { fields: [literalField(text2)], isList: false });
}
function exported({ files }) {
  const text2 = files.get(exportFile);
  const lines = text2?.content.matchAll(/^([A-Za-z_]\w*)=(.+)$/gm) ?? [];
  return [...lines].flatMap((line) => {
    const [, name = "", value = ""] = line;
    const start = line.index + name.length + 1;
    return text2 && !value.includes("$") ? [[name, sliceText(text2, start, start + value.length)]] : [];
  });
}
var exportFile = "${GITHUB_ENV}";
function newShell(read3) {
  return {
    variables: { values: /* @__PURE__ */ new Map(), journal: [] },
    functions: /* @__PURE__ */ new Map(),
    files: /* @__PURE__ */ new Map(),
    problems: [],
    commands: [],
    seen: /* @__PURE__ */ new Set(),
    frames: [],
    budget: 5e5,
    walk(node, at2, input) {
      return runNode(this, node, at2, input);
    },
    read: read3,
    sourced: /* @__PURE__ */ new Set()
  };
}
function variablesOf2({ variables: variables3 }) {
  const words = /* @__PURE__ */ new Map();
  for (const [name, { fields, isList }] of variables3.values) {
    const [only] = fields;
    if (only && !isList && /^\w+$/.test(name)) words.set(name, wordOf(only));
  }
  return words;
}
function syntaxProblem2(text2, message, pos) {
  const place = placeIn(text2, pos, pos + 1);
  return { code: "shell-syntax", message: `This script cannot be read to its end: ${message}. Check it with \`bash -n\`.`, place };
}
function withoutCarriageReturns(text2) {
  if (!text2.content.includes("\r\n")) return text2;
  const segments = [];
  const lines = text2.content.split("\r\n");
  let inner = 0;
  let outer = 0;
  for (const line of lines) {
    segments.push([inner, outer]);
    inner += line.length + 1;
    outer += line.length + 2;
  }
  return innerText(text2, lines.join("\n"), segments);
}

// src/source/hosted-scripts.ts
function scriptOf(path, text2, files, report) {
  return reported(readScript(wholeText(path, text2), sourced(files)), report);
}
function hostedScripts(host, file, files, report) {
  const hosted = host.scripts({ ...file, read: (name) => textOf3(name, files), matching: (pattern) => matching2(file.path, pattern, files) });
  return hosted.map((script) => reported(readHostedScript(script, sourced(files)), report));
}
function reported({ script, problems }, report) {
  for (const problem of problems) report(problem);
  return script;
}
function sourced(files) {
  return (name) => {
    const found2 = textOf3(name, files) ?? textOf3(`/${name}`, files);
    return found2 && wholeText(found2.path, found2.text);
  };
}
function textOf3(name, { resolve: resolve3, read: read3 }) {
  const path = resolve3(name);
  const text2 = path === void 0 ? void 0 : read3(path);
  return path === void 0 || text2 === void 0 ? void 0 : { path, text: text2 };
}
var matchLimit = 100;
function matching2(from, pattern, { resolve: resolve3, below: below2 }) {
  const resolved2 = resolve3(pattern);
  if (resolved2 === void 0) return [];
  const fixed2 = resolved2.slice(0, resolved2.indexOf("*"));
  const candidates4 = below2(fixed2.slice(0, fixed2.lastIndexOf("/") + 1)).slice(0, 1e4);
  const found2 = candidates4.filter((path) => matchesGlob(path, resolved2)).slice(0, matchLimit);
  return found2.map((path) => posix25.relative(posix25.dirname(from), path));
}

// src/source/hosts/fill.ts
function fillIn(text2, pattern, stand) {
  const pieces = [];
  let copied = 0;
  for (const match of text2.content.matchAll(pattern)) {
    const filling = stand(match);
    if (!filling) continue;
    pieces.push(slice2(text2, copied, match.index), "unknown" in filling ? placeholder2(text2, match.index, filling.unknown) : filling);
    copied = match.index + match[0].length;
  }
  return copied === 0 ? text2 : joinTexts(text2, [...pieces, slice2(text2, copied, text2.content.length)]);
}
function joinTexts(around, pieces) {
  const segments = [];
  let content = "";
  let at2 = around.segments[0]?.[1] ?? 0;
  for (const piece of pieces) {
    if (piece.content === "") continue;
    const own = piece.file === around.file ? piece.segments : pinned(piece, around.file, at2).segments;
    for (const [inner2, outer2] of own) segments.push([content.length + inner2, outer2]);
    content += piece.content;
    const [inner, outer] = own.at(-1) ?? [0, at2];
    if (piece.file === around.file) at2 = outer + (piece.content.length - inner);
  }
  return { file: around.file, content, segments: segments.length > 0 ? segments : [[0, at2]] };
}
function pinned({ content }, file, at2) {
  const words = [...content.matchAll(/\S+/g)].map(({ index }) => [index, at2]);
  return { file, content, segments: words[0]?.[0] === 0 ? words : [[0, at2], ...words] };
}
function placeholder2(text2, at2, expression2) {
  const words = expression2.replace(/\W+/g, "_").replace(/^_+|_+$/g, "");
  const name = words.slice(0, 60).replace(/^(?=\d|$)/, "unknown_");
  return innerText(text2, `\${${name}}`, [[0, at2]]);
}
function slice2(text2, start, end) {
  return innerText(text2, text2.content.slice(start, end), [[0, start]]);
}

// src/source/hosts/dockerfile.ts
var dockerfile = {
  hosts: (path) => /(^|\/)(Docker|Container)file(\.[\w.-]+)?$|\.(docker|container)file$/i.test(path),
  scripts(file) {
    const environment = /* @__PURE__ */ new Map();
    const shells = [];
    for (const { name, body } of instructionsOf(wholeText(file.path, file.text))) {
      if (name === "ARG" || name === "ENV") for (const [key, value] of settingsIn(body)) environment.set(key, value);
      if (name === "RUN" && !body.content.startsWith("[")) shells.push({ text: body, environment: new Map(environment) });
      if (name === "SHELL" && !/\bsh"|bash"/.test(body.content)) return [];
    }
    return shells.length > 0 ? [{ unit: { name: "" }, shells }] : [];
  }
};
var environmentLimit = 500;
var instructionLimit = 2e3;
function instructionsOf(text2) {
  const { content } = text2;
  const instructions = [];
  let at2 = 0;
  while (at2 < content.length && instructions.length < instructionLimit) {
    const end = endOfInstruction(content, at2);
    const line = slice2(text2, at2, end);
    at2 = end + 1;
    const [head = "", name = ""] = /^[ \t]{0,80}([A-Za-z]+)[ \t]+(?:--\w+=\S+[ \t]+){0,20}/.exec(line.content) ?? [];
    if (name !== "") instructions.push({ name: name.toUpperCase(), body: withoutComments(slice2(line, head.length, line.content.length)) });
  }
  return instructions;
}
function endOfInstruction(content, start) {
  let at2 = start;
  for (; ; ) {
    const end = content.indexOf("\n", at2);
    if (end === -1) return content.length;
    const line = content.slice(at2, end).trimEnd();
    at2 = end + 1;
    const heredoc = /^[ \t]{0,80}(?:RUN|COPY)\b.*<<-?["']?(\w+)["']?/i.exec(line)?.[1];
    if (heredoc !== void 0) return endOfHeredoc(content, at2, heredoc);
    const isComment = at2 > end + 1 || /^[ \t]*#/.test(line);
    if (!line.endsWith("\\") && !(isComment && at2 !== start && isContinued(content, start, end))) return end;
  }
}
function isContinued(content, start, end) {
  const before = content.slice(Math.max(start, end - 4e3), end).split("\n").slice(0, -1);
  return before.findLast((line) => !/^[ \t]*#/.test(line))?.trimEnd().endsWith("\\") ?? false;
}
function endOfHeredoc(content, start, word) {
  for (let at2 = start; at2 < content.length; ) {
    const end = content.indexOf("\n", at2);
    const stop = end === -1 ? content.length : end;
    if (content.slice(at2, stop).trim() === word) return stop;
    at2 = stop + 1;
  }
  return content.length;
}
function withoutComments(body) {
  const heredoc = /^<<-?["']?(\w+)["']?[ \t]*\r?\n/.exec(body.content);
  if (heredoc) return slice2(body, heredoc[0].length, Math.max(heredoc[0].length, body.content.lastIndexOf("\n") + 1));
  if (body.content.includes("<<")) return body;
  const pieces = [];
  let at2 = 0;
  for (const match of body.content.matchAll(/\n[ \t]*#[^\n]*(?=\n)/g)) {
    pieces.push(slice2(body, at2, match.index));
    at2 = match.index + match[0].length;
  }
  return at2 === 0 ? body : joinTexts(body, [...pieces, slice2(body, at2, body.content.length)]);
}
function settingsIn(body) {
  const { content } = body;
  const old = /^([A-Za-z_]\w*)[ \t]+([^=\s]+)\s*$/.exec(content);
  if (old?.[1] && old[2]) return [[old[1], innerText(body, old[2], [[0, content.indexOf(old[2], old[1].length)]])]];
  return [...content.matchAll(/(?:^|\s)([A-Za-z_]\w*)=(?:"([^"$\\]*)"|'([^']*)'|([^\s"'$\\]*))(?=\s|$)/g)].slice(0, environmentLimit).flatMap((match) => {
    const [whole, name = "", double, single2, bare2] = match;
    const value = double ?? single2 ?? bare2 ?? "";
    const start = match.index + whole.length - value.length - (bare2 === void 0 ? 1 : 0);
    return value === "" ? [] : [[name, slice2(body, start, start + value.length)]];
  });
}

// src/source/hosts/yaml-text.ts
function scalarText2(cursor, whole) {
  if (cursor?.kind !== "scalar" && cursor?.kind !== "unknown") return void 0;
  if (cursor.kind === "scalar" && cursor.text) return cursor.text;
  const value = cursor.kind === "scalar" ? String(cursor.value ?? "") : cursor.text;
  if (value === void 0 || !isPlace(cursor.origin) || cursor.origin.file !== whole.file) return void 0;
  const { start, end } = cursor.origin;
  const opening = whole.content[start];
  if (opening === '"' || opening === "'") return innerText(whole, value, [[0, start + 1]]);
  const isOneLine = !whole.content.slice(start, end).includes("\n");
  return isOneLine ? innerText(whole, value, [[0, start]]) : foldedText(whole, start, end, value);
}
function foldedText(whole, start, end, value) {
  const rest = blockText(whole, start, end, value);
  return { ...rest, segments: [[0, start], ...rest.segments.filter(([inner]) => inner > 0)] };
}
function pairsAt(cursor, ...path) {
  return entriesAt(cursor, ...path).map(([name, { value }]) => [name, value]);
}
function literalEntries(map, whole, templates = false) {
  const literals = /* @__PURE__ */ new Map();
  for (const [name, value] of pairsAt(map)) {
    const inner = value.kind === "map" ? at(value, "value") : value;
    const text2 = inner?.kind === "scalar" && inner.value === null ? void 0 : scalarText2(inner, whole);
    if (text2 && /^\w+$/.test(name) && (templates || inner?.kind === "scalar" && !text2.content.includes("$"))) literals.set(name, text2);
  }
  return literals;
}
function flatItems(list, depth = 0) {
  if (list?.kind !== "list") return list ? [list] : [];
  return depth > 10 ? [] : itemsAt(list).flatMap((item) => flatItems(item, depth + 1));
}

// src/source/hosts/github-actions.ts
var githubActions = {
  hosts: (path) => /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/.test(path),
  scripts(file) {
    const whole = wholeText(file.path, file.text);
    return file.documents(steps).flatMap(({ root }) => [...jobsOf(root, whole), ...compositeOf(root, whole, file)]);
  }
};
var steps = /\bsteps["']?:/;
function jobsOf(root, whole) {
  const environment = literalEntries(at(root, "env"), whole);
  return pairsAt(root, "jobs").flatMap(([name, job]) => {
    const own = new Map([...environment, ...filled(literalEntries(at(job, "env"), whole, true), environment)]);
    const runner = stringAt(job, "runs-on") ?? "";
    const around = {
      whole,
      environment: withWorkspace(own, job),
      literals: matrixOf(job, whole),
      shell: stringAt(job, "defaults", "run", "shell") ?? stringAt(root, "defaults", "run", "shell") ?? (/windows/i.test(runner) ? "pwsh" : void 0),
      directory: stringAt(job, "defaults", "run", "working-directory") ?? stringAt(root, "defaults", "run", "working-directory")
    };
    const shells = itemsAt(job, "steps").flatMap((step) => shellOf(step, around));
    return shells.length > 0 ? [{ unit: { name }, shells }] : [];
  });
}
function compositeOf(root, whole, file) {
  if (!/(^|\/)action\.ya?ml$/.test(file.path)) return [];
  const around = { whole, environment: withWorkspace(/* @__PURE__ */ new Map(), root), literals: /* @__PURE__ */ new Map(), shell: void 0, directory: void 0 };
  const shells = itemsAt(root, "runs", "steps").flatMap((step) => shellOf(step, around));
  return shells.length > 0 ? [{ unit: { name: "" }, shells }] : [];
}
function withWorkspace(environment, near) {
  const place = isPlace(near.origin) ? near.origin : { file: "", start: 0 };
  const fixed2 = (content) => ({ file: place.file, content, segments: [[0, place.start]] });
  return new Map([["GITHUB_WORKSPACE", fixed2("/")], ["GITHUB_ACTION_PATH", fixed2("/.")], ...environment]);
}
function matrixOf(job, whole) {
  const matrix = at(job, "strategy", "matrix");
  const literals = /* @__PURE__ */ new Map();
  if (at(matrix, "include")) return literals;
  for (const [name, values] of pairsAt(matrix)) {
    const [only, ...others] = values.kind === "list" ? values.items : [];
    const text2 = only?.kind === "scalar" && others.length === 0 ? scalarText2(only, whole) : void 0;
    if (text2) literals.set(`matrix.${name}`, text2);
  }
  return literals;
}
function shellOf(step, around) {
  const shell = stringAt(step, "shell") ?? around.shell ?? "bash";
  const command2 = commandOf(step);
  const written4 = command2 && scalarText2(command2, around.whole);
  if (!written4 || command2 === at(step, "run") && !/^(\/\S+\/)?(ba|z|da)?sh\b/.test(shell)) return [];
  const own = filled(literalEntries(at(step, "env"), around.whole, true), around.environment);
  const unset = pairsAt(step, "env").filter(([name]) => !own.has(name));
  const environment = new Map([...around.environment, ...own]);
  for (const [name] of unset) environment.delete(name);
  const text2 = fillExpressions(written4, { ...around, environment });
  const directory3 = textOf4(at(step, "working-directory")) ?? around.directory;
  return [{ text: text2, environment, directory: directory3 && fillExpressions(bare(directory3, written4), { ...around, environment }).content }];
}
var scriptInputs = /* @__PURE__ */ new Map([
  ["nick-fields/retry", "command"],
  ["nick-invision/retry", "command"],
  ["wyrihaximus/github-action-helm3", "exec"],
  ["azure/cli", "inlineScript"]
]);
function commandOf(step) {
  const action2 = stringAt(step, "uses")?.split("@")[0]?.toLowerCase() ?? "";
  const input = scriptInputs.get(action2);
  return at(step, "run") ?? (input === void 0 ? void 0 : at(step, "with", input));
}
function textOf4(cursor) {
  return cursor?.kind === "unknown" ? cursor.text : stringAt(cursor);
}
function bare(content, near) {
  return { file: near.file, content, segments: [[0, near.segments[0]?.[1] ?? 0]] };
}
function filled(own, environment) {
  const literals = /* @__PURE__ */ new Map();
  for (const [name, text2] of own) {
    const variable2 = /^\$\{\{\s*env\.(\w+)\s*\}\}$/.exec(text2.content)?.[1];
    const value = variable2 === void 0 ? text2 : environment.get(variable2);
    if (value && !value.content.includes("$")) literals.set(name, value);
  }
  return literals;
}
var expression = /\$\{\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\}/g;
function fillExpressions(text2, { environment, literals }) {
  return fillIn(text2, expression, (match) => {
    const inner = (match[1] ?? "").trim();
    const variable2 = /^env\.(\w+)$/.exec(inner)?.[1];
    const at2 = match.index ?? 0;
    if (inner === "github.workspace") return innerText(text2, "/", [[0, at2]]);
    if (inner === "github.action_path") return innerText(text2, "/.", [[0, at2]]);
    if (variable2 !== void 0) return environment.get(variable2) ?? placeholder2(text2, at2, variable2);
    return literals.get(inner) ?? { unknown: inner };
  });
}

// src/source/hosts/gitlab-ci.ts
var gitlabCi = {
  hosts: (path) => /(^|\/)[\w.-]*\.?gitlab-ci[\w.-]*\.ya?ml$|(^|\/)\.gitlab(-ci)?\/.*\.ya?ml$/.test(path),
  scripts(file) {
    const whole = wholeText(file.path, file.text);
    return file.documents(/script["']?:/).flatMap(({ root }) => jobsOf2(root, whole));
  }
};
var reserved = /* @__PURE__ */ new Set([
  ...["default", "include", "stages", "variables", "workflow", "image", "services", "cache", "spec", "before_script", "after_script"]
]);
function jobsOf2(root, whole) {
  const jobs = pairsAt(root).filter(([name, job]) => job.kind === "map" && !reserved.has(name));
  const extended2 = new Set(jobs.flatMap(([, job]) => parentsOf(job)));
  const global = literalEntries(at(root, "variables"), whole);
  return jobs.flatMap(([name, job]) => {
    if (name.startsWith(".") && extended2.has(name)) return [];
    const lineage = lineageOf(root, name, job);
    const environment = new Map(global);
    for (const each2 of [...lineage].reverse()) setVariables(environment, each2, whole);
    const part = (key) => lineage.map((each2) => at(each2, key)).find((found2) => found2 !== void 0) ?? at(root, "default", key) ?? at(root, key);
    const lines = (key) => linesOf(root, part(key), whole);
    const shells = [[...lines("before_script"), ...lines("script")], lines("after_script")].filter((each2) => each2.length > 0);
    if (shells.length === 0 || !lineage.some((each2) => at(each2, "script"))) return [];
    return [{ unit: { name, callers: [name] }, shells: shells.map((each2) => ({ text: textOf5(each2, whole), environment })) }];
  });
}
function parentsOf(job) {
  return flatItems(at(job, "extends")).flatMap((parent) => stringAt(parent) ?? []);
}
var lineageLimit = 20;
function lineageOf(root, name, job) {
  const seen = /* @__PURE__ */ new Set([name]);
  const lineage = [job];
  for (let index = 0; index < lineage.length && lineage.length < lineageLimit; index++) {
    for (const parent of parentsOf(lineage[index]).reverse()) {
      const found2 = seen.has(parent) ? void 0 : at(root, parent);
      seen.add(parent);
      if (found2?.kind === "map") lineage.push(found2);
    }
  }
  return lineage;
}
function setVariables(environment, job, whole) {
  for (const [name] of pairsAt(job, "variables")) environment.delete(name);
  for (const [name, text2] of literalEntries(at(job, "variables"), whole)) environment.set(name, text2);
}
var lineLimit = 2e3;
function linesOf(root, list, whole, budget3 = { left: lineLimit }, depth = 0) {
  budget3.left -= 1;
  if (depth > 10 || budget3.left < 0 || !list) return [];
  if (list.kind !== "list") return [scalarText2(list, whole) ?? []].flat();
  const [job, key, ...others] = list.items.map((item) => stringAt(item));
  const target = job !== void 0 && key !== void 0 && others.length === 0 && /script$/.test(key) ? at(root, job, key) : void 0;
  if (target) return linesOf(root, target, whole, budget3, depth + 1);
  return list.items.flatMap((item) => linesOf(root, item, whole, budget3, depth + 1));
}
function textOf5(lines, whole) {
  const newline2 = (line) => ({ file: whole.file, content: "\n", segments: [[0, line.segments.at(-1)?.[1] ?? 0]] });
  const text2 = joinTexts(
    whole,
    lines.flatMap((line) => [line, newline2(line)])
  );
  return fillIn(text2, /\$\[\[([^[\]]*)\]\]/g, (match) => ({ unknown: match[1] ?? "" }));
}

// src/source/hosts/targets.ts
var targetLimit = 2e3;
var runLimit = 8;
function runsOf(all2) {
  const targets = new Map([...all2].slice(0, targetLimit));
  const callers = callersOf2(targets);
  const unit = (name) => ({ name, callers: callers.get(name) ?? [name] });
  const runs = /* @__PURE__ */ new Map();
  const parametrized = /* @__PURE__ */ new Set();
  let steps2 = 0;
  const addRuns = (start, caller, settings3) => {
    if (settings3.length === 0 || steps2 > stepLimit) return;
    for (const target of reachedFrom2(start, targets)) {
      steps2 += 1;
      addRun(runs, { target, unit: unit(caller), settings: settings3 });
    }
  };
  for (const { name, settings: settings3, calls } of targets.values()) {
    addRuns(name, name, settings3);
    for (const call of calls) {
      addRuns(call.to, name, call.settings);
      if (call.settings.length > 0) parametrized.add(call.to);
    }
  }
  return [...targets.values()].flatMap(({ name, settings: settings3 }) => {
    const own = settings3.length === 0 && !parametrized.has(name) ? [{ target: name, unit: unit(name), settings: [] }] : [];
    return [...own, ...runs.get(name) ?? []];
  });
}
function addRun(runs, run3) {
  const known15 = runs.get(run3.target);
  if (!known15) runs.set(run3.target, [run3]);
  else if (known15.length < runLimit) known15.push(run3);
}
var stepLimit = 5e4;
function callersOf2(targets) {
  const callers = /* @__PURE__ */ new Map();
  let steps2 = 0;
  for (const name of targets.keys()) {
    if (steps2 > stepLimit) return callers;
    for (const reached of reachedFrom2(name, targets)) {
      steps2 += 1;
      const known15 = callers.get(reached);
      if (known15) known15.push(name);
      else callers.set(reached, [name]);
    }
  }
  return callers;
}
function reachedFrom2(start, targets) {
  const reached = new Set(targets.has(start) ? [start] : []);
  for (const name of reached) for (const { to } of targets.get(name)?.calls ?? []) if (targets.has(to)) reached.add(to);
  return reached;
}

// src/source/hosts/justfile.ts
var justfile = {
  hosts: (path) => /(^|\/)\.?justfile$|\.just$/i.test(path),
  scripts(file) {
    const parsed = parse2(wholeText(file.path, file.text));
    const targets = new Map(parsed.recipes.map((recipe) => [recipe.name, targetOf2(recipe)]));
    return runsOf(targets).flatMap((run3) => scriptOf2(run3, parsed));
  }
};
function parse2(text2) {
  const parsed = { variables: /* @__PURE__ */ new Map(), exported: /* @__PURE__ */ new Set(), recipes: [], exportsAll: false };
  let recipe;
  for (const line of linesOf2(text2)) {
    if (/^[ \t]/.test(line.content) || line.content.trim() === "") recipe?.lines.push(line);
    else recipe = readTop(line, parsed);
  }
  return parsed;
}
function linesOf2(text2) {
  const lines = [];
  let start = 0;
  for (let end = text2.content.indexOf("\n"); start < text2.content.length; end = text2.content.indexOf("\n", start)) {
    const stop = end === -1 ? text2.content.length : end;
    lines.push(slice2(text2, start, text2.content[stop - 1] === "\r" ? stop - 1 : stop));
    start = stop + 1;
  }
  return lines;
}
function readTop(line, parsed) {
  const { content } = line;
  if (/^[#[]|^(alias|import|mod)\b/.test(content)) return void 0;
  if (/^set\s/.test(content)) {
    parsed.exportsAll ||= /^set\s+export\s*(:=\s*true\s*)?$/.test(content);
    return void 0;
  }
  const assignment = /^(export\s{1,20})?([A-Za-z_][\w-]*)\s{0,80}:=/.exec(content);
  if (assignment?.[2]) {
    const value = literalIn(line, assignment[0].length, parsed.variables);
    if (value) parsed.variables.set(assignment[2], value);
    if (assignment[1]) parsed.exported.add(assignment[2]);
    return void 0;
  }
  const recipe = recipeOf(line, parsed);
  if (recipe) parsed.recipes.push(recipe);
  return recipe;
}
var quoted2 = /"((?:[^"\\]|\\.)*)"|'([^']*)'/y;
function literalIn(line, from, variables3) {
  const { content } = line;
  const rest = content.slice(from).trimStart();
  const start = content.length - rest.length;
  const lookup4 = /^(?:env|env_var_or_default)\(\s{0,20}(?:"\w+"|'\w+')\s{0,20},\s{0,20}/.exec(rest)?.[0].length ?? 0;
  quoted2.lastIndex = start + lookup4;
  const match = quoted2.exec(content);
  const tail = match ? content.slice(quoted2.lastIndex).trim() : rest.trim();
  if (match && (lookup4 > 0 ? /^\)\s*(#.*)?$/ : /^(#.*)?$/).test(tail) && !match[0].includes("\\")) {
    return slice2(line, start + lookup4 + 1, quoted2.lastIndex - 1);
  }
  return match ? void 0 : variables3.get(tail);
}
var parameter2 = /([+*$]{0,2})([A-Za-z_][\w-]*)(=(?:"([^"]*)"|'([^']*)'|([\w.-]+)|\S+))?/g;
function recipeOf(line, { variables: variables3 }) {
  const { content } = line;
  const name = /^@?([A-Za-z_][\w-]*)/.exec(content)?.[1];
  const colon2 = colonIn(content);
  if (name === void 0 || colon2 === -1) return void 0;
  const start = content.indexOf(name) + name.length;
  const parameters = /* @__PURE__ */ new Map();
  for (const match of content.slice(start, colon2).matchAll(parameter2)) {
    const [, , own = "", written4, double, single2, word] = match;
    const value = double ?? single2;
    const offset = start + match.index + match[0].length - (written4?.length ?? 0) + 1;
    const literal5 = value === void 0 ? void 0 : slice2(line, offset + 1, offset + 1 + value.length);
    parameters.set(own, literal5 ?? (word === void 0 ? void 0 : variables3.get(word)));
  }
  return { name, header: slice2(line, colon2 + 1, content.length), parameters, lines: [] };
}
function colonIn(content) {
  let quote = "";
  for (let at2 = 0; at2 < content.length; at2++) {
    const letter = content[at2] ?? "";
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === ":") return at2;
  }
  return -1;
}
function targetOf2({ name, header, lines }) {
  const dependencies = header.content.replace(/#.*$/, "").match(/(?<![\w"'.-])[A-Za-z_][\w-]*/g) ?? [];
  const called = lines.flatMap(
    ({ content }) => [...content.matchAll(/(?:^|[\s@;&|])just[ \t]+([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? "")
  );
  return { name, calls: [...dependencies, ...called].map((to) => ({ to, settings: [] })), settings: [] };
}
function scriptOf2({ target, unit }, { variables: variables3, exported: exported2, exportsAll, recipes }) {
  const recipe = recipes.find(({ name }) => name === target);
  const first = recipe?.lines.find(({ content }) => content.trim() !== "");
  if (!recipe || !first) return [];
  const known15 = new Map([...variables3, ...recipe.parameters]);
  const shebang = /^\s*#!(.*)/.exec(first.content)?.[1];
  if (shebang !== void 0 && !/\b(ba|z|da|k)?sh\b/.test(shebang)) return [];
  const isShared = (name) => exportsAll || exported2.has(name);
  const environment = new Map([...variables3].filter(([name]) => /^\w+$/.test(name) && isShared(name)));
  const filled2 = recipe.lines.map((line) => fillIn(line, /\{\{([^{}]*)\}\}/g, (match) => expressionText(match, line, known15)));
  const texts = shebang === void 0 ? commandLines(filled2) : [joined3(filled2)];
  return [{ unit, known: variables3, shells: texts.map((text2) => ({ text: text2, environment })) }];
}
function expressionText(match, line, known15) {
  const inner = (match[1] ?? "").trim();
  const value = known15.get(inner);
  if (value) return value;
  if (/^(justfile_directory|source_directory|invocation_directory)\(\)$/.test(inner)) {
    return { file: line.file, content: "/.", segments: [[0, line.segments[0]?.[1] ?? 0]] };
  }
  return { unknown: inner };
}
function commandLines(lines) {
  const groups = [[]];
  for (const line of lines) {
    groups.at(-1)?.push(line);
    if (!line.content.endsWith("\\")) groups.push([]);
  }
  return groups.filter((group) => group.length > 0).map((group) => {
    const text2 = joined3(group);
    return slice2(text2, /^[ \t]*[@-]{0,2}/.exec(text2.content)?.[0].length ?? 0, text2.content.length);
  });
}
function joined3(lines) {
  const [first] = lines;
  const around = { ...first, content: "" };
  const indent = /^[ \t]*/.exec(lines.find(({ content }) => content.trim() !== "")?.content ?? "")?.[0].length ?? 0;
  const outdented = lines.map(
    (line) => slice2(line, Math.min(indent, line.content.length - line.content.trimStart().length), line.content.length)
  );
  const newline2 = (line) => ({ file: line.file, content: "\n", segments: [[0, line.segments.at(-1)?.[1] ?? 0]] });
  return joinTexts(
    around,
    outdented.flatMap((line) => [line, newline2(line)])
  );
}

// src/source/hosts/makefile.ts
import { posix as posix26 } from "node:path";

// src/source/hosts/make/operator.ts
function operatorIn(line, from = 0) {
  for (let at2 = from; at2 < line.length; at2++) {
    const letter = line[at2];
    if (letter === "$" && /[({]/.test(line[at2 + 1] ?? "")) at2 = endOfReference(line, at2) - 1;
    else if (letter === "#") return void 0;
    else if (letter === "=") return operator(line, isModified(line, from, at2) ? at2 - 1 : at2, at2 + 1);
    else if (letter === ":") return colon(line, at2);
  }
  return void 0;
}
function isModified(line, from, at2) {
  return at2 > from && /[?+!]/.test(line[at2 - 1] ?? "");
}
function colon(line, start) {
  const [text2 = ":"] = /^:{1,3}=|^::?/.exec(line.slice(start, start + 4)) ?? [];
  return operator(line, start, start + text2.length);
}
function endOfReference(text2, start) {
  const open3 = text2[start + 1];
  const close = open3 === "(" ? ")" : "}";
  let depth = 0;
  for (let at2 = start + 1; at2 < text2.length; at2++) {
    if (text2[at2] === open3) depth++;
    else if (text2[at2] === close && --depth === 0) return at2 + 1;
  }
  return text2.length;
}
function codeLength(line) {
  for (let at2 = line.indexOf("#"); at2 !== -1; at2 = line.indexOf("#", at2 + 1)) if (line[at2 - 1] !== "\\") return at2;
  return line.length;
}
function operator(line, start, end) {
  return { start, end, text: line.slice(start, end) };
}

// src/source/hosts/make/parse.ts
function parseMakefile(text2) {
  const parsing = { text: text2, statements: [], conditions: [], rule: void 0, at: 0 };
  while (parsing.at < text2.content.length) readLine(parsing);
  return parsing.statements;
}
function readLine(parsing) {
  const line = nextLine(parsing);
  if (line.content.startsWith("	") && parsing.rule) {
    parsing.rule.recipe.push(line);
    return;
  }
  const joined6 = withoutContinuations(line);
  const start = joined6.content.length - joined6.content.trimStart().length;
  const statement = slice2(joined6, start, codeLength(joined6.content));
  if (statement.content.trim() === "" || readDirective(parsing, statement)) return;
  readStatement(parsing, statement);
}
function nextLine(parsing) {
  const { content } = parsing.text;
  const start = parsing.at;
  let end = content.indexOf("\n", start);
  while (end !== -1 && /\\\r?$/.test(content.slice(Math.max(start, end - 2), end))) end = content.indexOf("\n", end + 1);
  const stop = end === -1 ? content.length : end;
  parsing.at = stop + 1;
  return slice2(parsing.text, start, stop);
}
function withoutContinuations(line) {
  const pieces = [];
  let at2 = 0;
  for (const match of line.content.matchAll(/\\\r?\n[ \t]*/g)) {
    pieces.push(slice2(line, at2, match.index), innerText(line, " ", [[0, match.index]]));
    at2 = match.index + match[0].length;
  }
  return at2 === 0 ? line : joinTexts(line, [...pieces, slice2(line, at2, line.content.length)]);
}
function readDirective(parsing, line) {
  const [, word = "", rest = ""] = /^([a-z-]+)\b[ \t]*(.*)/s.exec(line.content) ?? [];
  if (/^(ifeq|ifneq|ifdef|ifndef)$/.test(word)) parsing.conditions.push(/^(ifeq|ifndef)$/.test(word) ? rest : "");
  else if (word === "else") parsing.conditions.push(...parsing.conditions.splice(-1).map(() => ""));
  else if (word === "endif") parsing.conditions.pop();
  else if (/^[-s]?include$/.test(word))
    parsing.statements.push({ kind: "include", paths: slice2(line, line.content.length - rest.length, line.content.length) });
  else if (word === "define") readDefinition(parsing, rest);
  else if (word === "export" && !operatorIn(rest))
    parsing.statements.push({ kind: "export", names: rest.split(/\s+/).filter((name) => name !== "") });
  else if (!/^(unexport|undefine|vpath|endef)$/.test(word) || operatorIn(rest)) return false;
  return true;
}
function readDefinition(parsing, header) {
  const name = header.replace(/[ \t]*[:?+]*=?[ \t\r]*$/, "").trim();
  const { content } = parsing.text;
  const start = parsing.at;
  let end = start;
  while (parsing.at < content.length) {
    end = parsing.at;
    const line = nextLine(parsing).content;
    if (/^[ \t]*endef\b/.test(line)) break;
    end = parsing.at;
  }
  const value = slice2(parsing.text, start, Math.min(Math.max(start, end - 1), content.length));
  parsing.statements.push({
    kind: "assignment",
    name,
    operator: "=",
    value,
    targets: void 0,
    isExported: false,
    condition: conditionFor(name, parsing)
  });
}
function readStatement(parsing, line) {
  const operator2 = operatorIn(line.content);
  if (!operator2) return;
  const { start, end, text: text2 } = operator2;
  if (text2 !== ":" && text2 !== "::") {
    addAssignment(parsing, line, 0, operator2, void 0);
    return;
  }
  const targets = slice2(line, 0, start);
  const inner = operatorIn(line.content, end);
  if (inner && inner.text !== ":" && inner.text !== "::" && /^(?:\s*(?:export|private|override)\s)*\s*[\w.-]+\s*$/.test(line.content.slice(end, inner.start).slice(0, 300))) {
    addAssignment(parsing, line, end, inner, targets);
    return;
  }
  const semicolon = line.content.indexOf(";", end);
  const stop = semicolon === -1 ? line.content.length : semicolon;
  const recipe = semicolon === -1 ? [] : [slice2(line, semicolon + 1, line.content.length)];
  parsing.rule = { kind: "rule", targets, prerequisites: slice2(line, end, stop), recipe };
  parsing.statements.push(parsing.rule);
}
function addAssignment(parsing, line, from, { start, end, text: text2 }, targets) {
  const words = line.content.slice(from, start).trim().split(/\s+/);
  const name = words.at(-1) ?? "";
  const after = line.content.slice(end);
  const value = slice2(line, end + (after.length - after.trimStart().length), line.content.trimEnd().length);
  if (!targets) parsing.rule = void 0;
  parsing.statements.push({
    kind: "assignment",
    name,
    operator: text2,
    value,
    targets,
    isExported: words.includes("export"),
    condition: conditionFor(name, parsing)
  });
}
function conditionFor(name, { conditions }) {
  if (conditions.length === 0) return "none";
  return conditions.length === 1 && asksFor(name, conditions[0] ?? "") ? "default" : "open";
}
function asksFor(name, condition) {
  const test = condition.replace(/["'\s]/g, "").replaceAll("{", "(").replaceAll("}", ")");
  return [
    name,
    `($(${name}),)`,
    `(,$(${name}))`,
    `($(strip$(${name})),)`,
    `($(origin${name}),undefined)`,
    `($(origin${name}),default)`
  ].includes(test);
}

// src/source/hosts/make/variables.ts
var depthLimit10 = 20;
var lengthLimit3 = 64 * 1024;
function newVariables(below2) {
  return { values: /* @__PURE__ */ new Map(), below: below2, budget: below2?.budget ?? { left: 5e4 } };
}
function assignVariable(variables3, { name, operator: operator2, value, condition }) {
  const before = lookup2(variables3, name);
  const isDefault = operator2 === "?=" || condition === "default";
  if (isDefault && before !== void 0) return;
  const after = assigned2(variables3, operator2, value, before);
  const isSame3 = before !== void 0 && before !== "unknown" && after !== "unknown" && before.text.content === after.text.content;
  if (condition === "open" && !isSame3) variables3.values.set(name, "unknown");
  else variables3.values.set(name, after);
}
function assigned2(variables3, operator2, value, before) {
  if (operator2 === "!=") return "unknown";
  if (operator2 === "+=" && before === "unknown") return "unknown";
  const isExpanded = operator2.startsWith(":") || operator2 === "+=" && before !== void 0 && before !== "unknown" && before.isExpanded;
  const text2 = isExpanded ? expand3(variables3, value) : value;
  if (operator2 !== "+=" || before === void 0 || before === "unknown") return { text: text2, isExpanded };
  const blank2 = innerText(value, " ", [[0, 0]]);
  return { text: bounded2(joinTexts(text2, [before.text, blank2, text2])), isExpanded };
}
function lookup2(variables3, name) {
  for (let current = variables3; current; current = current.below) {
    const found2 = current.values.get(name);
    if (found2) return found2;
  }
  return void 0;
}
var noLocals = /* @__PURE__ */ new Map();
function expand3(variables3, text2, locals = noLocals, depth = 0) {
  const { content } = text2;
  if (!content.includes("$")) return text2;
  const pieces = [];
  let copied = 0;
  let length = 0;
  for (let at2 = content.indexOf("$"); at2 !== -1 && length < lengthLimit3; at2 = content.indexOf("$", copied)) {
    const next = content[at2 + 1];
    const isLong = next === "(" || next === "{";
    const end = isLong ? endOfReference(content, at2) : Math.min(at2 + 2, content.length);
    const inner = isLong ? slice2(text2, at2 + 2, end - 1) : slice2(text2, at2 + 1, end);
    variables3.budget.left -= 1;
    const value = next === "$" ? slice2(text2, at2, at2 + 1) : referenceText(variables3, inner, locals, depth);
    const isProgram = depth === 0 && isLong && mayBeProgram(content, at2, inner.content, value.content);
    const piece = isProgram ? pinned(value, text2.file, slice2(text2, at2, end).segments[0]?.[1] ?? 0) : value;
    pieces.push(slice2(text2, copied, at2), piece);
    length += piece.content.length;
    copied = end;
  }
  return bounded2(joinTexts(text2, [...pieces, slice2(text2, copied, content.length)]));
}
function mayBeProgram(content, at2, name, value) {
  if (/^\s*-|\n/.test(value) || name.startsWith("call ")) return false;
  const before = content.slice(Math.max(0, at2 - 40), at2);
  return /(^|[\n;&|(@`+-]|(^|[\s;&|@-])[\w./]+)[ \t]*$/.test(before) && !/(^|\s)--?[A-Za-z]\S*[ \t]*$/.test(before);
}
function bounded2(text2) {
  return text2.content.length > lengthLimit3 ? placeholder2(text2, 0, "too long") : text2;
}
function referenceText(variables3, inner, locals, depth) {
  const name = inner.content.trim();
  const unknown4 = () => placeholder2(inner, 0, name);
  if (depth > depthLimit10 || variables3.budget.left <= 0) return unknown4();
  const local = locals.get(name);
  if (local) return local;
  if (!/^[\w./-]+$/.test(name)) return functionValue(variables3, inner, locals, depth) ?? unknown4();
  const found2 = lookup2(variables3, name);
  if (found2 === "unknown") return unknown4();
  if (found2) return found2.isExpanded ? found2.text : expand3(variables3, found2.text, locals, depth + 1);
  const builtIn2 = builtIns.get(name);
  return builtIn2 === void 0 ? unknown4() : innerText(inner, builtIn2, [[0, 0]]);
}
var builtIns = /* @__PURE__ */ new Map([
  ["MAKE", "make"],
  ["CURDIR", "/."],
  ["PWD", "/."]
]);
function functionValue(variables3, inner, locals, depth) {
  const [whole = "", name = ""] = /^([a-z-]+)[ \t]+/.exec(inner.content) ?? [];
  const rest = slice2(inner, whole.length, inner.content.length);
  if (/^(info|warning|error|eval)$/.test(name)) return slice2(inner, 0, 0);
  if (/^(strip|abspath|realpath)$/.test(name)) return expand3(variables3, rest, locals, depth + 1);
  if (name === "or") return expand3(variables3, argumentsOf(rest)[0] ?? rest, locals, depth + 1);
  if (name !== "call") return void 0;
  const [called, ...args] = argumentsOf(rest);
  const found2 = called && lookup2(variables3, called.content.trim());
  if (!found2 || found2 === "unknown") return void 0;
  const given = args.map((arg, index) => [String(index + 1), expand3(variables3, arg, locals, depth + 1)]);
  return expand3(variables3, found2.text, new Map([...locals, ...given]), depth + 1);
}
function argumentsOf(text2) {
  const { content } = text2;
  const args = [];
  let start = 0;
  for (let at2 = 0; at2 < content.length; at2++) {
    if (content[at2] === "$" && /[({]/.test(content[at2 + 1] ?? "")) at2 = endOfReference(content, at2) - 1;
    else if (content[at2] === ",") {
      args.push(slice2(text2, start, at2));
      start = at2 + 1;
    }
  }
  return [...args, slice2(text2, start, content.length)];
}

// src/source/hosts/makefile.ts
var makefile = {
  hosts: (path) => /(^|\/)(GNU)?[Mm]akefile(\.[\w-]+)?$|\.(mk|mak|make)$/.test(path),
  scripts(file) {
    const made = madeBy(file);
    const targets = targetsOf2(made);
    return runsOf(new Map([...targets].map(([name, target]) => [name, target.target]))).flatMap(
      (run3) => scriptOf3(run3, targets, made, file)
    );
  }
};
var includeLimit = 50;
var ancestorLimit = 4;
function madeBy(file) {
  const own = posix26.basename(file.path);
  const isPart = !/^(GNU)?[Mm]akefile$/.test(own);
  for (let depth = 0; isPart && depth < ancestorLimit; depth++) {
    const directory3 = "../".repeat(depth);
    for (const name of ["GNUmakefile", "makefile", "Makefile"]) {
      const root = file.read(directory3 + name);
      if (!root?.text.includes("include")) continue;
      const made = read2(wholeText(root.path, root.text), directory3, file);
      if (made.included.has(file.path)) return made;
    }
  }
  return read2(wholeText(file.path, file.text), "", file);
}
function read2(text2, directory3, file) {
  const made = {
    variables: newVariables(),
    rules: [],
    specific: [],
    exported: /* @__PURE__ */ new Set(),
    included: /* @__PURE__ */ new Set([text2.file]),
    directory: directory3,
    exportsAll: false,
    isOneShell: false
  };
  carryOut(parseMakefile(text2), made, file);
  return made;
}
function carryOut(statements, made, file) {
  for (const statement of statements) {
    if (statement.kind === "rule") addRule(statement, made);
    else if (statement.kind === "include") include(statement.paths, made, file);
    else if (statement.kind === "export") addExport(statement, made);
    else addAssignment2(statement, made);
  }
}
function addExport({ names: names3 }, made) {
  made.exportsAll ||= names3.length === 0;
  for (const name of names3) made.exported.add(name);
}
function addAssignment2(assignment, made) {
  if (assignment.isExported) made.exported.add(assignment.name);
  if (assignment.targets) made.specific.push(assignment);
  else assignVariable(made.variables, assignment);
}
function addRule(rule, made) {
  made.rules.push(rule);
  made.isOneShell ||= rule.targets.content.trim() === ".ONESHELL";
}
function include(paths, made, file) {
  for (const written4 of wordsOf3(expand3(made.variables, paths))) {
    const name = made.directory + written4.replace(/^\/\.\//, "");
    const names3 = name.includes("*") ? file.matching(name) : [name];
    for (const each2 of names3) {
      const found2 = made.included.size < includeLimit ? file.read(each2) : void 0;
      if (!found2 || made.included.has(found2.path)) continue;
      made.included.add(found2.path);
      carryOut(parseMakefile(wholeText(found2.path, found2.text)), made, file);
    }
  }
}
function targetsOf2(made) {
  const targets = /* @__PURE__ */ new Map();
  for (const rule of made.rules) {
    const calls = wordsOf3(expand3(made.variables, rule.prerequisites)).map((to) => ({ to, settings: [] }));
    for (const name of wordsOf3(expand3(made.variables, rule.targets))) {
      if (/^\.[A-Z]+$/.test(name)) continue;
      const known15 = targets.get(name);
      const own = [...known15?.target.calls ?? [], ...calls, ...rule.recipe.flatMap((line) => callsIn(line, made))];
      targets.set(name, { target: { name, calls: own, settings: [] }, recipes: [...known15?.recipes ?? [], ...rule.recipe] });
    }
  }
  for (const assignment of made.specific) {
    for (const name of wordsOf3(expand3(made.variables, assignment.targets))) {
      const known15 = targets.get(name) ?? { target: { name, calls: [], settings: [] }, recipes: [] };
      targets.set(name, { ...known15, target: { ...known15.target, settings: [...known15.target.settings, assignment] } });
    }
  }
  return targets;
}
function callsIn(line, made) {
  if (!/\bmake\b|MAKE/.test(line.content)) return [];
  const expanded = expand3(made.variables, line);
  return [...expanded.content.matchAll(/(?:^|[\s;&|@(-])make[ \t]+([^;&|\n)]*)/g)].flatMap((match) => {
    const words = wordsOf3({ content: match[1] ?? "" });
    if (words.some((word) => /^-[Cf]|^--(directory|file|makefile)/.test(word))) return [];
    const start = match.index + match[0].length - (match[1] ?? "").length;
    const settings3 = words.flatMap((word) => settingIn(word, expanded, start));
    return words.filter((word) => !/^-|=/.test(word)).map((to) => ({ to, settings: settings3 }));
  });
}
function settingIn(word, line, from) {
  const [whole, name = "", value = ""] = /^(\w+)=(.*)$/.exec(word) ?? [];
  if (whole === void 0 || /^["']/.test(value)) return [];
  const start = line.content.indexOf(word, from) + name.length + 1;
  const text2 = slice2(line, start, start + value.length);
  return [{ kind: "assignment", name, operator: ":=", value: text2, targets: void 0, isExported: true, condition: "none" }];
}
function scriptOf3(run3, targets, made, file) {
  const recipes = (targets.get(run3.target)?.recipes ?? []).filter((line) => line.file === file.path);
  if (recipes.length === 0) return [];
  const variables3 = newVariables(made.variables);
  for (const setting2 of run3.settings) assignVariable(variables3, setting2);
  const name = { file: file.path, content: run3.target, segments: [[0, recipes[0]?.segments[0]?.[1] ?? 0]] };
  const first = targets.get(run3.target)?.target.calls[0]?.to;
  const locals = run3.target.includes("%") ? /* @__PURE__ */ new Map() : new Map([["@", name], ...first ? [["<", { ...name, content: first }]] : []]);
  const expanded = recipes.map((line) => expand3(variables3, line, locals));
  const texts = made.isOneShell ? [oneShell(expanded, name)] : expanded.flatMap(recipeLines);
  const environment = environmentOf2(variables3, made, file, run3.settings, namesIn(texts));
  const directory3 = made.directory === "" ? void 0 : made.directory;
  return [
    { unit: run3.unit, known: knownOf(variables3, file), shells: texts.map((text2) => ({ text: text2, environment, directory: directory3 })) }
  ];
}
var environmentLimit2 = 500;
function namesIn(texts) {
  return new Set(texts.flatMap(({ content }) => [...content.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)].flatMap(([, name]) => name ?? [])));
}
function environmentOf2(variables3, made, file, settings3, used) {
  const names3 = made.exportsAll ? [...made.variables.values.keys(), ...made.exported] : [...made.exported];
  const set = settings3.filter(({ isExported }) => isExported).map(({ name }) => name);
  const known15 = [...names3, ...set].filter((name) => used.has(name) && isKnown2(variables3, name)).slice(0, environmentLimit2);
  const reference2 = (name) => ({ file: file.path, content: `$(${name})`, segments: [[0, 0]] });
  return new Map(known15.map((name) => [name, expand3(variables3, reference2(name), void 0, 1)]));
}
function knownOf(variables3, file) {
  const names3 = ["ISTIO_VERSION", "ISTIOCTL_VERSION", "ISTIO_VER", "KUBECONFIG"].filter((name) => isKnown2(variables3, name));
  return new Map(
    names3.map((name) => [name, expand3(variables3, { file: file.path, content: `$(${name})`, segments: [[0, 0]] }, void 0, 1)])
  );
}
function isKnown2(variables3, name) {
  return variables3 !== void 0 && (variables3.values.has(name) || isKnown2(variables3.below, name));
}
function recipeLines(recipe) {
  const lines = [];
  let start = 0;
  for (const match of recipe.content.matchAll(/(\\)?\r?\n/g)) {
    if (match[1]) continue;
    lines.push(slice2(recipe, start, match.index));
    start = match.index + match[0].length;
  }
  lines.push(slice2(recipe, start, recipe.content.length));
  return lines.map((line) => withoutTabs2(slice2(line, /^[\t @+-]*/.exec(line.content)?.[0].length ?? 0, line.content.length)));
}
function oneShell(recipe, around) {
  const lines = recipe.map(
    (line, index) => slice2(line, (index === 0 ? /^\t?[@+-]*/ : /^\t?/).exec(line.content)?.[0].length ?? 0, line.content.length)
  );
  return joinTexts(
    around,
    lines.flatMap((line) => [withoutTabs2(line), newline(line)])
  );
}
function withoutTabs2(line) {
  const pieces = [];
  let start = 0;
  for (const match of line.content.matchAll(/\n\t/g)) {
    pieces.push(slice2(line, start, match.index + 1));
    start = match.index + 2;
  }
  return start === 0 ? line : joinTexts(line, [...pieces, slice2(line, start, line.content.length)]);
}
function newline(line) {
  return { file: line.file, content: "\n", segments: [[0, line.segments.at(-1)?.[1] ?? 0]] };
}
function wordsOf3({ content }) {
  return content.split(/\s+/).filter((word) => word !== "" && word !== "|" && !word.includes("$"));
}

// src/source/hosts/taskfile.ts
var taskfile = {
  hosts: (path) => /(^|\/)[Tt]askfile(\.[\w-]+)?\.ya?ml$|(^|\/)\.?taskfiles?\/.*\.ya?ml$/.test(path),
  scripts(file) {
    const whole = wholeText(file.path, file.text);
    return file.documents(/tasks["']?:/).flatMap(({ root }) => scriptsOf(root, whole));
  }
};
function scriptsOf(root, whole) {
  const tasks = new Map(pairsAt(root, "tasks"));
  const targets = new Map([...tasks].map(([name, task]) => [name, targetOf3(name, task, whole)]));
  const file = { root, whole, variables: variablesIn(at(root, "vars"), whole) };
  return runsOf(targets).flatMap((run3) => scriptOf4(run3, tasks.get(run3.target), file));
}
function variablesIn(map, whole) {
  return { literals: literalEntries(map, whole, true), names: pairsAt(map).map(([name]) => name) };
}
function targetOf3(name, task, whole) {
  const calls = [...itemsAt(task, "deps"), ...commandsOf2(task)].flatMap((item) => callOf2(item, whole));
  const dependencies = itemsAt(task, "deps").flatMap((item) => stringAt(item) ?? []);
  return { name, calls: [...dependencies.map((to) => ({ to, settings: [] })), ...calls], settings: [] };
}
function callOf2(item, whole) {
  const to = stringAt(item, "task");
  return to === void 0 ? [] : [{ to: to.replace(/^:/, ""), settings: [...literalEntries(at(item, "vars"), whole, true)] }];
}
function commandsOf2(task) {
  if (task.kind !== "map") return flatItems(task);
  return [...itemsAt(task, "cmds"), ...at(task, "cmd") ? [at(task, "cmd")] : []];
}
function scriptOf4(run3, task, { root, whole, variables: variables3 }) {
  if (!task) return [];
  const own = variablesIn(at(task, "vars"), whole);
  const hidden = new Map([...variables3.literals].filter(([name]) => !own.names.includes(name)));
  const known15 = resolved(new Map([...hidden, ...own.literals, ...run3.settings]));
  const environment = new Map(
    [...literalEntries(at(root, "env"), whole, true), ...literalEntries(at(task, "env"), whole, true)].map(([name, text2]) => [
      name,
      fillActions(text2, known15)
    ])
  );
  const directory3 = textOf6(at(task, "dir"));
  const shells = commandsOf2(task).flatMap((item) => {
    const command2 = scalarText2(item.kind === "map" ? at(item, "cmd") ?? at(item, "defer") : item, whole);
    if (!command2) return [];
    const filled2 = fillActions(command2, known15);
    return [{ text: filled2, environment, directory: directory3 && fillActions({ ...command2, content: directory3 }, known15).content }];
  });
  return shells.length > 0 ? [{ unit: run3.unit, known: known15, shells }] : [];
}
function textOf6(cursor) {
  return cursor?.kind === "unknown" ? cursor.text : stringAt(cursor);
}
function resolved(variables3) {
  let known15 = new Map(variables3);
  for (let round = 0; round < 4; round++) {
    const literals = new Map([...known15].filter(([, text2]) => !text2.content.includes("{{")));
    known15 = new Map([...known15].map(([name, text2]) => [name, text2.content.includes("{{") ? fillActions(text2, literals) : text2]));
  }
  return known15;
}
var action = /\{\{([^{}]*)\}\}/g;
function fillActions(text2, known15) {
  return fillIn(text2, action, (match) => {
    const inner = (match[1] ?? "").replace(/^-|-$/g, "").trim();
    const name = /^\.(\w+)$/.exec(inner)?.[1];
    const value = name === void 0 ? void 0 : known15.get(name);
    if (value && value.content.length < 4096) return value;
    if (name !== void 0 && directories4.has(name)) return { ...text2, content: "/.", segments: [[0, text2.segments[0]?.[1] ?? 0]] };
    return withDefault2(inner, match, text2, known15) ?? { unknown: name ?? inner };
  });
}
var directories4 = /* @__PURE__ */ new Set(["TASKFILE_DIR", "ROOT_DIR"]);
function withDefault2(inner, match, text2, known15) {
  const [, before, value, , fallback, after] = /^(?:\.(\w+) *\| *default +"([^"]*)"|(default) +"([^"]*)" +\.(\w+))$/.exec(inner) ?? [];
  const name = before ?? after;
  const literal5 = value ?? fallback;
  if (name === void 0 || literal5 === void 0) return void 0;
  const set = known15.get(name);
  if (set) return set;
  const start = (match.index ?? 0) + match[0].indexOf(`"${literal5}"`) + 1;
  const [, outer] = placeOf6(text2, start);
  return { file: text2.file, content: literal5, segments: [[0, outer]] };
}
function placeOf6({ segments }, offset) {
  const [inner, outer] = segments.findLast(([start]) => start <= offset) ?? [0, 0];
  return [offset, outer + offset - inner];
}

// src/source/hosts/index.ts
var hosts = [githubActions, gitlabCi, makefile, taskfile, justfile, dockerfile];
function hostOf(path, head = () => "") {
  return hosts.find((host) => host.hosts(path, head));
}

// src/source/inline-manifests.ts
function withInlineManifests(text2, report) {
  const own = documentsOf(text2, report);
  if (!text2.content.includes("inlineManifests:")) return own;
  let inner;
  return (marker3) => {
    inner ??= own(machineConfiguration).flatMap(manifestTexts).map((manifest) => documentsOf(manifest, report));
    return [...own(marker3), ...inner.flatMap((read3) => read3(marker3))];
  };
}
var machineConfiguration = { test: (text2) => /^cluster:/m.test(text2) && text2.includes("inlineManifests:") };
function manifestTexts({ root }) {
  return itemsAt(root, "cluster", "inlineManifests").flatMap((item) => {
    const contents = item.kind === "map" ? item.entries.get("contents")?.value : void 0;
    return contents?.kind === "scalar" && textOf(contents) || [];
  });
}

// src/source/words.ts
function wordFinder(words) {
  const { classes, classCount, next, endings } = buildTable([...new Set(words)]);
  const isEnding = Uint8Array.from(endings, (ending) => ending ? 1 : 0);
  return (bytes) => {
    const found2 = /* @__PURE__ */ new Set();
    let state = 0;
    for (let index = 0; index < bytes.length; index++) {
      state = next[state * classCount + classes[bytes[index]]];
      if (isEnding[state] === 1) for (const word of endings[state] ?? []) found2.add(word);
    }
    return found2;
  };
}
function buildTable(words) {
  const letters = [...new Set(words.flatMap((word) => [...Buffer.from(word)]))];
  const classes = new Uint8Array(256);
  for (const [index, letter] of letters.entries()) classes[letter] = index + 1;
  const classCount = letters.length + 1;
  const states = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Uint16Array(states * classCount);
  const endings = new Array(states).fill(void 0);
  let count = 1;
  for (const word of words) {
    let state = 0;
    for (const byte of Buffer.from(word)) {
      const at2 = state * classCount + (classes[byte] ?? 0);
      if (next[at2] === 0) next[at2] = count++;
      state = next[at2] ?? 0;
    }
    endings[state] = [...endings[state] ?? [], word];
  }
  addFallbacks(next, endings, classCount);
  return { classes, classCount, next, endings };
}
function addFallbacks(next, endings, classCount) {
  const fallback = new Uint16Array(endings.length);
  const queue = [...next.subarray(0, classCount)].filter((state) => state !== 0);
  for (let state = queue.shift(); state !== void 0; state = queue.shift()) {
    const other = fallback[state] ?? 0;
    const inherited2 = endings[other];
    if (inherited2) endings[state] = [...endings[state] ?? [], ...inherited2];
    for (let letter = 0; letter < classCount; letter++) {
      const at2 = state * classCount + letter;
      const target = next[at2] ?? 0;
      const beside = next[other * classCount + letter] ?? 0;
      if (target === 0) next[at2] = beside;
      else {
        fallback[target] = beside;
        queue.push(target);
      }
    }
  }
}

// src/source/reader.ts
function openReader(repository, { markers: markers2, problem, istioVersion }) {
  const known15 = /* @__PURE__ */ new Map();
  const findWords = wordFinder(markers2);
  const sources = [];
  for (const path of repository.paths) {
    const bytes = repository.read(path);
    const words = bytes && findWords(bytes);
    if (!bytes || !words || !isWorthReading(path, bytes, words)) continue;
    const source3 = sourceOf({ path, bytes, words: () => words }, repository, problem);
    known15.set(path, source3);
    sources.push(source3, ...handedSources(source3, problem));
  }
  const source2 = (path) => {
    if (!known15.has(path)) {
      const bytes = repository.read(path);
      known15.set(path, bytes && sourceOf({ path, bytes, words: once(() => findWords(bytes)) }, repository, problem));
    }
    return known15.get(path);
  };
  return readerOf(sources, {
    source: source2,
    exists: repository.exists,
    below: (directory3) => pathsBelow2(repository.paths, directory3),
    texts: repository.texts,
    terraform: () => [],
    wordsIn: (text2) => findWords(Buffer.from(text2)),
    resolve: (from, path) => resolveInside(repository.prefix, from, path),
    problem,
    istioVersion
  });
}
function readerOf(sources, shared2) {
  const select2 = (kind, marker3) => sources.flatMap((source2) => source2.documents(marker3).filter((document) => document.kind === kind));
  const findNamed2 = memoize((key) => {
    const [kind, name] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
    const ofKind = kindMarker(kind);
    const marker3 = { test: (text2) => text2.includes(name) && ofKind.test(text2) };
    const documents = sources.flatMap(
      (source2) => source2.documents(source2.fills ? ofKind : marker3).filter((document) => document.kind === kind)
    );
    return documents.filter((document) => referenceAt(document.root, "metadata", "name") === name);
  });
  return {
    ...shared2,
    sources,
    ofKind: memoize((kind) => select2(kind, kindMarker(kind))),
    named: (kind, name) => findNamed2(`${kind} ${name}`),
    withSources: (others) => readerOf(others, shared2),
    withTerraform: (others, terraform) => readerOf(others, { ...shared2, terraform })
  };
}
function isWorthReading(path, bytes, words) {
  if (isKustomization(path)) return true;
  return words.size > 0 && (extname(path) !== "" || isScriptText(bytes) || hostOf(path) !== void 0 || unreadLanguage(path) !== void 0);
}
function isScriptText(bytes) {
  return bytes[0] === 35 && bytes[1] === 33 && /^#!.*\b(sh|bash|dash|ksh)\b/.test(bytes.toString("latin1", 0, 80));
}
function pathsBelow2(paths, directory3) {
  let start = 0;
  for (let end = paths.length; start < end; ) {
    const middle = start + end >> 1;
    if (paths[middle] < directory3) start = middle + 1;
    else end = middle;
  }
  const found2 = [];
  for (let index = start; paths[index]?.startsWith(directory3); index++) found2.push(paths[index]);
  return found2;
}
function resolveInside(prefix, from, path) {
  const joined6 = path.startsWith("/") ? posix27.join(prefix, path.slice(1)) : posix27.join(posix27.dirname(from), path);
  const inside = posix27.normalize(joined6);
  return inside.startsWith(prefix) && !inside.slice(prefix.length).startsWith("..") ? inside : void 0;
}
function kindMarker(kind) {
  return /^\w+$/.test(kind) ? new RegExp(`\\bkind["']?:\\s*["']?${kind}\\b`) : /(?!)/;
}
function sourceOf({ path, bytes, words }, repository, problem) {
  const isYaml = /\.(ya?ml|json)$/i.test(path) || isKustomization(path);
  const host = hostOf(path, () => bytes.toString("latin1", 0, 80));
  const isScript = !host && (/\.(sh|bash)$/i.test(path) || bytes[0] === 35 && bytes[1] === 33);
  const isCode = isScript || host !== void 0 && !isYaml || /\.(tf|tofu|tfvars|hcl)$/.test(path);
  const text2 = once(() => bytes.toString("utf8").replace(/^\ufeff/, isCode ? " " : "\uFEFF"));
  const documents = once(() => {
    const report = text2().includes("{{") && isPartOfChart2(path, repository) ? () => {
    } : problem;
    return withInlineManifests(wholeText(path, text2()), report);
  });
  const read3 = (from) => {
    const found2 = repository.read(from);
    return found2 && found2.length <= sourcedSizeLimit ? found2.toString("utf8") : void 0;
  };
  const scripts = once(() => {
    if (!isScript && !host) return noScripts;
    const resolve3 = (name) => resolveInside(repository.prefix, path, name);
    const hosted = { path, text: text2(), documents: (marker3) => isYaml ? documents()(marker3) : noDocuments };
    const files = { read: read3, resolve: resolve3, below: (directory3) => pathsBelow2(repository.paths, directory3) };
    return host ? hostedScripts(host, hosted, files, problem) : [scriptOf(path, text2(), files, problem)];
  });
  return {
    path,
    get words() {
      return words();
    },
    isAside: isAside(path.slice(repository.prefix.length)),
    get text() {
      return text2();
    },
    documents: (marker3) => isYaml ? documents()(marker3) : noDocuments,
    scripts
  };
}
var noDocuments = [];
var noScripts = [];
var sourcedSizeLimit = 1024 * 1024;
function isPartOfChart2(path, repository) {
  for (let end = path.lastIndexOf("/"); end !== -1; end = path.lastIndexOf("/", end - 1)) {
    if (repository.exists(`${path.slice(0, end)}/Chart.yaml`)) return true;
  }
  return repository.exists("Chart.yaml");
}
function memoize(compute2) {
  const results = /* @__PURE__ */ new Map();
  return (key) => {
    const known15 = results.get(key);
    if (known15 !== void 0) return known15;
    const result = compute2(key);
    results.set(key, result);
    return result;
  };
}

// src/source/leaves.ts
var readLimit = 2 * 1024 * 1024;
function openLeaves(repositories, hcl) {
  const used = /* @__PURE__ */ new Map();
  return (path, text2) => {
    const repository = repositories.find(({ exists, prefix }) => exists(path) || path.startsWith(prefix));
    const length = (used.get(path) ?? 0) + text2.length;
    used.set(path, length);
    return repository && length < Math.max(readLimit, 4 * text2.length) ? leavesOf2(repository, path, text2, hcl) : void 0;
  };
}
function leavesOf2(repository, path, text2, hcl) {
  if (isTerraform(path)) return hcl && terraformLeaves(wholeText(path, text2), hcl);
  const leaves3 = [];
  const problem = ({ code, message }) => leaves3.push({ path: ["problem", code], value: message });
  const read3 = (other) => other === path ? Buffer.from(text2) : repository.read(other);
  const source2 = openReader({ ...repository, paths: [], read: read3 }, { markers: [], problem }).source(path);
  if (!source2) return void 0;
  for (const [index, { root }] of documentsIn(source2, problem).entries()) leaves3.push(...leavesIn(root, ["document", `[${index}]`]));
  for (const [index, script] of source2.scripts().entries()) leaves3.push(...scriptLeaves(script, `[${index}]`));
  return leaves3;
}
function documentsIn(source2, problem) {
  const documents = source2.documents(anything);
  if (documents.length > 0 || source2.scripts().length > 0) return documents;
  return documentsOf(wholeText(source2.path, source2.text), problem)(anything);
}
var anything = { test: () => true };
function terraformLeaves(text2, parse3) {
  const { body, problems } = readHcl(text2, parse3);
  const broken = problems.map(({ code, message }) => ({ path: ["problem", code], value: message }));
  return [...broken, ...leavesOfBody(body, ["document"], (content, path) => textLeaves(wholeText(text2.file, content), path))];
}
function* scriptLeaves({ commands, files }, index) {
  for (const [number, { program, args, input }] of commands.entries()) {
    yield { path: ["command", index, `[${number}]`], value: [program, ...args.map(textOfWord)].join(" ") };
    if (input) yield* textLeaves(input, ["input", index, `[${number}]`]);
  }
  for (const [name, text2] of files) yield* textLeaves(text2, ["file", index, name]);
}
function* leavesIn(cursor, path) {
  if (cursor.kind === "map" && cursor.entries.size > 0) {
    for (const [key, { value }] of cursor.entries) yield* leavesIn(value, [...path, key]);
  } else if (cursor.kind === "list" && cursor.items.length > 0) {
    for (const [index, item] of cursor.items.entries()) yield* leavesIn(item, [...path, `[${index}]`]);
  } else if (cursor.kind === "scalar" && typeof cursor.value === "string") {
    yield* textLeaves(cursor.text ?? wholeText("", cursor.value), path);
  } else yield { path, value: shallow(cursor) };
}
function* textLeaves(text2, path) {
  const documents = /\n/.test(text2.content) ? documentsOf(text2, () => {
  })(anything) : [];
  const roots = documents.length > 0 ? documents.map(({ root }) => root) : [readInline(text2)];
  const whole = roots.filter((root) => root?.kind === "map" || root?.kind === "list");
  if (whole.length === 0 || whole.length < roots.length) yield { path, value: text2.content };
  else for (const [index, root] of whole.entries()) if (root) yield* leavesIn(root, index === 0 ? path : [...path, `[${index}]`]);
}
function readInline(text2) {
  return /^\s*[{[]|: /.test(text2.content) ? readYaml(text2).root : void 0;
}
function shallow(cursor) {
  if (cursor.kind === "map") return "{}";
  if (cursor.kind === "list") return "[]";
  return cursor.kind === "scalar" ? String(cursor.value) : cursor.text ?? cursor.reason;
}

// src/judge.ts
async function judge({ options, configuration, policies: policies2, own, trees: trees2, clusters, text: text2 }) {
  const judging = withSeverities(policies2, configuration);
  const [leavesOf3] = await Promise.all([leavesIn2(trees2, clusters), own.judge(clusters, judging)]);
  const around = { textOf: text2, ...surroundingsIn(trees2), leavesOf: leavesOf3 };
  const everyCluster = trees2.flatMap((tree2) => tree2.clusters);
  const { findings, problems } = evaluate(clusters, judging, text2, {
    fixOf: (cluster, proposal) => fixOf10(cluster, proposal, around),
    settle: (proposed) => withSharers(proposed, everyCluster, text2)
  });
  const suppressions = options.noIgnore ? [] : [...configuration.ignore, ...trees2.flatMap((tree2) => tree2.suppressions)];
  const today = (/* @__PURE__ */ new Date()).toISOString().slice(0, "2026-11-23".length);
  const sorted3 = suppress(findings, suppressions, { rules: policies2.map(({ id }) => id), today });
  return { ...sorted3, problems: [...problems, ...sorted3.problems] };
}
function withSeverities(policies2, { rules }) {
  return policies2.flatMap((policy) => {
    const severity = rules.get(policy.id);
    if (severity === void 0) return policy;
    return severity === "off" ? [] : { ...policy, severity };
  });
}
async function leavesIn2(trees2, clusters) {
  const isTerraform2 = clusters.some(({ drafts }) => drafts.some(({ form }) => form === "terraform-helm-release"));
  return openLeaves(
    trees2.map(({ repository }) => repository),
    isTerraform2 ? await loadGrammar() : void 0
  );
}
function surroundingsIn(trees2) {
  let deployed2;
  return {
    print: (object) => (0, import_yaml11.stringify)(object),
    exists: (file) => trees2.some(({ repository }) => repository.exists(file)),
    kustomization: (directory3) => trees2.map(({ reader }) => kustomizationIn(reader, directory3)).find((found2) => found2),
    isDeployed: (path) => {
      deployed2 ??= trees2.flatMap(({ reader }) => directoriesOf(reader));
      return deployed2.some(({ directory: directory3, recurses }) => {
        const own = posix28.join(directory3, "/");
        return own === posix28.join(path, "/") || recurses && path.startsWith(own);
      });
    }
  };
}
function kustomizationIn(reader, directory3) {
  const names3 = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
  const source2 = names3.map((name) => reader.source(`${directory3}${name}`)).find((found2) => found2 !== void 0);
  return source2?.documents(/(?:)/)[0];
}

// src/read-tree.ts
import { basename as basename3, resolve as resolve2 } from "node:path";

// src/cluster/places.ts
function* valuePlaces(cursor, prefix) {
  yield* placed2(prefix, cursor.origin);
  if (cursor.kind === "list") for (const [index, item] of cursor.items.entries()) yield* valuePlaces(item, `${prefix}/${index}`);
  if (cursor.kind !== "map") return;
  for (const [key, { key: keyOrigin, value }] of cursor.entries) {
    const pointer = `${prefix}/${escapePointer(key)}`;
    yield* valuePlaces(value, pointer);
    if (value.kind !== "scalar") yield* placed2(pointer, keyOrigin);
  }
}
function* placed2(pointer, origin3) {
  if (isPlace(origin3)) yield [pointer, origin3];
}

// src/cluster/platform.ts
function platformFromClues(clues) {
  const strong = platformsOf2(clues.filter((clue) => clue.strength === "strong"));
  if (strong.length === 1 && strong[0]) return { platform: strong[0], source: "evidence", strength: "strong", contradiction: [] };
  if (strong.length > 1) return { ...undecided, contradiction: strong };
  const medium = clues.filter((clue) => clue.strength === "medium" && clue.platform);
  const agreed4 = platformsOf2(medium);
  if (agreed4.length === 1 && agreed4[0] && new Set(medium.map(({ place }) => `${place.file}:${place.start}`)).size > 1) {
    return { platform: agreed4[0], source: "evidence", strength: "medium", contradiction: [] };
  }
  return undecided;
}
function platformDeclared(declared) {
  const names3 = [...new Set(declared.filter((name) => name !== null))];
  const platform2 = declarable.find((name) => name === names3[0]);
  return platform2 && names3.length === 1 ? { platform: platform2, source: "declared", strength: "medium", contradiction: [] } : undecided;
}
var undecided = { platform: null, source: null, strength: null, contradiction: [] };
var declarable = ["gke", "k3d", "k3s", "microk8s", "minikube", "openshift"];
function platformsOf2(clues) {
  const found2 = [...new Set(clues.flatMap((clue) => clue.platform ?? []))];
  return found2.includes("k3d") ? found2.filter((platform2) => platform2 !== "k3s") : found2;
}

// src/istio/aws-vpc-cni.ts
function awsVpcCniSettings(userValues) {
  const values = coalesce(builtIn(awsVpcCniDefaults, origin), userValues);
  const podEni = at(values, "env", "ENABLE_POD_ENI");
  const mode = at(values, "env", "POD_SECURITY_GROUP_ENFORCING_MODE");
  const podEniText = printed(podEni);
  const modeText = printed(mode);
  return {
    enablePodEni: {
      value: podEniText === void 0 ? void 0 : podEniText === "true",
      origin: podEni?.origin ?? { builtIn: origin },
      path: ["env", "ENABLE_POD_ENI"]
    },
    enforcingMode: {
      // The plugin itself falls back to strict where the variable is empty.
      value: modeText === "" ? "strict" : modeText,
      origin: mode?.origin ?? { builtIn: origin },
      path: ["env", "POD_SECURITY_GROUP_ENFORCING_MODE"]
    }
  };
}
var origin = "chart default of aws-vpc-cni";
var awsVpcCniDefaults = { env: { ENABLE_POD_ENI: "false", POD_SECURITY_GROUP_ENFORCING_MODE: "strict" } };

// src/istio/cilium.ts
function ciliumSettings2(userValues) {
  const values = coalesce(builtIn(ciliumDefaults, origin2), userValues);
  return {
    cniExclusive: setting(values, ["cni", "exclusive"], isOn4),
    bpfMasquerade: setting(values, ["bpf", "masquerade"], isOn4),
    kubeProxyReplacement: setting(values, ["kubeProxyReplacement"], printed),
    socketLbHostNamespaceOnly: setting(values, ["socketLB", "hostNamespaceOnly"], isOn4)
  };
}
var origin2 = "chart default of cilium";
var ciliumDefaults = {
  cni: { exclusive: true },
  bpf: { masquerade: null },
  kubeProxyReplacement: "false",
  socketLB: { hostNamespaceOnly: false }
};
function setting(values, path, compute2) {
  const cursor = at(values, ...path);
  return { value: compute2(cursor), origin: cursor?.origin ?? { builtIn: origin2 }, path };
}
function isOn4(cursor) {
  const text2 = printed(cursor);
  return text2 === void 0 ? void 0 : text2 === "true";
}

// src/istio/effective.ts
function computeEffective(run3) {
  const outcome = joined4([
    ...gkeWorlds(run3).map((onGke) => outcomeOf2(onGke ? { ...run3, ...run3.onGke } : run3, onGke)),
    ...openshiftWorld(run3)
  ]);
  const { profile, platform: platform2, error } = outcome;
  if (error) {
    const place = error.culprit && isPlace(error.culprit.origin) ? error.culprit.origin : run3.place;
    const renderError = { code: error.code, value: error.value, place };
    return { effective: null, origins: {}, unknown: [], renderError, profile, platform: platform2 };
  }
  const effective = {};
  const unknown4 = [];
  for (const [name, setting2] of Object.entries(outcome.settings)) {
    if (setting2.value === void 0) unknown4.push(name);
    else effective[name] = setting2.value;
  }
  let origins;
  return {
    effective,
    // Of thousands of installs, few are ever looked at.
    get origins() {
      origins ??= originsOf(run3, outcome);
      return origins;
    },
    unknown: unknown4,
    renderError: null,
    profile,
    platform: platform2
  };
}
function originsOf(run3, outcome) {
  const chainOf = chainsOf(outcome);
  const origins = Object.entries(outcome.settings).map(([name, setting2]) => [name, originOf2(run3, outcome, setting2, chainOf)]);
  return Object.fromEntries(origins);
}
function gkeWorlds({ rendering, kubeVersion, gke, openshift, onOpenShift: onOpenShift2 }) {
  if (openshift && onOpenShift2) return [];
  if (kubeVersion === null) return [false, true];
  if (kubeVersion !== void 0) return [kubeVersion.includes("-gke")];
  if (rendering === "offline") return [false];
  return gke === void 0 ? [false, true] : [gke];
}
function openshiftWorld(run3) {
  return run3.onOpenShift && run3.openshift !== false ? [outcomeOf2({ ...run3, ...run3.onOpenShift }, false)] : [];
}
function joined4(outcomes) {
  const rendered2 = outcomes.filter((outcome) => !outcome.error);
  const [first, ...others] = rendered2.length > 0 ? rendered2 : outcomes;
  if (!first) return outcomeOfSettings({});
  if (others.length === 0) return first;
  const isAgreed = (name) => others.every((other) => other[name] === first[name]);
  return {
    settings: agreed(rendered2.map((outcome) => outcome.settings)),
    error: first.error,
    profile: isAgreed("profile") ? first.profile : null,
    platform: isAgreed("platform") ? first.platform : null,
    choosers: new Map([first, ...others].flatMap(({ choosers }) => [...choosers]))
  };
}
function outcomeOf2(run3, onGke) {
  const { component } = run3;
  if (component === "ambient") return umbrellaOutcome(run3, onGke);
  if (component === "cilium") return outcomeOfSettings(ciliumSettings2(run3.values));
  if (component === "aws-vpc-cni") return outcomeOfSettings(awsVpcCniSettings(run3.values));
  if (component === "calico") return outcomeOfSettings({});
  return renderChart(chartOf6(run3, component, run3.values, onGke));
}
function outcomeOfSettings(settings3) {
  return { settings: settings3, error: null, profile: null, platform: null, choosers: /* @__PURE__ */ new Map() };
}
function chartOf6({ version, namespace }, name, values, onGke) {
  return { name, minor: minorOf(version), version, values, namespace, onGke };
}
function umbrellaOutcome(run3, onGke) {
  const minor = minorOf(run3.version);
  const values = coalesce(builtIn(minor.umbrella ?? {}, `chart default of ambient ${minor.minor}`), run3.values);
  const hasIstiod = truth(at(values, "istiod", "enabled"));
  const render2 = (name) => renderChart(chartOf6(run3, name, subchartValues(values, name), onGke));
  const [ztunnel, istiod, cni, base] = [render2("ztunnel"), render2("istiod"), render2("cni"), render2("base")];
  const error = [ztunnel, ...hasIstiod ? [istiod] : [], cni, base].find((outcome) => outcome.error)?.error ?? null;
  const choosers = new Map([...cni.choosers, ...istiod.choosers]);
  const settings3 = { ...umbrellaSettings(cni, "cni", cniNames), ...istiodOfUmbrella(istiod, hasIstiod) };
  return { settings: settings3, error, profile: cni.profile, platform: cni.platform, choosers };
}
var cniNames = ["cniBinDir", "cniConfDir", "cniNetnsDir"];
var istiodNames = ["trustedNodeAccounts", "platform"];
function istiodOfUmbrella(istiod, isOn5) {
  const settings3 = umbrellaSettings(istiod, "istiod", istiodNames);
  if (isOn5) return settings3;
  const value = isOn5 === void 0 ? void 0 : null;
  return Object.fromEntries(Object.entries(settings3).map(([name, setting2]) => [name, { ...setting2, value }]));
}
function umbrellaSettings({ settings: settings3 }, subchart, names3) {
  const picked = /* @__PURE__ */ new Map();
  for (const name of names3) {
    const setting2 = settings3[name];
    if (setting2) picked.set(name, { ...setting2, ...setting2.path && { path: [subchart, ...setting2.path] } });
  }
  return Object.fromEntries(picked);
}
function originOf2(run3, { choosers }, { origin: origin3, path }, chainOf) {
  if (isPlace(origin3)) return { by: "set here", place: origin3, chain: [] };
  const place = choosers.get(origin3.builtIn) ?? closestPlace(run3, path);
  return { by: origin3.builtIn, place, chain: chainOf(origin3.builtIn) };
}
function chainsOf({ choosers }) {
  const platform2 = stepsOf("platform", choosers);
  const both = [...platform2, ...stepsOf("profile", choosers)];
  return (by) => by.startsWith("chart default") ? both : by.startsWith("profile ") ? platform2 : [];
}
function stepsOf(kind, choosers) {
  const chosen = [...choosers].find(([name]) => name.startsWith(`${kind} `));
  return chosen ? [{ by: `${kind} \`${chosen[0].split(" ")[1]}\` does not set it`, place: chosen[1] }] : [];
}
function closestPlace(run3, path) {
  if (path === void 0) return run3.place;
  for (let length = path.length - 1; length >= 0; length--) {
    const place = placeAt(run3.values, ...path.slice(0, length));
    if (place) return place;
  }
  return run3.place;
}

// src/istio/ignored-keys.ts
function* ignoredKeys(chart2) {
  for (const unread of unreadOf(`${chart2.name} ${chart2.version}`)) {
    const loss = lossOf(chart2, unread);
    if (loss) yield loss;
  }
}
var unreadOf = remembered(
  (chart2) => [...pathsOf2(chart2)].flatMap(([name, read3]) => {
    const key = name.split(".");
    const own = { cni: "cni", istiod: "pilot" }[chart2.slice(0, chart2.indexOf(" "))];
    const spellings = own === void 0 ? [key] : [key, [own, ...key]];
    const unread = spellings.filter((spelling) => !read3.some((path) => path.join(".") === spelling.join(".")));
    return unread.map((spelling) => ({ key, spelling, best: read3[0] }));
  })
);
function lossOf(chart2, { key, spelling, best }) {
  const found2 = at(chart2.values, ...spelling);
  if (!found2) return void 0;
  const rest = onlyPath(found2);
  if (!isWritten3(at(found2, ...rest)) || isWithoutEffect(chart2, [...key, ...rest], scalarAt(found2, rest))) return void 0;
  return { path: [...spelling, ...rest], reason: reasonOf(chart2, spelling, best), instead: best ? [...best, ...rest] : null };
}
function readPaths({ name, version }) {
  return pathsOf2(`${name} ${version}`);
}
var pathsOf2 = remembered((chart2) => findPaths(chart2.slice(0, chart2.indexOf(" ")), chart2.slice(chart2.indexOf(" ") + 1)));
function findPaths(name, version) {
  const { charts: charts2 } = minorOf(version);
  const either = (own, key) => charts2.descoped ? [[own, ...key.split(".")], key.split(".")] : [[own, ...key.split(".")]];
  if (name === "cni") {
    const keys = ["cniBinDir", "cniConfDir", "chained", "provider", "ambient.enabled", "resourceQuotas"];
    return new Map([
      ...keys.map((key) => [key, either("cni", key)]),
      ["cniNetnsDir", charts2.descoped ? either("cni", "cniNetnsDir") : [charts2.netnsKey]],
      ["seLinuxOptions", charts2.cniHasSeLinuxOptions ? either("cni", "seLinuxOptions") : []]
    ]);
  }
  if (name === "istiod") {
    return /* @__PURE__ */ new Map([
      ["env", either("pilot", "env")],
      ["trustedZtunnelNamespace", charts2.trustsZtunnel ? either("pilot", "trustedZtunnelNamespace") : []],
      ["trustedZtunnelName", isSince(charts2.trustedZtunnelName, version) ? either("pilot", "trustedZtunnelName") : []]
    ]);
  }
  if (name !== "ztunnel") return /* @__PURE__ */ new Map();
  return /* @__PURE__ */ new Map([
    ["resourceQuotas", charts2.ztunnelHasQuota ? [["resourceQuotas"]] : []],
    ["seLinuxOptions", charts2.ztunnelHasSeLinuxOptions ? [["seLinuxOptions"]] : []]
  ]);
}
function isWritten3(found2) {
  return found2?.kind === "scalar" || found2?.kind === "map" && found2.entries.size > 0;
}
function isWithoutEffect({ effective }, path, value) {
  if (value === null || value === "" || value === false && path.at(-1) === "enabled") return true;
  const isAmbient = /^(ambient\.enabled|env\.PILOT_ENABLE_AMBIENT(_CONTROLLERS)?)$/.test(path.join("."));
  const used = effective[isAmbient ? "ambient" : path[0] ?? ""];
  return used !== void 0 && String(used) === String(value);
}
function reasonOf({ name, minor }, spelling, best) {
  const key = spelling.join(".");
  if (!best) return `the ${name} chart of Istio ${minor.minor} does not have \`${key}\` yet`;
  return `the ${name} chart of Istio ${minor.minor} reads \`${best.join(".")}\` only`;
}

// src/istio/ignored-selectors.ts
function* ignoredSelectors(chart2) {
  for (const selector of ["platform", "profile"]) {
    for (const path of unreadPaths(chart2, selector)) {
      const value = scalarAt(chart2.values, path);
      if (typeof value !== "string" || value === "" || value === chart2.selected[selector]) continue;
      if (selector === "platform" && !isMeantAsPlatform(chart2, value)) continue;
      yield { path, reason: reasonOf2(chart2, selector, path), instead: insteadOf(chart2, selector, value) };
    }
  }
}
function unreadPaths({ name, minor }, selector) {
  const { charts: charts2 } = minor;
  const keys = charts2[`${selector}Keys`];
  const own = [selector];
  const global = ["global", selector];
  if (name === "ambient") return selector === "platform" || keys.includes("global") ? [own] : [own, global];
  if (name !== "cni" && !(name === "istiod" && selector === "profile")) return [];
  const unread = [...keys.includes("root") ? [] : [own], ...keys.includes("global") ? [] : [global]];
  const nested2 = [name === "cni" ? "cni" : "pilot", selector];
  const hidden = charts2.defaultsKey === null ? [] : [own, global].map((path) => [charts2.defaultsKey ?? "", ...path]);
  return [...unread, nested2, ...hidden];
}
function isMeantAsPlatform({ minor }, value) {
  if (Object.keys(minor.platforms).length > 0) return value !== "openshift" || minor.charts.platformKeys.includes("root");
  return value !== "openshift" && minors.some(({ platforms: platforms2 }) => Object.hasOwn(platforms2, value));
}
function insteadOf({ name, minor }, selector, value) {
  const keys = minor.charts[`${selector}Keys`];
  const names3 = selector === "platform" ? minor.platforms : minor.profiles;
  if (!Object.hasOwn(names3, value)) return null;
  if (name === "ambient" && selector === "profile") return null;
  if (selector === "platform") return keys.includes("global") ? ["global", "platform"] : null;
  return keys.includes("root") ? ["profile"] : null;
}
function reasonOf2({ name, minor }, selector, path) {
  const keys = minor.charts[`${selector}Keys`];
  if (keys.length === 0) return `Istio ${minor.minor}'s charts know no ${selector}s`;
  if (name === "ambient" && selector === "profile")
    return "the umbrella chart gives its subcharts their profiles itself (`cni.profile`, `istiod.profile`, `ztunnel.profile`)";
  if (name === "ambient" && path.length === 1) return "the umbrella chart hands `global` to its subcharts, and not its own `platform`";
  const read3 = keys.map((key) => `\`${key === "root" ? "" : "global."}${selector}\``);
  return `the ${name} chart of Istio ${minor.minor} takes its ${selector} from ${read3.join(" or ")} only`;
}

// src/istio/misspelt.ts
function* misspeltKeys(chart2) {
  const targets = targetsOf3(`${chart2.name} ${chart2.version}`);
  for (const [path, value] of leaves(chart2.values)) {
    if (path.length > longest || targets.some((target) => isSame2(path, target.path))) continue;
    const meant = targets.find((target) => target.fits(value) && isNear(path, target.path));
    if (!meant || at(chart2.values, ...meant.path) !== void 0) continue;
    yield { path, reason: "Istio's charts have no such key", instead: meant.isRead ? meant.path : null };
  }
}
var longest = 2;
var targetsOf3 = remembered(
  (chart2) => findTargets(chart2.slice(0, chart2.indexOf(" ")), chart2.slice(chart2.indexOf(" ") + 1))
);
function findTargets(name, version) {
  const { profileKeys, platformKeys } = minorOf(version).charts;
  const isUmbrella = name === "ambient";
  const selector = (key, selectorKeys, names3) => (selectorKeys.length > 0 ? selectorKeys : ["root", "global"]).flatMap((where) => {
    if (isUmbrella && (where === "root" || key === "profile")) return [];
    const path = where === "root" ? [key] : ["global", key];
    return { path, isRead: selectorKeys.length > 0, fits: (value) => typeof value === "string" && names3.has(value) };
  });
  const directories5 = [...readPaths({ name, version })].filter(([key]) => /Dir$/.test(key)).flatMap(([, paths]) => paths);
  return [
    ...selector("platform", platformKeys, platformNames),
    ...selector("profile", profileKeys, profileNames),
    ...directories5.map((path) => ({ path, isRead: true, fits: (value) => typeof value === "string" && value.startsWith("/") }))
  ];
}
var platformNames = new Set(minors.flatMap(({ platforms: platforms2 }) => Object.keys(platforms2)));
var profileNames = new Set(minors.flatMap(({ profiles }) => Object.keys(profiles)));
function isSame2(path, target) {
  return path.length === target.length && path.every((step, index) => step === target[index]);
}
function isNear(path, target) {
  if (path.length !== target.length) return false;
  const wrong = path.flatMap((step, index2) => step === target[index2] ? [] : index2);
  const [index] = wrong;
  if (index === void 0 || wrong.length > 1) return false;
  return nearestName(path[index] ?? "", [target[index] ?? ""]) !== void 0;
}

// src/istio/ignored.ts
function ignoredValues(chart2, { versions, hasPrefixes }) {
  const losses = versions.map((version) => lossesOf(chart2, version, hasPrefixes));
  return inAll(losses).flatMap((loss) => lostAt(chart2.values, loss) ?? []);
}
var charts = ["base", "istiod", "cni", "ztunnel", "gateway", "ambient"];
var subcharts = ["istiod", "cni", "ztunnel"];
function lossesOf({ component, values, profile, platform: platform2, effective }, version, hasPrefixes) {
  const name = charts.find((one2) => one2 === component);
  if (!name) return [];
  const read3 = { name, minor: minorOf(version), version, values, selected: { profile, platform: platform2 }, effective: effective ?? {} };
  const own = lossesIn(read3, hasPrefixes);
  if (name !== "ambient") return own;
  const below2 = subcharts.flatMap((sub) => {
    const subValues = at(values, sub);
    if (subValues?.kind !== "map") return [];
    const losses = lossesIn({ ...read3, name: sub, values: subValues }, hasPrefixes);
    return losses.map(({ path, instead, reason }) => ({ path: [sub, ...path], instead: instead && [sub, ...instead], reason }));
  });
  return [...own, ...below2];
}
function lossesIn(chart2, hasPrefixes) {
  const losses = [...hasPrefixes ? prefixed(chart2) : [], ...ignoredSelectors(chart2), ...ignoredKeys(chart2), ...misspeltKeys(chart2)];
  return losses.filter(({ path, instead }) => instead === null || !isWrittenTwice(chart2.values, path, instead));
}
function isWrittenTwice(values, path, instead) {
  const [lost, read3] = [scalarAt(values, path), scalarAt(values, instead)];
  return lost !== void 0 && read3 !== void 0 && String(lost) === String(read3);
}
function* prefixed({ name, values }) {
  for (const prefix of [["values"], ["spec", "values"]]) {
    const found2 = at(values, ...prefix);
    if (found2?.kind !== "map") continue;
    const rest2 = onlyPath(found2);
    const isOne2 = scalarAt(found2, rest2) !== void 0;
    const reason = `the prefix \`${prefix.join(".")}.\` is for istioctl, and Helm's charts do not read what stands below it`;
    yield { path: [...prefix, ...rest2], reason, instead: isOne2 ? homeOf5(name, rest2) : null };
  }
  const own = name === "ztunnel" ? at(values, "ztunnel") : void 0;
  if (own?.kind !== "map") return;
  const rest = onlyPath(own);
  const isOne = scalarAt(own, rest) !== void 0;
  yield {
    path: ["ztunnel", ...rest],
    reason: "the prefix `ztunnel.` is for istioctl, and ztunnel's own chart has its keys at the top",
    instead: isOne ? rest : null
  };
}
function homeOf5(name, path) {
  if (name === "ztunnel" && path[0] === "ztunnel") return path.slice(1);
  if (name !== "ambient" || path[0] === "global") return path;
  const subchart = { cni: "cni", pilot: "istiod" }[path[0] ?? ""];
  return subchart ? [subchart, ...path] : null;
}

// src/istio/overridden.ts
function overriddenValues(chart2, versions, layers) {
  const losses = versions.map((version) => lossesOf2(chart2, version, layers));
  return inAll(losses).flatMap((loss) => lostAt(chart2.values, loss) ?? []);
}
function lossesOf2({ component, values, profile, platform: platform2, effective }, version, layers) {
  const minor = minorOf(version);
  const context2 = { minor, version, selected: { profile, platform: platform2 }, effective: effective ?? {}, layers };
  if (component === "cni" || component === "istiod" || component === "ztunnel")
    return [...flatKeys(context2, component, values, []), ...globalSelectors(context2, component, values)];
  if (component !== "ambient") return [];
  const below2 = ["cni", "istiod"].flatMap((sub) => [...flatKeys(context2, sub, subchartValues(values, sub), [sub])]);
  return [...below2, ...umbrellaProfile(context2, values)];
}
var nestedIn = { cni: "cni", istiod: "pilot" };
function* flatKeys(context2, name, values, above) {
  const own = name === "cni" || name === "istiod" ? nestedIn[name] : void 0;
  if (!own || !context2.minor.charts.descoped) return;
  for (const key of flatKeysOf(`${name} ${context2.version}`)) {
    for (const [rest, value] of leaves(at(values, ...key))) {
      const flat = [...key, ...rest];
      const nested2 = [own, ...flat];
      const winner = winnerOf(context2, values, nested2, [...above, ...flat]);
      if (!winner || String(winner.value) === String(value) || isEffective(context2, flat, value)) continue;
      yield { path: [...above, ...flat], reason: winner.by([...above, ...nested2].join(".")), instead: [...above, ...nested2] };
    }
  }
}
var flatKeysOf = remembered((chart2) => {
  const [name, version = ""] = chart2.split(" ");
  return [...readPaths({ name, version }).keys()].map((key) => key.split("."));
});
function winnerOf(context2, values, nested2, flat) {
  const written4 = at(values, ...nested2);
  if (written4) {
    if (written4.kind !== "scalar" || written4.value === null) return void 0;
    const { value } = written4;
    const isOrdinary = isLaterLayer(context2, written4.origin, flat, [...flat.slice(0, flat.length - nested2.length + 1), ...nested2]);
    return isOrdinary ? void 0 : { value, by: (key) => `\`${key}: ${shown4(value)}\`` };
  }
  if (nested2.some((_, depth) => depth > 0 && !isMapOrMissing(at(values, ...nested2.slice(0, depth))))) return void 0;
  const { minor, selected } = context2;
  const chosen = [
    ["platform", selected.platform, selected.platform === null ? void 0 : ownOf(minor.platforms, selected.platform)],
    ["profile", selected.profile, selected.profile === null ? void 0 : profileFile(minor, selected.profile)]
  ];
  for (const [kind, name, tree2] of chosen) {
    const value = valueIn(tree2, nested2);
    if (value !== void 0) return { value, by: (key) => `${kind} \`${name}\`, which sets \`${key}: ${shown4(value)}\`` };
  }
  return void 0;
}
function ownOf(trees2, name) {
  return Object.hasOwn(trees2, name) ? trees2[name] : void 0;
}
function valueIn(tree2, path) {
  let current = tree2;
  for (const step of path) current = typeof current === "object" && current !== null ? current[step] : void 0;
  return typeof current === "object" && current !== null ? void 0 : current;
}
function isMapOrMissing(found2) {
  return found2 === void 0 || found2.kind === "map" && !found2.rest;
}
function shown4(value) {
  return value === "" ? '""' : String(value).slice(0, 200);
}
function isEffective({ effective }, flat, value) {
  if (flat.length > 1 || !/Dir$/.test(flat[0] ?? "")) return false;
  const used = effective[flat[0] ?? ""];
  return used === void 0 || String(used) === String(value);
}
function isLaterLayer({ layers }, winner, flat, nested2) {
  const [lost, won] = [flat, nested2].map((path) => layers.findLastIndex(({ values }) => at(values, ...path) !== void 0));
  if (lost === void 0 || won === void 0 || won > lost) return true;
  if (won < lost) return false;
  const loser = at(layers[lost]?.values, ...flat)?.origin;
  return !(loser && isPlace(loser) && isPlace(winner) && loser.file === winner.file);
}
function* globalSelectors(context2, name, values) {
  for (const selector of ["platform", "profile"]) {
    if (context2.minor.charts[`${selector}Keys`].join() !== "root,global") continue;
    if (name === "istiod" === (selector === "platform")) continue;
    const [root, global] = [at(values, selector), scalarAt(values, ["global", selector])];
    if (root?.kind !== "scalar" || !root.value || !global || String(root.value) === String(global)) continue;
    if (isLaterLayer(context2, root.origin, ["global", selector], [selector])) continue;
    yield { path: ["global", selector], reason: `\`${selector}: ${shown4(root.value)}\``, instead: [selector] };
  }
}
function* umbrellaProfile({ minor }, values) {
  const own = valueIn(minor.umbrella ?? {}, ["cni", "profile"]);
  const written4 = scalarAt(values, ["global", "profile"]);
  if (!minor.charts.profileKeys.includes("global") || !own || !written4 || written4 === own) return;
  const subcharts2 = ["cni", "istiod", "ztunnel"].filter((sub) => at(values, sub, "profile") === void 0);
  if (subcharts2.length === 0) return;
  const keys = subcharts2.map((sub) => `\`${sub}.profile: ${shown4(own)}\``);
  yield { path: ["global", "profile"], reason: `${keys.join(", ")} of the umbrella chart itself`, instead: null };
}

// src/cluster/lost-values.ts
function lostValues(draft, chart2, configured) {
  const rejected = draft.rejected ?? [];
  const written4 = stringAt(draft.version) ?? configured;
  const { version, known: known15 } = resolveVersion(written4);
  if (draft.tool !== "helm" || !known15) return { ignored: [], overridden: [], rejected };
  const ignored = ignoredValues(chart2, { versions: possibleVersions(written4), hasPrefixes: draft.form !== "helm-values" });
  const inRange = written4 === void 0 ? [version] : possibleVersions(written4);
  const overridden = () => overriddenValues(chart2, inRange, draft.layers);
  const isSure2 = draft.version?.kind !== "unknown" && chart2.effective !== null;
  return { ignored, overridden: isSure2 ? overridden() : [], rejected };
}
function shownLostValues({ ignored, overridden, rejected }) {
  return {
    ignored: ignored.map(withReason),
    overridden: overridden.map((lost) => ({ ...shown5(lost), by: lost.reason, instead: lost.instead })),
    rejected: rejected.map(withReason)
  };
}
function* lostPlaces(values) {
  for (const list of ["ignored", "overridden", "rejected"]) {
    for (const [index, { place, keyPlace }] of values[list].entries()) {
      yield [`/${list}/${index}`, place];
      if (keyPlace) yield [`/${list}/${index}/key`, keyPlace];
    }
  }
}
function withReason(lost) {
  return { ...shown5(lost), reason: lost.reason, instead: lost.instead };
}
function shown5({ key, path, value }) {
  return { key, pointer: path ? `/values${path.map((step) => `/${escapePointer(step)}`).join("")}` : null, value };
}

// src/cluster/compute.ts
function compute(draft, context2) {
  let own;
  const computeOwn = () => {
    own ??= computedOf(draft, context2);
    return own;
  };
  const key = keyOf5(draft, context2);
  const alike = key === void 0 ? void 0 : recall(key, () => repeatable(computeOwn()));
  return own ?? (alike ? repeated(alike, draft, context2) : computeOwn());
}
var recall = memory();
function keyOf5(draft, { version, known: known15, istioVersion, isUnderstood: isUnderstood2, gke, openshift }) {
  const { rendered: rendered2, onGke, onOpenShift: onOpenShift2, error, patched: patched2, rejected, layers } = draft;
  if (!isUnderstood2 || !known15 || rendered2 || onGke || onOpenShift2 || error || patched2 || rejected?.length) return void 0;
  const { component, tool, form, rendering, kubeVersion } = draft;
  const spelled4 = [stringAt(draft.version) ?? null, draft.version?.kind ?? null];
  const written4 = [...spelled4, stringAt(draft.namespace) ?? null, kubeVersion === void 0 ? false : kubeVersion];
  const shown6 = layers.length > 1 ? layers.map((layer) => plain(layer.values)) : [];
  const outside = [gke ?? null, openshift ?? null, istioVersion ?? null];
  return JSON.stringify([component, tool, form, rendering, version, written4, outside, known15, shown6]);
}
function repeatable({ result, lost }) {
  const { effective, unknown: unknown4, renderError, profile, platform: platform2 } = result;
  if (renderError || lost.ignored.length > 0 || lost.overridden.length > 0) return void 0;
  return { effective, unknown: unknown4, profile, platform: platform2 };
}
function repeated(alike, draft, context2) {
  const { effective, unknown: unknown4, profile, platform: platform2 } = alike;
  let origins;
  const result = {
    effective,
    get origins() {
      origins ??= chartResult(draft, context2).origins;
      return origins;
    },
    unknown: unknown4,
    renderError: null,
    profile,
    platform: platform2
  };
  return { result, lost: nothingLost };
}
var nothingLost = { ignored: [], overridden: [], rejected: [] };
function computedOf(draft, context2) {
  const computed2 = draft.rendered ? renderedResult(draft) : chartResult(draft, context2);
  const result = context2.isUnderstood ? withoutPatched(computed2, draft.patched ?? []) : noResult;
  const { profile, platform: platform2, effective } = result;
  const chart2 = { component: draft.component, values: context2.values, profile, platform: platform2, effective };
  return { result, lost: lostValues(draft, chart2, context2.istioVersion) };
}
var noResult = { effective: null, origins: {}, unknown: [], renderError: null, profile: null, platform: null };
function chartResult(draft, { version, values, gke, openshift }) {
  const { component, rendering, kubeVersion, onGke, onOpenShift: onOpenShift2, error, place } = draft;
  if (error) return { ...noResult, renderError: error };
  return computeEffective({
    component,
    version,
    values,
    namespace: stringAt(draft.namespace),
    rendering,
    kubeVersion,
    gke,
    openshift,
    onOpenShift: onOpenShift2,
    onGke: onGke && { values: onGke.values, namespace: stringAt(onGke.namespace) },
    place
  });
}
function withoutPatched(result, patched2) {
  const { effective } = result;
  const names3 = patched2.filter((name) => effective && name in effective);
  if (!effective || names3.length === 0) return result;
  const isKept = ([name]) => !names3.includes(name);
  return {
    ...result,
    effective: Object.fromEntries(Object.entries(effective).filter(isKept)),
    origins: Object.fromEntries(Object.entries(result.origins).filter(isKept)),
    unknown: [...result.unknown, ...names3]
  };
}
function renderedResult(draft) {
  const shown6 = Object.entries(draft.rendered ?? {});
  const known15 = shown6.flatMap(([name, cursor]) => cursor.kind === "scalar" ? [[name, cursor.value]] : []);
  const origins = shown6.map(([name, { origin: origin3 }]) => [
    name,
    { by: "this manifest", place: isPlace(origin3) ? origin3 : draft.place, chain: [] }
  ]);
  const unknown4 = shown6.filter(([, cursor]) => cursor.kind !== "scalar").map(([name]) => name);
  const effective = Object.fromEntries(known15);
  return { effective, origins: Object.fromEntries(origins), unknown: unknown4, renderError: null, profile: null, platform: null };
}

// src/cluster/resolve.ts
function resolveInstall(draft, context2) {
  const values = mergeValues(draft.layers.map((layer) => layer.values));
  const version = versionOf2(draft, context2.istioVersion);
  const namespace = context2.gke && draft.onGke ? draft.onGke.namespace : draft.namespace;
  const fault = faultOf(draft);
  if (fault?.origin === draft.version?.origin && fault) context2.problem(versionProblem(fault));
  const { istioVersion, gke, openshift } = context2;
  const shown6 = plain(values) ?? {};
  const unknown4 = [...unknownPointers(values)];
  const known15 = unknown4.length > 0 ? void 0 : shown6;
  const { result, lost } = compute(draft, { version: version.version, values, known: known15, isUnderstood: !fault, istioVersion, gke, openshift });
  const { profile, platform: platform2, effective } = result;
  const { line, column } = context2.locate(draft.place);
  let origins;
  const install2 = {
    component: draft.component,
    tool: draft.tool,
    form: draft.form,
    chart: draft.chart,
    version: version.version === "" ? null : version.version,
    versionAssumed: version.assumed,
    release: stringAt(draft.release) ?? null,
    namespace: stringAt(namespace) ?? null,
    profile,
    platform: platform2,
    values: shown6,
    unknown: unknownOf(draft, unknown4, result),
    effective,
    effectiveReason: fault?.reason ?? null,
    renderError: result.renderError ? { code: result.renderError.code, value: result.renderError.value } : null,
    ...shownLostValues(lost),
    file: draft.place.file,
    line,
    column,
    // Of thousands of installs, few are ever looked at.
    get origins() {
      origins ??= originsOf2(result, context2);
      return origins;
    }
  };
  return { draft, install: install2, lost, places: () => new Map([...placesOf2(draft, values, result), ...lostPlaces(lost)]) };
}
function faultOf(draft) {
  const values = draft.layers.map((layer) => layer.values).find((layer) => layer.kind === "unknown" && layer.invalid);
  if (values?.kind === "unknown") return values;
  const written4 = draft.tool === "helm" && istioComponents2.includes(draft.component) ? draft.version : void 0;
  const version = stringAt(written4);
  if (!written4 || version === void 0 || isVersion(version)) return void 0;
  return { kind: "unknown", origin: written4.origin, reason: `\`${version}\` is no version`, invalid: true };
}
function versionProblem({ reason, origin: origin3 }) {
  const message = `${reason}: write one such as 1.30.3, or a range such as ~1.30. What the chart would run with is unknown.`;
  return { code: "version-invalid", message, ...isPlace(origin3) && { place: origin3 } };
}
var istioComponents2 = ["base", "istiod", "cni", "ztunnel", "gateway", "ambient"];
function versionOf2(draft, configured) {
  const written4 = stringAt(draft.version);
  if (!istioComponents2.includes(draft.component)) return { version: written4 ?? "", assumed: false };
  return resolveVersion(written4 ?? configured);
}
function unknownOf(draft, values, result) {
  const fields = ["version", "release", "namespace"].filter((name) => draft[name]?.kind === "unknown");
  return [
    ...fields.map((name) => `/${name}`),
    ...values.map((pointer) => `/values${pointer}`),
    ...result.unknown.map((name) => `/effective/${name}`)
  ];
}
function originsOf2(result, context2) {
  const step = ({ by, place }) => {
    const { file, line, column } = context2.locate(place);
    return { by, file, line, column };
  };
  const shown6 = Object.entries(result.origins).map(([name, origin3]) => [name, { ...step(origin3), chain: origin3.chain.map(step) }]);
  return Object.fromEntries(shown6);
}
function placesOf2(draft, values, result) {
  const places = /* @__PURE__ */ new Map([["", draft.place]]);
  const add = (pointer, origin3) => {
    if (origin3 && isPlace(origin3)) places.set(pointer, origin3);
  };
  add("/version", draft.version?.origin);
  add("/release", draft.release?.origin);
  add("/namespace", draft.namespace?.origin);
  add("/effective", values.origin);
  add("/platform", (at(values, "global", "platform") ?? at(values, "platform") ?? values).origin);
  add("/profile", (at(values, "profile") ?? at(values, "global", "profile") ?? draft.profile ?? values).origin);
  for (const [pointer, place] of valuePlaces(values, "/values")) places.set(pointer, place);
  for (const [name, { place }] of Object.entries(result.origins)) places.set(`/effective/${name}`, place);
  if (result.renderError) places.set("/renderError", result.renderError.place);
  return places;
}

// src/cluster/directory-tree.ts
function directoryTree(things, fileOf2, owned) {
  const branches = /* @__PURE__ */ new Map();
  const files = /* @__PURE__ */ new Map();
  for (const [order, thing] of things.entries()) {
    const file = fileOf2(thing);
    const known15 = files.get(file);
    if (known15) known15.push([order, thing]);
    else files.set(file, [[order, thing]]);
    if (!known15) grow(branches, file, owned);
  }
  return {
    inFile: (file) => (files.get(file) ?? []).map(([, thing]) => thing),
    below: (directory3, home) => {
      const found2 = pathsBelow3(branches, directory3, home).flatMap((path) => files.get(path) ?? []);
      return found2.sort(([one2], [other]) => one2 - other).map(([, thing]) => thing);
    }
  };
}
function grow(branches, file, owned) {
  for (let path = file; path !== ""; ) {
    const above = directoryOf3(path.replace(/\/$/, ""));
    const branch = branches.get(above) ?? { open: /* @__PURE__ */ new Set(), owned: /* @__PURE__ */ new Set() };
    const children = owned.has(path) ? branch.owned : branch.open;
    if (children.has(path)) return;
    branches.set(above, branch);
    children.add(path);
    path = above;
  }
}
function pathsBelow3(branches, directory3, home) {
  const found2 = [directory3];
  for (let index = 0; index < found2.length; index++) {
    const current = found2[index] ?? "";
    const branch = branches.get(current);
    if (!branch) continue;
    for (const child of branch.open) found2.push(child);
    const towards = stepTowards(current, home);
    if (towards !== void 0 && branch.owned.has(towards)) found2.push(towards);
  }
  return found2;
}
function stepTowards(directory3, home) {
  if (!home.startsWith(directory3) || home === directory3) return void 0;
  const slash = home.indexOf("/", directory3.length);
  return slash === -1 ? home : home.slice(0, slash + 1);
}

// src/cluster/scope.ts
function cluesFor(group, clues, groups, prefix) {
  const tree2 = treeOf(clues, groups);
  const said = group.script === void 0 ? [] : tree2.inFile(group.script).filter(({ unit }) => isOfUnits(group, unit, groups));
  const read3 = filesRead(said).filter((file) => file !== group.script);
  const isHere = (file) => tree2.inFile(file).length > 0;
  const kept3 = said.filter(({ isStandIn, reads }) => !(isStandIn && reads?.some(isHere)));
  const own = [...kept3, ...read3.flatMap((file) => tree2.inFile(file))];
  if (isSettled(own)) return own;
  const isOutside = (clue) => fileOf(clue) !== group.script && !read3.includes(fileOf(clue));
  const declared = nearest3(group, tree2, (clue) => isOutside(clue) && !clue.script && agrees(clue, own));
  const nearer2 = [...own, ...declared];
  if (isSettled(nearer2) || isAside((group.script ?? "").slice(prefix.length))) return nearer2;
  const isTold = (clue) => clue.script && !clue.unit && !isAside(fileOf(clue).slice(prefix.length));
  const told = nearest3(group, tree2, (clue) => isOutside(clue) && Boolean(isTold(clue)) && agrees(clue, nearer2));
  return [...nearer2, ...told.map(weakened)];
}
function filesRead(clues) {
  return [...new Set(clues.flatMap(({ reads }) => reads ?? []))];
}
function isSettled(clues) {
  const { platform: platform2, contradiction } = platformFromClues(clues);
  return platform2 !== null || contradiction.length > 0;
}
function agrees({ platform: platform2 }, nearer2) {
  const named = nearer2.filter((clue) => clue.platform);
  return platform2 === void 0 || named.length === 0 || named.some((clue) => clue.platform === platform2);
}
var admitting = /* @__PURE__ */ new Set(["ResourceQuota", "CiliumClusterwideNetworkPolicy"]);
function resourcesFor(group, resources, groups) {
  const isPossible = ({ script, kind, place }) => !script || admitting.has(kind) || place.file === group.script && isOfUnits(group, script.unit, groups);
  const scope = scopeIn(territoryOf(groups).counts, group);
  return treeOf(resources, groups).below(scope, group.directory).filter(isPossible);
}
function undeployedFor(group, undeployed, groups) {
  return treeOf(undeployed, groups).below("", group.directory).slice(0, shownLimit);
}
var shownLimit = 50;
function isOfUnits(group, unit, groups) {
  if (!unit || !group.units || group.units.some(({ name }) => name === unit.name)) return true;
  const { callers } = unit;
  if (!callers) return false;
  const siblings = groups.filter(({ script }) => script === group.script);
  if (siblings.some(({ units }) => units?.some(({ name }) => name === unit.name))) return false;
  const isCalledWith = ({ units }) => units?.some((other) => other.callers?.some((caller) => callers.includes(caller))) ?? false;
  return isCalledWith(group) || !siblings.some(isCalledWith);
}
function fileOf({ place, deployer }) {
  return deployer ?? place.file;
}
var trees = /* @__PURE__ */ new WeakMap();
function treeOf(things, groups) {
  const ofGroups = trees.get(groups) ?? /* @__PURE__ */ new Map();
  const known15 = ofGroups.get(things) ?? directoryTree(things, fileOf, territoryOf(groups).owned);
  trees.set(groups, ofGroups.set(things, known15));
  return known15;
}
var territories = /* @__PURE__ */ new WeakMap();
function territoryOf(groups) {
  const known15 = territories.get(groups);
  if (known15) return known15;
  const counts = /* @__PURE__ */ new Map();
  for (const { script, directory: directory3 } of groups) {
    if (!script) for (const above of ancestorsOf(directory3)) counts.set(above, (counts.get(above) ?? 0) + 1);
  }
  const around = groups.filter(({ script }) => !script).map((group) => scopeIn(counts, group));
  const territory = { owned: /* @__PURE__ */ new Set([...groups.map(({ directory: directory3 }) => directory3), ...around]), counts };
  territories.set(groups, territory);
  return territory;
}
function ancestorsOf(path) {
  const found2 = [path];
  for (let above = path; above !== ""; found2.push(above)) above = directoryOf3(above.replace(/\/$/, ""));
  return found2;
}
function scopeIn(counts, group) {
  let scope = group.directory;
  while (scope !== "") {
    const above = directoryOf3(scope.replace(/\/$/, ""));
    if ((counts.get(above) ?? 0) > (group.script ? 0 : 1)) return scope;
    scope = above;
  }
  return scope;
}
function weakened(clue) {
  return clue.strength === "strong" ? { ...clue, strength: "medium" } : clue;
}
function nearest3(group, tree2, counts) {
  const { directory: directory3 } = group;
  const named = platformsNamed(group);
  const isOfAnother = ({ platform: platform2 }) => named.length > 0 && platform2 !== void 0 && !named.includes(platform2);
  const seen = (clue, ancestor) => counts(clue) && (fileOf(clue).startsWith(directory3) || !isOfAnother(clue)) ? seenFrom(directory3, ancestor, clue) : [];
  for (let current = directory3; ; current = directoryOf3(current.replace(/\/$/, ""))) {
    const below2 = tree2.below(current, directory3).flatMap((clue) => seen(clue, current));
    if (isSettled(below2) || current === "") return below2;
  }
}
function platformsNamed({ name, directory: directory3 }) {
  const words = `${name}/${directory3}`.toLowerCase().split(/[^a-z0-9]+/);
  const named = words.flatMap((word) => aliases2.get(word) ?? (variants.has(word) && word !== "other" ? word : []));
  return named.includes("k3d") ? [...named, "k3s"] : named;
}
var aliases2 = /* @__PURE__ */ new Map([
  ["ocp", "openshift"],
  ["okd", "openshift"]
]);
function seenFrom(directory3, ancestor, clue) {
  if (fileOf(clue).startsWith(directory3)) return clue;
  const files = [fileOf(clue), clue.place.file].filter((file) => file.startsWith(ancestor));
  const between = files.flatMap((file) => file.slice(ancestor.length).split("/").slice(0, -1));
  return between.some((step) => variants.has(step.toLowerCase())) ? weakened(clue) : clue;
}
var variants = /* @__PURE__ */ new Set([...platforms, ...aliases2.keys()]);

// src/cluster/shared-values.ts
function withoutShared(installs) {
  const suspects = new Set(installs.flatMap(({ lost }) => [...lost.ignored, ...lost.overridden].map(({ place }) => keyOf6(place))));
  if (suspects.size === 0) return [...installs];
  const read3 = new Set(installs.flatMap((install2) => [...placesRead(install2, suspects)]));
  return installs.map((resolved2) => {
    const isLost = ({ place }) => !read3.has(keyOf6(place));
    const { ignored, overridden, rejected } = resolved2.lost;
    const lost = { ignored: ignored.filter(isLost), overridden: overridden.filter(isLost), rejected };
    const others = () => [...resolved2.places()].filter(([pointer]) => !/^\/(ignored|overridden|rejected)\//.test(pointer));
    const install2 = { ...resolved2.install, ...shownLostValues(lost) };
    return { ...resolved2, install: install2, lost, places: () => new Map([...others(), ...lostPlaces(lost)]) };
  });
}
function* placesRead({ install: install2, lost, places }, suspects) {
  if (install2.component === "base" || install2.component === "gateway") return;
  const own = new Set([...lost.ignored, ...lost.overridden].map(({ place }) => keyOf6(place)));
  for (const [pointer, place] of places()) {
    const key = keyOf6(place);
    if (!pointer.startsWith("/values/") || !suspects.has(key) || own.has(key)) continue;
    if (install2.component !== "ztunnel" || !pointer.endsWith("/profile")) yield key;
  }
}
function keyOf6({ file, start }) {
  return `${start}:${file}`;
}

// src/cluster/values-budget.ts
var budget = 2e6;
function withinBudget(drafts, report) {
  const sizes2 = /* @__PURE__ */ new WeakMap();
  let left = budget;
  let isTold = false;
  return drafts.map((draft) => {
    for (const { values: values2 } of draft.layers) {
      const size = sizes2.get(values2) ?? sizeOf3(values2);
      sizes2.set(values2, size);
      left -= size;
    }
    if (left >= 0) return draft;
    const reason = tooMuch();
    if (!isTold) report({ code: "values-limit", message: `${reason}; from here on they are unknown.`, place: draft.place });
    isTold = true;
    const values = { kind: "unknown", origin: draft.place, reason, invalid: true };
    return { ...draft, layers: [{ name: "values", values }] };
  });
}
function tooMuch() {
  return `The installs of this repository have more than ${budget.toLocaleString("en-US")} values together`;
}
function sizeOf3(cursor) {
  let size = 1;
  if (cursor.kind === "list") for (const item of cursor.items) size += sizeOf3(item);
  if (cursor.kind === "map") for (const { value } of cursor.entries.values()) size += sizeOf3(value);
  return size;
}

// src/cluster/assemble.ts
function assembleClusters(extracted, context2) {
  const read3 = { ...extracted, drafts: withinBudget(extracted.drafts, context2.problem) };
  const configured = configuredGroups(context2.configuration.clusters, read3.drafts);
  const claimed = new Set(configured.flatMap((group) => group.drafts));
  const rest = read3.drafts.filter((draft) => !claimed.has(draft));
  const inferred = groupDrafts(rest, read3.clues, context2.prefix, context2.rootName);
  const groups = [...configured, ...inferred.map((group) => withConfiguration(group, context2.configuration))];
  return groups.map((group) => assemble(group, groups, read3, context2));
}
function withConfiguration(group, { clusters }) {
  const configured = clusters.find(({ name, paths }) => name === group.name && paths.length === 0);
  return configured ? { ...group, configured } : group;
}
function assemble(group, groups, read3, context2) {
  const { configured } = group;
  const globs = configured?.paths ?? [];
  const inPaths = ({ place, deployer }) => globs.some((glob) => matchesGlob(place.file, glob) || deployer !== void 0 && matchesGlob(deployer, glob));
  const own = cluesOfVariant(group, read3.clues);
  const clues = globs.length > 0 ? read3.clues.filter(inPaths) : cluesFor(group, own, groups, context2.prefix);
  const resources = globs.length > 0 ? read3.resources.filter(inPaths) : resourcesFor(group, read3.resources, groups);
  const undeployed = undeployedFor(group, read3.undeployed, groups);
  const known15 = decide(configured, clues, context2);
  if (known15.contradiction.length > 0) context2.problem(contradictionProblem(group, known15, clues));
  const is = (platform2) => known15.platform ? known15.platform === platform2 : void 0;
  const { locate: locate2, problem, configuration } = context2;
  const { istioVersion } = configuration;
  const resolving = { locate: locate2, problem, istioVersion, gke: is("gke"), openshift: is("openshift") };
  const installs = withoutShared(group.drafts.map((draft) => resolveInstall(draft, resolving)));
  const declared = platformDeclared(installs.map(declaredBy));
  const decision = known15.platform || known15.contradiction.length > 0 ? known15 : declared;
  return withPlaces({ group, decision, installs, resources, undeployed, clues }, context2);
}
function declaredBy({ install: { platform: platform2, rejected } }) {
  return rejected.some(({ key }) => /(^|\.)platform$/.test(key)) ? null : platform2;
}
function cluesOfVariant({ drafts }, clues) {
  const named = drafts.find(({ scope }) => scope.platform !== void 0)?.scope.platform;
  if (named === void 0) return clues;
  const known15 = variants2.get(clues) ?? /* @__PURE__ */ new Map();
  const own = known15.get(named) ?? clues.filter(({ platform: platform2 }) => platform2 === void 0 || platform2 === named);
  variants2.set(clues, known15.set(named, own));
  return own;
}
var variants2 = /* @__PURE__ */ new WeakMap();
function decide(configured, clues, context2) {
  if (context2.platform) return { platform: context2.platform, source: "flag", strength: "strong", contradiction: [] };
  if (configured?.platform) return { platform: configured.platform, source: "configuration", strength: "strong", contradiction: [] };
  return platformFromClues(clues);
}
function contradictionProblem(group, { contradiction }, clues) {
  const names3 = contradiction.join(" and ");
  const place = clues.find((clue) => clue.platform === contradiction[0])?.place;
  const message = `The evidence for the platform of ${group.name} contradicts itself (${names3}). Name the platform under \`clusters:\` in .istio-preflight.yaml.`;
  return { code: "platform-contradiction", message, ...place ? { place } : {} };
}
function withPlaces(parts, context2) {
  return {
    document: documentOf4(parts, context2),
    drafts: parts.installs.map(({ draft }) => draft),
    resources: parts.resources,
    placeAt: placesOf3(parts)
  };
}
function placesOf3({ installs, resources, undeployed, clues }) {
  const installed = installs.map(({ places }) => once(places));
  const others = once(() => {
    const places = /* @__PURE__ */ new Map();
    for (const [index, resource] of resources.entries()) {
      for (const [pointer, place] of valuePlaces(resource.root, `/resources/${index}/object`)) places.set(pointer, place);
      places.set(`/resources/${index}`, resource.place);
    }
    for (const [index, resource] of undeployed.entries()) places.set(`/undeployed/${index}`, resource.place);
    for (const [index, clue] of clues.entries()) places.set(`/evidence/${index}`, clue.place);
    return places;
  });
  return (pointer) => {
    if (pointer === "") return installed[0]?.().get("");
    const [, index, rest] = /^\/installs\/(\d+)(.*)$/s.exec(pointer) ?? [];
    return index === void 0 ? others().get(pointer) : installed[Number(index)]?.().get(rest ?? "");
  };
}
function documentOf4(parts, context2) {
  const undeployed = parts.undeployed.map((resource) => resourceOf2(resource, context2));
  const configuredCnis = (parts.group.configured?.cni ?? []).map((cni) => configuredEvidence(cni));
  return {
    name: parts.group.name.slice(0, longestName),
    platform: parts.decision.platform,
    platformSource: parts.decision.source,
    platformStrength: parts.decision.strength,
    ambient: ambientOf(parts.installs),
    installs: parts.installs.map(({ install: install2 }) => install2),
    resources: parts.resources.map((resource) => resourceOf2(resource, context2)),
    ...undeployed.length > 0 && { undeployed },
    evidence: [...parts.clues.map((clue) => evidenceOf(clue, context2)), ...configuredCnis]
  };
}
var longestName = 1e3;
function resourceOf2(resource, context2) {
  const { apiVersion, kind, name, namespace } = resource;
  const { file, line, column } = context2.locate(resource.place);
  return { apiVersion, kind, name, namespace, object: plain(resource.root), file, line, column };
}
function evidenceOf(clue, context2) {
  const { file, line, column } = context2.locate(clue.place);
  const { platform: platform2 = null, cni = null, fact = null, strength, message } = clue;
  return { platform: platform2, cni, fact, strength, message, file, line, column };
}
function configuredEvidence(cni) {
  const message = `the configuration names ${cni}`;
  return { platform: null, cni, fact: null, strength: "strong", message, file: ".istio-preflight.yaml", line: 1, column: 1 };
}
function ambientOf(installs) {
  const isAmbient = ({ install: install2 }) => install2.component === "ztunnel" || install2.component === "ambient" || install2.effective?.ambient === true || /(^|-)ambient$/.test(install2.profile ?? "");
  if (installs.some(isAmbient)) return true;
  return installs.some(({ install: install2 }) => install2.unknown.includes("/effective/ambient")) ? null : false;
}

// src/cluster/chains.ts
var searchLimit = 2e3;
function openChains(graph, sources) {
  const trees2 = [];
  const loose = [];
  const nodes = /* @__PURE__ */ new Map();
  const isKnown3 = (key) => graph.deployers.has(key) || sources.has(key);
  const grow2 = (chain) => {
    let lower;
    let first;
    for (const key of chain) {
      const deployer = graph.deployers.get(key);
      if (!deployer) continue;
      const before = nodes.get(key);
      const node = before ?? nodeOf(deployer);
      nodes.set(key, node);
      first ??= node;
      if (lower) node.children.push(lower);
      if (before) return first;
      lower = node;
    }
    if (lower) trees2.push(lower);
    return first;
  };
  return {
    trees: trees2,
    loose,
    isKnown: isKnown3,
    add: (leaf2, key, through) => {
      const node = grow2(chainFrom(key, through, sources));
      (node ? node.children : loose).push(leaf2);
    },
    addTo: (leaf2, deployer) => {
      const key = `${deployer.kind} ${deployer.name}`;
      const before = nodes.get(key);
      const node = before ?? nodeOf(deployer);
      nodes.set(key, node);
      if (!before) trees2.push(node);
      node.children.push(leaf2);
    }
  };
}
function nodeOf({ kind, name, place }) {
  return { kind, name, file: place.file, line: void 0, children: [] };
}
function chainFrom(key, through, sources) {
  const first = through === void 0 || through === key ? void 0 : wayUp(key, (found2) => found2 === through, through, sources);
  if (!first) return wayUp(key, (found2) => !sources.has(found2), through ?? key, sources) ?? loopFrom(key, sources);
  const rest = wayUp(through ?? key, (found2) => !sources.has(found2), through ?? key, sources) ?? loopFrom(through ?? key, sources);
  const seen = new Set(first);
  return [...first, ...rest.filter((found2) => !seen.has(found2))];
}
function loopFrom(key, sources) {
  const chain = /* @__PURE__ */ new Set();
  for (let at2 = key; at2 !== void 0 && !chain.has(at2); at2 = sources.get(at2)?.find((source2) => !chain.has(source2))) {
    chain.add(at2);
  }
  return [...chain];
}
function wayUp(key, isEnd, near, sources) {
  const below2 = /* @__PURE__ */ new Map([[key, void 0]]);
  for (const at2 of below2.keys()) {
    if (isEnd(at2)) return wayTo2(at2, below2);
    if (below2.size > searchLimit) return void 0;
    for (const source2 of nearestFirst(sources.get(at2) ?? [], near)) if (!below2.has(source2)) below2.set(source2, at2);
  }
  return void 0;
}
function wayTo2(end, below2) {
  const way = [];
  for (let at2 = end; at2 !== void 0; at2 = below2.get(at2)) way.push(at2);
  return way.reverse();
}
function nearestFirst(keys, near) {
  if (keys.length < 2) return keys;
  return [...keys].sort((one2, other) => commonLength(other, near) - commonLength(one2, near));
}
function commonLength(one2, other) {
  let length = 0;
  while (length < one2.length && one2[length] === other[length]) length += 1;
  return length;
}

// src/cluster/deployments.ts
function deploymentsOf(clusters, graph) {
  const sources = sourcesOfTargets(graph.targets);
  const objects2 = objectsByFile(graph);
  return clusters.map((cluster) => deploymentsIn(cluster, { graph, sources, objects: objects2 }));
}
function deploymentsIn({ document, drafts, resources }, { graph, sources, objects: objects2 }) {
  const chains = openChains(graph, sources);
  for (const [index, install2] of document.installs.entries()) {
    const draft = drafts[index];
    if (draft) hang(installLeaf(install2), placesOfDraft(draft, objects2), ownDeployer(draft), chains);
  }
  for (const [index, resource] of document.resources.entries()) {
    const found2 = resources[index];
    const files = found2 ? [found2.place.file, ...found2.deployer === void 0 ? [] : [found2.deployer]] : [resource.file];
    hang(resourceLeaf(resource), files, found2?.script ? scriptDeployer(resource.file) : void 0, chains);
  }
  return { cluster: document, trees: chains.trees, loose: chains.loose, undeployed: (document.undeployed ?? []).map(resourceLeaf) };
}
function hang(leaf2, files, own, chains) {
  const [first = "", ...others] = files;
  if (chains.isKnown(first)) chains.add(leaf2, first, others.at(-1));
  else if (own) chains.addTo(leaf2, own);
  else {
    const known15 = others.find((file) => chains.isKnown(file));
    if (known15 === void 0) chains.loose.push(leaf2);
    else chains.add(leaf2, known15, void 0);
  }
}
function placesOfDraft({ place, scope, form }, objects2) {
  const isOfArgocd = form === "argocd-application" || form === "argocd-applicationset";
  const start = isOfArgocd ? objects2.get(place.file)?.findLast((candidate) => candidate <= place.start) : void 0;
  return [start === void 0 ? place.file : objectKey({ ...place, start }), scope.file];
}
function ownDeployer({ form, scope }) {
  const place = { file: scope.file, start: 0, end: 0 };
  if (scope.script) return scriptDeployer(scope.file);
  const kinds2 = {
    "terraform-helm-release": "terraform",
    helmfile: "helmfile",
    skaffold: "script",
    "umbrella-chart": "chart"
  };
  const kind = kinds2[form];
  if (kind === void 0) return void 0;
  const directory3 = scope.file.slice(0, Math.max(0, scope.file.lastIndexOf("/"))) || ".";
  return { kind, name: kind === "terraform" || kind === "chart" ? directory3 : scope.file, place };
}
function scriptDeployer(file) {
  return { kind: "script", name: file, place: { file, start: 0, end: 0 } };
}
function installLeaf({ component, version, file, line }) {
  return { kind: "install", name: version === null ? component : `${component} ${version}`, file, line, children: [] };
}
function resourceLeaf({ kind, name, namespace, file, line }) {
  const where = namespace === null ? "" : ` in ${namespace}`;
  return { kind: "resource", name: `${kind}${name === "" ? "" : ` ${name}`}${where}`, file, line, children: [] };
}
function objectsByFile({ deployers }) {
  const objects2 = /* @__PURE__ */ new Map();
  for (const [key, { place }] of deployers) {
    if (key !== objectKey(place)) continue;
    const own = objects2.get(place.file);
    if (own) own.push(place.start);
    else objects2.set(place.file, [place.start]);
  }
  for (const starts of objects2.values()) starts.sort((one2, other) => one2 - other);
  return objects2;
}

// src/source/changed-texts.ts
function withTexts(repository, texts) {
  if (texts.size === 0) return repository;
  const added2 = [...texts.keys()].filter((path) => path.startsWith(repository.prefix) && !repository.exists(path));
  return {
    ...repository,
    paths: [...repository.paths, ...added2].sort(),
    read: (path) => {
      const text2 = texts.get(path);
      return text2 === void 0 ? repository.read(path) : Buffer.from(text2);
    },
    exists: (path) => texts.has(path) || repository.exists(path)
  };
}

// src/source/flux/flux.ts
import { posix as posix29 } from "node:path";
var deploymentLimit = 3e3;
var sourceLimit2 = 1e5;
var depthLimit11 = 12;
function withFlux(reader) {
  const kustomizations2 = fluxKustomizations(reader);
  if (kustomizations2.length === 0) return reader;
  const walk2 = { reader, tree: openTree(reader), deployed: [], visited: /* @__PURE__ */ new Set(), deployments: 0 };
  for (const root of rootsOf(kustomizations2, walk2)) deploy(root, rootFile(root, reader), [], walk2);
  for (const rest of kustomizations2) if (!walk2.visited.has(keyOf7(rest))) deploy(rest, rest.file, [], walk2);
  const deployed2 = deepestOf(walk2.deployed);
  const shared2 = severalClusters(deployed2);
  const changed2 = deployed2.filter(({ change: change2, cluster }) => doesSomething(change2) || shared2.has(cluster));
  const used = new Set(changed2.map(({ source: source2 }) => source2));
  const made = changed2.map(
    ({ source: source2, change: change2, root, cluster }) => deployedSource(source2, [change2], shared2.has(cluster) ? root : deployerOf(source2))
  );
  return reader.withSources([...reader.sources.filter((source2) => !used.has(source2)), ...made]);
}
function deployerOf(source2) {
  return source2.deployer ?? source2.path;
}
function keyOf7({ root, file }) {
  return "file" in root.origin ? `${root.origin.file}:${root.origin.start}` : file;
}
function rootsOf(kustomizations2, { reader, tree: tree2 }) {
  const deployed2 = /* @__PURE__ */ new Set();
  const byDirectory = new Map(kustomizations2.map((document) => [fluxDirectory(document, reader), document]));
  for (const [directory3, parent] of byDirectory) {
    const below2 = directory3 === void 0 ? [] : tree2.deployed(directory3).filter((source2) => isOfFlux(source2));
    const children = below2.flatMap((source2) => source2.documents(fluxMarker)).filter(isFluxKustomization);
    for (const child of children) if (keyOf7(child) !== keyOf7(parent)) deployed2.add(keyOf7(child));
  }
  return kustomizations2.filter((document) => !deployed2.has(keyOf7(document)));
}
var fluxMarker = { test: (text2) => text2.includes("fluxcd.io/") };
function isOfFlux(source2) {
  return source2.words.has("kustomize.toolkit.fluxcd.io/") || source2.words.has("fluxcd.controlplane.io/");
}
function rootFile(root, reader) {
  const directory3 = fluxDirectory(root, reader);
  return directory3 && root.file.startsWith(`${directory3}/`) ? `${directory3}/${posix29.basename(root.file)}` : root.file;
}
function deploy(document, root, chain, walk2) {
  const key = keyOf7(document);
  walk2.visited.add(key);
  walk2.deployments += 1;
  const directory3 = fluxDirectory(document, walk2.reader);
  if (directory3 === void 0 || chain.includes(key) || chain.length > depthLimit11 || walk2.deployments > deploymentLimit) return;
  const change2 = fluxChange(document, root, walk2.reader);
  for (const source2 of walk2.tree.deployed(directory3)) {
    if (walk2.deployed.length > sourceLimit2) return;
    walk2.deployed.push({ source: source2, change: change2, directory: directory3, root, cluster: posix29.dirname(root) });
    if (!isOfFlux(source2)) continue;
    const children = deployedSource(source2, [change2], source2.path).documents(fluxMarker).filter(isFluxKustomization);
    for (const child of children) deploy({ ...child, file: deployerOf(source2) }, root, [...chain, key], walk2);
  }
}
function deepestOf(deployed2) {
  const deepest = /* @__PURE__ */ new Map();
  for (const { source: source2, directory: directory3, cluster } of deployed2) {
    const ofCluster = deepest.get(cluster) ?? /* @__PURE__ */ new Map();
    ofCluster.set(source2, Math.max(ofCluster.get(source2) ?? 0, directory3.length));
    deepest.set(cluster, ofCluster);
  }
  return deployed2.filter(({ source: source2, directory: directory3, cluster }) => deepest.get(cluster)?.get(source2) === directory3.length);
}
function severalClusters(deployed2) {
  const clusters = new Set(deployed2.map(({ cluster }) => cluster));
  return clusters.size > 1 ? clusters : /* @__PURE__ */ new Set();
}
function doesSomething({ patches, namespace, variables: variables3 }) {
  return patches.length > 0 || namespace !== void 0 || variables3 !== void 0;
}

// src/source/kustomize/kustomize.ts
import { posix as posix30 } from "node:path";

// src/source/relocate.ts
function relocate(rendered2, originals, fallback) {
  const nearest4 = originals[0] && isPlace(originals[0].origin) ? originals[0].origin : fallback;
  const same = originals.findLast((original) => isPlace(original.origin) && saysTheSame(original, rendered2));
  const origin3 = same?.origin ?? nearest4;
  if (rendered2.kind === "map") return { ...rendered2, origin: origin3, entries: relocateEntries(rendered2.entries, originals, nearest4) };
  if (rendered2.kind === "list") {
    const items = rendered2.items.map((item, index) => relocate(item, itemIn(originals, item, index), nearest4));
    return { ...rendered2, origin: origin3, items };
  }
  return rendered2.kind === "scalar" ? relocateScalar(rendered2, same, origin3) : { ...rendered2, origin: origin3 };
}
function relocateScalar(rendered2, same, origin3) {
  const { text: _, ...bare2 } = rendered2;
  const text2 = same?.kind === "scalar" ? same.text : void 0;
  return { ...bare2, origin: origin3, ...text2 ? { text: text2 } : {} };
}
function relocateEntries(entries, originals, nearest4) {
  const moved2 = /* @__PURE__ */ new Map();
  for (const [key, entry] of entries) {
    const matching3 = originals.flatMap((original) => original.kind === "map" ? original.entries.get(key) ?? [] : []);
    const value = relocate(
      entry.value,
      matching3.map((match) => match.value),
      nearest4
    );
    moved2.set(key, { key: matching3.findLast((match) => isPlace(match.key))?.key ?? nearest4, value });
  }
  return moved2;
}
function itemIn(originals, item, index) {
  const name = stringAt(item, "name");
  return originals.flatMap((original) => {
    if (original.kind !== "list") return [];
    const match = name === void 0 ? original.items[index] : original.items.find((candidate) => stringAt(candidate, "name") === name);
    return match ?? [];
  });
}
function saysTheSame(original, rendered2) {
  return original.kind === rendered2.kind && (original.kind !== "scalar" || original.value === rendered2.value);
}

// src/source/kustomize/program.ts
import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join as join2, relative, sep } from "node:path";

// src/source/programs.ts
function cleanEnvironment() {
  const { PATH, HOME, SystemRoot, TEMP, TMP } = process.env;
  const kept3 = Object.entries({ PATH, HOME, SystemRoot, TEMP, TMP }).filter(([, value]) => value !== void 0);
  return { ...Object.fromEntries(kept3), LC_ALL: "C" };
}
function gitEnvironment() {
  const nothingFetched = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };
  return { ...cleanEnvironment(), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", ...nothingFetched };
}
var settings2 = [
  ...["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.untrackedCache=false", "core.quotePath=false"],
  // A directory of the checkout that looks like a repository is not one.
  ...["safe.bareRepository=explicit", "protocol.allow=never", "gc.auto=0", "maintenance.auto=false"]
];
var harmlessGit = ["--no-pager", "--literal-pathspecs", ...settings2.flatMap((pair) => ["-c", pair])];

// src/source/kustomize/program.ts
var timeLimit = 1e4;
var outputLimit = 64 * 1024 * 1024;
async function findKustomize() {
  for (const [program, verb] of [
    ["kustomize", "build"],
    ["kubectl", "kustomize"]
  ]) {
    const version = await run2(program, program === "kustomize" ? ["version"] : ["version", "--client"], tmpdir());
    if (!("failure" in version)) return { build: (root, directory3) => build(program, verb, root, directory3) };
  }
  return void 0;
}
async function build(program, verb, root, directory3) {
  const folder = realpathSync(mkdtempSync(join2(tmpdir(), "istio-preflight-")));
  try {
    const target = relative(folder, join2(root, directory3)).split(sep).join("/");
    const kustomization = { buildMetadata: ["originAnnotations"], resources: [target] };
    writeFileSync(join2(folder, "kustomization.yaml"), JSON.stringify(kustomization));
    const result = await run2(program, [verb, folder], folder);
    if ("failure" in result) return { failure: result.failure.replaceAll(`${root}${sep}`, "").replaceAll(folder, "") };
    return { yaml: result.output, pathOf: (annotated) => relative(root, join2(folder, annotated)).split(sep).join("/") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
function run2(program, args, cwd) {
  return new Promise((resolve3) => {
    const environment = { ...cleanEnvironment(), HOME: cwd, KUBECONFIG: devNull, GIT_ALLOW_PROTOCOL: "none" };
    const limits = { timeout: timeLimit, maxBuffer: outputLimit, killSignal: "SIGKILL" };
    execFile(program, [...args], { cwd, env: environment, encoding: "utf8", ...limits }, (error, output, errors) => {
      if (!error) return resolve3({ output });
      const reason = error.killed ? `it took longer than ${timeLimit / 1e3} seconds` : lastLine(errors);
      resolve3({ failure: reason || error.message });
    });
  });
}
function lastLine(errors) {
  const told = /err=<\n(.*?)\n >/s.exec(errors)?.[1] ?? errors;
  return told.trim().split("\n").at(-1)?.trim();
}

// src/source/kustomize/kustomize.ts
var parallel = 2;
async function withKustomizeOutput(reader, repository, mode) {
  if (!reader.sources.some(({ path }) => isKustomization(path))) return reader;
  const overlays = findOverlays(reader, directoriesOfFlux(reader));
  const sources = new Map(reader.sources.map((source2) => [source2.path, source2]));
  const concernsUs = (path) => /istio|ztunnel|cilium|aws-node/.test(sources.get(path)?.text ?? "");
  const concerning = new Set(overlays.filter((overlay) => [overlay.path, ...overlay.resources].some(concernsUs)));
  const patches = new Set([...concerning].flatMap((overlay) => overlay.patches));
  const agents = [...concerning].flatMap((overlay) => agentPatches(overlay, sources));
  if (mode === "off") return narrowed(reader, agents, patches, overlays);
  reportObstacles(concerning, reader);
  const wanted = [...concerning].filter((overlay) => mode === "build" || needsBuilding(overlay, reader));
  const outputs = new Map(await buildOverlays(wanted, reader, repository, mode));
  const shared2 = sharedFiles(overlays);
  const isOwn = (overlay) => changesFiles(overlay) || concerning.has(overlay) && !needsBuilding(overlay, reader);
  const made = overlays.map((overlay) => outputs.get(overlay) ?? unbuilt(overlay, isOwn(overlay), shared2, reader));
  const used = overlays.filter((_, index) => made[index]).flatMap((overlay) => overlay.resources);
  return narrowed(
    reader,
    [...made.flatMap((several) => several ?? []), ...agents],
    /* @__PURE__ */ new Set([...patches, ...used]),
    overlays.filter((_, index) => !made[index])
  );
}
function agentPatches(overlay, sources) {
  return overlay.patches.flatMap((path) => {
    const patch = sources.get(path);
    return patch?.words.has("aws-node") ? [{ ...patch, documents: () => [], deployer: overlay.path }] : [];
  });
}
function directoriesOfFlux(reader) {
  return new Set(fluxKustomizations(reader).flatMap((document) => fluxDirectory(document, reader) ?? []));
}
async function buildOverlays(overlays, reader, repository, mode) {
  const program = overlays.length > 0 ? await findKustomize() : void 0;
  if (overlays.length > 0 && !program) {
    if (mode === "build") throw new UsageError("--kustomize build needs kustomize or kubectl on the PATH.");
    const message = "Neither kustomize nor kubectl is installed here: of kustomizations only patches, namespaces and generated ConfigMaps are read.";
    reader.problem({ code: "kustomize-not-installed", message });
  }
  const built = await inParallel(overlays, async (overlay) => program && await buildOverlay(overlay, reader, repository, program));
  return overlays.flatMap((overlay, index) => built[index] ? [[overlay, [built[index]]]] : []);
}
function reportObstacles(overlays, reader) {
  for (const overlay of overlays) {
    const { obstacle } = overlay;
    if (obstacle && (obstacle.code !== "kustomize-helm" || needsBuilding(overlay, reader))) reader.problem(obstacle);
  }
}
function unbuilt(overlay, isOwn, shared2, reader) {
  return isOwn || overlay.resources.some((path) => shared2.has(path)) ? staticOutput(overlay, reader) : void 0;
}
function sharedFiles(overlays) {
  const seen = /* @__PURE__ */ new Set();
  const shared2 = /* @__PURE__ */ new Set();
  for (const path of overlays.flatMap(({ resources }) => [...new Set(resources)])) (seen.has(path) ? shared2 : seen).add(path);
  return shared2;
}
function narrowed(reader, added2, removed2, asIs) {
  const listed2 = asIs.flatMap(({ kustomizations: kustomizations2 }) => kustomizations2.map(({ file }) => posix30.dirname(file)));
  const named = /* @__PURE__ */ new Set([...listed2, ...componentsOfGitOps(reader)]);
  const isIdle = (path) => isPartOfComponent(path, reader) && !named.has(posix30.dirname(path));
  const kept3 = reader.sources.filter((source2) => !removed2.has(source2.path) && !isIdle(source2.path));
  return reader.withSources([...kept3, ...added2]);
}
function componentsOfGitOps(reader) {
  const ofFlux = fluxKustomizations(reader).flatMap((document) => fluxComponents(document, reader));
  const applications = reader.sources.filter(({ words }) => words.has("argoproj.io/")).flatMap((source2) => applicationsIn(source2));
  const ofArgocd = applications.flatMap(
    (application) => sourcesOf2(application).flatMap((source2) => componentDirectories(source2, application.file, reader))
  );
  return [...ofFlux, ...ofArgocd];
}
function isPartOfComponent(path, reader) {
  if (isKustomization(path)) return false;
  const kustomization = reader.source(posix30.join(posix30.dirname(path), "kustomization.yaml"));
  return kustomization !== void 0 && /^kind:\s*Component\b/m.test(kustomization.text);
}
async function buildOverlay(overlay, reader, repository, program) {
  if (overlay.obstacle) return void 0;
  const place = { file: overlay.path, start: 0, end: 0 };
  if (filesOf(overlay).some((path) => isBomb(reader, path))) {
    const message = "A file of this overlay holds more than is read of one; the overlay is not built.";
    reader.problem({ code: "kustomize-limit", message, place });
    return void 0;
  }
  const output = await program.build(repository.root, overlayDirectory(overlay).slice(repository.prefix.length) || ".");
  if ("failure" in output) {
    reader.problem({ code: "kustomize-failed", message: `Kustomize cannot build this: ${output.failure}`, place });
    return void 0;
  }
  const documents = documentsOf(wholeText(overlay.path, output.yaml), () => {
  });
  const patches = overlay.kustomizations.flatMap(({ root, file }) => patchesIn(root, file, reader));
  const generated = overlay.kustomizations.flatMap((kustomization) => generatedConfigMaps(kustomization, reader));
  const located = /* @__PURE__ */ new Map();
  const original = originalsIn(reader, (annotated) => repository.prefix + output.pathOf(annotated));
  return {
    path: overlay.path,
    text: output.yaml,
    words: reader.wordsIn(output.yaml),
    isAside: isAside(overlay.path.slice(repository.prefix.length)),
    rendered: true,
    deployer: overlay.path,
    scripts: () => [],
    documents: (marker3) => documents(marker3).map((document) => {
      const known15 = located.get(document) ?? withOrigins(document, original(document) ?? generatorOf(document, generated), patches, overlay);
      located.set(document, known15);
      return known15;
    })
  };
}
function filesOf({ kustomizations: kustomizations2, resources, patches }) {
  return [...kustomizations2.map(({ file }) => file), ...resources, ...patches];
}
function isBomb(reader, path) {
  const text2 = reader.source(path)?.text ?? "";
  if (!/[\s:,[{-]\*\w/.test(text2) || !/[\s:,[{-]&\w/.test(text2)) return false;
  const problems = [];
  documentsOf(wholeText(path, text2), (problem) => problems.push(problem))(/(?:)/);
  return problems.some(({ code }) => code === "yaml-limit");
}
function originalsIn(reader, pathOf5) {
  return (document) => {
    const annotation = stringAt(document.root, "metadata", "annotations", "config.kubernetes.io/origin");
    const path = annotation?.match(/^path: (.+)$/m)?.[1];
    if (path === void 0) return void 0;
    const candidates4 = (reader.source(pathOf5(path))?.documents(/(?:)/) ?? []).filter(({ kind }) => kind === document.kind);
    const name = nameOf7(document);
    const isRenamed = (candidate) => name?.includes(nameOf7(candidate) ?? name) ?? false;
    return candidates4.find((candidate) => nameOf7(candidate) === name) ?? candidates4.find(isRenamed) ?? candidates4[0];
  };
}
function nameOf7({ root }) {
  return referenceAt(root, "metadata", "name");
}
function generatorOf({ kind, name }, generated) {
  if (kind !== "ConfigMap" || name === void 0) return void 0;
  const plain2 = name.replace(/-[a-z0-9]{10}$/, "");
  return generated.find((candidate) => candidate.name === name || candidate.name !== void 0 && plain2.endsWith(candidate.name));
}
function withOrigins(document, original, patches, overlay) {
  const place = { file: overlay.path, start: 0, end: 0 };
  const written4 = patches.flatMap((patch) => {
    const target = [document, original].find((candidate) => candidate && patchMatches(patch, candidate) !== "no");
    const patched2 = target && writtenBy(patch, original);
    return patched2 ? [patched2] : [];
  });
  const namespaces2 = overlay.kustomizations.flatMap(({ root }) => namespaceOf5(root));
  return { ...document, root: relocate(document.root, [...original ? [original.root] : [], ...namespaces2, ...written4], place) };
}
function namespaceOf5(kustomization) {
  const namespace = kustomization.kind === "map" ? kustomization.entries.get("namespace") : void 0;
  if (!namespace) return [];
  const metadata = { kind: "map", origin: { builtIn: "metadata" }, entries: /* @__PURE__ */ new Map([["namespace", namespace]]) };
  return [{ ...metadata, entries: /* @__PURE__ */ new Map([["metadata", { key: metadata.origin, value: metadata }]]) }];
}
function writtenBy(patch, original) {
  if (patch.content.kind === "map") return withoutIdentity(patch.content);
  return patch.content.kind === "list" && original ? applyPatch(original.root, patch, "yes") : void 0;
}
async function inParallel(items, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return results;
}

// src/source/repository.ts
import { execFileSync } from "node:child_process";
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { basename as basename2, dirname, extname as extname2, join as join3, relative as relative2, resolve, sep as sep2 } from "node:path";

// src/source/ignore-files.ts
import { posix as posix31 } from "node:path";
var mostRules = 2e3;
function ignoring(files) {
  const rules = files.flatMap(({ directory: directory3, text: text2 }) => text2.split(/\r?\n/).flatMap((line) => ruleOf(directory3, line))).slice(0, mostRules);
  const directories5 = /* @__PURE__ */ new Map([["./", false]]);
  const isIgnoredDirectory = (path) => {
    const known15 = directories5.get(path);
    if (known15 !== void 0) return known15;
    const parent = `${posix31.dirname(path)}/`;
    const ignored = isIgnoredDirectory(parent) || isMatched(path.slice(0, -1), true, rules);
    directories5.set(path, ignored);
    return ignored;
  };
  return (path) => isIgnoredDirectory(`${posix31.dirname(path)}/`) || isMatched(path, false, rules);
}
function ruleOf(directory3, line) {
  const written4 = line.replace(/(?<!\\)\s+$/, "");
  if (written4 === "" || written4.startsWith("#")) return [];
  const isNegated = written4.startsWith("!");
  const pattern = written4.slice(isNegated ? 1 : 0);
  const ofDirectories = pattern.endsWith("/");
  const body = ofDirectories ? pattern.slice(0, -1) : pattern;
  const isAnchored = body.includes("/");
  const glob = body.replace(/^\//, "").replace(/\[[^\]/]{1,100}\]/g, "?").replace(/\\(.)/g, "$1");
  return [{ directory: directory3, glob: isAnchored ? glob : `**/${glob}`, ofDirectories, isNegated }];
}
function isMatched(path, isDirectory, rules) {
  const rule = rules.findLast(({ directory: directory3, glob, ofDirectories }) => {
    if (ofDirectories && !isDirectory || !path.startsWith(directory3)) return false;
    return matchesGlob(path.slice(directory3.length), glob);
  });
  return rule !== void 0 && !rule.isNegated;
}

// src/source/repository.ts
var fileSizeLimit2 = 5 * 1024 * 1024;
var fileCountLimit = 2e5;
async function openDirectory(cwd, path) {
  const { root, only } = findDirectory(cwd, path);
  const files = gitFiles(root, ["--cached", "--others", "--exclude-standard", "--deduplicate"], searchTimeLimit);
  if (files) return { root, only, files };
  const tracked = gitFiles(root, ["--cached"], listTimeLimit);
  return tracked ? { root, only, files: tracked, problem: untrackedProblem } : { root, only, files: await globFiles(root) };
}
var untrackedProblem = {
  code: "untracked-files",
  message: "git does not come to an end with the files that it does not track (its ignore patterns may be too much); only those that it does are read."
};
function findDirectory(cwd, path) {
  const target = realPath(resolve(cwd, path));
  if (target === void 0) throw new UsageError(`There is no file or directory ${path}.`);
  if (leadsOut(cwd, path)) throw new UsageError(`The path ${path} leads out of the working directory by a link.`);
  return statSync(target).isDirectory() ? { root: target, only: void 0 } : { root: dirname(target), only: basename2(target) };
}
async function openRepository(cwd, path, exclude, report, open3 = openDirectory) {
  const { root: realRoot, only, files: all2, problem } = await open3(cwd, path);
  if (problem) report(problem);
  const prefix = prefixOf(cwd, only === void 0 ? path : dirname(path));
  if (all2.length > fileCountLimit) {
    report({ code: "too-many-files", message: `There are ${all2.length} files here; only the first ${fileCountLimit} are read.` });
  }
  const isExcluded = globSet(exclude);
  const files = all2.slice(0, fileCountLimit).map((file) => prefix + file).filter((file) => !isExcluded(file));
  const known15 = new Set(files);
  const tree2 = { root: realRoot, prefix, leadsOut: outwardLinks(realRoot), report };
  return {
    root: realRoot,
    prefix,
    paths: only === void 0 ? files.filter((file) => isCandidate(file.slice(prefix.length))).sort() : [prefix + only],
    texts: only === void 0 ? files.filter((file) => isText(file)) : [],
    // Only what was listed: a path out of the root never is.
    read: (file) => known15.has(file) ? readFile(tree2, file) : void 0,
    exists: (file) => known15.has(file)
  };
}
function prefixOf(cwd, path) {
  const away = relative2(resolve(cwd), resolve(cwd, path)).split(sep2).join("/");
  return away === "" ? "" : `${away}/`;
}
var searchTimeLimit = 2e3;
var listTimeLimit = 1e4;
function gitFiles(root, which, timeout) {
  try {
    const output = execFileSync("git", [...harmlessGit, "ls-files", "-z", ...which], {
      cwd: root,
      env: gitEnvironment(),
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      timeout,
      killSignal: "SIGKILL",
      stdio: ["ignore", "pipe", "ignore"]
    });
    const files = output.split("\0").filter((path) => path !== "");
    return files.length > 0 ? files : void 0;
  } catch {
    return void 0;
  }
}
async function globFiles(root) {
  const { globby } = await import("./globby.js");
  const options = { dot: true, followSymbolicLinks: false, onlyFiles: false, markDirectories: true };
  const found2 = await globby("**", { cwd: root, ...options, ignore: ["**/node_modules/**", ".git/**"] });
  const paths = found2.filter((path) => !path.endsWith("/"));
  const isIgnored2 = ignoring(paths.filter((path) => basename2(path) === ".gitignore").flatMap((path) => ignoreFile(root, path)));
  return paths.filter((path) => !isIgnored2(path));
}
function ignoreFile(root, path) {
  const text2 = readBounded({ root, prefix: "", leadsOut: () => false, report: () => {
  } }, path, path)?.toString("utf8");
  return text2 === void 0 ? [] : [{ directory: path.slice(0, -".gitignore".length), text: text2 }];
}
var extensions = /* @__PURE__ */ new Set([".yaml", ".yml", ".json", ".gotmpl", ".sh", ".bash", ".tf", ".tofu", ".tfvars"]);
var uninteresting = /(^|\/)(node_modules\/|testdata\/|package-lock\.json$|tsconfig[\w.-]*\.json$)/;
function isCandidate(path) {
  const extension = extname2(path).toLowerCase();
  const isNamed = extension === "" ? !basename2(path).startsWith(".") : extensions.has(extension);
  return (isNamed || hostOf(path) !== void 0 || unreadLanguage(path) !== void 0) && !uninteresting.test(path);
}
var textExtensions = /* @__PURE__ */ new Set([
  ...[".md", ".mdx", ".adoc", ".rst", ".txt", ".mk", ".py", ".go", ".ts", ".js", ".mjs", ".rb", ".ps1", ".bat", ".cmd", ".fish", ".zsh"],
  ...[".groovy", ".toml", ".tpl", ".tmpl", ".hcl", ".jsonnet", ".libsonnet", ".cue", ".star", ".bzl", ".bazel", ".nix", ".j2", ".just"]
]);
function isText(path) {
  return textExtensions.has(extname2(path).toLowerCase()) && !uninteresting.test(path);
}
function readFile(tree2, path) {
  const bytes = readBounded(tree2, path, path);
  if (!bytes?.includes(0)) return bytes;
  if (extname2(path) !== "") tree2.report(fileProblem("binary-file", path, "This file is binary, whatever its name says; it is not read."));
  return void 0;
}
function readBounded(tree2, path, shown6) {
  const full = insideRoot(tree2, path);
  if (!full) return void 0;
  if (tree2.leadsOut(relativeTo(tree2, path))) {
    tree2.report(fileProblem("link-outside", shown6, "A link on the way to this file leaves the repository; it is not followed."));
    return void 0;
  }
  let descriptor;
  try {
    descriptor = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error;
    if (code === "ENOENT" && path.includes("\uFFFD"))
      tree2.report(fileProblem("file-name", shown6, "This file's name is no UTF-8; it is not read."));
    return code === "ELOOP" && path === shown6 ? readLink(tree2, path, full) : void 0;
  }
  try {
    return readOpen(tree2, descriptor, shown6);
  } finally {
    closeSync(descriptor);
  }
}
function readOpen(tree2, descriptor, shown6) {
  const status = fstatSync(descriptor);
  if (!status.isFile()) return void 0;
  if (status.size > fileSizeLimit2) {
    const megabytes = (status.size / 1024 / 1024).toFixed(1);
    tree2.report(fileProblem("file-too-large", shown6, `This file has ${megabytes} MiB; files over 5 MiB are not read.`));
    return void 0;
  }
  const bytes = Buffer.allocUnsafe(status.size);
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}
function readLink(tree2, path, full) {
  const target = realPath(full);
  if (target === void 0) {
    tree2.report(fileProblem("broken-link", path, "This link leads nowhere."));
    return void 0;
  }
  const inside = relative2(tree2.root, target);
  if (!isBelow(tree2.root, target)) {
    tree2.report(fileProblem("link-outside", path, "This link leaves the repository; it is not followed."));
    return void 0;
  }
  return inside === "" ? void 0 : readBounded(tree2, tree2.prefix + inside.split(sep2).join("/"), path);
}
function insideRoot(tree2, path) {
  if (!uncertain2.test(path)) return `${tree2.root}/${relativeTo(tree2, path)}`;
  const full = join3(tree2.root, relativeTo(tree2, path));
  return full === tree2.root || full.includes("\0") || !isBelow(tree2.root, full) ? void 0 : full;
}
function relativeTo({ prefix }, path) {
  return path.slice(prefix.length);
}
var uncertain2 = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\\:]/;
function fileProblem(code, file, message) {
  return { code, message, place: { file, start: 0, end: 0 } };
}

// src/source/suppression-comments.ts
var suppressionMarker = "istio-preflight-ignore:";
function suppressionsIn(source2) {
  if (!source2.words.has(suppressionMarker)) return [];
  const lines = source2.text.split("\n");
  const below2 = linesBelow(lines);
  const found2 = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const comment2 = line.includes(suppressionMarker) ? commentIn(line.replace(/\r$/, "")) : void 0;
    if (comment2) {
      const { before, end, rules, reason } = comment2;
      const covered = before.trim() === "" ? below2[index] ?? lines.length : index;
      found2.push({
        rules,
        reason,
        until: void 0,
        covers: { file: source2.path, first: covered + 1, last: lastLine2(lines, covered) + 1 },
        place: { file: source2.path, start: start + before.length, end: start + end }
      });
    }
    start += line.length + 1;
  }
  return found2;
}
var longestComment = 5e3;
function commentIn(line) {
  for (let at2 = line.indexOf(suppressionMarker); at2 !== -1; at2 = line.indexOf(suppressionMarker, at2 + 1)) {
    const [sign] = /(?:#|\/\/)[ \t]*$/.exec(line.slice(Math.max(0, at2 - 100), at2)) ?? [];
    if (sign === void 0) continue;
    const rest = line.slice(at2 + suppressionMarker.length, at2 + longestComment).trim();
    const [, names3, reason] = /^([\w/-]+(?:[ \t]*,[ \t]*[\w/-]+){0,100})(?:[ \t]*--(.*))?$/.exec(rest) ?? [];
    if (names3 === void 0) return void 0;
    const rules = names3.split(",").map((name) => name.trim());
    return { before: line.slice(0, at2 - sign.length), end: line.length, rules, reason: reason?.trim() || void 0 };
  }
  return void 0;
}
function linesBelow(lines) {
  const below2 = [];
  for (let index = lines.length - 1; index >= 0; index--) {
    const next = index + 1;
    below2[index] = /^\s*(?:#|\/\/)/.test(lines[next] ?? "") ? below2[next] ?? next : next;
  }
  return below2;
}
function lastLine2(lines, first) {
  let last3 = first;
  while (last3 - first < mostLines && /\\\r?$/.test(lines[last3] ?? "")) last3++;
  return last3;
}
var mostLines = 1e3;

// src/source/hcl/elements.ts
function itemOf(value, name, expression2) {
  if (value.kind === "unknown") return unknown2(expression2, value.reason);
  if (value.kind === "map") return value.entries.get(name)?.value ?? missing(value.rest?.reason, expression2);
  if (value.kind === "list" && /^\d+$/.test(name)) return listItem(value, Number(name), expression2);
  return missing(void 0, expression2);
}
function elementOf(value, key, expression2) {
  if (value.kind === "unknown") return unknown2(expression2, value.reason);
  const name = textOfScalar(key);
  if (name === void 0) return unknown2(expression2, key.kind === "unknown" ? key.reason : "its index is no text and no number");
  return itemOf(value, name, expression2);
}
function listItem(list, index, expression2) {
  const before = { ...list, items: list.items.slice(0, index + 1) };
  if (!isWhole(before)) return unknown2(expression2, "how many items stand before it is only known at deployment");
  return list.items[index] ?? missing(void 0, expression2);
}
function missing(reason, expression2) {
  return reason === void 0 ? unknown2(expression2, "there is no such value", { fails: true }) : unknown2(expression2, reason);
}
function elementsOf2(value) {
  if (value.kind === "list") {
    return isWhole(value) ? value.items.map((item, index) => [scalar2(index, placeOr(item, nowhere)), item]) : void 0;
  }
  if (value.kind !== "map" || value.rest) return void 0;
  const entries = [...value.entries].sort(([one2], [other]) => one2 < other ? -1 : 1);
  return entries.map(([name, entry]) => [{ kind: "scalar", origin: entry.key, value: name }, entry.value]);
}
var nowhere = { file: "", start: 0, end: 0 };

// src/source/hcl/functions/collections.ts
var collectionFunctions = {
  merge: merge2,
  concat: (args, call) => listOf(args.flatMap(itemsOrSeveral), call.place),
  flatten: ([list], call) => list?.kind === "list" ? listOf(flattened4(list.items), call.place) : void 0,
  tolist: ([list]) => list,
  tomap: ([map]) => map,
  toset: ([list], call) => list?.kind === "list" ? distinct(sorted2(list.items), call) : list,
  distinct: ([list], call) => list?.kind === "list" ? distinct(list.items, call) : void 0,
  compact: ([list], call) => list?.kind === "list" ? listOf(
    list.items.filter((item) => !isEmpty5(item)),
    call.place
  ) : void 0,
  keys: ([map], call) => map?.kind === "map" && !map.rest ? keysOf(map.entries, call) : void 0,
  values: ([map], call) => map?.kind === "map" && !map.rest ? listOf(
    inOrder(map.entries).map(([, { value }]) => value),
    call.place
  ) : void 0,
  length: ([value], call) => lengthOf(value, call),
  lookup: ([map, key, fallback]) => found(map, textOfScalar(key), fallback),
  contains: ([list, value], call) => containing(list, value, call),
  element: ([list, index]) => {
    const number = Number(textOfScalar(index) ?? Number.NaN);
    return list?.kind === "list" && isWhole(list) && number >= 0 ? list.items[number % list.items.length] : void 0;
  },
  one: ([list], call) => {
    if (list?.kind !== "list" || !isWhole(list)) return void 0;
    return list.items[0] ?? scalar2(null, call.place);
  },
  coalesce: firstThatIsSomething,
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value
};
function merge2(args, call) {
  const entries = /* @__PURE__ */ new Map();
  let rest;
  for (const arg of args) {
    if (isNull2(arg)) continue;
    if (arg.kind !== "map" || arg.rest) {
      entries.clear();
      rest = unknown2(call, arg.kind === "unknown" ? arg.reason : "a key of it is only known at deployment");
    }
    if (arg.kind === "map") for (const [key, entry] of arg.entries) entries.set(key, entry);
  }
  return mapOf5(entries, call.place, rest);
}
function itemsOrSeveral(value) {
  if (value.kind === "list") return value.items;
  return value.kind === "unknown" ? [{ ...value, several: true }] : [value];
}
var flattenedLimit = 1e5;
function flattened4(items) {
  const result = [];
  const waiting = [...items].reverse();
  for (let item = waiting.pop(); item && result.length < flattenedLimit; item = waiting.pop()) {
    if (item.kind === "list") for (const inner of [...item.items].reverse()) waiting.push(inner);
    else result.push(item.kind === "unknown" ? { ...item, several: true } : item);
  }
  return result;
}
function sorted2(items) {
  const texts = items.map(textOfScalar);
  if (texts.includes(void 0)) return items;
  return [...items].sort((one2, other) => String(textOfScalar(one2)) < String(textOfScalar(other)) ? -1 : 1);
}
function distinct(items, call) {
  const seen = /* @__PURE__ */ new Set();
  const kept3 = items.filter((item) => {
    const fingerprint2 = fingerprintOf(item);
    if (fingerprint2 === void 0) return true;
    if (seen.has(fingerprint2)) return false;
    seen.add(fingerprint2);
    return true;
  });
  return listOf(kept3, call.place);
}
function isEmpty5(item) {
  return isNull2(item) || item.kind === "scalar" && item.value === "";
}
function inOrder(entries) {
  return [...entries].sort(([one2], [other]) => one2 < other ? -1 : 1);
}
function keysOf(entries, call) {
  const keys = inOrder(entries).map(([name, { key }]) => ({ kind: "scalar", origin: key, value: name }));
  return listOf(keys, call.place);
}
function lengthOf(value, call) {
  if (value?.kind === "list" && isWhole(value)) return scalar2(value.items.length, call.place);
  if (value?.kind === "map" && !value.rest) return scalar2(value.entries.size, call.place);
  return value?.kind === "scalar" && typeof value.value === "string" ? scalar2([...value.value].length, call.place) : void 0;
}
function found(map, key, fallback) {
  if (map?.kind !== "map" || key === void 0) return void 0;
  return map.entries.get(key)?.value ?? (map.rest ? void 0 : fallback);
}
function containing(list, value, call) {
  const wanted = value && fingerprintOf(value);
  if (list?.kind !== "list" || wanted === void 0) return void 0;
  const items = list.items.map(fingerprintOf);
  if (items.includes(wanted)) return scalar2(true, call.place);
  return items.includes(void 0) ? void 0 : scalar2(false, call.place);
}
function firstThatIsSomething(args) {
  const first = args.find((arg) => !isEmpty5(arg));
  return first?.kind === "unknown" ? void 0 : first;
}

// src/source/hcl/functions/encoding.ts
var encodingFunctions = {
  yamlencode: encode,
  jsonencode: encode,
  yamldecode: ([text2]) => text2 && documentIn(text2),
  jsondecode: ([text2]) => text2 && documentIn(text2)
};
function encode([value], call) {
  if (!value || value.kind === "unknown") return void 0;
  const pieces = [];
  const isKnown3 = write3(value, pieces, { length: 0 });
  const content = pieces.join("");
  if (content.length > textLimit2) return unknown2(call, "the text is too long");
  if (isKnown3) return { kind: "scalar", origin: call.place, value: content, encodes: value };
  const partial = { file: call.place.file, content, segments: [[0, call.place.start]] };
  return unknown2(call, "a part of it is only known at deployment", { encodes: value, partial });
}
function write3(value, pieces, written4) {
  const add = (piece) => {
    pieces.push(piece);
    written4.length += piece.length;
  };
  if (written4.length > textLimit2) return false;
  if (value.kind === "unknown") add(`"${gap}"`);
  if (value.kind === "scalar") add(quoted3(value.value));
  if (value.kind === "unknown" || value.kind === "scalar") return value.kind === "scalar";
  const inner = value.kind === "list" ? value.items.map((item) => ["", item]) : namedParts(value);
  let isKnown3 = value.kind === "list" || !value.rest;
  add(value.kind === "list" ? "[" : "{");
  for (const [index, [name, part]] of inner.entries()) {
    add(`${index > 0 ? "," : ""}${name}`);
    isKnown3 = write3(part, pieces, written4) && isKnown3;
  }
  add(value.kind === "list" ? "]" : "}");
  return isKnown3;
}
function namedParts({ entries, rest }) {
  const inOrder2 = [...entries].sort(([one2], [other]) => one2 < other ? -1 : 1);
  const parts = inOrder2.map(([key, { value }]) => [`${quoted3(key)}:`, value]);
  return rest ? [...parts, [`"${gap}":`, rest]] : parts;
}
function quoted3(value) {
  return JSON.stringify(value).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

// src/source/hcl/iterations.ts
function iterations({ names: names3, collection }, scope, evaluate4) {
  const elements = elementsOf2(evaluate4(collection, scope));
  scope.budget.left = Math.max(0, scope.budget.left - (elements?.length ?? 0));
  return elements?.map(([key, value]) => {
    const [first, second] = names3;
    const own = second === void 0 ? [[first, value]] : [[first, key], [second, value]];
    const named = new Map(scope.names);
    for (const [name, cursor] of own) if (name !== void 0) named.set(name, cursor);
    return { ...scope, names: named };
  });
}

// src/source/hcl/render.ts
function renderTemplate(parts, written4, scope, evaluate4) {
  const [only] = parts;
  if (only?.kind === "value" && parts.length === 1) return evaluate4(only.value, scope);
  const text2 = { pieces: [], segments: [], length: 0, reason: void 0 };
  render(parts, scope, evaluate4, text2);
  if (text2.length > textLimit2) return unknown2(written4, "the text is too long");
  const source2 = { file: written4.place.file, content: text2.pieces.join(""), segments: text2.segments };
  const located = source2.segments.length > 0 ? source2 : { ...source2, segments: [[0, written4.place.start]] };
  const file = firstFile(parts);
  const partial = file === void 0 ? located : { ...located, file };
  if (text2.reason !== void 0) return unknown2(written4, text2.reason, { partial });
  return { kind: "scalar", origin: written4.place, value: partial.content, text: partial };
}
function firstFile(parts) {
  const [part] = parts;
  if (!part) return void 0;
  return part.kind === "text" ? part.text.file : part.place.file;
}
function render(parts, scope, evaluate4, text2) {
  for (const part of parts) {
    if (text2.length > textLimit2 || scope.budget.left < 0) {
      addGap(part, "it takes too long to work out", text2);
      return;
    }
    if (part.kind === "text") addText(part.text, text2);
    else if (part.kind === "value") addValue(evaluate4(part.value, scope), part.place, text2);
    else if (part.kind === "if") renderIf(part, scope, evaluate4, text2);
    else renderFor(part, scope, evaluate4, text2);
  }
}
function renderIf(part, scope, evaluate4, text2) {
  const condition = truthOf(evaluate4(part.condition, scope));
  if (condition === void 0) addGap(part, "a condition is only known at deployment", text2);
  else render(condition ? part.yes : part.no, scope, evaluate4, text2);
}
function renderFor(part, scope, evaluate4, text2) {
  const scopes = iterations(part, scope, evaluate4);
  if (!scopes) addGap(part, "what it goes over is only known at deployment", text2);
  for (const inner of scopes ?? []) {
    if (text2.length > textLimit2) return;
    render(part.parts, inner, evaluate4, text2);
  }
}
function addText(source2, text2) {
  for (const [inner, outer] of source2.segments) text2.segments.push([text2.length + inner, outer]);
  text2.pieces.push(source2.content);
  text2.length += source2.content.length;
}
function addGap(part, reason, text2) {
  text2.reason ??= reason;
  addFilled(gap, part.kind === "text" ? { file: part.text.file, start: part.text.segments[0]?.[1] ?? 0, end: 0 } : part.place, text2);
}
function addValue(value, place, text2) {
  const known15 = textOfScalar(value);
  if (known15 === void 0) text2.reason ??= value.kind === "unknown" ? value.reason : "it is no text";
  addFilled(known15 ?? value.partial?.content ?? gap, place, text2);
}
function addFilled(content, place, text2) {
  const width = Math.max(1, place.end - place.start);
  for (let at2 = 0; at2 < content.length; at2 += width) text2.segments.push([text2.length + at2, place.start]);
  text2.pieces.push(content);
  text2.length += content.length;
}

// src/source/hcl/functions/files.ts
var fileFunctions = {
  file: ([path], call, scope) => {
    const name = textOfScalar(path);
    if (name === void 0) return void 0;
    const text2 = scope.file(name);
    return text2 ? { kind: "scalar", origin: call.place, value: text2.content, text: text2 } : missing2(name, call);
  },
  fileexists: ([path], call, scope) => {
    const name = textOfScalar(path);
    return name === void 0 ? void 0 : scalar2(scope.file(name) !== void 0, call.place);
  },
  templatefile: ([path, variables3], call, scope, evaluate4) => {
    const name = textOfScalar(path);
    return name === void 0 ? void 0 : rendered(name, variables3, call, scope, evaluate4);
  },
  abspath: ([path]) => path
};
function rendered(path, variables3, call, scope, evaluate4) {
  const parts = scope.template(path);
  if (!parts) return scope.file(path) ? unknown2(call, "the template cannot be read") : missing2(path, call);
  const names3 = /* @__PURE__ */ new Map();
  if (variables3?.kind === "map") for (const [name, { value }] of variables3.entries) names3.set(name, value);
  return renderTemplate(parts, call, { ...scope, names: names3, lookup: () => void 0 }, evaluate4);
}
function missing2(path, call) {
  return unknown2(call, "the file is not in the repository", { missing: path });
}

// src/source/hcl/functions/text.ts
var textFunctions = {
  format: ([pattern, ...args], call) => formatted(textOfScalar(pattern), args.map(textOfScalar), call),
  join: ([separator, list], call) => joined5(textOfScalar(separator), list, call),
  split: ([separator, value], call) => {
    const [at2, text2] = [textOfScalar(separator), textOfScalar(value)];
    return at2 === void 0 || text2 === void 0 ? void 0 : listOf(
      text2.split(at2).map((part) => scalar2(part, call.place)),
      call.place
    );
  },
  lower: changed((text2) => text2.toLowerCase()),
  upper: changed((text2) => text2.toUpperCase()),
  trimspace: ([value]) => trimmed(value, /\s/, false),
  chomp: ([value]) => trimmed(value, /[\r\n]/, true),
  trimprefix: changed((text2, prefix) => text2.startsWith(prefix) ? text2.slice(prefix.length) : text2),
  trimsuffix: changed((text2, suffix) => suffix !== "" && text2.endsWith(suffix) ? text2.slice(0, -suffix.length) : text2),
  replace: changed((text2, from, to) => /^\/.+\/$/s.test(from) ? void 0 : text2.replaceAll(from, () => to)),
  startswith: ([value, prefix], call) => compared(value, prefix, call, (text2, part) => text2.startsWith(part)),
  endswith: ([value, suffix], call) => compared(value, suffix, call, (text2, part) => text2.endsWith(part)),
  indent: ([spaces, value], call) => indented(Number(textOfScalar(spaces)), value, call),
  tostring: ([value]) => value?.kind === "scalar" && value.value !== null ? { ...value, value: String(value.value) } : value,
  tonumber: ([value]) => {
    if (value?.kind !== "scalar" || value.value === null) return value;
    const number = value.value === "" ? Number.NaN : Number(value.value);
    return Number.isNaN(number) ? void 0 : { ...value, value: number };
  },
  tobool: ([value]) => {
    const truth2 = truthOf(value);
    return value?.kind === "scalar" && truth2 !== void 0 ? { ...value, value: truth2 } : void 0;
  }
};
function changed(change2) {
  return (args, call) => {
    const texts = args.map(textOfScalar);
    const [text2, first = "", second = ""] = texts;
    if (text2 === void 0 || texts.includes(void 0)) return void 0;
    const result = change2(text2, first, second);
    return result === void 0 || result.length > textLimit2 ? void 0 : scalar2(result, call.place);
  };
}
function compared(value, part, call, compare3) {
  const [text2, wanted] = [textOfScalar(value), textOfScalar(part)];
  return text2 === void 0 || wanted === void 0 ? void 0 : scalar2(compare3(text2, wanted), call.place);
}
function formatted(pattern, args, call) {
  if (pattern === void 0 || args.includes(void 0)) return void 0;
  const given = [...args];
  let isUnderstood2 = true;
  const result = pattern.replace(/%(%|[a-zA-Z]|.)?/g, (_, verb) => {
    if (verb === "%") return "%";
    const value = given.shift();
    if (value === void 0 || !["s", "d", "v"].includes(verb ?? "")) isUnderstood2 = false;
    return value ?? "";
  });
  return isUnderstood2 && given.length === 0 && result.length <= textLimit2 ? scalar2(result, call.place) : void 0;
}
function joined5(separator, list, call) {
  if (separator === void 0 || list?.kind !== "list" || !isWhole(list)) return void 0;
  const texts = list.items.map(textOfScalar);
  if (texts.includes(void 0)) return void 0;
  const length = texts.reduce((sum, text2) => sum + (text2?.length ?? 0) + separator.length, 0);
  return length > textLimit2 ? void 0 : scalar2(texts.join(separator), call.place);
}
function trimmed(value, isBlank2, onlyEnd) {
  if (value?.kind !== "scalar" || typeof value.value !== "string") return void 0;
  let start = 0;
  let end = value.value.length;
  while (end > 0 && isBlank2.test(value.value[end - 1] ?? "")) end--;
  while (!onlyEnd && start < end && isBlank2.test(value.value[start] ?? "")) start++;
  const content = value.value.slice(start, end);
  const { text: text2 } = value;
  return { ...value, value: content, ...text2 && { text: innerText(text2, content, [[0, start]]) } };
}
function indented(spaces, value, call) {
  if (!(spaces >= 0 && spaces <= 200) || value?.kind !== "scalar") return value && !hasBreak(value) ? value : void 0;
  const text2 = String(value.value ?? "");
  if (!text2.includes("\n")) return value;
  const result = text2.replaceAll("\n", `
${" ".repeat(spaces)}`);
  return result.length > textLimit2 ? void 0 : scalar2(result, call.place);
}
function hasBreak(value) {
  const { partial } = value;
  return partial === void 0 || partial.content.includes("\n");
}

// src/source/hcl/functions.ts
var functions2 = new Map([
  ...Object.entries(collectionFunctions),
  ...Object.entries(encodingFunctions),
  ...Object.entries(fileFunctions),
  ...Object.entries(textFunctions)
]);
function callFunction2(call, scope, evaluate4) {
  if (call.name === "try") return firstThatWorks(call, scope, evaluate4);
  if (call.name === "can") return canWork(call, scope, evaluate4);
  const apply = functions2.get(call.name);
  if (!apply) return unknown2(call, `\`${call.name}\` is only worked out at deployment`);
  const args = call.args.map((arg) => evaluate4(arg, scope));
  const spread = call.expandsLast ? spreadLast(args) : args;
  const result = spread && apply(spread, call, scope, evaluate4);
  if (result) return result;
  const first = args.find((arg) => arg.kind === "unknown");
  return unknown2(call, first?.kind === "unknown" ? first.reason : `\`${call.name}\` is only worked out at deployment`);
}
function spreadLast(args) {
  const last3 = args.at(-1);
  return last3?.kind === "list" && isWhole(last3) ? [...args.slice(0, -1), ...last3.items] : void 0;
}
function firstThatWorks(call, scope, evaluate4) {
  for (const arg of call.args) {
    const value = evaluate4(arg, scope);
    if (value.kind !== "unknown" || !value.fails) return value;
  }
  return unknown2(call, "nothing in it is there");
}
function canWork(call, scope, evaluate4) {
  const value = call.args[0] && evaluate4(call.args[0], scope);
  if (value?.kind !== "unknown") return scalar2(true, call.place);
  return value.fails ? scalar2(false, call.place) : unknown2(call, value.reason);
}

// src/source/hcl/operators.ts
function operate(expression2, evaluate4) {
  const { operator: operator2, operands } = expression2;
  const values = operands.map(evaluate4);
  const result = resultOf(operator2, values);
  if (result !== void 0) return scalar2(result, expression2.place);
  const reason = values.find((value) => value.kind === "unknown");
  return unknown2(expression2, reason?.kind === "unknown" ? reason.reason : "its operands do not fit");
}
function resultOf(operator2, values) {
  const [left, right] = values;
  if (!left) return void 0;
  if (!right) return unary(operator2, left);
  switch (operator2) {
    case "==":
      return isEqual(left, right);
    case "!=": {
      const equal = isEqual(left, right);
      return equal === void 0 ? void 0 : !equal;
    }
    case "&&":
      return connected(false, left, right);
    case "||":
      return connected(true, left, right);
    default:
      return arithmetic(operator2, numberOf2(left), numberOf2(right));
  }
}
function unary(operator2, value) {
  const truth2 = truthOf(value);
  if (operator2 === "!") return truth2 === void 0 ? void 0 : !truth2;
  const number = numberOf2(value);
  return number === void 0 ? void 0 : -number;
}
function isEqual(left, right) {
  const isSomething = (value) => value.kind === "map" || value.kind === "list";
  if (isNull2(left) && isSomething(right) || isNull2(right) && isSomething(left)) return false;
  const [one2, other] = [fingerprintOf(left), fingerprintOf(right)];
  return one2 === void 0 || other === void 0 ? void 0 : one2 === other;
}
function connected(decisive, left, right) {
  const truths = [truthOf(left), truthOf(right)];
  if (truths.includes(decisive)) return decisive;
  return truths.includes(void 0) ? void 0 : !decisive;
}
function arithmetic(operator2, left, right) {
  if (left === void 0 || right === void 0) return void 0;
  const results = {
    "+": () => left + right,
    "-": () => left - right,
    "*": () => left * right,
    "/": () => left / right,
    "%": () => left % right,
    "<": () => left < right,
    "<=": () => left <= right,
    ">": () => left > right,
    ">=": () => left >= right
  };
  const result = results[operator2]?.();
  return typeof result === "number" && !Number.isFinite(result) ? void 0 : result;
}
function numberOf2(value) {
  if (value.kind !== "scalar" || value.value === "" || typeof value.value === "boolean" || value.value === null) return void 0;
  const number = Number(value.value);
  return Number.isNaN(number) ? void 0 : number;
}

// src/source/hcl/evaluate.ts
var depthLimit12 = 200;
function evaluate3(expression2, scope) {
  const { budget: budget3 } = scope;
  if (budget3.left >= 0 && --budget3.left < 0) budget3.spent?.();
  if (budget3.left < 0 || budget3.depth > depthLimit12) return unknown2(expression2, "it takes too long to work out");
  budget3.depth += 1;
  try {
    const value = reduce(expression2, scope);
    budget3.left = Math.max(0, budget3.left - (lengthOf2(value) >> 4));
    return value;
  } finally {
    budget3.depth -= 1;
  }
}
function lengthOf2(value) {
  if (value.kind === "scalar") return typeof value.value === "string" ? value.value.length : 0;
  return value.kind === "unknown" ? value.partial?.content.length ?? 0 : 0;
}
function reduce(expression2, scope) {
  switch (expression2.kind) {
    case "literal":
      return scalar2(expression2.value, expression2.place);
    case "template":
      return renderTemplate(expression2.parts, expression2, scope, evaluate3);
    case "list":
      return listOf(
        expression2.items.map((item) => evaluate3(item, scope)),
        expression2.place
      );
    case "object":
      return objectOf2(expression2, scope);
    case "name":
      return scope.names.get(expression2.name) ?? unknown2(expression2, "only the deployment knows it");
    case "attribute":
      return attributeOf(expression2, scope);
    case "index":
      return elementOf(evaluate3(expression2.of, scope), evaluate3(expression2.key, scope), expression2);
    case "splat":
      return splatOf(expression2, scope);
    case "call":
      return callFunction2(expression2, scope, evaluate3);
    case "for":
      return expression2.key ? mapFor2(expression2, scope) : listFor(expression2, scope);
    case "conditional":
      return conditionalOf2(expression2, scope);
    case "operation":
      return operate(expression2, (operand2) => evaluate3(operand2, scope));
    case "unread":
      return unknown2(expression2, expression2.reason);
  }
}
function objectOf2(expression2, scope) {
  const entries = /* @__PURE__ */ new Map();
  let rest;
  for (const item of expression2.items) {
    const key = evaluate3(item.key, scope);
    const name = textOfScalar(key);
    if (name === void 0) rest = unknown2(item.key, "the key is only known at deployment");
    else entries.set(name, { key: placeOr(key, item.key.place), value: evaluate3(item.value, scope) });
  }
  return mapOf5(entries, expression2.place, rest);
}
function attributeOf(expression2, scope) {
  const { of, name } = expression2;
  if (of.kind === "name" && !scope.names.has(of.name)) {
    return scope.lookup(of.name, name) ?? unknown2(expression2, "only the deployment knows it");
  }
  return itemOf(evaluate3(of, scope), name, expression2);
}
function splatOf(expression2, scope) {
  const value = evaluate3(expression2.of, scope);
  if (value.kind === "unknown") return unknown2(expression2, value.reason);
  const items = isNull2(value) ? [] : value.kind === "list" ? value.items : [value];
  const picked = items.map((item) => {
    let current = item;
    for (const step of expression2.path) {
      current = typeof step === "string" ? itemOf(current, step, expression2) : elementOf(current, evaluate3(step, scope), expression2);
    }
    return current;
  });
  return listOf(picked, expression2.place);
}
function conditionalOf2(expression2, scope) {
  const condition = truthOf(evaluate3(expression2.condition, scope));
  if (condition !== void 0) return evaluate3(condition ? expression2.yes : expression2.no, scope);
  const yes = evaluate3(expression2.yes, scope);
  const no = fingerprintOf(evaluate3(expression2.no, scope));
  return no !== void 0 && fingerprintOf(yes) === no ? yes : unknown2(expression2, "its condition is only known at deployment");
}
function listFor(expression2, scope) {
  const items = [];
  const turns = iterations(expression2, scope, evaluate3);
  if (!turns) return unknown2(expression2, "what it goes over is only known at deployment");
  for (const inner of turns) {
    const keeps = expression2.condition ? truthOf(evaluate3(expression2.condition, inner)) : true;
    if (keeps === void 0) items.push(unknown2(expression2, "its condition is only known at deployment", { several: true }));
    else if (keeps) items.push(evaluate3(expression2.value, inner));
  }
  return listOf(items, expression2.place);
}
function mapFor2(expression2, scope) {
  const turns = iterations(expression2, scope, evaluate3);
  if (!turns || expression2.groups) return unknown2(expression2, "what it goes over is only known at deployment");
  const entries = /* @__PURE__ */ new Map();
  let rest;
  for (const inner of turns) {
    const entry = entryOf2(expression2, inner);
    if (entry === "unknown") rest = unknown2(expression2, "a key of it is only known at deployment");
    else if (entry) entries.set(...entry);
  }
  return mapOf5(entries, expression2.place, rest);
}
function entryOf2(expression2, scope) {
  const keeps = expression2.condition ? truthOf(evaluate3(expression2.condition, scope)) : true;
  if (keeps === false) return void 0;
  const key = expression2.key && evaluate3(expression2.key, scope);
  const name = keeps ? textOfScalar(key) : void 0;
  if (name === void 0 || !key) return "unknown";
  return [name, { key: placeOr(key, expression2.place), value: evaluate3(expression2.value, scope) }];
}

// src/source/terraform/instance.ts
import { posix as posix32 } from "node:path";

// src/source/terraform/body.ts
function bodyOf2(body, scope, evaluate4) {
  const entries = /* @__PURE__ */ new Map();
  for (const { name, key, value } of body.attributes.values()) entries.set(name, { key, value: evaluate4(value, scope) });
  for (const type of new Set(body.blocks.map(nameOf8))) {
    const list = entries.has(type) ? void 0 : nestedIn2(body, type, scope, evaluate4);
    if (list) entries.set(type, { key: list.origin, value: list });
  }
  const first = body.attributes.values().next().value?.key ?? body.blocks[0]?.place ?? { file: "", start: 0, end: 0 };
  return mapOf5(entries, first, body.broken && { kind: "unknown", origin: body.broken, reason: "it cannot be read" });
}
function valueIn2(body, name, scope, evaluate4) {
  const attribute = body.attributes.get(name);
  return attribute ? evaluate4(attribute.value, scope) : nestedIn2(body, name, scope, evaluate4);
}
function nestedIn2(body, type, scope, evaluate4) {
  const items = [];
  let first;
  for (const block of body.blocks) {
    if (nameOf8(block) !== type) continue;
    first ??= block;
    if (block.type === "dynamic") items.push(...dynamicBlocks(block, type, scope, evaluate4));
    else items.push(bodyOf2(block.body, scope, evaluate4));
  }
  return first && listOf(items, first.place);
}
function nameOf8({ type, labels }) {
  return type === "dynamic" ? labels[0] ?? "" : [type, ...labels].join(" ");
}
function dynamicBlocks(block, type, scope, evaluate4) {
  const over3 = block.body.attributes.get("for_each")?.value;
  const content = block.body.blocks.find((inner) => inner.type === "content")?.body;
  if (!over3 || !content) return [];
  const collection = evaluate4(over3, scope);
  const elements = elementsOf2(collection);
  if (!elements) {
    const reason = collection.kind === "unknown" ? collection.reason : "how many there are is only known at deployment";
    return [unknown2(over3, reason, { several: true })];
  }
  const iterator = block.body.attributes.get("iterator")?.value.source ?? type;
  return elements.map(([key, value]) => {
    const names3 = new Map(scope.names).set(iterator, eachOf(key, value));
    return bodyOf2(content, { ...scope, names: names3 }, evaluate4);
  });
}
function eachOf(key, value) {
  const entries = /* @__PURE__ */ new Map([
    ["key", { key: key.origin, value: key }],
    ["value", { key: value.origin, value }]
  ]);
  return { kind: "map", origin: value.origin, entries };
}

// src/source/terraform/repetition.ts
var limit = 200;
function repetitionsOf(body, scope, evaluate4) {
  const count = body.attributes.get("count");
  if (count) return counted(count, evaluate4(count.value, scope));
  const each2 = body.attributes.get("for_each");
  return each2 ? eachIn(each2, evaluate4(each2.value, scope)) : once2;
}
var once2 = [{ kind: "once", names: /* @__PURE__ */ new Map() }];
function counted({ value }, count) {
  const number = count.kind === "scalar" && truthOf(count) === void 0 ? Number(count.value) : Number.NaN;
  if (!(number >= 0)) return [{ kind: "count", names: countOf(unknown2(value, "how many there are is only known at deployment")) }];
  return Array.from({ length: Math.min(number, limit) }, (_, index) => {
    return { kind: "count", names: countOf({ kind: "scalar", origin: value.place, value: index }) };
  });
}
function countOf(index) {
  return /* @__PURE__ */ new Map([["count", { kind: "map", origin: index.origin, entries: /* @__PURE__ */ new Map([["index", { key: index.origin, value: index }]]) }]]);
}
function eachIn({ value }, collection) {
  const elements = elementsOf2(collection);
  if (!elements) {
    const open3 = unknown2(value, "what it goes over is only known at deployment");
    return [{ kind: "each", names: /* @__PURE__ */ new Map([["each", eachOf(open3, open3)]]) }];
  }
  return elements.slice(0, limit).map(([key, item]) => {
    return { kind: "each", names: /* @__PURE__ */ new Map([["each", eachOf(collection.kind === "list" ? item : key, item)]]) };
  });
}

// src/source/terraform/instance.ts
function scopeOf3(instance, names3 = noNames) {
  const { library, budget: budget3 } = instance;
  const at2 = (path, read3) => {
    const inside = fileAt(instance, path);
    return inside === void 0 ? void 0 : read3(inside);
  };
  return {
    names: names3,
    budget: budget3,
    lookup: (root, name) => lookup3(instance, root, name),
    file: (path) => at2(path, library.file),
    template: (path) => at2(path, library.template)
  };
}
function fileAt({ module, library, rootDirectory, callingFile }, path) {
  const { reader } = library;
  const find2 = (directory3) => {
    const inside = reader.resolve(`${directory3}main.tf`, path);
    return inside !== void 0 && reader.source(inside) ? inside : void 0;
  };
  let found2 = find2(rootDirectory);
  if (found2 !== void 0 || callingFile !== void 0 || module.isRun()) return found2;
  for (let directory3 = rootDirectory; found2 === void 0 && directory3 !== ""; ) {
    directory3 = directoryOf4(directory3.slice(0, -1));
    found2 = find2(directory3);
  }
  return found2;
}
var noNames = /* @__PURE__ */ new Map();
function lookup3(instance, root, name) {
  if (root === "path") return pathOf4(instance, name);
  const reference2 = `${root}.${name}`;
  const known15 = instance.known.get(reference2);
  if (known15) return known15;
  const value = referenced(instance, root, name);
  if (!value) return void 0;
  instance.known.set(reference2, { kind: "unknown", origin: { file: "", start: 0, end: 0 }, reason: "it depends on itself" });
  const result = value();
  instance.known.set(reference2, result);
  return result;
}
function referenced(instance, root, name) {
  if (root === "var") return () => variableOf(instance, name);
  if (root === "local") {
    const local = instance.module.locals.get(name);
    return local && (() => evaluate3(local.value, scopeOf3(instance)));
  }
  const block = instance.module.resources.find(({ labels }) => labels[0] === root && labels[1] === name);
  return block && (() => resourceOf3(instance, block));
}
function pathOf4({ module, rootDirectory }, name) {
  const origin3 = { file: module.directory, start: 0, end: 0 };
  if (name === "root" || name === "cwd") return { kind: "scalar", origin: origin3, value: "." };
  const value = posix32.relative(rootDirectory || ".", module.directory || ".") || ".";
  return name === "module" ? { kind: "scalar", origin: origin3, value } : void 0;
}
function variableOf(instance, name) {
  const { module, passed } = instance;
  const declared = module.variables.get(name);
  const given = passed ? passed.get(name) : module.assigned().get(name);
  const fallback = declared?.attributes.get("default");
  const place = declared?.attributes.get("type")?.key ?? fallback?.key ?? { file: module.directory, start: 0, end: 0 };
  const text2 = `var.${name}`;
  if (!declared) return { kind: "unknown", origin: place, reason: "there is no such variable", text: text2 };
  const type = declared.attributes.get("type")?.value.source ?? "";
  if (given) return typed3(given, type);
  if (!fallback) return { kind: "unknown", origin: place, reason: "the variable has no value in the repository", text: text2 };
  if (!passed && isLibrary(module)) {
    return { kind: "unknown", origin: fallback.key, reason: "the variable is the caller's to set", text: text2 };
  }
  return typed3(evaluate3(fallback.value, scopeOf3(instance)), type);
}
function isLibrary({ directory: directory3, isRun }) {
  return directory3.split("/").includes("modules") && !isRun();
}
function typed3(value, type) {
  return /\boptional\(/.test(type) ? open2(value) : value;
}
function open2(value) {
  if (value.kind === "list") return { ...value, items: value.items.map(open2) };
  if (value.kind !== "map") return value;
  const entries = /* @__PURE__ */ new Map();
  for (const [name, entry] of value.entries) entries.set(name, { key: entry.key, value: open2(entry.value) });
  return { ...value, entries, rest: value.rest ?? { kind: "unknown", origin: value.origin, reason: "the variable's type may set it" } };
}
function resourceOf3(instance, block) {
  const repetitions = repetitionsOf(block.body, scopeOf3(instance), evaluate3);
  const [only, ...more] = repetitions;
  if (!only || more.length > 0 || only.kind === "each") return { kind: "unknown", origin: block.place, reason: "there are several of it" };
  const value = computed(bodyOf2(block.body, scopeOf3(instance, only.names), evaluate3));
  return only.kind === "once" ? value : { kind: "list", origin: block.place, items: [value] };
}
function computed(value) {
  if (value.kind !== "map") return value;
  const rest = { kind: "unknown", origin: value.origin, reason: "the deployment fills it in" };
  return mapOf5(value.entries, value.origin, rest);
}
function argumentOf(instance, block, names3, name) {
  return valueIn2(block.body, name, scopeOf3(instance, names3), evaluate3);
}
function expressionIn(instance, expression2, names3) {
  return evaluate3(expression2, scopeOf3(instance, names3));
}

// src/source/terraform/variables.ts
function variableFiles(directory3, reader, parse3) {
  const files = variableFilesOf(directory3, reader);
  const assigned3 = /* @__PURE__ */ new Map();
  const automatic = files.filter((file) => isAutomatic(file, directory3));
  const [first, later] = [automatic.filter(isStandard), automatic.filter((file) => !isStandard(file))];
  for (const path of [...first, ...later]) {
    for (const [name, value] of valuesIn(path, reader, parse3)) assigned3.set(name, value);
  }
  const named = /* @__PURE__ */ new Map();
  for (const path of files.filter((file) => !isAutomatic(file, directory3))) {
    for (const [name, value] of valuesIn(path, reader, parse3)) named.set(name, agreed3(named.get(name), value));
  }
  for (const [name, value] of named) assigned3.set(name, value);
  return assigned3;
}
function isRunItself(directory3, reader) {
  if (variableFilesOf(directory3, reader).length > 0) return true;
  const files = filesIn(directory3, reader).filter(isTerraform);
  return files.some((path) => /^\s*(?:backend\s+"|cloud\s*\{)|^provider\s+"/m.test(reader.source(path)?.text ?? ""));
}
function variableFilesOf(directory3, reader) {
  const below2 = reader.below(directory3);
  const modules = new Set(below2.filter(isTerraform).map(directoryOf4));
  return below2.filter((path) => {
    const isVariables = /\.tfvars(\.json)?$/.test(path) && !/(example|sample|template)/i.test(path.slice(directory3.length));
    const own = directoryOf4(path);
    return isVariables && (own === directory3 || !modules.has(own)) && !isInAnother(own, directory3, modules);
  });
}
function isInAnother(folder, directory3, modules) {
  let current = folder;
  while (current.length > directory3.length) {
    if (modules.has(current)) return true;
    current = directoryOf4(current.slice(0, -1));
  }
  return false;
}
function isStandard(path) {
  return /(^|\/)terraform\.tfvars(\.json)?$/.test(path);
}
function isAutomatic(path, directory3) {
  return /^(terraform\.tfvars|[^/]*\.auto\.tfvars)(\.json)?$/.test(path.slice(directory3.length));
}
function valuesIn(path, reader, parse3) {
  const text2 = wholeText(path, reader.source(path)?.text ?? "");
  if (path.endsWith(".json")) {
    const root = documentIn({ kind: "scalar", origin: { file: path, start: 0, end: 0 }, value: text2.content, text: text2 }, reader.problem);
    return new Map(root?.kind === "map" ? [...root.entries].map(([name, { value }]) => [name, value]) : []);
  }
  const { body, problems } = readHcl(text2, parse3);
  for (const problem of problems) reader.problem(problem);
  const budget3 = { left: 1e5, depth: 0 };
  const scope = { names: /* @__PURE__ */ new Map(), lookup: () => void 0, file: () => void 0, template: () => void 0, budget: budget3 };
  return new Map([...body.attributes].map(([name, { value }]) => [name, evaluate3(value, scope)]));
}
function agreed3(before, value) {
  if (!before) return value;
  const fingerprint2 = fingerprintOf(value);
  if (fingerprint2 !== void 0 && fingerprint2 === fingerprintOf(before)) return before;
  return { kind: "unknown", origin: before.origin, reason: "files of variables differ in it" };
}

// src/source/terraform/module.ts
var resourceTypes = /* @__PURE__ */ new Set([
  ...["helm_release", "aws_eks_addon", "kubectl_manifest", "kubernetes_manifest", "kubernetes_namespace", "kubernetes_namespace_v1"],
  ...["kubernetes_resource_quota", "kubernetes_resource_quota_v1"]
]);
function openLibrary(reader, parse3) {
  const modules = /* @__PURE__ */ new Map();
  const templates = /* @__PURE__ */ new Map();
  const file = (path) => {
    const source2 = reader.source(path);
    return source2 && wholeText(path, source2.text);
  };
  return {
    reader,
    parse: parse3,
    file,
    module: (directory3) => {
      const known15 = modules.get(directory3) ?? readModule(directory3, reader, parse3);
      modules.set(directory3, known15);
      return known15;
    },
    template: (path) => {
      const text2 = templates.has(path) ? void 0 : file(path);
      if (text2) templates.set(path, readTemplate(text2, parse3));
      return templates.get(path);
    }
  };
}
function readModule(directory3, reader, parse3) {
  const blocks = moduleFiles(directory3, reader).flatMap((path) => {
    const { body, problems } = readHcl(wholeText(path, reader.source(path)?.text ?? ""), parse3, isWanted);
    for (const problem of problems) reader.problem(problem);
    return body.blocks;
  });
  const ofType = (type) => blocks.filter((block) => block.type === type);
  return {
    directory: directory3,
    variables: new Map(ofType("variable").map(({ labels, body }) => [labels[0] ?? "", body])),
    locals: new Map(ofType("locals").flatMap(({ body }) => [...body.attributes])),
    resources: ofType("resource"),
    calls: ofType("module"),
    assigned: once(() => variableFiles(directory3, reader, parse3)),
    isRun: once(() => isRunItself(directory3, reader))
  };
}
function moduleFiles(directory3, reader) {
  const files = filesIn(directory3, reader).filter(isTerraform);
  const names3 = new Set(files);
  return files.filter((path) => !names3.has(path.replace(/\.tf$/, ".tofu")) || path.endsWith(".tofu"));
}
function isWanted(type, labels, text2) {
  if (type !== "resource") return type === "variable" || type === "locals" || type === "module";
  return resourceTypes.has(labels[0] ?? "") || text2.includes("local-exec");
}
function writtenAs(expression2) {
  return expression2?.source.replace(/^"|"$/g, "").trim();
}

// src/source/terraform/deployment.ts
var depthLimit13 = 10;
var blockLimit = 2e3;
var budget2 = 2e5;
var callCost = 20;
function deployedBy(root, library, graph) {
  const instance = {
    module: library.module(root),
    library,
    rootDirectory: root,
    callingFile: void 0,
    passed: void 0,
    providers: /* @__PURE__ */ new Map(),
    budget: budgetOf(root, library),
    known: /* @__PURE__ */ new Map()
  };
  const found2 = [];
  collect(instance, graph, found2, []);
  return found2.map((deployed2) => withCluster(deployed2, root, found2));
}
function budgetOf(root, { reader, module }) {
  const place = module(root).calls[0]?.place ?? module(root).resources[0]?.place;
  const message = "This Terraform takes too long to work out; the rest of it is unknown.";
  const spent = () => reader.problem({ code: "terraform-limit", message, ...place && { place } });
  return { left: budget2, depth: 0, spent };
}
function collect(instance, graph, found2, chain) {
  const { module } = instance;
  for (const block of module.resources) {
    for (const { names: names3 } of repetitionsOf(block.body, scopeOf3(instance), evaluate3)) {
      if (found2.length < blockLimit) found2.push(deployed(instance, block, names3));
    }
  }
  for (const block of module.calls) {
    for (const { names: names3 } of repetitionsOf(block.body, scopeOf3(instance), evaluate3)) {
      if (found2.length < blockLimit) collectCall(instance, block, names3, graph, found2, [...chain, module.directory]);
    }
  }
}
function collectCall(instance, block, names3, graph, found2, chain) {
  const address = writtenAs(block.body.attributes.get("source")?.value) ?? "";
  const directory3 = localModule(block.place.file, address, instance.library.reader);
  if (directory3 === void 0) found2.push(deployed(instance, block, names3, address));
  else if (graph.matters(directory3) && !chain.includes(directory3) && chain.length < depthLimit13 && isAffordable(instance.budget)) {
    const child = childOf(instance, block, names3, directory3);
    collect(child, graph, found2, chain);
  }
}
function isAffordable(budget3) {
  if (budget3.left < 0) return false;
  budget3.left -= callCost;
  if (budget3.left < 0) budget3.spent?.();
  return budget3.left >= 0;
}
function childOf(instance, block, names3, directory3) {
  const passed = /* @__PURE__ */ new Map();
  for (const [name, { value }] of block.body.attributes) passed.set(name, expressionIn(instance, value, names3));
  return {
    ...instance,
    module: instance.library.module(directory3),
    callingFile: instance.callingFile ?? block.place.file,
    passed,
    providers: providersOf(instance, block),
    known: /* @__PURE__ */ new Map()
  };
}
function providersOf({ providers }, block) {
  const passed = new Map(providers);
  const written4 = block.body.attributes.get("providers")?.value;
  if (written4?.kind !== "object") return passed;
  for (const { key, value } of written4.items) {
    const outer = writtenAs(value) ?? "";
    passed.set(writtenAs(key) ?? "", providers.get(outer) ?? outer);
  }
  return passed;
}
function deployed(instance, block, names3, address) {
  const known15 = /* @__PURE__ */ new Map();
  const type = address ?? block.labels[0] ?? "";
  return {
    provider: address === void 0 ? providerOf(instance, block, type) : providersOf(instance, block).get("helm") ?? "helm",
    block: {
      type,
      isModule: address !== void 0,
      place: block.place,
      rootFile: instance.callingFile ?? block.place.file,
      broken: block.body.broken,
      at: (name) => block.body.attributes.get(name)?.value.place,
      value: (name) => {
        if (!known15.has(name)) known15.set(name, argumentOf(instance, block, names3, name));
        return known15.get(name);
      }
    }
  };
}
function providerOf({ providers }, block, type) {
  const written4 = writtenAs(block.body.attributes.get("provider")?.value) ?? type.split("_")[0] ?? "";
  return providers.get(written4) ?? written4;
}
function withCluster({ block, provider }, root, all2) {
  const releases = all2.filter((other) => other.block.type === "helm_release" || other.block.isModule);
  const isSplit = new Set(releases.map((other) => other.provider)).size > 1;
  const alias = isSplit ? provider?.split(".")[1] : void 0;
  const place = root.replace(/\/$/, "");
  return { ...block, cluster: alias === void 0 ? void 0 : place === "" ? alias : `${place} (${alias})` };
}

// src/source/terraform/local-scripts.ts
import { posix as posix33 } from "node:path";

// src/source/terraform/local-exec.ts
var placeholder3 = ["${", "TERRAFORM", "}"].join("");
function localCommands(path, reader) {
  const provisioners = reader.terraform(path).flatMap((block) => {
    return itemsAt(block.value("provisioner local-exec")).map((provisioner) => ({ provisioner, rootFile: block.rootFile }));
  });
  return provisioners.flatMap(({ provisioner, rootFile: rootFile2 }) => {
    const command2 = provisioner.kind === "map" ? provisioner.entries.get("command")?.value : void 0;
    const text2 = isShell(provisioner) ? textOf7(command2) : void 0;
    if (!text2 || !runsOnCreation(provisioner)) return [];
    return [{ text: text2, directory: directoryOf6(provisioner, rootFile2, reader), rootFile: rootFile2, environment: environmentOf3(provisioner) }];
  });
}
function runsOnCreation(provisioner) {
  return provisioner.kind === "map" && !provisioner.entries.has("when");
}
function environmentOf3(provisioner) {
  const texts = /* @__PURE__ */ new Map();
  for (const [name, { value }] of entriesAt(provisioner, "environment")) {
    if (value.kind === "scalar" && value.text && /^\w+$/.test(name)) texts.set(name, value.text);
  }
  return texts;
}
function textOf7(command2) {
  if (command2?.kind === "scalar") return command2.text;
  const { partial } = command2 ?? {};
  return partial && withPlaceholders(partial);
}
function withPlaceholders(text2) {
  const parts = text2.content.split(gap);
  const segments = [];
  let inner = 0;
  let outer = 0;
  for (const part of parts) {
    segments.push([inner, outer]);
    inner += part.length;
    outer += part.length;
    segments.push([inner, outer]);
    inner += placeholder3.length;
    outer += 1;
  }
  return innerText(text2, parts.join(placeholder3), segments.slice(0, -1));
}
function isShell(provisioner) {
  const interpreter = stringAt(provisioner, "interpreter", 0);
  return interpreter === void 0 || /(^|\/)(ba|da|k|z)?sh$/.test(interpreter);
}
function directoryOf6(provisioner, rootFile2, reader) {
  const written4 = provisioner.kind === "map" ? provisioner.entries.get("working_dir")?.value : void 0;
  const given = written4 ? stringAt(written4) : ".";
  return given === void 0 ? void 0 : reader.resolve(rootFile2, given);
}

// src/source/terraform/local-scripts.ts
function localScripts(source2, reader) {
  if (!source2.words.has("local-exec")) return [];
  const byRoot = /* @__PURE__ */ new Map();
  for (const found2 of localCommands(source2.path, reader)) {
    const known15 = byRoot.get(found2.rootFile);
    if (known15) known15.push(found2);
    else byRoot.set(found2.rootFile, [found2]);
  }
  return [...byRoot].map(([rootFile2, commands]) => sourceOf2(source2, rootFile2, commands, reader));
}
function sourceOf2({ path, text: text2, words, isAside: isAside2 }, rootFile2, commands, reader) {
  const shells = commands.map((found2) => shellOf2(path, found2));
  const { script } = readHostedScript({ unit: { name: "" }, shells }, (name) => sourced2(path, name, reader));
  const own = { path, text: text2, words, isAside: isAside2, runBy: rootFile2, documents: () => [], scripts: () => [script] };
  const handed = handedSources(own, reader.problem);
  return { ...own, documents: (marker3) => handed.flatMap((each2) => each2.documents(marker3)) };
}
function shellOf2(path, { text: text2, directory: directory3, environment }) {
  const from = posix33.dirname(path);
  return { text: text2, environment, directory: directory3 === void 0 ? unknownDirectory : posix33.relative(from, directory3) };
}
var unknownDirectory = "$";
function sourced2(from, name, reader) {
  const path = reader.resolve(from, name);
  const text2 = path === void 0 ? void 0 : reader.source(path)?.text;
  return path === void 0 || text2 === void 0 ? void 0 : wholeText(path, text2);
}

// src/source/terraform/resource-quota.ts
function isQuota({ type }) {
  return type === "kubernetes_resource_quota" || type === "kubernetes_resource_quota_v1";
}
function quotaOf2(block) {
  const { place } = block;
  const metadata = itemsAt(block.value("metadata"))[0];
  const spec = itemsAt(block.value("spec"))[0];
  if (!metadata || !spec) return void 0;
  const map = (fields) => {
    const written4 = Object.entries(fields).flatMap(([key, value]) => value ? [[key, { key: value.origin, value }]] : []);
    return mapOf5(new Map(written4), place);
  };
  const terms = itemsAt(spec, "scope_selector").flatMap((selector) => itemsAt(selector, "match_expression"));
  const matchExpressions = terms.map((term) => {
    return map({ scopeName: at(term, "scope_name"), operator: at(term, "operator"), values: at(term, "values") });
  });
  return map({
    apiVersion: scalar2("v1", place),
    kind: scalar2("ResourceQuota", place),
    metadata,
    spec: map({
      hard: at(spec, "hard"),
      scopes: at(spec, "scopes"),
      ...terms.length > 0 && { scopeSelector: map({ matchExpressions: listOf(matchExpressions, place) }) }
    })
  });
}

// src/source/terraform/manifests.ts
function manifestsOf(blocks, reader) {
  const manifests2 = blocks.filter((block) => writers.includes(block.type) || isQuota(block));
  if (manifests2.length === 0) return void 0;
  let documents;
  return (marker3) => {
    documents ??= manifests2.flatMap((block) => documentOf5(block, reader));
    return documents.filter(({ text: text2 }) => marker3.test(text2.content));
  };
}
var writers = ["kubectl_manifest", "kubernetes_manifest"];
function documentOf5(block, reader) {
  const root = rootOf2(block, reader);
  if (root?.kind !== "map" || isFromYamlFile(root)) return [];
  return [
    {
      file: block.place.file,
      text: printed2(root, block.place),
      root,
      apiVersion: stringAt(root, "apiVersion"),
      kind: stringAt(root, "kind"),
      name: stringAt(root, "metadata", "name"),
      namespace: stringAt(root, "metadata", "namespace")
    }
  ];
}
function rootOf2(block, reader) {
  if (isQuota(block)) return quotaOf2(block);
  if (block.type === "kubernetes_manifest") return block.value("manifest");
  const written4 = block.value("yaml_body");
  return written4 && documentIn(written4, reader.problem);
}
function isFromYamlFile(root) {
  return isPlace(root.origin) && /\.(ya?ml|json)$/i.test(root.origin.file);
}
function printed2(root, place) {
  const content = JSON.stringify(plain(root), null, 1);
  const segments = [[0, place.start]];
  for (let at2 = content.indexOf("\n"); at2 !== -1; at2 = content.indexOf("\n", at2 + 1)) segments.push([at2 + 1, place.start]);
  return { file: place.file, content, segments };
}

// src/source/terraform.ts
async function withTerraform(reader) {
  const graph = findRootModules(reader);
  if (graph.roots.length === 0) return reader;
  const library = openLibrary(reader, await loadGrammar());
  const blocks = /* @__PURE__ */ new Map();
  for (const block of graph.roots.flatMap((root) => deployedBy(root, library, graph))) {
    const known15 = blocks.get(block.place.file);
    if (known15) known15.push(block);
    else blocks.set(block.place.file, [block]);
  }
  const blocksIn = (path) => blocks.get(path) ?? [];
  const sources = reader.sources.map((source2) => {
    const manifests2 = isTerraform(source2.path) ? manifestsOf(blocksIn(source2.path), reader) : void 0;
    return manifests2 ? { ...source2, text: source2.text, documents: manifests2 } : source2;
  });
  const read3 = reader.withTerraform(sources, blocksIn);
  const commands = sources.flatMap((source2) => isTerraform(source2.path) ? localScripts(source2, read3) : []);
  return commands.length > 0 ? read3.withSources([...sources, ...commands]) : read3;
}

// src/read-tree.ts
async function readTree(root, options, problem) {
  const { configuration } = options;
  const there = await openRepository(options.cwd, root, configuration.exclude, problem, options.open);
  const repository = options.texts ? withTexts(there, options.texts) : there;
  options.progress?.(`reading ${repository.paths.length} files of ${root}`);
  const written4 = openReader(repository, { markers: [...markers, suppressionMarker], problem, istioVersion: configuration.istioVersion });
  const built = await withKustomizeOutput(written4, repository, options.kustomize ?? "auto");
  const reader = await withTerraform(withFlux(built));
  const text2 = (file) => reader.source(file)?.text;
  const clusters = assembleClusters(extract(reader, repository.prefix === "" ? written4 : void 0), {
    configuration,
    platform: options.platform,
    prefix: repository.prefix,
    rootName: basename3(resolve2(options.cwd, root)),
    locate: (place) => locate(text2(place.file) ?? "", place),
    problem
  });
  const deployments = (shown6) => deploymentsOf(shown6, deploymentGraph(written4));
  const suppressions = written4.sources.flatMap(suppressionsIn);
  return { repository, reader, clusters, deployments, files: repository.paths.length, suppressions, text: text2 };
}

// src/report/build.ts
function buildReport(outcome, text2) {
  const count = (severity) => outcome.findings.filter((finding) => finding.severity === severity).length;
  const documents = outcome.clusters.map((cluster) => cluster.document);
  const installs = documents.flatMap((document) => document.installs);
  return {
    summary: {
      files: outcome.files,
      clusters: documents.length,
      installs: installs.length,
      errors: count("error"),
      warnings: count("warning"),
      notes: count("note"),
      suppressed: outcome.suppressed.length,
      unknown: installs.filter((install2) => install2.unknown.length > 0).length
    },
    findings: outcome.findings.map(bounded3),
    suppressed: outcome.suppressed.map(bounded3),
    problems: distinctProblems(outcome.problems, text2),
    clusters: documents,
    deployments: outcome.deployments,
    roots: outcome.roots,
    ownRules: outcome.ownRules
  };
}
function bounded3(finding) {
  const { message, remedy, related, fix, suppression } = finding;
  return {
    ...finding,
    message: clip(message, longestText),
    remedy: clip(remedy, longestText),
    related: related.map((other) => ({ ...other, message: clip(other.message, longestText) })),
    ...fix && fix.title.length > longestText && { fix: { ...fix, title: clip(fix.title, longestText) } },
    ...suppression !== void 0 && { suppression: clip(suppression, longestText) }
  };
}
var longestText = 2e3;
function distinctProblems(problems, text2) {
  const located = /* @__PURE__ */ new Map();
  for (const { code, message, place } of problems) {
    const location = place ? locate(text2(place.file) ?? "", place) : null;
    const key = [code, location?.file, location?.line, location?.column, message].join("\0");
    located.set(key, { code, message: clip(message, longestText), location });
  }
  return [...located.values()].sort(byLocation);
}
function byLocation(one2, other) {
  const files = compare2(one2.location?.file ?? "", other.location?.file ?? "");
  return files || (one2.location?.line ?? 0) - (other.location?.line ?? 0) || compare2(one2.code, other.code);
}
function compare2(one2, other) {
  return one2 < other ? -1 : Number(one2 > other);
}

// src/lint.ts
async function lint(options) {
  return (await check(options)).report;
}
async function check(options, scene = {}) {
  const { configuration, checkRules } = scene.configuration ?? readConfiguration(options.cwd, options.config);
  const baseline = scene.known ?? readBaseline(options.cwd, options.baseline ?? configuration.baseline);
  const given = [...policies, ...options.policies ?? []];
  const { opened, tests } = await startPolicies(options, scene, configuration, given);
  try {
    const problems = [];
    const excluding = { ...configuration, exclude: [...configuration.exclude, ...tests] };
    const reading = { ...options, open: scene.open, texts: scene.texts, configuration: excluding };
    const roots = options.paths?.length ? options.paths : ["."];
    const [own, ...trees2] = await Promise.all([
      opened,
      ...roots.map((root) => readTree(root, reading, (problem) => problems.push(problem)))
    ]);
    const policies2 = [...given, ...own.policies];
    if (own.problems.length === 0) checkRules(policies2.map(({ id }) => id));
    const text2 = (file) => textIn(trees2, file) ?? own.text(file);
    const everyCluster = trees2.flatMap((tree2) => tree2.clusters);
    const clusters = everyCluster.filter(({ document }) => !options.cluster || document.name === options.cluster);
    const judgement = await judge({ options, configuration, policies: policies2, own, trees: trees2, clusters, text: text2 });
    const shown6 = new Set(clusters);
    const outcome = {
      files: trees2.reduce((sum, tree2) => sum + tree2.files, 0),
      clusters,
      ...judgement,
      problems: [
        ...problems,
        ...own.problems,
        ...options.paths?.length ? [] : unusedClusters(configuration, everyCluster),
        ...judgement.problems
      ],
      deployments: () => trees2.flatMap((tree2) => tree2.deployments(tree2.clusters.filter((cluster) => shown6.has(cluster)))),
      roots,
      ownRules: own.policies
    };
    return { report: withBaseline(buildReport(outcome, text2), options.noIgnore ? noBaseline : baseline, options.cluster), text: text2 };
  } finally {
    opened.then(
      (own) => own.close(),
      () => void 0
    );
  }
}
function unusedClusters({ clusters }, found2) {
  const names3 = new Set(found2.map(({ document }) => document.name));
  return clusters.flatMap(({ name, paths, place }) => {
    if (names3.has(name)) return [];
    const reason = paths.length > 0 ? "nothing that its paths match installs anything" : "no cluster is called so";
    return { code: "cluster-unused", message: `The configuration's cluster \`${name}\` is not here: ${reason}.`, place };
  });
}
async function startPolicies(options, scene, configuration, given) {
  const { cwd, policyFiles: files = [] } = options;
  const globs = scene.policyGlobs ?? configuration.policies;
  if (globs.length + files.length === 0) return nothingToStart;
  const { startOwnPolicies } = await import("./own-policies.js");
  return startOwnPolicies(
    { cwd, globs, files, open: scene.openPolicies },
    given.map(({ id }) => id)
  );
}
var nothingToStart = {
  opened: Promise.resolve({
    policies: [],
    problems: [],
    text: () => void 0,
    judge: async () => void 0,
    close: async () => void 0
  }),
  tests: []
};
function textIn(trees2, file) {
  return trees2.map((tree2) => tree2.text(file)).find((found2) => found2 !== void 0);
}

export {
  policies,
  gitEnvironment,
  harmlessGit,
  fileSizeLimit2 as fileSizeLimit,
  fileCountLimit,
  findDirectory,
  lint,
  check
};
