import { describe, expect, it } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { eventOf, findingsIn } from "./answers.ts";

const found = (name: string, payload: unknown, channels: readonly Channel[] = channelNames) =>
  findingsIn(eventOf(name, payload), { channels }).filter(({ rule }) => rule === "media-type");

const media = (file: string, name?: string) =>
  found("media", { link: `https://cdn.example.com/${file}`, ...(name === undefined ? {} : { name }) });

const documents = "pdf, txt, doc, xls, ppt, docx, xlsx and pptx as documents";

describe("a file", () => {
  it.each<[file: string, message: string]>([
    ["map.webp", ".webp is image/webp, but whatsapp_business takes only jpeg and png as images"],
    ["MAP.SVG?v=2#top", ".svg is image/svg+xml, but whatsapp_business takes only jpeg and png as images"],
    ["clip.mov", ".mov is video/quicktime, but whatsapp_business takes only mp4 and 3gpp as videos"],
    ["jingle.wav", ".wav is audio/wav, but whatsapp_business takes only aac, amr, mpeg, mp4 and ogg as audio files"],
    ["all.zip", `.zip is application/zip, but whatsapp_business takes only ${documents}`],
  ])("that a channel refuses: %s", (file, message) => {
    expect(media(file)).toMatchObject([
      {
        severity: "error",
        message,
        pointer: "/packet/payload/link",
        channels: ["whatsapp_business"],
        evidence: "documented",
      },
    ]);
  });

  it.each([
    ["photo.jpg", "photo.JPEG", "icon.png", "clip.mp4", "clip.3gp", "song.mp3", "song.m4a", "voice.ogg", "voice.opus"],
    ["terms.pdf", "terms.docx", "terms.txt", "prices.xlsx"],
    // nothing tells what these are
    ["map", "map.", "v1.0/map", "map.webp/", "map.xyzzy", "map.php", "map.html", "setup.exe", "download?file=map.webp"],
    ["", "constructor", "map.constructor", "map.__proto__"],
  ])("that is taken or unknown: %s", (...files) => {
    for (const file of files) expect(media(file)).toEqual([]);
  });

  it.each<[link: string, name: string, pointers: string[]]>([
    ["get?id=3", "map.svg", ["/packet/payload/name"]],
    ["get.php", "map.svg", ["/packet/payload/name"]],
    ["get?id=3", "map.png", []],
    ["map.png", "map.svg", []],
    ["map.svg", "map.png", ["/packet/payload/link"]],
  ])("is of the type that its link says, or else its name: %s, %s", (link, name, pointers) => {
    expect(media(link, name).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it("is not looked at where channels don't tell what they take, or where it is no address", () => {
    const channels: readonly Channel[] = channelNames.filter((channel) => channel !== "whatsapp_business");
    expect(found("media", { link: "https://cdn.example.com/map.webp" }, channels)).toEqual([]);
    expect(found("media", { link: "map.webp" })).toEqual([]);
    expect(found("media", { link: 5 })).toEqual([]);
  });
});

describe("the header of a button_template", () => {
  const header = (type: string, link: string, channels: readonly Channel[] = channelNames) =>
    found(
      "button_template",
      { header: { type, link }, body: "Yes?", options: [{ id: "a", label: "Yes" }], fallback: "Yes?" },
      channels,
    ).map(({ message, pointer }) => `${pointer} ${message}`);

  it.each<[type: string, file: string, message: string]>([
    ["image", "a.webp", ".webp is image/webp, but whatsapp_business takes only jpeg and png as images"],
    ["image", "a.mp4", ".mp4 is video/mp4, but whatsapp_business takes only jpeg and png as images"],
    ["video", "a.mp3", ".mp3 is audio/mpeg, but whatsapp_business takes only mp4 and 3gpp as videos"],
    ["document", "a.png", `.png is image/png, but whatsapp_business takes only ${documents}`],
  ])("of type %s: %s", (type, file, message) => {
    expect(header(type, `https://x.de/${file}`)).toEqual([`/packet/payload/header/link ${message}`]);
  });

  it.each<[type: string, file: string]>([
    ["image", "a.png"],
    ["video", "a.mp4"],
    ["document", "a.pdf"],
    ["document", "a"],
    ["text", "a.webp"],
  ])("of type %s may be %s", (type, file) => {
    expect(header(type, `https://x.de/${file}`)).toEqual([]);
  });

  it("is not looked at where it is not shown", () => {
    expect(header("image", "https://x.de/a.webp", ["web", "facebook", "sms"])).toEqual([]);
  });
});
