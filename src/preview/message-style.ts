import { channelNames } from "../protocol/channels.ts";
import { channelStyle } from "./channel-look.ts";

const phone = `
.phone { background: var(--wall); border: 7px solid light-dark(#15171b, #2b2f37); border-radius: 34px; overflow: hidden; box-shadow: 0 8px 30px light-dark(#1c233030, #000a); font-family: var(--font, system-ui, sans-serif); max-width: 440px; }
.phone > header { background: var(--bar); color: var(--on-bar); padding: .9rem 1.1rem .7rem; display: flex; align-items: center; gap: .7rem; border-bottom: 1px solid light-dark(#0001, #fff1); }
.phone > header::before { content: ""; width: 30px; height: 30px; border-radius: 50%; background: currentColor; opacity: .25; }
h3 { font-size: 1.05rem; }
.chat { list-style: none; padding: 1rem .8rem 1.4rem; display: grid; gap: 1rem; color: var(--on-wall); }
.chat > li { display: grid; justify-items: start; gap: .35rem; min-width: 0; }
.caption { font-size: .72rem; font-family: ui-monospace, monospace; }
.event { font-size: .85rem; font-style: italic; overflow-wrap: anywhere; }
.bubble { background: var(--bubble); color: var(--on-bubble); border-radius: var(--corners); padding: .5rem .75rem; max-width: 100%; overflow-wrap: anywhere; box-shadow: 0 1px 1px #0001; }
.bubble p, .bubble pre { white-space: pre-wrap; }
.bubble > * + * { margin-top: .45em; }
.bubble ul:not(.buttons), .bubble ol { padding-inline-start: 1.3em; list-style: disc; }
.bubble ol { list-style: decimal; }
.bubble blockquote { border-inline-start: 3px solid var(--accent); padding-inline-start: .6em; }
code, pre { font: .9em ui-monospace, monospace; margin: 0; }
.headline { font-weight: 700; }
.footer, .description { font-size: .85em; opacity: .8; }
.link { color: var(--accent); text-decoration: underline; }
.phone .refused .bubble, .refused .sheet, .refused .pills li { outline: 2px dashed light-dark(#b3261e, #ff8a80); outline-offset: -1px; }
`;

