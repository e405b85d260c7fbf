import { createHash } from "node:crypto";
import { type JudgedWorlds, joinJudged } from "../argument/verdictcodes.ts";
import type { StoredChunk } from "../store/layout.ts";
import { type ChunkResults, fates } from "../study/ensemble.ts";
import type { TaskSource } from "./pool.ts";
import type { TestAnswer, TestTask } from "./testwork.ts";

/** A chunk of candidates, with what was judged in those that are plausible. */
export interface TestedChunk extends StoredChunk {
  readonly judged: JudgedWorlds;
}

/** Plausible worlds are tested in pieces of so many, however many threads there are. */
const worldsInPiece = 8;

interface TestOptions {
  /** Has tasks done, and answers in their order. */
  readonly ask: (tasks: TaskSource<TestTask>) => AsyncIterable<TestAnswer>;
  /** Whether enough worlds have been tested, so that no further chunk is wanted. */
  readonly isEnough: () => boolean;
  /** So many plausible worlds are tested at most, the first ones. */
  readonly most: number;
}

/** Runs chunks of candidates, and tests the argument in the plausible ones of each before it goes on to the next. */
export async function* testChunks(
  chunks: Iterable<number>,
  { ask, isEnough, most }: TestOptions,
): AsyncGenerator<TestedChunk, void> {
  const next = chunks[Symbol.iterator]();
  const pieces: TestTask[] = [];
  /** Chunks of which not everything has been answered, in their order. */
  const open: { readonly run: ChunkResults; readonly judged: JudgedWorlds[]; left: number }[] = [];
  let found = 0;
  const source: TaskSource<TestTask> = () => {
    const piece = pieces.shift();
    if (piece || found >= most || isEnough()) return piece;
    const { done, value } = next.next();
    return done ? undefined : { kind: "run", chunk: value };
  };
  for await (const { run, judged } of ask(source)) {
    if (run) {
      const worlds = plausibleIn(run).slice(0, most - found);
      // Chunks that were under way when enough had been found are not wanted any more.
      if (found >= most) continue;
      found += worlds.length;
      const own = inPieces(worlds).map((some): TestTask => ({ kind: "test", worlds: some }));
      pieces.push(...own);
      open.push({ run, judged: [], left: own.length });
    } else if (judged) {
      const asked = open.find(({ left }) => left > 0)!;
      asked.judged.push(judged);
      asked.left--;
    }
    while (open[0]?.left === 0) {
      const { run: whole, judged: all } = open.shift()!;
      yield { ...whole, judged: joinJudged(all) };
    }
  }
}

/** The numbers of the worlds of a chunk that are kept. */
export function plausibleIn({ first, fates: ended }: ChunkResults): readonly number[] {
  return [...ended].flatMap((fate, place) => (fate === fates.kept ? [first + place] : []));
}

function inPieces(worlds: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(worlds.length / worldsInPiece) }, (_, i) =>
    worlds.slice(i * worldsInPiece, (i + 1) * worldsInPiece),
  );
}

/** A hash of what became of every world and of what was judged in it, in the order of their numbers. */
export interface TestHash {
  add(chunk: TestedChunk): void;
  hex(): string;
}

/**
 * SHA-256 of number and fate of each world, each as the eight bytes of a number, and of one that was tested of its verdicts,
 * a byte each, and values.
 */
export function createTestHash(): TestHash {
  const hash = createHash("sha256");
  return {
    add({ first, fates: ended, judged: { worlds, codes, values } }) {
      const [width, lines] = [codes, values].map(({ length }) => length / worlds.length);
      let row = 0;
      for (const [place, fate] of ended.entries()) {
        hash.update(Float64Array.of(first + place, fate));
        if (worlds[row] !== first + place) continue;
        hash.update(codes.subarray(row * width!, (row + 1) * width!));
        hash.update(values.subarray(row * lines!, (row + 1) * lines!));
        row++;
      }
    },
    hex: () => hash.copy().digest("hex"),
  };
}
