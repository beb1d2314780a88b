import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { webhookNames } from "../../src/protocol/webhooks/index.ts";
import { type Coverage, createCoverage } from "../../src/replay/coverage.ts";
import type { Turn } from "../../src/replay/turn.ts";
import { coverageLines } from "../../src/reporters/replay/coverage.ts";
import { createStyle } from "../../src/reporters/style.ts";
import { eventOf } from "../lint/answers.ts";
import fc from "../property.ts";
import { nastyText, nastyTurn, posted, requestOf, turnOf, unprintable, view } from "./formats/turns.ts";

const optionsOf = (...ids: string[]) => ids.map((id) => ({ id, label: id.toUpperCase() }));
const offer = (...ids: string[]) =>
  eventOf("bubbles", { body: "Which?", options: optionsOf(...ids), fallback: "Which?" });
const turn = (event: string, payload: object, given: Partial<Turn> = {}): Turn =>
  turnOf({ event, webhook: posted(event, payload), events: [], ...given });
const start = (...events: unknown[]): Turn => turn("start", {}, { events });
const click = (id: string, given: Partial<Turn> = {}): Turn => turn("click", { value: { id } }, given);

function coverageOf(turns: readonly Turn[], channels: readonly Channel[] = channelNames): Coverage {
  const coverage = createCoverage({ channels });
  for (const each of turns) coverage.add(each);
  return coverage.result();
}

/** Options as tables state them: `bubbles a A`. */
const optionNames = ({ options: { covered, missed } }: Coverage) => ({
  covered: covered.map(({ event, id, label }) => `${event} ${id} ${label}`),
  missed: missed.map(({ event, id, label }) => `${event} ${id} ${label}`),
});

describe("webhook events and channels", () => {
  it("are covered once they are posted", () => {
    const { events, channels } = coverageOf([start(), turn("message", { body: "Hi" }, { channel: "sms" })]);
    expect(events).toEqual({
      covered: ["start", "message"],
      missed: ["click", "media", "location", "forward_failed", "campaign_unsubscribe"],
    });
    expect(channels).toEqual({
      covered: ["web", "sms"],
      missed: ["whatsapp_business", "facebook", "telegram", "threema", "custom"],
    });
  });

  it("that are not in question do not count", () => {
    const turns = [start(), turn("location", {}, { channel: "whatsapp_business" })];
    const { events, channels } = coverageOf(turns, ["web", "sms"]);
    expect(events).toEqual({ covered: ["start"], missed: ["message", "click", "media", "forward_failed"] });
    expect(channels).toEqual({ covered: ["web"], missed: ["sms"] });
  });

  it.each<[string, Partial<Turn>]>([
    ["was skipped", { outcome: "skipped", ms: null, status: null }],
    ["could not be posted", { outcome: "failed", ms: null, status: null }],
    ["did not reach the bot", { outcome: "failed", unreachable: true, status: null }],
    ["is of a mutation", { variant: { kind: "mutation", mutation: "slow in every turn" } }],
    ["is of a further run", { run: 2 }],
  ])("are not covered by a turn that %s", (_, given) => {
    const { events, channels, options } = coverageOf([turn("start", {}, { events: [offer("a")], ...given })]);
    expect([events.covered, channels.covered, options.missed]).toEqual([[], [], []]);
  });

  it("are covered by a turn that failed, and as another channel", () => {
    const given = { outcome: "failed", channel: "sms", variant: { kind: "channel", channel: "sms" } } as const;
    const { events, channels } = coverageOf([turn("start", {}, given)]);
    expect([events.covered, channels.covered]).toEqual([["start"], ["sms"]]);
  });
});

describe("options", () => {
  it.each<[string, Turn[], string[], string[]]>([
    ["nothing was offered", [start()], [], []],
    ["none was clicked", [start(offer("a", "b"))], [], ["bubbles a A", "bubbles b B"]],
    ["one was clicked", [start(offer("a", "b")), click("b")], ["bubbles b B"], ["bubbles a A"]],
    ["they were offered twice", [start(offer("a"), offer("a")), click("a")], ["bubbles a A"], []],
    ["the click came before", [click("a"), start(offer("a"))], [], ["bubbles a A"]],
    ["another session offered them", [start(offer("a")), click("a", { cid: "other" })], [], ["bubbles a A"]],
    ["a click says nothing", [start(offer("a")), turn("click", { value: { id: 7 } })], [], ["bubbles a A"]],
    [
      "an id was offered again by another label",
      [
        start(offer("a"), eventOf("bubbles", { body: "", options: [{ id: "a", label: "Again" }], fallback: "" })),
        click("a"),
      ],
      ["bubbles a Again"],
      ["bubbles a A"],
    ],
    [
      "they came through the API URL, which took them",
      [
        turn(
          "start",
          {},
          { requests: [requestOf({ events: [offer("a")] }), requestOf({ status: 429, events: [offer("b")] })] },
        ),
        click("a"),
      ],
      ["bubbles a A"],
      [],
    ],
    [
      "they are in choices of every kind",
      [
        start(
          eventOf("carousel", { options: [{ id: "a", label: "A", image_url: "x" }], fallback: "" }),
          eventOf("button_template", { body: "", options: optionsOf("b"), fallback: "" }),
          eventOf("list_template", { body: "", button: "", options: optionsOf("c"), fallback: "" }),
          eventOf("buttons", { buttons: [{ body: "d", link: "x" }] }),
        ),
        click("c"),
      ],
      ["list_template c C"],
      ["carousel a A", "button_template b B"],
    ],
  ])("where %s", (_, turns, covered, missed) => {
    expect(optionNames(coverageOf(turns))).toEqual({ covered, missed });
  });
});

