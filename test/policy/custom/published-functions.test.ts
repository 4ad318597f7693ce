import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { policies } from "../../../policies/index.ts";
import type { Report } from "../../../src/model/report.ts";
import type { LintOptions } from "../../../src/pipeline/lint-options.ts";
import * as published from "../../../src/policy/define.ts";
import { bundle } from "../../support/bundle.ts";
import { temporaryRepository } from "../../support/repository.ts";

let lint: (options: LintOptions) => Promise<Report>;
let remove: () => void;

beforeAll(async () => {
  const built = await bundle();
  ({ lint } = await import(pathToFileURL(built.index).href));
  remove = built.remove;
});

afterAll(() => remove());

const exported = new Map<string, unknown>(Object.entries(published));
const names = [...exported.keys()].sort();

function policy(id: string, imports: string, message: string): string {
  return `${imports}
export default { id: "acme/${id}", title: "t", severity: "note", description: "d", remedy: "r", links: [], *check(cluster) {
  yield { at: "/installs/0", message: ${message} };
} };
`;
}

async function messages(files: Readonly<Record<string, string>>): Promise<string[]> {
  const cwd = temporaryRepository({ "install.sh": "helm install istiod istio/istiod -n istio-system --version 1.30.1\n", ...files });
  const { findings, problems } = await lint({
    platform: "other",
    cwd,
    kustomize: "off",
    policyFiles: Object.keys(files).filter((file) => !file.includes("lib/")),
  });
  expect(problems).toEqual([]);
  return findings.map(({ message }) => message);
}

/** Written as text in the sandbox and by the test, so that both show a value in the same way. */
const show = "(value) => typeof value === 'function' ? 'function' : JSON.stringify(value instanceof Map ? [...value] : value)";
const shown = new Function(`return ${show}`)() as (value: unknown) => string;
const expected = names.map((name) => shown(exported.get(name))).join("; ");
const list = `[${names.join(", ")}].map(${show}).join("; ")`;

test("a policy imports everything that the package publishes, together and by a file of its own", async () => {
  const together = `import { ${names.join(", ")} } from "istio-preflight/policy";`;
  const passedOn = { "lib/all.ts": 'export * from "istio-preflight/policy";\n' };
  const files = {
    "a.ts": policy("a", together, list),
    "b.ts": policy("b", together.replace("istio-preflight/policy", "./lib/all.ts"), list),
  };
  expect(await messages({ ...files, ...passedOn })).toEqual([expected, expected]);
});

test("a policy that imports the module as a whole has neither more nor less", async () => {
  const imports = [
    'import * as all from "istio-preflight/policy";',
    'const all = await import("istio-preflight/policy");',
    'const all = await import("istio-preflight" + "/policy");',
  ];
  const files = imports.map((text, index) => [`${index}.ts`, policy(`n${index}`, text, "Object.keys(all).sort().join()")]);
  expect(await messages(Object.fromEntries(files))).toEqual(imports.map(() => names.join()));
});

test("a policy imports each of them alone, under another name, too", async () => {
  const files = names.map((name, index) => [
    `${String(index).padStart(2, "0")}.ts`,
    policy(`n${index}`, `import { ${name} as own } from "istio-preflight/policy";`, `"${name}: " + (${show})(own)`),
  ]);
  const alone = names.map((name) => `${name}: ${shown(exported.get(name))}`);
  expect((await messages(Object.fromEntries(files))).sort()).toEqual(alone.sort());
});

test("nothing of the modules behind it can be imported", async () => {
  const text = 'import { selects } from "istio-preflight/policy/selector";\nexport default selects;\n';
  const { problems } = await lint({
    cwd: temporaryRepository({ "a.ts": text }),
    kustomize: "off",
    platform: "other",
    policyFiles: ["a.ts"],
  });
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('cannot import "istio-preflight/policy/selector"')]);
});

/** Built-in policies as users would write them. */
const sources = Object.fromEntries(filesIn("policies").map(([path, text]) => [`policies/${path}`, asUsers(text)]));
const written = policies.filter(({ id }) => sources[`policies/${id}.ts`] !== undefined);

function asUsers(text: string): string {
  return text.replace(/"(?:\.\.\/)+src\/policy\/define\.ts"/, '"istio-preflight/policy"');
}

/** Under an id of a user, and without fixes: those of users change values and nothing else. */
function renamed(id: string): string {
  return `import { definePolicy } from "istio-preflight/policy";
import policy from "./${id}.ts";

export default definePolicy({ ...policy, id: "acme/${id}", *check(cluster) {
  for (const { fix, ...violation } of policy.check(cluster)) yield violation;
} });
`;
}

test.each(written)("as a policy of a user, $id finds what it finds as a built-in one", async ({ id }) => {
  const folder = join("test/fixtures/policies", id);
  const [failing = ""] = readdirSync(folder).filter((name) => name.startsWith("fail-"));
  const cwd = temporaryRepository({ ...Object.fromEntries(filesIn(join(folder, failing))), ...sources, "policies/own.ts": renamed(id) });
  const { findings, problems } = await lint({ cwd, kustomize: "off", policyFiles: ["policies/own.ts"] });
  expect(problems.filter(({ code }) => code === "policy-failed")).toEqual([]);
  const found = (rule: string) => {
    const own = findings.filter((finding) => finding.rule === rule);
    return own.map(({ message, severity, location, related, remedy }) => ({ message, severity, location, related, remedy }));
  };
  expect(found(id)).not.toEqual([]);
  expect(found(`acme/${id}`)).toEqual(found(id));
});

function filesIn(folder: string): [path: string, text: string][] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(folder, path)).isFile());
  return paths.filter((path) => path !== "expected.txt").map((path) => [path, readFileSync(join(folder, path), "utf8")]);
}

const guide = readFileSync("docs/policies.md", "utf8");

test("the guide has a line for each", () => {
  const [, table = ""] = guide.split("## What a policy can import\n");
  const rows = table.split("\n## ")[0]?.match(/^\| `\w+/gm) ?? [];
  expect(rows.map((row) => row.slice(3)).sort()).toEqual(names);
});
