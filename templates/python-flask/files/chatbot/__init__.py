"""A bot on the Userlike Chatbot API."""
