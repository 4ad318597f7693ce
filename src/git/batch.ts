/**
 * Returns a parser for the output of `git cat-file --batch`, which calls `take` with the content of each object; undefined for a
 * missing object.
 */
export function createBatchReader(take: (content: Buffer | undefined) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let held = 0;
  let needed = 1;
  return (piece) => {
    pieces.push(piece);
    held += piece.length;
    // The pieces are joined only when an answer can be complete, because a large file arrives in many pieces.
    if (held < needed) return;
    let rest: Buffer = pieces.length === 1 ? piece : Buffer.concat(pieces);
    for (let answer = readFirstAnswer(rest); ; answer = readFirstAnswer(rest)) {
      if (answer.end > rest.length) {
        needed = answer.end;
        break;
      }
      take(answer.content);
      rest = rest.subarray(answer.end);
    }
    pieces = [rest];
    held = rest.length;
  };
}

interface Answer {
  /** The end of the answer, or a lower bound while it is incomplete. */
  readonly end: number;
  readonly content?: Buffer;
}

/** Reads the first answer: `<id> blob <size>`, a line feed, the content and a line feed; or a single line such as `<id> missing`. */
function readFirstAnswer(bytes: Buffer): Answer {
  const lineEnd = bytes.indexOf("\n");
  if (lineEnd === -1) return { end: bytes.length + 1 };
  const size = /^[0-9a-f]+ blob (\d+)$/.exec(bytes.toString("latin1", 0, lineEnd))?.[1];
  if (size === undefined) return { end: lineEnd + 1 };
  const [start, end] = [lineEnd + 1, lineEnd + 1 + Number(size)];
  return { end: end + 1, content: bytes.subarray(start, end) };
}
