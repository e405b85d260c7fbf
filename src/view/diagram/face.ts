import { type Label, setLabel } from "./label.ts";
import type { Sheet, SheetNode } from "./sheet.ts";

/** How a node looks before it has a place: its label, and the room that it needs. */
export interface Face {
  readonly label: Label;
  readonly width: number;
  readonly height: number;
  /** How much of it, at the left, a sign for its kind takes. */
  readonly mark: number;
}

/** The room of a node: what is only a cause is set smaller than what something acts on. */
export function faceOf(
  { kind, label: text, ghost, beside }: Pick<SheetNode, "kind" | "label" | "ghost" | "beside">,
  notation: Sheet["notation"] = "stock and flow",
): Face {
  switch (kind) {
    case "stock":
    case "count":
    case "conveyor":
    case "queue":
    case "oven": {
      if (ghost) return boxed(setLabel(text, { size: 10.5, most: 92 }), 16, 12);
      if (notation === "causal")
        return boxed(setLabel(text, { size: 12, weight: "strong", most: 116 }), 20, 14);
      const label = setLabel(text, { size: 12.5, weight: "strong", most: 106 });
      return { label, width: 128, height: Math.max(64, label.height + 40), mark: 0 };
    }
    case "flow": {
      const label = setLabel(text, { size: ghost ? 10.5 : 11.5, most: 122 });
      return boxed(label, 6, 2);
    }
    case "group":
      return boxed(setLabel(text, { size: 14, weight: "strong", most: 170 }), 32, 44);
    case "elsewhere":
      return boxed(setLabel(text, { size: 10, most: 92 }), 14, 8);
    case "aux":
    case "input": {
      const isSmall = ghost || beside !== undefined;
      const label = setLabel(text, { size: isSmall ? 10.5 : 12, most: isSmall ? 126 : 124 });
      const mark = kind === "input" ? 13 : 0;
      return {
        label,
        width: label.width + mark + (isSmall ? 10 : 14),
        height: label.height + (isSmall ? 4 : 8),
        mark,
      };
    }
    default: {
      const label = setLabel(text, { size: 10.5, most: 122 });
      return { label, width: label.width + 13 + 8, height: label.height + 4, mark: 13 };
    }
  }
}

function boxed(label: Label, across: number, down: number): Face {
  return { label, width: label.width + across, height: label.height + down, mark: 0 };
}
