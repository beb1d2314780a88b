#!/usr/bin/env node
"use strict";
// --version is answered before anything else is loaded
const argument = process.argv[2];
if (process.argv.length === 3 && (argument === "--version" || argument === "-V")) {
  require("node:fs").writeSync(1, `${require("../package.json").version}\n`);
} else {
  require("../dist/cli/cli.cjs");
}
