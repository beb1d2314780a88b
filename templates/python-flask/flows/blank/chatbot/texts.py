"""Everything the contact reads. SMS and WhatsApp count characters: keep it short."""

WELCOME = "Welcome! I am a bot. What can I do for you?"
HEARD = "Thank you for your message! I am a bot."
NOT_UNDERSTOOD = "I did not get that."
LOOK_FOR_COLLEAGUE = "One moment, I am looking for a colleague."
NOBODY_THERE = "Nobody is available right now. Please try again later."
SEND_NUMBER = "Please send the number:"

PERSON = {"id": "talk_to_person", "label": "Talk to a person"}
