/**
 * What the workbench and its server say to each other about models that are brought from elsewhere: plain data, as JSON.
 * What is brought becomes text of Hence in new files of the project; nothing that was there before is touched.
 */

/**
 * `POST /api/models`: a model, and the files that go with it. It is a form, in which `about` is this as JSON, and `file0`,
 * `file1` … are the bytes of `files`, in their order.
 */
export interface GivenModel {
  /** Which of the files is the model; without it, the one that looks like one. */
  readonly model?: string;
  /** The names of all files; those from a folder have their paths in it, with `/`. */
  readonly files: readonly string[];
  /** Which of them is meant where the model names another, or names one by a tag. */
  readonly meant: Readonly<Record<string, string>>;
  /** Open it though files of data are missing. */
  readonly isIncomplete: boolean;
}

/** So many bytes may be brought at once, and a model may have so many of them. */
export const mostBroughtBytes = 64 * 1024 * 1024;
export const mostModelBytes = 16 * 1024 * 1024;

/** What came of it. `POST /api/models/PATH` answers the same for a model of another tool that lies in the project. */
export type Brought =
  | {
      readonly kind: "opened";
      /** The file that was read. */
      readonly from: string;
      /** The path of its entry file in the project. */
      readonly system: string;
      /** The paths of all files that were written. */
      readonly wrote: readonly string[];
      /** What it is made of. */
      readonly contents: string;
      readonly remarks: Remarks;
      /** Files that came with it and that it does not need. */
      readonly unused: readonly string[];
    }
  /** More than one of the files may be meant: one has to be named. Nothing was written. */
  | { readonly kind: "several"; readonly models: readonly string[] }
  /** It names files that did not come with it. Nothing was written. */
  | {
      readonly kind: "incomplete";
      readonly model: string;
      readonly missing: readonly Missing[];
      readonly remarks: Remarks;
    }
  /** Nothing was written: why, in words. */
  | {
      readonly kind: "refused";
      readonly problem: string;
      readonly hint?: string;
      readonly remarks: Remarks;
    };

/** What a model needs, and nobody has brought. */
export type Missing =
  /** A file: by its path in the model, or by a tag, `?prices`. */
  | { readonly kind: "file"; readonly name: string }
  /** The numbers of a series, which any file may bring. */
  | { readonly kind: "series"; readonly name: string };

/** What reading found to say, in the order of the texts. */
export interface Remarks {
  readonly shown: readonly Remark[];
  /** How many more there are. */
  readonly more: number;
}

export interface Remark {
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  readonly code: string;
  /** `file:line:column` */
  readonly where?: string;
  /** The line it is about. */
  readonly line?: string;
  readonly notes: readonly string[];
}

export const noRemarks: Remarks = { shown: [], more: 0 };
