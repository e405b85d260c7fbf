import { spawn } from "node:child_process";

/** Shows an address in the user's browser; resolves to whether there was a program to do it. */
export async function openBrowser(address: string): Promise<boolean> {
  const [program, ...words] = opener(address);
  return new Promise((resolve) => {
    const child = spawn(program!, words, { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}

function opener(address: string): readonly string[] {
  if (process.env.BROWSER) return [process.env.BROWSER, address];
  switch (process.platform) {
    case "darwin":
      return ["open", address];
    case "win32":
      return ["rundll32", "url.dll,FileProtocolHandler", address];
    default:
      return ["xdg-open", address];
  }
}
