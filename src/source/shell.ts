import type { ScalarCursor, UnknownCursor } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";
import type { SourceText } from "../model/source-text.ts";

/** The commands of a script that would run, in order, with the variables known from the script filled in. */
export interface Script {
  readonly commands: readonly Command[];
  /** Files that the script itself writes (`cat <<EOF > values.yaml`), by the path as written. */
  readonly files: ReadonlyMap<string, SourceText>;
}

/** A simple command: the program and its arguments, without assignments, `sudo` and other wrappers. */
export interface Command {
  /** The program's name without its directory: `helm`. */
  readonly program: string;
  readonly args: readonly Word[];
  readonly place: Place;
  /** Text that is piped or redirected into the command (heredoc, here-string, `echo … |`). */
  readonly input?: SourceText | undefined;
  /** The directory the script has changed to by a literal `cd`, relative to where it started; "" for none. */
  readonly directory: string;
  /** Environment set in front of the command (`FOO=1 istioctl …`) or exported before it, where literal. */
  readonly environment: ReadonlyMap<string, string>;
}

/** One argument, after expansion: a string, or unknown where a part of it is. */
export type Word = (ScalarCursor & { readonly value: string }) | UnknownCursor;
