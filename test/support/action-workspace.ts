import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const examples = fileURLToPath(new URL("../../examples/", import.meta.url));

/** An empty repository, as actions/checkout leaves one. */
export function newWorkspace(): string {
  const workspace = mkdtempSync(join(tmpdir(), "workspace-"));
  execFileSync("git", ["init", "--quiet"], { cwd: workspace });
  return workspace;
}

/** Replaces the content of a workspace by an example. */
export function checkOut(workspace: string, example: string): void {
  execFileSync("git", ["rm", "-rqf", "--ignore-unmatch", "."], { cwd: workspace });
  cpSync(join(examples, example), workspace, { recursive: true });
  writeFileSync(join(workspace, ".gitignore"), "*.log\n");
  execFileSync("git", ["add", "--all"], { cwd: workspace });
}
