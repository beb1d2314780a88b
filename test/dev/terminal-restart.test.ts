import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeWith, external } from "../external.ts";
import { folderOf } from "../run.ts";
import { openChat } from "./terminal-world.ts";

const inNode = `import { createServer } from "node:http";
createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { info, packet } = JSON.parse(body);
  if (packet.payload.body === "crash") throw new Error("boom");
  const said = "old: " + (packet.payload.body ?? packet.name);
  const event = { info: { cid: info.cid }, packet: { name: "message", payload: { body: said } } };
  response.setHeader("content-type", "application/json").end(JSON.stringify(event));
}).listen(process.env.PORT, "127.0.0.1");
`;

const inFlask = `import os
from flask import Flask, request
app = Flask(__name__)

@app.post("/webhook")
def webhook():
    event = request.get_json()
    packet = event["packet"]
    said = "old: " + packet["payload"].get("body", packet["name"])
    return {"info": {"cid": event["info"]["cid"]}, "packet": {"name": "message", "payload": {"body": said}}}

app.run(port=int(os.environ["PORT"]), debug=True)
`;

/** A chat with a bot whose one file can be changed, started by this command. */
async function chatWith(command: string, file: string, source: string, ...args: string[]) {
  const cwd = await folderOf({ [file]: source });
  const env = { PYTHONDONTWRITEBYTECODE: "1" };
  const chat = await openChat(["--exec", command, ...args], cwd, env);
  const change = (text: string) => writeFileSync(join(cwd, file), text);
  const shown = (text: string) => chat.screen().split(text).length - 1;
  /** Changes the bot until its watcher says that it has seen it: it may not watch yet when the bot answers already. */
  const restart = (text: string, sign: string) => {
    const before = shown(sign);
    const look = () => {
      if (shown(sign) === before) change(text);
      return shown(sign);
    };
    return expect.poll(look, { interval: 2000, timeout: 15_000 }).toBeGreaterThan(before);
  };
  return { ...chat, change, restart, shown };
}

/** Sees that the changed bot answers all that is written to it, in the session that there was before. */
async function goesOn({ until, type, shown }: Awaited<ReturnType<typeof chatWith>>): Promise<void> {
  type("one\r");
  await until("web 3>");
  type("two\r");
  await until("┌ new: one");
  await until("┌ new: two");
  expect([shown("✗"), shown("chatbot::0:")]).toEqual([0, 1]);
}

const node = `"${process.execPath}"`;

describe("a bot that its own watcher starts again", () => {
  test("by node --watch goes on in the same session, with the new answer and no turn lost", async () => {
    const chat = await chatWith(`${node} --watch bot.mjs`, "bot.mjs", inNode, "--verbose");
    const { until, type, restart, exit } = chat;
    await until("┌ old: start");
    await restart(inNode.replace("old", "new"), "Restarting 'bot.mjs'");
    await goesOn(chat);
    type("/quit\r");
    expect(await exit).toBe(0);
  });

  test("and that can't be started as it is now is missed, with what it says, until it is mended", async () => {
    const { until, type, change, shown } = await chatWith(`${node} --watch bot.mjs`, "bot.mjs", inNode);
    await until("┌ old: start");
    type("crash\r");
    await until("closed the connection without answering");
    await until("waiting for the bot at http://localhost:");
    await until("Error: boom");
    type("hello\r");
    await until("web 4>");
    change(inNode.replace("old", "new"));
    await until("the bot is there");
    await until("┌ new: hello");
    expect([shown("✗"), shown("waiting for the bot"), shown("chatbot::0:")]).toEqual([1, 1, 1]);
  });

  test("from the first, with a mistake in it, is missed as well, and gets what was written once it is mended", async () => {
    const { until, type, change } = await chatWith(`${node} --watch bot.mjs`, "bot.mjs", "no program\n");
    await until("waiting for the bot at http://localhost:");
    await until("SyntaxError: ");
    type("hello\r");
    change(inNode);
    await until("┌ old: start");
    await until("┌ old: hello");
  });
});

test("a bot that ended is started again as it is by then", async () => {
  const { until, type, change, shown } = await chatWith(`${node} bot.mjs`, "bot.mjs", inNode);
  await until("┌ old: start");
  change(inNode.replace("old", "new"));
  type("crash\r");
  await until("the bot has ended with exit code 1; it is started again with the next message");
  await until("Error: boom");
  type("hello\r");
  await until("┌ new: hello");
  expect([shown("✗"), shown("waiting for the bot"), shown("chatbot::0:")]).toEqual([1, 0, 1]);
});

describeWith(external.flask, "a bot in Flask", ({ python }) => {
  test("that its reloader starts again goes on in the same session, with the new answer and no turn lost", async () => {
    const chat = await chatWith(`${python} bot.py`, "bot.py", inFlask, "--verbose");
    const { until, restart } = chat;
    await until("┌ old: start");
    // said before there is a new process, at the start and after each change
    await until("Restarting with");
    await restart(inFlask.replace("old", "new"), "Restarting with");
    await goesOn(chat);
  });

  test("that raises answers 500, and /output shows why", async () => {
    const broken = inFlask.replace('packet = event["packet"]', 'packet = event["parcel"]');
    const { until, type } = await chatWith(`${python} bot.py`, "bot.py", broken);
    await until("error answered 500, not 200");
    type("/output\r");
    await until("KeyError: 'parcel'");
  });
});
