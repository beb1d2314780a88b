from typing import Any

from . import texts
from .choice import chosen
from .form import forward, go_on, stay_behind, take_answer, take_note


def bot(webhook: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers one webhook: asks for name and e-mail address, then looks for a colleague."""
    info, packet = webhook["info"], webhook["packet"]
    payload = packet["payload"]
    if chosen(packet, [texts.PERSON]):
        return forward(info, texts.THANKS)
    match packet["name"]:
        case "start":
            # on the website the contact could not write yet; on a channel this already holds the first message or file
            return go_on(info, texts.HEARD if payload else texts.WELCOME)
        case "message":
            return take_answer(info, payload["body"])
        case "click":
            return take_answer(info, payload["value"].get("label") or "")
        case "media" | "location":
            return take_note(info)
        case "forward_failed":
            return stay_behind(info)
        case "campaign_unsubscribe":
            return []  # the platform has confirmed it already
        case _:
            return []  # an event the platform has added since
