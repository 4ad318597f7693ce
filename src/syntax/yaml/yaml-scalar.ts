import type { Scalar } from "../../model/cursor.ts";

/**
 * Reads a plain scalar as Helm and Kubernetes do: YAML 1.1 booleans and octals, but no timestamps and no base 60.
 * https://github.com/go-yaml/yaml/blob/v2/resolve.go
 */
export function resolvePlain(source: string): Scalar {
  if (source === "" || source === "~" || /^(null|Null|NULL)$/.test(source)) return null;
  if (/^(y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/.test(source)) return true;
  if (/^(n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/.test(source)) return false;
  return resolveNumber(source) ?? source;
}

/** Reads a scalar with an explicit tag such as `!!int`; other tags do not change the text. */
export function resolveTagged(tag: string, source: string): Scalar {
  if (/:(int|float|bool|null)$/.test(tag)) return resolvePlain(source);
  return source;
}

const integer = /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)$/;
const float = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;

function resolveNumber(source: string): number | undefined {
  if (integer.test(source)) return resolveInteger(source.replaceAll("_", ""));
  return float.test(source) ? Number(source.replaceAll("_", "")) : undefined;
}

function resolveInteger(source: string): number | undefined {
  const negative = source.startsWith("-");
  const digits = source.replace(/^[-+]/, "");
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const value = Number(octal);
  if (Number.isNaN(value)) return undefined;
  return negative ? -value : value;
}
