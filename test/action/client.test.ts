import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError, SilenceError, UnusableAnswerError } from "../../src/action/answer-error.ts";
import { openChecks } from "../../src/action/checks.ts";
import { type Client, commonLimits, type Limits, openClient } from "../../src/action/client.ts";
import { openConversation } from "../../src/action/conversation.ts";
import { isHead } from "../../src/action/head.ts";
import { openIssues } from "../../src/action/issues.ts";
import { findPullRequest } from "../../src/action/relay.ts";
import { openReview } from "../../src/action/review.ts";
import type { RunContext } from "../../src/action/run-context.ts";
import { anything } from "../../src/action/shape.ts";
import { drip, endless, half, halfSilent, jsonAnswer, type RawAnswer, raw, redirect, reset, silent } from "../support/raw-answers.ts";

/** What the server answers, and what it has been asked. */
let answer: (request: IncomingMessage) => RawAnswer;
let asked: string[];
let base: string;
let close: () => Promise<unknown>;

beforeEach(async () => {
  asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume();
    answer(request)(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("GITHUB_API_URL", `${base}/api/v3`);
  close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await close();
});

let tokens = 0;

/** Each has a token of its own: what is known of one must not be known of another. */
function client(limits: Partial<Limits> = {}): Client {
  tokens += 1;
  return openClient(`ghs_${tokens}`, { ...commonLimits, pause: 0, ...limits });
}

const context: RunContext = {
  ...{ owner: "acme", repo: "platform", serverUrl: "https://github.com" },
  ...{ sha: "5f0c1c6a1f1f4f8f9c0f3f1e2d3c4b5a69788796", pullRequest: 7, isAudit: false },
};

const issue = { title: "t", body: "b", isOpen: true };
const check = { conclusion: "success", title: "t", summary: "s", annotations: [] } as const;
const relay = { sha: context.sha, branch: "topic", repository: "fork/platform" };

const operations: readonly (readonly [string, (client: Client) => Promise<unknown>])[] = [
  ["the head", (client) => isHead(client, context, 7)],
  ["the login", (client) => client.ownLogin()],
  ["comments", (client) => openConversation(client, context, 7).ownComments("<!--")],
  ["a new comment", (client) => openConversation(client, context, 7).create("b")],
  ["an old comment", (client) => openConversation(client, context, 7).update(1, "b")],
  ["issues", (client) => openIssues({ ...client, ownLogin: async () => "me" }, context).own("<!--")],
  ["a new issue", (client) => openIssues(client, context).create(issue)],
  ["an old issue", (client) => openIssues(client, context).update(1, issue)],
  ["a new check run", (client) => openChecks(client, context).create("n", check)],
  ["an old check run", (client) => openChecks(client, context).append(1, check)],
  ["the files", (client) => openReview(client, context, 7).files()],
  ["line comments", (client) => openReview(client, context, 7).ownComments("<!--")],
  ["a review", (client) => openReview(client, context, 7).create([{ path: "a", firstLine: 1, lastLine: 2, body: "b" }])],
  ["pull requests", (client) => findPullRequest(client, context, relay)],
];

/** Of everything that is read, one part wrong. */
const wrongValues: readonly unknown[] = [
  ...[null, true, 7, "text", [], {}, [[]], [null], [7], ["text"], { message: "Not Found" }, { length: 1, 0: {} }],
  ...[{ id: "1" }, { id: 0 }, { id: -1 }, { id: 1.5 }, { id: 2 ** 60 }, { id: null }, { id: [1] }].flatMap((value) => [value, [value]]),
  ...[{ head: null }, { head: "x" }, { head: { sha: 1 } }, { head: { sha: [], repo: {} } }, { number: "7", head: { sha: "x" } }],
  ...[
    { number: 7, head: { sha: "x", repo: [] } },
    { number: 7, head: { sha: "x", repo: { full_name: {} } } },
  ].flatMap((value) => [value, [value]]),
  ...[{ data: null }, { data: [] }, { data: { viewer: [] } }, { data: { viewer: { login: 1 } } }, { errors: [null] }, { errors: {} }],
  ...[{ user: [] }, { user: "me" }, { user: { login: null } }, { user: { login: 1 } }].map((part) => ({ id: 1, body: "<!--", ...part })),
  ...[{ body: 1 }, { body: [] }, { body: { startsWith: 1 } }].map((part) => [
    { id: 1, path: "a", number: 1, title: "t", state: "open", ...part },
  ]),
  ...[{ filename: null }, { filename: 1 }, { filename: "a", sha: 1 }, { filename: "a", patch: [] }].map((part) => [part]),
  ...[{ path: 1 }, { path: null }, { in_reply_to_id: "1" }, { in_reply_to_id: {} }].map((part) => [
    { id: 1, path: "a", body: "<!--", ...part },
  ]),
];

describe("an answer of another shape is taken, or refused in a plain sentence:", () => {
  it.each(operations)("%s", async (_, ask) => {
    let refused = 0;
    for (const value of wrongValues) {
      answer = () => jsonAnswer(value);
      const error = await ask(client()).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined || (error instanceof Error && error.message.startsWith("no open pull request"))) continue;
      refused += 1;
      expect(error, JSON.stringify(value)).toBeInstanceOf(UnusableAnswerError);
      expect(String(error)).toMatch(
        /^Error: GitHub's API (?:answered with something unexpected: .+ must be |does not say which account the token belongs to)/,
      );
    }
    expect(refused).toBeGreaterThan(10);
  });
});

