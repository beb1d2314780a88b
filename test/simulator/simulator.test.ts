import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import { createSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/simulator.ts";
import { answer, bot, type Posted } from "../replay/project.ts";
import { closeServers } from "../servers.ts";

afterEach(closeServers);

const options = [
  { id: "order", label: "My order" },
  { id: "person", label: "A person" },
];

/** A shop's bot: it offers two things, asks for a number, and forwards. */
function reply(posted: Posted & { packet: { payload: { body?: string; value?: { id: string } } } }) {
  const { name, payload } = posted.packet;
  if (name === "start" || payload.body === "menu") {
    return [answer(posted, "bubbles", { body: "What is it about?", options, fallback: "Send a number." }, { step: 1 })];
  }
  if (name === "forward_failed") return [answer(posted, "message", { body: "Nobody is here." }), answer(posted, "end")];
  const choice = payload.value?.id ?? options.find(({ label }) => label === payload.body)?.id;
  if (choice === "person") return [answer(posted, "forward_any", { on_failure: "feedback" })];
  if (choice === "order") return [answer(posted, "message", { body: "Which number?" }, { step: 2 })];
  return [
    answer(posted, "delay", { duration: 3 }),
    answer(posted, "message", { body: `Order ${payload.body} is on its way` }),
  ];
}

const asHandler = async (request: Request): Promise<Response> => Response.json(reply((await request.json()) as Posted));

function simulatorOf(settings: SimulatorOptions = { fetch: asHandler }): Simulator {
  const simulator = createSimulator(settings);
  onTestFinished(() => simulator.close());
  return simulator;
}

const texts = ({ shown }: { shown: readonly { text: string }[] }) => shown.map(({ text }) => text);

describe("a conversation", () => {
  it.each(channelNames)("goes through on %s", async (channel) => {
    const simulator = simulatorOf();
    const start = await simulator.start({ channel });
    expect(start.shown).toHaveLength(1);
    expect(start.webhooks[0]?.packet.payload).toEqual(channel === "web" ? {} : { body: "Hello" });
    expect(texts(await simulator.click("order"))).toEqual(["Which number?"]);
    expect(texts(await simulator.say("4711"))).toEqual(["Order 4711 is on its way"]);
    expect(simulator.transcript().map(({ kind }) => kind)).toEqual(Array(3).fill(["webhook", "answer"]).flat());
  });

  it("may begin with a message on the website, too, and shows what came of both", async () => {
    const { webhooks, shown } = await simulatorOf().start({ message: "4711" });
    expect(webhooks.map(({ packet }) => packet.name)).toEqual(["start", "message"]);
    expect(texts({ shown })).toEqual(["What is it about?", "Order 4711 is on its way"]);
  });

  it("is posted over HTTP where the bot has a URL", async () => {
    const { url, requests } = await bot(reply);
    const simulator = simulatorOf({ url, headers: { "API-SECURITY-TOKEN": "abc" } });
    await simulator.start();
    expect((await simulator.click("My order")).webhooks[0]?.info.context).toEqual({ step: 1 });
    expect(requests[1]?.headers["api-security-token"]).toBe("abc");
  });

  it("takes a number for a click once, and as the next thing only", async () => {
    const simulator = simulatorOf();
    await simulator.start({ channel: "sms" });
    expect((await simulator.say("1")).webhooks[0]?.packet.name).toBe("click");
    expect((await simulator.say("1")).webhooks[0]?.packet.name).toBe("message");
  });

  it("ends with forward_failed where nobody is there", async () => {
    const simulator = simulatorOf({ fetch: asHandler, operators: false });
    await simulator.start();
    const turn = await simulator.click("person");
    expect(turn.webhooks.map(({ packet }) => packet.name)).toEqual(["click", "forward_failed"]);
    expect(turn.effects).toContainEqual(expect.objectContaining({ kind: "over", by: "end" }));
    await expect(simulator.say("Hello?")).rejects.toThrow("the bot's end has ended the session");
  });

  it("does not go on for ever where the bot forwards again and again", async () => {
    const again = async (request: Request) =>
      Response.json(answer((await request.json()) as Posted, "forward_any", { on_failure: "feedback" }));
    const simulator = simulatorOf({ fetch: again, operators: false });
    const { effects } = await simulator.start();
    expect(effects.at(-1)).toMatchObject({ kind: "impossible", reason: expect.stringContaining("10 times") });
  });
});

describe("what is wrong", () => {
  it("with an answer is told", async () => {
    const broken = () => new Response("<h1>Oops</h1>", { status: 500 });
    const turn = await simulatorOf({ fetch: broken }).start();
    expect(turn.problems[0]).toMatchObject({ kind: "status", severity: "error" });
  });

  it("where the handler throws is told as a framework's 500", async () => {
    const fetch = () => {
      throw new Error("boom");
    };
    const { problems } = await simulatorOf({ fetch }).start();
    expect(problems[0]).toMatchObject({ kind: "status", message: "answered 500, not 200: Error: boom" });
  });

  it("where the handler hangs is told in time", async () => {
    const { problems } = await simulatorOf({ fetch: () => new Promise(() => {}), timeoutMs: 50 }).start();
    expect(problems[0]).toMatchObject({ kind: "timeout", message: "the bot did not answer within 50 ms" });
  });

  it("with an event on the session's channel is found", async () => {
    const long = async (request: Request) =>
      Response.json([answer((await request.json()) as Posted, "message", { bodi: "Hi" })]);
    const turn = await simulatorOf({ fetch: long }).start({ channel: "telegram" });
    expect(turn.findings.map(({ rule }) => rule)).toContain("parameter-required");
  });

  it.each<[string, (simulator: Simulator) => Promise<unknown>, string]>([
    ["before the start", (simulator) => simulator.say("Hi"), "there is no session: call start() first"],
    [
      "with an option that is not there",
      async (simulator) => {
        await simulator.start();
        return simulator.click("refund");
      },
      'the bot offers no option "refund": it has offered order (My order), person (A person)',
    ],
    [
      "with a number where a text has to be",
      async (simulator) => {
        await simulator.start();
        return simulator.say(1 as unknown as string);
      },
      "the contact says a text, not 1",
    ],
    [
      "with a channel that is none",
      (simulator) => simulator.start({ channel: "mail" as "web" }),
      '"mail" is no channel; there are web, whatsapp_business, facebook, ',
    ],
    [
      "after the end, at the start",
      async (simulator) => {
        await simulator.close();
        return simulator.start();
      },
      "the simulator is closed",
    ],
    [
      "after the end, in a session",
      async (simulator) => {
        await simulator.start();
        await simulator.close();
        await simulator.close();
        return simulator.say("Hi");
      },
      "the simulator is closed",
    ],
  ])("is said %s", async (_, work, message) => {
    const failure = await work(simulatorOf()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "UlbotError", category: "usage", message: expect.stringContaining(message) });
  });

  it.each([
    [undefined, "a simulator needs the url of a bot, or its fetch handler"],
    [{}, "a simulator needs the url of a bot, or its fetch handler"],
    [{ url: "localhost" }, '"localhost" is no URL, such as http://localhost:8000/webhook'],
    [{ url: "ftp://localhost/" }, "the bot's URL begins with ftp:"],
  ])("is said of a bot that nobody can reach: %j", (settings, message) => {
    const open = () => createSimulator(settings as SimulatorOptions);
    expect(open).toThrow(expect.objectContaining({ name: "UlbotError", message: expect.stringContaining(message) }));
  });

  it.each([["[]"], [undefined], [{ status: 200 }]])(
    "is said where the handler gives %j, which is no Response",
    async (it) => {
      const { problems } = await simulatorOf({ fetch: () => it as unknown as Response }).start();
      expect(problems[0]?.message).toMatch(
        /^answered 500, not 200: TypeError: the handler gave .*, but it has to give a Response$/,
      );
    },
  );
});

it("is the API URL as well, without a port", async () => {
  const simulator = simulatorOf();
  const { webhooks } = await simulator.start();
  const cid = webhooks[0]?.info.cid;
  const post = (token: string) =>
    simulator.api.fetch(
      new Request("http://localhost/v1/", {
        method: "POST",
        headers: { "security-token": token, "content-type": "application/json" },
        body: JSON.stringify({ info: { cid }, packet: { name: "message", payload: { body: "Later" } } }),
      }),
    );
  expect((await post("wrong")).status).toBe(401);
  expect((await post(simulator.api.token)).status).toBe(200);
  expect(texts(simulator.since())).toEqual(["Later"]);
});
