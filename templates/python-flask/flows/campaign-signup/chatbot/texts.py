"""Everything the contact reads. WhatsApp takes 60 characters for header and footer, and 20 for a label."""

HEADER = "Our offers on WhatsApp"
FOOTER = "You can leave at any time with STOP."
INVITATION = "Would you like to get our offers by WhatsApp, about twice a month?"
HEARD = "Thank you for your message!"
SUBSCRIBED = "You are subscribed. Welcome!"
DECLINED = "All right. Write to us any time you change your mind."
ONLY_ON_WHATSAPP = "For that, please write to us on WhatsApp:"
ANYTHING_ELSE = "Can a colleague help you?"
NOT_UNDERSTOOD = "I did not get that."
LOOK_FOR_COLLEAGUE = "One moment, I am looking for a colleague."
NOBODY_THERE = "Nobody is available right now. Please write to us again later."
SEND_NUMBER = "Please send the number:"

WHATSAPP = {"body": "Open WhatsApp", "link": "https://www.example.com/whatsapp"}
"""Where contacts of other channels can write to your WhatsApp number: replace the address by yours."""

# What the contact can choose. The labels are unique, so that each means one thing at any time.
SUBSCRIBE = {"id": "subscribe", "label": "Yes, subscribe me"}
DECLINE = {"id": "decline", "label": "No, thank you"}
PERSON = {"id": "talk_to_person", "label": "Talk to a person"}
OPTIONS = [SUBSCRIBE, DECLINE, PERSON]
