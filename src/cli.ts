import { help } from "./cli/help.ts";
import type { Command } from "./cli/options.ts";
import { startPoliciesAhead } from "./cli/start-ahead.ts";
import { exitOnSignals } from "./source/programs/live.ts";

const issues = "https://github.com/istio-preflight/istio-preflight/issues";
const longestMessage = 4000;

exitOnSignals();
process.exitCode = await main(process.argv.slice(2));

/** Runs a command line; the result is the exit code of section 7 of the design. */
async function main(args: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no fault of ours.
  process.stdout.on("error", () => process.exit());
  // Help must not wait for anything else to load.
  if (args.includes("--help") || args.includes("-h")) return print(help(args.find((word) => !word.startsWith("-"))));
  try {
    const { parseCommandLine } = await import("./cli/options.ts");
    return await run(parseCommandLine(args));
  } catch (error) {
    return await failed(error);
  }
}

/** What went wrong may quote the repository. */
async function failed(error: unknown): Promise<number> {
  const { clip, terminal } = await import("./report/escape.ts");
  if (error instanceof Error && error.name === "UsageError") {
    process.stderr.write(`istio-preflight: ${terminal(clip(error.message, longestMessage))}\n`);
    return 2;
  }
  const stack = (error instanceof Error && error.stack) || String(error);
  const lines = clip(stack, longestMessage).split("\n").map(terminal);
  process.stderr.write(`${lines.join("\n")}\n\nThis is a fault of istio-preflight. Please report it with the lines above: ${issues}\n`);
  return 3;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

async function run(command: Command): Promise<number> {
  if ("policies" in command) await startPoliciesAhead(command);
  const commands = await import("./cli/commands.ts");
  if (command.name === "rules") return print(commands.rules(command.color));
  if (command.name === "explain") return print(commands.explain(command.rule, command.color));
  if (command.name === "init") return print(await (await import("./cli/init.ts")).init(command));
  if (command.name === "test") {
    const { testPolicies } = await import("./cli/policy-tests.ts");
    const { text, code } = await testPolicies(command);
    print(text);
    return code;
  }
  if (command.name === "version") return print(commands.version());
  return command.name === "inspect" ? commands.inspect(command) : commands.check(command);
}
