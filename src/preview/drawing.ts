import mime from "mime/lite";
import { type Form, isRefused, type Rendering, shownLabel } from "../delivery/rendering.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import { printable } from "../printable.ts";
import type { Channel } from "../protocol/channels.ts";
import { fileName } from "./address.ts";
import { type Note, notesOf } from "./notes.ts";
import { type TextPart, textParts } from "./text-parts.ts";

/** A file as a messenger shows it. */
export interface DrawnFile {
  readonly kind: "image" | "video" | "audio" | "document";
  readonly name: string;
  readonly link: string;
}

export interface DrawnOption {
  /** exactly as the bot wrote it */
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly image?: DrawnFile | undefined;
}

/** A rendering that is ready to be drawn: nothing but texts in which nothing hides, none of them endless. */
export interface Drawing {
  readonly channel: Channel;
  readonly form: Form;
  readonly isRefused: boolean;
  readonly text: readonly TextPart[];
  readonly header?: string | DrawnFile | undefined;
  readonly headline?: string | undefined;
  readonly footer?: string | undefined;
  /** what opens a list */
  readonly button?: string | undefined;
  readonly optionsHeadline?: string | undefined;
  readonly options: readonly DrawnOption[];
  readonly links: readonly { readonly body: string; readonly link: string }[];
  readonly file?: DrawnFile | undefined;
  readonly pause?: { readonly seconds: number; readonly typing: boolean } | undefined;
  readonly notes: readonly Note[];
}

/** More than any channel shows, and few enough to be drawn at once. */
const longestText = 20_000;
const longestList = 200;

function cutText(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText)}… (${text.length - longestText} characters more)`;
}

const kinds: readonly string[] = ["image", "video", "audio"];

function fileOf(link: string, name = fileName(link), likely?: string): DrawnFile {
  const [kind = ""] = likely ? [likely] : (mime.getType(fileName(link))?.split("/") ?? []);
  return { kind: kinds.includes(kind) ? (kind as DrawnFile["kind"]) : "document", name, link };
}

function headerOf({ header }: Rendering): string | DrawnFile | undefined {
  if (header === undefined) return undefined;
  return header.type === "text" ? (header.text ?? "") : fileOf(header.link ?? "", undefined, header.type);
}

function optionsOf(rendering: Rendering): DrawnOption[] {
  return rendering.options.slice(0, longestList).map(({ id, description, image_url }, index) => ({
    id,
    label: shownLabel(rendering, index),
    description,
    image: image_url === undefined ? undefined : fileOf(image_url, undefined, "image"),
  }));
}

/** The same value, with all of its texts cut and printable but for ids. */
function presentable<Value>(value: Value): Value;
function presentable(value: unknown): unknown {
  if (typeof value === "string") return printable(cutText(value).replaceAll("\r\n", "\n"), { newlines: true });
  if (Array.isArray(value)) return value.slice(0, longestList).map((member) => presentable(member));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === "id" ? inner : presentable(inner)]),
  );
}

/** What the contact sees of an event on one channel; `payload` is the event's, in the protocol's own names. */
export function drawingOf(rendering: Rendering, payload: JsonObject): Drawing {
  const { channel, form, headline, footer, button, options_headline, links, file, pause } = rendering;
  const text = cutText(rendering.text);
  return presentable({
    channel,
    form,
    isRefused: isRefused(rendering),
    text: text === "" ? [] : textParts({ ...rendering, text }, payload),
    header: headerOf(rendering),
    headline,
    footer,
    button,
    optionsHeadline: options_headline,
    options: optionsOf(rendering),
    links,
    file: file && fileOf(file.link, file.name),
    pause,
    notes: notesOf(rendering, payload),
  });
}
