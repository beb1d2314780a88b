import { isObject, type JsonObject } from "../input/json.ts";
import { definitionOf, isEventName } from "../protocol/events/index.ts";
import type { Parameters } from "../protocol/parameter.ts";
import { isWebhookName, webhooks } from "../protocol/webhooks/index.ts";

/** What stands in an object: its first keys, in order, and how the values of its keys are laid out. */
interface Layout {
  readonly keys: readonly string[];
  readonly members?: Readonly<Record<string, Layout>>;
}

const plain: Layout = { keys: [] };

const infoLayout: Layout = { keys: ["cid", "approach_mode", "contact", "context", "conversation", "widget"] };

/** The parameters of an event or a webhook in the protocol's order, and the fields in them. */
function layoutOf(parameters: Parameters): Layout {
  const members = Object.entries(parameters).flatMap(([key, { fields }]) => (fields ? [[key, layoutOf(fields)]] : []));
  return { keys: Object.keys(parameters), members: Object.fromEntries(members) };
}

function parametersOf(name: unknown): Parameters[] {
  const ofEvent = isEventName(name) ? [definitionOf(name).parameters] : [];
  return isWebhookName(name) ? [...ofEvent, webhooks[name].parameters] : ofEvent;
}

const payloadLayouts = new Map<unknown, Layout>();

/** The layout of a packet's payload; where a webhook and an event share the name, of both. */
function payloadLayout(name: unknown): Layout {
  const known = payloadLayouts.get(name);
  if (known) return known;
  const made = layoutOf(Object.assign({}, ...parametersOf(name)) as Parameters);
  // texts that are no names could be many
  if (made.keys.length > 0) payloadLayouts.set(name, made);
  return made;
}

/** Webhooks and events are told by their packet, wherever they stand. */
function envelopeLayout({ packet }: JsonObject): Layout | undefined {
  if (!isObject(packet) || !Object.hasOwn(packet, "name")) return undefined;
  const packetLayout: Layout = { keys: ["name", "payload"], members: { payload: payloadLayout(packet.name) } };
  return { keys: ["info", "packet"], members: { info: infoLayout, packet: packetLayout } };
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function ordered(value: unknown, layout: Layout): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, layout));
  if (!isObject(value)) return value;
  const { keys, members = {} } = envelopeLayout(value) ?? layout;
  const first = keys.filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !keys.includes(key));
  const inOrder = [...first, ...others.sort(byCodeUnits)];
  const memberLayout = (key: string): Layout => (Object.hasOwn(members, key) ? members[key] : undefined) ?? plain;
  // unlike an assignment this keeps a key __proto__
  return Object.fromEntries(inOrder.map((key) => [key, ordered(value[key], memberLayout(key))]));
}

/**
 * The same JSON value with its keys in one order, whatever order they came in: those of webhooks and events as the protocol
 * lists them, `firstKeys` first at the top, all others sorted. Keys that are whole numbers come before them, as JavaScript
 * has it.
 */
export function canonical<T>(value: T, firstKeys: readonly string[] = []): T {
  return ordered(value, { keys: firstKeys }) as T;
}
