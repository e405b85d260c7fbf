import { arrowMarks, loopMarks } from "./arrowmarks.ts";
import { labelMark, type Mark, mark, round } from "./mark.ts";
import { nodeClass, nodeMarks } from "./nodemarks.ts";
import { pipeMarks } from "./pipemarks.ts";
import type { Scene } from "./scene.ts";

/** All of a scene, in groups by layer, each thing in a group of its own with its key. */
export function sceneMarks({ nodes, pipes, arrows, loops, frames, remarks }: Scene): readonly Mark[] {
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
      pipes.map((pipe) => mark("g", { class: "pipe" }, pipeMarks(pipe))),
    ),
    mark(
      "g",
      { class: "nodes" },
      nodes.map((node) =>
        mark("g", { class: nodeClass(node) }, [mark("title", {}, node.spoken), ...nodeMarks(node)]),
      ),
    ),
    mark(
      "g",
      { class: "arrows" },
      arrows.map((arrow) => mark("g", { class: "link" }, arrowMarks(arrow))),
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
