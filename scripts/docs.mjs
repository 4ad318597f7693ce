// Generates documentation that would otherwise be copied by hand: the rules' pages with executed examples, and the output and
// tables of the README.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parse } from "yaml";
import { policyModules } from "./build/policy-modules.mjs";
import { shapeValidators } from "./build/shape-validators.mjs";
import { readShapes } from "./build/shapes.mjs";
import { messagesPage } from "./docs/messages.mjs";
import { shapeTable } from "./docs/shape-table.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { modules } = await readShapes(root);
const { formats, lint, minors, policies, policyGroups, renderRulePage, renderTextReport } = await project();

rmSync(join(root, "docs/rules"), { recursive: true, force: true });
mkdirSync(join(root, "docs/rules"), { recursive: true });
for (const policy of policies) writeFileSync(join(root, `docs/rules/${policy.id}.md`), renderRulePage(policy, await example(policy.id)));

let readme = readFileSync(join(root, "README.md"), "utf8");
const screen = `\`\`\`console\n$ npx istio-preflight\n${await output("examples/gke-argocd")}\n\`\`\``;
const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
const configuration = shapeTable(modules.configuration.ConfigurationDocument);
const reading = { formats: formatTable(), versions: `Istio ${minors.map(({ minor }) => minor).join(", ")} are known chart by chart.` };
const generated = { ...reading, output: screen, rules: table(), inputs: inputs(action), outputs: outputs(action), configuration };
for (const [name, content] of Object.entries(generated)) readme = replaced(readme, name, content);
writeFileSync(join(root, "README.md"), readme);

writeFileSync(join(root, "docs/messages.md"), `${messagesPage(root).trimEnd()}\n`);

const guide = join(root, "docs/policies.md");
writeFileSync(guide, replaced(readFileSync(guide, "utf8"), "policy", shapeTable(modules.policy.PolicyFile)));

const architecture = join(root, "docs/architecture.md");
writeFileSync(architecture, replaced(readFileSync(architecture, "utf8"), "rooms", rooms()));

/** Loads the sources instead of dist, which has no entry for policies and reporters. */
async function project() {
  const lines = [
    'export { policies, policyGroups } from "./policies/index.ts";',
    'export { minors } from "./src/istio/data/index.ts";',
    'export { formats } from "./src/report/formats.ts";',
    'export { lint } from "./src/pipeline/lint.ts";',
    'export { renderRulePage } from "./src/report/rule-page.ts";',
    'export { renderTextReport } from "./src/report/text.ts";',
  ];
  const outfile = join(root, "node_modules/.cache/docs.mjs");
  const stdin = { contents: lines.join("\n"), resolveDir: root, loader: "ts" };
  const banner = { js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);' };
  const options = {
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "error",
    plugins: [policyModules, shapeValidators(root)],
  };
  await build({ stdin, outfile, banner, ...options });
  return import(pathToFileURL(outfile).href);
}

/** Returns the smallest folder of fixtures that fails the rule, and the command's output for it. */
async function example(id) {
  const folder = join(root, "test/fixtures/policies", id);
  const failing = readdirSync(folder).filter((name) => name.startsWith("fail-"));
  const candidates = failing.map((name) => ({ directory: `test/fixtures/policies/${id}/${name}`, files: filesIn(join(folder, name)) }));
  const [smallest] = candidates.sort((one, other) => size(one) - size(other));
  return { files: smallest.files, output: await output(smallest.directory) };
}

function size({ files }) {
  return files.reduce((sum, { text }) => sum + text.length, files.length * 1_000);
}

function filesIn(directory, prefix = "") {
  return readdirSync(directory)
    .sort()
    .flatMap((name) => {
      const path = join(directory, name);
      if (statSync(path).isDirectory()) return filesIn(path, `${prefix}${name}/`);
      return name === "expected.txt" || name.endsWith(".diff") ? [] : [{ path: prefix + name, text: readFileSync(path, "utf8") }];
    });
}

async function output(directory) {
  // The documentation must not depend on whether kustomize is installed.
  const report = await lint({ cwd: join(root, directory), kustomize: "off" });
  return renderTextReport(report, { color: false, quiet: false, width: 100 }).trimEnd();
}

function formatTable() {
  const rows = Object.entries(formats.check).map(([name, { purpose }]) => `| \`${name}\` | ${purpose} |`);
  return ["| format | what it is for |", "|---|---|", ...rows].join("\n");
}

/** Lists the rules by subject, one table each. */
function table() {
  return Object.entries(policyGroups)
    .map(([title, members]) => {
      const rows = members.map(
        ({ id, severity, platforms, title: asks }) =>
          `| [${id}](docs/rules/${id}.md) | ${severity} | ${platforms?.join(", ") ?? "any"} | ${asks} |`,
      );
      return [`**${title}**`, "", "| rule | severity | platform | what it asks for |", "|---|---|---|---|", ...rows].join("\n");
    })
    .join("\n\n");
}

function inputs(action) {
  const rows = Object.entries(action.inputs).map(([name, { description, default: fallback, required }]) => {
    const cell = required ? "required" : fallback ? `\`${fallback}\`` : "";
    return `| \`${name}\` | ${cell} | ${inCell(description)} |`;
  });
  return ["| input | default | what it is |", "|---|---|---|", ...rows].join("\n");
}

function rooms() {
  const rows = JSON.parse(readFileSync(join(root, "test/rooms.json"), "utf8")).map(
    ({ room, holds, imports }) => `| \`${room}\` | ${holds} | ${imports.map((name) => `\`${name.replace("src/", "")}\``).join(", ")} |`,
  );
  return ["| room | what it holds | what it imports |", "|---|---|---|", ...rows].join("\n");
}

function outputs(action) {
  const rows = Object.entries(action.outputs).map(([name, { description }]) => `| \`${name}\` | ${inCell(description)} |`);
  return ["| output | what it is |", "|---|---|", ...rows].join("\n");
}

function inCell(text) {
  return text.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}

function replaced(text, name, content) {
  const [start, end] = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`];
  const [before, after] = [text.indexOf(start), text.indexOf(end)];
  if (before === -1 || after < before) throw new Error(`There is no place for ${name}`);
  return `${text.slice(0, before + start.length)}\n${content}\n${text.slice(after)}`;
}
