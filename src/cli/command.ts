import type { GivenWorlds } from "./given.ts";
import type { Terminal } from "./terminal.ts";

/** A command: one row of the table that help is printed from. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What stands behind the name: `MODEL [DATA...]`. */
  readonly operands: string;
  /** The fewest and most operands. */
  readonly least: number;
  readonly most: number;
  /** A paragraph or more for its own help. */
  readonly about: readonly string[];
  readonly options: readonly Option[];
  readonly examples: readonly { readonly line: string; readonly says: string }[];
  /** Left out of the list. */
  readonly hidden?: true;
  /** Brings in the code, so that starting one command does not load the others. */
  readonly load: () => Promise<Action>;
}

export interface Option {
  readonly name: string;
  /** What to call its value; an option without one is on or off. */
  readonly value?: string;
  readonly repeated?: true;
  readonly summary: string;
}

/** Carries a command out; resolves to the exit code. */
export type Action = (request: Request, terminal: Terminal) => Promise<number>;

/** What the user asked for. */
export interface Request {
  readonly operands: readonly string[];
  /** The values given for each option; an option that is only on has an empty list. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** What the file of `--table` says, once it is read. */
  readonly given?: GivenWorlds;
}

/** The value of an option that is given at most once. */
export function optionOf(request: Request, name: string): string | undefined {
  return request.options.get(name)?.at(-1);
}

/** A list written with commas: `--save a,b`, or the option repeated. */
export function listOf(request: Request, name: string): readonly string[] {
  return (request.options.get(name) ?? [])
    .flatMap((value) => splitOutsideBrackets(value))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** `a,b[x,y]` is two names. */
function splitOutsideBrackets(list: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of list) {
    if (letter === "[") depth++;
    if (letter === "]") depth--;
    if (letter === "," && depth === 0) parts.push("");
    else parts.push(parts.pop()! + letter);
  }
  return parts;
}
