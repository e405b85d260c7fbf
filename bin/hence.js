#!/usr/bin/env node
import module from "node:module";

// Node 22 and later keep what they have compiled, in a folder of the system for such things.
module.enableCompileCache?.();
const { main } = await import("../dist/bin/main.js");

process.exitCode = await main(process.argv.slice(2));
