import type { Expr, NameExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Part, Stream, Variable } from "../model/variable.ts";

/** The lists of equations that define a variable, array or not. Points of graphs and data are no equations. */
export function equationsOf(variable: Variable): readonly Equations[] {
  switch (variable.kind) {
    case "stock":
    case "conveyor":
    case "queue":
    case "oven":
      return [{ role: "starts", parts: variable.starts }];
    case "count":
      return [
        { role: "starts", parts: variable.starts },
        { role: "rate", parts: variable.rate },
      ];
    case "flow":
    case "aux":
      return variable.initially
        ? [
            { role: "equation", parts: variable.equation },
            { role: "initially", parts: variable.initially },
          ]
        : [{ role: "equation", parts: variable.equation }];
    case "input":
      return [{ role: "equation", parts: variable.equation }];
    case "memory":
      return [
        { role: "starts", parts: variable.starts },
        { role: "next", parts: variable.next },
      ];
    case "device":
      return variable.inputs.map((parts, place) => ({
        // What a discrete stock starts with comes first.
        role: variable.streams && place === 0 ? "starts" : "input",
        parts,
      }));
    case "const":
    case "lever":
    case "switch":
      return [{ role: "value", parts: variable.value }];
    case "graph":
    case "data":
    case "module":
      return [];
  }
}

/** The first of the lists of equations of a variable; undefined where it has none. */
export function firstParts(variable: Variable): readonly Part[] | undefined {
  switch (variable.kind) {
    case "flow":
    case "aux":
    case "input":
      return variable.equation;
    case "const":
    case "lever":
    case "switch":
      return variable.value;
    case "device":
      return variable.inputs[0];
    case "graph":
    case "data":
    case "module":
      return undefined;
    default:
      return variable.starts;
  }
}

/**
 * Visits the expression of every part of every equation of a variable, in order. Every pass does it for every variable,
 * so that nothing is made on the way.
 */
export function eachValue(variable: Variable, visit: VisitValue): void {
  switch (variable.kind) {
    case "stock":
    case "conveyor":
    case "queue":
    case "oven":
      visitParts(variable, "starts", variable.starts, visit);
      return;
    case "count":
      visitParts(variable, "starts", variable.starts, visit);
      visitParts(variable, "rate", variable.rate, visit);
      return;
    case "flow":
    case "aux":
      visitParts(variable, "equation", variable.equation, visit);
      if (variable.initially) visitParts(variable, "initially", variable.initially, visit);
      return;
    case "input":
      visitParts(variable, "equation", variable.equation, visit);
      return;
    case "const":
    case "lever":
    case "switch":
      visitParts(variable, "value", variable.value, visit);
      return;
    default:
      for (const { role, parts } of equationsOf(variable)) visitParts(variable, role, parts, visit);
  }
}

type VisitValue = (value: Expr, role: Equations["role"], variable: Variable) => void;

function visitParts(
  variable: Variable,
  role: Equations["role"],
  parts: readonly Part[],
  visit: VisitValue,
): void {
  for (let i = 0; i < parts.length; i++) visit(parts[i]!.value, role, variable);
}

/** What an equation says of its variable: where it starts, how fast it piles up, or what it is. */
export interface Equations {
  readonly role: "starts" | "rate" | "equation" | "initially" | "next" | "input" | "value";
  readonly parts: readonly Part[];
}

/** The flows that fill and empty a stock, in the order listed; leaks empty it last. */
export function streamsOf(variable: Variable): Streams {
  switch (variable.kind) {
    case "stock":
      return variable;
    case "device":
      return variable.streams ?? noStreams;
    case "conveyor":
    case "queue":
    case "oven":
      return {
        inflows: variable.inflows,
        outflows: [...variable.outflows, ...variable.leaks.map(leakStream)],
      };
    default:
      return noStreams;
  }
}

const noStreams: Streams = { inflows: [], outflows: [] };

export interface Streams {
  readonly inflows: readonly Stream[];
  readonly outflows: readonly Stream[];
}

// The share of a leak says how much of the content is lost on the way, not how much of the flow arrives.
function leakStream({ flow, span }: { readonly flow: NameExpr; readonly span: Stream["span"] }): Stream {
  return { flow, span };
}

/** The expressions of a variable that are neither equations nor shares of streams. */
export function clausesOf(variable: Variable): readonly Expr[] {
  switch (variable.kind) {
    case "conveyor":
    case "queue":
    case "oven": {
      const { transit, capacity, inflowLimit, sample, arrest, fill, clean, leaks } = variable;
      const ofLeaks = leaks.flatMap(({ share, zone }) => [share, zone?.from, zone?.to]);
      const amounts = [transit, capacity, inflowLimit, sample, arrest, fill, clean];
      return [...amounts, ...ofLeaks].filter((expr) => expr !== undefined);
    }
    case "module":
      return variable.ports.map(({ value }) => value);
    default:
      return noClauses;
  }
}

const noClauses: readonly Expr[] = [];

/** Whether a variable is a graph of time: it has a value of its own at every moment, so its bare name may be used. */
export function isGraphOfTime(variable: Variable): boolean {
  return variable.kind === "graph" && foldName(variable.input.name) === "time";
}

/** Whether a variable is a number that a run is given and that stays as it is. */
export function isNumber(variable: Variable): boolean {
  return variable.kind === "const" || variable.kind === "lever" || variable.kind === "switch";
}

/** What a kind of variable is called in a sentence: `an aux`, `a stock`. */
export function kindWithArticle({ kind }: Variable): string {
  return kind === "aux" || kind === "input" || kind === "oven" ? `an ${kind}` : `a ${kind}`;
}
