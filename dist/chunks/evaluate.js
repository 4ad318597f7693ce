import {
  locate,
  sliceLines
} from "./fault.js";
import {
  readPointer
} from "./template.js";
import {
  escapePointer
} from "./cursor.js";
import {
  findPointerPlace
} from "./cluster.js";
import {
  TooManyComparisons,
  shareComparisons
} from "./comparisons.js";
import {
  isInRange
} from "./version-range.js";

// src/policy/custom-proposal.ts
function proposeOwnFix(document, { fix }, { at }) {
  const index = Number(/^\/installs\/(\d+)/.exec(at)?.[1]);
  const install = document.installs[index];
  if (!fix || !install) return void 0;
  if (fix.tools && !fix.tools.includes(install.tool)) return void 0;
  if (fix.versions !== void 0 && !isInRange(install.version, fix.versions)) return void 0;
  if (install.tool === "rendered") return proposeRenderedFix(install, fix, at);
  const pointers = (fix.remove ?? []).map(
    (path) => path.split(".").map((step) => `/${escapePointer(step)}`).join("")
  );
  const written = pointers.filter((pointer) => readPointer(install.values, pointer) !== void 0);
  const removals = written.map((pointer) => ({ remove: `/installs/${index}/values${pointer}` }));
  const values = Object.entries(fix.set).map(([path, value]) => `\`${path}: ${value}\``);
  return { title: `Set ${values.join(" and ")}`, changes: [...removals, { install: index, set: fix.set }] };
}
function proposeRenderedFix({ effective }, { set }, at) {
  const [value, ...others] = Object.values(set);
  const was = effective?.[at.slice(at.lastIndexOf("/") + 1)];
  if (typeof value !== "boolean" || typeof was !== "boolean" || others.length > 0) return void 0;
  return { title: `Write \`${value}\``, changes: [{ replace: at, was, with: String(value) }] };
}

