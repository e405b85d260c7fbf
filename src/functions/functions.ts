import { allocationFunctions } from "./allocation.ts";
import { arithmeticFunctions } from "./arithmetic.ts";
import { arrayFunctions } from "./array.ts";
import { attributeFunctions } from "./attributes.ts";
import { calendarFunctions } from "./calendar.ts";
import { chanceFunctions } from "./chance.ts";
import { constantFunctions } from "./constants.ts";
import { countingFunctions } from "./counting.ts";
import { dataFunctions } from "./data.ts";
import { delayFunctions } from "./delay.ts";
import { discreteDevice, discretePeek } from "./discrete.ts";
import { distributionFunctions } from "./distribution.ts";
import { divisionFunctions } from "./division.ts";
import { eventFunctions } from "./event.ts";
import { financialFunctions } from "./financial.ts";
import { fiscalDevices, fiscalMacros } from "./fiscal.ts";
import { fixedDelays } from "./fixed.ts";
import type { DeviceRow, FunctionRow } from "./function.ts";
import { gammaFunctions } from "./gamma.ts";
import { graphStatistics } from "./graphstatistics.ts";
import { interpolationFunctions } from "./interpolate.ts";
import { lookupFunctions } from "./lookup.ts";
import { matrixFunctions } from "./matrix.ts";
import { memoryFunctions } from "./memory.ts";
import { noiseFunctions } from "./noise.ts";
import { pipelineDevices } from "./pipeline.ts";
import { randomFunctions } from "./random.ts";
import { recordFunctions } from "./record.ts";
import { responseFunctions } from "./response.ts";
import { shapeFunctions } from "./shape.ts";
import { shiftFunctions } from "./shift.ts";
import { solvingFunctions } from "./solving.ts";
import { stagedDevices, stagedMacros } from "./stages.ts";
import { timeFunctions } from "./time.ts";
import { transcendentalFunctions } from "./transcendental.ts";
import { trendFunctions } from "./trend.ts";
import { vectorFunctions } from "./vector.ts";
import { waitingFunctions } from "./waiting.ts";

/** The functions of the language, in the order of the reference. */
export const functions: readonly FunctionRow[] = [
  ...arithmeticFunctions,
  ...divisionFunctions,
  ...constantFunctions,
  ...countingFunctions,
  ...transcendentalFunctions,
  ...gammaFunctions,
  ...shapeFunctions,
  ...timeFunctions,
  ...eventFunctions,
  ...calendarFunctions,
  ...arrayFunctions,
  ...vectorFunctions,
  ...matrixFunctions,
  ...interpolationFunctions,
  ...allocationFunctions,
  ...lookupFunctions,
  ...graphStatistics,
  ...dataFunctions,
  ...shiftFunctions,
  ...financialFunctions,
  ...fixedDelays,
  ...solvingFunctions,
  ...distributionFunctions,
  ...randomFunctions,
  ...chanceFunctions,
  ...recordFunctions,
  ...delayFunctions,
  ...noiseFunctions,
  ...pipelineDevices,
  ...responseFunctions,
  ...waitingFunctions,
  ...attributeFunctions,
  ...stagedDevices,
  ...stagedMacros,
  ...memoryFunctions,
  ...trendFunctions,
  ...fiscalDevices,
  ...fiscalMacros,
];

const byName = new Map<string, FunctionRow[]>();
for (const row of functions) {
  const same = byName.get(row.name);
  if (same) same.push(row);
  else byName.set(row.name, [row]);
}
const none: readonly FunctionRow[] = [];

/** The function of a folded name that takes so many arguments; undefined where there is none. */
export function findFunction(name: string, argumentCount: number): FunctionRow | undefined {
  return functionsNamed(name).find((row) => takes(row, argumentCount));
}

/** Whether a function takes so many arguments; those for which a number stands in may be left out. */
export function takes({ parameters }: FunctionRow, argumentCount: number, most = parameters.length): boolean {
  const needed = parameters.filter(({ otherwise }) => otherwise === undefined).length;
  return needed <= argumentCount && argumentCount <= most;
}

/** The row of a device by its name. */
export function findDevice(name: string): DeviceRow | undefined {
  const row = byName.get(name)?.find((each): each is DeviceRow => each.kind === "device");
  return row ?? discreteDevice(name);
}

/** All functions of a folded name: `min` is one of two numbers, and one of an array. */
export function functionsNamed(name: string): readonly FunctionRow[] {
  const rows = byName.get(name);
  const peek = !rows && name.includes(">") ? discretePeek(name) : undefined;
  return rows ?? (peek ? [peek] : none);
}
