/** Directories whose clusters exist for tests: evidence in their files counts for those files only. */
const throwawayDirectories: ReadonlySet<string> = new Set([
  ...["test", "tests", "e2e", "testdata", "doc", "docs", "hack", "ci", ".github", ".gitlab", ".circleci"],
]);

/** Checks whether a file, judged by its path in the repository, is about throw-away clusters only. */
export function isThrowaway(path: string): boolean {
  const directories = path.split("/").slice(0, -1);
  return directories.some((directory) => throwawayDirectories.has(directory)) || /(^|\/)\.?gitlab-ci[\w.-]*\.ya?ml$/.test(path);
}
