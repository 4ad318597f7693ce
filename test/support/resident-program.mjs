// Runs our built programs one after the other in this process. Each run gets its own arguments, environment, directory and
// output, and a new copy of the files that keep something of a run; the others are loaded once, which takes most of a run's time.
import { register } from "node:module";
import { pathToFileURL } from "node:url";

/** The program's first file names its run in its address, and takes the copy of @actions/core that is named likewise. */
const copies = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const run = /\\?run=\\d+$/.exec(context.parentURL ?? "");
  return run && found.url.endsWith("/actions-core.js") ? { ...found, url: found.url + run[0] } : found;
}`;
register(`data:text/javascript,${encodeURIComponent(copies)}`);

const home = process.cwd();
let runs = 0;
let said = { output: "", errors: "", log: "" };

capture(process.stdout, "output");
capture(process.stderr, "errors");
process.setMaxListeners(0);
process.once("disconnect", () => process.exit());
process.on("message", async (run) => process.send(await answer(run)));

async function answer({ main, args, cwd, env }) {
  said = { output: "", errors: "", log: "" };
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, main, ...args];
  process.exitCode = undefined;
  await import(`${pathToFileURL(main)}?run=${++runs}`);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  // A folder between two runs is held by none of them.
  process.chdir(home);
  return { code, ...said };
}

function capture(stream, name) {
  stream.setMaxListeners(0);
  stream.write = (piece, encoding, done = encoding) => {
    said[name] += piece;
    said.log += piece;
    if (typeof done === "function") process.nextTick(done);
    return true;
  };
}
