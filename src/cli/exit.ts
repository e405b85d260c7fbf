/** What the number says that a command ends with. */
export const exit = {
  /** All is well. */
  good: 0,
  /** The model or its argument has faults; they have been printed. */
  faults: 1,
  /** Wrong usage: an unknown command or name, a file that is missing or cannot be written. */
  usage: 2,
  /** A fault of ours. */
  bug: 3,
  /** Stopped from the keyboard. */
  interrupted: 130,
} as const;

/** Something that the user can put right: what is wrong, and what to do. Caught once, in `main`. */
export class WrongUsage extends Error {
  override readonly name = "WrongUsage";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
