import { drip, halfSilent, jsonAnswer, otherProtocol, type RawAnswer, raw, redirect, reset, silent } from "../raw-answers.ts";
import { always, creation, type FaultPlace, type GitHubFault, list } from "./fault.ts";

const elsewhere = /^GitHub's API named a (?:redirect|next page) on another host, which is not asked\./;

function nextPage(next: (place: FaultPlace) => string): (place: FaultPlace) => RawAnswer {
  return (place) => jsonAnswer([], 200, { link: `<${next(place)}>; rel="next"` });
}

/** Connections that are none. */
export const connections: readonly GitHubFault[] = [
  { name: "nothing answers", answer: always(silent), warning: /^GitHub does not answer \(no whole answer within 10 s\)/, requests: 1 },
  { name: "nothing follows the headers", answer: always(halfSilent), warning: /no whole answer within 10 s/, requests: 1 },
  { name: "a byte comes now and then", answer: always(drip), warning: /no whole answer within 10 s/, requests: 1 },
  { name: "a comment is never acknowledged", at: creation, answer: always(silent), warning: /no whole answer within 10 s/, requests: 3 },
  { name: "every connection breaks", answer: always(reset), warning: /^GitHub does not answer \(the connection broke off/, requests: 4 },
  { name: "it is not HTTP", answer: always(otherProtocol), warning: /^GitHub does not answer \(it does not answer in HTTP/, requests: 4 },
  {
    name: "the headers have no end",
    answer: always(raw(200, "[]", { link: "x".repeat(60_000) })),
    warning: /^GitHub does not answer \(its headers are too long/,
    requests: 1,
  },
];

/** Answers that send the Action elsewhere. */
export const redirects: readonly GitHubFault[] = [
  ...[301, 302, 307, 308].map((status) => ({
    name: `a list is redirected to another host with ${status}`,
    at: list,
    answer: ({ stranger }: FaultPlace) => redirect(status, `${stranger}/repos/acme/platform/issues/7/comments`),
    warning: elsewhere,
    requests: 1,
  })),
  {
    name: "a redirect names another host without its scheme",
    answer: ({ stranger }) => redirect(302, stranger.replace("http:", "")),
    warning: elsewhere,
    requests: 1,
  },
  {
    name: "a redirect names the same host and another scheme",
    answer: ({ github }) => redirect(302, github.url.replace("http:", "https:")),
    warning: elsewhere,
    requests: 1,
  },
  {
    name: "a redirect names the same port by another name",
    answer: ({ github }) => redirect(302, github.url.replace("127.0.0.1", "localhost")),
    warning: elsewhere,
    requests: 1,
  },
  {
    name: "a redirect names a file",
    answer: always(redirect(302, "file:///etc/passwd")),
    warning: elsewhere,
    requests: 1,
  },
  {
    name: "a redirect has a name and a password",
    answer: ({ github }) => redirect(302, github.url.replace("//", "//octocat:secret@")),
    warning: /^GitHub's API named a redirect outside of the API, which is not asked\./,
    requests: 1,
  },
  {
    name: "a redirect leads to itself",
    answer: always(redirect(302, "?again")),
    warning: /^GitHub's API redirected more than 3 times\./,
    requests: 4,
  },
  {
    name: "a redirect leads nowhere",
    answer: always(raw(302)),
    warning: /^GitHub's API answered with status 302 alone\./,
    requests: 1,
  },
  {
    name: "a redirect is no address",
    answer: always(redirect(302, "http://[")),
    warning: /^GitHub's API named a redirect that is not an address\./,
    requests: 1,
  },
  {
    name: "nothing has changed since nobody asked",
    answer: always(raw(304)),
    warning: /^GitHub's API answered with status 304 alone\./,
    requests: 1,
  },
  {
    name: "a comment to be written is redirected to another host",
    at: creation,
    answer: ({ stranger }) => redirect(307, stranger),
    warning: /^GitHub's API redirected a request that writes, which is not repeated\./,
    requests: 3,
  },
  {
    name: "a comment to be written is redirected within GitHub",
    at: creation,
    answer: always(redirect(308, "/repositories/1/issues/7/comments")),
    warning: /redirected a request that writes/,
    requests: 3,
  },
];

/** Lists that go on elsewhere, or for ever. */
export const pages: readonly GitHubFault[] = [
  {
    name: "the next page is on another host",
    at: list,
    answer: nextPage(({ stranger }) => `${stranger}/repos/acme/platform/issues/7/comments?page=2`),
    warning: elsewhere,
    requests: 1,
  },
  {
    name: "the next page is on another host, after one that is not",
    at: list,
    answer: nextPage(
      ({ github, stranger, before }) => `${before === 0 ? github.url : stranger}/repos/acme/platform/issues/7/comments?page=2`,
    ),
    warning: elsewhere,
    requests: 2,
  },
  {
    name: "the next page is no address",
    at: list,
    answer: nextPage(() => "http://["),
    warning: /^GitHub's API named a next page that is not an address\./,
    requests: 1,
  },
  {
    name: "the next page is the same",
    at: list,
    answer: nextPage(() => "?per_page=100"),
    warning: /^GitHub's API named the same page twice\./,
    requests: 1,
  },
  {
    name: "there is always a next page",
    at: list,
    answer: nextPage(({ before }) => `?page=${before + 2}`),
    warning: /^GitHub's API named more than 100 pages\./,
    requests: 100,
  },
];
