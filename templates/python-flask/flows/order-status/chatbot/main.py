from collections.abc import Mapping

from . import bot
from .api import create_send, read_api_settings
from .app import Bot
from .lookup import create_look_up
from .samples import find_order


def create_bot(env: Mapping[str, str]) -> Bot:
    """The bot, with what it needs of the environment."""
    return bot.create_bot(create_look_up(find_order, create_send(read_api_settings(env))))