describe("what waits is ended by its limit", () => {
  it.each<[string, RawAnswer]>([
    ["silence", silent],
    ["silence after the headers", halfSilent],
    ["a byte now and then", drip],
  ])("%s: asked once", async (_, wrong) => {
    answer = () => wrong;
    await expect(client({ answer: 1000 }).get("user", anything)).rejects.toThrow(
      new SilenceError("no whole answer within 1 s", { isPassing: false }),
    );
    // A busy machine may not even have asked.
    expect(asked.length).toBeLessThanOrEqual(1);
  });

  it("what is put off for longer than there is time is not waited for", async () => {
    answer = () => raw(503, "{}", { "retry-after": "31" });
    const error = await client()
      .get("user", anything)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 503 });
    expect(error).toBeInstanceOf(RefusedError);
    expect(asked).toHaveLength(1);
  });

  it("all that is put off together is not waited for longer than there is time", async () => {
    answer = () => raw(503, "{}", { "retry-after": "2" });
    const chat = client({ conversation: 5000 });
    for (let time = 0; time < 10; time++) await expect(chat.get("user", anything)).rejects.toThrow();
    // Two waits of 2 s, and no third.
    expect(asked.length).toBeLessThanOrEqual(12);
    expect(asked.length).toBeGreaterThan(1);
  });

  it("after the time nothing is asked any more", async () => {
    answer = () => jsonAnswer({});
    const chat = client({ conversation: 0 });
    await expect(chat.get("user", anything)).rejects.toThrow("more than 1 s in all");
    await expect(chat.write("POST", "x", {}, anything)).rejects.toThrow("more than 1 s in all");
    expect(asked).toEqual([]);
  });

  it("the limits are ten seconds for an answer, thirty for a comment", () => {
    expect(commonLimits).toMatchObject({ answer: 10_000, conversation: 30_000 });
  });

  it("writes are a pause apart, whatever conversation they belong to", async () => {
    answer = () => jsonAnswer({});
    const [one, other] = [openClient("ghs_both", { ...commonLimits, pause: 200 }), openClient("ghs_both", { ...commonLimits, pause: 200 })];
    const start = performance.now();
    for (const chat of [one, other, one]) await chat.write("POST", "x", {}, anything);
    // Timers may be a millisecond early.
    expect(performance.now() - start).toBeGreaterThan(390);
  });
});

