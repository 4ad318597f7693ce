/** A file that asks a parser for too much, and the problem that it must end as. */
export interface ParserBomb {
  readonly name: string;
  readonly path: string;
  /** Its text, of about so many bytes. */
  readonly text: (size: number) => string;
  /** The file that the problem names, where that is not its own. */
  readonly problemIn?: string;
  /** The code of the problem. */
  readonly code: string;
  /** The line that the problem names, where the file is as large as one may be. */
  readonly line: number;
  /** Small files beside it that lead to it. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** The size of the largest file that is read at all. */
export const largest = 5 * 1024 * 1024;

/** A head, then one piece over and over. */
export function filled(head: string, piece: string): (size: number) => string {
  return (size) => head + piece.repeat(Math.floor((size - Buffer.byteLength(head)) / Buffer.byteLength(piece)));
}

/** The same with pieces that differ. */
export function numbered(head: string, piece: (index: number) => string): (size: number) => string {
  return (size) => {
    const pieces = [head];
    let length = Buffer.byteLength(head);
    for (let index = 0; ; index++) {
      const next = piece(index);
      length += Buffer.byteLength(next);
      if (length > size) return pieces.join("");
      pieces.push(next);
    }
  };
}

export const charts = "https://istio-release.storage.googleapis.com/charts";
export const helmInstall = "helm install istiod istio/istiod --version 1.29.0";
