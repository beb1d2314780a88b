import { printable } from "../printable.ts";
import type { Channel } from "../protocol/channels.ts";
import type { Step } from "../scaffold/plan.ts";
import type { Template } from "../scaffold/template.ts";
import { counted } from "./counted.ts";
import { drawTree } from "./tree.ts";

export const scaffoldFormats = ["pretty", "json"] as const;

type ScaffoldFormat = (typeof scaffoldFormats)[number];

type Reporters<Facts extends readonly unknown[]> = Readonly<
  Record<ScaffoldFormat, (...facts: Facts) => Promise<string>>
>;

/** A JSON document; what writes it is loaded with the protocol, which takes longer than a scaffold. */
async function document(value: object): Promise<string> {
  const { jsonText } = await import("./json-text.ts");
  return jsonText({ schemaVersion: 1, ...value });
}

/** What was (or would be) made, and where. */
export interface Scaffolded {
  /** as it was given */
  readonly directory: string;
  readonly template: Template;
  readonly flow: string;
  readonly name: string;
  readonly channels: readonly Channel[];
}

/** The templates with their flows, a line each or as JSON. */
export const templateReporters: Reporters<[readonly Template[]]> = {
  pretty: async (templates) => {
    const lines = templates.flatMap(({ name, title, summary, flows }) => [
      `${name}: ${title}, ${summary}`,
      ...Object.entries(flows).map(([flow, does]) => `  --flow ${flow}: ${does}`),
    ]);
    return `${lines.join("\n")}\n`;
  },
  json: (templates) =>
    document({
      templates: templates.map(({ name, title, summary, flows, parts }) => ({
        name,
        title,
        summary,
        flows: Object.entries(flows).map(([flow, does]) => ({ name: flow, summary: does })),
        parts: Object.keys(parts),
      })),
    }),
};

/** A project's files with the size of each that is (or would be) written, as a tree or as JSON. */
export const stepReporters: Reporters<[Scaffolded, readonly Step[]]> = {
  pretty: async ({ directory }, steps) => {
    const leaves = steps.map((step) => ({ path: step.path, notes: noteOf(step) }));
    const written = steps.filter(({ action }) => action !== "keep");
    const total = written.reduce((sum, step) => sum + bytesOf(step), 0);
    return `${drawTree(printable(directory), leaves)}\n\n${counted(written.length, "file")}, ${sized(total)}\n`;
  },
  json: ({ directory, template, flow, name, channels }, steps) =>
    document({
      directory,
      template: template.name,
      flow,
      name,
      channels,
      files: steps.map((step) => ({ path: step.path, action: step.action, bytes: bytesOf(step) })),
    }),
};

function noteOf(step: Step): string {
  const size = sized(bytesOf(step));
  return { create: size, overwrite: `${size}, overwrites what is there`, keep: "kept as it is" }[step.action];
}

const bytesOf = ({ content }: Step): number => Buffer.byteLength(content);

function sized(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}
