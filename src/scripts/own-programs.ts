import type { Command } from "../syntax/shell/script.ts";

/**
 * Returns the commands of a script that run a program, also under the name that a distribution gives it: `helm3`,
 * `microk8s helm3 …`, `microk8s.istioctl …`. https://microk8s.io/docs/command-reference
 */
export function listCommands(commands: readonly Command[], program: string): Command[] {
  return commands.flatMap((command) => {
    if (isCalled(command.program.replace(/^microk8s\./, ""), program)) return command;
    const [first, ...args] = command.args;
    const isCopy = command.program === "microk8s" && first?.kind === "scalar" && isCalled(first.value, program);
    return isCopy ? { ...command, program, args } : [];
  });
}

function isCalled(name: string, program: string): boolean {
  if (name === program || name === `${program}3`) return true;
  // `istioctl-1.29.0`, because a makefile may keep several versions.
  return name.startsWith(`${program}-`) && /^-v?\d[\w.-]*$/.test(name.slice(program.length));
}
