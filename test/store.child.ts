import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { putWhole } from "../src/cli/files.ts";
import { openResults } from "../src/cli/results.ts";
import type { ChunkResults } from "../src/study/ensemble.ts";
import { hashOf, madeUp, numbersOf, runChunks } from "./store.study.ts";

// A process that makes a study and prints its hash; or ends itself at the given file, before, amid or behind writing it.
const [folder = "", file = "0", place = "never"] = process.argv.slice(2);
let files = 0;

function end(): void {
  process.kill(process.pid, "SIGKILL");
}

const results = await openResults(folder, {
  study: madeUp,
  numbersOf,
  async put(path, pieces) {
    const isDue = ++files === Number(file);
    if (isDue && place === "before") end();
    if (isDue && place === "amid") {
      const whole = Buffer.concat([...pieces].map((piece) => Buffer.from(piece)));
      const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
      writeFileSync(temporary, whole.subarray(0, whole.length / 2));
      end();
    }
    await putWhole(path, pieces);
    if (isDue && place === "behind") end();
  },
});
const chunks: ChunkResults[] = [];
for await (const chunk of results.chunks(runChunks(madeUp))) chunks.push(chunk);
await results.finish({ hash: hashOf(chunks) });
await results.close();
process.stdout.write(hashOf(chunks));
