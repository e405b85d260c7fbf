import { expect, test } from "vitest";
import { createCalm } from "../src/web/engine/calm.ts";
import type { Port } from "../src/web/engine/client.ts";
import type { Asked, Kind } from "../src/web/engine/messages.ts";
import { createPool, type How } from "../src/web/engine/pool.ts";

/** A pool of one worker under a clock that is turned by hand. */
function poolByHand() {
  let time = 0;
  const alarms: { readonly at: number; readonly call: () => void }[] = [];
  const asked: Asked[] = [];
  const port: Port = {
    post: (question) => asked.push(question),
    onReply: () => undefined,
    onEnd: () => undefined,
    end: () => undefined,
  };
  const calm = createCalm(() => time);
  const pool = createPool({
    makePort: () => port,
    size: 1,
    calm,
    later: (milliseconds, call) => alarms.push({ at: time + milliseconds, call }),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    pool,
    calm,
    kinds: () => asked.map(({ kind }): Kind => kind),
    async answer() {
      port.onReply({ id: asked.at(-1)!.id, answer: undefined });
      await settle();
    },
    async turn(milliseconds: number) {
      time += milliseconds;
      for (const alarm of alarms.splice(0))
        if (alarm.at <= time) alarm.call();
        else alarms.push(alarm);
      await settle();
    },
  };
}

const patient: How = { isUrgent: false, isWanted: () => true };
const urgent: How = { isUrgent: true, isWanted: () => true };

test("long work waits while a hand moves something, what the hand asks for does not", async () => {
  const { pool, calm, kinds, answer, turn } = poolByHand();
  pool.open({ entry: "a.hence", texts: new Map() });
  calm.disturb();
  void pool.ask(0, "filter", { chunk: 0 }, patient);
  void pool.ask(0, "filter", { chunk: 1 }, patient);
  await turn(100);
  expect(kinds()).toEqual([]);
  void pool.ask(0, "identify", {}, urgent);
  await turn(0);
  expect(kinds()).toEqual(["open"]);
  await answer();
  expect(kinds()).toEqual(["open", "identify"]);
  await answer();
  expect(kinds().length).toBe(2);
  await turn(200);
  calm.disturb();
  await turn(200);
  expect(kinds().length).toBe(2);
  await turn(200);
  expect(kinds()).toEqual(["open", "identify", "filter"]);
  await answer();
  expect(kinds().length).toBe(4);
});

test("what is not wanted any more is not asked", async () => {
  const { pool, kinds, answer, turn } = poolByHand();
  pool.open({ entry: "a.hence", texts: new Map() });
  const left = pool.ask(0, "filter", { chunk: 0 }, { isUrgent: false, isWanted: () => false });
  await expect(left).rejects.toThrow("not wanted");
  void pool.ask(0, "identify", {}, urgent);
  await turn(0);
  await answer();
  expect(kinds()).toEqual(["open", "identify"]);
});
