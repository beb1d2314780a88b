import { channelNames } from "../protocol/channels.ts";
import { definitionOf, eventNames } from "../protocol/events/index.ts";
import type { Parameters } from "../protocol/parameter.ts";
import { webhookNames, webhooks } from "../protocol/webhooks/index.ts";
import type { Kind } from "./pseudonyms.ts";

/** How keys are compared: `externalCustomerId` is `external_customer_id`. */
export const plainKey = (key: string): string => key.replace(/[-_ .]+/g, "").toLowerCase();

function byKey<T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  const rows = Object.entries(table).flatMap(([keys, value]) =>
    keys.split(" ").map((key) => [plainKey(key), value] as const),
  );
  return new Map(rows);
}

/** What stands behind a key, wherever it is. */
export const kindByKey = byKey<Kind>({
  "email e_mail mail email_address mail_address": "email",
  "phone phone_number mobile mobile_number mobile_phone telephone tel fax msisdn wa_id whatsapp_number": "phone",
  "first_name last_name surname family_name given_name middle_name full_name display_name nickname": "name",
  "user_name customer_name contact_name operator_name agent_name": "name",
  cid: "cid",
  "street street_address address address_line address_line1 address_line2 zip zip_code postal_code postcode plz":
    "street",
  "city town": "city",
  "company company_name organization": "company",
  "loc_lat loc_lon latitude longitude lat lon lng": "coordinate",
  "ip ip_address client_ip remote_ip remote_addr": "address",
  iban: "iban",
  "card_number credit_card": "card",
  "birthday birth_date date_of_birth dob": "birthday",
  "password passwd pwd secret client_secret token access_token refresh_token id_token session_token csrf_token":
    "token",
  "api_key authorization cookie set_cookie security_token api_security_token signature private_key pin otp": "token",
  "contact_id contact_identity_id external_customer_id customer_id customer_number user_id visitor_id client_id": "id",
  "account_id session_id device_id browser_id conversation_id operator_id": "id",
  "custom_field_data custom_fields": "value",
  headers: "token",
});

/** A place in which common keys have a meaning of their own. */
export type Scope = "plain" | "person" | "record" | "context" | "place" | "upload";

export const scopeByKey = byKey<Scope>({
  "contact operator operators user customer person visitor sender author agent assignee": "person",
  "conversation widget": "record",
  context: "context",
});

export const kindInScope: Readonly<Record<Scope, ReadonlyMap<string, Kind>>> = {
  plain: byKey({}),
  person: byKey<Kind>({ name: "name", "id uuid": "id", position: "position" }),
  record: byKey<Kind>({ "id uuid": "id" }),
  context: byKey<Kind>({ name: "name" }),
  place: byKey<Kind>({ name: "place" }),
  upload: byKey<Kind>({ "name link url href": "file" }),
};

/** The scopes of payloads by the names of a bot's events. */
export const scopeByEvent: ReadonlyMap<unknown, Scope> = new Map([["contact_update", "person"]]);

/** The same of webhooks, in which a file is the contact's own. */
export const scopeByWebhook: ReadonlyMap<unknown, Scope> = new Map<unknown, Scope>([
  ["location", "place"],
  ["media", "upload"],
  ["start", "upload"],
]);

function keysOf(parameters: Parameters): string[] {
  return Object.entries(parameters).flatMap(([key, { fields = {} }]) => [key, ...keysOf(fields)]);
}

const parametersOfAll = [
  ...eventNames.map((name) => definitionOf(name).parameters),
  ...webhookNames.map((name) => webhooks[name].parameters),
];

/** Keys of the wire: they stay even where a contact is called so. */
export const wireKeys: ReadonlySet<string> = new Set([
  ...[
    "info",
    "packet",
    "payload",
    "cid",
    "approach_mode",
    "contact",
    "context",
    "conversation",
    "widget",
    "id",
    "name",
  ],
  ...["contact_channel", "state", "type", "event", "events", "finding", "at", "kind", "status", "ms", "schemaVersion"],
  ...["email", "mobile_number", "phone_number", "company", "position", "city", "street", "country", "gender", "locale"],
  ...parametersOfAll.flatMap(keysOf),
]);

/** Words of the wire, which stay behind these keys even where a contact is called so. */
export const wireWords: ReadonlySet<unknown> = new Set<unknown>([
  ...channelNames,
  ...eventNames,
  ...webhookNames,
  ...["valid", "normal", "proactive", "markdown_v1", "plain", "feedback", "text", "image", "video", "document"],
  ...["operator", "contact"],
]);
export const wireWordKeys: ReadonlySet<string> = new Set([
  ...["approach_mode", "state", "type", "text_format", "on_failure", "recipient", "channel"],
]);

/** Words of names and addresses that are no one's own. */
export const commonWords: ReadonlySet<string> = new Set(
  (
    "von van der den del des dos das dem zum zur bin ibn the and und mrs miss herr frau guest visitor user contact unknown " +
    "anonymous customer name none null true false yes no test example info support service hello mail office admin " +
    "street city town company position place value redacted token file"
  ).split(" "),
);
