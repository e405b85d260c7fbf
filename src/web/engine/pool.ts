import type { Calm } from "./calm.ts";
import { type Client, createClient, Overtaken, type Port } from "./client.ts";
import type { Answers, Asks, Kind, OpenQuestion } from "./messages.ts";

/** Several workers that hold the same system. */
export interface Pool {
  readonly size: number;
  /** The system that the workers are to hold; each opens it when it is first asked. Before it, questions wait. */
  open(question: OpenQuestion): void;
  /**
   * Asks one of them, by any number. Urgent questions go before others, which wait until all is calm. One that is not
   * wanted any more when its turn comes is left out: its promise is rejected with `Overtaken`.
   */
  ask<Of extends Kind>(worker: number, kind: Of, question: Asks<Of>, how: How): Promise<Answers<Of>>;
  close(): void;
}

export interface How {
  readonly isUrgent: boolean;
  readonly isWanted: () => boolean;
}

export interface PoolOptions {
  readonly makePort: () => Port;
  readonly size: number;
  readonly calm: Calm;
  /** Calls back after a while, in milliseconds. */
  readonly later: (milliseconds: number, call: () => void) => void;
}

interface Job {
  readonly how: How;
  readonly start: (client: Client) => Promise<void>;
  readonly leave: () => void;
}

interface Member {
  readonly client: Client;
  readonly urgent: Job[];
  readonly others: Job[];
  /** Which opening it holds. */
  opened: number;
  isBusy: boolean;
  /** It goes on with what is not urgent when all is calm. */
  isWaiting: boolean;
}

export function createPool({ makePort, size, calm, later }: PoolOptions): Pool {
  let opening: OpenQuestion | undefined;
  let openings = 0;
  const members: Member[] = Array.from({ length: size }, () => ({
    client: createClient(makePort),
    urgent: [],
    others: [],
    opened: 0,
    isBusy: false,
    isWaiting: false,
  }));

  async function work(member: Member): Promise<void> {
    if (member.isBusy || !opening) return;
    member.isBusy = true;
    for (;;) {
      const job = member.urgent.shift() ?? (calm.left() === 0 ? member.others.shift() : undefined);
      if (!job) break;
      if (!job.how.isWanted()) {
        job.leave();
        continue;
      }
      if (opening && member.opened !== openings) {
        const now = openings;
        // What is wrong with it, the question that follows will say.
        await member.client.ask("open", opening).catch(() => undefined);
        member.opened = now;
        if (!job.how.isWanted()) {
          job.leave();
          continue;
        }
      }
      await job.start(member.client);
    }
    member.isBusy = false;
    waitForCalm(member);
  }

  function waitForCalm(member: Member): void {
    if (member.isWaiting || member.others.length === 0) return;
    member.isWaiting = true;
    later(calm.left(), () => {
      member.isWaiting = false;
      void work(member);
    });
  }

  return {
    size,
    open(question) {
      opening = question;
      openings++;
      for (const member of members) void work(member);
    },
    ask(worker, kind, question, how) {
      const member = members[worker % size]!;
      return new Promise((resolve, reject) => {
        const job: Job = {
          how,
          start: (client) => client.ask(kind, question).then(resolve, reject),
          leave: () => reject(new Overtaken("It is not wanted any more.")),
        };
        (how.isUrgent ? member.urgent : member.others).push(job);
        void work(member);
      });
    },
    close() {
      for (const { client, urgent, others } of members) {
        client.close();
        for (const { leave } of [...urgent, ...others]) leave();
      }
    },
  };
}
