import type { Branch } from "./branches.ts";

/** What a key does in the outline: goes to a line, opens or closes one, or chooses it. */
export type Step =
  | { readonly kind: "go"; readonly id: string }
  | { readonly kind: "open" | "close" | "choose"; readonly id: string };

/** As trees are walked everywhere: up and down from line to line, right inwards, left outwards, letters to the next that begins so. */
export function stepFor(key: string, at: string, branches: readonly Branch[]): Step | undefined {
  const place = branches.findIndex(({ id }) => id === at);
  const here = branches[place];
  if (!here) return undefined;
  const go = (branch: Branch | undefined): Step | undefined => branch && { kind: "go", id: branch.id };
  switch (key) {
    case "ArrowDown":
      return go(branches[place + 1]);
    case "ArrowUp":
      return go(branches[place - 1]);
    case "Home":
      return go(branches[0]);
    case "End":
      return go(branches.at(-1));
    case "ArrowRight":
      if (!here.hasBranches) return undefined;
      return here.isOpen ? go(branches[place + 1]) : { kind: "open", id: at };
    case "ArrowLeft":
      if (here.isOpen) return { kind: "close", id: at };
      return go(branches.slice(0, place).findLast(({ level }) => level === here.level - 1));
    case "Enter":
    case " ":
      return { kind: "choose", id: at };
    default: {
      if (key.length !== 1) return undefined;
      const begins = ({ words }: Branch) => spokenName(words).startsWith(key.toLowerCase());
      return go(branches.slice(place + 1).find(begins) ?? branches.slice(0, place).find(begins));
    }
  }
}

/** Without the word for its kind, which begins many lines. */
function spokenName(words: string): string {
  return words
    .replace(
      /^(Stock|Count|Conveyor|Queue|Oven|Flow|Auxiliary|Constant|Lever|Switch|Input|Graph|Data series) /,
      "",
    )
    .toLowerCase();
}
