import type { Integrator } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { TimeStatement } from "../../model/system.ts";
import { mostStepsInOne, timeFaults } from "../../model/time.ts";
import { attributeOf, childOf, headSpan, says, textOf } from "./element.ts";
import { errorAt, warningAt } from "./fault.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** XMILE's names for methods, with Hence's (XMILE 1.0, 3.4.1). */
const methods: ReadonlyMap<string, Integrator> = new Map([
  ["euler", "euler"],
  ["rk2", "rk2"],
  ["rk4", "rk4"],
  ["rk45", "rk4 auto"],
]);

/** The time axis of a model: what its own `<sim_specs>` say, else those of the file. */
export function readTime(specs: readonly XmlElement[], place: Span, report: Report): TimeStatement {
  const [own] = specs;
  const standIn = { start: 0, stop: 1, step: 1, saveEvery: 1 };
  const rest = {
    unit: unitOf(specs),
    integrator: integratorOf(specs, report),
    like: "stella",
    span: own ? headSpan(own) : place,
  } as const;
  const numberOf = (name: string) => readNumber(specs, name, report);
  const start = numberOf("start");
  const stop = numberOf("stop");
  if (!own || start === undefined || stop === undefined) {
    const missing = !own ? "<sim_specs>" : start === undefined ? "<start>" : "<stop>";
    report(
      errorAt(
        "missing-time",
        `The file does not say from when to when it runs: ${missing} is missing.`,
        rest.span,
      ),
    );
    return { ...standIn, ...rest };
  }
  const step = stepOf(specs, report);
  const time = { start, stop, step, saveEvery: saveEveryOf(specs, step), ...rest };
  const faults = timeFaults(time).filter(
    ({ code }) => code !== "step-does-not-fit" && code !== "save-does-not-fit",
  );
  for (const fault of faults) report({ ...fault, span: rest.span });
  return faults.length > 0 ? { ...time, ...standIn } : time;
}

/**
 * How many steps the model of a module takes in each one of the whole, by the `<dt>` of its own (XMILE 1.0, 3.7.4: the
 * step of the whole is a whole multiple of it); undefined where it has none.
 */
export function readOwnSteps(
  model: XmlElement,
  name: string,
  step: number,
  report: Report,
): number | undefined {
  const specs = childOf(model, "sim_specs");
  if (!specs || textOf(childOf(specs, "dt")) === undefined) return undefined;
  const own = stepOf([specs], report);
  const steps = Math.round(step / own);
  if (steps >= 1 && steps <= mostStepsInOne && Math.abs(step / own - steps) <= 1e-9 * steps) return steps;
  report(
    errorAt(
      "module-steps",
      `The step of the module ‘${name}’, ${own}, does not fit a whole number of times, from 1 to ${mostStepsInOne}, into that of the whole, ${step}.`,
      headSpan(specs),
      "A part that takes longer steps than the rest can be the whole, and the rest a module in it.",
    ),
  );
  return undefined;
}

function readNumber(specs: readonly XmlElement[], name: string, report: Report): number | undefined {
  const element = specs.map((each) => childOf(each, name)).find((each) => textOf(each) !== undefined);
  const text = textOf(element);
  if (element === undefined || text === undefined) return undefined;
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  report(
    errorAt("xmile-structure", `<${name}> holds a number, and here stands ‘${text}’.`, element.text.whole),
  );
  return undefined;
}

/** `<dt>`, or its reciprocal; one where nothing is said. */
function stepOf(specs: readonly XmlElement[], report: Report): number {
  const written = readNumber(specs, "dt", report) ?? 1;
  const dt = specs.map((each) => childOf(each, "dt")).find((each) => each !== undefined);
  return says(dt, "reciprocal", "true") && written !== 0 ? 1 / written : written;
}

/** How often rows are kept: Stella's and Vensim's own additions, else every step. */
function saveEveryOf(specs: readonly XmlElement[], step: number): number {
  const words = specs.flatMap((each) => [
    attributeOf(each, "isee:save_interval"),
    textOf(
      each.children.find(({ name }) => name === "savestep" || name === "save_step" || name === "saveper"),
    ),
  ]);
  const told = words.map(Number).find((number) => number >= step);
  return told ?? step;
}

/** The unit of time, as written. */
export function unitOf(specs: readonly XmlElement[]): string {
  const written = specs.map((each) => attributeOf(each, "time_units")).find((each) => each !== undefined);
  return written === undefined ? "time" : nameOf(written);
}

/** The first method of a list such as `gear, rk4` that there is. */
function integratorOf(specs: readonly XmlElement[], report: Report): Integrator {
  const element = specs.find((each) => attributeOf(each, "method") !== undefined);
  const written = element && attributeOf(element, "method");
  if (element === undefined || written === undefined) return "euler";
  const wanted = written.split(",").map((word) =>
    word
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ""),
  );
  const found = wanted.map((word) => methods.get(word)).find((method) => method !== undefined);
  if (found !== undefined) return found;
  const message = `Hence has no method of integration called ‘${written}’; it takes steps as short as accuracy asks for instead.`;
  report(
    warningAt(
      "xmile-method",
      message,
      element.attributes.get("method")!.text.whole,
      "There are euler, rk2, rk4 and rk45.",
    ),
  );
  return "rk4 auto";
}
