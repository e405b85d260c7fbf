import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { editsBetween } from "../../edit/difference.ts";
import type { Layout } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import { readLayoutFile } from "../../read/layout.ts";
import type { Drawing } from "../../view/diagram/drawing.ts";
import { movedView } from "../../view/diagram/givenmove.ts";
import { layoutViewOf } from "../../view/diagram/move.ts";
import { roomyView } from "../../view/diagram/roomy.ts";
import { isStockKind } from "../../view/diagram/system.ts";
import type { DiagramView } from "../../view/diagram/viewname.ts";
import { layoutNameOf, viewNamed } from "../../view/diagram/viewname.ts";
import { type NamedView, viewsOf } from "../../view/diagram/views.ts";
import { writeLayoutFile } from "../../write/diagram.ts";
import type { Course } from "../diagram/props.ts";
import type { Client } from "../engine/client.ts";
import type { DiagramOutline } from "../engine/diagrams.ts";
import type { Columns, RunAnswer } from "../engine/messages.ts";
import type { AnalysisState } from "./analysis.ts";
import type { Document } from "./document.ts";
import type { RunsState } from "./runs.ts";

/** The diagrams of the system, as far as one is shown. */
export interface DiagramState {
  /** Undefined is the first there is. */
  readonly view: Signal<DiagramView | undefined>;
  readonly constants: Signal<boolean>;
  readonly outline: ReadonlySignal<DiagramOutline | undefined>;
  readonly views: ReadonlySignal<readonly NamedView[]>;
  /** Of the view; undefined while it is made. */
  readonly drawing: ReadonlySignal<Drawing | undefined>;
  /** Of the stocks that are shown, by name. */
  readonly courses: ReadonlySignal<ReadonlyMap<string, Course>>;
  readonly problem: ReadonlySignal<string | undefined>;
  /** A panel shows diagrams: from now on they are made. Returns what ends it. */
  show(): () => void;
  /** The numbers of any variables under the present settings. */
  numbersOf(names: readonly string[]): Promise<RunAnswer | undefined>;
  /** Whether things can be moved in the view that is shown. */
  canMove(): boolean;
  /** Keeps where things lie now, in the file of the layout. */
  keep(drawing: Drawing): void;
  /** Forgets what was moved in the view that is shown; false where nothing was. */
  readonly isKept: ReadonlySignal<boolean>;
  forget(): void;
}

export interface DiagramOptions {
  readonly document: Pick<Document, "entry" | "paths" | "file" | "edit">;
  readonly analysis: Pick<AnalysisState, "revision" | "latest">;
  readonly runs: Pick<RunsState, "run" | "runOf">;
  readonly client: Client;
  readonly later: (milliseconds: number, call: () => void) => () => void;
}

/** Diagrams follow the texts this long after these were read, in milliseconds. */
const quiet = 260;

