import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStep, type StepResult } from "./support/action-runner.ts";
import { runWarm, type WarmResult } from "./support/command.ts";
import { type GitHubServer, pullRequest, startGitHub } from "./support/github-server.ts";
import { hostileTexts, writeHostileRepository } from "./support/hostile-repository.ts";
import { temporaryRepository } from "./support/repository.ts";
import { strangeInMarkdown } from "./support/strict-markdown.ts";
import { type Markup, readMarkup } from "./support/strict-markup.ts";

const formats = ["json", "sarif", "markdown", "junit", "gitlab", "github", "html"] as const;
const pages = "https://github.com/istio-preflight/istio-preflight/blob/main/docs/rules/";
const megabyte = 1_000_000;

let folder: string;
let repository: string;
/** A check and an inspection in every format at once, of which the one for people is on standard output. */
let checked: WarmResult;
let inspected: WarmResult;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
  repository = join(folder, "repository");
  mkdirSync(repository);
  writeHostileRepository(repository);
  checked = await run([...formats.flatMap((format) => ["--format", format, "--output", join(folder, format)]), "--format", "text"]);
  const kinds = ["json", "mermaid"].flatMap((format) => ["--format", format, "--output", join(folder, `inspect.${format}`)]);
  inspected = await run(["inspect", ...kinds, "--format", "text"]);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the built command in the hostile repository, with colours. */
function run(args: readonly string[], cwd = repository): Promise<WarmResult> {
  return runWarm(args, { cwd, env: { PATH: process.env.PATH, HOME: folder, FORCE_COLOR: "1" } });
}

function outputIn(format: (typeof formats)[number]): string {
  return readFileSync(join(folder, format), "utf8");
}

