from typing import Any

from . import texts
from .event import event

Info = dict[str, Any]
Events = list[dict[str, Any]]


def offer(info: Info, opening: str) -> Events:
    """Says `opening` and offers what the bot can do."""
    return [choice(remember(info, "choice"), opening)]


def say_result(cid: str, result: str) -> Events:
    """Says what became of a look-up, at any time: whatever the session is at by then, it stays there."""
    return [choice({"cid": cid}, f"{result} {texts.ANYTHING_ELSE}")]


def choice(to: Info, body: str) -> dict[str, Any]:
    payload = {"body": body, "options": texts.OPTIONS, "fallback": f"{body} {texts.SEND_NUMBER}"}
    return event(to, "bubbles", payload)


def ask_number(info: Info, opening: str = "") -> Events:
    """Asks for the number of the order."""
    return [event(remember(info, "number"), "message", {"body": f"{opening} {texts.ASK_NUMBER}".strip()})]


def say_one_moment(info: Info, number: str) -> Events:
    """Says that the order is being looked up."""
    return [event(remember(info, "choice"), "message", {"body": texts.ONE_MOMENT.format(number=number)})]


def ask_again(info: Info) -> Events:
    """Says that something was not what the bot can deal with; nothing while it looks for a colleague."""
    match info["context"].get("step"):
        case "number":
            return ask_number(info, texts.NO_NUMBER)
        case "forward":
            return []
        case _:
            return offer(info, texts.NOT_UNDERSTOOD)


def forward(info: Info) -> Events:
    """Brings in a colleague."""
    to = remember(info, "forward")
    return [
        event(to, "message", {"body": texts.LOOK_FOR_COLLEAGUE}),
        event(to, "forward_any", {"on_failure": "feedback"}),
    ]


def stay_behind(info: Info) -> Events:
    """Nobody took over: the bot goes on."""
    return offer(info, texts.NOBODY_THERE)


def remember(info: Info, step: str) -> Info:
    """What the bot waits for (choice, number or forward) comes back from the platform as `info.context.step`.

    The platform replaces the whole context, and ignores an empty one: always send all of it.
    """
    return {"cid": info["cid"], "context": {**info["context"], "step": step}}
