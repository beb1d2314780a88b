import unittest

from chatbot.bot import bot
from chatbot.texts import DECLINE, PERSON, SUBSCRIBE


def on(channel, context=None):
    return {
        "cid": "chatbot::258:a56785fb6fb84edd890905913b0c0821",
        "contact": {},
        "context": context or {},
        "conversation": {"contact_channel": {"type": channel}},
    }


WHATSAPP = on("whatsapp_business")


def answer(info, name, payload=None):
    return bot({"info": info, "packet": {"name": name, "payload": payload or {}}})


def names(*webhook):
    """The names of the events in an answer."""
    return [event["packet"]["name"] for event in answer(*webhook)]


def options(*webhook):
    """The options in an answer."""
    return [option for event in answer(*webhook) for option in event["packet"]["payload"]["options"]]


class Signup(unittest.TestCase):
    def test_invites_on_every_channel(self):
        for channel in ("whatsapp_business", "web", "facebook", "telegram", "sms"):
            self.assertEqual(options(on(channel), "start"), [SUBSCRIBE, DECLINE, PERSON])

    def test_sends_header_and_footer_to_whatsapp_only_where_they_can_be_seen(self):
        for info, has_frame in ((WHATSAPP, True), (on("facebook"), False)):
            payload = answer(info, "start")[0]["packet"]["payload"]
            self.assertEqual("header" in payload and "footer" in payload, has_frame)

    def test_subscribes_by_a_click_and_by_its_label_alike_at_any_time(self):
        expected = answer(WHATSAPP, "click", {"value": SUBSCRIBE})
        self.assertEqual(expected[0]["packet"], {"name": "contact_update", "payload": {"campaigns": True}})
        for name in ("message", "start"):
            self.assertEqual(answer(WHATSAPP, name, {"body": " yes, SUBSCRIBE me"}), expected)

    def test_subscribes_nobody_who_writes_from_elsewhere_but_shows_the_way(self):
        self.assertEqual(names(on("telegram"), "message", {"body": SUBSCRIBE["label"]}), ["buttons"])

    def test_invites_nobody_a_second_time(self):
        context = answer(WHATSAPP, "click", {"value": SUBSCRIBE})[0]["info"]["context"]
        self.assertEqual(options(on("whatsapp_business", context), "message", {"body": "Hi"}), [PERSON])

    def test_ends_where_the_contact_declines_and_forwards_where_it_wants_a_person(self):
        self.assertEqual(names(WHATSAPP, "click", {"value": DECLINE}), ["message", "end"])
        self.assertEqual(names(WHATSAPP, "message", {"body": PERSON["label"]}), ["message", "forward_any"])
        self.assertEqual(names(WHATSAPP, "forward_failed"), ["message"])

    def test_offers_the_choice_again_after_what_it_does_not_understand(self):
        for name, payload in {
            "message": {"body": "Hm"},
            "click": {"value": {"id": "gone"}},
            "media": {"link": "https://files.example.com/1/photo.jpg"},
            "location": {"latitude": 50.9, "longitude": 6.9},
        }.items():
            with self.subTest(name):
                self.assertEqual(names(WHATSAPP, name, payload), ["button_template"])

    def test_has_no_answer_to_other_events(self):
        for name in ("campaign_unsubscribe", "something_new"):
            self.assertEqual(names(WHATSAPP, name), [])
