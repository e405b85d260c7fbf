import { appendFile, mkdir, open, readdir, truncate, unlink } from "node:fs/promises";
import { join } from "node:path";
import { type StoredChunk, tableNames, type WorldNumbers } from "../store/layout.ts";
import {
  type Finished,
  journalPath,
  manifestOf,
  manifestPath,
  printManifest,
  reasonAgainst,
} from "../store/manifest.ts";
import { chunksIn, type Part, partsIn, printPart, worldsIn } from "../store/parts.ts";
import type { Study } from "../store/study.ts";
import { formatNumber } from "../view/number.ts";
import { WrongUsage } from "./exit.ts";
import { explainFileProblem, putWhole, temporaryEnding } from "./files.ts";
import { type Lock, lockFolder, lockName } from "./lock.ts";
import { partFiles } from "./partfiles.ts";
import { journalIn, manifestIn } from "./stored.ts";

/** A folder with the results of a study, to which this process alone adds. */
export interface ResultsFolder {
  readonly path: string;
  /** How many worlds are whole by now. */
  worlds(): number;
  /**
   * Every chunk of the study, in order: those that are whole are read back bit for bit, the others come from `run`, which is
   * given their numbers, and are kept. It ends early where `run` does.
   */
  chunks(run: RunChunks): AsyncGenerator<StoredChunk, void>;
  /** Writes down that all that was wanted is there, with the hash of what came out. */
  finish(finished: Finished): Promise<void>;
  close(): Promise<void>;
}

/** Runs chunks of worlds by their numbers; answers in their order. */
type RunChunks = (chunks: readonly number[]) => AsyncIterable<StoredChunk>;

export interface ResultsOptions {
  readonly study: Study;
  /** The sampled numbers of each world. */
  readonly numbersOf: WorldNumbers;
  /** Puts a file in its place, whole or not at all. */
  readonly put?: (path: string, pieces: Iterable<string | Uint8Array>) => Promise<void>;
}

/**
 * Opens a folder for the results of a study: a new one, one that was left unfinished, or one to which worlds are added.
 * Throws `WrongUsage` where it belongs to something else, to another process, or cannot be written.
 */
export async function openResults(path: string, options: ResultsOptions): Promise<ResultsFolder> {
  const lock = await inWords(path, async () => {
    await mkdir(path, { recursive: true });
    refuseStrangers(path, await readdir(path));
    return lockFolder(path);
  });
  try {
    return await inWords(path, () => openLocked(path, options, lock));
  } catch (problem) {
    await lock.release();
    throw problem;
  }
}

