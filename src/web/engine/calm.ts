/** Whether a hand is moving something: what it asks for comes first, and long work waits until it rests. */
export interface Calm {
  /** A hand has just moved. */
  disturb(): void;
  /** So many milliseconds are left until long work may go on; 0 is now. */
  left(): number;
}

/** A hand rests when it has not moved for this long, in milliseconds. */
const rest = 400;

export function createCalm(now: () => number): Calm {
  let moved = Number.NEGATIVE_INFINITY;
  return {
    disturb() {
      moved = now();
    },
    left: () => Math.max(0, moved + rest - now()),
  };
}
