import { describe, expect, it } from "vitest";
import { isObject } from "../../src/input/json.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import { webhookNames } from "../../src/protocol/webhooks/index.ts";
import { createSession, type Effect, type Input, type Session, step } from "../../src/simulator/session.ts";
import { mutatedPacket } from "../lint/mutations.ts";
import fc, { runs } from "../property.ts";
import { cid, event, offers, says } from "./effects.ts";

const ids = ["A", "B", "C", "D", "E"];
const word = fc.constantFrom("1", "2", "3", "12", " 2 ", "01", "Hi", "A", "");
const context = fc.oneof(
  fc.constant({}),
  fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer(), { minKeys: 1 }),
  fc.constant({ big: "x".repeat(10_240) }),
  fc.constantFrom<unknown>(null, 7, "a", [1]),
);

const choiceNames = ["bubbles", "carousel", "button_template", "list_template"];
const choiceEvent = fc
  .tuple(fc.subarray(ids, { minLength: 1 }), fc.constantFrom(...choiceNames))
  .map(([labels, name]) => offers(labels, name));
const ending = fc
  .tuple(
    fc.constantFrom("end", "abort", "forward_any", "forward_group", "forward_skills"),
    fc.constantFrom({}, { on_failure: "feedback" }),
  )
  .map(([name, payload]) => event(name, { group: 1, skills: ["a"], ...payload }));
const delayEvent = fc
  .oneof(fc.double({ min: -1, max: 5, noNaN: true }), fc.constantFrom<unknown>(1e300, "2", null))
  .map((duration) => event("delay", { duration }));
const anyPacket = mutatedPacket.map(({ name, payload }) => event(name, payload as object));
const garbage = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant({ ...says("x"), info: { cid: "other" } }));

/** What a bot sends, which may be anything; some of it has a context. */
const sentEvent = fc.oneof(
  { weight: 4, arbitrary: choiceEvent },
  { weight: 3, arbitrary: word.map((body) => says(body)) },
  { weight: 3, arbitrary: delayEvent },
  { weight: 3, arbitrary: anyPacket },
  { weight: 1, arbitrary: ending },
  { weight: 1, arbitrary: garbage },
);
const sent = fc
  .tuple(sentEvent, fc.option(context, { nil: undefined }))
  .map(([value, given]) =>
    given === undefined || !isObject(value) || !isObject(value.info)
      ? value
      : { ...value, info: { ...value.info, context: given } },
  );
const events = fc.array(sent, { maxLength: 5 });

const recordedWebhook = fc
  .record({
    name: fc.constantFrom(...webhookNames, "reaction"),
    payload: fc.oneof(
      fc.constantFrom(...ids).map((id) => ({ value: { id, label: id } })),
      word.map((body) => ({ body })),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    info: fc.record(
      { cid: fc.constant(cid), context: fc.constantFrom({}, { recorded: 1 }) },
      { requiredKeys: ["cid"] },
    ),
  })
  .map(({ name, payload, info }) => ({ info, packet: { name, payload } }) as unknown as WebhookEvent);

const contactInput: fc.Arbitrary<Input> = fc.oneof(
  word.map((body) => ({ kind: "write", body }) as const),
  fc.record({ kind: fc.constant("choose"), choice: fc.integer({ min: 0, max: 6 }), option: fc.constantFrom(...ids) }),
  fc.constantFrom<Input>(
    { kind: "open" },
    { kind: "upload", file: { link: "https://example.com/a.jpg" } },
    { kind: "locate", place: { latitude: 1, longitude: 2 } },
    { kind: "unsubscribe" },
  ),
);
const hostInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ kind: fc.constantFrom("answered", "requested"), events }),
  fc.integer({ min: 0, max: 6000 }).map((ms) => ({ kind: "elapsed", ms }) as const),
  fc.boolean().map((available) => ({ kind: "operators", available }) as const),
);
const recordedInput = recordedWebhook.map((webhook) => ({ kind: "recorded", webhook }) as const);
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 8, arbitrary: contactInput },
  { weight: 8, arbitrary: hostInput },
  { weight: 2, arbitrary: recordedInput },
  { weight: 1, arbitrary: fc.constant({ kind: "expired" } as const) },
);

const begun: readonly Input[] = [{ kind: "open" }, { kind: "write", body: "Hi" }];
const play = fc.record({
  channel: fc.constantFrom(...channelNames),
  operators: fc.constantFrom(true, false, "unknown" as const),
  inputs: fc.array(input, { maxLength: 25 }),
});

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** One step of a session: from where to where, and what it brought. */
interface Taken {
  readonly before: Session;
  readonly input: Input;
  readonly session: Session;
  readonly effects: readonly Effect[];
}

