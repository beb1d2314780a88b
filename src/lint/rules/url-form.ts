import type { PayloadPath } from "../../delivery/rendering.ts";
import type { EventNode } from "../answer.ts";
import { quoted } from "../quoted.ts";
import { type Reporter, ruleWithOptions } from "../rule.ts";

/** Hosts that only the machine or network of whoever wrote the answer can reach. */
const privateHost =
  /^(?:[^.[]+|.*\.(?:localhost|local|internal)|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|169\.254\.[\d.]+|0\.0\.0\.0|\[::1\]|\[f[cd][\da-f]{2}:.*\])$/;

interface Options {
  readonly allow: readonly string[];
}

function checkLink(node: EventNode, path: PayloadPath, report: Reporter, { allow }: Options): void {
  const link = node.given(path);
  if (typeof link !== "string") return;
  const place = { at: node.at(path), event: node.name };
  const url = URL.canParse(link.trim()) ? new URL(link.trim()) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    const hint = "write it whole, such as https://www.example.com/page";
    report({ ...place, severity: "error", message: `${quoted(link)} is no http(s) address`, hint });
  } else if (allow.includes(url.hostname)) {
    return;
  } else if (privateHost.test(url.hostname)) {
    report({ ...place, message: `${url.hostname} can be reached from your network only, not by contacts` });
  } else if (url.protocol === "http:") {
    report({ ...place, message: `${quoted(link)} is not encrypted; use https` });
  }
}

export const urlForm = ruleWithOptions({
  id: "url-form",
  severity: "warning",
  summary: "every link is an https address that contacts can reach",
  good: [{ name: "navigate", payload: { link: "https://shop.example.com/checkout" } }],
  bad: [{ name: "navigate", payload: { link: "shop.example.com/checkout" } }],
  options: {
    allow: { default: [] as readonly string[], summary: "hosts to let pass, whatever the address looks like" },
  },
  visit: {
    media: (node, report, options) => checkLink(node, ["link"], report, options),
    navigate: (node, report, options) => checkLink(node, ["link"], report, options),
    button: (node, report, options) => checkLink(node, ["link"], report, options),
    buttons(node, report, options) {
      for (const index of node.event.packet.payload.buttons.keys())
        checkLink(node, ["buttons", index, "link"], report, options);
    },
    carousel(node, report, options) {
      for (const index of node.event.packet.payload.options.keys()) {
        checkLink(node, ["options", index, "image_url"], report, options);
      }
    },
    button_template: (node, report, options) => checkLink(node, ["header", "link"], report, options),
  },
});
