import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { updateComment } from "../../src/action/comment.ts";
import type { Comment, Conversation } from "../../src/action/conversation.ts";
import type { Report } from "../../src/model/report.ts";

const found = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/report/fleet/report.json"), "utf8")) as Report;
const clean: Report = { ...found, findings: [], problems: [], summary: { ...found.summary, errors: 0, warnings: 0, notes: 0 } };
const resolved = "All earlier findings are resolved.";

/** What is said after each of these reports of one pull request, whose head moves on between them. */
async function said(mode: "always" | "on-findings", ...reports: readonly Report[]): Promise<(string | undefined)[]> {
  const kept: Comment[] = [];
  const conversation: Conversation = {
    isAtHead: async () => true,
    ownComments: async (marker) => kept.filter(({ body }) => body.startsWith(marker)),
    create: async (body) => void kept.push({ id: 1, body }),
    update: async (id, body) => void kept.splice(0, 1, { id, body }),
    remove: async () => undefined,
  };
  const bodies: (string | undefined)[] = [];
  for (const [index, report] of reports.entries()) {
    const link = (file: string, line: number) => `https://github.com/acme/platform/blob/${index}/${file}#L${line}`;
    await updateComment(conversation, report, mode, { link, prefix: "" });
    bodies.push(kept[0]?.body);
  }
  return bodies;
}

it("says that findings are resolved where there were some, and goes on to say so", async () => {
  for (const mode of ["always", "on-findings"] as const) {
    const [first, second, third, fourth] = await said(mode, found, clean, clean, found);
    expect(first).not.toContain(resolved);
    expect(second?.endsWith(`\n\n${resolved}`)).toBe(true);
    expect(third).toBe(second?.replaceAll("/blob/1/", "/blob/2/"));
    expect(fourth).toBe(first?.replaceAll("/blob/0/", "/blob/3/"));
  }
});

it("says nothing of findings that there never were", async () => {
  const bodies = await said("always", clean, clean);
  for (const body of bodies) expect(body).not.toContain(resolved);
  expect(bodies[1]).toContain("/blob/1/");
  expect(await said("on-findings", clean, clean)).toEqual([undefined, undefined]);
});
