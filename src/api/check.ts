import type { Finding } from "../lint/finding.ts";
import { type LintSettings, lintText } from "../lint/lint.ts";
import { answerList } from "../lint/rules/answer-list.ts";
import { jsonDuplicateKey } from "../lint/rules/json-duplicate-key.ts";
import type { Environment } from "../settings.ts";
import type { Composed } from "./compose.ts";

/** What there is to say of a request before it is sent. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** those that keep it from being sent */
  readonly errors: readonly Finding[];
}

export interface CheckOptions {
  readonly settings: LintSettings;
  /** whether the user has named the channels for this very run */
  readonly areNamed: boolean;
  readonly lint: boolean;
  /** look at the files that requests link to, through the proxies that the environment names */
  readonly media?: { readonly env: Environment; readonly signal: AbortSignal } | undefined;
}

/**
 * Checks what is about to be posted, for the channels the session may be on: one result for each request. An error that
 * holds on some of the channels only counts where the user has named them for this run.
 */
export async function checkRequests(requests: readonly Composed[], options: CheckOptions): Promise<Checked[]> {
  const { settings, areNamed, lint } = options;
  const isFirm = ({ channels }: Finding): boolean =>
    areNamed || channels.length === 0 || channels.length === settings.channels.length;
  const ofMedia = await mediaFindings(requests, options);
  return requests.map((request, index) => {
    const findings = [...(lint ? lintRequest(request, settings) : []), ...(ofMedia[index] ?? [])];
    return { findings, errors: findings.filter((finding) => finding.severity === "error" && isFirm(finding)) };
  });
}

async function mediaFindings(requests: readonly Composed[], { settings, media }: CheckOptions): Promise<Finding[][]> {
  if (media === undefined) return [];
  const [{ checkMedia }, { createLooker }] = await Promise.all([import("./media/check.ts"), import("./media/look.ts")]);
  const looker = createLooker(media.env, media.signal);
  try {
    return await Promise.all(requests.map((request) => checkMedia(request, settings, looker)));
  } finally {
    await looker.close();
  }
}

const lintRequest = (request: Composed, settings: LintSettings): Finding[] => [
  ...lostKeys(request, settings),
  ...lintBody(request, settings),
];

function lintBody({ body }: Composed, settings: LintSettings): readonly Finding[] {
  const text = JSON.stringify(body, null, 2);
  // what is posted to the API URL is one event as often as a list
  const rules = { ...settings.rules, [answerList.id]: "off" as const };
  return lintText({ file: "<request>", text }, { ...settings, rules }).findings;
}

/** The keys that stand twice in the file, of which only one is in the body. */
function lostKeys({ source }: Composed, settings: LintSettings): readonly Finding[] {
  const findings = source === undefined ? [] : lintText(source, { ...settings, channels: [] }).findings;
  return findings.filter(({ rule }) => rule === jsonDuplicateKey.id);
}
