// Runs a script of node while this process holds the lock of those that write files.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

const server = createServer().listen("\0istio-preflight-writes");
await once(server, "listening");
const [code] = await once(spawn(process.execPath, process.argv.slice(2), { stdio: "inherit" }), "exit");
process.exit(code);
