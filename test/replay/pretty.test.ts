import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { afterEach, expect, test } from "vitest";
import { closeServers, httpServer } from "../servers.ts";
import { openTerminal } from "../terminal.ts";
import { answer, cidOf, folderWith, type Posted, runReplay, webhook } from "./project.ts";

afterEach(closeServers);

const options = ["Delivery status", "Returns", "Something else"].map((label) => ({ id: label.toLowerCase(), label }));
const greeting =
  "Welcome to the shop! I am a bot and can help you with\n\n- the delivery status of an order that you have placed with us, whenever that may have been\n  - also of the parts of it\n- returns\n\n**What can I do for you?**";
const rows = options.map(({ id, label }) => ({
  id,
  label,
  description: `Everything about ${label.toLowerCase()}, from A to Z`,
}));
const address =
  "https://shop.example.com/a/very/long/address/that/has/no/place/to/be/broken/at/and/so/stays/whole?order=4711";

/** What the bot answers to each webhook, by the name of the event and what the contact said. */
const replies: Record<string, (posted: Posted) => unknown> = {
  "start ": (posted) => [
    answer(posted, "message", { body: greeting, text_format: "markdown_v1" }),
    answer(posted, "bubbles", { body: "Choose one:", options, fallback: "Answer with a number:" }),
  ],
  "click Delivery status": (posted) => [
    answer(posted, "contact_update", {
      custom_fields: { topic: "delivery", asked_by: "bot", language: "en" },
      name: "Ada",
    }),
    answer(posted, "delay", { duration: 2 }),
    answer(posted, "message", { body: `Here it is: ${address}` }),
    answer(posted, "buttons", { body: "Or", buttons: [{ body: "Track it", link: "https://shop.example.com/track" }] }),
  ],
  "message Thanks!": (posted) => [
    answer(posted, "message", { body: "Bye!", text_fromat: "plain" }),
    answer(posted, "end"),
  ],
  "start Hi": (posted) =>
    answer(posted, "list_template", {
      headline: "The shop",
      body: "What is it about?",
      button: "Topics",
      options: rows,
      footer: "Mon–Fri 9–17",
      fallback: "Answer with a number:",
    }),
  "click Returns": (posted) =>
    answer(posted, "button_template", { body: "Sure?", options: [{ id: "y", label: "Yes, I am very sure" }] }),
  "message Wo ist mein Paket?": (posted) => ({
    ...answer(posted, "bubbles", { body: "Which?", options, fallback: "Which?" }),
    info: { cid: "x" },
  }),
};

function server() {
  return httpServer((response, { body }) => {
    const posted = JSON.parse(body) as Posted & { packet: { payload: { body?: string; value?: { label: string } } } };
    const { name, payload } = posted.packet;
    const reply = replies[`${name} ${payload.body ?? payload.value?.label ?? ""}`];
    if (name === "media") return response.writeHead(500).end("<h1>Internal Server Error</h1>");
    return response.writeHead(200, { "content-type": "application/json" }).end(reply && JSON.stringify(reply(posted)));
  });
}

const click = (label: string) => ({ value: { id: label.toLowerCase(), label } });
const story =
  "My order has not come yet, although your page says that it was delivered to me three days ago. Who took it?";
const conversation = (number: number, channel: string, turns: readonly [string, object?][]) =>
  turns.map(([name, payload]) => webhook(name, payload, { cid: cidOf(number), channel }));

const files = {
  "fixtures/1-website.json": conversation(1, "web", [
    ["start"],
    ["click", click("Delivery status")],
    ["message", { body: story }],
    ["message", { body: "Thanks!" }],
    ["message", { body: "Are you still there?" }],
  ]),
  "fixtures/2-whatsapp.json": conversation(2, "whatsapp_business", [
    ["start", { body: "Hi" }],
    ["click", click("Returns")],
    ["media", { link: "https://files.example.com/2/parcel.jpg", name: "parcel.jpg", content_type: "image/jpeg" }],
  ]),
  "fixtures/3-sms.json": conversation(3, "sms", [["message", { body: "Wo ist mein Paket?" }]]),
};

async function replay(env: Record<string, string>, ...args: string[]) {
  const { url } = await server();
  return runReplay([...args, "--url", url.href], { cwd: await folderWith(files), env });
}

/** The same with one time for all that it took, and one port for all servers. */
const scrubbed = (text: string): string =>
  text.replace(/^( {2}[✓✗] ) *[\d.]+ m?s/gm, "$1  0.0 ms").replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:8000");

test("a run reads as the conversations it is", async () => {
  const { code, stdout, stderr } = await replay({ NO_COLOR: "1" }, "fixtures/*.json");
  const session = `# What \`ulbot replay\` prints where there is no terminal\n\n\`\`\`console\n$ ulbot replay 'fixtures/*.json'\n${scrubbed(stdout)}\`\`\`\n\nExit code: ${code}\n`;
  await expect(session).toMatchFileSnapshot(join(import.meta.dirname, "../fixtures/replay/pretty.snap.md"));
  expect(stderr).toBe("");
});

test("no line ends with blanks, and none is wider than 80 but for a word that is", async () => {
  const { stdout } = await replay({}, "fixtures/*.json");
  const lines = stdout.split("\n");
  expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  // a command line stays one, to be copied
  const wide = lines.filter((line) => stringWidth(line) > 80 && !line.startsWith("    curl "));
  expect(wide.map((line) => line.replace(/^ {4}│ /, ""))).toEqual([
    expect.stringMatching(/^\{"custom_fields":\S+$/),
    address,
  ]);
});

test("colours change no character", async () => {
  const plain = await replay({}, "fixtures/*.json");
  const coloured = await replay({ FORCE_COLOR: "1" }, "fixtures/*.json");
  expect(coloured.stdout).toContain("\x1b[32m✓\x1b[39m");
  expect(scrubbed(stripVTControlCharacters(coloured.stdout))).toBe(scrubbed(plain.stdout));
});

test("a wider terminal is made use of", async () => {
  const { url } = await server();
  const cwd = await folderWith(files);
  const terminal = openTerminal(["replay", "fixtures/1-website.json", "--url", url.href], cwd);
  expect(await terminal.exit).toBe(1);
  expect(terminal.screen()).toContain(`message  ${story}\n`);
});

test("of many failed turns the first ten are named again", async () => {
  const { url } = await httpServer((response) => response.writeHead(503).end());
  const cwd = await folderWith({
    "a.json": Array.from({ length: 12 }, (_, number) => webhook("start", {}, { cid: cidOf(number) })),
  });
  const { stdout } = await runReplay(["a.json", "--url", url.href], { cwd });
  const [, end] = stdout.split("\nfailed:\n");
  const named = Array.from(
    { length: 10 },
    (_, index) => `  ✗ a.json, webhook ${index + 1}, start: answered 503, not 200; what the`,
  );
  expect(end?.split("\n").filter((line) => line.startsWith("  ✗"))).toEqual(
    named.map((line) => expect.stringContaining(line)),
  );
  expect(end).toMatch(/\n {4}and 2 more\n\n12 conversations, 12 turns: 12 failed\n.*12 turns.*\n$/);
});
