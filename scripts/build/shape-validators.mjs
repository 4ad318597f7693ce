import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { namedShapes, validatedSchema } from "./shape-schema.mjs";
import { readShapes } from "./shapes.mjs";

const prefix = "shape:";

/** For esbuild: `shape:<Name>` is the validator of a shape, compiled here, so that nothing is compiled when the program starts. */
export function shapeValidators(root) {
  const shapes = readShapes(root);
  return {
    name: "shape-validators",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${prefix}`) }, ({ path }) => ({ path: path.slice(prefix.length), namespace: "shape" }));
      onLoad({ filter: /^/, namespace: "shape" }, async ({ path }) => ({ contents: await validatorText(root, path, await shapes) }));
    },
  };
}

/** A plugin for Vite that does the same. */
export const shapeValidatorsInTests = {
  name: "shape-validators",
  enforce: "pre",
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
  async load(id) {
    if (!id.startsWith(`\0${prefix}`)) return undefined;
    const root = process.cwd();
    return validatorText(root, id.slice(prefix.length + 1), await readShapes(root));
  },
};

/** A module of its own: the few lines of Ajv that a validator calls are in it. */
async function validatorText(root, name, { modules, validated }) {
  const schema = validatedSchema(namedShapes(modules).get(name), modules);
  const code = { source: true, esm: true };
  const ajv = new Ajv2020({ strict: false, validateSchema: false, ownProperties: true, ...validated[name], code });
  ajv.addSchema(schema, name);
  const contents = `${standalone.default(ajv, { validate: name })}\nexport const shape = ${JSON.stringify(schema)};\n`;
  const options = { absWorkingDir: root, stdin: { contents, resolveDir: root }, preserveSymlinks: true };
  const { outputFiles } = await build({ ...options, bundle: true, format: "esm", platform: "neutral", target: "node20", write: false });
  return outputFiles[0].text;
}
