import { describe, expect, it } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import { lintFormats } from "../../src/reporters/lint/index.ts";
import { folderOf, type Ran, runBin } from "../run.ts";
import { cid, eventOf } from "./answers.ts";

const question = { body: "Which size?", options: [{ id: "s", label: "Small" }], fallback: "Which size?" };

/** Files with one finding each; which one, and on which channels, says the name. */
const files = Object.fromEntries(
  Object.entries({
    clean: eventOf("message", { body: "Hi" }),
    error: eventOf("mesage", { body: "Hi" }),
    warning: eventOf("button_template", { ...question, header: { type: "text", text: "Hi" } }),
    info: eventOf("message", { body: "Hi", priority: 1 }),
    sms: eventOf("media", { link: "https://cdn.example.com/a.jpg" }),
    facebook: eventOf("message", { body: "x".repeat(2001) }),
  }).map(([name, value]) => [`${name}.json`, JSON.stringify([value])]),
);

const lint = async (args: readonly string[], env = {}): Promise<Ran> =>
  runBin(["lint", ...args], { cwd: await folderOf(files), env });

/** The exit code and the line that adds up. */
const outcome = ({ code, stdout }: Ran) => `${code} ${stdout.trimEnd().split("\n").at(-1)}`;

const none = "no findings in 1 file, 1 event";
const oneError = "1 error, 0 warnings in 1 file, 1 event";
const oneWarning = "0 errors, 1 warning in 1 file, 1 event";

describe("ulbot lint", () => {
  it.each<[string, string]>([
    ["clean.json", `0 ${none}`],
    ["error.json", `1 ${oneError}`],
    ["facebook.json --channel facebook", `0 ${oneWarning}`],
    ["info.json", `0 ${none}, 1 below the severity shown`],
    ["sms.json", `1 ${oneError}`],
    ["clean.json error.json facebook.json --channel facebook", "1 1 error, 1 warning in 3 files, 3 events"],
    ["sms.json --channel web", `0 ${none}`],
    ["sms.json --channel sms", `1 ${oneError}`],
    ["sms.json --channel web,sms", `1 ${oneError}`],
    ["sms.json --channel all", `1 ${oneError}`],
    ["sms.json --channel=web,facebook,telegram,threema,whatsapp_business,custom", `0 ${none}`],
    ["facebook.json --channel facebook,facebook", `0 ${oneWarning}`],
    ["facebook.json --channel facebook --max-warnings 1", `0 ${oneWarning}`],
    ["facebook.json --channel facebook --max-warnings 0 -q", `1 ${oneWarning}`],
    [
      "facebook.json --channel facebook --max-warnings 0 -q --severity error",
      `1 ${oneWarning}, 1 below the severity shown`,
    ],
    ["info.json --max-warnings 0", `0 ${none}, 1 below the severity shown`],
    ["info.json --severity info", "0 0 errors, 0 warnings, 1 info in 1 file, 1 event"],
    ["info.json --severity warning", `0 ${none}, 1 below the severity shown`],
    ["error.json --severity error", `1 ${oneError}`],
    ["error.json --quiet", `1 ${oneError}`],
    ["warning.json", "1 1 error, 1 warning in 1 file, 1 event, 1 below the severity shown"],
    ["warning.json --channel web,sms", `0 ${oneWarning}, 1 below the severity shown`],
  ])("%s", async (args, expected) => {
    const ran = await lint(args.split(" "));
    expect([outcome(ran), ran.stderr]).toEqual([expected, ""]);
  });

  it("says which warnings were too many", async () => {
    const ran = await lint(["facebook.json", "--channel", "facebook", "--max-warnings", "0"]);
    expect([outcome(ran), ran.stderr]).toEqual([`1 ${oneWarning}`, "1 warning, but --max-warnings allows 0\n"]);
  });

  it("takes a channel list with blanks", async () => {
    expect(outcome(await lint(["sms.json", "--channel", " web, sms "]))).toBe(`1 ${oneError}`);
  });

  it.each<[string, string]>([
    [
      "clean.json --channel facebok",
      `"facebok" is no channel; did you mean facebook; the channels are all, ${channelNames.join(", ")}`,
    ],
    ["clean.json --channel whatsapp", '"whatsapp" is no channel; did you mean whatsapp_business; the channels'],
    ["clean.json --channel web,", '"" is no channel; the channels are all, web'],
    ["clean.json --channel __proto__", '"__proto__" is no channel; the channels are all, web'],
    ["clean.json --format xml", "argument 'xml' is invalid. Allowed choices are stylish, json, jsonl, sarif,"],
    ["clean.json --severity bad", "argument 'bad' is invalid. Allowed choices are error, warning, info."],
    ["clean.json --max-warnings -1", '"-1" is no whole number from 0'],
    ["clean.json --max-warnings 1.5", '"1.5" is no whole number from 0'],
    ["clean.json --max-warnings 99999999999999999999", '"99999999999999999999" is no whole number from 0'],
    ["clean.json --chanel web", "unknown option '--chanel'\n(Did you mean --channel?)"],
    ["clean.json -x", "unknown option '-x'"],
    ["clean.json --channel", "option '--channel <list>' argument missing"],
    ["--channel web", "lint has to know what to look at\n  name files, directories or globs, or - for standard input"],
  ])("%s is a wrong usage", async (args, stderr) => {
    const ran = await lint(args.split(" ").filter(Boolean));
    expect([ran.code, ran.stdout]).toEqual([2, ""]);
    expect(ran.stderr).toContain(stderr);
    expect(ran.stderr).toMatch(/^ulbot: /);
  });
});

