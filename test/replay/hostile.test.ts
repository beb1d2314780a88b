import { afterEach, describe, expect, test } from "vitest";
import { run } from "../run.ts";
import { type BotName, bots, closeServers, httpServer } from "../servers.ts";
import { answer, bot, folderWith, runReplay, webhook } from "./project.ts";

afterEach(closeServers);

// anything but a line feed that a terminal acts on, hides, or reorders text by
const raw = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]/;
const nasty = "\x1b[2J\x07\r\t\x7f\x9b31m\u202eevil\u2066\u2028";

/** What the first turn of a run gave, as the JSON report says it. */
async function firstTurn(url: URL, ...args: string[]) {
  const cwd = await folderWith({ "a.json": webhook("start") });
  const { code, stdout } = await run(["replay", "a.json", "--url", url.href, "--format", "json", ...args], { cwd });
  return { code, ...JSON.parse(stdout).turns[0] };
}

describe("a bot that answers badly fails its turn, and the run goes on to its end", () => {
  test.each<[BotName, string, number | null, string]>([
    ["broken", "status", 500, "answered 500, not 200: Traceback (most recent call last)"],
    ["redirect", "status", 302, "answered 302, not 200; it redirects to http://127.0.0.1:1/else, which nobody follows"],
    ["empty", "status", 204, "answered 204, not 200"],
    ["html", "json", 200, "the answer is HTML, but it has to be JSON or empty"],
    ["huge", "too-large", null, "the answer is larger than 10 MiB, the most that is read"],
    ["gzipBomb", "too-large", null, "the answer is larger than 10 MiB, the most that is read"],
    ["gzipCorrupt", "encoding", null, "the answer says it is gzip, but cannot be unpacked"],
    ["latin1", "encoding", null, "the answer is not valid UTF-8"],
    ["resetAtOnce", "reset", null, "closed the connection without answering"],
    ["resetInBody", "reset", null, "closed the connection in the middle of its answer"],
    ["notHttp", "protocol", null, "is not HTTP"],
    ["dripBody", "timeout", null, "began to answer, but was not done within 300 ms"],
    ["silent", "timeout", null, "did not answer within 300 ms"],
  ])("%s", async (name, kind, status, message) => {
    const turn = await firstTurn((await bots[name]()).url, "--timeout", "300ms");
    expect(turn).toMatchObject({ code: 1, outcome: "failed", status, events: [] });
    expect(turn.problems[0]).toMatchObject({ kind, severity: "error", message: expect.stringContaining(message) });
  });

  test.each<BotName>(["gzip", "deflate", "brotli", "bom"])("%s is an answer like any other", async (name) => {
    const turn = await firstTurn((await bots[name]()).url);
    // it is one for another session
    expect(turn).toMatchObject({ status: 200, problems: [{ kind: "cid" }], events: [{ packet: { name: "end" } }] });
  });

  test("another type is a warning, and the turn passes", async () => {
    const { url } = await httpServer((response) => response.writeHead(200, { "content-type": "text/plain" }).end("[]"));
    expect(await firstTurn(url)).toMatchObject({
      code: 0,
      outcome: "passed",
      problems: [{ kind: "content-type", severity: "warning", message: expect.stringContaining("text/plain") }],
    });
  });
});

describe("control characters", () => {
  const options = [{ id: nasty, label: `${nasty}\n  ✓   0.1 ms  message` }];
  const header = { type: "text", text: nasty };
  const template = { body: nasty, header, footer: nasty, options, fallback: nasty };
  const fixture = webhook(nasty, { body: nasty, [nasty]: nasty }, { cid: nasty, channel: "whatsapp_business" });
  const file = `a${nasty}.json`;

  const replies: Record<string, Parameters<typeof httpServer>[0]> = {
    "in a refusal": (response) => response.writeHead(500).end(nasty),
    "in headers": (response) => response.writeHead(200, { "content-type": "text/\x9b\u00ad" }).end("[]"),
    "in a location": (response) => response.writeHead(301, { location: "http://x/\x9b\u0085" }).end(),
    "in what is no JSON": (response) => response.end(`{"${nasty}": ${nasty}`),
  };

  const answers: Record<string, (posted: ReturnType<typeof webhook>) => unknown> = {
    "in texts and labels": (posted) => answer(posted, "button_template", template),
    "in a list": (posted) =>
      answer(posted, "list_template", { ...template, button: nasty, headline: nasty, options_headline: nasty }),
    "in names": (posted) => [answer(posted, nasty), answer(posted, "message", { body: "", [nasty]: 1 })],
    "in what nobody sees": (posted) => answer(posted, "contact_update", { name: nasty }),
    "in another cid": () => ({ info: { cid: `other${nasty}` }, packet: { name: "end" } }),
    "in links": (posted) => [
      answer(posted, "media", { link: nasty, name: nasty }),
      answer(posted, "buttons", { body: nasty, buttons: [{ body: nasty, link: nasty }] }),
    ],
    "in what is no event": () => [nasty, { [nasty]: nasty }],
  };

  const servers = [
    ...Object.entries(replies).map(([name, reply]) => [name, () => httpServer(reply)] as const),
    ...Object.entries(answers).map(([name, reply]) => [name, () => bot(reply)] as const),
  ];

  test.each(servers)("%s reach neither stream as they are", async (_, server) => {
    const { url } = await server();
    const cwd = await folderWith({ [file]: fixture });
    for (const format of ["pretty", "json"]) {
      const { stdout, stderr } = await run(["replay", "*.json", "--url", url.href, "--format", format], { cwd });
      expect(stdout).toContain("evil");
      expect(stdout + stderr).not.toMatch(raw);
      expect(stdout.match(/^ {2}✓/gm)?.length ?? 0).toBeLessThan(2);
      if (format === "json") expect(JSON.parse(stdout).turns[0]).toMatchObject({ file, cid: nasty, event: nasty });
    }
  });

  test("of options do not, either", async () => {
    const { url } = await bots.ok();
    const cwd = await folderWith({ "a.json": webhook("start") });
    for (const args of [
      ["--url", nasty],
      ["--url", `http://localhost/${nasty}`, "--timeout", "1ms"],
      ["--url", url.href, "--header", `x: ${nasty.trimEnd().replace(/[\r\n]/g, "")}`],
      ["--exec", `exit 1; ${nasty}`],
    ]) {
      const { stdout, stderr } = await runReplay(["a.json", ...args], { cwd });
      expect.soft(stdout + stderr, JSON.stringify(args)).not.toMatch(raw);
    }
  });
});
