import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { type NetworkProblem, networkProblem } from "../bot/network-problem.ts";
import { portOf } from "../bot/port.ts";
import { systemCode } from "../errors.ts";
import { type Body, capture } from "./capture.ts";
import { pairs, passedOn } from "./headers.ts";

/** What came back of a request that was passed on. */
export type Outcome =
  | { readonly kind: "answered"; readonly status: number; readonly ms: number; readonly body: Body }
  /** nobody could be reached, so that the proxy itself answered */
  | { readonly kind: "failed"; readonly status: 502; readonly ms: number; readonly problem: NetworkProblem }
  /** the caller went away, or the answer broke off, so that the caller got no whole one */
  | { readonly kind: "lost"; readonly ms: number };

/** A request that passes by. */
export interface Exchange {
  /** resolves with the request's body once all of it has come, with `undefined` if it never does */
  readonly received: Promise<Body | undefined>;
  /** resolves once the exchange is over */
  readonly outcome: Promise<Outcome>;
}

export interface ForwardOptions {
  /** where requests go: of this URL the protocol, the host and the port; the path stays as it comes */
  readonly target: URL;
  /** what the header Host says; as it came unless told */
  readonly host?: string | undefined;
  /** is told of every exchange as it begins */
  readonly onExchange: (exchange: Exchange, request: IncomingMessage) => void;
}

/** A listener for a server of `node:http` that passes requests on and answers back, unchanged but for the connection's own. */
export function createForwarder(options: ForwardOptions): RequestListener {
  const { target } = options;
  const isTls = target.protocol === "https:";
  const agentOf = agentsBySocket(() => new (isTls ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 }));
  return (request, response) => {
    const onward = (isTls ? httpsRequest : httpRequest)({
      hostname: target.hostname.replace(/^\[|\]$/g, ""),
      port: portOf(target),
      method: request.method,
      path: request.url,
      headers: requestHeaders(request, options.host),
      agent: agentOf(request.socket),
    });
    options.onExchange(follow(request, response, onward, target), request);
    passBody(request, onward);
  };
}

/**
 * One connection behind for each in front: what the caller knows of its connection, that it is kept, or was closed while a
 * request was on its way, is then as true of the one that counts.
 */
function agentsBySocket(create: () => HttpAgent): (socket: Socket) => HttpAgent {
  const agents = new WeakMap<Socket, HttpAgent>();
  return (socket) => {
    const known = agents.get(socket);
    if (known) return known;
    const agent = create();
    agents.set(socket, agent);
    socket.once("close", () => agent.destroy());
    return agent;
  };
}

function requestHeaders({ rawHeaders, headers }: IncomingMessage, host: string | undefined): string[] {
  const isFramed = "content-length" in headers || "transfer-encoding" in headers;
  // without a length node:http would announce chunks
  return [...passedOn(rawHeaders, { host }), ...(isFramed ? [] : ["Content-Length", "0"])];
}

function passBody(from: IncomingMessage, to: ClientRequest | ServerResponse): void {
  from.pipe(to, { end: false });
  from.once("end", () => {
    if (from.rawTrailers.length > 0) to.addTrailers(pairs(from.rawTrailers));
    to.end();
  });
}

function passHead(from: IncomingMessage, to: ServerResponse, isHttp10: boolean): void {
  // takes back what node:http would add where the answer has none
  to.sendDate = false;
  for (const name of ["connection", "content-length", "transfer-encoding"]) to.removeHeader(name);
  const changes = isHttp10 ? { without: ["transfer-encoding"] } : {};
  to.writeHead(from.statusCode ?? 502, from.statusMessage, passedOn(from.rawHeaders, changes));
}

/** Brings the answer back, and tells what passes. */
function follow(request: IncomingMessage, response: ServerResponse, onward: ClientRequest, target: URL): Exchange {
  const started = performance.now();
  const ms = (): number => performance.now() - started;
  const requestBody = capture(request);
  const received = new Promise<Body | undefined>((resolve) => {
    request.once("end", () => resolve(requestBody())).once("close", () => resolve(undefined));
  });
  const outcome = new Promise<Outcome>((resolve) => {
    onward.on("continue", () => response.writeContinue());
    onward.on("response", (answer) => {
      const body = capture(answer);
      passHead(answer, response, request.httpVersion === "1.0");
      answer.once("end", () => resolve({ kind: "answered", status: answer.statusCode ?? 502, ms: ms(), body: body() }));
      // the caller has to see that it is not whole
      answer.on("error", () => response.destroy());
      passBody(answer, response);
    });
    onward.on("error", (error) => {
      if (response.headersSent || response.destroyed || wasClosedMeanwhile(onward, error)) response.destroy();
      else resolve({ kind: "failed", status: 502, ms: ms(), problem: refuse(response, networkProblem(error, target)) });
    });
    // what is left of a request that was answered early
    onward.once("close", () => request.unpipe(onward).resume());
    response.once("close", () => {
      resolve({ kind: "lost", ms: ms() });
      if (!response.writableFinished) onward.destroy();
    });
  });
  return { received, outcome };
}

/** Whether a kept connection was closed just as a request came; without a proxy the caller would have seen that itself. */
function wasClosedMeanwhile(onward: ClientRequest, error: Error): boolean {
  return onward.reusedSocket && ["ECONNRESET", "EPIPE"].includes(systemCode(error) ?? "");
}

function refuse(response: ServerResponse, problem: NetworkProblem): NetworkProblem {
  const text = JSON.stringify({ error: `ulbot record: ${problem.message}`, hint: problem.hint });
  response.writeHead(502, { "content-type": "application/json" }).end(text);
  return problem;
}
