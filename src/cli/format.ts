import { readFileSync } from "node:fs";
import { formatCount } from "../view/number.ts";
import { formatHence } from "../write/hence.ts";
import type { Request } from "./command.ts";
import { exit } from "./exit.ts";
import { writeWhole } from "./files.ts";
import { complain, hasErrors, openSystem } from "./opening.ts";
import type { Terminal } from "./terminal.ts";

/** `hence fmt`. */
export async function formatSystems(request: Request, terminal: Terminal): Promise<number> {
  const onlyAsk = request.options.has("check");
  const done = new Set<string>();
  let changed = 0;
  let worst: number = exit.good;
  for (const path of request.operands) {
    const opened = openSystem(path, "without data");
    // A file of a larger system is no whole one; what counts here is whether each file can be read, and is there.
    const missing = opened.diagnostics.filter(({ code }) => code === "missing-file" || code === "use-circle");
    complain(opened, missing, terminal);
    if (missing.length > 0) worst = exit.faults;
    for (const [source, text] of opened.sources) {
      if (done.has(source)) continue;
      done.add(source);
      const formatted = formatHence(text, source);
      if (hasErrors(formatted.diagnostics)) {
        complain(opened, formatted.diagnostics, terminal);
        terminal.complain(`${source} has errors and was left as it is.`);
        worst = exit.faults;
        continue;
      }
      if (readFileSync(source, "utf8") === formatted.text) continue;
      changed++;
      if (!onlyAsk) await writeWhole(source, [formatted.text]);
      terminal.out(onlyAsk ? `${source} is laid out otherwise` : `${source} was laid out`);
    }
  }
  const files = formatCount(done.size, "file");
  if (changed === 0 && worst === exit.good) terminal.out(`${files} laid out as usual: nothing to change.`);
  return onlyAsk && changed > 0 ? exit.faults : worst;
}
