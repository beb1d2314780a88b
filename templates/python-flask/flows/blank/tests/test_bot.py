import unittest

from chatbot.bot import bot

INFO = {"cid": "chatbot::258:a56785fb6fb84edd890905913b0c0821", "context": {}, "contact": {}}


def answer(name, payload=None):
    """The names of the events in an answer, and what the contact reads."""
    packets = [event["packet"] for event in bot({"info": INFO, "packet": {"name": name, "payload": payload or {}}})]
    return " | ".join(": ".join(filter(None, [each["name"], each["payload"].get("body")])) for each in packets)


class Bot(unittest.TestCase):
    def test_greets_and_says_so_where_the_contact_wrote_first(self):
        self.assertRegex(answer("start"), "^bubbles: Welcome!")
        self.assertRegex(answer("start", {"body": "Hi"}), "^bubbles: Thank you for your message!")

    def test_takes_a_click_and_its_label_alike_at_any_time(self):
        click = answer("click", {"value": {"id": "talk_to_person", "label": "Talk to a person"}})
        self.assertRegex(click, r"^message: .* \| forward_any$")
        for name in ("message", "start"):
            self.assertEqual(answer(name, {"body": "talk to a PERSON"}), click)

    def test_offers_what_it_can_do_after_what_it_does_not_understand(self):
        for name, payload in {
            "message": {"body": "Hi"},
            "click": {"value": {"id": "gone"}},
            "media": {"link": "https://files.example.com/1/photo.jpg"},
            "location": {"latitude": 50.9, "longitude": 6.9},
        }.items():
            with self.subTest(name):
                self.assertRegex(answer(name, payload), "^bubbles: I did not get that")

    def test_offers_to_try_again_when_nobody_is_there(self):
        self.assertRegex(answer("forward_failed"), "^bubbles: Nobody is available")

    def test_has_no_answer_to_other_events(self):
        for name in ("campaign_unsubscribe", "something_new"):
            self.assertEqual(answer(name), "")
