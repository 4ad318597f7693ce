import { expect, it } from "vitest";
import type { Cluster, ClusterDocument } from "../../src/model/cluster.ts";
import type { Violation } from "../../src/model/finding.ts";
import type { Place } from "../../src/model/location.ts";
import type { Policy, PolicyMetadata } from "../../src/model/policy.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import documentJson from "../fixtures/policies-unit/two-installs.json" with { type: "json" };

const document = documentJson as unknown as ClusterDocument;

const script = `#!/bin/sh
curl -sfL https://get.k3s.io | sh -

helm install istio-cni istio/cni --set profile=ambient
helm install ztunnel istio/ztunnel
helm install ztunnel istio/ztunnel
`;

function placeOf(text: string, occurrence = 0): Place {
  let start = script.indexOf(text);
  for (let seen = 0; seen < occurrence; seen++) start = script.indexOf(text, start + 1);
  return { file: "install.sh", start, end: start + text.length };
}

const places: [string, Place][] = [
  ["/installs/0", placeOf("helm install istio-cni")],
  ["/installs/0/effective", placeOf("--set profile=ambient")],
  ["/installs/1", placeOf("helm install ztunnel")],
  ["/evidence/0", placeOf("https://get.k3s.io")],
];

function clusterOf(over: Partial<ClusterDocument> = {}, at: [string, Place][] = places): Cluster {
  const known = new Map(at);
  return { document: { ...document, ...over }, drafts: [], resources: [], placeAt: (pointer) => known.get(pointer || "/installs/0") };
}

function policyOf(violations: readonly Violation[], over: Partial<PolicyMetadata> = {}): Policy {
  const metadata: PolicyMetadata = {
    id: "some-rule",
    title: "Do it right",
    severity: "error",
    description: "It breaks.",
    remedy: "Do it.",
    links: [],
  };
  return { ...metadata, ...over, check: () => violations };
}

const wrong: Violation = { at: "/installs/0/effective/cniConfDir", message: "wrong" };

function judge(clusters: readonly Cluster[], ...policies: readonly Policy[]) {
  return evaluate(clusters, policies, (file) => (file === "install.sh" ? script : undefined));
}

it("gives a violation the place of its pointer or of the closest ancestor", () => {
  const [finding] = judge([clusterOf()], policyOf([wrong])).findings;
  expect(finding).toEqual({
    rule: "some-rule",
    title: "Do it right",
    severity: "error",
    confidence: "high",
    message: "wrong",
    remedy: "Do it.",
    cluster: "prod",
    clusters: ["prod"],
    location: { file: "install.sh", line: 4, column: 34, endLine: 4, endColumn: 55 },
    frame: { firstLine: 3, lines: ["", "helm install istio-cni istio/cni --set profile=ambient", "helm install ztunnel istio/ztunnel"] },
    related: [],
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    docs: "https://github.com/istio-preflight/istio-preflight/blob/main/docs/rules/some-rule.md",
  });
});

it.each(["/nothing/here", "", "no pointer"])("shows a pointer that leads nowhere (%j) at the first install", (at) => {
  expect(judge([clusterOf()], policyOf([{ at, message: "wrong" }])).findings[0]?.location).toMatchObject({ line: 4, column: 1 });
});

it("survives a file that cannot be read any more", () => {
  const { findings } = evaluate([clusterOf()], [policyOf([wrong])], () => undefined);
  expect(findings[0]?.location).toEqual({ file: "install.sh", line: 1, column: 1, endLine: 1, endColumn: 1 });
});

it("shows at most six lines of a finding, and one around them", () => {
  const text = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join("\n");
  const block: Place = { file: "long.yaml", start: text.indexOf("line 10"), end: text.indexOf("line 25") };
  const { findings } = evaluate([clusterOf({}, [["/installs/0", block]])], [policyOf([wrong])], () => text);
  expect(findings[0]?.frame.firstLine).toBe(9);
  expect(findings[0]?.frame.lines.at(-1)).toBe("line 16");
});

it("asks the rules of a platform only on clusters known to be of it", () => {
  const policy = policyOf([wrong], { platforms: ["gke", "k3s"] });
  expect(judge([clusterOf()], policy).findings).toHaveLength(1);
  expect(judge([clusterOf({ platform: "eks" }), clusterOf({ platform: null })], policy).findings).toEqual([]);
});

it("asks the rules of ambient only where ambient is known to be on", () => {
  const policy = policyOf([wrong], { ambient: true });
  expect(judge([clusterOf()], policy).findings).toHaveLength(1);
  expect(judge([clusterOf({ ambient: false }), clusterOf({ ambient: null })], policy).findings).toEqual([]);
});

it("holds a violation against the version of its own install", () => {
  const both = [wrong, { at: "/installs/1/namespace", message: "wrong" }];
  const lines = (versions: string) => judge([clusterOf()], policyOf(both, { versions })).findings.map(({ location }) => location.line);
  expect(lines(">=1.25")).toEqual([4]);
  expect(lines("<1.25")).toEqual([5]);
  expect(lines(">=1.31")).toEqual([]);
});

it("holds a violation elsewhere against every install of the cluster", () => {
  const elsewhere = [{ at: "/resources/0", message: "wrong" }];
  expect(judge([clusterOf()], policyOf(elsewhere, { versions: ">=1.29" })).findings).toHaveLength(1);
  expect(judge([clusterOf()], policyOf(elsewhere, { versions: ">=1.30" })).findings).toEqual([]);
});

