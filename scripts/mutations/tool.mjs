import { spawnSync } from "node:child_process";

/** Creates a tool that checks, inspects and fixes a directory with the command. */
export function commandTool(cli) {
  function run(directory, ...words) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...words], {
      cwd: directory,
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    if (status !== 0 && status !== 1) throw new Error(`${cli} ${words.join(" ")} in ${directory} ended with ${status}: ${stderr}`);
    return stdout;
  }
  return {
    check: async (directory) => JSON.parse(run(directory, "check", "--format", "json")).findings,
    inspect: async (directory) => JSON.parse(run(directory, "inspect", "--format", "json")).clusters,
    fix: async (directory) => void run(directory, "check", "--fix", "--format", "json"),
  };
}

/** Creates the same tool with the library, which need not be started for each check; only fixes use the command. */
export function libraryTool(lint, cli, kustomize = "auto") {
  return {
    check: async (directory) =>
      (await lint({ cwd: directory, kustomize })).findings.map(({ location, ...finding }) => ({ ...finding, ...location })),
    inspect: async (directory) => plain((await lint({ cwd: directory, kustomize })).clusters),
    fix: commandTool(cli).fix,
  };
}

/** Converts a document to what a program reads from JSON. */
function plain(document) {
  return JSON.parse(JSON.stringify(document));
}
