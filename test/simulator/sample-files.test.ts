import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import mime from "mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlatform, type Platform } from "../../src/simulator/platform.ts";
import { fileAt, sampleFiles } from "../../src/simulator/sample-files.ts";

let platform: Platform;
beforeAll(async () => {
  const endpoint = { post: () => Promise.reject(new Error("nobody is there")) };
  platform = await openPlatform({ endpoint, settings: {}, token: "t", now: Date.now, delays: "none" });
});
afterAll(() => platform.close());

/** How the files of a type begin. */
const beginnings: Readonly<Record<string, string>> = {
  "image/jpeg": "ffd8ff",
  "application/pdf": Buffer.from("%PDF-").toString("hex"),
  "audio/ogg": Buffer.from("OggS").toString("hex"),
  "video/mp4": `000000..${Buffer.from("ftyp").toString("hex")}`,
};

describe.each(sampleFiles.map(({ name }) => name))("the sample file %s", (name) => {
  test("can be fetched, with the type and the size that a webhook says", async () => {
    const file = fileAt(name, platform.files);
    const response = await fetch(file?.link ?? "");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(file).toEqual({
      link: `${platform.apiUrl.origin}/files/${name}`,
      name,
      content_type: response.headers.get("content-type"),
      size: bytes.length,
    });
    expect(Number(response.headers.get("content-length"))).toBe(bytes.length);
    expect(mime.getType(name)).toBe(file?.content_type);
    expect(bytes.toString("hex")).toMatch(new RegExp(`^${beginnings[file?.content_type ?? ""]}`));
  });

  test("is given to this machine only", async () => {
    const asked = request(new URL(`/files/${name}`, platform.apiUrl), { headers: { host: "evil.example" } }).end();
    const [response] = await once(asked, "response");
    expect([response.statusCode, JSON.parse(await text(response))]).toEqual([
      403,
      { error: expect.stringContaining("evil.example") },
    ]);
  });
});

test.each([
  "/files/",
  "/files/other.jpg",
  "/files/..%2Fpackage.json",
  "/files/%2Fetc%2Fpasswd",
  "/files/constructor",
  "/files/photo.jpg/..%2Fvideo.mp4",
])("%s is none of them", async (path) => {
  const { status } = await fetch(new URL(path, platform.apiUrl));
  expect([404, 405]).toContain(status);
});

test("a sample file is known by its address as well", () => {
  const [file] = platform.files;
  expect(fileAt(file?.link ?? "", platform.files)).toEqual(fileAt("photo.jpg", platform.files));
});

test.each([
  ["https://example.com/a/plan.pdf?x=1", { name: "plan.pdf", content_type: "application/pdf" }],
  ["https://example.com/", { name: "file", content_type: "application/octet-stream" }],
])("of %s only the address is known, and so no size", (link, rest) => {
  expect(fileAt(link, platform.files)).toEqual({ link, ...rest });
});

test("anything else is no file", () => {
  expect(fileAt("plan.pdf", platform.files)).toBeUndefined();
});
