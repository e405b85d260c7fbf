import { type Markup, markup } from "../markup.ts";
import { formatCount, formatNumber } from "../number.ts";
import type { PageSection } from "./page.ts";
import { drawPairs } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";
import { drawTable } from "./table.ts";

/** What the checks of the model itself found. */
export function drawDoubts({ doubts }: ShownReport): PageSection {
  const body =
    doubts.length === 0
      ? markup`<p>Names, units, order and ranges were checked: there is nothing to remark.</p>`
      : markup`<p>Names, units, order and ranges were checked. What stands here stops no run, and should be known.</p>${drawTable(
          "Warnings and notes on the model",
          [{ title: "What", of: "words" }, { title: "Kind" }, { title: "Where" }, { title: "Code" }],
          doubts.map(({ message, severity, file, line, code }) => [
            message,
            severity,
            file === null ? "" : `${lastOf(file)}${line === null ? "" : `, line ${line}`}`,
            markup`<code>${code}</code>`,
          ]),
        )}`;
  return { id: "doubts", title: "Doubts about the model", body };
}

/** Only the last part of a path: where somebody keeps files is no business of readers. */
function lastOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** How to make the report again, and how to cite it. */
export function drawMaking(shown: ShownReport): PageSection {
  const { making, worlds } = shown;
  const tally = typeof worlds === "string" ? undefined : worlds.candidates;
  const body = markup`<p>The same files, options and version give the same ${making.what}, byte for byte, with any number of threads.</p>${making.commands.map(
    ({ line, does }) => markup`<p>${does}</p><pre><code>${line}</code></pre>`,
  )}${drawPairs([
    ["Version of Hence", making.version],
    ["Model, SHA-256", hash(making.modelHash)],
    ["Program (equations, numbers, engine)", hash(making.programId)],
    ["Design of the worlds", making.designId === undefined ? undefined : hash(making.designId)],
    ["Verdicts in plausible worlds", making.worldsHash === undefined ? undefined : hash(making.worldsHash)],
    [
      "Worlds",
      tally && typeof worlds !== "string"
        ? `${formatCount(tally.candidates, "world")} of the sampler ${tally.ensemble.design.sampler}, seed ${worlds.seed}; ${formatNumber(tally.kept, 15)} plausible${
            worlds.argument ? `, the first ${formatNumber(worlds.argument.worlds, 15)} of them tested` : ""
          }`
        : "one run",
    ],
  ])}<h3>How to cite</h3><pre>${citationOf(shown)}</pre>`;
  return { id: "again", title: "How to make it again, and how to cite it", body };
}

function hash(text: string): Markup {
  return markup`<code>${text}</code>`;
}

function citationOf({ model, making, worlds }: ShownReport): string {
  const title = model.title ?? model.name;
  const over =
    typeof worlds === "string"
      ? "one run"
      : `${formatCount(worlds.candidates.kept, "plausible world")}, seed ${worlds.seed}`;
  return `“${title}”. ${making.what === "report" ? "Report" : "Page"} of the model ‘${model.name}’ (SHA-256 ${making.modelHash.slice(0, 16)}), ${over}, made with Hence ${making.version} (program ${making.programId.slice(0, 16)}).`;
}
