import { levers } from "./studies/levers.ts";
import { morris } from "./studies/morris.ts";
import { pawn } from "./studies/pawn.ts";
import { prim } from "./studies/prim.ts";
import { regional } from "./studies/regional.ts";
import { robust } from "./studies/robust.ts";
import { shapley } from "./studies/shapley.ts";
import { sobol } from "./studies/sobol.ts";
import { tree } from "./studies/tree.ts";
import type { Study } from "./study.ts";

/** Every study; each is a file of its own. */
export const studies: readonly Study[] = [sobol, shapley, morris, pawn, regional, prim, tree, robust, levers];
