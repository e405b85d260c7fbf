import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { FunctionDefinition, Model } from "../model/system.ts";
import { unitWords } from "../model/unit.ts";
import type { Variable } from "../model/variable.ts";
import { contentOf } from "../read/token.ts";
import type { Words } from "./words.ts";

/** What a name in a text can be the name of. */
export type NamedKind =
  | "system"
  | "variable"
  | "parameter"
  | "function"
  | "dimension"
  | "element"
  | "unit"
  | "sector"
  | "source"
  | "claim"
  | "link"
  | "loop"
  | "scenario"
  /** What `for each one in singles:` calls the scenarios one by one. */
  | "member"
  | "check"
  | "history";

/** A thing that has a name. Two of one place of declaration are the same object. */
export interface Named {
  readonly kind: NamedKind;
  /** As it is declared. */
  readonly name: string;
  /** Where its name is declared; a word for time is built in and has no such place. */
  readonly span?: Span;
  /** The whole statement that declares it. */
  readonly statement?: Span;
  readonly variable?: Variable;
}

/** What the names of one system mean, each by its folded form. */
export interface SystemNames {
  readonly model: Model;
  readonly variables: ReadonlyMap<string, Named>;
  readonly functions: ReadonlyMap<string, Named>;
  /** What is inside a function of one's own: its parameters and variables. */
  readonly insides: ReadonlyMap<string, ReadonlyMap<string, Named>>;
  readonly dimensions: ReadonlyMap<string, Named>;
  readonly elements: ReadonlyMap<string, Named>;
  readonly units: ReadonlyMap<string, Named>;
  readonly sectors: readonly Named[];
  readonly sources: ReadonlyMap<string, Named>;
  readonly claims: ReadonlyMap<string, Named>;
  readonly scenarios: ReadonlyMap<string, Named>;
  /** Links, loops, checks, histories: nothing refers to them. */
  readonly others: readonly Named[];
  /** What the names in its modules mean, by the folded name of the module. */
  readonly modules: ReadonlyMap<string, SystemNames>;
}

/** Finds out what each system declares, once whatever the number of modules that it is. */
export function createNaming(words: Words): (model: Model) => SystemNames {
  const byPlace = new Map<string, Named>();
  const systems = new Map<Model, SystemNames>();

  /** The thing that is declared at a place; a file that two systems share declares each thing once. */
  const named = (kind: NamedKind, name: string, span: Span, more: Partial<Named> = {}): Named => {
    const key = `${kind} ${span.source}:${span.from}`;
    const thing = byPlace.get(key) ?? { kind, name, span, ...more };
    byPlace.set(key, thing);
    return thing;
  };
  /** What a statement declares by the first name behind its word. */
  const stated = (kind: NamedKind, name: string, statement: Span): Named => {
    const [, token] = words.within(statement);
    const isIt = token && foldName(contentOf(token)) === foldName(name);
    const span = isIt ? { source: statement.source, from: token.from, to: token.to } : statement;
    return named(kind, name, span, { statement });
  };
  const ofVariable = (variable: Variable) => {
    const { name, nameSpan, span } = variable;
    return named("variable", name, nameSpan, { variable, statement: span });
  };
  const insideOf = ({ parameters, body }: FunctionDefinition) =>
    byName([...parameters.map(({ name, span }) => named("parameter", name, span)), ...body.map(ofVariable)]);
  const statements = (kind: NamedKind, all: readonly ({ readonly span: Span } & HasName)[]) =>
    all.map((each) => stated(kind, "id" in each ? each.id : each.name, each.span));

  const naming = (model: Model): SystemNames => {
    const before = systems.get(model);
    if (before) return before;
    const inner = new Map(model.systems.map(({ path, model: system }) => [path, system]));
    const modules = new Map<string, SystemNames>();
    const found: SystemNames = {
      model,
      variables: byName(model.variables.map(ofVariable)),
      functions: byName(statements("function", model.functions)),
      insides: new Map(model.functions.map((each) => [foldName(each.name), insideOf(each)])),
      dimensions: byName(statements("dimension", model.dimensions)),
      elements: byName(
        model.dimensions.flatMap(({ elements, span: statement }) =>
          elements.map(({ name, span }) => named("element", name, span, { statement })),
        ),
      ),
      units: byName(namedUnits(model, words, named)),
      sectors: statements("sector", model.sectors),
      sources: byName(statements("source", model.sources)),
      claims: byName(statements("claim", model.claims)),
      scenarios: byName(statements("scenario", model.scenarios)),
      others: [
        ...statements("link", model.links),
        ...statements("loop", model.loops),
        ...statements("check", model.checks),
        ...statements("history", model.history),
      ],
      modules,
    };
    systems.set(model, found);
    for (const variable of model.variables) {
      const system = variable.kind === "module" ? inner.get(variable.system.path) : undefined;
      if (system) modules.set(foldName(variable.name), naming(system));
    }
    return found;
  };
  return naming;
}

type HasName = { readonly name: string } | { readonly id: string };

/** Of two things with one name the first, as everywhere. */
function byName(things: readonly Named[]): ReadonlyMap<string, Named> {
  const found = new Map<string, Named>();
  for (const thing of things) {
    const folded = foldName(thing.name);
    if (!found.has(folded)) found.set(folded, thing);
  }
  return found;
}

/** The words for units: those that the system declares, each by itself, and those for time. */
function namedUnits(
  { units }: Model,
  words: Words,
  named: (kind: "unit", name: string, span: Span, more: Partial<Named>) => Named,
): readonly Named[] {
  const declared = units.flatMap(({ span: statement }) =>
    words.within(statement).flatMap((token, i) => {
      const span = { source: statement.source, from: token.from, to: token.to };
      return i === 0 ? [] : [named("unit", contentOf(token), span, { statement })];
    }),
  );
  const builtIn = [...unitWords([]).keys()].map((name): Named => ({ kind: "unit", name }));
  return [...declared, ...builtIn];
}
