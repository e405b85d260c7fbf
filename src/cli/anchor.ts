import { basename } from "node:path";
import { type Anchors, makeAnchors, printAnchors } from "../argument/anchors.ts";
import { type AnchorState, verifyAnchors } from "../argument/anchorstate.ts";
import { checkPlaces } from "../argument/places.ts";
import type { Source } from "../model/argument.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import { pathBeside } from "../read/path.ts";
import { formatCount } from "../view/number.ts";
import { wrap } from "../view/text.ts";
import type { Request } from "./command.ts";
import { exit, WrongUsage } from "./exit.ts";
import { writeWhole } from "./files.ts";
import { complain, hasErrors, loadText, openSystem } from "./opening.ts";
import { readAnchorsFile } from "./places.ts";
import { findSourceText, readGivenTexts } from "./sourcetexts.ts";
import type { Terminal } from "./terminal.ts";

/** `hence anchor`. */
export async function anchorSources(request: Request, terminal: Terminal): Promise<number> {
  const opened = openSystem(request.operands[0]!, "without data");
  const { model } = opened;
  const given = readGivenTexts(request.options.get("source") ?? [], model);
  const renew = request.options.has("renew");
  const anchored = model.sources.filter(({ anchors }) => anchors !== undefined);
  if (anchored.length === 0) {
    terminal.out(`‘${model.name}’ has no source with a clause ‘anchors "FILE"’: there is nothing to do.`);
    return exit.good;
  }
  const known = new Map<string, Anchors>();
  let worst: number = exit.good;
  for (const source of anchored) {
    const answer = await anchorSource(source, model, given.get(foldName(source.name)), renew, terminal);
    if (answer.anchors) known.set(foldName(source.name), answer.anchors);
    worst = Math.max(worst, answer.code);
  }
  const before = opened.diagnostics.length;
  checkPlaces(model, known, opened.report);
  const found = opened.diagnostics.slice(before);
  complain(opened, found, terminal);
  return hasErrors(found) ? Math.max(worst, exit.faults) : worst;
}

interface Answer {
  readonly anchors?: Anchors;
  readonly code: number;
}

async function anchorSource(
  source: Source,
  model: Model,
  given: string | undefined,
  renew: boolean,
  terminal: Terminal,
): Promise<Answer> {
  const say = (text: string) => terminal.out(wrap(text, terminal.width, "", "  ").join("\n"));
  const path = pathBeside(source.span.source, source.anchors!.path);
  const textPath = given ?? findSourceText(source);
  const text = textPath === undefined ? undefined : readSource(textPath);
  const old = readAnchorsFile(path);
  if (text === undefined) {
    const where = source.file
      ? `‘${source.file.path}’ is not beside the system`
      : "the system names no file for it";
    const how = `--source ${source.name}=FILE says where it is.`;
    if (!old) throw new WrongUsage(`The text of the source ‘${source.name}’ is missing: ${where}.`, how);
    say(
      `${source.name}: ${formatCount(old.sentences.length, "sentence")} anchored; not verified, for ${where}. ${how}`,
    );
    return { anchors: old, code: exit.good };
  }
  const now = makeAnchors(source.file?.path ?? basename(textPath!), text);
  if (!old || renew) {
    await writeWhole(path, [printAnchors(now)]);
    say(`${source.name}: wrote ${formatCount(now.sentences.length, "anchor")} to ${path}.`);
    return { anchors: now, code: checkHash(source, now, say) };
  }
  const { same, states, added } = verifyAnchors(old, text);
  if (same) {
    say(`${source.name}: all ${formatCount(states.length, "sentence")} stand where they stood.`);
    return { anchors: old, code: checkHash(source, now, say) };
  }
  const differing = states.filter(({ state }) => state !== "unchanged");
  if (differing.length === 0 && added.length === 0)
    say(
      `${source.name}: all ${formatCount(states.length, "sentence")} stand where they stood; only space changed.`,
    );
  for (const state of differing) say(describe(source, state, model));
  for (const { paragraph, sentence } of added)
    say(`${source.name} ${paragraph}.${sentence} is new: no anchor points at it.`);
  const worst = differing.some(({ state }) => state !== "moved");
  say("Look at the claims named here; then --renew writes the anchors anew.");
  return { anchors: old, code: worst || added.length > 0 ? exit.faults : exit.good };
}

function readSource(path: string): string {
  const loaded = loadText(path);
  if ("missing" in loaded) throw new WrongUsage(`‘${path}’ cannot be read: ${loaded.missing}.`);
  return loaded.text;
}

/** Whether the text is the one whose hash the system declares. */
function checkHash(source: Source, now: Anchors, say: (text: string) => void): number {
  const declared = source.file?.sha256;
  if (declared === undefined || declared === now.sha256) return exit.good;
  say(`${source.name}: this is not the text whose hash the system declares. It has sha256 ${now.sha256}.`);
  return exit.faults;
}

function describe(source: Source, state: AnchorState, model: Model): string {
  const { paragraph, sentence } = state.anchor;
  const place = `${source.name} ${paragraph}.${sentence}`;
  const claims = model.claims
    .filter(({ places }) =>
      places.some(
        (at) =>
          foldName(at.source) === foldName(source.name) &&
          at.paragraph === paragraph &&
          at.sentence === sentence,
      ),
    )
    .map(({ id }) => id);
  const rests =
    claims.length > 0 ? ` ${claims.join(", ")} ${claims.length === 1 ? "rests" : "rest"} on it.` : "";
  switch (state.state) {
    case "unchanged":
      return `${place} is unchanged.`;
    case "moved":
      return `${place} moved to ${state.now.paragraph}.${state.now.sentence}.${rests}`;
    case "changed":
      return `${place} changed (${Math.min(99, Math.round(state.score * 100))} % alike; now ${state.now.paragraph}.${state.now.sentence}).${rests}`;
    case "lost":
      return `${place} is gone.${rests}`;
  }
}
