import { describe, expect, it } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import type { Input, SessionStart } from "../../src/simulator/session.ts";
import { answered, choose, cid, elapsed, event, offers, open, played, requested, says, write } from "./effects.ts";

type Case = readonly [title: string, inputs: readonly Input[], lines: readonly string[]];

const check =
  (start: Parameters<typeof played>[1]) => (_: string, inputs: readonly Input[], lines: readonly string[]) => {
    expect(played(inputs, start).lines).toEqual(lines);
  };

const on = (channel: Channel, ...cases: Case[]) => {
  describe(`on ${channel}`, () => it.each(cases)("%s", check({ channel })));
};

const file = { link: "https://example.com/a.jpg", name: "a.jpg" };
const upload: Input = { kind: "upload", file };
const locate: Input = { kind: "locate", place: { latitude: 50.9, longitude: 6.9 } };
const expired: Input = { kind: "expired" };
const begin = write("Hi");
const feedback = { on_failure: "feedback" };

describe("a session begins", () => {
  on(
    "web",
    ["when the messenger opens", [open], ["post start {}"]],
    ["once", [open, open], []],
    [
      "before the contact can write",
      [begin],
      ["impossible: the messenger is not open: on the website the session begins before the contact can write"],
    ],
    ["and then the contact writes", [open, begin], ['post message {"body":"Hi"}']],
    ["and then the contact uploads something", [open, upload], [`post media ${JSON.stringify(file)}`]],
    [
      "and is not begun again after its end",
      [open, answered(event("end")), open],
      ["impossible: the bot's end has ended the session"],
    ],
  );
  on(
    "telegram",
    ["not when the messenger opens", [open], []],
    ["with the first message", [open, begin], ['post start {"body":"Hi"}']],
    ["with a file", [upload], [`post start ${JSON.stringify(file)}`]],
    ["and goes on with messages", [begin, write("Hello?")], ['post message {"body":"Hello?"}']],
    ["and nothing of a bot counts before", [answered(says("Hi"))], ["dropped message: the session has not begun"]],
    ["and can't time out before", [expired], []],
    ["and places are not shared", [begin, locate], ["impossible: a location comes only from whatsapp_business"]],
  );
  on(
    "whatsapp_business",
    ["with a place", [locate], ['post start {"latitude":50.9,"longitude":6.9}']],
    ["and goes on with a place", [begin, locate], ['post location {"latitude":50.9,"longitude":6.9}']],
    ["not by the end of a subscription", [{ kind: "unsubscribe" }], ["impossible: the session has not begun"]],
    [
      "and a subscription can be ended",
      [begin, { kind: "unsubscribe", keyword: "STOP" }],
      ['post campaign_unsubscribe {"keyword":"STOP"}', "campaigns false"],
    ],
  );
  on(
    "sms",
    ["but not with a file", [upload], ["impossible: sms has no media"]],
    ["and shows no file", [begin, answered(event("media", { link: "https://example.com/a.jpg" }))], ["refused media"]],
    [
      "and has no campaigns",
      [begin, { kind: "unsubscribe" }],
      ["impossible: campaigns are unsubscribed only from whatsapp_business"],
    ],
  );
});

