from typing import Any

from . import texts
from .channel import channel_of
from .event import event

Info = dict[str, Any]
Events = list[dict[str, Any]]

# Of an invitation. Other channels than WhatsApp would lose both.
FRAME = {"header": {"type": "text", "text": texts.HEADER}, "footer": texts.FOOTER}


def is_on_whatsapp(info: Info) -> bool:
    """Campaigns are of a WhatsApp number: whoever writes from elsewhere has none to subscribe."""
    return channel_of(info) == "whatsapp_business"


def offer(info: Info, opening: str = "") -> Events:
    """Says `opening` and offers what the contact can do."""
    is_subscribed = info["context"].get("subscribed") is True
    body = f"{opening} {texts.ANYTHING_ELSE if is_subscribed else texts.INVITATION}".strip()
    choices = [texts.PERSON] if is_subscribed else texts.OPTIONS
    template = {"body": body, "options": choices, "fallback": f"{body} {texts.SEND_NUMBER}"}
    is_framed = is_on_whatsapp(info) and not is_subscribed
    return [event({"cid": info["cid"]}, "button_template", {**FRAME, **template} if is_framed else template)]


def subscribe(info: Info) -> Events:
    """Subscribes the number that the contact writes from; shows the way to WhatsApp where there is none."""
    if not is_on_whatsapp(info):
        return show_way(info)
    to = {"cid": info["cid"], "context": {**info["context"], "subscribed": True}}
    return [event(to, "contact_update", {"campaigns": True}), event(to, "message", {"body": texts.SUBSCRIBED})]


def show_way(info: Info) -> Events:
    return [event({"cid": info["cid"]}, "buttons", {"body": texts.ONLY_ON_WHATSAPP, "buttons": [texts.WHATSAPP]})]


def decline(info: Info) -> Events:
    """Says goodbye."""
    to = {"cid": info["cid"]}
    return [event(to, "message", {"body": texts.DECLINED}), event(to, "end", {})]


def apologize(info: Info) -> Events:
    """Nobody took over."""
    return [event({"cid": info["cid"]}, "message", {"body": texts.NOBODY_THERE})]


def forward(info: Info) -> Events:
    """Brings in a colleague."""
    to = {"cid": info["cid"]}
    return [
        event(to, "message", {"body": texts.LOOK_FOR_COLLEAGUE}),
        event(to, "forward_any", {"on_failure": "feedback"}),
    ]