/** All steps of a session in which nothing may be changed. */
function* taken({
  channel,
  operators,
  inputs,
}: typeof play extends fc.Arbitrary<infer P> ? P : never): Generator<Taken> {
  let before = frozen(createSession({ cid, channel, operators, context: { first: 0 } }));
  for (const next of [...begun, ...inputs]) {
    const { session, effects } = step(before, frozen(next));
    yield { before, input: next, session: frozen(session), effects };
    before = session;
  }
}

const always = (holds: (step: Taken, past: readonly Taken[]) => void) => () => {
  fc.assert(
    fc.property(play, (given) => {
      const past: Taken[] = [];
      for (const each of taken(given)) {
        holds(each, past);
        past.push(each);
      }
    }),
    { numRuns: runs(500) },
  );
};

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const kinds = ({ effects }: Taken): string[] => effects.map(({ kind }) => kind);
const posts = ({ effects }: Taken): WebhookEvent[] =>
  effects.flatMap((effect) => (effect.kind === "post" ? [effect.webhook] : []));
const isOver = ({ before, input: { kind } }: Taken): boolean => before.phase === "over" && kind !== "recorded";

describe("whatever happens in a session", { timeout: 120_000 }, () => {
  it(
    "after the end nothing is delivered",
    always((each) => {
      if (!isOver(each)) return;
      expect(["dropped", "impossible", "post", "wait"]).toEqual(expect.arrayContaining(kinds(each)));
      expect(each.session.context).toEqual(each.before.context);
      expect(each.session.phase).toBe("over");
    }),
  );

  it(
    "after the end nothing is posted but a late click as a message, and what a new start brings",
    always((each) => {
      if (each.before.phase !== "over") return;
      const [posted, ...more] = posts(each);
      expect(more).toEqual([]);
      if (posted === undefined || posted.packet.name === "start") return;
      expect(posted.packet.name).toBe("message");
      const labels = each.before.choices.flatMap(({ isNumbered, options }) => (isNumbered ? [] : options));
      expect(labels.map(({ label }) => label)).toContain((posted.packet.payload as { body?: unknown }).body);
      expect(["whatsapp_business", "facebook"]).toContain(each.before.channel);
    }),
  );

  it(
    "after an end in a list nothing more of it is delivered",
    always((each) => {
      const end = kinds(each).indexOf("over");
      const rest = end === -1 ? [] : kinds(each).slice(end + 1);
      expect(["dropped", "dispatch", "post", "impossible"]).toEqual(expect.arrayContaining(rest));
    }),
  );

  it(
    "the context is one that was given whole, and never an empty one of the bot",
    always(({ before, input: given, session }) => {
      if (JSON.stringify(before.context) === JSON.stringify(session.context)) return;
      const values =
        given.kind === "recorded" ? [given.webhook] : "events" in given ? (given.events as readonly unknown[]) : [];
      const contexts = values.map((value) => (value as { info?: { context?: unknown } } | null)?.info?.context);
      const isEmpty = Object.keys(session.context).length === 0;
      if (isEmpty) expect(given.kind).toBe("recorded");
      else expect(contexts).toContainEqual(session.context);
      expect(JSON.stringify(session.context).length).toBeLessThanOrEqual(10_240);
    }),
  );

  it(
    "every webhook has the context of the session",
    always((each) => {
      for (const posted of posts(each)) {
        const recordedAnew = each.input.kind === "recorded" ? [each.session.context] : [];
        expect([each.before.context, each.session.context, ...recordedAnew]).toContainEqual(posted.info.context);
        expect(posted.info.cid).toBe(cid);
      }
    }),
  );

  it(
    "a number counts at most once, and only next",
    always((each, past) => {
      const [posted] = posts(each);
      if (each.input.kind !== "write" || posted?.packet.name !== "click") return;
      // from the choice that it answers on nothing has come from the contact
      const since = past.findLastIndex(
        ({ before, session }) => before.numbered !== session.numbered && session.numbered,
      );
      expect(since).toBeGreaterThanOrEqual(0);
      const between = past.slice(since + 1).flatMap(posts);
      expect(between.filter(({ packet }) => packet.name !== "forward_failed")).toEqual([]);
      expect(each.session.numbered).toBeUndefined();
    }),
  );

  it(
    "on the website a choice is answered at most once",
    always((each, past) => {
      const { input: given, before } = each;
      if (given.kind !== "choose" || before.channel !== "web" || posts(each).length === 0) return;
      const restart = past.findLastIndex((earlier) => posts(earlier).some(({ packet }) => packet.name === "start"));
      const same = past
        .slice(restart + 1)
        .filter(
          (earlier) =>
            earlier.input.kind === "choose" && earlier.input.choice === given.choice && posts(earlier).length > 0,
        );
      expect(same).toEqual([]);
    }),
  );

  it(
    "a session is a JSON value from which everything goes on alike",
    always(({ before, input: given, session, effects }) => {
      const copy = json(before) as Session;
      // by way of JSON, which has no -0
      expect(json(step(copy, given))).toEqual(json({ session, effects }));
    }),
  );

  it(
    "what asks for the impossible changes nothing",
    always(({ before, input: given, session, effects: [first] }) => {
      if (first?.kind === "impossible" && given.kind !== "recorded") expect(session).toBe(before);
    }),
  );

  it(
    "there is a wait for as long as anything is held back, and it is not a moment too long",
    always(({ session, effects }) => {
      const waits = effects.filter(({ kind }) => kind === "wait");
      expect(waits.length).toBe(session.held.length > 0 ? 1 : 0);
      const [wait] = waits;
      if (wait?.kind !== "wait") return;
      expect(wait.ms).toBeGreaterThan(0);
      const early = step(session, { kind: "elapsed", ms: wait.ms - 1 }).effects.map(({ kind }) => kind);
      expect(early).toEqual(["wait"]);
    }),
  );
});

