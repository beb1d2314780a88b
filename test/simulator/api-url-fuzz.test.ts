import { expect, test } from "vitest";
import { eventNames } from "../../src/protocol/events/index.ts";
import fc, { runs } from "../property.ts";
import { apiUrl, cid, endedCid, otherCid, token } from "./posting.ts";

const numRuns = runs(500);
const timeout = 60_000 + numRuns * 60;

const statuses: readonly number[] = [200, 400, 401, 404, 413, 429];

const link = fc.oneof(
  fc.webUrl(),
  fc.string(),
  fc.constantFrom("http://127.0.0.1:1/a", "http://[", "//", "http://a:b@c"),
);
const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), link);

const payload = fc.dictionary(
  fc.constantFrom("body", "options", "link", "fallback", "header", "duration", "on_failure", "text_format", "x"),
  fc.oneof(value, fc.array(fc.record({ id: value, label: value, image_url: link }, { requiredKeys: [] }))),
);

const session = fc.oneof(fc.constantFrom(cid, otherCid, endedCid, "__proto__", ""), value);
const name = fc.oneof(fc.constantFrom(...eventNames, "click", "constructor"), value);

const event = fc.record(
  {
    info: fc.oneof(fc.record({ cid: session, context: value }, { requiredKeys: ["cid"] }), value),
    packet: fc.oneof(fc.record({ name, payload: fc.oneof(payload, value) }, { requiredKeys: ["name"] }), value),
  },
  { requiredKeys: [] },
);

const body = fc.oneof(
  fc.array(event, { maxLength: 4 }).map((events) => JSON.stringify(events)),
  event.map((one) => JSON.stringify(one)),
  fc.json(),
  fc.string(),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

const headers = fc.record(
  {
    "security-token": fc.constantFrom(token, token, token, "wrong"),
    "content-type": fc.constantFrom("application/json", "text/plain", "%"),
    "content-encoding": fc.constantFrom("identity", "gzip", "br", "deflate", "x"),
  },
  { requiredKeys: ["security-token"] },
);

test(
  "whatever is posted is received, and answered without failing",
  async () => {
    await fc.assert(
      fc.asyncProperty(body, headers, fc.webPath(), async (posted, given, path) => {
        const { post, got } = apiUrl();
        const answer = await post({ url: `/v1${path}`, body: posted, headers: given });
        expect(statuses).toContain(answer.status);
        expect(answer.body.error === undefined).toBe(answer.status === 200);
        expect(answer.text).not.toContain(token);
        expect(got).toMatchObject([{ status: answer.status }]);
        // whoever accepts a request can rely on every event being for a live session
        if (answer.status === 200)
          expect([[cid], [otherCid], [cid, otherCid]]).toContainEqual([...(got[0]?.cids ?? [])].sort().reverse());
      }),
      { numRuns },
    );
  },
  timeout,
);
