import { expect, test } from "vitest";
import { valuesOf } from "./vensim.values.ts";

// What Vensim's manual says of subscripts: ranges (22055 and on), mappings, exceptions, order of equations (22250).

test("a range may be built of others, and ranges may overlap", () => {
  const cars = `model : compact, mid size, luxury ~~|
compact : little, not too big ~~|
mid size : middle, center, half ~~|
luxury : big, excessive ~~|
epa gp1 : little, not too big, center ~~|
weight[compact] = 1, 2 ~~|
weight[mid size] = 3 ~~|
weight[luxury] = 4, 5 ~~|
total = SUM(weight[model!]) + 100 * SUM(weight[epa gp1!]) ~~|
share[epa gp1] = weight[epa gp1] / SUM(weight[epa gp1!]) ~~|
is big[model] = IF THEN ELSE(model = big, model, 0) ~~|
n = ELMCOUNT(model) ~~|`;
  expect(valuesOf(cars, "total")).toEqual([621]);
  expect(valuesOf(cars, "share")).toEqual([1 / 6, 2 / 6, 3 / 6]);
  expect(valuesOf(cars, "is_big")).toEqual([0, 0, 0, 0, 0, 6, 0]);
  expect(valuesOf(cars, "n")).toEqual([7]);
});

test("a mapping says what a range on the right means: in order, in another order, to subranges, of a part", () => {
  const maps = `worker : w1, w2, w3 -> (product : wood, clay, plastic), hall ~~|
product : clay, plastic, wood ~~|
soft : clay, plastic ~~|
hall : h1, h2, h3 ~~|
region : r1, r2, r3, r4 ~~|
north : r1, r3 ~~|
south : r2, r4 ~~|
hemi : n, s -> (region : north, south) ~~|
skill[worker] = 1, 2, 3 ~~|
temp[hemi] = 10, 20 ~~|
quality[product] = skill[worker] ~~|
noise[hall] = skill[worker] ~~|
part[soft] = skill[worker] ~~|
rtemp[region] = temp[hemi] + region ~~|
stemp[south] = temp[hemi] ~~|`;
  expect(valuesOf(maps, "quality")).toEqual([2, 3, 1]);
  expect(valuesOf(maps, "noise")).toEqual([1, 2, 3]);
  expect(valuesOf(maps, "part")).toEqual([2, 3]);
  expect(valuesOf(maps, "rtemp")).toEqual([11, 22, 13, 24]);
  expect(valuesOf(maps, "stemp")).toEqual([20, 20]);
});

test("equations are ordered element by element where that is needed", () => {
  const ages = `age : baby, young, mid, old ~~|
ageh : young, mid, old -> agel ~~|
agel : baby, young, mid ~~|
flexibility[ageh] = prev flex[ageh] * .5 ~~|
flexibility[baby] = 1 ~~|
prev flex[ageh] = flexibility[agel] ~~|
first[baby] = INITIAL(flexibility[old] * 8) ~~|
first[ageh] = INITIAL(first[agel] + 1) ~~|
late[baby] = Time ~~|
late[ageh] = DELAY FIXED(late[agel], 1, -1) ~~|`;
  expect(valuesOf(ages, "flexibility")).toEqual([1, 0.5, 0.25, 0.125]);
  expect(valuesOf(ages, "first")).toEqual([1, 2, 3, 4]);
  expect(valuesOf(ages, "late", 2)).toEqual([2, 1, 0, -1]);
});

test("an aging chain reads the element before", () => {
  const chain = `stage : (stage1-stage4) ~~|
inflow[stage] = IF THEN ELSE(stage = stage1, 8, VECTOR ELM MAP(out[stage], -1)) ~~|
out[stage] = lev[stage] / 2 ~~|
lev[stage] = INTEG(inflow[stage] - out[stage], 0) ~~|`;
  expect(valuesOf(chain, "lev", 3)).toEqual([14, 8, 2, 0]);
});

test("two names of one range stand for two of its elements", () => {
  const trade = `from : fa, fb, fc ~~|
to <-> from ~~|
flow[from, to] = 10 * from + to ~~|
net[from] = SUM(flow[to!, from]) - SUM(flow[from, to!]) ~~|
own[from] = flow[from, from] ~~|
others[from, to] = IF THEN ELSE(from = to, 0, flow[to, from]) ~~|`;
  expect(valuesOf(trade, "net")).toEqual([27, 0, -27]);
  expect(valuesOf(trade, "own")).toEqual([11, 22, 33]);
  expect(valuesOf(trade, "others")).toEqual([0, 21, 31, 12, 0, 32, 13, 23, 0]);
});

