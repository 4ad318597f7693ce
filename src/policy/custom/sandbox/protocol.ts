/** A policy file as the sandbox gets it: its own text, and the texts of the modules that it has asked for so far, by path. */
export interface PolicyText {
  readonly file: string;
  readonly text: string;
  readonly modules: Readonly<Record<string, string>>;
}

/** What the main thread asks of the worker. */
export type Request =
  | { readonly ask: "open"; readonly language: Language }
  | { readonly ask: "load"; readonly policy: PolicyText; readonly milliseconds: number }
  | { readonly ask: "document"; readonly text: string }
  /** How long all that is loaded and judged from now on may take together. */
  | { readonly ask: "allow"; readonly milliseconds: number }
  | { readonly ask: "judge"; readonly file: string; readonly milliseconds: number };

/** What the worker answers, and how long that took. Nothing that comes from a policy is believed before it is checked. */
export type Answer = Reply & { readonly took?: number };

type Reply =
  | { readonly answer: "loaded"; readonly metadata: unknown }
  | { readonly answer: "needs"; readonly path: string }
  | { readonly answer: "done" }
  | { readonly answer: "judged"; readonly violations: unknown }
  | Failure;

/** Why a policy did not work: in the words of a message, and where in its files. */
export interface Failure {
  readonly answer: "failed";
  readonly message: string;
  /** Where in the policy's files it was thrown. */
  readonly file?: string;
  readonly line?: number;
  /** Where in a JSON policy it is wrong, as a JSON pointer. */
  readonly pointer?: string;
  /** The bound that was exceeded: the worker is not to be used any more. */
  readonly exceeded?: "time" | "memory";
}

/** What policies are written in. */
export type Language = "json" | "typescript";

/** What a policy file is written in. */
export function detectLanguage(file: string): Language {
  return file.endsWith(".json") ? "json" : "typescript";
}

/** What marks a worker as ours. */
export const workerName = "istio-preflight policies";

/** What a worker is started with. */
export interface ThreadData {
  readonly name: typeof workerName;
  /** What it loads at once, because it will be asked for it. */
  readonly languages: readonly Language[];
  /** How many requests it has begun with: whose fault it is when no answer comes. */
  readonly begun: Int32Array;
}
