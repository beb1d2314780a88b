import { printable } from "../printable.ts";
import type { Step } from "../scaffold/plan.ts";
import type { Template } from "../scaffold/template.ts";
import { counted } from "./counted.ts";
import { drawTree } from "./tree.ts";

/** The templates with their flows, a line each. */
export function reportTemplates(templates: readonly Template[]): string {
  const lines = templates.flatMap(({ name, title, summary, flows }) => [
    `${name}: ${title}, ${summary}`,
    ...Object.entries(flows).map(([flow, does]) => `  --flow ${flow}: ${does}`),
  ]);
  return `${lines.join("\n")}\n`;
}

/** A project's files as a tree, with the size of each that is (or would be) written. */
export function reportSteps(directory: string, steps: readonly Step[]): string {
  const tree = drawTree(
    printable(directory),
    steps.map((step) => ({ path: step.path, notes: noteOf(step) })),
  );
  const written = steps.filter(({ action }) => action !== "keep");
  const total = written.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return `${tree}\n\n${counted(written.length, "file")}, ${sized(total)}\n`;
}

function noteOf({ action, content }: Step): string {
  const size = sized(Buffer.byteLength(content));
  return { create: size, overwrite: `${size}, overwrites what is there`, keep: "kept as it is" }[action];
}

function sized(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}
