import { posix } from "node:path";
import type { Assignment, Command as CommandNode } from "unbash";
import { locateText, type SourceText } from "../../model/source-text.ts";
import { runBuiltin, setVariable } from "./builtins.ts";
import { emit } from "./emit.ts";
import { expandWhole, expandWord } from "./expand.ts";
import { openRedirects, writeFile } from "./files.ts";
import { callFunction } from "./functions.ts";
import { predictOutput } from "./output.ts";
import { assign, isolate, positional, type Reading, type Shell, walkText } from "./state.ts";
import { type Field, type Fragment, formatField, joinFragments, readLiteral, sliceText } from "./text.ts";
import { unwrap } from "./wrappers.ts";

/** A simple command that is being run: its words after expansion, and its context. */
interface Running {
  readonly node: CommandNode;
  readonly at: Reading;
  readonly fields: readonly Field[];
  readonly environment: ReadonlyMap<string, Field>;
  readonly input: SourceText | undefined;
  /** True after `command`, which runs a program even if a function has the same name. */
  readonly bypassesFunctions: boolean;
}

/** Runs a simple command; returns its output if it is literal. */
export function runCommand(shell: Shell, node: CommandNode, at: Reading, piped: SourceText | undefined): SourceText | undefined {
  const redirects = openRedirects(shell, node.redirects, at);
  const assignments = node.prefix.filter((part): part is Assignment => part.type === "Assignment");
  if (!node.name) {
    for (const assignment of assignments) setVariable(shell, assignment, at);
    redirects.write(undefined);
    return undefined;
  }
  const environment = new Map(assignments.map((each) => [each.name, expandEnvironmentField(shell, each, at)]));
  const words = [node.name, ...node.args].filter((word) => word.type === "Word");
  const fields = words.flatMap((word) => expandWord(shell, word, at));
  if (runBuiltin(shell, node, fields, at)) return undefined;
  const running = { node, at, fields, environment, input: redirects.input ?? piped, bypassesFunctions: false };
  const output = run(shell, running);
  redirects.write(output);
  return redirects.hasOutput ? undefined : output;
}

function expandEnvironmentField(shell: Shell, { name, value, pos, end }: Assignment, at: Reading): Field {
  if (value.type === "Word") return expandWhole(shell, value, at);
  const place = locateText(at.text, pos, end);
  return { fragments: [{ kind: "unknown", text: `\${${name}}`, reason: "an array", several: false }], place };
}

function run(shell: Shell, running: Running): SourceText | undefined {
  const { fields, at, input, environment } = running;
  const name = readLiteral(fields[0]);
  if (fields.length === 0) return undefined;
  const called = name !== undefined && !running.bypassesFunctions ? shell.functions.get(name) : undefined;
  if (called && !called.active) return callFunction(shell, called, { args: fields.slice(1), environment, at, input });
  if (name === "eval") return runWords(shell, fields.slice(1), at);
  const inner = unwrap(fields);
  if (inner) {
    const added = inner.assignments.flatMap((field) => readAssignment(field, at));
    const bypassesFunctions = name === "command" || name === "exec";
    return run(shell, { ...running, fields: inner.fields, environment: new Map([...environment, ...added]), bypassesFunctions });
  }
  const remote = name === "ssh" ? readRemoteCommand(fields) : [];
  if (remote.length > 0) {
    isolate(shell, () => runWords(shell, remote, at));
    return undefined;
  }
  if (/^(ba|da|k|z|a)?sh$|^su$/.test(posix.basename(name ?? "")) && runShell(shell, running)) return undefined;
  emit(shell, running);
  if (name === "tee") writeTee(shell, fields, input);
  return predictOutput(at.text.file, fields, input);
}

/** Reads the variable in `env A=b`, with the text after the equals sign. */
function readAssignment({ fragments, place }: Field, at: Reading): [string, Field][] {
  const { content, segments } = joinFragments(at.text.file, fragments, place);
  const equals = content.indexOf("=");
  const text = sliceText({ file: at.text.file, content, segments }, equals + 1, content.length);
  return [[content.slice(0, equals), { fragments: [{ kind: "known", text, splits: false }], place }]];
}

/** Runs the literal text of `bash -c "…"`, or a heredoc for a shell; returns false if there is neither. */
function runShell(shell: Shell, { fields, at, input }: Running): boolean {
  const option = fields.findIndex((field, index) => index > 0 && /^-\w*c$/.test(formatField(field)));
  const script = option === -1 ? undefined : fields[option + 1];
  if (script) {
    isolate(shell, () => {
      // The words after the text are its `$0`, `$1` and so on.
      assign(shell, positional, { fields: fields.slice(option + 3), isList: true });
      runWords(shell, [script], at);
    });
    return true;
  }
  const readsInput = fields.slice(1).every((field) => formatField(field).startsWith("-"));
  if (input && readsInput) isolate(shell, () => walkText(shell, input, at));
  return input !== undefined && readsInput;
}

/** Returns the command that `ssh [options] host command…` runs. */
function readRemoteCommand(fields: readonly Field[]): readonly Field[] {
  let index = 1;
  for (; formatField(fields[index] ?? noField).startsWith("-"); index++)
    if (/^-[BbcDEeFIiJLlmOopQRSWw]$/.test(formatField(fields[index] ?? noField))) index++;
  return fields.slice(index + 1);
}

const noField: Field = { fragments: [], place: { file: "", start: 0, end: 0 } };

function runWords(shell: Shell, fields: readonly Field[], at: Reading): undefined {
  const [first] = fields;
  if (!first) return;
  const { start } = first.place;
  const blank: Fragment = { kind: "known", text: { file: at.text.file, content: " ", segments: [[0, start]] }, splits: false };
  const fragments = fields.flatMap((field, index) => (index === 0 ? field.fragments : [blank, ...field.fragments]));
  walkText(shell, joinFragments(at.text.file, fragments, first.place), at);
}

function writeTee(shell: Shell, fields: readonly Field[], input: SourceText | undefined): void {
  const options = fields.filter((field) => formatField(field).startsWith("-"));
  const appends = options.some((field) => /^(-a|--append)$/.test(formatField(field)));
  for (const field of fields.slice(1)) if (!options.includes(field)) writeFile(shell, field, input, appends);
}
