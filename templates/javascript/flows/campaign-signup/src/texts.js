/** Everything the contact reads. WhatsApp takes 60 characters for header and footer, and 20 for a label. */
export const texts = {
  header: "Our offers on WhatsApp",
  footer: "You can leave at any time with STOP.",
  invitation: "Would you like to get our offers by WhatsApp, about twice a month?",
  heard: "Thank you for your message!",
  subscribed: "You are subscribed. Welcome!",
  declined: "All right. Write to us any time you change your mind.",
  onlyOnWhatsApp: "For that, please write to us on WhatsApp:",
  anythingElse: "Can a colleague help you?",
  notUnderstood: "I did not get that.",
  lookForColleague: "One moment, I am looking for a colleague.",
  nobodyThere: "Nobody is available right now. Please write to us again later.",
  sendNumber: "Please send the number:",
};

/** Where contacts of other channels can write to your WhatsApp number: replace the address by yours. */
export const whatsApp = { body: "Open WhatsApp", link: "https://www.example.com/whatsapp" };

/** What the contact can choose. The labels are unique, so that each means one thing at any time. */
export const options = {
  subscribe: { id: "subscribe", label: "Yes, subscribe me" },
  decline: { id: "decline", label: "No, thank you" },
  person: { id: "talk_to_person", label: "Talk to a person" },
};
