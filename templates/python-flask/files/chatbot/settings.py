"""What the bot reads from its environment; `.env.example` explains each variable."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    host: str
    port: int
    header: str
    """name of the header that proves a webhook comes from the platform"""
    token: str
    """the header's value"""


def environment(path: str = ".env") -> dict[str, str]:
    """The environment, and what a file adds to it."""
    return {**read_env_file(path), **os.environ}


def read_env_file(path: str) -> dict[str, str]:
    """The variables in a file, by name; none where there is no file."""
    if not Path(path).exists():
        return {}
    lines = [line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def read_settings(env: Mapping[str, str]) -> Settings:
    """Raises a ValueError where a setting is missing or wrong. An empty variable counts as missing."""
    token = env.get("WEBHOOK_TOKEN")
    if not token:
        raise ValueError("WEBHOOK_TOKEN is not set: without it anybody could talk to the bot (see .env.example)")
    return Settings(
        host=env.get("HOST") or "127.0.0.1",
        port=read_port(env.get("PORT") or "8000"),
        header=env.get("WEBHOOK_HEADER") or "API-SECURITY-TOKEN",
        token=token,
    )


def read_port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= 65_535:
        return int(text)
    raise ValueError(f'PORT is "{text}", but it must be 0–65535')
