import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readNotes } from "../argument/notes.ts";
import type { Model } from "../model/system.ts";
import { fanOfCourse } from "../publish/fan.ts";
import { writePlain } from "../publish/plain.ts";
import { createPublishedRunner } from "../publish/runner.ts";
import { rowTimes } from "../publish/system.ts";
import { pathBeside } from "../read/path.ts";
import { drawLegend, drawNumbers, sentenceOf } from "../view/html/behaviour.ts";
import type { ShownNotes } from "../view/html/essay.ts";
import { drawDetails } from "../view/html/pieces.ts";
import type { Play, PlayLever } from "../view/html/play.ts";
import { type ShownPublished, writeEmbed, writePublished } from "../view/html/published.ts";
import type { ShownReport } from "../view/html/shown.ts";
import { markup } from "../view/markup.ts";
import { formatCount } from "../view/number.ts";
import { drawFanChart } from "../view/svg/fan.ts";
import { optionOf, type Request } from "./command.ts";
import { readSampler } from "./design.ts";
import { WrongUsage } from "./exit.ts";
import { loadText } from "./opening.ts";
import { makeFolderOf, writePages } from "./pages.ts";
import { pictureOf } from "./publishpicture.ts";
import { type Packed, packSystem } from "./publishsystem.ts";
import type { AskedReport } from "./reportask.ts";
import { bandsOn } from "./reportcourses.ts";
import { type GatheredReport, worldsIn } from "./reportgather.ts";
import type { Terminal } from "./terminal.ts";

/** So many charts stand beside the levers. */
const firstCharts = 4;

/** `hence publish`. */
export async function publishSystem(request: Request, terminal: Terminal): Promise<number> {
  const folder = optionOf(request, "out");
  if (folder === undefined || folder === "")
    throw new WrongUsage("Where to? hence publish MODEL --out DIR", "See: hence publish --help");
  const isEmbedded = request.options.has("embed");
  const whole = join(folder, "index.html");
  return writePages(request, terminal, {
    what: "page",
    paths: [whole, ...(isEmbedded ? [join(folder, "embed.html")] : [])],
    async make(gathered, asked, opened) {
      const picture = pictureOf(opened, asked);
      const published = { ...(await assemble(request, asked, gathered)), ...(picture && { picture }) };
      const { levers } = published.play;
      await makeFolderOf(whole);
      return {
        texts: [writePublished(published), ...(isEmbedded ? [writeEmbed(published)] : [])],
        says: [
          `‘${whole}’ is written: ${worldsIn(gathered)}, ${formatCount(levers.length, "lever")}. Open it in a browser, or put the folder on any web host.`,
          ...(isEmbedded
            ? [
                `For a frame in another page: <iframe src="embed.html#chart=0&lever=${levers[0]?.name ?? ""}" width="640" height="480"></iframe>`,
              ]
            : []),
        ],
      };
    },
  });
}

async function assemble(request: Request, asked: AskedReport, made: GatheredReport): Promise<ShownPublished> {
  const { facts, simulator, prepared, courses, bands, worlds, seed } = asked;
  const { shown, kept } = made;
  const packed = packSystem({
    facts,
    simulator,
    prepared,
    courses: courses.map((course) => ({ ...course, bands: bandsOn(course, bands, facts) })),
    ...(typeof worlds !== "string" && {
      worlds: {
        design: worlds.ensemble.design,
        sampling: { sampler: readSampler(request), runs: worlds.ensemble.design.rows, seed },
        seed,
        kept,
        bands,
      },
    }),
  });
  return {
    shown,
    play: playOf(packed, asked, shown),
    notes: notesOf(facts.model),
    live: {
      script: await readFile(script, "utf8"),
      data: { id: "system-data", text: writePlain(packed.system) },
    },
  };
}

/** The script of pages lies beside the bundle of the command line; the sources by themselves use that of the last build. */
const script = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/page/main.js" : "../page/main.js",
  import.meta.url,
);

/** What the page shows before it runs anything. */
function playOf({ system, courses, levers }: Packed, asked: AskedReport, shown: ShownReport): Play {
  const isInWorlds = system.worlds !== undefined;
  const runner = createPublishedRunner(system, system.worlds?.kept ?? []);
  const one = runner.one(new Map());
  const parts = system.worlds
    ? [{ worlds: system.worlds.kept.length, replayed: runner.worlds(new Map()) }]
    : [];
  const times = rowTimes(asked.prepared.time);
  const timeUnit = shown.model.time.unit;
  const units = new Map(shown.variables.map(({ name, unit }) => [name, unit]));
  const figures = courses.map(({ label }, i) => {
    const place = asked.courses.findIndex((each) => each.label === label);
    const course = { ...shown.courses[place]!, run: { times: Float64Array.from(times), values: one[i]! } };
    const fan = isInWorlds ? fanOfCourse(parts, i, times) : undefined;
    const title = course.title ?? course.label;
    const says = sentenceOf(course, fan);
    return {
      title,
      says,
      drawn: drawFanChart({
        name: `${title} over time. ${says}`,
        unit: course.unit,
        timeUnit,
        ...(fan && { fan }),
        run: course.run,
        bands: course.bands,
      }),
      numbers: drawDetails(
        markup`Numbers as published<span class="heard">: ${title}</span>`,
        drawNumbers(course, fan),
      ),
    };
  });
  return {
    figures,
    first: firstCharts,
    levers: levers.map((lever, i): PlayLever => {
      const { value, low, high } = system.levers[i]!;
      return {
        name: lever.name,
        title: lever.title ?? lever.name,
        ...(lever.description !== undefined && { description: lever.description }),
        kind: lever.kind,
        ...(lever.sector !== undefined && { sector: lever.sector }),
        unit: units.get(lever.name) ?? "",
        value,
        low,
        high,
      };
    }),
    horizons: system.worlds ? system.horizons.map(({ label }) => label) : [],
    legend: drawLegend({ hasFans: isInWorlds, isMoved: true }, shown.courses),
  };
}

/** The notes on the sources of a system that lie beside it. */
function notesOf({ sources }: Model): readonly ShownNotes[] {
  return sources.flatMap(({ name, title, notes }): ShownNotes[] => {
    if (!notes) return [];
    const loaded = loadText(pathBeside(notes.span.source, notes.path));
    if ("missing" in loaded) return [];
    const read = readNotes(loaded.text);
    return read.sentences.length > 0 ? [{ source: name, title: title ?? name, notes: read }] : [];
  });
}
