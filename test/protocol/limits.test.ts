import { describe, expect, it } from "vitest";
import {
  channelNames,
  channels,
  factsOf,
  optionLimits,
  platformLimits,
  smsLimits,
} from "../../src/protocol/channels.ts";
import type { Limit } from "../../src/protocol/limit.ts";

const MB = 1024 * 1024;

const amount = (value: number, unit: string) =>
  unit === "bytes" && value % MB === 0 ? `${value / MB} MB` : `${value} ${unit}`;

const row = (where: string, { value, unit, trust, beyond }: Limit) =>
  `${where}: ${amount(value, unit)} (${trust}), beyond it ${beyond}`;

const lines = (text: string) => text.trim().split(/\n\s*/);

/** Each limit of each part of each form of each channel. */
const formLimits = channelNames.flatMap((channel) =>
  Object.entries(factsOf(channel).limits).flatMap(([form, parts]) =>
    Object.entries(parts).flatMap(([part, limits]) =>
      limits.map((limit) => ({ where: `${channel} ${form} ${part}`, limit })),
    ),
  ),
);

const channelLimits = channelNames.flatMap((channel) => {
  const { media, clickable, window } = factsOf(channel);
  const sizes = Object.entries(media ?? {}).map(([kind, { size }]) => ({
    where: `${channel} ${kind} size`,
    limit: size,
  }));
  return [
    ...sizes,
    { where: `${channel} bubbles options`, limit: clickable?.options },
    { where: `${channel} bubbles label`, limit: clickable?.label },
    { where: `${channel} window`, limit: window },
  ].flatMap(({ where, limit }) => (limit ? [{ where, limit }] : []));
});

const ownLimits = [
  ...Object.entries(platformLimits).map(([where, limit]) => ({ where, limit })),
  { where: "sms septets, one part", limit: smsLimits.septets.one },
  { where: "sms septets, each of several", limit: smsLimits.septets.each },
  { where: "sms ucs2, one part", limit: smsLimits.ucs2.one },
  { where: "sms ucs2, each of several", limit: smsLimits.ucs2.each },
  { where: "sms parts", limit: smsLimits.parts },
  { where: "sms text", limit: smsLimits.text },
];

const all = [...formLimits, ...channelLimits, ...ownLimits];

it("knows what the platform itself limits", () => {
  expect(ownLimits.map(({ where, limit }) => row(where, limit))).toEqual(
    lines(`
      messageBody: 5000 characters (documented), beyond it refused
      context: 10240 bytes (documented), beyond it refused
      contextAdvised: 10000 bytes (inferred), beyond it advised against
      buttonTemplateOptions: 3 options (documented), beyond it refused
      listTemplateOptions: 10 options (documented), beyond it refused
      delayAdvised: 60 seconds (inferred), beyond it advised against
      apiRequests: 20 requests a minute (documented), beyond it refused
      sms septets, one part: 160 septets (vendor), beyond it split
      sms septets, each of several: 153 septets (vendor), beyond it split
      sms ucs2, one part: 70 UTF-16 units (vendor), beyond it split
      sms ucs2, each of several: 67 UTF-16 units (vendor), beyond it split
      sms parts: 10 parts (vendor), beyond it advised against
      sms text: 1600 characters (vendor), beyond it advised against
    `),
  );
  expect(optionLimits).toEqual({
    button_template: platformLimits.buttonTemplateOptions,
    list_template: platformLimits.listTemplateOptions,
  });
});

it("knows the limits of every part of every form", () => {
  expect(formLimits.map(({ where, limit }) => row(where, limit)).sort()).toEqual(
    lines(`
      facebook button_template body: 640 characters (vendor), beyond it refused
      facebook button_template id: 1000 characters (vendor), beyond it refused
      facebook button_template label: 20 characters (vendor), beyond it refused
      facebook button_template options: 3 options (vendor), beyond it refused
      facebook quick_replies body: 2000 characters (third party), beyond it refused
      facebook quick_replies id: 1000 characters (inferred), beyond it refused
      facebook quick_replies label: 20 characters (vendor), beyond it truncated
      facebook quick_replies options: 13 options (vendor), beyond it refused
      facebook text body: 2000 characters (third party), beyond it refused
      telegram caption body: 1024 code points (vendor), beyond it refused
      telegram text body: 4096 code points (vendor), beyond it refused
      threema text body: 3500 UTF-8 bytes (vendor), beyond it refused
      whatsapp_business button_template body: 1024 characters (copy), beyond it refused
      whatsapp_business button_template footer: 60 characters (copy), beyond it refused
      whatsapp_business button_template header: 60 characters (copy), beyond it refused
      whatsapp_business button_template id: 256 characters (copy), beyond it refused
      whatsapp_business button_template label: 20 characters (copy), beyond it refused
      whatsapp_business button_template options: 3 options (vendor), beyond it refused
      whatsapp_business caption body: 1024 characters (vendor), beyond it refused
      whatsapp_business list body: 1024 characters (third party), beyond it advised against
      whatsapp_business list body: 4096 characters (copy), beyond it refused
      whatsapp_business list button: 20 characters (copy), beyond it refused
      whatsapp_business list description: 72 characters (copy), beyond it refused
      whatsapp_business list footer: 60 characters (copy), beyond it refused
      whatsapp_business list headline: 60 characters (copy), beyond it refused
      whatsapp_business list id: 200 characters (copy), beyond it refused
      whatsapp_business list label: 24 characters (copy), beyond it refused
      whatsapp_business list options: 10 options (vendor), beyond it refused
      whatsapp_business list options_headline: 24 characters (copy), beyond it refused
      whatsapp_business text body: 4096 characters (vendor), beyond it refused
    `),
  );
});

