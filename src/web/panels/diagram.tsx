import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { foldName } from "../../model/name.ts";
import { formatNumber } from "../../view/number.ts";
import { Diagram } from "../diagram/diagram.tsx";
import type { Chosen } from "../diagram/lit.ts";
import type { DiagramEdits, Told } from "../diagram/props.ts";
import { standsAt } from "../state/about.ts";
import type { Choice } from "../state/choice.ts";
import type { Workbench } from "../state/workbench.ts";

/** The system as diagrams. */
export function DiagramPanel({ workbench }: { readonly workbench: Workbench }) {
  const { diagram, analysis, choice } = workbench;
  // Numbers that cards have asked for, and the run that they are of.
  const numbers = useSignal<{ readonly of: unknown; readonly values: ReadonlyMap<string, number> }>({
    of: undefined,
    values: new Map(),
  });
  useEffect(() => diagram.show(), [diagram]);
  const outline = diagram.outline.value;
  const views = diagram.views.value;
  const first = views[0]?.view;
  if (!outline || !first)
    return <p class="diagram-empty">{diagram.problem.value ?? "The system is being read …"}</p>;
  const view = diagram.view.value ?? first;
  const run = workbench.runs.run.value;
  const values = numbers.value.of === run ? numbers.value.values : new Map<string, number>();

  const tell = (name: string): Told | undefined => {
    const key = foldName(name);
    const variable = analysis.variable(key);
    if (!variable) return undefined;
    const known = values.get(key);
    if (known === undefined && run && variable.elements === undefined) {
      void diagram.numbersOf([name]).then((answer) => {
        const value = answer?.current.series.get(key)?.at(-1);
        if (value === undefined || workbench.runs.run.peek() !== run) return;
        const { of, values: before } = numbers.peek();
        numbers.value = { of: run, values: new Map(of === run ? before : []).set(key, value) };
      });
    }
    const end = run ? formatTime(run.current.times.at(-1)) : "";
    const value = known ?? variable.declared?.[0];
    const claims = analysis.latest.value?.claims.filter(({ variables }) => variables.includes(key)) ?? [];
    return {
      title: variable.title ?? variable.name,
      name: variable.name,
      kind: variable.kind,
      ...(variable.description !== undefined && { meaning: variable.description }),
      ...(value !== undefined && {
        value: `${formatNumber(value, 4)} ${variable.unit ?? ""}${known === undefined ? "" : ` in ${end}`}`,
      }),
      ...(variable.equation !== undefined && { equation: variable.equation }),
      claims: claims.map(({ id, sentence, lines }) => ({ id, text: sentence ?? lines[0] ?? "" })),
    };
  };

  return (
    <Diagram
      system={outline.system}
      views={views}
      view={view}
      drawing={diagram.drawing.value}
      constants={diagram.constants.value}
      chosen={chosenOf(choice.value, workbench)}
      courses={diagram.courses.value}
      tell={tell}
      isStale={analysis.latest.value?.isRunnable !== true}
      onView={(next) => {
        diagram.view.value = next;
        // A path or loop that is looked at is what the other panels show too.
        if (next.kind === "way") choice.value = { kind: next.of, id: next.id };
      }}
      onConstants={(shown) => {
        diagram.constants.value = shown;
      }}
      onChoose={(chosen) => {
        choice.value = choiceOf(chosen);
      }}
      {...(diagram.canMove() && { onMove: diagram.keep })}
      {...(diagram.isKept.value && { onArrange: diagram.forget })}
      edits={editsOf(workbench)}
    />
  );
}

function formatTime(time: number | undefined): string {
  return time === undefined ? "the end" : String(Number(time.toFixed(2)));
}

/** What is chosen in the workbench, as a diagram shows it: of a sentence, the first claim that it makes. */
function chosenOf(choice: Choice | undefined, { diagram, analysis }: Workbench): Chosen | undefined {
  switch (choice?.kind) {
    case "variable": {
      const name = diagram.outline.value?.system.variables.find(
        (one) => foldName(one.name) === choice.key,
      )?.name;
      return name === undefined ? undefined : { kind: "variable", name };
    }
    case "claim":
    case "link":
    case "loop":
      return { kind: choice.kind, id: choice.id };
    case "sentence": {
      const claim = analysis.latest.value?.claims.find((one) => standsAt(one, choice));
      return claim && { kind: "claim", id: claim.id };
    }
    default:
      return undefined;
  }
}

function choiceOf(chosen: Chosen | undefined): Choice | undefined {
  return chosen?.kind === "variable" ? { kind: "variable", key: foldName(chosen.name) } : chosen;
}

/** Edits are changes of the texts; what has come of one is chosen. */
function editsOf({ edit, analysis, choice }: Workbench): DiagramEdits {
  const choose = (name: string) => (refused: string | undefined) => {
    if (refused === undefined) choice.value = { kind: "variable", key: foldName(name.trim()) };
    return refused;
  };
  return {
    add: ({ kind, name, from, to, group }) => {
      const ends = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      // A module, or a piece of a large sector, is no sector in the texts.
      const sector = analysis.latest.value?.sectors.find((one) => one.name === group)?.name;
      return edit(
        {
          kind: "add variable",
          variable: { kind, name, ...ends },
          ...(sector !== undefined && { where: { sector } }),
        },
        `adding ‘${name}’`,
      ).then(choose(name));
    },
    connect: (cause, effect, how) =>
      edit({ kind: "connect", cause, effect, how }, `an arrow from ‘${cause}’ to ‘${effect}’`),
    rename: (variable, name) =>
      edit({ kind: "rename", variable, name }, `renaming ‘${variable}’`).then(choose(name)),
    remove: (variable) => edit({ kind: "remove", variable, evenIfUsed: true }, `deleting ‘${variable}’`),
  };
}