describe("a webhook", () => {
  it("says all that the platform says, in its order", () => {
    const { effects } = played([open], { info: { approach_mode: "proactive", contact: { id: 7 }, page: "/shop" } });
    const conversation = { contact_channel: { state: "valid", type: "web" } };
    const info = {
      approach_mode: "proactive",
      cid,
      contact: { id: 7 },
      context: {},
      conversation,
      widget: {},
      page: "/shop",
    };
    expect(JSON.stringify(effects)).toBe(
      JSON.stringify([{ kind: "post", webhook: { info, packet: { name: "start", payload: {} } } }]),
    );
  });

  it("has its own cid and context, whatever it is told of others", () => {
    const info = { cid: "other", context: { other: true } };
    const { effects } = played([open], { info, context: { own: true } });
    expect(effects).toMatchObject([{ webhook: { info: { cid, context: { own: true } } } }]);
  });

  it.each(channelNames)("names %s", (channel) => {
    const conversation = { id: 1, contact_channel: { state: "old", type: "telegram" } };
    const { info } = played([], { channel, info: { conversation } }).session;
    const contact_channel = channel === "telegram" ? conversation.contact_channel : { state: "valid", type: channel };
    expect(info.conversation).toEqual({ id: 1, contact_channel });
  });

  it("tells what the bot has learnt", () => {
    const contact = { id: 7, name: "A", custom_field_data: { size: "M", shoe: 42 } };
    const fields = { custom_fields: { shoe: 43 } };
    const updates = [
      event("contact_update", { name: "Ada", campaigns: true, ...fields }),
      event("conversation_update", { topics: ["delivery"], ...fields, nobody: "knows" }),
    ];
    const { info } = played([begin, answered(...updates)], { channel: "sms", info: { contact } }).session;
    expect(info.contact).toEqual({ id: 7, name: "Ada", custom_field_data: { size: "M", shoe: 43 } });
    expect(info.conversation).toMatchObject({ topics: ["delivery"], custom_field_data: { shoe: 43 } });
    expect(info.conversation).not.toHaveProperty("nobody");
  });

  it("is made whatever the recorded contact and conversation are", () => {
    const info = { contact: null, conversation: "none" } as unknown as NonNullable<SessionStart["info"]>;
    expect(played([], { info }).session.info).toMatchObject({ contact: {}, conversation: { contact_channel: {} } });
  });
});

const numbered = "show 1: Which one? |  | 1. A | 2. B";
const clicked = (id: string) => `post click {"value":{"id":"${id}","label":"${id}"}}`;
const menu = answered(offers(["A", "B"]));

describe("a choice", () => {
  on(
    "web",
    ["is shown with its number", [open, menu], ["show 1: Which one? | [ A ] [ B ]"]],
    ["is clicked", [open, menu, choose(1, "B")], [clicked("B")]],
    [
      "is answered once",
      [open, menu, choose(1, "B"), choose(1, "A")],
      ["impossible: the choice has been answered, which it can be once on the website"],
    ],
    ["stays while the contact writes", [open, menu, write("?"), choose(1, "A")], [clicked("A")]],
    ["is not answered by a number", [open, menu, write("1")], ['post message {"body":"1"}']],
    ["is one of several", [open, menu, menu, choose(2, "A")], [clicked("A")]],
    [
      "is gone after the end",
      [open, menu, answered(event("end")), choose(1, "A")],
      ["impossible: the bot's end has ended the session"],
    ],
    ["has to be there", [open, menu, choose(2, "A")], ["impossible: choice 2 is not there, 1 were shown"]],
    [
      "has to have the option",
      [open, menu, choose(1, "C")],
      ['impossible: the option "C" is not on offer: the bot has offered "A" (A), "B" (B)'],
    ],
    ["without options is a text", [open, answered(offers([]))], ["show: Which one? | "]],
  );
  for (const channel of ["whatsapp_business", "facebook"] as const) {
    on(
      channel,
      ["is clicked first", [begin, menu, choose(1, "B")], [clicked("B")]],
      ["is a message then", [begin, menu, choose(1, "B"), choose(1, "A")], ['post message {"body":"A"}']],
      ["is clicked after a message", [begin, menu, write("?"), choose(1, "A")], [clicked("A")]],
      [
        "is a message after the end",
        [begin, menu, answered(event("end")), choose(1, "A")],
        ['post message {"body":"A"}'],
      ],
      ["is not answered by a number", [begin, menu, write("1")], ['post message {"body":"1"}']],
      ["is numbered in a carousel", [begin, answered(offers(["A"], "carousel")), choose(1, "A")], [clicked("A")]],
    );
  }
  for (const channel of ["telegram", "threema", "sms", "custom"] as const) {
    on(
      channel,
      ["is numbered text", [begin, menu], [numbered]],
      ["is answered by a number", [begin, menu, write(" 2\n")], [clicked("B")]],
      ["is answered by choosing", [begin, menu, choose(1, "B")], [clicked("B")]],
      ["is answered once", [begin, menu, write("2"), write("1")], ['post message {"body":"1"}']],
      ["is answered next or not at all", [begin, menu, write("Hm"), write("1")], ['post message {"body":"1"}']],
      ["stays while the bot goes on", [begin, menu, requested(says("Well?")), write("1")], [clicked("A")]],
      ["gives way to another one", [begin, menu, answered(offers(["C"])), write("1")], [clicked("C")]],
      [
        "is over after the end",
        [begin, menu, answered(event("end")), choose(1, "A")],
        ["impossible: the bot's end has ended the session"],
      ],
      ...["0", "3", "01", "1.", "1 2", "-1", "1e0", "one", "", "٢"].map(
        (body): Case => [`has no number ${body}`, [begin, menu, write(body)], [`post message {"body":"${body}"}`]],
      ),
    );
  }
  it("that can be clicked leaves the numbers of the one before", () => {
    const inputs = [begin, answered(offers(["C"], "carousel"), offers(["A", "B"])), write("1")];
    expect(played(inputs, { channel: "facebook" }).lines).toEqual([clicked("C")]);
  });

  it("numbers no longer count after a file", () => {
    expect(played([begin, menu, upload, write("1")], { channel: "telegram" }).lines).toEqual([
      'post message {"body":"1"}',
    ]);
  });

  it("that the channel refuses is not there", () => {
    const refused = answered(
      event("button_template", { body: "x".repeat(1025), fallback: "?", options: [{ id: "A", label: "A" }] }),
    );
    expect(played([begin, refused], { channel: "whatsapp_business" }).lines).toEqual(["refused button_template"]);
    expect(played([begin, refused, choose(1, "A")], { channel: "whatsapp_business" }).lines).toEqual([
      "impossible: choice 1 is not there, 0 were shown",
    ]);
  });

  it("names no more options than anybody reads, and nothing that a terminal would act on", () => {
    const many = answered(offers(Array.from({ length: 20 }, (_, index) => `\x1b${index}`)));
    const [line = ""] = played([open, many, choose(1, "x")]).lines;
    expect(line).toContain('"\\u001b12" (\\u001b12), and 7 more');
  });

  it("is forgotten after a thousand others", () => {
    const many = answered(...Array.from({ length: 1001 }, () => offers(["A"])));
    expect(played([open, many, choose(1, "A")]).lines).toEqual(["impossible: choice 1 is not there, 1001 were shown"]);
    expect(played([open, many, choose(2, "A")]).lines).toEqual([clicked("A")]);
  });
});

