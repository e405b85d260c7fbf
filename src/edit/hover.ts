import type { Facts } from "../check/facts.ts";
import { functionsNamed } from "../functions/functions.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import { contentOf } from "../read/token.ts";
import { explain } from "./explanation.ts";
import type { Named } from "./named.ts";
import type { NameIndex } from "./nameindex.ts";
import { signatureOf } from "./signature.ts";

/** What is said of the name under the pointer: plain data, to be laid out by whoever shows it. */
export interface Hover {
  /** The name itself in the text. */
  readonly span: Span;
  readonly kind: string;
  readonly name: string;
  readonly title?: string;
  readonly meaning?: string;
  readonly unit?: string;
  readonly equation: readonly string[];
  readonly range?: string;
  readonly basis?: string;
  /** Claims, links, loops and checks that speak of it, each with its words. */
  readonly argument: readonly { readonly kind: "claim" | "link" | "loop" | "check"; readonly text: string }[];
  /** Of a variable: what its value is looked up by. */
  readonly variable?: string;
}

/** What is known of the name at an offset. Without facts, only what the text says. */
export function hoverAt(
  index: NameIndex,
  facts: Facts | undefined,
  path: string,
  offset: number,
): Hover | undefined {
  const here = index.at(path, offset);
  if (here) return { ...ofNamed(index, facts, here.named), span: here.span };
  const token = index.words.at(path, offset);
  if (!token) return undefined;
  const rows = functionsNamed(foldName(contentOf(token)));
  const [first] = rows;
  const text = index.reading.sources.get(path) ?? "";
  if (!first || !/^\s*\(/.test(text.slice(token.to, token.to + 20))) return undefined;
  return {
    span: { source: path, from: token.from, to: token.to },
    kind: "function",
    name: rows.map(signatureOf).join(" or "),
    meaning: first.summary,
    equation: [],
    argument: [],
  };
}

function ofNamed(index: NameIndex, facts: Facts | undefined, named: Named): Omit<Hover, "span"> {
  const { kind, name, variable } = named;
  const known = variable && facts?.names.variables.get(foldName(name));
  if (known && facts && known.nameSpan.from === variable.nameSpan.from) {
    const { title, meaning, unit, equation, range, basis, ...rest } = explain(
      facts,
      index.reading.sources,
      known,
    );
    return {
      kind: variable.kind,
      name,
      ...(title !== null && { title }),
      ...(meaning !== null && { meaning }),
      ...(unit !== null && { unit }),
      equation,
      ...(range !== null && { range }),
      ...(basis !== null && { basis }),
      argument: [
        ...rest.claims.map((text) => ({ kind: "claim", text }) as const),
        ...rest.links.map((text) => ({ kind: "link", text }) as const),
        ...rest.loops.map((text) => ({ kind: "loop", text }) as const),
        ...rest.checks.map((text) => ({ kind: "check", text }) as const),
      ],
      variable: variable.name,
    };
  }
  const said = saidOf(index, named);
  return { kind: variable?.kind ?? kind, name, ...said, equation: equationOf(index, named), argument: [] };
}

/** Title and meaning as the statement of a thing has them. */
function saidOf({ systems }: NameIndex, { kind, name, variable }: Named): Partial<Hover> {
  const folded = foldName(name);
  const same = <Item>(items: readonly Item[], nameOf: (item: Item) => string) =>
    items.find((item) => foldName(nameOf(item)) === folded);
  for (const { model } of systems) {
    switch (kind) {
      case "claim": {
        const claim = same(model.claims, ({ id }) => id);
        if (claim) return said(claim.strength, claim.sentence ?? claim.context);
        break;
      }
      case "scenario": {
        const scenario = same(model.scenarios, (each) => each.name);
        if (scenario) return said(scenario.title, undefined);
        break;
      }
      case "source":
      case "sector":
      case "dimension": {
        const lists = { source: model.sources, sector: model.sectors, dimension: model.dimensions };
        const found = same<{ name: string; title?: string; description?: string }>(
          lists[kind],
          (each) => each.name,
        );
        if (found) return said(found.title, found.description);
        break;
      }
      case "function": {
        const definition = same(model.functions, (each) => each.name);
        if (definition) return said(undefined, definition.description);
        break;
      }
    }
  }
  return said(variable?.title, variable?.description);
}

function said(title: string | undefined, meaning: string | undefined): Partial<Hover> {
  return { ...(title !== undefined && { title }), ...(meaning !== undefined && { meaning }) };
}

/** The statement in few words, where it is short: the elements of a dimension, the other words for a unit. */
function equationOf({ reading }: NameIndex, { kind, statement }: Named): readonly string[] {
  if (!statement || (kind !== "dimension" && kind !== "unit" && kind !== "scenario")) return [];
  const text = reading.sources.get(statement.source)?.slice(statement.from, statement.to) ?? "";
  return text.split(/\r\n?|\n/).slice(0, mostLines);
}

const mostLines = 8;
