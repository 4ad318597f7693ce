import { readFileSync } from "node:fs";
import { join } from "node:path";

const sources = ["cluster", "facts", "install", "client", "cursor"].map((name) => `src/model/${name}.ts`);

/** The JSON Schema of what `inspect --format json` prints, made of the types themselves, with their comments. */
export function clusterSchema(root) {
  const declared = new Map(sources.flatMap((file) => declarations(readFileSync(join(root, file), "utf8"))));
  const definitions = new Map();
  const waiting = ["ClusterDocument"];
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (definitions.has(name)) continue;
    definitions.set(
      name,
      definition(name, declared, (other) => waiting.push(other)),
    );
  }
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://raw.githubusercontent.com/istio-preflight/istio-preflight/main/schemas/cluster.schema.json",
    title: "istio-preflight cluster documents",
    description: "What `istio-preflight inspect --format json` prints: what policies judge, a document for each cluster.",
    type: "object",
    required: ["schemaVersion", "clusters"],
    properties: { schemaVersion: { const: 1 }, clusters: { type: "array", items: { $ref: "#/$defs/ClusterDocument" } } },
    $defs: Object.fromEntries([...definitions].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** The interfaces, types and lists of constants of a file, by name. */
function declarations(text) {
  const declaration = /(?:^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^(?:export )?(interface|type|const) (\w+)(?: extends (\w+))?(?: =)? ?/gm;
  return [...text.matchAll(declaration)].map(({ 0: head, 1: comment, 2: keyword, 3: name, 4: base, index }) => {
    return [name, { keyword, base, comment: comment && prose(comment), body: text.slice(index + head.length) }];
  });
}

function prose(comment) {
  return comment
    .replace(/^ *\* ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}

function definition(name, declared, use) {
  const { keyword, base, comment, body } = wanted(name, declared);
  const description = comment && { description: comment };
  const reader = tokens(body);
  if (keyword === "type") return { ...description, ...typeOf(reader, { declared, use }) };
  const own = objectOf(reader, { declared, use });
  if (!base) return { ...description, ...own };
  const inherited = definition(base, declared, use);
  return {
    ...description,
    type: "object",
    required: [...inherited.required, ...own.required],
    properties: { ...inherited.properties, ...own.properties },
  };
}

function wanted(name, declared) {
  const found = declared.get(name);
  if (!found) throw new Error(`The schema of the cluster documents needs the type ${name}, which is in none of ${sources.join(", ")}.`);
  return found;
}

/** The words and signs of a declaration, one after the other. */
function tokens(text) {
  const word = /\s*(?:\/\/.*\s*)*(\/\*\*(?:(?!\*\/)[\s\S])*\*\/|"[^"]*"|\w+|[^\s\w])/y;
  const read = () => {
    const match = word.exec(text);
    if (!match) throw new Error("A type ends where more of it was expected.");
    return match[1];
  };
  return {
    next: read,
    peek() {
      const before = word.lastIndex;
      const token = read();
      word.lastIndex = before;
      return token;
    },
    expect(...expected) {
      for (const sign of expected) {
        const token = read();
        if (token !== sign) throw new Error(`A type that the schema's generator does not know: ${token} where ${sign} was expected.`);
      }
    },
  };
}

function objectOf(reader, context) {
  const required = [];
  const properties = {};
  reader.expect("{");
  while (reader.peek() !== "}") {
    const comment = reader.peek().startsWith("/**") ? reader.next().slice(3, -2) : undefined;
    reader.expect("readonly");
    const name = reader.next();
    const isOptional = reader.peek() === "?" && reader.next() === "?";
    reader.expect(":");
    properties[name] = { ...(comment && { description: prose(comment) }), ...typeOf(reader, context) };
    reader.expect(";");
    if (!isOptional) required.push(name);
  }
  reader.expect("}");
  return { type: "object", required, properties };
}

function typeOf(reader, context) {
  const choices = [];
  if (reader.peek() === "|") reader.next();
  for (;;) {
    choices.push(listsOf(reader, context));
    if (reader.peek() !== "|") return union(choices);
    reader.next();
  }
}

function listsOf(reader, context) {
  const isReadonly = reader.peek() === "readonly" && reader.next() === "readonly";
  let type = oneType(reader, context);
  while (reader.peek() === "[") {
    reader.expect("[", "]");
    type = { type: "array", items: type };
  }
  if (isReadonly && type.type !== "array") throw new Error("Only lists are readonly here.");
  return type;
}

const plain = { string: "string", number: "number", boolean: "boolean", null: "null" };

function oneType(reader, context) {
  const token = reader.next();
  if (token.startsWith('"')) return { const: token.slice(1, -1) };
  if (Object.hasOwn(plain, token)) return { type: plain[token] };
  if (token === "unknown") return {};
  if (token === "(") return memberOf(reader, context);
  if (token === "{") return mapOf(reader, context);
  if (token === "Readonly") return recordOf(reader, context);
  context.use(token);
  return { $ref: `#/$defs/${token}` };
}

/** `(typeof names)[number]` */
function memberOf(reader, { declared }) {
  reader.expect("typeof");
  const { body } = wanted(reader.next(), declared);
  reader.expect(")", "[", "number", "]");
  const items = body.slice(0, body.indexOf("] as const"));
  return { enum: [...items.matchAll(/"([^"]*)"/g)].map(([, item]) => item) };
}

/** `{ readonly [name: string]: Value }` */
function mapOf(reader, context) {
  reader.expect("readonly", "[", "name", ":", "string", "]", ":");
  const additionalProperties = typeOf(reader, context);
  reader.expect("}");
  return { type: "object", additionalProperties };
}

/** `Readonly<Record<string, Value>>` */
function recordOf(reader, context) {
  reader.expect("<", "Record", "<", "string", ",");
  const additionalProperties = typeOf(reader, context);
  reader.expect(">", ">");
  return { type: "object", additionalProperties };
}

/** As people would write it: names of types as a list, constants as an `enum`. */
function union(choices) {
  if (choices.length === 1) return choices[0];
  if (choices.every((choice) => typeof choice.type === "string" && Object.keys(choice).length === 1)) {
    return { type: choices.map(({ type }) => type) };
  }
  if (choices.every((choice) => "const" in choice)) return { enum: choices.map((choice) => choice.const) };
  return { anyOf: choices };
}
