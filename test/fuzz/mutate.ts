/** A source of equally likely whole numbers that a seed decides (G. Marsaglia's xorshift, 2003). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) | 1;
    for (let i = 0; i < 8; i++) this.next();
  }

  /** From 0 to below `count`. */
  below(count: number): number {
    return count <= 0 ? 0 : this.next() % count;
  }

  oneOf<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  private next(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return this.state >>> 0;
  }
}

/** A model file with a few faults in it: pieces of its grammar taken out, doubled, exchanged, or replaced by others. */
export function mutate(text: string, format: string, chance: Chance): string {
  const isXml = format !== "mdl";
  let mutant = text;
  const count = 1 + chance.below(4);
  for (let i = 0; i < count; i++) {
    const kind = chance.below(10);
    if (kind < 3) mutant = mutatePieces(mutant, isXml ? xmlElements : equations, chance);
    else if (kind < 8)
      mutant = mutatePieces(mutant, isXml ? xmlTokens : tokens, chance, isXml ? xmlWords : vensimWords);
    else if (kind === 8) mutant = mutateNumber(mutant, chance);
    else mutant = mutateLetters(mutant, chance);
  }
  return mutant;
}

/** How a text falls into pieces, separators included, so that joining them gives it back. */
type Split = RegExp;

const equations: Split = /(?<=\|)/;
const tokens: Split = /(?<=[\s,()[\]{}=+\-*/^<>:~|!])|(?=[\s,()[\]{}=+\-*/^<>:~|!])/;
const xmlElements: Split = /(?=<)/;
const xmlTokens: Split = /(?<=[\s<>="',()[\]+\-*/^])|(?=[\s<>="',()[\]+\-*/^])/;

function mutatePieces(text: string, split: Split, chance: Chance, words: readonly string[] = []): string {
  const pieces = text.split(split);
  if (pieces.length < 2) return text;
  const at = chance.below(pieces.length);
  const other = chance.below(pieces.length);
  const length = 1 + chance.below(4);
  switch (chance.below(6)) {
    case 0:
      pieces.splice(at, length);
      break;
    case 1:
      pieces.splice(at, 0, ...pieces.slice(at, at + length));
      break;
    case 2: {
      const piece = pieces[at]!;
      pieces[at] = pieces[other]!;
      pieces[other] = piece;
      break;
    }
    case 3:
      pieces[at] = pieces[other]!;
      break;
    case 4:
      pieces.splice(at, 0, ...pieces.slice(other, other + length));
      break;
    default:
      if (words.length > 0) pieces[at] = chance.oneOf(words);
      else pieces.splice(at, 1, ...pieces.slice(other, other + 3));
  }
  return pieces.join("");
}

function mutateNumber(text: string, chance: Chance): string {
  const numbers = [...text.matchAll(/(?<![\w.])\d+\.?\d*(?:e[+-]?\d+)?/gi)];
  if (numbers.length === 0) return text;
  const { index, 0: number } = chance.oneOf(numbers);
  return text.slice(0, index) + chance.oneOf(extremeNumbers) + text.slice(index + number.length);
}

const extremeNumbers = [
  "0",
  "-1",
  "1e308",
  "1e-308",
  "1e999",
  "0.1",
  "3",
  "99999999",
  "00",
  "1.2.3",
  "1e",
  "4294967296",
  "",
];

function mutateLetters(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  switch (chance.below(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + chance.oneOf(oddTexts) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + chance.below(40));
    default:
      return text.slice(0, at) + "(".repeat(1 + chance.below(3000)) + text.slice(at);
  }
}

const oddTexts = [
  "\u0000",
  "\uFEFF",
  "\u{1F600}",
  '"',
  "'",
  "{",
  "}",
  "\\",
  "&amp;",
  "&x;",
  "<!--",
  "]]>",
  "|",
  "~",
  "\r",
  "é",
  "�",
];

const vensimWords = [
  ..."INTEG SMOOTH DELAY3 DELAY|FIXED STEP PULSE|TRAIN SUM VMIN IF|THEN|ELSE WITH|LOOKUP ACTIVE|INITIAL INITIAL SAMPLE|IF|TRUE"
    .split(" ")
    .map((word) => word.replaceAll("|", " ")),
  ..."GET|DIRECT|CONSTANTS GET|XLS|DATA ALLOCATE|AVAILABLE VECTOR|SORT|ORDER VECTOR|ELM|MAP INVERT|MATRIX FIND|ZERO RANDOM|UNIFORM"
    .split(" ")
    .map((word) => word.replaceAll("|", " ")),
  ..."+ - * / ^ ( ) [ ] , ; : = == := <-> -> ! | ~ ~| :EXCEPT: :MACRO: :END|OF|MACRO: :AND: :NOT: :NA: :RAW: :SUPPLEMENTARY Time"
    .split(" ")
    .map((word) => word.replaceAll("|", word.length === 1 ? "|" : " ")),
  "TIME STEP",
  "FINAL TIME",
  "SAVEPER",
  "(1-9)",
  "[(0,0)-(10,10)],(0,0),(5,5)",
  "1e-30",
  '"odd name"',
  "\\\\\\---///",
];

const xmlWords = [
  ...'<eqn> </eqn> <stock> </stock> <aux|name="a"> </aux> <flow|name="f"> </flow> <gf> </gf> <model> </model> <module|name="m"/>'
    .split(" ")
    .map((word) => word.replaceAll("|", " ")),
  ...'<conveyor/> <queue/> <oven/> <len>3</len> <leak/> <non_negative/> <uniflow/> <dimensions> <dim|name="d"|size="3"/> <element|subscript="1">'
    .split(" ")
    .map((word) => word.replaceAll("|", " ")),
  ..."INIT PREVIOUS SELF DELAY SMTH3 SUM(x[*]) TIME DT IF THEN ELSE AND NOT MOD + - * / ^ ( ) [ ] , ' @2 1:3 * . = &lt; &gt; NaN".split(
    " ",
  ),
  "<![CDATA[",
  "<!DOCTYPE x [<!ENTITY a 'b'>]>",
  "&a;",
  '<connect to="a" from="b"/>',
];
