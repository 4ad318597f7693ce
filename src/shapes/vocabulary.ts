import { type Static, type TObjectOptions, type TProperties, type TSchema, Type } from "typebox";

/** A shape with a name: an interface in TypeScript, a definition in the published schemas. */
export function defineNamedShape<Properties extends TProperties>(
  name: string,
  description: string | undefined,
  properties: Properties,
  options?: TObjectOptions & Wording,
) {
  return Type.Object(properties, { $id: name, ...(description !== undefined && { description }), ...options });
}

/** The same, which allows no other keys: for what people write. */
export function defineClosedShape<Properties extends TProperties>(
  name: string,
  description: string | undefined,
  properties: Properties,
  options?: Wording & Readonly<Record<string, unknown>>,
) {
  return defineNamedShape(name, description, properties, { additionalProperties: false, ...options });
}

/** A choice of texts with a name. With `list`, TypeScript has the texts as a list of that name, too. */
export function defineChoice<const Names extends readonly string[]>(
  name: string,
  names: Names,
  options?: { readonly list?: string; readonly description?: string },
) {
  return Type.Enum([...names] as unknown as [...Names], { $id: name, ...options });
}

/** A shape where it is used, with a sentence of its own. */
export function describeShape<Shape extends TSchema>(description: string, shape: Shape): Shape {
  return { ...shape, description };
}

/** A key that may be left out. */
export function allowOmission<Shape extends TSchema>(shape: Shape) {
  return Type.Optional(shape);
}

/** A shape or null. */
export function allowNull<Shape extends TSchema>(shape: Shape) {
  const { type, $id } = shape as { readonly type?: unknown; readonly $id?: unknown };
  if (typeof type === "string" && $id === undefined) return Type.Unsafe<Static<Shape> | null>({ ...shape, type: [type, "null"] });
  return Type.Unsafe<Static<Shape> | null>({ anyOf: [shape, { type: "null" }] });
}

/** A map with any keys. */
export function mapOf<Shape extends TSchema>(shape: Shape, options?: Wording & Readonly<Record<string, unknown>>) {
  return Type.Unsafe<Record<string, Static<Shape>>>({ type: "object", additionalProperties: shape, ...options });
}

/** What people are told who write something else. */
export interface Wording {
  /** The thing itself at the start of a sentence: "A cluster" needs a `name`. */
  readonly subject?: string;
  /** The whole sentence. */
  readonly fault?: string;
}
