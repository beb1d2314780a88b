import type { Severity } from "../../lint/finding.ts";
import type { Drawing } from "../../preview/drawing.ts";
import type { Channel } from "../../protocol/channels.ts";
import type { ContactInput } from "../input.ts";
import type { Session } from "../state.ts";

/** What the page knows of everything but sessions. */
export interface PlatformState {
  /** another one whenever the program is started again */
  readonly run: string;
  readonly bot: { readonly url: string; readonly isUp: boolean };
  readonly apiUrl: string;
  readonly operators: boolean;
  /** the channel to begin with */
  readonly channel: Channel;
  /** what can be uploaded, by what it is to people and where it is */
  readonly files: readonly { readonly title: string; readonly link: string }[];
  /** the latest requests to the API URL that reached no session, the oldest first */
  readonly strays: readonly Stray[];
  /** faults as they are written, those that happen and those that there are; absent where none can be set */
  readonly faults?: { readonly current: readonly string[]; readonly all: readonly string[] };
}

/** What the page knows of a session besides what happens in it. */
export interface SessionState {
  readonly cid: string;
  readonly channel: Channel;
  readonly phase: Session["phase"];
  /** the contact's name, "" where nobody knows it */
  readonly contact: string;
  /** how much has happened so far */
  readonly happenings: number;
  /** when the first of it happened: ISO 8601 */
  readonly since?: string | undefined;
}

/** Something that is wrong, or could be better. */
export interface Remark {
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
  /** the rule or kind of problem, and where it is explained */
  readonly rule: string;
  readonly url?: string | undefined;
}

/** What a bot said at once, in short. */
interface Said {
  /** the size of its events as JSON */
  readonly bytes: number;
  /** the names of its first events, and how many there are */
  readonly names: readonly string[];
  readonly count: number;
  /** what is wrong with it, but for what is said of an event that is shown */
  readonly remarks: readonly Remark[];
  /** how many remarks there are, those of shown events included, and how bad the worst is */
  readonly found: number;
  readonly worst: Severity;
}

/** A request that no session has, numbered by itself, and why it was refused. */
export type Stray = Extract<Told, { readonly kind: "request" }> & { readonly error: string };

/** A happening as the page needs it: in short, and never endless. */
export type Told = { readonly number: number; readonly at: string } & (
  | { readonly kind: "input"; readonly input: ContactInput }
  | { readonly kind: "webhook"; readonly name: string; readonly bytes: number }
  | ({ readonly kind: "answer"; readonly to: number; readonly status: number | null; readonly ms: number } & Said)
  | ({ readonly kind: "request"; readonly status: number } & Said)
  | {
      readonly kind: "show" | "refused";
      readonly event: string;
      /** the number to choose an option by */
      readonly choice?: number | undefined;
      readonly drawing: Drawing;
      readonly remarks: readonly Remark[];
    }
  | { readonly kind: "typing"; readonly seconds: number }
  | {
      readonly kind: "line";
      readonly about: string;
      readonly severity: Severity;
      readonly text: string;
      /** a web address that the browser would go to */
      readonly link?: string | undefined;
      readonly remarks: readonly Remark[];
    }
);
