import { describe, expect, it } from "vitest";
import type { Channel } from "../../src/protocol/channels.ts";
import type { Turn } from "../../src/replay/turn.ts";
import { type Variation, variationsOf } from "../../src/replay/variations.ts";
import { variationLines } from "../../src/reporters/replay/variations.ts";
import { eventOf } from "../lint/answers.ts";
import { findingOf } from "../lint/formats/reports.ts";
import fc from "../property.ts";
import { nastyTurn, posted, requestOf, turnOf, unprintable, view } from "./formats/turns.ts";
import { cidOf } from "./project.ts";

const cids: Partial<Record<Channel, string>> = { web: cidOf(1), sms: cidOf(2), facebook: cidOf(3) };

/** What was played on a channel: recorded on the website, and as another channel elsewhere. */
function played(channel: Channel, given: Partial<Turn> = {}): Turn {
  const { [channel]: cid = cidOf(4) } = cids;
  const variant = channel === "web" ? {} : { variant: { kind: "channel", channel } as const };
  return turnOf({ channel, cid, ...variant, ...given });
}

const says = (channel: Channel, body: string, given: Partial<Turn> = {}): Turn =>
  played(channel, { events: [eventOf("message", { body }, { cid: cids[channel] })], ...given });

/** Variations as tables state them: the turn, and the channels of each group. */
const outline = (variations: readonly Variation[]): string[] =>
  variations.map(({ index, event, groups }) =>
    [`${index} ${event}`, ...groups.map(({ channels }) => channels.join("+"))].join(" | "),
  );

const error = { kind: "timeout", message: "no answer within 5 s", severity: "error" } as const;

describe("answers", () => {
  it.each<[string, Turn[], string[]]>([
    ["are the same but for the cid", [says("web", "Hi"), says("sms", "Hi")], []],
    [
      "name their own cid, an id and a time",
      (["web", "sms"] as const).map((channel, index) =>
        says(
          channel,
          `${cids[channel]} at 2026-01-0${index + 1}T10:00:00Z: 3e1d9c52-7c0f-4a57-8a7e-00000000000${index}`,
        ),
      ),
      [],
    ],
    [
      "echo what the webhook said of the channel",
      (["web", "sms"] as const).map((channel) =>
        played(channel, { events: [eventOf("end", {}, { cid: cids[channel], conversation: { type: channel } })] }),
      ),
      [],
    ],
    [
      "are others",
      [says("web", "Hi"), says("sms", "Hello"), says("facebook", "Hi")],
      ["0 message | web+facebook | sms"],
    ],
    ["are not there", [says("web", "Hi"), played("sms", { events: [] })], ["0 message | web | sms"]],
    [
      "set another context",
      [says("web", "Hi"), played("sms", { events: [eventOf("message", { body: "Hi" }, { context: { step: 1 } })] })],
      ["0 message | web | sms"],
    ],
    [
      "come through the API URL on one only",
      [says("web", "Hi"), says("sms", "Hi", { requests: [requestOf()] })],
      ["0 message | web | sms"],
    ],
    [
      "are the same, and wrong on one",
      [says("web", "Hi"), says("sms", "Hi", { problems: [error] })],
      ["0 message | web | sms"],
    ],
    [
      "are the same, and lint objects on one",
      [says("web", "Hi"), says("sms", "Hi", { findings: [findingOf()] })],
      ["0 message | web | sms"],
    ],
    [
      "are the same, and only worth a warning on one",
      [says("web", "Hi"), says("sms", "Hi", { problems: [{ ...error, severity: "warning" }] })],
      [],
    ],
    [
      "are not as expected where they were recorded",
      [says("web", "Hi", { outcome: "failed", problems: [{ ...error, kind: "expectation" }] }), says("sms", "Hi")],
      [],
    ],
    [
      "are looked at turn by turn",
      [
        says("web", "Hi"),
        says("web", "A", { index: 1 }),
        says("web", "!", { file: "b.json" }),
        says("sms", "Hi"),
        says("sms", "B", { index: 1 }),
        says("sms", "!", { file: "b.json" }),
      ],
      ["1 message | web | sms"],
    ],
    [
      "to one webhook that is two turns on the website are one",
      [
        says("sms", "Hi", { event: "start", events: [eventOf("message", { body: "Hi" }), eventOf("end")] }),
        says("web", "Hi", { event: "start" }),
        played("web", { events: [eventOf("end")] }),
      ],
      [],
    ],
    ["were given on one channel only", [says("web", "Hi"), says("web", "Hi", { index: 1 })], []],
    ["were given in a further run", [says("web", "Hi"), says("sms", "Hello", { run: 2 })], []],
    [
      "were given in a mutation",
      [says("web", "Hi"), says("sms", "Hello", { variant: { kind: "mutation", mutation: "slow in every turn" } })],
      [],
    ],
  ])("%s", (_, turns, expected) => {
    expect(outline(variationsOf(turns))).toEqual(expected);
  });

  it("are compared but for the places that are not to be compared", () => {
    const turns = [says("web", "ticket 1"), says("sms", "ticket 2")];
    expect(outline(variationsOf(turns, { ignore: ["/answer/*/packet/payload/body"] }))).toEqual([]);
  });

  it("are no matchers", () => {
    const turns = (["web", "sms"] as const).map((channel) =>
      played(channel, { events: [eventOf("end", { $match: "(" }), ...(channel === "sms" ? [{ $any: 1 }] : [])] }),
    );
    expect(outline(variationsOf(turns))).toEqual(["0 message | web | sms"]);
  });

  it("are told by what was sent, what is seen, what is wrong, and where they differ first", () => {
    const options = [{ id: "a", label: "A" }];
    const choice = eventOf("bubbles", { body: "Which?", options, fallback: "Number?" });
    const turns = [
      played("web", { events: [choice] }),
      played("facebook", { events: [choice] }),
      played("sms", { events: [choice, "oops"], problems: [error] }),
      played("telegram", { events: [choice, "oops"], problems: [error, { ...error, message: "late" }] }),
    ];
    const [variation] = variationsOf(turns);
    expect(variation?.groups).toEqual([
      {
        channels: ["web", "facebook"],
        outcome: "passed",
        events: [
          {
            event: "bubbles",
            sent: choice,
            seen: [
              { channels: ["web"], form: "bubbles", text: "Which?" },
              { channels: ["facebook"], form: "button_template", text: "Which?" },
            ],
          },
        ],
        faults: [],
      },
      {
        channels: ["sms", "telegram"],
        outcome: "failed",
        events: [
          {
            event: "bubbles",
            sent: choice,
            seen: [{ channels: ["sms", "telegram"], form: "numbered_text", text: "Number?\n\n1. A" }],
          },
          { event: "no event", sent: "oops", seen: [{ channels: ["sms", "telegram"], text: "" }] },
        ],
        faults: [
          { channels: ["sms", "telegram"], message: "no answer within 5 s" },
          { channels: ["telegram"], message: "late" },
        ],
        difference: expect.objectContaining({ pointer: "/answer/1", kind: "added", actual: "oops", from: "web" }),
      },
    ]);
  });

  it("are given with the webhook as it was recorded", () => {
    const turns = [says("sms", "Hi", { event: "message" }), says("web", "Hello", { event: "start" })];
    expect(outline(variationsOf(turns))).toEqual(["0 start | sms | web"]);
  });
});