describe("the percentage", () => {
  const all = webhookNames.map((name) => turn(name, {}, { channel: "whatsapp_business" }));

  it.each<[string, Turn[], Channel[], number]>([
    ["is 0 where nothing was played", [], ["web"], 0],
    ["is of events and channels", [start()], ["web"], 33.3],
    ["is of options as well", [start(offer("a", "b")), click("a")], ["web"], 50],
    ["is 100 where nothing is missed", all, ["whatsapp_business"], 100],
    ["is not where one option is", [...all, start(offer("a"))], ["whatsapp_business"], 88.8],
  ])("%s", (_, turns, channels, percent) => {
    expect(coverageOf(turns, channels).percent).toBe(percent);
  });

  it("is not rounded up", () => {
    const many = Array.from({ length: 5000 }, (_, index) => `o${index}`);
    const clicks = many.slice(1).map((id) => click(id, { channel: "whatsapp_business" }));
    expect(coverageOf([start(offer(...many)), ...all, ...clicks], ["whatsapp_business"]).percent).toBe(99.9);
  });
});

describe("whatever is played", () => {
  const anyTurn = fc.oneof(
    nastyTurn,
    fc
      .record({ channel: fc.constantFrom(...channelNames), id: fc.constantFrom("a", "b", "c") })
      .chain(({ channel, id }) =>
        fc.constantFrom(click(id, { channel }), turn("start", {}, { channel, events: [offer(id)] })),
      ),
  );
  const keys = ({ events, channels, options }: Coverage): string[] =>
    [...events.covered, ...channels.covered, ...options.covered].map((member) => JSON.stringify(member));

  it("a further turn never lowers what is covered, and nothing is both covered and missed", () => {
    fc.assert(
      fc.property(fc.array(anyTurn, { maxLength: 12 }), fc.subarray([...channelNames]), (turns, channels) => {
        const coverage = createCoverage({ channels });
        let before: string[] = [];
        for (const each of turns) {
          coverage.add(each);
          const result = coverage.result();
          const { events, options, percent } = result;
          expect(keys(result)).toEqual(expect.arrayContaining(before));
          expect(options.covered.filter((option) => options.missed.includes(option))).toEqual([]);
          expect(percent === 100).toBe([events, result.channels, options].every(({ missed }) => missed.length === 0));
          before = keys(result);
        }
        expect(JSON.parse(JSON.stringify(coverage.result()))).toEqual(coverage.result());
      }),
    );
  });

  it("memory is that of what was recorded, however often it is played", () => {
    const coverage = createCoverage({ channels: channelNames });
    coverage.add(start(offer("a")));
    for (let run = 2; run < 1000; run++) coverage.add({ ...start(offer(`${run}`)), cid: `run ${run}`, run });
    expect(coverage.result().options.missed).toHaveLength(1);
  });
});

describe("as text", () => {
  const many = Array.from({ length: 12 }, (_, index) => `option${index + 1}`);

  it("names what is missed", () => {
    const turns = [start(offer("delivery", "returns")), click("delivery"), turn("message", {}, { channel: "sms" })];
    expect(coverageLines(coverageOf(turns), view).join("\n")).toBe(
      `coverage 37.5%
  webhook events   3 of 7  missed: media, location, forward_failed,
                           campaign_unsubscribe
  channels         2 of 7  missed: whatsapp_business, facebook, telegram,
                           threema, custom
  offered options  1 of 2  missed: bubbles "RETURNS" (id "returns")`,
    );
  });

  it("says where all is covered, and where there was nothing", () => {
    const all = webhookNames.map((name) => turn(name, {}, { channel: "whatsapp_business" }));
    expect(coverageLines(coverageOf(all, ["whatsapp_business"]), view)).toEqual([
      "coverage 100%",
      "  webhook events   7 of 7",
      "  channels         1 of 1",
      "  offered options  none",
    ]);
  });

  it("names ten options and counts the others", () => {
    const text = coverageLines(coverageOf([start(offer(...many))]), { ...view, width: 2000 }).at(-1);
    expect(text).toContain('bubbles "OPTION10" (id "option10"), and 2 more');
    expect(text).not.toContain("option11");
  });

  it("has colours that say whether it is all", async () => {
    const coloured = { style: await createStyle(true), width: 80 };
    const [total = "", , channels = ""] = coverageLines(coverageOf([start()], ["web"]), coloured);
    expect([total, channels]).toEqual([
      "\x1b[1mcoverage\x1b[22m \x1b[33m33.3%\x1b[39m",
      "  channels         \x1b[32m1 of 1\x1b[39m",
    ]);
    const plain = coverageLines(coverageOf([start()], ["web"]), view);
    expect(stripVTControlCharacters(coverageLines(coverageOf([start()], ["web"]), coloured).join("\n"))).toBe(
      plain.join("\n"),
    );
  });

  it("lets nothing of a bot act on a terminal or hide in it", () => {
    const option = fc.record({ id: nastyText, label: nastyText });
    fc.assert(
      fc.property(fc.array(option, { minLength: 1, maxLength: 12 }), (options) => {
        const coverage = coverageOf([start(eventOf("bubbles", { body: "", options, fallback: "" }))]);
        expect(coverage.options.missed.length).toBeGreaterThan(0);
        const lines = coverageLines(coverage, view);
        expect(lines.join("")).not.toMatch(unprintable);
        expect(lines.join("").length).toBeLessThan(5000);
      }),
    );
  });
});
