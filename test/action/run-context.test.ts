import { expect, it } from "vitest";
import { buildLineAddress, runContext } from "../../src/action/run-context.ts";

const environment = { GITHUB_REPOSITORY: "acme/platform", GITHUB_SHA: "c0ffee2", GITHUB_SERVER_URL: "https://github.acme.example" };

it("links lead to files of any name, from the root of the repository", () => {
  const context = runContext(environment);
  if (!context) throw new Error("no context");
  const address = buildLineAddress(context, "teams/größe #1/", "100%/a b?c&d(e).yaml", 7);
  const { pathname, search, hash } = new URL(address);
  expect(address).toMatch(/^https:\/\/github\.acme\.example\/acme\/platform\/blob\/c0ffee2\/teams\//);
  expect({ search, hash }).toEqual({ search: "", hash: "#L7" });
  expect(decodeURIComponent(pathname)).toBe("/acme/platform/blob/c0ffee2/teams/größe #1/100%/a b?c&d(e).yaml");
});

it("there is no context outside of GitHub, and no pull request without its number and head", () => {
  expect(runContext({})).toBeUndefined();
  const onPullRequest = { ...environment, GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: "/nowhere/event.json" };
  expect(runContext(onPullRequest)).toMatchObject({ pullRequest: undefined, sha: "c0ffee2", isAudit: false });
  expect(runContext({ ...environment, GITHUB_EVENT_NAME: "schedule" })).toMatchObject({ isAudit: true });
});
