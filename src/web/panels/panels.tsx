import type { ComponentChildren } from "preact";
import type { Workbench } from "../state/workbench.ts";
import { ArgumentPanel } from "./argument.tsx";
import { BehaviourPanel } from "./behaviour.tsx";
import { DiagramPanel } from "./diagram.tsx";
import { OutlinePanel } from "./outline.tsx";
import { SourcePanel } from "./source.tsx";
import { TextPanel } from "./text.tsx";

/** A view of the system. The shell shows one of each pane at a time, beside each other where there is room. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly pane: Pane;
  draw(workbench: Workbench): ComponentChildren;
}

/** Where a panel stands: what is said, what there is, what it does. */
export type Pane = "source" | "system" | "behaviour";

/** All panels, in the order of their tabs. */
export const panels: readonly Panel[] = [
  {
    id: "source",
    title: "Source",
    pane: "source",
    draw: (workbench) => <SourcePanel workbench={workbench} />,
  },
  {
    id: "diagram",
    title: "Diagram",
    pane: "system",
    draw: (workbench) => <DiagramPanel workbench={workbench} />,
  },
  {
    id: "outline",
    title: "Outline",
    pane: "system",
    draw: (workbench) => <OutlinePanel workbench={workbench} />,
  },
  {
    id: "text",
    title: "Text",
    pane: "system",
    draw: (workbench) => <TextPanel workbench={workbench} />,
  },
  {
    id: "behaviour",
    title: "Behaviour",
    pane: "behaviour",
    draw: (workbench) => <BehaviourPanel workbench={workbench} />,
  },
  {
    id: "argument",
    title: "Argument",
    pane: "behaviour",
    draw: (workbench) => <ArgumentPanel workbench={workbench} />,
  },
];
