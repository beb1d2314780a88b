import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeServers } from "../servers.ts";
import { answer, bot, cidOf, conversation, folderWith, type Posted, reported, runReplay } from "./project.ts";

afterEach(closeServers);

const echo = (posted: Posted) => answer(posted, "message", { body: "Hello" });

let cwd: string;
let url: string;

beforeEach(async () => {
  url = (await bot(echo)).url.href;
  cwd = await folderWith({
    "order.json": [...conversation(1, "a", "b"), ...conversation(2, "c")],
    "contact.json": conversation(3, "d", "e"),
    "late.json": conversation(4),
  });
});

/** The turns that are played with some options, each as its file and number. */
async function played(...args: string[]): Promise<string[]> {
  const { code, turns } = await reported(["*.json", "--url", url, ...args], { cwd });
  expect(code).toBe(0);
  return turns.map(({ file, index }) => `${file} ${index + 1}`);
}

const all = ["contact.json 1", "contact.json 2", "contact.json 3", "late.json 1"];
const order = ["order.json 1", "order.json 2", "order.json 3", "order.json 4", "order.json 5"];

describe("what is played", () => {
  test("are the conversations with a text in their file's name or cid with --only", async () => {
    expect(await played("--only", "order")).toEqual(order);
    expect(await played("--only", cidOf(2))).toEqual(order.slice(3));
  });

  test("are the turns of each file from the first to the last with --from-turn and --to-turn", async () => {
    expect(await played("--from-turn", "2", "--to-turn", "4")).toEqual([...all.slice(1, 3), ...order.slice(1, 4)]);
    expect(await played("--only", "order", "--from-turn", "5")).toEqual(order.slice(4));
  });

  test("are all conversations in all shards together, each in one of them; some may have none", async () => {
    const shards = await Promise.all(["1/3", "2/3", "3/3"].map((shard) => played("--shard", shard)));
    expect(shards.every(({ length }) => length > 0)).toBe(true);
    expect(shards.flat().sort()).toEqual([...all, ...order]);
    expect(await played("--shard", "9/9")).toEqual([]);
  });
});

test.each([
  [["--only", "nowhere"], "no recorded turn is left with --only nowhere"],
  [
    ["--only", "order", "--from-turn", "9", "--shard", "1/2"],
    "no recorded turn is left with --only order --from-turn 9",
  ],
  [["--from-turn", "3", "--to-turn", "2"], "--to-turn comes before --from-turn"],
  [["--from-turn", "0"], "it has to be at least 1"],
  [["--shard", "3/2"], '"3/2" is no shard'],
  [
    ["--mutate", "duplicate,nonsense"],
    '"nonsense" is no mutation; there are duplicate, double-click, late-click, reorder, slow',
  ],
  [["--channel", "telegrm"], '"telegrm" is no channel; did you mean telegram'],
  [["--speed", "fast"], '"fast" is no speed; 1x is as it was recorded'],
  [["--min-coverage", "101"], '"101" is no percentage'],
  [["--ignore", "answer"], '"answer" is no JSON Pointer'],
  [["--ready-url", "/health"], "--ready-url is for a bot that --exec starts"],
])("%j is wrong usage", async (args, message) => {
  const ran = await runReplay(["*.json", "--url", url, ...args], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
});
