import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
// @ts-expect-error: a script, without types.
import { shapeFiles } from "../scripts/build/shapes.mjs";

const files: Readonly<Record<string, string>> = await shapeFiles(process.cwd());

it.each(Object.keys(files))("%s is what the shapes say; `npm run build` writes it", (path) => {
  expect(readFileSync(path, "utf8")).toBe(files[path]);
});
