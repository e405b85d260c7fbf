/** Saves the chart that a button belongs to as a picture, with what must go along with it written below. */
export function savePicture(button: Element, name: string, remarks: readonly string[]): void {
  const canvas = button.closest("figure")?.querySelector("canvas");
  if (!canvas) return;
  const style = getComputedStyle(document.documentElement);
  const scale = canvas.width / Math.max(1, canvas.clientWidth);
  const picture = document.createElement("canvas");
  const context = picture.getContext("2d");
  if (!context) return;
  const font = `${12 * scale}px system-ui, sans-serif`;
  context.font = font;
  const lines = remarks.flatMap((remark) => wrap(remark, canvas.width - 16 * scale, context));
  picture.width = canvas.width;
  picture.height = canvas.height + (lines.length * 16 + 12) * scale;
  context.fillStyle = style.getPropertyValue("--page");
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  context.font = font;
  context.fillStyle = style.getPropertyValue("--quiet");
  for (const [i, line] of lines.entries())
    context.fillText(line, 8 * scale, canvas.height + (16 * (i + 1) + 2) * scale);
  const link = document.createElement("a");
  link.download = `${name}.png`;
  link.href = picture.toDataURL("image/png");
  link.click();
}

function wrap(text: string, width: number, context: CanvasRenderingContext2D): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
