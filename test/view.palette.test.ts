import { expect, test } from "vitest";
import { darkPalette, declarePalette, lightPalette, type Palette } from "../src/view/html/palette.ts";

type Rgb = readonly [number, number, number];

/** Red, green and blue in linear light. */
function lightOf(colour: string): Rgb {
  const parts = [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return [red!, green!, blue!];
}

/** The relative luminance of WCAG 2. */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [one, other].map((colour) => luminance(lightOf(colour))).sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** How far colours look apart, in CIE 1976 Lab, where about 2 is what can be told. */
function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [one, other].map((rgb) => {
    const [red, green, blue] = rgb.map((part) => Math.min(1, Math.max(0, part))) as [number, number, number];
    const x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505;
    const y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089;
    const [fx, fy, fz] = [x, y, z].map((part) =>
      part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116,
    );
    return [116 * fy! - 16, 500 * (fx! - fy!), 200 * (fy! - fz!)];
  });
  return Math.hypot(...a!.map((part, i) => part - b![i]!));
}

/** What is seen with one kind of cones missing (G. Machado and others, 2009), in linear light. */
const blindness = {
  "red cones": [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  "green cones": [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  "blue cones": [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function without(kind: keyof typeof blindness, [red, green, blue]: Rgb): Rgb {
  const m = blindness[kind];
  const row = (i: number) => m[i]! * red + m[i + 1]! * green + m[i + 2]! * blue;
  return [row(0), row(3), row(6)];
}

/** What a palette does not keep to. */
function faultsOf(palette: Palette): string[] {
  const needs: readonly (readonly [keyof Palette, keyof Palette, number])[] = [
    ...(["ink", "quiet", "link", "good", "doubt", "bad", "run", "median"] as const).flatMap((text) =>
      (["page", "panel"] as const).map((ground) => [text, ground, 4.5] as const),
    ),
    ...(["edge", "median", "run", "band", "quiet"] as const).map((line) => [line, "page", 3] as const),
    ...(["median", "run", "band"] as const).flatMap((line) =>
      (["outer", "inner"] as const).map((ground) => [line, ground, 3] as const),
    ),
  ];
  const low = needs
    .filter(([one, other, least]) => contrast(palette[one], palette[other]) < least)
    .map(([one, other]) => `${one} on ${other}: ${contrast(palette[one], palette[other]).toFixed(2)}`);
  const lines = ["median", "run", "band"] as const;
  const alike = lines.flatMap((one, i) =>
    lines.slice(i + 1).flatMap((other) => {
      const pair = [one, other].map((name) => lightOf(palette[name])) as [Rgb, Rgb];
      const seen = (Object.keys(blindness) as (keyof typeof blindness)[]).map(
        (kind) => [kind, pair.map((colour) => without(kind, colour)) as [Rgb, Rgb]] as const,
      );
      return [["all cones", pair] as const, ...seen]
        .filter(([, [a, b]]) => distance(a, b) < 15)
        .map(([kind]) => `${one} and ${other} look alike: ${kind}`);
    }),
  );
  return [...low, ...alike];
}

test.each([
  ["light", lightPalette],
  ["dark", darkPalette],
])("the %s palette has contrast, and its lines are told apart with any cones missing", (_, palette) => {
  expect(faultsOf(palette)).toEqual([]);
});

test("a palette is declared as variables of CSS", () => {
  expect(declarePalette(lightPalette)).toMatch(
    /^--page:#ffffff;(--[a-z]+:#[0-9a-f]{6};)+--bad:#[0-9a-f]{6}$/,
  );
});

test("a colour that is too pale and one like another are caught", () => {
  expect(faultsOf({ ...lightPalette, quiet: "#a0a8b0" })[0]).toMatch(/^quiet on page/);
  expect(faultsOf({ ...lightPalette, band: "#0b477d" })).toContain("median and band look alike: all cones");
});
