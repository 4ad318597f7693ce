import type { Command as CommandNode, CompoundList, TestExpression } from "unbash";
import { expandWhole, expandWord } from "./expand.ts";
import { getCurrentDirectory } from "./files.ts";
import { joinPath } from "./paths.ts";
import type { Reading, Shell, Walkable } from "./state.ts";
import { type Field, isCertain, readLiteral } from "./text.ts";

/** Checks whether a command is a test, so that the command after `&&` may not run. */
export function isTest(node: Walkable): boolean {
  if (node.type === "TestCommand" || node.type === "ArithmeticCommand") return true;
  if (node.type === "Pipeline") {
    const last = node.commands.at(-1);
    return node.prefixes.some((prefix) => prefix.type === "Negation") || (last !== undefined && isTest(last));
  }
  return node.type === "Command" && /^(\[|test|grep|egrep|command|which|type|false)$/.test(node.name?.text ?? "");
}

/** Returns the certain result of an `if`, such as in a loop over literals; undefined if it depends on more than the script. */
export function testOutcome(shell: Shell, clause: CompoundList, at: Reading): boolean | undefined {
  const command = findSoleCommand(clause);
  if (command?.type === "TestCommand") return evaluateTest(shell, command.expression, at);
  return command?.type === "Command" ? answerTest(shell, command, at) : undefined;
}

function answerTest(shell: Shell, command: CommandNode, at: Reading): boolean | undefined {
  if (!/^(\[|test)$/.test(command.name?.text ?? "")) return undefined;
  const fields = command.suffix.flatMap((word) => (word.type === "Word" ? expandWord(shell, word, at) : []));
  const [left, operator, right, end] = fields;
  if (!left || !operator || (right && end && readLiteral(end) !== "]")) return undefined;
  if (fields.length >= 3 && readLiteral(right) !== "]") return compare(readLiteral(operator), left, right);
  return findAnswer(shell, readLiteral(left), operator);
}

/** Checks whether a command is a test that certainly succeeds. */
export function isSureTest(shell: Shell, node: Walkable, at: Reading): boolean {
  if (node.type === "TestCommand") return evaluateTest(shell, node.expression, at) === true;
  return node.type === "Command" && answerTest(shell, node, at) === true;
}

/** Returns the variable that a clause tests for being empty: `[ -z "$VERSION" ]`. */
export function findEmptyTested(clause: CompoundList): string | undefined {
  const command = findSoleCommand(clause);
  const word =
    command?.type === "TestCommand" && command.expression.type === "TestUnary" && command.expression.operator === "-z"
      ? command.expression.operand
      : command?.type === "Command" && /^(\[|test)$/.test(command.name?.text ?? "") && command.args[0]?.text === "-z"
        ? command.args[1]
        : undefined;
  return word && /^"?\$\{?(\w+)(?:[:+-][\w-]*)?\}?"?$/.exec(word.text)?.[1];
}

function findSoleCommand({ commands }: CompoundList): Walkable | undefined {
  return commands.length === 1 ? commands[0]?.command : undefined;
}

function evaluateTest(shell: Shell, expression: TestExpression, at: Reading): boolean | undefined {
  if (expression.type === "TestBinary") {
    const { operator, left, right } = expression;
    return compare(operator, expandWhole(shell, left, at), expandWhole(shell, right, at));
  }
  if (expression.type !== "TestUnary") return undefined;
  return findAnswer(shell, expression.operator, expandWhole(shell, expression.operand, at));
}

function compare(operator: string | undefined, left: Field, right: Field | undefined): boolean | undefined {
  if (!right || !isCertain(left) || !isCertain(right)) return undefined;
  if (operator === "=" || operator === "==") return readLiteral(left) === readLiteral(right);
  return operator === "!=" ? readLiteral(left) !== readLiteral(right) : undefined;
}

/** Answers whether a word is empty or a file exists; a missing file may be created earlier, so it stays unknown. */
function findAnswer(shell: Shell, operator: string | undefined, operand: Field): boolean | undefined {
  if (!isCertain(operand)) return undefined;
  if (/^-[efrs]$/.test(operator ?? "")) {
    const directory = getCurrentDirectory(shell);
    const path = readLiteral(operand);
    return directory !== undefined && path && shell.read?.(joinPath(directory, path)) ? true : undefined;
  }
  if (operator === "-z") return readLiteral(operand) === "";
  return operator === "-n" ? readLiteral(operand) !== "" : undefined;
}
