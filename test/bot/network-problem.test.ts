import { describe, expect, it } from "vitest";
import { networkProblem } from "../../src/bot/network-problem.ts";

const url = new URL("https://bot.example.com:8443/webhook?key=s3cret");
const withCode = (code: string) => Object.assign(new Error("x"), { code });

describe("what an error code means", () => {
  it.each([
    ["ECONNREFUSED", "refused", "nothing listens at https://bot.example.com:8443/webhook"],
    ["ENOTFOUND", "unresolved", "the host of https://bot.example.com:8443/webhook is not known"],
    ["EAI_AGAIN", "unresolved", "is not known"],
    ["EHOSTUNREACH", "unreachable", "cannot be reached (EHOSTUNREACH)"],
    ["ECONNRESET", "reset", "closed the connection without an answer"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout", "no connection to https://bot.example.com:8443/webhook in time"],
    ["CERT_HAS_EXPIRED", "tls", "the certificate of bot.example.com:8443 has expired"],
    ["CERT_NOT_YET_VALID", "tls", "is not valid yet"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", "is for another host name"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls", "is self-signed"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls", "comes from an authority that is not known here"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "tls", "no TLS connection to bot.example.com:8443 (ERR_SSL_"],
    ["EMFILE", "other", "failed (EMFILE)"],
  ])("%s is %s", (code, failure, message) => {
    const problem = networkProblem(withCode(code), url);
    expect(problem).toMatchObject({ failure, message: expect.stringContaining(message) });
    expect(problem.message).not.toContain("s3cret");
    expect(problem.hint).not.toBe("");
  });

  it.each([new TypeError("a bug"), withCode("UND_ERR_INVALID_ARG"), "not an error"])(
    "%s is no network's doing",
    (error) => {
      expect(() => networkProblem(error, url)).toThrow();
    },
  );
});
