import type { Answer, PolicyText } from "./protocol.ts";

/** An engine that runs the policies of one language. */
export interface Engine {
  readonly load: (policy: PolicyText, milliseconds: number) => Answer;
  /** Sets the document for the checks that follow. */
  readonly document: (text: string) => void;
  readonly judge: (file: string, milliseconds: number) => Answer;
}
