import json
import threading
import time
import unittest
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer

from chatbot.api import ApiSettings, create_send, read_api_settings
from chatbot.event import event

TOKEN = "only-for-tests"
EVENTS = [event({"cid": "chatbot::258:a56785fb6fb84edd890905913b0c0821"}, "message", {"body": "Hello"})]


class Platform(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers["SECURITY-TOKEN"], json.loads(body)))
        left = self.server.statuses
        status = left.pop(0) if len(left) > 1 else left[0]
        if status is None:
            return  # closes the connection without an answer
        self.send_response(status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args):
        pass


class Api(unittest.TestCase):
    def send(self, statuses, headers=None):
        """Sends to a server that answers with one status after the other; what came of it, and how long was waited."""
        server = HTTPServer(("127.0.0.1", 0), Platform)
        server.statuses, server.headers, server.got = list(statuses), headers or {}, []
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            return *self.send_to(server.server_port), server.got
        finally:
            server.shutdown()
            server.server_close()

    def send_to(self, port):
        waits = []
        send = create_send(ApiSettings(f"http://127.0.0.1:{port}/v1/", TOKEN), waits.append)
        return send(EVENTS), waits

    def test_posts_the_events_as_json_with_the_token(self):
        failure, waits, got = self.send([200])
        self.assertEqual((failure, waits), (None, []))
        self.assertEqual(got, [("/v1/", TOKEN, EVENTS)])

    def test_waits_as_long_as_a_429_says_then_tries_again(self):
        self.assertEqual(self.send([429, 200], {"Retry-After": "7"})[:2], (None, [7]))

    def test_waits_until_the_time_that_a_503_names(self):
        failure, [wait], _ = self.send([503, 200], {"Retry-After": formatdate(time.time() + 20, usegmt=True)})
        self.assertIsNone(failure)
        self.assertTrue(10 < wait <= 20)

    def test_gives_up_after_three_attempts_or_where_it_would_have_to_wait_too_long(self):
        self.assertEqual(self.send([503])[:2], ("status 503", [1, 2]))
        self.assertEqual(self.send([429], {"Retry-After": "3600"})[:2], ("status 429", []))

    def test_never_sends_twice_what_may_have_arrived(self):
        for status in (302, 400, 401, 500, 502, 504):
            failure, waits, got = self.send([status])
            self.assertEqual((failure, waits, len(got)), (f"status {status}", [], 1))
        failure, waits, got = self.send([None])
        self.assertRegex(failure, "^no answer")
        self.assertEqual((waits, len(got)), ([], 1))

    def test_tries_again_where_nobody_listens(self):
        server = HTTPServer(("127.0.0.1", 0), Platform)
        server.server_close()
        failure = self.send_to(server.server_port)
        self.assertEqual(failure, ("no connection (ConnectionRefusedError)", [1, 2]))


class ReadApiSettings(unittest.TestCase):
    def test_wants_the_api_url_and_its_token_and_https(self):
        with self.assertRaisesRegex(ValueError, "ULBOT_API_URL and ULBOT_SECURITY_TOKEN are not both set"):
            read_api_settings({})
        for url in ("http://api.example.com/", "api.example.com"):
            with self.assertRaisesRegex(ValueError, "not an https URL"):
                read_api_settings({"ULBOT_API_URL": url, "ULBOT_SECURITY_TOKEN": TOKEN})
        for url in ("https://api.example.com/v1/", "http://127.0.0.1:8001/v1/"):
            settings = read_api_settings({"ULBOT_API_URL": url, "ULBOT_SECURITY_TOKEN": TOKEN})
            self.assertEqual(settings, ApiSettings(url, TOKEN))
