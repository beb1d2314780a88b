// Answers as bots give them, made up, but the same ones for the same seed: several kinds of events, texts of all lengths in
// two languages, some with emoji, links or markup, many conversations under way at once.

const english =
  "the parcel will arrive at your door tomorrow between eight and noon please answer with a number we found an order colour size large small address name street city invoice total thank you for waiting our team is happy to help today opening hours return label refund voucher change delivery date";
const german =
  "das paket kommt morgen zwischen acht und zwölf uhr bitte wählen sie eine größe wir prüfen ihre adresse straße rechnung rücksendung übermorgen geöffnet für fragen müssen können schön vielen dank gerne natürlich bestellung farbe ändern gutschein";
const languages = { english: english.split(" "), german: german.split(" ") };
const emoji = ["👍", "📦", "😊", "🇩🇪", "👩‍💻", "✅"];
const topics = ["delivery", "return", "invoice", "voucher", "address", "opening hours", "size", "colour", "complaint"];
const contextKeys = ["step", "topic", "order", "language", "attempts", "history", "customer"];

/** How many of a hundred answers are of a kind. */
const shares = {
  message: 37,
  "long message": 10,
  "message, bubbles": 24,
  bubbles: 6,
  "delay, message": 10,
  "contact_update, message": 5,
  "message, note_create": 5,
  "message, end": 3,
};
const kinds = Object.entries(shares).flatMap(([kind, share]) => Array(share).fill(kind));

/** Every how many-th answer has a fault, which is one of these. */
const faultyEvery = 1000;
const faults = [
  (events) => delete events[0].packet.payload.body,
  (events) => {
    events[0].packet.name = "mesage";
  },
  (events) => {
    events[0].packet.payload.body = "x".repeat(5001);
  },
  (events) => {
    events[0].info.cid = "";
  },
];

/** Whole numbers from 0 that are always the same ones for a seed (mulberry32). */
function createRandom(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function createWriter(random) {
  const pick = (list) => list[random(list.length)];
  const isOneIn = (count) => random(count) === 0;

  /** About so many characters: a third German, one in twelve with an emoji, some with a link, a price, markup or what looks like it. */
  function text(length) {
    const words = languages[isOneIn(3) ? "german" : "english"];
    let result = pick(words);
    while (result.length < length) result += `${isOneIn(12) ? "," : ""} ${pick(words)}`;
    result = `${result[0].toUpperCase()}${result.slice(1)}${isOneIn(4) ? "!" : "."}`;
    if (isOneIn(12)) result += ` ${pick(emoji)}`;
    if (isOneIn(20)) result += ` https://shop.example.com/orders/${random(1e6)}`;
    if (isOneIn(20)) result += ` https://shop.example.com/?order=${random(1e6)}&utm_source=chat`;
    if (isOneIn(20)) result += ` (${random(99)}.90 €)`;
    if (isOneIn(100)) result += ` (${2 + random(9)} * ${pick(words)})`;
    if (isOneIn(40)) result += ` **${pick(words)}**`;
    return result;
  }

  function options() {
    const first = random(topics.length);
    return Array.from({ length: 2 + random(4) }, (_, index) => {
      const topic = topics[(first + index) % topics.length];
      return { id: topic.replace(" ", "_"), label: `${topic[0].toUpperCase()}${topic.slice(1)}` };
    });
  }

  const contextValues = {
    step: () => random(12),
    topic: () => pick(topics),
    order: () => ({ number: `A-${random(1e6)}`, paid: isOneIn(2) }),
    language: () => pick(["de", "en"]),
    attempts: () => random(4),
    history: () => Array.from({ length: random(4) }, () => pick(topics)),
    customer: () => text(8),
  };
  const context = () =>
    Object.fromEntries(contextKeys.filter(() => isOneIn(2)).map((key) => [key, contextValues[key]()]));

  const packets = {
    message: () => ({ body: text(10 + random(30 + random(260))) }),
    "long message": () => ({ body: text(250 + random(300)) }),
    bubbles: () => {
      const body = text(10 + random(50));
      return { body, options: options(), fallback: `${body} Please answer with a number.` };
    },
    delay: () => ({ duration: 1 + random(5) }),
    contact_update: () => ({
      ...(isOneIn(2)
        ? { name: `${pick(["Jürgen", "Ada", "Zoë", "Maya"])} ${pick(["Groß", "Lovelace", "Núñez"])}` }
        : {}),
      email: `contact.${random(1e6)}@example.com`,
    }),
    note_create: () => ({ body: text(20 + random(80)) }),
    end: () => ({}),
  };
  return { random, pick, isOneIn, context, packets };
}

/** As many conversations as a busy bot has at once; each ends after a handful of answers, and another begins. */
function createConversations({ random, isOneIn }) {
  const hex = () => random(0x100000000).toString(16).padStart(8, "0");
  const begun = () => `chatbot::${100 + random(900)}:${hex()}${hex()}${hex()}${hex()}`;
  const cids = Array.from({ length: 400 }, begun);
  return () => {
    const place = random(cids.length);
    const cid = cids[place];
    if (isOneIn(6)) cids[place] = begun();
    return cid;
  };
}

/** Endless answers: `{kind, events, isFaulty}`. The first fault is in the middle of the first thousand. */
export function* answers({ seed = 1, withFaults = true } = {}) {
  const writer = createWriter(createRandom(seed));
  const nextCid = createConversations(writer);
  for (let index = 0; ; index++) {
    const isFaulty = withFaults && index % faultyEvery === faultyEvery / 2;
    const kind = isFaulty ? "message" : writer.pick(kinds);
    const cid = nextCid();
    const events = kind.split(", ").map((name) => ({
      info: { cid, ...(writer.isOneIn(2) ? { context: { ...writer.context(), turn: writer.random(30) } } : {}) },
      packet: { name: name.replace("long ", ""), payload: writer.packets[name]() },
    }));
    if (isFaulty) faults[((index - faultyEvery / 2) / faultyEvery) % faults.length](events);
    yield { kind, events, isFaulty };
  }
}

/** The first answers without faults, so many, of the kinds that are wanted. */
export function cleanAnswers(count, isWanted = () => true) {
  const list = [];
  for (const { kind, events } of answers({ withFaults: false })) {
    if (isWanted(kind)) list.push(events);
    if (list.length === count) break;
  }
  return list;
}
