import { messageStyle } from "../preview/message-style.ts";

const base = `
:root {
  color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif;
  --page: light-dark(#eef0f4, #0c0d10); --panel: light-dark(#fff, #16181d); --edge: light-dark(#dde1e8, #2a2e37);
  --ink: light-dark(#1c2330, #eceff4); --dim: light-dark(#566072, #a4adba); --brand: light-dark(#1f4fd8, #9db8ff);
  --on-brand: light-dark(#fff, #0c1a3f); --field: light-dark(#fff, #1e2128);
  background: var(--page); color: var(--ink);
}
* { box-sizing: border-box; }
body { margin: 0; }
ul, ol, p, figure, h1, h2, h3, blockquote, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
fieldset { border: 0; min-width: 0; }
button, input, select, textarea { font: inherit; color: inherit; }
button { background: var(--field); border: 1px solid var(--edge); border-radius: 8px; padding: .38rem .75rem; cursor: pointer; }
button:hover:not([aria-disabled="true"], :disabled) { border-color: var(--brand); }
button:disabled { cursor: default; color: var(--dim); }
button.primary { background: var(--brand); color: var(--on-brand); border-color: transparent; font-weight: 600; }
button.primary:disabled { background: var(--edge); color: var(--dim); }
button.quiet, button.small { background: none; border-color: transparent; color: inherit; }
input:not([type="checkbox"], [type="radio"]), select, textarea { width: 100%; background: var(--field); border: 1px solid light-dark(#8f97a5, #5b6270); border-radius: 8px; padding: .42rem .6rem; }
input { accent-color: var(--brand); }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.code { font: .85rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.hint { color: var(--dim); font-size: .88rem; }
.icon { width: 1.25em; height: 1.25em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.25em; }
`;

const frame = `
.app { height: 100dvh; display: grid; grid: auto minmax(0, 1fr) / 18.5rem minmax(22rem, 1fr) minmax(20rem, 30rem); }
.top { grid-column: 1 / -1; display: flex; align-items: center; gap: .5rem 1.5rem; flex-wrap: wrap; padding: .6rem 1.1rem; background: var(--panel); border-bottom: 1px solid var(--edge); }
.top h1 { font-size: 1.15rem; letter-spacing: -.01em; }
.top h1 span { font-weight: 400; color: var(--dim); }
.bot { font-size: .9rem; color: var(--dim); display: flex; align-items: center; gap: .45rem; min-width: 0; }
.bot .url { font: .85rem ui-monospace, monospace; color: var(--ink); overflow-wrap: anywhere; }
.bot .dot { width: .6rem; height: .6rem; border-radius: 50%; background: #c98a00; flex: none; }
.bot.up .dot { background: #1a9c46; }
.views { display: none; gap: .35rem; margin-inline-start: auto; }
.views [aria-current="true"] { background: var(--brand); color: var(--on-brand); border-color: transparent; }
aside { background: var(--panel); overflow: auto; padding: 1rem 1.1rem 2rem; min-width: 0; }
.setup { border-inline-end: 1px solid var(--edge); }
.inspector { border-inline-start: 1px solid var(--edge); padding-inline: .9rem; }
aside h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; color: var(--dim); margin-bottom: .5rem; }
aside section + section { margin-top: 1.5rem; }
main { display: grid; place-items: center; padding: 1.1rem; min-width: 0; min-height: 0; }
.field { display: grid; gap: .2rem; font-size: .9rem; font-weight: 600; margin-bottom: .65rem; }
.field > :not(label) { font-weight: 400; }
.actions { display: flex; flex-wrap: wrap; gap: .4rem; }
.switch { display: flex; gap: .5rem; align-items: center; padding: .2rem 0; }
.switch input { width: 1.05rem; height: 1.05rem; margin: 0; }
summary { cursor: pointer; border-radius: 6px; }
.setup .code { margin-bottom: .5rem; }
.token { margin-top: .5rem; }
.sessions { display: grid; gap: .4rem; }
.sessions button { width: 100%; text-align: start; display: grid; grid-template-columns: 1fr auto; gap: 0 .5rem; }
.sessions small { grid-column: 1 / -1; color: var(--dim); }
.sessions span { color: var(--dim); font-size: .88rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 9rem; }
.sessions [aria-current="true"] { border-color: var(--brand); box-shadow: inset 3px 0 var(--brand); }
.notices { position: fixed; inset: 4.2rem 0 auto; display: grid; place-items: center; pointer-events: none; z-index: 5; }
.notice { background: light-dark(#1c2330, #eceff4); color: light-dark(#fff, #14161b); border-radius: 10px; padding: .6rem 1rem; max-width: min(92vw, 40rem); box-shadow: 0 6px 24px #0005; overflow-wrap: anywhere; }
.notice.error { background: light-dark(#8c1d18, #ffb4ab); color: light-dark(#fff, #3a0a06); }
`;

