import type { Report } from "../../model/diagnostic.ts";
import type { Resolver } from "./resolve.ts";
import type { RunNames } from "./runs.ts";
import type { Scope } from "./scope.ts";
import type { Suggest } from "./suggestion.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What names outside of functions are looked up with. */
export interface NameTools {
  readonly scope: Scope;
  readonly vocabulary: Vocabulary;
  readonly resolver: Resolver;
  readonly runs: RunNames;
  readonly suggest: Suggest;
  readonly report: Report;
}
