import type { ClusterName } from "../../model/cluster-name.ts";
import type { ScalarCursor, UnknownCursor } from "../../model/cursor.ts";
import type { ScriptUnit } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";

/** The commands of a script that would run, in order, with the variables known from the script filled in. */
export interface Script {
  readonly commands: readonly Command[];
  /** Files that the script itself writes (`cat <<EOF > values.yaml`), by their path from where the script starts. */
  readonly files: ReadonlyMap<string, SourceText>;
  /** What variables hold at the end of the script, for what a command depends on without naming it. */
  readonly variables: ReadonlyMap<string, Word>;
  /** Which part of its file it is; undefined for a file that is nothing but a script. */
  readonly unit?: ScriptUnit | undefined;
}

/** A script inside another file: its shells, one after the other, of which only files outlive the shell that wrote them. */
export interface HostedScript {
  readonly unit: ScriptUnit;
  /** What its file knows and no shell is told, for what a command depends on without naming it. */
  readonly known?: ReadonlyMap<string, SourceText>;
  readonly shells: readonly HostedShell[];
}

/** A text that one shell runs. */
export interface HostedShell {
  readonly text: SourceText;
  /** What is set before it starts: what its file sets to a literal. */
  readonly environment: ReadonlyMap<string, SourceText>;
  /** The directory it starts in, where its file names one. */
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
  /** Text that is piped or redirected into the command (heredoc, here-string, `echo … |`). */
  readonly input?: SourceText | undefined;
  /** The start of what the command is piped into, as written: `kubectl apply -f -`. */
  readonly pipedInto?: string | undefined;
  /** The directory the script has changed to, relative to where it started; "" for none, undefined where it is unknown. */
  readonly directory: string | undefined;
  /** The cluster that it creates, chooses or talks to, where the script says which. */
  readonly cluster?: ClusterName | undefined;
  /** Variables set in front of the command (`FOO=1 istioctl …`). */
  readonly environment: ReadonlyMap<string, Word>;
  /** Files that the arguments name and the script has written before, by name as in the argument; undefined where their content is unknown. */
  readonly written: ReadonlyMap<string, SourceText | undefined>;
}

/** One argument, after expansion: a string, or unknown where a part of it is. */
export type Word = (ScalarCursor & { readonly value: string }) | UnknownWord;

/** An argument that is only known when the script runs; `text` has everything that is known filled in. */
export interface UnknownWord extends UnknownCursor {
  readonly text: string;
  /** True where it may be several words or none: an unquoted `$OPTIONS`, `"$@"`. */
  readonly several: boolean;
}
