import fc from "fast-check";
import { expect, test } from "vitest";
import type { CausalLink } from "../src/check/facts.ts";
import { findLoops } from "../src/check/loops.ts";
import { causalPath, signedPath } from "../src/check/paths.ts";
import type { Variable } from "../src/model/variable.ts";

const span = { source: "test", from: 0, to: 0 };

/** Links between variables named by letters: `ab` is a link from a to b. */
function linksOf(...pairs: readonly string[]): CausalLink[] {
  const variables = new Map<string, Variable>();
  const named = (name: string): Variable => {
    const head = { name, nameSpan: span, dimensions: [], span };
    if (!variables.has(name)) variables.set(name, { kind: "aux", ...head, equation: [] });
    return variables.get(name)!;
  };
  for (const name of [...pairs].flatMap((pair) => [...pair]).sort()) named(name);
  return pairs
    .toSorted((left, right) => (left[1]! < right[1]! ? -1 : 1))
    .map(([cause, effect]) => ({ cause: named(cause!), effect: named(effect!), kind: "equation" as const }));
}

function loopsIn(links: readonly CausalLink[], bound?: number): readonly string[] {
  return findLoops(links, bound).loops.map((loop) => loop.map(({ name }) => name).join(""));
}

function everyPair(letters: string): string[] {
  return [...letters].flatMap((from) => [...letters].filter((to) => to !== from).map((to) => from + to));
}

test("a model without feedback has no loops", () => {
  expect(findLoops(linksOf("ab", "bc", "ac"))).toEqual({ loops: [], complete: true, how: "all" });
});

test("each loop is found once and begins with the variable declared first", () => {
  expect(loopsIn(linksOf("ab", "bc", "ca", "cb", "bd"))).toEqual(["abc", "bc"]);
});

test("a variable that acts on itself is a loop", () => {
  expect(loopsIn(linksOf("ab", "bb"))).toEqual(["b"]);
});

test("two links between the same variables close one loop", () => {
  expect(loopsIn(linksOf("ab", "ba", "ab"))).toEqual(["ab"]);
});

test("a link that acts in a starting value only closes no loop", () => {
  const [ab, ba] = linksOf("ab", "ba") as [CausalLink, CausalLink];
  expect(loopsIn([ab, { ...ba, kind: "initial" }])).toEqual([]);
});

test("where everything acts on everything, the counts are those of the complete graph", () => {
  const counts = ["ab", "abc", "abcd", "abcde", "abcdef"].map(
    (letters) => loopsIn(linksOf(...everyPair(letters))).length,
  );
  expect(counts).toEqual([1, 5, 20, 84, 409]);
});

test("a bound that is just met is no bound", () => {
  const links = linksOf(...everyPair("abcd"));
  expect(findLoops(links, 20)).toMatchObject({ complete: true, how: "all" });
});

test("beyond the bound the shortest loop through each link stands for the rest", () => {
  const links = linksOf(...everyPair("abcd"), "de", "ea");
  const found = findLoops(links, 19);
  expect(found).toMatchObject({ complete: false, how: "shortest through each link" });
  expect(found.loops.map((loop) => loop.map(({ name }) => name).join(""))).toEqual([
    "ab",
    "ac",
    "ad",
    "ade",
    "bc",
    "bd",
    "cd",
  ]);
});

test("a huge ring of rings is answered at once", () => {
  const count = 20_000;
  const [template] = linksOf("ab") as [CausalLink];
  const variables = Array.from({ length: count }, (_, i) => ({ ...template.cause, name: `v${i}` }));
  const links = variables.flatMap((cause, i) =>
    [1, 2].map((step) => ({ cause, effect: variables[(i + step) % count]!, kind: "equation" as const })),
  );
  const begun = Date.now();
  expect(findLoops(links).complete).toBe(false);
  expect(Date.now() - begun).toBeLessThan(10_000);
});

