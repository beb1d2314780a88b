import queue
import unittest

from flask import Flask

from chatbot.lookup import create_look_up
from chatbot.samples import find_order

CID = "chatbot::258:a56785fb6fb84edd890905913b0c0821"


def look_up(number, find):
    """The text that is sent after a look-up, which begins once the request is answered."""
    sent = queue.Queue()
    begin = create_look_up(find, lambda events: sent.put(events[0]["packet"]["payload"]["body"]))
    app = Flask(__name__)

    @app.get("/")
    def answer():
        begin(CID, number)
        return "nothing sent yet" if sent.empty() else "sent too early"

    with app.test_client() as client:
        assert client.get("/", buffered=True).text == "nothing sent yet"
    return sent.get(timeout=5)


class LookUp(unittest.TestCase):
    def test_sends_what_became_of_the_order(self):
        self.assertEqual(look_up("10042", find_order), "Order 10042 is on its way. Anything else?")
        self.assertEqual(look_up("99999", find_order), "There is no order 99999. Anything else?")

    def test_says_so_where_the_shop_cannot_tell_and_keeps_the_order_number_out_of_the_log(self):
        def broken(number):
            raise LookupError("no shop for " + number)

        with self.assertLogs("chatbot") as logs:
            self.assertRegex(look_up("10042", broken), "^I can't look into our orders right now")
        self.assertRegex(logs.output[0], "the look-up failed: LookupError\n  File ")
        self.assertNotIn("10042", "".join(logs.output))