describe("the context", () => {
  const big = (length: number) => ({ a: "ä".repeat(length) });

  it.each([
    ["is replaced whole", [says("x", { b: 2 })], { b: 2 }],
    ["stays without one", [says("x")], { a: 1 }],
    ["stays where an empty one comes", [says("x", {})], { a: 1 }],
    ["is the last of a list that is not empty", [says("x", { b: 2 }), says("x", { c: 3 }), says("x", {})], { c: 3 }],
    ["comes with a name that nobody knows", [event("mesage", {}, { b: 2 })], { b: 2 }],
    ["comes with the end", [event("end", {}, { b: 2 })], { b: 2 }],
    ["does not come after the end", [event("abort"), says("x", { b: 2 })], { a: 1 }],
    ["does not come long after the end", [event("abort"), says("x"), says("x", { b: 2 })], { a: 1 }],
    ["does not come after a forward", [event("forward_any", feedback), says("x", { b: 2 })], { a: 1 }],
    ["is no list, text or null", [says("x", [1]), says("x", "b"), says("x", null)], { a: 1 }],
    ["may have 10,240 bytes", [says("x", big(5116))], big(5116)],
    ["has no more", [says("x", big(5117))], { a: 1 }],
    ["is not held back", [event("delay", { duration: 5 }), says("x", { b: 2 })], { b: 2 }],
    ["is not that of another session", [{ ...says("x"), info: { cid: "other", context: { b: 2 } } }], { a: 1 }],
  ])("%s", (_, events, context) => {
    expect(played([open, answered(...events)], { context: { a: 1 } }).session.context).toEqual(context);
    expect(played([open, requested(...events)], { context: { a: 1 } }).session.context).toEqual(context);
  });

  it("says why it is not kept, and its event is carried out", () => {
    expect(played([open, answered(says("x", big(5117)))]).lines).toEqual([
      "dropped context of message: the context has 10,242 bytes, but the platform keeps at most 10,240",
      "show: x",
    ]);
  });

  it("is posted with what comes next", () => {
    const { effects } = played([open, answered(says("x", { step: 2 })), begin]);
    expect(effects).toMatchObject([{ kind: "post", webhook: { info: { context: { step: 2 } } } }]);
  });
});

