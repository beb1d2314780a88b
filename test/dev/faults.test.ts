import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { createEndpoint } from "../../src/bot/endpoint.ts";
import { createFaults, faultTable, parseFault } from "../../src/simulator/faults.ts";
import { openPlatform } from "../../src/simulator/platform.ts";
import { answer, bot, type Posted } from "../replay/project.ts";
import { run } from "../run.ts";
import { closeServers } from "../servers.ts";

afterEach(closeServers);

/** The platform with faults, a bot that counts what it gets, and the session of a contact who writes. */
async function opened(...names: string[]) {
  let count = 0;
  const server = await bot((posted) => answer(posted, "message", { body: `answer ${++count}` }));
  const endpoint = createEndpoint({ url: server.url, headers: {}, timeoutMs: 5000 });
  const faults = createFaults();
  const settings = {};
  const platform = await openPlatform({ endpoint, settings, token: "secret", now: Date.now, delays: "none", faults });
  onTestFinished(async () => {
    await platform.close();
    await endpoint.close();
  });
  const live = platform.begin({ channel: "telegram" });
  await live.act({ kind: "write", body: "Hello" });
  faults.set(names.map(parseFault));
  const body = { info: { cid: live.session.cid }, packet: { name: "message", payload: { body: "late" } } };
  const request = (signal?: AbortSignal) =>
    fetch(platform.apiUrl, {
      method: "POST",
      headers: { "security-token": "secret", "content-type": "application/json" },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  const shown = () =>
    live.happenings.flatMap((each) =>
      each.kind === "effect" && each.effect.kind === "show" ? each.effect.rendering.text : [],
    );
  const posted = () => server.posted().map(({ packet }: Posted) => (packet.payload as { body: string }).body);
  return { live, faults, request, shown, posted };
}

describe("a webhook", () => {
  test("timeout: the bot gets it, and the contact nothing", async () => {
    const { live, shown, posted } = await opened("timeout");
    await live.act({ kind: "write", body: "one" });
    expect(posted()).toEqual(["Hello", "one"]);
    expect(shown()).toEqual(["answer 1"]);
    expect(live.happenings.at(-1)).toMatchObject({ kind: "answer", status: null, problems: [{ kind: "timeout" }] });
  });

  test("duplicate: the bot gets it twice, and the second answer counts", async () => {
    const { live, shown, posted } = await opened("duplicate");
    await live.act({ kind: "write", body: "one" });
    expect(posted()).toEqual(["Hello", "one", "one"]);
    expect(shown()).toEqual(["answer 1", "answer 3"]);
  });

  test("reorder: the next one overtakes it, and the one after that begins anew", async () => {
    const { live, faults, posted } = await opened("reorder");
    await live.act({ kind: "write", body: "one" });
    await live.act({ kind: "write", body: "two" });
    await live.act({ kind: "write", body: "three" });
    expect(posted()).toEqual(["Hello", "two", "one"]);
    faults.flush();
    await live.settled();
    expect(posted()).toEqual(["Hello", "two", "one", "three"]);
  });

  test("reorder: where none comes it is posted after a second", async () => {
    const { live, posted } = await opened("reorder");
    await live.act({ kind: "write", body: "one" });
    await expect.poll(posted, { timeout: 5000 }).toEqual(["Hello", "one"]);
  });

  test("slow: it is posted so much later", async () => {
    const { live } = await opened("slow=300ms");
    const begun = performance.now();
    await live.act({ kind: "write", body: "one" });
    expect(performance.now() - begun).toBeGreaterThan(290);
  });
});

describe("a request to the API URL", () => {
  test("500: is refused, told, and not carried out", async () => {
    const { live, request, shown } = await opened("500");
    const { status } = await request();
    expect({ status, shown: shown() }).toEqual({ status: 500, shown: ["answer 1"] });
    expect(live.happenings.at(-1)).toMatchObject({ kind: "request", status: 500, problems: [{ kind: "fault" }] });
  });

  test("429: is refused with Retry-After", async () => {
    const { request, shown } = await opened("429");
    const { status, headers } = await request();
    expect({ status, after: headers.get("retry-after"), shown: shown() }).toEqual({
      status: 429,
      after: "10",
      shown: ["answer 1"],
    });
  });

  test("slow: is answered so much later", async () => {
    const { request, shown } = await opened("slow=300ms");
    const begun = performance.now();
    expect((await request()).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(290);
    expect(shown()).toEqual(["answer 1", "late"]);
  });

  test("timeout: is carried out, but never answered", async () => {
    const { request, shown } = await opened("timeout");
    const patience = new AbortController();
    const answered = request(patience.signal);
    answered.catch(() => undefined);
    await expect.poll(shown).toEqual(["answer 1", "late"]);
    patience.abort();
    await expect(answered).rejects.toThrow("aborted");
  });

  test("reset: breaks the connection, and nothing is carried out", async () => {
    const { request, shown } = await opened("reset");
    await expect(request()).rejects.toThrow("fetch failed");
    expect(shown()).toEqual(["answer 1"]);
  });

  test("goes through again once the faults are taken back", async () => {
    const { request, faults } = await opened("500", "slow=1ms");
    expect((await request()).status).toBe(500);
    faults.set([]);
    expect((await request()).status).toBe(200);
  });
});

describe("the table", () => {
  test("says of each fault what it does, and the help says it too", async () => {
    const { stdout } = await run(["dev", "--help"]);
    const words = Object.values(faultTable).flatMap(({ webhooks, requests }) => [webhooks, requests]);
    for (const each of words.filter((word) => word !== undefined)) expect(stdout).toContain(each);
    expect(Object.values(faultTable).filter(({ webhooks, requests }) => !webhooks && !requests)).toEqual([]);
  });

  test.each([
    ["slow", "did you mean slow=3s"],
    ["slow=", "did you mean slow=3s"],
    ["slow=3d", "did you mean slow=3s"],
    ["timout", "did you mean timeout"],
    ["timeout=3s", "did you mean timeout"],
    ["toString", undefined],
  ])("%s is no fault", (text, hint) => {
    const forms = "429, 500, timeout, slow=3s, reset, duplicate, reorder";
    expect(() => parseFault(text)).toThrow(
      expect.objectContaining({ category: "usage", message: `"${text}" is no fault; there are ${forms}`, hint }),
    );
  });
});
