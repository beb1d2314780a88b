import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import type { Input } from "../../src/simulator/session.ts";
import { describeWith, type External, external } from "../external.ts";
import { cidOf, reported, runReplay } from "../replay/project.ts";
import { folderOf } from "../run.ts";
import { choose, open, write } from "../simulator/effects.ts";
import { openPlatform, type Talk } from "./platform.ts";
import { record } from "./program.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

/** What nobody may find in anything that is written or said. */
const secrets = {
  name: "Ottilie Quarkbein",
  email: "ottilie.quarkbein@example.org",
  phone: "+49 221 98765432",
  contact: "77123904",
  token: "tok-93ab64ff01c2d7e8",
  signature: "b1946ac92492d2347c6235b4d2611184",
};

/** The secrets, and the words of the name, that stand in a text. */
const found = (text: string, more: readonly string[]): string[] =>
  [...Object.values(secrets), ...secrets.name.split(" "), ...more].filter((secret) => text.includes(secret));

/** The beginning of the platform's ids of sessions here; the number of the conversation comes after it. */
const firstCid = 0xabcd_ef00;

const info = {
  contact: { id: secrets.contact, name: secrets.name, email: secrets.email, mobile_number: secrets.phone },
  conversation: { id: 90517 },
  widget: { id: 1207 },
};

/** A conversation: a line of the talk to wait for is a string. */
type Course = readonly (Input | string)[];

interface Story {
  /** path of the bot's program below the fixtures */
  readonly bot: string;
  readonly exec: string;
  /** value of the header API-SECURITY-TOKEN, for bots that want one */
  readonly header?: string;
  readonly courses: Readonly<Partial<Record<Channel, Course>>>;
  /** what somebody changes in the bot: a text, and what stands there from then on */
  readonly change: readonly [from: string, to: string];
}

/** Lets the conversations of a story take place on their channels, while they are recorded. */
async function recorded({ bot, exec, header, courses }: Story) {
  const program = readFileSync(join(fixtures, bot), "utf8");
  const cwd = await folderOf({ [basename(bot)]: program });
  const { token } = secrets;
  const platform = await openPlatform(token);
  // a Python that pyenv manages is looked for below HOME
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ULBOT_SECURITY_TOKEN: token };
  const recording = await record(["--exec", exec, "--api-url", platform.apiUrl.href, "--out", "out"], { cwd, env });

  async function post(webhook: WebhookEvent): Promise<unknown[]> {
    const response = await recording.post(webhook, header === undefined ? {} : { "API-SECURITY-TOKEN": header });
    expect(response.status).toBe(200);
    return [await response.json()].flat();
  }

  async function take(course: Course, channel: Channel, index: number): Promise<[Channel, Talk["lines"]]> {
    const talk = platform.begin({ cid: cidOf(firstCid + index), channel, info }, post);
    for (const next of course) await (typeof next === "string" ? talk.until(next) : talk.happen(next));
    return [channel, talk.lines];
  }

  const talks = (Object.entries(courses) as [Channel, Course][]).map(([channel, course], index) =>
    take(course, channel, index),
  );
  const lines = Object.fromEntries(await Promise.all(talks)) as Partial<Record<Channel, Talk["lines"]>>;
  const said = await recording.stop();
  return { cwd, program, said, lines, statuses: platform.statuses };
}

const webhooksIn = (lines: readonly string[]): string[] => lines.flatMap((line) => /^post (\S+)/.exec(line)?.[1] ?? []);

