import { describe, expect, it } from "vitest";
import { lintText } from "../../src/lint/lint.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import { eventNames, events } from "../../src/protocol/events/index.ts";
import type { Entry } from "../../src/transcript/entry.ts";
import { createRedactor } from "../../src/transcript/redact.ts";
import { jsonValue } from "../input/values.ts";
import fc, { runs } from "../property.ts";
import { answer, anyEntry, cid, event, request, webhook } from "./entries.ts";

const contact = {
  id: 481516,
  name: "Ada Löwenherz-Wren",
  email: "ada.wren@engine.org",
  mobile_number: "+49 151 23456789",
  phone_number: "0221 9876543",
  external_customer_id: "CUST-1815-AL",
  company: "Rechenwerk GmbH",
  position: "Analytikerin",
  city: "Marienborn",
  street: "Lindenallee 12b",
  custom_field_data: { allergy: "penicillin", nested: { list: ["gluten-free"] }, score: 73519 },
  loc_lat: 51.23456,
  loc_lon: 6.78912,
  ip_address: "203.120.7.9",
  gender: "female",
  locale: "en_US",
  created_at: "2026-01-02T03:04:05.678Z",
  email_verified: true,
};

/** What must not be anywhere in what comes out, in lower case. */
const secrets = [
  ...["ada", "löwenherz", "wren", "engine.org", "23456789", "9876543", "1815", "rechenwerk", "analytikerin"],
  ...["marienborn", "lindenallee", "penicillin", "gluten", "73519", "51.23456", "6.78912", "203.120.7.9", "481516"],
  ...["a56785fb6fb84edd890905913b0c0821", "l%c3%b6wenherz"],
];

/** Every text of the contact, differently written. */
const sentences = [
  "I am Ada",
  "ADA LÖWENHERZ-WREN!",
  "ada.lowenherz",
  "Lo\u0308wenherz, Ada",
  "Adas Bestellung, Ada's order, @ada_wren, AdaLöwenherzWren",
  "my mail is ADA.WREN@Engine.ORG, or <ada.wren@engine.org>",
  "call +4915123456789, 0151 23456789, 0151/234-567 89, 4915123456789, (0221) 9876543",
  "customer 481516 or cust 1815 al, CUST-1815-AL",
  "Rechenwerk GmbH, Lindenallee 12b in MARIENBORN",
  "allergic to Penicillin, gluten-free, 73519",
  "from 203.120.7.9",
  cid,
  "https://x.example/Ada%20L%C3%B6wenherz?mail=ada.wren%40engine.org&n=L%25C3%25B6wenherz#ada",
  "Ada%20Wren%21",
  JSON.stringify({ a: [contact], b: JSON.stringify({ note: "for Ada", name: "Wren" }) }),
];

/** A value with a text at each kind of place. */
const places: readonly ((text: string) => Entry)[] = [
  (text) => webhook(text),
  (text) => webhook("x", { context: { deep: [{ list: [text] }] } }),
  (text) => webhook("x", { context: { [text]: 1 } }),
  (text) => webhook("x", { unknown_key: { value: text }, widget: { title: text } }),
  (text) => answer([event("message", { body: text })]),
  (text) => answer([event("bubbles", { body: "?", options: [{ id: text, label: text }], fallback: text })]),
  (text) => answer([event("note_create", { body: text, contact_identity_id: contact.id })]),
  (text) => answer([event("contact_update", { ...contact, custom_fields: { [text]: text } })]),
  (text) => answer([event(text, {})]),
  (text) => answer(`<html>${text}</html>`),
  (text) =>
    ({ ...request(event("media", { link: "https://x.example/a", name: text })), problem: text }) as unknown as Entry,
  (text) => ({ ...webhook("x"), headers: { "X-Token": text, other: [text] } }) as unknown as Entry,
];

const outputOf = (entries: readonly unknown[]): string => JSON.stringify(entries).toLowerCase().normalize("NFC");

const leaked = (output: string): string[] =>
  secrets.filter((secret) => new RegExp(`(?<![a-z])${secret.replaceAll(".", "\\.")}`).test(output));

