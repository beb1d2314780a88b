import unittest

from chatbot.bot import create_bot
from chatbot.texts import ORDER, PERSON


def play(name, payload=None, step=None):
    """What the bot looks up after a webhook, its events and what the contact reads, and the context it sends."""
    looked_up = []
    bot = create_bot(lambda cid, number: looked_up.append(number))
    context = {"step": step} if step else {}
    info = {"cid": "chatbot::258:a56785fb6fb84edd890905913b0c0821", "contact": {}, "context": context}
    events = bot({"info": info, "packet": {"name": name, "payload": payload or {}}})
    packets = [event["packet"] for event in events]
    said = " | ".join(": ".join(filter(None, [each["name"], each["payload"].get("body")])) for each in packets)
    return looked_up, said, events[-1]["info"]["context"] if events else None


class Bot(unittest.TestCase):
    def test_offers_what_it_can_do(self):
        self.assertRegex(play("start")[1], "^bubbles: Welcome!")
        self.assertRegex(play("start", {"body": "Hi"})[1], "^bubbles: Thank you for your message!")

    def test_asks_for_the_order_number_by_a_click_and_by_its_label_alike(self):
        click = play("click", {"value": ORDER})
        self.assertRegex(click[1], "^message: What is your order number")
        self.assertEqual(click[2], {"step": "number"})
        self.assertEqual(play("message", {"body": "where is my ORDER?"}), click)

    def test_looks_an_order_up_wherever_its_number_comes(self):
        for name, body in (
            ("message", "10042"),
            ("message", "It is #10042, I think"),
            ("start", "Where is my order 10042?"),
        ):
            with self.subTest(body):
                looked_up, said, _ = play(name, {"body": body})
                self.assertEqual(looked_up, ["10042"])
                self.assertEqual(said, "message: One moment, I am looking for order 10042.")

    def test_does_not_take_just_anything_for_an_order_number(self):
        for body in ("", "1", "1234", "12345678901", "A10042"):
            with self.subTest(body):
                looked_up, said, _ = play("message", {"body": body}, step="number")
                self.assertEqual(looked_up, [])
                self.assertRegex(said, r"^message: That does not look like an order number\. What is")

    def test_offers_the_choice_again_but_stays_silent_once_it_looks_for_a_colleague(self):
        for name, payload in {
            "message": {"body": "Hm"},
            "click": {"value": {"id": "gone"}},
            "media": {"link": "https://files.example.com/1/photo.jpg"},
            "location": {"latitude": 50.9, "longitude": 6.9},
        }.items():
            with self.subTest(name):
                self.assertRegex(play(name, payload)[1], "^bubbles: I did not get that")
                self.assertEqual(play(name, payload, step="forward")[1], "")

    def test_forwards_and_goes_on_where_nobody_is_there(self):
        _, said, context = play("message", {"body": PERSON["label"]})
        self.assertRegex(said, r"^message: .* \| forward_any$")
        self.assertEqual(context, {"step": "forward"})
        _, said, context = play("forward_failed", step="forward")
        self.assertRegex(said, "^bubbles: Nobody is available")
        self.assertEqual(context, {"step": "choice"})

    def test_has_no_answer_to_other_events(self):
        for name in ("campaign_unsubscribe", "something_new"):
            self.assertEqual(play(name)[1], "")