test("what an exception leaves out has another equation, or is nought", () => {
  const arrays = `A : a1, a2, a3 ~~|
Sub : a2, a3 ~~|
B : b1, b2 ~~|
x[A, B] :EXCEPT: [Sub, b1], [a1, b2] = 1 ~~|
x[Sub, b1] = 2 ~~|
y[Sub] :EXCEPT: [a1], [a3] = 7 ~~|
z[Sub, B] = x[Sub, B] / SUM(x[Sub!, B]) ~~|`;
  expect(valuesOf(arrays, "x")).toEqual([1, 0, 2, 1, 2, 1]);
  expect(valuesOf(arrays, "y")).toEqual([7, 0]);
  expect(valuesOf(arrays, "z")).toEqual([0.5, 0.5, 0.5, 0.5]);
});

test("sums go through all that has an exclamation mark, and a range is a number there too", () => {
  const arrays = `A : a1, a2, a3 ~~|
Sub : a2, a3 ~~|
B : b1, b2 ~~|
m[A, B] = 1, 2; 3, 4; 5, 6; ~~|
s[A] = SUM(m[A, B!]) ~~|
t = SUM(IF THEN ELSE(m[A!, B!] > 2, m[A!, B!], 0)) ~~|
u[Sub] = SUM(m[Sub, B!]) / SUM(m[Sub!, B!]) ~~|
v = SUM(m[A!, b1] * A!) ~~|
w = VMAX(m[Sub!, B!]) - VMIN(m[A!, B!]) + PROD(m[Sub!, b1]) ~~|
tab[a1]( (0,0),(4,4) ) ~~|
tab[Sub]( (0,0),(4,8) ) ~~|
r[B] = SUM(tab[A!](m[A!, B] / 2)) ~~|`;
  expect(valuesOf(arrays, "s")).toEqual([3, 7, 11]);
  expect(valuesOf(arrays, "t")).toEqual([18]);
  expect(valuesOf(arrays, "u")).toEqual([7 / 18, 11 / 18]);
  expect(valuesOf(arrays, "v")).toEqual([1 + 6 + 15]);
  expect(valuesOf(arrays, "w")).toEqual([6 - 1 + 15]);
  expect(valuesOf(arrays, "r")).toEqual([0.5 + 3 + 5, 1 + 4 + 6]);
});

test("stocks may be defined element by element", () => {
  const stocks = `A : a1, a2, a3 ~~|
Sub : a2, a3 ~~|
lev[a1] = INTEG(1, 5) ~~|
lev[Sub] = INTEG(lev[a1], A start[Sub]) ~~|
A start[A] = 10 * A ~~|`;
  expect(valuesOf(stocks, "lev", 2)).toEqual([7, 20 + 5 + 6, 30 + 5 + 6]);
});

test("SHIFT IF TRUE moves what is in a stock on by one element within the step", () => {
  const ages = `age : vitro, (A1-A3) ~~|
ageh : (A1-A3) ~~|
born = 6 ~~|
start[ageh] = 10, 20, 30 ~~|
people[vitro] = INTEG(born, 0) ~~|
people[ageh] = INTEG(0, start[ageh]) ~~|
gone = SHIFT IF TRUE(people[vitro], MODULO(Time, 2) = 0, ELMCOUNT(age), GATHERS, 1) ~~|
`;
  const [moves, gathers] = ["0", "2"].map((accum) => ages.replace("GATHERS", accum));
  const steps = (text: string, name: string) => [0, 1, 2, 3].map((step) => valuesOf(text, name, step));
  // At 0 and 2 all goes on, and 1 stands in the first place, to which the 6 of the step are added.
  expect(steps(moves!, "people")).toEqual([
    [0, 10, 20, 30],
    [7, 0, 10, 20],
    [13, 0, 10, 20],
    [7, 13, 0, 10],
  ]);
  expect(steps(moves!, "gone")).toEqual([[30], [0], [20], [0]]);
  expect(steps(gathers!, "people")[3]).toEqual([7, 13, 0, 60]);
  expect(steps(gathers!, "gone")).toEqual([[0], [0], [0], [0]]);
});

test("DEPRECIATE BY SCHEDULE writes each payment off by the parts of its schedule", () => {
  const text = `period : first, second, third ~~|
schedule[period] = 50, 30, 20 ~~|
before[period] = 7, 5, 0 ~~|
none = 0 ~~|
paid = IF THEN ELSE(Time < 1, 10, 0) ~~|
written = DEPRECIATE BY SCHEDULE(paid, schedule[first], before[first], 3, Time) ~~|
without = DEPRECIATE BY SCHEDULE(paid, schedule[first], none, 3, Time) ~~|
late = DEPRECIATE BY SCHEDULE(paid, schedule[first], none, 6, 1) ~~|
`;
  const steps = (name: string) => [0, 1, 2, 3, 4].map((step) => valuesOf(text, name, step)[0]);
  expect(steps("without")).toEqual([5, 3, 2, 0, 0]);
  expect(steps("written")).toEqual([12, 8, 2, 0, 0]);
  // Periods of two begin at 1 and 3: the 10 are 5 for a unit of time of the one before.
  expect(steps("late")).toEqual([5, 1.5, 1.5, 1, 1]);
});
