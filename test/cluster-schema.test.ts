import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import schema from "../schemas/cluster.schema.json" with { type: "json" };
import { lint } from "../src/pipeline/lint.ts";
import { inspectJson } from "../src/report/inspect-json.ts";

type Schema = Readonly<Record<string, unknown>>;

const { $defs } = schema as { $defs: Readonly<Record<string, Schema>> };

describe("the schema of the cluster documents", () => {
  it("describes each property that is printed, and none besides", async () => {
    const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(closed(schema) as Schema);
    const all = await documentOf("test/fixtures", ["forms", "platforms", "policies", "clusters", "deployments"]);
    // What nothing deploys shows where a repository is checked as a whole.
    const whole = await documentOf("test/fixtures/policies/cilium-host-probes/fail-component-that-nothing-lists");
    const likely = await documentOf("test/fixtures/clusters/told-by-a-sibling");
    expect(all.clusters.length).toBeGreaterThan(100);
    expect(validate(all), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
    expect(validate(whole), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
    const printed = keysIn([all, whole, likely]);
    const described = Object.values($defs).flatMap(({ properties = {} }) => Object.keys(properties as object));
    expect(described.filter((name) => !printed.has(name))).toEqual([]);
  });

  it("says what each type is for", () => {
    const silent = ["ClusterDocument", "Install", "Effective", "Strength"].filter((name) => !$defs[name]?.description);
    expect(silent).toEqual([]);
  });

  it("refuses what is no cluster document", () => {
    const validate = new Ajv2020({ strictTypes: false }).compile(schema);
    expect(validate({ schemaVersion: 1, clusters: [] })).toBe(true);
    expect(validate({ schemaVersion: 2, clusters: [] })).toBe(false);
    expect(validate({ schemaVersion: 1, clusters: [{ name: "x", installs: [] }] })).toBe(false);
  });
});

async function documentOf(cwd: string, paths: readonly string[] = []): Promise<{ readonly clusters: readonly unknown[] }> {
  return JSON.parse(inspectJson(await lint({ cwd, paths, kustomize: "off" })));
}

/** The published schema lets documents have more, so that later versions may; here nothing else may be printed. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
  return "properties" in inner && inner.type === "object" ? { ...inner, additionalProperties: false } : inner;
}

function keysIn(value: unknown): Set<string> {
  const found = new Set<string>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) for (const key of Object.keys(next)) found.add(key);
    waiting.push(...Object.values(next));
  }
  return found;
}
