import { readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { kubectlProgram } from "../programs.ts";
import { formatSections } from "../sections.ts";
import { findCases, nameCase, type Reading, readCase } from "./case.ts";
import { checkDocuments } from "./documents.ts";
import { type Kind, kinds } from "./kinds.ts";
import { isRemedy } from "./remedies.ts";

/** The rules, forms or platforms from one name on and before another, where a kind is spread over test files that run side by side. */
interface Part {
  readonly from?: string;
  readonly before?: string;
}

/** Tests every case of a kind: reads it once, compares it with `expected.txt` and checks what holds beside. */
export function testCases(name: keyof typeof kinds, { from = "", before }: Part = {}): void {
  const kind: Kind = kinds[name];
  if (kind.kustomize) process.env.PATH = `${dirname(kubectlProgram())}${delimiter}${process.env.PATH}`;
  for (const item of findCases(name, kind.isGrouped === true)) {
    if (item.group < from || (before !== undefined && item.group >= before)) continue;
    test(nameCase(item), async () => {
      const strays = readdirSync(item.folder).filter((file) => file.endsWith(".diff") && !(name === "policies" && isRemedy(file)));
      expect(strays, "files that belong into `expected.txt`: remove them").toEqual([]);
      const reading = await readCase(item, kind.kustomize ?? "off");
      await expect.soft(await printSections(reading, kind)).toMatchFileSnapshot(join(item.folder, "expected.txt"));
      checkDocuments(reading.report);
      for (const check of kind.checks) await check(reading);
    });
  }
}

async function printSections(reading: Reading, { sections }: Kind): Promise<string> {
  const printed: Record<string, readonly string[]> = {};
  for (const [heading, list] of Object.entries(sections)) printed[heading] = await list(reading);
  return formatSections(printed);
}
