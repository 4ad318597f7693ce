import {
  clusterName,
  hasPlatformRules,
  inClusters
} from "./wording.js";
import {
  xml
} from "./escape.js";
import "./runtime.js";

// src/report/junit.ts
function junitReport(report) {
  const groups = inClusters(report.findings);
  const suites = report.clusters.map((cluster) => writeSuite(cluster, groups.get(cluster.name) ?? []));
  const total = { tests: countCases(report.clusters, groups), failures: countFailures(report.clusters, groups) };
  return `<?xml version="1.0" encoding="UTF-8"?>
${element("testsuites", { name: "istio-preflight", ...total }, suites)}
`;
}
function countCases(clusters, groups) {
  return clusters.reduce((sum, cluster) => sum + Math.max(1, groups.get(cluster.name)?.length ?? 0) + Number(isOpen(cluster)), 0);
}
function countFailures(clusters, groups) {
  return clusters.reduce((sum, { name }) => sum + (groups.get(name)?.length ?? 0), 0);
}
function writeSuite(cluster, findings) {
  const name = clusterName(cluster.name);
  const found = findings.length > 0 ? findings.map((finding) => writeCase(finding, name)) : [passed(cluster, name)];
  const skipped = isOpen(cluster) ? [skippedCase(cluster, name)] : [];
  const cases = [...found, ...skipped];
  return element("testsuite", { name, tests: cases.length, failures: findings.length, errors: 0, skipped: skipped.length }, cases);
}
function skippedCase({ platformLikely: likely }, classname) {
  const message = likely ? `the platform is probably ${likely.platform}, because ${likely.message} (${likely.file}:${likely.line}); it is not confirmed` : "the platform is unknown";
  return element("testcase", { name: "rules of single platforms", classname }, [element("skipped", { message })]);
}
function isOpen(cluster) {
  return cluster.platform === null && cluster.installs.some(({ component }) => hasPlatformRules(component));
}
function passed({ installs }, name) {
  return element("testcase", { name: `${installs.length} installs without mistakes`, classname: name });
}
function writeCase({ rule, location, severity, message, remedy, docs }, classname) {
  const place = `${location.file}:${location.line}:${location.column}`;
  const text = [place, message, ...remedy === "" ? [] : [`Fix: ${remedy}`], docs].join("\n");
  const failure = element("failure", { type: severity, message }, [xml(text)]);
  return element("testcase", { name: `${rule} at ${place}`, classname, file: location.file, line: location.line }, [failure]);
}
function element(name, attributes, children = []) {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value)).replaceAll("\n", " ")}"`);
  if (children.length === 0) return `<${name}${pairs.join("")}/>`;
  const inner = name === "failure" ? children.join("") : `
${children.join("\n")}
`;
  return `<${name}${pairs.join("")}>${inner}</${name}>`;
}
export {
  junitReport
};
