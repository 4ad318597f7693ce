import { namedShapes } from "./shape-schema.mjs";

const width = 140;

/** A module of types for a module of shapes, with what the shapes say as comments. */
export function typesModule(name, modules) {
  const shapes = [...namedShapes({ [name]: modules[name] }).values()];
  const all = namedShapes(modules);
  const declarations = shapes.map((shape) => declaration(shape, all));
  const own = new Set(shapes.map(({ $id }) => $id));
  const used = new Set(declarations.flatMap(({ uses }) => uses).filter((type) => !own.has(type)));
  const imports = Object.keys(modules).flatMap((other) => {
    const wanted = [...namedShapes({ [other]: modules[other] }).keys()].filter((type) => used.has(type)).sort();
    return wanted.length === 0 ? [] : [`import type { ${wanted.join(", ")} } from "./${other}.ts";`];
  });
  const heading = `// Made of src/shapes/${name}.ts by \`npm run build\`: change it there.`;
  return `${[[heading, ...imports.sort(bySource)].join("\n"), ...declarations.map(({ text }) => text)].join("\n\n")}\n`;
}

/** What the validators are that the build makes of shapes. */
export function validatorTypes(names, modules) {
  const declarations = names.map((name) => {
    const [file] = Object.entries(modules).find(([, shapes]) => Object.hasOwn(shapes, name));
    return [
      `declare module "shape:${name}" {`,
      `  export const validate: import("../fault.ts").Validator<import("./${file}.ts").${name}>;`,
      '  export const shape: import("../fault.ts").Shape;',
      "}",
    ].join("\n");
  });
  return `${["// Made of src/shapes/index.ts by `npm run build`: change it there.", ...declarations].join("\n\n")}\n`;
}

function bySource(one, other) {
  const [left, right] = [one, other].map((line) => line.slice(line.indexOf(" from ")));
  return left < right ? -1 : 1;
}

function declaration(shape, all) {
  const context = { all, uses: [] };
  const text = [...comment(shape.description, ""), ...body(shape, context)].join("\n");
  return { text, uses: context.uses };
}

function body(shape, context) {
  const { $id: name, list, properties } = shape;
  if (properties) return [`export interface ${name} {`, ...members(shape, context), "}"];
  if (list)
    return [...listed(`export const ${list} = [`, shape.enum, "] as const;"), "", `export type ${name} = (typeof ${list})[number];`];
  const type = typeOf({ ...shape, $id: undefined }, context);
  const line = `export type ${name} = ${type};`;
  return line.length <= width
    ? [line]
    : [
        `export type ${name} =`,
        `${type
          .split(" | ")
          .map((part) => `  | ${part}`)
          .join("\n")};`,
      ];
}

function listed(start, names, end) {
  const items = names.map((item) => JSON.stringify(item));
  const line = start + items.join(", ") + end;
  return line.length <= width ? [line] : [start, ...items.map((item) => `  ${item},`), end];
}

function members({ properties, required = [] }, context) {
  return Object.entries(properties).flatMap(([name, shape]) => {
    const isOwn = shape.description !== context.all.get(shape.$id)?.description;
    const mark = required.includes(name) ? "" : "?";
    return [...comment(isOwn ? shape.description : undefined, "  "), `  readonly ${name}${mark}: ${typeOf(shape, context)};`];
  });
}

/** A comment of one line, or as many as it takes. */
function comment(text, indent) {
  if (text === undefined) return [];
  const line = `${indent}/** ${text} */`;
  if (line.length <= width) return [line];
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (indent.length + 2 + longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(` ${word}`);
  }
  return [`${indent}/**`, ...lines.map((words) => `${indent} *${words}`), `${indent} */`];
}

/** A shape as TypeScript writes it. */
function typeOf({ $id, $ref, anyOf, enum: names, items, additionalProperties, type, ...shape }, context) {
  if ($id !== undefined || ($ref !== undefined && !$ref.includes(":"))) {
    context.uses.push($id ?? $ref);
    return $id ?? $ref;
  }
  if ("const" in shape) return JSON.stringify(shape.const);
  if (names) return names.map((item) => JSON.stringify(item)).join(" | ");
  if (anyOf) return anyOf.map((one) => typeOf(one, context)).join(" | ");
  if (Array.isArray(type)) return type.map((one) => typeOf({ type: one, items, additionalProperties }, context)).join(" | ");
  if (type === "array") return arrayOf(typeOf(items, context));
  if (type === "object") return mapOf(additionalProperties, context);
  return { integer: "number", undefined: "unknown" }[type] ?? type;
}

function arrayOf(item) {
  return item.includes(" ") && !item.startsWith("Readonly<") ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function mapOf(values, context) {
  if (typeof values !== "object") return "Readonly<Record<string, unknown>>";
  const type = typeOf(values, context);
  // An alias may lead to itself in this form alone.
  return values.$ref === undefined ? `Readonly<Record<string, ${type}>>` : `{ readonly [name: string]: ${type} }`;
}
