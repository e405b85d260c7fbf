import { declaredNumbers } from "../check/constants.ts";
import type { Facts } from "../check/facts.ts";
import { isHidden } from "../check/hidden.ts";
import { sha256, utf8Bytes } from "../model/sha256.ts";
import { printUnit } from "../model/unit.ts";
import type { Variable } from "../model/variable.ts";
import type { Making, ShownCourse, ShownVariable } from "../view/html/shown.ts";
import type { Request } from "./command.ts";
import type { Opened } from "./opening.ts";
import { type AskedReport, nameOfModel, worldOptionsOf } from "./reportask.ts";
import { bandsOn, courseIn } from "./reportcourses.ts";

/** What people are shown of the variables of a system. */
export function shownVariables({ model, shapes, units }: Facts): readonly ShownVariable[] {
  return model.variables
    .filter((variable) => !isHidden(variable) && variable.kind !== "module")
    .map((variable) => {
      const { name, kind, title, description, sector, range, basis } = variable;
      const unit = units.variables.get(variable);
      return {
        name,
        kind,
        unit: unit ? printUnit(unit) : "",
        numbers: hasNumbers(variable) ? declaredNumbers(variable, shapes).map(({ value }) => value) : [],
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
        ...(sector !== undefined && { sector }),
        ...(range && { range }),
        ...(basis && { basis }),
      };
    });
}

function hasNumbers({ kind }: Variable): boolean {
  return kind === "const" || kind === "lever" || kind === "switch";
}

/** The quantities over time in the run of the declared numbers. */
export function shownCourses({
  facts,
  simulator,
  seed,
  courses,
  bands,
}: AskedReport): readonly ShownCourse[] {
  const names = courses.flatMap(({ quantity }) =>
    quantity.kind === "element" ? [quantity.variable] : quantity.variables,
  );
  const results = simulator.run({ rows: "saved", save: [...new Set(names)], draws: { seed } });
  return courses.map((course) => ({
    label: course.label,
    ...(course.title !== undefined && { title: course.title }),
    ...(course.unit !== undefined && { unit: course.unit }),
    run: { times: results.times, values: courseIn(course, results) },
    bands: bandsOn(course, bands, facts),
  }));
}

/** What a report was made from, and the commands that make it and its parts again. */
export function makingOf(
  request: Request,
  { sources }: Opened,
  { simulator, seed, worlds }: AskedReport,
  { what, version, hash }: Pick<Making, "what" | "version"> & { readonly hash: string | undefined },
): Making {
  const path = quote(nameOfModel(request));
  const data = request.operands.slice(1).map((file) => quote(lastOf(file)));
  const options = worldOptionsOf(request).map(quote);
  const isRun = typeof worlds !== "string";
  const inWorlds = isRun
    ? [
        ["worlds", "kept"].some((name) => request.options.has(name))
          ? []
          : ["--worlds", String(worlds.ensemble.design.rows)],
        worlds.wanted === undefined || request.options.has("kept") ? [] : ["--kept", String(worlds.wanted)],
        request.options.has("seed") ? [] : ["--seed", String(seed)],
      ].flat()
    : [];
  const shared = ["worlds", "kept", "seed", "sampler"].flatMap((name) =>
    (request.options.get(name) ?? []).flatMap((value) => [`--${name}`, quote(value)]),
  );
  return {
    what,
    version,
    modelHash: sha256(
      utf8Bytes(JSON.stringify([...sources].map(([name, text]) => [lastOf(name), sha256(utf8Bytes(text))]))),
    ),
    programId: simulator.program.id,
    ...(isRun && { designId: worlds.ensemble.design.id }),
    ...(hash !== undefined && { worldsHash: hash }),
    commands: [
      {
        does: `This ${what}:`,
        line: [
          what === "report" ? "hence report" : "hence publish",
          path,
          ...data,
          what === "report" ? "--out report.html" : "--out page",
          ...options,
          ...inWorlds,
        ].join(" "),
      },
      {
        does: isRun
          ? "The argument in the same worlds, in the terminal or for programs (--json):"
          : "The argument:",
        line: ["hence test", path, ...data, ...(isRun ? [...shared, ...inWorlds] : [])].join(" "),
      },
      { does: "One run, with every digit:", line: ["hence run", path, ...data, "--csv run.csv"].join(" ") },
    ],
  };
}

function lastOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== "") ?? path;
}

/** A word as a shell takes it for one. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