it("knows when bubbles can be clicked, how large files may be, and how long a bot may write", () => {
  expect(channelLimits.map(({ where, limit }) => row(where, limit)).sort()).toEqual(
    lines(`
      facebook audio size: 25 MB (vendor), beyond it refused
      facebook bubbles label: 20 characters (documented), beyond it as text
      facebook bubbles options: 13 options (documented), beyond it as text
      facebook document size: 25 MB (vendor), beyond it refused
      facebook image size: 8 MB (vendor), beyond it refused
      facebook video size: 25 MB (vendor), beyond it refused
      facebook window: 24 hours (vendor), beyond it refused
      telegram audio size: 20 MB (third party), beyond it refused
      telegram document size: 20 MB (third party), beyond it refused
      telegram image size: 5 MB (third party), beyond it refused
      telegram video size: 20 MB (third party), beyond it refused
      threema audio size: 20 MB (vendor), beyond it refused
      threema document size: 20 MB (vendor), beyond it refused
      threema image size: 20 MB (vendor), beyond it refused
      threema video size: 20 MB (vendor), beyond it refused
      whatsapp_business audio size: 16 MB (copy), beyond it refused
      whatsapp_business bubbles label: 20 characters (documented), beyond it as text
      whatsapp_business bubbles options: 10 options (documented), beyond it as text
      whatsapp_business document size: 100 MB (copy), beyond it refused
      whatsapp_business image size: 5 MB (copy), beyond it refused
      whatsapp_business video size: 16 MB (copy), beyond it refused
      whatsapp_business window: 24 hours (vendor), beyond it refused
    `),
  );
});

describe("every limit", () => {
  it.each(all)("$where says where it was read", ({ limit }) => {
    expect(limit.source).toMatch(/^\S.+\S$/);
  });

  it.each(all.filter(({ limit }) => limit.trust === "vendor" || limit.trust === "copy"))(
    "$where of a vendor was read at the vendor's own place",
    ({ limit }) => {
      expect(limit.source).toMatch(
        /^(developers\.facebook\.com|github\.com\/tdlib|gateway\.threema\.ch|twilio\.com|Threema)/,
      );
    },
  );

  it.each(all.filter(({ limit }) => limit.trust === "documented"))("$where is on the platform's page", ({ limit }) => {
    expect(limit.source).toMatch(/^Userlike Chatbot API, /);
  });
});

it("never contradicts itself: of two limits of one part, only one refuses and the other comes earlier", () => {
  const twice = formLimits.filter(
    ({ where }, _index, list) => list.filter((other) => other.where === where).length > 1,
  );
  expect(new Set(twice.map(({ where }) => where))).toEqual(new Set(["whatsapp_business list body"]));
  const refusing = twice.filter(({ limit }) => limit.beyond === "refused");
  expect(refusing.map(({ limit }) => limit.value)).toEqual([Math.max(...twice.map(({ limit }) => limit.value))]);
});

it("never makes bubbles clickable in a form that would refuse them", () => {
  const { whatsapp_business: whatsapp, facebook } = channels;
  expect(whatsapp.clickable.options.value).toBe(whatsapp.limits.list.options[0].value);
  expect(facebook.clickable.options.value).toBe(facebook.limits.quick_replies.options[0].value);
  for (const forms of [whatsapp.limits.button_template, whatsapp.limits.list]) {
    expect(whatsapp.clickable.label.value).toBeLessThanOrEqual(forms.label[0].value);
  }
  for (const forms of [facebook.limits.button_template, facebook.limits.quick_replies]) {
    expect(facebook.clickable.label.value).toBeLessThanOrEqual(forms.label[0].value);
  }
});