const chat = `
main > .phone { width: min(100%, 27rem); height: min(100%, 54rem); max-width: none; display: grid; grid-template-rows: auto minmax(0, 1fr) auto; }
.phone > header { padding-block: .7rem .6rem; }
.phone > header h2 { font-size: 1.02rem; line-height: 1.2; }
.presence { font-size: .8rem; }
.log { overflow: auto; overscroll-behavior: contain; }
.log:focus-visible { outline-offset: -3px; }
.log .chat { min-height: 100%; align-content: end; gap: .8rem; }
.chat > li.mine { justify-items: end; }
.chat > li > .bubble, .card { max-width: 88%; }
.mine .bubble { background: var(--mine); color: var(--on-mine); white-space: pre-wrap; border-radius: var(--mine-corners, 16px 16px 4px 16px); }
.whatsapp_business .mine .bubble { border-radius: 8px 0 8px 8px; }
.whatsapp_business .mine .bubble::before { display: none; }
.custom .mine .bubble { border: 1px solid light-dark(#8a8d96, #6b6e77); border-radius: 2px; }
.below { display: flex; align-items: center; gap: .4rem; flex-wrap: wrap; font-size: .78rem; }
.below .small { padding: .05rem .4rem; font-size: .75rem; color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.chat > li.line { justify-items: center; text-align: center; }
.line .notes { text-align: start; }
.line .event, .line.begin { font-size: .82rem; font-style: normal; max-width: 95%; padding: .2rem .7rem; border-radius: 99px; background: light-dark(#00000010, #ffffff14); }
.line.warning .event { background: light-dark(#fff5dc, #33290c); color: light-dark(#6a4a00, #ffd97a); border-radius: 10px; }
.line.error .event { background: light-dark(#fdeae8, #3a1513); color: light-dark(#8c1d18, #ffb4ab); border-radius: 10px; }
.notes .hint { font-size: inherit; color: inherit; }
.earlier { margin: .6rem auto; display: block; }
.option { font: inherit; background: none; border: 0; width: 100%; }
.pills .option { border: 1.5px solid var(--accent); color: var(--accent); border-radius: 99px; font-weight: 600; padding: .3rem .85rem; min-height: 2.2rem; overflow-wrap: anywhere; }
.phone .pills li { border: 0; padding: 0; min-width: 0; }
.pills .option:hover:not([aria-disabled="true"]) { background: light-dark(#00000010, #ffffff1c); }
.pills .option.chosen { background: var(--accent); color: var(--bubble); }
.pills .option[aria-disabled="true"]:not(.chosen) { border-style: dashed; }
.option[aria-disabled="true"] { cursor: default; }
.carousel .option, .card .option { border-radius: 0; }
.card .buttons > li + li .option, .card .opens { border-top: 1px solid light-dark(#0002, #fff2); }
.card .option:hover:not([aria-disabled="true"]), .carousel .option:hover:not([aria-disabled="true"]) { background: light-dark(#0000000d, #ffffff14); }
.card .option { padding: .55rem .75rem .5rem; }
.card > .opens { width: calc(100% + 1.5rem); }
.card .option.chosen, .carousel .option.chosen { text-decoration: underline; text-decoration-thickness: 2px; }
.card .option.chosen::after, .carousel .option.chosen::after { content: " ✓" / ""; }
.file img { display: block; width: 100%; max-height: 14rem; object-fit: cover; background: light-dark(#0001, #fff1); }
.carousel .file img { height: 6.5rem; }
.composer { display: flex; align-items: end; gap: .45rem; padding: .55rem .6rem; background: light-dark(#ffffffb0, #00000050); border-top: 1px solid light-dark(#0001, #fff1); }
.composer textarea { flex: 1; resize: none; border-radius: 18px; padding: .45rem .85rem; field-sizing: content; max-height: 8rem; font-family: var(--font, inherit); }
.round { border-radius: 50%; width: 2.4rem; height: 2.4rem; padding: 0; flex: none; }
.round.go { background: var(--bar); color: var(--on-bar); border-color: light-dark(#0002, #fff2); }
.round .send { width: 1.1em; height: 1.1em; }
.ended { padding: .7rem 1rem; display: flex; gap: .8rem; align-items: center; justify-content: space-between; background: var(--panel); color: var(--ink); border-top: 1px solid var(--edge); }
`;

