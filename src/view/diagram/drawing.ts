import type { Parts } from "./block.ts";
import { type Arrangement, composeScene } from "./compose.ts";
import type { Curve } from "./geometry.ts";
import type { Scene, SceneLoop } from "./scene.ts";
import type { Sheet, SheetLink } from "./sheet.ts";
import type { DiagramSystem } from "./system.ts";

/** A view with a place for everything, and what it was made from, so that parts of it can be moved. */
export interface Drawing {
  readonly scene: Scene;
  /** Undefined for the overview, which is made of its groups' places alone. */
  readonly made?: {
    readonly sheet: Sheet;
    readonly parts: Parts;
    readonly arrangement: Arrangement;
    /** Of arrows that their author drew, or that follow a ring. */
    readonly curves: ReadonlyMap<SheetLink, Curve>;
  };
}

export function draw(
  system: DiagramSystem,
  made: NonNullable<Drawing["made"]>,
  loops: readonly SceneLoop[] = [],
): Drawing {
  const scene = composeScene(system, made.sheet, made.arrangement, made.parts, made.curves);
  return { scene: loops.length > 0 ? { ...scene, loops } : scene, made };
}
