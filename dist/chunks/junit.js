import {
  clusterName,
  hasPlatformRules,
  inClusters,
  renderErrorText,
  sortedProblems
} from "./wording.js";
import {
  xml
} from "./escape.js";
import "./runtime.js";

// src/report/junit.ts
function junitReport(report) {
  const groups = inClusters(report.findings);
  const { unread } = sortedProblems(report.problems);
  const suites = [...report.clusters.map((cluster) => writeSuite(cluster, groups.get(cluster.name) ?? [])), ...unreadSuite(unread)];
  const total = {
    tests: report.clusters.reduce((sum, cluster) => sum + countCases(cluster, groups.get(cluster.name) ?? []), unread.length),
    failures: countFailures(report.clusters, groups)
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
${element("testsuites", { name: "istio-preflight", ...total }, suites)}
`;
}
function countFailures(clusters, groups) {
  return clusters.reduce((sum, { name }) => sum + (groups.get(name)?.length ?? 0), 0);
}
function writeSuite(cluster, findings) {
  const name = clusterName(cluster.name);
  const skipped = listSkipped(cluster, findings, name);
  const rendered = cluster.installs.filter(({ renderError }) => renderError === null).length;
  const passed = findings.length === 0 && rendered > 0 ? [passedCase(rendered, name)] : [];
  const cases = [...findings.map((finding) => writeCase(finding, name)), ...passed, ...skipped];
  return element("testsuite", { name, tests: cases.length, failures: findings.length, errors: 0, skipped: skipped.length }, cases);
}
function countCases(cluster, findings) {
  const passed = findings.length === 0 && cluster.installs.some(({ renderError }) => renderError === null) ? 1 : 0;
  return findings.length + passed + listSkipped(cluster, findings, "").length;
}
function listSkipped(cluster, findings, name) {
  const unrendered = findings.length > 0 ? [] : cluster.installs.filter(({ renderError }) => renderError !== null);
  const cases = unrendered.map(
    ({ component, file, line, renderError }) => element("testcase", { name: `${component} at ${file}:${line}`, classname: name, file, line }, [
      element("skipped", { message: `the chart does not render: ${renderError ? renderErrorText(renderError) : ""}` })
    ])
  );
  return [...cases, ...isOpen(cluster) ? [skippedCase(cluster, name)] : []];
}
function unreadSuite(unread) {
  if (unread.length === 0) return [];
  const name = "installs that are not read";
  const cases = unread.map(({ message, location }) => {
    const at = location ? `${location.file}:${location.line}` : "this repository";
    return element("testcase", { name: at, classname: name, ...location && { file: location.file, line: location.line } }, [
      element("skipped", { message })
    ]);
  });
  return [element("testsuite", { name, tests: cases.length, failures: 0, errors: 0, skipped: cases.length }, cases)];
}
function skippedCase({ platformLikely: likely }, classname) {
  const message = likely ? `the platform is probably ${likely.platform}, because ${likely.message} (${likely.file}:${likely.line}); it is not confirmed` : "the platform is unknown";
  return element("testcase", { name: "rules of single platforms", classname }, [element("skipped", { message })]);
}
function isOpen(cluster) {
  return cluster.platform === null && cluster.installs.some(({ component }) => hasPlatformRules(component));
}
function passedCase(installs, name) {
  return element("testcase", { name: `${installs} installs without mistakes`, classname: name });
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
