import type { SourceText } from "../../model/source-text.ts";
import { type Field, type Fragment, joinFragments, readLiteral, textOfField } from "./text.ts";

/** Predicts the output of a command if it is literal: `echo`, or a heredoc through `cat`. */
export function predictOutput(file: string, fields: readonly Field[], input: SourceText | undefined): SourceText | undefined {
  const [program, ...args] = fields;
  switch (readLiteral(program)) {
    case "cat":
      return args.every((field) => /^-u?$/.test(textOfField(field))) ? input : undefined;
    case "tee":
    case "envsubst":
      return input;
    case "echo":
      return echoed(file, args);
    case "printf":
      return /^%s(\\n)?$/.test(readLiteral(args[0]) ?? "") ? echoed(file, args.slice(1, 2)) : undefined;
    default:
      return undefined;
  }
}

function echoed(file: string, args: readonly Field[]): SourceText | undefined {
  const options = args.findIndex((field) => !/^-[neE]+$/.test(textOfField(field)));
  const interpretsEscapes = args.slice(0, Math.max(0, options)).some((field) => textOfField(field).includes("e"));
  const [first, ...others] = options === -1 ? [] : args.slice(options);
  if (!first || (interpretsEscapes && args.some((field) => textOfField(field).includes("\\")))) return undefined;
  const fragments = [...first.fragments, ...others.flatMap((field) => [literal(file, " ", field), ...field.fragments])];
  return joinFragments(file, [...fragments, literal(file, "\n", others.at(-1) ?? first)], first.place);
}

function literal(file: string, content: string, { place }: Field): Fragment {
  return { kind: "known", text: { file, content, segments: [[0, place.start]] }, splits: false };
}