// src/policy/fingerprint.ts
function computeFingerprint(...parts) {
  let hash = 0xcbf29ce484222325n;
  for (const unit of parts.join("\0")) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

// src/policy/joined-fix.ts
function joinFixes([first, ...others]) {
  let joined = first;
  for (const fix of others) if (joined && fix.title === joined.title) joined = joinTwo(joined, fix);
  return joined;
}
function joinTwo(one, other) {
  const known = new Set(one.edits.map(keyEdit));
  const further = other.edits.filter((edit) => !known.has(keyEdit(edit)));
  if (further.length === 0) return one;
  const edits = [...one.edits, ...further].sort(
    (a, b) => a.file === b.file ? a.start - b.start || a.end - b.end : a.file < b.file ? -1 : 1
  );
  const areApart = edits.every((edit, index) => index === 0 || isAfter(edits[index - 1], edit));
  if (!areApart) return one;
  const doubtful = [one, other].find(({ safe }) => !safe);
  const { reason: _, ...rest } = one;
  return { ...rest, edits, safe: !doubtful, ...doubtful?.reason !== void 0 && { reason: doubtful.reason } };
}
function isAfter(before, edit) {
  return before.file !== edit.file || before.end <= edit.start && before.start < edit.start;
}
function keyEdit({ file, start, end, text }) {
  return JSON.stringify([file, start, end, text]);
}

// src/policy/join.ts
var ranks = {
  severity: { error: 0, warning: 1, note: 2 },
  confidence: { high: 0, medium: 1, low: 2 }
};
function joinFindings(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const { file, line, column } = finding.location;
    const key = JSON.stringify([finding.rule, file, line, column]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(mergeFindings);
}
function mergeFindings([first, ...others]) {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const { severity, confidence, message } = all.reduce(
    (gravest, finding) => rankFinding(finding) < rankFinding(gravest) ? finding : gravest
  );
  const besides = all.filter((finding) => finding.message !== message);
  const related = [
    ...besides.map((finding) => ({ location: finding.location, message: finding.message })),
    ...all.flatMap((finding) => finding.related)
  ];
  const clusters = [...new Set(all.map(({ cluster }) => cluster))];
  const fix = first.fix && joinFixes(all.flatMap((finding) => finding.fix ?? []));
  const shared = { severity, confidence, message, clusters, related: dropRepeatedRelated(related).slice(0, mostRelated) };
  return { ...first, ...shared, ...fix && { fix } };
}
var mostRelated = 20;
function rankFinding({ severity, confidence }) {
  return ranks.severity[severity] * 3 + ranks.confidence[confidence];
}
function dropRepeatedRelated(related) {
  const keyOf = ({ location: { file, line, column }, message }) => JSON.stringify([file, line, column, message]);
  return [...new Map(related.map((one) => [keyOf(one), one])).values()];
}
function nameFindings(findings) {
  const counts = /* @__PURE__ */ new Map();
  const names = /* @__PURE__ */ new Map();
  for (const finding of findings.toSorted(compareByPosition)) {
    const { rule, location, frame } = finding;
    const line = (frame.lines[location.line - frame.firstLine] ?? "").trim();
    const key = JSON.stringify([rule, location.file, line]);
    const occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, occurrence);
    names.set(finding, computeFingerprint(key, String(occurrence)));
  }
  return findings.map((finding) => ({ ...finding, fingerprint: names.get(finding) ?? "" }));
}
function compareByPosition({ location: one }, { location: other }) {
  return one.line - other.line || one.column - other.column;
}

// src/policy/evaluate.ts
var noRepair = { fixOf: () => void 0, settle: (proposed) => proposed.map(({ fix }) => fix) };
function evaluate(clusters, policies, text, { fixOf, settle } = noRepair) {
  const problems = [];
  const found = [];
  const proposed = [];
  shareComparisons(clusters.map(({ document }) => document));
  for (const cluster of clusters) {
    const failures = [];
    for (const { policy, ...verdict } of withEffects(policies.map((policy2) => ({ policy: policy2, ...runPolicy(cluster, policy2) })))) {
      for (const violation of verdict.violations) {
        const fix = makeFix(cluster, policy, violation, fixOf);
        if (fix) proposed.push({ fix, rule: policy.id, cluster });
        found.push(...locateFinding(cluster, policy, violation, text).map((finding) => fix ? { ...finding, fix } : finding));
      }
      if (verdict.failure !== void 0) failures.push(verdict.failure);
    }
    problems.push(...dropRepeats(failures));
  }
  const findings = withFixes(found, proposed, settle(proposed));
  const yielding = new Set(policies.filter((policy) => policy.yields).map(({ id }) => id));
  return { findings: nameFindings(dropYielding(joinFindings(findings.sort(compareByPlace)), yielding)), problems };
}
function makeFix(cluster, policy, violation, fixOf) {
  const proposal = violation.fix === void 0 ? proposeOwnFix(cluster.document, policy, violation) : violation.fix;
  return proposal ? fixOf(cluster, proposal) : void 0;
}
function withFixes(findings, proposed, settled) {
  const fixes = new Map(proposed.map(({ fix }, index) => [fix, settled[index] ?? fix]));
  return findings.map((finding) => finding.fix ? { ...finding, fix: fixes.get(finding.fix) ?? finding.fix } : finding);
}
var PolicyFailure = class extends Error {
  place;
  constructor(message, place) {
    super(message);
    this.place = place;
  }
};
function withEffects(verdicts) {
  const effects = new Set(verdicts.flatMap(({ violations }) => violations.flatMap((violation) => violation.effects ?? [])));
  if (effects.size === 0) return [...verdicts];
  const isEffect = ({ at, effects: own }) => effects.has(at) && own === void 0;
  const told = /* @__PURE__ */ new Map();
  for (const { at, message } of verdicts.flatMap(({ violations }) => violations.filter(isEffect))) {
    told.set(at, [...told.get(at) ?? [], { at, message }]);
  }
  return verdicts.map((verdict) => ({
    ...verdict,
    violations: verdict.violations.filter((violation) => !isEffect(violation)).map((violation) => withRelated(violation, told))
  }));
}
function withRelated(violation, told) {
  const effects = (violation.effects ?? []).flatMap((at) => told.get(at) ?? []);
  return effects.length === 0 ? violation : { ...violation, related: [...violation.related ?? [], ...effects] };
}
function runPolicy(cluster, policy) {
  const { document } = cluster;
  const violations = [];
  try {
    if (!isConcerned(document, policy)) return { violations };
    for (const violation of policy.check(document)) {
      if (!isInVersions(document, policy, violation)) continue;
      if (violations.length === mostViolations && isBuiltIn(policy))
        return { violations, failure: describeExcessFindings(cluster, policy, violation) };
      violations.push(violation);
    }
    return { violations };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof TooManyComparisons) return { violations, failure: describeComparisons(cluster, error) };
    const message = `rule ${policy.id} failed on cluster ${document.name}: ${reason}`;
    return { violations, failure: { code: "policy-failed", message, ...error instanceof PolicyFailure && { place: error.place } } };
  }
}
var mostViolations = 1e3;
function isBuiltIn({ page }) {
  return page === void 0;
}
function describeExcessFindings(cluster, policy, { at }) {
  const place = findPointerPlace(cluster, at);
  const name = cluster.document.name;
  const message = `Rule \`${policy.id}\` has more than ${mostViolations} findings in cluster \`${name}\`; from here on they are not shown.`;
  return { code: "findings-limit", message, ...place && { place } };
}
function describeComparisons(cluster, { message, at }) {
  const place = findPointerPlace(cluster, at);
  return { code: "comparisons-limit", message: `Cluster \`${cluster.document.name}\`: ${message}.`, ...place && { place } };
}
function dropRepeats(failures) {
  const first = failures.find(({ code }) => code === "comparisons-limit");
  return failures.filter((failure) => failure.code !== "comparisons-limit" || failure === first);
}
function isConcerned(document, policy) {
  if (policy.ambient && document.ambient !== true) return false;
  return !policy.platforms || document.platform !== null && policy.platforms.includes(document.platform);
}
function isInVersions(document, policy, violation) {
  const range = policy.versions;
  if (range === void 0) return true;
  const index = /^\/installs\/(\d+)/.exec(violation.at)?.[1];
  const installs = index === void 0 ? document.installs : document.installs.slice(Number(index), Number(index) + 1);
  return installs.some((install) => isInRange(install.version, range));
}
var docs = "https://github.com/istio-preflight/istio-preflight/blob/main/docs/rules";
function linkDocs(rule) {
  return `${docs}/${rule}.md`;
}
function locateFinding(cluster, policy, violation, text) {
  const location = locatePointer(cluster, violation.at, text);
  if (!location) return [];
  const confidence = rateConfidence(cluster.document, policy);
  const own = violation.severity ?? policy.severity;
  return [
    {
      rule: policy.id,
      title: policy.title,
      severity: confidence !== "high" && own === "error" ? "warning" : own,
      confidence,
      message: violation.message,
      remedy: violation.remedy ?? policy.remedy,
      cluster: cluster.document.name,
      clusters: [cluster.document.name],
      location,
      frame: cutFrame(location, text(location.file) ?? ""),
      related: locateRelated(cluster, policy, violation, location, text),
      docs: policy.page ?? linkDocs(policy.id)
    }
  ];
}
function rateConfidence({ platformSource, platformStrength }, policy) {
  if (!policy.platforms || platformSource === "flag" || platformSource === "configuration") return "high";
  if (platformStrength === "strong") return "high";
  return platformStrength === "medium" ? "medium" : "low";
}
function locatePointer(cluster, pointer, text) {
  const place = findPointerPlace(cluster, pointer);
  return place && locateInText(text(place.file) ?? "", place);
}
function locateInText(text, place) {
  const start = Math.min(place.start, text.length);
  return locate(text, { file: place.file, start, end: Math.min(place.end, text.length) });
}
var longestFrame = 6;
function cutFrame(location, text) {
  const firstLine = Math.max(1, location.line - 1);
  const last = Math.min(location.endLine, location.line + longestFrame - 1) + 1;
  return { firstLine, lines: sliceLines(text, firstLine, last) };
}
function locateRelated(cluster, policy, violation, own, text) {
  const pointers = [...violation.related ?? [], ...policy.platforms ? listPlatformEvidence(cluster.document) : []];
  const related = /* @__PURE__ */ new Map();
  for (const { at, message } of pointers) {
    const place = findPointerPlace(cluster, at);
    if (!place) continue;
    const location = locateInText(text(place.file) ?? "", place);
    const key = `${location.file}:${location.line}:${location.column}`;
    if (key !== `${own.file}:${own.line}:${own.column}` && !related.has(key)) related.set(key, { location, message });
  }
  return [...related.values()];
}
var strengthRanks = { strong: 0, medium: 1, weak: 2 };
function listPlatformEvidence({ platform, platformSource, evidence }) {
  if (platformSource !== "evidence" && platformSource !== "declared") return [];
  const pieces = [...evidence.entries()].filter(([, piece]) => piece.platform === platform);
  pieces.sort(([, a], [, b]) => strengthRanks[a.strength] - strengthRanks[b.strength]);
  const shown = pieces[0]?.[1].strength === "strong" ? 1 : 2;
  return pieces.slice(0, shown).map(([index, { message }]) => ({ at: `/evidence/${index}`, message: `the platform is ${platform}: ${message}` }));
}
function compareByPlace(a, b) {
  return compareText(a.cluster, b.cluster) || compareText(a.location.file, b.location.file) || a.location.line - b.location.line || a.location.column - b.location.column || compareText(a.rule, b.rule) || ranks.severity[a.severity] - ranks.severity[b.severity];
}
function compareText(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
function dropYielding(findings, yielding) {
  const keyOf = ({ location: { file, line, column } }) => JSON.stringify([file, line, column]);
  const told = new Set(findings.filter(({ rule }) => !yielding.has(rule)).map(keyOf));
  return findings.filter((finding) => !yielding.has(finding.rule) || !told.has(keyOf(finding)));
}

export {
  evaluate,
  PolicyFailure,
  isConcerned,
  linkDocs
};
