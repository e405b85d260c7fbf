import fc from "fast-check";
import { functions } from "../src/functions/functions.ts";
import type { Report } from "../src/model/diagnostic.ts";
import type { Model } from "../src/model/system.ts";
import type { Part, Variable } from "../src/model/variable.ts";
import { readHence } from "../src/read/hence.ts";

/** Draws random things, one after another. */
export type Draw = fc.GeneratorValue;

/** The text of a random system over every kind of variable, every operator and every function. */
export function drawSystem(draw: Draw): string {
  const writer = new SystemWriter(draw);
  const count = 1 + draw(fc.nat, { max: 13 });
  for (let i = 0; i < count; i++) writer.addVariable();
  return writer.finish();
}

/**
 * The model of a random text, some of it made into what no text of a system says by itself: counts become memories, and
 * some equations are another thing before the first step.
 */
export function drawModel(draw: Draw, text: string, report: Report): Model {
  const { model } = readHence("random.hence", () => ({ text }), report);
  const oneIn = (n: number): boolean => draw(fc.nat, { max: n - 1 }) === 0;
  const integrators = [
    "euler",
    "euler",
    "euler",
    "rk2",
    "rk2",
    "rk2",
    "rk4",
    "rk4",
    "rk4",
    "rk4 auto",
  ] as const;
  const hasPaces = oneIn(4);
  const paced = (variable: Variable): Variable =>
    hasPaces && oneIn(3) ? { ...variable, pace: oneIn(2) ? 2 : 3 } : variable;
  return {
    ...model,
    time: {
      ...model.time,
      integrator: integrators[draw(fc.nat, { max: 9 })]!,
      ...(oneIn(2) && { like: "vensim" }),
    },
    variables: model.variables.map(paced).map((variable) => {
      if (variable.kind === "count" && oneIn(2)) {
        const { rate, starts, ...head } = variable;
        if (oneIn(2)) {
          const delay = [everywhere(draw(fc.constantFrom<number[]>, 0, 0.7, 1, 2.5, -1, 1e12))];
          const inputs = [rate, delay, starts.length > 0 ? starts : [everywhere(2)]];
          return { ...head, kind: "device", device: "delay_fixed", inputs };
        }
        const next = oneIn(3) ? [] : rate;
        return { ...head, kind: "memory", starts: starts.length > 0 ? starts : [everywhere(2)], next };
      }
      if ((variable.kind !== "aux" && variable.kind !== "flow") || !oneIn(3)) return variable;
      return { ...variable, initially: [everywhere(draw(fc.integer, { min: -3, max: 3 }))] };
    }),
  };
}

function everywhere(value: number): Part {
  const span = { source: "random.hence", from: 0, to: 0 };
  return {
    subscripts: [],
    except: [],
    otherwise: false,
    value: { kind: "number", value, span },
    span,
  };
}

/** Names that an equation may read, by what they are. */
interface Readable {
  readonly scalars: string[];
  readonly arrays: string[];
  readonly graphs: string[];
}

interface Pool {
  readonly name: string;
  readonly isArray: boolean;
  readonly text: string;
}

const sides = ["left", "middle", "right"];

class SystemWriter {
  private readonly draw: Draw;
  private readonly readable: Readable = { scalars: [], arrays: [], graphs: [] };
  private readonly statements: string[] = [
    "dim side = left, middle, right",
    "dim outer of side = left, right",
  ];
  private readonly flows: { readonly name: string; readonly isArray: boolean }[] = [];
  private readonly stocks: Pool[] = [];
  private names = 0;

  constructor(draw: Draw) {
    this.draw = draw;
  }

  addVariable(): void {
    this.oneOf<() => void>([
      () => this.addNumber(),
      () => this.addGraph(),
      () => this.addSeries(),
      () => this.addEquation("aux"),
      () => this.addEquation("aux"),
      () => this.addEquation("flow"),
      () => this.addEquation("flow"),
      () => this.addEquation("input"),
      () => this.addStock(),
      () => this.addStock(),
      () => this.addCount(),
    ])();
  }

