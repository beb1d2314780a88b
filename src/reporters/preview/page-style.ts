import { messageStyle } from "../../preview/message-style.ts";
import { channelNames } from "../../protocol/channels.ts";
import { Html } from "./escaped.ts";

const base = `
:root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif; background: light-dark(#e4e7ec, #08090b); color: light-dark(#1c2330, #eceff4); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 1720px; }
ul, ol, p, figure, h1, h2, h3, blockquote { margin: 0; padding: 0; }
ul { list-style: none; }
.page { display: flex; flex-wrap: wrap; gap: .75rem 2rem; align-items: center; justify-content: space-between; }
h1 { font-size: 1.6rem; letter-spacing: -.01em; }
h2 { font: 600 1rem ui-monospace, monospace; margin: 1.5rem 0 .75rem; overflow-wrap: anywhere; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; }
legend { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
fieldset label { background: light-dark(#fff, #1b1e24); border-radius: 99px; padding: .3rem .8rem .3rem .5rem; cursor: pointer; display: flex; align-items: center; gap: .3rem; }
input { accent-color: light-dark(#1f4fd8, #9db8ff); margin: 0; width: 1rem; height: 1rem; }
a:focus-visible, input:focus-visible { outline: 2px solid light-dark(#1f4fd8, #9db8ff); outline-offset: 2px; }
.phones { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 310px), 1fr)); gap: 1.5rem; align-items: start; }
`;

/** The phones of a channel go when its switch is off. */
const switches = channelNames.map(
  (channel) => `body:has(#show-${channel}:not(:checked)) .phone.${channel} { display: none; }\n`,
);

/** The style sheet of the page. */
export const pageStyle = new Html([base, messageStyle, ...switches].join(""));
