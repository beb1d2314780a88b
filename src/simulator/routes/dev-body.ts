import type { Context } from "hono";
import * as z from "zod/mini";
import { expectationOf } from "../../expectation.ts";
import { parseJson } from "../../input/json.ts";
import { channelNames } from "../../protocol/channels.ts";
import { webhookEnvelope } from "../../protocol/envelope.ts";
import { webhooks } from "../../protocol/webhooks/index.ts";
import { written } from "../../written.ts";
import type { ServerEnv } from "../local-only.ts";
import { bytesOf } from "../request-body.ts";

const text = z.string().check(z.maxLength(100_000));

/** What the page may ask for, by what it asks. */
export const bodies = {
  begin: z.strictObject({
    channel: z.enum(channelNames),
    approach_mode: z.optional(z.enum(["normal", "proactive"])),
    contact: z.optional(z.looseObject({})),
    conversation: z.optional(z.looseObject({})),
    context: z.optional(z.looseObject({})),
  }),
  act: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("open") }),
    z.strictObject({ kind: z.literal("write"), body: text }),
    z.strictObject({ kind: z.literal("choose"), choice: z.int(), option: z.string() }),
    // what is not given is filled in
    z.strictObject({ kind: z.literal("upload"), file: webhooks.media.payload }),
    z.strictObject({ kind: z.literal("locate"), place: webhooks.location.payload }),
    z.strictObject({ kind: z.literal("unsubscribe"), keyword: z.optional(text) }),
  ]),
  operators: z.strictObject({ available: z.boolean() }),
  faults: z.strictObject({ faults: z.array(text) }),
  repost: z.strictObject({ webhook: webhookEnvelope }),
  save: z.strictObject({ name: z.string().check(z.regex(/^(?!\.)[\p{L}\p{N}._-]{1,80}$/u)) }),
  nothing: z.strictObject({}),
} as const;

type Bodies = typeof bodies;

/** Why a request can't be taken, with its status. */
export interface Rejection {
  readonly status: 400 | 413 | 415;
  readonly error: string;
}

function faultText(issue: z.core.$ZodIssue): string {
  const place = issue.path.join(".") || "the body";
  if (issue.code === "unrecognized_keys") return `${place} has keys nobody knows: ${issue.keys.join(", ")}`;
  if (issue.code === "too_big" && issue.origin === "string") {
    return `${place} has to be a text of up to ${written(Number(issue.maximum))} characters`;
  }
  if (issue.code === "invalid_format")
    return `${place} has to be up to 80 letters, digits, dots, dashes and underscores`;
  return `${place} has to be ${expectationOf(issue)}`;
}

/** Reads and checks the body of a request. */
export async function bodyOf<Name extends keyof Bodies>(
  c: Context<ServerEnv>,
  name: Name,
): Promise<{ body: z.output<Bodies[Name]> } | Rejection> {
  // no page of another origin can send this type without asking first
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    return { status: 415, error: "the content type has to be application/json" };
  }
  const bytes = await bytesOf(c.req.raw);
  if (bytes === "too large") return { status: 413, error: "the body is larger than 1 MB" };
  if (bytes === "cut") return { status: 400, error: "the request ends before its body does" };
  const { value, faults } = parseJson(new TextDecoder().decode(bytes));
  if (faults.length > 0) return { status: 400, error: "the body is no JSON" };
  const { success, data, error } = (bodies[name] as z.ZodMiniType).safeParse(value);
  if (success) return { body: data as z.output<Bodies[Name]> };
  return { status: 400, error: error.issues.map(faultText).join("; ") };
}