/** What becomes of a story: it is recorded, replayed, red once the bot is changed, and green again. */
async function told(story: Story) {
  const { bot, exec, header, change } = story;
  const { cwd, program, said, lines, statuses } = await recorded(story);
  const conversations = Object.keys(lines).length;
  const turns = Object.values(lines).flatMap(webhooksIn).length;
  expect(said.code).toBe(130);
  expect(said.stdout).toMatch(new RegExp(`^${conversations} conversations?, ${turns} turns?\\b`));

  const files = readdirSync(join(cwd, "out"));
  expect(files).toHaveLength(conversations);
  const written = files.map((file) => readFileSync(join(cwd, "out", file), "utf8")).join("");
  const cids = Array.from({ length: conversations }, (_, index) => cidOf(firstCid + index));
  const shown = said.stdout + said.stderr + files.join();
  expect(found(written + shown, header === undefined ? cids : [...cids, header])).toEqual([]);

  const world = { cwd, env: { HOME: process.env.HOME ?? "" } };
  const args = ["out/*.jsonl", "--exec", exec, ...(header ? ["--header", `API-SECURITY-TOKEN: ${header}`] : [])];
  const replayed = () => reported([...args, "--ci"], world);
  const green = await replayed();
  const problems = JSON.stringify(
    green.turns.filter(({ outcome }) => outcome !== "passed"),
    null,
    2,
  );
  expect([green.code, green.summary], problems).toEqual([
    0,
    expect.objectContaining({ conversations, turns, passed: turns, failed: 0 }),
  ]);

  await writeFile(join(cwd, basename(bot)), program.replaceAll(...change));
  const changed = await reported([...args, "--ci", "--format", "pretty", "-o", "red.txt"], world);
  const pretty = readFileSync(join(cwd, "red.txt"), "utf8");
  const failed = changed.turns.filter(({ outcome }) => outcome === "failed");
  const red = { code: changed.code, failed: failed.length, summary: changed.summary.failed };

  const updated = await runReplay([...args, "--update"], world);
  expect(updated.code, updated.stderr).toBe(0);
  const again = await replayed();
  expect([again.code, again.summary.passed]).toEqual([0, turns]);

  const pointers = [...new Set(failed.flatMap(({ differences }) => differences.map(({ pointer }) => pointer)))];
  return { lines, statuses, turns: green.turns, red, pointers, pretty };
}

const contactHeader = "d8facdb0-7510-495c-9d6e-8c22b9260e7a";

const flaskRuns = (python: string, app: string): string => `${python} -m flask --app ${app} run --port $PORT`;

describeWith(external.flask, "what was recorded of the page's Flask bots and the engine", ({ python }) => {
  const start = choose(1, "start");
  const help = write("help");
  // a number counts once, a click on a channel becomes a message with the label the second time, and after the end as well
  const clicked = [write("Hi"), start, start, help, start];
  const numbered = [write("Hi"), write("1"), write("1")];
  const courses = { whatsapp_business: clicked, facebook: clicked, telegram: numbered, threema: numbered };

  test("the campaign bot, on every channel", async () => {
    const { lines, red, pointers, pretty } = await told({
      bot: "flask/campaign_bot.py",
      exec: flaskRuns(python, "campaign_bot"),
      header: "your-outbound-auth-token",
      courses: { ...courses, sms: numbered, custom: numbered, web: [open, start, help] },
      change: ["You've been subscribed", "You are subscribed"],
    });
    expect(Object.fromEntries(Object.entries(lines).map(([channel, said]) => [channel, webhooksIn(said)]))).toEqual({
      web: ["start", "click", "message"],
      whatsapp_business: ["start", "click", "message", "message", "message"],
      facebook: ["start", "click", "message", "message", "message"],
      ...{ telegram: ["start", "click", "message"], threema: ["start", "click", "message"] },
      ...{ sms: ["start", "click", "message"], custom: ["start", "click", "message"] },
    });
    for (const said of Object.values(lines)) expect(said).toContain("forwarded by forward_any");
    expect(red).toEqual({ code: 1, failed: 11, summary: 11 });
    expect(pointers).toEqual(["/answer/1/packet/payload/body"]);
    expect(pretty).toContain(
      `    - "You've been subscribed to the campaign!"\n    + "You are subscribed to the campaign!"\n`,
    );
  }, 90_000);

  test("the contact bot, which forwards at once on every channel", async () => {
    const { lines, red, pointers } = await told({
      bot: "flask/contact_bot.py",
      exec: flaskRuns(python, "contact_bot"),
      header: contactHeader,
      courses: Object.fromEntries(channelNames.map((channel) => [channel, [channel === "web" ? open : write("Hi")]])),
      change: ["jsonify(create_forward_any(cid, context))", 'jsonify(create_message(cid, context, "Hello"))'],
    });
    const forwarded = (payload: string) => [`post start ${payload}`, "forwarded by forward_any"];
    for (const channel of channelNames) {
      expect(lines[channel]).toEqual(forwarded(channel === "web" ? "{}" : '{"body":"Hi"}'));
    }
    expect(red).toEqual({ code: 1, failed: 7, summary: 7 });
    expect(pointers).toEqual(["/answer/0"]);
  }, 90_000);

  test("the contact bot, met in the middle of its form", async () => {
    const asked = { cid: cidOf(firstCid), ...info, context: { state: "name" } };
    const met = {
      info: asked,
      packet: { name: "message", payload: { body: secrets.name } },
    } as unknown as WebhookEvent;
    const { lines, red, pretty } = await told({
      bot: "flask/contact_bot.py",
      exec: flaskRuns(python, "contact_bot"),
      header: contactHeader,
      courses: { telegram: [{ kind: "recorded", webhook: met }, write(secrets.email)] },
      change: ["Could you tell me your email as well?", "And your email?"],
    });
    expect(lines.telegram).toEqual([
      `post message {"body":"${secrets.name}"}`,
      `contact {"name":"${secrets.name}"}`,
      `show: Hello ${secrets.name}! Could you tell me your email as well?`,
      `post message {"body":"${secrets.email}"}`,
      `contact {"email":"${secrets.email}"}`,
      "show: Thanks! I'll forward you to a human now...",
      "forwarded by forward_any",
    ]);
    expect(red).toEqual({ code: 1, failed: 1, summary: 1 });
    expect(pretty).toMatch(
      /\n {4}- "Hello (\S+ \S+)! Could you tell me your email as well\?"\n {4}\+ "Hello \1! And your email\?"\n/,
    );
  }, 90_000);
});

