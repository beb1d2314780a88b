import json
import logging
import unittest
from io import BytesIO

from chatbot.app import BODY_LIMIT, create_app
from chatbot.event import event
from chatbot.settings import Settings, read_settings

INFO = {"cid": "chatbot::258:a56785fb6fb84edd890905913b0c0821"}
HEADERS = {"API-SECURITY-TOKEN": "only-for-tests"}
SETTINGS = Settings(host="127.0.0.1", port=0, header="API-SECURITY-TOKEN", token="only-for-tests")


def webhook(name, payload=None):
    return json.dumps({"info": INFO, "packet": {"name": name, "payload": payload}})


def nested(levels):
    """A webhook that holds so many lists in each other."""
    return webhook("start", {"lists": "deep"}).replace('"deep"', "[" * levels + "]" * levels)


def send(method, path, body=None, headers=None, bot=lambda webhook: []):
    """The status and the JSON that the application answers with."""
    app = create_app(SETTINGS, bot)
    response = app.test_client().open(path, method=method, data=body, headers=headers)
    return response.status_code, json.loads(response.data)


def post(body, headers=HEADERS, **more):
    return send("POST", "/webhook", body, headers, **more)


REFUSED = {
    "a body that is not JSON": ("{", 400),
    "JSON that is not an object": ("null", 400),
    "JSON of endless depth": (nested(200_000), 400),
    "JSON deeper than any webhook": (nested(200), 400),
    "no cid": ('{"info": {}, "packet": {"name": "start"}}', 400),
    "no event name": (json.dumps({"info": INFO, "packet": {}}), 400),
    "a message without text": (webhook("message", {}), 400),
    "a click without option": (webhook("click", {}), 400),
    "a body that is too long": ("x" * (BODY_LIMIT + 1), 413),
}


class App(unittest.TestCase):
    def test_refuses_what_is_no_webhook(self):
        for what, (body, status) in REFUSED.items():
            with self.subTest(what):
                answered, content = post(body)
                self.assertEqual(answered, status)
                self.assertIsInstance(content["error"], str)

    def test_refuses_a_body_that_is_too_long_without_saying_how_long(self):
        client = create_app(SETTINGS, lambda webhook: []).test_client()
        response = client.post(
            "/webhook",
            input_stream=BytesIO(webhook("start").encode() + b" " * BODY_LIMIT),
            headers={**HEADERS, "Transfer-Encoding": "chunked"},
            # says that the server puts the chunks together
            environ_overrides={"wsgi.input_terminated": True},
        )
        self.assertEqual(response.status_code, 413)

    def test_refuses_a_webhook_without_the_right_header(self):
        for headers in ({}, {"API-SECURITY-TOKEN": "wrong"}, {"API-SECURITY-TOKEN": "ä"}):
            with self.subTest(headers):
                self.assertEqual(post(webhook("start"), headers), (401, {"error": "unauthorized"}))

    def test_has_two_routes(self):
        self.assertEqual(send("GET", "/webhook")[0], 405)
        self.assertEqual(send("POST", "/", webhook("start"), HEADERS)[0], 404)
        self.assertEqual(send("GET", "/health"), (200, {"status": "ok"}))

    def test_answers_with_the_events_of_the_bot_and_logs_their_names_only(self):
        def greet(got):
            return [event({"cid": got["info"]["cid"]}, "message", {"body": "Hello Ada"})]

        with self.assertLogs("chatbot") as logs:
            answered = post(webhook("message", {"body": "I am Ada"}), bot=greet)
        self.assertEqual(answered, (200, [event(INFO, "message", {"body": "Hello Ada"})]))
        self.assertEqual([record.getMessage() for record in logs.records], ["message from web: message"])

    def test_answers_500_when_the_bot_fails_and_keeps_what_the_contact_wrote_out_of_the_log(self):
        def broken(got):
            raise TypeError("can't read " + got["packet"]["payload"]["body"])

        with self.assertLogs("chatbot", logging.ERROR) as logs:
            status, _ = post(webhook("message", {"body": "Ada"}), bot=broken)
        self.assertEqual(status, 500)
        self.assertRegex(logs.output[0], "TypeError\n  File ")
        self.assertNotIn("Ada", logs.output[0])


class ReadSettings(unittest.TestCase):
    def test_wants_a_token_and_a_port(self):
        with self.assertRaisesRegex(ValueError, "WEBHOOK_TOKEN is not set"):
            read_settings({"WEBHOOK_TOKEN": ""})
        with self.assertRaisesRegex(ValueError, 'PORT is "eighty"'):
            read_settings({"WEBHOOK_TOKEN": "x", "PORT": "eighty"})
        self.assertEqual(read_settings({"WEBHOOK_TOKEN": "x"}).port, 8000)
