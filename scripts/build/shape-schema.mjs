/** The shapes that have a name, by it. */
export function namedShapes(modules) {
  const shapes = Object.values(modules).flatMap((module) => Object.values(module));
  return new Map(shapes.filter(({ $id }) => $id !== undefined).map((shape) => [shape.$id, shape]));
}

/** A shape as users get it: every shape with a name is a definition. */
export function publishedSchema(shape, modules) {
  return schemaOf(shape, modules, ({ list: _, subject: __, fault: ___, type, ...schema }) => ({
    // What another schema describes has a type for TypeScript and our validators only.
    ...(type !== undefined && schema.$ref === undefined && { type }),
    ...schema,
  }));
}

/** A shape as its validator needs it: with what is said of faults, and without other people's schemas, which take long to load. */
export function validatedSchema(shape, modules) {
  return schemaOf(shape, modules, ({ list: _, description: __, $ref, ...schema }) => ({
    ...schema,
    ...($ref?.startsWith("#") && { $ref }),
  }));
}

function schemaOf(shape, modules, finish) {
  const names = namedShapes(modules);
  const definitions = new Map();
  const { $id: _, ...root } = shape;
  const schema = inner(root);
  if (definitions.size === 0) return schema;
  return { ...schema, $defs: Object.fromEntries([...definitions].sort(([one], [other]) => (one < other ? -1 : 1))) };

  function inner({ $id, ...current }) {
    if ($id !== undefined) return reference($id, current);
    const { description, $ref, ...rest } = current;
    const local = $ref !== undefined && { $ref: $ref.includes(":") ? $ref : `#/$defs/${$ref}` };
    const own = { ...(description !== undefined && { description }), ...rest, ...local };
    return finish(Object.fromEntries(Object.entries(own).map(([keyword, value]) => [keyword, innerOf(keyword, value)])));
  }

  function innerOf(keyword, value) {
    if (keyword === "properties") return Object.fromEntries(Object.entries(value).map(([key, property]) => [key, inner(property)]));
    if (keyword === "anyOf") return value.map(inner);
    const isSchema = ["items", "additionalProperties", "propertyNames"].includes(keyword) && typeof value === "object";
    return isSchema ? inner(value) : value;
  }

  function reference(name, { description, fault }) {
    const { $id: _, ...definition } = names.get(name);
    if (!definitions.has(name)) {
      definitions.set(name, {});
      definitions.set(name, inner(definition));
    }
    const own = description === definition.description ? undefined : description;
    return finish({ ...(own !== undefined && { description: own }), ...(fault !== undefined && { fault }), $ref: `#/$defs/${name}` });
  }
}