/** Nothing that a terminal acts on, and no line that a CI runner obeys. */
function expectHarmless(text: string, mostCharacters: number): void {
  expect(text.length).toBeLessThan(mostCharacters);
  // Ours keep a count and its noun together.
  expect(text.replace(/(?<=\d)\u00a0(?=error|warning|note)/g, " ")).not.toMatch(
    /(?![\n\t ])[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u,
  );
  for (const line of text.split("\n")) expect(line).not.toMatch(/^\s*::[a-z-]+(?:::|\s)|##[a-z]*\[/i);
}

/** Which of the texts have come out: a repository that says nothing would prove nothing. */
function textsIn(output: string): number {
  return hostileTexts.filter((_, index) => new RegExp(`evil${index}(?!\\d)`).test(output)).length;
}

describe("for people", () => {
  it.each([
    ["check", () => checked, hostileTexts.length],
    ["check of a change", () => run(["--changed-since", "HEAD~1"]), 5],
    ["inspect", () => inspected, hostileTexts.length],
  ])("%s paints, and does nothing else to a terminal", async (_, said, fewest) => {
    const { output, errors } = await said();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours, and only these
    const plain = output.replace(/\u001b\[(?:0|[1-4]|2[1-4]|3\d|39|9\d)m/g, "");
    expect(output).not.toBe(plain);
    expectHarmless(plain, megabyte);
    expectHarmless(errors, 10_000);
    expect(textsIn(output)).toBeGreaterThanOrEqual(fewest);
  });

  it("a patch holds only lines that do nothing, applies, and what is left is named", async () => {
    const { output, errors } = await run(["--fix-dry-run"]);
    expectHarmless(output, 5 * megabyte);
    expectHarmless(errors, 100_000);
    expect(errors).toContain("lines beside it hold control characters");
    expect(textsIn(output)).toBeGreaterThan(5);
    execFileSync("git", ["apply", "--check", "-"], { cwd: repository, input: output, stdio: "pipe" });
  });

  it("HTML holds no tag, attribute or address but its own", () => {
    const page = outputIn("html");
    expectHarmless(page, megabyte);
    expect(textsIn(page)).toBe(hostileTexts.length);
    const markup = readMarkup(page.replace(/^<!doctype html>\n/, ""), ["meta"]);
    const own = "html head meta title style body h1 h2 small section article header b p pre ul li code strong a".split(" ");
    expect(namesIn(markup).filter((name) => !own.includes(name))).toEqual([]);
    const attributes = markup.flatMap((part) => (part.kind === "open" && part.name !== "meta" ? [...part.attributes] : []));
    const strange = attributes.filter(([key, value]) => {
      if (key === "href") return !value.startsWith(pages);
      return !["class=error", "class=warning", "class=note", "lang=en"].includes(`${key}=${value}`);
    });
    expect(strange).toEqual([]);
    expect(markup.filter((part) => part.kind === "open" && ["style", "title", "body"].includes(part.name))).toHaveLength(3);
  });

  it("Markdown mentions, references, links and embeds nothing", () => {
    const text = outputIn("markdown");
    expectHarmless(text, 65_001);
    expect(textsIn(text)).toBe(hostileTexts.length);
    expect(strangeInMarkdown(text, [pages])).toEqual([]);
    const clusters = text.split("\n").filter((line) => line.startsWith("| "));
    expect(clusters.length).toBeGreaterThan(hostileTexts.length);
    for (const line of clusters) expect(line.match(/(?<!\\)\|/g)).toHaveLength(4);
  });

  it("a Mermaid map has no line but its own", () => {
    const output = readFileSync(join(folder, "inspect.mermaid"), "utf8");
    expectHarmless(output, 50_000);
    expect(textsIn(output)).toBe(hostileTexts.length);
    const label = String.raw`(?:[ .,:/()=+\p{L}\p{N}\p{M}-]|#\d+;)*`;
    const node = `(?:\\["${label}"\\]|\\[\\["${label}"\\]\\]|\\(\\["${label}"\\]\\)|\\[/"${label}"/\\])`;
    const own = `flowchart LR|  subgraph c\\d+\\["${label}"\\]|  end|    c\\d+_\\d+${node}(?::::undeployed)?|    c\\d+_\\d+ --> c\\d+_\\d+|  more\\["${label}"\\]|  classDef undeployed stroke-dasharray: 5 5`;
    const line = new RegExp(`^(?:${own})$`, "u");
    expect(output.split("\n").filter((text) => text !== "" && !line.test(text))).toEqual([]);
  });

  it("an error that quotes the repository or the command line is one short line", async () => {
    // A name in braces is a template to us and no name. What is longest comes last: messages are cut.
    const word = hostileTexts
      .toSorted((one, other) => one.length - other.length)
      .join(" ")
      .replace(/[{$]\{/g, "{");
    const json = JSON.stringify(word);
    const wrong = [
      `${json}: 1`,
      `clusters: [{name: a, ${json}: 1}]`,
      `clusters: [{name: a, platform: ${json}}]`,
      `rules: {${json}: off}`,
      `rules: {gke-platform: ${json}}`,
      `ignore: [{rule: ${json}, reason: x}]`,
      `ignore: [{rule: gke-platform, ${json}: x}]`,
      `${json}: 1\n${json}: 2`,
      `a: [${word}`,
      `a: *${word.replace(/\s/g, "")}`,
    ];
    const directory = temporaryRepository({});
    for (const configuration of wrong) {
      writeFileSync(join(directory, ".istio-preflight.yaml"), configuration);
      expectOneLine(await run([], directory));
    }
    rmSync(join(directory, ".istio-preflight.yaml"));
    for (const flag of ["--platform", "--config", "--format", "--changed-since", "--fail-on"])
      expectOneLine(await run([flag, word], directory));
    for (const command of ["explain", "inspect", "check"]) expectOneLine(await run([command, `./${word}`], directory));
    expectOneLine(await run([`--${word}`], directory));
  });
});

function expectOneLine({ status, output, errors }: WarmResult): void {
  expect({ status, output }).toEqual({ status: 2, output: "" });
  expect(errors).toMatch(/^istio-preflight: [^\n]*\n$/);
  expectHarmless(errors, 5000);
}

function namesIn(markup: readonly Markup[]): string[] {
  return [...new Set(markup.flatMap((part) => (part.kind === "open" ? part.name : [])))];
}

describe("for programs", () => {
  it("JSON is data, with paths that exist", () => {
    const text = outputIn("json");
    expectHarmless(text, megabyte);
    expect(textsIn(text)).toBe(hostileTexts.length);
    const { findings, suppressed, problems, summary } = JSON.parse(text);
    expect(findings.length).toBeGreaterThan(100);
    expect(suppressed.length).toBeGreaterThan(0);
    expect(summary.clusters).toBeGreaterThan(hostileTexts.length);
    for (const { file } of [...findings, ...suppressed, ...problems]) expect(existsSync(join(repository, file)), file).toBe(true);
  });

  it("the documents of inspect are data, with every value as it was written", () => {
    const output = readFileSync(join(folder, "inspect.json"), "utf8");
    expectHarmless(output, 40 * megabyte);
    const { clusters } = JSON.parse(output);
    const profiles = new Set(
      clusters.flatMap(({ installs }: { installs: { profile: string }[] }) => installs.map(({ profile }) => profile)),
    );
    // Braces and dollars are variables to some tool.
    expect(hostileTexts.filter((text) => !/\$|\{\{/.test(text) && !profiles.has(text))).toEqual([]);
  });

  it("SARIF is data, with relative addresses of files and no link in a text", () => {
    const text = outputIn("sarif");
    expectHarmless(text, 2 * megabyte);
    expect(textsIn(text)).toBe(hostileTexts.length);
    const [{ results, invocations }] = JSON.parse(text).runs;
    const parts = [...results, ...invocations[0].toolExecutionNotifications];
    expect(parts.length).toBeGreaterThan(200);
    for (const { message, locations = [], relatedLocations = [] } of parts) {
      expect(message.text).not.toMatch(/\]\(/);
      for (const { physicalLocation } of [...locations, ...relatedLocations]) {
        const { uri } = physicalLocation.artifactLocation;
        expect(uri).not.toMatch(/^\/|:|(?:^|\/)\.\.?(?:\/|$)/);
        expect(existsSync(join(repository, decodeURIComponent(uri))), uri).toBe(true);
      }
    }
  });

  it("JUnit is XML with nothing but cases", () => {
    const text = outputIn("junit");
    expectHarmless(text, megabyte);
    expect(textsIn(text)).toBe(hostileTexts.length);
    const markup = readMarkup(text.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, ""));
    expect(namesIn(markup)).toEqual(["testsuites", "testsuite", "testcase", "failure", "skipped"]);
    const keys = new Set(markup.flatMap((part) => (part.kind === "open" ? [...part.attributes.keys()] : [])));
    expect([...keys].sort()).toEqual(["classname", "errors", "failures", "file", "line", "message", "name", "skipped", "tests", "type"]);
    expect(text).not.toContain("]]>");
  });

  it("GitLab's report is a list of issues", () => {
    const text = outputIn("gitlab");
    expectHarmless(text, megabyte);
    expect(textsIn(text)).toBe(hostileTexts.length);
    for (const { location } of JSON.parse(text)) expect(existsSync(join(repository, location.path))).toBe(true);
  });

  it("annotations are commands of ours, a line each", () => {
    expectAnnotations(outputIn("github"));
  });
});

/** At most ten of a level, each at a file that there is. */
function expectAnnotations(text: string): void {
  const lines = text.trimEnd().split("\n");
  expect(text.length).toBeLessThan(100_000);
  expect(lines.length).toBeGreaterThan(5);
  for (const level of ["error", "warning", "notice"]) {
    expect(lines.filter((line) => line.startsWith(`::${level} `)).length).toBeLessThanOrEqual(10);
  }
  for (const line of lines) {
    expect(line).not.toMatch(/(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u);
    const [, pairs = ""] = /^::(?:error|warning|notice) (.*?)::/.exec(line) ?? [];
    expect(pairs).toMatch(/^(?:file=[^,:]+,line=\d+,(?:col=\d+,)?endLine=\d+,(?:endColumn=\d+,)?)?title=[^,:]+$/);
  }
}

describe("on GitHub", () => {
  let github: GitHubServer;
  let result: StepResult;

  beforeAll(async () => {
    github = await startGitHub();
    const commit = (name: string) => execFileSync("git", ["rev-parse", name], { cwd: repository, encoding: "utf8" }).trim();
    const { number } = pullRequest;
    const payload = {
      action: "opened",
      number,
      pull_request: { number, head: { sha: commit("HEAD") }, base: { sha: commit("HEAD~1"), ref: "main" } },
    };
    const event = { name: "pull_request", payload };
    result = await runStep({
      workspace: repository,
      token: "ghs_secret",
      apiUrl: github.url,
      event,
      with: { "sarif-file": join(folder, "action.sarif") },
    });
  });

  afterAll(() => github.close());

  it("the log has no command but ours", () => {
    expect(result.code).toBe(1);
    expect(github.violations).toEqual([]);
    const commands = result.log.split("\n").filter((line) => /^\s*::[a-z-]+(?:::|\s)|##[a-z]*\[/i.test(line));
    const [mask, ...others] = commands;
    expect(mask).toBe("::add-mask::ghs_secret");
    expectAnnotations(others.join("\n"));
    expect(textsIn(result.log)).toBe(hostileTexts.length);
  });

  it("the outputs are ours alone", () => {
    const names = ["clusters", "conclusion", "errors", "installs", "notes", "report", "sarif", "warnings"];
    expect(Object.keys(result.outputs).sort()).toEqual(names);
    expect(result.outputs.conclusion).toBe("failure");
    JSON.parse(result.outputs.report ?? "");
    JSON.parse(readFileSync(join(folder, "action.sarif"), "utf8"));
  });

  it.each(["summary", "comment"])("the %s mentions, references, links and embeds nothing", (where) => {
    const text = where === "summary" ? result.summary : (github.comments[0]?.body ?? "");
    expectHarmless(text, where === "summary" ? megabyte : 65_536);
    expect(textsIn(text)).toBe(hostileTexts.length);
    expect(text).toContain("After this change");
    const lines = "https://github.com/acme/platform/blob/";
    const own = text.replace(/^<!-- istio-preflight -->\n/, "").replace(/^\*\*Since main \([\da-f]{7}\)/m, "");
    expect(strangeInMarkdown(own, [pages, lines])).toEqual([]);
    expect(text.match(/^<details>/gm)).toHaveLength(text.match(/^<\/details>$/gm)?.length ?? -1);
  });
});
