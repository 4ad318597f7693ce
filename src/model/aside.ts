/** Directories whose clusters are set up to try things on: what their files say holds for themselves alone. */
const asides: ReadonlySet<string> = new Set([
  ...["test", "tests", "e2e", "testdata", "doc", "docs", "hack", "ci", ".github", ".gitlab", ".circleci"],
]);

/** Whether a file, by its path inside the repository, speaks of throw-away clusters only. */
export function isAside(path: string): boolean {
  const directories = path.split("/").slice(0, -1);
  return directories.some((directory) => asides.has(directory)) || /(^|\/)\.?gitlab-ci[\w.-]*\.ya?ml$/.test(path);
}
