import { describe, expect, it } from "vitest";
import { summarize } from "../../../src/lint/lint-files.ts";
import { github } from "../../../src/reporters/lint/github.ts";
import fc from "../../property.ts";
import { anyReport, failedOf, findingOf, nastyReport, options, reportOf } from "./reports.ts";

/** What the runner of GitHub Actions makes of a line: the inverse of the escaping that its documentation prescribes. */
function readCommand(line: string) {
  const [, name, list = "", data = ""] = /^::(error|warning|notice) (.*?)::(.*)$/s.exec(line) ?? [];
  if (name === undefined) throw new Error(`no command: ${line}`);
  const unescaped = (text: string) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  const value = (text: string) => unescaped(text).replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
  const properties = list.split(",").map((property) => {
    const [key = "", ...rest] = property.split("=");
    return [key, value(rest.join("="))] as const;
  });
  return { name, properties: Object.fromEntries(properties), message: unescaped(data).replaceAll("%25", "%") };
}

const commandsOf = (text: string) => text.split("\n").slice(0, -1).map(readCommand);

describe("github", () => {
  it("says where, what and how to put it right", () => {
    const finding = findingOf({ hint: "a hint", file: "100%: a,b.json", line: 7 });
    const other = findingOf({ severity: "info", line: 1, endLine: 4, endColumn: 2 });
    expect(github(reportOf(finding, other), options)).toBe(
      `::error file=bot/100%25%3A a%2Cb.json,line=7,endLine=7,col=5,endColumn=9,title=text-length::2,001 characters, but facebook takes at most 2,000%0Aa hint
::notice file=bot/answer.json,line=1,endLine=4,col=5,title=text-length::2,001 characters, but facebook takes at most 2,000
`,
    );
  });

  it("tells of a file that could not be read", () => {
    expect(github(summarize([failedOf("a.json", "a hint")]), options)).toBe(
      "::error file=bot/a.json,title=unreadable::cannot read a.json: there is no such file%0Aa hint\n",
    );
  });

  it("says nothing where nothing was found", () => {
    expect(github(reportOf(), options)).toBe("");
  });

  it("is a command for each finding, whatever is in it", () => {
    const commands = commandsOf(github(nastyReport, options));
    expect(commands.length).toBe(nastyReport.findings.length + 1);
    expect(commands[0]?.properties.file).toBe("bot/with spaces & 100%.json");
    expect(commands[1]?.message).toBe("line one\nline two\\r\n::error::gotcha\nline one\nline two\\r\n::error::gotcha");
    fc.assert(
      fc.property(anyReport, (report) => {
        const unopened = report.unreadable.length;
        expect(commandsOf(github(report, options)).length).toBe(report.findings.length + unopened);
      }),
    );
  });
});
