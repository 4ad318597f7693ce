import { existsSync } from "node:fs";

/** The shell that watches over programs and folders, by a script of ours alone. */
export const shell = "/bin/sh";

/** Whether what this process has started can be given a companion, which ends it when this process is gone, however it went. */
export const hasCompanion = process.platform !== "win32" && existsSync(shell);
