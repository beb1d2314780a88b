import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Importer, ImportSource } from "./importer.ts";
import { bubblesOf, cidFor, entriesOfSaid, type Said, type SaidEvent } from "./said.ts";

/** What one side says in a `.chat`: its text, and the commands in brackets in it. */
interface Utterance {
  readonly by: Said["by"];
  text: string;
}

interface Command {
  /** in lower case */
  readonly name: string;
  readonly value: string;
}

const setting = /^(bot|users?|channelId)=(.*)$/;

function settingIn(line: string): [key: string, value: string][] {
  const [, key, value = ""] = setting.exec(line) ?? [];
  return key === undefined ? [] : [[key, value]];
}

/** The commands there are; other brackets belong to the text. */
const commandNames = [
  ...["Typing", "Delay", "Attachment", "AttachmentLayout", "Suggestions", "ConversationUpdate", "EndOfConversation"],
  ...["BasicCard", "HeroCard", "ThumbnailCard", "AnimationCard", "MediaCard", "AudioCard", "VideoCard", "SigninCard"],
  ...["OAuthCard", "Event", "Handoff", "ContactRelationUpdate"],
];
const commandPattern = new RegExp(`\\[\\s*(${commandNames.join("|")})\\s*(?:[=:]([^\\]]*))?\\]`, "gi");

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Who says a line, and what; nothing for a line that goes on. */
function speakers(settings: ReadonlyMap<string, string>): (line: string) => Utterance | undefined {
  const bots = ["bot", settings.get("bot") ?? ""].map((name) => name.trim().toLowerCase());
  const users = ["user", ...(settings.get("user") ?? settings.get("users") ?? "").split(",")].map((name) =>
    name.trim(),
  );
  const names = [...bots, ...users].filter((name) => name !== "").map(escaped);
  const pattern = new RegExp(`^(${names.join("|")})(?:->[^:]*)?:(.*)$`, "is");
  return (line) => {
    const [, name = "", text = ""] = pattern.exec(line) ?? [];
    if (name === "") return undefined;
    return { by: bots.includes(name.toLowerCase()) ? "bot" : "contact", text };
  };
}

/** The text without its commands, and these. */
function taken(text: string): { body: string; commands: Command[] } {
  const commands: Command[] = [];
  const body = text.replace(commandPattern, (_, name: string, value = "") => {
    commands.push({ name: name.toLowerCase(), value: value.trim() });
    return "";
  });
  return { body: body.trim(), commands };
}

/** What stands before anybody speaks: commands that belong to nobody. */
function checkPreamble(lines: readonly string[], firstLine: number, file: string): Command[] {
  const { body, commands } = taken(lines.join("\n"));
  if (body === "") return commands;
  const [unsaid = ""] = body.split("\n");
  const line = firstLine + lines.findIndex((text) => text.includes(unsaid));
  const hint = "a .chat has lines such as `user: Hi` and `bot: Hello`";
  throw new UlbotError("usage", `${printable(file)}:${line}: nobody says this: ${printable(unsaid)}`, { hint });
}

interface Chat {
  readonly settings: ReadonlyMap<string, string>;
  readonly preamble: readonly Command[];
  readonly said: readonly Utterance[];
}

/** What both sides say, one after the other, and what stands before it. */
function chatIn({ text, file }: ImportSource): Chat {
  const lines = text.split(/\r?\n/);
  const found = lines.findIndex((line) => line.trim() !== "" && !setting.test(line));
  const start = found === -1 ? lines.length : found;
  const settings = new Map(lines.slice(0, start).flatMap((line) => settingIn(line)));
  const speaks = speakers(settings);
  const said: Utterance[] = [];
  const before: string[] = [];
  for (const line of lines.slice(start)) {
    const begun = speaks(line);
    const last = said.at(-1);
    if (begun) said.push(begun);
    else if (last) last.text += `\n${line}`;
    else before.push(line);
  }
  return { settings, preamble: checkPreamble(before, start + 1, file), said };
}

/** What is made of an utterance, and what of it is not. */
interface Mapped {
  readonly events: readonly SaidEvent[];
  readonly passedOver: readonly string[];
}

const shown = ({ name }: Command): string => `[${commandNames.find((known) => known.toLowerCase() === name) ?? name}]`;

const link = ({ value }: Command): string => value.split(/\s+/)[0] ?? "";
const isMedia = (command: Command): boolean => command.name === "attachment" && /^https?:\/\//.test(link(command));

function mediaOf(command: Command): SaidEvent {
  return { name: "media", payload: { link: link(command) } };
}

const messageOf = (body: string): SaidEvent[] => (body === "" ? [] : [{ name: "message", payload: { body } }]);

function saidByContact({ body, commands }: ReturnType<typeof taken>): Mapped {
  const media = commands.filter(isMedia);
  const others = commands.filter((command) => !isMedia(command));
  return { events: [...messageOf(body), ...media.map(mediaOf)], passedOver: others.map(shown) };
}

/** A pause, which chatdown counts in milliseconds, with typing where that is asked for as well. */
function delaysOf(commands: readonly Command[]): SaidEvent[] {
  const typing_indicator = commands.some(({ name }) => name === "typing");
  return commands
    .filter(({ name, value }) => name === "delay" && Number(value) > 0)
    .map(({ value }) => ({ name: "delay", payload: { duration: Number(value) / 1000, typing_indicator } }));
}

function saidByBot({ body, commands }: ReturnType<typeof taken>): Mapped {
  const delays = delaysOf(commands);
  const labels = commands.filter(({ name }) => name === "suggestions").flatMap(({ value }) => value.split("|"));
  const options = labels.map((label) => label.trim()).flatMap((label) => (label ? [{ id: label, label }] : []));
  const text = options.length > 0 ? [bubblesOf(body, options)] : messageOf(body);
  const ends = commands.filter(({ name }) => name === "endofconversation").map(() => ({ name: "end", payload: {} }));
  const known = ["suggestions", "endofconversation", ...(delays.length > 0 ? ["delay", "typing"] : [])];
  const others = commands.filter((command) => !known.includes(command.name) && !isMedia(command));
  return {
    events: [...delays, ...text, ...commands.filter(isMedia).map(mediaOf), ...ends],
    passedOver: others.map(shown),
  };
}

/** The mock-up of a conversation, as chatdown and the Bot Framework Emulator read it. */
export const fromChat: Importer = {
  takesChannel: true,
  recognises: ({ text, value }) => value === undefined && /^(user|bot)\s*[=:]/im.test(text),
  async read(source, { now, channel = "web" }) {
    const { said, settings, preamble } = chatIn(source);
    const mapped = said.map(({ by, text }) => ({ by, ...(by === "bot" ? saidByBot : saidByContact)(taken(text)) }));
    const contactName = (settings.get("user") ?? settings.get("users"))?.split(",")[0]?.trim();
    const conversation = { cid: cidFor(source.text), channel, contactName, now };
    return {
      entries: entriesOfSaid(mapped, conversation),
      passedOver: [...preamble.map(shown), ...mapped.flatMap(({ passedOver }) => passedOver)],
      secrets: [],
    };
  },
};
