import type { Point } from "../../model/layout.ts";
import { type Block, moveBlock } from "./block.ts";
import type { Forms } from "./blocks.ts";
import { type Box, boxOf, centreOf, doCross, doesTouch, moveBox } from "./geometry.ts";
import { aroundBlocks, shelve } from "./shelf.ts";

/** A link as far as its length matters: the keys of its ends. */
export interface Tie {
  readonly from: string;
  readonly to: string;
}

/** Room between blocks. */
const margin = 16;
/** Blocks are tried on a grid, and then on a finer one. */
const [coarse, fine] = [
  [88, 44],
  [22, 11],
] as const;
/** How often each block is taken out and put where it lies best. */
const rounds = 3;
/** What costs as much as so many points of length: two arrows that cross, an arrow over a node. */
const [crossing, covering] = [140, 170];
/** Diagrams are to be this much wider than high. */
const aspect = 1.55;

/**
 * Places blocks one by one where the arrows between them are short, cross each other seldom and run over nothing, and
 * then each anew until nothing gets better. What has a place keeps it. It depends on nothing but what it is given.
 */
export function arrange(
  blocks: readonly Forms[],
  ties: readonly Tie[],
  fixed: readonly Block[] = [],
): readonly Block[] {
  const tied = fixed.length > 0 ? blocks : blocks.filter(([block]) => isTied(block, ties));
  const board = new Board(ties);
  for (const block of fixed) board.put(block);
  const waiting = new Set(tied);
  const places = new Map<Forms, Block>();
  while (waiting.size > 0) {
    const next = board.mostTied(waiting);
    waiting.delete(next);
    const block = board.best(next);
    board.put(block);
    places.set(next, block);
  }
  for (let round = 0; round < rounds; round++) {
    let isBetter = false;
    for (const forms of tied) {
      const now = places.get(forms)!;
      board.take(now);
      const better = board.best(forms, now);
      board.put(better);
      places.set(forms, better);
      isBetter ||= better !== now;
    }
    if (!isBetter) break;
  }
  const placed = [...fixed, ...tied.map((forms) => places.get(forms)!)];
  const loose = blocks.filter((forms) => !places.has(forms)).map(([block]) => block);
  return [...placed, ...shelve(loose, aroundBlocks(placed))];
}

/** Whether a block has anything to do with another. */
function isTied({ boxes }: Block, ties: readonly Tie[]): boolean {
  return ties.some(({ from, to }) => boxes.has(from) !== boxes.has(to));
}

/** A tie between two nodes that have places. */
interface Line {
  readonly tie: Tie;
  readonly from: Point;
  readonly to: Point;
}

/** What has a place so far. */
class Board {
  readonly #tiesOf = new Map<string, Tie[]>();
  readonly #blocks = new Set<Block>();
  readonly #boxes = new Map<string, Box>();
  readonly #lines = new Map<Tie, Line>();

