import { request as ask, createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";

export interface Proxy {
  readonly url: string;
  /** Whom it was asked for. */
  readonly hosts: string[];
  readonly close: () => Promise<void>;
}

/** A proxy that takes every host for one server of this machine. */
export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    const { host, pathname, search } = new URL(request.url ?? "");
    hosts.push(host);
    const { method, headers } = request;
    request.pipe(
      ask({ hostname, port, path: pathname + search, method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.on("connect", (request, socket) => {
    hosts.push((request.url ?? "").replace(/:80$/, ""));
    const way = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      way.pipe(socket).pipe(way);
    });
    socket.on("error", () => way.destroy());
    way.on("error", () => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hosts, close };
}
