import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";

/** Returns the comment and the job summary that the built Action writes for the pull request of a repository. */
export async function textsOfAction(root, { path, base, head }) {
  const bodies = [];
  const server = createServer((request, response) => answer(request, response, head, bodies));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const files = join(dirname(path), "files");
  mkdirSync(files);
  const payload = { pull_request: { number: 7, head: { sha: head }, base: { ref: "main", sha: base } } };
  writeFileSync(join(files, "event.json"), JSON.stringify(payload));
  for (const name of ["output", "summary"]) writeFileSync(join(files, name), "");
  const environment = {
    ...{ PATH: process.env.PATH, INPUT_TOKEN: "x", RUNNER_TEMP: files, GITHUB_WORKSPACE: path, GITHUB_REPOSITORY: "acme/platform" },
    ...{ GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: join(files, "event.json"), GITHUB_SHA: head },
    ...{ GITHUB_OUTPUT: join(files, "output"), GITHUB_STEP_SUMMARY: join(files, "summary") },
    GITHUB_API_URL: `http://127.0.0.1:${server.address().port}`,
  };
  await once(spawn(process.execPath, [join(root, "dist/action.js")], { cwd: path, env: environment, stdio: "ignore" }), "close");
  server.closeAllConnections();
  server.close();
  const [comment] = bodies;
  if (comment === undefined) throw new Error("the Action wrote no comment");
  return { comment, summary: readFileSync(join(files, "summary"), "utf8") };
}

/** Simulates only the part of GitHub that a first comment needs. */
async function answer(request, response, head, bodies) {
  let text = "";
  for await (const chunk of request) text += chunk;
  const isComment = request.method === "POST" && request.url?.endsWith("/comments");
  if (isComment) bodies.push(JSON.parse(text).body);
  const written = { id: 1, body: bodies[0], user: { login: "github-actions[bot]" }, head: { sha: head } };
  response.writeHead(isComment ? 201 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(request.url?.includes("/comments") && !isComment ? [] : written));
}

/** Returns the output of the built command in a terminal of 80 columns, with the typed command. */
export function textOfCommand(root, path, args) {
  const command = `stty cols 80; node ${join(root, "dist/cli.js")} ${args.join(" ")}; true`;
  const environment = { PATH: process.env.PATH, TERM: "xterm-256color" };
  const output = execFileSync("script", ["--quiet", "--command", command, "/dev/null"], { cwd: path, encoding: "utf8", env: environment });
  return `$ npx istio-preflight ${args.join(" ")}\r\n${output}`;
}
