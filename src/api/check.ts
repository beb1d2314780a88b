import type { Finding } from "../lint/finding.ts";
import { type LintSettings, lintText } from "../lint/lint.ts";
import { answerList } from "../lint/rules/answer-list.ts";
import { jsonDuplicateKey } from "../lint/rules/json-duplicate-key.ts";
import type { Composed } from "./compose.ts";

/** What lint has to say of a request. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** those that keep it from being sent */
  readonly errors: readonly Finding[];
}

/**
 * Lints what is about to be posted, for the channels the session may be on. An error that holds on some of them only
 * counts where `areNamed`: where the user has named them for this very request.
 */
export function checkRequest(request: Composed, settings: LintSettings, areNamed: boolean): Checked {
  const findings = [...lostKeys(request, settings), ...lintBody(request, settings)];
  const isFirm = ({ channels }: Finding): boolean =>
    areNamed || channels.length === 0 || channels.length === settings.channels.length;
  return { findings, errors: findings.filter((finding) => finding.severity === "error" && isFirm(finding)) };
}

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
