import { deliver } from "../delivery/deliver.ts";
import type { Rendering } from "../delivery/rendering.ts";
import { isObject } from "../input/json.ts";
import type { Path } from "../input/locate.ts";
import type { Channel } from "../protocol/channels.ts";
import { type EventInfo, type EventOf, webhookOnlyInfo } from "../protocol/envelope.ts";
import { definitionOf, type EventName, isEventName } from "../protocol/events/index.ts";
import { isWebhookName } from "../protocol/webhooks/index.ts";
import { type Corrections, flawlessShape, type PayloadPath, readPayload, type Shape, writtenPath } from "./shape.ts";

/** One member of an answer as it was written, whatever it is. */
export interface Item {
  readonly value: unknown;
  /** from the file's value */
  readonly path: Path;
}

/** What the platform could not even read as an event. */
export interface EnvelopeFault {
  /** from the item */
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
}

/** One event of an answer, in the protocol's own names, with its place and what each channel makes of it. */
export interface EventNode<Name extends EventName = EventName> {
  readonly event: EventOf<Name>;
  readonly name: Name;
  readonly item: Item;
  /** `info` as it was written: unlike `event.info` it may hold anything */
  readonly info: Readonly<Record<string, unknown>>;
  readonly shape: Shape;
  /** one for each channel that is linted for */
  readonly renderings: readonly Rendering[];
  /**
   * the path, from the file's value, of a value in the payload, or of what is nearest around it; `path` is in the
   * protocol's own names unless it is said to be as written
   */
  at(path: PayloadPath, names?: "own" | "written"): Path;
  /** the value at a path of the payload as the bot gave it; `undefined` where it gave none */
  given(path: PayloadPath): unknown;
}

/** The events of a list, of `{response: …}`, or the one event that stands alone. */
export function itemsOf(value: unknown, path: Path = []): Item[] {
  if (Array.isArray(value)) return value.map((member, index) => ({ value: member, path: [...path, index] }));
  const isResponse = isObject(value) && Object.hasOwn(value, "response") && !Object.hasOwn(value, "packet");
  return isResponse ? itemsOf(value.response, [...path, "response"]) : [{ value, path }];
}

/** What is known of an answer before it is read. */
export interface Origin {
  /** true where the answer is known to come from a bot, which may echo the whole `info` of a webhook */
  readonly fromBot?: boolean;
}

/** Whether a value is what the platform posts rather than what a bot answers. */
export function isWebhook(value: unknown, { fromBot = false }: Origin = {}): boolean {
  if (fromBot || !isObject(value) || !isObject(value.info) || !isObject(value.packet)) return false;
  const { info, packet } = value;
  return isWebhookName(packet.name) && webhookOnlyInfo.some((key) => Object.hasOwn(info, key));
}

const missing = (path: Path, what: string, hint?: string): EnvelopeFault => ({
  path,
  message: `${what} is missing`,
  ...(hint === undefined ? {} : { hint }),
});

const kinds: Readonly<Record<string, string>> = { string: "a text", number: "a number", boolean: "true or false" };

const kindOf = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "a list"
      : isObject(value)
        ? "an object"
        : (kinds[typeof value] ?? "nothing");

/** What keeps a value from being an event; nothing where it is one. */
export function envelopeFaults(value: unknown, origin: Origin = {}): EnvelopeFault[] {
  if (!isObject(value)) return [{ path: [], message: `${kindOf(value)} stands where an event has to be` }];
  if (isWebhook(value, origin)) {
    const hint = "lint reads what a bot answers; for what the platform posts there is `ulbot replay`";
    return [{ path: [], message: "a webhook of the platform stands where an event of a bot has to be", hint }];
  }
  return [...infoFaults(value), ...packetFaults(value)];
}

