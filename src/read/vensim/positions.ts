import type { Expr, Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Part } from "../../model/variable.ts";
import type { Place } from "./place.ts";
import type { Range } from "./ranges.ts";
import type { RawName } from "./raw.ts";
import { freshName } from "./scope.ts";

/**
 * A range as a number. Vensim counts from the first element of the root, so that the same element of two ranges is the
 * same number; Hence counts within the dimension that is named.
 */
export function positionOfRange(range: Range, { all, span }: RawName, place: Place): Expr {
  const { ranges } = place.scope;
  const places = range.elements.map(({ name }) => ranges.places.get(foldName(name))?.index ?? 0);
  const isSame = places.every((index, i) => index === i);
  if (isSame && !all) return { kind: "name", name: range.name, path: [], transposed: false, span };
  const known = place.scope.extras.positions.get(foldName(range.name));
  const name = known?.name ?? freshName(`${range.name} positions`, place.scope);
  if (!known) {
    const value = range.elements.map(
      ({ name: element, span: at }, i): Part => ({
        subscripts: [{ kind: "name", name: element, span: at }],
        except: [],
        otherwise: false,
        value: { kind: "number", value: places[i]! + 1, span: at },
        span: at,
      }),
    );
    place.scope.extras.positions.set(foldName(range.name), {
      kind: "const",
      name,
      nameSpan: range.span,
      dimensions: [{ name: range.name, span: range.span }],
      description: `Where the elements of ‘${range.name}’ stand in ‘${range.root}’.`,
      value,
      origin: { kind: "call", owner: range.name, function: "positions", name },
      span: range.span,
    });
  }
  const subscript: Subscript = all
    ? { kind: "all", of: range.name, span }
    : { kind: "name", name: range.name, span };
  return { kind: "name", name, path: [], subscripts: [subscript], transposed: false, span };
}
