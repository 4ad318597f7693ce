import { validate } from "shape:ReportDocument";
import { posix } from "node:path";
import { policies } from "../../policies/index.ts";
import type { Finding, Related, Severity } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import { isModestJson } from "../model/modest-json.ts";
import type { PolicyMetadata } from "../model/policy.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import type { ReportDocument, ReportedFinding, ReportedProblem } from "../model/shapes/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { linkDocs } from "../policy/evaluate.ts";
import { isPolicyId } from "../policy/metadata.ts";
import { clip } from "../report/escape.ts";

/** The maximum size in bytes of a report from another run. */
export const receivedLimit = 8 * 1024 * 1024;

/**
 * Reads the JSON report of a run that is not trusted. The texts of rules come from this version's own rules, fixes are dropped,
 * counts are computed again, and long texts are clipped. Anything that this version would not write is a `UsageError`, which
 * quotes nothing from the report.
 */
export function readReceivedReport(bytes: Uint8Array): Report {
  const { summary, findings, suppressed, problems } = parseReportDocument(bytes);
  const taken = findings.map((finding, index) => takeFinding(finding, `/findings/${index}`));
  const letOff = suppressed.map((finding, index) => takeFinding(finding, `/suppressed/${index}`));
  const count = (severity: Severity) => taken.filter((finding) => finding.severity === severity).length;
  return {
    summary: { ...summary, errors: count("error"), warnings: count("warning"), notes: count("note"), suppressed: letOff.length },
    findings: taken,
    suppressed: letOff,
    problems: problems.map((problem, index) => takeProblem(problem, `/problems/${index}`)),
    clusters: [],
    roots: ["."],
    customRules: [],
  };
}

const longestText = 2000;
const longestName = 200;
const longestPath = 1024;
const mostRelated = 20;
const mostClusters = 1000;

function parseReportDocument(bytes: Uint8Array): ReportDocument {
  if (bytes.length > receivedLimit) return refuse("", `must have at most ${receivedLimit} bytes`);
  if (!isModestJson(bytes)) return refuse("", "must not be nested deeper, or have more parts, than a report has");
  const document = parseReportJson(bytes);
  if (validate(document)) return document;
  const [error] = validate.errors ?? [];
  return refuse(error?.instancePath ?? "", error?.message ?? "must be as the schema says");
}

function parseReportJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refuse("", "must be JSON in UTF-8");
  }
}

function takeFinding(document: ReportedFinding, at: string): Finding {
  const {
    severity,
    confidence,
    message,
    cluster,
    clusters = [cluster],
    line,
    column,
    endLine,
    endColumn,
    related,
    fingerprint,
    reason,
  } = document;
  const { id, title, remedy, docs } = takeRule(document.rule, at);
  return {
    ...{ rule: id, title, severity, confidence, remedy, fingerprint, docs },
    message: clip(message, longestText),
    cluster: clip(cluster, longestName),
    clusters: clusters.slice(0, mostClusters).map((name) => clip(name, longestName)),
    location: { file: takePath(document.file, at), line, column, endLine, endColumn },
    frame: { firstLine: line, lines: [] },
    related: related.slice(0, mostRelated).map((other, index) => takeRelated(other, `${at}/related/${index}`)),
    ...(reason !== undefined && { suppression: clip(reason, longestText) }),
  };
}

function takeRelated({ file, line, message }: ReportedFinding["related"][number], at: string): Related {
  return { location: locateLine(takePath(file, at), line), message: clip(message, longestText) };
}

function takeProblem({ code, message, file, line }: ReportedProblem, at: string): LocatedProblem {
  const location = file === undefined || line === undefined ? null : locateLine(takePath(file, at), line);
  return { code: clip(code, longestName), message: clip(message, longestText), location };
}

function locateLine(file: string, line: number): Location {
  return { file, line, column: 1, endLine: line, endColumn: 1 };
}

/** Returns the texts of a rule. For custom rules of the other repository, only the id is known here. */
function takeRule(rule: string, at: string): RuleText {
  const policy = policies.find(({ id }) => id === rule);
  if (policy) return { ...policy, docs: linkDocs(rule) };
  if (!isPolicyId(rule)) return refuse(`${at}/rule`, "must be a rule");
  return { id: rule, title: rule, remedy: "See the run that found it: it had the rule.", docs: "" };
}

type RuleText = Pick<PolicyMetadata, "id" | "title" | "remedy"> & Pick<Finding, "docs">;

function takePath(file: string, at: string): string {
  const isInside = !posix.isAbsolute(file) && posix.normalize(file) === file && !/^(?:\.\.?(?:\/|$)|[a-z]:)|[\\\0]|\/$/i.test(file);
  return isInside && file.length <= longestPath ? file : refuse(`${at}/file`, "must be a path inside of the repository");
}

function refuse(at: string, why: string): never {
  throw new UsageError(`The report of the other run is not one that this version writes: ${at || "it"} ${why}.`);
}
