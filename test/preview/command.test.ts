import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import { cid, eventOf } from "../lint/answers.ts";
import { folderOf, type Ran, runBin } from "../run.ts";
import { openTerminal } from "../terminal.ts";

const question = { body: "Which size?", options: [{ id: "s", label: "Small" }], fallback: "Size?" };
const hi = eventOf("message", { body: "Hi" });

const files = {
  "hi.json": JSON.stringify(hi),
  "question.json": JSON.stringify([hi, eventOf("bubbles", question)]),
  "lines.jsonl": `${JSON.stringify(hi)}\n${JSON.stringify(eventOf("end"))}\n`,
  "long.json": JSON.stringify(eventOf("message", { body: "x".repeat(4097) })),
  "unknown.json": JSON.stringify([hi, eventOf("mesage", { body: "Hi" })]),
  "webhook.json": JSON.stringify({ info: { cid, contact: {} }, packet: { name: "start", payload: {} } }),
  "broken.json": "{",
  "empty.yaml": `info: {cid: "${cid}"}\npacket: {name: message, payload: {body: ""}}\n`,
};

async function preview(args: readonly string[], env = {}, input = ""): Promise<Ran & { cwd: string }> {
  const cwd = await folderOf(files);
  return { ...(await runBin(["preview", ...args], { cwd, env, input })), cwd };
}

/** The names of channels and forms at the head of the columns. */
const heads = (text: string): string[] =>
  text.match(/^ {2}(?:web|whatsapp|facebook|telegram|threema|sms|custom).*$/gm) ?? [];

describe("ulbot preview", () => {
  it.each<[string, string[]]>([
    ["hi.json --channel web", ["  web  text"]],
    ["hi.json --channel sms,web", ["  sms, web  text"]],
    ["hi.json --channel all", ["  web, whatsapp_business, facebook, telegram, threema, sms,", "  custom  text"]],
    ["question.json --channel web,sms --width 40", ["  web, sms  text", "  web  bubbles", "  sms  numbered text"]],
    [
      "question.json --channel web,sms --width 80",
      ["  web, sms  text", expect.stringMatching(/^ {2}web {2}bubbles +sms {2}numbered text$/)],
    ],
    ["lines.jsonl hi.json --channel web", ["  web  text", "  web  text"]],
    ["*.jsonl --channel web", ["  web  text"]],
    ["- --channel web", ["  web  text"]],
  ])("%s", async (args, expected) => {
    const { code, stdout, stderr } = await preview(args.split(" "), {}, JSON.stringify(hi));
    expect([code, heads(stdout), stderr]).toEqual([0, expected, ""]);
  });

  it.each<[string, number, string]>([
    ["long.json --channel telegram", 0, "long.json: lint finds 1 error; ulbot lint says where\n"],
    ["long.json --channel telegram -q", 0, ""],
    ["empty.yaml", 0, "empty.yaml: lint finds 1 error; ulbot lint says where\n"],
    ["long.json --channel web,sms", 0, ""],
    ["unknown.json", 2, "unknown.json: 1 event can't be drawn, lint finds 1 error; ulbot lint says where\n"],
    ["webhook.json", 2, "webhook.json: 1 event can't be drawn, lint finds 1 error; ulbot lint says where\n"],
    ["broken.json", 2, expect.stringContaining("broken.json:1:2: ")],
    ["missing.json", 2, expect.stringContaining("cannot read missing.json: there is no such file")],
    ["hi.json --format pdf", 2, expect.stringContaining("Allowed choices are pretty, json, html")],
    ["hi.json --width wide", 2, expect.stringContaining('"wide" is no whole number from 0')],
    ["hi.json --channel whatsap", 2, expect.stringContaining("did you mean whatsapp_business")],
  ])("%s ends with %i", async (args, code, talk) => {
    const ran = await preview(args.split(" "));
    expect([ran.code, ran.stderr]).toEqual([code, talk]);
  });

  it("draws what else is in a file with something that is no event", async () => {
    const { stdout } = await preview(["unknown.json", "--channel", "web"]);
    expect(stdout).toContain("  │ Hi │\n");
    expect(stdout).toContain('mesage\n  error there is no event "mesage"; did you mean message');
  });

  it("gives programs the renderings and the findings", async () => {
    const { stdout } = await preview(["question.json", "unknown.json", "--format", "json", "--channel", "web"]);
    const { schemaVersion, files } = JSON.parse(stdout);
    const told = files.map(
      (file: {
        file: string;
        events: { name: string; renderings: { form: string }[]; findings: { rule: string }[] }[];
      }) => [
        file.file,
        file.events.map(({ name, renderings, findings }) => [
          name,
          ...renderings.map(({ form }) => form),
          ...findings.map(({ rule }) => rule),
        ]),
      ],
    );
    expect(schemaVersion).toBe(1);
    expect(told).toEqual([
      [
        "question.json",
        [
          ["message", "text"],
          ["bubbles", "bubbles"],
        ],
      ],
      [
        "unknown.json",
        [
          ["message", "text"],
          ["mesage", "event-name"],
        ],
      ],
    ]);
  });

  it("makes a page", async () => {
    const { code, stdout, stderr } = await preview(["hi.json", "--format", "html"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^<!doctype html>\n[\s\S]*<\/html>\n$/);
    expect(stdout.match(/<article /g)).toHaveLength(channelNames.length);
  });

  it.each(["pretty", "json", "html"])("writes %s to a file, without colours, and nothing else", async (format) => {
    const colour = { FORCE_COLOR: "1" };
    const { stdout, cwd, stderr } = await preview(["hi.json", "--format", format, "-o", "out"], colour);
    const shown = await preview(["hi.json", "--format", format, "--no-color"]);
    expect([stdout, stderr]).toEqual(["", "wrote out\n"]);
    expect(await readFile(join(cwd, "out"), "utf8")).toBe(shown.stdout);
    expect((await readdir(cwd)).sort()).toEqual([...Object.keys(files), "out"].sort());
  });

  it.each([
    ["nowhere/out.html", "cannot write nowhere/out.html: there is no such directory"],
    ["folder", "cannot write folder: it is a directory"],
    ["hi.json/out.html", "cannot write hi.json/out.html: a part of its path is not a directory"],
  ])("can't write to %s", async (output, message) => {
    const cwd = await folderOf(files);
    await mkdir(join(cwd, "folder"));
    const { code, stderr } = await runBin(["preview", "hi.json", "--output", output], { cwd });
    expect([code, stderr]).toEqual([2, `ulbot: ${message}\n`]);
    expect((await readdir(cwd)).sort()).toEqual([...Object.keys(files), "folder"].sort());
  });

  it("fills a terminal", async () => {
    const terminal = openTerminal(["preview", "question.json"], await folderOf(files));
    expect(await terminal.exit).toBe(0);
    expect(terminal.screen()).toMatch(
      /web {2}bubbles +whatsapp_business, facebook {2}button template +telegram, threema/,
    );
  });
});
