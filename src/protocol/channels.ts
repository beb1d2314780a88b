import type { ChannelFacts, Markup, MarkupSupport, MediaLimits } from "./channel-facts.ts";
import type { Beyond, Limit, Trust, Unit } from "./limit.ts";

/** Every value of `info.conversation.contact_channel.type`. */
export const channelNames = ["web", "whatsapp_business", "facebook", "telegram", "threema", "sms", "custom"] as const;

/** Where a contact writes from. */
export type Channel = (typeof channelNames)[number];

/** Whether a text names a channel. */
export function isChannel(name: unknown): name is Channel {
  return channelNames.some((channel) => channel === name);
}

const limit = (value: number, unit: Unit, trust: Trust, beyond: Beyond, source: string): Limit => ({
  value,
  unit,
  trust,
  beyond,
  source,
});

const page = "Userlike Chatbot API";

/** Limits of the platform itself, the same on every channel. */
export const platformLimits = {
  messageBody: limit(5000, "characters", "documented", "refused", `${page}, message`),
  context: limit(10_240, "bytes", "documented", "refused", `${page}, Keeping state with the context object`),
  contextAdvised: limit(
    10_000,
    "bytes",
    "inferred",
    "advised against",
    `${page}, Keeping state with the context object`,
  ),
  buttonTemplateOptions: limit(3, "options", "documented", "refused", `${page}, button_template`),
  listTemplateOptions: limit(10, "options", "documented", "refused", `${page}, list_template`),
  delayAdvised: limit(60, "seconds", "inferred", "advised against", `${page}, delay`),
  apiRequests: limit(20, "requests a minute", "documented", "refused", `${page}, Rate limits`),
} as const satisfies Record<string, Limit>;

/** How many options a choice message may have at most, where the platform says so. */
export const optionLimits = {
  button_template: platformLimits.buttonTemplateOptions,
  list_template: platformLimits.listTemplateOptions,
} as const satisfies Record<string, Limit>;

/** Parts of an SMS: how many units fit into the only one, and into each of several. */
export const smsLimits = {
  septets: {
    one: limit(160, "septets", "vendor", "split", "twilio.com/docs/glossary/what-sms-character-limit"),
    each: limit(153, "septets", "vendor", "split", "twilio.com/docs/glossary/what-sms-character-limit"),
  },
  ucs2: {
    one: limit(70, "UTF-16 units", "vendor", "split", "twilio.com/docs/glossary/what-sms-character-limit"),
    each: limit(67, "UTF-16 units", "vendor", "split", "twilio.com/docs/glossary/what-sms-character-limit"),
  },
  parts: limit(10, "parts", "vendor", "advised against", "twilio.com/docs/api/errors/21617"),
  text: limit(1600, "characters", "vendor", "advised against", "twilio.com/docs/api/errors/21617"),
} as const;

const whatsapp = "developers.facebook.com/documentation/business-messaging/whatsapp";
const messenger = "developers.facebook.com/docs/messenger-platform";
const replyButtons = `${whatsapp}/messages/interactive-reply-buttons-messages`;
const interactiveList = `${whatsapp}/messages/interactive-list-messages`;
const mediaReference = `${whatsapp}/messages/image-messages`;
const attachments = `${messenger}/send-messages/saving-assets`;
const telegramSource = "github.com/tdlib/td, MessageContent.cpp";
const telegramFiles = "core.telegram.org/bots/api, Sending files";
const threemaSource = "gateway.threema.ch/en/developer/api";

const markup = (facts: Partial<Record<Markup, MarkupSupport>>, otherwise: MarkupSupport) => ({
  bold: otherwise,
  italic: otherwise,
  strike: otherwise,
  underline: otherwise,
  hyperlink: otherwise,
  "inline code": otherwise,
  "code block": otherwise,
  list: otherwise,
  "nested list": otherwise,
  "block quote": otherwise,
  ...facts,
});

const MB = 1024 * 1024;

const fileOf = (bytes: number, trust: Trust, source: string): MediaLimits => ({
  size: limit(bytes, "bytes", trust, "refused", source),
});

const anyMedia = { image: {}, video: {}, audio: {}, document: {} } as const;

