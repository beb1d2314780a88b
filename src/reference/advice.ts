/** What to do about the findings of a rule, by its id: what goes wrong for the contact, then what puts it right. */
export const advice: Readonly<Record<string, string>> = {
  "json-syntax":
    "The platform can't read the answer, so nothing of it is carried out. Let a JSON library write it rather than putting texts together by hand.",
  "json-duplicate-key":
    "Parsers keep one of the two values and drop the other without a word. Remove the key that is not meant; where a program writes the answer, it adds the key twice.",
  envelope:
    "The platform tells from `info` which session an event is for, and from `packet` what to do. Give each event both, and copy `info.cid` from the webhook.",
  "event-name":
    "The platform does not know the event, so nothing happens. Correct the name; `ulbot events` lists them all.",
  "parameter-required":
    "The event can't be carried out without the parameter. Add it; `ulbot events NAME` shows all parameters of an event with an example.",
  "parameter-type":
    "The platform can't use the value. Give one of the type that the finding names; mind numbers and `true` or `false` written as texts.",
  "parameter-unknown":
    "The parameter has no effect. Where the finding names a near one, it is a typing error; else remove it. If the platform does have it, the name that ulbot knows was inferred: correct it by `protocol.parameters` in `ulbot.config`.",
  "cid-format":
    "An event with a wrong cid reaches nobody. Copy `info.cid` from the webhook as it is, and don't put one together.",
  "cid-mixed":
    "A list is one answer, and an answer belongs to one session. Answer each webhook with events of its own cid, and send the others to the API URL.",
  "context-object": 'The platform keeps the context as a JSON object. Wrap a single value, such as `{"step": "name"}`.',
  "context-size":
    "The platform refuses an answer whose context is too large. Keep an id in the context, and what belongs to it in a store of your own.",
  "context-empty":
    "An empty context does not clear the one before: the platform ignores it. Send one with a value that says the state is over, or leave it out.",
  "event-after-end":
    "The session is over by then, so the event reaches nobody. Move it before the event that ends the session.",
  "delay-effect":
    "A delay holds back only what follows in the same list. Put the message it is for behind it, or leave the delay out.",
  "delay-duration":
    "The duration is in seconds. Zero does nothing, and after a minute most contacts have gone; for a result that takes longer, answer now and send it later to the API URL.",
  "forward-feedback":
    'When no operator is available, the session ends and the contact hears nothing. With `"on_failure": "feedback"` the bot gets `forward_failed` and can offer something else.',
  "update-empty":
    "The event changes nothing. Give at least one value, or leave the event out where there is nothing to write.",
  "contact-fields":
    "Operators would see a value that they can't use. Check what the contact typed, and ask again, before it is written.",
  "campaigns-channel":
    "Campaigns belong to a WhatsApp number. Send `campaigns` only where the webhook came from `whatsapp_business`.",
  "deprecated-event": "It works until the platform removes it. Use the event that the finding names.",
  "message-length":
    "The platform refuses the whole message. Split it into several messages, at the end of a paragraph.",
  "text-length":
    "The channel refuses the message, and the contact sees nothing. Shorten it, or split it into several messages. Lint only for the channels you use: `--channel`.",
  "text-empty": "There is nothing to read or to click. Fill the text; where a variable was put in, it was empty.",
  "choice-fallback":
    "Channels without buttons show the fallback above the numbered options. Ask the question in it, and say that a number is the answer.",
  "choice-clickable":
    "The contact has to type a number instead of clicking. Offer fewer options, shorten the labels, or ask in two steps.",
  "choice-as-text":
    "Nothing is wrong: the channel has no buttons. Mind that the contact types a number or anything else, so handle `message` where you handle `click`.",
  "choice-text-length":
    "On channels without buttons the options stand below the fallback in the same text, and that is too long. Shorten the fallback or the labels, or offer fewer options.",
  "option-count":
    "The platform refuses the whole message. Leave options out, ask in two steps, or take bubbles, which may have more.",
  "option-label-length":
    "The channel refuses the message, or cuts the label. Shorten the label, and say the rest in the body or in a description.",
  "option-label-unique":
    "The contact can't tell the options apart, and some channels refuse the message. Give each option a label of its own.",
  "option-id-unique":
    "A click comes back with the id only, so the bot can't tell which option it was. Give each option an id of its own.",
  "option-id-length":
    "The channel refuses the whole message. Take a short id, and keep what belongs to it in the context.",
  "option-description-length":
    "The channel refuses the whole message. Shorten the description, and say the rest in the body.",
  "template-header":
    "The channel refuses the message, or drops its header. Take a type that the channel has, or say it in the body.",
  "template-text-length":
    "The channel refuses the whole message. Shorten the part that the finding points to, and say the rest in the body.",
  "template-parts-lost":
    "The contact never sees the part. Say what matters in the body and in the labels, which every channel shows.",
  "carousel-as-text":
    "Instead of images the contact gets their addresses. Send a carousel to the website only; elsewhere send the images as `media`, then bubbles.",
  "buttons-as-text":
    "Nothing is lost: the contact gets the addresses as text. Where that looks bad, write a message for those channels.",
  "media-channel": "The channel takes no media, so the contact gets nothing. Send a message with the address instead.",
  "url-form":
    "The address does not open for contacts. Write it whole, beginning with `https://`, on a host that the internet can reach.",
  "navigate-channel":
    "There is no page that could change, so nothing happens. Send the address as a message on these channels.",
  "answer-list":
    "Nothing is wrong today: the platform takes an event that stands alone. Answer with a list, as its documentation has it, and more events can follow.",
  "option-blanks":
    "Blanks at the ends can't be seen, but come back with a click, and WhatsApp may refuse such an id. Trim what is put in. An id that is empty tells the bot nothing when it comes back.",
  "option-label-reuse":
    "A click on an old button arrives as a message with its label, so the bot can't tell which question it answers. Give options that mean something else another label, such as `Yes, the address is right`.",
  "rate-limit":
    "The platform answers 429, and what is in the request is lost unless the bot sends it again. Send several events in one request, and answer a webhook by its response, which does not count.",
  "cid-reply":
    "The answer goes to another session, or to none. Copy `info.cid` from the webhook that is being answered; mind variables that several requests share.",
  "unused-suppression":
    "What was suppressed is no longer there. Remove the name, so that the rule is heard when it has something to say again.",
  "dispatch-recipient":
    'The transcript is mailed to nobody. Name who gets it: `{"recipient": {"type": "contact"}}`, or an operator by `type` and `id`.',
  "media-type":
    "The channel refuses the file, so the contact gets nothing. Convert it to a type that every channel of yours takes, or send the address as a message.",
  "text-markup":
    "The contact sees the text without the formatting, or the markup itself. Write so that the text can be understood without it, or send another text to these channels.",
  "sms-segments":
    "A long SMS is sent, and paid for, in parts. Shorten the text; one character that SMS does not know, such as a curly quote or an emoji, more than halves what fits into a part.",
};