describe("what is planted", () => {
  it.each(sentences)("is in no output, wherever it stands: %s", (sentence) => {
    for (const place of places) {
      const redactor = createRedactor();
      const known = redactor.turn([webhook("Hello", { contact })]);
      const output = outputOf([...known, ...redactor.turn([place(sentence)])]);
      expect(leaked(output)).toEqual([]);
    }
  });

  it.each([
    ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N"],
    ["a header", "Bearer 9f86d081884c7d65"],
    ["a key of Stripe", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"],
    ["a key of AWS", "AKIAIOSFODNN7EXAMPLE"],
    ["hexadecimal digits", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"],
    ["base64", "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg=="],
    ["a password", "hunter2!x", "my password is hunter2!x, ok"],
    ["an IBAN", "DE89 3704 0044 0532 0130 00"],
    ["a card", "4111 1111 1111 1111"],
    ["an IP address", "2a02:8109:9a3f::17"],
    ["credentials", "ada:s3cr3t@", "https://ada:s3cr3t@shop.example/"],
    ["a signature", "6b1f0a", "https://s3.example/f?X-Amz-Signature=6b1f0a&X-Amz-Expires=300"],
    ["a token behind #", "tok123", "https://x.example/#access_token=tok123&a=b"],
    ["a key", "-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----"],
  ])("is known by its look: %s", (_, secret, text = `see ${secret}, please`) => {
    const redactor = createRedactor();
    for (const place of places) {
      const output = redactor.turn([place(text)]).map((entry) => JSON.stringify(entry));
      expect(output.join("")).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  });

  it("is known by its key, whatever the spelling of the key", () => {
    const given = {
      apiKey: "k1",
      "API-SECURITY-TOKEN": "k2",
      password: 4321,
      first_name: "Zed",
      Cookie: ["k3", { a: "k4" }],
    };
    const [entry] = createRedactor().turn([answer({ ...given, userId: "u-9", contact: { name: "Yan" } })]);
    expect(JSON.stringify(entry)).not.toMatch(/"k\d"|4321|Zed|"u-9"|Yan/);
  });

  it("is what the project says as well, but for what it keeps", () => {
    const rules = { keys: ["orderNumber"], patterns: ["ORD-\\d+"], keep: ["company", "help@shop.example", "Will"] };
    const redactor = createRedactor(rules);
    const info = { contact: { company: "Rechenwerk", name: "Will Wren" }, context: { order_number: "AB-12" } };
    const output = JSON.stringify(redactor.entry(webhook("ORD-77, ab-12, help@shop.example, will WREN", info)));
    expect(output).toMatch(/"company":"Rechenwerk"/);
    expect(output).toMatch(/"body":"value-\d, value-\d, help@shop\.example, will ANON\w+"/);
    expect(() => createRedactor({ patterns: ["("] })).toThrow(/^redact\.patterns: \( is no regular expression/);
  });

  it("is what nobody but the recorder knows", () => {
    const redactor = createRedactor();
    redactor.learn("pass-phrase-of-webhook");
    expect(redactor.text("got pass-phrase-of-webhook?")).toBe("got redacted-token-1?");
  });
});

describe("a conversation", () => {
  const bodies = (entries: readonly Entry[]): unknown[] =>
    entries.flatMap((entry) => JSON.stringify(entry).match(/(?<="body":")[^"]*/g) ?? []);

  it("still makes sense: the same name, number and mail on both sides", () => {
    const [asked, answered] = createRedactor().turn([
      webhook("It's ada, 0151 23456789", { contact }),
      answer([event("message", { body: "Hi Ada Löwenherz-Wren, is it +4915123456789 and ada.wren@engine.org?" })]),
    ]);
    expect(asked).toMatchObject({
      cid: "chatbot::0:00000000000000000000000000000001",
      event: {
        info: {
          cid: "chatbot::0:00000000000000000000000000000001",
          contact: {
            id: 1,
            name: "Anonba Anonbe-Anonbi",
            email: "contact1@example.com",
            mobile_number: "+493023125001",
            gender: "female",
            created_at: contact.created_at,
            email_verified: true,
          },
        },
        packet: { name: "message", payload: { body: "It's anonba, 03023125001" } },
      },
    });
    expect(bodies([answered as Entry])).toEqual([
      "Hi Anonba Anonbe-Anonbi, is it +493023125001 and contact1@example.com?",
    ]);
  });

  it("has no name that the same turn, or the course of it, tells to be one", () => {
    const redactor = createRedactor();
    const turns = [
      [webhook("Ada Wren"), answer([event("contact_update", { name: "Ada Wren" })])],
      [webhook("hello"), answer([event("message", { body: "Hi! What is your name?" })])],
      [webhook("Grace Hopper"), answer([event("message", { body: "Thanks, Grace." })])],
      [webhook("my name is Katherine Johnson and I wait"), answer([])],
      [webhook("Dorothy"), answer([event("message", { body: "Noted" }, { context: { name: "Dorothy" } })])],
    ];
    const output = JSON.stringify(turns.map(redactor.turn));
    expect(output).not.toMatch(/ada|wren|grace|hopper|katherine|johnson|dorothy/i);
    expect(output).toContain("hello");
    expect(output).toContain("and I wait");
  });

  it("keeps the words of the wire where a contact is called so", () => {
    const named = webhook("end", {
      contact: { name: "Message Web End Body" },
      conversation: { contact_channel: { type: "web" } },
    });
    const [first, second] = createRedactor().turn([named, answer([event("message", { body: "Message" })])]);
    expect(first).toMatchObject({
      event: { info: { conversation: { contact_channel: { type: "web" } } }, packet: { name: "message" } },
    });
    expect(JSON.stringify(second)).toMatch(/"name":"message","payload":\{"body":"Anonba"\}/);
  });

  it("has other files and places in place of the contact's, but the bot's own", () => {
    const sent = (name: string, payload: object) =>
      ({ ...webhook(""), event: event(name, payload) }) as unknown as Entry;
    const link = "https://files.host.example/2/9f8e/tax return.pdf?sig=1";
    const [file, place, own] = createRedactor().turn([
      sent("media", { link, name: "tax return.pdf", content_type: "application/pdf", size: 9 }),
      sent("location", { latitude: 50.9, longitude: 6.9, name: "Old mill", address: "Mill Lane 3" }),
      answer([
        event("message", { body: `Got ${link.replaceAll(" ", "%20")}, near Old Mill` }),
        event("media", { link: "https://cdn.example.com/menu.pdf", name: "menu.pdf" }),
      ]),
    ]);
    expect(file).toMatchObject({
      event: {
        packet: {
          payload: {
            link: "https://files.example.com/file1.pdf",
            name: "file2.pdf",
            content_type: "application/pdf",
            size: 9,
          },
        },
      },
    });
    expect(place).toMatchObject({
      event: {
        packet: {
          payload: { latitude: 0.001, longitude: 0.002, name: "Example Place 1", address: "Example Street 1" },
        },
      },
    });
    expect(own).toMatchObject({
      events: [{}, { packet: { payload: { link: "https://cdn.example.com/menu.pdf", name: "menu.pdf" } } }],
    });
    expect(JSON.stringify(own)).not.toMatch(/tax|return|mill/i);
  });

  it("keeps options, numbers, times and plain words", () => {
    const body = "2 pizzas on 01.02.2026 12:30, order 4711, 12,50 €, 1.2.3, ISO 9001: a basic information token.";
    const click = { value: { id: "yes", label: "Yes, please" } };
    const given = [
      webhook(body, { contact: { name: "Jo" } }),
      answer([event("click", click), event("delay", { duration: 3 })]),
    ];
    const [first, second] = createRedactor().turn(given);
    expect(bodies([first as Entry])).toEqual([body]);
    expect(second).toMatchObject({
      events: [{ packet: { payload: click } }, { packet: { payload: { duration: 3 } } }],
    });
  });

  it("has other names in other scripts too", () => {
    const redactor = createRedactor();
    const output = JSON.stringify(
      redactor.turn([
        webhook("我是李小明，Марина пришла", { operator: { name: "Марина" }, contact: { name: "李小明" } }),
      ]),
    );
    expect(output).not.toMatch(/李|明|Марина/);
  });
});

describe("any entries", () => {
  const sentence = fc.constantFrom(...sentences);
  const planted = fc
    .tuple(fc.array(fc.tuple(fc.constantFrom(...places), sentence), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([parts, isKnown]) => [
      ...(isKnown ? [webhook("Hi", { contact })] : []),
      ...parts.map(([place, text]) => place(text)),
    ]);

  it("are the same once redacted, and redacted again", () => {
    fc.assert(
      fc.property(planted, (entries) => {
        const once = createRedactor().turn(entries);
        expect(createRedactor().turn(once)).toEqual(once);
        expect(createRedactor().turn(entries)).toEqual(once);
      }),
      { numRuns: runs(60) },
    );
  });

  it("keep their shape, whatever they hold, and what they were made of is not touched", () => {
    fc.assert(
      fc.property(anyEntry, jsonValue, (entry, value) => {
        const before = JSON.stringify([entry, value]);
        const result = createRedactor().entry({ ...entry, value } as unknown as Entry);
        expect(JSON.stringify([entry, value])).toBe(before);
        expect(result).toMatchObject({ at: entry.at, kind: entry.kind });
      }),
    );
  });
});

describe("valid answers", () => {
  it.each(eventNames)("are linted as before: the examples of %s", (name) => {
    const given = answer(events[name].example.map((packet) => ({ info: { cid }, packet })));
    const lint = (entry: Entry) =>
      lintText({ text: JSON.stringify(entry), file: "a.json", line: 1 } as never, { channels: channelNames }).findings;
    expect(lint(createRedactor().entry(given)).map(({ rule }) => rule)).toEqual(lint(given).map(({ rule }) => rule));
  });
});

describe("the report", () => {
  it("counts values and places of each kind, once, and tells none of them", () => {
    const redactor = createRedactor();
    redactor.turn([webhook("ada: a@b.org, a@b.org, c@d.org", { contact: { name: "Ada" } })]);
    expect(redactor.report()).toEqual([
      { kind: "cid", values: 1, places: 2 },
      { kind: "name", values: 1, places: 2 },
      { kind: "email", values: 2, places: 3 },
    ]);
  });
});

describe("a very long text", () => {
  it.each(["a", "1", "-", "%41", "a@", ".", " ", "+4", "0 ", "https://a?u=", "::", "A1b", "{", "Bearer ", "%25"])(
    "of %j is done long before the test is given up",
    (unit) => {
      const text = `${unit.repeat(Math.ceil(100_000 / unit.length))}\n!`;
      expect(createRedactor().text(text)).toMatch(/\n!$/);
    },
  );
});
