"""Everything the contact reads. SMS and WhatsApp count characters: keep it short."""

WELCOME = "Welcome! I am a bot. What is it about?"
HEARD = "Thank you for your message! I am a bot. What is it about?"
ASK_NUMBER = "What is your order number? It has five to ten digits."
NO_NUMBER = "That does not look like an order number."
ONE_MOMENT = "One moment, I am looking for order {number}."
STATUS = "Order {number} is {status}."
NO_ORDER = "There is no order {number}."
LOOK_UP_FAILED = "I can't look into our orders right now."
ANYTHING_ELSE = "Anything else?"
NOT_UNDERSTOOD = "I did not get that. What is it about?"
LOOK_FOR_COLLEAGUE = "One moment, I am looking for a colleague."
NOBODY_THERE = "Nobody is available right now. What else is it about?"
SEND_NUMBER = "Please answer with 1 or 2:"

# What the contact can choose. The labels are unique, so that each means one thing at any time.
ORDER = {"id": "order_status", "label": "Where is my order?"}
PERSON = {"id": "talk_to_person", "label": "Talk to a person"}
OPTIONS = [ORDER, PERSON]
