import { expect, test } from "vitest";
import { printable } from "../../src/printable.ts";
import { jsonText } from "../../src/reporters/json-text.ts";
import { requestReporters } from "../../src/reporters/request.ts";
import { cid } from "./program.ts";

const url = new URL("https://api.example.com/v1/bot/?key=1");
const body = { info: { cid }, packet: { name: "end", payload: {} } };

test("as text", () => {
  expect(requestReporters.pretty({ url, body, findings: [] })).toBe(`POST https://api.example.com/v1/bot/?key=1
SECURITY-TOKEN: $ULBOT_SECURITY_TOKEN
Content-Type: application/json

{
  "info": {
    "cid": "${cid}"
  },
  "packet": {
    "name": "end",
    "payload": {}
  }
}
`);
});

test("as JSON", () => {
  expect(JSON.parse(requestReporters.json({ url, body, findings: [] }))).toEqual({
    schemaVersion: 1,
    request: {
      method: "POST",
      url: "https://api.example.com/v1/bot/?key=1",
      headers: { "SECURITY-TOKEN": "$ULBOT_SECURITY_TOKEN", "Content-Type": "application/json" },
      body,
    },
    findings: [],
  });
});

test("as a curl command", () => {
  expect(requestReporters.curl({ url, body, findings: [] })).toBe(
    `curl --globoff --request POST 'https://api.example.com/v1/bot/?key=1' \\
  --header "SECURITY-TOKEN: $ULBOT_SECURITY_TOKEN" \\
  --header "Content-Type: application/json" \\
  --data-binary '{"info":{"cid":"${cid}"},"packet":{"name":"end","payload":{}}}'
`,
  );
});

const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
const hidden = characters.filter((character) => printable(character) !== character);

test("nothing that a terminal would act on or hide is shown as it is, and yet the value is the same", () => {
  expect(hidden.length).toBeGreaterThan(2000);
  const text = jsonText(hidden);
  expect(printable(text, { newlines: true })).toBe(text);
  expect(JSON.parse(text)).toEqual(hidden);
  for (const reporter of Object.values(requestReporters)) {
    const shown = reporter({ url, body: hidden, findings: [] });
    expect(printable(shown, { newlines: true })).toBe(shown);
  }
});
