import type { Finding } from "../model/finding.ts";
import { clip } from "../report/escape.ts";

/** The findings of the previous audit, which an issue stores. */
export interface AuditMemory {
  /** The fingerprints of all findings. */
  readonly fingerprints: ReadonlySet<string>;
  /** Details of the first findings. */
  readonly described: readonly RememberedFinding[];
}

export interface RememberedFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
  readonly line: number;
}

/** Stores the findings of an audit in an HTML comment, which base64 cannot end; undefined if there are too many. */
export function remember(findings: readonly Finding[]): string | undefined {
  if (findings.length > mostRemembered) return undefined;
  const described = findings
    .slice(0, mostDescribed)
    .map(({ fingerprint, rule, location: { file, line } }) => [fingerprint, clip(rule, 80), clip(file, 80), line]);
  const others = findings.slice(mostDescribed).map(({ fingerprint }) => fingerprint);
  return `<!-- findings ${encodeBase64(JSON.stringify(described))} ${Buffer.from(others.join(""), "hex").toString("base64")} -->`;
}

/** Reads the stored findings from an issue's body. Anyone who may edit issues can change it, so an invalid format is ignored. */
export function readAuditMemory(body: string): AuditMemory | undefined {
  const [, items, others] = /^<!-- findings ([\w+/=]+) ([\w+/=]*) -->$/m.exec(body.replaceAll("\r\n", "\n")) ?? [];
  if (items === undefined || others === undefined) return undefined;
  const described = parseItems(Buffer.from(items, "base64").toString("utf8")).flatMap(readRememberedFinding);
  const rest = Buffer.from(others, "base64").toString("hex").match(/.{16}/g) ?? [];
  return { described, fingerprints: new Set([...described.map(({ fingerprint }) => fingerprint), ...rest]) };
}

/** Together, the stored findings have less than 40,000 characters; GitHub accepts 65,536. */
const mostDescribed = 100;
const mostRemembered = 1500;

function encodeBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function parseItems(text: string): unknown[] {
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items.slice(0, mostDescribed) : [];
  } catch {
    return [];
  }
}

function readRememberedFinding(item: unknown): RememberedFinding[] {
  const [fingerprint, rule, file, line] = Array.isArray(item) ? item : [];
  const isWhole = typeof fingerprint === "string" && typeof rule === "string" && typeof file === "string" && Number.isInteger(line);
  return isWhole ? [{ fingerprint, rule, file, line }] : [];
}
