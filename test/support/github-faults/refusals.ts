import { endless, html, jsonAnswer, type RawAnswer, raw, redirect } from "../raw-answers.ts";
import { always, comment, type FaultPlace, type GitHubFault, notJson, token, unexpected } from "./fault.ts";

const graphql = /^POST \/graphql/;

function later(seconds: number): Record<string, string> {
  return { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + seconds) };
}

function refused(status: number, message: string, headers: Readonly<Record<string, string>> = {}): () => RawAnswer {
  return always(jsonAnswer({ message, documentation_url: "https://docs.github.com/rest" }, status, headers));
}

/** Refusals, and what may be in them. */
export const refusals: readonly GitHubFault[] = [
  {
    name: "there are too many requests for an hour",
    answer: refused(429, "Too many requests", { "retry-after": "3600" }),
    warning: /^Too many requests\./,
    requests: 1,
  },
  {
    name: "there are too many requests, for longer than time lasts",
    answer: refused(429, "Too many requests", { "retry-after": "9".repeat(400) }),
    warning: /^Too many requests\./,
    requests: 1,
  },
  {
    name: "the requests of the hour are used up",
    answer: refused(403, "API rate limit exceeded for installation ID 1.", later(3600)),
    warning: /^API rate limit exceeded/,
    requests: 1,
  },
  {
    name: "a secondary limit has no time",
    answer: refused(403, "You have exceeded a secondary rate limit."),
    warning: /secondary rate limit/,
    requests: 1,
  },
  {
    name: "a time lies before all others",
    answer: refused(503, "Unavailable", { "retry-after": "-5" }),
    warning: /^GitHub answers 503\./,
    requests: 4,
  },
  {
    name: "a storm of 500, without a word",
    answer: ({ before }) => raw(500 + before, "", { "retry-after": "0" }),
    warning: /^GitHub answers 503\./,
    requests: 4,
  },
  {
    name: "the gateway answers in HTML",
    answer: always(raw(502, "<html>", { "content-type": "text/html", "retry-after": "0" })),
    warning: /^GitHub answers 502\./,
    requests: 4,
  },
  {
    name: "a refusal repeats the token, and would command the runner",
    answer: refused(422, `Bad header: token ${token}\n::error::pwned\u001b[2J`),
    warning: /^Bad header: token \*\*\*\./,
    requests: 1,
  },
  {
    name: "a refusal is a list",
    answer: always(jsonAnswer([], 422)),
    warning: /^GitHub's API answered with status 422 alone\./,
    requests: 1,
  },
  {
    name: "a refusal has errors that are none",
    answer: always(jsonAnswer({ message: "Validation Failed", errors: [null, { code: "custom" }] }, 422)),
    warning: /^Validation Failed: null, \{"code":"custom"\}\./,
    requests: 1,
  },
  { name: "a refusal has no body", answer: always(raw(403)), warning: /without a body \(status 403\)/, requests: 1 },
  {
    name: "a refusal has no end",
    answer: always((response) => {
      response.statusCode = 403;
      endless(response);
    }),
    warning: /^GitHub's API answered/,
    requests: 1,
  },
];

/** Whose comments are the own ones, is asked where some have the marker. */
export const logins: readonly GitHubFault[] = [
  {
    name: "GraphQL answers with errors, and the token in them",
    answer: always(jsonAnswer({ data: null, errors: [{ type: "FORBIDDEN", message: `No such field for ${token}` }] })),
    warning: /^GitHub's API does not say which account the token belongs to: No such field for \*\*\*\./,
    requests: 2,
  },
  {
    name: "GraphQL answers nothing",
    answer: always(jsonAnswer({ data: { viewer: null } })),
    warning: /does not say which account the token belongs to\./,
    requests: 2,
  },
  { name: "GraphQL answers in HTML", answer: always(html(200)), warning: notJson("HTML"), requests: 2 },
  {
    name: "GraphQL answers with errors that are none",
    answer: always(jsonAnswer({ errors: "no" })),
    warning: unexpected("`/errors`", "a list"),
    requests: 2,
  },
  {
    name: "GraphQL is on another host now",
    answer: ({ stranger }: FaultPlace) => redirect(308, `${stranger}/graphql`),
    warning: /redirected a request that writes/,
    requests: 2,
  },
].map((fault) => ({
  ...fault,
  answer: (place: FaultPlace) => (graphql.test(place.request) ? fault.answer(place) : jsonAnswer([comment])),
}));