const windows = `
.window { border: 1px solid var(--edge); border-radius: 14px; background: var(--panel); color: var(--ink); padding: 0 1.1rem 1.1rem; width: min(94vw, 27rem); max-height: 90dvh; box-shadow: 0 20px 60px #0006; font-family: system-ui, sans-serif; text-align: start; }
.window::backdrop { background: #0007; }
.window > header { position: sticky; top: 0; background: var(--panel); display: flex; justify-content: space-between; align-items: center; padding: .7rem 0; z-index: 1; }
.window h2 { font-size: 1.05rem; overflow-wrap: anywhere; }
.window h3 { font-size: .95rem; margin: .3rem 0 .4rem; }
.window form > p { margin-bottom: .6rem; }
.palette > form, .palette > div, .palette > p { border-top: 1px solid var(--edge); padding: .6rem 0; }
.editor { width: min(94vw, 52rem); }
.editor textarea { margin-bottom: .6rem; resize: vertical; }
.fault { color: light-dark(#8c1d18, #ffb4ab); overflow-wrap: anywhere; }
.wide { width: min(96vw, 90rem); max-width: none; }
.phones { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr)); gap: 1.1rem; align-items: start; }
.phones .phone { border-width: 5px; border-radius: 24px; }
.window.sheet { border-radius: 18px; padding: 0 1.1rem 1.1rem; background: var(--panel); margin-block-end: 5vh; }
.window.sheet::before { display: none; }
.sheet legend { color: light-dark(#00705c, #21c79f); font-weight: 600; font-size: .9em; padding: .2rem 0; }
.sheet .row { display: grid; grid-template-columns: 1fr auto; gap: 0 .8rem; padding: .6rem 0; border-top: 1px solid var(--edge); cursor: pointer; }
.sheet .row > span { grid-column: 1; }
.sheet .row input { grid-area: 1 / 2 / span 2 / 3; align-self: center; width: 1.15rem; height: 1.15rem; }
.sheet .description { color: var(--dim); opacity: 1; }
.sheet .primary { width: 100%; margin-top: .6rem; }
`;

const inspector = `
.inspector .bar { display: flex; justify-content: space-between; align-items: center; margin-bottom: .6rem; }
.inspector .bar h2 { margin: 0; }
.known { margin-bottom: .8rem; font-size: .9rem; }
.entries { display: grid; gap: .35rem; font-size: .88rem; }
.entries > li { border: 1px solid var(--edge); border-radius: 9px; min-width: 0; }
.entries > .webhook { border-inline-start: 3px solid var(--brand); }
.entries > .answer { border-inline-start: 3px solid light-dark(#1a7f37, #4ac26b); }
.entries > .request { border-inline-start: 3px solid light-dark(#8250df, #bc8cff); }
.entries summary { padding: .35rem .55rem; overflow-wrap: anywhere; }
.entries details > :not(summary) { margin: .2rem .55rem .55rem; }
.entries time, .way { color: var(--dim); font-variant-numeric: tabular-nums; }
.entries time { font-size: .8rem; }
.entries small { color: var(--dim); white-space: nowrap; }
.status, .badge { border-radius: 6px; padding: 0 .35rem; font-weight: 600; font-size: .8rem; background: light-dark(#d9f2dd, #12351c); color: light-dark(#0c4a1b, #9be8ac); }
.status.bad, .badge.error { background: light-dark(#fbdfdc, #46140f); color: light-dark(#8c1d18, #ffb4ab); }
.badge { border-radius: 99px; margin-inline-start: .3rem; }
.inspector .notes { width: auto; }
.badge.warning { background: light-dark(#ffefc4, #3a2e08); color: light-dark(#6a4a00, #ffd97a); }
.badge.info { background: light-dark(#eaf2fc, #14253a); color: light-dark(#134a86, #a9cdf7); }
.json { overflow: auto; max-height: 26rem; background: light-dark(#f5f6f8, #0f1115); border-radius: 8px; padding: .5rem .65rem; }
.json pre { font-size: .8rem; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
`;

const narrow = `
@media (max-width: 1150px) {
  .app { grid-template-columns: minmax(22rem, 1fr) minmax(19rem, 26rem); }
  .views { display: flex; }
  .app[data-view="setup"] .inspector, .app:not([data-view="setup"]) .setup { display: none; }
  .setup { grid-column: 2; grid-row: 2; border: 0; border-inline-start: 1px solid var(--edge); }
}
@media (max-width: 760px) {
  .app { grid-template-columns: minmax(0, 1fr); }
  .app > :is(main, aside) { grid-column: 1; grid-row: 2; border: 0; }
  .app:not([data-view="chat"]) main, .app:not([data-view="inspector"]) .inspector, .app:not([data-view="setup"]) .setup { display: none; }
  .top { padding: .5rem .7rem; }
  .views { margin: 0; width: 100%; }
  .views button { flex: 1; }
  main { padding: 0; }
  main > .phone { width: 100%; height: 100%; border: 0; border-radius: 0; }
}
`;

/** The style sheet of the page. */
export const style: string = [base, messageStyle, frame, chat, windows, inspector, narrow].join("");
