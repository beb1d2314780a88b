import { useState } from "preact/hooks";
import type { SessionState } from "../simulator/routes/dev-wire.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Field, Select } from "./field.tsx";
import { inSession } from "./store.ts";

interface PaletteProps {
  readonly channel: SessionState["channel"];
}

const files = {
  "a photo": { link: "https://files.example.com/photo.jpg", content_type: "image/jpeg", size: 183_204 },
  "a document": { link: "https://files.example.com/invoice.pdf", content_type: "application/pdf", size: 52_110 },
  "a voice message": { link: "https://files.example.com/voice.ogg", content_type: "audio/ogg", size: 24_680 },
  "a video": { link: "https://files.example.com/video.mp4", content_type: "video/mp4", size: 2_400_000 },
} as const;

type FileName = keyof typeof files;

const fileNames = Object.keys(files) as readonly FileName[];

function FileForm() {
  const [kind, setKind] = useState<FileName>("a photo");
  const [link, setLink] = useState<string>(files[kind].link);
  const choose = (name: FileName): void => {
    setKind(name);
    setLink(files[name].link);
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const file = { ...files[kind], link, name: link.split("/").at(-1) ?? link };
    if (await inSession("act", { kind: "upload", file })) closeDialog();
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <h3>Send a file</h3>
      <Select label="Kind" value={kind} options={fileNames.map((name) => [name, name] as const)} onChange={choose} />
      <Field label="Address" value={link} onChange={setLink} />
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
