from typing import Any

Option = dict[str, str]
"""What the contact can choose: `id`, `label`. WhatsApp and Facebook show labels of up to 20 characters as buttons."""


def text_of(packet: dict[str, Any]) -> str | None:
    """What the contact wrote, where it wrote something: in a message, or on a channel with the `start`."""
    return packet["payload"].get("body") if packet["name"] in ("message", "start") else None


def chosen(packet: dict[str, Any], options: list[Option]) -> Option | None:
    """The option that was chosen, by a click or by its label as text.

    So a second click on a button arrives, and one after the session has ended, and anybody can type it.
    """
    click = packet["payload"]["value"] if packet["name"] == "click" else {}
    text = (click.get("label") or text_of(packet) or "").strip().lower()
    matches = (each for each in options if each["id"] == click.get("id") or each["label"].lower() == text)
    return next(matches, None)