/** The channels, each described once. */
export const channels = {
  web: {
    title: "Website",
    limits: {},
    unique: {},
    media: anyMedia,
    headers: [],
    clickable: undefined,
    window: undefined,
    markup: markup({}, "shown"),
  },
  whatsapp_business: {
    title: "WhatsApp",
    limits: {
      text: { body: [limit(4096, "characters", "vendor", "refused", `${whatsapp}/messages/text-messages`)] },
      button_template: {
        options: [limit(3, "options", "vendor", "refused", replyButtons)],
        label: [limit(20, "characters", "copy", "refused", replyButtons)],
        id: [limit(256, "characters", "copy", "refused", replyButtons)],
        body: [limit(1024, "characters", "copy", "refused", replyButtons)],
        header: [limit(60, "characters", "copy", "refused", replyButtons)],
        footer: [limit(60, "characters", "copy", "refused", replyButtons)],
      },
      list: {
        options: [limit(10, "options", "vendor", "refused", interactiveList)],
        label: [limit(24, "characters", "copy", "refused", interactiveList)],
        description: [limit(72, "characters", "copy", "refused", interactiveList)],
        id: [limit(200, "characters", "copy", "refused", interactiveList)],
        button: [limit(20, "characters", "copy", "refused", interactiveList)],
        headline: [limit(60, "characters", "copy", "refused", interactiveList)],
        options_headline: [limit(24, "characters", "copy", "refused", interactiveList)],
        footer: [limit(60, "characters", "copy", "refused", interactiveList)],
        body: [
          limit(4096, "characters", "copy", "refused", interactiveList),
          limit(1024, "characters", "third party", "advised against", "client libraries of the WhatsApp Cloud API"),
        ],
      },
      caption: { body: [limit(1024, "characters", "vendor", "refused", mediaReference)] },
    },
    unique: { button_template: ["label", "id"], list: ["id"] },
    // github.com/Secreto31126/whatsapp-api-js
    trimmed: { button_template: ["id"] },
    media: {
      image: {
        ...fileOf(5 * MB, "copy", mediaReference),
        types: ["image/jpeg", "image/png"],
        typesTrust: "copy",
      },
      video: {
        ...fileOf(16 * MB, "copy", `${whatsapp}/messages/video-messages`),
        types: ["video/mp4", "video/3gpp"],
        typesTrust: "copy",
      },
      audio: {
        ...fileOf(16 * MB, "copy", `${whatsapp}/messages/audio-messages`),
        types: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
        typesTrust: "copy",
      },
      document: {
        ...fileOf(100 * MB, "copy", `${whatsapp}/messages/document-messages`),
        types: [
          "application/pdf",
          "text/plain",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ],
        typesTrust: "copy",
      },
    },
    headers: ["text", "image", "video", "document"],
    clickable: {
      options: limit(10, "options", "documented", "as text", `${page}, Bubbles and carousel`),
      label: limit(20, "characters", "documented", "as text", `${page}, Bubbles and carousel`),
    },
    window: limit(24, "hours", "vendor", "refused", `${whatsapp}/messages/send-messages`),
    markup: markup({ bold: "shown", italic: "shown", strike: "shown", list: "shown" }, "lost"),
  },
  facebook: {
    title: "Facebook Messenger",
    limits: {
      text: {
        body: [
          limit(2000, "characters", "third party", "refused", "github.com/microsoft/botframework-sdk/issues/4261"),
        ],
      },
      button_template: {
        options: [limit(3, "options", "vendor", "refused", `${messenger}/send-messages/template/button`)],
        label: [limit(20, "characters", "vendor", "refused", `${messenger}/send-messages/buttons/postback`)],
        id: [limit(1000, "characters", "vendor", "refused", `${messenger}/send-messages/buttons/postback`)],
        body: [limit(640, "characters", "vendor", "refused", `${messenger}/send-messages/template/button`)],
      },
      quick_replies: {
        options: [limit(13, "options", "vendor", "refused", `${messenger}/send-messages/quick-replies`)],
        label: [limit(20, "characters", "vendor", "truncated", `${messenger}/send-messages/quick-replies`)],
        id: [limit(1000, "characters", "inferred", "refused", `${messenger}/send-messages/buttons/postback`)],
        body: [
          limit(2000, "characters", "third party", "refused", "github.com/microsoft/botframework-sdk/issues/4261"),
        ],
      },
    },
    unique: {},
    media: {
      image: fileOf(8 * MB, "vendor", attachments),
      video: fileOf(25 * MB, "vendor", attachments),
      audio: fileOf(25 * MB, "vendor", attachments),
      document: fileOf(25 * MB, "vendor", attachments),
    },
    headers: ["image"],
    clickable: {
      options: limit(13, "options", "documented", "as text", `${page}, Bubbles and carousel`),
      label: limit(20, "characters", "documented", "as text", `${page}, Bubbles and carousel`),
    },
    window: limit(24, "hours", "vendor", "refused", `${messenger}/policy`),
    markup: markup({ bold: "shown", italic: "shown", strike: "shown", "inline code": "shown", list: "shown" }, "lost"),
  },
  telegram: {
    title: "Telegram",
    limits: {
      text: { body: [limit(4096, "code points", "vendor", "refused", telegramSource)] },
      caption: { body: [limit(1024, "code points", "vendor", "refused", telegramSource)] },
    },
    unique: {},
    media: {
      image: fileOf(5 * MB, "third party", telegramFiles),
      video: fileOf(20 * MB, "third party", telegramFiles),
      audio: fileOf(20 * MB, "third party", telegramFiles),
      document: fileOf(20 * MB, "third party", telegramFiles),
    },
    headers: [],
    clickable: undefined,
    window: undefined,
    markup: markup({ "nested list": "lost", "block quote": "lost" }, "shown"),
    countsMarkup: false,
  },
  threema: {
    title: "Threema",
    limits: { text: { body: [limit(3500, "UTF-8 bytes", "vendor", "refused", threemaSource)] } },
    unique: {},
    media: {
      image: fileOf(20 * MB, "vendor", "Threema Gateway SDK"),
      video: fileOf(20 * MB, "vendor", "Threema Gateway SDK"),
      audio: fileOf(20 * MB, "vendor", "Threema Gateway SDK"),
      document: fileOf(20 * MB, "vendor", "Threema Gateway SDK"),
    },
    headers: [],
    clickable: undefined,
    window: undefined,
    markup: markup({ bold: "shown", italic: "shown", strike: "shown", list: "shown" }, "lost"),
  },
  sms: {
    title: "SMS",
    limits: {},
    unique: {},
    media: undefined,
    headers: [],
    clickable: undefined,
    window: undefined,
    markup: markup({}, "lost"),
  },
  custom: {
    title: "Custom channel",
    limits: {},
    unique: {},
    media: anyMedia,
    headers: [],
    clickable: undefined,
    window: undefined,
    markup: markup({}, "as is"),
  },
} as const satisfies Record<Channel, ChannelFacts>;

/** The facts of a channel, typed loosely enough to read all channels alike. */
export function factsOf(channel: Channel): ChannelFacts {
  return channels[channel];
}
