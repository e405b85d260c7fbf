import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { editsBetween } from "../../edit/difference.ts";
import { mergeTexts } from "../../edit/merge.ts";
import { editText, invertEdits, type TextEdit } from "../../edit/textedit.ts";
import type { FileEvent, FileState, Project, Saved } from "../../wire/files.ts";
import { folderOf, isOfAnother } from "./files.ts";
import type { Log } from "./log.ts";

/** A text of the project, as it is here. */
export interface DocumentFile {
  readonly path: string;
  readonly text: ReadonlySignal<string>;
  readonly state: ReadonlySignal<SaveState>;
}

/** How a text stands to its file. */
export type SaveState =
  | { readonly kind: "saved" }
  /** It is about to be written. */
  | { readonly kind: "unsaved" }
  | { readonly kind: "read only" }
  /** It was not written: why, in words. It is tried again with the next edit, or when asked for. */
  | { readonly kind: "refused"; readonly problem: string }
  /** The file has been changed elsewhere; undefined where it is gone. Both texts are kept until the user chooses. */
  | { readonly kind: "conflict"; readonly theirs: string | undefined };

/** Where edits come from: who made one need not be told of it. */
export type Origin = object | undefined;

/** The texts of the project, each edit of which is a change of text in the one log. */
export interface Document {
  readonly entry: string;
  readonly paths: ReadonlySignal<readonly string[]>;
  /** Counts the edits: who reads it hears of each. */
  readonly revision: ReadonlySignal<number>;
  /** How many texts are not yet on the disk. */
  readonly unsaved: ReadonlySignal<number>;
  file(path: string): DocumentFile | undefined;
  /** All texts, by path. */
  texts(): ReadonlyMap<string, string>;
  /** Makes edits, of which the log hears. Edits of the same key that follow each other closely are undone as one. */
  edit(
    edits: readonly TextEdit[],
    how: { readonly label: string; readonly key?: string; readonly origin?: Origin },
  ): void;
  /** The same without the log: undoing and redoing. */
  apply(edits: readonly TextEdit[], origin?: Origin): void;
  /** Told of every edit, with whoever made it. Returns what ends it. */
  listen(heard: (edits: readonly TextEdit[], origin: Origin) => void): () => void;
  /** Told which texts the system was read from. */
  tellRead(sources: readonly string[]): void;
  /** What the server tells of files. */
  hear(event: FileEvent): void;
  /** The project as it is after the connection was lost for a while. */
  catchUp(project: Project): void;
  /** Writes all that is not saved, now. */
  save(): Promise<void>;
  /** Ends a conflict. */
  settle(path: string, with_: "mine" | "theirs"): void;
}

export interface DocumentOptions {
  readonly project: Project;
  readonly log: Log;
  /** Writes a text; rejects where nobody answers. */
  readonly put: (path: string, text: string, over: string | null) => Promise<Saved>;
  /** Calls back after a while; gives what ends it. */
  readonly later: (milliseconds: number, call: () => void) => () => void;
}

interface Held extends DocumentFile {
  readonly text: Signal<string>;
  readonly state: Signal<SaveState>;
  /** As it was last seen on the disk. */
  disk: { readonly text: string; readonly version: string } | undefined;
  isSaving: boolean;
  /** What was heard of it while it was being saved: of before, or of after. */
  missed: FileEvent | undefined;
  /** The versions that were written from here. */
  readonly written: Set<string>;
}

/** Texts are written this long after the last edit, in milliseconds. */
const quiet = 600;

