import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import schema from "../../schemas/baseline.schema.json" with { type: "json" };
import { parseBaseline } from "../../src/configuration/baseline/parse.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { runWarm } from "../support/command.ts";
import { temporaryRepository } from "../support/repository.ts";

const validate = new Ajv2020({ allErrors: true }).compile(schema);
const file = ".istio-preflight-baseline.json";

const script = (release: string) => `#!/bin/sh
k3d cluster create mesh
helm install ${release} istio/cni -n istio-system --version 1.29.0 --set profile=ambient
`;

/** Runs the built command as a user would. */
function run(cwd: string, ...args: readonly string[]) {
  return runWarm(args, { cwd, env: { PATH: process.env.PATH, HOME: process.env.HOME } });
}

function written(directory: string): string {
  return readFileSync(join(directory, file), "utf8");
}

const application = (cluster: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: mesh-${cluster}, namespace: argocd }
spec:
  source: { repoURL: "https://github.com/example/platform.git", path: charts/mesh, targetRevision: main }
  destination: { name: ${cluster}, namespace: istio-system }
`;

/** Clusters that install one chart of the repository, whose values are wrong. */
const shared = {
  "charts/mesh/Chart.yaml":
    "apiVersion: v2\nname: mesh\nversion: 1.0.0\ndependencies:\n  - { name: cni, version: 1.29.6, repository: https://blob.istio.io/istio-release/charts }\n",
  "charts/mesh/values.yaml": "cni:\n  global:\n    platform: eks\n",
  "apps/eu.yaml": application("eu"),
  "apps/us.yaml": application("us"),
};

/** The platform of these clusters is nobody's concern here. */
function isNoPlatform({ code }: { readonly code: string }): boolean {
  return code !== "platform-unknown";
}

describe("a mistake of several clusters", () => {
  test("is one finding that names them, and known where one of them goes away", async () => {
    const directory = temporaryRepository(shared);
    const [finding, ...others] = JSON.parse((await run(directory, "--format", "json")).output).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: "known-platform", cluster: "eu", clusters: ["eu", "us"], file: "charts/mesh/values.yaml" });
    expect((await run(directory)).output).toContain("Also breaks us\n");
    await run(directory, "--write-baseline");
    rmSync(join(directory, "apps/eu.yaml"));
    const { status, output } = await run(directory, "--baseline", file, "--format", "json");
    expect(status).toBe(0);
    expect(JSON.parse(output).problems.filter(isNoPlatform)).toEqual([]);
  });

  test("is known where the baseline's fingerprints are of an older kind", async () => {
    const directory = temporaryRepository(shared);
    await run(directory, "--write-baseline");
    writeFileSync(join(directory, file), written(directory).replace(/"fingerprint": "[0-9a-f]+"/, '"fingerprint": "0123456789abcdef"'));
    const { status, output } = await run(directory, "--baseline", file, "--format", "json");
    expect(status).toBe(0);
    expect(JSON.parse(output).problems.filter(isNoPlatform)).toEqual([]);
  });
});

describe("--write-baseline", () => {
  test("writes what is found, and exits with 0; it is used where somebody says so", async () => {
    const directory = temporaryRepository({ "a/up.sh": script("istio-cni"), "b/up.sh": script("istio-cni") });
    expect((await run(directory)).status).toBe(1);
    const writing = await run(directory, "--write-baseline");
    expect(writing).toMatchObject({ status: 0, errors: expect.stringMatching(/^2 findings written to .*`baseline: /) });
    expect(writing.output).toMatch(/^Nothing new in .*2 known from the baseline\n$/);
    expect(validate(JSON.parse(written(directory))), JSON.stringify(validate.errors)).toBe(true);
    expect((await run(directory)).status).toBe(1);
    expect((await run(directory, "--baseline", file)).status).toBe(0);
    writeFileSync(join(directory, ".istio-preflight.yaml"), `baseline: ${file}\n`);
    expect((await run(directory)).status).toBe(0);
    expect((await run(directory, "--no-ignore")).status).toBe(1);
  });

  test("writes the same for the same findings", async () => {
    const directory = temporaryRepository({ "a/up.sh": script("istio-cni"), "b/up.sh": script("istio-cni") });
    await run(directory, "--write-baseline");
    const first = written(directory);
    await run(directory, "--write-baseline");
    expect(written(directory)).toBe(first);
    expect(parseBaseline(file, first).findings.map((finding) => finding.file)).toEqual(["a/up.sh", "b/up.sh"]);
  });

  test("leaves alone what it has not looked for", async () => {
    const directory = temporaryRepository({ "a/up.sh": script("istio-cni"), "b/up.sh": script("istio-cni") });
    await run(directory, "--write-baseline");
    writeFileSync(join(directory, "a/up.sh"), "#!/bin/sh\n");
    await run(directory, "--write-baseline", "b");
    expect(parseBaseline(file, written(directory)).findings).toHaveLength(2);
    await run(directory, "--write-baseline", "a/");
    expect(parseBaseline(file, written(directory)).findings.map((finding) => finding.file)).toEqual(["b/up.sh"]);
  });

  test("writes no file through a link, and none outside", async () => {
    const outside = temporaryRepository({ "notes.json": "{}" });
    const directory = temporaryRepository({ "up.sh": script("istio-cni") });
    symlinkSync(join(outside, "notes.json"), join(directory, "link.json"));
    symlinkSync(outside, join(directory, "elsewhere"));
    for (const name of ["link.json", "elsewhere/notes.json", "../notes.json", join(outside, "notes.json")]) {
      expect(await run(directory, "--write-baseline", "--baseline", name)).toMatchObject({ status: 2, output: "" });
    }
    expect(readFileSync(join(outside, "notes.json"), "utf8")).toBe("{}");
  });

  test.each([["--changed-since", "HEAD"], ["--no-ignore"], ["--fix-dry-run"]])("does not go with %s", async (...option) => {
    expect(await run(temporaryRepository({}), "--write-baseline", ...option)).toMatchObject({
      status: 2,
      errors: expect.stringContaining("cannot be combined"),
    });
  });
});

