import { createHash } from "node:crypto";
import { cidShape, type WebhookEvent } from "../../protocol/envelope.ts";
import type { Conversation } from "../conversation.ts";

/** The id of another session, always the same for a cid and a label, and another one for any other two. It keeps the cid's shape. */
export function derivedCid(cid: string, label: string): string {
  const digits = createHash("sha256")
    .update(JSON.stringify([cid, label]))
    .digest("hex")
    .slice(0, 32);
  return cidShape.test(cid) ? cid.slice(0, -digits.length) + digits : `${cid}-${digits}`;
}

/** The same conversation in another session: the webhooks name it, whatever else they hold stays. */
export function withCid(conversation: Conversation, cid: string): Conversation {
  const turns = conversation.turns.map((recorded) => {
    const { webhook } = recorded;
    return { ...recorded, webhook: { ...webhook, info: { ...webhook.info, cid } } as WebhookEvent };
  });
  return { ...conversation, cid, turns };
}

/**
 * Some conversations `count` times: all of them, then all of them once more in sessions of their own, each made when it is
 * asked for. The first run is in the sessions they have.
 */
export function* repeated(conversations: Iterable<Conversation>, count: number): Generator<Conversation> {
  for (let run = 1; run <= count; run++) {
    for (const conversation of conversations) {
      yield run === 1 ? conversation : { ...withCid(conversation, derivedCid(conversation.cid, `run ${run}`)), run };
    }
  }
}