test("all loops are those that trying every path finds", () => {
  const letters = "abcdefg";
  const anyLinks = fc.uniqueArray(fc.constantFrom(...everyPair(letters), "aa", "dd"), { maxLength: 22 });
  fc.assert(
    fc.property(anyLinks, (pairs) => {
      const expected: string[] = [];
      const grow = (path: string): void => {
        for (const pair of pairs) {
          if (!pair.startsWith(path.at(-1)!)) continue;
          const to = pair[1]!;
          if (to === path[0]) expected.push(path);
          else if (to > path[0]! && !path.includes(to)) grow(path + to);
        }
      };
      for (const letter of letters) grow(letter);
      expect(loopsIn(linksOf(...pairs)).toSorted()).toEqual(expected.sort());
    }),
  );
});

test("beyond the bound every link that lies on a loop lies on one of those given", () => {
  const anyLinks = fc.uniqueArray(fc.constantFrom(...everyPair("abcdefg")), { minLength: 10, maxLength: 25 });
  fc.assert(
    fc.property(anyLinks, (pairs) => {
      const linksOn = (loops: readonly string[]) =>
        new Set(loops.flatMap((loop) => [...loop].map((from, i) => from + loop[(i + 1) % loop.length]!)));
      const links = linksOf(...pairs);
      expect(linksOn(loopsIn(links, 0))).toEqual(linksOn(loopsIn(links)));
    }),
  );
});

function names(path: readonly Variable[] | undefined): string | undefined {
  return path?.map(({ name }) => name).join("");
}

test("a causal path is a shortest one", () => {
  const links = linksOf("ab", "bc", "cd", "ae", "ed");
  const [a, d] = [
    links.find(({ cause }) => cause.name === "a")!.cause,
    links.find(({ effect }) => effect.name === "d")!.effect,
  ];
  expect(names(causalPath(a, d, links))).toBe("aed");
  expect(causalPath(d, a, links)).toBeUndefined();
});

/** Links with signs: `a-b` lowers, `a+b` raises, `a0b` does nothing, `a?b` does either. */
function signedCase(from: string, to: string, wanted: "raises" | "lowers", ...pairs: readonly string[]) {
  const links = linksOf(...pairs.map((pair) => pair[0]! + pair[2]!));
  const variable = (name: string) =>
    links.flatMap(({ cause, effect }) => [cause, effect]).find((each) => each.name === name)!;
  const path = signedPath(variable(from), variable(to), links, wanted, ({ cause, effect }) => {
    const sign = pairs.find((pair) => pair[0] === cause.name && pair[2] === effect.name)![1]!;
    return { raises: "+?".includes(sign), lowers: "-?".includes(sign) };
  });
  return names(path);
}

test("a signed path multiplies its signs", () => {
  const pairs = ["a+d", "a-b", "b+c", "c+d"];
  expect(signedCase("a", "d", "raises", ...pairs)).toBe("ad");
  expect(signedCase("a", "d", "lowers", ...pairs)).toBe("abcd");
});

test("two links that lower make a path that raises", () => {
  expect(signedCase("a", "c", "raises", "a-b", "b-c")).toBe("abc");
  expect(signedCase("a", "c", "lowers", "a-b", "b-c")).toBeUndefined();
});

test("a link that does nothing carries no path, and one whose sign varies carries both", () => {
  expect(signedCase("a", "b", "raises", "a0b")).toBeUndefined();
  expect(signedCase("a", "b", "raises", "a?b")).toBe("ab");
  expect(signedCase("a", "b", "lowers", "a?b")).toBe("ab");
});

test("a path that goes round a loop is given only where there is no other", () => {
  const loop = ["a+b", "b+c", "c-b", "c+d"];
  expect(signedCase("a", "d", "lowers", ...loop)).toBe("abcbcd");
  expect(signedCase("a", "d", "lowers", ...loop, "a+e", "e+f", "f+g", "g+h", "h-d")).toBe("aefghd");
});

test("a variable has a path to itself through a loop", () => {
  expect(signedCase("a", "a", "lowers", "a+b", "b-a")).toBe("aba");
});