export function createDiagram({ document, analysis, runs, client, later }: DiagramOptions): DiagramState {
  const view = signal<DiagramView | undefined>(undefined);
  const constants = signal(true);
  const outline = signal<DiagramOutline | undefined>(undefined);
  const drawing = signal<Drawing | undefined>(undefined);
  const courses = signal<ReadonlyMap<string, Course>>(new Map());
  const problem = signal<string | undefined>(undefined);
  const shownBy = signal(0);
  const path = document.entry.replace(/\.hence$/i, ".layout.json");
  let asked = 0;
  let drawn = "";
  let stopWaiting = () => {};
  let isRunning = false;

  const layoutText = computed(() =>
    path !== document.entry && document.paths.value.includes(path)
      ? document.file(path)?.text.value
      : undefined,
  );
  // It may be large, and is read again only when it changes. One that cannot be read is none; the terminal tells why.
  const layoutBeside = computed(() =>
    layoutText.value === undefined ? undefined : readLayoutFile(layoutText.value, path, () => undefined),
  );
  /** Where things lie: in the file beside the text, or else in that of the model. */
  const layout = computed<Layout | undefined>(() =>
    layoutText.value === undefined ? outline.value?.layout : layoutBeside.value,
  );
  const views = computed(() => (outline.value ? viewsOf(outline.value.system, layout.value) : []));
  const current = () => view.value ?? views.value[0]?.view;
  const nameOf = (one: DiagramView | undefined) => one && layoutNameOf(one);

  async function read(): Promise<void> {
    try {
      // A first picture does not wait for the run that tells the signs of its arrows.
      if (!outline.peek()) outline.value = await client.ask("diagram", { signs: false });
      outline.value = await client.ask("diagram", { signs: true });
      problem.value = undefined;
    } catch (failure) {
      problem.value = failure instanceof Error ? failure.message : String(failure);
    }
  }

  effect(() => {
    const revision = analysis.revision.value;
    if (shownBy.value === 0 || revision < 0) return;
    stopWaiting();
    stopWaiting = later(outline.peek() ? quiet : 0, () => void read());
  });

  async function draw(wanted: DiagramView, shown: boolean): Promise<void> {
    const number = ++asked;
    const key = JSON.stringify([wanted, shown]);
    // Another view comes into an empty place; the same one stays until it has been made anew.
    if (key !== drawn) drawing.value = undefined;
    const question = { view: wanted, constants: shown, layout: layout.peek() };
    const made = await client.ask("draw", question).catch((failure: unknown) => {
      problem.value = failure instanceof Error ? failure.message : String(failure);
      return undefined;
    });
    if (number !== asked) return;
    drawn = key;
    if (made) drawing.value = made;
    // What was looked at is gone from the texts.
    else view.value = undefined;
  }

  effect(() => {
    const wanted = current();
    const shown = constants.value;
    if (!outline.value || !wanted) return;
    // A layout that changes, by hand or by undo, is drawn anew.
    void layout.value;
    void untracked(() => draw(wanted, shown));
  });

  /** The courses of the stocks that are shown; while one run is being made, no other is asked for. */
  async function follow(names: readonly string[]): Promise<void> {
    if (isRunning || names.length === 0) return;
    isRunning = true;
    const answer = await runs.runOf(names.map(foldName)).catch(() => undefined);
    isRunning = false;
    if (!answer) return;
    const found = names.flatMap((name) => {
      const course = courseOf(name, answer.base, answer.current);
      return course ? [[name, course] as const] : [];
    });
    courses.value = new Map(found);
  }

  effect(() => {
    const run = runs.run.value;
    const scene = drawing.value?.scene;
    if (!run || !scene || shownBy.value === 0) return;
    const stocks = scene.nodes.filter(({ kind, ghost }) => isStockKind(kind) && !ghost);
    void untracked(() => follow([...new Set(stocks.map(({ name }) => name))]));
  });

  function write(next: Layout, label: string): void {
    const before = document.file(path)?.text.peek() ?? "";
    document.edit(editsBetween(path, before, writeLayoutFile(next)), {
      label,
      key: `${label} ${nameOf(current())}`,
    });
  }

  /** The view that is shown, where an author drew it. */
  const given = () => {
    const shown = current();
    return shown?.kind === "given" ? viewNamed(layout.peek(), shown.name) : undefined;
  };
  const othersOf = (name: string) =>
    (layout.peek()?.views ?? []).filter((one) => foldName(one.name) !== foldName(name));

  return {
    view,
    constants,
    outline,
    drawing,
    courses,
    problem,
    views,
    isKept: computed(() => {
      const name = nameOf(current());
      return layout.value?.views.some((one) => foldName(one.name) === foldName(name ?? "")) ?? false;
    }),
    show() {
      shownBy.value++;
      return () => {
        shownBy.value--;
      };
    },
    numbersOf: (names) => runs.runOf(names.map(foldName)).catch(() => undefined),
    canMove: () =>
      path !== document.entry &&
      (nameOf(current()) !== undefined || given() !== undefined) &&
      // Without constants a sector lies as it does by itself.
      (constants.value || current()?.kind !== "group"),
    keep(moved) {
      const authors = given();
      const name = nameOf(current());
      if (!authors && name === undefined) return;
      drawing.value = moved;
      const views = authors
        ? layout
            .peek()!
            .views.map((one) =>
              one === authors ? movedView(roomyView(outline.peek()!.system, one), moved) : one,
            )
        : [...othersOf(name!), layoutViewOf(moved, name!)];
      write({ views }, "moving in the diagram");
    },
    forget() {
      const name = nameOf(current());
      if (name !== undefined) write({ views: othersOf(name) }, "arranging the diagram anew");
    },
  };
}

function courseOf(name: string, base: Columns, current: Columns): Course | undefined {
  const key = foldName(name);
  const [one, other] = [base.series.get(key), current.series.get(key)];
  return one && other ? { base: one, current: other } : undefined;
}
