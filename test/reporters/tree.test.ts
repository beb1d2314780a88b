import { expect, test } from "vitest";
import { drawTree } from "../../src/reporters/tree.ts";

test("draws paths below their folders, with notes in a column", () => {
  const paths = ["a/b/c.ts", "a/d.ts", "e", "f/a"];
  const leaves = paths.map((path) => ({ path, notes: path.length > 4 ? "long" : "short" }));
  expect(`\n${drawTree("root", leaves)}\n`).toBe(`
root
├── a
│   ├── b
│   │   └── c.ts  long
│   └── d.ts      long
├── e             short
└── f
    └── a         short
`);
});
