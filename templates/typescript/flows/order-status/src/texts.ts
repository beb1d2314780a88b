/** Everything the contact reads. SMS and WhatsApp count characters: keep it short. */
export const texts = {
  welcome: "Welcome! I am a bot. What is it about?",
  heard: "Thank you for your message! I am a bot. What is it about?",
  askNumber: "What is your order number? It has five to ten digits.",
  noNumber: "That does not look like an order number.",
  oneMoment: (number: string) => `One moment, I am looking for order ${number}.`,
  status: (number: string, status: string) => `Order ${number} is ${status}.`,
  noOrder: (number: string) => `There is no order ${number}.`,
  lookUpFailed: "I can't look into our orders right now.",
  anythingElse: "Anything else?",
  notUnderstood: "I did not get that. What is it about?",
  lookForColleague: "One moment, I am looking for a colleague.",
  nobodyThere: "Nobody is available right now. What else is it about?",
  sendNumber: "Please answer with 1 or 2:",
};

/** What the contact can choose. The labels are unique, so that each means one thing at any time. */
export const options = {
  order: { id: "order_status", label: "Where is my order?" },
  person: { id: "talk_to_person", label: "Talk to a person" },
};