const delay = (duration: unknown, more = {}) => event("delay", { duration, ...more });

describe("a delay", () => {
  const list = answered(says("1"), delay(2), says("2"), delay(3, { typing_indicator: false }), says("3"));
  it.each<Case>([
    ["holds back what follows in its list", [open, list], ["show: 1", "typing 2 s", "wait 2000 ms"]],
    ["goes on", [open, list, elapsed(500)], ["wait 1500 ms"]],
    ["ends", [open, list, elapsed(2000)], ["show: 2", "wait 3000 ms"]],
    ["adds to the one before", [open, list, elapsed(4999)], ["show: 2", "wait 1 ms"]],
    ["leaves the order as it was", [open, list, elapsed(9000)], ["show: 2", "show: 3"]],
    ["holds back nothing of another list", [open, list, requested(says("now"))], ["show: now", "wait 2000 ms"]],
    ["lets the contact write", [open, list, begin], ['post message {"body":"Hi"}', "wait 2000 ms"]],
    ["does nothing alone", [open, answered(delay(2))], ["dropped delay: nothing follows the delay in its list"]],
    [
      "does nothing at the end",
      [open, answered(says("1"), delay(2), delay(3), "garbage")],
      [
        'dropped "garbage": a text stands where an event has to be',
        ...Array(2).fill("dropped delay: nothing follows the delay in its list"),
        "show: 1",
      ],
    ],
    ["holds back the end", [open, answered(delay(2), event("end")), elapsed(2000)], ["ended by end"]],
    [
      "holds back a choice",
      [open, answered(delay(2), offers(["A"])), choose(1, "A")],
      ["impossible: choice 1 is not there, 0 were shown", "wait 2000 ms"],
    ],
    ["of no time is none", [open, answered(delay(0), says("1"))], ["show: 1"]],
    ["of less than no time is none", [open, answered(delay(-5), says("1"))], ["show: 1"]],
    [
      "of less than no time takes nothing from the one before",
      [open, answered(delay(2), says("1"), delay(-1), says("2")), elapsed(1999)],
      ["wait 1 ms"],
    ],
    [
      "takes no longer than a timer, nor do several",
      [open, answered(...Array(2).fill(delay(1e9, { typing_indicator: false })), says("1"))],
      ["wait 2147483647 ms"],
    ],
    [
      "is not among what is lost at the end",
      [open, answered(delay(2), says("1"), delay(2), says("2")), expired],
      ["expired by timeout", ...Array(2).fill("dropped message: it was held back when the session timed out")],
    ],
    ["of no number is none", [open, answered(delay("soon"), says("1"))], ["show: 1"]],
    [
      "goes by other names",
      [open, answered(event("delay", { seconds: 1.5 }), says("1"))],
      ["typing 1.5 s", "wait 1500 ms"],
    ],
    [
      "takes no longer than a timer",
      [open, answered(delay(1e300), says("1"))],
      ["typing 2147483.647 s", "wait 2147483647 ms"],
    ],
    [
      "lasts no longer than the session",
      [open, list, answered(event("end"))],
      ["ended by end", ...Array(2).fill("dropped message: it was held back when end ended the session")],
    ],
    [
      "lasts no longer than the session, which times out",
      [open, answered(delay(2), says("1")), expired],
      ["expired by timeout", "dropped message: it was held back when the session timed out"],
    ],
    ["shows nobody typing who is done", [open, list, elapsed(9000), elapsed(9000)], []],
  ])("%s", check({}));

  it("shows typing for what is left of it", () => {
    const twice = answered(delay(1), says("1"), delay(4), says("2"));
    expect(played([open, twice, elapsed(3000)]).lines).toEqual(["show: 1", "typing 2 s", "wait 2000 ms"]);
  });

  it("makes two lists meet in the order of their times", () => {
    const lists = [answered(delay(5), says("late")), requested(delay(3), says("early"))];
    expect(played([open, ...lists, elapsed(6000)]).lines).toEqual(["show: early", "show: late"]);
  });
});

