import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What an expression of a workflow can name. */
export type Contexts = Readonly<Record<string, unknown>>;

/** The status functions, as the job stands. */
export interface Status {
  readonly isFailed: boolean;
}

/** A text of a workflow with its `${{ }}` replaced, by GitHub's own evaluator. */
export function interpolated(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluated(expression, contexts).coerceString());
}

/** Whether an `if` holds; without a status function it asks for success too. */
export function holds(condition: string | undefined, contexts: Contexts, { isFailed }: Status): boolean {
  const expression = (condition ?? "success()").replace(/^\s*\$\{\{|\}\}\s*$/g, "");
  const asksStatus = /\b(?:success|failure|always|cancelled)\(\)/.test(expression);
  const functions = { success: !isFailed, failure: isFailed, always: true, cancelled: false };
  return (asksStatus || !isFailed) && evaluated(`!(!(${expression}))`, contexts, functions).coerceString() === "true";
}

function evaluated(expression: string, contexts: Contexts, functions: Readonly<Record<string, boolean>> = {}): data.ExpressionData {
  const known = Object.entries(functions).map(([name, value]) => {
    return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) };
  });
  const parsed = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), known).parse();
  const values: data.Dictionary = JSON.parse(JSON.stringify(contexts), data.reviver);
  return new Evaluator(parsed, values, new Map(known.map((one) => [one.name, one]))).evaluate();
}
