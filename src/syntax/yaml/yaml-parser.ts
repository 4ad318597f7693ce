import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from "yaml";
import { yamlLimits } from "../../model/limits.ts";
import { createDepthError, createValuesError } from "./yaml-limit.ts";

/**
 * Parses the first document of a text; undefined if none exists. Throws a `YamlLimit` as soon as a limit is exceeded, because
 * the parser would continue until memory or stack is used up.
 */
export function parseSyntax(content: string): Document.Parsed<ParsedNode, true> | undefined {
  const { stackTraceLimit } = Error;
  // The parser creates an error object for each of possibly thousands of errors; without stack traces, they are cheap.
  Error.stackTraceLimit = 0;
  try {
    const composer = new Composer<ParsedNode, true>({ schema: "failsafe", uniqueKeys: false, logLevel: "silent", prettyErrors: false });
    for (const document of composer.compose(readBoundedTokens(content), true, content.length)) {
      const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
      if (exhausted) throw createDepthError(exhausted.pos[0]);
      return document;
    }
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) throw createDepthError(0);
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Returns the parser's tokens, as long as the text has few enough lexemes and levels. */
function* readBoundedTokens(content: string): Generator<CST.Token> {
  const parser = new Parser();
  let signs = 0;
  for (const lexeme of new Lexer().lex(content)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > yamlLimits.levels) throw createDepthError(parser.offset);
    if (lexeme.charCodeAt(0) > blank && ++signs > signLimit) throw createValuesError(parser.offset);
  }
  yield* parser.end();
}

const blank = 0x20;
/** A key with its value has three lexemes. */
const signLimit = 3 * yamlLimits.values;
