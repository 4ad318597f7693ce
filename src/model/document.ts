import type { Cursor } from "./cursor.ts";
import type { SourceText } from "./source-text.ts";

/** A cheap test of a document's text that decides whether to parse it, such as a regular expression. */
export interface Marker {
  readonly test: (text: string) => boolean;
}

/** One YAML document. The Kubernetes fields are undefined if missing or unknown. */
export interface Document {
  readonly file: string;
  readonly text: SourceText;
  readonly root: Cursor;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** The cluster that it is for, where what deploys it names one. */
  readonly destination?: string | undefined;
  /** Fills in variables where text inside the document is parsed as a separate document. */
  readonly fill?: (cursor: Cursor) => Cursor;
}
