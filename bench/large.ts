/**
 * A made-up Vensim model of the size of C-LEARN: some 1,170 equations over 18 subscript ranges, 3,440 series, lookups,
 * macros, 1,000 steps, and with documentation and a sketch 1.4 MB of text. It means nothing; its sizes are what is
 * measured.
 */
export function writeLargeModel(): string {
  const groups = Array.from({ length: groupCount }, (_, g) => writeGroup(g));
  return ["{UTF-8}", macros, ranges(), ...groups.flat(), control, writeSketch()].join("\n");
}

const groupCount = 39;
const regions = ["US", "EU", "China", "India", "Other Developed", "Developing A", "Developing B"];
const gases = ["PFC", "SF6", "HFC134a", "HFC23", "HFC32"];

const macros = `:MACRO: RAMP BETWEEN(from level, to level, begin, finish)
RAMP BETWEEN = from level + (to level - from level)
	* MIN(1, MAX(0, (Time$ - begin) / MAX(finish - begin, 1e-6)))
	~	from level
	~	Straight from one level to another.
	|
:END OF MACRO:
:MACRO: HELD UNTIL(now, until, start)
HELD UNTIL = INTEG(IF THEN ELSE(Time$ < until, (now - HELD UNTIL) / TIME STEP$, 0), start)
	~	now
	~	Follows its input up to a time, and keeps its value from then on.
	|
:END OF MACRO:
:MACRO: SCURVE(x, top, middle)
SCURVE = top / (1 + EXP(-4 * (x - middle)))
	~	top
	~	An S-shaped path.
	|
:END OF MACRO:`;

function ranges(): string {
  const range = (name: string, elements: readonly string[], mapping = "") =>
    `${name}:\n\t${elements.join(", ")}${mapping}\n\t~\n\t~\t\t|`;
  return [
    range("Region", regions),
    range("Developed", regions.slice(0, 2).concat(regions[4]!)),
    range("Developing", [regions[2]!, regions[3]!, regions[5]!, regions[6]!]),
    range("Bloc", ["North", "South"], " -> (Region2: North set, South set)"),
    range("Region2", ["First", "Second", "Third", "Fourth"]),
    range("North set", ["First", "Second"]),
    range("South set", ["Third", "Fourth"]),
    range("Gas", gases),
    range("Heavy gas", gases.slice(2)),
    range("Layer", ["(layer1-layer4)"]),
    range("Upper", ["(layer1-layer3)"], " -> Lower"),
    range("Lower", ["(layer2-layer4)"]),
    range("Scenario", ["Low", "Middle", "High"]),
    range("Target", ["Target1", "Target2", "Target3"]),
    range("Sector", ["Energy", "Land", "Industry", "Waste"]),
    range("Fuel", ["Coal", "Oil", "Gas fuel"]),
    range("Clean", ["Wind", "Solar"]),
    range("Source", ["Coal source", "Wind source"]),
  ].join("\n");
}

