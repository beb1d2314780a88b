import mime from "mime";
import type { PayloadPath, Rendering } from "../../delivery/rendering.ts";
import type { MediaKind, MediaLimits } from "../../protocol/channel-facts.ts";
import { type Channel, channelNames, factsOf } from "../../protocol/channels.ts";
import { isFirm } from "../../protocol/limit.ts";
import { listed } from "../../written.ts";
import type { EventNode } from "../answer.ts";
import { worst } from "../finding.ts";
import { groupedBy } from "../limits.ts";
import type { Reporter, Rule } from "../rule.ts";

/** The media kinds in words, as in "takes only jpeg and png as images". */
const plurals = {
  image: "images",
  video: "videos",
  audio: "audio files",
  document: "documents",
} as const satisfies Record<MediaKind, string>;

/** Channels that take only some types of files. */
const selective: readonly Channel[] = channelNames.filter((channel) =>
  Object.values<MediaLimits>(factsOf(channel).media ?? {}).some(({ types }) => types !== undefined),
);

interface FileType {
  readonly extension: string;
  readonly type: string;
  readonly kind: MediaKind;
}

/** Extensions of what a server runs, whose answer can be of any type, and the type of files that could be anything. */
const programs: readonly string[] = ["php", "html", "htm"];
const anything = "application/octet-stream";

/** What a file is by its name; `undefined` where that doesn't tell. */
function fileType(name: string): FileType | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  const type = extension === undefined ? null : mime.getType(extension);
  if (extension === undefined || type === null || type === anything || programs.includes(extension)) return undefined;
  const [kind = ""] = type.split("/");
  return {
    extension,
    type,
    kind: Object.hasOwn(plurals, kind) ? (kind as MediaKind) : "document",
  };
}

const pathOf = (link: string): string => (URL.canParse(link) ? new URL(link).pathname : "");

/** The channels that take only some types of a kind, without that of a file. */
function refusalsOf({ type }: FileType, kind: MediaKind, renderings: readonly Rendering[]) {
  return renderings.flatMap(({ channel }) => {
    const { types, typesTrust = "inferred" } = factsOf(channel).media?.[kind] ?? {};
    return types === undefined || types.includes(type) ? [] : [{ channel, types, trust: typesTrust }];
  });
}

/** `jpeg` for image/jpeg; `docx` for a type with a long name. */
function shortName(type: string): string {
  const [kind, name = type] = type.split("/");
  return kind === "application" || kind === "text" ? (mime.getExtension(type) ?? name) : name;
}

type Refusals = ReturnType<typeof refusalsOf>;

function messageOf({ extension, type }: FileType, kind: MediaKind, refusals: Refusals): string {
  const clauses = groupedBy(refusals, ({ types }) => types.join()).map((group) => {
    const types = (group[0]?.types ?? []).map(shortName);
    const takes = group.length > 1 ? "take" : "takes";
    return `${listed(group.map(({ channel }) => channel))} ${takes} only ${listed(types)} as ${plurals[kind]}`;
  });
  return `.${extension} is ${type}, but ${clauses.join("; ")}`;
}

interface Look {
  readonly file: FileType | undefined;
  readonly kind?: MediaKind | undefined;
  readonly path: PayloadPath;
}

/** Reports where a file is refused by some of the channels that show it. */
function check(
  node: EventNode,
  { file, kind = file?.kind, path }: Look,
  shown: readonly Rendering[],
  report: Reporter,
) {
  const refusals = file && kind ? refusalsOf(file, kind, shown) : [];
  if (file === undefined || kind === undefined || refusals.length === 0) return;
  report({
    at: node.at(path),
    event: node.name,
    severity: worst(refusals.map((refusal) => (isFirm(refusal) ? "error" : "warning"))),
    message: messageOf(file, kind, refusals),
    channels: refusals.map(({ channel }) => channel),
    evidence: refusals.some(isFirm) ? "documented" : "inferred",
  });
}

const isSelective = ({ channel }: Rendering): boolean => selective.includes(channel);

export const mediaType: Rule = {
  id: "media-type",
  severity: "error",
  summary: "a file is of a type that every channel it goes to takes, as far as its extension tells",
  good: [{ name: "media", payload: { link: "https://cdn.example.com/map.png" } }],
  bad: [{ name: "media", payload: { link: "https://cdn.example.com/map.webp" } }],
  visit: {
    media(node, report) {
      const shown = node.renderings.filter(isSelective);
      if (shown.length === 0) return;
      const { link, name = "" } = node.event.packet.payload;
      const file = fileType(pathOf(link));
      if (file) check(node, { file, path: ["link"] }, shown, report);
      else check(node, { file: fileType(name), path: ["name"] }, shown, report);
    },
    button_template(node, report) {
      const { header } = node.event.packet.payload;
      if (header?.link === undefined || header.type === "text") return;
      const shown = node.renderings.filter((rendering) => isSelective(rendering) && rendering.header !== undefined);
      if (shown.length === 0) return;
      check(node, { file: fileType(pathOf(header.link)), kind: header.type, path: ["header", "link"] }, shown, report);
    },
  },
};
