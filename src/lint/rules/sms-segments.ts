import { textPath } from "../../delivery/excesses.ts";
import { plainTextOf } from "../../delivery/markup.ts";
import { gsm7For, type SmsParts, smsLimitsOf, smsParts } from "../../delivery/segments.ts";
import { smsLimits } from "../../protocol/channels.ts";
import { listed, written } from "../../written.ts";
import type { EventNode } from "../answer.ts";
import { characterName, charactersOf, isLetter } from "../characters.ts";
import { onChoices } from "../limits.ts";
import { type Reporter, ruleWithOptions } from "../rule.ts";

const counted = (parts: number): string => (parts === 1 ? "1 part" : `${written(parts)} parts`);

/** Beyond this many, what can be left out is not named. */
const mostNamed = 3;

/** What would bring a text back to GSM-7, where that makes it shorter and no letter is lost. */
function savingHint(text: string, { parts }: SmsParts): string | undefined {
  const characters = charactersOf(text.normalize("NFC"));
  const lost = [...new Set(characters.filter((character) => gsm7For(character) === undefined))];
  if (lost.some(isLetter)) return undefined;
  const plain = smsParts(characters.map((character) => gsm7For(character) ?? "").join(""));
  if (plain.parts >= parts) return undefined;
  const what = lost.length > mostNamed ? "emoji and other symbols" : listed(lost);
  const way = lost.length > 0 ? `without ${what}` : "with plain quotes, dashes, spaces and letters";
  return `${way} it would be ${counted(plain.parts)} in GSM-7`;
}

/** More code units than a character has that people see as one. */
const reach = 20;

/** Why a text is sent in UCS-2; nothing where it isn't. */
function reasonIn(text: string, { foreignAt, encoding }: SmsParts): string {
  if (foreignAt === -1) return "";
  const [foreign = ""] = charactersOf(text.slice(foreignAt, foreignAt + reach));
  return `; ${characterName(foreign)} is not in GSM-7, so all of it is sent in ${encoding}`;
}

type Options = Readonly<Record<"parts", number>>;

function check(node: EventNode, report: Reporter, { parts: most }: Options): void {
  const rendering = node.renderings.find(({ channel }) => channel === "sms");
  // as many characters of any kind fit into one part
  if (rendering === undefined || rendering.text.length <= smsLimits.ucs2.one.value) return;
  const text = plainTextOf(rendering);
  const sms = smsParts(text);
  if (sms.parts === 1) return;
  const { one } = smsLimitsOf[sms.encoding];
  const tooMany = sms.parts > most;
  const clauses = [
    rendering.form === "numbered_text" ? "with its numbered options the fallback is " : "",
    `${written(sms.parts)} SMS parts`,
    tooMany
      ? `, but more than ${most} are advised against`
      : `: ${written(sms.units)} ${one.unit}, but one part holds ${one.value}`,
    reasonIn(text, sms),
  ];
  report({
    at: node.at(textPath(rendering)),
    event: node.name,
    severity: tooMany ? "warning" : "info",
    message: clauses.join(""),
    hint: sms.foreignAt === -1 ? undefined : savingHint(text, sms),
    channels: ["sms"],
    limit: { expected: tooMany ? most : 1, got: sms.parts, unit: "parts" },
  });
}

export const smsSegments = ruleWithOptions<Options>({
  id: "sms-segments",
  severity: "info",
  summary: "a text fits into one SMS",
  good: [
    { name: "message", payload: { body: "Your parcel is on its way. It arrives tomorrow between 9 and 12 o'clock." } },
  ],
  bad: [
    { name: "message", payload: { body: "Your parcel is on its way. It arrives tomorrow between 9 and 12 o’clock." } },
  ],
  options: {
    parts: { default: smsLimits.parts.value, summary: "how many parts are still fine; more are a warning" },
  },
  visit: { message: check, button: check, buttons: check, ...onChoices(check) },
});
