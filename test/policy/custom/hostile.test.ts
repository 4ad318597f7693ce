import { symlinkSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import type { LintOptions } from "../../../src/pipeline/lint-options.ts";
import { bundle } from "../../support/bundle.ts";
import { withoutPlatforms } from "../../support/problems.ts";
import { timed } from "../../support/processor-time.ts";
import { temporaryRepository } from "../../support/repository.ts";

let lint: (options: LintOptions) => Promise<Report>;
let remove: () => void;

beforeAll(async () => {
  const built = await bundle();
  ({ lint } = await import(pathToFileURL(built.index).href));
  remove = built.remove;
});

afterAll(() => remove());

const files = {
  "install.sh":
    "#!/bin/sh\nhelm install istiod istio/istiod -n istio-system --version 1.30.1\nhelm install istio-cni istio/cni -n istio-system --version 1.30.1\n",
  "policies/a-good.json": JSON.stringify({
    id: "acme/good-json",
    title: "Install into mesh",
    severity: "warning",
    subject: "installs",
    require: { properties: { namespace: { const: "mesh" } } },
    message: "it is `{{value}}`",
    remedy: "Move.",
    description: "It must.",
  }),
  "policies/lib/name.ts": "export const name = 1;\n",
  "policies/z-good.ts": policy("acme/good", "if (cluster.installs.length === 2) yield { at: '/installs/0', message: 'still here' };"),
  ".istio-preflight.yaml": "policies: [policies/*]\n",
};

function policy(id: string, body: string, head = ""): string {
  return `import { definePolicy } from "istio-preflight/policy";
${head}
export default definePolicy({
  id: "${id}",
  title: "Do no harm",
  severity: "error",
  description: "x",
  remedy: "y",
  links: [],
  *check(cluster) {
    ${body}
  },
});
`;
}

/** The processor seconds of a run with one hostile policy: what it may take, what it costs to end it, and what all others need. */
const most = 4;

const secret = "a-secret-of-this-process";

/** What each tries, the code of \`check\`, and what the problem says. */
const attempts: readonly (readonly [name: string, body: string, problem: RegExp, head?: string])[] = [
  [
    "read a file",
    `yield { at: "", message: require("node:fs").readFileSync("/etc/passwd", "utf8") };`,
    /ReferenceError: 'require' is not defined/,
  ],
  ["read the environment", "yield { at: '', message: JSON.stringify(process.env) };", /ReferenceError: 'process' is not defined/],
  ["reach the network", "yield { at: '', message: String(fetch('https://example.com')) };", /ReferenceError: 'fetch' is not defined/],
  ["wait", "setTimeout(() => {}, 1);", /ReferenceError: 'setTimeout' is not defined/],
  ["look at the clock", "yield { at: '', message: String(Date.now()) };", /ReferenceError: 'Date' is not defined/],
  ["import a module of Node", "", /cannot import "node:fs"/, 'import { readFileSync } from "node:fs";\nreadFileSync("/etc/passwd");'],
  ["import one while it runs", "", /cannot import "node:fs"/, 'const fs = await import("node:fs");'],
  [
    "import one within check",
    `const fs = import("node:fs"); yield { at: "", message: fs.readFileSync("/etc/passwd") };`,
    /TypeError: not a function/,
  ],
  ["import what lies outside its folder", "", /outside the policy's folder/, 'import "../install.ts";'],
  ["import through a link", "", /imports policies\/lib\/link\.ts, which is not there/, 'import "./lib/link.ts";'],
  ["run for ever", "for (;;);", /it took too long/],
  ["run for ever while it loads", "", /it took too long/, "for (;;);"],
  ["backtrack for ever", `/^(a+)+$/.test("a".repeat(60) + "b");`, /it took too long/],
  ["write strings of 4 GB", "const all = []; for (;;) all.push('x'.repeat(1e7) + all.length);", /it (took too long|used too much memory)/],
  ["catch what stops it", "for (;;) { try { for (;;); } catch {} }", /it took too long/],
  ["make an array of 4 GB", "yield { at: '', message: new Array(2 ** 30).fill(7).join('') };", /it (took too long|used too much memory)/],
  ["recurse", "const down = () => down() + 1; down();", /InternalError: stack overflow/],
  [
    "recurse through natives",
    "let x = []; for (let i = 0; i < 1e5; i++) x = [x]; JSON.stringify(x);",
    /stack overflow|it used too much memory|it took too long/,
  ],
  ["change the document", "cluster.installs[0].namespace = 'mesh';", /TypeError: '?(read-only|namespace)/],
  ["pollute the document's prototypes", "Object.getPrototypeOf(cluster.installs).entries = () => []; ", /TypeError/],
  ["pollute by __proto__", "cluster.__proto__.installs = []; ", /TypeError/],
  [
    "get out by a constructor",
    "const out = cluster.constructor.constructor('return globalThis')(); yield { at: '', message: Object.keys(out.process.env).join() };",
    /TypeError: cannot read property 'env' of undefined/,
  ],
  [
    "get out by an error",
    "try { null.x; } catch (error) { const out = error.constructor.constructor('return process')(); yield { at: '', message: out.version }; }",
    /ReferenceError: 'process' is not defined/,
  ],
  [
    "get out by a getter of an error",
    `const e = {}; Object.defineProperty(e, "message", { get() { for (;;); } }); throw e;`,
    /it took too long/,
  ],
  ["throw what is no error", "throw Symbol('x');", /it threw symbol/],
  [
    "get out by a getter",
    "yield { at: '/installs/0', get message() { return process.env.PATH; } };",
    /ReferenceError: 'process' is not defined/,
  ],
  [
    "forge a location",
    `yield { at: "/installs/0/../../../../etc/passwd:1", message: "m", location: { file: "/etc/passwd" }, file: "/etc/passwd" }; yield { at: "../../etc/passwd", message: "m" };`,
    /must be a JSON pointer/,
  ],
  ["forge a pointer", `yield { at: "/elsewhere/0", message: "m" };`, /points at `\/elsewhere\/0`, which is not in the document/],
  ["find a gigabyte", `const message = "x".repeat(1e6); for (;;) yield { at: "/installs/0", message };`, /its findings are longer than/],
  ["find without end", `for (;;) yield { at: "", message: "m" };`, /more than 10000 findings/],
  ["answer with anything", "yield { at: 1, message: 2 };", /must be a text/],
  [
    "write a fix into a shell",
    `yield { at: "", message: "m", fix: { title: "t", changes: [{ install: 0, set: { profile: "$(id)" } }] } };`,
    /each change of a `fix`/,
  ],
  [
    "add a file by a fix",
    `yield { at: "", message: "m", fix: { title: "t", changes: [{ beside: "/installs/0", add: { metadata: { name: "../../x" } } }] } };`,
    /each change of a `fix`/,
  ],
  ["be no policy", "", /the default export must be what definePolicy returns/, "export default 1; /*"],
];

test.each(attempts.map(([name, body, problem, head]) => ({ name, body, problem, head })))(
  "a policy cannot $name",
  async ({ body, problem, head }) => {
    const text = head === "export default 1; /*" ? "export default 1;\n" : policy("acme/evil", body, head);
    const cwd = temporaryRepository({ ...files, "policies/evil.ts": text });
    const outside = temporaryRepository({ "secret.ts": `export const secret = "${secret}";\n` });
    symlinkSync(`${outside}/secret.ts`, `${cwd}/policies/lib/link.ts`);
    process.env.ISTIO_PREFLIGHT_TEST = secret;
    const { result: report, seconds } = await timed(() => lint({ cwd, kustomize: "off" }));
    expect(seconds).toBeLessThan(most);
    const failed = report.problems.filter(({ code }) => code === "policy-failed");
    expect(failed).toMatchObject([
      {
        message: expect.stringMatching(/acme\/evil|policies\/evil\.ts/),
        location: { file: expect.stringMatching(/^policies\/evil\.ts$/) },
      },
    ]);
    expect(failed[0]?.message).toMatch(problem);
    expect(report.findings.map(({ rule, location }) => `${rule} ${location.file}`)).toEqual(
      expect.arrayContaining(["acme/good-json install.sh", "acme/good install.sh"]),
    );
    expect(report.findings.filter(({ rule }) => rule === "acme/evil")).toEqual([]);
    const told = JSON.stringify(report);
    expect(told).not.toContain(secret);
    expect(told).not.toContain("root:");
    expect(({} as Record<string, unknown>).installs).toBeUndefined();
  },
);

test("policies that hold all the memory they may take none from others", async () => {
  const hoard = "const hoard = Array.from({ length: 350 }, () => 1n << 1_000_000n);";
  const hoarders = Object.fromEntries(
    ["b", "c", "d"].map((name) => [`policies/${name}.ts`, policy(`acme/${name}`, "hoard.length;", hoard)]),
  );
  const report = await lint({ cwd: temporaryRepository({ ...files, ...hoarders }), kustomize: "off" });
  expect(report.problems.filter(({ code }) => code === "policy-failed")).toEqual([]);
  expect(report.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["acme/good-json", "acme/good"]));
});

test("a policy that fails is the only one to fail, however many there are", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`policies/m${index}.ts`, policy(`acme/m${index}`, "yield { at: '', message: 'here' };")]),
  );
  const evil = { "policies/m.ts": policy("acme/m", "for (;;);"), "policies/n.ts": policy("acme/n", "", "for (;;);") };
  const report = await lint({ cwd: temporaryRepository({ ...files, ...many, ...evil }), kustomize: "off" });
  const failed = report.problems.filter(({ code }) => code === "policy-failed").map(({ location }) => location?.file);
  expect(failed.sort()).toEqual(["policies/m.ts", "policies/n.ts"]);
  expect(new Set(report.findings.map(({ rule }) => rule).filter((rule) => rule.startsWith("acme/m"))).size).toBe(30);
});