describe("what is too much is not taken", () => {
  it.each<[string, Partial<Limits>, () => RawAnswer, RegExp, number]>([
    ["one answer", { bytes: 1024 ** 2 }, () => endless, /with more than 1 MiB \(status 200\)/, 1],
    ["all answers", { allBytes: 1024 ** 2 }, () => page("x".repeat(300_000)), /with more than 1 MiB in all/, 4],
    ["pages", { pages: 3 }, () => page("x"), /named more than 3 pages/, 3],
    ["one page", {}, () => jsonAnswer(Array(1001).fill(1)), /must be a list of at most 1000/, 1],
  ])("%s", async (_, limits, wrong, message, requests) => {
    answer = wrong;
    await expect(client(limits).list("items", anything)).rejects.toThrow(message);
    expect(asked).toHaveLength(requests);
  });

  function page(item: string): RawAnswer {
    return jsonAnswer([item], 200, { link: `<?page=${asked.length}>; rel="next", <?page=9>; rel="last"` });
  }
});

describe("a way that leads", () => {
  it("on within the API is gone, as after a repository's new name", async () => {
    answer = ({ url }) => (url?.includes("repositories") ? jsonAnswer([1]) : redirect(301, "/api/v3/repositories/1/items"));
    expect(await client().list("repos/acme/old/items", anything)).toEqual([1]);
    expect(asked).toEqual(["GET /api/v3/repos/acme/old/items", "GET /api/v3/repositories/1/items"]);
  });

  it.each([
    "/login",
    "/api/v3x/user",
    "/api/v3/../../login",
    "/api/v3/%2e%2e/%2e%2e/login",
    "//127.0.0.1:1/api/v3/",
    "javascript:1",
    "data:,[]",
  ])("out of the API is not: %s", async (location) => {
    answer = () => redirect(302, location);
    await expect(client().get("user", anything)).rejects.toThrow(/^GitHub's API named a redirect (?:on another host|outside of the API)/);
    answer = () => jsonAnswer([], 200, { link: `<${location}>; rel=next` });
    await expect(client().list("user", anything)).rejects.toThrow(/^GitHub's API named a next page (?:on another host|outside of the API)/);
    expect(asked).toEqual(["GET /api/v3/user", "GET /api/v3/user"]);
  });

  it("is no template, and what it leads to is not announced in the log", async () => {
    const said = vi.spyOn(console, "warn").mockReturnValue();
    const headers = { link: "<?head=acme:topic&page={2}>; rel=next", deprecation: "true", sunset: "##[error]x" };
    answer = () => jsonAnswer([], 200, asked.length === 1 ? headers : {});
    await client().list("pulls", anything);
    expect(asked).toEqual(["GET /api/v3/pulls", "GET /api/v3/pulls?head=acme:topic&page=%7B2%7D"]);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  it("out of the API is not taken, whoever has named it", async () => {
    answer = () => jsonAnswer({});
    for (const path of ["../user", "/login", "//127.0.0.1:1/api/v3/user", "/api/v3x/user"]) {
      await expect(client().get(path, anything)).rejects.toThrow(new SilenceError("the request would leave its API", { isPassing: false }));
    }
    expect(asked).toEqual([]);
  });

  it("to GraphQL is the one beside the API", async () => {
    answer = () => jsonAnswer({ data: { viewer: { login: "me" } } });
    expect(await client().ownLogin()).toBe("me");
    expect(asked).toEqual(["POST /api/graphql"]);
  });
});

describe("what breaks off is asked again", () => {
  it.each<[string, RawAnswer]>([
    ["before the answer", reset],
    ["in its middle", half],
  ])("%s", async (_, broken) => {
    answer = () => (asked.length === 1 ? broken : jsonAnswer({ id: 1 }));
    expect(await client().get("user", anything)).toEqual({ id: 1 });
    expect(asked).toHaveLength(2);
  });
});

it("what is gone already need not be taken away, and what is taken away needs no answer", async () => {
  answer = () => (asked.length === 1 ? jsonAnswer({ message: "Not Found" }, 404) : raw(204));
  const chat = client();
  await chat.remove("x/1");
  await chat.remove("x/2");
  expect(asked).toEqual(["DELETE /api/v3/x/1", "DELETE /api/v3/x/2"]);
});