const buttons = `
.button { color: var(--accent); font-weight: 600; text-align: center; overflow-wrap: anywhere; }
.card { min-width: min(100%, 15rem); }
.card .button { border-top: 1px solid light-dark(#0002, #fff2); padding: .55rem 0 .5rem; min-height: 2.3rem; }
.card .buttons, .card > .opens { margin: .6rem -.75rem -.5rem; }
.opens::before { content: "☰ " / ""; }
.pills, .links { display: flex; flex-wrap: wrap; gap: .4rem; max-width: 100%; }
.pills li, .links .button { border: 1.5px solid var(--accent); color: var(--accent); border-radius: 99px; padding: .3rem .85rem; font-weight: 600; min-height: 2.2rem; min-width: 3rem; overflow-wrap: anywhere; max-width: 100%; }
.links { flex-direction: column; align-items: flex-start; }
.links .button { display: inline-block; text-decoration: none; }
.links a.button::after { content: " ↗" / ""; }
.address { display: block; font-size: .78rem; overflow-wrap: anywhere; padding: .15rem .3rem 0; }
.carousel { display: flex; gap: .5rem; overflow-x: auto; max-width: 100%; padding-bottom: .3rem; }
.carousel li { flex: 0 0 9.5rem; background: var(--bubble); color: var(--on-bubble); border-radius: 12px; overflow: hidden; }
.carousel .button { display: block; padding: .5rem; }
.file { border-radius: 8px; overflow: hidden; min-width: 9rem; background: light-dark(#0000000d, #ffffff12); display: flex; align-items: center; gap: .6rem; padding: .6rem .8rem; }
.file .sign { font-size: 1.3rem; line-height: 1; }
.file figcaption { font-size: .85rem; overflow-wrap: anywhere; }
.file:is(.image, .video) { flex-direction: column; gap: 0; padding: 0; }
.file:is(.image, .video) .sign { width: 100%; height: 6.5rem; display: grid; place-items: center; font-size: 2rem; color: #fffd; background: linear-gradient(160deg, #7aa7d9, #9fc4a4 65%, #6f9a78); }
.file.video .sign { background: linear-gradient(160deg, #3a3f4b, #6a7180); }
.file:is(.image, .video) figcaption { padding: .35rem .6rem; width: 100%; text-align: center; }
.sheet { background: light-dark(#fff, #1f2c34); color: var(--on-bubble); border-radius: 18px; width: 100%; padding: .5rem 1rem .4rem; box-shadow: 0 2px 12px #0003; overflow-wrap: anywhere; }
.sheet::before { content: ""; display: block; width: 2.4rem; height: 4px; border-radius: 4px; background: light-dark(#0003, #fff4); margin: 0 auto .5rem; }
.sheet .title { text-align: center; font-weight: 700; padding-bottom: .5rem; }
.sheet .section { color: light-dark(#00705c, #21c79f); font-weight: 600; font-size: .9em; padding: .2rem 0; }
.sheet li { display: grid; grid-template-columns: 1fr auto; padding: .5rem 0; border-top: 1px solid light-dark(#0001, #fff1); }
.sheet li > * { grid-column: 1; }
.sheet li::after { content: ""; grid-column: 2; grid-row: 1 / span 2; align-self: center; width: 1.15rem; height: 1.15rem; border: 2px solid light-dark(#7d8a90, #8a979e); border-radius: 50%; margin-inline-start: .8rem; }
.pause { display: flex; align-items: center; gap: .6rem; }
.typing { display: inline-flex; gap: .25rem; padding: .7rem .8rem; }
.typing i { width: .45rem; height: .45rem; border-radius: 50%; background: currentColor; opacity: .6; }
@media (prefers-reduced-motion: no-preference) {
  .typing i { animation: typing 1.2s infinite; }
  .typing i:nth-child(2) { animation-delay: .2s; }
  .typing i:nth-child(3) { animation-delay: .4s; }
  @keyframes typing { 30% { transform: translateY(-3px); opacity: 1; } 60% { transform: none; } }
}
`;

const notes = `
.notes { display: grid; gap: .3rem; font: .8rem/1.35 system-ui, sans-serif; width: 100%; }
.notes > li { border-radius: 8px; padding: .35rem .6rem; border-inline-start: 4px solid; background: light-dark(#eaf2fc, #14253a); color: light-dark(#134a86, #a9cdf7); overflow-wrap: anywhere; }
.notes > .warning { background: light-dark(#fff5dc, #33290c); color: light-dark(#6a4a00, #ffd97a); }
.notes > .error { background: light-dark(#fdeae8, #3a1513); color: light-dark(#8c1d18, #ffb4ab); }
.notes small { font-family: ui-monospace, monospace; font-size: .95em; }
`;

const details = `
.whatsapp_business .chat { background: radial-gradient(circle at 6px 6px, light-dark(#0000000a, #ffffff08) 2px, transparent 2.5px) 0 0 / 22px 22px; }
.whatsapp_business .bubble { position: relative; box-shadow: 0 1px 1px #0002; }
.whatsapp_business .bubble:not(.typing)::before { content: ""; position: absolute; top: 0; left: -7px; border: 8px solid transparent; border-top-color: var(--bubble); border-width: 8px 0 0 8px; }
.whatsapp_business .card .button { font-weight: 500; }
.whatsapp_business .buttons .button::before { content: "↩ " / ""; }
.facebook .card .button { background: light-dark(#fff, #3f3f40); border: 0; border-radius: 10px; margin-top: .35rem; }
.facebook .card .buttons { margin: .6rem 0 0; }
.telegram .chat { background: linear-gradient(165deg, light-dark(#fff6, #fff0), transparent 60%); }
.custom .bubble { border: 1px dashed light-dark(#8a8d96, #6b6e77); }
`;

/** How messages look in the messenger of each channel, as CSS: `.phone.<channel>` with a `.chat` of `.bubble`s in it. */
export const messageStyle: string = [phone, buttons, notes, ...channelNames.map(channelStyle), details].join("");