  finish(): string {
    for (const stock of this.stocks) this.statements.push(stock.text + this.streams(stock));
    const shuffled = this.statements
      .map((text) => ({ text, key: this.draw(fc.double, { min: 0, max: 1, noNaN: true }) }))
      .sort((a, b) => a.key - b.key)
      .map(({ text }) => text);
    return ["system random", this.time(), ...shuffled, ""].join("\n");
  }

  private time(): string {
    const start = this.oneOf([0, 2010, -1.1]);
    const step = this.oneOf([1, 0.25, 0.1]);
    const every = step * this.upTo(1, 3);
    const method = this.oneOf(["euler", "rk4"]);
    return `time ${start} to ${start + every * this.upTo(1, 5)} by ${step} year, ${method}, save every ${every}`;
  }

  private addNumber(): void {
    const kind = this.oneOf(["const", "lever", "switch"]);
    const number = (): string => (kind === "switch" ? this.oneOf(["0", "1"]) : this.number());
    if (this.chance(3)) {
      this.add("arrays", (name) => `${kind} ${name}[side]\n  [outer] = ${number()}\n  else = ${number()}`);
    } else this.add("scalars", (name) => `${kind} ${name} = ${number()}`);
  }

  private addGraph(): void {
    const outside = this.oneOf(["hold", "extrapolate", "step"]);
    this.add("graphs", (name) => `graph ${name} (x) = ${this.points()}, ${outside}`);
  }

  private addSeries(): void {
    if (this.chance(2)) this.add("scalars", (name) => `graph ${name} (time) = ${this.points()}, hold`);
    else {
      const between = this.oneOf(["interpolate", "look forward", "hold backward", "raw"]);
      this.add("scalars", (name) => `data ${name} = ${this.points()}, ${between}`);
    }
  }

  private addEquation(kind: "aux" | "flow" | "input"): void {
    const oneWay = kind === "flow" && this.chance(3) ? " one way" : "";
    const isArray = this.chance(3);
    const name = isArray
      ? this.add("arrays", (own) => `${kind} ${own}[side]${this.arrayBody()}${oneWay}`)
      : this.add("scalars", (own) => `${kind} ${own} = ${this.expression(3, false)}${oneWay}`);
    if (kind === "flow") this.flows.push({ name, isArray });
  }

  private arrayBody(): string {
    const body = (): string => this.expression(3, true);
    // The element before the left one is never there, which is a fault.
    const leftBody = (): string => body().replaceAll("side - 1]", "side]");
    return this.oneOf([
      () => ` = ${body()}`,
      () => `\n  [left] = ${leftBody()}\n  [*] except [left] = ${body()}`,
      () => `\n  [outer] = ${body()}\n  else = ${body()}`,
    ])();
  }

  private addStock(): void {
    const isArray = this.chance(3);
    const starts = this.expression(2, isArray);
    const never = this.chance(3) ? " never below zero" : "";
    const name = `v${this.names++}`;
    this.stocks.push({
      name,
      isArray,
      text: `stock ${name}${isArray ? "[side]" : ""} starts ${starts}${never}`,
    });
    this.readable[isArray ? "arrays" : "scalars"].push(name);
  }

  private addCount(): void {
    if (this.chance(3)) {
      this.add("arrays", (name) => `count ${name}[side] of ${this.expression(2, true)}`);
    } else
      this.add("scalars", (name) => `count ${name} of ${this.expression(2, false)} starts ${this.number()}`);
  }

  /** A flow leaves at most one stock; shares of it may enter several. */
  private streams({ isArray }: Pool): string {
    const fitting = this.flows.filter((flow) => flow.isArray === isArray);
    const listed = (): string => {
      const flow = fitting.splice(this.upTo(0, fitting.length - 1), 1)[0]!;
      this.flows.splice(this.flows.indexOf(flow), 1);
      const share = this.chance(3) ? `${this.oneOf(["0.3", "0.5", this.expression(1, isArray)])} * ` : "";
      return `${share}${flow.name}${isArray ? "[side]" : ""}`;
    };
    const list = (word: string): string => {
      const streams = Array.from({ length: Math.min(fitting.length, this.upTo(0, 2)) }, listed);
      return streams.length === 0 ? "" : `\n  ${word} ${streams.join(", ")}`;
    };
    return list("in") + list("out");
  }

