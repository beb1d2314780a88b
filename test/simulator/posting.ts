import { type ApiRequest, type ApiUrlOptions, createApiUrlApp } from "../../src/simulator/api-url.ts";
import { httpServer } from "../servers.ts";

export const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";
export const otherCid = "chatbot::258:00000000000000000000000000000000";
export const endedCid = "chatbot::258:ffffffffffffffffffffffffffffffff";

/** The token of every API URL; whatever is refused, nothing may show it. */
export const token = "pl4nted/t0ken+that=must-not-show";

/** An event for a session, the live one unless told. */
export const event = (name: string, payload: unknown = {}, session: unknown = cid) => ({
  info: { cid: session },
  packet: { name, payload },
});

export const message = event("message", { body: "Hello" });

/** Options of an API URL with two live sessions, and everything it says it has received. */
export function optionsFor(options: Partial<ApiUrlOptions> = {}): ApiUrlOptions & { readonly got: ApiRequest[] } {
  const got: ApiRequest[] = [];
  return {
    token,
    settings: () => ({ channels: ["facebook"] }),
    isLive: (session) => session === cid || session === otherCid,
    received: (request) => got.push(request),
    ...options,
    got,
  };
}

/** What differs from a request that is accepted; a header that is `undefined` is left out. */
export interface Posted {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** a text or bytes as they are, anything else as JSON */
  readonly body?: unknown;
}

/** An answer of the API URL. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly error?: string; readonly findings?: readonly { readonly rule: string }[] };
  /** head and body */
  readonly text: string;
}

/** An API URL without a socket. */
export function apiUrl(options: Partial<ApiUrlOptions> = {}, signal?: AbortSignal) {
  const known = optionsFor(options);
  const app = createApiUrlApp(known, signal);

  async function post({ method = "POST", url = "/v1/bot", headers, body = message }: Posted = {}): Promise<Answered> {
    const all = { "security-token": token, "content-type": "application/json", ...headers };
    const given = Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined);
    const bytes = Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body);
    const raw = typeof body === "string" ? body : bytes;
    const init = { method, headers: given, ...(method === "POST" && { body: raw }) };
    const response = await app.request(url, init);
    const text = await response.text();
    const head = JSON.stringify([...response.headers]);
    return { status: response.status, headers: response.headers, body: JSON.parse(text || "{}"), text: head + text };
  }

  return { post, got: known.got };
}

/** A host of files that never answers; `asked` resolves once it has been asked for one. */
export async function silentHost() {
  let tell = (): void => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const { url } = await httpServer(() => tell());
  return { link: url.href, asked };
}
