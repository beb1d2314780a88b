import { Agent, type Dispatcher } from "undici";
import { isLoopback } from "../api/api-url.ts";
import { type Course, follow, httpUrl } from "../api/media/follow.ts";
import { mediaLinksIn } from "../api/media/links.ts";
import { networkProblem, place } from "../bot/network-problem.ts";
import { duration, TimeLimitError, withinTime } from "../bot/time-limit.ts";
import type { Item } from "../lint/answer.ts";
import { quoted } from "../lint/quoted.ts";
import type { Corrections } from "../lint/shape.ts";
import { type Refusal, refusal } from "./api-request.ts";

/** Whose media files are fetched: those of this machine, all, or none. */
export type MediaHosts = "loopback" | "any" | "off";

// far less than a platform would wait, but nobody wants a simulator that hangs
const timeoutMs = 5000;

// what comes after it makes no difference: the file is there
const enoughBytes = 16 * 1024 ** 2;

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
  const settings = { channels: [], corrections };
  const links = [...new Set(items.flatMap((item) => mediaLinksIn(item, settings).map(({ link }) => link)))];
  if (links.length === 0) return [];
  const agent = new Agent({ connections: 8, headersTimeout: 0, bodyTimeout: 0 });
  try {
    const problems = await Promise.all(links.map((link) => problemOf(link, agent, hosts, signal)));
    return problems.flatMap((message) => (message === undefined ? [] : [refusal("media", message)]));
  } finally {
    await agent.destroy();
  }
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

/** Downloads a file, through redirects. Gives what is wrong with the answer; rejects where there is none. */
async function download(
  course: Course,
  agent: Agent,
  hosts: MediaHosts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await follow(course, async ({ origin, hostname, pathname, search }) => {
    if (hosts === "loopback" && !isLoopback(hostname)) return undefined;
    return agent.request({ origin, path: pathname + search, method: "GET", signal });
  });
  if (typeof answer !== "object") return answer;
  await readEnough(answer);
  return answer.statusCode === 200 ? undefined : `the answer is ${answer.statusCode}, not 200`;
}

async function readEnough({ body }: Dispatcher.ResponseData): Promise<void> {
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Uint8Array).length;
    if (size > enoughBytes) return;
  }
}
