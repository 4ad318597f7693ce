import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import type { Failure } from "./protocol.ts";

/** Describes the failure of a policy that exceeds its time. QuickJS ends it as if it had thrown, so that other policies can continue. */
export function describeTimeFailure(file: string): Failure {
  return { answer: "failed", message: "it took too long", file };
}

/**
 * Describes what a policy threw, and the line in its files. Reading the error runs only the policy's getters, to which the same
 * limits apply.
 */
export function describeThrown(context: QuickJSContext, error: QuickJSHandle, file: string, files: ReadonlySet<string>): Failure {
  const textAt = (name: string) => {
    return context.getProp(error, name).consume((value) => (context.typeof(value) === "string" ? context.getString(value) : ""));
  };
  const isThing = context.typeof(error) === "object";
  const thrown = isThing ? `${textAt("name")}: ${textAt("message")}` : `it threw ${context.typeof(error)}`;
  const message = thrown.slice(0, 500);
  const where = findPlaceInStack(isThing ? textAt("stack").slice(0, 20_000) : "", files) ?? { file };
  return { answer: "failed", message, ...where };
}

/** Finds the topmost stack frame in one of the policy's own files. */
function findPlaceInStack(stack: string, files: ReadonlySet<string>): { file: string; line: number } | undefined {
  for (const line of stack.split("\n")) {
    const [, file, number] = /^ *at (?:[^ ]* \()?(.*?):(\d{1,7})(?::\d+)?\)?$/.exec(line.slice(0, 2_000)) ?? [];
    if (file !== undefined && files.has(file)) return { file, line: Number(number) };
  }
  return undefined;
}

/** Reads a syntax error of Sucrase, which ends with `(line:column)`. */
export function describeSyntaxError(file: string, written: string): Failure {
  const line = /\((\d{1,7}):\d+\)$/.exec(written)?.[1];
  const message = `SyntaxError: ${written.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "")}`;
  return { answer: "failed", message: message.slice(0, 500), file, ...(line && { line: Number(line) }) };
}
