import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/lint/rules/index.ts";
import { eventNames } from "../../src/protocol/events/index.ts";
import { webhookNames } from "../../src/protocol/webhooks/index.ts";
import { eventReference } from "../../src/reference/events.ts";
import { ruleFacts, ruleGroups } from "../../src/reference/rules.ts";
import { eventReporters } from "../../src/reporters/events/index.ts";
import { ruleReporters } from "../../src/reporters/rules/index.ts";
import { createStyle, plainStyle } from "../../src/reporters/style.ts";
import { folderOf, run, runBin } from "../run.ts";

const root = join(import.meta.dirname, "../..");
const page = (path: string) => readFileSync(join(root, "docs", path), "utf8");

describe("the built program", () => {
  it.each<[string[], string]>([
    [["events"], "Events that a bot sends\n  message  "],
    [["events", "delay"], "delay, an event that a bot sends\n  waits before"],
    [["events", "click", "--format", "pretty"], "click, a webhook that the platform posts\n"],
    [["events", "--format", "json"], '{\n  "schemaVersion": 1,\n  "events": [\n'],
    [["events", "--format", "markdown"], page("events/README.md")],
    [["events", "message", "--format", "markdown"], page("events/message.md")],
    [["rules"], "Reading the input\n  json-syntax "],
    [["rules", "option-count"], "option-count  error\n  a choice has"],
    [["rules", "--format", "json"], '{\n  "schemaVersion": 1,\n  "rules": [\n'],
    [["rules", "--format", "markdown"], page("rules/README.md")],
    [["rules", "option-count", "--format", "markdown"], page("rules/option-count.md")],
    [["schema"], page("schema/answer.json")],
    [["schema", "webhook", "--draft", "2020-12"], page("schema/webhook.json")],
    [["schema", "config"], page("schema/config.json")],
    [["schema", "expected"], page("schema/expected.json")],
    [["schema", "transcript"], page("schema/transcript.json")],
    [["schema", "delay", "--draft", "draft-07"], '{\n  "$schema": "http://json-schema.org/draft-07/schema#",\n'],
    [
      ["schema", "webhook.click"],
      '{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "title": "webhook click"',
    ],
  ])("%j", async (args, beginning) => {
    const { code, stdout, stderr } = await runBin(args);
    expect([code, stdout.slice(0, beginning.length), stderr]).toEqual([0, beginning, ""]);
  });

  it.each<[string[], string]>([
    [["events", "mesage"], 'there is no event "mesage"\n  did you mean message\n'],
    [["events", "\x1b[31m"], 'there is no event "\\x1b[31m"\n  it can be one of message, bubbles, '],
    [["rules", "envelope", "opion-count"], 'there is no rule "opion-count"\n  did you mean option-count\n'],
    [["schema", "webhook.clik"], 'there is no schema "webhook.clik"\n  did you mean webhook.click\n'],
    [["schema", "--draft", "draft-04"], "option '--draft <draft>' argument 'draft-04' is invalid."],
    [["rules", "--format", "xml"], "option '--format <name>' argument 'xml' is invalid."],
    [["events", "message", "click"], "too many arguments for 'events'."],
  ])("%j is a wrong usage", async (args, message) => {
    const { code, stdout, stderr } = await runBin(args);
    expect([code, stdout, stderr.slice(0, 7 + message.length)]).toEqual([2, "", `ulbot: ${message}`]);
  });
});

describe("the document for programs", () => {
  const parsed = async (...argv: string[]) => JSON.parse((await run([...argv, "--format", "json"])).stdout);

  it("has everything of every event", async () => {
    const { events, webhooks } = await parsed("events");
    expect([
      events.map(({ name }: { name: string }) => name),
      webhooks.map(({ name }: { name: string }) => name),
    ]).toEqual([eventNames, webhookNames]);
    const keys = "name summary evidence endsSession madeFor parameters example renderings limits".split(" ");
    expect(Object.keys(events[0]).sort()).toEqual(keys.sort());
  });

  it("has both directions of a name that they share", async () => {
    const { events, webhooks } = await parsed("events", "media");
    expect([events.length, webhooks.length]).toEqual([1, 1]);
  });

  it("has every rule, or those asked for in their order, with what lint says", async () => {
    expect((await parsed("rules")).rules).toHaveLength(rules.length);
    const { rules: told } = await parsed("rules", "text-empty", "envelope");
    expect(told.map(({ id }: { id: string }) => id)).toEqual(["text-empty", "envelope"]);
    expect(told[0].findings[0]).toMatchObject({ rule: "text-empty", pointer: "/0/packet/payload/body" });
    expect(told[0].findings[0]).not.toHaveProperty("excerpt");
  });
});