export function createDocument({ project, log, put, later }: DocumentOptions): Document {
  const files = new Map<string, Held>();
  /** A system in a folder of its own is of the files in there. */
  const folder = folderOf(project.entry);
  const paths = signal<readonly string[]>([]);
  const revision = signal(0);
  const unsaved = signal(0);
  const listeners = new Set<(edits: readonly TextEdit[], origin: Origin) => void>();
  let read: ReadonlySet<string> = new Set();
  let stopWaiting = () => {};

  const tellPaths = () => {
    paths.value = [...files.keys()].sort();
  };
  const count = () => {
    unsaved.value = [...files.values()].filter(({ text, disk }) => text.peek() !== disk?.text).length;
  };
  const take = ({ path, text, version, isWritable }: FileState): Held => {
    const held: Held = {
      path,
      text: signal(text),
      state: signal<SaveState>({ kind: isWritable ? "saved" : "read only" }),
      disk: { text, version },
      isSaving: false,
      missed: undefined,
      written: new Set(),
    };
    files.set(path, held);
    return held;
  };
  for (const file of project.files) take(file);
  tellPaths();

  function apply(edits: readonly TextEdit[], origin?: Origin): void {
    if (edits.length === 0) return;
    for (const path of new Set(edits.map((edit) => edit.path))) {
      const held = files.get(path) ?? takeNew(path);
      held.text.value = editText(held.text.peek(), edits, path);
      const isSame = held.text.peek() === held.disk?.text;
      if (held.state.peek().kind !== "conflict") held.state.value = { kind: isSame ? "saved" : "unsaved" };
    }
    for (const heard of listeners) heard(edits, origin);
    stir(edits.map(({ path }) => path));
    count();
    stopWaiting();
    stopWaiting = later(quiet, () => void save());
  }

  /** Counts a change, unless it is in another system, of which this one reads nothing. */
  function stir(changed: readonly string[]): void {
    const isOurs = (path: string) => read.has(path) || !isOfAnother(project.entry, paths.peek(), path);
    if (changed.some(isOurs)) revision.value++;
  }

  function takeNew(path: string): Held {
    const held: Held = {
      path,
      text: signal(""),
      state: signal<SaveState>({ kind: "unsaved" }),
      disk: undefined,
      isSaving: false,
      missed: undefined,
      written: new Set(),
    };
    files.set(path, held);
    tellPaths();
    return held;
  }

  async function save(): Promise<void> {
    await Promise.all([...files.values()].map(saveFile));
  }

  async function saveFile(held: Held): Promise<void> {
    const text = held.text.peek();
    const { kind } = held.state.peek();
    if (held.isSaving || text === held.disk?.text || kind === "conflict") return;
    held.isSaving = true;
    try {
      const saved = await put(held.path, text, held.disk?.version ?? null);
      if (saved.kind === "saved") {
        held.disk = { text, version: saved.version };
        held.written.add(saved.version);
        held.state.value = { kind: held.text.peek() === text ? "saved" : "unsaved" };
      } else if (saved.kind === "refused") held.state.value = { kind: "refused", problem: saved.problem };
      else meet(held, saved.file);
    } catch (problem) {
      const words = problem instanceof Error ? problem.message : String(problem);
      held.state.value = { kind: "refused", problem: words };
    } finally {
      held.isSaving = false;
      count();
    }
    const { missed } = held;
    held.missed = undefined;
    // An echo of what was written from here is no news.
    const isEcho = missed?.kind === "changed" && held.written.has(missed.file.version);
    if (missed && !isEcho) hear(missed);
    if (held.state.peek().kind === "unsaved") await saveFile(held);
  }

  /** Takes what is on the disk now; where both sides have changed, both are kept. */
  function meet(held: Held, file: FileState | undefined): void {
    const mine = held.text.peek();
    const base = held.disk?.text;
    const isChangedHere = mine !== base;
    // Once the user has to choose, what both come from is known no more.
    const canMerge = base !== undefined && held.state.peek().kind !== "conflict";
    const merged = isChangedHere && file && canMerge ? mergeTexts(base, mine, file.text) : undefined;
    held.disk = file && { text: file.text, version: file.version };
    if (file?.text === mine) held.state.value = { kind: file.isWritable ? "saved" : "read only" };
    else if (merged?.conflicts.length === 0) change(held, merged.text, "changes in another editor");
    else if (isChangedHere) held.state.value = { kind: "conflict", theirs: file?.text };
    else if (file) {
      change(held, file.text, "change in another editor");
      held.state.value = { kind: file.isWritable ? "saved" : "read only" };
    } else held.state.value = { kind: "conflict", theirs: undefined };
    count();
  }

  /** Gives a file another text, as an edit like any other; what happens in another system is undone there. */
  function change(held: Held, text: string, label: string): void {
    const edits = editsBetween(held.path, held.text.peek(), text);
    if (isOfAnother(project.entry, paths.peek(), held.path)) apply(edits);
    else edit(edits, { label });
  }

  function edit(
    edits: readonly TextEdit[],
    { label, key, origin }: { readonly label: string; readonly key?: string; readonly origin?: Origin },
  ): void {
    if (edits.length === 0) return;
    const inverse = invertEdits(edits, (path) => files.get(path)?.text.peek() ?? "");
    apply(edits, origin);
    log.record({ kind: "text", label, edits, inverse }, key);
  }

  function hear(event: FileEvent): void {
    if (event.kind === "alive") return;
    const path = event.kind === "changed" ? event.file.path : event.path;
    if (!path.startsWith(folder)) return;
    const held = files.get(path);
    if (held?.isSaving) {
      held.missed = event;
      return;
    }
    if (event.kind === "deleted") {
      if (held?.disk) meet(held, undefined);
      return;
    }
    if (held?.disk?.version === event.file.version) return;
    if (held) {
      meet(held, event.file);
      return;
    }
    take(event.file);
    tellPaths();
    stir([path]);
  }

  return {
    entry: project.entry,
    paths,
    revision,
    unsaved,
    file: (path) => files.get(path),
    texts: () => new Map([...files].map(([path, { text }]) => [path, text.value])),
    edit,
    apply,
    save,
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    tellRead(sources) {
      read = new Set(sources);
    },
    hear,
    catchUp(now) {
      for (const file of now.files) hear({ kind: "changed", file });
      const there = new Set(now.files.map(({ path }) => path));
      for (const path of files.keys()) if (!there.has(path)) hear({ kind: "deleted", path });
      void save();
    },
    settle(path, side) {
      const held = files.get(path);
      const state = held?.state.peek();
      if (!held || state?.kind !== "conflict") return;
      held.state.value = { kind: "unsaved" };
      if (state.theirs !== undefined) {
        const mine = held.text.peek();
        const there = editsBetween(path, mine, state.theirs);
        if (side === "theirs") edit(there, { label: "take the other version" });
        else {
          // The other version will be nowhere but in the log: it is one step back from here, and mine one more.
          const back = editsBetween(path, state.theirs, mine);
          log.record({ kind: "text", label: "take the other version", edits: there, inverse: back });
          log.record({ kind: "text", label: "keep mine", edits: back, inverse: there });
        }
      }
      count();
      void saveFile(held);
    },
  };
}
