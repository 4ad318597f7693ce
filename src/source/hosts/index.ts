import { githubActions } from "./github-actions.ts";
import { gitlabCi } from "./gitlab-ci.ts";
import type { ScriptHost } from "./host.ts";

/** Every kind of file that shell scripts are written in, beside scripts themselves; a new kind is a file and a line. */
const hosts: readonly ScriptHost[] = [githubActions, gitlabCi];

/** What kind of file with scripts a file is; undefined for any other. */
export function hostOf(path: string, head: () => string = () => ""): ScriptHost | undefined {
  return hosts.find((host) => host.hosts(path, head));
}
