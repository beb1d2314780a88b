/** What a URL is redacted with. */
export interface UrlRedaction {
  readonly text: (text: string) => string;
  readonly secret: (value: string) => string;
}

/** Addresses in a text; what ends a sentence behind them is none of them. */
export const urlPattern = /(?:https?|wss?|ftp):\/\/[^\s"'<>\\^`{|}]{0,8192}[^\s"'<>\\^`{|}.,;:!?)\]]/gi;

/** Parameters that open what they stand behind for whoever has them. */
const opens =
  /^(?:x-(?:amz|goog|ms|oss)-.*|.*(?:token|signature|secret|password|credential|api_?key)|sig|auth|key|expires?|exp|policy|key-pair-id|awsaccesskeyid|googleaccessid|hmac|sid|session_?id|ticket|jwt|pwd|otp)$/i;

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Whether a text is percent-encoded, as far as it can be decoded. */
export const isEncoded = (text: string): boolean => text.includes("%") && (decoded(text) ?? text) !== text;

/** A text that may be percent-encoded, redacted and encoded again where there was something to replace. */
export function redactEncoded(text: string, redact: (text: string) => string): string {
  if (!isEncoded(text)) return redact(text);
  const plain = decoded(text) ?? text;
  const result = redact(plain);
  return result === plain ? text : encodeURIComponent(result);
}

function redactParameters(query: string, { text, secret }: UrlRedaction): string {
  return query.replace(/([^&;=]*)(=?)([^&;]*)/g, (all, name: string, equals: string, value: string) => {
    if (all === "") return "";
    const isOpener = equals !== "" && value !== "" && opens.test(decoded(name) ?? name);
    const redacted = isOpener ? encodeURIComponent(secret(decoded(value) ?? value)) : redactEncoded(value, text);
    return redactEncoded(name, text) + equals + redacted;
  });
}

function redactAuthority(authority: string, { text, secret }: UrlRedaction): string {
  const at = authority.lastIndexOf("@");
  return at === -1 ? text(authority) : `${secret(authority.slice(0, at))}@${text(authority.slice(at + 1))}`;
}

/** A URL without credentials and signatures, its parts redacted as texts; the rest stays as it was written. */
export function redactUrl(url: string, redaction: UrlRedaction): string {
  const parts = /^([a-z]+:\/\/)([^/?#]*)([^?#]*)(?:(\?)([^#]*))?(?:(#)(.*))?$/is.exec(url);
  if (!parts) return redaction.text(url);
  const [, scheme, authority = "", path = "", question = "", query = "", hash = "", fragment = ""] = parts;
  const segments = path.split("/").map((segment) => redactEncoded(segment, redaction.text));
  const behind = fragment.includes("=")
    ? redactParameters(fragment, redaction)
    : redactEncoded(fragment, redaction.text);
  const shown = redactAuthority(authority, redaction) + segments.join("/");
  return scheme + shown + question + redactParameters(query, redaction) + hash + behind;
}
