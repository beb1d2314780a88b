import { useState } from "preact/hooks";
import { channelNames, factsOf } from "../protocol/channels.ts";
import { ask } from "./ask.ts";
import { closeDialog, Dialog, openDialog } from "./dialog.tsx";
import { Field, Select } from "./field.tsx";
import { type Profile, profile } from "./profile.ts";
import { attempt, begin, cid, platform, say, session, sessions, show } from "./store.ts";

const set = (change: Partial<Profile>): void => {
  profile.value = { ...profile.value, ...change };
};

function ContactForm() {
  const { name, email, mobile, customerId, approach, context } = profile.value;
  const start = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await begin(session.value?.channel ?? "web", profile.value)) closeDialog();
  };
  return (
    <Dialog title="Contact">
      <form onSubmit={(event) => void start(event)}>
        <Field label="Name" value={name} onChange={(value) => set({ name: value })} />
        <Field label="E-mail" type="email" value={email} onChange={(value) => set({ email: value })} />
        <Field label="Mobile number" type="tel" value={mobile} onChange={(value) => set({ mobile: value })} />
        <Field label="External customer id" value={customerId} onChange={(value) => set({ customerId: value })} />
        <Select
          label="Approach mode"
          value={approach}
          options={[
            ["normal", "normal: the contact opened the messenger"],
            ["proactive", "proactive: the website spoke first"],
          ]}
          onChange={(value) => set({ approach: value })}
        />
        <label class="field">
          Context to begin with (JSON)
          <textarea
            rows={3}
            class="code"
            value={context}
            spellcheck={false}
            onInput={(event) => set({ context: event.currentTarget.value })}
          />
        </label>
        <button type="submit" class="primary">
          Begin a session
        </button>
      </form>
    </Dialog>
  );
}

function Conversation() {
  const channel = session.value?.channel ?? platform.value?.channel ?? "web";
  return (
    <section>
      <h2>Conversation</h2>
      <Select
        label="Channel"
        value={channel}
        options={channelNames.map((name) => [name, factsOf(name).title] as const)}
        onChange={(value) => void begin(value, profile.value)}
      />
      <div class="actions">
        <button type="button" class="primary" onClick={() => void begin(channel, profile.value)}>
          New session
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => openDialog(<ContactForm />)}>
          Contact …
        </button>
      </div>
    </section>
  );
}

function Operators() {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={platform.value?.operators ?? true}
        onChange={(event) => {
          const available = event.currentTarget.checked;
          void attempt(() => ask("/operators", { available }));
        }}
      />
      Operators are online
    </label>
  );
}

function Faults() {
  const faults = platform.value?.faults;
  if (faults === undefined) return null;
  const nameOf = (form: string): string => form.split("=")[0] ?? form;
  const current = (form: string): string | undefined => faults.current.find((one) => nameOf(one) === nameOf(form));
  const toggle = (form: string): void => {
    const others = faults.current.filter((one) => nameOf(one) !== nameOf(form));
    void attempt(() => ask("/faults", { faults: current(form) ? others : [...others, form] }));
  };
  return (
    <details class="faults">
      <summary>Faults{faults.current.length > 0 && `: ${faults.current.join(", ")}`}</summary>
      {faults.all.map((form) => (
        <label key={form} class="switch">
          <input type="checkbox" checked={current(form) !== undefined} onChange={() => toggle(form)} />
          {current(form) ?? form}
        </label>
      ))}
    </details>
  );
}

const copy = (text: string, what: string): Promise<unknown> =>
  attempt(async () => {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  });

function ApiUrl() {
  const [token, setToken] = useState<string | undefined>();
  const reveal = () => attempt(async () => setToken((await ask<{ token: string }>("/token", {})).token));
  const url = platform.value?.apiUrl ?? "";
  return (
    <section>
      <h2>API URL</h2>
      <p class="code">{url}</p>
      <div class="actions">
        <button type="button" onClick={() => void copy(url, "API URL")}>
          Copy
        </button>
        <button type="button" onClick={() => void (token === undefined ? reveal() : copy(token, "token"))}>
          {token === undefined ? "Show the token" : "Copy the token"}
        </button>
      </div>
      {token !== undefined && <p class="code token">{token}</p>}
    </section>
  );
}

/** More than anybody looks through. */
const mostListed = 50;

function Sessions() {
  const all = [...sessions.value.values()];
  return (
    <section>
      <h2>Sessions{all.length > 1 && ` (${all.length})`}</h2>
      <ul class="sessions">
        {all
          .slice(-mostListed)
          .reverse()
          .map((one) => (
            <li key={one.cid}>
              <button type="button" aria-current={one.cid === cid.value} onClick={() => show(one.cid)}>
                <b>{factsOf(one.channel).title}</b>
                <span>{one.contact}</span>
                <small>
                  {one.since === undefined ? "not begun" : new Date(one.since).toLocaleTimeString()} · {one.phase}
                </small>
              </button>
            </li>
          ))}
      </ul>
      {all.length > mostListed && <p class="hint">and {all.length - mostListed} older ones</p>}
    </section>
  );
}

/** Who talks, on which channel, under which conditions. */
export function Setup() {
  return (
    <>
      <Conversation />
      <section>
        <h2>Conditions</h2>
        <Operators />
        <Faults />
      </section>
      <ApiUrl />
      <Sessions />
    </>
  );
}
