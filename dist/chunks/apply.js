import {
  explainGlobFault,
  listShapesTo,
  locate,
  locateText,
  readYaml,
  wrapWholeText
} from "./fault.js";
import {
  findStatus,
  leadsOut
} from "./links.js";
import {
  findAt,
  findEntriesAt,
  findItemsAt,
  findPlaceAt,
  findStringAt,
  isPlace,
  splitPointer,
  toPlainValue
} from "./cursor.js";
import {
  platforms
} from "./cluster.js";
import {
  UsageError,
  createUsageError
} from "./usage-error.js";
import {
  retiredDownloads
} from "./retired.js";
import {
  nearestName
} from "./nearest-name.js";
import {
  isVersion
} from "./versions.js";
import {
  baselineReason,
  noBaseline
} from "./wording.js";

// shape:BaselineDocument
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});
var validate = validate0;
var func0 = Object.prototype.hasOwnProperty;
var func11 = require_ucs2length().default;
var pattern0 = new RegExp("^[0-9a-f]{16}$", "u");
function validate0(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate0.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.schemaVersion === void 0 || !func0.call(data, "schemaVersion")) && (missing0 = "schemaVersion") || (data.findings === void 0 || !func0.call(data, "findings")) && (missing0 = "findings")) {
        validate0.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "$schema" || key0 === "schemaVersion" || key0 === "findings")) {
            validate0.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.schemaVersion !== void 0 && func0.call(data, "schemaVersion")) {
            let data0 = data.schemaVersion;
            const _errs2 = errors;
            if (!(typeof data0 == "number")) {
              validate0.errors = [{ instancePath: instancePath + "/schemaVersion", schemaPath: "#/properties/schemaVersion/type", keyword: "type", params: { type: "number" }, message: "must be number" }];
              return false;
            }
            if (1 !== data0) {
              validate0.errors = [{ instancePath: instancePath + "/schemaVersion", schemaPath: "#/properties/schemaVersion/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant" }];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.findings !== void 0 && func0.call(data, "findings")) {
              let data1 = data.findings;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    let data2 = data1[i0];
                    const _errs6 = errors;
                    const _errs7 = errors;
                    if (errors === _errs7) {
                      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                        let missing1;
                        if ((data2.fingerprint === void 0 || !func0.call(data2, "fingerprint")) && (missing1 = "fingerprint") || (data2.rule === void 0 || !func0.call(data2, "rule")) && (missing1 = "rule") || (data2.file === void 0 || !func0.call(data2, "file")) && (missing1 = "file") || (data2.cluster === void 0 || !func0.call(data2, "cluster")) && (missing1 = "cluster") || (data2.message === void 0 || !func0.call(data2, "message")) && (missing1 = "message")) {
                          validate0.errors = [{ instancePath: instancePath + "/findings/" + i0, schemaPath: "#/$defs/KnownFinding/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                          return false;
                        } else {
                          const _errs9 = errors;
                          for (const key1 of Object.keys(data2)) {
                            if (!(key1 === "fingerprint" || key1 === "rule" || key1 === "file" || key1 === "cluster" || key1 === "message")) {
                              validate0.errors = [{ instancePath: instancePath + "/findings/" + i0, schemaPath: "#/$defs/KnownFinding/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                              return false;
                              break;
                            }
                          }
                          if (_errs9 === errors) {
                            if (data2.fingerprint !== void 0 && func0.call(data2, "fingerprint")) {
                              let data3 = data2.fingerprint;
                              const _errs10 = errors;
                              if (errors === _errs10) {
                                if (typeof data3 === "string") {
                                  if (!pattern0.test(data3)) {
                                    validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/fingerprint", schemaPath: "#/$defs/KnownFinding/properties/fingerprint/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{16}$" }, message: 'must match pattern "^[0-9a-f]{16}$"' }];
                                    return false;
                                  }
                                } else {
                                  validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/fingerprint", schemaPath: "#/$defs/KnownFinding/properties/fingerprint/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                  return false;
                                }
                              }
                              var valid3 = _errs10 === errors;
                            } else {
                              var valid3 = true;
                            }
                            if (valid3) {
                              if (data2.rule !== void 0 && func0.call(data2, "rule")) {
                                let data4 = data2.rule;
                                const _errs12 = errors;
                                if (errors === _errs12) {
                                  if (typeof data4 === "string") {
                                    if (func11(data4) > 1e4) {
                                      validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/rule", schemaPath: "#/$defs/KnownFinding/properties/rule/maxLength", keyword: "maxLength", params: { limit: 1e4 }, message: "must NOT have more than 10000 characters" }];
                                      return false;
                                    }
                                  } else {
                                    validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/rule", schemaPath: "#/$defs/KnownFinding/properties/rule/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                    return false;
                                  }
                                }
                                var valid3 = _errs12 === errors;
                              } else {
                                var valid3 = true;
                              }
                              if (valid3) {
                                if (data2.file !== void 0 && func0.call(data2, "file")) {
                                  let data5 = data2.file;
                                  const _errs14 = errors;
                                  if (errors === _errs14) {
                                    if (typeof data5 === "string") {
                                      if (func11(data5) > 1e4) {
                                        validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/file", schemaPath: "#/$defs/KnownFinding/properties/file/maxLength", keyword: "maxLength", params: { limit: 1e4 }, message: "must NOT have more than 10000 characters" }];
                                        return false;
                                      }
                                    } else {
                                      validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/file", schemaPath: "#/$defs/KnownFinding/properties/file/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                  }
                                  var valid3 = _errs14 === errors;
                                } else {
                                  var valid3 = true;
                                }
                                if (valid3) {
                                  if (data2.cluster !== void 0 && func0.call(data2, "cluster")) {
                                    let data6 = data2.cluster;
                                    const _errs16 = errors;
                                    if (errors === _errs16) {
                                      if (typeof data6 === "string") {
                                        if (func11(data6) > 1e4) {
                                          validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/cluster", schemaPath: "#/$defs/KnownFinding/properties/cluster/maxLength", keyword: "maxLength", params: { limit: 1e4 }, message: "must NOT have more than 10000 characters" }];
                                          return false;
                                        }
                                      } else {
                                        validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/cluster", schemaPath: "#/$defs/KnownFinding/properties/cluster/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                    }
                                    var valid3 = _errs16 === errors;
                                  } else {
                                    var valid3 = true;
                                  }
                                  if (valid3) {
                                    if (data2.message !== void 0 && func0.call(data2, "message")) {
                                      let data7 = data2.message;
                                      const _errs18 = errors;
                                      if (errors === _errs18) {
                                        if (typeof data7 === "string") {
                                          if (func11(data7) > 1e4) {
                                            validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/message", schemaPath: "#/$defs/KnownFinding/properties/message/maxLength", keyword: "maxLength", params: { limit: 1e4 }, message: "must NOT have more than 10000 characters" }];
                                            return false;
                                          }
                                        } else {
                                          validate0.errors = [{ instancePath: instancePath + "/findings/" + i0 + "/message", schemaPath: "#/$defs/KnownFinding/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                      }
                                      var valid3 = _errs18 === errors;
                                    } else {
                                      var valid3 = true;
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                      } else {
                        validate0.errors = [{ instancePath: instancePath + "/findings/" + i0, schemaPath: "#/$defs/KnownFinding/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                        return false;
                      }
                    }
                    var valid1 = _errs6 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate0.errors = [{ instancePath: instancePath + "/findings", schemaPath: "#/properties/findings/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate0.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate0.errors = vErrors;
  return errors === 0;
}
validate0.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var shape = { "type": "object", "required": ["schemaVersion", "findings"], "properties": { "$schema": {}, "schemaVersion": { "type": "number", "const": 1 }, "findings": { "type": "array", "items": { "$ref": "#/$defs/KnownFinding" } } }, "additionalProperties": false, "$defs": { "KnownFinding": { "type": "object", "required": ["fingerprint", "rule", "file", "cluster", "message"], "properties": { "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{16}$" }, "rule": { "type": "string", "maxLength": 1e4 }, "file": { "type": "string", "maxLength": 1e4 }, "cluster": { "type": "string", "maxLength": 1e4 }, "message": { "type": "string", "maxLength": 1e4 } }, "additionalProperties": false } } };

// src/configuration/baseline/parse.ts
var schema = "https://github.com/istio-preflight/istio-preflight/blob/main/schemas/baseline.schema.json";
function parseBaseline(file, text) {
  const fail = (message) => {
    throw new UsageError(
      `${file}: ${message} Remove the file, and \`istio-preflight --write-baseline --baseline ${file}\` writes a new one.`
    );
  };
  const document = parseJson(text);
  if (validate(document)) return { file, text, findings: document.findings };
  const [fault] = validate.errors ?? [];
  return fail(fault ? describeFault(fault) : "A baseline is a JSON object.");
}
function describeFault({ instancePath, keyword, params }) {
  const entry = /^\/findings\/(\d+)/.exec(instancePath)?.[1];
  if (entry !== void 0) return `Entry ${Number(entry) + 1} of \`findings\` is invalid.`;
  if (keyword === "additionalProperties") return `Unknown key ${JSON.stringify(String(params.additionalProperty).slice(0, 100))}.`;
  const name = keyword === "required" ? params.missingProperty : instancePath.slice(1);
  if (name === "schemaVersion") return "This version of istio-preflight reads baselines with `schemaVersion` 1 alone.";
  return name === "findings" ? "`findings` must be a list." : "A baseline is a JSON object.";
}
function formatBaseline(findings) {
  const entries = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return `${JSON.stringify({ $schema: schema, schemaVersion: 1, findings: [...entries.values()].sort(compareByFile) }, null, 2)}
`;
}
function readKnownFinding({ fingerprint, rule, location, cluster, message }) {
  const clipped = (text) => text.slice(0, longest);
  return { fingerprint, rule: clipped(rule), file: clipped(location.file), cluster: clipped(cluster), message: clipped(message) };
}
function findEntryOffsets({ text, findings }) {
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
var longest = shape.$defs?.KnownFinding?.properties?.message?.maxLength ?? 0;
function compareByFile(one, other) {
  const pairs = [
    [one.file, other.file],
    [one.rule, other.rule],
    [one.cluster, other.cluster],
    [one.fingerprint, other.fingerprint]
  ];
  for (const [left, right] of pairs) if (left !== right) return left < right ? -1 : 1;
  return 0;
}

// src/configuration/baseline/apply.ts
function withBaseline(report, baseline, cluster) {
  if (baseline.findings.length === 0) return report;
  const entries = matchEntries(report.findings, baseline);
  const findings = report.findings.filter((finding) => !entries.has(finding));
  const suppressed = report.findings.filter((finding) => entries.has(finding)).map((finding) => ({ ...finding, suppression: baselineReason }));
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), notes: count("note") };
  return {
    ...report,
    summary: { ...report.summary, ...counts, suppressed: report.summary.suppressed + suppressed.length },
    findings,
    suppressed: [...report.suppressed, ...suppressed],
    problems: [...report.problems, ...findStaleEntries(report, baseline, new Set(entries.values()), cluster)]
  };
}
function matchEntries(findings, baseline) {
  const byFingerprint = new Map(baseline.findings.map((entry) => [entry.fingerprint, entry]));
  const entries = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const entry = byFingerprint.get(finding.fingerprint);
    if (entry) entries.set(finding, entry);
  }
  const taken = new Set(entries.values());
  const left = /* @__PURE__ */ new Map();
  for (const entry of baseline.findings.filter((candidate) => !taken.has(candidate))) {
    const key2 = JSON.stringify([entry.rule, entry.file, entry.cluster, entry.message]);
    left.set(key2, [...left.get(key2) ?? [], entry]);
  }
  for (const finding of findings.filter((candidate) => !entries.has(candidate))) {
    const { rule, location, clusters, message } = finding;
    const entry = clusters.map((name) => left.get(JSON.stringify([rule, location.file, name, message]))?.shift()).find((found) => found);
    if (entry) entries.set(finding, entry);
  }
  return entries;
}
function isLookedFor({ file, cluster }, roots, onlyCluster) {
  if (onlyCluster !== void 0 && cluster !== onlyCluster) return false;
  return roots.some((root) => {
    const path = root.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
    return path === "" || path === "." || file === path || file.startsWith(`${path}/`);
  });
}
function findStaleEntries({ suppressed, roots }, baseline, used3, cluster) {
  const found = new Set(suppressed.map(({ fingerprint }) => fingerprint));
  const offsets = findEntryOffsets(baseline);
  return baseline.findings.flatMap((entry, index) => {
    if (used3.has(entry) || found.has(entry.fingerprint) || !isLookedFor(entry, roots, cluster)) return [];
    const start = offsets[index] ?? 0;
    const location = locate(baseline.text, { file: baseline.file, start, end: start });
    const message = `The baseline lists \`${entry.rule}\` in ${entry.file}, which is no longer found; remove it with \`--write-baseline\`.`;
    return [{ code: "baseline-stale", message, location }];
  });
}

// src/configuration/baseline/file.ts
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
  const path = resolveBaselinePath(cwd, file);
  const status = findOnDisk(lstatSync, path);
  if (!status) return void 0;
  if (!status.isFile() || status.size > baselineLimit) throw new UsageError(`The baseline ${file} must be a plain file of up to 5 MiB.`);
  return parseBaseline(formatPath(cwd, path), readFileSync(path, "utf8"));
}
function resolveBaselinePath(cwd, file) {
  const path = resolve(cwd, file);
  const shown = formatPath(cwd, path);
  if (shown === "" || shown.startsWith("../") || resolve(cwd, shown) !== path) throw makeOutsideError(file);
  const directory2 = dirname(path);
  if (!findOnDisk(lstatSync, directory2)) throw new UsageError(`The directory of the baseline ${file} does not exist.`);
  if (findOnDisk(realpathSync, directory2) !== join(realpathSync(cwd), dirname(shown))) throw makeOutsideError(file);
  return path;
}
function findOnDisk(find, path) {
  try {
    return find(path);
  } catch {
    return void 0;
  }
}
function makeOutsideError(file) {
  return new UsageError(`The baseline ${file} must lie in the working directory, and not behind a link.`);
}
function formatPath(cwd, path) {
  return relative(cwd, path).split(sep).join("/");
}

// src/configuration/file.ts
import { readFileSync as readFileSync2 } from "node:fs";
import { relative as relative2, resolve as resolve2, sep as sep2 } from "node:path";

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

// src/platforms/facts.ts
function buildKubernetesVersionFact(written3) {
  const version3 = /^v?(1\.\d{1,3}(?:\.\d{1,3})?)(?![\d.])/.exec(written3 ?? "")?.[1];
  if (version3 === void 0) return void 0;
  return { fact: `kubernetes-version=${version3}`, strength: "strong", message: `the cluster runs Kubernetes ${version3}` };
}
function buildK3sVersionFact(written3) {
  const [, version3, build] = /^(v1\.\d{1,3}\.\d{1,3})[+-](k3s\d{1,3})\b/.exec(written3 ?? "") ?? [];
  if (version3 === void 0) return void 0;
  return { fact: `k3s-version=${version3}+${build}`, strength: "strong", message: `the cluster runs K3s ${version3}+${build}` };
}
function readIpFamilyFact(written3) {
  const ranges = (written3 ?? "").split(",").map((range) => range.trim());
  if (!ranges.every((range) => /^[\da-f.:]{2,60}\/\d{1,3}$/i.test(range))) return void 0;
  const sixes = ranges.filter((range) => range.includes(":"));
  if (sixes.length === 0) return void 0;
  return buildIpFamilyFact(sixes.length === ranges.length ? "ipv6" : "dual");
}
function buildIpFamilyFact(family) {
  const message = family === "dual" ? "pods have IPv4 and IPv6 addresses" : "pods have IPv6 addresses";
  return { fact: `ip-family=${family}`, strength: "strong", message };
}

// src/platforms/finder.ts
function defineDetector(id, finders) {
  return {
    id,
    markers: [...new Set(finders.flatMap((finder) => finder.markers))],
    *evidence(source) {
      for (const finder of finders) yield* finder.evidence(source);
    }
  };
}
function hasMarker(source, markers2) {
  return markers2.some((marker) => source.words.has(marker));
}
function findFirstMatch(text, pattern, evidenceFrom, script) {
  const match = pattern.exec(text.content);
  if (!match) return void 0;
  const evidence = typeof evidenceFrom === "function" ? evidenceFrom(match) : evidenceFrom;
  if (!evidence) return void 0;
  const shown = match.groups?.shown ?? match[0];
  const start = match.index + (match[0].length - shown.replace(/^[\s{,]+/, "").length);
  return { ...evidence, place: locateText(text, start, match.index + match[0].trimEnd().length), script };
}

// src/model/cluster-name.ts
function formatClusterName(kind, name) {
  return `${kind}:${name}`;
}
function findContextCluster(context) {
  const own = /^(k3d|kind)-(.+)$/.exec(context);
  if (own) return formatClusterName(own[1] ?? "", own[2] ?? "");
  if (context === "minikube") return formatClusterName("minikube", context);
  const gke = /^gke_[^_]+_[^_]+_(.+)$/.exec(context)?.[1];
  if (gke !== void 0) return formatClusterName("gke", gke);
  const eks = /^arn:aws[\w-]*:eks:[^:]*:[^:]*:cluster\/(.+)$/.exec(context)?.[1] ?? /@([\w-]+)\.[\w-]+\.eksctl\.io$/.exec(context)?.[1];
  return eks === void 0 ? formatClusterName("context", context) : formatClusterName("eks", eks);
}
function isTelling(cluster) {
  const [kind, name] = splitClusterName(cluster);
  return !isOpenName(name) && kind !== "kubeconfig" && !defaults.has(cluster) && !defaultContexts.test(name);
}
var defaults = /* @__PURE__ */ new Set(["k3d:k3s-default", "kind:kind", "minikube:minikube"]);
var defaultContexts = /^(?:default|microk8s|docker-desktop|rancher-desktop|orbstack|colima|kubernetes-admin@kubernetes)$/;
function mayBeSame(one, other) {
  if (one === void 0 || other === void 0 || one === other) return true;
  const [[kind, name], [otherKind, otherName]] = [splitClusterName(one), splitClusterName(other)];
  if (kind === otherKind) return isOpenName(name) !== isOpenName(otherName);
  if (kind === "kubeconfig" || otherKind === "kubeconfig") return true;
  if (kind !== "context" && otherKind !== "context") return false;
  return name === otherName || isOpenName(name) || isOpenName(otherName);
}
function formatShortName(cluster) {
  const [kind, name] = splitClusterName(cluster);
  return kind === "k3d" || kind === "kind" ? `${kind}-${name}` : name;
}
function splitClusterName(cluster) {
  const colon = cluster.indexOf(":");
  return [cluster.slice(0, colon), cluster.slice(colon + 1)];
}
function isOpenName(name) {
  return name === unknownName || /[$`{]/.test(name);
}
var unknownName = "?";

// src/syntax/shell/script.ts
function formatWord(word) {
  return word.kind === "scalar" ? word.value : word.text;
}

// src/scripts/flags.ts
function defineValueFlags(...names2) {
  const flags = /* @__PURE__ */ new Map();
  for (const line of names2) {
    const spellings = line.split(" ");
    for (const spelling of spellings) flags.set(spelling, spellings.at(-1) ?? spelling);
  }
  return flags;
}
function readArguments(args, takesValue) {
  const positionals = [];
  const flags = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    if (formatWord(word) === "--") return { positionals: [...positionals, ...args.slice(index + 1)], flags };
    const flag2 = readFlag(word, takesValue);
    if (!flag2) positionals.push(word);
    else if (flag2.value || !takesValue.has(flag2.name)) flags.push(flag2);
    else flags.push({ name: flag2.name, value: args[++index] });
  }
  return { positionals, flags };
}
function readFlag(word, takesValue) {
  const [spelled = "", dashes, written3 = "", equals] = /^(--?)([A-Za-z][\w.-]*)(=?)/.exec(formatWord(word)) ?? [];
  if (dashes === void 0) return void 0;
  const key2 = dashes === "-" ? written3.slice(0, 1) : written3;
  const name = takesValue.get(key2) ?? written3;
  if (equals) return { name, value: cutWord(word, spelled.length) };
  const isJoined = takesValue.has(key2) && key2 !== written3;
  return { name, value: isJoined ? cutWord(word, 2) : void 0 };
}
function findFlagValue(flags, name) {
  return flags.findLast((flag2) => flag2.name === name)?.value;
}
function isOpen(word) {
  return word.kind === "unknown" && word.several;
}
function cutWord(word, offset) {
  const { origin } = word;
  const text = formatWord(word).slice(offset);
  const isExact = isPlace(origin) && origin.end - origin.start === offset + text.length;
  const placed = isExact ? { ...origin, start: origin.start + offset } : origin;
  if (word.kind === "scalar") return { kind: "scalar", origin: placed, value: text };
  return { ...word, origin: placed, text };
}

// src/syntax/shell/paths.ts
import { posix } from "node:path";
var scriptDirectory = "/.";
function joinPath(directory2, path) {
  const joined = /^\/\.(\/|$)/.test(path) ? posix.normalize(path.slice(1)) : path.startsWith("/") ? posix.normalize(path) : posix.join(directory2, path);
  return joined === "." || joined === "./" ? "" : joined.replace(/(?<=.)\/$/, "");
}
function formatShownPath(path) {
  return path.replace(/^\/\.(?=\/)/, ".");
}

// src/platforms/shell-finders.ts
function matchCommand(line, evidence, markers2) {
  const [program = "", ...words] = line.split(" ");
  const steps = words.map((word) => word.split("|"));
  return matchCommands(markers2 ?? [program], function* (found, _, path) {
    if (found.program !== program) return;
    const end = endOfSteps(found, steps);
    const reads = words.includes("create") ? readConfigurationFlag(found, path) : [];
    if (end !== void 0) yield { ...evidence, place: { ...found.place, end }, ...reads.length > 0 && { reads } };
  });
}
function readConfigurationFlag(found, path) {
  const written3 = findOption(found, ["--config", "--config-file", "-c", "-f"])?.value;
  if (written3 === void 0 || found.directory === void 0) return [];
  const joined = joinPath(found.directory, written3);
  return joined.startsWith("/") ? [] : [joinPath(path.slice(0, path.lastIndexOf("/") + 1), joined), joined];
}
function matchCommandWord(markers2, programs2, pattern, evidence) {
  return matchCommands(markers2, function* (found) {
    const word = programs2.includes(found.program) && found.args.find((each) => pattern.test(readLiteral(each)));
    if (word) yield { ...evidence, place: locateCommandOption(word, found) };
  });
}
function matchHelmInstall(markers2, chart, evidence) {
  return matchCommands(markers2, function* (found) {
    if (found.program !== "helm" || !found.args.some((word2) => helmVerbs.includes(readLiteral(word2)))) return;
    const word = found.args.find((each) => chart.test(readLiteral(each)));
    if (word) yield { ...evidence, place: locateCommandOption(word, found) };
  });
}
var helmVerbs = ["install", "upgrade", "template"];
function matchCommands(markers2, evidence) {
  return {
    markers: markers2,
    *evidence(source) {
      if (!hasMarker(source, markers2)) return;
      for (const script of source.scripts()) yield* keepFirstEvidence(script, (command) => evidence(command, script, source.path));
    }
  };
}
function* keepFirstEvidence({ commands, unit }, evidence) {
  const said = /* @__PURE__ */ new Set();
  for (const command of commands) {
    const { cluster } = command;
    for (const piece of evidence(command)) {
      const key2 = `${piece.message} ${cluster !== void 0 && isTelling(cluster) ? cluster : ""}`;
      if (!said.has(key2)) yield { ...piece, script: true, unit, cluster };
      said.add(key2);
    }
  }
}
function findOption(found, names2) {
  for (const [index, word] of found.args.entries()) {
    const text = readKnownText(word);
    const next = found.args[index + 1];
    if (names2.includes(text) && next)
      return { value: next.kind === "scalar" ? next.value : void 0, place: locateCommandOption(next, found) };
    const name = names2.find((each) => text.startsWith(`${each}=`));
    if (name) return { value: word.kind === "scalar" ? text.slice(name.length + 1) : void 0, place: locateCommandOption(word, found) };
  }
  return void 0;
}
function hasOpenOptions(args) {
  return args.some((word, index) => isOpen(word) && !isBareFlag(args[index - 1]));
}
function isBareFlag(word) {
  return /^-[^=]*$/.test(readKnownText(word));
}
function readLiteral(word) {
  return word.kind === "scalar" ? word.value : "";
}
function readKnownText(word) {
  if (word === void 0) return "";
  return word.kind === "scalar" ? word.value : word.text;
}
function findCommandVariable(name, found, script) {
  return found.environment.get(name) ?? script.variables.get(name);
}
function locateKubeconfig(path, found, script) {
  const option = findOption(found, ["--kubeconfig"]);
  if (option) return option.value === path ? option.place : void 0;
  const word = findCommandVariable("KUBECONFIG", found, script);
  return word && readLiteral(word) === path ? locateCommandOption(word, found) : void 0;
}
function locateCommandOption(word, found) {
  return isPlace(word.origin) ? word.origin : found.place;
}
function endOfSteps(found, steps) {
  if (steps.length === 0) return found.place.end;
  for (const first of found.args.keys()) {
    const last = matchSteps(found.args, first, steps);
    if (last) return locateCommandOption(last, found).end;
  }
  return void 0;
}
function matchSteps(args, first, steps) {
  let last;
  let next = first;
  for (const step of steps) {
    if (last) next = skipFlags(args, next, step);
    last = args[next++];
    if (!last || !step.includes(readLiteral(last))) return void 0;
  }
  return last;
}
function skipFlags(args, start, step) {
  let next = start;
  for (let flag2 = readKnownText(args[next]); flag2.startsWith("-"); flag2 = readKnownText(args[next])) {
    const value = args[next + 1];
    next += flag2.includes("=") || value && step.includes(readLiteral(value)) ? 1 : 2;
  }
  return next;
}

// src/files/file-kind.ts
import { basename } from "node:path";
function isKustomization(path) {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}
function isTerraform(path) {
  return path.endsWith(".tf") || path.endsWith(".tofu");
}
var unreadLanguages = [
  [/\.(ps1|psm1)$/i, "PowerShell"],
  [/\.(bat|cmd)$/i, "Batch"],
  [/^Jenkinsfile|\.groovy$/, "Groovy"],
  [/^Tiltfile$/, "Starlark"],
  [/^Vagrantfile$/, "Ruby"]
];
var unreadTexts = [
  ...unreadLanguages,
  [/\.(star|bzl|bazel)$/, "Starlark"],
  [/\.(rb|erb)$/, "Ruby"],
  [/\.py$/, "Python"],
  [/\.(zsh|fish|nu)$/, "this shell's language"],
  [/\.(j2|tpl|tmpl|tftpl)$/, "a template"],
  [/\.(jsonnet|libsonnet)$/, "Jsonnet"],
  [/\.cue$/, "CUE"],
  [/\.nix$/, "Nix"],
  [/\.toml$/, "TOML"],
  [/\.hcl$/, "HCL outside of Terraform"]
];
var programLanguages = [
  [/\.ts$/, "TypeScript"],
  [/\.m?js$/, "JavaScript"],
  [/\.go$/, "Go"]
];
function findUnreadLanguage(path) {
  return findLanguage(path, unreadLanguages);
}
function findTextLanguage(path) {
  return findLanguage(path, unreadTexts);
}
function findProgramLanguage(path) {
  return findLanguage(path, programLanguages);
}
function findLanguage(path, languages) {
  const name = basename(path);
  return languages.find(([ending]) => ending.test(name))?.[1];
}

// src/platforms/terraform-finders.ts
function matchTerraformBlock(types, evidenceFrom) {
  return matchTerraformLine(types, new RegExp(`^[ \\t]{0,200}(?:resource|data)[ \\t]+"(?:${types.join("|")})"`, "m"), evidenceFrom);
}
function matchTerraformClusters(kind, types, evidence) {
  return {
    markers: types,
    *evidence(source) {
      if (!isTerraform(source.path) || !hasMarker(source, types)) return;
      const text = blankCommentsOnce(source);
      const pattern = new RegExp(`^[ \\t]{0,200}(?:resource|data)[ \\t]+"(?:${types.join("|")})"`, "gm");
      for (const match of [...text.content.matchAll(pattern)].slice(0, clusterLimit)) {
        const start = match.index + (match[0].length - match[0].trimStart().length);
        const cluster = formatClusterName(kind, nameIn(text.content, match.index, /name/));
        yield {
          ...evidence,
          describes: true,
          cluster,
          place: locateText(text, start, match.index + match[0].length),
          script: source.isThrowaway
        };
      }
    }
  };
}
function matchClusterModule(kind, source, evidence) {
  return matchTerraformModule(source, ({ input, index }) => {
    const start = input.lastIndexOf("\nmodule ", index);
    return { ...evidence, describes: true, cluster: formatClusterName(kind, nameIn(input, Math.max(0, start), /(?:cluster_)?name/)) };
  });
}
var clusterLimit = 50;
var blockLimit = 2e4;
function nameIn(text, start, key2) {
  const end = text.indexOf("\n}", start);
  const block = text.slice(start, Math.min(end === -1 ? text.length : end, start + blockLimit));
  const written3 = new RegExp(`\\n[ \\t]{1,40}${key2.source}[ \\t]*=[ \\t]*([^\\n]{1,200})`).exec(block)?.[1]?.trim();
  if (written3 === void 0) return unknownName;
  const literal = /^"([^"$]{1,100})"$/.exec(written3)?.[1];
  return literal ?? `\${${written3}}`;
}
function matchTerraformModule(source, evidenceFrom) {
  return matchTerraformLine([source], new RegExp(`^[ \\t]{0,200}source[ \\t]{0,80}=[ \\t]{0,80}"[^"\\n]*${source}`, "m"), evidenceFrom);
}
function matchTerraformLine(markers2, pattern, evidenceFrom) {
  return {
    markers: markers2,
    *evidence(source) {
      if (!isTerraform(source.path) || !hasMarker(source, markers2)) return;
      const piece = findFirstMatch(blankCommentsOnce(source), pattern, evidenceFrom, source.isThrowaway);
      if (piece) yield piece;
    }
  };
}
function matchTerraformText(markers2, read) {
  return {
    markers: markers2,
    *evidence(source) {
      if (!isTerraform(source.path) || !hasMarker(source, markers2)) return;
      const text = blankCommentsOnce(source);
      for (const { evidence, start, end } of read(text.content))
        yield { ...evidence, place: locateText(text, start, end), script: source.isThrowaway };
    }
  };
}
function* findBlocks(content) {
  const head = /^(\w+)((?:[ \t]+"[^"\n]*"){0,2})[ \t]*\{/gm;
  for (let match = head.exec(content); match; match = head.exec(content)) {
    const end = endOfBraces(content, head.lastIndex);
    const labels = [...(match[2] ?? "").matchAll(/"([^"]*)"/g)].map(([, label = ""]) => label);
    const headEnd = head.lastIndex - 1;
    yield { type: match[1] ?? "", labels, start: match.index, headEnd, body: content.slice(head.lastIndex, end) };
    head.lastIndex = end;
  }
}
function endOfBraces(content, start) {
  const sign = /["{}]/g;
  sign.lastIndex = start;
  let depth = 1;
  for (let match = sign.exec(content); match; match = sign.exec(content)) {
    if (match[0] === '"') sign.lastIndex = endOfString(content, sign.lastIndex);
    else depth += match[0] === "{" ? 1 : -1;
    if (depth === 0) return match.index;
  }
  return content.length;
}
function readArgument(body, name) {
  const found = new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*`, "m").exec(body);
  if (!found) return void 0;
  const start = found.index + found[0].length;
  const opening = /^[[{]/.exec(body.slice(start, start + 1))?.[0];
  if (opening === "{") return body.slice(start, endOfBraces(body, start + 1) + 1);
  const end = opening === "[" ? body.indexOf("]", start) + 1 : body.indexOf("\n", start);
  return body.slice(start, end > start ? end : body.length).trim();
}
function matchTerraformSetting(type, argument2, evidenceFrom) {
  const before = "(?:(?!\\n\\})[\\s\\S]){0,4000}?";
  const written3 = `\\n(?<shown>[ \\t]{1,40}${argument2}[ \\t]*=[ \\t]*"(?<value>[^"\\n]{1,60})")`;
  return matchTerraformLine([type], new RegExp(`^resource[ \\t]+"${type}"[^\\n]{0,200}\\{${before}${written3}`, "m"), evidenceFrom);
}
var known = /* @__PURE__ */ new WeakMap();
function blankCommentsOnce(source) {
  const text = known.get(source) ?? wrapWholeText(source.path, blankComments(source.text));
  known.set(source, text);
  return text;
}
function blankComments(text) {
  const opening = /"|#|\/\/|\/\*|<<-?\w+/g;
  const parts = [];
  let copied = 0;
  for (let open = opening.exec(text); open; open = opening.exec(text)) {
    const end = findBlockEnd(text, open[0], opening.lastIndex);
    opening.lastIndex = end;
    if (open[0] === '"') continue;
    parts.push(text.slice(copied, open.index), blank(text.slice(open.index, end), open[0]));
    copied = end;
  }
  return parts.join("") + text.slice(copied);
}
function findBlockEnd(text, opening, start) {
  if (opening === '"') return endOfString(text, start);
  if (opening.startsWith("<<")) return endOfHeredoc(text, opening.replace(/^<<-?/, ""), start);
  const closing = opening === "/*" ? "*/" : "\n";
  const at = text.indexOf(closing, start);
  return at === -1 ? text.length : at + closing.length;
}
function endOfString(text, start) {
  let at = start;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}
function endOfHeredoc(text, word, start) {
  for (let at = text.indexOf(word, start); at !== -1; at = text.indexOf(word, at + word.length)) {
    let before = at;
    while (text[before - 1] === " " || text[before - 1] === "	") before--;
    if (text[before - 1] === "\n") return at + word.length;
  }
  return text.length;
}
function blank(token, opening) {
  if (!token.includes("\n")) return " ".repeat(token.length);
  const comments = opening.startsWith("<<") ? /^[ \t]{0,200}#.*/gm : /.+/g;
  return token.replace(comments, (comment) => " ".repeat(comment.length));
}

// src/platforms/yaml-finders.ts
function matchYamlObject(pattern, evidenceFrom) {
  const markers2 = pattern.marker === void 0 ? pattern.groups : [pattern.marker];
  return {
    markers: markers2,
    *evidence(source) {
      if (!hasMarker(source, markers2)) return;
      for (const { text, objects, script, unit } of listYamlTexts(source)) {
        const piece = findFirstObject(
          text,
          objects.filter((object) => isMeant(object, pattern)),
          pattern.body ?? header,
          evidenceFrom,
          script
        );
        if (piece) yield { ...piece, unit };
      }
    }
  };
}
function nameInMetadata(text) {
  const block = /^metadata:[^\n{]*(?:\n[ \t]{1,20}[^\n]*){0,20}?\n[ \t]{1,20}name:[ \t]*["']?([\w.-]{1,100})/m.exec(text)?.[1];
  return block ?? /^metadata:[ \t]*\{[^}\n]{0,200}?\bname:[ \t]*["']?([\w.-]{1,100})/m.exec(text)?.[1] ?? unknownName;
}
function matchYamlLine(markers2, pattern, evidenceFrom) {
  return {
    markers: markers2,
    *evidence(source) {
      if (!hasMarker(source, markers2)) return;
      for (const { text, script, unit } of listYamlTexts(source)) {
        const piece = findFirstMatch(text, pattern, evidenceFrom, script);
        if (piece) yield { ...piece, unit };
      }
    }
  };
}
function matchYamlText(markers2, read) {
  return {
    markers: markers2,
    *evidence(source) {
      if (!hasMarker(source, markers2)) return;
      for (const { text, script, unit } of listYamlTexts(source)) {
        for (const { evidence, start, end } of read(text.content)) yield { ...evidence, place: locateText(text, start, end), script, unit };
      }
    }
  };
}
function isYaml(path) {
  return /\.ya?ml$/i.test(path);
}
function buildEntryPattern(keys, value = "\\S") {
  return new RegExp(`(?:^[ \\t]{0,200}|[{,][ \\t]{0,20})(?:- )?["']?(?:${keys})["']?:[ \\t]*["']?(?:${value})`, "m");
}
var header = /^apiVersion:.*/m;
function isMeant(object, pattern) {
  return pattern.groups.includes(object.group) && (pattern.kinds?.includes(object.kind) ?? true);
}
function findFirstObject(text, objects, body, evidenceFrom, script) {
  for (const { start, end } of objects) {
    const content = text.content.slice(start, end);
    const found = findFirstMatch({ file: text.file, content, segments: [[0, 0]] }, body, evidenceFrom, script);
    if (found) return { ...found, place: locateText(text, start + found.place.start, start + found.place.end) };
  }
  return void 0;
}
var known2 = /* @__PURE__ */ new WeakMap();
function listYamlTexts(source) {
  const texts = known2.get(source) ?? readTexts(source);
  known2.set(source, texts);
  return texts;
}
function readTexts(source) {
  if (isChartTemplate(source.path)) return [];
  const own = isYaml(source.path) ? [openText(wrapWholeText(source.path, source.text), source.isThrowaway)] : [];
  const scripts = source.text.includes("<<") ? source.scripts() : [];
  return [...own, ...scripts.flatMap(listDocumentTexts)];
}
function listDocumentTexts(script) {
  const written3 = [...script.files].filter(([path]) => isYaml(path)).map(([, text]) => text);
  const handed = script.commands.flatMap((command) => command.input ? [command.input] : []);
  const texts = new Map([...written3, ...handed].map((text) => [text.segments[0]?.[1], text]));
  return [...texts.values()].map((text) => openText(text, true, script.unit));
}
function isChartTemplate(path) {
  return /(^|\/)templates\//.test(path);
}
function openText(text, script, unit) {
  const content = text.content.replace(/(^|[ \t])#.*/gm, blank2);
  return { text: { ...text, content }, objects: listObjects(content), script, unit };
}
function blank2(comment) {
  return " ".repeat(comment.length);
}
function listObjects(content) {
  const tops = /^(?:---|apiVersion:|kind:).*/gm;
  const documents = [{ start: 0, end: content.length, group: "", kind: "" }];
  for (let top = tops.exec(content); top; top = tops.exec(content)) {
    const document = documents.at(-1);
    if (!document) continue;
    if (top[0].startsWith("kind:")) document.kind = readTopValue(top[0]);
    else if (top[0].startsWith("apiVersion:")) document.group = parseApiGroup(readTopValue(top[0]));
    else {
      document.end = top.index;
      documents.push({ start: top.index, end: content.length, group: "", kind: "" });
    }
  }
  return documents.filter((document) => document.group !== "");
}
function readTopValue(line) {
  return line.slice(line.indexOf(":") + 1).replace(/["']/g, "").trim();
}
function parseApiGroup(apiVersion) {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}

// src/platforms/network-policy-facts.ts
function buildEnforcerFact(engine, message) {
  return { fact: `network-policy=${engine}`, strength: "strong", message };
}
var vpcCni = buildEnforcerFact("vpc-cni", "the VPC CNI is configured to enforce network policies here");
var enabled = /\benableNetworkPolicy\b\\?["']?[ \t]*[:=][ \t]*\\?["']?true\b/;
var eksNetworkPolicies = [
  matchTerraformLine(["enableNetworkPolicy"], enabled, vpcCni),
  matchYamlObject({ groups: ["eksctl.io"], body: enabled }, vpcCni),
  matchCommands(["enableNetworkPolicy"], function* (found) {
    const word = found.program === "aws" || found.program === "helm" ? found.args.find((each) => enabled.test(readKnownText(each))) : void 0;
    if (word) yield { ...vpcCni, place: locateCommandOption(word, found) };
  }),
  // EKS Auto Mode: https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
  matchYamlLine(["enable-network-policy-controller"], buildEntryPattern("enable-network-policy-controller", "true\\b"), vpcCni)
];
var dataplane = buildEnforcerFact("dataplane-v2", "GKE is configured to run Dataplane V2 here");
var gkeNetworkPolicies = [
  matchTerraformLine(["ADVANCED_DATAPATH"], /^[ \t]{0,200}datapath_provider[ \t]*=[ \t]*"ADVANCED_DATAPATH"/m, dataplane),
  matchCommands(["enable-dataplane-v2"], function* (found) {
    const word = found.program === "gcloud" ? found.args.find((each) => readLiteral(each) === "--enable-dataplane-v2") : void 0;
    if (word) yield { ...dataplane, place: locateCommandOption(word, found) };
  })
];
var aksCilium = buildEnforcerFact("aks-cilium", "AKS is configured to run its own Cilium here");
var aksNetworkPolicies = [
  matchTerraformLine(
    ["azurerm_kubernetes_cluster", "Azure/aks/azurerm"],
    /^[ \t]{1,200}(?:network_policy|network_data_plane|net_profile_network_policy|network_data_plane)[ \t]*=[ \t]*"cilium"/m,
    aksCilium
  ),
  matchCommands(["az aks"], function* (found) {
    const option = found.program === "az" ? findOption(found, ["--network-dataplane", "--network-policy"]) : void 0;
    if (option?.value === "cilium") yield { ...aksCilium, place: option.place };
  })
];
var none = buildEnforcerFact("none", "K3s is configured not to enforce network policies here");
var k3sNetworkPolicies = [
  matchCommands(["disable-network-policy"], function* (found) {
    const words = [...found.args, ...found.environment.values()];
    const word = words.find((each) => /(^|\s)--disable-network-policy(\s|=true|$)/.test(readKnownText(each)));
    if (word) yield { ...none, place: locateCommandOption(word, found) };
  }),
  matchYamlLine(["disable-network-policy"], /^disable-network-policy:[ \t]*["']?true\b/m, none)
];
var ackNetworkPolicies = [
  matchTerraformLine(
    ["terway-eni"],
    /\bterway-eni\w{0,20}"(?:(?!\n\})[\s\S]){0,2000}?\bNetworkPolicy\b\\?"?[ \t]*[:=][ \t]*\\?"?true\b/m,
    buildEnforcerFact("terway", "Terway is configured to enforce network policies here")
  )
];

// src/platforms/aks.ts
var created = { platform: "aks", strength: "strong", message: "an AKS cluster is created here" };
var described = { platform: "aks", strength: "strong", message: "an AKS cluster is described here" };
var aks_default = defineDetector("aks", [
  ...aksNetworkPolicies,
  matchTerraformClusters("aks", ["azurerm_kubernetes_cluster"], described),
  matchTerraformBlock(["azurerm_kubernetes_cluster_node_pool"], {
    ...described,
    describes: true,
    message: "nodes of an AKS cluster are described here"
  }),
  matchClusterModule("aks", "Azure/aks/azurerm", { ...created, message: "this module creates an AKS cluster" }),
  matchTerraformSetting("azurerm_kubernetes_cluster", "kubernetes_version", (match) => buildKubernetesVersionFact(match.groups?.value)),
  matchCommands(["az aks"], function* (found) {
    const option = found.program === "az" ? findOption(found, ["--kubernetes-version", "-k"]) : void 0;
    const evidence = buildKubernetesVersionFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  matchCommand("az aks create", created, ["az aks"]),
  matchCommand("az aks get-credentials", { ...created, message: "the credentials of an AKS cluster are fetched here" }, ["az aks"]),
  matchYamlObject({ groups: ["karpenter.azure.com"] }, { ...described, message: "Karpenter runs the nodes of an AKS cluster here" }),
  // https://capz.sigs.k8s.io/managed/managedcluster
  matchYamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io"], kinds: ["AzureManagedControlPlane"], marker: "AzureManagedControlPlane" },
    { ...described, describes: true }
  ),
  matchYamlLine([".azmk8s.io"], /^[ \t]{0,200}(?:- )?server:[ \t]*["']?https:\/\/[a-z0-9.-]{1,200}\.azmk8s\.io/m, {
    ...described,
    message: "this address is an AKS cluster's"
  }),
  matchYamlLine(["kubernetes.azure.com/"], buildEntryPattern("kubernetes\\.azure\\.com/[a-z-]+"), {
    platform: "aks",
    strength: "medium",
    message: "nodes are chosen by a label of AKS' here"
  }),
  matchYamlLine([".csi.azure.com"], buildEntryPattern("provisioner", "(?:disk|file)\\.csi\\.azure\\.com"), {
    platform: "aks",
    strength: "medium",
    message: "this storage class is served by Azure's driver"
  })
]);

// src/platforms/aws-vpc-cni.ts
var installed = { cni: "aws-vpc-cni", strength: "strong", message: "the VPC CNI is installed here" };
var aws_vpc_cni_default = defineDetector("aws-vpc-cni", [
  matchHelmInstall(["aws-vpc-cni"], /^eks\/aws-vpc-cni$/, installed),
  matchCommands(["aws-node"], function* (found) {
    const words = found.args.map(readLiteral);
    if (found.program !== "kubectl" || !(words.includes("set") && words.includes("env"))) return;
    const named = words.some((word) => word === "aws-node" || word.endsWith("/aws-node"));
    if (named) yield { ...installed, message: "the VPC CNI is configured here", place: found.place };
  }),
  matchYamlLine(["aws-vpc-cni"], buildEntryPattern("chart", `aws-vpc-cni["']?[ \\t]*$`), installed),
  matchYamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: buildEntryPattern("name", "vpc-cni\\b") }, installed),
  matchTerraformLine(["vpc-cni"], /^[ \t]{0,200}addon_name[ \t]*=[ \t]*"vpc-cni"|^[ \t]{1,200}"?vpc-cni"?[ \t]*=[ \t]*\{/m, installed),
  matchYamlObject(
    { groups: ["vpcresources.k8s.aws", "crd.k8s.amazonaws.com"] },
    { ...installed, message: "this object is one that the VPC CNI serves" }
  )
]);

// src/platforms/calico.ts
var installed2 = { cni: "calico", strength: "strong", message: "Calico is installed here" };
var calico_default = defineDetector("calico", [
  matchHelmInstall(["tigera-operator"], /^(?:projectcalico|tigera)\/tigera-operator$/, installed2),
  matchCommands(["/manifests/calico", "/manifests/tigera-operator"], function* (found) {
    if (found.program !== "kubectl" || found.args.some((word) => readLiteral(word) === "delete")) return;
    const url = found.args.find((word) => manifest.test(readLiteral(word)));
    if (!url) return;
    const version3 = manifest.exec(readLiteral(url))?.[1];
    yield { ...installed2, ...version3 && { fact: `calico-version=${version3}` }, place: locateCommandOption(url, found) };
  }),
  matchYamlLine(["tigera-operator"], buildEntryPattern("chart", `tigera-operator["']?[ \\t]*$`), installed2),
  matchYamlObject(
    { groups: ["operator.tigera.io"], kinds: ["Installation"], body: /^spec:/m },
    (match) => isPolicyOnly(match.input) ? void 0 : installed2
  ),
  matchYamlObject(
    { groups: ["crd.projectcalico.org", "projectcalico.org"] },
    { ...installed2, strength: "medium", message: "this object is one that Calico serves" }
  ),
  matchTerraformLine(["tigera-operator"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?tigera-operator"/m, installed2),
  matchTerraformLine(["cni_plugin"], /^[ \t]{0,200}cni_plugin[ \t]*=[ \t]*"calico"/m, {
    ...installed2,
    message: "the cluster is configured to run Calico here"
  })
]);
var manifest = /^https:\/\/\S{1,200}?(?:\/v(\d+\.\d+\.\d+))?\/manifests\/(?:calico|tigera-operator)(?:-vxlan|-typha)?\.yaml$/;
function isPolicyOnly(installation) {
  if (buildEntryPattern("type", "Calico\\b").test(installation)) return false;
  return buildEntryPattern("type", "(?:AmazonVPC|AzureVNET|GKE)\\b").test(installation) || buildEntryPattern("kubernetesProvider", "(?:EKS|AKS|GKE)\\b").test(installation);
}

// src/platforms/cilium.ts
var installed3 = { cni: "cilium", strength: "strong", message: "Cilium is installed here" };
var cilium_default = defineDetector("cilium", [
  matchCommand("cilium install|upgrade", installed3),
  matchHelmInstall(["cilium/cilium", "quay.io/cilium/charts"], /^(?:cilium\/cilium|oci:\/\/quay\.io\/cilium\/charts\/cilium)$/, installed3),
  matchYamlLine(["cilium"], buildEntryPattern("chart", `cilium["']?[ \\t]*$`), installed3),
  matchYamlLine(
    ["cilium-config"],
    /^(?:[ \t]{0,200}|[ \t]{0,200}metadata:[ \t]*\{[^\n]{0,200}?)["']?name["']?:[ \t]*["']?cilium-config["']?[ \t]*(?:$|[,}])/m,
    { ...installed3, message: "Cilium is configured here" }
  ),
  matchYamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChartConfig"], body: buildEntryPattern("name", "rke2-cilium\\b") },
    { ...installed3, message: "RKE2 is configured with Cilium here" }
  ),
  matchYamlObject(
    { groups: ["kops.k8s.io"], kinds: ["Cluster"], body: /^[ \t]{2,20}cilium:/m },
    { ...installed3, message: "kOps is configured to run Cilium here" }
  ),
  matchYamlLine(["kube_network_plugin"], buildEntryPattern("kube_network_plugin", "cilium\\b"), {
    ...installed3,
    message: "Kubespray is configured to run Cilium here"
  }),
  matchYamlLine(
    ["quay.io/cilium/charts/cilium"],
    buildEntryPattern("url|repoURL", "(?:oci://)?quay\\.io/cilium/charts/cilium\\b"),
    installed3
  ),
  // Tetragon, which also runs without Cilium, has its `TracingPolicy` in the same group.
  matchYamlObject(
    { groups: ["cilium.io"], body: /^kind:[ \t]*["']?Cilium\w*/m },
    { ...installed3, message: "this object is one that Cilium serves" }
  ),
  matchTerraformLine(["cilium"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?cilium"/m, installed3),
  matchTerraformLine(["cni_plugin"], /^[ \t]{0,200}cni_plugin[ \t]*=[ \t]*"cilium"/m, {
    ...installed3,
    message: "the cluster is configured to run Cilium here"
  })
]);

// src/platforms/desktop.ts
var programs = [
  [/^docker-(desktop|for-desktop)$/, "docker-desktop", "Docker Desktop"],
  [/^orbstack$/, "orbstack", "OrbStack"],
  [/^colima(-[\w.-]+)?$/, "colima", "Colima"]
];
function findDesktopClaim(context) {
  const found = programs.find(([pattern]) => pattern.test(context));
  if (!found) return void 0;
  return { fact: `desktop=${found[1]}`, strength: "strong", message: `the script talks to the cluster of ${found[2]}` };
}
var markers = ["docker-desktop", "docker-for-desktop", "orbstack", "colima"];
var contexts = {
  markers,
  *evidence(source) {
    if (!hasMarker(source, markers)) return;
    for (const script of source.scripts()) {
      const options = listContexts(script);
      const found = options.map(({ value, place }) => ({ evidence: findDesktopClaim(value ?? ""), place }));
      const [first] = found;
      if (!first?.evidence || found.some(({ evidence }) => evidence?.fact !== first.evidence?.fact)) continue;
      yield { ...first.evidence, place: first.place, script: true, unit: script.unit };
    }
  }
};
function listContexts({ commands }) {
  return commands.flatMap((found) => {
    const word = findContextWord(found);
    if (word) return { value: word.kind === "scalar" ? word.value : void 0, place: locateCommandOption(word, found) };
    if (isColima(found)) return { value: "colima", place: found.place };
    const name = found.program === "helm" ? "--kube-context" : "--context";
    return /^(helm|kubectl|istioctl|cilium)$/.test(found.program) ? findOption(found, [name]) ?? [] : [];
  });
}
function findContextWord({ program, args }) {
  if (program === "kubectx") return args[0];
  const words = args.map(readLiteral);
  const used3 = words.indexOf("use-context");
  return program === "kubectl" && words.includes("config") && used3 !== -1 ? args[used3 + 1] : void 0;
}
function isColima({ program, args }) {
  const words = args.map(readLiteral);
  return program === "colima" && words.includes("start") && words.some((word) => word === "--kubernetes" || word === "-k");
}
var desktop_default = defineDetector("desktop", [contexts]);

// src/platforms/eks-facts.ts
var settings = {
  ENABLE_POD_ENI: { fact: "enable-pod-eni", values: "true|false" },
  POD_SECURITY_GROUP_ENFORCING_MODE: { fact: "pod-security-group-enforcing-mode", values: "strict|standard" },
  DISABLE_TCP_EARLY_DEMUX: { fact: "tcp-early-demux-disabled", values: "true|false" }
};
var names = Object.keys(settings);
var eksAddonFacts = names.flatMap((name) => {
  const written3 = new RegExp(`\\b${name}\\b\\\\?["']?[ \\t]*[:=][ \\t]*\\\\?["']?(${settings[name].values})\\b`);
  const evidenceFrom = (match) => findEksFact(name, match[1]);
  return [matchTerraformLine([name], written3, evidenceFrom), matchYamlObject({ groups: ["eksctl.io"], body: written3 }, evidenceFrom)];
});
var eksDaemonSetFacts = names.map((name) => {
  const quoted = `["']?${name}["']?`;
  const written3 = new RegExp(`\\bname:[ \\t]*${quoted}[ \\t]*,?\\s{1,40}(?<shown>value:[ \\t]*["']?(?<value>${settings[name].values})\\b)`);
  return matchYamlLine([name], written3, ({ input, groups: groups2 }) => {
    return /\bname:[ \t]*["']?aws-node\b/.test(input) ? findEksFact(name, groups2?.value) : void 0;
  });
});
var eksClusterFacts = [
  matchTerraformSetting("aws_eks_cluster", "version", (match) => buildKubernetesVersionFact(match.groups?.value)),
  matchTerraformLine(
    ["terraform-aws-modules/eks"],
    /^[ \t]{1,200}(?:cluster_version|kubernetes_version)[ \t]*=[ \t]*"([^"\n]{1,40})"/m,
    (match) => buildKubernetesVersionFact(match[1])
  ),
  // https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
  matchTerraformLine(
    ["terraform-aws-modules/eks", "aws_eks_cluster"],
    /^[ \t]{1,200}(?:cluster_)?ip_family[ \t]*=[ \t]*"ipv6"/m,
    buildIpFamilyFact("ipv6")
  ),
  // https://eksctl.io/usage/schema/
  matchYamlObject(
    {
      groups: ["eksctl.io"],
      kinds: ["ClusterConfig"],
      body: /^metadata:[^\n]*(?:\n[ \t]{1,20}[^\n]*){0,20}?\n(?<shown>[ \t]{1,20}version:[ \t]*["']?(1\.\d+))\b/m
    },
    (match) => buildKubernetesVersionFact(match[2])
  ),
  matchYamlObject(
    { groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: /^[ \t]{1,20}ipFamily:[ \t]*["']?[Ii][Pp]v6\b/m },
    buildIpFamilyFact("ipv6")
  )
];
var eksCommandFacts = [
  matchCommands(["aws-node"], function* (command) {
    if (command.program !== "kubectl") return;
    const words = command.args.map(readLiteral);
    if (!words.some((word) => word === "aws-node" || word.endsWith("/aws-node"))) return;
    const setting = words.includes("set") && words.includes("env") ? readSettingOfWord : words.includes("patch") ? readSettingOfPatch : void 0;
    if (!setting) return;
    for (const word of command.args) for (const evidence of setting(word)) yield { ...evidence, place: locateCommandOption(word, command) };
  })
];
function findEksFact(name, value) {
  if (value === void 0) return void 0;
  const { fact } = settings[name];
  const given = value === "unknown" ? `the VPC CNI is given a \`${name}\` that is not known here` : `the VPC CNI is given \`${name}=${value}\` here`;
  return { platform: "eks", fact: `${fact}=${value}`, strength: "strong", message: given };
}
function* readSettingOfWord(word) {
  const text = readKnownText(word);
  const name = names.find((each) => text.startsWith(`${each}=`));
  if (!name) return;
  const value = word.kind === "unknown" ? "unknown" : text.slice(name.length + 1);
  const evidence = ["unknown", ...settings[name].values.split("|")].includes(value) ? findEksFact(name, value) : void 0;
  if (evidence) yield evidence;
}
function* readSettingOfPatch(word) {
  for (const name of names) {
    const quoted = `["']?${name}["']?`;
    const value = `["']?value["']?[ \\t]*:[ \\t]*["'](${settings[name].values})["']`;
    const patch = new RegExp(`["']?name["']?[ \\t]*:[ \\t]*${quoted}[ \\t]*,?\\s{0,40}${value}`);
    const evidence = findEksFact(name, patch.exec(readLiteral(word))?.[1]);
    if (evidence) yield evidence;
  }
}

// src/platforms/fargate-facts.ts
function claimNamespaces(namespaces) {
  const known3 = namespaces.filter((name) => /^[a-z0-9-]{1,63}$/.test(name));
  if (known3.length === 0) return void 0;
  const shown = known3.map((name) => `\`${name}\``).join(" and ");
  return { fact: `fargate-namespace=${known3.join(",")}`, strength: "strong", message: `the pods of ${shown} run on Fargate` };
}
var eksFargateProfiles = [
  matchCommands(["fargateprofile"], function* (found) {
    const words = found.args.map(readLiteral);
    const namespace = findOption(found, ["--namespace"]);
    const isCreated = found.program === "eksctl" && words.includes("create") && words.includes("fargateprofile");
    if (!isCreated || !namespace?.value || words.some((word) => /^(--labels|-l)(=|$)/.test(word))) return;
    const evidence = claimNamespaces([namespace.value]);
    if (evidence) yield { ...evidence, place: namespace.place };
  }),
  matchYamlObject(
    {
      groups: ["eksctl.io"],
      kinds: ["ClusterConfig"],
      body: /^fargateProfiles:[^\n]*(?:\n(?:[ \t-][^\n]*)?)*/m
    },
    (match) => claimNamespaces(readFargateNamespaces(match[0]))
  ),
  matchTerraformText(["aws_eks_fargate_profile", "fargate_profiles"], function* (content) {
    for (const { type, labels, body, start, headEnd } of findBlocks(content)) {
      const selectors = type === "resource" && labels[0] === "aws_eks_fargate_profile" ? body : type === "module" ? readArgument(body, "fargate_profiles") ?? "" : "";
      const evidence = claimNamespaces(readSelectorNamespaces(selectors));
      if (evidence) yield { evidence, start, end: headEnd };
    }
  })
];
function readFargateNamespaces(profiles) {
  const { root } = readYaml(wrapWholeText("", profiles));
  const selectors = findItemsAt(root, "fargateProfiles").flatMap((profile) => findItemsAt(profile, "selectors"));
  return selectors.flatMap((selector) => findAt(selector, "labels") ? [] : findStringAt(selector, "namespace") ?? []);
}
function readSelectorNamespaces(text) {
  const found = [];
  for (const { index } of text.matchAll(/\{/g)) {
    const own = text.slice(index + 1, endOfBraces(text, index + 1));
    const namespace = /^\s*(?:labels[ \t]*=[^\n]*\n\s*)?namespace[ \t]*=[ \t]*"([^"\n]*)"/.exec(own)?.[1];
    if (namespace !== void 0 && !/\blabels[ \t]*=/.test(own)) found.push(namespace);
  }
  return found;
}

// src/platforms/webhook-port-facts.ts
var port = 15017;
function buildWebhookPortFact(state, message) {
  return { fact: `webhook-port=${state}`, strength: "strong", message };
}
var closedOnEks = buildWebhookPortFact("closed", "this module's node security group admits no TCP 15017 from the API server");
var closedOnGke = buildWebhookPortFact("closed", "this module's firewall admits the API server to other ports than TCP 15017");
var ruled = buildWebhookPortFact("open", "a rule may admit TCP 15017 here");
var undecided = buildWebhookPortFact("unknown", "the security groups of the nodes are not known here");
var eksWebhookPort = [
  matchTerraformText(["terraform-aws-modules/eks/aws", "terraform-aws-modules/terraform-aws-eks"], function* (content) {
    for (const block of findBlocks(content)) {
      const found = isEksModule(block) ? judgeEksModule(block) : void 0;
      if (found) yield { evidence: found, start: block.start, end: block.headEnd };
    }
  }),
  matchTerraformText(["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"], function* (content) {
    for (const block of findBlocks(content)) {
      if (isGroupRule(block) && mayAdmit(block.body)) yield { evidence: ruled, start: block.start, end: block.headEnd };
    }
  })
];
function isEksModule({ type, body }) {
  return type === "module" && /^[ \t]*source[ \t]*=[ \t]*"[^"\n]*terraform-aws-modules\/(?:eks\/aws|terraform-aws-eks[^"\n/]*)(?:\?[^"\n]*)?"/m.test(body);
}
function judgeEksModule({ body }) {
  const version3 = readArgument(body, "version") ?? /\?ref=v?(\d[\d.]*)/.exec(readArgument(body, "source") ?? "")?.[1];
  if (version3 !== void 0 && isBefore18(version3)) return void 0;
  if (/^[ \t]*compute_config[ \t]*=|^[ \t]*cluster_compute_config[ \t]*=/m.test(body)) return void 0;
  const isOnlyFargate = /^[ \t]*fargate_profiles[ \t]*=/m.test(body) && !/^[ \t]*(?:eks_managed_node_groups|self_managed_node_groups)[ \t]*=/m.test(body);
  if (isOnlyFargate) return void 0;
  const others = ["create_node_security_group", "node_security_group_id", "node_security_group_enable_recommended_rules"];
  const given = others.map((name) => readArgument(body, name));
  if (given.some((value) => value !== void 0 && value !== "true")) return void 0;
  if (/\battach_cluster_primary_security_group[ \t]*=[ \t]*(?!false\b)/.test(body)) return void 0;
  if (/\b(?:vpc_security_group_ids|additional_security_group_ids|cluster_primary_security_group_id)[ \t]*=/.test(body)) return void 0;
  const rules = readArgument(body, "node_security_group_additional_rules");
  if (rules === void 0) return closedOnEks;
  return rules.startsWith("{") ? mapEvidence(rules) ?? closedOnEks : undecided;
}
function isBefore18(version3) {
  const written3 = /^"?[^\d"]*(\d{1,3})/.exec(version3)?.[1];
  if (written3 === void 0) return true;
  return /^"\s*<\s/.test(version3) ? Number(written3) <= 18 : Number(written3) < 18;
}
function mapEvidence(rules) {
  const inner = rules.slice(1, -1);
  if (/^\s*for\b|\bmerge\(|\.\.\./m.test(inner)) return undecided;
  const own = /=[ \t]*(\{)?/g;
  for (let match = own.exec(inner); match; match = own.exec(inner)) {
    if (match[1] === void 0) return undecided;
    const end = endOfBraces(inner, own.lastIndex);
    if (mayAdmit(inner.slice(own.lastIndex, end))) return ruled;
    own.lastIndex = end;
  }
  return void 0;
}
function isGroupRule({ type, labels: [kind = ""], body }) {
  if (type !== "resource" || !/^aws_(vpc_)?security_group(_rule|_ingress_rule)$/.test(kind)) return false;
  return !/^"?\$?\{?aws_security_group\./.test(readArgument(body, "security_group_id") ?? "");
}
function mayAdmit(rule) {
  if (/\btype[ \t]*=[ \t]*"egress"/.test(rule) || /\bself[ \t]*=[ \t]*true\b/.test(rule)) return false;
  const protocol = /\b(?:ip_)?protocol[ \t]*=[ \t]*([^\n,}]{1,100})/.exec(rule)?.[1]?.trim() ?? '"-1"';
  if (/^"(-1|all)"$|^-1$/.test(protocol)) return true;
  if (/^"(udp|17|icmp\w*|1)"$/i.test(protocol)) return false;
  const from = parsePort(/\bfrom_port[ \t]*=[ \t]*([^\n,}]{1,100})/.exec(rule)?.[1]);
  const to = parsePort(/\bto_port[ \t]*=[ \t]*([^\n,}]{1,100})/.exec(rule)?.[1]);
  return from === void 0 || to === void 0 || from <= port && port <= to;
}
function parsePort(text) {
  const written3 = /^["']?(\d{1,5})["']?$/.exec(text?.trim() ?? "")?.[1];
  return written3 === void 0 ? void 0 : Number(written3);
}
var isPrivate = { fact: "private-nodes=true", strength: "strong", message: "the nodes have private addresses only" };
var gkeWebhookPort = [
  matchTerraformText(["enable_private_nodes"], function* (content) {
    const match = /^[ \t]*enable_private_nodes[ \t]*=[ \t]*true\b/m.exec(content);
    if (match) yield { evidence: isPrivate, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }),
  matchTerraformText(["terraform-google-modules/kubernetes-engine"], function* (content) {
    for (const block of findBlocks(content)) {
      const found = block.type === "module" ? judgeGkeModule(block.body) : void 0;
      if (found) yield { evidence: found, start: block.start, end: block.headEnd };
    }
  }),
  matchTerraformText(["google_compute_firewall"], function* (content) {
    for (const block of findBlocks(content)) {
      if (block.labels[0] !== "google_compute_firewall") continue;
      const found = admitsOnGke(block.body) ? ruled : { fact: "firewall-rules=true", strength: "strong", message: "rules of the firewall are managed here" };
      yield { evidence: found, start: block.start, end: block.headEnd };
    }
  }),
  matchCommands(["enable-private-nodes"], function* (found) {
    const word = found.program === "gcloud" ? found.args.find((each) => readKnownText(each) === "--enable-private-nodes") : void 0;
    if (word) yield { ...isPrivate, place: locateCommandOption(word, found) };
  }),
  matchCommands(["firewall-rules"], function* (found) {
    const isRule = found.program === "gcloud" && found.args.some((word2) => readKnownText(word2) === "firewall-rules");
    const isChange = found.args.some((word2) => /^(create|update)$/.test(readKnownText(word2)));
    const word = found.args.find(
      (each) => /15017|\$|\b(?:tcp|all)\b(?!:)/.test(readKnownText(each)) && !/^(create|update)$/.test(readKnownText(each))
    );
    if (isRule && isChange && word) yield { ...ruled, place: locateCommandOption(word, found) };
  })
];
function judgeGkeModule(body) {
  const ports = readArgument(body, "firewall_inbound_ports");
  const isOfModule = /^[ \t]*source[ \t]*=[ \t]*"[^"\n]*terraform-google-modules\/kubernetes-engine\/google[^"\n]*private-cluster/m.test(
    body
  );
  if (!isOfModule || !/^[ \t]*enable_private_nodes[ \t]*=[ \t]*true\b/m.test(body)) return void 0;
  if (ports === void 0) return /^[ \t]*add_master_webhook_firewall_rules[ \t]*=[ \t]*(?!false\b)/m.test(body) ? ruled : void 0;
  if (!/^\[[^\]$]*\]$/.test(ports) || /var\.|local\./.test(ports)) return undecided;
  return includesPort(ports) ? ruled : closedOnGke;
}
function admitsOnGke(body) {
  if (/\bdirection[ \t]*=[ \t]*"EGRESS"/.test(body) || !/\ballow\b/.test(body)) return false;
  const allowed = [...body.matchAll(/\ballow[ \t]*\{/g)].map(
    ({ index, 0: head }) => body.slice(index, endOfBraces(body, index + head.length))
  );
  if (allowed.length === 0) return true;
  return allowed.some((rule) => {
    const protocol = /\bprotocol[ \t]*=[ \t]*"([^"\n]*)"/.exec(rule)?.[1]?.toLowerCase();
    if (protocol !== void 0 && !/^(tcp|6|all)$/.test(protocol)) return false;
    const ports = /\bports[ \t]*=[ \t]*(\[[^\]]*\])/.exec(rule)?.[1];
    return ports === void 0 || /[a-z]/i.test(ports) || includesPort(ports);
  });
}
function includesPort(list) {
  return [...list.matchAll(/(\d{1,5})(?:-(\d{1,5}))?/g)].some(([, first, last]) => Number(first) <= port && port <= Number(last ?? first));
}

// src/platforms/eks.ts
var created2 = { platform: "eks", strength: "strong", message: "an EKS cluster is created here" };
var described2 = { platform: "eks", strength: "strong", message: "an EKS cluster is described here" };
var served = { platform: "eks", strength: "strong", message: "this object is one that EKS' own controllers serve" };
var eks_default = defineDetector("eks", [
  ...eksNetworkPolicies,
  ...eksFargateProfiles,
  ...eksWebhookPort,
  matchTerraformClusters("eks", ["aws_eks_cluster"], described2),
  matchTerraformBlock(["aws_eks_node_group", "aws_eks_addon", "aws_eks_fargate_profile"], {
    ...described2,
    describes: true,
    message: "a part of an EKS cluster is described here"
  }),
  matchClusterModule("eks", "terraform-aws-modules/eks/aws", { ...created2, message: "this module creates an EKS cluster" }),
  matchClusterModule("eks", "terraform-aws-modules/terraform-aws-eks", { ...created2, message: "this module creates an EKS cluster" }),
  matchTerraformModule("aws-ia/eks-blueprints-addons/aws", {
    ...described2,
    describes: true,
    message: "this module adds to an EKS cluster"
  }),
  matchCommand("eksctl create cluster", created2),
  matchCommand("aws eks create-cluster", created2, ["create-cluster"]),
  matchCommand("aws eks update-kubeconfig", { ...created2, message: "the credentials of an EKS cluster are fetched here" }, [
    "update-kubeconfig"
  ]),
  matchYamlObject({ groups: ["eksctl.io"] }, ({ input }) => ({
    ...described2,
    describes: true,
    cluster: formatClusterName("eks", nameInMetadata(input))
  })),
  matchYamlObject({ groups: ["vpcresources.k8s.aws", "networking.k8s.aws", "eks.amazonaws.com"] }, served),
  matchYamlObject({ groups: ["karpenter.k8s.aws"] }, { ...served, message: "Karpenter runs the nodes of an EKS cluster here" }),
  matchYamlLine(
    ["eks.amazonaws.com"],
    /^[ \t]{0,200}(?:- )?server:[ \t]*["']?https:\/\/[0-9A-F]{32}\.[a-z0-9]{1,8}\.[a-z0-9-]{1,40}\.eks\.amazonaws\.com/m,
    {
      ...described2,
      message: "this address is an EKS cluster's"
    }
  ),
  matchYamlLine(["eks.amazonaws.com/"], buildEntryPattern("eks\\.amazonaws\\.com/role-arn"), {
    platform: "eks",
    strength: "medium",
    message: "a service account takes an IAM role the way EKS does it"
  }),
  matchYamlLine(
    ["eks.amazonaws.com/"],
    buildEntryPattern("(?:eks\\.amazonaws\\.com/(?:nodegroup|capacityType|compute-type)|alpha\\.eksctl\\.io/[a-z-]+)"),
    {
      platform: "eks",
      strength: "medium",
      message: "nodes are chosen by a label of EKS' here"
    }
  ),
  // https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
  matchYamlLine(["ebs.csi.eks.amazonaws.com"], buildEntryPattern("provisioner", "ebs\\.csi\\.eks\\.amazonaws\\.com"), {
    ...served,
    message: "this storage class is served by EKS Auto Mode"
  }),
  matchYamlLine(["ebs.csi.aws.com"], buildEntryPattern("provisioner", "ebs\\.csi\\.aws\\.com"), {
    platform: "eks",
    strength: "medium",
    message: "this storage class is served by AWS' driver"
  }),
  // https://cluster-api-aws.sigs.k8s.io/topics/eks/
  matchYamlObject(
    { groups: ["controlplane.cluster.x-k8s.io"], kinds: ["AWSManagedControlPlane"], marker: "AWSManagedControlPlane" },
    { ...described2, describes: true }
  ),
  ...eksClusterFacts,
  ...eksAddonFacts,
  ...eksCommandFacts,
  ...eksDaemonSetFacts
]);

// src/platforms/flannel.ts
var installed4 = { cni: "flannel", strength: "strong", message: "Flannel is installed here" };
var flannel_default = defineDetector("flannel", [
  matchHelmInstall(["flannel"], /^flannel\/flannel$|\/flannel\.tgz$/, installed4),
  matchCommands(["kube-flannel"], function* (found) {
    if (found.program !== "kubectl" || found.args.some((word) => readLiteral(word) === "delete")) return;
    const url = found.args.find((word) => /^https:\/\/\S{1,200}\/kube-flannel\.yml$/.test(readLiteral(word)));
    if (url) yield { ...installed4, place: locateCommandOption(url, found) };
  }),
  matchYamlLine(["flannel"], buildEntryPattern("chart", `flannel["']?[ \\t]*$`), installed4),
  matchYamlLine(["kube-flannel"], /^[ \t]{0,200}- ["']?https:\/\/\S{1,200}\/kube-flannel\.yml\b/m, installed4),
  matchTerraformLine(["flannel"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?flannel"/m, installed4),
  // https://docs.k3s.io/networking/basic-network-options#flannel-options
  matchYamlLine(["flannel-backend"], /^flannel-backend:[ \t]*["']?(?:vxlan|host-gw|wireguard-native|ipsec)\b/m, {
    ...installed4,
    message: "K3s is configured to run Flannel here"
  })
]);

// src/platforms/gateway-api.ts
var project = "kubernetes-sigs/gateway-api";
var version = "v?(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(?:-[a-z]{1,10}\\.\\d{1,3})?)";
var addresses = [
  new RegExp(`${project}/releases/download/${version}/(standard|experimental)-install\\.yaml`, "g"),
  new RegExp(`${project}(?:\\.git)?(?://|/)config/crd(/experimental|/standard)?/?\\?(?:[a-z]+=[^&\\s"']*&)?ref=${version}`, "g"),
  new RegExp(`${project}/${version}/config/crd/(standard|experimental)/`, "g")
];
var openAddress = new RegExp(`${project}(?:/releases/download/|(?:\\.git)?(?://|/)config/crd[\\w/]{0,20}\\?ref=)`);
function listUnplaced([, first = "", second = ""]) {
  const [release2, channel] = /^\d/.test(first) ? [first, second] : [second, first.slice(1) || "standard"];
  return release2 === "" ? [] : buildGatewayApiFacts(release2, channel);
}
function buildGatewayApiFacts(release2, channel) {
  const message = `the ${channel} CRDs of Gateway API ${release2} are installed here`;
  return [
    { fact: `gateway-api=${release2}`, strength: "strong", message },
    { fact: `gateway-api-channel=${channel}`, strength: "strong", message: `the channel of these CRDs is ${channel}` }
  ];
}
var unknown = {
  fact: "gateway-api=unknown",
  strength: "strong",
  message: "the Gateway API's release is known only when this runs"
};
var appliers = /* @__PURE__ */ new Set(["kubectl", "oc", "curl", "wget", "kustomize"]);
var ofCommands = matchCommands([project], function* (found) {
  if (!appliers.has(found.program) || isRemoval(found)) return;
  for (const word of found.args) {
    const matches = addresses.flatMap((address) => [...readLiteral(word).matchAll(address)]);
    const unplaced = matches.flatMap((match) => listUnplaced(match));
    const open = unplaced.length === 0 && openAddress.test(readKnownText(word)) ? [unknown] : unplaced;
    for (const each of open) yield { ...each, place: locateCommandOption(word, found) };
  }
});
function isRemoval({ args, pipedInto }) {
  return args.some((word) => readLiteral(word) === "delete") || /\b(kubectl|oc) delete\b/.test(pipedInto ?? "");
}
function* findGatewayAddresses(content, isMeant2 = () => true) {
  for (const address of addresses) {
    for (const match of content.matchAll(address)) {
      const before = content.slice(content.lastIndexOf("\n", match.index) + 1, match.index);
      if (!isMeant2(before)) continue;
      for (const evidence of listUnplaced(match))
        yield { evidence, start: match.index - measureAddressStart(before), end: match.index + match[0].length };
    }
  }
}
function measureAddressStart(before) {
  return /\S*$/.exec(before)?.[0].replace(/^["']/, "").length ?? 0;
}
function isValue(before) {
  return /^[ \t]*(?:- )?(?:[\w.-]+:[ \t]*)?["']?(?:git::)?(?:https:\/\/)?(?:raw\.githubusercontent|github)\.com\/$/.test(before);
}
function* readCrdAnnotations(content) {
  if (!/^kind:[ \t]*["']?CustomResourceDefinition\b/m.test(content)) return;
  const said = /* @__PURE__ */ new Set();
  const release2 = new RegExp(`gateway\\.networking\\.k8s\\.io/bundle-version["']?:[ \\t]*["']?${version}`, "g");
  for (const match of content.matchAll(release2)) {
    const around = content.slice(Math.max(0, match.index - 500), match.index + 500);
    const channel = /gateway\.networking\.k8s\.io\/channel["']?:[ \t]*["']?(standard|experimental)/.exec(around)?.[1];
    const key2 = `${match[1]} ${channel}`;
    if (channel === void 0 || said.has(key2)) continue;
    said.add(key2);
    for (const evidence of buildGatewayApiFacts(match[1] ?? "", channel))
      yield { evidence, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }
}
function* findGatewayApplications(content) {
  const pattern = new RegExp(`^[ \\t-]*repoURL:[ \\t]*["']?https://github\\.com/${project}(?:\\.git)?["']?[ \\t]*$`, "gm");
  for (const match of content.matchAll(pattern)) {
    const around = readLinesAround(content, match.index);
    const release2 = new RegExp(`^[ \\t-]*targetRevision:[ \\t]*["']?${version}["']?[ \\t]*$`, "m").exec(around)?.[1];
    const path = /^[ \t-]*path:[ \t]*["']?(?:\.\/)?config\/crd(\/experimental|\/standard)?\/?["']?[ \t]*$/m.exec(around);
    if (!release2 || !path) continue;
    const found = buildGatewayApiFacts(release2, path[1]?.slice(1) ?? "standard");
    for (const evidence of found) yield { evidence, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }
}
function* findFluxSources(content) {
  const url = new RegExp(`^[ \\t]*url:[ \\t]*["']?(?:https|ssh)://(?:git@)?github\\.com/${project}(?:\\.git)?["']?[ \\t]*$`, "m").exec(
    content
  );
  const tag = url && new RegExp(`^[ \\t]*tag:[ \\t]*["']?${version}["']?[ \\t]*$`, "m").exec(readLinesAround(content, url.index))?.[1];
  const [evidence] = tag ? buildGatewayApiFacts(tag, "chosen") : [];
  if (url && evidence)
    yield {
      evidence: { ...evidence, message: `Gateway API ${tag} is fetched here` },
      start: url.index + url[0].search(/\S/),
      end: url.index + url[0].length
    };
}
function* findFluxPaths(content) {
  const pattern = /^[ \t]*path:[ \t]*["']?(?:\.\/)?config\/crd(\/experimental|\/standard)?\/?["']?[ \t]*$/gm;
  for (const match of content.matchAll(pattern)) {
    const around = readLinesAround(content, match.index);
    if (!/^apiVersion:[ \t]*["']?kustomize\.toolkit\.fluxcd\.io\//m.test(around) || !/^[ \t]*name:[^\n]*gateway-api/m.test(around))
      continue;
    const [, evidence] = buildGatewayApiFacts("", match[1]?.slice(1) ?? "standard");
    if (evidence) yield { evidence, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }
}
function readLinesAround(content, at) {
  const before = content.slice(Math.max(0, at - 600), at);
  const after = content.slice(at, at + 600);
  return before.slice(before.lastIndexOf("\n---") + 1) + after.split("\n---")[0];
}
var gateway_api_default = defineDetector("gateway-api", [
  ofCommands,
  matchYamlText([project], function* (content) {
    yield* findGatewayAddresses(content, isValue);
    yield* findGatewayApplications(content);
    yield* findFluxSources(content);
  }),
  matchYamlText(["config/crd"], findFluxPaths),
  matchYamlText(["gateway.networking.k8s.io/bundle-version"], readCrdAnnotations),
  matchTerraformText([project], (content) => findGatewayAddresses(content))
]);

// src/platforms/gke.ts
var created3 = { platform: "gke", strength: "strong", message: "a GKE cluster is created here" };
var used = { platform: "gke", strength: "strong", message: "the credentials of a GKE cluster are fetched here" };
var served2 = { platform: "gke", strength: "strong", message: "this object is one that GKE's own controllers serve" };
var autopilot = {
  platform: "gke",
  fact: "gke-autopilot=true",
  strength: "strong",
  message: "the GKE cluster is an Autopilot cluster"
};
var standard = {
  platform: "gke",
  fact: "gke-autopilot=false",
  strength: "strong",
  message: "a GKE Standard cluster is created here"
};
var gkeKinds = [
  "FrontendConfig",
  "GCPBackendPolicy",
  "GCPGatewayPolicy",
  "GCPSessionAffinityPolicy",
  "GCPTrafficDistributionPolicy",
  "HealthCheckPolicy",
  "ManagedCertificate",
  "MultiClusterIngress",
  "MultiClusterService",
  "ServiceAttachment"
];
var gke_default = defineDetector("gke", [
  ...gkeNetworkPolicies,
  ...gkeWebhookPort,
  matchTerraformClusters("gke", ["google_container_cluster"], { ...created3, message: "a GKE cluster is described here" }),
  matchTerraformBlock(["google_container_node_pool"], {
    ...created3,
    describes: true,
    message: "nodes of a GKE cluster are described here"
  }),
  matchClusterModule("gke", "terraform-google-modules/kubernetes-engine/google", {
    ...created3,
    message: "this module creates a GKE cluster"
  }),
  matchClusterModule("gke", "terraform-google-modules/terraform-google-kubernetes-engine", {
    ...created3,
    message: "this module creates a GKE cluster"
  }),
  matchTerraformLine(["enable_autopilot"], /^[ \t]{0,200}enable_autopilot[ \t]*=[ \t]*true\b/m, autopilot),
  matchTerraformLine(["enable_autopilot"], /^[ \t]{0,200}enable_autopilot[ \t]*=[ \t]*false\b/m, standard),
  matchTerraformLine(
    ["terraform-google-modules/kubernetes-engine"],
    /^[ \t]{0,200}source[ \t]*=[ \t]*"[^"\n]*terraform-google-modules\/kubernetes-engine\/google\/\/modules\/(?:beta-)?autopilot-/m,
    autopilot
  ),
  matchTerraformLine(
    ["min_master_version"],
    /^[ \t]{0,200}min_master_version[ \t]*=[ \t]*"([^"\n]{1,40})"/m,
    (match) => buildKubernetesVersionFact(match[1])
  ),
  matchCommands(["cluster-version"], function* (found) {
    const option = found.program === "gcloud" ? findOption(found, ["--cluster-version"]) : void 0;
    const evidence = buildKubernetesVersionFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  // Versions such as 1.33.2-gke.1200 exist only on GKE: https://cloud.google.com/kubernetes-engine/versioning
  matchCommands(["-gke."], function* (found) {
    const option = found.program === "helm" ? findOption(found, ["--kube-version"]) : void 0;
    if (!option || !/-gke\.\d/.test(option.value ?? "")) return;
    yield { platform: "gke", strength: "medium", message: "charts are rendered for a version of GKE here", place: option.place };
  }),
  matchCommand("gcloud container clusters create|create-auto", created3),
  matchCommand("gcloud container clusters create-auto", autopilot),
  matchCommand("gcloud container clusters create", standard),
  matchCommand("gcloud container clusters get-credentials", used),
  matchYamlObject({ groups: ["networking.gke.io"], kinds: gkeKinds }, served2),
  matchYamlObject({ groups: ["cloud.google.com"], kinds: ["BackendConfig", "ComputeClass"] }, served2),
  // https://cloud.google.com/kubernetes-engine/docs/how-to/multidimensional-pod-autoscaling
  matchYamlObject({ groups: ["autoscaling.gke.io"], kinds: ["MultidimPodAutoscaler"] }, served2),
  // https://github.com/kubernetes-sigs/cluster-api-provider-gcp
  matchYamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io"], kinds: ["GCPManagedControlPlane"], marker: "GCPManagedControlPlane" },
    { ...created3, describes: true, message: "a GKE cluster is described here" }
  ),
  matchYamlObject(
    {
      groups: ["gateway.networking.k8s.io"],
      kinds: ["Gateway"],
      marker: "gke-l7-",
      body: buildEntryPattern("gatewayClassName", "gke-l7-")
    },
    { ...served2, message: "this Gateway is of a class that only GKE has" }
  ),
  matchYamlLine(["cloud.google.com/gke-"], buildEntryPattern("cloud\\.google\\.com/gke-[a-z-]+"), {
    platform: "gke",
    strength: "medium",
    message: "nodes are chosen by a label of GKE's here"
  }),
  matchYamlLine([".csi.storage.gke.io"], buildEntryPattern("provisioner", "(?:pd|filestore)\\.csi\\.storage\\.gke\\.io"), {
    platform: "gke",
    strength: "medium",
    message: "this storage class is served by a driver of GKE's"
  }),
  // https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
  matchYamlLine(["iam.gke.io/"], buildEntryPattern("iam\\.gke\\.io/gcp-service-account"), {
    platform: "gke",
    strength: "medium",
    message: "a service account acts for one of Google Cloud the way GKE does it"
  }),
  matchYamlLine(["gcp-critical-pods"], buildEntryPattern("name", "gcp-critical-pods\\b"), {
    platform: "gke",
    strength: "medium",
    message: "a quota for node-critical pods, which only GKE asks for, is created here"
  })
]);

// src/platforms/istio-download.ts
var istio_download_default = defineDetector("istio-download", [
  matchCommands(["istio-release"], function* ({ program, args, place }) {
    if (!/^(curl|wget|aria2c)$/.test(program)) return;
    for (const word of args) {
      const address = [...retiredDownloads.keys()].find((each) => readKnownText(word).startsWith(`${each}/`));
      if (address !== void 0)
        yield { ...describeDownload(address, readKnownText(word)), place: findAddressStart(word, address) ?? place };
    }
  })
]);
function describeDownload(address, whole) {
  const file = whole.slice(whole.lastIndexOf("/") + 1).slice(0, longestName);
  return { strength: "strong", fact: `istio-download=${address}`, message: `\`${file}\` is downloaded from a host that Istio leaves` };
}
var longestName = 100;
function findAddressStart({ origin }, address) {
  return isPlace(origin) ? { file: origin.file, start: origin.start, end: origin.start + address.length } : void 0;
}

// src/platforms/k3d.ts
var created4 = { platform: "k3d", strength: "strong", message: "a k3d cluster is created here" };
var withoutFlannel = {
  platform: "k3d",
  fact: "k3d-flannel=none",
  strength: "strong",
  message: "the k3d cluster is created without Flannel"
};
var k3d_default = defineDetector("k3d", [
  matchCommand("k3d cluster create", created4),
  matchCommand("k3d kubeconfig get|merge|write", { ...created4, message: "the credentials of a k3d cluster are fetched here" }),
  matchCommands(["k3d"], function* (found) {
    if (found.program !== "k3d") return;
    for (const word of found.args)
      if (noFlannel.test(readKnownText(word))) yield { ...withoutFlannel, place: locateCommandOption(word, found) };
  }),
  matchCommands(["k3d"], function* (found, script, path) {
    if (!isCreation(found)) return;
    const file = findOption(found, ["-c", "--config"]);
    const written3 = file?.value === void 0 ? void 0 : joinPath(found.directory ?? "", file.value);
    if (file && !found.input && !script.files.has(written3 ?? "")) {
      yield { ...flannelUnknown, reads: readConfigurationFlag(found, path), isStandIn: true, place: file.place };
    } else if (hasOpenOptions(dropClusterName(found.args))) yield { ...flannelUnknown, place: found.place };
  }),
  matchCommands(["k3d"], function* (found) {
    const evidence = findTraefikSetting(found);
    if (evidence) yield { ...evidence, place: found.place };
  }),
  matchYamlObject({ groups: ["k3d.io"], kinds: ["Simple"] }, ({ input }) => noTraefik.test(input) ? withoutTraefik : withTraefik),
  matchYamlObject({ groups: ["k3d.io"], kinds: ["Simple"] }, ({ input }) => ({
    ...created4,
    describes: true,
    cluster: formatClusterName("k3d", nameInMetadata(input)),
    message: "a k3d cluster is described here"
  })),
  matchYamlObject({ groups: ["k3d.io"], kinds: ["Simple"], body: /--flannel-backend[= ]none\b/ }, withoutFlannel)
]);
var flannelUnknown = {
  platform: "k3d",
  fact: "k3d-flannel=unknown",
  strength: "strong",
  message: "the options of the k3d cluster are not known here"
};
function isCreation({ program, args }) {
  return program === "k3d" && readKnownText(args[0]) === "cluster" && readKnownText(args[1]) === "create";
}
function dropClusterName([, , ...args]) {
  const name = args.findIndex((word, index) => !/^-/.test(readKnownText(word)) && !/^-[^=]*$/.test(readKnownText(args[index - 1])));
  return /arg|opt|flag|param/i.test(readKnownText(args[name])) ? args : args.filter((_, index) => index !== name);
}
var withTraefik = { platform: "k3d", fact: "k3d-traefik=on", strength: "strong", message: "the k3d cluster comes with Traefik" };
var withoutTraefik = { ...withTraefik, fact: "k3d-traefik=off", message: "the k3d cluster is created without Traefik" };
function findTraefikSetting(found) {
  const { args } = found;
  const words = args.map(readKnownText);
  if (!isCreation(found)) return void 0;
  if (words.some((word) => noTraefik.test(word))) return withoutTraefik;
  const isOpen2 = args.some((word) => word.kind === "unknown") || words.some((word) => /^(-c|--config)\b/.test(word));
  return isOpen2 ? void 0 : withTraefik;
}
var noTraefik = /--(?:disable|no-deploy)[= ]["']?[\w,-]*traefik\b/;
var noFlannel = /--flannel-backend[= ]none\b/;

// src/platforms/k3s-configuration.ts
var copying = /* @__PURE__ */ new Set(["cp", "install", "ln", "mv", "rsync", "scp"]);
function findInstalledConfiguration(found, path) {
  const words = found.args.filter((word) => !/^-./.test(readKnownText(word)));
  const target = words.at(-1);
  if (!copying.has(found.program) || words.length < 2 || !target) return void 0;
  const below = findPathBelow(readKnownText(target).replace(/^[^/:]*:/, ""));
  if (below === void 0) return void 0;
  const sources = words.slice(0, -1).filter((word) => isTaken(word, below));
  if (sources.length === 0) return void 0;
  const reads = sources.flatMap((word) => listCopiedPaths(word, below, found, path));
  return { place: locateCommandOption(target, found), reads };
}
var directory = "/etc/rancher/k3s";
function findPathBelow(target) {
  const plain = joinPath("", target);
  if (plain === directory || plain.startsWith(`${directory}/`)) return "";
  const start = plain === "/" ? "/" : `${plain}/`;
  return directory.startsWith(start) ? directory.slice(start.length) : void 0;
}
function isTaken(word, below) {
  return below === "" ? /\.ya?ml$|\/?config[^/]*$|(^|\/)k3s\/?\*?$|\$/.test(readKnownText(word)) : true;
}
function listCopiedPaths(word, below, found, path) {
  const written3 = readLiteral(word).replace(/\/\*?$/, "");
  if (written3 === "" || found.directory === void 0) return [];
  const joined = joinPath(found.directory, written3);
  if (joined.startsWith("/")) return [];
  const beside = joinPath(path.slice(0, path.lastIndexOf("/") + 1), joined);
  const names2 = below === "" ? ["", "config.yaml"] : [...listTails(below), below].map((tail) => `${tail}/config.yaml`);
  return [beside, joined].flatMap((start) => names2.map((name) => name === "" ? start : joinPath(start, name)));
}
function listTails(below) {
  const steps = below.split("/");
  return steps.map((_, index) => steps.slice(index + 1).join("/")).filter((tail) => tail !== "");
}

// src/platforms/k3s-facts.ts
var version2 = "v1\\.\\d{1,3}\\.\\d{1,3}[+-]k3s\\d{1,3}";
var k3sVersions = [
  matchCommands(["INSTALL_K3S_VERSION"], function* (found, script) {
    if (found.program !== "sh" && found.program !== "bash") return;
    const word = findCommandVariable("INSTALL_K3S_VERSION", found, script);
    const evidence = word && buildK3sVersionFact(readLiteral(word));
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  matchCommands(["k3s-version"], function* (found) {
    const option = found.program.startsWith("k3sup") ? findOption(found, ["--k3s-version"]) : void 0;
    const evidence = buildK3sVersionFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  matchCommands(["rancher/k3s:"], function* (found) {
    if (found.program !== "k3d" && found.program !== "docker") return;
    for (const word of found.args) {
      const evidence = buildK3sVersionFact(readImageTag(readLiteral(word)));
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
  }),
  matchYamlLine(
    ["rancher/k3s:"],
    buildEntryPattern("image", `(?:docker\\.io/)?rancher/k3s:(${version2})`),
    (match) => buildK3sVersionFact(match[1])
  ),
  matchYamlObject(
    { groups: ["upgrade.cattle.io"], kinds: ["Plan"], body: new RegExp(`^[ \\t]{1,20}version:[ \\t]*["']?(${version2})\\b`, "m") },
    (match) => buildK3sVersionFact(match[1])
  ),
  // https://github.com/k3s-io/k3s-ansible: the version is a variable of the inventory.
  matchYamlLine(
    ["k3s_version"],
    new RegExp(`^[ \\t]{0,20}k3s_version:[ \\t]*["']?(${version2})\\b`, "m"),
    (match) => buildK3sVersionFact(match[1])
  ),
  matchYamlLine(
    ["INSTALL_K3S_VERSION"],
    new RegExp(`^[^#\\n]{0,300}INSTALL_K3S_VERSION["']?[=:][ \\t]*["']?(${version2})\\b`, "m"),
    (match) => buildK3sVersionFact(match[1])
  ),
  matchTerraformLine(
    ["INSTALL_K3S_VERSION"],
    new RegExp(`^[^#\\n]{0,300}INSTALL_K3S_VERSION=\\\\?["']?(${version2})\\b`, "m"),
    (match) => buildK3sVersionFact(match[1])
  )
];
var k3sAddresses = [
  matchCommands(["cluster-cidr"], function* (found, script) {
    const isShell2 = found.program === "sh" || found.program === "bash";
    if (!isShell2 && !/^(?:k3s|k3d|k3sup.*|rke2)$/.test(found.program)) return;
    const exported = isShell2 ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : void 0;
    for (const word of exported ? [...found.args, exported] : found.args) {
      const evidence2 = readIpFamilyFact(/--cluster-cidr[= ]["']?([^\s"'@]{1,200})/.exec(readKnownText(word))?.[1]);
      if (evidence2) yield { ...evidence2, place: locateCommandOption(word, found) };
    }
    const option = findOption(found, ["--cluster-cidr"]);
    const evidence = readIpFamilyFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  matchYamlLine(["cluster-cidr"], /^cluster-cidr:[ \t]*["']?([\da-fA-F.:/, ]{4,200})["']?[ \t]*$/m, (match) => readIpFamilyFact(match[1])),
  matchYamlObject(
    { groups: ["k3d.io"], kinds: ["Simple"], body: /--cluster-cidr[= ]["']?([\da-fA-F.:/,]{4,200})/ },
    (match) => readIpFamilyFact(match[1])
  )
];
function readImageTag(image) {
  return /^(?:--image=)?(?:docker\.io\/)?rancher\/k3s:(.*)$/.exec(image)?.[1];
}

// src/platforms/k3s.ts
var installed5 = { platform: "k3s", strength: "strong", message: "K3s is installed here" };
var configured = { platform: "k3s", strength: "strong", message: "K3s is configured here" };
var withoutFlannel2 = {
  platform: "k3s",
  fact: "k3s-flannel=none",
  strength: "strong",
  message: "K3s is configured to run without Flannel"
};
var configurationMarkers = ["write-kubeconfig-mode", "tls-san", "cluster-init", "kubelet-arg", "node-taint", "secrets-encryption"];
var k3s_default = defineDetector("k3s", [
  ...k3sNetworkPolicies,
  matchCommandWord(["get.k3s.io"], ["curl", "wget"], /^(?:https?:\/\/)?get\.k3s\.io\b/, installed5),
  matchCommand("k3s server|agent", installed5),
  matchCommand("k3s kubectl", { ...installed5, message: "the script talks to a K3s cluster" }),
  matchCommand("k3sup install|join|plan", installed5),
  matchCommand("k3sup-pro install|join|plan|apply", installed5),
  matchCommands(["/etc/rancher/k3s/"], function* (found, script) {
    const place = locateKubeconfig(k3sKubeconfig, found, script);
    if (place) yield { ...installed5, message: "the script talks to a K3s cluster", place };
  }),
  matchCommands(["flannel-backend"], function* (found, script) {
    const option = findOption(found, ["--flannel-backend"]);
    if (isK3s(found) && option?.value === "none") yield { ...withoutFlannel2, place: option.place };
    const quoted = found.args.find((word) => noFlannel2.test(readKnownText(word)));
    if (found.program.startsWith("k3sup") && quoted) yield { ...withoutFlannel2, place: locateCommandOption(quoted, found) };
    const exported = isShell(found) ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : void 0;
    if (exported && noFlannel2.test(readKnownText(exported))) yield { ...withoutFlannel2, place: locateCommandOption(exported, found) };
  }),
  matchCommands(["get.k3s.io"], function* (found, script) {
    const exported = isShell(found) ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : void 0;
    if (exported && hasOpenText(readKnownText(exported))) yield { ...flannelUnknown2, place: locateCommandOption(exported, found) };
    const isFetched = found.args.some((word) => /\bget\.k3s\.io\b/.test(readLiteral(word)));
    if (isFetched && hasOpenText(found.pipedInto ?? "")) yield { ...flannelUnknown2, place: found.place };
  }),
  matchCommands(["/etc/rancher", "get.k3s.io"], function* (found, _, path) {
    const installed10 = findInstalledConfiguration(found, path);
    if (!installed10) return;
    const { reads, place } = installed10;
    yield { ...flannelUnknown2, ...reads.length > 0 && { reads, isStandIn: true }, place };
  }),
  // https://docs.k3s.io/installation/configuration#configuration-file
  matchYamlLine(["flannel-backend"], /^flannel-backend:[ \t]*["']?[a-z]/m, configured),
  matchYamlLine(["flannel-backend"], /^flannel-backend:[ \t]*["']?none\b/m, withoutFlannel2),
  // RKE2 has the same options, so they are no evidence for a platform; they only show that the file can be read.
  matchYamlLine(configurationMarkers, new RegExp(`^(?:${configurationMarkers.join("|")}):`, "m"), {
    strength: "weak",
    message: "options of K3s or RKE2 are written here"
  }),
  matchYamlLine(["rancher/k3s-upgrade"], buildEntryPattern("image", "(?:docker\\.io/)?rancher/k3s-upgrade\\b"), {
    ...configured,
    message: "K3s is upgraded here"
  }),
  // RKE2 prefixes the names of its packaged charts; K3s packages one named `traefik`.
  matchYamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChartConfig"], body: buildEntryPattern("name", `traefik["']?[ \\t]*$`) },
    {
      ...configured,
      message: "the Traefik that K3s brings is configured here"
    }
  ),
  matchYamlLine(
    ["get.k3s.io"],
    /^[ \t]{0,200}(?:- )?(?:(?:ansible\.builtin\.)?(?:shell|command|cmd|url):[ \t]*["']?(?:(?:curl|wget)\b[^\n]{0,80})?|["']?(?:curl|wget)\b[^\n]{0,80})(?:https:\/\/)?get\.k3s\.io/m,
    { ...installed5, strength: "medium" }
  ),
  // https://github.com/k3s-io/k3s-ansible
  matchYamlLine(["k3s_version"], /^[ \t]{0,20}k3s_version:[ \t]*["']?v1\.\d{1,3}\.\d{1,3}\+k3s\d/m, {
    ...configured,
    strength: "medium",
    message: "an inventory says which K3s is installed"
  }),
  matchTerraformLine(["get.k3s.io"], /^[ \t]{0,200}[^#\s][^\n]{0,200}https:\/\/get\.k3s\.io/m, installed5),
  matchTerraformModule("kube-hetzner/kube-hetzner/hcloud", { ...installed5, describes: true, message: "this module creates a K3s cluster" }),
  // Values of another CNI plugin or a device plugin. Istio's own settings are what the rules judge, so they are not evidence.
  matchYamlLine(["/var/lib/rancher/k3s/"], buildEntryPattern("binPath|confPath|binDir|confDir|hostPath|path", "/var/lib/rancher/k3s/"), {
    ...configured,
    strength: "medium",
    message: "a directory of K3s is used here"
  }),
  ...k3sVersions,
  ...k3sAddresses
]);
var flannelUnknown2 = { ...withoutFlannel2, fact: "k3s-flannel=unknown", message: "the options of K3s are not known here" };
function hasOpenText(options) {
  const words = options.replace(/(?:^|\s)--?[\w-]+(?:=|\s+)\S+/g, " ").replace(/(?:^|\s)(?!INSTALL_K3S_EXEC=)\w+=\S*/g, " ");
  return /(?:^|[\s=])"?\$/.test(words);
}
var k3sKubeconfig = "/etc/rancher/k3s/k3s.yaml";
var noFlannel2 = /--flannel-backend[= ]["']?none\b/;
function isK3s(found) {
  return found.program === "k3s" || isShell(found);
}
function isShell(found) {
  return found.program === "sh" || found.program === "bash";
}

// src/platforms/kind.ts
var created5 = { platform: "kind", strength: "strong", message: "a kind cluster is created here" };
var nodeImage = "(?:docker\\.io/)?kindest/node";
var written = new RegExp(`^(?:--image=)?${nodeImage}:(v[\\d.]{3,12})`);
var addresses2 = weakenInScripts(
  matchYamlObject(
    { groups: ["kind.x-k8s.io"], kinds: ["Cluster"], body: /^[ \t]{1,20}ipFamily:[ \t]*["']?(dual|ipv6)\b/m },
    (match) => buildIpFamilyFact(match[1] === "dual" ? "dual" : "ipv6")
  )
);
var kind_default = defineDetector("kind", [
  matchCommand("kind create cluster", created5, ["kind create"]),
  matchCommand("kind load docker-image|image-archive", { ...created5, message: "an image is loaded into a kind cluster here" }, [
    "kind load"
  ]),
  // https://registry.terraform.io/providers/tehcyx/kind/latest/docs/resources/cluster
  matchTerraformClusters("kind", ["kind_cluster"], { ...created5, message: "a kind cluster is described here" }),
  matchYamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"] }, ({ input }) => ({
    ...created5,
    describes: true,
    cluster: formatClusterName("kind", /^name:[ \t]*["']?([\w.-]{1,100})/m.exec(input)?.[1] ?? unknownName),
    message: "a kind cluster is described here"
  })),
  addresses2,
  matchYamlObject(
    { groups: ["kind.x-k8s.io"], kinds: ["Cluster"], body: buildEntryPattern("image", `${nodeImage}:(v[\\d.]{3,12})`) },
    (match) => buildKubernetesVersionFact(match[1])
  ),
  matchCommands(["kindest/node"], function* (found) {
    if (found.program !== "kind") return;
    for (const word of found.args) {
      const evidence = buildKubernetesVersionFact(written.exec(readLiteral(word))?.[1]);
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
  }),
  matchTerraformLine(
    ["kindest/node"],
    new RegExp(`^[ \\t]{0,200}(?:node_)?image[ \\t]*=[ \\t]*"${nodeImage}:(v[\\d.]{3,12})`, "m"),
    (match) => buildKubernetesVersionFact(match[1])
  )
]);
function weakenInScripts(finder) {
  return {
    markers: finder.markers,
    *evidence(source) {
      for (const piece of finder.evidence(source)) yield piece.script ? { ...piece, strength: "medium" } : piece;
    }
  };
}

// src/platforms/kindnet.ts
var kindnet_default = defineDetector("kindnet", [
  matchYamlObject(
    { groups: ["kind.x-k8s.io"], kinds: ["Cluster"] },
    ({ input }) => /^[ \t]{1,20}disableDefaultCNI:[ \t]*["']?true\b/m.test(input) ? void 0 : { cni: "kindnet", strength: "strong", message: "the kind cluster keeps its own CNI plugin" }
  )
]);

// src/platforms/microk8s.ts
var installed6 = { platform: "microk8s", strength: "strong", message: "MicroK8s is installed here" };
var used2 = { platform: "microk8s", strength: "strong", message: "the script talks to a MicroK8s cluster" };
var microk8s_default = defineDetector("microk8s", [
  matchCommands(["microk8s"], function* (found) {
    const words = found.args.map(readLiteral);
    if (found.program === "snap" && words.includes("install") && words.includes("microk8s")) yield { ...installed6, place: found.place };
    if (found.program === "microk8s" || found.program.startsWith("microk8s.")) yield { ...used2, place: found.place };
  }),
  // Only MicroK8s has this path.
  matchYamlLine(["/var/snap/microk8s/"], buildEntryPattern("path|hostPath|server", "/var/snap/microk8s/"), {
    platform: "microk8s",
    strength: "strong",
    message: "a directory of MicroK8s is mounted here"
  }),
  matchYamlLine(
    ["microk8s-hostpath", "microk8s.io/hostpath"],
    buildEntryPattern("storageClassName|provisioner", "microk8s(?:-hostpath|\\.io/hostpath)"),
    {
      platform: "microk8s",
      strength: "medium",
      message: "storage comes from MicroK8s here"
    }
  )
]);

// src/platforms/minikube.ts
var started = { platform: "minikube", strength: "strong", message: "a minikube cluster is started here" };
var minikube_default = defineDetector("minikube", [
  matchCommand("minikube start", started),
  matchCommand("minikube tunnel|addons|kubectl|image", { ...started, message: "the script talks to a minikube cluster" }),
  matchCommands(["minikube"], function* (found, script) {
    if (found.program !== "minikube") return;
    const words = found.args.map(readLiteral);
    if (words[0] === "config") {
      yield* readMinikubeDriver(findOption(found, ["driver", "vm-driver"]));
      yield* readMinikubeRuntime(findOption(found, ["container-runtime"]));
    }
    if (!words.includes("start")) return;
    const version3 = findOption(found, ["--kubernetes-version"]);
    const running = buildKubernetesVersionFact(version3?.value);
    if (version3 && running) yield { ...running, place: version3.place };
    const environment = findCommandVariable("MINIKUBE_DRIVER", found, script);
    const written3 = findOption(found, ["--driver", "--vm-driver"]) ?? openOptions(found);
    yield* readMinikubeDriver(
      written3 ?? (environment && { value: readLiteral(environment), place: locateCommandOption(environment, found) })
    );
    const chosen = findCommandVariable("MINIKUBE_CONTAINER_RUNTIME", found, script);
    const named = findOption(found, ["--container-runtime"]) ?? openOptions(found);
    yield* readMinikubeRuntime(named ?? (chosen && { value: readLiteral(chosen), place: locateCommandOption(chosen, found) }));
  }),
  matchCommands(["minikube/releases"], function* (found) {
    const word = found.args.find((each) => release.test(readKnownText(each)));
    const evidence = word && buildMinikubeVersionFact(release.exec(readLiteral(word))?.[1]);
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  // https://github.com/medyagh/setup-minikube, https://github.com/manusa/actions-setup-minikube
  matchYamlLine(
    ["setup-minikube"],
    /^[ \t]{0,40}(?:- )?(?:container-runtime):[ \t]*["']?([a-z-]{1,20})\b/m,
    (match) => buildRuntimeFact(match[1])
  ),
  matchYamlLine(
    ["setup-minikube"],
    /^[ \t]{0,40}minikube[-_ ]version:[ \t]*["']?v?(\d{1,3}\.\d{1,3}\.\d{1,3})\b/m,
    (match) => buildMinikubeVersionFact(match[1])
  )
]);
var release = /\/minikube\/releases\/(?:download\/)?v(\d{1,3}\.\d{1,3}\.\d{1,3})\//;
function buildMinikubeVersionFact(written3) {
  if (written3 === void 0) return void 0;
  return { fact: `minikube-version=${written3}`, strength: "strong", message: `minikube ${written3} is installed here` };
}
function* readMinikubeRuntime(option) {
  if (!option) return;
  const evidence = buildRuntimeFact(option.value);
  if (evidence) yield { ...evidence, place: option.place };
}
function buildRuntimeFact(written3) {
  const evidence = { platform: "minikube", strength: "strong" };
  if (!written3) return { ...evidence, fact: "minikube-runtime=unknown", message: "minikube's runtime is chosen when the script runs" };
  const name = written3 === "crio" ? "cri-o" : written3;
  if (!/^(docker|containerd|cri-o)$/.test(name)) return void 0;
  return { ...evidence, fact: `minikube-runtime=${name}`, message: `minikube runs with the runtime ${name}` };
}
function openOptions(found) {
  return hasOpenOptions(found.args) ? { value: void 0, place: found.place } : void 0;
}
function* readMinikubeDriver(option) {
  if (!option) return;
  const { value, place } = option;
  const fact = { platform: "minikube", strength: "strong", place };
  if (!value) yield { ...fact, fact: "minikube-driver=unknown", message: "minikube's driver is chosen when the script runs" };
  else if (/^[a-z0-9]{1,20}$/.test(value))
    yield { ...fact, fact: `minikube-driver=${value}`, message: `minikube runs with the \`${value}\` driver` };
}

// src/platforms/multus.ts
var installed7 = { fact: "multus=true", strength: "strong", message: "Multus is installed here" };
var multus_default = defineDetector("multus", [
  // https://docs.rke2.io/networking/multus_sriov
  matchYamlLine(["multus"], /^cni:[ \t]*(?:\[[ \t]*["']?multus\b|["']?multus[,"' \t]|\n[ \t]*- ["']?multus\b)/m, {
    ...installed7,
    message: "RKE2 is configured to run Multus in front of another plugin"
  }),
  matchYamlObject(
    {
      groups: ["helm.cattle.io"],
      kinds: ["HelmChart", "HelmChartConfig"],
      body: /^[ \t]+name:[ \t]*["']?rke2-multus\b/m,
      marker: "rke2-multus"
    },
    installed7
  ),
  matchHelmInstall(["multus"], /(^|\/)(rke2-)?multus(-cni)?$/, installed7),
  matchYamlLine(["multus-cni"], /^[ \t]*(?:- )?image:[ \t]*["']?[\w./-]{0,200}multus-cni\b/m, installed7),
  matchCommands(["multus-cni"], function* (found) {
    const word = found.args.find((each) => /^https:\/\/\S{1,200}\/multus-cni\/\S{1,200}\.ya?ml$/.test(readLiteral(each)));
    const isApplied = found.program === "kubectl" && !found.args.some((each) => readLiteral(each) === "delete");
    if (word && isApplied) yield { ...installed7, place: locateCommandOption(word, found) };
  }),
  matchYamlText(["multus-autoconfig-dir", "cni-conf-dir", "multus-conf-dir", "multusAutoconfigDir"], function* (content) {
    if (!content.includes("multus")) return;
    const directory2 = /(?:--(?:multus-autoconfig-dir|cni-conf-dir|multus-conf-dir)=|"(?:multusAutoconfigDir|cniConfigDir)":[ \t]*")(?:\/host)?(\/[\w./-]{1,200})/g;
    for (const match of content.matchAll(directory2)) {
      const evidence = {
        fact: `multus-conf-dir=${match[1]}`,
        strength: "strong",
        message: `Multus reads \`${match[1]}\``
      };
      yield { evidence, start: match.index, end: match.index + match[0].length };
    }
  })
]);

// src/platforms/kubernetes-versions.ts
var written2 = `["']?(v?1\\.\\d{1,3}(?:\\.\\d{1,3})?)\\b`;
var controlPlanes = ["KubeadmControlPlane", "AWSManagedControlPlane", "AzureManagedControlPlane", "TalosControlPlane"];
var kubernetesVersions = [
  // https://cluster-api.sigs.k8s.io/
  matchYamlObject(
    {
      groups: ["controlplane.cluster.x-k8s.io", "infrastructure.cluster.x-k8s.io"],
      kinds: controlPlanes,
      body: new RegExp(`^[ ]{2}version:[ \\t]*${written2}`, "m")
    },
    (match) => buildKubernetesVersionFact(match[1])
  ),
  matchYamlObject(
    { groups: ["cluster.x-k8s.io"], kinds: ["Cluster"], body: new RegExp(`^[ ]{4}version:[ \\t]*${written2}`, "m") },
    (match) => buildKubernetesVersionFact(match[1])
  ),
  // https://kops.sigs.k8s.io/cluster_spec/
  matchYamlObject(
    { groups: ["kops.k8s.io"], kinds: ["Cluster"], body: new RegExp(`^[ ]{2}kubernetesVersion:[ \\t]*${written2}`, "m") },
    (match) => buildKubernetesVersionFact(match[1])
  ),
  // https://kubespray.io/#/docs/ansible/vars
  matchYamlLine(["kube_version"], new RegExp(`^kube_version:[ \\t]*${written2}`, "m"), (match) => buildKubernetesVersionFact(match[1])),
  matchCommands(["microk8s"], function* (found) {
    const isInstalled = found.program === "snap" && found.args.some((word) => readLiteral(word) === "microk8s");
    const option = isInstalled ? findOption(found, ["--channel"]) : void 0;
    const evidence = buildKubernetesVersionFact(/^(1\.\d{1,3})(?:-strict)?\//.exec(option?.value ?? "")?.[1]);
    if (option && evidence) yield { ...evidence, place: option.place };
  })
];

// src/platforms/nodes.ts
var taint = "cni.istio.io/not-ready";
var tainted = {
  fact: `node-taint=${taint}`,
  strength: "strong",
  message: `new nodes start with the taint \`${taint}\``
};
var key = `key:[ \\t]*["']?cni\\.istio\\.io/not-ready\\b`;
var within = (list) => new RegExp(`^[ \\t]*(?:- )?["']?${list}["']?:[^\\n]*(?:\\n[ \\t]+[^\\n]*){0,12}?(?<shown>${key})`, "m");
var withoutIpv6 = { fact: "node-ipv6=false", strength: "strong", message: "the nodes' kernel is started without IPv6" };
var argument = /\bipv6\.disable=1\b/;
var nodes_default = defineDetector("nodes", [
  ...kubernetesVersions,
  matchYamlObject({ groups: ["karpenter.sh"], kinds: ["NodePool", "Provisioner"], body: within("(?:startupTaints|taints)") }, tainted),
  matchYamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: within("taints") }, tainted),
  matchYamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: /^[ \t]+["']?cni\.istio\.io\/not-ready["']?:/m }, tainted),
  matchCommands([taint], function* (found) {
    const word = found.args.find(
      (each) => registered.test(readKnownText(each)) || isNodeTool(found.program) && readKnownText(each).includes(taint)
    );
    if (word) yield { ...tainted, place: locateCommandOption(word, found) };
  }),
  // The kubelet's option in the configuration of K3s, RKE2, kOps, kubeadm or Talos.
  matchYamlLine(
    [taint],
    /^[ \t]*(?:- )?["']?(?:register-with-taints|registerWithTaints|node-taint)[:=][^\n]*(?:\n[ \t]*- [^\n]*){0,5}?cni\.istio\.io\/not-ready\b/m,
    tainted
  ),
  matchTerraformText([taint], function* (content) {
    for (const { body, start, headEnd } of findBlocks(content)) {
      const isTaint = /\btaints?\b[\s\S]{0,400}?\bkey[ \t]*=[ \t]*"cni\.istio\.io\/not-ready"/.test(body) || registered.test(body);
      if (isTaint) yield { evidence: tainted, start, end: headEnd };
    }
  }),
  matchYamlLine(["ipv6.disable=1"], new RegExp(`^[^#\\n]{0,300}?${argument.source}`, "m"), withoutIpv6),
  matchTerraformLine(["ipv6.disable=1"], argument, withoutIpv6),
  matchCommands(["ipv6.disable=1"], function* (found) {
    const word = found.args.find((each) => argument.test(readKnownText(each)));
    if (word && !/^(grep|egrep|rg)$/.test(found.program)) yield { ...withoutIpv6, place: locateCommandOption(word, found) };
  })
]);
var registered = /--register-with-taints[= ][^\s"']{0,200}cni\.istio\.io\/not-ready\b/;
function isNodeTool(program) {
  return /^(gcloud|az|eksctl|k3s|rke2|k3sup)$/.test(program);
}

// src/platforms/openshift.ts
var created6 = { platform: "openshift", strength: "strong", message: "an OpenShift cluster is created here" };
var served3 = { platform: "openshift", strength: "strong", message: "this object is one of OpenShift's own" };
var groups = [
  "apps.openshift.io",
  "build.openshift.io",
  "config.openshift.io",
  "console.openshift.io",
  "image.openshift.io",
  "imageregistry.operator.openshift.io",
  "ingress.operator.openshift.io",
  "machine.openshift.io",
  "machineconfiguration.openshift.io",
  "network.operator.openshift.io",
  "operator.openshift.io",
  "project.openshift.io",
  "quota.openshift.io",
  "route.openshift.io",
  "samples.operator.openshift.io",
  "security.openshift.io",
  "template.openshift.io",
  "tuned.openshift.io",
  "user.openshift.io"
];
var ocVerbs = ["new-project", "login", "project", "apply", "create", "patch"];
var openshift_default = defineDetector("openshift", [
  matchTerraformBlock(["rhcs_cluster_rosa_classic", "rhcs_cluster_rosa_hcp", "azurerm_redhat_openshift_cluster"], {
    ...created6,
    describes: true,
    message: "an OpenShift cluster is described here"
  }),
  matchCommand("openshift-install create cluster", created6),
  matchCommand("rosa create cluster", created6, ["rosa create"]),
  matchCommand("crc start", created6, ["crc start"]),
  matchCommand("oc adm", { ...created6, message: "the script administers an OpenShift cluster" }, ["oc adm"]),
  matchCommand(
    `oc ${ocVerbs.join("|")}`,
    { ...created6, strength: "medium", message: "the script talks to the cluster through OpenShift's `oc`" },
    ocVerbs.map((verb) => `oc ${verb}`)
  ),
  matchYamlObject({ groups, marker: "openshift.io" }, served3),
  matchYamlLine(["openshift-marketplace"], buildEntryPattern("sourceNamespace", "openshift-marketplace\\b"), {
    ...served3,
    message: "an operator comes from OpenShift's marketplace here"
  }),
  matchYamlLine(["openshift.io/cluster-monitoring"], buildEntryPattern("openshift\\.io/cluster-monitoring"), {
    ...served3,
    strength: "medium",
    message: "OpenShift's monitoring is asked for here"
  })
]);

// src/platforms/ovn-kubernetes.ts
var created7 = {
  platform: "openshift",
  cni: "ovn-kubernetes",
  fact: "network-type=OVNKubernetes",
  strength: "strong",
  message: "an OpenShift cluster is created with OVN-Kubernetes here"
};
function isInstallConfig(path) {
  return /(^|\/)install-config[\w.-]*\.ya?ml$/.test(path);
}
function buildRoutingFact(patch) {
  const value = /routingViaHost\\?["']?\s*:\s*(true|false)\b/.exec(patch)?.[1] ?? "unknown";
  return { fact: `routing-via-host=${value}`, strength: "strong", message: "a command sets the gateway mode of OVN-Kubernetes" };
}
var installed8 = { cni: "ovn-kubernetes", strength: "strong", message: "the cluster is configured to run OVN-Kubernetes here" };
var ovn_kubernetes_default = defineDetector("ovn-kubernetes", [
  // In install-config.yaml and in OpenShift's `Network` configuration objects.
  matchYamlLine(["networkType"], buildEntryPattern("networkType", "OVNKubernetes\\b"), installed8),
  matchYamlObject(
    { groups: ["operator.openshift.io"], kinds: ["Network"], body: buildEntryPattern("type", "OVNKubernetes\\b") },
    { ...installed8, message: "OVN-Kubernetes is configured here" }
  ),
  {
    markers: ["networkType"],
    *evidence(source) {
      if (!isInstallConfig(source.path)) return;
      const piece = findFirstMatch(
        wrapWholeText(source.path, source.text),
        /^[ \t]+networkType:[ \t]*["']?OVNKubernetes\b/m,
        created7,
        false
      );
      if (piece) yield piece;
    }
  },
  matchCommands(["routingViaHost"], function* (found) {
    const word = found.args.find((each) => /routingViaHost/.test(readKnownText(each)));
    if ((found.program === "oc" || found.program === "kubectl") && word)
      yield { ...buildRoutingFact(readKnownText(word)), place: locateCommandOption(word, found) };
  }),
  matchCommands(["network.operator"], function* (found) {
    const isPatch = (found.program === "oc" || found.program === "kubectl") && found.args.some((word) => readLiteral(word) === "patch");
    const patch = findOption(found, ["-p", "--patch", "--patch-file"]);
    const isNetwork = found.args.some((word) => /^network\.operator\b/.test(readLiteral(word)));
    if (isPatch && isNetwork && patch && patch.value === void 0) yield { ...buildRoutingFact(""), place: patch.place };
  }),
  matchYamlObject({ groups: ["k8s.ovn.org"] }, { ...installed8, message: "this object is one that OVN-Kubernetes serves" })
]);

// src/platforms/pod-security-facts.ts
function buildLevel(level, message) {
  return { fact: `pod-security-default=${level}`, strength: "strong", message };
}
var machine = /^version:[ \t]*v1alpha1\b[^\n]*\n(?:[^\n]*\n){0,20}?machine:/m;
var talosPodSecurity = [
  matchYamlText(["version: v1alpha1"], function* (content) {
    const match = machine.exec(content);
    if (!match || content.includes("admissionControl") || !/^[ \t]*type:[ \t]*["']?controlplane\b/m.test(content)) return;
    const evidence = buildLevel("baseline", "this machine configuration leaves Talos' Pod Security defaults: baseline outside kube-system");
    yield { evidence, start: match.index, end: match.index + "version: v1alpha1".length };
  }),
  matchYamlText(["admissionControl"], readAdmission),
  matchTerraformText(["admissionControl"], readAdmission)
];
function* readAdmission(content) {
  const found = /\badmissionControl\b/.exec(content);
  if (!found) return;
  const own = content.slice(found.index, found.index + 4e3);
  const span = { start: found.index, end: found.index + found[0].length };
  const level = /\benforce["']?[ \t]*[:=][ \t]*["']?(privileged|baseline|restricted)\b/.exec(own)?.[1] ?? "unknown";
  yield { evidence: buildLevel(level, "the API server's Pod Security defaults are configured here"), ...span };
  const exempt = readExemptNamespaces(own);
  const message = "namespaces are exempt from Pod Security here";
  yield { evidence: { fact: `pod-security-exempt=${exempt?.join(",") ?? "unknown"}`, strength: "strong", message }, ...span };
}
function readExemptNamespaces(text) {
  const start = /\bnamespaces["']?[ \t]*[:=]/.exec(text);
  if (!start) return [];
  const rest = text.slice(start.index + start[0].length);
  const flow = /^\s*\[([^\]]*)\]/.exec(rest)?.[1];
  const block = /^[ \t]*\n((?:[ \t]*- [^\n]*(?:\n|$))+)/.exec(rest)?.[1];
  const items = flow?.split(",") ?? block?.split("\n").map((line) => line.replace(/^[ \t]*- /, ""));
  const names2 = items?.map((item) => item.replace(/["']/g, "").trim()).filter((item) => item !== "");
  return names2?.every((name) => /^[a-z0-9.-]{1,63}$/.test(name)) ? names2 : void 0;
}
var restricted = buildLevel("restricted", "RKE2 is configured to follow the CIS benchmark, which enforces Pod Security `restricted`");
var ownFile = buildLevel("unknown", "RKE2 is given a Pod Security configuration of its own");
var rke2PodSecurity = [
  matchYamlLine(["profile: cis", 'profile: "cis', "profile: 'cis"], /^profile:[ \t]*["']?cis(?:-[\d.]+)?["']?[ \t]*$/m, restricted),
  matchYamlLine(["cisProfile"], /^[ \t]+cisProfile:[ \t]*["']?cis\b/m, restricted),
  matchYamlLine(["pod-security-admission-config-file"], /^pod-security-admission-config-file:/m, ownFile),
  matchCommands(["profile"], function* (found) {
    const option = found.program === "rke2" ? findOption(found, ["--profile"]) : void 0;
    if (option?.value && /^cis(-[\d.]+)?$/.test(option.value)) yield { ...restricted, place: option.place };
  })
];

// src/platforms/selinux-facts.ts
var enforcing = {
  fact: "selinux=enforcing",
  strength: "strong",
  message: "the nodes run with SELinux: it is turned on here"
};
var flag = /(^|\s)["']?--selinux(=true)?(?=["'\s]|$)/;
var selinuxFacts = [
  matchYamlLine(["selinux: true", 'selinux: "true"'], /^selinux:[ \t]*["']?true\b/m, enforcing),
  matchYamlLine(["--selinux"], /^[ \t]*(?:- )?[^#\n]{0,200}(?:k3s|rke2|INSTALL_K3S_EXEC|server)[^#\n]{0,200}[ \t]--selinux\b/m, enforcing),
  matchTerraformLine(["--selinux"], /^[^#\n]{0,300}(?:k3s|rke2|INSTALL_K3S_EXEC|server)[^#\n]{0,300}--selinux\b/m, enforcing),
  matchCommands(["selinux", "K3S_SELINUX", "RKE2_SELINUX"], function* (found, script) {
    if (!/^(sh|bash|k3s|rke2|k3sup.*)$/.test(found.program)) return;
    const exported = /^(sh|bash)$/.test(found.program) ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : void 0;
    const words = exported ? [...found.args, exported] : found.args;
    const word = words.find((each) => flag.test(readKnownText(each)));
    if (word) yield { ...enforcing, place: locateCommandOption(word, found) };
    for (const name of ["K3S_SELINUX", "RKE2_SELINUX"]) {
      const given = findCommandVariable(name, found, script);
      if (given && readLiteral(given) === "true") yield { ...enforcing, place: locateCommandOption(given, found) };
    }
  })
];

// src/platforms/rke2.ts
var installed9 = { platform: "rke2", strength: "strong", message: "RKE2 is installed here" };
var rke2_default = defineDetector("rke2", [
  ...rke2PodSecurity,
  ...selinuxFacts,
  matchCommandWord(["get.rke2.io"], ["curl", "wget"], /^(?:https?:\/\/)?get\.rke2\.io\b/, installed9),
  matchCommands(["/etc/rancher/rke2/"], function* (found, script) {
    const place = locateKubeconfig(rke2Kubeconfig, found, script);
    if (place) yield { ...installed9, message: "the script talks to an RKE2 cluster", place };
  }),
  // https://docs.rke2.io/install/configuration#configuring-the-linux-installation-script
  matchCommands(["INSTALL_RKE2_VERSION"], function* (found, script) {
    const word = found.program === "sh" || found.program === "bash" ? findCommandVariable("INSTALL_RKE2_VERSION", found, script) : void 0;
    const evidence = word && buildKubernetesVersionFact(readLiteral(word));
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  // RKE2 prefixes the names of its packaged charts with its own: https://docs.rke2.io/helm
  matchYamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChart", "HelmChartConfig"], body: buildEntryPattern("name", "rke2-[a-z]") },
    {
      ...installed9,
      message: "a chart that RKE2 brings is configured here"
    }
  ),
  matchYamlLine(["rancher/rke2-upgrade"], buildEntryPattern("image", "(?:docker\\.io/)?rancher/rke2-upgrade\\b"), {
    ...installed9,
    message: "RKE2 is upgraded here"
  }),
  matchYamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io", "controlplane.cluster.x-k8s.io"], kinds: ["RKE2ControlPlane"] },
    {
      ...installed9,
      describes: true,
      message: "an RKE2 cluster is described here"
    }
  )
]);
var rke2Kubeconfig = "/etc/rancher/rke2/rke2.yaml";

// src/platforms/talos.ts
var configured2 = { platform: "talos", strength: "strong", message: "a Talos cluster is configured here" };
var talosVersions = [
  matchYamlLine(
    ["kubernetesVersion"],
    /^kubernetesVersion:[ \t]*["']?(v?1\.\d+(?:\.\d+)?)\b/m,
    (match) => /^talosVersion:/m.test(match.input) ? buildKubernetesVersionFact(match[1]) : void 0
  ),
  matchYamlLine(
    ["siderolabs/kubelet:"],
    buildEntryPattern("image", "ghcr\\.io/siderolabs/kubelet:(v1\\.\\d+\\.\\d+)"),
    (match) => buildKubernetesVersionFact(match[1])
  ),
  matchTerraformSetting("talos_machine_configuration", "kubernetes_version", (match) => buildKubernetesVersionFact(match.groups?.value))
];
var talos_default = defineDetector("talos", [
  ...talosPodSecurity,
  ...talosVersions,
  matchTerraformBlock(["talos_machine_configuration", "talos_machine_configuration_apply", "talos_machine_bootstrap"], {
    ...configured2,
    describes: true
  }),
  matchCommands(["talosctl"], function* (found) {
    if (found.program === "talosctl") yield { ...configured2, message: "the script talks to a Talos cluster", place: found.place };
  }),
  // https://www.talos.dev/latest/reference/configuration/v1alpha1/config/
  matchYamlLine(["version: v1alpha1"], /^version:[ \t]*v1alpha1\b[^\n]*\n(?:[^\n]*\n){0,10}?machine:[ \t]*$/m, {
    ...configured2,
    describes: true
  }),
  matchYamlLine(["talosVersion"], /^talosVersion:[ \t]*["']?v?\d/m, { ...configured2, describes: true }),
  matchYamlLine(
    ["siderolabs/installer", "factory.talos.dev"],
    buildEntryPattern("image", "(?:ghcr\\.io/siderolabs/|factory\\.talos\\.dev/)[a-z-]*installer\\b"),
    configured2
  ),
  // KubePrism, Talos' load balancer for the API server, listens on this port:
  // https://www.talos.dev/latest/kubernetes-guides/configuration/kubeprism/
  matchYamlLine(["k8sServicePort"], buildEntryPattern("k8sServicePort", "7445\\b"), {
    platform: "talos",
    strength: "medium",
    message: "the API server is reached through Talos' KubePrism here"
  })
]);

// src/platforms/terway.ts
var terway_default = defineDetector("terway", ackNetworkPolicies);

// src/platforms/index.ts
var detectors = [
  ...[gke_default, eks_default, aks_default, k3d_default, k3s_default, rke2_default, microk8s_default, minikube_default, kind_default, openshift_default, talos_default],
  ...[istio_download_default, gateway_api_default, nodes_default, desktop_default],
  ...[cilium_default, calico_default, flannel_default, aws_vpc_cni_default, kindnet_default, multus_default, ovn_kubernetes_default, terway_default]
];

// shape:ConfigurationDocument
var __getOwnPropNames2 = Object.getOwnPropertyNames;
var __commonJS2 = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames2(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var require_ucs2length2 = __commonJS2({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});
var validate2 = validate02;
var schema0 = { "type": "object", "properties": { "clusters": { "type": ["array", "null"], "items": { "$ref": "#/$defs/ClusterEntry" } }, "istioVersion": { "type": ["string", "null"], "minLength": 1 }, "rules": { "type": ["object", "null"], "additionalProperties": { "enum": ["error", "warning", "note", "off", false], "fault": "The severity of `{{key}}` must be error, warning, note or off." }, "fault": "`rules` must be a map of rules and severities." }, "ignore": { "type": ["array", "null"], "items": { "$ref": "#/$defs/IgnoreEntry" } }, "policies": { "type": ["array", "null"], "items": { "type": "string", "minLength": 1 }, "maxItems": 100 }, "exclude": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } }, "baseline": { "type": ["string", "null"], "minLength": 1 } }, "additionalProperties": false, "fault": "The configuration must be a map of keys.", "$defs": { "ClusterEntry": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1 }, "platform": { "$ref": "#/$defs/Platform" }, "cni": { "type": ["array", "null"], "items": { "type": "string" } }, "paths": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } } }, "additionalProperties": false, "subject": "A cluster" }, "Glob": { "type": "string", "minLength": 1, "pattern": "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$" }, "IgnoreEntry": { "type": "object", "required": ["rule", "reason"], "properties": { "rule": { "type": "string" }, "paths": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } }, "reason": { "type": "string", "minLength": 1 }, "until": { "type": ["string", "null"], "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "fault": "`until` must be a date such as 2027-03-31." } }, "additionalProperties": false, "subject": "An entry of `ignore`" }, "Platform": { "enum": ["gke", "eks", "aks", "k3d", "k3s", "rke2", "microk8s", "minikube", "kind", "openshift", "talos", "other"] } } };
var func02 = Object.prototype.hasOwnProperty;
var func3 = require_ucs2length2().default;
var schema1 = { "type": "object", "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1 }, "platform": { "$ref": "#/$defs/Platform" }, "cni": { "type": ["array", "null"], "items": { "type": "string" } }, "paths": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } } }, "additionalProperties": false, "subject": "A cluster" };
var schema2 = { "enum": ["gke", "eks", "aks", "k3d", "k3s", "rke2", "microk8s", "minikube", "kind", "openshift", "talos", "other"] };
var pattern02 = new RegExp("^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$", "u");
function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate1.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.name === void 0 || !func02.call(data, "name")) && (missing0 = "name")) {
        validate1.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "name" || key0 === "platform" || key0 === "cni" || key0 === "paths")) {
            validate1.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== void 0 && func02.call(data, "name")) {
            let data0 = data.name;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func3(data0) < 1) {
                  validate1.errors = [{ instancePath: instancePath + "/name", schemaPath: "#/properties/name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              } else {
                validate1.errors = [{ instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.platform !== void 0 && func02.call(data, "platform")) {
              let data1 = data.platform;
              const _errs4 = errors;
              if (!(data1 === "gke" || data1 === "eks" || data1 === "aks" || data1 === "k3d" || data1 === "k3s" || data1 === "rke2" || data1 === "microk8s" || data1 === "minikube" || data1 === "kind" || data1 === "openshift" || data1 === "talos" || data1 === "other")) {
                validate1.errors = [{ instancePath: instancePath + "/platform", schemaPath: "#/$defs/Platform/enum", keyword: "enum", params: { allowedValues: schema2.enum }, message: "must be equal to one of the allowed values" }];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.cni !== void 0 && func02.call(data, "cni")) {
                let data2 = data.cni;
                const _errs6 = errors;
                if (!Array.isArray(data2) && data2 !== null) {
                  validate1.errors = [{ instancePath: instancePath + "/cni", schemaPath: "#/properties/cni/type", keyword: "type", params: { type: schema1.properties.cni.type }, message: "must be array,null" }];
                  return false;
                }
                if (errors === _errs6) {
                  if (Array.isArray(data2)) {
                    var valid2 = true;
                    const len0 = data2.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      const _errs8 = errors;
                      if (typeof data2[i0] !== "string") {
                        validate1.errors = [{ instancePath: instancePath + "/cni/" + i0, schemaPath: "#/properties/cni/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                        return false;
                      }
                      var valid2 = _errs8 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.paths !== void 0 && func02.call(data, "paths")) {
                  let data4 = data.paths;
                  const _errs10 = errors;
                  if (!Array.isArray(data4) && data4 !== null) {
                    validate1.errors = [{ instancePath: instancePath + "/paths", schemaPath: "#/properties/paths/type", keyword: "type", params: { type: schema1.properties.paths.type }, message: "must be array,null" }];
                    return false;
                  }
                  if (errors === _errs10) {
                    if (Array.isArray(data4)) {
                      var valid3 = true;
                      const len1 = data4.length;
                      for (let i1 = 0; i1 < len1; i1++) {
                        let data5 = data4[i1];
                        const _errs12 = errors;
                        const _errs13 = errors;
                        if (errors === _errs13) {
                          if (typeof data5 === "string") {
                            if (func3(data5) < 1) {
                              validate1.errors = [{ instancePath: instancePath + "/paths/" + i1, schemaPath: "#/$defs/Glob/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                              return false;
                            } else {
                              if (!pattern02.test(data5)) {
                                validate1.errors = [{ instancePath: instancePath + "/paths/" + i1, schemaPath: "#/$defs/Glob/pattern", keyword: "pattern", params: { pattern: "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$" }, message: 'must match pattern "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$"' }];
                                return false;
                              }
                            }
                          } else {
                            validate1.errors = [{ instancePath: instancePath + "/paths/" + i1, schemaPath: "#/$defs/Glob/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid3 = _errs12 === errors;
                        if (!valid3) {
                          break;
                        }
                      }
                    }
                  }
                  var valid0 = _errs10 === errors;
                } else {
                  var valid0 = true;
                }
              }
            }
          }
        }
      }
    } else {
      validate1.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate1.errors = vErrors;
  return errors === 0;
}
validate1.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema4 = { "type": "object", "required": ["rule", "reason"], "properties": { "rule": { "type": "string" }, "paths": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } }, "reason": { "type": "string", "minLength": 1 }, "until": { "type": ["string", "null"], "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "fault": "`until` must be a date such as 2027-03-31." } }, "additionalProperties": false, "subject": "An entry of `ignore`" };
var pattern2 = new RegExp("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "u");
function validate3(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate3.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.rule === void 0 || !func02.call(data, "rule")) && (missing0 = "rule") || (data.reason === void 0 || !func02.call(data, "reason")) && (missing0 = "reason")) {
        validate3.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "rule" || key0 === "paths" || key0 === "reason" || key0 === "until")) {
            validate3.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.rule !== void 0 && func02.call(data, "rule")) {
            const _errs2 = errors;
            if (typeof data.rule !== "string") {
              validate3.errors = [{ instancePath: instancePath + "/rule", schemaPath: "#/properties/rule/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.paths !== void 0 && func02.call(data, "paths")) {
              let data1 = data.paths;
              const _errs4 = errors;
              if (!Array.isArray(data1) && data1 !== null) {
                validate3.errors = [{ instancePath: instancePath + "/paths", schemaPath: "#/properties/paths/type", keyword: "type", params: { type: schema4.properties.paths.type }, message: "must be array,null" }];
                return false;
              }
              if (errors === _errs4) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    let data2 = data1[i0];
                    const _errs6 = errors;
                    const _errs7 = errors;
                    if (errors === _errs7) {
                      if (typeof data2 === "string") {
                        if (func3(data2) < 1) {
                          validate3.errors = [{ instancePath: instancePath + "/paths/" + i0, schemaPath: "#/$defs/Glob/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                          return false;
                        } else {
                          if (!pattern02.test(data2)) {
                            validate3.errors = [{ instancePath: instancePath + "/paths/" + i0, schemaPath: "#/$defs/Glob/pattern", keyword: "pattern", params: { pattern: "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$" }, message: 'must match pattern "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$"' }];
                            return false;
                          }
                        }
                      } else {
                        validate3.errors = [{ instancePath: instancePath + "/paths/" + i0, schemaPath: "#/$defs/Glob/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                        return false;
                      }
                    }
                    var valid1 = _errs6 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.reason !== void 0 && func02.call(data, "reason")) {
                let data3 = data.reason;
                const _errs9 = errors;
                if (errors === _errs9) {
                  if (typeof data3 === "string") {
                    if (func3(data3) < 1) {
                      validate3.errors = [{ instancePath: instancePath + "/reason", schemaPath: "#/properties/reason/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                      return false;
                    }
                  } else {
                    validate3.errors = [{ instancePath: instancePath + "/reason", schemaPath: "#/properties/reason/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                    return false;
                  }
                }
                var valid0 = _errs9 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.until !== void 0 && func02.call(data, "until")) {
                  let data4 = data.until;
                  const _errs11 = errors;
                  if (typeof data4 !== "string" && data4 !== null) {
                    validate3.errors = [{ instancePath: instancePath + "/until", schemaPath: "#/properties/until/type", keyword: "type", params: { type: schema4.properties.until.type }, message: "must be string,null" }];
                    return false;
                  }
                  if (errors === _errs11) {
                    if (typeof data4 === "string") {
                      if (!pattern2.test(data4)) {
                        validate3.errors = [{ instancePath: instancePath + "/until", schemaPath: "#/properties/until/pattern", keyword: "pattern", params: { pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" }, message: 'must match pattern "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"' }];
                        return false;
                      }
                    }
                  }
                  var valid0 = _errs11 === errors;
                } else {
                  var valid0 = true;
                }
              }
            }
          }
        }
      }
    } else {
      validate3.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate3.errors = vErrors;
  return errors === 0;
}
validate3.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate02(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate02.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 of Object.keys(data)) {
        if (!(key0 === "clusters" || key0 === "istioVersion" || key0 === "rules" || key0 === "ignore" || key0 === "policies" || key0 === "exclude" || key0 === "baseline")) {
          validate02.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.clusters !== void 0 && func02.call(data, "clusters")) {
          let data0 = data.clusters;
          const _errs2 = errors;
          if (!Array.isArray(data0) && data0 !== null) {
            validate02.errors = [{ instancePath: instancePath + "/clusters", schemaPath: "#/properties/clusters/type", keyword: "type", params: { type: schema0.properties.clusters.type }, message: "must be array,null" }];
            return false;
          }
          if (errors === _errs2) {
            if (Array.isArray(data0)) {
              var valid1 = true;
              const len0 = data0.length;
              for (let i0 = 0; i0 < len0; i0++) {
                const _errs4 = errors;
                if (!validate1(data0[i0], { instancePath: instancePath + "/clusters/" + i0, parentData: data0, parentDataProperty: i0, rootData, dynamicAnchors })) {
                  vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
                  errors = vErrors.length;
                }
                var valid1 = _errs4 === errors;
                if (!valid1) {
                  break;
                }
              }
            }
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.istioVersion !== void 0 && func02.call(data, "istioVersion")) {
            let data2 = data.istioVersion;
            const _errs5 = errors;
            if (typeof data2 !== "string" && data2 !== null) {
              validate02.errors = [{ instancePath: instancePath + "/istioVersion", schemaPath: "#/properties/istioVersion/type", keyword: "type", params: { type: schema0.properties.istioVersion.type }, message: "must be string,null" }];
              return false;
            }
            if (errors === _errs5) {
              if (typeof data2 === "string") {
                if (func3(data2) < 1) {
                  validate02.errors = [{ instancePath: instancePath + "/istioVersion", schemaPath: "#/properties/istioVersion/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.rules !== void 0 && func02.call(data, "rules")) {
              let data3 = data.rules;
              const _errs7 = errors;
              if (!(data3 && typeof data3 == "object" && !Array.isArray(data3)) && data3 !== null) {
                validate02.errors = [{ instancePath: instancePath + "/rules", schemaPath: "#/properties/rules/type", keyword: "type", params: { type: schema0.properties.rules.type }, message: "must be object,null" }];
                return false;
              }
              if (errors === _errs7) {
                if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
                  for (const key1 of Object.keys(data3)) {
                    let data4 = data3[key1];
                    const _errs10 = errors;
                    if (!(data4 === "error" || data4 === "warning" || data4 === "note" || data4 === "off" || data4 === false)) {
                      validate02.errors = [{ instancePath: instancePath + "/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/rules/additionalProperties/enum", keyword: "enum", params: { allowedValues: schema0.properties.rules.additionalProperties.enum }, message: "must be equal to one of the allowed values" }];
                      return false;
                    }
                    var valid2 = _errs10 === errors;
                    if (!valid2) {
                      break;
                    }
                  }
                }
              }
              var valid0 = _errs7 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.ignore !== void 0 && func02.call(data, "ignore")) {
                let data5 = data.ignore;
                const _errs11 = errors;
                if (!Array.isArray(data5) && data5 !== null) {
                  validate02.errors = [{ instancePath: instancePath + "/ignore", schemaPath: "#/properties/ignore/type", keyword: "type", params: { type: schema0.properties.ignore.type }, message: "must be array,null" }];
                  return false;
                }
                if (errors === _errs11) {
                  if (Array.isArray(data5)) {
                    var valid3 = true;
                    const len1 = data5.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs13 = errors;
                      if (!validate3(data5[i1], { instancePath: instancePath + "/ignore/" + i1, parentData: data5, parentDataProperty: i1, rootData, dynamicAnchors })) {
                        vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
                        errors = vErrors.length;
                      }
                      var valid3 = _errs13 === errors;
                      if (!valid3) {
                        break;
                      }
                    }
                  }
                }
                var valid0 = _errs11 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.policies !== void 0 && func02.call(data, "policies")) {
                  let data7 = data.policies;
                  const _errs14 = errors;
                  if (!Array.isArray(data7) && data7 !== null) {
                    validate02.errors = [{ instancePath: instancePath + "/policies", schemaPath: "#/properties/policies/type", keyword: "type", params: { type: schema0.properties.policies.type }, message: "must be array,null" }];
                    return false;
                  }
                  if (errors === _errs14) {
                    if (Array.isArray(data7)) {
                      if (data7.length > 100) {
                        validate02.errors = [{ instancePath: instancePath + "/policies", schemaPath: "#/properties/policies/maxItems", keyword: "maxItems", params: { limit: 100 }, message: "must NOT have more than 100 items" }];
                        return false;
                      } else {
                        var valid4 = true;
                        const len2 = data7.length;
                        for (let i2 = 0; i2 < len2; i2++) {
                          let data8 = data7[i2];
                          const _errs16 = errors;
                          if (errors === _errs16) {
                            if (typeof data8 === "string") {
                              if (func3(data8) < 1) {
                                validate02.errors = [{ instancePath: instancePath + "/policies/" + i2, schemaPath: "#/properties/policies/items/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                return false;
                              }
                            } else {
                              validate02.errors = [{ instancePath: instancePath + "/policies/" + i2, schemaPath: "#/properties/policies/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                          var valid4 = _errs16 === errors;
                          if (!valid4) {
                            break;
                          }
                        }
                      }
                    }
                  }
                  var valid0 = _errs14 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.exclude !== void 0 && func02.call(data, "exclude")) {
                    let data9 = data.exclude;
                    const _errs18 = errors;
                    if (!Array.isArray(data9) && data9 !== null) {
                      validate02.errors = [{ instancePath: instancePath + "/exclude", schemaPath: "#/properties/exclude/type", keyword: "type", params: { type: schema0.properties.exclude.type }, message: "must be array,null" }];
                      return false;
                    }
                    if (errors === _errs18) {
                      if (Array.isArray(data9)) {
                        var valid5 = true;
                        const len3 = data9.length;
                        for (let i3 = 0; i3 < len3; i3++) {
                          let data10 = data9[i3];
                          const _errs20 = errors;
                          const _errs21 = errors;
                          if (errors === _errs21) {
                            if (typeof data10 === "string") {
                              if (func3(data10) < 1) {
                                validate02.errors = [{ instancePath: instancePath + "/exclude/" + i3, schemaPath: "#/$defs/Glob/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                return false;
                              } else {
                                if (!pattern02.test(data10)) {
                                  validate02.errors = [{ instancePath: instancePath + "/exclude/" + i3, schemaPath: "#/$defs/Glob/pattern", keyword: "pattern", params: { pattern: "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$" }, message: 'must match pattern "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$"' }];
                                  return false;
                                }
                              }
                            } else {
                              validate02.errors = [{ instancePath: instancePath + "/exclude/" + i3, schemaPath: "#/$defs/Glob/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                          var valid5 = _errs20 === errors;
                          if (!valid5) {
                            break;
                          }
                        }
                      }
                    }
                    var valid0 = _errs18 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.baseline !== void 0 && func02.call(data, "baseline")) {
                      let data11 = data.baseline;
                      const _errs23 = errors;
                      if (typeof data11 !== "string" && data11 !== null) {
                        validate02.errors = [{ instancePath: instancePath + "/baseline", schemaPath: "#/properties/baseline/type", keyword: "type", params: { type: schema0.properties.baseline.type }, message: "must be string,null" }];
                        return false;
                      }
                      if (errors === _errs23) {
                        if (typeof data11 === "string") {
                          if (func3(data11) < 1) {
                            validate02.errors = [{ instancePath: instancePath + "/baseline", schemaPath: "#/properties/baseline/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                            return false;
                          }
                        }
                      }
                      var valid0 = _errs23 === errors;
                    } else {
                      var valid0 = true;
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate02.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate02.errors = vErrors;
  return errors === 0;
}
validate02.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var shape2 = { "type": "object", "properties": { "clusters": { "type": ["array", "null"], "items": { "$ref": "#/$defs/ClusterEntry" } }, "istioVersion": { "type": ["string", "null"], "minLength": 1 }, "rules": { "type": ["object", "null"], "additionalProperties": { "enum": ["error", "warning", "note", "off", false], "fault": "The severity of `{{key}}` must be error, warning, note or off." }, "fault": "`rules` must be a map of rules and severities." }, "ignore": { "type": ["array", "null"], "items": { "$ref": "#/$defs/IgnoreEntry" } }, "policies": { "type": ["array", "null"], "items": { "type": "string", "minLength": 1 }, "maxItems": 100 }, "exclude": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } }, "baseline": { "type": ["string", "null"], "minLength": 1 } }, "additionalProperties": false, "fault": "The configuration must be a map of keys.", "$defs": { "ClusterEntry": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1 }, "platform": { "$ref": "#/$defs/Platform" }, "cni": { "type": ["array", "null"], "items": { "type": "string" } }, "paths": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } } }, "additionalProperties": false, "subject": "A cluster" }, "Glob": { "type": "string", "minLength": 1, "pattern": "^(?!/|[A-Za-z]:|!|\\.(/|$))(?!([\\s\\S]*/)?\\.\\.(/|$))(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})(?![^/\\\\]*\\\\[^/]*$)[\\s\\S]*[^/]$" }, "IgnoreEntry": { "type": "object", "required": ["rule", "reason"], "properties": { "rule": { "type": "string" }, "paths": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Glob" } }, "reason": { "type": "string", "minLength": 1 }, "until": { "type": ["string", "null"], "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "fault": "`until` must be a date such as 2027-03-31." } }, "additionalProperties": false, "subject": "An entry of `ignore`" }, "Platform": { "enum": ["gke", "eks", "aks", "k3d", "k3s", "rke2", "microk8s", "minikube", "kind", "openshift", "talos", "other"] } } };

// src/configuration/document.ts
function checkDocument(root, fail) {
  const document = dropEmpty(toPlainValue(root));
  if (validate2(document)) return document;
  const [fault] = validate2.errors ?? [];
  return fault ? explain(fault, root, fail) : fail("The configuration must be a map of keys.", root);
}
function dropEmpty(map) {
  if (typeof map !== "object" || map === null || Array.isArray(map)) return map;
  const present = Object.entries(map).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([key2, value]) => [key2, Array.isArray(value) ? value.map(dropEmpty) : value]));
}
function explain(fault, root, fail) {
  const steps = splitPointer(fault.instancePath);
  const cursor = findAt(root, ...steps);
  const shapes = listShapesTo(shape2, fault.instancePath);
  const own = shapes.at(-1) ?? shape2;
  checkKeys(cursor, own, fail);
  if (fault.keyword === "required") return fail(`${own.subject} needs a \`${fault.params.missingProperty}\`.`, cursor);
  const isItem = shapes.at(-2)?.items !== void 0;
  const key2 = (isItem ? steps.at(-2) : steps.at(-1)) ?? "";
  const written3 = cursor?.kind === "scalar" ? cursor.value : void 0;
  return fail(describeMistake({ fault, own, key: key2, isItem, written: written3 }), cursor);
}
function checkKeys(map, { properties }, fail) {
  if (!properties || map?.kind !== "map") return;
  const allowed = Object.keys(properties);
  for (const [key2, entry] of findEntriesAt(map)) {
    if (!allowed.includes(key2)) fail(`Unknown key \`${key2}\`; ${suggestName(key2, allowed)}`, { ...entry.value, origin: entry.key });
  }
}
function describeMistake({ fault, own, key: key2, isItem, written: written3 }) {
  const isText = typeof written3 === "string" && written3 !== "";
  if (own.fault !== void 0 && (isText || !isTextual(own))) return own.fault.replace("{{key}}", () => key2);
  if (own.items) return fault.keyword === "maxItems" ? describeTooMany(key2, fault) : `\`${key2}\` must be a list.`;
  if (own.properties) return `This must be a map with the keys ${Object.keys(own.properties).join(", ")}.`;
  if (isText) return describeWrongText(written3, fault, key2);
  if (isItem) return `Each item of \`${key2}\` must be a text.`;
  return `\`${key2}\` must be a text${typeof written3 === "number" ? ` in quotes: YAML reads it as the number ${written3}` : ""}.`;
}
function isTextual({ type }) {
  return type === "string" || Array.isArray(type) && type.includes("string");
}
function describeTooMany(key2, { params }) {
  return `\`${key2}\` must have up to ${params.limit} entries; a glob names many files.`;
}
function describeWrongText(written3, { keyword, params }, key2) {
  const names2 = keyword === "enum" && Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [];
  if (names2.length > 0) return `Unknown ${key2} \`${written3}\`; ${suggestName(written3, names2)}`;
  return `\`${written3}\` in \`${key2}\` matches nothing: ${explainGlobFault(written3) ?? "globs are made of `*`, `**` and `?`, and slashes"}.`;
}
function suggestName(written3, names2) {
  const nearest = nearestName(written3, names2);
  return nearest === void 0 ? `known here: ${names2.join(", ")}.` : `did you mean \`${nearest}\`?`;
}

// src/configuration/file.ts
var configurationFile = ".istio-preflight.yaml";
var configurationLimit = 1024 * 1024;
var noConfigurationFile = { configuration: noConfiguration, checkRules: () => void 0 };
function readConfiguration(cwd, file) {
  const path = resolve2(cwd, file ?? configurationFile);
  const status = findStatus(path);
  if (!status && file === void 0) return noConfigurationFile;
  if (!status) throw new UsageError(`The configuration file ${file} does not exist.`);
  if (!status.isFile() || status.size > configurationLimit) {
    throw new UsageError(`The configuration file ${file ?? configurationFile} must be a plain file of up to 1 MiB.`);
  }
  if (leadsOut(cwd, path))
    throw new UsageError(`The configuration file ${file} is reached through a link that leaves the working directory.`);
  const shown = relative2(cwd, path).split(sep2).join("/");
  return parseConfiguration(shown, readFileSync2(path, "utf8"));
}
function parseConfiguration(file, text) {
  const { root, problems } = readYaml(wrapWholeText(file, text));
  const fail = (message, cursor) => {
    throw makePlacedError(file, text, cursor && isPlace(cursor.origin) ? cursor.origin : void 0, message);
  };
  if (problems[0]) throw makePlacedError(file, text, problems[0].place, problems[0].message);
  if (!root) return noConfigurationFile;
  const document = checkDocument(root, fail);
  const configuration = {
    clusters: readClusters(document, root, fail),
    istioVersion: readIstioVersion(document, root, fail),
    rules: readRules(document),
    ignore: (document.ignore ?? []).map((entry, index) => readIgnoreEntry(entry, findAt(root, "ignore", index), file, fail)),
    policies: document.policies ?? [],
    exclude: document.exclude ?? [],
    baseline: document.baseline ?? void 0
  };
  return { configuration, checkRules: (ruleIds) => checkRules(root, ruleIds, fail) };
}
function makePlacedError(file, text, place, message) {
  const { line, column } = place ? locate(text, place) : { line: 1, column: 1 };
  return createUsageError({ file, line, column }, message);
}
function checkRules(root, ruleIds, fail) {
  for (const [id, { value }] of findEntriesAt(root, "rules")) {
    if (!ruleIds.includes(id)) fail(describeUnknownRule(id, ruleIds), value);
  }
  for (const item of findItemsAt(root, "ignore")) {
    const rule = findStringAt(item, "rule") ?? "";
    if (!ruleIds.includes(rule)) fail(describeUnknownRule(rule, ruleIds), findAt(item, "rule"));
  }
}
function readClusters({ clusters }, root, fail) {
  const names2 = /* @__PURE__ */ new Set();
  return (clusters ?? []).map(({ name, platform, cni, paths }, index) => {
    const cursor = findAt(root, "clusters", index);
    if (names2.has(name)) fail(`Two clusters are named \`${name}\`.`, findAt(cursor, "name"));
    names2.add(name);
    checkPlugins(cni ?? [], cursor, fail);
    const place = findPlaceAt(cursor, "name") ?? { file: "", start: 0, end: 0 };
    return { name, platform, cni: cni ?? [], paths: paths ?? [], place };
  });
}
function checkPlugins(cni, cluster, fail) {
  for (const [index, plugin] of cni.entries()) {
    const nearest = plugins.includes(plugin) ? void 0 : nearestName(plugin, plugins);
    if (nearest !== void 0) fail(`Unknown CNI plugin \`${plugin}\`; did you mean \`${nearest}\`?`, findAt(cluster, "cni", index));
  }
}
var plugins = detectors.map(({ id }) => id).filter((id) => !platforms.some((platform) => platform === id)).sort();
function readIstioVersion({ istioVersion }, root, fail) {
  const written3 = istioVersion ?? void 0;
  if (written3 !== void 0 && !isVersion(written3))
    fail("`istioVersion` must be a version such as 1.30 or 1.30.3.", findAt(root, "istioVersion"));
  return written3;
}
function readRules({ rules }) {
  return new Map(Object.entries(rules ?? {}).map(([id, severity]) => [id, severity === false ? "off" : severity]));
}
function readIgnoreEntry({ rule, paths, reason, until }, item, file, fail) {
  if (until && !isDate(until)) fail("`until` must be a date such as 2027-03-31.", findAt(item, "until"));
  const place = findPlaceAt(item, "rule") ?? { file, start: 0, end: 0 };
  return { rules: [rule], reason, until: until ?? void 0, covers: { paths: paths && paths.length > 0 ? paths : ["**"] }, place };
}
function isDate(written3) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written3) ? Date.parse(`${written3}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written3);
}
function describeUnknownRule(written3, ruleIds) {
  const nearest = nearestName(written3, ruleIds);
  const hint = nearest === void 0 ? "`istio-preflight rules` lists them." : `did you mean \`${nearest}\`?`;
  return `Unknown rule \`${written3}\`; ${hint}`;
}

export {
  parseBaseline,
  formatBaseline,
  readKnownFinding,
  withBaseline,
  isLookedFor,
  baselineFile,
  baselineLimit,
  readBaseline,
  readBaselineIfAny,
  formatClusterName,
  findContextCluster,
  isTelling,
  mayBeSame,
  formatShortName,
  unknownName,
  formatWord,
  defineValueFlags,
  readArguments,
  findFlagValue,
  isOpen,
  scriptDirectory,
  joinPath,
  formatShownPath,
  isKustomization,
  isTerraform,
  findUnreadLanguage,
  findTextLanguage,
  findProgramLanguage,
  detectors,
  configurationFile,
  configurationLimit,
  noConfigurationFile,
  readConfiguration,
  parseConfiguration
};
