import type { Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { DimensionRef, Input, Origin, Part, Variable } from "../model/variable.ts";
import { noBox, spreadParts } from "./box.ts";
import { Calls } from "./calls.ts";
import { Hidden } from "./hidden.ts";
import { flattenName } from "./names.ts";
import { type Flattener, type Place, placed, plainPlace, reference, type Workshop } from "./place.ts";
import { rewriteChildren, rewriteVariable } from "./rewrite.ts";
import { boxDimensions, flatName, type Scope, type SystemScope } from "./scope.ts";

/** So many expressions may come of all calls together: functions that call functions can grow without end. */
const mostWork = 2_000_000;
/** Flattens variables and expressions: names get their flat names, calls become hidden variables. */
export class Equations implements Flattener {
  readonly #workshop: Workshop;
  readonly #hidden: Hidden;
  readonly #calls: Calls;
  #work = 0;

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
    this.#hidden = new Hidden(workshop);
    this.#calls = new Calls(workshop, this.#hidden, this);
  }

  /** A variable of a scope as one of the flat model. */
  variable(variable: Variable, scope: Scope, open: readonly string[], origin?: Origin): void {
    const { add, report } = this.#workshop;
    const dimensions = [...boxDimensions(scope, variable), ...variable.dimensions];
    const name = flatName(scope, variable.name);
    const place: Place = { ...plainPlace(scope, name, { dimensions }), mayHide: !isNumber(variable), open };
    const over = boxDimensions(scope, variable);
    const box = over.length === 0 ? noBox : scope.kind === "body" ? scope.box : { dimensions: over };
    if (scope.kind === "system") this.#reportTwice(variable, over);
    const span = scope.kind === "body" ? (scope.at ?? variable.span) : variable.span;
    const spread = (parts: readonly Part[]): readonly Part[] => {
      const found = spreadParts(parts, box, variable.dimensions.length);
      if (found) return found;
      const message = `‘${variable.name}’ of a function has brackets of its own, and the equation that calls it is for a rest of elements that no brackets describe.`;
      report({ code: "call-for-the-rest", severity: "error", message, span });
      return [];
    };
    const parts = (written: readonly Part[]): readonly Part[] =>
      spread(written).map((part, _, all) => {
        const others = all.filter((other) => other !== part);
        return {
          ...part,
          value: this.expression(part.value, { ...place, site: { dimensions, part, others } }),
        };
      });
    const flat = rewriteVariable(variable, {
      parts,
      // What is for all elements may have an argument in it that is for some only: then it gets a name of its own.
      whole: (expr) => {
        if (!box.part) return this.expression(expr, place);
        const hidden = this.#hidden.fresh(name, "share");
        const equation = parts([{ subscripts: [], except: [], otherwise: false, value: expr, span }]);
        this.#hidden.add(hidden, "share", dimensions, span, { kind: "aux", equation }, place, "share");
        return reference(hidden, dimensions, span);
      },
      flow: (flow) => {
        const read = this.expression(flow, place);
        return read.kind === "name" ? read : flow;
      },
      plain: (points) => points,
    });
    const isOfParameter =
      scope.kind === "body" &&
      flat.unit?.factors.some((factor) => scope.parameters.has(foldName(factor.name)));
    const { unit: _, ...unitless } = flat;
    add({
      ...(isOfParameter ? unitless : flat),
      name,
      dimensions,
      ...(scope.kind === "body" && {
        origin: { kind: "call", ...scope.origin, name: variable.name },
        nameSpan: scope.at ?? variable.nameSpan,
        span,
      }),
      ...(origin && { origin }),
    });
  }

  /** An input of a module as what its port says outside of it; the name of an array alone means each of its elements. */
  port(input: Input, value: Expr, inside: SystemScope, outside: SystemScope, origin: Origin): void {
    const { name: own, nameSpan, equation: _, kind: __, ...rest } = input;
    const dimensions = [...inside.over, ...input.dimensions];
    this.#reportTwice(input, inside.over);
    const name = flatName(inside, own);
    const flat = this.expression(value, plainPlace(outside, name, { dimensions }));
    const isWhole = flat.kind === "name" && !flat.subscripts && !flat.transposed;
    const count = isWhole ? (this.#workshop.lands.dimensionsOf.get(foldName(flat.name))?.length ?? 0) : 0;
    const filled =
      isWhole && count > 0 && count === dimensions.length
        ? { ...reference(flat.name, dimensions, flat.span) }
        : flat;
    const equation = [{ subscripts: [], except: [], otherwise: false, value: filled, span: value.span }];
    this.#workshop.add({ ...rest, kind: "aux", name, nameSpan, dimensions, equation, origin });
  }

  /** A variable of an array of modules that is over a dimension of the array by itself. */
  #reportTwice({ name, dimensions, nameSpan }: Variable, over: readonly DimensionRef[]): void {
    const twice = dimensions.find((own) => over.some((each) => foldName(each.name) === foldName(own.name)));
    if (!twice) return;
    const message = `‘${name}’ is over ‘${twice.name}’, and so is the module that it stands in.`;
    const notes = [
      { message: "The array of modules is declared here.", span: over[0]!.span },
      { message: `Give one of them another name for it: dim other_${twice.name} = ${twice.name}` },
    ];
    this.#workshop.report({ code: "module-array", severity: "error", message, span: nameSpan, notes });
  }

  expression(expr: Expr, place: Place): Expr {
    if (++this.#work > mostWork) return this.#tooMuch(expr.span);
    switch (expr.kind) {
      case "name":
        return flattenName(expr, place, this.#workshop, (child) =>
          this.expression(child, { ...place, isInBrackets: true }),
        );
      case "call":
        return this.#calls.call(expr, place);
      default:
        return placed(
          rewriteChildren(expr, (child) => this.expression(child, place)),
          place,
        );
    }
  }

  /** Whether there was more to write out than can be. */
  get isTooMuch(): boolean {
    return this.#work > mostWork;
  }

  #tooMuch(span: Span): Expr {
    if (this.#work === mostWork + 1) {
      const message = `The functions of this model, written out, come to more than ${mostWork / 1e6} million parts.`;
      const notes = [
        {
          message:
            "Functions that call functions several times grow quickly: give what they compute names of their own.",
        },
      ];
      this.#workshop.report({ code: "too-many-calls", severity: "error", message, span, notes });
    }
    return { kind: "error", span };
  }
}

function isNumber({ kind }: Variable): boolean {
  return kind === "const" || kind === "lever" || kind === "switch";
}
