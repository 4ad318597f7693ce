import language from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm" with { type: "bytes" };
import { Language, type Node, Parser } from "web-tree-sitter";
import runtime from "web-tree-sitter/web-tree-sitter.wasm" with { type: "bytes" };

/** Looks at the syntax tree of a text, which lives only that long; undefined where the parser needs too many steps for it. */
export type ParseHcl = <Result>(content: string, look: (root: Node) => Result) => Result | undefined;

/** Reports of the parser that it is still at work: some 5,000 for the largest file, and no more on a busy machine. */
const reportLimit = 20_000;

let loading: Promise<ParseHcl> | undefined;

/** The parser of Terraform's language. It is WebAssembly, so it has to be waited for, once. */
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
