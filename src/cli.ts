import { help } from "./cli/help.ts";
import { type Command, parseCommandLine } from "./cli/options.ts";
import { UsageError } from "./model/usage-error.ts";

const issues = "https://github.com/istio-preflight/istio-preflight/issues";

process.exitCode = await main(process.argv.slice(2));

/** Runs a command line; the result is the exit code of section 7 of the design. */
async function main(args: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no fault of ours.
  process.stdout.on("error", () => process.exit());
  try {
    const command = parseCommandLine(args);
    return command.name === "help" ? print(help(command.topic)) : await run(command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`istio-preflight: ${error.message}\n`);
      return 2;
    }
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${stack}\n\nThis is a fault of istio-preflight. Please report it with the lines above: ${issues}\n`);
    return 3;
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Everything that needs more than the options is loaded only now: `--help` must not wait for it. */
async function run(command: Exclude<Command, { name: "help" }>): Promise<number> {
  const commands = await import("./cli/commands.ts");
  if (command.name === "rules") return print(commands.rules(command.color));
  if (command.name === "explain") return print(commands.explain(command.rule, command.color));
  if (command.name === "version") return print(commands.version());
  return command.name === "inspect" ? commands.inspect(command) : commands.check(command);
}
