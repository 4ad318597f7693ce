import type { Cursor } from "../../../model/cursor.ts";
import { scalar, textOfScalar, unknown } from "../cursors.ts";
import { renderTemplate } from "../render.ts";
import type { Evaluate, Scope } from "../scope.ts";
import type { Call, HclFunction } from "./function.ts";

/** Functions that read files beside the configuration. */
export const fileFunctions: Readonly<Record<string, HclFunction>> = {
  file: ([path], call, scope) => {
    const name = textOfScalar(path);
    if (name === undefined) return undefined;
    const text = scope.file(name);
    return text ? { kind: "scalar", origin: call.place, value: text.content, text } : missing(name, call);
  },
  fileexists: ([path], call, scope) => {
    const name = textOfScalar(path);
    return name === undefined ? undefined : scalar(scope.file(name) !== undefined, call.place);
  },
  templatefile: ([path, variables], call, scope, evaluate) => {
    const name = textOfScalar(path);
    return name === undefined ? undefined : rendered(name, variables, call, scope, evaluate);
  },
  abspath: ([path]) => path,
};

/** A template has access only to its variables. */
function rendered(path: string, variables: Cursor | undefined, call: Call, scope: Scope, evaluate: Evaluate): Cursor {
  const parts = scope.template(path);
  if (!parts) return scope.file(path) ? unknown(call, "the template cannot be read") : missing(path, call);
  const names = new Map<string, Cursor>();
  if (variables?.kind === "map") for (const [name, { value }] of variables.entries) names.set(name, value);
  return renderTemplate(parts, call, { ...scope, names, lookup: () => undefined }, evaluate);
}

function missing(path: string, call: Call): Cursor {
  return unknown(call, "the file is not in the repository", { missing: path, fails: true });
}
