import type { Answer, PolicyText } from "./protocol.ts";

/** What runs policies of one language. */
export interface Engine {
  readonly load: (policy: PolicyText, milliseconds: number) => Answer;
  /** The document that is judged from now on. */
  readonly document: (text: string) => void;
  readonly judge: (file: string, milliseconds: number) => Answer;
}
