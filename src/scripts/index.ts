import { dockerfile } from "./dockerfile.ts";
import { githubActions } from "./github-actions.ts";
import { gitlabCi } from "./gitlab-ci.ts";
import type { ScriptHost } from "./host.ts";
import { justfile } from "./justfile.ts";
import { makefile } from "./makefile.ts";
import { taskfile } from "./taskfile.ts";

/** All kinds of files that contain shell scripts, besides scripts themselves; a new kind adds a file and a line here. */
const hosts: readonly ScriptHost[] = [githubActions, gitlabCi, makefile, taskfile, justfile, dockerfile];

/** Finds the kind of a file that contains scripts; undefined for any other file. */
export function findHost(path: string, head: () => string = () => ""): ScriptHost | undefined {
  return hosts.find((host) => host.hosts(path, head));
}

/** Checks whether a file contains scripts without being one. */
export function hostsScripts(path: string): boolean {
  return findHost(path) !== undefined;
}
