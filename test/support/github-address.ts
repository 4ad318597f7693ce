/** Where an API begins. */
export interface Api {
  readonly rest: string;
  readonly graphql: string;
}

/** Where GitHub has its API, by kind of server. */
export const apiOf = {
  "github.com": { rest: "", graphql: "/graphql" },
  enterprise: { rest: "/api/v3", graphql: "/api/graphql" },
} satisfies Record<string, Api>;

/** An address as github.com would have it; what lies outside of the API is nowhere there. */
export function asOnGitHub(url: URL, { rest, graphql }: Api): URL {
  if (url.pathname === graphql) return new URL("/graphql", url);
  const path = url.pathname.startsWith(`${rest}/`) ? url.pathname.slice(rest.length) : `/elsewhere${url.pathname}`;
  return new URL(path + url.search, url);
}