/** Seven arrays over regions, one over gases, one over layers, and scalars. */
function writeGroup(g: number): readonly string[] {
  // Functions with a memory stand in some groups only, so that there are some 2,500 equations in a step, as in C-LEARN.
  const isRich = g % 8 === 0;
  const x = (name: string) => `${name} ${g}`;
  const next = `total ${(g + 1) % groupCount}`;
  const lines: string[] = [
    `\n********************************************************\n\t.Group ${g}\n********************************************************~\n\t\t|`,
    equation(
      `${x("level")}[Region]`,
      `INTEG(${x("growth")}[Region] - ${x("loss")}[Region], ${x("start")}[Region])`,
    ),
    equation(
      `${x("growth")}[Region]`,
      `${x("level")}[Region] * ${x("rate")}[Region] * ${x("crowding")}[Region]`,
    ),
    equation(`${x("loss")}[Region]`, `${x("level")}[Region] / ${x("lifetime")}`),
    equation(`${x("start")}[Region]`, regions.map((_, i) => 1 + ((i * 7 + g) % 5)).join(", ")),
    equation(
      `${x("rate")}[Developed]`,
      `RAMP BETWEEN(${x("base rate")}, ${x("base rate")} / 2, 1950 + ${g}, 2050)`,
    ),
    equation(
      `${x("rate")}[Developing]`,
      isRich
        ? `HELD UNTIL(${x("base rate")} * ${x("policy")}, 2010 + ${g}, ${x("base rate")})`
        : `${x("base rate")} * ${x("policy")}`,
    ),
    equation(
      `${x("crowding")}[Region]`,
      `WITH LOOKUP(${x("level")}[Region] / ${x("capacity")}, (${points(12, 0, 3, 1.2, -0.3)}))`,
    ),
    equation(`${x("reported")}[Region]`, `${x("history")}[Region](Time)`),
    equation(
      `${x("smoothed")}[Region]`,
      isRich ? `SMOOTH3(${x("growth")}[Region], ${x("delay")})` : `${x("growth")}[Region] / ${x("delay")}`,
    ),
    ...regions.map((region, i) =>
      equation(`${x("history")}[${region}]`, `(${points(36, 1850, 2100, i + 1, 0.02)})`),
    ),
    equation(
      `${x("burden")}[Gas]`,
      `INTEG(${x("emission")}[Gas] - ${x("burden")}[Gas] / ${x("lifetime")}, 1)`,
    ),
    equation(`${x("emission")}[Gas]`, `${x("total")} * 0.01 * Gas`),
    equation(`${x("heat")}[layer1]`, `INTEG(${x("forcing")} - ${x("flux")}[layer1], 0)`),
    equation(`${x("heat")}[Lower]`, `INTEG(${x("flux")}[Upper] - ${x("sink")}[Lower], 0)`),
    equation(`${x("flux")}[Upper]`, `(${x("heat")}[Upper] - ${x("heat")}[Lower]) / 12`),
    equation(`${x("sink")}[Lower]`, `${x("heat")}[Lower] / 400`),
    equation(`${x("total")}`, `SUM(${x("level")}[Region!])`),
    equation(`${x("share")}`, `ZIDZ(SUM(${x("level")}[Developing!]), ${x("total")})`),
    equation(
      `${x("forcing")}`,
      `5.35 * LN(1 + MAX(0, ${x("total")}) / 100) + SUM(${x("burden")}[Gas!]) * 0.001`,
    ),
    equation(`${x("base rate")}`, `0.0${2 + (g % 3)}`),
    equation(`${x("capacity")}`, `${60 + g}`),
    equation(`${x("lifetime")}`, `${40 + g}`),
    equation(`${x("delay")}`, "5"),
    equation(
      `${x("policy")}`,
      `IF THEN ELSE(Time > ${1990 + g} :AND: switch = 1, SCURVE((Time - 2000) / 50, 1, 1), 1)`,
    ),
    equation(`${x("pressure")}`, `DELAY3(${x("forcing")}, 7) + 0.001 * SMOOTH(${next}, 10)`),
  ];
  return lines;
}

const units = "Petajoule/Year";

function equation(left: string, right: string): string {
  const words = Array.from(
    { length: 86 },
    (_, i) => vocabulary[(i * 7 + left.length * 3) % vocabulary.length]!,
  );
  return `${left}=\n\t${right}\n\t~\t${units}\n\t~\t${words.join(" ")}.\n\t|`;
}

const vocabulary =
  "this value is taken from the published record and scaled so that its sum over regions meets the total of each year where a gap occurs it was filled".split(
    " ",
  );

function points(count: number, from: number, to: number, y: number, slope: number): string {
  return Array.from({ length: count }, (_, i) => {
    const x = from + ((to - from) * i) / (count - 1);
    return `(${Number(x.toFixed(4))},${Number((y * (1 + slope * i) + 0.003 * ((i * 37) % 11)).toFixed(7))})`;
  }).join(",");
}

const control = `
********************************************************
	.Control
********************************************************~
		Simulation Control Parameters
	|
switch=
	1
	~	Dmnl
	~		|
FINAL TIME  = 2100
	~	Year
	~		|
INITIAL TIME  = 1850
	~	Year
	~		|
SAVEPER  =
        TIME STEP
	~	Year
	~		|
TIME STEP  = 0.25
	~	Year
	~		|
`;

/** Words and arrows of a diagram, as the sketch part of a file has them. */
function writeSketch(): string {
  const lines = [
    "\\\\\\---/// Sketch information - do not modify anything except names",
    "V300  Do not put anything below this section - it will be ignored",
  ];
  for (let g = 0; g < groupCount; g++) {
    lines.push(
      `*View ${g}`,
      "$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|72,72,100,0",
    );
    for (let i = 1; i <= 150; i++) {
      const name = ["level", "growth", "loss", "total", "forcing", "pressure"][i % 6]!;
      lines.push(`10,${2 * i},${name} ${g},${(i * 97) % 1500},${(i * 61) % 900},46,11,8,3,0,0,0,0,0,0`);
      lines.push(
        `1,${2 * i + 1},${2 * i},${2 * ((i % 150) + 1)},0,0,0,0,0,64,0,-1--1--1,,1|(${(i * 53) % 1500},${(i * 41) % 900})|`,
      );
    }
  }
  return [...lines, "///---\\\\\\", ":L<%^E!@", "15:0,0,0,0,0,0", ""].join("\n");
}
