import { SilenceError, UnusableAnswerError } from "./answer-error.ts";

/** The addresses of GitHub's API. Requests with a token are sent nowhere else. */
export interface Api {
  /** Ends with a slash. */
  readonly rest: URL;
  readonly graphql: URL;
}

/** Reads the API's address from the runner's environment. */
export function findApi({ GITHUB_API_URL: written }: NodeJS.ProcessEnv): Api {
  const rest = parseAddress(`${(written || "https://api.github.com").replace(/\/+$/, "")}/`);
  const isWeb = rest && /^https?:$/.test(rest.protocol) && !hasPassword(rest) && rest.search + rest.hash === "";
  if (!isWeb) throw new SilenceError("GITHUB_API_URL is not the address of an API", { isPassing: false });
  // https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql
  return { rest, graphql: new URL(rest.pathname.endsWith("/api/v3/") ? "../graphql" : "graphql", rest) };
}

/** Checks whether an address belongs to the API. */
export function isWithin(api: Api, address: URL): boolean {
  return address.href === api.graphql.href || (address.origin === api.rest.origin && isBelow(api, address));
}

/** Resolves an address from an answer; rejects an address outside the API. */
export function resolveWithin(api: Api, written: string, from: URL, what: string): URL {
  const address = parseAddress(written, from);
  if (!address) throw new UnusableAnswerError(`GitHub's API named ${what} that is not an address`);
  if (address.origin !== api.rest.origin) throw new UnusableAnswerError(`GitHub's API named ${what} on another host, which is not asked`);
  if (!isBelow(api, address)) throw new UnusableAnswerError(`GitHub's API named ${what} outside of the API, which is not asked`);
  return address;
}

function isBelow({ rest }: Api, address: URL): boolean {
  return address.pathname.startsWith(rest.pathname) && !hasPassword(address);
}

function parseAddress(written: string, from?: URL): URL | undefined {
  try {
    return new URL(written, from);
  } catch {
    return undefined;
  }
}

function hasPassword({ username, password }: URL): boolean {
  return username + password !== "";
}
