import {
  globFault,
  locate,
  readYaml,
  wholeText
} from "./glob.js";
import {
  platforms
} from "./cluster.js";
import {
  at,
  entriesAt,
  isPlace,
  itemsAt,
  placeAt,
  stringAt
} from "./cursor.js";
import {
  UsageError,
  wrongAt
} from "./usage-error.js";
import {
  isVersion
} from "./versions.js";

// src/model/baseline.ts
var noBaseline = { file: "", text: "", findings: [] };
var baselineReason = "baseline";
function isKnown({ suppression }) {
  return suppression === baselineReason;
}

// src/baseline/parse.ts
var schema = "https://github.com/istio-preflight/istio-preflight/blob/main/schemas/baseline.schema.json";
function parseBaseline(file, text) {
  const fail = (message) => {
    throw new UsageError(
      `${file}: ${message} Remove the file, and \`istio-preflight --write-baseline --baseline ${file}\` writes it anew.`
    );
  };
  const document = parseJson(text);
  if (!isMap(document)) return fail("A baseline is a JSON object.");
  const unknown = Object.keys(document).find((key) => !["$schema", "schemaVersion", "findings"].includes(key));
  if (unknown !== void 0) return fail(`Unknown key ${JSON.stringify(unknown.slice(0, 100))}.`);
  if (document.schemaVersion !== 1) return fail("This version of istio-preflight reads baselines with `schemaVersion` 1 alone.");
  if (!Array.isArray(document.findings)) return fail("`findings` must be a list.");
  const findings = document.findings.map(
    (item, index) => knownFinding(item) ?? fail(`Entry ${index + 1} of \`findings\` is none.`)
  );
  return { file, text, findings };
}
function baselineText(findings) {
  const entries = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return `${JSON.stringify({ $schema: schema, schemaVersion: 1, findings: [...entries.values()].sort(byFile) }, null, 2)}
`;
}
function knownOf({ fingerprint, rule, location, cluster, message }) {
  const clipped = (text) => text.slice(0, longest);
  return { fingerprint, rule: clipped(rule), file: clipped(location.file), cluster: clipped(cluster), message: clipped(message) };
}
function offsetsOf({ text, findings }) {
  let offset = 0;
  return findings.map(({ fingerprint }) => {
    const found = text.indexOf(`"${fingerprint}"`, offset);
    if (found >= 0) offset = found + 1;
    return Math.max(0, offset - 1);
  });
}
function parseJson(text) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return void 0;
  }
}
var keys = ["fingerprint", "rule", "file", "cluster", "message"];
var longest = 1e4;
function knownFinding(item) {
  if (!isMap(item) || Object.keys(item).length !== keys.length) return void 0;
  const [fingerprint, rule, file, cluster, message] = keys.map((key) => Object.hasOwn(item, key) ? item[key] : void 0);
  const texts = [fingerprint, rule, file, cluster, message];
  if (!texts.every((text) => typeof text === "string" && text.length <= longest)) return void 0;
  if (!/^[0-9a-f]{16}$/.test(String(fingerprint))) return void 0;
  return {
    fingerprint: String(fingerprint),
    rule: String(rule),
    file: String(file),
    cluster: String(cluster),
    message: String(message)
  };
}
function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function byFile(one, other) {
  const pairs = [
    [one.file, other.file],
    [one.rule, other.rule],
    [one.cluster, other.cluster],
    [one.fingerprint, other.fingerprint]
  ];
  for (const [left, right] of pairs) if (left !== right) return left < right ? -1 : 1;
  return 0;
}

// src/baseline/apply.ts
function withBaseline(report, baseline, cluster) {
  if (baseline.findings.length === 0) return report;
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const findings = report.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const suppressed = report.findings.filter(({ fingerprint }) => known.has(fingerprint)).map((finding) => ({ ...finding, suppression: baselineReason }));
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), notes: count("note") };
  return {
    ...report,
    summary: { ...report.summary, ...counts, suppressed: report.summary.suppressed + suppressed.length },
    findings,
    suppressed: [...report.suppressed, ...suppressed],
    problems: [...report.problems, ...staleEntries(report, baseline, cluster)]
  };
}
function isLookedFor({ file, cluster }, roots, onlyCluster) {
  if (onlyCluster !== void 0 && cluster !== onlyCluster) return false;
  return roots.some((root) => {
    const path = root.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
    return path === "" || path === "." || file === path || file.startsWith(`${path}/`);
  });
}
function staleEntries({ findings, suppressed, roots }, baseline, cluster) {
  const found = new Set([...findings, ...suppressed].map(({ fingerprint }) => fingerprint));
  const offsets = offsetsOf(baseline);
  return baseline.findings.flatMap((entry, index) => {
    if (found.has(entry.fingerprint) || !isLookedFor(entry, roots, cluster)) return [];
    const start = offsets[index] ?? 0;
    const location = locate(baseline.text, { file: baseline.file, start, end: start });
    const message = `The baseline lists \`${entry.rule}\` in ${entry.file}, which is no longer found; remove it with \`--write-baseline\`.`;
    return [{ code: "baseline-stale", message, location }];
  });
}

