"""Everything the contact reads. SMS and WhatsApp count characters: keep it short."""

WELCOME = "Welcome! I am a bot."
HEARD = "Thank you for your message! I am a bot."
ASK_NAME = "What is your name?"
ASK_EMAIL = "At which e-mail address can we reach you?"
HELLO = "Nice to meet you, {name}!"
NOT_A_NAME = "I did not get that."
NOT_AN_EMAIL = "That does not look like an e-mail address."
SEEN = "Thank you, my colleagues will see that."
THANKS = "Thank you!"
LOOK_FOR_COLLEAGUE = "One moment, I am looking for a colleague."
NOBODY_THERE = "Nobody is available right now."
REPLY_BY_EMAIL = "Nobody is available right now. We will write to {email}. Goodbye!"
OR_NUMBER = "Please write it, or send the number:"

PERSON = {"id": "talk_to_person", "label": "Talk to a person"}
"""The way past the questions."""
