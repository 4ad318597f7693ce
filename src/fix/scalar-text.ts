import type { Scalar } from "../model/cursor.ts";

/** Writes a scalar as YAML, with quotes only if a plain scalar would have another meaning. */
export function writeScalar(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  return isPlain(value) ? value : JSON.stringify(value);
}

/** Writes a scalar that replaces another one, with the same quotes. */
export function writeReplacement(value: Scalar, written: string): string {
  const [quote] = written;
  if (typeof value === "string" && (quote === '"' || quote === "'") && !/["'\\$]/.test(value)) return quote + value + quote;
  return quote === '"' || quote === "'" ? JSON.stringify(value) : writeScalar(value);
}

function isPlain(value: string): boolean {
  if (/^[a-z]+:\/\/[\w./-]+$/.test(value)) return true;
  return /^[A-Za-z/][\w./-]*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value);
}
