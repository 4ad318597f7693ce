import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import type { LintOptions } from "../../../src/pipeline/lint-options.ts";
import { mayHaveNoTypes } from "../../../src/policy/custom/sandbox/types-away.ts";
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

const policy = (body: string, head = "", imported = "definePolicy") => `import { ${imported} } from "istio-preflight/policy";
${head}
export default definePolicy({ id: "acme/rule", title: "t", severity: "error", description: "d", remedy: "r", links: [], *check(cluster) {
  const first = cluster.installs[0];
  ${body}
} });
`;

async function run(text: string) {
  const cwd = temporaryRepository({
    "install.sh": "helm install istiod istio/istiod -n istio-system --version 1.30.1\n",
    ".istio-preflight.yaml": "policies: [p/*]\n",
    "p/rule.ts": text,
    "p/lib/names.ts": 'export type Name = string;\nexport const name: Name = "istiod";\n',
  });
  const { findings, problems } = await lint({ cwd, kustomize: "off", platform: "other" });
  return [...findings.map(({ message }) => message), ...problems.map(({ message, location }) => `${message} ${location?.line}`)];
}

test.each([
  ["none", policy("yield { at: '/installs/0', message: first.release };"), ["istiod"]],
  ["none, and compares", policy("if (1 < 2 && 3 > (2)) yield { at: '/installs/0', message: first.release };"), ["istiod"]],
  [
    "arguments of types alone",
    policy("const all = new Set<string>(['a']); yield { at: '/installs/0', message: String(all.size) };"),
    ["1"],
  ],
  ["annotations", policy("const size: number = 1; yield { at: '/installs/0', message: String(size) };"), ["1"]],
  [
    "annotations of small letters",
    policy("const f = (x: never[]) => x.length; yield { at: '/installs/0', message: String(f([])) };"),
    ["0"],
  ],
  [
    "none, and reads values by path",
    policy(
      "yield { at: '/installs/0', message: [['release'], ['values', 'global', 'x'], ['constructor']].map((path) => String(valueAt(first, path))).join(' ') };",
      "",
      "definePolicy, valueAt",
    ),
    ["istiod undefined undefined"],
  ],
  ["assertions", policy("yield { at: '/installs/0', message: first!.release };"), ["istiod"]],
  ["an import that it does not use", policy("yield { at: '/installs/0', message: 'm' };", "", "definePolicy, Install"), ["m"]],
  [
    "an import of a file with types",
    policy("yield { at: '/installs/0', message: name };", 'import { name } from "./lib/names.ts";'),
    ["istiod"],
  ],
  ["an import of a type", policy("yield { at: '/installs/0', message: 'm' };", 'import { Name } from "./lib/names.ts";'), ["m"]],
  ["none, and throws", policy("", "\nthrow new SyntaxError('mine');"), ["policy p/rule.ts cannot be loaded: SyntaxError: mine 3"]],
  ["none, and does not end", policy("", "const x = ;"), ["policy p/rule.ts cannot be loaded: SyntaxError: Unexpected token 2"]],
])("a policy with types: %s", async (_, text, told) => {
  expect(await run(text)).toEqual(told);
});

test.each([
  ["const f = a<b>(c);", false],
  ["const f = a<Map<string, Install>>(c);", false],
  ["tag<string>`x`", false],
  ["if (a < b && c > d) f((x) => x);", true],
  ['isInRange(version, ">=1.30 <1.31")', true],
  ["const type = 1;", true],
])("whether %s may be tried as it is written", (text, may) => {
  expect(mayHaveNoTypes(text)).toBe(may);
});
