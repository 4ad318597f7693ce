import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { PolicyMetadata } from "../../src/model/policy.ts";
import { renderRulePage } from "../../src/report/rule-page.ts";
import { explainText, renderRules } from "../../src/report/rule-text.ts";

const folder = join(import.meta.dirname, "../fixtures/report-rules");
const rule = JSON.parse(readFileSync(join(folder, "rule.json"), "utf8")) as PolicyMetadata;
const anywhere: PolicyMetadata = {
  id: "known-platform",
  title: "Name a platform that exists",
  severity: "warning",
  description: "",
  remedy: "",
  links: [],
};
const example = {
  files: [{ path: "up.sh", text: "minikube start --driver=docker\nhelm install istio-cni istio/cni -n istio-system\n" }],
  output: "up.sh:2:1: error `/var/run/netns` [minikube-netns-dir]\n",
};

describe("a rule", () => {
  it.each([
    ["expected.rules.txt", renderRules([rule, anywhere], { color: false })],
    ["expected.explain.txt", explainText(rule, { color: false })],
    ["expected.explain-short.txt", explainText(anywhere, { color: false })],
    ["expected.page.md", renderRulePage(rule, example)],
    ["expected.page-without-example.md", renderRulePage(rule)],
  ])("reads as in %s", async (file, output) => {
    await expect(output).toMatchFileSnapshot(join(folder, file));
  });

  it("fits a terminal of 100 columns", () => {
    for (const line of explainText(rule, { color: false }).split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("reads the same in colours", () => {
    expect(stripVTControlCharacters(explainText(rule, { color: true }))).toBe(explainText(rule, { color: false }));
    expect(stripVTControlCharacters(renderRules([rule, anywhere], { color: true }))).toBe(renderRules([rule, anywhere], { color: false }));
  });
});
