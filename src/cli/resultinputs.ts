import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { tableFormats } from "../store/formats.ts";
import { layoutOf } from "../store/layout.ts";
import { isOf } from "../store/manifest.ts";
import { partPath } from "../store/parts.ts";
import { UnfitFile } from "../store/table.ts";
import { WrongUsage } from "./exit.ts";
import type { GivenTable } from "./given.ts";
import { openStored } from "./stored.ts";

/** The inputs of all worlds that are whole in a folder of results, whatever became of them. */
export async function readResultInputs(path: string): Promise<GivenTable> {
  const { manifest, parts, worlds } = await openStored(path);
  const { study } = manifest;
  if (worlds === 0) throw new WrongUsage(`No world is whole in ‘${path}’ yet.`);
  if (study.inputs.length === 0) throw new WrongUsage(`Nothing differs between the worlds in ‘${path}’.`);
  const wanted = layoutOf(study).runs!.slice(-study.inputs.length);
  const columns = wanted.map(() => new Float64Array(new SharedArrayBuffer(8 * worlds)));
  const format = await tableFormats[study.format]();
  let row = 0;
  for (const { part } of parts) {
    const file = resolve(path, partPath("runs", part, study));
    const table = await format.decode(await readFile(file), wanted);
    if (!isOf(study, table.marks)) throw new UnfitFile(`has a part of another study, ‘${file}’`);
    for (const [i, column] of columns.entries()) column.set(Float64Array.from(table.cells[i]!, Number), row);
    row += table.rows;
  }
  const short = study.runs - worlds;
  const remarks = short > 0 ? [`${short} of ${study.runs} worlds of ‘${path}’ are not there yet.`] : [];
  return { kind: "table", path, names: study.inputs.map(({ label }) => label), columns, remarks };
}
