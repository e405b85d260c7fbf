import { divideUnits } from "../model/unit.ts";
import { beltRoom, beltStep } from "../procedures/belt.ts";
import { beltAged, beltContent } from "../procedures/beltcontent.ts";
import { beltLeak, beltOut, beltStamp } from "../procedures/beltout.ts";
import type { BeltSpread } from "../procedures/beltput.ts";
import { beltBegin } from "../procedures/beltstart.ts";
import { contentSummary, summaries } from "../procedures/content.ts";
import {
  lineBatches,
  lineBegin,
  lineCells,
  lineOut,
  lineStep,
  outflowArguments,
} from "../procedures/line.ts";
import type { PeekProcedure } from "../procedures/machine.ts";
import {
  ovenStamp as lookAtStamp,
  ovenBegin,
  ovenCells,
  ovenOut,
  ovenRoom,
  ovenShut,
  ovenState,
  ovenStep,
  stampedOvenBegin,
  stampedOvenCells,
  stampedOvenStep,
} from "../procedures/oven.ts";
import { type BeltLayout, beltCells, leakArguments } from "../procedures/slats.ts";
import { type StampName, stampNames } from "../procedures/stamps.ts";
import type { Aliases, DeviceRow, Peek, UnitRule } from "./function.ts";

/**
 * Conveyors, queues and ovens are flattened to devices, and to calls of the functions here, which look into one. Nobody
 * writes them: their names, which say how many leaks, inflows and outflows there are, are no names of the language.
 */
const family = "memory";
const aliases: Aliases = {};

/** What flattening tells a conveyor. */
export type ConveyorLayout = BeltLayout;
export type ConveyorSpread = BeltSpread;

/**
 * A conveyor as names of rows tell of it: for each leak `p`, or `w` for whole units; `f` where nothing overtakes, and `t`
 * where what is on it may be stamped with the time.
 */
export const layoutName = ({ leaks, fifo, stamped }: BeltLayout): string =>
  [...leaks.map((isWhole) => (isWhole ? "w" : "p")), fifo ? "f" : "", stamped ? "t" : ""].join("");

function layoutOf(name: string): BeltLayout {
  const leaks = [...name].filter((letter) => "pw".includes(letter)).map((letter) => letter === "w");
  return { leaks, fifo: name.includes("f"), stamped: name.includes("t") };
}

/** The device that a conveyor is; so many inputs tell of a start that is a list. */
export const conveyorDevice = (layout: BeltLayout, values: number, spreads: readonly BeltSpread[]): string =>
  `conveyor>${layoutName(layout)}>${values}>${spreads.join()}`;
/** The device that a queue with so many inflows is, which starts with so many batches. */
export const queueDevice = (inflows: number, starts: number): string => `queue>${inflows}>${starts}`;
/** The device that an oven is, without stamps or with them. */
export const ovenDevice = (stamped: boolean): string => `oven>${stamped ? "t" : ""}`;

export const conveyorOut = (layout: BeltLayout): string => `conveyor>out>${layoutName(layout)}`;
export const conveyorLeak = (layout: BeltLayout, which: number): string =>
  `conveyor>leak>${layoutName(layout)}>${which}`;
export const conveyorStamp = (layout: BeltLayout, stamp: StampName, leak: number | undefined): string =>
  `conveyor>stamp>${layoutName(layout)}>${stamp}${leak === undefined ? "" : `>${leak}`}`;
export const conveyorRoom = "conveyor>room>";
export const queueOut = (inflows: number, outflows: number, which: number): string =>
  `queue>out>${inflows}>${outflows}>${which}`;
export const ovenStamp = (stamp: StampName): string => `oven>stamp>${stamp}`;
export const ovenOutName = "oven>out>";
export const ovenShutName = "oven>shut>";
export const ovenStateName = "oven>state>";
export const ovenRoomName = "oven>room>";

