import { bodies, shapes } from "./answers.ts";
import type { GitHubFault } from "./fault.ts";
import { logins, refusals } from "./refusals.ts";
import { connections, pages, redirects } from "./ways.ts";

/** Faults of GitHub, and of what may be in its place; each befalls a pull request whose comment is to be written. */
export const githubFaults: readonly GitHubFault[] = [...connections, ...redirects, ...pages, ...bodies, ...shapes, ...refusals, ...logins];
