import { spawn } from "node:child_process";

/** Shows a page in the user's browser; resolves to whether there was a program to do it. */
export async function openBrowser(url: string): Promise<boolean> {
  const [program, ...words] = opener(url);
  return new Promise((resolve) => {
    const child = spawn(program!, words, { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}

function opener(url: string): readonly string[] {
  if (process.env.BROWSER) return [process.env.BROWSER, url];
  switch (process.platform) {
    case "darwin":
      return ["open", url];
    case "win32":
      return ["rundll32", "url.dll,FileProtocolHandler", url];
    default:
      return ["xdg-open", url];
  }
}
