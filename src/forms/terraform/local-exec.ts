import { type Cursor, findEntriesAt, findItemsAt, findStringAt } from "../../model/cursor.ts";
import { nestText, type SourceText } from "../../model/source-text.ts";
import type { Reader } from "../../reader/source.ts";
import { gap, type Unknown } from "../../syntax/hcl/cursors.ts";

/** A command that Terraform executes on the machine on which it runs. */
export interface LocalCommand {
  readonly text: SourceText;
  /** The directory in which it runs, as a repository path; undefined if unknown. */
  readonly directory: string | undefined;
  /** The file of the root module that runs it. */
  readonly rootFile: string;
  /** The variables set only for this command: the literals of its `environment`. */
  readonly environment: ReadonlyMap<string, SourceText>;
}

/** Replaces the parts of a command that are known only at deployment: a variable that no script sets. */
const placeholder = ["${", "TERRAFORM", "}"].join("");

/**
 * The shell commands of `provisioner "local-exec"` in a file, with known values filled in. Commands for other interpreters are
 * left out. https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec
 */
export function listLocalCommands(path: string, reader: Reader): LocalCommand[] {
  const provisioners = reader.terraform(path).flatMap((block) => {
    return findItemsAt(block.value("provisioner local-exec")).map((provisioner) => ({ provisioner, rootFile: block.rootFile }));
  });
  return provisioners.flatMap(({ provisioner, rootFile }) => {
    const command = provisioner.kind === "map" ? provisioner.entries.get("command")?.value : undefined;
    const text = isShell(provisioner) ? readCommandText(command) : undefined;
    if (!text || !runsOnCreation(provisioner)) return [];
    return [
      { text, directory: resolveWorkingDirectory(provisioner, rootFile, reader), rootFile, environment: readEnvironment(provisioner) },
    ];
  });
}

/** Checks whether a provisioner runs on creation. `when` is only ever written for `when = destroy`. */
function runsOnCreation(provisioner: Cursor): boolean {
  return provisioner.kind === "map" && !provisioner.entries.has("when");
}

function readEnvironment(provisioner: Cursor): Map<string, SourceText> {
  const texts = new Map<string, SourceText>();
  for (const [name, { value }] of findEntriesAt(provisioner, "environment")) {
    if (value.kind === "scalar" && value.text && /^\w+$/.test(name)) texts.set(name, value.text);
  }
  return texts;
}

function readCommandText(command: Cursor | undefined): SourceText | undefined {
  if (command?.kind === "scalar") return command.text;
  const { partial } = (command ?? {}) as Partial<Unknown>;
  return partial && withPlaceholders(partial);
}

function withPlaceholders(text: SourceText): SourceText {
  const parts = text.content.split(gap);
  const segments: [number, number][] = [];
  let inner = 0;
  let outer = 0;
  for (const part of parts) {
    segments.push([inner, outer]);
    inner += part.length;
    outer += part.length;
    // The whole placeholder has the position of the one character that it replaces.
    segments.push([inner, outer]);
    inner += placeholder.length;
    outer += 1;
  }
  return nestText(text, parts.join(placeholder), segments.slice(0, -1));
}

function isShell(provisioner: Cursor): boolean {
  const interpreter = findStringAt(provisioner, "interpreter", 0);
  return interpreter === undefined || /(^|\/)(ba|da|k|z)?sh$/.test(interpreter);
}

function resolveWorkingDirectory(provisioner: Cursor, rootFile: string, reader: Reader): string | undefined {
  const written = provisioner.kind === "map" ? provisioner.entries.get("working_dir")?.value : undefined;
  const given = written ? findStringAt(written) : ".";
  return given === undefined ? undefined : reader.resolve(rootFile, given);
}
