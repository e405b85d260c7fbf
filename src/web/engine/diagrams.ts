import { type Signs, signsIn } from "../../argument/sign.ts";
import { keepTrace } from "../../argument/trace.ts";
import type { CausalLink } from "../../check/facts.ts";
import type { LinkSign } from "../../check/signs.ts";
import type { Layout } from "../../model/layout.ts";
import type { Drawing } from "../../view/diagram/drawing.ts";
import { outlineOf } from "../../view/diagram/outline.ts";
import type { DiagramSystem } from "../../view/diagram/system.ts";
import type { DiagramView } from "../../view/diagram/viewname.ts";
import { drawView } from "../../view/diagram/views.ts";
import type { Held } from "./held.ts";

/** What diagrams can be drawn of a system. */
export interface DiagramOutline {
  readonly system: DiagramSystem;
  /** Where things lie in the file of the model itself, as those of other tools say. */
  readonly layout: Layout | undefined;
}

export interface OutlineQuestion {
  /** Whether to look for the signs of links, which takes a run; the paths of claims follow from them. */
  readonly signs: boolean;
}

export interface DrawQuestion {
  readonly view: DiagramView;
  readonly constants: boolean;
  readonly layout: Layout | undefined;
}

/** The diagrams of the system that is open. */
export interface Diagrams {
  outline(question: OutlineQuestion): DiagramOutline;
  /** Undefined where there is no such view. */
  draw(question: DrawQuestion): Drawing | undefined;
}

/** The signs of the links of one program, by their ends: they stay what they are while equations do. */
export interface KnownSigns {
  program?: string;
  readonly signs: Map<string, LinkSign>;
}

/** So many moments of a run are looked at for signs. */
const samples = 40;

export function createDiagrams(
  { facts, simulator }: Held,
  findLayout: () => Layout | undefined,
  known: KnownSigns,
): Diagrams {
  let outline: (DiagramOutline & { readonly isSigned: boolean }) | undefined;

  function signs(): Signs | undefined {
    if (!simulator) return undefined;
    const { program } = simulator;
    if (known.program !== program.id) {
      known.program = program.id;
      known.signs.clear();
    }
    let find: Signs | undefined;
    return (link) => {
      const key = keyOf(link);
      const old = known.signs.get(key);
      if (old) return old;
      find ??= findSigns();
      const sign = find(link);
      known.signs.set(key, sign);
      return sign;
    };
    function findSigns(): Signs {
      const base = keepTrace("base", simulator!.run({ rows: "every step" }));
      return signsIn(facts, program, base, { every: Math.max(1, Math.floor(base.steps / samples)) });
    }
  }

  function outlineNow(wantsSigns: boolean): DiagramOutline {
    if (!outline || (wantsSigns && !outline.isSigned)) {
      const found = wantsSigns ? signs() : undefined;
      outline = {
        system: outlineOf(facts, found),
        layout: outline?.layout ?? findLayout(),
        isSigned: wantsSigns,
      };
    }
    const { system, layout } = outline;
    return { system, layout };
  }

  return {
    outline: (question) => outlineNow(question.signs),
    draw: ({ view, constants, layout }) =>
      drawView(outlineNow(false).system, view, { ...(layout && { layout }), constants, shape: "tall" }),
  };
}

function keyOf({ cause, effect, kind }: CausalLink): string {
  return `${cause.name}\n${effect.name}\n${kind}`;
}
