import { describe, expect, it } from "vitest";
import { eventOf, findingsIn } from "./answers.ts";

/** What a rule says about the value of the only parameter of an event. */
const said = (rule: string, name: string, payload: Readonly<Record<string, string>>) =>
  findingsIn([eventOf(name, payload)])
    .filter((finding) => finding.rule === rule)
    .map(({ severity, message }) => `${severity}: ${message}`);

describe("an address", () => {
  const toldOf = (link: string) => said("url-form", "media", { link });

  it.each([
    ["localhost", "app.localhost", "printer.local", "wiki.shop.internal", "127.0.0.1", "127.1.2.3", "0.0.0.0"],
    ["10.0.0.1", "10.255.255.255", "192.168.0.1", "192.168.178.20", "169.254.169.254"],
    ["172.16.0.1", "172.19.0.1", "172.20.0.1", "172.29.0.1", "172.30.0.1", "172.31.255.255"],
    ["[::1]", "[fc00::1]", "[fd12:3456:789a::1]"],
  ])("of a host of one's own network: %s", (...hosts) => {
    for (const host of hosts) {
      const expected = [`warning: ${host} can be reached from your network only, not by contacts`];
      expect(toldOf(`https://${host}/a.png`)).toEqual(expected);
      expect(toldOf(`http://${host}:8000/a.png`)).toEqual(expected);
    }
  });

  it.each([
    ["localhost.example.com", "notlocalhost.com", "printer.local.example.com", "internal.com", "xlocal.com"],
    ["127.0.0.1.example.com", "126.0.0.1", "1.127.0.1", "11.0.0.1", "110.0.0.1", "10.example.com", "127.example.com"],
    ["192.169.0.1", "1.192.168.1", "192.168.example.com", "169.253.1.1", "1.169.254.1", "169.254.example.com"],
    ["172.15.0.1", "172.17.example.com", "172.32.0.1", "172.40.0.1", "172.200.0.1", "172.3.0.1", "1.172.16.1"],
    ["0.0.0.1", "10.0.0.0.0.0.0.example", "0.0.0.0.example.com", "[::2]", "[fe80::1]", "[2001:db8::fd00]"],
    ["[fb00::1]", "[f::1]", "10x.example.com", "127x.example.com", "shop.example.com"],
  ])("of a host that contacts reach: %s", (...hosts) => {
    for (const host of hosts) {
      expect(toldOf(`https://${host}/a.png`)).toEqual([]);
      const link = `http://${host}/a.png`;
      expect(toldOf(link)).toEqual([`warning: "${link}" is not encrypted; use https`]);
    }
  });

  it.each(["", "map.png", "/map.png", "shop.example.com", "ftp://shop.example.com/map.png", "mailto:ada@example.com"])(
    "is none: %s",
    (link) => {
      expect(toldOf(link)).toEqual([`error: "${link}" is no http(s) address`]);
    },
  );

  it("may have blanks around it", () => {
    expect(toldOf(" https://shop.example.com/map.png\n")).toEqual([]);
    expect(toldOf(" https://localhost/ ")).toEqual([
      "warning: localhost can be reached from your network only, not by contacts",
    ]);
  });
});

const shapes = [
  {
    event: "contact_update",
    field: "email",
    what: "an e-mail address",
    good: ["ada@example.com", "a@b.c", "ada.lovelace+shop@mail.example.com", " ada@example.com\n"],
    bad: ["", "ada", "ada@example", "@example.com", "ada@.com", "ada@example.", "ada@lovelace@example.com"].concat(
      ["ada lovelace@example.com", "ada@exam ple.com", "ada@example.co m", "ada@example.com@", "ada@@example.com"],
      ["ada@example.com and more", "mail ada@example.com"],
    ),
  },
  {
    event: "contact_update",
    field: "mobile_number",
    what: "a mobile number, such as +49 151 23456789",
    good: ["+49 151 23456789", "015123456789", "12345", "1".repeat(25), "+1 (415) 555-2671", "0151/234.567", " 12345 "],
    bad: ["", "1234", "1".repeat(26), "++49 151 2345678", "-12345", "(0)12345", "12345x", "x12345", "call me", "+"],
  },
  {
    event: "conversation_update",
    field: "locale",
    what: "a locale, such as en_US",
    good: ["de", "en_US", "fil", "fil_PH", " de "],
    bad: [
      "",
      "d",
      "engl",
      "english",
      "de-DE",
      "de_",
      "de_D",
      "de_DEU",
      "de_de",
      "DE",
      "De_DE",
      "en_US.UTF-8",
      "-de_DE",
    ],
  },
] as const;

describe.each(shapes)("$field", ({ event, field, what, good, bad }) => {
  it.each(good)("looks like one: %j", (value) => {
    expect(said("contact-fields", event, { [field]: value })).toEqual([]);
  });

  it.each(bad)("looks like none: %j", (value) => {
    const expected = `warning: ${field} is ${JSON.stringify(value)}, which does not look like ${what}`;
    expect(said("contact-fields", event, { [field]: value })).toEqual([expected]);
  });
});