describe("an end", () => {
  const forwards = ["forward_any", "forward_group", "forward_skills"];
  const forward = (name: string, payload = {}) =>
    answered(event(name, { group: "Support", skills: ["French"], ...payload }), says("still here"));
  const gone = (name: string) => `dropped message: the bot's ${name} has ended the session`;

  it.each<Case>([
    ["ends", [open, answered(event("end"), says("x"))], ["ended by end", gone("end")]],
    ["aborts", [open, answered(event("abort"), says("x"))], ["aborted by abort", gone("abort")]],
    [
      "lets nothing through that is no event",
      [open, answered(event("end")), requested(7)],
      ["dropped 7: the bot's end has ended the session"],
    ],
    ["hears nothing", [open, answered(event("end")), begin], ["impossible: the bot's end has ended the session"]],
    ["comes by time", [open, expired], ["expired by timeout"]],
    ["comes once", [open, expired, expired], []],
    ["hears nothing after its time", [open, expired, begin], ["impossible: the session has timed out"]],
  ])("%s", check({}));

  it("lets nothing through", () => {
    for (const name of ["end", "abort", ...forwards]) {
      const inputs = [open, forward(name), requested(says("x"), event("contact_update", { name: "Ada" }))];
      expect(played(inputs.slice(0, 2)).lines).toContain(gone(name));
      expect(played(inputs).lines).toEqual([gone(name), gone(name).replace("message", "contact_update")]);
    }
  });

  describe.each(forwards)("%s", (name) => {
    it.each<[string, boolean, object, string[]]>([
      ["goes to an operator", true, {}, [`forwarded by ${name}`, gone(name)]],
      ["goes to an operator who is asked for feedback", true, feedback, [`forwarded by ${name}`, gone(name)]],
      ["goes to nobody", false, {}, [`unassigned by ${name}`, gone(name)]],
      ["goes to nobody, which the bot hears of", false, feedback, ["post forward_failed {}", "show: still here"]],
      ["goes to nobody by a misspelt wish", false, { on_failure: "feedbak" }, [`unassigned by ${name}`, gone(name)]],
    ])("%s", (_, operators, payload, lines) => {
      expect(played([open, forward(name, payload)], { operators }).lines).toEqual(lines);
    });
  });

  it("depends on who is there at the time", () => {
    const held = answered(delay(2), event("forward_any", feedback));
    const left: Input = { kind: "operators", available: false };
    expect(played([open, held, left, elapsed(2000)]).lines).toEqual(["post forward_failed {}"]);
    expect(played([open, held, elapsed(2000)]).lines).toEqual(["forwarded by forward_any"]);
    expect(played([open, left, { ...left, available: true }, answered(event("forward_any"))]).lines).toEqual([
      "forwarded by forward_any",
    ]);
  });
});

