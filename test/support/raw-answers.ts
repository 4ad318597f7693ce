import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** Writes what a server should not. */
export type RawAnswer = (response: ServerResponse) => void;

const json = "application/json; charset=utf-8";

/** An answer of any status, headers and bytes. */
export function raw(status: number, body: string | Buffer = "", headers: Readonly<Record<string, string>> = {}): RawAnswer {
  return (response) => void response.writeHead(status, { "content-type": json, ...headers }).end(body);
}

/** JSON with status 200, or another. */
export function jsonAnswer(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): RawAnswer {
  return raw(status, JSON.stringify(value), headers);
}

/** HTML, as a proxy or a page of errors has it. */
export function html(status: number): RawAnswer {
  return raw(status, "<!doctype html>\n<title>Sign in</title>", { "content-type": "text/html; charset=utf-8" });
}

export function redirect(status: number, location: string): RawAnswer {
  return raw(status, "", { location });
}

/** Nothing, for good. */
export const silent: RawAnswer = () => {};

/** Headers, and then nothing. */
export const halfSilent: RawAnswer = (response) => {
  response.writeHead(200, { "content-type": json });
  response.flushHeaders();
};

/** A byte every tenth of a second, as long as somebody listens. */
export const drip: RawAnswer = (response) => {
  response.writeHead(200, { "content-type": json });
  const timer = setInterval(() => response.write(" "), 100);
  response.on("close", () => clearInterval(timer));
};

/** As many bytes as somebody takes. */
export const endless: RawAnswer = (response) => {
  response.writeHead(200, { "content-type": json });
  const chunk = Buffer.alloc(64 * 1024, " ");
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
};

/** Breaks off before the answer. */
export const reset: RawAnswer = (response) => void response.socket?.resetAndDestroy();

/** Breaks off in the middle. */
export const half: RawAnswer = (response) => {
  response.writeHead(200, { "content-type": json, "content-length": "1000" });
  response.write('[{"id": 1, "body": "', () => response.socket?.destroy());
};

/** Not HTTP at all. */
export const otherProtocol: RawAnswer = (response) => void response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n");

/** 64 MiB in 64 KiB. */
export const gzipBomb: RawAnswer = (response) => {
  raw(200, gzipSync(Buffer.alloc(64 * 1024 ** 2, " "), { level: 9 }), { "content-encoding": "gzip" })(response);
};

/** Says that it is packed, and is not. */
export const brokenGzip: RawAnswer = raw(200, "[]", { "content-encoding": "gzip" });
