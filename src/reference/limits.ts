import { deliver } from "../delivery/deliver.ts";
import { limitedForms, pieces } from "../delivery/excesses.ts";
import type { Form, PayloadPath, Rendering } from "../delivery/rendering.ts";
import { isObject } from "../input/json.ts";
import { groupedBy } from "../lint/limits.ts";
import type { Corrections } from "../lint/shape.ts";
import type { MediaKind } from "../protocol/channel-facts.ts";
import { type Channel, channelNames, factsOf, optionLimits, platformLimits } from "../protocol/channels.ts";
import type { EventOf } from "../protocol/envelope.ts";
import type { EventName } from "../protocol/events/index.ts";
import type { Limit } from "../protocol/limit.ts";
import { correctedName } from "./parameters.ts";
import { type Sample, sampleOf } from "./sample.ts";

/** A limit and what of an event it is about. */
export interface BoundLimit {
  /** its dotted path in the payload, list indexes left out; `fallback` of numbered text has the options with it */
  readonly parameter: string;
  readonly limit: Limit;
  /** for files: the kind it is for, and the MIME types that are taken where not all of the kind are */
  readonly media?: { readonly kind: MediaKind; readonly types?: readonly string[] };
}

/** What binds an event in one form on one channel. */
export interface LimitGroup {
  /** `all` for limits of the platform itself */
  readonly channel: Channel | "all";
  /** what the channel makes of the event; `clickable` for what it takes to be shown as buttons at all */
  readonly form?: Form | "clickable";
  readonly limits: readonly BoundLimit[];
  /** parameters that must not be the same twice in a message */
  readonly unique: readonly string[];
}

/** Limits of the platform on parameters, besides those on the number of options. */
const ownLimits: Readonly<Partial<Record<EventName, { readonly parameter: string; readonly limit: Limit }>>> = {
  message: { parameter: "body", limit: platformLimits.messageBody },
  delay: { parameter: "duration", limit: platformLimits.delayAdvised },
};

/** More options than any channel can show as buttons, and a label longer than any button. */
const beyondAll = { options: 15, label: "x".repeat(100) };

/** Payloads that between them take every form that the event can have. */
function variantsOf(name: EventName): Sample[] {
  const sample = sampleOf(name);
  const [option] = Array.isArray(sample.options) ? sample.options : [];
  if (!isObject(option)) return [sample];
  const counts = Array.from({ length: beyondAll.options }, (_, index) => index + 1);
  const withOptions = counts.map((count) => ({ ...sample, options: Array.from({ length: count }, () => option) }));
  return [...withOptions, { ...sample, options: [{ ...option, label: beyondAll.label }] }];
}

const dotted = (path: PayloadPath): string => path.filter((step) => typeof step === "string").join(".");

/** The limits of one rendering's form, and of being clickable where it isn't. */
function groupsOf(rendering: Rendering): LimitGroup[] {
  const { channel, form, asText } = rendering;
  const limitedForm = limitedForms[form];
  const facts = factsOf(channel);
  const limits = limitedForm === undefined ? {} : (facts.limits[limitedForm] ?? {});
  const bound = [...pieces(rendering)].flatMap(([part, path, value]) =>
    value === undefined ? [] : (limits[part] ?? []).map((limit) => ({ parameter: dotted(path), limit })),
  );
  const unique = (limitedForm === undefined ? [] : (facts.unique[limitedForm] ?? [])).map((key) => `options.${key}`);
  const clickable = asText.map(({ path, limit }) => ({ parameter: dotted(path), limit }));
  return [
    { channel, form: "clickable", limits: clickable, unique: [] },
    { channel, form, limits: bound, unique: form === "numbered_text" ? [] : unique },
  ];
}

function mediaGroup(channel: Channel): LimitGroup {
  const limits = Object.entries(factsOf(channel).media ?? {}).flatMap(([kind, { size, types }]) => {
    const media = { kind: kind as MediaKind, ...(types === undefined ? {} : { types }) };
    return size === undefined ? [] : [{ parameter: "link", limit: size, media }];
  });
  return { channel, form: "file", limits, unique: [] };
}

function platformGroup(name: EventName): LimitGroup {
  const options = (optionLimits as Partial<Record<EventName, Limit>>)[name];
  const own = ownLimits[name];
  const limits = [...(own ? [own] : []), ...(options ? [{ parameter: "options", limit: options }] : [])];
  return { channel: "all", limits, unique: [] };
}

/** One group for each form on each channel, with everything once that the others had. */
function merged(groups: readonly LimitGroup[]): LimitGroup[] {
  return groupedBy(groups, ({ channel, form }) => `${channel} ${form}`).flatMap((same) => {
    const [first] = same;
    const limits = groupedBy(
      same.flatMap((group) => group.limits),
      (bound) => JSON.stringify(bound),
    ).flatMap((equal) => equal.slice(0, 1));
    const unique = [...new Set(same.flatMap((group) => group.unique))];
    return first === undefined || limits.length + unique.length === 0 ? [] : [{ ...first, limits, unique }];
  });
}

function realPath(path: string, corrections: Corrections): string {
  const steps = path.split(".");
  return steps.map((step, index) => correctedName(steps.slice(0, index + 1), corrections) ?? step).join(".");
}

/** Every limit that binds an event, by channel and by the form that the event takes there. */
export function limitGroups(name: EventName, corrections: Corrections = {}): LimitGroup[] {
  const info = { cid: "" };
  const drawn = channelNames.flatMap((channel) =>
    variantsOf(name).flatMap((payload) =>
      // the payload was made from the table that the event's type comes from
      groupsOf(deliver({ info, packet: { name, payload } } as unknown as EventOf<EventName>, channel)),
    ),
  );
  const files = name === "media" ? channelNames.map(mediaGroup) : [];
  return merged([platformGroup(name), ...drawn, ...files]).map((group) => ({
    ...group,
    limits: group.limits.map((bound) => ({ ...bound, parameter: realPath(bound.parameter, corrections) })),
    unique: group.unique.map((path) => realPath(path, corrections)),
  }));
}
