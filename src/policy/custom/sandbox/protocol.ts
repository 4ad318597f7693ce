/** A policy file for the sandbox: its text, and the texts of the modules that it has requested so far, by path. */
export interface PolicyText {
  readonly file: string;
  readonly text: string;
  readonly modules: Readonly<Record<string, string>>;
}

/** A request from the main thread to the worker. */
export type Request =
  | { readonly ask: "open"; readonly language: Language }
  | { readonly ask: "load"; readonly policy: PolicyText; readonly milliseconds: number }
  | { readonly ask: "document"; readonly text: string }
  /** Sets the time limit for everything that is loaded and judged from now on. */
  | { readonly ask: "allow"; readonly milliseconds: number }
  | { readonly ask: "judge"; readonly file: string; readonly milliseconds: number };

/** The worker's answer, and the time that it took. Data from a policy is not trusted until it is checked. */
export type Answer = Reply & { readonly took?: number };

type Reply =
  | { readonly answer: "loaded"; readonly metadata: unknown }
  | { readonly answer: "needs"; readonly path: string }
  | { readonly answer: "done" }
  | { readonly answer: "judged"; readonly violations: unknown }
  | Failure;

/** The reason why a policy failed: a message and a place in its files. */
export interface Failure {
  readonly answer: "failed";
  readonly message: string;
  /** The file of the policy that threw the error. */
  readonly file?: string;
  readonly line?: number;
  /** The place of the error in a JSON policy, as a JSON pointer. */
  readonly pointer?: string;
  /** The exceeded limit; the worker must not be used again. */
  readonly exceeded?: "time" | "memory";
}

/** The language of a policy. */
export type Language = "json" | "typescript";

/** Detects the language of a policy file. */
export function detectLanguage(file: string): Language {
  return file.endsWith(".json") ? "json" : "typescript";
}

/** The name that identifies the workers of istio-preflight. */
export const workerName = "istio-preflight policies";

/** The data with which a worker is started. */
export interface ThreadData {
  readonly name: typeof workerName;
  /** The languages whose engines are loaded at once, because they will be needed. */
  readonly languages: readonly Language[];
  /** The number of requests that the worker has started. It shows which request is to blame if there is no answer. */
  readonly begun: Int32Array;
}