// src/baseline/file.ts
import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
var baselineFile = ".istio-preflight-baseline.json";
var baselineLimit = 5 * 1024 * 1024;
function readBaseline(cwd, file) {
  if (file === void 0) return noBaseline;
  const read = readBaselineIfAny(cwd, file);
  if (!read)
    throw new UsageError(`The baseline ${file} does not exist; \`istio-preflight --write-baseline --baseline ${file}\` writes one.`);
  return read;
}
function readBaselineIfAny(cwd, file) {
  const path = pathOf(cwd, file);
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) return void 0;
  if (!status.isFile() || status.size > baselineLimit) throw new UsageError(`The baseline ${file} must be a plain file of up to 5 MiB.`);
  return parseBaseline(shownPath(cwd, path), readFileSync(path, "utf8"));
}
function pathOf(cwd, file) {
  const path = resolve(cwd, file);
  const shown = shownPath(cwd, path);
  if (shown === "" || shown.startsWith("../") || resolve(cwd, shown) !== path) throw outside(file);
  const directory = dirname(path);
  if (!lstatSync(directory, { throwIfNoEntry: false })) throw new UsageError(`The directory of the baseline ${file} does not exist.`);
  if (realpathSync(directory) !== join(realpathSync(cwd), dirname(shown))) throw outside(file);
  return path;
}
function outside(file) {
  return new UsageError(`The baseline ${file} must lie in the working directory, and not behind a link.`);
}
function shownPath(cwd, path) {
  return relative(cwd, path).split(sep).join("/");
}

