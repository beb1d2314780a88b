import json
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

Send = Callable[[list[dict[str, Any]]], str | None]
"""Sends events that answer no webhook. Says why they may not have arrived; None where they have."""

ATTEMPTS = 3
LONGEST_WAIT_SECONDS = 60
TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class ApiSettings:
    """The platform's API URL, and the token that it wants."""

    url: str
    token: str


@dataclass(frozen=True)
class Failure:
    why: str
    is_unsent: bool = False
    """whether it is certain that the platform has done nothing"""
    after_seconds: float | None = None
    """when to try again, where the platform has said so"""


def read_api_settings(env: Mapping[str, str]) -> ApiSettings:
    """Raises a ValueError where a setting is missing or wrong."""
    url, token = env.get("ULBOT_API_URL"), env.get("ULBOT_SECURITY_TOKEN")
    if not url or not token:
        raise ValueError(
            "ULBOT_API_URL and ULBOT_SECURITY_TOKEN are not both set: results could not be sent (see .env.example)"
        )
    parts = urlsplit(url)
    is_local = parts.hostname in ("127.0.0.1", "localhost")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and is_local)):
        raise ValueError("ULBOT_API_URL is not an https URL")
    return ApiSettings(url, token)


def create_send(api: ApiSettings, wait: Callable[[float], None] = time.sleep) -> Send:
    """Sends by POST. What may have reached the platform is never sent twice: there, a message would appear twice."""

    def send(events: list[dict[str, Any]]) -> str | None:
        attempt = 1
        while (failure := post(api, events)) is not None:
            seconds = attempt if failure.after_seconds is None else failure.after_seconds
            if not failure.is_unsent or seconds > LONGEST_WAIT_SECONDS or attempt == ATTEMPTS:
                return failure.why
            wait(seconds)
            attempt += 1
        return None

    return send


def post(api: ApiSettings, events: list[dict[str, Any]]) -> Failure | None:
    url = urlsplit(api.url)
    scheme = HTTPSConnection if url.scheme == "https" else HTTPConnection
    with closing(scheme(url.hostname or "", url.port, timeout=TIMEOUT_SECONDS)) as connection:
        try:
            connection.connect()
        except OSError as error:
            return Failure(f"no connection ({type(error).__name__})", is_unsent=True)
        try:
            headers = {"SECURITY-TOKEN": api.token, "Content-Type": "application/json"}
            target = url._replace(scheme="", netloc="").geturl() or "/"
            connection.request("POST", target, json.dumps(events).encode(), headers)
            return refusal(connection.getresponse())
        except (OSError, HTTPException) as error:
            # it was sent, and nobody knows what became of it
            return Failure(f"no answer ({type(error).__name__})")


def refusal(response: HTTPResponse) -> Failure | None:
    if 200 <= response.status < 300:
        return None
    why = f"status {response.status}"
    if response.status in (429, 503):
        # too many requests, or out of service for now: the platform has taken nothing
        return Failure(why, is_unsent=True, after_seconds=retry_after(response))
    return Failure(why)


def retry_after(response: HTTPResponse) -> float | None:
    text = response.getheader("Retry-After", "")
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None
