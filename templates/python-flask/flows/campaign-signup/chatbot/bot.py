from typing import Any

from . import texts
from .choice import chosen
from .signup import apologize, decline, forward, offer, subscribe


def bot(webhook: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers one webhook: invites to campaigns, and subscribes whoever wants it."""
    info, packet = webhook["info"], webhook["packet"]
    match chosen(packet, texts.OPTIONS):
        case texts.SUBSCRIBE:
            return subscribe(info)
        case texts.DECLINE:
            return decline(info)
        case texts.PERSON:
            return forward(info)
    match packet["name"]:
        case "start":
            # on the website the contact could not write yet; on a channel this already holds the first message or file
            return offer(info, texts.HEARD if packet["payload"] else "")
        case "message" | "click" | "media" | "location":
            return offer(info, texts.NOT_UNDERSTOOD)
        case "forward_failed":
            return apologize(info)
        case "campaign_unsubscribe":
            return []  # the platform has unsubscribed the contact and confirmed it; tell your own systems here
        case _:
            return []  # an event the platform has added since
