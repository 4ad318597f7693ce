import type { Cursor } from "./cursor.ts";
import type { SourceText } from "./source-text.ts";

/** A cheap test of a document's text that decides whether it is worth parsing; a regular expression is one. */
export interface Marker {
  readonly test: (text: string) => boolean;
}

/** One YAML document. The Kubernetes fields are undefined where missing or unknown. */
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
  /** Fills in variables where text inside the document is read as a document of its own. */
  readonly fill?: (cursor: Cursor) => Cursor;
}
