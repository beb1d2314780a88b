import unittest

from chatbot.bot import bot

CID = "chatbot::258:a56785fb6fb84edd890905913b0c0821"


def play(name, payload=None, context=None, contact=None):
    info = {"cid": CID, "context": context or {}, "contact": contact or {}}
    return bot({"info": info, "packet": {"name": name, "payload": payload or {}}})


def answer(*args, **more):
    """The names of the events in an answer, and what the contact reads."""
    packets = [event["packet"] for event in play(*args, **more)]
    return " | ".join(": ".join(filter(None, [each["name"], each["payload"].get("body")])) for each in packets)


class Form(unittest.TestCase):
    def test_asks_for_the_name_then_for_the_address_and_remembers_both(self):
        first = play("start")[0]
        self.assertEqual(first["info"]["context"], {"step": "name"})
        second = play("message", {"body": " Ada\nLovelace "}, context={"step": "name"})[0]
        self.assertEqual(second["info"]["context"], {"step": "email", "name": "Ada Lovelace"})

    def test_does_not_ask_for_what_is_known(self):
        self.assertRegex(answer("start", contact={"name": "Ada"}), "^bubbles: .*e-mail")
        self.assertRegex(answer("start", contact={"name": "Ada", "email": "ada@example.com"}), "forward_any$")

    def test_does_not_take_just_anything_for_an_address(self):
        for body in ("ada", "ada@example", "@example.com", "ada@@example.com", "ada @example.com"):
            with self.subTest(body):
                said = answer("message", {"body": body}, context={"step": "email", "name": "Ada"})
                self.assertRegex(said, "^bubbles: That does not look like an e-mail address")

    def test_does_not_take_just_anything_for_a_name(self):
        for body in ("", "42", "ada@example.com", "A" * 81):
            with self.subTest(body):
                said = answer("message", {"body": body}, context={"step": "name"})
                self.assertRegex(said, "^bubbles: I did not get that")

    def test_takes_a_click_and_its_label_alike_at_any_time(self):
        context = {"step": "email", "name": "Ada"}
        click = answer("click", {"value": {"id": "talk_to_person", "label": "Talk to a person"}}, context=context)
        self.assertRegex(click, r"^contact_update \| message: .* \| forward_any$")
        for name in ("message", "start"):
            self.assertEqual(answer(name, {"body": "talk to a PERSON"}, context=context), click)


class Forward(unittest.TestCase):
    def test_stays_silent_once_it_looks_for_a_colleague(self):
        for name in ("message", "media", "location"):
            self.assertEqual(answer(name, {"body": "Hello?"}, context={"step": "forward"}), "")

    def test_asks_for_what_it_needs_when_nobody_is_there_else_ends(self):
        self.assertRegex(answer("forward_failed", context={"step": "forward"}), "^bubbles: Nobody is available")
        context = {"step": "forward", "name": "Ada", "email": "ada@example.com"}
        self.assertRegex(answer("forward_failed", context=context), r"^message: .* write to ada@example.com.* \| end$")

    def test_acknowledges_events_that_it_does_not_know(self):
        self.assertEqual(answer("something_new"), "")
