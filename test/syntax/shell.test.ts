import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isPlace } from "../../src/model/cursor.ts";
import { locate, type Place } from "../../src/model/location.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import type { Command, Script, Word } from "../../src/syntax/shell/script.ts";
import { readScript } from "../../src/syntax/shell/shell.ts";
import { formatSections } from "../support/sections.ts";

// The same inputs in each run: what fails once, fails again.
fc.configureGlobal({ seed: 20_261_123 });

const fixtures = join(import.meta.dirname, "../fixtures/shell");

for (const name of readdirSync(fixtures)) {
  test(`script: ${name}`, async () => {
    const directory = join(fixtures, name);
    const text = readFileSync(join(directory, "input.sh"), "utf8");
    await expect(described(text)).toMatchFileSnapshot(join(directory, "expected.txt"));
  });
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: shell's own spelling
test("every word has the place where it is written", () => {
  const text = [
    "PLATFORM=k3s",
    "ARGS=(--set 'cni.cniBinDir=/opt/cni/bin')",
    'helm install istio-cni "istio/cni" \\',
    '  --set "global.platform=gke" $PLATFORM "${ARGS[@]}" x=$PLATFORM',
  ].join("\n");
  const places = (readScript(wrapWholeText("a.sh", text)).script.commands[0]?.args ?? []).map((word) =>
    stretch(text, word.origin as Place),
  );
  expect(places).toEqual([
    "install",
    "istio-cni",
    "istio/cni",
    "--set",
    "global.platform=gke",
    "k3s",
    "--set",
    "cni.cniBinDir=/opt/cni/bin",
    "x=$PLATFORM",
  ]);
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: shell's own spelling

test("places count in the file with Windows line endings, inside quotes and inside heredocs", () => {
  const text = 'bash -c "echo \\"a\\"; helm install x"\r\ncat <<EOF > v.yaml\r\na: 1\r\nprofile: ambient\r\nEOF\r\n';
  const { commands, files } = readScript(wrapWholeText("a.sh", text)).script;
  const helm = commands.find((command) => command.program === "helm");
  expect(stretch(text, helm?.place)).toBe("helm install x");
  const values = files.get("v.yaml");
  expect(values?.content).toBe("a: 1\nprofile: ambient\n");
  expect(values?.segments.map(([, outer]) => text.slice(outer, outer + 4))).toContain("prof");
});

test("no text makes it fail, and every place lies in the file", () => {
  const word = fc.constantFrom(
    ...["helm", "install", "$(", ")", "`", "<<EOF", "EOF", "\n", "${", "}", "[@]", "if", "then", "fi", "for", "in", "do", "done", "case"],
    ...["esac", ";;", "|", "&&", "||", "(", "{", ";", "'", '"', "\\", "A=", "A+=(", "$A", "$@", "eval", "bash -c", "cd", "-n", "f()"],
    ...["\r\n", "${A:-", "while", "!", "[[", "]]", "<(", "> v", "shift", "local", "set --", "{a,b}", "#", "\u{1f600}", "é"],
  );
  const script = fc.array(fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: fc.string() }), { maxLength: 60 });
  fc.assert(
    fc.property(script, fc.constantFrom(" ", ""), (words, glue) => {
      const text = words.join(glue);
      for (const place of placesOf(readScript(wrapWholeText("a.sh", text)).script)) {
        expect(place.start).toBeGreaterThanOrEqual(0);
        expect(place.start).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 3000 },
  );
});

test("four hundred nested substitutions do not overflow", () => {
  const text = `${"$(".repeat(400)}helm install x${")".repeat(400)}\nhelm install y`;
  const { problems } = readScript(wrapWholeText("a.sh", text));
  expect(problems.map((problem) => problem.code)).toEqual(["shell-syntax"]);
});

test("what grows without end is cut off with a problem, and what came before still counts", () => {
  const bombs = [
    `helm a\n${"for a in 1 2 3 4 5 6 7 8 9 10; do ".repeat(8)}x${"; done".repeat(8)}`,
    `helm a\n${Array.from({ length: 40 }, (_, i) => `f${i}() { f${i + 1}; f${i + 1}; }`).join("\n")}\nf0`,
    `helm a\nA='${"x ".repeat(8_000)}'\n${"e $A\n".repeat(100)}`,
    `helm a\n${"echo y\n".repeat(30_000)}`,
  ];
  for (const bomb of bombs) {
    const { script, problems } = readScript(wrapWholeText("a.sh", bomb));
    expect(script.commands[0]?.program).toBe("helm");
    expect(problems.map((problem) => problem.code)).toEqual(["shell-limit"]);
  }
});

function described(text: string): string {
  const { script, problems } = readScript(wrapWholeText("input.sh", text));
  const at = (place: Place | undefined) => {
    const { line, column } = locate(text, place ?? { file: "input.sh", start: 0, end: 0 });
    return `${line}:${column}`;
  };
  const commands = script.commands.flatMap((command) => [`${at(command.place)} ${spelled(command)}`, ...surroundings(command)]);
  const files = [...script.files].map(([path, { content }]) => `${path}: ${JSON.stringify(content)}`);
  return formatSections({ commands, files, problems: problems.map(({ code, place, message }) => `${at(place)} ${code}: ${message}`) });
}

function spelled(command: Command): string {
  return [command.program, ...command.args.map(shown)].join(" ");
}

function surroundings({ directory, input, environment, written }: Command): string[] {
  return [
    ...[...environment].map(([name, word]) => `    with ${name}=${shown(word)}`),
    ...(directory === "" ? [] : [`    in ${directory ?? "‹unknown›"}`]),
    ...(input ? [`    reads ${JSON.stringify(input.content)}`] : []),
    ...[...written].map(([name, text]) => `    file ${name}: ${text ? JSON.stringify(text.content) : "‹unknown›"}`),
  ];
}

/** A word as a reader would write it; what is unknown in ‹…›, with dots where it may be several words. */
function shown(word: Word): string {
  if (word.kind === "unknown") return `‹${word.text}${word.several ? " …" : ""}›`;
  return /^[^\s'"]+$/.test(word.value) ? word.value : JSON.stringify(word.value);
}

function stretch(text: string, place: Place | undefined): string | undefined {
  return place && text.slice(place.start, place.end);
}

function placesOf({ commands }: Script): Place[] {
  return commands.flatMap((command) => [command.place, ...command.args.map((word) => word.origin).filter(isPlace)]);
}
