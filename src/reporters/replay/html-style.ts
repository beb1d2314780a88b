import { Html } from "../preview/escaped.ts";
import { pageStyle } from "../preview/page-style.ts";

const page = `
body { max-width: 1180px; }
main { display: grid; gap: 1.5rem; margin-top: 1.25rem; }
.page { justify-content: flex-start; gap: .5rem 1.25rem; }
.page p, .talk header p { font-size: .9rem; }
.counts { display: flex; flex-wrap: wrap; gap: .4rem; }
.tag { border-radius: 99px; padding: .1rem .7rem; font-size: .9rem; font-weight: 600; background: light-dark(#dfe3ea, #2a2e37); color: light-dark(#1c2330, #eceff4); }
.tag.passed { background: light-dark(#d9f2dd, #12351c); color: light-dark(#0c4a1b, #9be8ac); }
.tag.failed { background: light-dark(#fbdfdc, #46140f); color: light-dark(#8c1d18, #ffb4ab); }
.tag.flaky { background: light-dark(#ffefc4, #3a2e08); color: light-dark(#6a4a00, #ffd97a); }
.tag.updated { justify-self: start; font-size: .8rem; overflow-wrap: anywhere; border-radius: 8px; }
.failed h2 { margin-top: 0; font-family: inherit; }
nav.failed { background: light-dark(#fff, #16181d); border-radius: 14px; padding: .9rem 1.1rem; }
nav.failed ul { display: grid; gap: .35rem; }
nav.failed li { overflow-wrap: anywhere; font-size: .92rem; }
nav.failed a { color: light-dark(#1f4fd8, #9db8ff); font-weight: 600; }
`;

const talk = `
.phone.talk { max-width: none; width: 100%; border: 0; border-radius: 16px; font-family: system-ui, sans-serif; }
.talk > header { display: block; padding: .8rem 1.1rem; }
.talk > header::before { display: none; }
.talk h2 { margin: 0; font-size: 1rem; }
.talk .cid { font: .78rem ui-monospace, monospace; overflow-wrap: anywhere; }
.turns { list-style: none; }
.turn { display: grid; grid-template-columns: minmax(0, 25rem) minmax(0, 1fr); scroll-margin-top: 1rem; }
.turn > .chat { padding: .8rem; align-content: start; gap: .7rem; font-family: var(--font, system-ui, sans-serif); }
.contact { justify-items: end !important; }
.contact .bubble { background: var(--accent); color: var(--bubble); border-radius: 14px 14px 3px 14px; margin-inline-start: 2rem; }
.talk .contact .bubble::before { display: none; }
.between { justify-items: center !important; text-align: center; }
.facts { background: light-dark(#fff, #14161b); color: light-dark(#1c2330, #eceff4); border-top: 1px solid light-dark(#0002, #fff2); border-inline-start: 5px solid light-dark(#c3cad5, #3a3f4a); padding: .7rem 1rem .9rem; display: grid; gap: .5rem; align-content: start; font-size: .9rem; }
.turn:first-child .facts { border-top: 0; }
.turn.passed .facts { border-inline-start-color: light-dark(#2e8b45, #4cc26a); }
.turn.failed .facts { border-inline-start-color: light-dark(#b3261e, #ff8a80); }
.turn:target .facts { background: light-dark(#fff8e6, #241f10); }
.facts h3 { font-size: .95rem; overflow-wrap: anywhere; }
.passed .sign { color: light-dark(#1d6b31, #6fdc8c); }
.failed .sign { color: light-dark(#b3261e, #ff8a80); }
.reason { font-style: italic; }
`;

const details = `
.differences { display: grid; gap: .7rem; }
.pointer { font: .8rem ui-monospace, monospace; overflow-wrap: anywhere; padding-bottom: .2rem; }
.sides { display: grid; gap: .2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
.sides > div { border-radius: 8px; padding: .35rem .6rem; font: .83rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
.del { background: light-dark(#fdeae8, #34110e); color: light-dark(#7a1711, #ffc2bb); }
.ins { background: light-dark(#e4f5e7, #0e2a15); color: light-dark(#0c4a1b, #a9ecb8); }
.side { display: block; font: 600 .72rem system-ui, sans-serif; }
del, ins { text-decoration: none; display: block; }
mark { border-radius: 3px; color: inherit; font-weight: 700; }
.del mark { background: light-dark(#f7bfb9, #6d231c); }
.ins mark { background: light-dark(#aee3b8, #1c5a2c); }
summary { cursor: pointer; font-size: .85rem; }
summary:focus-visible { outline: 2px solid light-dark(#1f4fd8, #9db8ff); outline-offset: 2px; }
.facts pre, .chat pre, .listing pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; padding: .5rem .6rem; border-radius: 8px; background: light-dark(#eef1f6, #23262d); color: light-dark(#1c2330, #eceff4); max-width: 100%; }
@media (max-width: 760px) {
  body { padding: .75rem; }
  .turn { grid-template-columns: minmax(0, 1fr); }
  .facts { border-top: 0; }
}
@media print { .turn { break-inside: avoid; } }
`;

/** The style sheet of the page: that of the preview, whose phone is laid open to have room beside each turn. */
export const replayStyle = new Html([pageStyle.text, page, talk, details].join(""));
