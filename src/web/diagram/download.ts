import type { Scene } from "../../view/diagram/scene.ts";
import { svgText } from "../../view/diagram/svg.ts";

/** Gives the user a scene as a file, in the colours of the page. Rejects where the browser cannot draw it. */
export async function download(scene: Scene, kind: "svg" | "png"): Promise<void> {
  const isDark = document.documentElement.dataset.theme === "dark";
  if (kind === "svg") downloadSvg(scene, scene.title, isDark);
  else await downloadPng(scene, scene.title, isDark);
}

function downloadSvg(scene: Scene, name: string, isDark: boolean): void {
  save(
    new Blob([svgText(scene, isDark ? "dark" : "light")], { type: "image/svg+xml" }),
    `${fileName(name)}.svg`,
  );
}

/** At most so many points across or down: browsers draw nothing on what is larger. */
const largest = 8192;

/** As a picture of points, twice as fine as on the screen. */
async function downloadPng(scene: Scene, name: string, isDark: boolean): Promise<void> {
  const text = svgText(scene, isDark ? "dark" : "light");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, largest / image.width, largest / image.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no pictures.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The picture is too large for this browser. SVG has no such bound.");
  save(blob, `${fileName(name)}.png`);
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}-]+/gu, "_").replace(/^_|_$/g, "") || "diagram";
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
