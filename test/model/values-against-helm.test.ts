import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Cursor, findAt, toPlainValue } from "../../src/model/cursor.ts";
import { coalesce, mergeValues, parseSet, type SetKind } from "../../src/model/values.ts";
import { cursorOf } from "../support/cursors.ts";
import { helmProgram } from "../support/programs.ts";

/** One chart with the case's defaults, values files and flags; the real Helm says what the templates see. */
interface Case {
  readonly defaults: object;
  readonly files: readonly object[];
  readonly flags: readonly Flag[];
}

interface Flag {
  readonly kind: SetKind;
  readonly assignments: readonly Assigned[];
}

interface Assigned {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

const directory = mkdtempSync(join(tmpdir(), "values-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const place = { file: "install.sh", start: 0, end: 0 };

/** More than CI's can be asked for by hand: `CASES=20000 npx vitest run test/model/values-against-helm.test.ts`. */
const count = Number(process.env.CASES ?? 500);
const atOnce = 250;

describe.each([3, 4] as const)("layers merge as in Helm %d", (major) => {
  test("for generated defaults, files and flags", () => {
    const cases = fc.sample(caseArbitrary(), { seed: 20261123, numRuns: count }).map(withoutRefused);
    expect(cases.filter((one) => one.flags.length > 0).length).toBeGreaterThan(count / 3);
    for (let start = 0; start < cases.length; start += atOnce) {
      const some = cases.slice(start, start + atOnce);
      expect(asIn(major, some.map(ours))).toEqual(asIn(major, helmValues(some, major)));
    }
  }, 600_000);

  const odd = [
    ["set", "b=null"],
    ["set", "q={}"],
    ["set", "q=[]"],
    ["set", "q={a,}"],
    ["set", "q={a}x=1"],
    ["set", "q={ a, b },r=1"],
    ["set", "q={a\\,b,c\\}}"],
    ["set", "q=a\\,b,r\\.s=1"],
    ["set", "q=1e3,r=-5,s=+5,t=-0,u=-05,v=0x10,w=05,x=1.5"],
    ["set", "q=TRUE,r=nUll,s=False"],
    ["set", "q=99999999999999999999"],
    ["set", "q="],
    ["set", "q=,r=1,"],
    ["set", "=x,r=1"],
    ["set", "l[2]=3,l[0]=z"],
    ["set", "q[1].b=1"],
    ["set", "q[0][1]=2,q[0][0]=3"],
    ["set", "q[0]={a,b}"],
    ["set", " q =  x "],
    ["set", "q=a\\"],
    ["set", "q=a=b"],
    ["set-string", "q=null,r=1,s={true,2}"],
    ["set-json", 'a={"x":1}'],
    ["set-json", "a={}"],
    ["set-json", 'q=[1,{"a":null}], r= 2 '],
    ["set-json", '{"a":{"n":1},"b":{}}'],
    ["set-json", '{"a":{}}'],
    ["set-json", '{"a":null}'],
    ["set-json", "q=,r=1"],
    ["set-json", "q=1 x=2"],
    ["set-json", 'q="a,b\\"]",r=true'],
    ["set-literal", "a.b=x,y=z"],
    ["set-literal", "a\\.b=c\\d"],
    ["set-literal", "q[0].b={1,2}"],
    ["set", "q[1].b="],
    ["set", "q[1].b=,r=1"],
    ["set", "q[0][1].b="],
    ["set", "q[1]="],
    ["set", "q[1].b[1]="],
    ["set", "q[1][0]="],
    ["set", "q[1]=1,q[0][1].b="],
    ["set", "q[1]=1,q[0].b="],
    ["set", "l[2].m="],
    ["set", "l[1].m="],
    ["set", "a.n[0].m="],
    ["set-string", "q[1].b="],
    ["set-literal", "q[1].b="],
    ["set-json", "q[1].b="],
    ["set-file", "q="],
    ["set", ".a=1"],
    ["set", ".Values.a.x=2,b=2"],
    ["set-literal", ".Values.a.x=2"],
    ["set", "[0]=1"],
    ["set", "q=9223372036854775807,r=9223372036854775808"],
  ] as const;

  // Helm 3.17 takes no whole object: https://github.com/helm/helm/pull/31064
  const known = odd.filter(([kind, expression]) => major === 4 || kind !== "set-json" || !expression.startsWith("{"));

  test.each(known)("--%s %s", (kind, expression) => {
    const defaults = { a: { x: 1, z: { q: 1 } }, b: 1, l: [1, 2] };
    writeChart("odd", defaults);
    const output = execFileSync(helmProgram(major), ["template", "odd", join(directory, "odd"), `--${kind}`, expression], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const expected = JSON.parse(output.slice(output.indexOf("{")));
    expect(toPlainValue(coalesce(cursorOf(defaults), mergeValues([parseSet(expression, kind, place)])))).toEqual(expected);
  });

  const refused = ["q", "q.=1", "q={a", "q={a}y", "q[ 0]=1", "q[-1]=1", "q[0]x=1", "q,r=1", "q..r=1", "..q=1", ".=1", "q[x]=1"];

  test.each(refused)("--set %s is refused by both", (expression) => {
    writeChart("odd", {});
    expect(spawnSync(helmProgram(major), ["template", "odd", join(directory, "odd"), "--set", expression]).status).not.toBe(0);
    expect(parseSet(expression, "set", place).kind).toBe("unknown");
  });
});

/** Helm 3 leaves out some keys whose value is null, which templates do not tell from missing ones. */
function asIn(major: 3 | 4, value: unknown): unknown {
  if (major === 4 || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => asIn(major, item));
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, asIn(major, item)]));
}

function ours({ defaults, files, flags }: Case): unknown {
  return toPlainValue(coalesce(cursorOf(defaults), mergeValues([...files.map((file) => cursorOf(file)), ...flags.map(layerOf)])));
}

/** Files that `--set-file` may name, by their path as the flag has it. */
const textFiles = new Map(["", "one line", "two\nlines\n", "null", "{a,b}"].map((text, index) => [join(directory, `text-${index}`), text]));
for (const [file, text] of textFiles) writeFileSync(file, text);

function layerOf(flag: Flag) {
  return parseSet(expressionOf(flag, ""), flag.kind, place, (file) => textFiles.get(file));
}

function expressionOf({ kind, assignments }: Flag, prefix: string): string {
  return assignments.map(({ path, value }) => `${prefix}${pathText(kind, path)}=${value}`).join(",");
}

/** All cases in one run of Helm: each lives under a key of its own. */
function helmValues(cases: readonly Case[], major: 3 | 4): unknown[] {
  writeChart("all", Object.fromEntries(cases.map((one, index) => [`c${index}`, one.defaults])));
  const args = ["template", "all", join(directory, "all")];
  for (const layer of [0, 1]) {
    const file = join(directory, `values-${layer}.json`);
    writeFileSync(file, JSON.stringify(Object.fromEntries(cases.map((one, index) => [`c${index}`, one.files[layer] ?? {}]))));
    args.push("--values", file);
  }
  for (const [index, one] of cases.entries()) {
    for (const flag of one.flags) args.push(`--${flag.kind}`, expressionOf(flag, `c${index}.`));
  }
  const output = execFileSync(helmProgram(major), args, { encoding: "utf8", maxBuffer: 1 << 26, stdio: "pipe" });
  const values = JSON.parse(output.slice(output.indexOf("{"))) as Record<string, unknown>;
  return cases.map((_, index) => values[`c${index}`]);
}

function writeChart(name: string, defaults: object): void {
  mkdirSync(join(directory, name, "templates"), { recursive: true });
  writeFileSync(join(directory, name, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
  writeFileSync(join(directory, name, "values.yaml"), JSON.stringify(defaults));
  writeFileSync(join(directory, name, "templates", "values.yaml"), "{{ .Values | toJson }}\n");
}

function pathText(kind: SetKind, path: Assigned["path"]): string {
  const escaped = (key: string) => (kind === "set-literal" ? key : key.replaceAll(/[\\.,=[]/g, "\\$&"));
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index > 0 ? "." : ""}${escaped(step)}`)).join("");
}

/** Drops the flags that Helm refuses because they ask for a map or a list where something else stands. */
function withoutRefused(one: Case): Case {
  const flags: Flag[] = [];
  for (const { kind, assignments } of one.flags) {
    const fitting: Assigned[] = [];
    for (const assignment of assignments) {
      const before = [...flags, ...(fitting.length > 0 ? [{ kind, assignments: fitting }] : [])];
      const below = mergeValues([...one.files.map((file) => cursorOf(file)), ...before.map(layerOf)]);
      if (fits(below, assignment.path)) fitting.push(assignment);
    }
    if (fitting.length > 0) flags.push({ kind, assignments: fitting });
  }
  return { ...one, flags };
}

function fits(below: Cursor, path: Assigned["path"]): boolean {
  return path.every((step, index) => {
    const parent = findAt(below, ...path.slice(0, index));
    if (parent === undefined || parent.kind === (typeof step === "number" ? "list" : "map")) return true;
    // An item that is no map becomes one; one that is null becomes a list.
    const isItem = typeof path[index - 1] === "number";
    return isItem && (typeof step === "string" || (parent.kind === "scalar" && parent.value === null));
  });
}

function caseArbitrary(): fc.Arbitrary<Case> {
  const key = fc.constantFrom("a", "b", "c", "d.e", "f,g", "h i");
  const scalar = fc.oneof(fc.constantFrom("", "x", "true", "y,z"), fc.integer({ min: -5, max: 5 }), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec<{ tree: object; value: unknown }>((tie) => ({
    tree: fc.dictionary(key, tie("value"), { maxKeys: 4 }).map((made) => ({ ...made })),
    value: fc.oneof({ depthSize: "small" }, scalar, tie("tree"), fc.array(tie("value"), { maxLength: 3 })),
  }));
  return fc.record({ defaults: tree, files: fc.array(tree, { maxLength: 2 }), flags: flagsArbitrary(key, tree) });
}

function flagsArbitrary(key: fc.Arbitrary<string>, tree: fc.Arbitrary<object>): fc.Arbitrary<Flag[]> {
  const step = fc.oneof({ weight: 3, arbitrary: key }, { weight: 1, arbitrary: fc.nat({ max: 3 }) });
  const path = fc.tuple(key, fc.array(step, { maxLength: 3 })).map(([first, rest]) => [first, ...rest]);
  const plainPath = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 });
  const text = textArbitrary();
  const flag = fc.oneof(
    flagArbitrary("set", path, text, 3),
    flagArbitrary("set-string", path, text, 3),
    flagArbitrary(
      "set-json",
      path,
      tree.map((value) => JSON.stringify(value)),
      3,
    ),
    flagArbitrary("set-file", path, fc.constantFrom(...textFiles.keys()), 3),
    // The rest of the argument is the value: there is no second one.
    flagArbitrary("set-literal", plainPath, text, 1),
  );
  // Helm applies the flags kind by kind, not in the order of the command line.
  const order = ["set-json", "set", "set-string", "set-file", "set-literal"];
  return fc.array(flag, { maxLength: 4 }).map((flags) => flags.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)));
}

function flagArbitrary(
  kind: SetKind,
  path: fc.Arbitrary<Assigned["path"]>,
  value: fc.Arbitrary<string>,
  maxLength: number,
): fc.Arbitrary<Flag> {
  return fc.record({ kind: fc.constant(kind), assignments: fc.array(fc.record({ path, value }), { minLength: 1, maxLength }) });
}

/** Texts of one value: words with a meaning, numbers, lists, and anything else with its commas and backslashes escaped. */
function textArbitrary(): fc.Arbitrary<string> {
  const anything = fc
    .string({ unit: fc.constantFrom(..."ab1 .,=[]{}\\\"'-+é中"), maxLength: 6 })
    .map((written) => written.replaceAll(/[\\,]/g, "\\$&").replace(/^\{/, "\\{"));
  const item = fc.oneof(
    fc.constantFrom("", "x", "null", "true", "FALSE", "0", "7", "007", "1.5", "1e3", "-0"),
    fc.maxSafeInteger().map(String),
    fc.constantFrom("9223372036854775807", "9223372036854775808", "+5"),
    anything.map((written) => written.replaceAll("}", "\\}")),
  );
  const list = fc.array(item, { maxLength: 3 }).map((items) => `{${items.join(",")}}`);
  return fc.oneof({ weight: 3, arbitrary: item }, { weight: 1, arbitrary: list });
}