test.each([
  [
    "its code",
    "",
    "let n = 0; const again = () => (n++ > 600 ? spin() : Promise.resolve().then(again)); const spin = () => { for (;;); }; again();",
  ],
  [
    "check",
    "let n = 0; const again = () => (n++ > 600 ? spin() : Promise.resolve().then(again)); const spin = () => { for (;;); }; again();",
    "",
  ],
  ["check, on a throw", "const again = () => Promise.resolve().then(again); again(); throw new Error('x');", ""],
])("promises that %s leaves behind are a fault of its own policy", async (_, body, head) => {
  const waits = policy("acme/waits", "yield { at: '', message: 'here' };", "for (let i = 0; i < 300; i++) await Promise.resolve();");
  const more = { "policies/evil.ts": policy("acme/evil", body, head), "policies/waits.ts": waits };
  const report = await lint({ cwd: temporaryRepository({ ...files, ...more }), kustomize: "off" });
  expect(withoutPlatforms(report.problems)).toMatchObject([
    {
      code: "policy-failed",
      message: expect.stringMatching(/its promises do not come to an end|it took too long/),
      location: { file: "policies/evil.ts" },
    },
  ]);
  expect(report.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["acme/good-json", "acme/good", "acme/waits"]));
});

test("a policy that catches that it may have no more memory has had no more than that", async () => {
  const hoard = `const all: bigint[] = []; let count = 0;
    try { for (;;) all.push(1n << 1_000_000n); } catch { count = all.length / 8; all.length = 0; }
    yield { at: "", message: String(count) };`;
  const report = await lint({ cwd: temporaryRepository({ ...files, "policies/hoard.ts": policy("acme/hoard", hoard) }), kustomize: "off" });
  const megabytes = Number(report.findings.find(({ rule }) => rule === "acme/hoard")?.message);
  expect(megabytes).toBeGreaterThan(30);
  expect(megabytes).toBeLessThan(90);
});

