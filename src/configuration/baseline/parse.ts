import { shape, validate } from "shape:BaselineDocument";
import type { Baseline, KnownFinding } from "../../model/baseline.ts";
import type { Fault } from "../../model/fault.ts";
import type { Finding } from "../../model/finding.ts";
import { UsageError } from "../../model/usage-error.ts";

const schema = "https://github.com/istio-preflight/istio-preflight/blob/main/schemas/baseline.schema.json";

/** Parses a baseline; throws a `UsageError` for anything that `schemas/baseline.schema.json` does not allow. */
export function parseBaseline(file: string, text: string): Baseline {
  const fail = (message: string): never => {
    throw new UsageError(
      `${file}: ${message} Remove the file, and \`istio-preflight --write-baseline --baseline ${file}\` writes a new one.`,
    );
  };
  const document = parseJson(text);
  if (validate(document)) return { file, text, findings: document.findings };
  const [fault] = validate.errors ?? [];
  return fail(fault ? describeFault(fault) : "A baseline is a JSON object.");
}

function describeFault({ instancePath, keyword, params }: Fault): string {
  const entry = /^\/findings\/(\d+)/.exec(instancePath)?.[1];
  if (entry !== undefined) return `Entry ${Number(entry) + 1} of \`findings\` is invalid.`;
  if (keyword === "additionalProperties") return `Unknown key ${JSON.stringify(String(params.additionalProperty).slice(0, 100))}.`;
  const name = keyword === "required" ? params.missingProperty : instancePath.slice(1);
  if (name === "schemaVersion") return "This version of istio-preflight reads baselines with `schemaVersion` 1 alone.";
  return name === "findings" ? "`findings` must be a list." : "A baseline is a JSON object.";
}

/** Writes a baseline with these findings; the same findings always give the same text. */
export function formatBaseline(findings: readonly KnownFinding[]): string {
  const entries = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return `${JSON.stringify({ $schema: schema, schemaVersion: 1, findings: [...entries.values()].sort(compareByFile) }, null, 2)}\n`;
}

/** Makes the baseline entry of a finding. */
export function readKnownFinding({ fingerprint, rule, location, cluster, message }: Finding): KnownFinding {
  const clipped = (text: string) => text.slice(0, longest);
  return { fingerprint, rule: clipped(rule), file: clipped(location.file), cluster: clipped(cluster), message: clipped(message) };
}

/** Finds the offsets of the entries in one pass, because a baseline may have any number of them. */
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

const longest = shape.$defs?.KnownFinding?.properties?.message?.maxLength ?? 0;

function compareByFile(one: KnownFinding, other: KnownFinding): number {
  const pairs = [
    [one.file, other.file],
    [one.rule, other.rule],
    [one.cluster, other.cluster],
    [one.fingerprint, other.fingerprint],
  ] as const;
  for (const [left, right] of pairs) if (left !== right) return left < right ? -1 : 1;
  return 0;
}
