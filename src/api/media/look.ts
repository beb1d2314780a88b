import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { headerOf } from "../../bot/header.ts";
import { networkProblem, place } from "../../bot/network-problem.ts";
import { duration, TimeLimitError, withinTime } from "../../bot/time-limit.ts";
import { quoted } from "../../lint/quoted.ts";
import type { Environment } from "../../settings.ts";
import { isLoopback } from "../api-url.ts";
import { proxySettings } from "../proxy-route.ts";
import { namesProxy } from "../route.ts";
import { type Course, follow, httpUrl } from "./follow.ts";

/** What is known of the file behind a link without reading all of it. */
export interface Look {
  /** its MIME type in lower case, without parameters */
  readonly type?: string | undefined;
  /** in bytes; at least that many where counting stopped */
  readonly size?: number | undefined;
}

/** Looks at files, each only once, and some at the same time. */
export interface Looker {
  /** What is behind a link, or why it can't be had. Where the server doesn't say how long it is, `enough` bytes are counted. */
  look(link: string, enough: (type: string | undefined) => number): Promise<Look | string>;
  close(): Promise<void>;
}

type Enough = Parameters<Looker["look"]>[1];

// the platform waits for a file as well, but nobody knows how long
const timeoutMs = 10_000;

/** Opens what looks at the files behind links, through a proxy where the environment names one. */
export function createLooker(env: Environment, signal: AbortSignal): Looker {
  const settings = { connections: 4, headersTimeout: 0, bodyTimeout: 0 };
  const straight = new Agent(settings);
  const other = namesProxy(env) ? new EnvHttpProxyAgent({ ...settings, ...proxySettings(env) }) : straight;

  const ask = (method: "HEAD" | "GET", limit: AbortSignal) => (url: URL) => {
    const { origin, hostname, pathname, search } = url;
    const agent = isLoopback(hostname) ? straight : other;
    return agent.request({ origin, path: pathname + search, method, signal: limit });
  };

  async function ofCourse(course: Course, enough: Enough, limit: AbortSignal): Promise<Look | string> {
    const start = course.url;
    const head = await follow(course, ask("HEAD", limit));
    const told = typeof head === "object" ? toldBy(head) : undefined;
    if (typeof head === "object") await head.body.dump();
    if (told?.type && told.size !== undefined) return told;
    // many servers answer HEAD with an error, or with less than they say to GET
    course.url = start;
    const answer = await follow(course, ask("GET", limit));
    if (typeof answer !== "object") return answer ?? "there is no answer";
    const seen = toldBy(answer);
    const size = seen && (seen.size ?? (await countedSize(answer, enough(seen.type))));
    answer.body.on("error", () => {}).destroy();
    return seen ? { type: seen.type, size } : `the answer is ${answer.statusCode}, not 200`;
  }

  async function look(link: string, enough: Enough): Promise<Look | string> {
    const url = httpUrl(link.trim());
    if (!url) return `${quoted(link)} cannot be downloaded: it is no http(s) address`;
    const course = { url };
    const found = await withinTime(timeoutMs, signal, (limit) => ofCourse(course, enough, limit)).catch((error) => {
      signal.throwIfAborted();
      if (error instanceof TimeLimitError) return `it does not come within ${duration(timeoutMs)}`;
      return networkProblem(error, course.url).message;
    });
    return typeof found === "string" ? `${place(url)} cannot be downloaded: ${found}` : found;
  }

  const known = new Map<string, Promise<Look | string>>();
  return {
    look(link, enough) {
      const looked = known.get(link) ?? look(link, enough);
      known.set(link, looked);
      return looked;
    },
    async close() {
      await Promise.all([straight.destroy(), other === straight ? undefined : other.destroy()]);
    },
  };
}

/** What the head of an answer tells of the file; `undefined` where it is none. */
function toldBy(head: Dispatcher.ResponseData): Look | undefined {
  if (head.statusCode !== 200) return undefined;
  const type = headerOf(head, "content-type")?.split(";")[0]?.trim().toLowerCase();
  const length = headerOf(head, "content-length") ?? "";
  // of a packed answer it is the length of the packing
  const isPlain = headerOf(head, "content-encoding") === undefined;
  return { type: type || undefined, size: isPlain && /^\d+$/.test(length) ? Number(length) : undefined };
}

/** The size of a file, or one byte more than is enough where there is more, however much has come by then. */
async function countedSize({ body }: Dispatcher.ResponseData, enough: number): Promise<number> {
  let size = 0;
  if (enough === 0) return size;
  for await (const chunk of body) {
    size += (chunk as Uint8Array).length;
    if (size > enough) return enough + 1;
  }
  return size;
}
