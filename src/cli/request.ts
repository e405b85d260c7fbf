import { parseArgs } from "node:util";
import { nearestName } from "../model/name.ts";
import type { Command, Request } from "./command.ts";
import { WrongUsage } from "./exit.ts";

/** Reads what stands behind a command's name. Throws `WrongUsage` with the nearest option where one is unknown. */
export function readRequest(command: Command, args: readonly string[]): Request | "help" {
  const { tokens } = parseArgs({
    args: [...args],
    // Without strictness Node reports nothing itself, so that the complaints can be ours.
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      ...Object.fromEntries(
        command.options.map((option) => [
          option.name,
          { type: option.value ? ("string" as const) : ("boolean" as const), multiple: true },
        ]),
      ),
    },
  });
  const operands: string[] = [];
  const options = new Map<string, string[]>();
  const hint = `See: hence ${command.name} --help`;
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "help") return "help";
    const option = command.options.find((one) => one.name === token.name);
    if (!option) {
      const near = nearestName(token.name, [...command.options.map((one) => one.name), "help"]);
      const meant = near ? ` Did you mean --${near}?` : "";
      throw new WrongUsage(`‘hence ${command.name}’ has no option ${token.rawName}.${meant}`, hint);
    }
    if (option.value === undefined) {
      if (token.value !== undefined)
        throw new WrongUsage(`The option --${option.name} takes no value.`, hint);
      options.set(option.name, []);
      continue;
    }
    if (token.value === undefined || (!token.inlineValue && /^--./.test(token.value)))
      throw new WrongUsage(
        `The option --${option.name} needs a value: --${option.name} ${option.value}`,
        hint,
      );
    if (options.has(option.name) && !option.repeated)
      throw new WrongUsage(`The option --${option.name} is given twice.`, hint);
    options.set(option.name, [...(options.get(option.name) ?? []), token.value]);
  }
  const usage = `hence ${command.name} ${command.operands}`.trim();
  if (operands.length < command.least) throw new WrongUsage(`Something is missing: ${usage}`, hint);
  if (operands.length > command.most)
    throw new WrongUsage(`‘${operands[command.most]}’ is one too many: ${usage}`, hint);
  return { operands, options };
}
