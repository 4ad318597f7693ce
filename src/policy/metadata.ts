import { platforms } from "../model/cluster.ts";
import type { PolicyMetadata } from "../model/policy.ts";

/** What is wrong with the metadata of a policy that somebody else wrote, in words. */
export class MetadataError extends Error {}

const texts = { id: 100, title: 70, description: 5_000, remedy: 2_000 } as const;
const known = ["id", "title", "severity", "platforms", "ambient", "versions", "yields", "description", "remedy", "links", "fix"];

/** The id of a custom policy may have a name space: `acme/pin-version`. */
const idPattern = /^([a-z][a-z0-9]*(-[a-z0-9]+)*\/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Whether a text is what a policy may be called. */
export function isPolicyId(text: string): boolean {
  return text.length <= texts.id && idPattern.test(text);
}
const versionsPattern = /^(>=|<=|>|<|=)?v?\d{1,4}\.\d{1,4}(\.\d{1,4})?( +(>=|<=|>|<|=)?v?\d{1,4}\.\d{1,4}(\.\d{1,4})?){0,20}$/;

/** Checks what a sandboxed policy says of itself; throws a `MetadataError`. */
export function checkedMetadata(value: unknown): PolicyMetadata {
  if (!isRecord(value)) throw new MetadataError("it must be an object");
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new MetadataError(`unknown key \`${unknown.slice(0, 100)}\``);
  for (const [key, longest] of Object.entries(texts)) {
    const text = value[key];
    if (typeof text !== "string" || text === "") throw new MetadataError(`\`${key}\` must be a text`);
    if (text.length > longest) throw new MetadataError(`\`${key}\` must have at most ${longest} characters`);
  }
  if (!isPolicyId(String(value.id))) throw new MetadataError("`id` must be like `pin-version` or `acme/pin-version`");
  if (!["error", "warning", "note"].includes(String(value.severity))) throw new MetadataError("`severity` must be error, warning or note");
  checkScope(value);
  const links = value.links ?? [];
  if (!isList(links, isLink, 20)) throw new MetadataError("`links` must be addresses that start with https://");
  if (value.fix !== undefined) checkFix(value.fix);
  return { ...(value as unknown as PolicyMetadata), links: links as string[] };
}

function checkScope({ platforms: written, ambient, yields, versions }: Readonly<Record<string, unknown>>): void {
  const isPlatform = (name: unknown) => platforms.some((platform) => platform === name);
  if (written !== undefined && !isList(written, isPlatform, platforms.length)) {
    throw new MetadataError(`\`platforms\` must be a list of ${platforms.join(", ")}`);
  }
  for (const [key, flag] of Object.entries({ ambient, yields })) {
    if (flag !== undefined && typeof flag !== "boolean") throw new MetadataError(`\`${key}\` must be true or false`);
  }
  if (versions !== undefined && !isVersions(versions)) throw new MetadataError("`versions` must be like `>=1.25 <1.28.7`");
}

function checkFix(fix: unknown): void {
  if (!isRecord(fix) || !isValues(fix.set)) throw new MetadataError("`fix.set` must be values by path of keys");
  const odd = Object.keys(fix).find((key) => !["set", "remove", "tools", "versions"].includes(key));
  if (odd !== undefined) throw new MetadataError(`unknown key \`fix.${odd.slice(0, 100)}\``);
  if (fix.remove !== undefined && !isList(fix.remove, isPath, 100)) throw new MetadataError("`fix.remove` must be paths of keys");
  const isTool = (tool: unknown) => ["helm", "istioctl", "sail", "rendered"].includes(String(tool));
  if (fix.tools !== undefined && !isList(fix.tools, isTool, 4))
    throw new MetadataError("`fix.tools` must be helm, istioctl, sail, rendered");
  if (fix.versions !== undefined && !isVersions(fix.versions)) throw new MetadataError("`fix.versions` must be like `>=1.25`");
}

/** Values that may be written into a file: plain scalars, by paths of ordinary keys. */
export function isValues(value: unknown): value is Readonly<Record<string, string | number | boolean | null>> {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.length <= 50 && entries.every(([path, scalar]) => isPath(path) && isScalar(scalar));
}

/** A scalar that means the same in YAML, in HCL and in a shell: what a fix writes may end up in a script. */
export function isScalar(value: unknown): boolean {
  if (typeof value === "string") return /^[\w./:@,+ -]{0,500}$/.test(value);
  return value === null || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}

/** Whether a text is a dotted path of ordinary keys. */
export function isPath(value: unknown): value is string {
  return typeof value === "string" && /^[\w./~-]{1,200}$/.test(value);
}

function isLink(value: unknown): boolean {
  return typeof value === "string" && /^https:\/\/\S{1,500}$/.test(value);
}

function isVersions(value: unknown): boolean {
  return typeof value === "string" && value.length <= 500 && versionsPattern.test(value);
}

function isList(value: unknown, isItem: (item: unknown) => boolean, most: number): boolean {
  return Array.isArray(value) && value.length <= most && value.every(isItem);
}

/** Whether a value is a map of keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
