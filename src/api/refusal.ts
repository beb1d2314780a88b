/** Why the platform did not take a request, for a person. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

const token: Refusal = {
  message: "the platform does not accept the security token",
  hint: "ULBOT_SECURITY_TOKEN must be the API security token in the settings of this very bot in the Userlike dashboard",
};

const byStatus: Readonly<Record<number, Refusal>> = {
  400: { message: "the platform does not accept the events", hint: "`ulbot lint` may tell what is wrong with them" },
  401: token,
  403: token,
  404: {
    message: "the platform does not know this API URL or this session",
    hint: "check the API URL and the cid; a session that has ended or expired cannot be resumed",
  },
  405: { message: "this URL does not take events", hint: "check the API URL" },
  413: { message: "the events are too large for the platform", hint: "send them in several requests" },
  429: {
    message: "the platform takes 20 requests a minute for a session, and this was one too many",
    hint: "send it later, or allow a longer wait with --max-wait",
  },
};

const redirected: Refusal = {
  message: "the API URL leads elsewhere, and the token is not sent along",
  hint: "if that is the right place, make it the API URL",
};

const other: Refusal = { message: "the platform refused the request", hint: "check the API URL and the events" };

const failed: Refusal = {
  message: "the platform failed",
  hint: "look at the conversation before you send it again; a media link it cannot download is one reason for this",
};

/** What an answer that is not 2xx means. */
export function refusal(status: number): Refusal {
  if (status < 400) return redirected;
  return byStatus[status] ?? (status < 500 ? other : failed);
}
