import { systemCode } from "../errors.ts";
import { printable } from "../printable.ts";
import { tlsProblem } from "./tls-problem.ts";

/** How an exchange over the network can go wrong. */
export type NetworkFailure =
  | "refused"
  | "unresolved"
  | "unreachable"
  | "reset"
  | "timeout"
  | "too-large"
  | "tls"
  | "protocol"
  | "other";

/** What went wrong, for a person: `message` says what, `hint` says what to do about it. */
export interface NetworkProblem {
  readonly failure: NetworkFailure;
  readonly message: string;
  readonly hint: string;
}

const failureOf: Readonly<Record<string, NetworkFailure>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "unresolved",
  EAI_AGAIN: "unresolved",
  EAI_FAIL: "unresolved",
  EACCES: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EHOSTDOWN: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  ENETUNREACH: "unreachable",
  EPERM: "unreachable",
  ECONNABORTED: "reset",
  ECONNRESET: "reset",
  EPIPE: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  UND_ERR_SOCKET: "reset",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "too-large",
  UND_ERR_HEADERS_OVERFLOW: "protocol",
  unreadable: "protocol",
};

// mistakes of the caller, which no bot and no platform can cause
const ownMistakes = new Set([
  "UND_ERR_INVALID_ARG",
  "UND_ERR_NOT_SUPPORTED",
  "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
]);

type Wording = readonly [message: (place: string, error: Error) => string, hint: string];

const wording = {
  refused: [(place) => `nothing listens at ${place}`, "check that it runs, and the host and port of the URL"],
  unresolved: [(place) => `the host of ${place} is not known`, "check its name in the URL, and the network"],
  unreachable: [
    (place, error) => `${place} cannot be reached (${systemCode(error)})`,
    "check the network, and the host and port of the URL",
  ],
  reset: [(place) => `${place} closed the connection without an answer`, "check what runs there for a crash"],
  timeout: [(place) => `no connection to ${place} in time`, "check the network, and the host and port of the URL"],
  "too-large": [(place) => `the answer of ${place} is too large`, "check that the URL is the right one"],
  protocol: [
    (place, error) => `the answer of ${place} is not HTTP (${printable(error.message)})`,
    "check the port, and whether the URL should begin with https://",
  ],
  other: [
    (place, error) => `the exchange with ${place} failed (${systemCode(error)})`,
    "check the network, and the host and port of the URL",
  ],
} as const satisfies Record<Exclude<NetworkFailure, "tls">, Wording>;

/** What an error of undici or of a socket means for whoever typed `url`. Throws an error that is nothing of the kind. */
export function networkProblem(error: unknown, url: URL): NetworkProblem {
  if (!(error instanceof Error)) throw error;
  const code = isUnreadable(error) ? "unreadable" : systemCode(error);
  if (code === undefined || ownMistakes.has(code)) throw error;
  const tls = tlsProblem(code, url.host);
  if (tls) return { failure: "tls", ...tls };
  const failure = failureOf[code] ?? "other";
  const [message, hint]: Wording = wording[failure as keyof typeof wording];
  return { failure, message: message(place(url), error), hint };
}

/** Whether undici could not make sense of what came: it tells by name or text, not by code. */
function isUnreadable({ name, message }: Error): boolean {
  return name === "HTTPParserError" || message === "bad response" || message === "bad upgrade";
}

/** A URL for a message: without its query, which may hold secrets. */
export function place(url: URL): string {
  return url.origin + (url.pathname === "/" ? "" : url.pathname);
}
