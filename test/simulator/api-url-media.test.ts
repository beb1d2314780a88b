import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bots, closedPort, closeServers, httpServer, pour, type TestServer } from "../servers.ts";
import { apiUrl, event, silentHost } from "./posting.ts";

type Answer = (response: ServerResponse) => void;

const redirectTo =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, { location }).end();

const answers: Readonly<Record<string, Answer>> = {
  "/map.png": (response) => response.end("PNG"),
  "/empty.png": (response) => response.writeHead(204).end(),
  "/broken.png": (response) => response.writeHead(500).end("Traceback"),
  "/moved.png": redirectTo("map.png"),
  "/moved-nowhere.png": (response) => response.writeHead(302).end(),
  "/loop.png": redirectTo("/loop.png"),
  "/away.png": redirectTo("https://cdn.example.com/map.png"),
  "/ftp.png": redirectTo("ftp://127.0.0.1/map.png"),
  "/film.mp4": (response) => pour(response, Buffer.alloc(1024 ** 2), 200),
};

let files: TestServer;
let origin: string;

beforeEach(async () => {
  files = await httpServer((response, { path }) => {
    const answer = answers[path.replace(/\?.*/, "")];
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
  origin = files.url.origin;
});

afterEach(closeServers);
afterEach(() => {
  vi.useRealTimers();
});

const media = (link: string) => event("media", { link });

const option = (id: string, more: object) => ({ id, label: id, ...more });

/** Events with a link, by where it stands. */
const withLink: Readonly<Record<string, (link: string) => unknown>> = {
  media,
  "one of a carousel": (link) =>
    event("carousel", {
      body: "Which one?",
      options: [option("a", { image_url: `${origin}/map.png` }), option("b", { image_url: link })],
      fallback: "Which one?",
    }),
  "the header of a button_template, by another name": (link) =>
    event("button_template", {
      header: { type: "image", href: link },
      body: "Well?",
      options: [option("a", {})],
      fallback: "Well?",
    }),
};

describe.each(Object.entries(withLink))("%s", (_, eventWith) => {
  test("is downloaded", async () => {
    const { status } = await apiUrl().post({ body: eventWith(`${origin}/map.png?size=2`) });
    expect(status).toBe(200);
    expect(files.requests).toContainEqual(expect.objectContaining({ method: "GET", path: "/map.png?size=2" }));
  });

  test("is refused when it isn't there", async () => {
    const { post, got } = apiUrl();
    const { status, body } = await post({ body: [event("end"), eventWith(`${origin}/no.png?key=secret`)] });
    const error = `${origin}/no.png cannot be downloaded: the answer is 404, not 200`;
    expect([status, body.error]).toEqual([400, error]);
    expect(got).toMatchObject([{ status: 400, problems: [{ kind: "media", message: error, severity: "error" }] }]);
  });
});

test.each(["/map.png", "/moved.png", "/away.png", "/film.mp4"])("%s is accepted", async (path) => {
  expect((await apiUrl().post({ body: media(origin + path) })).status).toBe(200);
});

test("a long file is not read to its end", async () => {
  let written = 0;
  const endless = await httpServer((response) => {
    const more = (): void => {
      while (response.write(Buffer.alloc(1024 ** 2))) written++;
      response.once("drain", more);
    };
    more();
  });
  expect((await apiUrl().post({ body: media(endless.url.href) })).status).toBe(200);
  expect(written).toBeLessThan(100);
});

test.each([
  ["/empty.png", "the answer is 204, not 200"],
  ["/broken.png", "the answer is 500, not 200"],
  ["/moved-nowhere.png", "the answer is 302, not 200"],
  ["/loop.png", "it redirects more than 5 times"],
  ["/ftp.png", 'it redirects to "ftp://127.0.0.1/map.png", which is no http(s) address'],
])("%s is refused: %s", async (path, reason) => {
  const { status, body } = await apiUrl().post({ body: media(origin + path) });
  expect([status, body.error]).toEqual([400, `${origin + path} cannot be downloaded: ${reason}`]);
});

test.each([
  ["truncated", /closed the connection/],
  ["notHttp", /is not HTTP/],
  ["resetAtOnce", /closed the connection/],
] as const)("a server that is %s is refused", async (bot, reason) => {
  const { url } = await bots[bot]();
  const { status, body } = await apiUrl().post({ body: media(url.href) });
  expect(status).toBe(400);
  expect(body.error).toMatch(reason);
});

test("nobody at the port is refused", async () => {
  const url = `http://127.0.0.1:${await closedPort()}/map.png`;
  const { status, body } = await apiUrl().post({ body: media(url) });
  expect([status, body.error]).toEqual([400, `${url} cannot be downloaded: nothing listens at ${url}`]);
});

test.each(["map.png", "data:image/png;base64,AAAA", "file:///etc/passwd", ""])("%j is refused", async (link) => {
  const { status, body } = await apiUrl().post({ body: media(link) });
  const error = `${JSON.stringify(link)} cannot be downloaded: it is no http(s) address`;
  expect([status, body.error]).toEqual([400, error]);
});

test("every link is tried once, and each that fails is told", async () => {
  const { post, got } = apiUrl();
  const links = ["/map.png", "/map.png", "/one.png", "/two.png"];
  await post({ body: links.map((path) => media(origin + path)) });
  expect(files.requests.map(({ path }) => path).sort()).toEqual(["/map.png", "/one.png", "/two.png"]);
  expect(got[0]?.problems.map(({ message }) => message)).toEqual([
    `${origin}/one.png cannot be downloaded: the answer is 404, not 200`,
    `${origin}/two.png cannot be downloaded: the answer is 404, not 200`,
  ]);
});

test("a server that never answers is refused in the end", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { link, asked } = await silentHost();
  const answer = apiUrl().post({ body: media(link) });
  await asked;
  vi.advanceTimersByTime(5000);
  const { status, body } = await answer;
  expect([status, body.error]).toEqual([400, `${link} cannot be downloaded: it does not come within 5 s`]);
});

describe("other hosts", () => {
  // a name that means this machine, without being known to
  const other = () => `http://0.0.0.0:${files.port}/no.png`;

  test("are left alone, and their files count as there", async () => {
    expect((await apiUrl().post({ body: media(other()) })).status).toBe(200);
    expect(files.requests).toEqual([]);
  });

  test("are asked where that is wanted", async () => {
    expect((await apiUrl({ media: "any" }).post({ body: media(other()) })).status).toBe(400);
    expect(files.requests).toHaveLength(1);
  });
});

test("nothing is fetched where that is not wanted", async () => {
  const { post } = apiUrl({ media: "off" });
  expect((await post({ body: [media(`${origin}/no.png`), media("map.png")] })).status).toBe(200);
  expect(files.requests).toEqual([]);
});

test("what is no link, or no file, is not fetched", async () => {
  const header = { type: "text", text: "Hello", link: `${origin}/no.png` };
  const template = { header, body: "Well?", options: [option("a", {})], fallback: "Well?" };
  const carousel = { body: "Well?", options: [option("a", {}), option("b", { image_url: 5 })], fallback: "Well?" };
  const body = [
    event("button_template", template),
    event("carousel", carousel),
    event("navigate", { link: `${origin}/no.png` }),
  ];
  expect((await apiUrl().post({ body })).status).toBe(200);
  expect(files.requests).toEqual([]);
});

test("a download that is given up is not received", async () => {
  const { link, asked } = await silentHost();
  const closing = new AbortController();
  const { post, got } = apiUrl({}, closing.signal);
  const answer = post({ body: media(link) });
  await asked;
  closing.abort();
  await answer;
  expect(got).toEqual([]);
});
