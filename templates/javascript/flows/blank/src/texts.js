/** @import { Option } from "./choice.js" */

/** Everything the contact reads. SMS and WhatsApp count characters: keep it short. */
export const texts = {
  welcome: "Welcome! I am a bot. What can I do for you?",
  heard: "Thank you for your message! I am a bot.",
  notUnderstood: "I did not get that.",
  lookForColleague: "One moment, I am looking for a colleague.",
  nobodyThere: "Nobody is available right now. Please try again later.",
  sendNumber: "Please send the number:",
};

/** @type {Option} */
export const person = { id: "talk_to_person", label: "Talk to a person" };
