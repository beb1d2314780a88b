#!/usr/bin/env node
"use strict";
// `npm create ulbot shop -- --flow blank` is `ulbot init shop --flow blank`
const { dirname, join } = require("node:path");
const manifest = require.resolve("ulbot/package.json");
process.argv.splice(2, 0, "init");
require(join(dirname(manifest), require(manifest).bin.ulbot));
