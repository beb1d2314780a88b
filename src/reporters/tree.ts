/** A line of a tree: a path with `/`, and what stands beside it. */
export interface Leaf {
  readonly path: string;
  readonly notes: string;
}

interface Line {
  readonly text: string;
  readonly notes: string;
}

/** Draws paths as a tree below `root`, with the notes in a column. Paths come in the order they are given. */
export function drawTree(root: string, leaves: readonly Leaf[]): string {
  const lines = branches(leaves, "");
  const width = Math.max(...lines.map(({ text }) => text.length));
  const drawn = lines.map(({ text, notes }) => (notes ? `${text.padEnd(width)}  ${notes}` : text));
  return [root, ...drawn].join("\n");
}

function branches(leaves: readonly Leaf[], indent: string): Line[] {
  const names = [...new Set(leaves.map(({ path }) => path.split("/", 1).join()))];
  return names.flatMap((name, index) => {
    const isLast = index === names.length - 1;
    const text = `${indent}${isLast ? "└── " : "├── "}${name}`;
    const leaf = leaves.find(({ path }) => path === name);
    if (leaf) return [{ text, notes: leaf.notes }];
    const below = leaves.filter(({ path }) => path.startsWith(`${name}/`));
    return [
      { text, notes: "" },
      ...branches(
        below.map((each) => within(name, each)),
        indent + (isLast ? "    " : "│   "),
      ),
    ];
  });
}

function within(folder: string, { path, notes }: Leaf): Leaf {
  return { path: path.slice(folder.length + 1), notes };
}
