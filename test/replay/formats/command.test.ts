import { afterEach, expect, it } from "vitest";
import type { ReplayFormat } from "../../../src/reporters/replay/index.ts";
import { closeServers } from "../../servers.ts";
import { answer, bot, folderWith, runReplay, webhook } from "../project.ts";

afterEach(closeServers);

/** How each report of a conversation begins whose first turn passes and whose second fails. */
const beginnings: Readonly<Record<ReplayFormat, RegExp>> = {
  pretty: /^a\.json {2}web\n/,
  json: /^\{\n {2}"schemaVersion": 1,\n/,
  jsonl: /^\{"file":"a\.json","index":0,/,
  junit: /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="ulbot replay" tests="2" failures="1" /,
  tap: /^TAP version 14\nok 1 - a\.json \\#1 start\nnot ok 2 - a\.json \\#2 message\n/,
  github: /^::error file=a\.json,title=a\.json #2 message::error: /,
  markdown: /^### 1 conversation, 2 turns: 1 passed, 1 failed\n/,
  html: /^<!doctype html>\n/,
};

it.each(Object.entries(beginnings))("ulbot replay --format %s", async (format, beginning) => {
  const { url } = await bot((posted) => {
    const isStart = posted.packet.name === "start";
    return answer(posted, "message", isStart ? { body: "Hello" } : {});
  });
  const cwd = await folderWith({ "a.json": [webhook("start"), webhook("message", { body: "Hi" })] });
  const { code, stdout, stderr } = await runReplay(["a.json", "--url", url.href, "--format", format], {
    cwd,
    env: { GITHUB_WORKSPACE: "" },
  });
  expect(stdout).toMatch(beginning);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
});
