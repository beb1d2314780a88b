import { printable } from "../../printable.ts";
import type { LimitGroup } from "../../reference/limits.ts";
import { columnWidth, rowText } from "../columns.ts";
import { beyondWords, boundText, groupTitle, limitText, uniqueText } from "../reference-words.ts";
import type { View } from "../view.ts";
import { hanging, wrapped } from "../wrapped.ts";

/** The limits of an event group by group, and below them the sources that the numbers in brackets stand for. */
export function limitsPretty(groups: readonly LimitGroup[], { style, width }: View): string[] {
  if (groups.length === 0) return [];
  const all = groups.flatMap(({ limits }) => limits);
  const sources = [...new Set(all.map(({ limit }) => limit.source))];
  const widths = [
    columnWidth(all.map((bound) => `  ${boundText(bound)}`)),
    columnWidth(all.map(({ limit }) => limitText(limit))),
    columnWidth(all.map(({ limit }) => beyondWords[limit.beyond])),
  ];
  const rows = groups.flatMap((group) => [
    `  ${style.cyan(groupTitle(group))}`,
    ...group.limits.flatMap((bound) => {
      const { limit, media } = bound;
      const cells = [`  ${printable(boundText(bound))}`, limitText(limit), beyondWords[limit.beyond]];
      const trust = style.dim(`${limit.trust} [${sources.indexOf(limit.source) + 1}]`);
      const types = media?.types ? wrapped(`      ${style.dim(media.types.join(", "))}`, width) : [];
      return [
        rowText(
          cells.map((text) => ({ text })),
          widths,
          trust,
          width,
        ),
        ...types,
      ];
    }),
    ...(group.unique.length > 0 ? [`    ${printable(uniqueText(group.unique))}`] : []),
  ]);
  const notes = sources.map((source, index) => hanging(`  [${index + 1}] `, 6, style.dim(source), width));
  return ["", style.bold("Limits, and what happens beyond them"), ...rows, "", ...notes];
}
