import { type Assignment, buildAssignmentLayer } from "../model/assignment.ts";
import { type Cursor, isPlace, type ScalarCursor } from "../model/cursor.ts";
import type { Layer, ScriptUnit } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { locateText, type SourceText } from "../model/source-text.ts";
import { parseSet, type SetKind } from "../model/values.ts";
import type { Flag } from "../scripts/flags.ts";
import { formatShownPath, joinPath } from "../syntax/shell/paths.ts";
import type { Command, Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";
import type { Reader } from "./source.ts";
import { readFileLayer, readTextLayer } from "./values-layer.ts";

/** The command that a set of flags belongs to, with its script. */
export interface CommandContext {
  readonly unit: ScriptUnit | undefined;
  readonly command: Command;
  /** The path of the script. */
  readonly file: string;
  readonly reader: Reader;
}

/**
 * Returns the layers of Helm's value flags in the order in which Helm applies them, not the order in which they are written.
 * `open` is a word that may expand to more flags.
 */
export function readHelmLayers(flags: readonly Flag[], open: Word | undefined, context: CommandContext): Layer[] {
  const files = flags.filter((flag) => flag.name === "values").flatMap((flag) => (flag.value ? readValuesFiles(flag.value, context) : []));
  const sets = setKinds.flatMap((kind) => flags.filter((flag) => flag.name === kind).flatMap((flag) => setLayer(kind, flag, context)));
  return [...files, ...openLayer(open, context), ...sets];
}

/** Returns a layer for an unquoted `$OPTIONS`, which may set any value that is not set explicitly. */
export function openLayer(open: Word | undefined, { command }: CommandContext): Layer[] {
  if (!open) return [];
  const text = formatWord(open);
  return [{ name: text, values: { kind: "unknown", origin: locateFlagValue(open, command), reason: "more options may follow", text } }];
}

/** A file that a command names: written by the script, found in the repository, missing or unknown. */
export type NamedFile =
  | { readonly kind: "text"; readonly text: SourceText }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "missing"; readonly path: string | undefined }
  | { readonly kind: "unknown"; readonly reason: string };

/** Finds the file that a command names: first relative to the script's working directory, then to the root of the repository. */
export function findNamedFile(name: string, { command, file, reader }: CommandContext): NamedFile {
  if (name === "-" || name === "/dev/stdin")
    return command.input ? { kind: "text", text: command.input } : { kind: "unknown", reason: "it is piped in" };
  if (command.written.has(name)) {
    const text = command.written.get(name);
    return text ? { kind: "text", text } : { kind: "unknown", reason: "the script writes this file" };
  }
  if (/^\w+:\/\//.test(name)) return { kind: "unknown", reason: "the file is fetched when the script runs" };
  if (/[$`*]/.test(name)) return { kind: "unknown", reason: "the file is known only when the script runs" };
  if (command.directory === undefined && !name.startsWith("/"))
    return { kind: "unknown", reason: "the directory is known only when the script runs" };
  const inside = joinPath(command.directory ?? "", name);
  const candidates = [inside, name, `/${inside}`, `/${name}`].map((path) => reader.resolve(file, path));
  const path = candidates.find((candidate) => candidate !== undefined && reader.source(candidate) !== undefined);
  return path === undefined ? { kind: "missing", path: candidates[0] } : { kind: "path", path };
}

/** Checks whether manifests are rendered only to be deleted: `helm template … | kubectl delete -f -`. */
export function isForRemoval({ pipedInto }: Command): boolean {
  return pipedInto !== undefined && /\sdelete(\s|$)/.test(pipedInto);
}

/** Returns the place of the last word of a command; further options are inserted after it. */
export function locateLastWord({ args, place }: Command): Place {
  let last = place;
  for (const { origin } of args) {
    if (isPlace(origin) && origin.file === place.file && origin.start >= place.start && origin.end > last.end) last = origin;
  }
  return last;
}

/** Returns the place of a word, or the place of the command if the word has none. */
export function locateFlagValue(word: Word, command: Command): Place {
  return isPlace(word.origin) ? word.origin : command.place;
}

const setKinds: readonly SetKind[] = ["set-json", "set", "set-string", "set-file", "set-literal"];

/** Helm splits the argument of `-f` at commas. */
function readValuesFiles(word: Word, context: CommandContext): Layer[] {
  const names = formatWord(word).split(",");
  return names.filter((name) => name !== "").map((name) => readValuesFile(name, locateFlagValue(word, context.command), context));
}

function readValuesFile(name: string, place: Place, context: CommandContext): Layer {
  const found = findNamedFile(name, context);
  if (found.kind === "path" || found.kind === "missing") {
    return readFileLayer(context.reader, found.path, formatShownPath(name), place);
  }
  if (found.kind === "unknown") return { name, values: { kind: "unknown", origin: place, reason: found.reason, text: name } };
  const { text } = found;
  const scalar: ScalarCursor = { kind: "scalar", origin: place, value: text.content, text };
  return readTextLayer(context.reader, name, scalar, locateText(text, 0, Math.max(1, text.content.indexOf("\n"))));
}

function setLayer(kind: SetKind, { value }: Flag, context: CommandContext): Layer[] {
  const { command, reader } = context;
  if (!value) return [];
  const place = locateFlagValue(value, command);
  const name = `--${kind} ${formatWord(value)}`;
  if (value.kind === "scalar") {
    const values = parseSet(value.value, kind, place, (file) => readNamedText(file, context));
    if (values.kind === "unknown")
      reader.problem({ code: "set-syntax", message: `${values.reason}. Helm refuses it, or leaves it out.`, place });
    return [{ name, values }];
  }
  return [{ name, values: parsePartlyKnown(value.text, (expression) => parseSet(expression, kind, place), value) }];
}

function readNamedText(name: string, context: CommandContext): string | undefined {
  const found = findNamedFile(name, context);
  if (found.kind === "text") return found.text.content;
  return found.kind === "path" ? context.reader.source(found.path)?.text : undefined;
}

/** A placeholder for the unknown parts of a text while the text is parsed. */
const blank = "\u0000";

/** Parses an expression that is only partly known: `global.platform=$PLATFORM` still shows which key is unknown. */
export function parsePartlyKnown(
  text: string,
  parse: (expression: string) => Cursor,
  unknown: Cursor & { readonly kind: "unknown" },
): Cursor {
  const expression = text.replace(/\$\{[^{}]*\}|\{\{[^{}]*\}\}/g, blank).replace(/(?:\$|`|\{\{).*$/s, blank);
  const layer = parse(expression);
  if (layer.kind !== "map" || !("assignments" in layer)) return unknown;
  const assignments = layer.assignments as readonly Assignment[];
  if (assignments.some(({ path }) => path.some((step) => String(step.name).includes(blank)))) return unknown;
  return buildAssignmentLayer(
    assignments.map(({ path, value }) => ({ path, value: hasBlank(value) ? { ...unknown, origin: value.origin } : value })),
    layer.origin,
  );
}

function hasBlank(value: Cursor): boolean {
  if (value.kind === "list") return value.items.some(hasBlank);
  return value.kind === "scalar" && String(value.value).includes(blank);
}
