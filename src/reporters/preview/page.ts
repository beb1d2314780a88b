import { createHash } from "node:crypto";
import { type Html, html } from "./escaped.ts";

/** A whole page that needs nothing else: no script runs in it, and only its own style is used. */
export function pageHtml(title: string, style: Html, body: Html): string {
  const hash = createHash("sha256").update(style.text).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}</body>
</html>
`.text;
}
