import type { Channel } from "../protocol/channels.ts";
import type { Collector } from "./collector.ts";
import type { Listener } from "./plan.ts";
import type { Rule, SaidNodes } from "./rule.ts";

/** What is remembered of one session. */
export interface Session {
  /** where the contact writes from, once a webhook has told */
  channel?: Channel | undefined;
  /** tells rules what was said; what each of them remembers begins with what it is told first */
  tell(listeners: readonly Listener[], said: SaidNodes, collect: Collector["collect"]): void;
}

/** More sessions than are under way at a time in any recording, and few enough to remember. */
const rememberedSessions = 10_000;

class SessionOfRules implements Session {
  channel?: Channel | undefined;
  readonly #memories = new Map<Rule, ReturnType<Listener["begin"]>>();

  tell(listeners: readonly Listener[], said: SaidNodes, collect: Collector["collect"]): void {
    for (const { rule, begin } of listeners) {
      let look = this.#memories.get(rule);
      if (look === undefined) {
        look = begin();
        this.#memories.set(rule, look);
      }
      look(said, (report) => collect(rule, report));
    }
  }
}

/** The sessions of a file by their cid; of very many, those that began first are forgotten. */
export function createSessions(): (cid: string) => Session {
  const sessions = new Map<string, Session>();
  return (cid) => {
    const known = sessions.get(cid);
    if (known) return known;
    const session = new SessionOfRules();
    // a part of a text would keep all of it
    sessions.set(Buffer.from(cid).toString(), session);
    if (sessions.size > rememberedSessions) sessions.delete(sessions.keys().next().value as string);
    return session;
  };
}