describe("whatever is played", () => {
  const anyTurn = fc
    .record({ turn: nastyTurn, run: fc.nat(1) })
    .map(({ turn, run }) => ({ ...turn, file: "a", index: turn.index % 3, run: 1 + run }));

  it("every channel is in one group at most, and a variation has two or more", () => {
    fc.assert(
      fc.property(fc.array(anyTurn, { maxLength: 8 }), (turns) => {
        for (const { groups } of variationsOf(turns)) {
          const channels = groups.flatMap((group) => group.channels);
          expect(groups.length).toBeGreaterThan(1);
          expect(new Set(channels).size).toBe(channels.length);
        }
      }),
    );
  });

  it("the text lets nothing of it act on a terminal or hide in it, and stays short", () => {
    fc.assert(
      fc.property(fc.array(anyTurn, { maxLength: 6 }), (turns) => {
        const variations = variationsOf(turns);
        const lines = variationLines(variations, view);
        const groups = variations.flatMap((variation) => variation.groups);
        expect(lines.join("")).not.toMatch(unprintable);
        expect(lines.some((line) => line.includes("\n"))).toBe(false);
        expect(lines.length).toBeLessThan(2 + 40 * groups.length);
      }),
    );
  });
});

describe("as text", () => {
  it("is one line where nothing differs", () => {
    expect(variationLines([], view)).toEqual(["the bot does the same on every channel that was played"]);
  });

  it("shows what each group sees, what is wrong, and where it begins to differ", () => {
    const options = [{ id: "delivery", label: "Delivery status" }];
    const choice = eventOf("bubbles", { body: "What is it about?", options, fallback: "Answer with a number:" });
    const click = { event: "click", index: 1, webhook: posted("click", { value: options[0] }) };
    const over = { outcome: "skipped", ms: null, events: [], index: 2 } as const;
    const ended = [
      { kind: "skipped", message: "not sent: the bot's end has ended the session", severity: "warning" },
    ] as const;
    const turns = [
      played("web", { event: "start", events: [choice] }),
      played("facebook", { event: "start", events: [choice] }),
      played("sms", { event: "start", events: [choice], problems: [error] }),
      says("web", "Your order is on its way", click),
      says("facebook", "Your order is on its way", click),
      played("sms", { ...click, events: [eventOf("contact_update", { name: "Ada" }), eventOf("end")] }),
      played("web", { index: 2, events: [], requests: [requestOf()] }),
      played("facebook", { index: 2, events: [] }),
      played("sms", { ...over, problems: ended }),
    ];
    expect(variationLines(variationsOf(turns), view).join("\n")).toMatchInlineSnapshot(`
      "3 turns with answers that differ between channels

      fixtures/order.json #1 start
        ✓ web and facebook
          bubbles on web: "What is it about?"
          bubbles as button template on facebook: "What is it about?"
        ✗ sms
          bubbles as numbered text: "Answer with a number:\\n\\n1. Delivery status"
          error no answer within 5 s

      fixtures/order.json #2 click
        ✓ web and facebook
          message: "Your order is on its way"
        ✓ sms
          contact_update {"name":"Ada"}
          end
          not as on web, at /answer/0: contact_update is not message "Your order is on
          its way"

      fixtures/order.json #3 message
        ✓ web
          message: "Your order is on its way"
        ✓ facebook
          no events
          not as on web, at /requests/0: there is no first request: a list of 1
        – sms
          not sent: the bot's end has ended the session"
    `);
  });

  it("counts what is more than a screen takes", () => {
    const events = Array.from({ length: 30 }, (_, index) => eventOf("message", { body: `line ${index}` }));
    const lines = variationLines(variationsOf([says("web", "Hi"), played("sms", { events })]), view);
    expect(lines).toContain("    … and 18 more lines");
  });
});
