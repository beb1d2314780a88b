import { signal } from "@preact/signals";
import { Chat } from "./chat.tsx";
import { DialogPlace, isDialogOpen } from "./dialog.tsx";
import { Inspector } from "./inspector.tsx";
import { Notice } from "./notice.tsx";
import { Setup } from "./setup.tsx";
import { isConnected, platform } from "./store.ts";

const views = { setup: "Setup", chat: "Chat", inspector: "Inspector" } as const;

/** What is seen where there is room for one only. */
const view = signal<keyof typeof views>("chat");

function Tabs() {
  return (
    <nav class="views" aria-label="Views">
      {Object.entries(views).map(([name, title]) => (
        <button
          key={name}
          type="button"
          aria-current={view.value === name}
          onClick={() => {
            view.value = name as keyof typeof views;
          }}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}

function Presence() {
  const bot = platform.value?.bot;
  const isUp = isConnected.value && bot?.isUp === true;
  const text = isConnected.value ? (isUp ? "is there" : "is not there yet") : "– ulbot dev has stopped";
  return (
    <p class={`bot ${isUp ? "up" : "down"}`} role="status">
      <span class="dot" aria-hidden="true" /> <span class="url">{bot?.url ?? "the bot"}</span> {text}
    </p>
  );
}

/** The page. */
export function App() {
  return (
    <div class="app" data-view={view.value}>
      <header class="top">
        <h1>
          ulbot <span>dev</span>
        </h1>
        <Presence />
        <Tabs />
      </header>
      <aside class="setup" aria-label="Setup">
        <Setup />
      </aside>
      <main>
        <Chat />
      </main>
      <aside class="inspector" aria-label="Inspector">
        <Inspector />
      </aside>
      <DialogPlace />
      <Notice isHeard={!isDialogOpen.value} />
    </div>
  );
}
