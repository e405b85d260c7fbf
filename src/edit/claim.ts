import { foldName } from "../model/name.ts";
import { lineNameText, nameText, stringText } from "../write/text/name.ts";
import { numberText } from "../write/text/number.ts";
import type { NameIndex } from "./nameindex.ts";
import { insertStatement } from "./place.ts";
import { laidOut } from "./readable.ts";
import type { Edited } from "./textedit.ts";
import { noVariable, variableNamed } from "./value.ts";

/** A claim that is to be added: one thing acts on another, or why no variable carries it. */
export interface NewClaim {
  /** Undefined takes the next number. */
  readonly id?: string;
  readonly places: readonly {
    readonly source: string;
    readonly paragraph: number;
    readonly sentence: number;
  }[];
  /** The author’s own word for how strong it is. */
  readonly strength?: string;
  /** What is claimed, in our words. */
  readonly sentence?: string;
  readonly says: NewTest | { readonly context: string };
}

/** `cause raises effect after 4 years from 2012`. */
export interface NewTest {
  readonly cause: string;
  readonly effect: string;
  readonly direction: "raises" | "lowers";
  /** In the unit of time of the system unless told. */
  readonly after: { readonly amount: number; readonly unit?: string };
  readonly from?: number;
  /** Of a lever or switch: the value that it is set to. */
  readonly setTo?: number;
}

/** A new claim behind the last one. */
export function addClaim(index: NameIndex, claim: NewClaim): Edited {
  const { names } = index;
  const id = claim.id?.trim() || nextId(index);
  const before = names.claims.get(foldName(id));
  if (before) return { refused: `There is a claim called ‘${before.name}’ already.` };
  const unknown = claim.places.find(({ source }) => !names.sources.has(foldName(source)));
  if (unknown) return { refused: `There is no source called ‘${unknown.source}’.` };
  const { says, strength, sentence } = claim;
  let line: string;
  if ("context" in says) {
    if (says.context.trim() === "") return { refused: "Say why no variable carries it." };
    line = `context ${stringText(says.context)}`;
  } else {
    const cause = variableNamed(index, says.cause);
    const effect = variableNamed(index, says.effect);
    if (!cause) return noVariable(says.cause);
    if (!effect) return noVariable(says.effect);
    if (cause === effect) return { refused: "A claim speaks of two things." };
    if (!(says.after.amount >= 0))
      return { refused: "A claim says after what time the effect is looked for." };
    line = testText(index, says, cause.name, effect.name);
  }
  const places = claim.places.map(
    ({ source, paragraph, sentence: number }) => `${nameText(source)} ${paragraph}.${number}`,
  );
  const head = `claim ${nameText(id)}${places.length > 0 ? ` at ${places.join(", ")}` : ""}`;
  const said = strength ? `, ${stringText(strength)}` : "";
  const meaning = sentence ? `\n  ${stringText(sentence)}` : "";
  const text = laidOut(`${head}${said}${meaning}\n  ${line}`);
  return typeof text === "string" ? [insertStatement(index, text, ["claim"])] : text;
}

function testText({ names }: NameIndex, test: NewTest, cause: string, effect: string): string {
  const { direction, after, from, setTo } = test;
  const { unit: timeUnit } = names.model.time;
  const unit = after.unit ?? (after.amount === 1 || timeUnit.endsWith("s") ? timeUnit : `${timeUnit}s`);
  const known = names.units.has(foldName(unit)) ? unit : timeUnit;
  const begin = from === undefined ? "" : ` from ${numberText(from)}`;
  const move = setTo === undefined ? "" : `, set to ${numberText(setTo)}`;
  return `${lineNameText(cause)} ${direction} ${nameText(effect)} after ${numberText(after.amount)} ${nameText(known)}${begin}${move}`;
}

/** `C32` behind `C31`; letters in front as most claims have them. */
function nextId({ names }: NameIndex): string {
  let prefix = "C";
  let last = 0;
  for (const { name } of names.claims.values()) {
    const [, letters, digits] = /^(\D*)(\d+)$/.exec(name) ?? [];
    if (letters === undefined || digits === undefined || Number(digits) < last) continue;
    prefix = letters;
    last = Number(digits);
  }
  return `${prefix}${last + 1}`;
}