const result = `show: Order 4711 of ${secrets.name} is on its way. We write to ${secrets.email}, and call ${secrets.phone}.`;
const order = choose(1, "order");
const number = write(`4711, I am ${secrets.name}, ${secrets.email} or ${secrets.phone}`);
const thanks = write("Thanks");
const link = `https://files.example.org/receipt.pdf?X-Amz-Signature=${secrets.signature}`;
const file: Input = { kind: "upload", file: { link, name: "receipt.pdf", content_type: "application/pdf", size: 512 } };

/** What an order's contact does on each channel; after a file or a late click the bot goes on as before. */
const orderCourses: Record<Channel, Course> = {
  web: [open, order, number, result, thanks],
  facebook: [write("Hi"), order, order, number, result, thanks, order],
  whatsapp_business: [write("Hi"), file, order, number, result, thanks, order],
  telegram: [write("Hi"), write("1"), number, result, file, thanks],
  threema: [write("Hi"), write("1"), number, result, thanks],
  sms: [write("Hi"), write("2")],
  custom: [file, write("1"), number, result, thanks],
};

const posted: Record<Channel, string[]> = {
  web: ["start", "click", "message", "message"],
  facebook: ["start", "click", "message", "message", "message", "message"],
  whatsapp_business: ["start", "media", "click", "message", "message", "message"],
  telegram: ["start", "click", "message", "media", "message"],
  threema: ["start", "click", "message", "message"],
  sms: ["start", "click"],
  custom: ["start", "click", "message", "message"],
};

const node: External<string> = { found: `"${process.execPath}" order-status.mjs`, missing: "" };
const { found: python, missing } = external.python;
const pythonBot: External<string> = { found: python && `${python.python} order_status.py`, missing };

describe.each([
  ["Node.js", "record/order-status.mjs", node],
  ["Python", "record/order_status.py", pythonBot],
])("what was recorded of an order-status bot in %s and the engine", (_, bot, needed) => {
  describeWith(needed, "which calls the API URL itself", (exec) => {
    test("on every channel", async () => {
      const change = ["is on its way", "will be there soon"] as const;
      const { lines, statuses, turns, red, pointers, pretty } = await told({
        bot,
        exec,
        courses: orderCourses,
        change,
      });
      for (const channel of channelNames) expect(webhooksIn(lines[channel] ?? [])).toEqual(posted[channel]);
      const over = channelNames.map((channel) => lines[channel]?.find((line) => / by (end|forward_any)$/.test(line)));
      expect(over.sort()).toEqual([...Array(6).fill("ended by end"), "forwarded by forward_any"]);
      expect(statuses).toEqual(Array(6).fill(200));
      expect(turns.flatMap(({ requests }) => requests.map(({ status }) => status))).toEqual(statuses);
      expect(red).toEqual({ code: 1, failed: 6, summary: 6 });
      expect(pointers).toEqual(["/requests/0/0/packet/payload/body"]);
      expect(pretty).toMatch(
        / {4}- "Order 4711 of (\S+ \S+) is on its way\. [^"]*"\n {4}\+ "Order 4711 of \1 will be there soon\. /,
      );
    }, 90_000);
  });
});
