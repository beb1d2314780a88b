import re
from typing import Any

Details = dict[str, str | None]
"""What the form asks for: `name` and `email`."""


def details_of(info: dict[str, Any]) -> Details:
    """What is known already: from earlier in this session, else from what the platform knows of the contact."""
    return {key: filled(info["context"].get(key)) or filled(info["contact"].get(key)) for key in ("name", "email")}


def new_details(info: dict[str, Any], details: Details) -> dict[str, str]:
    """The details that the platform does not know yet."""
    return {key: value for key, value in details.items() if value and value != info["contact"].get(key)}


def filled(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def read_name(text: str) -> str | None:
    """The text as a name, on one line; None where it can't be one."""
    name = " ".join(text.split())
    is_name = any(letter.isalpha() for letter in name) and "@" not in name and len(name) <= 80
    return name if is_name else None


def read_email(text: str) -> str | None:
    """The text as an e-mail address; None where it isn't one."""
    email = text.strip()
    is_email = len(email) <= 254 and re.fullmatch(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+", email)
    return email if is_email else None
