import type { Channel } from "../protocol/channels.ts";
import type { Packet } from "../protocol/event.ts";
import type { Fault } from "../simulator/faults.ts";
import type { ContactInput } from "../simulator/input.ts";

/** A webhook by hand: its packet, and where it is a whole one, what else its info says. */
export interface HandWritten {
  readonly packet: Packet;
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** What a line asks for, by its kind. */
export type Action =
  /** the contact does something */
  | { readonly kind: "act"; readonly input: ContactInput }
  /** the contact uploads the file at an address, or a sample file by its name */
  | { readonly kind: "upload"; readonly place: string }
  /** the platform posts this */
  | { readonly kind: "post"; readonly webhook: HandWritten }
  /** a new session, on the same channel unless told */
  | { readonly kind: "begin"; readonly channel?: Channel }
  /** a new session in which the first turns of this one happen again */
  | { readonly kind: "rewind"; readonly turns: number }
  | { readonly kind: "save"; readonly name: string }
  | { readonly kind: "context" }
  /** the end of what the bot has printed */
  | { readonly kind: "output" }
  | { readonly kind: "operators"; readonly available: boolean }
  | { readonly kind: "expire" }
  | { readonly kind: "fail"; readonly faults: readonly Fault[] }
  /** wait for the next request to the API URL, so long at most */
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "help" }
  | { readonly kind: "quit" }
  | { readonly kind: "nothing" };
