from typing import Any


def event(info: dict[str, Any], name: str, payload: dict[str, Any]) -> dict[str, Any]:
    """One event of the bot. `info` says for which session, and what to remember of it (`context`)."""
    return {"info": info, "packet": {"name": name, "payload": payload}}
