import type { Command } from "./command.ts";
import { anchorCommand } from "./commands/anchor.ts";
import { checkCommand } from "./commands/check.ts";
import { convertCommand } from "./commands/convert.ts";
import { diagramCommand } from "./commands/diagram.ts";
import { explainCommand } from "./commands/explain.ts";
import { fmtCommand } from "./commands/fmt.ts";
import { functionsCommand } from "./commands/functions.ts";
import { newCommand } from "./commands/new.ts";
import { openCommand } from "./commands/open.ts";
import { publishCommand } from "./commands/publish.ts";
import { queryCommand } from "./commands/query.ts";
import { reportCommand } from "./commands/report.ts";
import { runCommand } from "./commands/run.ts";
import { startCommand } from "./commands/start.ts";
import { studyCommand } from "./commands/study.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { testCommand } from "./commands/test.ts";
import { versionCommand } from "./commands/version.ts";

/** Every command of the terminal tool, in the order of the help. */
export const commands: readonly Command[] = [
  newCommand,
  checkCommand,
  runCommand,
  testCommand,
  openCommand,
  sweepCommand,
  queryCommand,
  studyCommand,
  reportCommand,
  publishCommand,
  explainCommand,
  diagramCommand,
  fmtCommand,
  convertCommand,
  anchorCommand,
  functionsCommand,
  versionCommand,
  startCommand,
];
