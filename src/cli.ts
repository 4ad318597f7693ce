import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { showHelp } from "./cli/help.ts";
import type { Command } from "./cli/options.ts";
import { print } from "./cli/print.ts";
import { startPoliciesAhead } from "./cli/start-ahead.ts";
import { exitOnSignals } from "./files/programs/live.ts";

const issues = "https://github.com/istio-preflight/istio-preflight/issues";
const longestMessage = 4000;

// Collect garbage before the heap has grown by more than half: hostile files create far more garbage than live data.
setFlagsFromString("--heap-growing-percent=50");
exitOnSignals();
process.exitCode = await runCommandLine(process.argv.slice(2));

/** Runs a command line and returns the exit code, as described in section 7 of the design. */
async function runCommandLine(args: readonly string[]): Promise<number> {
  process.stdout.on("error", stopUnlessClosed);
  // If errors cannot be written, the exit code still shows them.
  process.stderr.on("error", () => undefined);
  try {
    // Help is shown without loading anything else.
    if (asksForHelp(args)) return succeed(showHelp(args.find((word) => !word.startsWith("-") && word !== "help")));
    const { parseCommandLine } = await import("./cli/options.ts");
    return await run(parseCommandLine(args));
  } catch (error) {
    return await reportFailure(error);
  }
}

/** Checks for `--help` or `-h` anywhere, or `help` as the first word if no path has this name. */
function asksForHelp(args: readonly string[]): boolean {
  return args.includes("--help") || args.includes("-h") || (args[0] === "help" && args.length < 3 && !existsSync("help"));
}

/** Error messages are escaped because they may quote the repository. */
async function reportFailure(error: unknown): Promise<number> {
  const { clip, escapeTerminal: terminal } = await import("./report/escape.ts");
  if (error instanceof Error && error.name === "UsageError") {
    process.stderr.write(`istio-preflight: ${terminal(clip(error.message, longestMessage))}\n`);
    return 2;
  }
  const stack = (error instanceof Error && error.stack) || String(error);
  const lines = clip(stack, longestMessage).split("\n").map(terminal);
  process.stderr.write(`${lines.join("\n")}\n\nThis is a fault of istio-preflight. Please report it with the lines above: ${issues}\n`);
  return 3;
}

function succeed(text: string): number {
  print(text);
  return 0;
}

/** If the reader of standard output stops early (`| head`), that is not a failure; if the report cannot be written, it is. */
function stopUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") return;
  process.stderr.write(`istio-preflight: Cannot write to standard output: ${error.message}.\n`);
  process.exit(2);
}

async function run(command: Command): Promise<number> {
  if ("policies" in command) await startPoliciesAhead(command);
  const commands = await import("./cli/commands.ts");
  if (command.name === "rules") return succeed(commands.showRules(command.color));
  if (command.name === "explain") return succeed(commands.explain(command.rule, command.color));
  if (command.name === "init") return succeed(await (await import("./cli/init.ts")).initialize(command));
  if (command.name === "test") {
    const { testPolicies } = await import("./cli/policy-tests.ts");
    const { text, code } = await testPolicies(command);
    print(text);
    return code;
  }
  if (command.name === "version") return succeed(commands.showVersion());
  return command.name === "inspect" ? commands.inspect(command) : commands.check(command);
}
