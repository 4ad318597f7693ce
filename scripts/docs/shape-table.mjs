/** The keys of a shape as a table, those of inner maps below their own: `clusters[].name`. */
export function shapeTable(shape) {
  return ["| key | what it is |", "|---|---|", ...rows(shape, "")].join("\n");
}

function rows({ properties }, prefix) {
  return Object.entries(properties).flatMap(([key, shape]) => {
    const path = `${prefix}${key}`;
    const inner = shape.items ?? shape;
    const below = inner.properties ? rows(inner, `${path}${shape.items ? "[]." : "."}`) : [];
    const sentence = [shape.description ?? "", choices(inner)].filter((part) => part !== "").join(" ");
    return [...(sentence === "" ? [] : [`| \`${path}\` | ${sentence.replaceAll("|", "\\|")} |`]), ...below];
  });
}

function choices({ enum: names }) {
  return names ? `One of ${names.map((name) => `\`${name}\``).join(", ")}.` : "";
}
