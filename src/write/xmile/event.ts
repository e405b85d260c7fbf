import type { Threshold } from "../../model/argument.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import { numberText } from "../text/number.ts";
import { branch, leaf, type XmlNode } from "./xml.ts";

/** The thresholds of the variables of one model: of the root, or of an instance, by the name of its module. */
export function thresholdsOf({ checks }: Model, module?: string): readonly Threshold[] {
  return checks.flatMap(({ threshold }) => {
    const place = threshold?.variable.path.at(-1);
    return threshold && foldName(place ?? "") === foldName(module ?? "") ? [threshold] : [];
  });
}

/** The element of a variable with its event poster, where it has one. */
export function withPoster(element: XmlNode, name: string, thresholds: readonly Threshold[]): XmlNode {
  const own = thresholds.filter(({ variable }) => foldName(variable.name) === foldName(name));
  if (own.length === 0) return element;
  const values = own.map(({ value }) => value);
  const poster = branch("event_poster", own.map(thresholdNode), {
    min: numberText(Math.min(...values)),
    max: numberText(Math.max(...values)),
  });
  return { ...element, children: [...element.children, poster] };
}

function thresholdNode({ value, direction, repeat, interval, events }: Threshold): XmlNode {
  return branch(
    "threshold",
    events.map(({ action, message }) =>
      branch("event", [message === undefined ? undefined : leaf("text_box", message)], {
        sim_action: action,
      }),
    ),
    {
      value: numberText(value),
      direction,
      repeat,
      ...(interval !== undefined && { interval: numberText(interval) }),
    },
  );
}
