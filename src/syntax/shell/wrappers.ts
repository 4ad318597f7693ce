import { posix } from "node:path";
import { type Field, formatField, readLiteral } from "./text.ts";

/** The command that a wrapper such as `sudo` or `timeout 300` runs. */
export interface Unwrapped {
  readonly fields: readonly Field[];
  /** Variables that the wrapper sets: `env A=b`. */
  readonly assignments: readonly Field[];
}

/** Removes one wrapper from a command; undefined if none exists. */
export function unwrap(fields: readonly Field[]): Unwrapped | undefined {
  const name = posix.basename(readLiteral(fields[0]) ?? "");
  // `$SUDO helm …`: whatever the variable contains, it runs the program after it.
  const [first, second] = fields;
  if (first && second && isOpenField(first) && isKnownProgram(second)) return { fields: fields.slice(1), assignments: [] };
  const wrapper = wrappers.get(name);
  if (wrapper) return skipOptions(fields, wrapper);
  if (
    !/^(?:with[-_])?(?:re)?try(?:[-_]\w+)?$|^\w+[-_](?:re)?try$|^(?:log[-_]?)?(?:and[-_])?(?:run|exec|execute|exe|do)(?:[-_](?:cmd|command|with[-_]\w+|step|or[-_]\w+))?$|^(?:must|check|safe|step|loud|quietly|spin|gum)(?:[-_]\w+)?$/.test(
      name,
    )
  )
    return undefined;
  const start = fields.findIndex((field, index) => index > 0 && isKnownProgram(field));
  return start > 0 ? { fields: fields.slice(start), assignments: [] } : undefined;
}

interface Wrapper {
  /** Options that take the next word as their value. */
  readonly values?: RegExp;
  /** Options with which it is not a wrapper. */
  readonly not?: RegExp;
  /** The number of its own words after the options. */
  readonly words?: number;
}

const wrappers: ReadonlyMap<string, Wrapper> = new Map([
  ["sudo", { values: /^-[ughpCrtTUDR]$|^--(user|group|host|prompt|chdir)$/ }],
  ["env", { values: /^-[uC]$|^--(unset|chdir)$/ }],
  ["time", { values: /^-[fo]$/ }],
  ["exec", { values: /^-a$/ }],
  ["command", { not: /^-[vV]/ }],
  ["builtin", {}],
  ["xargs", { values: /^-[EIJLPRSdns]$|^--(max-args|max-procs|max-lines|delimiter|replace)$/ }],
  ["doas", { values: /^-[Cu]$/ }],
  ["setsid", {}],
  ["stdbuf", { values: /^-[ioe]$/ }],
  ["ionice", { values: /^-[cn]$/ }],
  ["flock", { values: /^-[wE]$/, words: 1 }],
  ["unbuffer", {}],
  ["chronic", {}],
  ["nohup", {}],
  ["nice", { values: /^-n$/ }],
  ["timeout", { values: /^-[ks]$/, words: 1 }],
]);

function skipOptions(fields: readonly Field[], { values, not, words = 0 }: Wrapper): Unwrapped | undefined {
  let index = 1;
  for (; index < fields.length; index++) {
    const text = formatField(fields[index] as Field);
    if (!text.startsWith("-") || text === "--") break;
    if (not?.test(text)) return undefined;
    if (values?.test(text)) index++;
  }
  if (readLiteral(fields[index]) === "--") index++;
  const first = index;
  while (index < fields.length && /^[A-Za-z_]\w*=/.test(formatField(fields[index] as Field))) index++;
  const rest = fields.slice(index + words);
  return rest.length > 0 ? { fields: rest, assignments: fields.slice(first, index) } : undefined;
}

function isOpenField({ fragments }: Field): boolean {
  return fragments.every((fragment) => fragment.kind === "unknown" && fragment.several);
}

function isKnownProgram(field: Field): boolean {
  return /^(?:helm|istioctl|cilium|kubectl|oc|sudo|env|timeout|bash|sh)$/.test(posix.basename(readLiteral(field) ?? ""));
}
