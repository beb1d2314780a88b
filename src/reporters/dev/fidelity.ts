import { type Claim, fidelity, type Gap } from "../../simulator/fidelity.ts";
import { jsonText } from "../json-text.ts";
import { code, page, paragraph, prose, table } from "../markdown-text.ts";
import type { Style } from "../style.ts";
import type { View } from "../view.ts";
import { wrapped } from "../wrapped.ts";

const colours = { documented: "green", inferred: "yellow", "not simulated": "red" } as const satisfies Record<
  (Claim | Gap)["evidence"],
  keyof Style
>;

const intro =
  "What the simulator does as the platform does it, and how that is known: the platform's documentation says so, or it is only consistent with it. Each claim names the test that proves that the simulator does so.";

function rowLines(row: Claim | Gap, { style, width }: View): string[] {
  const evidence = `  ${style[colours[row.evidence]](row.evidence.padEnd(13))}  `;
  const proof = "test" in row ? row.test.join(" ") : `instead: ${row.instead}`;
  const inside = (text: string) => wrapped(text, width - 17);
  const [first = "", ...rest] = inside(row.behaviour);
  const below = [...rest, ...inside(proof).map(style.dim)];
  return [`${evidence}${first}`, ...below.map((line) => `${" ".repeat(17)}${line}`)];
}

function pretty(view: View): string {
  const { bold } = view.style;
  const areas = fidelity.map(({ title, rows }) =>
    [bold(title), ...rows.flatMap((row) => rowLines(row, view))].join("\n"),
  );
  return `${areas.join("\n\n")}\n`;
}

function json(): string {
  const rows = fidelity.flatMap(({ title, rows: all }) =>
    all.map((row) => {
      const { behaviour, evidence } = row;
      const proof = "test" in row ? { test: { file: row.test[0], name: row.test[1] } } : { instead: row.instead };
      return { area: title, behaviour, evidence, ...proof };
    }),
  );
  return jsonText({ schemaVersion: 1, fidelity: rows });
}

/** What is known of the simulator, for people and for programs. */
export const fidelityReporters = { pretty, json } as const;

const isClaim = (row: Claim | Gap): row is Claim => "test" in row;

/** The page of what the simulator does, and what it does not. */
export function fidelityPage(): string {
  const areas = fidelity.flatMap(({ title, rows }) => {
    const claims = rows.filter(isClaim);
    const gaps = rows.filter((row): row is Gap => !isClaim(row));
    return [
      `## ${title}`,
      table(
        ["the platform", "evidence", "proved by"],
        claims.map(({ behaviour, evidence, test: [file, name] }) => [
          prose(behaviour),
          evidence,
          `${code(file)} ${code(name)}`,
        ]),
      ),
      ...(gaps.length === 0
        ? []
        : [
            "Not simulated:",
            table(
              ["the platform", "the simulator"],
              gaps.map(({ behaviour, instead }) => [prose(behaviour), prose(instead)]),
            ),
          ]),
    ];
  });
  return page([
    "# How true the simulator is",
    paragraph(intro),
    paragraph("`ulbot dev --fidelity` prints the same."),
    ...areas,
  ]);
}
