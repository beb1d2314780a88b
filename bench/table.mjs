// What was measured, as a Markdown table, and its place in the README.

/** A goal: the most, or the least, that a figure should be. */
export const atMost = (most) => ({ text: `≤ ${most}`, isReached: (value) => value <= most });
export const atLeast = (least) => ({ text: `≥ ${least}`, isReached: (value) => value >= least });

/** As many digits as say something: 0.97, 3.4, 118. */
const figure = (value) => value.toFixed(value < 2 ? 2 : value < 10 ? 1 : 0);

const titles = ["what", "ulbot", "goal", "peers"];

function measured(value, unit, goal) {
  if (Number.isNaN(value)) return "not measured";
  const isReached = goal === undefined || goal.isReached(value);
  return `${figure(value)}${unit}${isReached ? "" : " (missed)"}`;
}

function cellsOf({ what, value, goal, unit = "", peers = {} }) {
  const known = Object.entries(peers).filter(([, ratio]) => !Number.isNaN(ratio));
  return [
    what,
    measured(value, unit, goal),
    goal === undefined ? "" : `${goal.text}${unit}`,
    known.map(([name, ratio]) => `${name} ${figure(ratio)}${unit}`).join(", "),
  ];
}

/**
 * Rows, `{what, value, goal, unit, peers: {name: value}}`, as the lines of a Markdown table with columns of equal width.
 * Values that are NaN were not measured.
 */
export function tableOf(rows) {
  const cells = [titles, ...rows.map(cellsOf)];
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines.join("\n");
}

const [begin, end] = ["<!-- bench -->", "<!-- /bench -->"];

/** A text with something else between its bench markers. Throws where it has none. */
export function withBench(text, content) {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`no ${begin} … ${end} to write the table between`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
