import type {
  Claim,
  ClaimRef,
  ClaimTest,
  EffectTest,
  Evidence,
  History,
  Link,
  NamedLoop,
  Place,
  Source,
} from "../../model/argument.ts";
import type { NameExpr } from "../../model/expression.ts";
import { lineText, primaryText, sumText, type Words } from "./expression.ts";
import { descriptionLines, lineNameText, nameText, stringText } from "./name.ts";
import { numberText } from "./number.ts";
import { basisText } from "./variable.ts";

/** The lines of a source's statement, its head first; those of the other statements likewise. */
export function sourceLines({ name, title, file, notes, anchors }: Source): readonly string[] {
  const hash = file?.sha256 === undefined ? "" : ` sha256 ${file.sha256}`;
  return [
    `source ${nameText(name)}${titleText(title)}`,
    ...(file ? [`file ${stringText(file.path)}${hash}`] : []),
    ...(notes ? [`notes ${stringText(notes.path)}`] : []),
    ...(anchors ? [`anchors ${stringText(anchors.path)}`] : []),
  ];
}

export function claimLines(claim: Claim, words: Words): readonly string[] {
  const { id, places, strength, sentence, tests, context } = claim;
  const at = places.length === 0 ? "" : ` at ${placesText(places)}`;
  const said = strength === undefined ? "" : `, ${stringText(strength)}`;
  return [
    `claim ${nameText(id)}${at}${said}`,
    ...(sentence === undefined ? [] : descriptionLines(sentence)),
    ...tests.map((test) => testText(test, words)),
    ...(context === undefined ? [] : [`context ${stringText(context)}`]),
  ];
}

/** A place in the source of the place before it does not name it again. */
function placesText(places: readonly Place[]): string {
  return places
    .map(({ source, paragraph, sentence }, i) => {
      const isNamed = source !== (places[i - 1]?.source ?? "");
      return `${isNamed ? `${nameText(source)} ` : ""}${paragraph}.${sentence}`;
    })
    .join(", ");
}

function testText(test: ClaimTest, words: Words): string {
  if (test.kind === "contrast") {
    const { left, says, effect, right, at } = test;
    return `${lineNameText(left.name)} has ${says} ${sumText(effect, words)} than ${nameText(right.name)} at ${numberText(at)}${leastText(test.least)}`;
  }
  const { cause, says, effect, within, from, after } = test;
  const near = within === undefined ? "" : ` within ${numberText(within)} %`;
  const begin = from === undefined ? "" : ` from ${numberText(from)}`;
  const when = ` after ${numberText(after.amount)} ${nameText(after.unit)}${begin}`;
  return `${lineText(cause, words)} ${says} ${sumText(effect, words)}${near}${when}${moveText(test)}${leastText(test.least)}`;
}

function moveText({ move }: EffectTest): string {
  if (move.kind === "to") return `, set to ${numberText(move.value)}`;
  return move.explicit ? `, moved by ${numberText(move.percent)} %` : "";
}

function leastText(least: number | undefined): string {
  return least === undefined ? "" : `, at least ${numberText(least)} %`;
}

export function linkLines(link: Link, words: Words): readonly string[] {
  const { id, title, paths, because, evidenceFor, evidenceAgainst, basis, context } = link;
  return [
    `link ${nameText(id)}${titleText(title)}`,
    ...paths.map(({ variables, says }) => `${pathText(variables, words)} ${says}`),
    ...becauseLines(because),
    ...evidenceFor.map((evidence) => `for ${evidenceText(evidence)}`),
    ...evidenceAgainst.map((evidence) => `against ${evidenceText(evidence)}`),
    ...(basis ? [basisText(basis)] : []),
    ...(context === undefined ? [] : [`context ${stringText(context)}`]),
  ];
}

function pathText([first, ...others]: readonly NameExpr[], words: Words): string {
  if (!first) return "";
  return [lineText(first, words), ...others.map((variable) => sumText(variable, words))].join(" -> ");
}

function evidenceText({ text, fromMemory }: Evidence): string {
  return `${stringText(text)}${fromMemory ? " from memory" : ""}`;
}

/** `because C1, C2`, where there is anything to name. */
export function becauseLines(because: readonly ClaimRef[]): readonly string[] {
  return because.length === 0 ? [] : [`because ${because.map(({ id }) => nameText(id)).join(", ")}`];
}

export function loopLines(loop: NamedLoop, words: Words): readonly string[] {
  const { id, title, says, path, because } = loop;
  return [`loop ${nameText(id)}${titleText(title)} ${says}`, pathText(path, words), ...becauseLines(because)];
}

export function historyLines({ id, title, basis, bands }: History, words: Words): readonly string[] {
  return [
    `history ${nameText(id)}${titleText(title)}`,
    ...(basis ? [basisText(basis)] : []),
    ...bands.map(({ quantity, time, low, high }) => {
      const isAlone = primaryText(quantity, words) === sumText(quantity, words);
      const shown = isAlone ? lineText(quantity, words) : primaryText(quantity, words);
      return `${shown} @ ${momentText(time)} between ${numberText(low)} and ${numberText(high)}`;
    }),
  ];
}

/** Behind `@` stands a number or, in brackets, arithmetic; a sign is allowed. */
function momentText(time: number): string {
  return numberText(time);
}

/** A title behind a name. */
export function titleText(title: string | undefined): string {
  return title === undefined ? "" : ` ${stringText(title)}`;
}
