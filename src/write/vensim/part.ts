import { foldName } from "../../model/name.ts";
import type { DimensionRef, Part, PartSubscript, VariableHead } from "../../model/variable.ts";
import type { Bindings, Surroundings } from "./expression.ts";
import { vensimName } from "./name.ts";

/** The left side of an equation, and what its dimensions stand for on the right. */
export interface Left {
  readonly text: string;
  readonly bindings: Bindings;
}

/** A part of a definition for Vensim, which has no `else`. */
export interface PartOnLeft<Value> {
  readonly left: Left;
  readonly value: Value;
}

/** The parts of a definition, each with its left side. */
export function partsOnLeft<Value>(
  { name, dimensions }: VariableHead,
  parts: readonly Part<Value>[],
  { ground }: Surroundings,
): readonly PartOnLeft<Value>[] {
  const others = parts.filter(({ otherwise }) => !otherwise);
  const isSimple = others.every(({ except }) => except.length === 0);
  return parts.flatMap((part) => {
    if (!part.otherwise)
      return [{ left: leftOf(name, dimensions, part.subscripts, part.except), value: part.value }];
    if (isSimple) {
      const except = others.map(({ subscripts }) => subscripts);
      return [{ left: leftOf(name, dimensions, [], except), value: part.value }];
    }
    const rest = ground.eachElement(dimensions, parts).filter((one) => one.part === part);
    return rest.map(({ elements }) => {
      const subscripts = elements.map(
        (element): PartSubscript => ({ kind: "name", name: element, span: part.span }),
      );
      return { left: leftOf(name, dimensions, subscripts, []), value: part.value };
    });
  });
}

function leftOf(
  name: string,
  dimensions: readonly DimensionRef[],
  subscripts: readonly PartSubscript[],
  except: readonly (readonly PartSubscript[])[],
): Left {
  const bindings = new Map<string, string>();
  for (const [i, { name: dimension }] of dimensions.entries()) {
    const subscript = subscripts[i];
    bindings.set(foldName(dimension), subscript?.kind === "name" ? subscript.name : dimension);
  }
  const box = (some: readonly PartSubscript[]) =>
    `[${dimensions
      .map(({ name: dimension }, i) => {
        const subscript = some[i];
        return vensimName(subscript?.kind === "name" ? subscript.name : dimension);
      })
      .join(", ")}]`;
  const whole = dimensions.length === 0 ? vensimName(name) : vensimName(name) + box(subscripts);
  const left = except.length === 0 ? whole : `${whole} :EXCEPT: ${except.map(box).join(", ")}`;
  return { text: left, bindings };
}
