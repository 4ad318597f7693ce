import { splitPointer } from "./cursor.ts";

/** The first thing that is wrong with a document, as a validator says it. */
export interface Fault {
  /** A JSON pointer into the document. */
  readonly instancePath: string;
  /** The keyword of JSON Schema that it fails. */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

/** Says whether a document has a shape, and of one that has not, what is wrong with it. */
export interface Validator<Document> {
  (document: unknown): document is Document;
  readonly errors?: readonly Fault[] | null;
}

/** A shape as a JSON Schema, with the sentences that are said of faults. */
export interface Shape {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly maxLength?: number;
  /** What the thing is called at the start of a sentence. */
  readonly subject?: string;
  /** The whole sentence about whatever is wrong with it. */
  readonly fault?: string;
}

/** The shape of a value in a document, and of each that it lies in, from the outermost to its own. */
export function listShapesTo(root: Shape, pointer: string): readonly Shape[] {
  const shapes = [root];
  for (const step of splitPointer(pointer)) {
    const inner = findInnerShape(shapes.at(-1) ?? root, step);
    if (!inner) break;
    const named = inner.$ref === undefined ? undefined : root.$defs?.[inner.$ref.slice("#/$defs/".length)];
    shapes.push({ ...named, ...inner });
  }
  return shapes;
}

function findInnerShape({ properties, additionalProperties, items }: Shape, step: string): Shape | undefined {
  if (items) return items;
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}
