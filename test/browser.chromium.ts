import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Starts a Chromium: the one that HENCE_CHROMIUM names, an installed one, or the one that comes with the packages. */
export async function startChromium(): Promise<Browser> {
  const { env } = process;
  const installed = findChromium(process);
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: ["--no-sandbox"] });
  unpack();
  const options = { executablePath: join(unpacked, "chromium"), args: packed.args };
  try {
    return await chromium.launch(options);
  } catch {
    // A machine without the libraries that a browser needs: they are in the package too.
    const LD_LIBRARY_PATH = join(unpacked, "al2023", "lib");
    return await chromium.launch({ ...options, env: { PATH: env.PATH, HOME: env.HOME, LD_LIBRARY_PATH } });
  }
}

/**
 * The program of a Chromium; undefined where the packaged one must do. Throws where there is none, and says how to get one:
 * what needs a browser fails without it, and is never skipped.
 */
export function findChromium(
  { env, platform, arch }: Pick<NodeJS.Process, "env" | "platform" | "arch">,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  const named = env.HENCE_CHROMIUM;
  if (named && !exists(named)) throw new Error(`HENCE_CHROMIUM names ‘${named}’, which is not there.`);
  const installed = named || usualPlaces.find(exists);
  if (installed === undefined && (platform !== "linux" || arch !== "x64")) throw new Error(howToGetOne);
  return installed;
}

const usualPlaces: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const howToGetOne =
  "This test needs a Chromium and found none. Install Chromium or Chrome, or let HENCE_CHROMIUM name its program file.";

/** Of the project, wherever a test goes afterwards. */
const cache = resolve("node_modules", ".cache");
const unpacked = join(cache, "chromium");

/**
 * Unpacks the browser of @sparticuz/chromium and its libraries, once. The package unpacks into the folder for temporary
 * files and takes what lies there for whole; so it is sent to a folder of its own, which gets its name when all is there.
 */
function unpack(): void {
  if (existsSync(unpacked)) return;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, "chromium-"));
  try {
    const script = 'import("@sparticuz/chromium").then((packed) => packed.default.executablePath())';
    // With these words the package unpacks the libraries as well.
    const env = { PATH: process.env.PATH, TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
    execFileSync(process.execPath, ["-e", script], { env });
    renameSync(fresh, unpacked);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
