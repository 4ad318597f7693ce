import language from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm" with { type: "bytes" };
import { Language, type Node, Parser } from "web-tree-sitter";
import runtime from "web-tree-sitter/web-tree-sitter.wasm" with { type: "bytes" };

/** Parses a text and passes its syntax tree to `look`; the tree is deleted afterwards. Undefined if parsing takes too many steps. */
export type ParseHcl = <Result>(content: string, look: (root: Node) => Result) => Result | undefined;

/** The maximum number of progress reports from the parser. The largest file causes some 5,000, and a busy machine does not add any. */
const reportLimit = 20_000;

let loading: Promise<ParseHcl> | undefined;

/** Loads the parser for Terraform once; loading is asynchronous because the parser is WebAssembly. */
export function loadGrammar(): Promise<ParseHcl> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ParseHcl> {
  await Parser.init({ wasmBinary: runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(language));
  return (content, look) => {
    let reports = 0;
    const tree = parser.parse(content, null, { progressCallback: () => ++reports > reportLimit });
    if (!tree) {
      parser.reset();
      return undefined;
    }
    try {
      return look(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
}
