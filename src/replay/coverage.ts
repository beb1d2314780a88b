import { type Channel, channelNames } from "../protocol/channels.ts";
import type { WebhookDefinition } from "../protocol/event.ts";
import { type WebhookName, webhookNames, webhooks } from "../protocol/webhooks/index.ts";
import { clickedOption } from "./clicked.ts";
import { rendered } from "./rendered.ts";
import type { Turn } from "./turn.ts";

/** An option that a bot let the contact choose. */
export interface OfferedOption {
  /** the name of the choice message */
  readonly event: string;
  readonly id: string;
  readonly label: string;
}

/** What there is of one kind: what fixtures exercise of it, and what they don't. */
export interface Share<T> {
  readonly covered: readonly T[];
  readonly missed: readonly T[];
}

/** What fixtures exercise of what can happen to a bot. */
export interface Coverage {
  /** webhook events that the channels in question can post */
  readonly events: Share<WebhookName>;
  /** the channels in question */
  readonly channels: Share<Channel>;
  /** what the bot offered, in that order, against what was clicked */
  readonly options: Share<OfferedOption>;
  /** how much of all three is covered, from 0 to 100 with one decimal; 100 only where nothing is missed */
  readonly percent: number;
}

/** Adds up what turns cover. */
export interface CoverageCount {
  /** Turns of a conversation come in their order. */
  add(turn: Turn): void;
  result(): Coverage;
}

function share<T>(all: Iterable<T>, isCovered: (member: T) => boolean): Share<T> {
  const members = [...all];
  return { covered: members.filter(isCovered), missed: members.filter((member) => !isCovered(member)) };
}

/** Rounded down: what is not all must not look like it. */
function percentOf(shares: readonly Share<unknown>[]): number {
  const covered = shares.reduce((sum, share) => sum + share.covered.length, 0);
  const all = shares.reduce((sum, share) => sum + share.missed.length, covered);
  return all === 0 ? 100 : Math.floor((1000 * covered) / all) / 10;
}

const comesFrom = ({ comesFrom: from }: WebhookDefinition, channels: readonly Channel[]): boolean =>
  from.some((channel) => channels.includes(channel));

/** Further runs post what the first one did, and mutations what no fixture holds. To leave them out keeps this small, too. */
const isOfFixture = ({ run, variant, ms, unreachable }: Turn): boolean =>
  run === 1 && variant?.kind !== "mutation" && ms !== null && !unreachable;

/** The options that a turn's answer offered, and its requests that the API URL accepted. */
function offeredIn({ events, requests, channel }: Turn): OfferedOption[] {
  const accepted = requests.filter(({ status }) => status >= 200 && status < 300);
  return [...events, ...accepted.flatMap((request) => request.events)].flatMap((value) => {
    const { event = "", options = [] } = rendered(value, channel) ?? {};
    return options.map(({ id, label }) => ({ event, id, label }));
  });
}

/** The options of all conversations, and which of them were clicked. A click chooses what its conversation offered last. */
function optionCount() {
  const offered = new Map<string, OfferedOption>();
  const clicked = new Set<OfferedOption>();
  const lastById = new Map<string, Map<string, OfferedOption>>();

  function offer(options: readonly OfferedOption[], cid: string): void {
    if (options.length === 0) return;
    const byId = lastById.get(cid) ?? new Map<string, OfferedOption>();
    lastById.set(cid, byId);
    for (const option of options) {
      const key = JSON.stringify([option.event, option.id, option.label]);
      const known = offered.get(key) ?? option;
      offered.set(key, known);
      byId.set(option.id, known);
    }
  }

  return {
    add(turn: Turn): void {
      const click = clickedOption(turn.webhook);
      const option = click && lastById.get(turn.cid)?.get(click.id);
      if (option) clicked.add(option);
      offer(offeredIn(turn), turn.cid);
    },
    result: (): Share<OfferedOption> => share(offered.values(), (option) => clicked.has(option)),
  };
}

/** Begins to count what fixtures cover, for a bot on some channels. What was recorded there is counted once, however often it is played. */
export function createCoverage({ channels }: { readonly channels: readonly Channel[] }): CoverageCount {
  const [posted, from] = [new Set<string>(), new Set<string>()];
  const options = optionCount();
  return {
    add(turn) {
      if (!isOfFixture(turn)) return;
      posted.add(turn.event);
      from.add(turn.channel);
      options.add(turn);
    },
    result() {
      const possible = webhookNames.filter((name) => comesFrom(webhooks[name], channels));
      const inQuestion = channelNames.filter((name) => channels.includes(name));
      const shares = {
        events: share(possible, (name) => posted.has(name)),
        channels: share(inQuestion, (name) => from.has(name)),
        options: options.result(),
      };
      return { ...shares, percent: percentOf(Object.values(shares)) };
    },
  };
}
