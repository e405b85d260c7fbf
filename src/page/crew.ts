import type { Replayed } from "../study/replay.ts";
import type { PageAnswer, PageQuestion } from "./messages.ts";
import { createWork } from "./work.ts";

/** Those who run the system of a page. */
export interface Crew {
  /** How many plausible worlds each of them runs. */
  readonly sizes: readonly number[];
  /** Asks for the run, and for all worlds, with these numbers; of several questions only the last need be answered. Gives its turn. */
  ask(numbers: ReadonlyMap<string, number>): number;
}

export interface CrewListener {
  one(columns: readonly Float64Array[], turn: number): void;
  /** The parts of all of them, in order. */
  worlds(parts: readonly Replayed[], turn: number): void;
  lost(problem: string): void;
}

const mostWorkers = 4;

/** Divides the worlds among workers; where the browser gives none, all are run in turn on the page. */
export function createCrew(
  {
    system,
    kept,
    script,
  }: { readonly system: string; readonly kept: readonly number[]; readonly script: string },
  listener: CrewListener,
): Crew {
  const wanted = Math.max(1, Math.min(mostWorkers, (navigator.hardwareConcurrency ?? 2) - 1));
  const ports = startWorkers(wanted, script, listener) ?? [onThisPage()];
  const shares = ports.map((_, i) => kept.filter((__, world) => world % ports.length === i));
  const busy = ports.map(() => false);
  let asked: { readonly turn: number; readonly numbers: ReadonlyMap<string, number> } | undefined;
  let turn = 0;
  const given = ports.map(() => 0);
  const parts = new Map<number, (Replayed | undefined)[]>();

  const feed = (place: number): void => {
    if (!asked || busy[place] || given[place] === asked.turn) return;
    busy[place] = true;
    given[place] = asked.turn;
    if (place === 0) ports[0]!.send({ kind: "one", ...asked });
    if (kept.length > 0) ports[place]!.send({ kind: "worlds", ...asked });
  };
  const hear = (place: number, answer: PageAnswer): void => {
    if (answer.kind === "one") {
      listener.one(answer.columns, answer.turn);
      if (kept.length > 0) return;
    } else collect(place, answer.replayed, answer.turn);
    busy[place] = false;
    feed(place);
  };
  const collect = (place: number, replayed: Replayed, of: number): void => {
    const all = parts.get(of) ?? ports.map(() => undefined);
    all[place] = replayed;
    parts.set(of, all);
    const whole = all.filter((part) => part !== undefined);
    if (whole.length < ports.length) return;
    for (const old of [...parts.keys()]) if (old <= of) parts.delete(old);
    listener.worlds(whole, of);
  };
  for (const [place, port] of ports.entries()) {
    port.listen((answer) => hear(place, answer));
    port.send({ kind: "open", system, worlds: shares[place]! });
  }
  return {
    sizes: shares.map(({ length }) => length),
    ask(numbers) {
      asked = { turn: ++turn, numbers };
      for (const place of ports.keys()) feed(place);
      return turn;
    },
  };
}

interface Port {
  send(question: PageQuestion): void;
  listen(hear: (answer: PageAnswer) => void): void;
}

/** A page from a file may start no worker from another file, but one from a text of its own. */
function startWorkers(count: number, script: string, { lost }: CrewListener): readonly Port[] | undefined {
  try {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    return Array.from({ length: count }, () => {
      const worker = new Worker(url);
      worker.addEventListener("error", ({ message }) => lost(message || "A worker of this page ended."));
      return {
        send: (question: PageQuestion) => worker.postMessage(question),
        listen: (hear: (answer: PageAnswer) => void) =>
          worker.addEventListener("message", ({ data }: MessageEvent<PageAnswer>) => hear(data)),
      };
    });
  } catch {
    return undefined; // Slower, and the same numbers.
  }
}

function onThisPage(): Port {
  let tell: (answer: PageAnswer) => void = () => {};
  const work = createWork((answer) => tell(answer));
  return {
    send: (question) => setTimeout(() => work(question)),
    listen: (hear) => {
      tell = hear;
    },
  };
}
