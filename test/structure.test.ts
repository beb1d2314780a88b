import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { readSource, type SourceFile } from "./source-file.ts";

const root = dirname(import.meta.dirname);

/** For each part of the program, the parts it may import. What has no line of its own is "core". */
const layers: Readonly<Record<string, readonly string[]>> = {
  protocol: ["protocol"],
  delivery: ["protocol", "delivery"],
  core: ["protocol", "delivery", "core"],
  reporters: ["protocol", "delivery", "core", "reporters"],
  prompts: ["protocol", "delivery", "core", "reporters", "prompts"],
  index: ["protocol", "delivery", "core", "reporters"],
  commands: ["protocol", "delivery", "core", "reporters", "prompts", "commands"],
  run: ["protocol", "delivery", "core", "reporters", "commands"],
  main: ["protocol", "delivery", "core", "reporters", "commands", "run"],
  cli: ["core", "main"],
  bin: ["cli"],
};

/** Packages that have one place. */
const homes: readonly { readonly packages: RegExp; readonly home: RegExp }[] = [
  { packages: /^chalk$/, home: /^src\/reporters\/style\.ts$/ },
  { packages: /^(inquirer$|@inquirer\/)/, home: /^src\/prompts\// },
  // signalling a group of processes is in no other module
  { packages: /^(node:)?process$/, home: /^src\/bot\/process-group\.ts$/ },
  { packages: /^(commander$|@commander-js\/)/, home: /^src\/(commands\/|(main|run)\.ts$)/ },
];

type Check = (file: SourceFile) => readonly string[];
type Example = readonly [path: string, text: string];

/** What each file has to keep to: from a file to what is wrong with it. */
const checks = {
  "imports go one way": ({ path, imports }) =>
    imports
      .filter(({ from }) => from.startsWith("."))
      .map(({ from }) => partOf(posix.join(posix.dirname(path), from)))
      .filter((part) => part !== undefined && !layers[partOf(path) ?? ""]?.includes(part))
      .map((part) => `${partOf(path)} imports ${part}`),

  "a package that has a home stays there": ({ path, imports }) =>
    homes
      .filter(({ home }) => !home.test(path))
      .flatMap(({ packages }) => imports.filter(({ from }) => packages.test(from)))
      .map(({ from }) => `imports ${from}`),

  "protocol/ needs no package but zod": ({ path, imports }) =>
    imports
      .filter(({ from }) => partOf(path) === "protocol" && !from.startsWith(".") && from !== "zod/mini")
      .map(({ from }) => `imports ${from}`),

  "zod is imported whole": ({ imports }) =>
    imports
      .filter(({ from, isNamespace }) => /^zod(\/|$)/.test(from) && !(from === "zod/mini" && isNamespace))
      .map(({ from }) => `imports ${from} other than by: import * as z from "zod/mini"`),

  "only cli.ts knows the process": ({ path, identifiers }) =>
    path === "src/cli.ts" || path.startsWith("bin/")
      ? []
      : ["process", "globalThis"].filter((name) => identifiers.has(name)).map((name) => `names ${name}`),

  "a file is named after what is in it": ({ path }) =>
    /^(utils?|common|helpers?|misc|shared)\.ts$/.test(basename(path)) ? [`${basename(path)} says nothing`] : [],

  "a file can be read in a sitting": ({ lines }) => (lines < 300 ? [] : [`${lines} lines, at most 299`]),
} as const satisfies Record<string, Check>;

/** The part of the program that a path belongs to, `undefined` for what is none (package.json). */
function partOf(path: string): string | undefined {
  if (path.startsWith("bin/")) return "bin";
  if (path.startsWith("dist/")) return path === "dist/cli/cli.cjs" ? "cli" : "dist";
  const name = /^src\/([^/]+?)(\.ts)?(\/|$)/.exec(path)?.[1];
  return name === undefined || name in layers ? name : "core";
}

function sources(): SourceFile[] {
  const paths = ["src", "bin"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((entry) =>
      posix.join(folder, entry.replaceAll("\\", "/")),
    ),
  );
  return paths
    .filter((path) => /\.(tsx?|cjs)$/.test(path))
    .map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
}

/** A file for each check that it must object to once, and one that it must not. */
const examples: Readonly<Record<keyof typeof checks, { bad: readonly Example[]; good: readonly Example[] }>> = {
  "imports go one way": {
    bad: [
      ["src/lint/lint.ts", 'import { run } from "../commands/lint.ts";'],
      ["src/lint/lint.ts", 'import type { Style } from "../reporters/style.ts";'],
      ["src/delivery/deliver.ts", 'export { read } from "../io.ts";'],
      ["src/protocol/event.ts", 'type Rendering = import("../delivery/rendering.ts").Rendering;'],
      ["src/commands/lint.ts", 'const { main } = await import("../main.ts");'],
      ["src/reporters/json.ts", 'import "../index.ts";'],
      ["bin/ulbot.cjs", 'require("../dist/cli/lint.cjs");'],
      ["bin/ulbot.cjs", 'require("../src/main.ts");'],
    ],
    good: [
      [
        "src/commands/lint.ts",
        'import { lint } from "../lint/lint.ts"; import { stylish } from "../reporters/stylish.ts";',
      ],
      ["src/protocol/events/image.ts", 'import { parameter } from "../parameter.ts";'],
      ["src/lint/lint.ts", '// see "../commands/lint.ts"\nimport { UlbotError } from "../errors.ts";'],
      ["bin/ulbot.cjs", 'require("../package.json"); require("../dist/cli/cli.cjs"); require("node:fs");'],
    ],
  },
  "a package that has a home stays there": {
    bad: [
      ["src/reporters/stylish.ts", 'import chalk from "chalk";'],
      ["src/commands/init.ts", 'const { input } = await import("@inquirer/prompts");'],
      ["src/lint/lint.ts", 'import { InvalidArgumentError } from "commander";'],
      ["src/lint/lint.ts", 'import type { Command } from "@commander-js/extra-typings";'],
      ["src/bot/endpoint.ts", 'import { env } from "node:process";'],
    ],
    good: [
      ["src/reporters/style.ts", 'import { Chalk } from "chalk";'],
      ["src/prompts/ask.ts", 'const { default: inquirer } = await import("inquirer");'],
      ["src/main.ts", 'import { Command } from "@commander-js/extra-typings";'],
    ],
  },
  "protocol/ needs no package but zod": {
    bad: [["src/protocol/event.ts", 'import { readFileSync } from "node:fs";']],
    good: [["src/protocol/event.ts", 'import * as z from "zod/mini";']],
  },
  "zod is imported whole": {
    bad: [
      ["src/lint/lint.ts", 'import { z } from "zod/mini";'],
      ["src/lint/lint.ts", 'import z from "zod/mini";'],
      ["src/lint/lint.ts", 'import z, * as zod from "zod";'],
      ["src/lint/lint.ts", 'import * as z from "zod";'],
      ["src/lint/lint.ts", 'export { z } from "zod";'],
    ],
    good: [["src/lint/lint.ts", 'import * as z from "zod/mini";']],
  },
  "only cli.ts knows the process": {
    bad: [
      ["src/lint/lint.ts", "export const width = process.stdout.columns;"],
      ["src/main.ts", "export const { process: { env } } = globalThis;"],
      ["src/main.ts", 'import process from "node:process";'],
      ["src/main.ts", "const all = { process };"],
    ],
    good: [
      ["src/cli.ts", "process.exitCode = 1;"],
      [
        "src/bot/bot.ts",
        'bot.process.kill(); const text = "process.exit()"; // process.exit\nconst a = { process: 1 };',
      ],
    ],
  },
  "a file is named after what is in it": {
    bad: [
      ["src/utils.ts", ""],
      ["src/lint/helpers.ts", ""],
      ["src/lint/common.ts", ""],
    ],
    good: [["src/protocol/common-parameters.ts", ""]],
  },
  "a file can be read in a sitting": {
    bad: [["src/lint/lint.ts", "\n".repeat(300)]],
    good: [["src/lint/lint.ts", "\n".repeat(299)]],
  },
};

const files = sources();

describe.each(Object.entries(checks) as [keyof typeof checks, Check][])("%s", (name, check) => {
  test("in the sources", () => {
    const violations = files.flatMap((file) => check(file).map((message) => `${file.path}: ${message}`));
    expect(violations).toEqual([]);
  });

  test.each(examples[name].bad)("not in %s: %j", (path, text) => {
    expect(check(readSource(path, text))).toHaveLength(1);
  });

  test.each(examples[name].good)("but in %s: %j", (path, text) => {
    expect(check(readSource(path, text))).toEqual([]);
  });
});

test("there are sources to check", () => {
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["bin/ulbot.cjs", "src/cli.ts", "src/main.ts", "src/index.ts"]));
});