/** The row of a device that a discrete stock is; undefined where it is none. */
export function discreteDevice(name: string): DeviceRow | undefined {
  const [kind, first = "", second = "0", third = ""] = name.split(">");
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
    case "conveyor": {
      const layout = layoutOf(first);
      const values = Number(second);
      const spreads = third.split(",").flatMap((how): BeltSpread | [] => {
        if (how === "evenly" || how === "content") return how;
        return how === "" ? [] : Number(how);
      });
      return row(
        [
          ...["start", "transit", "sample", "arrest", "held", "inflow", "limited", "discrete"],
          ...rest(leakArguments, layout.leaks.length),
          ...rest(["list"], values),
          ...spreads.flatMap((how, i) => [
            `spread ${i + 1}`,
            ...(typeof how === "number" ? rest(["spread x", "spread y"], how) : []),
          ]),
          ...(layout.stamped
            ? rest(
                stampNames.map((one) => `stamp ${one}`),
                1 + spreads.length,
              )
            : []),
        ],
        ["sample", "arrest", "held", "inflow", "limited", "spread", "stamp"],
        {
          cells: beltCells(layout),
          begin: beltBegin(layout, values),
          step: beltStep(layout, values, spreads),
        },
      );
    }
    case "queue":
      return row(
        [...rest(["start"], Number(second)), "out", ...rest(["inflow"], Number(first))],
        ["out", "inflow"],
        { cells: lineCells, begin: lineBegin(Number(second)), step: lineStep(Number(second)) },
      );
    case "oven":
      return row(
        [
          ...["start", "cook", "capacity", "fill", "clean", "arrest", "inflow"],
          ...(first === "t" ? stampNames.map((one) => `stamp ${one}`) : []),
        ],
        ["clean", "arrest", "inflow", "stamp"],
        first === "t"
          ? { cells: stampedOvenCells, begin: stampedOvenBegin, step: stampedOvenStep }
          : { cells: ovenCells, begin: ovenBegin, step: ovenStep },
      );
    default:
      return undefined;
  }
}

/** A function that looks into a discrete stock, by its name; undefined where it is none. */
export function discretePeek(name: string): Peek | undefined {
  const [kind, what, ...rest] = name.split(">");
  const [first = 0, second = 0, third = 0] = rest.map(Number);
  const belt = layoutOf(rest[0] ?? "");
  const looks = 2 + leakArguments.length * belt.leaks.length + (belt.fifo ? 2 : 0);
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
  const summary = summaries.find((each) => each === what);
  if (summary)
    return row(0, contentSummary(kind === "queue" ? lineBatches : beltContent(belt), summary), amount);
  switch (`${kind} ${what}`) {
    case "conveyor out":
      return row(looks, beltOut(belt));
    case "conveyor leak":
      return row(looks, beltLeak(belt, second));
    case "conveyor stamp": {
      const stamp = stampNames.find((one) => one === rest[1]);
      const leak = rest[2] === undefined ? undefined : third;
      return stamp && row(looks, beltStamp(belt, leak, stamp), anything);
    }
    case "conveyor room":
      return row(7, beltRoom);
    case "conveyor size":
      return row(0, beltContent(belt).size, number);
    case "conveyor item":
      return row(1, beltContent(belt).item, amount);
    case "conveyor aged":
      return row(2, beltAged(belt), amount);
    case "queue out":
      return row(first + outflowArguments.length * second, lineOut(third, first));
    case "queue size":
      return row(0, lineBatches.size, number);
    case "queue item":
      return row(1, lineBatches.item, amount);
    case "oven out":
      return row(1, ovenOut);
    case "oven stamp": {
      const stamp = stampNames.find((one) => one === rest[0]);
      return stamp && row(1, lookAtStamp(stamp), anything);
    }
    case "oven room":
      return row(3, ovenRoom);
    case "oven shut":
      return row(2, ovenShut, number);
    case "oven state":
      return row(0, ovenState, number);
    default:
      return undefined;
  }
}

/** Of times and amounts alike. */
const anything: UnitRule = { kind: "computed", sentence: "Anything.", of: () => undefined, others: [] };

const rate: UnitRule = {
  kind: "computed",
  sentence: "The result has the unit of the stock divided by that of time.",
  of: ([content], time) => content && divideUnits(content, time),
  others: [],
};
