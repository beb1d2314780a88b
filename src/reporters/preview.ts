import { isRefused, type Rendering } from "../delivery/rendering.ts";
import { groupedBy } from "../lint/limits.ts";
import { printable } from "../printable.ts";
import { jsonText } from "./json-text.ts";
import { renderingLines } from "./rendering.ts";
import type { Style } from "./style.ts";
import type { View } from "./view.ts";
import { wrapped } from "./wrapped.ts";

/** The renderings of the events of one file, event by event. */
export interface PreviewReport {
  readonly file: string;
  readonly events: readonly { readonly name: string; readonly renderings: readonly Rendering[] }[];
}

function noteLines(rendering: Rendering, style: Style): string[] {
  const lost = [...new Set(rendering.lost.map(({ part }) => part.replaceAll("_", " ")))];
  const beyond = [...rendering.asText, ...rendering.excesses].map(
    ({ part, got, limit }) => `${part.replaceAll("_", " ")} ${got}/${limit.value} ${limit.unit}`,
  );
  return [
    ...(lost.length > 0 ? [style.yellow(`lost: ${lost.join(", ")}`)] : []),
    ...(beyond.length > 0 ? [style.yellow(`beyond the limit: ${beyond.join(", ")}`)] : []),
    ...(rendering.form !== "refused" && isRefused(rendering) ? [style.red("refused by this channel")] : []),
  ];
}

/** What the contact sees of an event on some channels that show it alike. */
function block(group: readonly Rendering[], { style, width }: View): string {
  const [rendering] = group;
  if (rendering === undefined) return "";
  const channels = group.map(({ channel }) => channel).join(", ");
  const head = `  ${style.bold(channels)} ${style.dim(rendering.form.replaceAll("_", " "))}`;
  const seen = renderingLines(rendering, style).flatMap((line) => wrapped(line, width - 6));
  const lines = seen.map((line) => (line === "" ? `    ${style.dim("│")}` : `    ${style.dim("│")} ${line}`));
  return [head, ...lines, ...noteLines(rendering, style).map((line) => `    ${line}`)].join("\n");
}

const lookOf = (rendering: Rendering): string => JSON.stringify({ ...rendering, channel: undefined });

function pretty(reports: readonly PreviewReport[], view: View): string {
  const { style } = view;
  const texts = reports.map(({ file, events }) => {
    const drawn = events.map(({ name, renderings }) => {
      const groups = groupedBy(renderings, lookOf);
      return [style.cyan(name), ...groups.map((group) => block(group, view))].join("\n");
    });
    return [style.underline(printable(file)), ...drawn].join("\n");
  });
  return `${texts.join("\n\n")}\n`;
}

/** The formats of `ulbot preview`, by the name that `--format` takes. */
export const previewReporters = {
  pretty,
  json: (reports: readonly PreviewReport[]) => jsonText({ schemaVersion: 1, files: reports }),
} as const satisfies Record<string, (reports: readonly PreviewReport[], view: View) => string>;
