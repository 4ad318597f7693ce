import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from "yaml";
import { yamlLimits } from "../../model/limits.ts";
import { tooDeep, tooManyValues } from "./yaml-limit.ts";

/**
 * The syntax tree of the first document of a text; undefined where there is none. Throws a `YamlLimit` as soon as a bound
 * is hit: the parser would go on until memory or stack is used up.
 */
export function parseSyntax(content: string): Document.Parsed<ParsedNode, true> | undefined {
  const { stackTraceLimit } = Error;
  // The parser makes an error object for each of perhaps thousands of errors: without stack traces that costs nothing.
  Error.stackTraceLimit = 0;
  try {
    const composer = new Composer<ParsedNode, true>({ schema: "failsafe", uniqueKeys: false, logLevel: "silent", prettyErrors: false });
    for (const document of composer.compose(boundedTokens(content), true, content.length)) {
      const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
      if (exhausted) throw tooDeep(exhausted.pos[0]);
      return document;
    }
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(0);
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What the parser makes of a text, as long as it holds few enough signs and levels. */
function* boundedTokens(content: string): Generator<CST.Token> {
  const parser = new Parser();
  let signs = 0;
  for (const lexeme of new Lexer().lex(content)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > yamlLimits.levels) throw tooDeep(parser.offset);
    if (lexeme.charCodeAt(0) > blank && ++signs > signLimit) throw tooManyValues(parser.offset);
  }
  yield* parser.end();
}

const blank = 0x20;
/** A key with its value is three signs. */
const signLimit = 3 * yamlLimits.values;
