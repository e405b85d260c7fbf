import { type Signal, signal } from "@preact/signals";

/**
 * What a panel remembers while another stands in its place: scrolled to where, filtered by what. It is no part of the
 * system, and undo does not know it.
 */
export interface Kept {
  /** The signal of a name, made when it is first asked for. A name stands for one type, wherever it is asked for. */
  readonly signal: <Value>(name: string, first: () => Value) => Signal<Value>;
}

export function createKept(): Kept {
  const signals = new Map<string, Signal<unknown>>();
  return {
    signal<Value>(name: string, first: () => Value): Signal<Value> {
      if (!signals.has(name)) signals.set(name, signal<unknown>(first()));
      // Of the type that the name stands for.
      return signals.get(name) as Signal<Value>;
    },
  };
}
