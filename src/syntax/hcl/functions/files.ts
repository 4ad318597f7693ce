import type { Cursor } from "../../../model/cursor.ts";
import { createScalar, createUnknown, formatScalarText } from "../cursors.ts";
import { renderTemplate } from "../render.ts";
import type { Evaluate, Scope } from "../scope.ts";
import type { Call, HclFunction } from "./function.ts";

/** Functions that read files beside the configuration. */
export const fileFunctions: Readonly<Record<string, HclFunction>> = {
  file: ([path], call, scope) => {
    const name = formatScalarText(path);
    if (name === undefined) return undefined;
    const text = scope.file(name);
    return text ? { kind: "scalar", origin: call.place, value: text.content, text } : createMissingFile(name, call);
  },
  fileexists: ([path], call, scope) => {
    const name = formatScalarText(path);
    return name === undefined ? undefined : createScalar(scope.file(name) !== undefined, call.place);
  },
  templatefile: ([path, variables], call, scope, evaluate) => {
    const name = formatScalarText(path);
    return name === undefined ? undefined : renderTemplateFile(name, variables, call, scope, evaluate);
  },
  abspath: ([path]) => path,
};

/** A template has access only to its variables. */
function renderTemplateFile(path: string, variables: Cursor | undefined, call: Call, scope: Scope, evaluate: Evaluate): Cursor {
  const parts = scope.template(path);
  if (!parts) return scope.file(path) ? createUnknown(call, "the template cannot be read") : createMissingFile(path, call);
  const names = new Map<string, Cursor>();
  if (variables?.kind === "map") for (const [name, { value }] of variables.entries) names.set(name, value);
  return renderTemplate(parts, call, { ...scope, names, lookup: () => undefined }, evaluate);
}

function createMissingFile(path: string, call: Call): Cursor {
  return createUnknown(call, "the file is not in the repository", { missing: path, fails: true });
}