  constructor(ties: readonly Tie[]) {
    for (const tie of ties) {
      for (const end of [tie.from, tie.to]) {
        if (this.#tiesOf.has(end)) this.#tiesOf.get(end)!.push(tie);
        else this.#tiesOf.set(end, [tie]);
      }
    }
  }

  put(block: Block): void {
    this.#blocks.add(block);
    for (const [key, box] of block.boxes) this.#boxes.set(key, box);
    for (const line of this.#linesOf(block, 0, 0)) this.#lines.set(line.tie, line);
  }

  take(block: Block): void {
    this.#blocks.delete(block);
    for (const key of block.boxes.keys()) {
      this.#boxes.delete(key);
      for (const tie of this.#tiesOf.get(key) ?? []) this.#lines.delete(tie);
    }
  }

  /** Which of the blocks has most ties with what is there; at first the one with most nodes. */
  mostTied(waiting: ReadonlySet<Forms>): Forms {
    let best: Forms | undefined;
    let most = Number.NEGATIVE_INFINITY;
    for (const forms of waiting) {
      const [{ boxes, box }] = forms;
      const tied = [...boxes.keys()].reduce((sum, key) => {
        const ties = this.#tiesOf.get(key) ?? [];
        return sum + ties.filter(({ from, to }) => this.#boxes.has(from === key ? to : from)).length;
      }, 0);
      const weight = this.#blocks.size === 0 ? box.width * box.height : tied * 1e6 + box.width * box.height;
      if (weight > most) [best, most] = [forms, weight];
    }
    return best!;
  }

  /** Where a block lies best, in whichever of its forms; where it is now, unless another place is better. */
  best(forms: Forms, now?: Block): Block {
    const around = boxOf([...this.#blocks].map(({ box }) => box));
    if (!around) return now ?? forms[0];
    let best = now;
    let least = now ? this.#cost(now, 0, 0, around) - 1 : Number.POSITIVE_INFINITY;
    for (const form of forms) {
      const { box } = form;
      const consider = (x: number, y: number) => {
        const [dx, dy] = [x - box.x, y - box.y];
        if (!this.#isFreeAt(box, dx, dy)) return;
        const cost = this.#cost(form, dx, dy, around, least);
        if (cost >= least) return;
        least = cost;
        best = moveBlock(form, dx, dy);
      };
      const [acrossStep, downStep] = coarse;
      const room = margin + 4;
      for (let x = around.x - box.width - room; x <= around.x + around.width + room; x += acrossStep)
        for (let y = around.y - box.height - room; y <= around.y + around.height + room; y += downStep)
          consider(x, y);
    }
    for (let [across, down] = fine; best && across >= fine[0] / 2; across /= 2, down /= 2) {
      for (let isBetter = true; isBetter; ) {
        isBetter = false;
        const from: Block = best;
        for (const [dx, dy] of [
          [across, 0],
          [-across, 0],
          [0, down],
          [0, -down],
        ] as const) {
          if (!this.#isFreeAt(from.box, dx, dy)) continue;
          const cost = this.#cost(from, dx, dy, around, least);
          if (cost >= least) continue;
          least = cost;
          best = moveBlock(from, dx, dy);
          isBetter = true;
        }
      }
    }
    return best ?? forms[0];
  }

  #isFreeAt({ x, y, width, height }: Box, dx: number, dy: number): boolean {
    const [left, top] = [x + dx - margin, y + dy - margin];
    const [right, bottom] = [left + width + 2 * margin, top + height + 2 * margin];
    for (const { box } of this.#blocks)
      if (left < box.x + box.width && box.x < right && top < box.y + box.height && box.y < bottom)
        return false;
    return true;
  }

  #linesOf(block: Block, dx: number, dy: number): readonly Line[] {
    const lines: Line[] = [];
    const centre = (key: string): Point | undefined => {
      const own = block.boxes.get(key);
      const box = own ?? this.#boxes.get(key);
      if (!box) return undefined;
      const [x, y] = centreOf(box);
      return own ? [x + dx, y + dy] : [x, y];
    };
    for (const key of block.boxes.keys()) {
      for (const tie of this.#tiesOf.get(key) ?? []) {
        // A tie within the block does not change, and is met from one of its ends only.
        if (block.boxes.has(tie.from) && block.boxes.has(tie.to)) continue;
        const [from, to] = [centre(tie.from), centre(tie.to)];
        if (from && to) lines.push({ tie, from, to });
      }
    }
    return lines;
  }

  /** What a place costs; more than `most` need not be worked out. */
  #cost(block: Block, dx: number, dy: number, around: Box, most = Number.POSITIVE_INFINITY): number {
    const box = moveBox(block.box, dx, dy);
    const all = boxOf([around, box])!;
    const grown = Math.max(all.width / aspect, all.height) - Math.max(around.width / aspect, around.height);
    const [cx, cy] = centreOf(box);
    const [ax, ay] = centreOf(around);
    let cost = 1.2 * grown + 0.12 * (Math.abs(cx - ax) / aspect + Math.abs(cy - ay));
    const lines = this.#linesOf(block, dx, dy);
    for (const { from, to } of lines) {
      const [across, down] = [to[0] - from[0], to[1] - from[1]];
      // Arrows are read from left to right.
      cost += Math.hypot(across, down) + (across < 0 ? 0.25 * -across : 0);
    }
    if (cost >= most) return cost;
    for (const line of lines) {
      for (const { tie, from, to } of this.#lines.values())
        if (doCross(line.from, line.to, from, to) && !sharesEnd(tie, line.tie)) cost += crossing;
      for (const [key, other] of this.#boxes) {
        if (doesTouch(line.from, line.to, other) && key !== line.tie.from && key !== line.tie.to)
          cost += covering;
      }
      for (const [key, other] of block.boxes) {
        if (key === line.tie.from || key === line.tie.to) continue;
        if (doesTouch(line.from, line.to, moveBox(other, dx, dy))) cost += covering;
      }
      if (cost >= most) return cost;
    }
    for (const { tie, from, to } of this.#lines.values()) {
      if (!doesTouch(from, to, box)) continue;
      for (const [key, other] of block.boxes)
        if (tie.from !== key && tie.to !== key && doesTouch(from, to, moveBox(other, dx, dy)))
          cost += covering;
    }
    return cost;
  }
}

function sharesEnd(a: Tie, b: Tie): boolean {
  return a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to;
}