  private expression(depth: number, isOverSide: boolean): string {
    if (depth === 0 || this.chance(6)) return this.leaf(isOverSide);
    const part = (): string => this.expression(depth - 1, isOverSide);
    const { arrays, graphs } = this.readable;
    const choices: (() => string)[] = [
      () => `(${part()} ${this.oneOf(["+", "-", "*", "/"])} ${part()})`,
      () => `(${part()} ${this.oneOf(["+", "-", "*", "/"])} ${part()})`,
      () => `(${part()} ${this.oneOf(["^", "mod", "<", "<=", ">", ">=", "=", "<>", "and", "or"])} ${part()})`,
      () => `(${this.oneOf(["-", "not ", "+"])}${part()})`,
      () => `(if ${part()} then ${part()} else ${part()})`,
      () => this.call(part),
    ];
    if (graphs.length > 0) {
      choices.push(() => `${this.oneOf(graphs)}(${part()})`);
      choices.push(() => `lookup_forward(${this.oneOf(graphs)}, ${part()})`);
    }
    if (isOverSide && arrays.length > 0)
      choices.push(() => `vector_sort_order(${this.oneOf(arrays)}[*] * ${part()}, ${part()})`);
    choices.push(() => `size(${this.oneOf(["side", "outer"])})`);
    if (arrays.length > 0) {
      choices.push(
        () => this.reduction(),
        () => `${this.oneOf(arrays)}[@(${part()} + time)]`,
      );
    }
    return this.oneOf(choices)();
  }

  private call(part: () => string): string {
    const { name, parameters } = this.oneOf(functions.filter(({ kind }) => kind === "pointwise"));
    const needed = parameters.filter(({ otherwise }) => otherwise === undefined).length;
    const args = Array.from({ length: this.upTo(needed, parameters.length) }, part);
    return `${name}(${args.join(", ")})`;
  }

  private reduction(): string {
    const reducer = this.oneOf(["sum", "product", "mean", "min", "max", "size", "stddev"]);
    const item = (): string =>
      `${this.oneOf(this.readable.arrays)}[${this.oneOf(["*", "*", "outer.*", "left:middle"])}]`;
    const over = this.oneOf(["*", "outer.*"]);
    const product = `${this.oneOf(this.readable.arrays)}[${over}] * ${this.oneOf(this.readable.arrays)}[${over}]`;
    return `${reducer}(${this.chance(2) ? item() : product})`;
  }

  private leaf(isOverSide: boolean): string {
    const { scalars, arrays } = this.readable;
    const choices: (() => string)[] = [() => this.number(), () => this.oneOf(["time", "dt"])];
    if (scalars.length > 0)
      choices.push(
        () => this.oneOf(scalars),
        () => this.oneOf(scalars),
      );
    if (arrays.length > 0) choices.push(() => `${this.oneOf(arrays)}[${this.oneOf([...sides, "@2"])}]`);
    if (isOverSide) choices.push(() => "side");
    if (isOverSide && arrays.length > 0) {
      choices.push(() => `${this.oneOf(arrays)}[${this.oneOf(["side", "side", "side - 1"])}]`);
    }
    return this.oneOf(choices)();
  }

  private add(to: keyof Readable, write: (name: string) => string): string {
    const name = `v${this.names++}`;
    this.statements.push(write(name));
    this.readable[to].push(name);
    return name;
  }

  private points(): string {
    const xs = Array.from({ length: this.upTo(1, 5) }, () =>
      this.oneOf([-5, -1.1, 0, 0.5, 1, 2, 2010, 2011]),
    );
    return [...new Set(xs)]
      .sort((a, b) => a - b)
      .map((x) => `(${x}, ${this.number()})`)
      .join(" ");
  }

  private number(): string {
    return this.oneOf(["0", "1", "2", "0.1", "2.5", "7", "1000", "1/3", "-1", "-0.7"]);
  }

  private chance(oneIn: number): boolean {
    return this.upTo(1, oneIn) === 1;
  }

  private upTo(min: number, max: number): number {
    return this.draw(fc.integer, { min, max });
  }

  private oneOf<Item>(items: readonly Item[]): Item {
    return items[this.upTo(0, items.length - 1)]!;
  }
}
