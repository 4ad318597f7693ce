// Adds to copies of repositories what says nothing of their clusters, and removes the links that join them; tells which verdicts change:
// node scripts/neighbours.mjs [--cli FILE] DIR…
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { addNeighbours, removeLinks } from "./mutations/neighbours.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cli: { type: "string", default: join(fileURLToPath(new URL("..", import.meta.url)), "dist/cli.js") } },
});
const { lint } = await import(pathToFileURL(join(dirname(resolve(values.cli)), "index.js")).href);
const total = { repositories: 0, clusters: 0, neighbours: 0, links: 0, wrong: 0 };
for (const directory of positionals) {
  const { clusters, neighbours, changes } = await addNeighbours(directory, lint);
  const { links, together } = await removeLinks(directory, lint);
  for (const { neighbour, differences } of changes) console.log(`WRONG ${directory}: ${neighbour}\n  ${differences.join("\n  ")}`);
  for (const { cluster, by } of together) console.log(`WRONG ${directory}: ${cluster} stays one cluster without the calls of ${by}`);
  total.repositories += 1;
  total.clusters += clusters;
  total.neighbours += neighbours;
  total.links += links;
  total.wrong += changes.length + together.length;
}
console.log(
  `${total.repositories} repositories with ${total.clusters} clusters: ${total.neighbours} neighbours added, ${total.links} links removed, ${total.wrong} wrong`,
);
process.exit(total.wrong > 0 ? 1 : 0);
