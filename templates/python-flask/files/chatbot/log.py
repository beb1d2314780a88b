"""A log lives long and is read by many: nothing that the contact wrote goes into it, nor who the contact is."""

import logging
import traceback

logger = logging.getLogger("chatbot")


def log(line: str) -> None:
    """Writes one line."""
    logger.info(line)


def log_failure(what: str, error: BaseException) -> None:
    """Writes where something failed.

    That is enough to find the fault; the message could quote what the contact wrote.
    """
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s: %s\n%s", what, type(error).__name__, frames.rstrip())