describe("a configuration", () => {
  const config = { protocol: { parameters: { delay: { duration: "wait" } } } };
  const corrected = async (...argv: string[]) => {
    const cwd = await folderOf({ "ulbot.config.json": JSON.stringify(config) });
    return run(argv, { cwd });
  };

  it("gives a parameter its real name in the reference", async () => {
    const { stdout } = await corrected("events", "delay");
    expect(stdout).toContain("  wait              how long, in seconds\n");
    expect(stdout).toContain("number, required, named by the configuration; also read as\n");
    expect(stdout).toContain('"payload": { "wait": 2 }');
  });

  it("gives a parameter its real name in the schema", async () => {
    const { stdout } = await corrected("schema", "delay");
    expect(JSON.parse(stdout).properties.packet.properties.payload.required).toEqual(["wait"]);
  });

  it("that corrects what does not exist is a wrong usage", async () => {
    const cwd = await folderOf({ "ulbot.config.json": '{"protocol": {"parameters": {"dely": {}}}}' });
    expect(await run(["events"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  });

  it("may name the schema that it is checked with", async () => {
    const cwd = await folderOf({ "ulbot.config.json": '{"$schema": "./config.schema.json"}' });
    expect(await run(["rules"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  });
});

/** What is on a terminal of some width, by what was asked for. */
async function screens(width: number, isColoured: boolean): Promise<[string, string][]> {
  const view = { style: isColoured ? await createStyle(true) : plainStyle, width };
  const { pretty } = ruleReporters;
  return [
    ["events", eventReporters.pretty(eventReference(undefined), view, undefined)],
    ...eventNames.map((name): [string, string] => [name, eventReporters.pretty(eventReference(name), view, name)]),
    ["rules", pretty.list(ruleGroups(), view)],
    ...rules.map((rule): [string, string] => [rule.id, pretty.pages([ruleFacts(rule)], view)]),
  ];
}

describe.each([80, 120])("on a terminal of %i columns", (width) => {
  it("no line is longer that could be broken", async () => {
    const long = (await screens(width, true)).flatMap(([what, text]) =>
      text.split("\n").flatMap((line) => (stringWidth(line) > width ? [`${what}: ${line}`] : [])),
    );
    // JSON has a test of its own, and the address of a source stays whole
    expect(long.filter((line) => !/^[\w-]+: +[[{"]/.test(line))).toEqual([]);
  });

  it("no line has spaces at its end", async () => {
    const trailing = (await screens(width, false)).flatMap(([what, text]) =>
      text.split("\n").flatMap((line) => (line !== line.trimEnd() ? [`${what}: ${line}`] : [])),
    );
    expect(trailing).toEqual([]);
  });
});

it("looks as in the snapshot", async () => {
  const view = { style: plainStyle, width: 80 };
  const shown: readonly [string, string][] = [
    ["ulbot events list_template", eventReporters.pretty(eventReference("list_template"), view, "list_template")],
    ["ulbot events message", eventReporters.pretty(eventReference("message"), view, "message")],
    [
      "ulbot rules option-count",
      ruleReporters.pretty.pages(rules.filter(({ id }) => id === "option-count").map(ruleFacts), view),
    ],
  ];
  const session = shown.map(([command, text]) => `## ${command}\n\n\`\`\`\`text\n${text}\`\`\`\`\n`).join("\n");
  await expect(session).toMatchFileSnapshot(join(root, "test/fixtures/reference/pretty.snap.md"));
});
