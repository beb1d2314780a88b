import { parseJson } from "../../input/json.ts";
import { itemsOf } from "../../lint/answer.ts";
import { type Finding, worst } from "../../lint/finding.ts";
import { groupedBy } from "../../lint/limits.ts";
import type { LintSettings } from "../../lint/lint.ts";
import { place } from "../../lint/place.ts";
import type { Report, Rule } from "../../lint/rule.ts";
import type { MediaKind, MediaLimits } from "../../protocol/channel-facts.ts";
import { type Channel, factsOf } from "../../protocol/channels.ts";
import { isFirm } from "../../protocol/limit.ts";
import { listed } from "../../written.ts";
import type { Composed } from "../compose.ts";
import { type MediaLink, mediaLinksIn } from "./links.ts";
import type { Look, Looker } from "./look.ts";

/** What its findings are named after: no rule of lint, as that opens no connection. */
const mediaCheck: Rule = {
  id: "media-check",
  severity: "error",
  summary: "every file that the platform downloads is there, and one that the channel takes",
  good: [],
  bad: [],
};

const page = "https://unpkg.com/ulbot/docs/send.md";

/** What is wrong with a file: everywhere, or on some channels. */
type Flaw = Pick<Report, "message" | "severity" | "channels" | "evidence">;

/** What a channel takes of a kind of files; `undefined` where it takes none, which lint tells. */
interface Taker {
  readonly channel: Channel;
  readonly limits: MediaLimits;
}

/** Looks at the files that a request links to, and finds those that can't be had or that a channel does not take. */
export async function checkMedia({ body }: Composed, settings: LintSettings, looker: Looker): Promise<Finding[]> {
  const links = itemsOf(body).flatMap((item) => mediaLinksIn(item, settings));
  const reports = await Promise.all(links.map((link) => reportsOn(link, looker)));
  const text = JSON.stringify(body, null, 2);
  const all = reports.flat().map(({ severity = "error", ...report }) => ({ ...report, severity, rule: mediaCheck }));
  const findings = place(all, { file: "<request>", text }, parseJson(text));
  return findings.map((finding) => ({ ...finding, url: page }));
}

async function reportsOn(link: MediaLink, looker: Looker): Promise<Report[]> {
  const { node, path } = link;
  const largest = (type: string | undefined): number =>
    Math.max(0, ...takersOf(link, type).flatMap(({ limits }) => limits.size?.value ?? []));
  const found = await looker.look(link.link, largest);
  const flaws: readonly Flaw[] = typeof found === "string" ? [{ message: found }] : flawsOf(link, found);
  return flaws.map((flaw) => ({ ...flaw, at: node.at(path), event: node.name }));
}

function takersOf({ shownBy, kind }: MediaLink, type?: string): Taker[] {
  const kinds = kind ?? (type === undefined ? undefined : kindOf(type));
  return shownBy.flatMap(({ channel }) => {
    const { media = {} } = factsOf(channel);
    const all: readonly (MediaLimits | undefined)[] = kinds ? [media[kinds]] : Object.values(media);
    return all.flatMap((limits) => (limits === undefined ? [] : [{ channel, limits }]));
  });
}

const kinds: readonly MediaKind[] = ["image", "video", "audio"];

const kindOf = (type: string): MediaKind => kinds.find((kind) => type.startsWith(`${kind}/`)) ?? "document";

/** Types that say nothing of what a file is. */
const vague: readonly (string | undefined)[] = [undefined, "application/octet-stream", "binary/octet-stream"];

function flawsOf(link: MediaLink, { type, size }: Look): Flaw[] {
  if (type === undefined || vague.includes(type)) {
    const message = `the server does not say what kind of file it is (${type ?? "no content-type"})`;
    return [{ message, severity: "warning" }, ...sizeFlaws(link, link.kind, size)];
  }
  const kind = kindOf(type);
  if (link.kind !== undefined && link.kind !== kind) {
    return [
      {
        message: `the file is ${type}, but ${link.kind === "document" ? "a document" : `a file of type ${link.kind}`} has to be there`,
      },
    ];
  }
  return [...typeFlaws(link, type), ...sizeFlaws(link, kind, size)];
}

function typeFlaws(link: MediaLink, type: string): Flaw[] {
  const refusing = takersOf(link, type).filter(({ limits }) => limits.types?.includes(type) === false);
  return groupedBy(refusing, ({ limits }) => String(limits.types)).map((group) => {
    const { types = [], typesTrust = "inferred" } = group[0]?.limits ?? {};
    const channels = group.map(({ channel }) => channel);
    return {
      message: `the file is ${type}, but ${listed(channels)} takes only ${listed(types)}`,
      channels,
      ...trusted(isFirm({ trust: typesTrust })),
    };
  });
}

function sizeFlaws(link: MediaLink, kind: MediaKind | undefined, size: number | undefined): Flaw[] {
  if (kind === undefined || size === undefined) return [];
  const refusing = takersOf({ ...link, kind }).filter(({ limits }) => size > (limits.size?.value ?? size));
  return groupedBy(refusing, ({ limits }) => String(limits.size?.value)).map((group) => {
    const limits = group.flatMap(({ limits }) => limits.size ?? []);
    const channels = group.map(({ channel }) => channel);
    const most = limits[0]?.value ?? 0;
    return {
      message: `the file has ${megabytes(size)}, but ${listed(channels)} takes at most ${megabytes(most)}`,
      channels,
      limit: { expected: most, got: size, unit: "bytes" },
      ...trusted(worst(limits.map((limit) => (isFirm(limit) ? "error" : "warning"))) === "error"),
    };
  });
}

const trusted = (isCertain: boolean) =>
  ({ severity: isCertain ? "error" : "warning", evidence: isCertain ? "documented" : "inferred" }) as const;

/** Rounded up, so that what is beyond a limit by a byte does not look like the limit. */
const megabytes = (bytes: number): string => `${Math.ceil((bytes / 1024 ** 2) * 100) / 100} MB`;
