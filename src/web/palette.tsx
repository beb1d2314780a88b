import { useState } from "preact/hooks";
import type { SessionState } from "../simulator/routes/dev-wire.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Field, Select } from "./field.tsx";
import { inSession, platform } from "./store.ts";

interface PaletteProps {
  readonly channel: SessionState["channel"];
}

const anyAddress = "another file";

function FileForm() {
  const files = platform.value?.files ?? [];
  const [kind, setKind] = useState(files[0]?.title ?? anyAddress);
  const [address, setAddress] = useState("https://files.example.com/photo.png");
  const sample = files.find(({ title }) => title === kind);
  const kinds = [...files.map(({ title }) => title), anyAddress];
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await inSession("act", { kind: "upload", file: { link: sample?.link ?? address } })) closeDialog();
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <h3>Send a file</h3>
      <Select label="Kind" value={kind} options={kinds.map((name) => [name, name] as const)} onChange={setKind} />
      {sample ? (
        <p class="hint">The bot can fetch it from {sample.link}</p>
      ) : (
        <Field label="Address" value={address} onChange={setAddress} />
      )}
      <button type="submit">Send the file</button>
    </form>
  );
}

function PlaceForm() {
  const [latitude, setLatitude] = useState("50.9375");
  const [longitude, setLongitude] = useState("6.9603");
  const [name, setName] = useState("Old town");
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const place = { latitude: Number(latitude), longitude: Number(longitude), ...(name && { name }) };
    if (await inSession("act", { kind: "locate", place })) closeDialog();
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <h3>Share a place</h3>
      <Field label="Latitude" type="number" value={latitude} onChange={setLatitude} />
      <Field label="Longitude" type="number" value={longitude} onChange={setLongitude} />
      <Field label="Name" value={name} onChange={setName} />
      <button type="submit">Share the place</button>
    </form>
  );
}

function Unsubscribe() {
  const [keyword, setKeyword] = useState("STOP");
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await inSession("act", { kind: "unsubscribe", keyword })) closeDialog();
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <h3>Leave a campaign</h3>
      <Field label="Keyword" value={keyword} onChange={setKeyword} />
      <button type="submit">Unsubscribe</button>
    </form>
  );
}

function Happen() {
  const happen = async (what: string): Promise<void> => {
    if (await inSession(what)) closeDialog();
  };
  return (
    <div>
      <h3>From the platform</h3>
      <div class="actions">
        <button type="button" onClick={() => void happen("forward-failed")}>
          Nobody takes the forward
        </button>
        <button type="button" onClick={() => void happen("expired")}>
          The session times out
        </button>
      </div>
    </div>
  );
}

/** What happens to a bot that nobody can type. */
export function Palette({ channel }: PaletteProps) {
  const isWhatsApp = channel === "whatsapp_business";
  return (
    <Dialog title="What can't be typed" name="palette">
      {channel === "sms" ? <p>An SMS has no files.</p> : <FileForm />}
      {isWhatsApp ? <PlaceForm /> : <p>Places and campaigns are there on WhatsApp only.</p>}
      {isWhatsApp && <Unsubscribe />}
      <Happen />
    </Dialog>
  );
}
