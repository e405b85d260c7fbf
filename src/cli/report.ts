import { writeReport } from "../view/html/report.ts";
import type { Request } from "./command.ts";
import { writePages } from "./pages.ts";
import { outOf } from "./reportask.ts";
import { worldsIn } from "./reportgather.ts";
import type { Terminal } from "./terminal.ts";

/** `hence report`. */
export async function reportSystem(request: Request, terminal: Terminal): Promise<number> {
  const out = outOf(request);
  return writePages(request, terminal, {
    what: "report",
    paths: [out],
    make: async (gathered) => ({
      texts: [writeReport(gathered.shown)],
      says: [`‘${out}’ is written: ${worldsIn(gathered)}.`],
    }),
  });
}
