import { execFileSync } from "node:child_process";

/** Git in a test's own repository, with nothing of this machine's configuration. */
export function git(directory: string, ...args: readonly string[]): string {
  const identity = {
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@acme.example",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@acme.example",
  };
  const environment = { PATH: process.env.PATH, HOME: directory, GIT_CONFIG_NOSYSTEM: "1", ...identity };
  const settings = ["-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false", "-c", "protocol.file.allow=always"];
  return execFileSync("git", [...settings, ...args], {
    cwd: directory,
    env: environment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

/** Commits all there is, and answers with the commit. */
export function commitAll(directory: string, message = "Change"): string {
  git(directory, "add", "--all", "--force");
  git(directory, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(directory, "rev-parse", "HEAD");
}
