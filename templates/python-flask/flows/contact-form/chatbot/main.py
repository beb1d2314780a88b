from collections.abc import Mapping

from .app import Bot
from .bot import bot


def create_bot(env: Mapping[str, str]) -> Bot:
    """The bot, with what it needs of the environment: this one needs nothing."""
    return bot
