import { brokenGzip, endless, gzipBomb, half, html, jsonAnswer, raw } from "../raw-answers.ts";
import { always, comment, creation, type GitHubFault, list, notJson, unexpected } from "./fault.ts";

/** Answers that are not JSON, or too much of it. */
export const bodies: readonly GitHubFault[] = [
  { name: "a list is HTML", at: list, answer: always(html(200)), warning: notJson("HTML"), requests: 1 },
  { name: "a wall says no in HTML", answer: always(html(403)), warning: notJson("HTML", 403), requests: 1 },
  { name: "a wall knows no such page, in HTML", answer: always(html(404)), warning: notJson("HTML", 404), requests: 1 },
  {
    name: "a list calls itself text",
    at: list,
    answer: always(raw(200, "[]", { "content-type": "text/plain" })),
    warning: notJson("`text/plain`"),
    requests: 1,
  },
  {
    name: "a list calls itself something strange",
    at: list,
    answer: always(raw(200, "[]", { "content-type": "::error::x" })),
    warning: notJson("an unknown format"),
    requests: 1,
  },
  {
    name: "a list is empty",
    at: list,
    answer: always(raw(200)),
    warning: /^GitHub's API answered without a body \(status 200\)/,
    requests: 1,
  },
  { name: "a list is no content", at: list, answer: always(raw(204)), warning: /without a body \(status 204\)/, requests: 1 },
  { name: "a list is cut off", at: list, answer: always(raw(200, '[{"id": 1, "bo')), warning: /broken or cut off/, requests: 1 },
  { name: "a list breaks off", at: list, answer: always(half), warning: /^GitHub does not answer \(the connection broke off/, requests: 4 },
  { name: "a list has no end", at: list, answer: always(endless), warning: /with more than 10 MiB \(status 200\)/, requests: 1 },
  { name: "a list is a bomb", at: list, answer: always(gzipBomb), warning: /with more than 10 MiB \(status 200\)/, requests: 1 },
  { name: "a list is packed wrongly", at: list, answer: always(brokenGzip), warning: /packed wrongly/, requests: 4 },
  {
    name: "a list is not UTF-8",
    at: list,
    answer: always(raw(200, Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0x22, 0x5d]))),
    warning: /with text that is not UTF-8/,
    requests: 1,
  },
  {
    name: "a list is nested without end",
    at: list,
    answer: always(raw(200, "[".repeat(5_000_000))),
    warning: /nested too deep/,
    requests: 1,
  },
  {
    name: "a list has a million parts",
    at: list,
    answer: always(raw(200, `[${"{},".repeat(1e6)}{}]`)),
    warning: /too many parts/,
    requests: 1,
  },
];

/** JSON that is not what was asked for. */
export const shapes: readonly GitHubFault[] = [
  { name: "a list is null", at: list, answer: always(jsonAnswer(null)), warning: unexpected("the answer", "a list"), requests: 1 },
  {
    name: "a list is an error, with status 200",
    at: list,
    answer: always(jsonAnswer({ message: "Not Found" })),
    warning: unexpected("the answer", "a list"),
    requests: 1,
  },
  { name: "a list is a text", at: list, answer: always(jsonAnswer("[]")), warning: unexpected("the answer", "a list"), requests: 1 },
  { name: "a list has nothing in it", at: list, answer: always(jsonAnswer([null])), warning: unexpected("`/0`", "a map"), requests: 1 },
  {
    name: "a list has lists in it",
    at: list,
    answer: always(jsonAnswer([comment, [comment]])),
    warning: unexpected("`/1`", "a map"),
    requests: 1,
  },
  {
    name: "a number is a path",
    at: list,
    answer: always(jsonAnswer([{ ...comment, id: "../../../../user" }])),
    warning: unexpected("`/0/id`", "a positive whole number"),
    requests: 1,
  },
  {
    name: "a number is larger than numbers are",
    at: list,
    answer: always(raw(200, '[{"id": 1e999, "body": "x"}]')),
    warning: unexpected("`/0/id`", "a positive whole number"),
    requests: 1,
  },
  {
    name: "a comment has no text but a number",
    at: list,
    answer: always(jsonAnswer([{ ...comment, body: 7 }])),
    warning: unexpected("`/0/body`", "a text"),
    requests: 1,
  },
  {
    name: "an author is a list",
    at: list,
    answer: always(jsonAnswer([{ ...comment, user: [] }])),
    warning: unexpected("`/0/user`", "a map"),
    requests: 1,
  },
  {
    name: "an author is inherited",
    at: list,
    answer: always(raw(200, '[{"id": 1, "body": "x", "user": {"__proto__": {"login": "github-actions[bot]"}}}]')),
    warning: unexpected("`/0/user/login`", "a text"),
    requests: 1,
  },
  {
    name: "the head is nothing",
    at: /^GET .*\/pulls\/7$/,
    answer: always(jsonAnswer({ head: null })),
    warning: unexpected("`/head`", "a map"),
    requests: 2,
  },
  { name: "a comment is written with no content", at: creation, answer: always(raw(204)), warning: /without a body/, requests: 3 },
  { name: "a comment is written in HTML", at: creation, answer: always(html(201)), warning: notJson("HTML", 201), requests: 3 },
  {
    name: "a comment is written without a number",
    at: creation,
    answer: always(jsonAnswer({}, 201)),
    warning: unexpected("`/id`", "a positive whole number"),
    requests: 3,
  },
];
