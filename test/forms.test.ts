import { readdirSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { expect, test } from "vitest";
import { forms } from "../src/forms/index.ts";
import type { Finding } from "../src/model/finding.ts";
import type { Install } from "../src/model/install.ts";
import type { Report } from "../src/model/report.ts";
import { lint } from "../src/pipeline/lint.ts";
import { kubectlProgram } from "./support/programs.ts";
import { schemaProblems } from "./support/report-schema.ts";

const fixtures = join(import.meta.dirname, "fixtures/forms");
process.env.PATH = `${dirname(kubectlProgram())}:${process.env.PATH}`;

for (const form of readdirSync(fixtures)) {
  for (const name of readdirSync(join(fixtures, form))) {
    test(`${form}: ${name}`, async () => {
      const directory = join(fixtures, form, name);
      const report = await lint({ cwd: directory });
      expect(schemaProblems(report)).toEqual([]);
      const findings = /^(pass|fail)-/.test(name) ? report.findings.map(findingLine) : [];
      await expect(described(report) + findings.join("")).toMatchFileSnapshot(join(directory, "expected.txt"));
      if (name.startsWith("pass-")) expect(findings).toEqual([]);
      if (name.startsWith("fail-")) expect(findings).not.toEqual([]);
    });
  }
}

test.each(withKustomizations())("what is read of the kustomizations in %s is what Kustomize builds", async (name) => {
  const cwd = join(fixtures, name);
  const built = await lint({ cwd, kustomize: "build" });
  expect(settings(await lint({ cwd }))).toEqual(settings(built));
});

function withKustomizations(): string[] {
  const files = readdirSync(fixtures, { recursive: true, encoding: "utf8" });
  const folders = files.filter((file) => basename(file) === "kustomization.yaml").map((file) => file.split(sep).slice(0, 2).join("/"));
  return [...new Set(folders)];
}

function settings({ clusters }: Report): unknown[] {
  return clusters.flatMap(({ name, installs }) =>
    installs.map(({ component, version, namespace, release, effective, unknown }) => ({
      ...{ cluster: name, component, version, namespace, release, effective },
      unknown: unknown.filter((pointer) => pointer.startsWith("/effective")),
    })),
  );
}

test("every form has a folder of fixtures", () => {
  const folders = readdirSync(fixtures);
  expect(forms.map((form) => form.id).filter((id) => !folders.includes(id))).toEqual([]);
});

test.each(readdirSync(fixtures))("%s has a folder that passes and one that fails", (form) => {
  const names = readdirSync(join(fixtures, form));
  expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^pass-/), expect.stringMatching(/^fail-/)]));
});

function findingLine({ location, severity, message, rule }: Finding): string {
  return `finding ${place(location)} ${severity} ${message} [${rule}]\n`;
}

/** What was found, a line an install, then what decided its settings, then the problems. */
function described(report: Report): string {
  const clusters = report.clusters.map((cluster) => [`cluster ${cluster.name}`, ...cluster.installs.flatMap(installLines)]);
  const isOfPlatform = ({ code }: Report["problems"][number]) => /^platform-(unknown|likely)$/.test(code);
  const problems = report.problems
    .filter((problem) => !isOfPlatform(problem))
    .map(({ code, location, message }) => `problem ${place(location)} ${code}: ${message}`);
  return `${[...clusters.flat(), ...problems].join("\n")}\n`;
}

function installLines(install: Install): string[] {
  const { form, component, version, versionAssumed, namespace, release } = install;
  const assumed = versionAssumed ? " (assumed)" : "";
  const first = `  ${place(install)} ${form} ${component} ${version}${assumed} namespace=${namespace} release=${release}`;
  const settings = Object.entries(install.effective ?? {}).map(([name, value]) => {
    const origin = install.origins[name];
    return `    ${name}=${JSON.stringify(value)} ${origin ? `<- ${origin.by} (${place(origin)})` : ""}`.trimEnd();
  });
  const addresses = (["repository", "hub"] as const).flatMap((name) => {
    const origin = install.origins[name];
    return install[name] === null ? [] : `    ${name}=${install[name]} (${origin ? place(origin) : "-"})`;
  });
  const unknown = install.unknown.length > 0 ? [`    unknown ${install.unknown.join(" ")}`] : [];
  const error = install.renderError ? [`    render error ${install.renderError.code}: ${install.renderError.value}`] : [];
  return [first, ...addresses, ...settings, ...unknown, ...error];
}

function place(location: { file: string; line: number; column: number } | null): string {
  return location ? `${location.file}:${location.line}:${location.column}` : "-";
}
