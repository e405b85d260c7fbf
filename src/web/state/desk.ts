import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Project } from "../../wire/files.ts";
import type { OpenedModel } from "./bringing.ts";
import { type Connection, createConnection } from "./connection.ts";
import type { Listen } from "./listening.ts";
import type { Workbench } from "./workbench.ts";

/** One system on the desk, with all that was done to it: it stays as it is while another one is looked at. */
export interface Sitting {
  readonly workbench: Workbench;
  readonly connection: Connection;
  /** The system that the workbench was opened on, where this is another. */
  readonly home: string | undefined;
  /** How it came here, until that is not wanted any more. */
  readonly opened: Signal<OpenedModel | undefined>;
}

/** The systems that are open in this page, one of which is looked at. */
export interface Desk {
  readonly now: ReadonlySignal<Sitting>;
  /** Turns to another system of the project by its entry, undefined being home. Rejects, in words, where there is none. */
  turn(system: string | undefined, opened?: OpenedModel): Promise<void>;
}

export interface DeskOptions {
  readonly first: Project;
  readonly fetchProject: (system: string | undefined) => Promise<Project>;
  readonly makeWorkbench: (project: Project) => Workbench;
  readonly listen: Listen;
}

export function createDesk({ first, fetchProject, makeWorkbench, listen }: DeskOptions): Desk {
  const home = first.home ?? first.entry;
  const sittings = new Map<string, Sitting>();
  /** Whose search for worlds has been stopped because nobody looked at it. */
  const paused = new Set<Sitting>();

  function sit(project: Project): Sitting {
    const workbench = makeWorkbench(project);
    const { entry } = project;
    const connection = createConnection({
      listen,
      fetchProject: () => fetchProject(project.home === undefined ? undefined : entry),
      document: workbench.document,
    });
    const sitting = { workbench, connection, home: project.home, opened: signal<OpenedModel | undefined>() };
    sittings.set(entry, sitting);
    return sitting;
  }

  const now = signal(sit(first));

  function leave(sitting: Sitting): void {
    void sitting.workbench.document.save();
    if (sitting.workbench.worlds.search.peek().kind !== "searching") return;
    sitting.workbench.worlds.stop();
    paused.add(sitting);
  }

  return {
    now,
    async turn(system, opened) {
      const entry = system ?? home;
      const known = sittings.get(entry);
      const sitting = known ?? sit(await fetchProject(entry === home ? undefined : entry));
      if (opened) sitting.opened.value = opened;
      if (sitting === now.peek()) return;
      leave(now.peek());
      now.value = sitting;
      if (paused.delete(sitting)) sitting.workbench.worlds.goOn();
    },
  };
}
