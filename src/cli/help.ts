import { drawTable } from "../view/table.ts";
import { wrap } from "../view/text.ts";
import type { Command } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/** The list of commands. */
export function drawCommands(commands: readonly Command[], { width, paint }: Terminal): string[] {
  const rows = commands
    .filter((command) => !command.hidden)
    .map((command) => [`hence ${command.name} ${command.operands}`.trim(), command.summary]);
  return [
    ...wrap("Hence runs a written argument: it checks it, simulates it, and tests its claims.", width),
    "",
    ...drawTable([{}, { gives: "wrap" }], rows, width, "  "),
    "",
    ...wrap("`hence COMMAND --help` says more on each. A first system: hence new mine.hence", width),
    ...wrap(
      "Ends with 0: good · 1: the model or its argument has faults · 2: wrong usage · 3: a fault of Hence.",
      width,
    ),
  ].map((line) => line.replace(/hence [a-z]+(?= [A-Z[]|$| {2})/, (name) => paint.strong(name)));
}

/** The help of one command. */
export function drawHelp(command: Command, { width, paint }: Terminal): string[] {
  const options = command.options.map((option) => [
    `--${option.name}${option.value ? ` ${option.value}` : ""}`,
    option.summary,
  ]);
  const lines = [paint.strong(`hence ${command.name} ${command.operands}`.trim()), ""];
  for (const paragraph of command.about) lines.push(...wrap(paragraph, width), "");
  if (options.length > 0) lines.push(...drawTable([{}, { gives: "wrap" }], options, width, "  "), "");
  for (const { line, says } of command.examples) {
    lines.push(...wrap(says, width, "  # "), `  ${line}`, "");
  }
  return lines.slice(0, -1);
}
