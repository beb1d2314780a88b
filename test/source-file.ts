import { parseSync } from "rolldown/utils";

/** What a source file says of itself to whoever watches the layers. */
export interface SourceFile {
  /** relative to the root of the project, with `/` */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** names of the identifiers used as values; neither properties nor words in comments and strings */
  readonly identifiers: ReadonlySet<string>;
}

export interface Import {
  /** as it is written: `./style.ts`, `zod`, `node:fs` */
  readonly from: string;
  /** whether it takes the module as one name: `import * as z` */
  readonly isNamespace: boolean;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Reads TypeScript or CommonJS; `import`, `import()`, `export … from`, `import("…")` in types and `require` all count. */
export function readSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const nodes = [...nodesOf(program)];
  return {
    path,
    lines: text.split("\n").length - 1,
    imports: nodes.flatMap(importOf),
    identifiers: new Set(nodes.flatMap(identifiersOf)),
  };
}

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  if ("type" in value) yield value as Node;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

function importOf(node: Node): Import[] {
  const source = node.type === "CallExpression" && nameOf(node.callee) === "require" ? argument(node) : node.source;
  const from = (source as { value?: unknown } | null | undefined)?.value;
  if (typeof from !== "string") return [];
  const specifiers = (node.specifiers ?? []) as readonly Node[];
  return [{ from, isNamespace: specifiers.length === 1 && specifiers[0]?.type === "ImportNamespaceSpecifier" }];
}

function argument(call: Node): unknown {
  return (call.arguments as readonly unknown[])[0];
}

/** The identifiers right under a node, but for names of properties. */
function identifiersOf(node: Node): string[] {
  const isValue = (key: string) =>
    !["property", "key"].includes(key) || node.computed === true || node.shorthand === true;
  return Object.entries(node)
    .filter(([key]) => isValue(key))
    .flatMap(([, child]) => child)
    .flatMap((child) => nameOf(child) ?? []);
}

function nameOf(node: unknown): string | undefined {
  const { type, name } = (node ?? {}) as { type?: string; name?: string };
  return type === "Identifier" ? name : undefined;
}
