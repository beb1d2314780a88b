import { basename } from "node:path";
import mime from "mime";
import type { WebhookPayloadOf } from "../protocol/webhooks/index.ts";

/** A file that a contact can upload here, for bots to fetch. */
export interface SampleFile {
  /** what it is to people */
  readonly title: string;
  readonly name: string;
  readonly content_type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A sample file as a webhook tells of it, at its own address. */
export interface ServedFile extends Omit<SampleFile, "bytes"> {
  readonly link: string;
  readonly size: number;
}

const unpacked = (lines: readonly string[]): SampleFile["bytes"] =>
  new Uint8Array(Buffer.from(lines.join(""), "base64"));

/** A small picture, a page, a second of silence, and colours that change. */
export const sampleFiles: readonly SampleFile[] = [
  {
    title: "a photo",
    name: "photo.jpg",
    content_type: "image/jpeg",
    bytes: unpacked([
      "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA",
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      "AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA",
      "ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1",
      "AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP",
      "KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/",
      "2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi",
      "9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAgADADASIAAhEBAxEB/8QAGQAAAgMB",
      "AAAAAAAAAAAAAAAABAUAAgYD/8QALBAAAgECBAMGBwAAAAAAAAAAAQIAAxEEBRITITFhFBUiI1FSMkFxscHR4f/EABkBAAIDAQAAAAAAAAAAAA",
      "AAAAAFAgMEAf/EACIRAAICAQMEAwAAAAAAAAAAAAECAAMRBBMhBRIUQSIxcf/aAAwDAQACEQMRAD8A6bUm1DtqVZAilmICjiSY63Iu7YHtSCjc",
      "2A4wxUDqGUgqRcESy09LAgcjecNhxxALKd1tovrGr0t+YIaNjYjiI63l03sb+kDamWYkjmbxZ07Uaty3kD84xNWorqGNuGmkALngBM5mmP7Q+1",
      "RPlKefuP6hme5oHZsLhm8A4Ow+fQdIjkLri3xEy2N6EYZXj+zvtVj5THn7THOPxdDA0ddQgs3wKDxb+TKO4X6zm7s5Bdi1hYXPISKXsq4gjECP",
      "stzgV65pYrSmo+BhyHQx3tTCTR5DnIJXCYxulOofsZZXefppYp9Gf//Z",
    ]),
  },
  {
    title: "a document",
    name: "invoice.pdf",
    content_type: "application/pdf",
    bytes: unpacked([
      "JVBERi0xLjQKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyAvUGFnZXMgMiAwIFIgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL1R5cGUgL1BhZ2VzIC",
      "9LaWRzIFszIDAgUl0gL0NvdW50IDEgPj4KZW5kb2JqCjMgMCBvYmoKPDwgL1R5cGUgL1BhZ2UgL1BhcmVudCAyIDAgUiAvTWVkaWFCb3ggWzAg",
      "MCAzMDAgMTUwXSAvQ29udGVudHMgNCAwIFIgL1Jlc291cmNlcyA8PCAvRm9udCA8PCAvRjEgNSAwIFIgPj4gPj4gPj4KZW5kb2JqCjQgMCBvYm",
      "oKPDwgL0xlbmd0aCA5NSA+PgpzdHJlYW0KQlQgL0YxIDI0IFRmIDQwIDkwIFRkIChJbnZvaWNlIDQ3MTEpIFRqIDAgLTM2IFRkIC9GMSAxMiBU",
      "ZiAoQW4gZXhhbXBsZSwgZm9yIGJvdHMgdG8gdHJ5LikgVGogRVQKZW5kc3RyZWFtCmVuZG9iago1IDAgb2JqCjw8IC9UeXBlIC9Gb250IC9TdW",
      "J0eXBlIC9UeXBlMSAvQmFzZUZvbnQgL0hlbHZldGljYSA+PgplbmRvYmoKeHJlZgowIDYKMDAwMDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDA5",
      "IDAwMDAwIG4gCjAwMDAwMDAwNTggMDAwMDAgbiAKMDAwMDAwMDExNSAwMDAwMCBuIAowMDAwMDAwMjQxIDAwMDAwIG4gCjAwMDAwMDAzODYgMD",
      "AwMDAgbiAKdHJhaWxlcgo8PCAvU2l6ZSA2IC9Sb290IDEgMCBSID4+CnN0YXJ0eHJlZgo0NTYKJSVFT0YK",
    ]),
  },
  {
    title: "a voice message",
    name: "voice.ogg",
    content_type: "audio/ogg",
    bytes: unpacked([
      "T2dnUwACAAAAAAAAAAC9HAAAAAAAADPvHqEBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAL0cAAABAAAAaZZkzAEVT3B1c1RhZ3",
      "MFAAAAdWxib3QAAAAAT2dnUwAEgLsAAAAAAAC9HAAAAgAAAOgG2vwyAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD",
      "AwMDAwMDAwP4//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//",
      "74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//74//4=",
    ]),
  },
  {
    title: "a video",
    name: "video.mp4",
    content_type: "video/mp4",
    bytes: unpacked([
      "AAAAJGZ0eXBpc29tAAACAGlzb21pc282aXNvMmF2YzFtcDQxAAACym1vb3YAAAB4bXZoZAEAAAAAAAAA5yow8AAAAADnKjDwAAAD6AAAAAAAAA",
      "J7AAEAAAEAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA",
      "AAIidHJhawAAAGh0a2hkAQAAAwAAAADnKjDwAAAAAOcqMPAAAAABAAAAAAAAAAAAAAJ7AAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAA",
      "AAAQAAAAAAAAAAAAAAAAAAQAAAAAAgAAAAIAAAAAABsm1kaWEAAAAsbWRoZAEAAAAAAAAA5yow8AAAAADnKjDwAAB1MAAAAAAAAAJ7VcQAAAAA",
      "AC1oZGxyAAAAAAAAAAB2aWRlAAAAAAAAAAAAAAAAVmlkZW9IYW5kbGVyAAAAAVFtaW5mAAAAFHZtaGQAAAABAAAAAAAAAAAAAAAlZGluZgAAAB",
      "1kcmVmAAAAAAAAAAEAAAANdXJsIAAAAAEAAAABEHN0YmwAAAAQc3RzYwAAAAAAAAAAAAAAEHN0dHMAAAAAAAAAAAAAABRzdHN6AAAAAAAAAAAA",
      "AAAAAAAAEHN0Y28AAAAAAAAAAAAAAMRzdHNkAAAAAAAAAAEAAAC0YXZjMQAAAAAAAAABAAAAAQAAAAAAAAAAAAAAAAAgACAASAAAAEgAAAAAAA",
      "AAAQtBVkMxIENvZGluZwAAAAAAAAAAAAAAAAAAAAAAAAAAABj//wAAABBwYXNwAAAAAQAAAAEAAAAUYnRydAAAAAAAAAAAAAAAAAAAACdhdmND",
      "AULACv/hABBnQsAKjI1EpNwENAQeEQjUAQAEaM48gAAAABNjb2xybmNseAABAA0AAYAAAAAobXZleAAAACB0cmV4AAAAAAAAAAEAAAABAAAAAA",
      "AAAAAAAAAAAAAAkG1vb2YAAAAQbWZoZAAAAAAAAAABAAAAeHRyYWYAAAAUdGZoZAACACAAAAABAQEAAAAAABR0ZmR0AQAAAAAAAAAAAAAAAAAA",
      "SHRydW4BAAMFAAAABgAAAJgCAAAAAAAOFgAAAB0AAA4eAAAAIAAADhwAAABPAAAOQAAAADEAAA4MAAAAHwAAA+cAAABQAAABNG1kYXQAAAAZZb",
      "gABAAAE///4IooAB3xwAC8cAAQRJOuvAAAABxh4ABAAL5BPN//8EUUAAQCvHAAEEWOHE7zyPP4AAAAS2HgAIABPkf4UigAGYoABmKAAZigAGYo",
      "ABmKAAZigAGYoABmKAAZigAGYoABmKAAZigAGYoABmKAAZigAGY4ABiOAAILeJxXPIK5/AAAAC1h4ADAAb5C/YUimKYpimKYpimKYpimKYpimK",
      "YpimOAAIKkcBzf//D1fEyC8R4AAAAbYeABAAI+QK83//wRRQAD/jgACBhHBxPnkz+AAAAATGHgAUACvkG/hSKAAQigAEIoABCKAAQigAEIoABC",
      "KAAQigAEIoABCKAAQigAEIoABCKAAQigAEIoABCKAAQjgAE44AAgcY3F+xci9n8AAABMbWZyYQAAADR0ZnJhAQAAAAAAAAEAAAA/AAAAAQAAAA",
      "AAAAAAAAAAAAAAAu4AAAABAAAAAQAAAAEAAAAQbWZybwAAAAAAAABM",
    ]),
  },
];

/** The sample files as a server at `base` has them. */
export function servedFiles(base: URL): ServedFile[] {
  return sampleFiles.map(({ title, name, content_type, bytes }) => {
    return { title, link: new URL(`/files/${name}`, base).href, name, content_type, size: bytes.length };
  });
}

/**
 * A file as the platform would tell of it: a sample file by its name or address, else what an address says by itself, which
 * leaves its size open; `undefined` for what is neither.
 */
export function fileAt(place: string, served: readonly ServedFile[]): WebhookPayloadOf<"media"> | undefined {
  const known = served.find(({ name, link }) => place === name || place === link);
  if (known) {
    const { title: _, ...file } = known;
    return file;
  }
  if (!URL.canParse(place)) return undefined;
  const name = basename(new URL(place).pathname) || "file";
  return { link: place, name, content_type: mime.getType(name) ?? "application/octet-stream" };
}
