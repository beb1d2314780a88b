import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { isLoopback } from "../api/api-url.ts";
import { portOf } from "../bot/port.ts";
import { UlbotError } from "../errors.ts";
import type { Replaced } from "../transcript/pseudonyms.ts";
import type { Redactor } from "../transcript/redact.ts";
import { createForwarder } from "./forward.ts";
import { type Listener, listen } from "./listener.ts";
import { type Counts, createRecording, type Passed, type Recording } from "./recording.ts";
import { secretsIn } from "./secrets.ts";
import { createTranscripts } from "./transcripts.ts";

export interface RecorderOptions {
  /** the bot's endpoint */
  readonly bot: URL;
  /** where the platform posts to instead; any free port for 0 */
  readonly port: number;
  /** the API URL, and where the bot posts to instead; any free port for 0 */
  readonly api?: { readonly url: URL; readonly port: number } | undefined;
  /** absolute path of the folder for transcripts; made where there is none */
  readonly out: string;
  /** without one everything is written as it is */
  readonly redactor?: Redactor | undefined;
  readonly onPassed: (passed: Passed) => void;
  /** milliseconds since the Unix epoch */
  readonly now: () => number;
}

/** What a recording came to. */
export interface RecordReport extends Counts {
  /** absolute paths of the transcripts, one for each conversation */
  readonly files: readonly string[];
  /** what was replaced by pseudonyms; `undefined` where nothing was to be */
  readonly replaced: readonly Replaced[] | undefined;
}

export interface Recorder {
  /** where to post webhooks */
  readonly webhookUrl: URL;
  /** what the bot has to take for the API URL; `undefined` where none was given */
  readonly apiUrl: URL | undefined;
  /** aborts when something can't be written down, with the error as its reason */
  readonly failed: AbortSignal;
  /** Lets what is under way end, for 3 s at most, and gives the report; any number of calls. Throws what could not be written down. */
  close(): Promise<RecordReport>;
}

const graceMs = 3000;

/**
 * Stands between the platform and a bot, and between the bot and the API URL, and writes down what passes. Throws an
 * `UlbotError` (usage) where it can't write or can't listen.
 */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  const { bot, port, api, redactor } = options;
  const transcripts = createTranscripts(options.out, redactor);
  const recording = createRecording({ ...options, write: transcripts.write });
  const underWay = new Set<Promise<void>>();
  const failure = new AbortController();

  const forwarderTo = (target: URL, host: string | undefined, record: Recording["webhook"]): RequestListener =>
    createForwarder({
      target,
      host,
      onExchange(exchange, request) {
        for (const secret of secretsIn(request)) redactor?.learn(secret);
        const recorded = record(exchange)
          .catch((error: unknown) => failure.abort(error))
          .finally(() => underWay.delete(recorded));
        underWay.add(recorded);
      },
    });

  // a bot on this machine is to see the name that the platform called, as without us; a server elsewhere knows its own only
  const botHost = isLoopback(bot.hostname) ? undefined : bot.host;
  const front = await listenBefore(bot, forwarderTo(bot, botHost, recording.webhook), port, "--port");
  const listeners = [front];
  if (api) {
    const forwarder = forwarderTo(api.url, api.url.host, recording.request);
    listeners.push(await listenBefore(api.url, forwarder, api.port, "--api-port").catch(closing(front)));
  }
  async function end(): Promise<RecordReport> {
    for (const listener of listeners) listener.refuse();
    await Promise.race([Promise.all(underWay), sleep(graceMs, undefined, { ref: false })]);
    await Promise.all(listeners.map((listener) => listener.close()));
    await Promise.all(underWay);
    failure.signal.throwIfAborted();
    return { ...recording.counts(), files: transcripts.files(), replaced: redactor?.report() };
  }

  let closed: Promise<RecordReport> | undefined;
  return {
    webhookUrl: at(bot, front),
    apiUrl: api && at(api.url, listeners.at(-1) as Listener),
    failed: failure.signal,
    close: () => (closed ??= end()),
  };
}

/** Closes what is open already before an error goes on. */
function closing(listener: Listener): (error: unknown) => Promise<never> {
  return async (error) => {
    await listener.close();
    throw error;
  };
}

async function listenBefore(target: URL, answer: RequestListener, port: number, option: string): Promise<Listener> {
  if (port !== portOf(target) || !isLoopback(target.hostname)) return listen(answer, port, option);
  const message = `port ${port} is where requests are to be passed on to, but what passes them on needs one of its own`;
  throw new UlbotError("usage", message, { hint: `choose another one with ${option}` });
}

/** The same path at the port of a listener. */
function at(target: URL, { port }: Listener): URL {
  return Object.assign(new URL(target), { protocol: "http:", host: `127.0.0.1:${port}` });
}
