import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { publishedSchema } from "./shape-schema.mjs";
import { typesModule, validatorTypes } from "./shape-types.mjs";

/** Writes what is made of the shapes and committed: the published schemas, and a module of types for each module of shapes. */
export async function writeShapes(root) {
  for (const [path, text] of Object.entries(await shapeFiles(root))) writeFileSync(join(root, path), text);
}

/** The texts of these files, by path. */
export async function shapeFiles(root) {
  const { modules, published, validated } = await readShapes(root);
  const types = Object.keys(modules).map((name) => [`src/model/shapes/${name}.ts`, typesModule(name, modules)]);
  const schemas = Object.entries(published).map(([path, { address, title, shape }]) => {
    const heading = { $schema: "https://json-schema.org/draft/2020-12/schema", $id: address, title };
    return [path, `${JSON.stringify({ ...heading, ...publishedSchema(shape, modules) }, undefined, 2)}\n`];
  });
  return Object.fromEntries([...types, ["src/model/shapes/validators.d.ts", validatorTypes(Object.keys(validated), modules)], ...schemas]);
}

/** What `src/shapes` states. */
export async function readShapes(root) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/shapes/index.ts"],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
