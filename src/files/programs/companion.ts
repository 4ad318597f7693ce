import { existsSync } from "node:fs";

/** The shell that watches over programs and folders. It runs only scripts of this project. */
export const shell = "/bin/sh";

/** True if started programs get a companion process, which ends them when this process is gone for any reason. */
export const hasCompanion = process.platform !== "win32" && existsSync(shell);
