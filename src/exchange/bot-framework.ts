import * as z from "zod/mini";
import { isObject } from "../input/json.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { type Channel, isChannel } from "../protocol/channels.ts";
import type { Importer } from "./importer.ts";
import { bubblesOf, cidFor, entriesOfSaid, type Said, type SaidEvent } from "./said.ts";

/** What of a Bot Framework activity is read. */
const activity = z.looseObject({
  type: z.string(),
  timestamp: z.nullish(z.string()),
  channelId: z.nullish(z.string()),
  from: z.nullish(z.looseObject({ role: z.nullish(z.string()), name: z.nullish(z.string()) })),
  conversation: z.nullish(z.looseObject({ id: z.nullish(z.string()) })),
  text: z.nullish(z.string()),
  textFormat: z.nullish(z.string()),
  suggestedActions: z.nullish(
    z.looseObject({
      actions: z.array(z.looseObject({ title: z.nullish(z.string()), value: z.nullish(z.unknown()) })),
    }),
  ),
  attachments: z.nullish(
    z.array(
      z.looseObject({
        contentType: z.nullish(z.string()),
        contentUrl: z.nullish(z.string()),
        name: z.nullish(z.string()),
      }),
    ),
  ),
});
const transcript = z.array(activity);

type Activity = z.output<typeof activity>;
type Attachment = NonNullable<Activity["attachments"]>[number];

/** The Bot Framework's names of channels, where they are others. */
const channels: Readonly<Record<string, Channel>> = {
  emulator: "web",
  webchat: "web",
  directline: "web",
  whatsapp: "whatsapp_business",
};

const channelOf = (id: string): Channel => channels[id] ?? (isChannel(id) ? id : "web");

interface Mapped {
  readonly said: readonly Said[];
  readonly passedOver: readonly string[];
}

const isMedia = ({ contentUrl, contentType }: Attachment): boolean =>
  /^https?:\/\//.test(contentUrl ?? "") && !/^application\/vnd\.microsoft\./.test(contentType ?? "");

/** A file; only what the contact sends says more than where it is. */
function mediaOf({ contentUrl, contentType, name }: Attachment, by: Said["by"]): SaidEvent {
  const facts = { name, content_type: by === "contact" ? contentType : undefined };
  const given = Object.entries(facts).filter(([, value]) => value);
  return { name: "media", payload: { link: contentUrl, ...Object.fromEntries(given) } };
}

function textOf({ text, textFormat, suggestedActions }: Activity, by: Said["by"]): SaidEvent[] {
  const body = text ?? "";
  const options = (suggestedActions?.actions ?? []).map(({ title, value }) => {
    const id = typeof value === "string" && value !== "" ? value : (title ?? "");
    return { id, label: title || id };
  });
  if (by === "bot" && options.length > 0) return [bubblesOf(body, options)];
  const format = by === "bot" && textFormat === "markdown" ? { text_format: "markdown_v1" } : {};
  return body === "" ? [] : [{ name: "message", payload: { body, ...format } }];
}

function messageOf(message: Activity, by: Said["by"], at: number | undefined): Mapped {
  const attachments = message.attachments ?? [];
  const events = [...textOf(message, by), ...attachments.filter(isMedia).map((attachment) => mediaOf(attachment, by))];
  const cards = attachments.filter((attachment) => !isMedia(attachment));
  const passedOver = cards.map(({ contentType }) => contentType ?? "attachment");
  if (events.length > 0) return { said: [{ by, events, at }], passedOver };
  return { said: [], passedOver: passedOver.length > 0 ? passedOver : ["message without text"] };
}

function mappedOf(one: Activity): Mapped {
  const role = one.from?.role?.toLowerCase();
  const by = role === "bot" ? "bot" : role === "user" ? "contact" : undefined;
  const time = Date.parse(one.timestamp ?? "");
  const at = Number.isNaN(time) ? undefined : time;
  if (one.type === "message" && by) return messageOf(one, by, at);
  if (one.type === "message") return { said: [], passedOver: ["message without from.role"] };
  if (one.type !== "endOfConversation" || by !== "bot") return { said: [], passedOver: [one.type] };
  return { said: [{ by, events: [{ name: "end", payload: {} }], at }], passedOver: [] };
}

function activitiesIn(source: FileValue): Activity[] {
  const { data, error } = transcript.safeParse(source.value);
  if (data) return data;
  const path = (error.issues[0]?.path ?? []) as (string | number)[];
  const hint = 'a Bot Framework transcript is a list of activities: [{"type": "message", "from": {"role": …}, …}]';
  throw failureAt(source, path, `${path.join(".") || "this"} is not as in a Bot Framework transcript`, hint);
}

/** Activities by the conversation they belong to. */
function byConversation(activities: readonly Activity[]): Map<string, Activity[]> {
  const conversations = new Map<string, Activity[]>();
  for (const one of activities) {
    const id = one.conversation?.id ?? "";
    conversations.set(id, [...(conversations.get(id) ?? []), one]);
  }
  return conversations;
}

/** A `.transcript` of the Bot Framework: what its Emulator saves, and what chatdown makes. */
export const fromBotFramework: Importer = {
  takesChannel: true,
  recognises: ({ value }) =>
    Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item) && "type" in item),
  async read(source, { now, channel }) {
    const conversations = byConversation(activitiesIn(source.json()));
    const passedOver: string[] = [];
    const entries = [...conversations].flatMap(([id, activities]) => {
      const mapped = activities.map(mappedOf);
      passedOver.push(...mapped.flatMap((one) => one.passedOver));
      const contact = activities.find(({ from }) => from?.role?.toLowerCase() === "user")?.from;
      const recorded = activities.find(({ channelId }) => channelId)?.channelId ?? "";
      const said = mapped.flatMap((one) => one.said);
      const contactName = contact?.name ?? undefined;
      return entriesOfSaid(said, { cid: cidFor(id), channel: channel ?? channelOf(recorded), contactName, now });
    });
    return { entries, passedOver, secrets: [] };
  },
};
