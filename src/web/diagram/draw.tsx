import { type ComponentChildren, h } from "preact";
import type { Mark } from "../../view/diagram/mark.ts";

/** The marks of a picture as elements of the page. */
export function drawMarks(marks: readonly Mark[]): ComponentChildren {
  return marks.map(({ tag, attributes, children, text }, i) =>
    h(tag, { key: i, ...attributes }, text ?? (children ? drawMarks(children) : undefined)),
  );
}
