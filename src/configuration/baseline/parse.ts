import type { Baseline, KnownFinding } from "../../model/baseline.ts";
import type { Finding } from "../../model/finding.ts";
import { UsageError } from "../../model/usage-error.ts";

const schema = "https://github.com/istio-preflight/istio-preflight/blob/main/schemas/baseline.schema.json";

/** Reads the text of a baseline; anything that `schemas/baseline.schema.json` does not allow is a `UsageError`. */
export function parseBaseline(file: string, text: string): Baseline {
  const fail = (message: string): never => {
    throw new UsageError(
      `${file}: ${message} Remove the file, and \`istio-preflight --write-baseline --baseline ${file}\` writes a new one.`,
    );
  };
  const document = parseJson(text);
  if (!isMap(document)) return fail("A baseline is a JSON object.");
  const unknown = Object.keys(document).find((key) => !["$schema", "schemaVersion", "findings"].includes(key));
  if (unknown !== undefined) return fail(`Unknown key ${JSON.stringify(unknown.slice(0, 100))}.`);
  if (document.schemaVersion !== 1) return fail("This version of istio-preflight reads baselines with `schemaVersion` 1 alone.");
  if (!Array.isArray(document.findings)) return fail("`findings` must be a list.");
  const findings = document.findings.map(
    (item: unknown, index) => knownFinding(item) ?? fail(`Entry ${index + 1} of \`findings\` is invalid.`),
  );
  return { file, text, findings };
}

/** The text of a baseline with these findings: the same for the same findings. */
export function baselineText(findings: readonly KnownFinding[]): string {
  const entries = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return `${JSON.stringify({ $schema: schema, schemaVersion: 1, findings: [...entries.values()].sort(byFile) }, null, 2)}\n`;
}

/** What a baseline says of a finding. */
export function readKnownFinding({ fingerprint, rule, location, cluster, message }: Finding): KnownFinding {
  const clipped = (text: string) => text.slice(0, longest);
  return { fingerprint, rule: clipped(rule), file: clipped(location.file), cluster: clipped(cluster), message: clipped(message) };
}

/** Where the entries begin, in one pass: a baseline may have any number of them. */
export function findEntryOffsets({ text, findings }: Baseline): number[] {
  let offset = 0;
  return findings.map(({ fingerprint }) => {
    const found = text.indexOf(`"${fingerprint}"`, offset);
    if (found >= 0) offset = found + 1;
    return Math.max(0, offset - 1);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

const keys = ["fingerprint", "rule", "file", "cluster", "message"] as const;
const longest = 10_000;

function knownFinding(item: unknown): KnownFinding | undefined {
  if (!isMap(item) || Object.keys(item).length !== keys.length) return undefined;
  const [fingerprint, rule, file, cluster, message] = keys.map((key) => (Object.hasOwn(item, key) ? item[key] : undefined));
  const texts = [fingerprint, rule, file, cluster, message];
  if (!texts.every((text) => typeof text === "string" && text.length <= longest)) return undefined;
  if (!/^[0-9a-f]{16}$/.test(String(fingerprint))) return undefined;
  return {
    fingerprint: String(fingerprint),
    rule: String(rule),
    file: String(file),
    cluster: String(cluster),
    message: String(message),
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byFile(one: KnownFinding, other: KnownFinding): number {
  const pairs = [
    [one.file, other.file],
    [one.rule, other.rule],
    [one.cluster, other.cluster],
    [one.fingerprint, other.fingerprint],
  ] as const;
  for (const [left, right] of pairs) if (left !== right) return left < right ? -1 : 1;
  return 0;
}
