import { printable } from "../../printable.ts";
import { printableJson } from "../json-text.ts";
import { shellQuoted } from "../request.ts";
import { type Script, variableOf } from "./script.ts";

function commandFor(body: unknown, { url, headers }: Script): string {
  const parts = [
    `curl --globoff --silent --show-error --fail --request POST ${shellQuoted(url.href)}`,
    "--header 'Content-Type: application/json'",
    // the variable in double quotes, for the shell to put the value in
    ...headers.map((name) => `--header ${shellQuoted(`${name}: `)}"$${variableOf(name)}"`),
    `--data-binary ${shellQuoted(printableJson(body))}`,
  ];
  return `${parts.join(" \\\n  ")}\necho\n`;
}

/** A script for a POSIX shell that posts one webhook after the other, and stops where the bot fails. */
export function curlScript(script: Script): string {
  const needed = script.headers.map((name) => {
    const variable = variableOf(name);
    return `\n# ${variable} has to hold the value of the header ${name}\n: "\${${variable}:?has no value}"\n`;
  });
  const conversations = script.conversations.map((exchanges) =>
    exchanges
      .map(({ file, webhook }) => {
        const title = `${file}: ${webhook.info.cid}, ${webhook.packet.name}`;
        return `\n# ${printable(title)}\n${commandFor(webhook, script)}`;
      })
      .join(""),
  );
  return `#!/bin/sh\nset -eu\n${needed.join("")}${conversations.join("")}`;
}
