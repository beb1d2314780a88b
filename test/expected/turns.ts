import type { Sent } from "../../src/expected/difference.ts";
import { parseJson } from "../../src/input/json.ts";
import { mutatedAnswer, mutatedFrom } from "../lint/mutations.ts";
import fc from "../property.ts";

/** What a bot says, as the lists that a turn holds. */
const answer = mutatedAnswer.map((value) => (Array.isArray(value) ? value : [value]) as readonly unknown[]);

/** A UUID of few, so that the same one comes again. */
export const someUuid = fc.nat(3).map((number) => `0000000${number}-0000-4000-8000-000000000000`);

const idText = fc
  .tuple(fc.array(someUuid, { maxLength: 3 }), fc.constantFrom("", " 2026-01-05T09:00:00Z"))
  .map(([ids, rest]) => `Order ${ids.join(", ")}${rest}`);

/** An event whose text holds ids that may come again. */
const idEvent = idText.map((body) => ({ info: { cid: "c" }, packet: { name: "message", payload: { body } } }));

const events = fc.oneof(
  { weight: 3, arbitrary: answer },
  { weight: 1, arbitrary: fc.array(idEvent, { maxLength: 3 }) },
);

/** As it comes off the wire: without what JSON can't say. */
const sentAsJson = (sent: Sent): Sent => JSON.parse(JSON.stringify(sent));

/** Numbers that JavaScript would round, and halves of characters, are refused wherever ulbot reads JSON. */
const isReadable = (sent: Sent): boolean => parseJson(JSON.stringify(sent)).faults.length === 0;

/** Whatever a bot may send in a turn. */
const sentWhole: fc.Arbitrary<Sent> = fc.record({
  answer: events,
  requests: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(events, { maxLength: 2 }) },
  ),
});

export const anySent = sentWhole.map(sentAsJson).filter(isReadable);

/** The same turn with a change here and there, or none. */
export const changedSent = (sent: Sent): fc.Arbitrary<Sent> =>
  mutatedFrom([sent.answer])
    .map((value) => ({
      ...sent,
      answer: (Array.isArray(value) ? value : [value]) as unknown[],
    }))
    .map(sentAsJson)
    .filter(isReadable);
