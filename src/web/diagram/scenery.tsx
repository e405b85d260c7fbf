import type { ComponentChildren } from "preact";
import { memo } from "preact/compat";
import type { Point } from "../../model/layout.ts";
import { arrowMarks, loopMarks } from "../../view/diagram/arrowmarks.ts";
import { bent, centreOf, edgeTowards, moveBox } from "../../view/diagram/geometry.ts";
import { sceneMarks } from "../../view/diagram/marks.ts";
import { chartBox, nodeClass, nodeMarks } from "../../view/diagram/nodemarks.ts";
import { pipeMarks } from "../../view/diagram/pipemarks.ts";
import type { Scene, SceneNode } from "../../view/diagram/scene.ts";
import { drawMarks } from "./draw.tsx";
import { Handle, isVariable } from "./linking.tsx";
import type { Lit } from "./lit.ts";
import type { Course } from "./props.ts";
import { rangeOf, smallChart } from "./smallchart.ts";

/** What a scene looks like before anything in it is chosen: made once, so that choosing draws nothing anew. */
export interface Scenery {
  readonly scene: Scene;
  readonly ground: ComponentChildren;
  readonly nodes: readonly ComponentChildren[];
  readonly pipes: readonly ComponentChildren[];
  readonly arrows: readonly ComponentChildren[];
  readonly loops: ComponentChildren;
}

export function sceneryOf(scene: Scene): Scenery {
  const only = { ...scene, nodes: [], pipes: [], arrows: [], loops: [] };
  return {
    scene,
    ground: drawMarks(sceneMarks(only)),
    nodes: scene.nodes.map((node) => drawMarks(nodeMarks(node))),
    pipes: scene.pipes.map((pipe) => drawMarks(pipeMarks(pipe))),
    arrows: scene.arrows.map((arrow) => drawMarks(arrowMarks(arrow))),
    loops: scene.loops.map((loop) => (
      <g key={loop.id} class="loop" data-loop={loop.id}>
        {drawMarks(loopMarks(loop))}
      </g>
    )),
  };
}

export interface LayersProps {
  readonly scenery: Scenery;
  readonly lit: Lit | undefined;
  readonly focused: string | undefined;
  readonly courses: ReadonlyMap<string, Course>;
  /** A node that is being dragged, and how far. */
  readonly dragged: { readonly key: string; readonly by: Point } | undefined;
  /** Whether arrows can be drawn by hand. */
  readonly canLink: boolean;
}

/** The layers of a scene from the back to the front. */
export const Layers = memo(function Layers({
  scenery,
  lit,
  focused,
  courses,
  dragged,
  canLink,
}: LayersProps) {
  const { scene, ground, nodes, pipes, arrows, loops } = scenery;
  const style = (isLit: boolean | undefined) => (isLit === undefined ? "" : isLit ? " lit" : " dim");
  const isHeld = (key: string | undefined) => dragged !== undefined && key === dragged.key;
  return (
    <>
      {ground}
      <g class="pipes">
        {scene.pipes.map(({ flows, from, to }, i) => {
          const isLoose = [...flows, from, to].some(isHeld);
          return (
            <g
              key={flows.join() + (to ?? "") + i}
              class={`pipe${style(lit?.pipes.has(i))}${isLoose ? " loose" : ""}`}
            >
              {pipes[i]}
            </g>
          );
        })}
      </g>
      <g class="nodes">
        {scene.nodes.map((node, i) => (
          <NodeView
            key={node.key}
            node={node}
            drawn={nodes[i]}
            state={`${style(lit?.nodes.has(node.key))}${lit?.chosen.has(node.key) ? " chosen" : ""}`}
            isChosen={lit?.chosen.has(node.key) ?? false}
            isFirst={focused === undefined ? i === 0 : focused === node.key}
            course={node.ghost ? undefined : courses.get(node.name)}
            by={dragged?.key === node.key ? dragged.by : undefined}
            hasHandle={canLink && (lit?.chosen.has(node.key) ?? false) && isVariable(node)}
          />
        ))}
      </g>
      <g class="arrows">
        {scene.arrows.map((arrow, i) => (
          <g key={`${arrow.from} ${arrow.to}`} class={`link${style(lit?.arrows.has(i))}`}>
            {dragged && (isHeld(arrow.from) || isHeld(arrow.to))
              ? drawMarks(looseArrow(scene, i, dragged))
              : arrows[i]}
          </g>
        ))}
      </g>
      <g class="loops">{loops}</g>
    </>
  );
});

interface NodeViewProps {
  readonly node: SceneNode;
  readonly drawn: ComponentChildren;
  readonly state: string;
  readonly isChosen: boolean;
  /** Whether Tab comes to it. */
  readonly isFirst: boolean;
  readonly course: Course | undefined;
  readonly by: Point | undefined;
  /** Whether an arrow can be drawn from it. */
  readonly hasHandle: boolean;
}

const NodeView = memo(function NodeView({
  node,
  drawn,
  state,
  isChosen,
  isFirst,
  course,
  by,
  hasHandle,
}: NodeViewProps) {
  const { x, y, width, height } = node.box;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a picture has no element of its own.
    <g
      class={`${nodeClass(node)}${state}`}
      role="button"
      // In SVG the names of attributes are what they are.
      tabindex={isFirst ? 0 : -1}
      aria-label={node.spoken}
      aria-pressed={isChosen}
      data-key={node.key}
      transform={by ? `translate(${by[0]} ${by[1]})` : undefined}
    >
      {drawn}
      {course && <Chart node={node} course={course} />}
      {hasHandle && <Handle box={node.box} />}
      <rect class="ring" x={x - 3} y={y - 3} width={width + 6} height={height + 6} rx={6} />
    </g>
  );
});

/** The course of a stock in its box: the base run thin and dashed where the levers make a difference. */
function Chart({ node, course: { base, current } }: { readonly node: SceneNode; readonly course: Course }) {
  const box = chartBox(node);
  if (!box) return null;
  const range = rangeOf([base, current]);
  const isSame = base === current || base.every((value, i) => value === current[i]);
  return (
    <g class="chart">
      {!isSame && <path class="chart-base" d={smallChart(base, box, range)} />}
      <path class="chart-line" d={smallChart(current, box, range)} />
    </g>
  );
}

/** An arrow while one of its ends is being dragged: straight. */
function looseArrow(
  { nodes, arrows }: Scene,
  i: number,
  { key, by }: { readonly key: string; readonly by: Point },
): ReturnType<typeof arrowMarks> {
  const arrow = arrows[i]!;
  const boxAt = (end: string) => {
    const box = nodes.find((node) => node.key === end)!.box;
    return end === key ? moveBox(box, by[0], by[1]) : box;
  };
  const [from, to] = [boxAt(arrow.from), boxAt(arrow.to)];
  const [a, b] = [centreOf(from), centreOf(to)];
  const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const { bundle, delay, sign, ...plain } = arrow;
  return arrowMarks({ ...plain, curve: bent(edgeTowards(from, b, 3), middle, edgeTowards(to, a, 3)) });
}
