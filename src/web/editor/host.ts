import type { Hover } from "../../edit/hover.ts";
import type { Lexicon } from "../../edit/lexicon.ts";
import type { TextEdit } from "../../edit/textedit.ts";
import type { Span } from "../../model/span.ts";

/**
 * What an editor needs of what is around it. All offsets are those of the texts, whatever their line breaks; what is
 * worked out of the whole system is asked for, and answered when it is known.
 */
export interface EditorHost {
  readonly textOf: (path: string) => string | undefined;
  readonly isReadOnly: (path: string) => boolean;
  /** The names that are known now. */
  readonly lexicon: () => Lexicon;
  /** The user has typed. Edits of one key that follow each other are one step for undo. */
  readonly onEdit: (edits: readonly TextEdit[], key: string | undefined) => void;
  /** An edit that was offered and taken; the editor hears of it as of others that are made outside. */
  readonly edit: (edits: readonly TextEdit[], label: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Lays the file out and writes all files. */
  readonly save: (path: string) => void;
  readonly hover: (path: string, offset: number) => Promise<Hover | undefined>;
  /** What a variable is worth now, with its unit, in words; undefined where no run has said. */
  readonly numberOf: (variable: string) => Promise<string | undefined>;
  readonly define: (path: string, offset: number) => Promise<Span | undefined>;
  /** Gives what is named at an offset another name everywhere; the answer is why not, or undefined. */
  readonly rename: (path: string, offset: number, name: string) => Promise<string | undefined>;
  /** Another file is shown. */
  readonly onShow: (path: string) => void;
  /** The user has put the cursor somewhere. */
  readonly onSelect: (path: string, offset: number) => void;
}
