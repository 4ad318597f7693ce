import { dockerfile } from "./dockerfile.ts";
import { githubActions } from "./github-actions.ts";
import { gitlabCi } from "./gitlab-ci.ts";
import type { ScriptHost } from "./host.ts";
import { justfile } from "./justfile.ts";
import { makefile } from "./makefile.ts";
import { taskfile } from "./taskfile.ts";

/** Every kind of file that shell scripts are written in, beside scripts themselves; a new kind is a file and a line. */
const hosts: readonly ScriptHost[] = [githubActions, gitlabCi, makefile, taskfile, justfile, dockerfile];

/** Finds the kind of a file that holds scripts; undefined for any other file. */
export function findHost(path: string, head: () => string = () => ""): ScriptHost | undefined {
  return hosts.find((host) => host.hosts(path, head));
}

/** True for files that hold scripts without being one. */
export function hostsScripts(path: string): boolean {
  return findHost(path) !== undefined;
}
