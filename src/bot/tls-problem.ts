const trustIt =
  "name a file with its certificate, or with that of your company's proxy, in NODE_EXTRA_CA_CERTS (a path to a PEM file)";

type Wording = readonly [problem: string, hint: string];

const selfSigned: Wording = ["is self-signed, so nothing vouches for it", trustIt];
const unknownIssuer: Wording = ["comes from an authority that is not known here", trustIt];

/** The codes of Node.js for certificates it turns down: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateProblems: Readonly<Record<string, Wording>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  CERT_UNTRUSTED: unknownIssuer,
  CERT_HAS_EXPIRED: [
    "has expired",
    "it must be renewed by whoever runs the server; check the clock of this machine too",
  ],
  CERT_NOT_YET_VALID: ["is not valid yet", "check the clock of this machine"],
  CERT_REVOKED: ["has been revoked", "it must be replaced by whoever runs the server"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["is for another host name", "check the host name in the URL"],
};

/** What a TLS error code means at `host` (name and port); `undefined` for a code that is not about TLS. */
export function tlsProblem(
  code: string,
  host: string,
): { readonly message: string; readonly hint: string } | undefined {
  const certificate = certificateProblems[code];
  if (certificate) return { message: `the certificate of ${host} ${certificate[0]}`, hint: certificate[1] };
  if (code === "EPROTO" || code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")) {
    return {
      message: `no TLS connection to ${host} (${code})`,
      hint: "check the port, and whether the URL should begin with http://",
    };
  }
  return undefined;
}
