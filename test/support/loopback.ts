import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server on this machine that counts who comes, whatever they speak. */
export interface Loopback {
  readonly port: number;
  /** The numbers in the paths that were asked for. */
  readonly seen: ReadonlySet<number>;
  readonly connections: () => number;
}

/** Opens a server that answers every request with a text, but for `/redirect/N`, which leads to `/N`. */
export async function openLoopback(answer: (number: number) => string): Promise<Loopback> {
  const seen = new Set<number>();
  let connections = 0;
  const server = createServer((request, response) => {
    const number = Number(/\d+/.exec(request.url ?? "")?.[0]);
    seen.add(number);
    if (request.url?.startsWith("/redirect/")) response.writeHead(302, { location: `/${number}` }).end();
    else response.writeHead(200, { "content-type": "text/plain" }).end(answer(number));
  });
  server.on("connection", () => {
    connections++;
  });
  // What is no HTTP, such as the greeting of SSH and of TLS.
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen, connections: () => connections };
}
