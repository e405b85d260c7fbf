/** Where things lie on diagrams. Never part of the model: read from a sketch or a view, kept in a file beside the text. */
export interface Layout {
  readonly views: readonly View[];
}

/** One page of a diagram. Positions are in points, x to the right, y down. */
export interface View {
  readonly name: string;
  readonly items: readonly LayoutItem[];
}

export type Point = readonly [x: number, y: number];

export type LayoutItem =
  /** A variable by its name; a ghost is a second place of one. Width and height are those of its box, where told. */
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly at: Point;
      readonly size?: Point;
      readonly ghost: boolean;
    }
  /** A pipe with its valve: `from` and `to` are stocks; undefined is a cloud. */
  | {
      readonly kind: "pipe";
      readonly flow: string;
      readonly from?: string;
      readonly to?: string;
      readonly points: readonly Point[];
    }
  /** An arrow between two variables; curved through `through`, or leaving at an angle in degrees. */
  | {
      readonly kind: "arrow";
      readonly from: string;
      readonly to: string;
      readonly through?: readonly Point[];
      readonly angle?: number;
      readonly sign?: "+" | "-";
      readonly delayed?: boolean;
    }
  | { readonly kind: "text"; readonly text: string; readonly at: Point; readonly size?: Point }
  /** A sign for a feedback loop. */
  | { readonly kind: "loop"; readonly text: string; readonly at: Point; readonly clockwise: boolean }
  /** A frame around a sector or module. */
  | { readonly kind: "frame"; readonly name: string; readonly at: Point; readonly size: Point };