describe("--format json", () => {
  it("is one document, with everything that is known of a finding", async () => {
    const { code, stdout, stderr } = await lint(["facebook.json", "--channel", "facebook", "--format", "json"], {
      FORCE_COLOR: "1",
    });
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      summary: { files: 1, skipped: 0, events: 1, errors: 0, warnings: 1, infos: 0 },
      findings: [
        {
          rule: "text-length",
          severity: "warning",
          message: "2,001 characters, but facebook takes at most 2,000",
          file: "facebook.json",
          line: 1,
          column: 111,
          endLine: 1,
          endColumn: 2114,
          pointer: "/0/packet/payload/body",
          event: "message",
          channels: ["facebook"],
          limit: { expected: 2000, got: 2001, unit: "characters" },
          evidence: "inferred",
          url: expect.stringMatching(/^https:.*text-length/),
        },
      ],
      unreadable: [],
    });
  });

  it("counts what it does not list", async () => {
    const { stdout } = await lint([
      "info.json",
      "error.json",
      "missing.json",
      "--format",
      "json",
      "--severity",
      "error",
    ]);
    const { summary, findings, unreadable } = JSON.parse(stdout);
    expect(summary).toMatchObject({ files: 2, events: 2, errors: 1, warnings: 0, infos: 1 });
    expect(unreadable).toEqual([{ file: "missing.json", message: "cannot read missing.json: there is no such file" }]);
    expect(findings).toMatchObject([{ rule: "event-name", hint: expect.stringContaining("message, bubbles") }]);
  });
});

describe("what comes from outside", () => {
  const evil = "\x1b[2J\x9b31m\x07\u202e\u2066\x7f\r\n\u200b";

  it.each(lintFormats)("never reaches the terminal as it is: %s", async (format) => {
    const payload = { body: 5, [evil]: evil, text_format: evil, options: [{ [evil]: 1 }] };
    const answer = [eventOf(evil), eventOf("message", payload), eventOf("end", {}, { cid: evil, context: evil })];
    const duplicates = `{"info": {"cid": "${cid}"}, ${JSON.stringify(evil)}: 1, ${JSON.stringify(evil)}: 2}`;
    const cwd = await folderOf({
      "a\x1b[2J.json": JSON.stringify(answer),
      "\x9b.json": duplicates,
      "c\x07.json": evil,
    });
    const args = ["lint", "*.json", "no\x1b.json", "--format", format, "--severity", "info"];
    const { code, stdout, stderr } = await runBin(args, { cwd });
    expect([code, stdout.split("parameter-unknown").length > 2]).toEqual([2, true]);
    expect(`${stdout}${stderr}`.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u200b\u202e\u2066]/u);
  });
});