async function openLocked(
  path: string,
  { study: asked, numbersOf, put = putWhole }: ResultsOptions,
  lock: Lock,
): Promise<ResultsFolder> {
  const before = await manifestIn(path);
  if (before) {
    const reason = reasonAgainst(before.study, asked);
    if (reason) throw new WrongUsage(`‘${path}’ has results already, and ${reason.words}.`, reason.hint);
  }
  const { chunksInPart } = before?.study ?? asked;
  const study = { ...asked, chunksInPart };
  const journal = join(path, journalPath);
  const parts = await openJournal(path);
  for (const folder of ["", ...tableNames]) await removeLeftovers(join(path, folder));
  const manifest = printManifest(manifestOf(study));
  const manifestFile = join(path, manifestPath);
  if (before?.study.runs !== study.runs) await put(manifestFile, [manifest]);
  const files = await partFiles(path, study, put);

  const isWhole = (part: number) => parts.get(part)?.worlds === worldsIn(study, part);
  const worlds = () =>
    [...parts.values()].reduce((sum, part) => sum + (isWhole(part.part) ? part.worlds : 0), 0);
  const all = Array.from({ length: partsIn(study) }, (_, part) => part);

  /** Puts a part on the disk; it counts once the journal has it. */
  async function keep(part: number, chunks: readonly StoredChunk[], known: WorldNumbers): Promise<void> {
    await lock.confirm();
    const written = await files.write(part, chunks, known);
    await appendSafely(journal, printPart(written));
    parts.set(part, written);
  }

  /** Passes the chunks of a part on as they come, and keeps them; false where they end early. */
  async function* runPart(
    part: number,
    source: AsyncIterator<StoredChunk>,
  ): AsyncGenerator<StoredChunk, boolean> {
    const chunks: StoredChunk[] = [];
    // Worked out as chunks come: for a whole part at once it would take as long as the writing.
    const numbers = new Map<number, Float64Array>();
    for (const _ of chunksIn(study, part)) {
      const next = await source.next();
      if (next.done) return false;
      const { first, fates } = next.value;
      for (let world = first; world < first + fates.length; world++) {
        const own = new Float64Array(study.inputs.length);
        numbersOf(world, own);
        numbers.set(world, own);
      }
      chunks.push(next.value);
      yield next.value;
    }
    await inWords(
      path,
      () => keep(part, chunks, (world, into) => into.set(numbers.get(world)!)),
      () => wholeWords(worlds(), study),
    );
    return true;
  }

  return {
    path,
    worlds,
    async *chunks(run) {
      const missing = all.filter((part) => !isWhole(part)).flatMap((part) => chunksIn(study, part));
      const fresh = run(missing)[Symbol.asyncIterator]();
      try {
        for (const part of all) {
          const known = isWhole(part) ? await inWords(path, () => files.read(parts.get(part)!)) : undefined;
          if (known) yield* known;
          else if (isWhole(part)) {
            // Its files have changed or are gone since it was written down.
            parts.delete(part);
            const again = run(chunksIn(study, part))[Symbol.asyncIterator]();
            const isDone = yield* runPart(part, again);
            await again.return?.();
            if (!isDone) return;
          } else if (!(yield* runPart(part, fresh))) return;
        }
      } finally {
        await fresh.return?.();
      }
    },
    async finish(finished) {
      const known = before?.study.runs === study.runs ? before.finished : undefined;
      if (known && known.kept === finished.kept && known.hash !== finished.hash)
        throw new WrongUsage(
          `What came out now (${finished.hash}) is not what ‘${path}’ says came out first (${known.hash}).`,
        );
      await inWords(path, () => put(manifestFile, [printManifest(manifestOf(study, finished))]));
    },
    close: () => lock.release(),
  };
}

/** The parts that are whole as a journal says; what is not a whole line at its end is cut off. It is plain ASCII. */
async function openJournal(path: string): Promise<Map<number, Part>> {
  const { parts, whole, bytes } = await journalIn(path);
  if (whole < bytes) await truncate(join(path, journalPath), whole);
  return new Map(parts);
}

/** Adds a line to a file, and waits until it is on the disk. */
async function appendSafely(path: string, line: string): Promise<void> {
  const file = await open(path, "a");
  try {
    await appendFile(file, line);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what processes that were ended have left half written. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (isLeftover(name)) await unlink(join(folder, name));
}

function isLeftover(name: string): boolean {
  return name.endsWith(temporaryEnding) && /^(\.|lock\.)/.test(name);
}

function refuseStrangers(path: string, names: readonly string[]): void {
  if (names.includes(manifestPath)) return;
  const others = names.filter((name) => name !== lockName && !isLeftover(name));
  if (others.length === 0) return;
  const shown = [...others.slice(0, 3), ...(others.length > 3 ? ["…"] : [])].join(", ");
  throw new WrongUsage(
    `‘${path}’ has other files in it (${shown}), and no results.`,
    "Results need a folder of their own: name one that is new or empty.",
  );
}

function wholeWords(worlds: number, { runs }: Study): string {
  return `${formatNumber(worlds, 15)} of ${formatNumber(runs, 15)} worlds are whole in it; when that is mended, the same command goes on from there.`;
}

/** Does something to a folder; what the system has against it is said in words. */
async function inWords<Result>(
  path: string,
  act: () => Promise<Result>,
  more?: () => string,
): Promise<Result> {
  try {
    return await act();
  } catch (problem) {
    if (problem instanceof WrongUsage) throw problem;
    throw new WrongUsage(`Results cannot be kept in ‘${path}’: ${explainFileProblem(problem)}.`, more?.());
  }
}
