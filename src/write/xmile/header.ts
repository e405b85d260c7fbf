import type { Dimension, Model, TimeStatement } from "../../model/system.ts";
import type { Ground } from "../ground.ts";
import { numberText } from "../text/number.ts";
import { attributeName } from "./name.ts";
import { branch, leaf, type XmlNode } from "./xml.ts";

/** What the file is, and which options of XMILE it uses: those must be listed (XMILE 1.0, 2.2.1). */
export function headerNode(
  { name, title, variables, systems }: Model,
  uses: { readonly macros: boolean; readonly events: boolean },
): XmlNode {
  const all = [variables, ...systems.map(({ model }) => model.variables)].flat();
  const most = all.reduce((count, { dimensions }) => Math.max(count, dimensions.length), 0);
  const has = (kind: string) => all.some((variable) => variable.kind === kind);
  const options = [
    most > 0 ? leaf("uses_arrays", undefined, { maximum_dimensions: `${most}` }) : undefined,
    has("conveyor") ? leaf("uses_conveyor") : undefined,
    has("queue") ? leaf("uses_queue") : undefined,
    has("module") ? leaf("uses_submodels") : undefined,
    uses.macros
      ? leaf("uses_macros", undefined, { recursive_macros: "false", option_filters: "false" })
      : undefined,
    uses.events ? leaf("uses_event_posters") : undefined,
    leaf("has_model_view"),
  ].filter((option) => option !== undefined);
  return branch("header", [
    branch("options", options),
    leaf("name", title ?? name),
    leaf("vendor", "Hence"),
    leaf("product", "Hence", { version: "1.0", lang: "en" }),
  ]);
}

const methods = { euler: "Euler", rk2: "RK2", rk4: "RK4", "rk4 auto": "RK45" } as const;

/** The time axis and the method. */
export function simulationNode({ start, stop, step, saveEvery, unit, integrator }: TimeStatement): XmlNode {
  const parts = Math.round(1 / step);
  const isPart = parts > 1 && 1 / parts === step;
  return branch(
    "sim_specs",
    [
      leaf("start", numberText(start)),
      leaf("stop", numberText(stop)),
      isPart ? leaf("dt", `${parts}`, { reciprocal: "true" }) : leaf("dt", numberText(step)),
    ],
    {
      method: methods[integrator],
      time_units: unit,
      ...(saveEvery !== step && { "isee:save_interval": numberText(saveEvery) }),
    },
  );
}

/** Units with the other words that mean them. */
export function unitsNode(units: Model["units"]): XmlNode | undefined {
  if (units.length === 0) return undefined;
  return branch(
    "model_units",
    units.map(({ name, aliases }) =>
      branch(
        "unit",
        aliases.map((alias) => leaf("alias", alias)),
        { name },
      ),
    ),
  );
}

/** Dimensions, numbered ones by their size. */
export function dimensionsNode(dimensions: readonly Dimension[], ground: Ground): XmlNode | undefined {
  if (dimensions.length === 0) return undefined;
  return branch(
    "dimensions",
    dimensions.map(({ name }) => {
      const elements = ground.elementsOf(name);
      const isNumbered = elements.length > 0 && elements.every((element, i) => element === `${i + 1}`);
      if (isNumbered)
        return leaf("dim", undefined, { name: attributeName(name), size: `${elements.length}` });
      const inside = elements.map((element) => leaf("elem", undefined, { name: attributeName(element) }));
      return branch("dim", inside, { name: attributeName(name) });
    }),
  );
}
