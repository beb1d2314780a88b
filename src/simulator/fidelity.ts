/** What the simulator does as the platform does, and how that is known. */
export interface Claim {
  readonly behaviour: string;
  /** whether the platform's documentation says so, or it is only consistent with it */
  readonly evidence: "documented" | "inferred";
  /** the test that proves that the simulator does so: its file, from the repository, and its full name */
  readonly test: readonly [file: string, name: string];
}

/** What the platform does, and the simulator does not. */
export interface Gap {
  readonly behaviour: string;
  readonly evidence: "not simulated";
  /** what happens instead */
  readonly instead: string;
}

export interface FidelityArea {
  readonly title: string;
  readonly rows: readonly (Claim | Gap)[];
}

type Titled = readonly [behaviour: string, name: string];

/** Claims that one file of tests proves. */
const from =
  (file: string, evidence: Claim["evidence"]) =>
  (...claims: readonly Titled[]): Claim[] =>
    claims.map(([behaviour, name]) => ({ behaviour, evidence, test: [file, name] }));

const missing = (...gaps: readonly (readonly [behaviour: string, instead: string])[]): Gap[] =>
  gaps.map(([behaviour, instead]) => ({ behaviour, evidence: "not simulated", instead }));

const session = "test/simulator/session.test.ts";
const api = "test/simulator/api-url.test.ts";
const media = "test/simulator/api-url-media.test.ts";
const forms = "test/delivery/forms.test.ts";
const contents = "test/delivery/contents.test.ts";
const conversion = "test/delivery/conversion.test.ts";

