from typing import Any

from . import texts
from .app import Bot
from .choice import chosen, text_of
from .conversation import ask_again, ask_number, forward, offer, say_one_moment, stay_behind
from .lookup import LookUp
from .samples import read_order_number


def create_bot(look_up: LookUp) -> Bot:
    """A bot that says what became of an order. What takes longer than an answer may take is left to `look_up`."""

    def bot(webhook: dict[str, Any]) -> list[dict[str, Any]]:
        info, packet = webhook["info"], webhook["packet"]
        number = read_order_number(text_of(packet) or "")
        if number is None:
            return answer(info, packet)
        look_up(info["cid"], number)
        return say_one_moment(info, number)

    return bot


def answer(info: dict[str, Any], packet: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers one webhook that holds no order number."""
    match chosen(packet, texts.OPTIONS):
        case texts.ORDER:
            return ask_number(info)
        case texts.PERSON:
            return forward(info)
    match packet["name"]:
        case "start":
            # on the website the contact could not write yet; on a channel this already holds the first message or file
            return offer(info, texts.HEARD if packet["payload"] else texts.WELCOME)
        case "message" | "click" | "media" | "location":
            return ask_again(info)
        case "forward_failed":
            return stay_behind(info)
        case "campaign_unsubscribe":
            return []  # the platform has confirmed it already
        case _:
            return []  # an event the platform has added since
