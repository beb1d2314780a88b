import type { PreviewedFile } from "../../preview/preview.ts";
import type { Channel } from "../../protocol/channels.ts";
import type { View } from "../view.ts";

/** How a preview is to look, and which channels it is of. */
export interface PreviewView extends View {
  readonly channels: readonly Channel[];
}

/** A format of `ulbot preview`: from what is previewed to a text that ends with a line feed. */
export type PreviewReporter = (files: readonly PreviewedFile[], view: PreviewView) => string;

/** The formats of `ulbot preview`, by the name that `--format` takes; only the one asked for is loaded. */
export const previewReporters = {
  pretty: async () => (await import("./pretty.ts")).pretty,
  json: async () => (await import("./json.ts")).json,
  html: async () => (await import("./html.ts")).html,
} as const satisfies Record<string, () => Promise<PreviewReporter>>;

export type PreviewFormat = keyof typeof previewReporters;

export const previewFormats = Object.keys(previewReporters) as readonly PreviewFormat[];
