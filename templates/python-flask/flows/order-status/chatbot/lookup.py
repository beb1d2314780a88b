from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Response, after_this_request

from . import texts
from .api import Send
from .conversation import say_result
from .log import log, log_failure
from .samples import FindOrder

LookUp = Callable[[str, str], None]
"""Begins to look for an order of a session (cid, number), and lets the session know later."""

# the process does not end before what was begun here has ended
executor = ThreadPoolExecutor(max_workers=8)


def create_look_up(find_order: FindOrder, send: Send) -> LookUp:
    """Looks orders up with `find_order`, and sends what comes of it with `send`."""

    def report(cid: str, number: str) -> None:
        failed = send(say_result(cid, sentence(find_order, number)))
        log("sent the result of a look-up" if failed is None else f"the result of a look-up was not sent: {failed}")

    return lambda cid, number: after_answer(lambda: report(cid, number))


def after_answer(job: Callable[[], None]) -> None:
    """Begins a job once the webhook is answered, lest the result arrives before "one moment"."""

    @after_this_request
    def begin(response: Response) -> Response:
        response.call_on_close(lambda: executor.submit(job))
        return response


def sentence(find_order: FindOrder, number: str) -> str:
    try:
        order = find_order(number)
    except Exception as error:
        log_failure("the look-up failed", error)
        return texts.LOOK_UP_FAILED
    if order is None:
        return texts.NO_ORDER.format(number=number)
    return texts.STATUS.format(number=number, status=order.status)
