import type { Scalar } from "../model/cursor.ts";

/** A scalar as YAML spells it; quoted only where it would mean something else. */
export function scalarText(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  return isPlain(value) ? value : JSON.stringify(value);
}

/** A scalar in place of another one, in that one's quotes. */
export function replacementText(value: Scalar, written: string): string {
  const [quote] = written;
  if (typeof value === "string" && (quote === '"' || quote === "'") && !/["'\\$]/.test(value)) return quote + value + quote;
  return quote === '"' || quote === "'" ? JSON.stringify(value) : scalarText(value);
}

function isPlain(value: string): boolean {
  if (/^[a-z]+:\/\/[\w./-]+$/.test(value)) return true;
  return /^[A-Za-z/][\w./-]*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value);
}
