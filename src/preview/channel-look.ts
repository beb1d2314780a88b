import type { Channel } from "../protocol/channels.ts";

/** A colour by day, and one by night. */
type Shades = readonly [light: string, dark: string];

/** The colours and shapes that make a messenger recognisable. */
interface Look {
  /** the bar above the conversation, and what is written on it */
  readonly bar: Shades;
  readonly "on-bar": Shades;
  /** what the bubbles stand on, and what is written there */
  readonly wall: Shades;
  readonly "on-wall": Shades;
  readonly bubble: Shades;
  readonly "on-bubble": Shades;
  /** the contact's own bubbles */
  readonly mine: Shades;
  readonly "on-mine": Shades;
  /** buttons and links */
  readonly accent: Shades;
  /** corners of a bubble: top left, top right, bottom right, bottom left */
  readonly corners: string;
  readonly font?: string;
}

/** How each channel looks; contrasts are at least 4.5 to 1. */
const looks = {
  web: {
    bar: ["#1f4fd8", "#22376f"],
    "on-bar": ["#fff", "#fff"],
    wall: ["#fff", "#16181d"],
    "on-wall": ["#5b6472", "#a4adba"],
    bubble: ["#eef1f6", "#282c35"],
    "on-bubble": ["#1c2330", "#eceff4"],
    mine: ["#1f4fd8", "#3455b8"],
    "on-mine": ["#fff", "#fff"],
    accent: ["#1f4fd8", "#9db8ff"],
    corners: "4px 16px 16px 16px",
  },
  whatsapp_business: {
    bar: ["#008069", "#1f2c34"],
    "on-bar": ["#fff", "#e9edef"],
    wall: ["#efeae2", "#0b141a"],
    "on-wall": ["#54605f", "#a3b1b8"],
    bubble: ["#fff", "#202c33"],
    "on-bubble": ["#111b21", "#e9edef"],
    mine: ["#d9fdd3", "#005c4b"],
    "on-mine": ["#111b21", "#e9edef"],
    accent: ["#0a6e9e", "#53bdeb"],
    corners: "0 8px 8px 8px",
  },
  facebook: {
    bar: ["#fff", "#1c1c1d"],
    "on-bar": ["#050505", "#e4e6eb"],
    wall: ["#fff", "#111"],
    "on-wall": ["#5f6368", "#b0b3b8"],
    bubble: ["#f0f0f0", "#303030"],
    "on-bubble": ["#050505", "#e4e6eb"],
    mine: ["#0a63d8", "#0a5bc4"],
    "on-mine": ["#fff", "#fff"],
    accent: ["#0556c8", "#8ab8ff"],
    corners: "18px 18px 18px 4px",
  },
  telegram: {
    bar: ["#40709a", "#242f3d"],
    "on-bar": ["#fff", "#fff"],
    wall: ["#cfe0c3", "#0e1621"],
    "on-wall": ["#3b5230", "#9fb1c3"],
    bubble: ["#fff", "#182533"],
    "on-bubble": ["#000", "#f5f5f5"],
    mine: ["#effdde", "#2b5278"],
    "on-mine": ["#000", "#fff"],
    accent: ["#2f6ea5", "#71baf2"],
    corners: "12px 12px 12px 2px",
  },
  threema: {
    bar: ["#f7f7f7", "#1d1d1d"],
    "on-bar": ["#05702c", "#3fe669"],
    wall: ["#fff", "#0f0f0f"],
    "on-wall": ["#5c5c5c", "#ababab"],
    bubble: ["#ececec", "#2b2b2b"],
    "on-bubble": ["#111", "#f2f2f2"],
    mine: ["#d5ecdc", "#14532d"],
    "on-mine": ["#111", "#f2f2f2"],
    accent: ["#05702c", "#3fe669"],
    corners: "10px",
  },
  sms: {
    bar: ["#f6f6f6", "#1c1c1e"],
    "on-bar": ["#000", "#fff"],
    wall: ["#fff", "#000"],
    "on-wall": ["#62626a", "#a1a1a8"],
    bubble: ["#e9e9eb", "#26252a"],
    "on-bubble": ["#000", "#fff"],
    mine: ["#157a37", "#14752f"],
    "on-mine": ["#fff", "#fff"],
    accent: ["#0060c7", "#6cb1ff"],
    corners: "18px 18px 18px 4px",
  },
  custom: {
    bar: ["#3c3f46", "#2a2c31"],
    "on-bar": ["#fff", "#fff"],
    wall: ["#f4f4f5", "#141518"],
    "on-wall": ["#5a5d65", "#a9acb5"],
    bubble: ["#fff", "#1e2025"],
    "on-bubble": ["#1b1d22", "#e8e9ec"],
    mine: ["#dfe0e4", "#3a3d45"],
    "on-mine": ["#1b1d22", "#fff"],
    accent: ["#3c3f46", "#c9ccd4"],
    corners: "2px",
    font: "ui-monospace, monospace",
  },
} as const satisfies Record<Channel, Look>;

const declaration = ([name, value]: readonly [string, string | Shades]): string =>
  `--${name}: ${typeof value === "string" ? value : `light-dark(${value.join(", ")})`};`;

/** The look of one channel as CSS: custom properties of `.phone.<channel>`. */
export function channelStyle(channel: Channel): string {
  return `.phone.${channel} { ${Object.entries<string | Shades>(looks[channel]).map(declaration).join(" ")} }\n`;
}
