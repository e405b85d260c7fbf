import { arrowMarks, loopMarks } from "./arrowmarks.ts";
import { labelMark, type Mark, mark, round } from "./mark.ts";
import { nodeClass, nodeMarks } from "./nodemarks.ts";
import { pipeMarks } from "./pipemarks.ts";
import type { Scene, SceneArrow, SceneNode, ScenePipe } from "./scene.ts";

/** What is written on the groups of the things of a scene beside their class. */
export interface Marked {
  node(node: SceneNode): Mark["attributes"];
  pipe(pipe: ScenePipe): Mark["attributes"];
  arrow(arrow: SceneArrow): Mark["attributes"];
  /** Whether each node says what it is, for whoever rests a pointer on it. */
  readonly isSpoken: boolean;
}

const unmarked: Marked = { node: () => ({}), pipe: () => ({}), arrow: () => ({}), isSpoken: true };

/** All of a scene, in groups by layer, each thing in a group of its own. */
export function sceneMarks(
  { nodes, pipes, arrows, loops, frames, remarks }: Scene,
  marked: Marked = unmarked,
): readonly Mark[] {
  return [
    ...frames.map(({ title, box }) =>
      mark("g", { class: "frame" }, [
        mark("rect", {
          class: "frame-box",
          x: round(box.x),
          y: round(box.y),
          width: round(box.width),
          height: round(box.height),
          rx: 10,
        }),
        mark("text", { class: "frame-title", x: round(box.x + 14), y: round(box.y + 21) }, title),
      ]),
    ),
    mark(
      "g",
      { class: "pipes" },
      pipes.map((pipe) => mark("g", { class: "pipe", ...marked.pipe(pipe) }, pipeMarks(pipe))),
    ),
    mark(
      "g",
      { class: "nodes" },
      nodes.map((node) =>
        mark("g", { class: nodeClass(node), ...marked.node(node) }, [
          ...(marked.isSpoken ? [mark("title", {}, node.spoken)] : []),
          ...nodeMarks(node),
        ]),
      ),
    ),
    mark(
      "g",
      { class: "arrows" },
      arrows.map((arrow) => mark("g", { class: "link", ...marked.arrow(arrow) }, arrowMarks(arrow))),
    ),
    mark(
      "g",
      { class: "loops" },
      loops.map((loop) => mark("g", { class: "loop" }, loopMarks(loop))),
    ),
    mark(
      "g",
      { class: "remarks" },
      remarks.map(({ label, at: place }) => labelMark(label, place)),
    ),
  ];
}