describe("what the contact does not see", () => {
  const mail = (type: string) => event("email_dispatch", { recipient: { type } });
  const addon = event("addon_dispatch", { type: "zendesk" });

  it.each<readonly [string, Channel, unknown[], string[]]>([
    [
      "a page on the website",
      "web",
      [event("navigate", { url: "https://example.com" })],
      ["navigate https://example.com"],
    ],
    [
      "a page elsewhere",
      "sms",
      [event("navigate", { link: "https://example.com" })],
      ["dropped navigate: only the website has a page that could change"],
    ],
    [
      "the contact",
      "web",
      [event("contact_update", { email: "a@example.com", no: 1 })],
      ['contact {"email":"a@example.com"}'],
    ],
    ["no change", "web", [event("contact_update"), event("conversation_update")], []],
    [
      "the conversation",
      "web",
      [event("conversation_update", { subject: "4711" })],
      ['conversation {"subject":"4711"}'],
    ],
    ["campaigns", "whatsapp_business", [event("contact_update", { campaigns: true })], ["campaigns true"]],
    [
      "campaigns elsewhere",
      "web",
      [event("contact_update", { campaigns: false })],
      ["dropped campaigns of contact_update: campaigns are sent on whatsapp_business, not on web"],
    ],
    ["a note", "web", [event("note_create", { text: "Hm" })], ["note Hm"]],
    ["a note on a contact", "web", [event("note_create", { body: "Hm", contact_identity_id: 7 })], ["note Hm on 7"]],
    ["a dispatch", "web", [addon], ["planned addon_dispatch"]],
    [
      "a dispatch at the end",
      "web",
      [addon, mail("operator"), event("end")],
      [
        "planned addon_dispatch",
        "planned email_dispatch",
        "ended by end",
        "carried out addon_dispatch",
        "carried out email_dispatch",
      ],
    ],
    [
      "a mail to nobody",
      "web",
      [mail("contact"), event("end")],
      ["planned email_dispatch", "ended by end", "dropped email_dispatch: the contact has no e-mail address"],
    ],
    ["a mail without a recipient", "web", [event("email_dispatch")], ["dropped email_dispatch: it names no recipient"]],
    [
      "a mail to a contact",
      "web",
      [event("email_dispatch", { type: "contact" }), event("contact_update", { email: "a@b.c" }), event("end")],
      ["planned email_dispatch", 'contact {"email":"a@b.c"}', "ended by end", "carried out email_dispatch"],
    ],
    [
      "a dispatch that operators decide about",
      "web",
      [addon, event("abort")],
      ["planned addon_dispatch", "aborted by abort"],
    ],
  ])("%s", (_, channel, events, lines) => {
    expect(played([open, begin, answered(...events)], { channel }).lines).toEqual(lines);
  });
});

it("a dispatch is carried out once", () => {
  const inputs = [open, answered(event("addon_dispatch", { type: "zendesk" })), answered(event("end"))];
  expect([2, 3].map((count) => played(inputs.slice(0, count)).session.dispatches.length)).toEqual([1, 0]);
});

describe("what is no event", () => {
  it.each([
    [null, "dropped null: null stands where an event has to be"],
    [[says("x")], `dropped ${JSON.stringify([says("x")])}: a list stands where an event has to be`],
    [{}, "dropped {}: info is missing"],
    [event("mesage"), 'dropped mesage: "mesage" is no event'],
    [event("toString"), 'dropped toString: "toString" is no event'],
    [event("\x1b"), 'dropped \x1b: "\\x1b" is no event'],
    [{ ...says("x"), info: { cid: "other" } }, `dropped message: the event is for other, not for ${cid}`],
  ])("%j is dropped, the rest of the list is not", (garbage, line) => {
    expect(played([open, answered(garbage, says("Hi"))]).lines).toEqual([line, "show: Hi"]);
  });

  it("may be one by the configuration", () => {
    const corrections = { delay: { duration: "pause" } };
    const { lines } = played([open, answered(event("delay", { pause: 2 }), says("Hi"))], { corrections });
    expect(lines).toEqual(["typing 2 s", "wait 2000 ms"]);
  });

  it("is given back as it came", () => {
    const sent = [says("Hi"), 7];
    const { effects } = played([open, answered(...sent)]);
    const given = effects.map((effect) => ("event" in effect ? effect.event : undefined));
    expect(given.map((value) => sent.indexOf(value as never))).toEqual([1, 0]);
  });
});

describe("what often surprises", () => {
  it("a bot that forwards at its start never gets to ask anything", () => {
    const { lines } = played([open, answered(event("forward_any")), write("Ada")]);
    expect(lines).toEqual(["impossible: the bot's forward_any has ended the session"]);
  });

  it("a start on a channel already holds an answer, which no number of a later question is", () => {
    const start = { channel: "sms" } as const;
    expect(played([write("1")], start).lines).toEqual(['post start {"body":"1"}']);
    expect(played([write("1"), menu], start).lines).toEqual([numbered]);
  });

  it("what comes to the API URL before the answer is shown before it", () => {
    const inputs = [open, begin, requested(says("result", { a: 1 })), answered(says("one moment", { b: 2 }))];
    expect(played(inputs.slice(0, 3)).lines).toEqual(["show: result"]);
    expect(played(inputs).lines).toEqual(["show: one moment"]);
    expect(played(inputs).session.context).toEqual({ b: 2 });
  });
});
