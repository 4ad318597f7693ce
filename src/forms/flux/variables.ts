import type { Cursor, Entry, UnknownCursor } from "../../model/cursor.ts";
import { explainTemplate } from "../../syntax/yaml/template.ts";
import { resolvePlain } from "../../syntax/yaml/yaml-scalar.ts";

/** The variables that Flux substitutes in what a Kustomization deploys. */
export interface Variables {
  readonly values: ReadonlyMap<string, Cursor>;
  /** True if some come from a Secret or from outside the repository: a variable that is missing here may be set there. */
  readonly open: boolean;
}

/** The maximum number of characters substituted into one value, above what real values need. */
const lengthLimit = 10_000;

/**
 * Fills variables into a value, as Flux does after the build.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 */
export function substituteVariables(cursor: Cursor, variables: Variables): Cursor {
  if (cursor.kind === "list") return { ...cursor, items: cursor.items.map((item) => substituteVariables(item, variables)) };
  if (cursor.kind === "unknown") return cursor.text?.includes("${") ? substituteText(cursor, cursor.text, variables) : cursor;
  if (cursor.kind !== "map") return cursor;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of cursor.entries) entries.set(key, { key: entry.key, value: substituteVariables(entry.value, variables) });
  return { ...cursor, entries };
}

const reference = /(?<!\$)\$\{([A-Za-z_]\w*)(?:(:?[=-])([^{}]*))?\}/g;

function substituteText(cursor: UnknownCursor, text: string, variables: Variables): Cursor {
  // If a variable is the whole value, the line that sets it is the place of the value.
  const whole = /^\$\{([A-Za-z_]\w*)(?::?[=-][^{}]*)?\}$/.exec(text)?.[1];
  const origin = (whole === undefined ? undefined : variables.values.get(whole)?.origin) ?? cursor.origin;
  let length = 0;
  const filled = text.replace(reference, (written, name: string, operator: string | undefined, fallback: string | undefined) => {
    const value = length > lengthLimit ? undefined : fillVariable(name, operator, fallback, variables);
    length += value?.length ?? 0;
    return value ?? written;
  });
  const reason = explainTemplate(filled);
  if (reason) return { ...cursor, reason, text: filled };
  // Kustomize has already rewritten the document, so quotes around a variable are gone.
  return { kind: "scalar", origin, value: resolvePlain(filled) };
}

function fillVariable(name: string, operator: string | undefined, fallback: string | undefined, variables: Variables): string | undefined {
  const found = variables.values.get(name);
  if (found?.kind === "unknown") return found.text;
  const value = found?.kind === "scalar" ? String(found.value ?? "").replaceAll("\n", "") : undefined;
  if (operator === undefined || (value === undefined && variables.open)) return value;
  const isMissing = operator.startsWith(":") ? !value : value === undefined;
  return isMissing ? fallback : value;
}
