import { describe, expect, it } from "vitest";
import { isObject, type JsonObject } from "../../src/input/json.ts";
import { readPayload, type Shape, writtenPath } from "../../src/lint/shape.ts";
import { definitionOf, type EventName, eventNames, events, isEventName } from "../../src/protocol/events/index.ts";
import { acceptedBy } from "../delivery/arbitrary.ts";
import fc, { runs } from "../property.ts";
import { mutatedPacket } from "./mutations.ts";

const extra = "x-extra";

/** Reads a payload parameter by parameter, which one that is as it should be is otherwise spared. */
function readSlowly(name: EventName, payload: JsonObject): Shape {
  const { payload: read, faults, renamed } = readPayload({ ...payload, [extra]: 1 }, definitionOf(name).parameters);
  const { [extra]: _, ...others } = read;
  return { payload: others, faults: faults.filter(({ path }) => path[0] !== extra), renamed };
}

/** What decides in a shape; the order of keys does not. */
const told = ({ payload, faults, renamed }: Shape) => ({
  payload,
  faults: faults.map(({ kind, path }) => `${kind} ${path.join("/")}`),
  renamed: [...renamed.keys()],
});

const read = (name: EventName, payload: JsonObject) => readPayload(payload, definitionOf(name).parameters);

describe("readPayload", { timeout: 120_000 }, () => {
  it.each(eventNames)("has nothing to say of a payload that the schema of %s accepts, but unknown keys", (name) => {
    fc.assert(
      fc.property(acceptedBy(events[name].payload), (payload) => {
        const { faults, renamed, payload: given } = read(name, payload as JsonObject);
        expect(faults.filter(({ kind, parameter }) => kind !== "unknown" || !parameter.startsWith("x-"))).toEqual([]);
        expect([renamed.size, Object.keys(given).length]).toEqual([0, Object.keys(payload as object).length]);
      }),
      { numRuns: runs(50) },
    );
  });

  it("gives at one look what it gives parameter by parameter", () => {
    const accepted = fc
      .constantFrom(...eventNames)
      .chain((name) => acceptedBy(events[name].payload).map((payload) => ({ name: name as string, payload })));
    fc.assert(
      fc.property(fc.oneof(mutatedPacket, accepted), ({ name, payload }) => {
        fc.pre(isEventName(name) && isObject(payload) && !Object.hasOwn(payload, extra));
        const [event, given] = [name as EventName, payload as JsonObject];
        expect(told(read(event, given))).toEqual(told(readSlowly(event, given)));
      }),
      { numRuns: runs(1000) },
    );
  });

  it("makes every payload one that the event's schema accepts", () => {
    // where a required value is of a type that has nothing neutral, there is none
    const without = new Set(["email_dispatch"]);
    fc.assert(
      fc.property(mutatedPacket, ({ name, payload }) => {
        fc.pre(isEventName(name) && isObject(payload) && !without.has(name));
        const shape = read(name as EventName, payload as JsonObject);
        expect(events[name as EventName].payload.safeParse(shape.payload).error).toBeUndefined();
      }),
      { numRuns: runs(1000) },
    );
  });

  it("finds the way back to the names that were written", () => {
    const shape = read("buttons", { text: "Hi", items: [{ body: "A", link: "https://a.example.com" }] });
    expect(writtenPath(["buttons", 0, "link"], shape)).toEqual(["items", 0, "link"]);
    expect(writtenPath(["body"], shape)).toEqual(["text"]);
    expect(writtenPath(["nothing", 0, "body"], shape)).toEqual(["nothing", 0, "body"]);
  });
});