// src/model/nearest-name.ts
function nearestName(written, names) {
  let nearest;
  let least = Math.min(2, Math.ceil(written.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= least) continue;
    const away = distance(written.toLowerCase(), name.toLowerCase());
    if (away < least) [nearest, least] = [name, away];
  }
  return nearest;
}
function distance(one, other) {
  const [rows, columns] = [[...one], [...other]];
  let before = [];
  let above = Array.from({ length: columns.length + 1 }, (_, column) => column);
  for (const [row, letter] of rows.entries()) {
    const current = [row + 1];
    for (const [column, against] of columns.entries()) {
      const replaced = (above[column] ?? 0) + (letter === against ? 0 : 1);
      const isSwapped = letter === columns[column - 1] && rows[row - 1] === against;
      const swapped = isSwapped ? (before[column - 1] ?? 0) + 1 : replaced;
      current.push(Math.min(replaced, swapped, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    [before, above] = [above, current];
  }
  return above.at(-1) ?? 0;
}

// src/source/links.ts
import { lstatSync as lstatSync2, realpathSync as realpathSync2 } from "node:fs";
import { dirname as dirname2, isAbsolute, relative as relative2, resolve as resolve2, sep as sep2 } from "node:path";
function leadsOut(directory, path) {
  if (!isBelow(resolve2(directory), resolve2(directory, path))) return false;
  const [real, top] = [realPath(resolve2(directory, path)), realPath(directory)];
  return real !== void 0 && top !== void 0 && !isBelow(top, real);
}
function isLinked(directory, path) {
  const top = resolve2(directory);
  const full = resolve2(directory, path);
  if (!isBelow(top, full)) return false;
  for (let place = full; place !== top; place = dirname2(place)) {
    if (lstatSync2(place, { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  }
  return false;
}
function outwardLinks(root) {
  const directories = /* @__PURE__ */ new Map([["", false]]);
  const isOut = (directory) => {
    const known = directories.get(directory);
    if (known !== void 0) return known;
    const full = `${root}/${directory}`;
    const target = lstatSync2(full, { throwIfNoEntry: false })?.isSymbolicLink() ? realPath(full) : root;
    const answer = isOut(parentOf(directory)) || target === void 0 || !isBelow(root, target);
    directories.set(directory, answer);
    return answer;
  };
  return (path) => isOut(parentOf(path));
}
function parentOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function isBelow(top, path) {
  const way = relative2(top, path);
  return way !== ".." && !way.startsWith(`..${sep2}`) && !isAbsolute(way);
}
function realPath(path) {
  try {
    return realpathSync2(path);
  } catch {
    return void 0;
  }
}

// src/config.ts
import { lstatSync as lstatSync3, readFileSync as readFileSync2 } from "node:fs";
import { relative as relative3, resolve as resolve3, sep as sep3 } from "node:path";

// src/model/configuration.ts
var noConfiguration = {
  clusters: [],
  istioVersion: void 0,
  rules: /* @__PURE__ */ new Map(),
  ignore: [],
  policies: [],
  exclude: [],
  baseline: void 0
};

// src/config.ts
var configurationFile = ".istio-preflight.yaml";
var configurationLimit = 1024 * 1024;
var noConfigurationFile = { configuration: noConfiguration, checkRules: () => void 0 };
function readConfiguration(cwd, file) {
  const path = resolve3(cwd, file ?? configurationFile);
  const status = statusOf(path);
  if (!status && file === void 0) return noConfigurationFile;
  if (!status) throw new UsageError(`The configuration file ${file} does not exist.`);
  if (!status.isFile() || status.size > configurationLimit) {
    throw new UsageError(`The configuration file ${file ?? configurationFile} must be a plain file of up to 1 MiB.`);
  }
  if (leadsOut(cwd, path)) throw new UsageError(`The configuration file ${file} lies behind a link that leads out.`);
  const shown = relative3(cwd, path).split(sep3).join("/");
  return parseConfiguration(shown, readFileSync2(path, "utf8"));
}
function statusOf(path) {
  try {
    return lstatSync3(path);
  } catch {
    return void 0;
  }
}
function parseConfiguration(file, text) {
  const { root, problems } = readYaml(wholeText(file, text));
  const fail = (message, cursor) => {
    throw wrong(file, text, cursor && isPlace(cursor.origin) ? cursor.origin : void 0, message);
  };
  if (problems[0]) throw wrong(file, text, problems[0].place, problems[0].message);
  if (!root) return noConfigurationFile;
  if (root.kind !== "map") return fail("The configuration must be a map of keys.", root);
  checkKeys(root, ["clusters", "istioVersion", "rules", "ignore", "policies", "exclude", "baseline"], fail);
  const configuration = {
    clusters: clustersOf(root, fail),
    istioVersion: versionOf(root, fail),
    rules: rulesOf(root, fail),
    ignore: listAt(root, "ignore", fail).map((item) => ignoreOf(item, file, fail)),
    policies: stringsAt(root, "policies", fail),
    exclude: globsAt(root, "exclude", fail),
    baseline: textAt(root, "baseline", fail)
  };
  return { configuration, checkRules: (ruleIds) => checkRules(root, ruleIds, fail) };
}
function wrong(file, text, place, message) {
  const { line, column } = place ? locate(text, place) : { line: 1, column: 1 };
  return wrongAt({ file, line, column }, message);
}
function checkRules(root, ruleIds, fail) {
  for (const [id, { value }] of entriesAt(root, "rules")) {
    if (!ruleIds.includes(id)) fail(unknownRule(id, ruleIds), value);
  }
  for (const item of itemsAt(root, "ignore")) {
    const rule = stringAt(item, "rule") ?? "";
    if (!ruleIds.includes(rule)) fail(unknownRule(rule, ruleIds), at(item, "rule"));
  }
}
function presentAt(map, key) {
  const cursor = at(map, key);
  return cursor?.kind === "scalar" && cursor.value === null ? void 0 : cursor;
}
function listAt(map, key, fail) {
  const cursor = presentAt(map, key);
  if (!cursor || cursor.kind === "list") return cursor?.items ?? [];
  return fail(`\`${key}\` must be a list.`, cursor);
}
function textAt(map, key, fail) {
  const cursor = presentAt(map, key);
  if (!cursor || cursor.kind === "scalar" && typeof cursor.value === "string" && cursor.value !== "") return stringAt(cursor);
  const asNumber = cursor.kind === "scalar" && typeof cursor.value === "number" ? ` in quotes: YAML reads it as the number ${cursor.value}` : "";
  return fail(`\`${key}\` must be a text${asNumber}.`, cursor);
}
function checkKeys(map, allowed, fail) {
  if (map.kind !== "map") fail(`This must be a map with the keys ${allowed.join(", ")}.`, map);
  for (const [key, entry] of entriesAt(map)) {
    if (!allowed.includes(key)) fail(`Unknown key \`${key}\`; ${meant(key, allowed)}`, { ...entry.value, origin: entry.key });
  }
}
function meant(written, names) {
  const nearest = nearestName(written, names);
  return nearest === void 0 ? `known here: ${names.join(", ")}.` : `did you mean \`${nearest}\`?`;
}
function clustersOf(root, fail) {
  const names = /* @__PURE__ */ new Set();
  return listAt(root, "clusters", fail).map((item) => {
    const cluster = clusterOf(item, fail);
    if (names.has(cluster.name)) fail(`There are two clusters called \`${cluster.name}\`.`, at(item, "name"));
    names.add(cluster.name);
    return cluster;
  });
}
function versionOf(root, fail) {
  const written = textAt(root, "istioVersion", fail);
  if (written !== void 0 && !isVersion(written))
    fail("`istioVersion` must be a version such as 1.30 or 1.30.3.", at(root, "istioVersion"));
  return written;
}
function clusterOf(cluster, fail) {
  checkKeys(cluster, ["name", "platform", "cni", "paths"], fail);
  const name = textAt(cluster, "name", fail) ?? fail("A cluster needs a `name`.", cluster);
  const written = textAt(cluster, "platform", fail);
  const platform = platforms.find((known) => known === written);
  if (written !== void 0 && !platform) fail(`Unknown platform \`${written}\`; ${meant(written, platforms)}`, at(cluster, "platform"));
  const cni = stringsAt(cluster, "cni", fail);
  for (const [index, plugin] of cni.entries()) {
    const nearest = plugins.includes(plugin) ? void 0 : nearestName(plugin, plugins);
    if (nearest !== void 0) fail(`Unknown CNI plugin \`${plugin}\`; did you mean \`${nearest}\`?`, itemsAt(cluster, "cni")[index]);
  }
  const place = placeAt(cluster, "name") ?? { file: "", start: 0, end: 0 };
  return { name, platform, cni, paths: globsAt(cluster, "paths", fail), place };
}
var plugins = ["aws-vpc-cni", "calico", "cilium", "flannel", "kindnet", "ovn-kubernetes"];
function stringsAt(map, key, fail) {
  return listAt(map, key, fail).map((item) => {
    const isText = item.kind === "scalar" && typeof item.value === "string" && item.value !== "";
    return isText ? String(item.value) : fail(`Each item of \`${key}\` must be a text.`, item);
  });
}
function globsAt(map, key, fail) {
  const globs = stringsAt(map, key, fail);
  for (const [index, glob] of globs.entries()) {
    const fault = globFault(glob);
    if (fault !== void 0) fail(`\`${glob}\` in \`${key}\` matches nothing: ${fault}.`, itemsAt(map, key)[index]);
  }
  return globs;
}
function rulesOf(root, fail) {
  const rules = /* @__PURE__ */ new Map();
  const written = presentAt(root, "rules");
  if (written && written.kind !== "map") fail("`rules` must be a map of rules and severities.", written);
  for (const [id, { value }] of entriesAt(written)) rules.set(id, severityOf(id, value, fail));
  return rules;
}
function ignoreOf(item, file, fail) {
  checkKeys(item, ["rule", "paths", "reason", "until"], fail);
  const rule = textAt(item, "rule", fail) ?? fail("An entry of `ignore` needs a `rule`.", item);
  const reason = textAt(item, "reason", fail) ?? fail(`The entry of \`ignore\` for \`${rule}\` needs a \`reason\`.`, item);
  const until = textAt(item, "until", fail);
  if (until !== void 0 && !isDate(until)) fail("`until` must be a date such as 2027-03-31.", at(item, "until"));
  const paths = globsAt(item, "paths", fail);
  const place = placeAt(item, "rule") ?? { file, start: 0, end: 0 };
  return { rules: [rule], reason, until, covers: { paths: paths.length > 0 ? paths : ["**"] }, place };
}
function isDate(written) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}
function unknownRule(written, ruleIds) {
  const nearest = nearestName(written, ruleIds);
  const hint = nearest === void 0 ? "`istio-preflight rules` lists them." : `did you mean \`${nearest}\`?`;
  return `Unknown rule \`${written}\`; ${hint}`;
}
function severityOf(id, value, fail) {
  const written = value.kind === "scalar" ? value.value : void 0;
  if (written === false || written === "off") return "off";
  if (written === "error" || written === "warning" || written === "note") return written;
  return fail(`The severity of \`${id}\` must be error, warning, note or off.`, value);
}

export {
  noBaseline,
  isKnown,
  parseBaseline,
  baselineText,
  knownOf,
  withBaseline,
  isLookedFor,
  baselineFile,
  baselineLimit,
  readBaseline,
  readBaselineIfAny,
  pathOf,
  nearestName,
  leadsOut,
  isLinked,
  outwardLinks,
  isBelow,
  realPath,
  configurationFile,
  configurationLimit,
  noConfigurationFile,
  readConfiguration,
  parseConfiguration
};
