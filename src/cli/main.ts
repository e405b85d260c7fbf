import { nearestName } from "../model/name.ts";
import { commands } from "./commands.ts";
import { exit, WrongUsage } from "./exit.ts";
import { drawCommands, drawHelp } from "./help.ts";
import { readRequest } from "./request.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** The command line: does what the words ask for, and resolves to the exit code. */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  try {
    return await obey(argv, terminal);
  } catch (problem) {
    return explain(problem, terminal);
  } finally {
    terminal.progress("");
  }
}

async function obey(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [word = "help", ...rest] = argv;
  if (word === "help" || word === "--help" || word === "-h") {
    const command = rest[0] === undefined ? undefined : findCommand(rest[0]);
    terminal.out((command ? drawHelp(command, terminal) : drawCommands(commands, terminal)).join("\n"));
    return exit.good;
  }
  const command = findCommand(word === "--version" || word === "-v" ? "version" : word);
  const request = readRequest(command, rest);
  if (request === "help") {
    terminal.out(drawHelp(command, terminal).join("\n"));
    return exit.good;
  }
  const action = await command.load();
  return action(request, terminal);
}

function findCommand(word: string) {
  const command = commands.find((one) => one.name === word);
  if (command) return command;
  const near = nearestName(
    word,
    commands.map((one) => one.name),
  );
  const meant = near ? ` Did you mean ‘hence ${near}’?` : "";
  throw new WrongUsage(`Hence has no command ‘${word}’.${meant}`, "See: hence help");
}

/** Tells a problem that ended a command, in words; gives the exit code. */
export function explain(problem: unknown, terminal: Terminal): number {
  const { bad } = terminal.complaintPaint;
  if (problem instanceof WrongUsage) {
    terminal.complain(`${bad("hence:")} ${problem.message}${problem.hint ? `\n${problem.hint}` : ""}`);
    return exit.usage;
  }
  const message = problem instanceof Error ? problem.message : String(problem);
  terminal.complain(
    `${bad("hence:")} a fault of Hence itself, not of your model: ${message}\n` +
      "Please report it, with the model if you can. (HENCE_DEBUG=1 shows where it happened.)",
  );
  if (process.env.HENCE_DEBUG) terminal.complain(problem instanceof Error ? String(problem.stack) : message);
  return exit.bug;
}
