/**
 * What the workbench in the browser and the server beside the files say to each other about files: plain data, as JSON.
 * Paths are those of the project: relative to the folder of the entry file, parts divided by `/`, never with `..`.
 */

/** A text of the project as it is on the disk. */
export interface FileState {
  readonly path: string;
  readonly text: string;
  /** A hash of its bytes: what an edit must name to be written over it. */
  readonly version: string;
  readonly isWritable: boolean;
}

/**
 * `GET /api/project`: the project as it is now. `?system=PATH` gives another system of it than the one that the workbench
 * was opened on, with the files of its own folder.
 */
export interface Project {
  /** The path of the entry file. */
  readonly entry: string;
  /** The folder as a person would name it. */
  readonly folder: string;
  /** All texts that a system may be read from, the entry among them. */
  readonly files: readonly FileState[];
  /** The text of each source that is at hand, by the folded name of the source. */
  readonly sources: Readonly<Record<string, string>>;
  /** The entry that the workbench was opened on, where it is another one. */
  readonly home?: string;
}

/** `PUT /api/files/PATH`: write this text over the version that it was made from; null for a file that is not there yet. */
export interface Save {
  readonly text: string;
  readonly over: string | null;
}

/** What came of a save. */
export type Saved =
  | { readonly kind: "saved"; readonly version: string }
  /** The file is not what the edit was made from; nothing was written. */
  | { readonly kind: "conflict"; readonly file: FileState | undefined }
  /** It could not be written, in words; what was there before still is. */
  | { readonly kind: "refused"; readonly problem: string };

/** `GET /api/events`: what happens to files, one line of JSON each, as long as the connection lasts. */
export type FileEvent =
  | { readonly kind: "changed"; readonly file: FileState }
  | { readonly kind: "deleted"; readonly path: string }
  /** Now and then, so that a connection that was lost is noticed. */
  | { readonly kind: "alive" };
