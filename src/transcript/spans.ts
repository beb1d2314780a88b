/** A part of a text, in UTF-16 units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A part of a text and what takes its place. */
export interface Replacement extends Span {
  readonly replace: () => string;
}

/** Of spans that overlap the longest, in the order of the text. */
function longest(spans: readonly Replacement[]): Replacement[] {
  const chosen: Replacement[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = chosen.at(-1);
    if (before === undefined || span.start >= before.end) chosen.push(span);
    else if (span.end - span.start > before.end - before.start) chosen[chosen.length - 1] = span;
  }
  return chosen;
}

/** A text with parts of it replaced; what stands between them is `between`'s. */
export function replaced(text: string, spans: readonly Replacement[], between: (text: string) => string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, replace } of longest(spans)) {
    if (start > done) parts.push(between(text.slice(done, start)));
    parts.push(replace());
    done = end;
  }
  if (done < text.length) parts.push(between(text.slice(done)));
  return parts.join("");
}
