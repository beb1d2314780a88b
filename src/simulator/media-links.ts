import { Agent, type Dispatcher } from "undici";
import { isLoopback } from "../api/api-url.ts";
import { headerOf } from "../bot/header.ts";
import { networkProblem, place } from "../bot/network-problem.ts";
import { duration, TimeLimitError, withinTime } from "../bot/time-limit.ts";
import type { PayloadPath } from "../delivery/rendering.ts";
import { type EventNode, type Item, readNode } from "../lint/answer.ts";
import { quoted } from "../lint/quoted.ts";
import type { Corrections } from "../lint/shape.ts";
import type { EventName } from "../protocol/events/index.ts";
import { type Refusal, refusal } from "./api-request.ts";

/** Whose media files are fetched: those of this machine, all, or none. */
export type MediaHosts = "loopback" | "any" | "off";

// far less than a platform would wait, but nobody wants a simulator that hangs
const timeoutMs = 5000;

// what comes after it makes no difference: the file is there
const enoughBytes = 16 * 1024 ** 2;

const mostRedirects = 5;

/** Where an event has links that the platform downloads: as many paths as there are links, in the protocol's names. */
const linkPaths: { readonly [Name in EventName]?: (node: EventNode<Name>) => readonly PayloadPath[] } = {
  media: () => [["link"]],
  carousel: ({ event }) => event.packet.payload.options.map((_, index) => ["options", index, "image_url"]),
  button_template: ({ event }) => (event.packet.payload.header?.type === "text" ? [] : [["header", "link"]]),
};

function linksIn(item: Item, corrections: Readonly<Record<string, Corrections>> | undefined): string[] {
  const node = readNode(item, { channels: [], corrections });
  // the name picks the function for just these nodes, which the compiler can't follow
  const pathsOf = node && (linkPaths[node.name] as ((node: EventNode) => readonly PayloadPath[]) | undefined);
  const links = node && pathsOf ? pathsOf(node).map((path) => node.given(path)) : [];
  return links.filter((link) => typeof link === "string");
}

export interface MediaOptions {
  readonly hosts: MediaHosts;
  /** the platform's real names of inferred parameters */
  readonly corrections?: Readonly<Record<string, Corrections>> | undefined;
  readonly signal: AbortSignal;
}

/**
 * Downloads the media files that events link to, all at once, and says which can't be had. What another host has is not
 * fetched unless `hosts` says so, and counts as there. Rejects with the reason of `signal` when that aborts.
 */
export async function checkMedia(items: readonly Item[], options: MediaOptions): Promise<Refusal[]> {
  const { hosts, corrections, signal } = options;
  if (hosts === "off") return [];
  const links = [...new Set(items.flatMap((item) => linksIn(item, corrections)))];
  if (links.length === 0) return [];
  const agent = new Agent({ connections: 8, headersTimeout: 0, bodyTimeout: 0 });
  try {
    const problems = await Promise.all(links.map((link) => problemOf(link, agent, hosts, signal)));
    return problems.flatMap((message) => (message === undefined ? [] : [refusal("media", message)]));
  } finally {
    await agent.destroy();
  }
}

/** Where a download is: redirects lead it elsewhere. */
interface Course {
  url: URL;
}

/** Why the file behind a link can't be had, or `undefined`. */
async function problemOf(
  link: string,
  agent: Agent,
  hosts: MediaHosts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const url = httpUrl(link.trim());
  const course = url && { url };
  const reason = course ? await failureOf(course, agent, hosts, signal) : "it is no http(s) address";
  return reason && `${url ? place(url) : quoted(link)} cannot be downloaded: ${reason}`;
}

async function failureOf(
  course: Course,
  agent: Agent,
  hosts: MediaHosts,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await withinTime(timeoutMs, signal, (limit) => download(course, agent, hosts, limit));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TimeLimitError) return `it does not come within ${duration(timeoutMs)}`;
    return networkProblem(error, course.url).message;
  }
}

function httpUrl(text: string, base?: URL): URL | undefined {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

/** Downloads a file, through redirects. Gives what is wrong with the answer; rejects where there is none. */
async function download(
  course: Course,
  agent: Agent,
  hosts: MediaHosts,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const { origin, hostname, pathname, search } = course.url;
    if (hosts === "loopback" && !isLoopback(hostname)) return undefined;
    const answer = await agent.request({ origin, path: pathname + search, method: "GET", signal });
    await readEnough(answer);
    const { statusCode } = answer;
    const location = statusCode >= 300 && statusCode < 400 ? headerOf(answer, "location") : undefined;
    if (location === undefined) return statusCode === 200 ? undefined : `the answer is ${statusCode}, not 200`;
    const next = httpUrl(location, course.url);
    if (!next) return `it redirects to ${quoted(location)}, which is no http(s) address`;
    course.url = next;
  }
  return `it redirects more than ${mostRedirects} times`;
}

async function readEnough({ body }: Dispatcher.ResponseData): Promise<void> {
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Uint8Array).length;
    if (size > enoughBytes) return;
  }
}
