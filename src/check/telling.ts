import type { Diagnostic, Report } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Model } from "../model/system.ts";
import type { Origin } from "../model/variable.ts";

/**
 * Tells what is said of a flat model in the words of the written one. A fault in the body of a function or in the system
 * of a module is told once, however often that is used, and hidden variables are named as their function names them.
 */
export function tellAsWritten(written: Model, flat: Model, report: Report): Report {
  let hidden: ReadonlyMap<string, OfCall> | undefined;
  let isShared: ((span: Span) => boolean) | undefined;
  const told = new Set<string>();
  const inWords = (message: string) => {
    if (!message.includes(">")) return message;
    hidden ??= hiddenIn(flat);
    return message.replace(/‘([^’]*>[^’]*)’/gu, (whole, name: string) => {
      const origin = hidden?.get(foldName(name));
      return origin ? `‘${origin.name}’ of ‘${origin.function}’ in ‘${origin.owner}’` : whole;
    });
  };

  return (diagnostic: Diagnostic) => {
    const { code, span, notes } = diagnostic;
    const message = inWords(diagnostic.message);
    if (span) {
      const place = `${code} ${span.source} ${span.from} ${span.to}`;
      isShared ??= sharedPlaces(written);
      const key = isShared(span) ? place : `${place} ${message}`;
      if (told.has(key)) return;
      told.add(key);
    }
    report({
      ...diagnostic,
      message,
      ...(notes && { notes: notes.map((note) => ({ ...note, message: inWords(note.message) })) }),
    });
  };
}

type OfCall = Extract<Origin, { kind: "call" }>;

/** Of what the hidden variables of a model are parts, by their folded names. */
function hiddenIn({ variables }: Model): ReadonlyMap<string, OfCall> {
  const hidden = new Map<string, OfCall>();
  for (const { name, origin } of variables) if (origin?.kind === "call") hidden.set(foldName(name), origin);
  return hidden;
}

/** Whether a place stands in a text that may be used several times: in a function, or in the system of a module. */
function sharedPlaces(written: Model): (span: Span) => boolean {
  const functions: Span[] = [];
  const sources = new Set<string>();
  const gather = (model: Model, isInner: boolean): void => {
    functions.push(...model.functions.map(({ span }) => span));
    if (isInner && model.time.span.source !== written.time.span.source)
      for (const { source } of [model.time.span, ...model.variables.map(({ span }) => span)])
        sources.add(source);
    for (const system of model.systems) gather(system.model, true);
  };
  gather(written, false);
  return ({ source, from, to }) =>
    sources.has(source) ||
    functions.some((each) => each.source === source && each.from <= from && to <= each.to);
}
