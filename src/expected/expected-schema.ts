import * as z from "zod/mini";

/** The version of expected files that is written, and the newest that can be read. */
export const expectedVersion = 1;

const described = <Schema extends z.ZodMiniType>(schema: Schema, summary: string) => schema.check(z.describe(summary));

const eventOrList = z.union([z.array(z.unknown()), z.looseObject({})]);

/** What the bot is expected to send in one turn of a fixture. */
export const expectedTurnSchema = z.strictObject({
  turn: described(z.int().check(z.minimum(1)), "which webhook of the fixture it answers, from 1"),
  event: described(z.string().check(z.minLength(1)), "the name of that webhook"),
  answer: described(eventOrList, "the events that answer it; matchers may stand in the place of any value"),
  requests: described(
    z.optional(z.array(eventOrList)),
    "for each request to the API URL its events; without it no request is expected",
  ),
});

/** `NAME.expected.json`: what the bot is expected to send, turn by turn. */
export const expectedFileSchema = z.strictObject({
  $schema: described(z.optional(z.string()), "the JSON Schema that an editor checks the file with"),
  schemaVersion: described(z.literal(expectedVersion), "the version of this format"),
  turns: described(z.array(expectedTurnSchema), "the turns of which something is expected"),
});
