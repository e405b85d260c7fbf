import { mkdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Request } from "./command.ts";
import { exit, WrongUsage } from "./exit.ts";
import { explainFileProblem, writeWhole } from "./files.ts";
import type { Terminal } from "./terminal.ts";

/** `hence new`: writes a small system to start from. */
export async function beginSystem(request: Request, terminal: Terminal): Promise<number> {
  const wanted = request.operands[0]!.replace(/[/\\]+$/, "");
  const path = wanted.endsWith(".hence") ? wanted : join(wanted, `${basename(wanted)}.hence`);
  if (await exists(path)) throw new WrongUsage(`‘${path}’ is there already, and nothing was changed.`);
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (problem) {
    throw new WrongUsage(`The folder ‘${dirname(path)}’ cannot be made: ${explainFileProblem(problem)}.`);
  }
  await writeWhole(path, [firstSystem(plainName(basename(path, ".hence")))]);
  const model = path.includes(" ") ? `"${path}"` : path;
  terminal.out(`Wrote ${path}. Try:\n  hence check ${model}\n  hence run ${model}\n  hence test ${model}`);
  return exit.good;
}

/** Whether there is anything under that name. */
async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (problem) {
    const words = explainFileProblem(problem);
    if (words === explainFileProblem(Object.assign(new Error(), { code: "ENOENT" }))) return false;
    throw new WrongUsage(`‘${path}’ cannot be made: ${words}.`);
  }
}

/** A name that needs no quotes. */
function plainName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_]+/gu, "_");
  return /^[\p{L}_]/u.test(plain) ? plain : `system_${plain}`;
}

function firstSystem(name: string): string {
  return `# A first system. Change anything, then: hence check, hence run, hence test.

system ${name} "A waiting list"
  "Patients are referred to a clinic and wait until somebody has time for them."

time 2020 to 2030 by 1/16 year

unit patient = patients
unit nurse = nurses

# What piles up is a stock. It changes by its flows, and by nothing else.
stock waiting "patients who wait" : patient
  starts 200
  in     referrals
  out    treatments

flow referrals : patient/year
  = need / (1 + wait / patience)
  "A long wait puts people off."

flow treatments : patient/year
  = min(staff * pace, waiting / shortest_wait)
  "As many as the staff can treat, while there are any."

aux wait "how long one waits" : year
  = waiting / (staff * pace)

# A number says what it is measured in, how far it could be off, and where it comes from.
const need : patient/year = 600
  between 500 and 800
  basis estimate

const patience : year = 1
  between 0.5 and 3
  basis guess

const staff : nurse = 10
  between 6 and 16
  basis data "the clinic's payroll"

const pace "patients that a nurse treats" : patient/nurse/year = 50
  between 30 and 70
  basis estimate

const shortest_wait : year = 1/8
  between 1/16 and 1/4
  basis guess

# What is claimed is tested: staff is raised by a tenth, and the list is compared two years on.
source memo "A memo to the board"

claim C1 at memo 1.2, "clearly"
  "More staff shortens the list."
  staff lowers waiting after 2 years

loop B1 "A long list keeps itself short" balancing
  waiting -> wait -> referrals

check K1 "Nobody waits less than not at all"
  waiting >= 0 always
`;
}
