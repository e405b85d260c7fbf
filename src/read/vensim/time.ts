import type { Tolerance } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import type { TimeStatement } from "../../model/system.ts";
import { timeFaults } from "../../model/time.ts";
import type { Definition } from "./definition.ts";
import type { Evaluation } from "./evaluate.ts";
import type { Raw } from "./raw.ts";
import type { Settings } from "./settings.ts";

/** The control variables by folded name, taken out of what the file defines. */
export const controlNames = ["initial_time", "final_time", "time_step", "saveper"] as const;

type ControlName = (typeof controlNames)[number];

/**
 * The time axis that the control variables give. Where one of them changes during the run, its number is the one at the
 * start, and its equation goes along.
 */
export function readTime(
  definitions: ReadonlyMap<string, readonly Definition[]>,
  { integrator }: Settings,
  startOf: (raw: Raw) => Evaluation,
  translateControl: (definition: Definition) => Expr,
  source: string,
  report: Report,
): TimeStatement {
  const start = { source, from: 0, to: 0 };
  const controls = new Map(controlNames.map((name) => [name, definitions.get(name)?.[0]]));
  const evaluations = new Map<ControlName, Extract<Evaluation, { readonly kind: "number" }>>();
  for (const name of controlNames) {
    const right = controls.get(name)?.statement.right;
    if (!right || right.kind === "table") continue;
    const found = startOf(right);
    if (found.kind === "number") evaluations.set(name, found);
    else {
      const { statement } = controls.get(name)!;
      const message = `‘${statement.left.name}’ cannot be worked out before the run.`;
      report({ code: "time-unknown", severity: "error", message, span: statement.span });
    }
  }
  const numberOf = (name: ControlName) => evaluations.get(name)?.value;
  for (const name of ["initial_time", "final_time", "time_step"] as const) {
    if (controls.get(name)) continue;
    const word = name.toUpperCase().replace("_", " ");
    const message = `The file does not say what ‘${word}’ is.`;
    report({ code: "missing-time", severity: "error", message, span: start });
  }
  const varying = (name: ControlName): Expr | undefined => {
    const definition = controls.get(name);
    return definition && evaluations.get(name)?.isChanging ? translateControl(definition) : undefined;
  };
  const step = numberOf("time_step") ?? 1;
  const [changingStep, changingStop, changingSave] = [
    varying("time_step"),
    varying("final_time"),
    varying("saveper"),
  ];
  const changes = {
    ...(changingStep && { step: changingStep }),
    ...(changingStop && { stop: changingStop }),
    ...(changingSave && { saveEvery: changingSave }),
  };
  const tolerance = integrator === "rk4 auto" ? readTolerance(definitions, startOf) : undefined;
  const from = numberOf("initial_time") ?? 0;
  const time: TimeStatement = {
    start: from,
    stop: numberOf("final_time") ?? from + 1,
    step,
    saveEvery: numberOf("saveper") ?? step,
    unit: unitOf(controls),
    integrator,
    ...(tolerance && { tolerance }),
    like: "vensim",
    ...(Object.keys(changes).length > 0 && { varying: changes }),
    span: controls.get("time_step")?.statement.span ?? start,
  };
  return soundTime(time, controls.size > 0, report);
}

/** What Vensim calls ABSOLUTE TOLERANCE and RELATIVE TOLERANCE, 0.001 each where only the other is said. */
function readTolerance(
  definitions: ReadonlyMap<string, readonly Definition[]>,
  startOf: (raw: Raw) => Evaluation,
): Tolerance | undefined {
  const [absolute, relative] = (["absolute_tolerance", "relative_tolerance"] as const).map((name) => {
    const right = definitions.get(name)?.[0]?.statement.right;
    const found = right && right.kind !== "table" ? startOf(right) : undefined;
    return found?.kind === "number" && found.value > 0 ? found.value : undefined;
  });
  if (absolute === undefined && relative === undefined) return undefined;
  return { absolute: absolute ?? vensimTolerance, relative: relative ?? vensimTolerance };
}

const vensimTolerance = 0.001;

/** Vensim's runs need not fit into their steps; what nothing can run is reported, and something stands in for it. */
function soundTime(time: TimeStatement, isTold: boolean, report: Report): TimeStatement {
  const faults = timeFaults(time).filter(
    ({ code }) => code !== "step-does-not-fit" && code !== "save-does-not-fit",
  );
  if (faults.length === 0) return time;
  if (isTold) for (const fault of faults) report({ ...fault, span: time.span });
  return { ...time, start: 0, stop: 1, step: 1, saveEvery: 1 };
}

function unitOf(controls: ReadonlyMap<string, Definition | undefined>): string {
  for (const name of ["final_time", "initial_time", "time_step", "saveper"]) {
    const factors = controls.get(name)?.units?.unit?.factors;
    if (factors?.length === 1 && factors[0]!.power === 1) return factors[0]!.name;
  }
  return "month";
}

/** Whether a folded name is that of a control variable. */
export function isControl(key: string): boolean {
  return (controlNames as readonly string[]).includes(key);
}