test("policies that take as long as they may leave time to those after them", async () => {
  const slow = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`policies/s${n}.ts`, policy(`acme/s${n}`, "for (;;);")]));
  const report = await lint({ cwd: temporaryRepository({ ...files, ...slow }), kustomize: "off" });
  const problems = report.problems.filter(({ code }) => code === "policy-failed");
  expect(new Set(problems.map(({ location }) => location?.file))).toEqual(new Set(Object.keys(slow)));
  expect(report.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["acme/good-json", "acme/good"]));
});

test("what a policy imports is loaded in the time that the policy has", async () => {
  const names = Array.from({ length: 90 }, (_, n) => `m${n}`);
  const modules = Object.fromEntries(names.map((name) => [`policies/lib/${name}.ts`, `/*${"x".repeat(1_000_000)}*/`]));
  const evil = policy("acme/evil", "", names.map((name) => `import "./lib/${name}.ts";`).join("\n"));
  const cwd = temporaryRepository({ ...files, ...modules, "policies/evil.ts": evil });
  const { result: report, seconds } = await timed(() => lint({ cwd, kustomize: "off" }));
  expect(seconds).toBeLessThan(most);
  expect(withoutPlatforms(report.problems).map(({ message }) => message)).toEqual([
    "policy policies/evil.ts cannot be loaded: it took too long",
  ]);
  expect(report.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["acme/good-json", "acme/good"]));
});