it.each([
  ["evidence", "strong", "error", "high"],
  ["evidence", "medium", "warning", "medium"],
  ["declared", "medium", "warning", "medium"],
  ["evidence", "weak", "warning", "low"],
  ["configuration", null, "error", "high"],
  ["flag", null, "error", "high"],
] as const)("weighs a platform known from %s (%s) as %s", (platformSource, platformStrength, severity, confidence) => {
  const cluster = clusterOf({ platformSource, platformStrength });
  expect(judge([cluster], policyOf([wrong], { platforms: ["k3s"] })).findings[0]).toMatchObject({ severity, confidence });
  expect(judge([cluster], policyOf([wrong])).findings[0]).toMatchObject({ severity: "error", confidence: "high" });
});

it("lets a violation weigh less than its policy, and never more than the evidence allows", () => {
  const medium = clusterOf({ platformStrength: "medium" });
  const note = policyOf([{ ...wrong, severity: "note" }], { platforms: ["k3s"] });
  expect(judge([medium], note).findings[0]?.severity).toBe("note");
  const error = policyOf([{ ...wrong, severity: "error" }], { platforms: ["k3s"], severity: "note" });
  expect(judge([medium], error).findings[0]?.severity).toBe("warning");
});

it("says what proves the platform, but only where the rule rests on it and the repository proves it", () => {
  const related = (cluster: Cluster, over: Partial<PolicyMetadata>) => judge([cluster], policyOf([wrong], over)).findings[0]?.related;
  expect(related(clusterOf(), { platforms: ["k3s"] })).toEqual([
    {
      message: "the platform is k3s: K3s is installed here",
      location: { file: "install.sh", line: 2, column: 11, endLine: 2, endColumn: 29 },
    },
  ]);
  expect(related(clusterOf(), {})).toEqual([]);
  expect(related(clusterOf({ platformSource: "flag" }), { platforms: ["k3s"] })).toEqual([]);
});

it("relates the pointers of a violation, but not the finding's own place", () => {
  const related = [
    { at: "/installs/1/namespace", message: "and here" },
    { at: "/installs/0/effective/cniBinDir", message: "the same place" },
  ];
  const [finding] = judge([clusterOf()], policyOf([{ ...wrong, related }])).findings;
  expect(finding?.related.map(({ message, location }) => [message, location.line])).toEqual([["and here", 5]]);
});

it("orders by cluster, file, line, column and rule", () => {
  const here = { at: "/installs/0", message: "a" };
  const clusters = [clusterOf({ name: "b" }), clusterOf({ name: "a" })];
  const policies = [
    policyOf([{ at: "/installs/1", message: "" }, wrong, here], { id: "x" }),
    policyOf([{ ...here, message: "b" }], { id: "a" }),
  ];
  const shared = judge(clusters.slice(1), ...policies).findings.map(({ rule, location }) => [location.line, location.column, rule]);
  expect(shared).toEqual([
    [4, 1, "a"],
    [4, 1, "x"],
    [4, 34, "x"],
    [5, 1, "x"],
  ]);
  const named = judge(
    [clusters[0], clusters[1]].filter((cluster) => cluster !== undefined),
    policyOf([wrong]),
  ).findings;
  expect(named.map(({ cluster }) => cluster)).toEqual(["a"]);
});

it("reports what several clusters share once, with its greatest weight", () => {
  const policy = policyOf([wrong], { platforms: ["k3s"] });
  const { findings } = judge([clusterOf({ platformStrength: "medium" }), clusterOf()], policy);
  expect(findings.map(({ severity }) => severity)).toEqual(["error"]);
});

it("goes on with other rules where one fails, and says which", () => {
  const broken: Policy = {
    ...policyOf([], { id: "broken" }),
    *check() {
      yield wrong;
      throw new Error("no such thing");
    },
  };
  const { findings, problems } = judge([clusterOf()], broken, policyOf([wrong]));
  expect(findings.map(({ rule }) => rule)).toEqual(["broken", "some-rule"]);
  expect(problems).toEqual([{ code: "policy-failed", message: "rule broken failed on cluster prod: no such thing" }]);
});

it("keeps a finding's name when lines move, and tells twins apart", () => {
  const twins: [string, Place][] = [
    ["/installs/0", placeOf("helm install ztunnel")],
    ["/installs/1", placeOf("helm install ztunnel", 1)],
  ];
  const policy = policyOf([
    { at: "/installs/0", message: "wrong" },
    { at: "/installs/1", message: "wrong" },
  ]);
  const before = judge([clusterOf({}, twins)], policy).findings.map(({ fingerprint }) => fingerprint);
  const moved = twins.map(([pointer, place]): [string, Place] => [pointer, { ...place, start: place.start + 9, end: place.end + 9 }]);
  const after = evaluate([clusterOf({}, moved)], [policy], () => `# a note\n${script}`).findings.map(({ fingerprint }) => fingerprint);
  expect(after).toEqual(before);
  expect(new Set(before).size).toBe(2);
  const other = judge([clusterOf({}, twins)], { ...policy, id: "other-rule" }).findings.map(({ fingerprint }) => fingerprint);
  expect(other).not.toContain(before[0]);
});
