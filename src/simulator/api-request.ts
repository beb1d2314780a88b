import type { Finding } from "../lint/finding.ts";
import type { Problem } from "../replay/turn.ts";

/** A request that came whole to the API URL, accepted or refused. */
export interface ApiRequest {
  /** when it came: ISO 8601 with milliseconds */
  readonly at: string;
  /** the sessions its events name, each once; none where it can't be read */
  readonly cids: readonly string[];
  /** what it was answered with: 200 where it was accepted */
  readonly status: number;
  /** why it was refused, as it was answered; safe to print */
  readonly error?: string | undefined;
  /** the events, as the bot wrote them; none where it can't be read */
  readonly events: readonly unknown[];
  /** what lint has to say of it, for the channels of its sessions */
  readonly findings: readonly Finding[];
  /** why it was refused, where no finding says so; warnings where it was accepted */
  readonly problems: readonly Problem[];
}

/** Why a request is refused, with the status it gets. */
export const refusalStatus = {
  version: 404,
  token: 401,
  size: 413,
  encoding: 400,
  json: 400,
  envelope: 400,
  session: 404,
  rate: 429,
  media: 400,
  fault: 500,
} as const satisfies Record<string, number>;

/** A refusal: a problem of which the kind decides the status. */
export interface Refusal extends Problem {
  readonly kind: keyof typeof refusalStatus;
}

/** A refusal of one kind. */
export function refusal(kind: Refusal["kind"], message: string): Refusal {
  return { kind, message, severity: "error" };
}