describe("time", { timeout: 60_000 }, () => {
  const list = fc.array(
    fc.oneof(
      fc.nat(9).map((seconds) => event("delay", { duration: seconds / 2 })),
      word.map((body) => says(body)),
      choiceEvent,
    ),
    { maxLength: 12 },
  );

  it("shows everything of a list in its order, each no earlier than the delays before it", () => {
    fc.assert(
      fc.property(list, fc.array(fc.nat(4000), { maxLength: 12 }), (sentEvents, gaps) => {
        let { session } = step(createSession({ cid, channel: "web" }), { kind: "open" });
        const inputs: Input[] = [{ kind: "answered", events: sentEvents }];
        inputs.push(...[...gaps, 60_000].map((ms) => ({ kind: "elapsed", ms }) as const));
        const shown: unknown[] = [];
        for (const each of inputs) {
          const after = step(session, each);
          session = after.session;
          for (const effect of after.effects) if (effect.kind === "show") shown.push(effect.event);
          let due = 0;
          const expected = sentEvents.filter(({ packet }) => {
            if (packet.name === "delay") due += (packet.payload as { duration: number }).duration * 1000;
            return packet.name !== "delay" && due <= session.now;
          });
          expect(shown).toEqual(expected);
        }
        expect(session.held).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it("can be told in any pieces", () => {
    fc.assert(
      fc.property(list, fc.array(fc.nat(3000), { maxLength: 8 }), (sentEvents, pieces) => {
        const { session: opened } = step(createSession({ cid, channel: "web" }), { kind: "open" });
        const { session } = step(opened, { kind: "answered", events: sentEvents });
        const total = pieces.reduce((sum, ms) => sum + ms, 0);
        const inPieces = pieces.reduce((current, ms) => step(current, { kind: "elapsed", ms }).session, session);
        expect(inPieces).toEqual(step(session, { kind: "elapsed", ms: total }).session);
      }),
    );
  });
});

describe("anything at all that a bot sends", () => {
  it("is taken without an error", () => {
    fc.assert(
      fc.property(fc.constantFrom(...channelNames), fc.array(fc.anything(), { maxLength: 4 }), (channel, values) => {
        const { session } = step(createSession({ cid, channel, operators: false }), {
          kind: "recorded",
          webhook: recordedStart,
        });
        expect(step(session, { kind: "answered", events: values }).effects).toHaveLength(values.length);
      }),
      { numRuns: runs(1000) },
    );
  });

  it("is taken in good time, though there be 20,000 of it", () => {
    const { session } = step(createSession({ cid, channel: "web" }), { kind: "open" });
    const many = Array.from({ length: 20_000 }, (_, index) =>
      index % 2 ? offers(["A"]) : event("delay", { duration: 1 }),
    );
    const took = step(step(session, { kind: "answered", events: many }).session, { kind: "elapsed", ms: 1e9 });
    expect(took.session).toMatchObject({ choiceCount: 10_000, held: [] });
  });
});

const recordedStart: WebhookEvent = { info: { cid }, packet: { name: "start", payload: {} } };
