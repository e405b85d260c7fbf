import { type ReadonlySignal, signal } from "@preact/signals";
import { type Brought, type GivenModel, mostBroughtBytes, noRemarks } from "../../wire/models.ts";

/** A file of the user, from wherever it was dragged or chosen. */
export interface UserFile {
  /** With its path in the folder that was brought, if one was. */
  readonly name: string;
  readonly blob: Blob;
}

/** How it goes with a model that is brought to be opened. */
export type Bringing =
  | { readonly kind: "nothing" }
  | { readonly kind: "reading"; readonly what: string }
  | Exclude<Brought, OpenedModel>;

export type OpenedModel = Extract<Brought, { kind: "opened" }>;

/** Models from elsewhere, on their way to being opened. The project's texts stay as they are. */
export interface BringingState {
  readonly now: ReadonlySignal<Bringing>;
  /** Reads a model and what goes with it; while one waits for its files, these are them. */
  bring(files: readonly UserFile[]): Promise<void>;
  /** Which of several is meant. */
  choose(model: string): Promise<void>;
  /** Brings what is missing under the name that the model has for it. */
  supply(missing: string, file: UserFile): Promise<void>;
  /** Opens it though something is missing. */
  openIncomplete(): Promise<void>;
  /** Makes text of Hence of a model that lies in the project. */
  makeEditable(path: string): Promise<void>;
  /** Tells that a system could not be shown. */
  refuse(problem: string): void;
  /** Forgets what was brought. */
  close(): void;
}

export interface BringingOptions {
  /** Hands a model to the server; rejects, in words, where it does not answer. */
  readonly post: (given: GivenModel, files: readonly Blob[]) => Promise<Brought>;
  readonly postPath: (path: string) => Promise<Brought>;
  /** Shows a system that has been opened; rejects, in words, where it cannot. */
  readonly show: (opened: OpenedModel) => Promise<void>;
}

interface Brings {
  readonly files: readonly UserFile[];
  readonly meant: Readonly<Record<string, string>>;
  readonly model?: string;
}

const none: Brings = { files: [], meant: {} };

export function createBringing({ post, postPath, show }: BringingOptions): BringingState {
  const now = signal<Bringing>({ kind: "nothing" });
  let brings = none;

  async function read(isIncomplete = false): Promise<void> {
    const { files, meant, model } = brings;
    const size = files.reduce((sum, { blob }) => sum + blob.size, 0);
    if (size > mostBroughtBytes) {
      const most = mostBroughtBytes / 1024 / 1024;
      refuse(`${called(files)} has more than ${most} MB, which is more than a model has. It was not read.`);
      return;
    }
    const given: GivenModel = {
      files: files.map(({ name }) => name),
      meant,
      isIncomplete,
      ...(model !== undefined && { model }),
    };
    const blobs = files.map(({ blob }) => blob);
    await follow(model ?? called(files), () => post(given, blobs));
  }

  async function follow(what: string, ask: () => Promise<Brought>): Promise<void> {
    now.value = { kind: "reading", what };
    try {
      const brought = await ask();
      if (brought.kind === "opened") {
        await show(brought);
        close();
      } else now.value = brought;
    } catch (problem) {
      refuse(problem instanceof Error ? problem.message : String(problem));
    }
  }

  function refuse(problem: string): void {
    now.value = { kind: "refused", problem, remarks: noRemarks };
  }

  function close(): void {
    brings = none;
    now.value = { kind: "nothing" };
  }

  return {
    now,
    async bring(files) {
      const is = now.peek();
      if (files.length === 0 || is.kind === "reading") return;
      // A file that comes again is a newer one.
      const names = new Set(files.map(({ name }) => name));
      const kept = is.kind === "incomplete" ? brings.files.filter(({ name }) => !names.has(name)) : [];
      const before = is.kind === "incomplete" ? { ...brings, model: brings.model ?? pathOf(is.model) } : none;
      brings = { ...before, files: [...kept, ...files] };
      await read();
    },
    async choose(model) {
      brings = { ...brings, model };
      await read();
    },
    async supply(missing, file) {
      const is = now.peek();
      if (is.kind !== "incomplete") return;
      const others = brings.files.filter(({ name }) => name !== file.name);
      brings = {
        model: brings.model ?? pathOf(is.model),
        files: [...others, file],
        meant: { ...brings.meant, [missing]: file.name },
      };
      await read();
    },
    openIncomplete: () => read(true),
    makeEditable: (path) => follow(path, () => postPath(path)),
    refuse,
    close,
  };

  /** A model by the last part of its path, as the server names it. */
  function pathOf(model: string): string {
    return brings.files.find(({ name }) => name === model || name.endsWith(`/${model}`))?.name ?? model;
  }
}

function called(files: readonly UserFile[]): string {
  const [one] = files;
  return files.length === 1 && one ? `‘${one.name}’` : `What you brought (${files.length} files)`;
}
