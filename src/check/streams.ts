import type { Report } from "../model/diagnostic.ts";
import type { Stream, Variable } from "../model/variable.ts";
import { streamsOf } from "./definition.ts";
import { type Pick, type Shapes, sizeOf } from "./facts.ts";
import { pickedElements, placeOf } from "./shapes/place.ts";

/** Checks that every flow, element by element, leaves at most one stock and enters at most one, except by shares. */
export function checkStreams(shapes: Shapes, report: Report): void {
  const { model } = shapes.names;
  const entered = new Map<Variable, End[]>();
  const left = new Map<Variable, End[]>();
  for (const stock of model.variables) {
    const { inflows, outflows } = streamsOf(stock);
    if (inflows.length === 0 && outflows.length === 0) continue;
    for (const stream of inflows) addEnd({ stock, stream }, "in", entered, shapes, report);
    for (const stream of outflows) addEnd({ stock, stream }, "out", left, shapes, report);
  }
  for (const flow of model.variables) {
    if (flow.kind !== "flow" || entered.has(flow) || left.has(flow)) continue;
    const { name, nameSpan: span } = flow;
    const message = `The flow ‘${name}’ neither fills nor empties a stock.`;
    const notes = [{ message: `List it behind ‘in’ or ‘out’ of a stock, or make it an aux.` }];
    report({ code: "flow-unattached", severity: "warning", message, span, notes });
  }
}

/** A stock that an element of a flow enters or leaves. */
interface End {
  readonly stock: Variable;
  readonly stream: Stream;
}

function addEnd(
  end: End,
  side: "in" | "out",
  ends: Map<Variable, End[]>,
  shapes: Shapes,
  report: Report,
): void {
  const meaning = shapes.names.meanings.get(end.stream.flow);
  if (meaning?.kind !== "variable") return;
  const flow = meaning.variable;
  const taken = ends.get(flow) ?? [];
  if (taken.length === 0) ends.set(flow, taken);
  for (const element of elementsOf(end, flow, shapes)) {
    const before = taken[element];
    taken[element] ??= end;
    if (!before || (before.stream.share && end.stream.share)) continue;
    const does = side === "in" ? "enters" : "leaves";
    const message =
      before.stock === end.stock
        ? `The flow ‘${flow.name}’ ${does} ‘${end.stock.name}’ twice.`
        : `The flow ‘${flow.name}’ ${does} ‘${end.stock.name}’, and it ${does} ‘${before.stock.name}’ already.`;
    report({
      code: "flow-ends",
      severity: "error",
      message,
      span: end.stream.span,
      notes: [
        { message: `Here it ${does} ‘${before.stock.name}’.`, span: before.stream.span },
        {
          message: `Where several stocks have a part of a flow each, every one names its share: 0.3 * ${flow.name}`,
        },
      ],
    });
    return;
  }
}

/** The elements of the flow that the elements of the stock name. */
function elementsOf({ stock, stream }: End, flow: Variable, { axes, picks }: Shapes): readonly number[] {
  const own = axes.get(flow);
  const around = axes.get(stock);
  if (!own || !around) return [];
  const chosen: readonly Pick[] = picks.get(stream.flow) ?? [];
  if (chosen.length !== own.length) return [];
  if (own.length === 0) return Array.from({ length: sizeOf(around) }, () => 0);
  const elements: number[] = [];
  const size = sizeOf(around);
  for (let element = 0; element < size; element++)
    for (const picked of pickedElements(chosen, own, placeOf(element, around))) elements.push(picked);
  return elements;
}
