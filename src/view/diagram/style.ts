/**
 * How diagrams look, in CSS. Each colour has a custom property, so that a page may set its own; the two kinds of sign and of
 * loop differ in their glyphs too, so that nothing rests on colour alone.
 */
export const diagramStyle = `.hence-diagram {
  --ink: var(--diagram-ink, #1c2733);
  --soft: var(--diagram-soft, #5a6673);
  --line: var(--diagram-line, #7d8894);
  --paper: var(--diagram-paper, #ffffff);
  --stock: var(--diagram-stock, #eef3f8);
  --edge: var(--diagram-edge, #2f4357);
  --frame: var(--diagram-frame, #d9dfe5);
  --plus: var(--diagram-plus, #0b6e99);
  --minus: var(--diagram-minus, #a8480a);
  --reinforcing: var(--diagram-reinforcing, #a8480a);
  --balancing: var(--diagram-balancing, #0b6e99);
  --lever: var(--diagram-lever, #6a4c93);
  font-family: var(--diagram-font, "Inter", "Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, "DejaVu Sans Condensed", sans-serif);
  fill: var(--ink);
}
.hence-diagram .paper { fill: var(--paper); }
.hence-diagram .heading { font-size: 16px; font-weight: 600; }
.hence-diagram .label { fill: var(--ink); stroke: none; }
.hence-diagram .strong { font-weight: 600; }
.hence-diagram .stock-box { fill: var(--stock); stroke: var(--edge); stroke-width: 1.5; }
.hence-diagram .stock-bar { stroke: var(--edge); stroke-width: 0.8; fill: none; opacity: 0.45; }
.hence-diagram .hollow { fill: none; }
.hence-diagram .plate { fill: var(--paper); stroke: none; }
.hence-diagram .ghost .label { fill: var(--soft); }
.hence-diagram .ghost .plate { stroke: var(--line); stroke-width: 0.7; stroke-dasharray: 2.5 2.5; }
.hence-diagram .ghost .stock-box { fill: var(--paper); stroke: var(--line); stroke-width: 1.1; stroke-dasharray: 4 3; }
.hence-diagram .const .label, .hence-diagram .graph .label, .hence-diagram .data .label { fill: var(--soft); }
.hence-diagram .lever .label, .hence-diagram .switch .label { fill: var(--lever); }
.hence-diagram .sign { fill: var(--soft); stroke: none; }
.hence-diagram .sign-line { stroke: var(--soft); stroke-width: 1.1; fill: none; }
.hence-diagram .lever .sign, .hence-diagram .switch .sign { fill: var(--lever); }
.hence-diagram .lever .sign-line, .hence-diagram .switch .sign-line { stroke: var(--lever); }
.hence-diagram .group-box { fill: var(--stock); stroke: var(--edge); stroke-width: 1.2; }
.hence-diagram .elsewhere-box { fill: var(--paper); stroke: var(--line); stroke-width: 0.8; stroke-dasharray: 4 3; }
.hence-diagram .pipe-wall { fill: none; stroke: var(--edge); stroke-width: 6; stroke-linejoin: round; }
.hence-diagram .pipe-inside { fill: none; stroke: var(--paper); stroke-width: 3.6; stroke-linejoin: round; }
.hence-diagram .pipe-head { fill: var(--edge); stroke: none; }
.hence-diagram .valve { fill: var(--paper); stroke: var(--edge); stroke-width: 1.3; stroke-linejoin: round; }
.hence-diagram .pipe-wall.ghost, .hence-diagram .valve.ghost { stroke: var(--line); }
.hence-diagram .pipe-head.ghost { fill: var(--line); }
.hence-diagram .cloud { fill: var(--paper); stroke: var(--line); stroke-width: 1.1; }
.hence-diagram .arrow { fill: none; stroke: var(--line); stroke-width: 0.95; }
.hence-diagram .arrow.initial { stroke-dasharray: 3.5 2.5; }
.hence-diagram .thick-1 { stroke-width: 1.1; }
.hence-diagram .thick-2 { stroke-width: 1.9; }
.hence-diagram .thick-3 { stroke-width: 2.7; }
.hence-diagram .thick-4 { stroke-width: 3.6; }
.hence-diagram .arrow-head { fill: var(--line); stroke: none; }
.hence-diagram .delay { stroke: var(--ink); stroke-width: 1.3; fill: none; }
.hence-diagram .arrow-sign { font-size: 11px; font-weight: 700; stroke: var(--paper); stroke-width: 2.5px; paint-order: stroke; }
.hence-diagram .plus { fill: var(--plus); }
.hence-diagram .minus { fill: var(--minus); }
.hence-diagram .both { fill: var(--ink); }
.hence-diagram .bundle-plate { fill: var(--paper); stroke: var(--line); stroke-width: 0.8; }
.hence-diagram .bundle-count { font-size: 11px; fill: var(--ink); }
.hence-diagram .loop-arrow { fill: none; stroke: var(--soft); stroke-width: 1.6; }
.hence-diagram .loop-head, .hence-diagram .loop-name { fill: var(--soft); stroke: none; }
.hence-diagram .loop-name { font-size: 12.5px; font-weight: 700; }
.hence-diagram .loop-arrow.reinforcing { stroke: var(--reinforcing); }
.hence-diagram .loop-head.reinforcing, .hence-diagram .loop-name.reinforcing { fill: var(--reinforcing); }
.hence-diagram .loop-arrow.balancing { stroke: var(--balancing); }
.hence-diagram .loop-head.balancing, .hence-diagram .loop-name.balancing { fill: var(--balancing); }
.hence-diagram .frame-box { fill: none; stroke: var(--frame); stroke-width: 1.2; }
.hence-diagram .frame-title { font-size: 13px; font-weight: 600; fill: var(--soft); }
`;

/** The colours of the dark form, for a page or picture that follows the reader's system. */
export const darkColours = `.hence-diagram {
  --ink: var(--diagram-ink, #e4e9ee);
  --soft: var(--diagram-soft, #a3afba);
  --line: var(--diagram-line, #7f8b97);
  --paper: var(--diagram-paper, #14191f);
  --stock: var(--diagram-stock, #1f2932);
  --edge: var(--diagram-edge, #a9b9c8);
  --frame: var(--diagram-frame, #313b45);
  --plus: var(--diagram-plus, #6fc3ea);
  --minus: var(--diagram-minus, #f0a35e);
  --reinforcing: var(--diagram-reinforcing, #f0a35e);
  --balancing: var(--diagram-balancing, #6fc3ea);
  --lever: var(--diagram-lever, #c3a6e8);
}
`;
