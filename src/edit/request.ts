import type { Diagnostic } from "../model/diagnostic.ts";
import { never } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Basis, Range } from "../model/variable.ts";
import { addVariable, type NewVariable } from "./add.ts";
import { addClaim, type NewClaim } from "./claim.ts";
import { setBasis, setRange, setTitle, setUnit } from "./clauses.ts";
import { connect, type Operator } from "./connect.ts";
import { applyFix } from "./fix.ts";
import type { Layouts } from "./layoutnames.ts";
import type { NameIndex } from "./nameindex.ts";
import type { Where } from "./place.ts";
import { type Removal, remove } from "./remove.ts";
import { rename, renameAt } from "./rename.ts";
import { type NewScenario, saveScenario } from "./scenario.ts";
import { type Edited, isRefused, type Refused } from "./textedit.ts";
import { addUse, removeUse } from "./uses.ts";
import { noVariable, setEquation, setNumber } from "./value.ts";

/** An edit of a system that any part of a workbench may ask for: plain data. Variables go by their names. */
export type EditRequest =
  /** Of whatever is named at an offset of a text. */
  | { readonly kind: "rename at"; readonly path: string; readonly offset: number; readonly name: string }
  | { readonly kind: "rename"; readonly variable: string; readonly name: string }
  | { readonly kind: "add variable"; readonly variable: NewVariable; readonly where?: Where }
  | { readonly kind: "add claim"; readonly claim: NewClaim }
  | {
      readonly kind: "connect";
      readonly cause: string;
      readonly effect: string;
      readonly how?: Operator | "in" | "out";
    }
  /** Refused where other statements speak of it, unless that is wanted all the same. */
  | { readonly kind: "remove"; readonly variable: string; readonly evenIfUsed?: boolean }
  | { readonly kind: "remove claim"; readonly claim: string; readonly evenIfUsed?: boolean }
  | {
      readonly kind: "set number";
      readonly variable: string;
      readonly value: number;
      readonly elements?: readonly string[];
    }
  | {
      readonly kind: "set equation";
      readonly variable: string;
      readonly equation: string;
      readonly elements?: readonly string[];
    }
  | {
      readonly kind: "set range";
      readonly variable: string;
      readonly range: Pick<Range, "low" | "high" | "shape" | "correlated"> | undefined;
    }
  | { readonly kind: "set basis"; readonly variable: string; readonly basis: Pick<Basis, "word" | "text"> }
  | { readonly kind: "set unit"; readonly variable: string; readonly unit: string }
  | { readonly kind: "set title"; readonly variable: string; readonly title: string }
  | { readonly kind: "save scenario"; readonly scenario: NewScenario }
  | { readonly kind: "use"; readonly path: string }
  | { readonly kind: "use no more"; readonly path: string }
  | { readonly kind: "mend"; readonly diagnostic: Diagnostic };

/** The changes of texts, and of the files of layouts, that an edit comes to; or why it cannot be made. */
export function editSystem(index: NameIndex, request: EditRequest, layouts: Layouts = new Map()): Edited {
  const { variables, claims } = index.names;
  switch (request.kind) {
    case "rename at":
      return renameAt(index, request.path, request.offset, request.name, layouts);
    case "rename": {
      const named = variables.get(foldName(request.variable));
      return named ? rename(index, named, request.name, layouts) : noVariable(request.variable);
    }
    case "add variable":
      return addVariable(index, request.variable, request.where);
    case "add claim":
      return addClaim(index, request.claim);
    case "connect":
      return connect(index, request.cause, request.effect, request.how);
    case "remove": {
      const named = variables.get(foldName(request.variable));
      return named ? unused(remove(index, named), named.name, request) : noVariable(request.variable);
    }
    case "remove claim": {
      const named = claims.get(foldName(request.claim));
      if (!named) return { refused: `There is no claim called ‘${request.claim}’.` };
      return unused(remove(index, named), named.name, request);
    }
    case "set number":
      return setNumber(index, request.variable, request.value, request.elements);
    case "set equation":
      return setEquation(index, request.variable, request.equation, request.elements);
    case "set range":
      return setRange(index, request.variable, request.range);
    case "set basis":
      return setBasis(index, request.variable, request.basis);
    case "set unit":
      return setUnit(index, request.variable, request.unit);
    case "set title":
      return setTitle(index, request.variable, request.title);
    case "save scenario":
      return saveScenario(index, request.scenario);
    case "use":
      return addUse(index, request.path);
    case "use no more":
      return removeUse(index, request.path);
    case "mend":
      return applyFix(request.diagnostic);
    default:
      return never(request);
  }
}

/** The edits of a removal; refused where something still speaks of what goes. */
function unused(
  removal: Removal | Refused,
  name: string,
  { evenIfUsed }: { readonly evenIfUsed?: boolean },
): Edited {
  if (isRefused(removal)) return removal;
  const { edits, left } = removal;
  if (left.length === 0 || evenIfUsed) return edits;
  const statements = [...new Set(left.map(({ statement }) => statement))];
  const shown = statements.slice(0, mostShown).join(", ");
  const more = statements.length > mostShown ? ` and ${statements.length - mostShown} more` : "";
  return { refused: `‘${name}’ is still spoken of: ${shown}${more}.` };
}

const mostShown = 5;
