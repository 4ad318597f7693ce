import type { Response } from "undici";
import { isModestJson } from "../model/modest-json.ts";
import { UnusableAnswerError } from "./answer-error.ts";

/** The JSON of an answer, and its size in bytes. */
export interface AnswerBody {
  readonly value: unknown;
  readonly bytes: number;
}

/** Reads the JSON of an answer with at most `limit` bytes after decompression. */
export async function readBody(response: Response, limit: number): Promise<AnswerBody> {
  const bytes = await readBytes(response, limit);
  if (bytes.length === 0) throw makeUnusableError(response, "without a body");
  const type = readMediaType(response);
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type)) throw makeUnusableError(response, `with ${describeType(type)} instead of JSON`);
  const text = decode(bytes);
  if (text === undefined) throw makeUnusableError(response, "with text that is not UTF-8");
  if (!isModestJson(bytes)) throw makeUnusableError(response, "with JSON that is nested too deep or has too many parts");
  return { value: parse(text, response), bytes: bytes.length };
}

async function readBytes(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (size > limit) throw makeUnusableError(response, `with more than ${limit / 1024 ** 2} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Returns the media type in lower case without parameters; empty if the answer has none. */
function readMediaType({ headers }: Response): string {
  return (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

function describeType(type: string): string {
  if (type === "") return "an unnamed format";
  if (/\bx?html\b/.test(type)) return "HTML";
  return /^[a-z]+\/[\w.+-]{1,40}$/.test(type) ? `\`${type}\`` : "an unknown format";
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw makeUnusableError(response, "with JSON that is broken or cut off");
  }
}

function makeUnusableError({ status }: Response, what: string): UnusableAnswerError {
  return new UnusableAnswerError(`GitHub's API answered ${what} (status ${status})`);
}
