import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeServers, httpServer, pour, type TestServer } from "../servers.ts";
import { cid, sendInProcess } from "./program.ts";

type Answer = (response: ServerResponse, method: string) => unknown;

const MB = 1024 ** 2;

const file =
  (type: string | undefined, size: number): Answer =>
  (response, method) => {
    const headers = { ...(type && { "content-type": type }), "content-length": size };
    response.writeHead(200, headers);
    return method === "HEAD" ? response.end() : pour(response, Buffer.alloc(1024), size / 1024);
  };

const files: Readonly<Record<string, Answer>> = {
  "/map.png": file("image/png", 2048),
  "/large.png": file("image/png", 6 * MB),
  "/map.webp": file("image/webp", 2048),
  "/film.mp4": file("video/mp4", 2048),
  "/page.png": file("text/html; charset=utf-8", 2048),
  "/thing": file("application/octet-stream", 2048),
  "/untold": file(undefined, 2048),
  "/moved.png": (response) => response.writeHead(302, { location: "/map.png" }).end(),
  "/signed.png": (response, method) =>
    method === "HEAD" ? response.writeHead(403).end() : files["/map.png"]?.(response, method),
  "/endless.png": (response, method) => {
    response.writeHead(200, { "content-type": "image/png" });
    return method === "HEAD" ? response.end() : pour(response, Buffer.alloc(64 * 1024), 10_000);
  },
};

let server: TestServer;
let origin: string;

beforeEach(async () => {
  server = await httpServer((response, { method, path }) => {
    const answer = files[path];
    if (answer) answer(response, method);
    else response.writeHead(404).end();
  });
  origin = server.url.origin;
});

afterEach(closeServers);

/** Checks one event, without sending it. */
async function checked(event: string, sets: readonly string[], channel = "web,whatsapp_business") {
  const args = ["--cid", cid, "--event", event, ...sets.flatMap((set) => ["--set", set]), "--channel", channel];
  const ran = await sendInProcess([...args, "--media-check", "--no-lint", "--dry-run", "--format", "json"]);
  return {
    ...ran,
    findings: JSON.parse(ran.stdout).findings as { message: string; channels: string[]; pointer: string }[],
  };
}

describe("a file", () => {
  test.each(["/map.png", "/moved.png", "/signed.png"])("%s is fine", async (path) => {
    expect(await checked("media", [`link=${origin}${path}`])).toMatchObject({ code: 0, findings: [], stderr: "" });
  });

  test.each<[path: string, message: string, channels?: string[]]>([
    ["/none.png", "ORIGIN/none.png cannot be downloaded: the answer is 404, not 200"],
    [
      "/map.webp",
      "the file is image/webp, but whatsapp_business takes only image/jpeg and image/png",
      ["whatsapp_business"],
    ],
    ["/large.png", "the file has 6 MB, but whatsapp_business takes at most 5 MB", ["whatsapp_business"]],
    ["/endless.png", "the file has 5.01 MB, but whatsapp_business takes at most 5 MB", ["whatsapp_business"]],
  ])("%s stops it: %s", async (path, message, channels = []) => {
    const ran = await checked("media", [`link=${origin}${path}`]);
    expect(ran).toMatchObject({ code: 1, findings: [{ message: message.replace("ORIGIN", origin), channels }] });
    expect(ran.findings).toMatchObject([{ rule: "media-check", pointer: "/packet/payload/link" }]);
    expect(ran.stderr).toContain(
      "the media check found 1 error, so nothing is sent\n  correct what it found, or send it as it is without --media-check",
    );
  });

  test.each([
    ["/thing", "application/octet-stream"],
    ["/untold", "no content-type"],
  ])("%s is warned of, and may be sent", async (path, said) => {
    const ran = await checked("media", [`link=${origin}${path}`]);
    const message = `the server does not say what kind of file it is (${said})`;
    expect(ran).toMatchObject({ code: 0, findings: [{ message, severity: "warning" }] });
  });

  test("that is no address stops it", async () => {
    const { code, findings } = await checked("media", ["link=map.png"]);
    expect([code, findings[0]?.message]).toEqual([1, '"map.png" cannot be downloaded: it is no http(s) address']);
  });

  test("too large for a channel that is not meant does not stop it", async () => {
    expect(await checked("media", [`link=${origin}/large.png`], "web")).toMatchObject({ code: 0, findings: [] });
  });
});

test("the images of a carousel are looked at, each once", async () => {
  const option = (index: number, path: string) => [
    `options.${index}.id=o${index}`,
    `options.${index}.label=Option ${index}`,
    `options.${index}.image_url=${origin}${path}`,
  ];
  const sets = [
    "body=Which?",
    "fallback=Which?",
    ...["/map.png", "/film.mp4", "/map.png"].flatMap((path, index) => option(index, path)),
  ];
  const { code, findings } = await checked("carousel", sets, "web");
  expect(code).toBe(1);
  expect(findings).toMatchObject([
    {
      message: "the file is video/mp4, but a file of type image has to be there",
      pointer: "/packet/payload/options/1/image_url",
    },
  ]);
  expect(server.requests.map(({ path }) => path).sort()).toEqual(["/film.mp4", "/map.png"]);
});

test("the header of a button template is looked at", async () => {
  const sets = [
    "header.type=image",
    `header.link=${origin}/page.png`,
    "body=Well?",
    "fallback=Well?",
    "options.0.id=a",
    "options.0.label=A",
  ];
  const { code, findings } = await checked("button_template", sets, "whatsapp_business");
  expect(code).toBe(1);
  expect(findings).toMatchObject([{ message: "the file is text/html, but a file of type image has to be there" }]);
});

test("without --media-check nothing is looked at", async () => {
  const args = ["--cid", cid, "--event", "media", "--set", `link=${origin}/none.png`, "--dry-run"];
  expect(await sendInProcess(args)).toMatchObject({ code: 0 });
  expect(server.requests).toEqual([]);
});
