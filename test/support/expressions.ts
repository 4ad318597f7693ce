/** What an expression of a workflow can name. */
export type Contexts = Readonly<Record<string, unknown>>;

/** The status functions, as the job stands. */
export interface Status {
  readonly isFailed: boolean;
}

/** A text of a workflow with its `${{ }}` replaced. */
export function interpolated(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => String(evaluated(expression, contexts) ?? ""));
}

/** Whether an `if` holds; without a status function it asks for success too. */
export function holds(condition: string | undefined, contexts: Contexts, { isFailed }: Status): boolean {
  const expression = (condition ?? "success()").replace(/^\s*\$\{\{|\}\}\s*$/g, "");
  const asksStatus = /\b(?:success|failure|always|cancelled)\(\)/.test(expression);
  const functions = { success: !isFailed, failure: isFailed, always: true, cancelled: false };
  return (asksStatus || !isFailed) && isTrue(evaluated(expression, contexts, functions));
}

/** https://docs.github.com/actions/reference/workflows-and-actions/expressions, as far as our workflows need it. */
function evaluated(expression: string, contexts: Contexts, functions: Readonly<Record<string, boolean>> = {}): unknown {
  const tokens = expression.match(/'(?:[^']|'')*'|[\w.-]+(?:\(\))?|[!=]=|&&|\|\||[!()]|\S/g) ?? [];
  const value = either();
  if (tokens.length > 0) throw new Error(`The expression goes on where it should end: ${expression}`);
  return value;

  function either(): unknown {
    let left = both();
    while (tokens[0] === "||" && tokens.shift()) {
      const right = both();
      left = isTrue(left) ? left : right;
    }
    return left;
  }

  function both(): unknown {
    let left = compared();
    while (tokens[0] === "&&" && tokens.shift()) {
      const right = compared();
      left = isTrue(left) ? right : left;
    }
    return left;
  }

  function compared(): unknown {
    const left = single();
    const [operator] = tokens;
    if (operator !== "==" && operator !== "!=") return left;
    tokens.shift();
    const right = single();
    const isSame = String(left ?? "").toLowerCase() === String(right ?? "").toLowerCase();
    return (operator === "==") === isSame;
  }

  function single(): unknown {
    const token = tokens.shift() ?? "";
    if (token === "!") return !isTrue(single());
    if (token === "(") {
      const inner = either();
      if (tokens.shift() !== ")") throw new Error(`A parenthesis is missing: ${expression}`);
      return inner;
    }
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (token.endsWith("()") && token.slice(0, -2) in functions) return functions[token.slice(0, -2)];
    if (/^[a-z][\w.-]*$/.test(token)) return named(token, contexts);
    throw new Error(`The expression has ${JSON.stringify(token)}: ${expression}`);
  }
}

function named(path: string, contexts: Contexts): unknown {
  const [context = "", ...steps] = path.split(".");
  if (!(context in contexts)) throw new Error(`There is no context ${context}`);
  let value: unknown = contexts[context];
  for (const step of steps) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value;
}

function isTrue(value: unknown): boolean {
  return Boolean(value) && value !== "";
}
