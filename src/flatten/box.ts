import type { Expr } from "../model/expression.ts";
import type { Span } from "../model/span.ts";
import type { DimensionRef, Part, PartSubscript } from "../model/variable.ts";

/**
 * Over which elements the hidden variables of a call are: some dimensions, and in them, where the equation that holds
 * the call is not for all, only a part. Elsewhere they are nought, and nobody reads them.
 */
export interface Box {
  readonly dimensions: readonly DimensionRef[];
  readonly part?: BoxPart;
}

export type BoxPart =
  | {
      readonly kind: "inside";
      readonly subscripts: readonly PartSubscript[];
      readonly except: readonly (readonly PartSubscript[])[];
    }
  /** What none of these parts covers. */
  | { readonly kind: "rest"; readonly others: readonly PartShape[] };

/** Which elements a part of a definition is for. */
export type PartShape = Pick<Part<unknown>, "subscripts" | "except" | "otherwise">;

export const noBox: Box = { dimensions: [] };

/** What one equation for the whole of a box is as parts of a definition. */
export function partsOverBox(value: Expr, box: Box, span: Span): readonly Part[] {
  const whole: Part = { subscripts: [], except: [], otherwise: false, value, span };
  return spreadParts([whole], box, 0) ?? [whole];
}

/**
 * The parts of a definition over `own` dimensions of its own, as parts over a box and those. Undefined where this cannot
 * be said: a part of the definition for a rest of the box that no brackets describe.
 */
export function spreadParts<Value extends Expr>(
  parts: readonly Part<Value>[],
  { dimensions, part }: Box,
  own: number,
): readonly Part<Value | Expr>[] | undefined {
  if (dimensions.length === 0 || parts.length === 0) return parts;
  const span = parts[0]!.span;
  const all = (count: number): readonly PartSubscript[] =>
    Array.from({ length: count }, () => ({ kind: "all", span }));
  const [before, behind] = [all(dimensions.length), all(own)];
  if (!part) {
    return parts.map((each) => ({
      ...each,
      subscripts: each.subscripts.length > 0 ? [...before, ...each.subscripts] : [],
      except: each.except.map((out) => [...before, ...out]),
    }));
  }
  const nought: Part<Expr> = {
    subscripts: [],
    except: [],
    otherwise: true,
    value: { kind: "number", value: 0, span },
    span,
  };
  if (part.kind === "rest") {
    const [only] = parts;
    if (parts.length > 1 || !only || only.subscripts.length > 0) return undefined;
    const others = part.others.map(
      (other): Part<Expr> => ({
        ...nought,
        otherwise: false,
        subscripts: [...other.subscripts, ...behind],
        except: other.except.map((out) => [...out, ...behind]),
      }),
    );
    return [...others, { ...only, otherwise: true }];
  }
  const inside = part.subscripts;
  const outside = part.except.map((out) => [...out, ...behind]);
  const spread = parts.map((each): Part<Value> => {
    const others = each.otherwise ? parts.filter((other) => other !== each) : [];
    return {
      ...each,
      otherwise: false,
      subscripts: [...inside, ...(each.subscripts.length > 0 ? each.subscripts : behind)],
      except: [
        ...outside,
        ...[...each.except, ...others.map(({ subscripts }) => subscripts)].map((out) => [...before, ...out]),
      ],
    };
  });
  return [...spread, nought];
}
