from typing import Any

from . import texts
from .contact import Details, details_of, new_details, read_email, read_name
from .event import event

Info = dict[str, Any]
Events = list[dict[str, Any]]


def go_on(info: Info, opening: str, details: Details | None = None) -> Events:
    """Says `opening` and asks for what is still missing; looks for a colleague once nothing is."""
    details = details or details_of(info)
    if details["name"] is None:
        return ask(info, "name", f"{opening} {texts.ASK_NAME}", details)
    if details["email"] is None:
        return ask(info, "email", f"{opening} {texts.ASK_EMAIL}", details)
    return forward(info, opening, details)


def take_answer(info: Info, text: str) -> Events:
    """Takes what the contact wrote or clicked as the answer to the last question."""
    details = details_of(info)
    match info["context"].get("step"):
        case "name":
            name = read_name(text)
            if name is None:
                return go_on(info, texts.NOT_A_NAME)
            return go_on(info, texts.HELLO.format(name=name), {**details, "name": name})
        case "email":
            email = read_email(text)
            if email is None:
                return go_on(info, texts.NOT_AN_EMAIL)
            return go_on(info, texts.THANKS, {**details, "email": email})
        case "forward":
            return []
        case _:
            return go_on(info, texts.HEARD)


def take_note(info: Info) -> Events:
    """Goes on after something that can't be an answer: a file or a place."""
    return [] if info["context"].get("step") == "forward" else go_on(info, texts.SEEN)


def stay_behind(info: Info) -> Events:
    """Nobody took over: promises an e-mail and ends, or asks for the details without which nobody could write one."""
    details = details_of(info)
    if details["email"] is None:
        return go_on(info, texts.NOBODY_THERE)
    to = remember(info, "forward", details)
    return [event(to, "message", {"body": texts.REPLY_BY_EMAIL.format(email=details["email"])}), event(to, "end", {})]


def forward(info: Info, opening: str, details: Details | None = None) -> Events:
    """Brings in a colleague, after telling the platform what was learnt about the contact."""
    details = details or details_of(info)
    to = remember(info, "forward", details)
    learnt = new_details(info, details)
    return [
        *([event(to, "contact_update", learnt)] if learnt else []),
        event(to, "message", {"body": f"{opening} {texts.LOOK_FOR_COLLEAGUE}"}),
        event(to, "forward_any", {"on_failure": "feedback"}),
    ]


def ask(info: Info, step: str, question: str, details: Details) -> Events:
    payload = {"body": question, "options": [texts.PERSON], "fallback": f"{question} {texts.OR_NUMBER}"}
    return [event(remember(info, step, details), "bubbles", payload)]


def remember(info: Info, step: str, details: Details) -> Info:
    """Which answer the bot waits for (name, email or forward) comes back from the platform as `info.context.step`.

    The platform replaces the whole context, and ignores an empty one: always send all of it.
    """
    known = {key: value for key, value in details.items() if value is not None}
    return {"cid": info["cid"], "context": {**info["context"], "step": step, **known}}
