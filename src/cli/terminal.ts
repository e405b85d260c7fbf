import { colourPaint, type Paint, plainPaint } from "../view/paint.ts";
import { exit } from "./exit.ts";
import { explainFileProblem } from "./files.ts";

/** Where a command prints. Results go to `out`, complaints and progress to `complain`. */
export interface Terminal {
  /** Columns that text for people may take. */
  readonly width: number;
  readonly paint: Paint;
  /** For what is printed as a complaint, which may go elsewhere than results do. */
  readonly complaintPaint: Paint;
  out(text: string): void;
  complain(text: string): void;
  /** Shows what is going on, in one line that later output, or an empty text, replaces. Nothing where nobody watches. */
  progress(text: string): void;
}

/** The terminal of this process. Progress is also sent to the program that started it, where that wants to hear of it. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  let showsProgress = false;
  stdout.on("error", (problem: NodeJS.ErrnoException) => {
    // Whoever read our output has seen enough.
    if (problem.code === "EPIPE") process.exit(exit.good);
    stderr.write(`hence: the results cannot be written: ${explainFileProblem(problem)}.\n`);
    process.exit(exit.usage);
  });
  // Where complaints cannot be heard either, the exit code is all there is.
  stderr.on("error", () => {});
  const clearProgress = () => {
    if (showsProgress) stderr.write("\r\u001b[K");
    showsProgress = false;
  };
  return {
    width: widthOfTerminal(stdout.columns, env.COLUMNS),
    paint: hasColours(stdout.isTTY, env) ? colourPaint : plainPaint,
    complaintPaint: hasColours(stderr.isTTY, env) ? colourPaint : plainPaint,
    out(text) {
      clearProgress();
      stdout.write(`${text}\n`);
    },
    complain(text) {
      clearProgress();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (env.HENCE_PROGRESS === "message" && process.connected && text !== "") process.send?.(text);
      if (!stderr.isTTY) return;
      clearProgress();
      if (text === "") return;
      stderr.write(`${text} …`);
      showsProgress = true;
    },
  };
}

/** Eighty columns read well; a narrower terminal has its own width, and a pipe may name one. */
function widthOfTerminal(columns: number | undefined, named: string | undefined): number {
  const wanted = columns ?? Number(named ?? 80);
  return Number.isFinite(wanted) && wanted > 0 ? Math.min(80, Math.max(40, wanted)) : 80;
}

/** https://no-color.org: whoever sets NO_COLOR to anything wants none. */
function hasColours(isTerminal: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== "0") return true;
  return isTerminal === true && env.TERM !== "dumb";
}