/** All that is claimed of the simulator, and what it leaves out, in the order of a conversation. */
export const fidelity: readonly FidelityArea[] = [
  {
    title: "Sessions",
    rows: [
      ...from(session, "documented")(
        [
          "on the website start comes before the contact can write",
          "a session begins > on web > when the messenger opens",
        ],
        ["elsewhere start holds the first message", "a session begins > on telegram > with the first message"],
        ["end ends the session, and the bot hears nothing more", "an end > hears nothing"],
        ["what follows end, abort or a forward reaches nobody", "an end > lets nothing through"],
        ["abort leaves the conversation to operators", "an end > aborts"],
        ["a session times out without activity, and can't go on", "an end > hears nothing after its time"],
        [
          "after the end nothing begins the same session again",
          "a session begins > on web > and is not begun again after its end",
        ],
      ),
      ...from(session, "inferred")(
        ["start can hold a file, as media does", "a session begins > on telegram > with a file"],
        ["start can hold a place on whatsapp_business", "a session begins > on whatsapp_business > with a place"],
        [
          "what comes to the API URL before the answer is shown before it",
          "what often surprises > what comes to the API URL before the answer is shown before it",
        ],
      ),
      ...missing(
        ["the timeouts that an account sets", "a session times out when you say so, by /expire or on the page"],
        ["service times, backup, human and firewall mode", "every conversation reaches the bot"],
        [
          "an operator's own messages, and a conversation that comes back to the bot",
          "a forward is where the bot's part ends",
        ],
      ),
    ],
  },
  {
    title: "Webhooks",
    rows: [
      ...from(session, "documented")(
        [
          "info has approach_mode, cid, contact, context, conversation and widget",
          "a webhook > says all that the platform says, in its order",
        ],
        ["conversation.contact_channel names the channel", "a webhook > names whatsapp_business"],
        ["a location comes from whatsapp_business only", "a session begins > on telegram > and places are not shared"],
        [
          "campaign_unsubscribe comes from whatsapp_business",
          "a session begins > on whatsapp_business > and a subscription can be ended",
        ],
      ),
      ...from(session, "inferred")(
        [
          "a file is {link, name, content_type, size}",
          "a session begins > on web > and then the contact uploads something",
        ],
        [
          "what contact_update and conversation_update write is in later webhooks",
          "a webhook > tells what the bot has learnt",
        ],
      ),
      ...from(
        "test/simulator/sample-files.test.ts",
        "inferred",
      )([
        "a file can be fetched from its link, by anybody and as large as the webhook says",
        "the sample file photo.jpg > can be fetched, with the type and the size that a webhook says",
      ]),
      ...from(
        "test/dev/waiting.test.ts",
        "inferred",
      )(["webhooks of one session come one after the other", "a session posts one webhook at a time"]),
      ...missing(
        [
          "what an account knows of its contacts and widgets",
          "the contact is made up, and the widget is empty, unless you say what they are",
        ],
        ["a contact's own files", "small samples that are there while it runs, or any address that you give"],
        [
          "webhooks that are posted again after a failure",
          "what failed is told, and not posted again but by hand, or with --fail duplicate",
        ],
      ),
    ],
  },
  {
    title: "Choices",
    rows: [
      ...from(session, "documented")(
        ["an option that is clicked comes as click with its id", "a choice > on web > is clicked"],
        ["on the website a choice is answered once", "a choice > on web > is answered once"],
        [
          "on whatsapp_business and facebook a further click is a message with the label",
          "a choice > on whatsapp_business > is a message then",
        ],
        ["there a click after the end is a message as well", "a choice > on facebook > is a message after the end"],
        ["the number of an option is a click", "a choice > on telegram > is answered by a number"],
        ["only as the next thing that the contact sends", "a choice > on telegram > is answered next or not at all"],
        ["a number that is none of the options is a message", "a choice > on telegram > has no number 3"],
      ),
      ...from(session, "inferred")(
        ["nothing but plain digits is a number", "a choice > on telegram > has no number 1."],
        ["after another choice its numbers count", "a choice > on telegram > gives way to another one"],
        ["what the bot says meanwhile takes no number away", "a choice > on telegram > stays while the bot goes on"],
      ),
    ],
  },
  {
    title: "Channels",
    rows: [
      ...from(conversion, "documented")(
        [
          "up to 3 bubbles are a button template on whatsapp_business and facebook",
          "bubbles by their number of options > 3: button_template on WhatsApp, button_template on Facebook, bubbles on the website, numbered_text on Telegram",
        ],
        [
          "up to 10 are a list on whatsapp_business",
          "bubbles by their number of options > 10: list on WhatsApp, quick_replies on Facebook, bubbles on the website, numbered_text on Telegram",
        ],
        [
          "up to 13 are quick replies on facebook",
          "bubbles by their number of options > 13: numbered_text on WhatsApp, quick_replies on Facebook, bubbles on the website, numbered_text on Telegram",
        ],
        [
          "a label of more than 20 characters makes bubbles numbered text",
          'a label of bubbles on whatsapp_business > "xxxxxxxxxxxxxxxxxxxxx" among 3: numbered_text',
        ],
        ["numbered text begins with the fallback", "shows the body above buttons and the fallback above numbers"],
      ),
      ...from(contents, "documented")(
        ["a button_template is shown in full on whatsapp_business", "a button template > is shown in full on WhatsApp"],
        ["the website shows its body and bubbles", "a button template > is a body with bubbles on the website"],
        ["a list_template is shown in full on whatsapp_business", "a list template > is shown in full on WhatsApp"],
        [
          "it is bare options on the website and on facebook",
          "a list template > is its body and bare options on facebook",
        ],
        ["a carousel has images on the website", "a carousel > has images on the website"],
        [
          "elsewhere it is numbered text with a link for each image",
          "a carousel > is numbered text with a link for each image on telegram",
        ],
        [
          "buttons are body and address as text but on the website",
          "buttons with addresses > are body and address as text on sms",
        ],
        ["sms shows no files", "the other events > show the file, but not on sms"],
        ["navigate opens a page on the website only", "the other events > open the page on the website only"],
      ),
      ...from(forms, "documented")(
        [
          "facebook shows no header of a button_template but an image",
          'a header on > facebook: shown as "image", lost as "text video document"',
        ],
        [
          "telegram, threema, sms and custom show every choice as numbered text",
          "the form of > every choice is numbered text where nothing can be clicked",
        ],
      ),
      ...from(
        "test/delivery/markup.test.ts",
        "inferred",
      )([
        "markdown_v1 is bold, italic, strike, underline, code, links, lists and quotes",
        "the markup of a text > is all that the platform names",
      ]),
      ...missing([
        "delivery by the channels themselves: windows of 24 hours, approval of templates, blocked contacts",
        "everything that a channel takes arrives",
      ]),
    ],
  },
  {
    title: "Events",
    rows: [
      ...from(session, "documented")(
        ["delay holds back what follows in its list", "a delay > holds back what follows in its list"],
        ["alone it does nothing", "a delay > does nothing alone"],
        ["nor does it as the last of its list", "a delay > does nothing at the end"],
        ["meanwhile the contact can write", "a delay > lets the contact write"],
        ["a forward goes to an operator, which ends the session", "an end > forward_any > goes to an operator"],
        [
          'with on_failure "feedback" and nobody there, forward_failed comes',
          "an end > forward_any > goes to nobody, which the bot hears of",
        ],
        ["without it the conversation is unassigned, and nothing comes", "an end > forward_any > goes to nobody"],
        ["campaigns are subscribed on whatsapp_business", "what the contact does not see > campaigns"],
        ["and on no other channel", "what the contact does not see > campaigns elsewhere"],
        ["dispatches wait for the end of the conversation", "what the contact does not see > a dispatch at the end"],
        ["a transcript is mailed to a contact", "what the contact does not see > a mail to a contact"],
        ["but not to one without an address", "what the contact does not see > a mail to nobody"],
      ),
      ...from(session, "inferred")(
        ["the duration of delay is in seconds", "a delay > adds to the one before"],
        [
          "an event that is none is left out, the rest of the list is not",
          "what is no event > {} is dropped, the rest of the list is not",
        ],
        [
          "an event for another cid has no effect",
          'what is no event > {"info":{"cid":"other"},"packet":{"name":"message","payload":{"body":"x"}}} is dropped, the rest of the list is not',
        ],
      ),
      ...missing(
        ["groups and skills of operators", "operators are there for all, or for none"],
        ["notes, add-ons and mails", "they are shown, and nothing is sent"],
      ),
    ],
  },
  {
    title: "The context",
    rows: [
      ...from(session, "documented")(
        ["it is replaced whole", "the context > is replaced whole"],
        ["an empty one is ignored", "the context > stays where an empty one comes"],
        ["the last of a list counts", "the context > is the last of a list that is not empty"],
        ["every later webhook echoes it", "the context > is posted with what comes next"],
      ),
      ...from(session, "inferred")(
        ["10 KB are 10,240 bytes of compact JSON", "the context > may have 10,240 bytes"],
        [
          "a larger one is not kept, and its event is carried out",
          "the context > says why it is not kept, and its event is carried out",
        ],
      ),
    ],
  },
  {
    title: "The API URL",
    rows: [
      ...from(api, "documented")(
        ["it takes the same events as an answer to a webhook", "200: a list"],
        ["a path without a version means the latest", "200: a path without a version"],
        ["it needs the header SECURITY-TOKEN", "refused: no token"],
        [
          "20 requests a minute for each session, then 429",
          "20 requests a minute > are accepted, then the answer is 429 until the minute is over",
        ],
        ["sessions are counted each by itself", "20 requests a minute > are counted for each session"],
      ),
      ...from(
        media,
        "documented",
      )(["a file that can't be downloaded fails the request", "media > is refused when it isn't there"]),
      ...from(api, "inferred")(
        ["a session that is over takes no events", "refused: one ended session among others"],
        ["what no channel could carry out is refused with 400", "refused: a missing parameter"],
        ["what goes beyond a channel's limits is accepted", "200: a text beyond the channel's limit"],
      ),
      ...missing(
        ["the words of an answer, and a Retry-After header", "an answer of our own, with both"],
        ["the download of files from other hosts", "they count as there; only those of this machine are fetched"],
      ),
    ],
  },
];
