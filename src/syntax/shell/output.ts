import type { SourceText } from "../../model/source-text.ts";
import { type Field, type Fragment, formatField, joinFragments, readLiteral } from "./text.ts";

/** Predicts the output of a command if it is literal: `echo`, or a heredoc through `cat`. */
export function predictOutput(file: string, fields: readonly Field[], input: SourceText | undefined): SourceText | undefined {
  const [program, ...args] = fields;
  switch (readLiteral(program)) {
    case "cat":
      return args.every((field) => /^-u?$/.test(formatField(field))) ? input : undefined;
    case "tee":
    case "envsubst":
      return input;
    case "echo":
      return predictEcho(file, args);
    case "printf":
      return /^%s(\\n)?$/.test(readLiteral(args[0]) ?? "") ? predictEcho(file, args.slice(1, 2)) : undefined;
    default:
      return undefined;
  }
}

function predictEcho(file: string, args: readonly Field[]): SourceText | undefined {
  const options = args.findIndex((field) => !/^-[neE]+$/.test(formatField(field)));
  const interpretsEscapes = args.slice(0, Math.max(0, options)).some((field) => formatField(field).includes("e"));
  const [first, ...others] = options === -1 ? [] : args.slice(options);
  if (!first || (interpretsEscapes && args.some((field) => formatField(field).includes("\\")))) return undefined;
  const fragments = [...first.fragments, ...others.flatMap((field) => [createLiteralFragment(file, " ", field), ...field.fragments])];
  return joinFragments(file, [...fragments, createLiteralFragment(file, "\n", others.at(-1) ?? first)], first.place);
}

function createLiteralFragment(file: string, content: string, { place }: Field): Fragment {
  return { kind: "known", text: { file, content, segments: [[0, place.start]] }, splits: false };
}
