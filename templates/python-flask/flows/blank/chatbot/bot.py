from typing import Any

from . import texts
from .choice import chosen
from .event import event

Info = dict[str, Any]
Events = list[dict[str, Any]]


def bot(webhook: dict[str, Any]) -> Events:
    """Answers one webhook: greets, and looks for a colleague where the contact wants one."""
    info, packet = webhook["info"], webhook["packet"]
    if chosen(packet, [texts.PERSON]):
        return forward(info)
    match packet["name"]:
        case "start":
            # on the website the contact could not write yet; on a channel this already holds the first message or file
            return offer(info, texts.HEARD if packet["payload"] else texts.WELCOME)
        case "message" | "click" | "media" | "location":
            return offer(info, texts.NOT_UNDERSTOOD)
        case "forward_failed":
            return offer(info, texts.NOBODY_THERE)
        case "campaign_unsubscribe":
            return []  # the platform has confirmed it already
        case _:
            return []  # an event the platform has added since


def offer(info: Info, opening: str) -> Events:
    payload = {"body": opening, "options": [texts.PERSON], "fallback": f"{opening} {texts.SEND_NUMBER}"}
    return [event({"cid": info["cid"]}, "bubbles", payload)]


def forward(info: Info) -> Events:
    to = {"cid": info["cid"]}
    return [
        event(to, "message", {"body": texts.LOOK_FOR_COLLEAGUE}),
        event(to, "forward_any", {"on_failure": "feedback"}),
    ]
