// Replaying, with all checks on, against what does nothing but post.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client, fetch } from "undici";
import { channelNames, conversationsOf, createEndpoint, recordedIn, replay } from "../dist/index.js";
import { cleanAnswers } from "./answers.mjs";
import { startBot } from "./bot.mjs";
import { compare, timeNode, timeUlbot } from "./measure.mjs";
import { atLeast, atMost } from "./table.mjs";

const headers = { "content-type": "application/json" };

/** What the bot says: answers of all kinds that leave the conversation open, as texts. */
const botAnswers = cleanAnswers(500, (kind) => !kind.includes("end")).map((events) =>
  JSON.stringify(events.map(({ info, packet }) => ({ info: { ...info, cid: "CID" }, packet }))),
);

/** Messages of a contact, as the platform posts them, all of one conversation. */
function webhooksIn(conversation, turns) {
  const info = {
    cid: `chatbot::258:${String(conversation).padStart(32, "0")}`,
    approach_mode: "normal",
    contact: { name: "Ada Lovelace", email: "ada@example.com" },
    context: {},
    conversation: { contact_channel: { state: "valid", type: "web" } },
    widget: {},
  };
  return Array.from({ length: turns }, (_, turn) => ({
    info,
    packet: { name: "message", payload: { body: `Where is order ${turn}?` } },
  }));
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Posts one webhook after the other by a function that promises the text of the answer, which is parsed. */
const timeLoop = (webhooks, post) =>
  timed(async () => {
    for (const webhook of webhooks) JSON.parse(await post(JSON.stringify(webhook)));
  });

async function timeClient(url, webhooks) {
  const client = new Client(url.origin);
  const request = { method: "POST", path: url.pathname, headers };
  const time = await timeLoop(webhooks, async (body) => (await client.request({ ...request, body })).body.text());
  await client.close();
  return time;
}

async function timeReplay(url, webhooks, jobs) {
  const endpoint = createEndpoint({ url, headers: {}, timeoutMs: 5000 });
  const conversations = conversationsOf(recordedIn([{ file: "bench", text: "", line: 1, value: webhooks }]));
  const { signal } = new AbortController();
  const settings = { channels: channelNames };
  let count = 0;
  const time = await timed(async () => {
    for await (const turn of replay(conversations, { endpoint, settings, jobs, signal, now: Date.now })) {
      if (turn.outcome !== "passed") throw new Error(`a turn ${turn.outcome}: ${JSON.stringify(turn.problems)}`);
      count++;
    }
  });
  await endpoint.close();
  if (count !== webhooks.length) throw new Error(`${count} turns, not ${webhooks.length}`);
  return time;
}

/** Other clients that do what the bare loop does. */
async function clientLoops(url, webhooks, peers) {
  const loops = {
    "undici fetch": async (body) => (await fetch(url, { method: "POST", headers, body })).text(),
  };
  if (peers.hasPackages) {
    const [{ default: axios }, { default: got }] = await Promise.all([peers.load("axios"), peers.load("got")]);
    const asText = { headers, responseType: "text", transformResponse: (text) => text };
    loops.axios = async (body) => (await axios.post(url.href, body, asText)).data;
    loops.got = (body) => got.post(url, { headers, body }).text();
  }
  return Object.entries(loops).map(([name, post]) => ({ name, run: () => timeLoop(webhooks, post), every: 2 }));
}

async function perTurn(url, peers) {
  const webhooks = webhooksIn(0, 3000);
  const others = await clientLoops(url, webhooks, peers);
  const commands = [
    { name: "bare", run: () => timeClient(url, webhooks) },
    { name: "ulbot", run: () => timeReplay(url, webhooks, 1) },
    ...others,
  ];
  const { ratio } = await compare(commands, 7);
  return {
    what: "replay, per turn, against a bare loop of undici requests",
    value: ratio("ulbot"),
    goal: atMost(1.5),
    peers: Object.fromEntries(others.map(({ name }) => [name, ratio(name)])),
  };
}

/** As many requests as replay has turns, on as many connections as it has conversations. */
async function timeAutocannon(autocannon, url, { conversations, amount }) {
  const body = JSON.stringify(webhooksIn(0, 1)[0]);
  const options = { url: url.href, method: "POST", headers, body, connections: conversations, amount };
  const { start, finish, non2xx, errors, "2xx": good } = await autocannon(options);
  if (good !== amount)
    throw new Error(`autocannon: ${good} of ${amount} answered, ${non2xx} refused, ${errors} errors`);
  return finish - start;
}

async function atOnce(url, peers) {
  const conversations = 50;
  const webhooks = Array.from({ length: conversations }, (_, index) => webhooksIn(index, 100)).flat();
  const { default: autocannon } = peers.hasPackages ? await peers.load("autocannon") : {};
  const load = { conversations, amount: webhooks.length };
  const { ratio } = await compare(
    [
      { name: "ulbot", run: () => timeReplay(url, webhooks, conversations) },
      ...(autocannon ? [{ name: "autocannon", run: () => timeAutocannon(autocannon, url, load) }] : []),
    ],
    7,
  );
  const what = "replay of 50 conversations at once, turns a second against requests a second of autocannon";
  return { what, value: ratio("autocannon"), goal: atLeast(0.5) };
}

/** What newman asks of an answer: less than replay does. */
const newmanTest = `
pm.test("an answer", () => {
  pm.response.to.have.status(200);
  for (const event of pm.response.json()) pm.expect(event.packet.name).to.be.a("string");
});`;

function collectionOf(url, webhooks) {
  const header = Object.entries(headers).map(([key, value]) => ({ key, value }));
  const event = [{ listen: "test", script: { type: "text/javascript", exec: newmanTest.split("\n") } }];
  const item = webhooks.map((webhook, index) => ({
    name: `turn ${index}`,
    request: { method: "POST", header, url: url.href, body: { mode: "raw", raw: JSON.stringify(webhook) } },
    event,
  }));
  const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
  return { info: { name: "bench", schema }, item };
}

async function wholeProcess(url, { peers, directory: cwd }) {
  const webhooks = webhooksIn(0, 200);
  writeFileSync(join(cwd, "fixture.json"), JSON.stringify(webhooks));
  writeFileSync(join(cwd, "collection.json"), JSON.stringify(collectionOf(url, webhooks)));
  const isDone = (report) => JSON.parse(report).turns.length === webhooks.length;
  const args = ["replay", "fixture.json", "--url", url.href, "--format", "json"];
  const newman = peers.hasPackages ? peers.binFile("newman", "newman") : undefined;
  const { ratio } = await compare(
    [
      { name: "ulbot", run: () => timeUlbot(args, { cwd, check: isDone }) },
      ...(newman
        ? [{ name: "newman", run: () => timeNode([newman, "run", "collection.json"], { cwd }), every: 2 }]
        : []),
    ],
    9,
  );
  const what = "`ulbot replay` of 200 turns, the whole process, against newman";
  return { what, value: ratio("newman"), goal: atLeast(10), unit: " times faster" };
}

/** One turn after the other, many conversations at once, and the command as a whole. */
export async function benchReplay(context) {
  const bot = await startBot(botAnswers);
  try {
    return [
      await perTurn(bot.url, context.peers),
      await atOnce(bot.url, context.peers),
      await wholeProcess(bot.url, context),
    ];
  } finally {
    await bot.stop();
  }
}
