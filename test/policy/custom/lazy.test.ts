import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundle } from "../../support/bundle.ts";
import { temporaryRepository } from "../../support/repository.ts";

let cli: string;
let remove: () => void;

beforeEach(async () => {
  ({ cli, remove } = await bundle());
});

afterEach(() => remove());

const json = JSON.stringify({
  id: "acme/rule",
  title: "Install into mesh",
  severity: "error",
  subject: "installs",
  require: { properties: { namespace: { const: "mesh" } } },
  message: "it is `{{value}}`",
  remedy: "Move.",
  description: "It must.",
});

const typescript = `export default { id: "acme/rule", title: "t", severity: "error", description: "d", remedy: "r", links: [], *check() { yield { at: "", message: "m" }; } };\n`;

function check(...args: readonly string[]): { readonly rules: readonly string[]; readonly stderr: string } {
  const cwd = temporaryRepository({
    "install.sh": "helm install istiod istio/istiod -n istio-system\n",
    "a.json": json,
    "b.ts": typescript,
  });
  const { stdout, stderr } = spawnSync(process.execPath, [cli, "--format", "json", ...args], { cwd, encoding: "utf8" });
  return { rules: stdout === "" ? [] : JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule), stderr };
}

/** Takes parts of the tool away: what is not needed is not missed. */
function without(...names: readonly string[]): number {
  const folder = dirname(cli);
  const gone = readdirSync(folder).filter((file) => names.some((name) => file.startsWith(`${name}-`)));
  for (const file of gone) rmSync(join(folder, file));
  return gone.length;
}

test("without policies, nothing of the sandbox is loaded", () => {
  // The process that writes files serves too, and is not needed either.
  expect(without("start", "thread", "worker", "serve", "json-engine", "quickjs-engine")).toBe(7);
  expect(check()).toEqual({ rules: [], stderr: "" });
});

test("a policy of one language does not load the engine of the other", () => {
  expect(without("quickjs-engine")).toBe(1);
  expect(check("--policy", "a.json")).toEqual({ rules: ["acme/rule"], stderr: "" });
  expect(check("--policy", "b.ts").rules).toEqual([]);
});

test("nor the other way round", () => {
  expect(without("json-engine")).toBe(1);
  expect(check("--policy", "b.ts")).toEqual({ rules: ["acme/rule"], stderr: "" });
  expect(check("--policy", "a.json").rules).toEqual([]);
});
