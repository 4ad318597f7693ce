import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { policies } from "../policies/index.ts";
import { showHelp } from "../src/cli/help.ts";
import { forms } from "../src/forms/index.ts";
import { minors } from "../src/istio/data/index.ts";
import { platforms } from "../src/model/cluster.ts";
import { detectors } from "../src/platforms/index.ts";
import { formats } from "../src/report/formats.ts";

/** One thing that belongs to a member of a registry, such as its documentation page. */
interface Part {
  readonly what: string;
  readonly isThere: boolean;
}

const [readme, formsPage, action] = ["README.md", "docs/forms/README.md", "action.yml"].map((file) => readFileSync(file, "utf8"));
const clusterSchema = readFileSync("schemas/cluster.schema.json", "utf8");
const help = showHelp(undefined);
const renderings = readFileSync("test/istio/renderings.jsonl", "utf8");
const controlPlanes = gunzipSync(readFileSync("test/istio/control-plane.jsonl.gz")).toString();

/** Everything that belongs to a member of each registry beside its own file and its line in the list. */
const partsOf = {
  policy: (id: string): Part[] => [
    file(`docs/rules/${id}.md`),
    written("README.md", readme, `(docs/rules/${id}.md)`),
    ...casesOf(`test/fixtures/policies/${id}`, ["pass-", "fail-"]),
  ],
  form: (id: string): Part[] => [
    file(`docs/forms/${id}.md`),
    written("docs/forms/README.md", formsPage, `(${id}.md)`),
    written("schemas/cluster.schema.json", clusterSchema, `"${id}"`),
    ...casesOf(`test/fixtures/forms/${id}`, ["pass-", "fail-"]),
  ],
  detector: (id: string): Part[] => casesOf(`test/fixtures/platforms/${id}`, [""]),
  platform: (id: string): Part[] => [
    written("--help", help, id),
    written("action.yml", action, id),
    written("schemas/cluster.schema.json", clusterSchema, `"${id}"`),
  ],
  format: (id: string): Part[] => [written("--help", help, id), written("README.md", readme, `\`${id}\``)],
  minor: (id: string): Part[] => [
    written("test/istio/renderings.jsonl", renderings, `${id}.`),
    written("test/istio/control-plane.jsonl.gz", controlPlanes, `"version":"${id}.`),
    written("README.md", readme, ` ${id}`),
  ],
};

const members: Readonly<Record<keyof typeof partsOf, readonly string[]>> = {
  policy: policies.map(({ id }) => id),
  form: forms.map(({ id }) => id),
  detector: detectors.map(({ id }) => id),
  platform: platforms,
  format: Object.keys(formats.check),
  minor: minors.map(({ minor }) => minor),
};

const kinds = Object.keys(partsOf) as (keyof typeof partsOf)[];
const all = kinds.flatMap((kind) => members[kind].map((id) => ({ kind, id })));

it.each(all)("$kind $id has all that belongs to it", ({ kind, id }) => {
  expect(missing(partsOf[kind](id))).toEqual([]);
});

it.each(kinds)("a new %s lacks everything that belongs to it", (kind) => {
  const parts = partsOf[kind]("brand-new");
  expect(missing(parts)).toEqual(parts.map(({ what }) => what));
});

it.each([
  ["docs/rules", members.policy],
  ["test/fixtures/policies", members.policy],
  ["test/fixtures/forms", [...members.form, "kustomize-output"]],
  ["test/fixtures/platforms", [...members.detector, "none"]],
])("%s holds nothing that is in no registry", (directory, ids) => {
  const names = readdirSync(directory).map((name) => name.replace(/\.md$/, ""));
  expect(names.filter((name) => !ids.includes(name))).toEqual([]);
});

function missing(parts: readonly Part[]): string[] {
  return parts.filter(({ isThere }) => !isThere).map(({ what }) => what);
}

function file(path: string): Part {
  return { what: path, isThere: existsSync(path) };
}

function written(where: string, text: string | undefined, words: string): Part {
  return { what: `${words} in ${where}`, isThere: text?.includes(words) === true };
}

/** A case for each beginning of a name. */
function casesOf(directory: string, beginnings: readonly string[]): Part[] {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return beginnings.map((start) => ({ what: `${directory}/${start}…`, isThere: names.some((name) => name.startsWith(start)) }));
}
