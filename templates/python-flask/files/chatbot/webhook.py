import json
from typing import Any

from flask import abort


DEPTH_LIMIT = 100
"""Objects and lists in each other, at most: far more than the platform sends."""


def parse_webhook(data: bytes) -> dict[str, Any]:
    """Reads the body of a webhook. Answers 400 where it is not JSON, or not of the shape that answers rely on."""
    webhook = object_or_400(parse_json(data), "the body")
    if is_deeper(webhook, DEPTH_LIMIT):
        abort(400, f"the body is nested deeper than {DEPTH_LIMIT} levels")
    info = object_or_400(webhook.get("info"), "info")
    packet = object_or_400(webhook.get("packet"), "packet")
    text_or_400(info.get("cid"), "info.cid")
    text_or_400(packet.get("name"), "packet.name")
    # so that nobody has to ask whether they are there
    info = {**info, **{key: object_or_400(info.get(key) or {}, f"info.{key}") for key in ("contact", "context")}}
    payload = object_or_400(packet.get("payload") or {}, "packet.payload")
    check_content(packet["name"], payload)
    return {"info": info, "packet": {"name": packet["name"], "payload": payload}}


def parse_json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        abort(400, "the body is not JSON")


def is_deeper(value: Any, levels: int) -> bool:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return values is not None and (levels == 0 or any(is_deeper(each, levels - 1) for each in values))


def check_content(name: str, payload: dict[str, Any]) -> None:
    if name == "message" or payload.get("body") is not None:
        text_or_400(payload.get("body"), "packet.payload.body")
    if name == "click":
        value = object_or_400(payload.get("value"), "packet.payload.value")
        text_or_400(value.get("id"), "packet.payload.value.id")
        text_or_400(value.get("label") or "", "packet.payload.value.label")


def object_or_400(value: Any, what: str) -> dict[str, Any]:
    return value if isinstance(value, dict) else abort(400, f"{what} is not an object")


def text_or_400(value: Any, what: str) -> None:
    if not isinstance(value, str):
        abort(400, f"{what} is not a text")
