import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Comparison } from "../../src/model/comparison.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { check } from "../../src/pipeline/lint.ts";
import { withEarlier } from "../../src/pipeline/since.ts";
import { commitAll } from "../support/history.ts";
import { temporaryRepository } from "../support/repository.ts";
import { formatSections } from "../support/sections.ts";

const fixtures = join(import.meta.dirname, "../fixtures/changes");

it.each(readdirSync(fixtures))("the change %s has caused what is in expected.txt, committed or not", async (name) => {
  const { directory, before } = changed(name);
  const uncommitted = describeChange(await compared(directory, before));
  commitAll(directory);
  const committed = describeChange(await compared(directory, before));
  await expect(committed).toMatchFileSnapshot(join(fixtures, name, "expected.txt"));
  // Only git knows what was moved and edited, and git only knows what is committed.
  const withoutLines = (text: string) => text.replace(/, (?:on|in) a changed .*/g, "");
  expect(withoutLines(uncommitted)).toBe(withoutLines(committed));
});

/** A repository whose only commit is the one before the change, which is made in its work tree. */
function changed(name: string): { directory: string; before: string } {
  const directory = temporaryRepository({});
  cpSync(join(fixtures, name, "before"), directory, { recursive: true });
  const before = commitAll(directory);
  for (const entry of readdirSync(directory)) if (entry !== ".git") rmSync(join(directory, entry), { recursive: true });
  cpSync(join(fixtures, name, "after"), directory, { recursive: true });
  return { directory, before };
}

async function compared(cwd: string, ref: string): Promise<Report> {
  const options = { cwd, kustomize: "off" } as const;
  return withEarlier(options, { ref }, {}, async (compare) => compare(await check(options)));
}

function describeChange({ findings, comparison }: Report): string {
  if (!comparison) return "";
  return formatSections({
    findings: findings.map((finding) => `${newness(finding, comparison)}: ${placeOf(finding)}${nearness(finding, comparison)}`),
    resolved: comparison.resolved.map(placeOf),
    settings: comparison.settings.map(
      ({ cluster, component, setting, before, after, file, line }) =>
        `${component} on ${cluster}: ${setting} ${JSON.stringify(before)} -> ${JSON.stringify(after)} (${file}:${line})`,
    ),
  });
}

function newness({ fingerprint }: Finding, { added }: Comparison): string {
  return added.has(fingerprint) ? "new" : "there before";
}

function nearness({ fingerprint }: Finding, { onChangedLines, inChangedFiles }: Comparison): string {
  if (onChangedLines.has(fingerprint)) return ", on a changed line";
  return inChangedFiles.has(fingerprint) ? ", in a changed file" : "";
}

function placeOf({ rule, severity, cluster, location: { file, line } }: Finding): string {
  return `${file}:${line} ${severity} [${rule}] on ${cluster}`;
}
