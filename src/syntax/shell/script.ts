import type { ClusterName } from "../../model/cluster-name.ts";
import type { ScalarCursor, UnknownCursor } from "../../model/cursor.ts";
import type { ScriptUnit } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";

/** The commands that a script would run, in order, with the variables that are known from the script. */
export interface Script {
  readonly commands: readonly Command[];
  /** Files that the script writes (`cat <<EOF > values.yaml`), by path relative to where the script starts. */
  readonly files: ReadonlyMap<string, SourceText>;
  /** The values of variables at the end of the script, for commands that depend on one without naming it. */
  readonly variables: ReadonlyMap<string, Word>;
  /** The part of the file that contains the script; undefined for a file that is only a script. */
  readonly unit?: ScriptUnit | undefined;
}

/** A script inside another file: its shells run one after another, and share only the files that they write. */
export interface HostedScript {
  readonly unit: ScriptUnit;
  /** Values that are known from the file but not passed to a shell, for commands that depend on them without naming them. */
  readonly known?: ReadonlyMap<string, SourceText>;
  readonly shells: readonly HostedShell[];
}

/** A text that one shell runs. */
export interface HostedShell {
  readonly text: SourceText;
  /** The environment of the shell: variables that the file sets to a literal. */
  readonly environment: ReadonlyMap<string, SourceText>;
  /** The start directory, if the file sets one. */
  readonly directory?: string | undefined;
}

/** A simple command: the program and its arguments, without assignments, `sudo` and other wrappers. */
export interface Command {
  /** The program's name without its directory: `helm`. */
  readonly program: string;
  /** The program as written: `./istio-1.29.0/bin/istioctl`. */
  readonly programPath: Word;
  readonly args: readonly Word[];
  readonly place: Place;
  /** The text that is piped or redirected into the command (heredoc, here-string, `echo … |`). */
  readonly input?: SourceText | undefined;
  /** The start of the command that receives the output, as written: `kubectl apply -f -`. */
  readonly pipedInto?: string | undefined;
  /** The current directory, relative to where the script started; "" if unchanged, undefined if unknown. */
  readonly directory: string | undefined;
  /** The cluster that the command creates, selects or uses, if the script names it. */
  readonly cluster?: ClusterName | undefined;
  /** Variables that are set before the command (`FOO=1 istioctl …`). */
  readonly environment: ReadonlyMap<string, Word>;
  /** Files in the arguments that the script wrote earlier, by name as in the argument; undefined for unknown content. */
  readonly written: ReadonlyMap<string, SourceText | undefined>;
}

/** One argument after expansion: a string, or unknown if any part of it is. */
export type Word = (ScalarCursor & { readonly value: string }) | UnknownWord;

/** An argument that is known only when the script runs; in `text`, the known parts are filled in. */
export interface UnknownWord extends UnknownCursor {
  readonly text: string;
  /** True if it may be several words or none: an unquoted `$OPTIONS`, `"$@"`. */
  readonly several: boolean;
}

/** Returns the text of a word, with unknown parts as written. */
export function formatWord(word: Word): string {
  return word.kind === "scalar" ? word.value : word.text;
}
