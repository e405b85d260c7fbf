import { useEffect } from "preact/hooks";
import { darkColours, diagramStyle } from "../../view/diagram/style.ts";

/** Brings the style of pictures into the page, as long as a diagram is in it; dark where the page is. */
export function useDiagramStyle(): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      diagramStyle + darkColours.replace(".hence-diagram", ':root[data-theme="dark"] .hence-diagram'),
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, []);
}
