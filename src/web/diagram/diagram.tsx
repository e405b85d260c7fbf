import { computed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Point } from "../../model/layout.ts";
import { moveNodes } from "../../view/diagram/move.ts";
import { begin, type Camera, reveal, type Size, wholeOf, zoomAt } from "./camera.ts";
import { Card } from "./card.tsx";
import { download } from "./download.ts";
import { type Asking, EditForm } from "./forms.tsx";
import { listenTo } from "./gestures.ts";
import { actOn } from "./keys.ts";
import { LinkLine, useLinking } from "./linking.tsx";
import { litBy } from "./lit.ts";
import { cardPlace, heldWith, keyOf, middleOf } from "./places.ts";
import type { DiagramProps } from "./props.ts";
import { Layers, sceneryOf } from "./scenery.tsx";
import { Selected } from "./selected.tsx";
import { useDiagramStyle } from "./style.ts";
import { Toolbar } from "./toolbar.tsx";
import { sibling, step, type Walk } from "./walk.ts";

/** The smallest that an overview, a loop or a path is shown at first. */
const smallest = 0.4;

/** A card is shown after the pointer has rested so long, and hidden as long after it has left, in milliseconds. */
const [rest, linger] = [220, 260];

/** The diagrams of a system: one view at a time, to look at, to go through by keys, to move and to change. */
export function Diagram(props: DiagramProps) {
  const { system, drawing, view, chosen, courses, tell, onChoose, onMove, edits, isStale } = props;
  useDiagramStyle();
  const stage = useRef<SVGSVGElement>(null);
  const size = useRef<Size>({ width: 1, height: 1 });
  const camera = useSignal<Camera>({ x: 0, y: 0, scale: 1 });
  const transform = useMemo(
    () => computed(() => `scale(${camera.value.scale}) translate(${-camera.value.x} ${-camera.value.y})`),
    [camera],
  );
  // From far away, what could not be read is left out.
  const detail = useMemo(() => computed(() => (camera.value.scale < 0.4 ? "far" : "near")), [camera]);
  const walk = useSignal<Walk | undefined>(undefined);
  const hovered = useSignal<string | undefined>(undefined);
  const dragged = useSignal<{ readonly key: string; readonly by: Point } | undefined>(undefined);
  const asking = useSignal<Asking | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const wanted = useRef<string | undefined>(undefined);
  /** Where the view began, as long as no hand has touched it. */
  const atFirst = useRef<Camera | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const scene = drawing?.scene;
  const scenery = useMemo(() => scene && sceneryOf(scene), [scene]);
  const lit = useMemo(() => (scene ? litBy(chosen, scene, system) : undefined), [chosen, scene, system]);

  const showAll = () => {
    if (scene) camera.value = wholeOf(scene.box, size.current);
  };
  const showFirst = () => {
    if (!scene) return;
    // A sector is read part by part; of the others the whole is what they are for.
    const isPart = view.kind === "group" || view.kind === "given";
    camera.value = isPart
      ? begin(scene.box, size.current, middleOf(scene))
      : begin(scene.box, size.current, middleOf(scene), smallest);
    atFirst.current = camera.peek();
  };
  const showNode = (key: string) => {
    const node = scene?.nodes.find((one) => one.key === key);
    if (node) camera.value = reveal(camera.peek(), node.box, size.current);
  };
  const focus = (next: Walk | undefined) => {
    if (!next) return;
    walk.value = next;
    showNode(next.key);
    // The element that Tab comes to is the one that has just been drawn.
    requestAnimationFrame(() =>
      stage.current?.querySelector<SVGElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus(),
    );
  };
  /** Of a node: choosing it tells the other panels; a group is opened. */
  const choose = (key: string | undefined) => {
    atFirst.current = undefined;
    const node = key === undefined ? undefined : scene?.nodes.find((one) => one.key === key);
    if (!node) onChoose(undefined);
    else if (node.kind === "group" || node.kind === "elsewhere")
      props.onView({ kind: "group", key: node.name });
    else {
      focus({ key: node.key });
      onChoose({ kind: "variable", name: node.name });
    }
  };
  /** A walk takes the choice along, so that the other panels follow. */
  const walkOn = (next: Walk | undefined) => {
    focus(next);
    const node = next && scene?.nodes.find(({ key }) => key === next.key);
    if (node && node.kind !== "group" && node.kind !== "elsewhere")
      onChoose({ kind: "variable", name: node.name });
  };
  const move = (key: string, by: Point) => {
    dragged.value = undefined;
    atFirst.current = undefined;
    if (drawing && onMove && (by[0] !== 0 || by[1] !== 0))
      onMove(moveNodes(system, drawing, heldWith(key, drawing), by));
  };
  const find = (name: string) => {
    wanted.current = name;
    const variable = system.variables.find((one) => one.name === name);
    const isHere = scene?.nodes.some((node) => node.name === name);
    onChoose({ kind: "variable", name });
    if (isHere) showWanted();
    else props.onView({ kind: "group", ...(variable?.group !== undefined && { key: variable.group }) });
  };
  const showWanted = () => {
    const node = scene?.nodes.find((one) => one.name === wanted.current && !one.ghost);
    if (!node) return;
    wanted.current = undefined;
    camera.value = reveal(
      { ...camera.peek(), scale: Math.max(camera.peek().scale, 0.8) },
      node.box,
      size.current,
    );
    focus({ key: node.key });
  };

  const ask = (what: Asking) => {
    asking.value = what;
  };
  const linking = useLinking((key) => scene?.nodes.find((node) => node.key === key), edits && ask);
  const handlers = useRef({ choose, move, linking, canDrag: (): boolean => false });
  handlers.current = {
    choose,
    move,
    linking,
    canDrag: () => onMove !== undefined && drawing !== undefined,
  };

  useEffect(() => {
    const element = stage.current!;
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      const isFirst = size.current.width <= 1;
      size.current = { width, height };
      // What nobody has touched fills its pane, however large that becomes.
      if (width > 1 && (isFirst || camera.peek() === atFirst.current)) showNow.current();
    });
    watch.observe(element);
    const end = listenTo(element, {
      camera,
      keyOf: (target) => keyOf(target),
      canDrag: () => handlers.current.canDrag(),
      onDrag: (key, by) => {
        atFirst.current = undefined;
        hovered.value = undefined;
        dragged.value = { key, by };
      },
      onDrop: (key, by) => handlers.current.move(key, by),
      linksFrom: (event) => handlers.current.linking.linksFrom(event),
      onLink: (from, to) => {
        clearTimeout(timer.current);
        hovered.value = undefined;
        handlers.current.linking.onLink(from, to);
      },
      onLinked: (from, target) => handlers.current.linking.onLinked(from, target),
      onTap: (key) => {
        // What was clicked has been looked at: its card gives way until the pointer comes back.
        clearTimeout(timer.current);
        hovered.value = undefined;
        handlers.current.choose(key);
      },
    });
    return () => {
      watch.disconnect();
      end();
    };
  }, [camera, dragged, hovered]);

  const showNow = useRef(showFirst);
  showNow.current = showFirst;
  // Another view is seen as a whole; the same one, moved or read anew, stays where it is.
  const viewKey = JSON.stringify(view) + String(props.constants) + String(scene !== undefined);
  useLayoutEffect(() => {
    if (viewKey === "") return;
    showNow.current();
  }, [viewKey]);
  useEffect(() => {
    if (wanted.current !== undefined && scene) showWanted();
  });

  const rested = (key: string | undefined) => {
    clearTimeout(timer.current);
    if (dragged.peek() || linking.drawn.peek()) return;
    timer.current = setTimeout(
      () => {
        hovered.value = key;
      },
      key === undefined ? linger : rest,
    );
  };
  const press = (event: KeyboardEvent) => {
    const key = keyOf(event.target) ?? walk.peek()?.key;
    const done = actOn(event, {
      key,
      scene,
      hasEdits: edits !== undefined,
      walkTo: (way) => walkOn(key === undefined || !scene ? undefined : step({ key }, way, scene)),
      sibling: (by) => walkOn(scene && walk.peek() ? sibling(walk.peek()!, by, scene) : undefined),
      focus: (next) => focus({ key: next }),
      choose,
      nudge: (by) => key !== undefined && handlers.current.canDrag() && move(key, by),
      zoom: (factor) => {
        camera.value = zoomAt(camera.peek(), factor, [size.current.width / 2, size.current.height / 2]);
      },
      fit: showAll,
      ask,
      nameOf: (one) => scene?.nodes.find((node) => node.key === one)?.name,
      group: view.kind === "group" ? view.key : undefined,
      dismiss: () => {
        hovered.value = undefined;
        if (chosen) onChoose(undefined);
      },
    });
    if (done) event.preventDefault();
  };
  const saveAs = (kind: "svg" | "png") => {
    if (scene)
      download(scene, kind).catch((failure: unknown) => {
        problem.value = failure instanceof Error ? failure.message : String(failure);
      });
  };

  const shown =
    hovered.value === undefined ? undefined : scene?.nodes.find(({ key }) => key === hovered.value);
  const told = shown && tell(shown.name);
  return (
    <div class={`diagram${isStale ? " stale" : ""}`}>
      <Toolbar
        {...props}
        onZoom={(factor) => {
          camera.value = zoomAt(camera.peek(), factor, [size.current.width / 2, size.current.height / 2]);
        }}
        onFit={showAll}
        onFind={find}
        onSave={saveAs}
        {...(edits && {
          onAdd: () => {
            asking.value = {
              kind: "add",
              what: "aux",
              ...(view.kind === "group" && view.key !== undefined && { group: view.key }),
            };
          },
        })}
      />
      <div class="diagram-stage">
        <svg
          ref={stage}
          class="hence-diagram"
          role="application"
          aria-label={`${scene?.title ?? "Diagram"}. ${scene?.description ?? ""} Arrow keys go from name to name; with Alt, up and down follow causes and effects.`}
          onKeyDown={press}
          onPointerOver={({ target }) => rested(keyOf(target))}
          onPointerLeave={() => rested(undefined)}
        >
          <g transform={transform} class={detail}>
            {scenery && (
              <Layers
                scenery={scenery}
                lit={lit}
                focused={walk.value?.key}
                courses={courses}
                dragged={dragged.value}
                canLink={edits !== undefined}
              />
            )}
            {scene && <LinkLine scene={scene} drawn={linking.drawn} />}
          </g>
        </svg>
        {!scene && <p class="diagram-wait">The diagram is being laid out …</p>}
        {shown && told && (
          <Card
            told={told}
            at={cardPlace(shown.box, camera.value, size.current)}
            onChoose={onChoose}
            onEnter={() => clearTimeout(timer.current)}
            onLeave={() => rested(undefined)}
          />
        )}
        {edits && asking.value && (
          <EditForm
            asking={asking.value}
            system={system}
            edits={edits}
            onDone={() => {
              asking.value = undefined;
              stage.current?.querySelector<SVGElement>('[tabindex="0"]')?.focus();
            }}
          />
        )}
        {problem.value !== undefined && (
          <p class="diagram-problem" role="alert">
            {problem.value}
          </p>
        )}
      </div>
      <Selected {...props} onAsk={ask} />
    </div>
  );
}
