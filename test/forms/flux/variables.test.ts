import { expect, test } from "vitest";
import { substituteVariables } from "../../../src/forms/flux/variables.ts";
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: how Flux spells a variable
import type { Cursor, Scalar } from "../../../src/model/cursor.ts";

const origin = { file: "release.yaml", start: 0, end: 10 };
const setting = { file: "vars.yaml", start: 5, end: 9 };

function filled(text: string, variables: Readonly<Record<string, Scalar>>, open = false): Cursor {
  const values = new Map<string, Cursor>(
    Object.entries(variables).map(([name, value]) => [name, { kind: "scalar", origin: setting, value }]),
  );
  return substituteVariables({ kind: "unknown", origin, reason: "a variable", text }, { values, open });
}

test.each([
  ["${name}", { name: "prod" }, "prod"],
  ["${name}-cni", { name: "istio" }, "istio-cni"],
  ["${a}/${b}", { a: "x", b: "y" }, "x/y"],
  ["${on}", { on: "true" }, true],
  ["${name:=fallback}", {}, "fallback"],
  ["${name:-fallback}", { name: "" }, "fallback"],
  ["${name:-}", {}, null],
  ["${name-fallback}", { name: "set" }, "set"],
  ["${text}", { text: "one\nline" }, "oneline"],
])("%s with %j is %j", (text, variables, expected) => {
  expect(filled(text, variables)).toMatchObject({ kind: "scalar", value: expected });
});

test.each(["${missing}", "$${name}", "${name/a/b}", "${name:0:3}", "{{ name }} ${name}"])("%s stays unknown", (text) => {
  expect(filled(text, { name: "prod" })).toMatchObject({ kind: "unknown" });
});

test("a default is none where a Secret may set the variable", () => {
  expect(filled("${name:=fallback}", {}, true)).toMatchObject({ kind: "unknown", text: "${name:=fallback}" });
});

test("a value has the place of the line that sets it, unless it is only a part", () => {
  expect(filled("${name}", { name: "prod" }).origin).toEqual(setting);
  expect(filled("${name}-cni", { name: "prod" }).origin).toEqual(origin);
});

test("a value that repeats itself without end is left alone", () => {
  expect(filled("${a}".repeat(5_000), { a: "x".repeat(5_000) })).toMatchObject({ kind: "unknown" });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: how Flux spells a variable
