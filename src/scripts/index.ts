import { dockerfile } from "./dockerfile.ts";
import { githubActions } from "./github-actions.ts";
import { gitlabCi } from "./gitlab-ci.ts";
import type { ScriptHost } from "./host.ts";
import { justfile } from "./justfile.ts";
import { makefile } from "./makefile.ts";
import { taskfile } from "./taskfile.ts";

/** Every kind of file that shell scripts are written in, beside scripts themselves; a new kind is a file and a line. */
const hosts: readonly ScriptHost[] = [githubActions, gitlabCi, makefile, taskfile, justfile, dockerfile];

/** What kind of file with scripts a file is; undefined for any other. */
export function hostOf(path: string, head: () => string = () => ""): ScriptHost | undefined {
  return hosts.find((host) => host.hosts(path, head));
}