function infoFaults(value: Readonly<Record<string, unknown>>): EnvelopeFault[] {
  const { info } = value;
  if (info === undefined) return [missing([], "info", 'every event has "info": {"cid": …}')];
  if (!isObject(info)) return [{ path: ["info"], message: `info is ${kindOf(info)}, but it has to be an object` }];
  if (info.cid === undefined) return [missing(["info"], "info.cid", "copy it from the webhook")];
  if (typeof info.cid === "string") return [];
  return [{ path: ["info", "cid"], message: `info.cid is ${kindOf(info.cid)}, but it has to be a text` }];
}

function packetFaults(value: Readonly<Record<string, unknown>>): EnvelopeFault[] {
  const { packet } = value;
  if (packet === undefined) return [missing([], "packet", 'every event has "packet": {"name": …, "payload": …}')];
  if (!isObject(packet)) {
    return [{ path: ["packet"], message: `packet is ${kindOf(packet)}, but it has to be an object` }];
  }
  const { name, payload } = packet;
  if (name === undefined) return [missing(["packet"], "packet.name")];
  if (typeof name !== "string") {
    return [{ path: ["packet", "name"], message: `packet.name is ${kindOf(name)}, but it has to be a text` }];
  }
  if (payload === undefined || isObject(payload)) return [];
  return [{ path: ["packet", "payload"], message: `packet.payload is ${kindOf(payload)}, but it has to be an object` }];
}

/** What turns items into nodes. */
export interface NodeSettings {
  readonly channels: readonly Channel[];
  /** event name → the platform's real names of inferred parameters */
  readonly corrections?: Readonly<Record<string, Corrections>> | undefined;
}

/** As much of a path as there is in a value: what is missing has no place of its own. */
function existing(value: unknown, path: Path): Path {
  let inner = value;
  for (const [index, step] of path.entries()) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, step)) return path.slice(0, index);
    inner = (inner as Record<string | number, unknown>)[step];
  }
  return path;
}

function valueAt(value: unknown, path: Path): unknown {
  const isThere = existing(value, path).length === path.length;
  return isThere
    ? path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value)
    : undefined;
}

/** A node; what is not asked for is not made. */
class Node implements EventNode {
  readonly event: EventOf<EventName>;
  readonly name: EventName;
  readonly item: Item;
  readonly info: EventInfo;
  readonly shape: Shape;
  readonly #channels: readonly Channel[];
  #renderings: readonly Rendering[] | undefined;

  constructor(item: Item, name: EventName, shape: Shape, channels: readonly Channel[]) {
    const { info } = item.value as { info: EventInfo };
    // the shape has been brought to the event's own type
    this.event = { info, packet: { name, payload: shape.payload } } as unknown as EventOf<EventName>;
    this.name = name;
    this.item = item;
    this.info = info;
    this.shape = shape;
    this.#channels = channels;
  }

  get renderings(): readonly Rendering[] {
    this.#renderings ??= this.#channels.map((channel) => deliver(this.event, channel));
    return this.#renderings;
  }

  readonly at = (path: PayloadPath, names: "own" | "written" = "own"): Path => {
    const written = names === "own" ? writtenPath(path, this.shape) : path;
    return [...this.item.path, ...existing(this.item.value, ["packet", "payload", ...written])];
  };

  readonly given = (path: PayloadPath): unknown => {
    const { packet } = this.item.value as { packet: { payload?: unknown } };
    return valueAt(packet.payload ?? {}, writtenPath(path, this.shape));
  };
}

/**
 * The node of an item without envelope faults, or `undefined` where its name is not one of an event. A payload that is known
 * to be as the protocol wants it is not read again.
 */
export function readNode(
  item: Item,
  { channels, corrections }: NodeSettings,
  isFlawless = false,
): EventNode | undefined {
  const { packet } = item.value as { packet: Readonly<Record<string, unknown>> };
  const { name, payload = {} } = packet;
  if (!isEventName(name)) return undefined;
  const shape = isFlawless
    ? flawlessShape(payload as Record<string, unknown>)
    : readPayload(payload as Record<string, unknown>, definitionOf(name).parameters, corrections?.[name]);
  return new Node(item, name, shape, channels);
}
