import { foldName } from "../../model/name.ts";
import type { FileSource } from "../../model/variable.ts";
import type { Raw, RawCall } from "./raw.ts";
import type { Scope } from "./scope.ts";

/** What a function that reads files brings, and where from. */
export interface FileCall {
  readonly what: "constants" | "data" | "lookups" | "subscript";
  readonly file: FileSource & { readonly prefix?: string };
}

const names = /^get_(direct|xls|vdf|123|odbc)_(constants|data|lookups|subscript)$/;

/** Whether an expression is a call of one of the functions that read files. */
export function isFileCall(raw: Raw | undefined): raw is RawCall {
  return raw?.kind === "call" && names.test(raw.key);
}

/** What a file function brings; other expressions give nothing, and are reported where they look like one. */
export function fileCallOf(
  raw: Raw | undefined,
  scope: Pick<Scope, "strings" | "tags" | "report">,
): FileCall | undefined {
  if (!isFileCall(raw)) return undefined;
  const [, kind = "", what = ""] = names.exec(raw.key) ?? [];
  const texts = raw.args.map((arg) => textOf(arg, scope));
  const { span } = raw;
  const fault = (code: string, message: string): undefined => {
    scope.report({ code, severity: "error", message, span });
  };
  if (kind === "123" || kind === "odbc") {
    const program = kind === "123" ? "Lotus 1-2-3" : "a database on Windows";
    return fault("not-readable", `${raw.callee.name.toUpperCase()} reads ${program}, which Hence cannot.`);
  }
  if (kind === "vdf") return vdfCall(raw, what as FileCall["what"], texts, fault);
  const wanted = { constants: 3, data: 4, lookups: 4, subscript: 5 }[what as FileCall["what"]];
  const [path, sheet, third, fourth, prefix] = texts;
  const isWhole = texts.slice(0, Math.min(wanted, 4)).every((text) => text !== undefined);
  if (path === undefined || sheet === undefined || third === undefined || !isWhole || texts.length > wanted)
    return fault(
      "argument-count",
      `${raw.callee.name.toUpperCase()} takes ${wanted} texts in single quotes.`,
    );
  const cells = { kind: "cells", path: untagged(path, scope), sheet, span } as const;
  switch (what) {
    case "constants":
      return { what, file: { ...cells, first: third } };
    case "subscript":
      return {
        what,
        file: {
          ...cells,
          first: third,
          ...(fourth !== undefined && { last: fourth }),
          ...(prefix && { prefix }),
        },
      };
    case "data":
    case "lookups":
      return { what, file: { ...cells, along: third, first: fourth ?? "" } };
    default:
      return undefined;
  }
}

/** `GET VDF DATA('run.vdf', 'price[oil]')`: a variable of another run. */
function vdfCall(
  raw: RawCall,
  what: FileCall["what"],
  [path, column]: readonly (string | undefined)[],
  fault: (code: string, message: string) => undefined,
): FileCall | undefined {
  if (path === undefined || column === undefined)
    return fault(
      "argument-count",
      `${raw.callee.name.toUpperCase()} takes the name of a file and of a variable.`,
    );
  const numbers = raw.args.slice(2).map(numberOf);
  const [first, second] = numbers;
  const at = what === "constants" && first !== undefined ? { at: first } : {};
  const times =
    what !== "constants" && first !== undefined ? { times: { start: first, slope: second ?? 1 } } : {};
  return { what, file: { kind: "column", path, column, ...at, ...times, span: raw.span } };
}

function numberOf(raw: Raw): number | undefined {
  if (raw.kind === "number") return raw.value;
  if (raw.kind === "unary" && raw.op === "-" && raw.operand.kind === "number") return -raw.operand.value;
  return undefined;
}

/** Text in single quotes, a string constant, or a name in double quotes as older files have it. */
function textOf(raw: Raw, { strings }: Pick<Scope, "strings">): string | undefined {
  if (raw.kind === "text") return raw.value;
  if (raw.kind === "name" && !raw.subscripts) return strings.get(foldName(raw.name)) ?? raw.name;
  return raw.kind === "number" ? `${raw.value}` : undefined;
}

/** `?data` stands for a file that the settings name; a tag without one stays as it is. */
function untagged(path: string, { tags }: Pick<Scope, "tags">): string {
  const plain = path.trim().replaceAll("\\", "/");
  return tags.get(foldName(plain)) ?? plain;
}
