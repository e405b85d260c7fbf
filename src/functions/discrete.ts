import { divideUnits } from "../model/unit.ts";
import {
  beltBegin,
  beltCells,
  beltLeak,
  beltOut,
  beltRoom,
  beltSlats,
  beltStep,
  leakArguments,
} from "../procedures/belt.ts";
import {
  lineBatches,
  lineBegin,
  lineCells,
  lineOut,
  lineStep,
  outflowArguments,
} from "../procedures/line.ts";
import type { PeekProcedure } from "../procedures/machine.ts";
import { ovenBegin, ovenCells, ovenOut, ovenRoom, ovenState, ovenStep } from "../procedures/oven.ts";
import type { Aliases, DeviceRow, Peek, UnitRule } from "./function.ts";

/**
 * Conveyors, queues and ovens are flattened to devices, and to calls of the functions here, which look into one. Nobody
 * writes them: their names, which say how many leaks, inflows and outflows there are, are no names of the language.
 */
const family = "memory";
const aliases: Aliases = {};

/** The device that a conveyor with so many leaks is. */
export const conveyorDevice = (leaks: number): string => `conveyor>${leaks}`;
/** The device that a queue with so many inflows is. */
export const queueDevice = (inflows: number): string => `queue>${inflows}`;
export const ovenDevice = "oven>";

export const conveyorOut = (leaks: number): string => `conveyor>out>${leaks}`;
export const conveyorLeak = (leaks: number, which: number): string => `conveyor>leak>${leaks}>${which}`;
export const conveyorRoom = "conveyor>room>";
export const queueOut = (inflows: number, outflows: number, which: number): string =>
  `queue>out>${inflows}>${outflows}>${which}`;
export const ovenOutName = "oven>out>";
export const ovenRoomName = "oven>room>";

/** The row of a device that a discrete stock is; undefined where it is none. */
export function discreteDevice(name: string): DeviceRow | undefined {
  const [kind, first = ""] = name.split(">");
  const count = Number(first);
  const rest = (words: readonly string[], times: number): readonly string[] =>
    Array.from({ length: times }, (_, i) => words.map((word) => `${word} ${i + 1}`)).flat();
  const row = (
    parameters: readonly string[],
    unseen: readonly string[],
    procedures: Pick<DeviceRow, "cells" | "begin" | "step">,
  ): DeviceRow => ({
    kind: "device",
    name,
    family,
    aliases,
    summary: "A discrete stock.",
    parameters: parameters.map((parameter) => ({ name: parameter })),
    begins: parameters.flatMap((parameter, i) =>
      unseen.some((word) => parameter.startsWith(word)) ? [] : i,
    ),
    units: { kind: "like", arg: 0, others: parameters.map(() => "any") },
    examples: [],
    ...procedures,
  });
  switch (kind) {
    case "conveyor":
      return row(
        [
          "start",
          "transit",
          "sample",
          "arrest",
          "held",
          "inflow",
          "limited",
          "discrete",
          ...rest(leakArguments, count),
        ],
        ["sample", "arrest", "held", "inflow", "limited"],
        { cells: beltCells, begin: beltBegin, step: beltStep },
      );
    case "queue":
      return row(["start", "out", ...rest(["inflow"], count)], ["out", "inflow"], {
        cells: lineCells,
        begin: lineBegin,
        step: lineStep,
      });
    case "oven":
      return row(
        ["start", "cook", "capacity", "fill", "clean", "arrest", "inflow"],
        ["clean", "arrest", "inflow"],
        {
          cells: ovenCells,
          begin: ovenBegin,
          step: ovenStep,
        },
      );
    default:
      return undefined;
  }
}

/** A function that looks into a discrete stock, by its name; undefined where it is none. */
export function discretePeek(name: string): Peek | undefined {
  const [kind, what, ...numbers] = name.split(">");
  const [first = 0, second = 0, third = 0] = numbers.map(Number);
  const row = (count: number, procedure: PeekProcedure, units: UnitRule = rate): Peek => ({
    kind: "peek",
    name,
    family,
    aliases,
    summary: "Looks into a discrete stock.",
    parameters: Array.from({ length: 1 + count }, (_, i) => ({ name: `argument ${i}` })),
    units,
    examples: [],
    procedure,
  });
  const number: UnitRule = { kind: "number", others: ["any", "any"] };
  const amount: UnitRule = { kind: "like", arg: 0, others: ["any", "any"] };
  switch (`${kind} ${what}`) {
    case "conveyor out":
      return row(2 + leakArguments.length * first, beltOut);
    case "conveyor leak":
      return row(1 + leakArguments.length * first, beltLeak(second));
    case "conveyor room":
      return row(7, beltRoom);
    case "conveyor size":
      return row(0, beltSlats(first).size, number);
    case "conveyor item":
      return row(1, beltSlats(first).item, amount);
    case "queue out":
      return row(first + outflowArguments.length * second, lineOut(third, first));
    case "queue size":
      return row(0, lineBatches.size, number);
    case "queue item":
      return row(1, lineBatches.item, amount);
    case "oven out":
      return row(1, ovenOut);
    case "oven room":
      return row(3, ovenRoom);
    case "oven state":
      return row(0, ovenState, number);
    default:
      return undefined;
  }
}

const rate: UnitRule = {
  kind: "computed",
  sentence: "The result has the unit of the stock divided by that of time.",
  of: ([content], time) => content && divideUnits(content, time),
  others: [],
};
