import type { GitHubServer } from "../github-server.ts";
import type { RawAnswer } from "../raw-answers.ts";

/** Something that goes wrong between the Action and GitHub. */
export interface GitHubFault {
  readonly name: string;
  /** The requests that it befalls, such as `GET …/comments`; all of them where missing. */
  readonly at?: RegExp;
  readonly answer: (place: FaultPlace) => RawAnswer;
  /** How the one line of warning goes on after what is missing; no warning where missing. */
  readonly warning?: RegExp;
  /** The most requests that GitHub sees. */
  readonly requests: number;
}

/** Where a fault happens. */
export interface FaultPlace {
  readonly github: GitHubServer;
  /** The address of a server that is none of GitHub's. */
  readonly stranger: string;
  /** The request. */
  readonly request: string;
  /** How many requests there were before. */
  readonly before: number;
}

export const list = /^GET .*\/issues\/7\/comments/;
export const creation = /^POST .*\/issues\/7\/comments/;

/** The token of the runs. */
export const token = "ghs_secret";

/** A comment of the Action's, as GitHub lists it. */
export const comment = { id: 1, body: "<!-- istio-preflight -->\nold", user: { login: "github-actions[bot]" } };

export function always(answer: RawAnswer): () => RawAnswer {
  return () => answer;
}

/** What is said of HTML, and of other things that are not JSON. */
export function notJson(what: string, status = 200): RegExp {
  return new RegExp(`^GitHub's API answered with ${what} instead of JSON \\(status ${status}\\)\\.`);
}

/** What is said of JSON of another shape. */
export function unexpected(place: string, what: string): RegExp {
  return new RegExp(`^GitHub's API answered with something unexpected: ${place} must be ${what}\\.`);
}
