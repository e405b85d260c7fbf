import { type ReadonlySignal, signal } from "@preact/signals";
import type { TextEdit } from "../../edit/textedit.ts";
import type { Settings } from "../engine/settings.ts";

/** Something that was done and can be undone: text, diagram (which is text), sliders and files in one order. */
export type Deed =
  | {
      readonly kind: "text";
      /** What was done, for people: “typing”, “rename”. */
      readonly label: string;
      readonly edits: readonly TextEdit[];
      readonly inverse: readonly TextEdit[];
    }
  | {
      readonly kind: "settings";
      readonly label: string;
      readonly before: Settings;
      readonly after: Settings;
    };

/** Does and undoes deeds of each kind. */
export interface Hands {
  text(edits: readonly TextEdit[]): void;
  settings(settings: Settings): void;
}

/** The one log of all that was done. */
export interface Log {
  /** Adds what has just been done. Deeds of the same key that follow each other closely become one. */
  record(deed: Deed, key?: string): void;
  undo(hands: Hands): Deed | undefined;
  redo(hands: Hands): Deed | undefined;
  /** What the next undo and redo would be, in words; undefined where there is nothing. */
  readonly undoable: ReadonlySignal<string | undefined>;
  readonly redoable: ReadonlySignal<string | undefined>;
}

const deepest = 1000;
/** Deeds that follow each other within so many milliseconds may become one. */
const close = 700;

export function createLog(now: () => number): Log {
  const done: Deed[] = [];
  const undone: Deed[] = [];
  const undoable = signal<string | undefined>(undefined);
  const redoable = signal<string | undefined>(undefined);
  let last: { readonly key: string; readonly time: number } | undefined;

  const tell = () => {
    undoable.value = done.at(-1)?.label;
    redoable.value = undone.at(-1)?.label;
  };

  return {
    undoable,
    redoable,
    record(deed, key) {
      const isClose = key !== undefined && last?.key === key && now() - last.time < close;
      const joined = isClose && done.length > 0 ? join(done.at(-1)!, deed) : undefined;
      if (joined) done[done.length - 1] = joined;
      else done.push(deed);
      if (done.length > deepest) done.shift();
      undone.length = 0;
      last = key === undefined ? undefined : { key, time: now() };
      tell();
    },
    undo(hands) {
      const deed = done.pop();
      if (!deed) return undefined;
      if (deed.kind === "text") hands.text(deed.inverse);
      else hands.settings(deed.before);
      undone.push(deed);
      last = undefined;
      tell();
      return deed;
    },
    redo(hands) {
      const deed = undone.pop();
      if (!deed) return undefined;
      if (deed.kind === "text") hands.text(deed.edits);
      else hands.settings(deed.after);
      done.push(deed);
      last = undefined;
      tell();
      return deed;
    },
  };
}

/** Two deeds as one; undefined where they do not go together. */
function join(before: Deed, deed: Deed): Deed | undefined {
  if (before.kind === "settings" && deed.kind === "settings")
    return { kind: "settings", label: before.label, before: before.before, after: deed.after };
  if (before.kind !== "text" || deed.kind !== "text") return undefined;
  const [one, other] = [before.edits, deed.edits];
  const [first, next] = [one[0], other[0]];
  if (one.length !== 1 || other.length !== 1 || !first || !next || first.path !== next.path) return undefined;
  const [undoing, undoingNext] = [before.inverse[0]!, deed.inverse[0]!];
  const end = first.from + first.insert.length;
  // Typing on, and deleting backwards.
  if (next.from === end && next.to === end) {
    const insert = first.insert + next.insert;
    return {
      kind: "text",
      label: before.label,
      edits: [{ ...first, insert }],
      inverse: [{ ...undoing, to: first.from + insert.length }],
    };
  }
  if (next.insert === "" && next.to === first.from && first.insert === "") {
    return {
      kind: "text",
      label: before.label,
      edits: [{ ...first, from: next.from }],
      inverse: [{ ...undoing, from: next.from, to: next.from, insert: undoingNext.insert + undoing.insert }],
    };
  }
  return undefined;
}
