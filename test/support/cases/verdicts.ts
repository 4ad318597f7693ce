import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect } from "vitest";
import { policies } from "../../../policies/index.ts";
import type { Report } from "../../../src/model/report.ts";
import { lint } from "../../../src/pipeline/lint.ts";
import type { Reading } from "./case.ts";

/** The rule finds something where the name says so, in a folder that can prove it. */
export function checkRule({ group, name, report: { findings, clusters } }: Reading): void {
  expect(findings.some(({ rule }) => rule === group)).toBe(name.startsWith("fail-"));
  // A folder that passes because nothing was found in it, or no platform, proves nothing; some are about just that.
  const { platforms } = policies.find((policy) => policy.id === group) ?? {};
  const judged = clusters.filter(({ platform }) => !platforms || (platform && platforms.includes(platform)));
  expect(clusters.flatMap(({ installs }) => installs)).not.toEqual([]);
  expect(judged.length > 0).toBe(!platforms || !/^pass-(other|unknown)-platform/.test(name));
}

/** There are findings where the name says so. */
export function checkName({ name, report: { findings } }: Reading): void {
  if (name.startsWith("pass-")) expect(findings).toEqual([]);
  if (name.startsWith("fail-")) expect(findings).not.toEqual([]);
}

export function checkFound({ report }: Reading): void {
  expect(report.findings).not.toEqual([]);
}

/** What is left out is reported; what may be deployed in some way never is. */
export function checkLeftOut({ name, report }: Reading): void {
  expect(report.findings.some(({ message }) => message.includes("nothing deploys it"))).toBe(/-left-out$/.test(name));
}

/** An audit suppresses nothing, and finds nothing besides. */
export async function checkAudit({ folder, report }: Reading): Promise<void> {
  expect(report.summary.suppressed).toBe(report.suppressed.length);
  const audit = await lint({ cwd: folder, kustomize: "off", noIgnore: true });
  expect(audit.suppressed).toEqual([]);
  expect(audit.findings.length).toBe(report.findings.length + report.suppressed.length);
}

/** What is read of kustomizations is what Kustomize builds. */
export async function checkBuilt({ folder, report }: Reading): Promise<void> {
  if (!readdirSync(folder, { recursive: true, encoding: "utf8" }).some((file) => basename(file) === "kustomization.yaml")) return;
  expect(selectSettings(report)).toEqual(selectSettings(await lint({ cwd: folder, kustomize: "build" })));
}

function selectSettings({ clusters }: Report): unknown[] {
  return clusters.flatMap(({ name, installs }) =>
    installs.map(({ component, version, namespace, release, effective, unknown }) => ({
      ...{ cluster: name, component, version, namespace, release, effective },
      unknown: unknown.filter((pointer) => pointer.startsWith("/effective")),
    })),
  );
}