describe("a baseline", () => {
  const known = async () => {
    const cwd = temporaryRepository({ "up.sh": script("istio-cni") });
    await run(cwd, "--write-baseline");
    return cwd;
  };

  test("knows a finding whose line has moved, and no second one", async () => {
    const cwd = await known();
    writeFileSync(join(cwd, "up.sh"), script("istio-cni").replace("\n", "\nset -e\n\n"));
    mkdirSync(join(cwd, "second"));
    writeFileSync(join(cwd, "second/up.sh"), script("istio-cni"));
    const { findings, suppressed, problems, summary } = await lint({ cwd, baseline: file });
    expect(suppressed.map(({ suppression, location }) => [suppression, location.line])).toEqual([["baseline", 5]]);
    expect(findings.map(({ location }) => location.file)).toEqual(["second/up.sh"]);
    expect(summary).toMatchObject({ errors: 1, suppressed: 1 });
    expect(problems.filter(isNoPlatform)).toEqual([]);
  });

  test("that lists what is no longer found is a problem, unless the run has not looked there", async () => {
    const cwd = await known();
    writeFileSync(join(cwd, "up.sh"), "#!/bin/sh\n");
    mkdirSync(join(cwd, "other"));
    const { problems, summary } = await lint({ cwd, baseline: file });
    expect(problems.filter(isNoPlatform)).toMatchObject([{ code: "baseline-stale", location: { file, line: 6 } }]);
    expect(summary).toMatchObject({ errors: 0, suppressed: 0 });
    expect((await lint({ cwd, baseline: file, paths: ["other"] })).problems.filter(isNoPlatform)).toEqual([]);
    await expect(lint({ cwd, baseline: file, cluster: "other" })).rejects.toThrow("No cluster has the name");
  });

  const entry = { fingerprint: "0123456789abcdef", rule: "r", file: "f", cluster: "c", message: "m" };
  const refused: readonly (readonly [name: string, document: unknown])[] = [
    ["a list", []],
    ["another version", { schemaVersion: 2, findings: [] }],
    ["no findings", { schemaVersion: 1 }],
    ["an unknown key", { schemaVersion: 1, findings: [], ignore: [] }],
    ["an unknown key of an entry", { schemaVersion: 1, findings: [{ ...entry, until: "" }] }],
    ["an entry without a message", { schemaVersion: 1, findings: [{ ...entry, message: undefined }] }],
    ["an odd fingerprint", { schemaVersion: 1, findings: [{ ...entry, fingerprint: "*" }] }],
    ["a text that is none", { schemaVersion: 1, findings: [{ ...entry, file: 1 }] }],
    ["a text of any length", { schemaVersion: 1, findings: [{ ...entry, file: "f".repeat(10_001) }] }],
  ];

  test.each(refused)("with %s is refused, and so does the published schema", (_, document) => {
    const text = JSON.stringify(document);
    expect(validate(JSON.parse(text))).toBe(false);
    expect(() => parseBaseline("b.json", text)).toThrow(/^b\.json: /);
  });

  test("with one entry is taken, by the published schema too", () => {
    expect(validate({ schemaVersion: 1, findings: [entry] })).toBe(true);
    expect(parseBaseline("b.json", JSON.stringify({ schemaVersion: 1, findings: [entry] })).findings).toEqual([entry]);
  });

  test("that is no JSON, no file, a link or too large is one line on stderr and exit code 2", async () => {
    const directory = temporaryRepository({ "bad.json": "{", "large.json": " ".repeat(5 * 1024 * 1024 + 1), "dir/x": "" });
    symlinkSync("bad.json", join(directory, "link.json"));
    for (const name of ["bad.json", "none.json", "large.json", "dir", "link.json", "none/b.json", "../b.json", "."]) {
      const { status, output, errors } = await run(directory, "--baseline", name);
      expect({ status, output, lines: errors.trim().split("\n").length }).toEqual({ status: 2, output: "", lines: 1 });
    }
  });
});
