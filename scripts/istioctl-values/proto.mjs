/** Returns the keys that a description accepts, by the path of their map; a map that accepts any key is omitted. */
export function acceptedKeys(text) {
  const messages = readMessages(text);
  const found = new Map();
  collect("Values", "", []);
  return found;

  function collect(type, path, above) {
    if (above.includes(type)) throw new Error(`${type} contains itself`);
    const fields = messages.get(type);
    found.set(path, new Set(fields.flatMap(({ names }) => names)));
    for (const { names, type: inner, isList } of fields) {
      const [name] = names;
      if (isList || !messages.has(inner) || readsItself.includes(inner)) continue;
      collect(inner, path === "" ? name : `${path}.${name}`, [...above, type]);
    }
  }
}

/** Types that are read by their own code: https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/value_types_json.go */
const readsItself = ["IntOrString"];

/** Reads the fields of each message, from the innermost block outwards; enumerations have no fields. */
function readMessages(text) {
  const messages = new Map();
  let rest = text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/\b(message|enum) (\w+) *\{([^{}]*)\}/g, (_, kind, name, body) => {
      if (kind === "message" && messages.has(name)) throw new Error(`There are two messages ${name}`);
      if (kind === "message") messages.set(name, [...body.matchAll(field)].map(readField));
      return "";
    });
  }
  if (/[{}]/.test(rest)) throw new Error("A block is not understood");
  return messages;
}

const field = /(repeated\s+)?(map\s*<[^>]*>|[\w.]+)\s+(\w+)\s*=\s*\d+\s*(\[[^\]]*\])?\s*;/g;

/** The JSON parser accepts the JSON name, and also the field's own name if that is different: `resource_quotas=resourceQuotas`. */
function readField([, repeated, type, name, options = ""]) {
  const written = /json_name\s*=\s*"([^"]+)"/.exec(options)?.[1];
  const json = written ?? name.replace(/_+(\w?)/g, (_, letter) => letter.toUpperCase());
  return { names: json === name ? [json] : [json, `${name}=${json}`], type, isList: repeated !== undefined };
}
