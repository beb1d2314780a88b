import type { Option } from "./choice.ts";

/** Everything the contact reads. SMS and WhatsApp count characters: keep it short. */
export const texts = {
  welcome: "Welcome! I am a bot.",
  heard: "Thank you for your message! I am a bot.",
  askName: "What is your name?",
  askEmail: "At which e-mail address can we reach you?",
  hello: (name: string) => `Nice to meet you, ${name}!`,
  notAName: "I did not get that.",
  notAnEmail: "That does not look like an e-mail address.",
  seen: "Thank you, my colleagues will see that.",
  thanks: "Thank you!",
  lookForColleague: "One moment, I am looking for a colleague.",
  nobodyThere: "Nobody is available right now.",
  replyByEmail: (email: string) => `Nobody is available right now. We will write to ${email}. Goodbye!`,
  orNumber: "Please write it, or send the number:",
};

/** The way past the questions. */
export const person: Option = { id: "talk_to_person", label: "Talk to a person" };
