"""For a WSGI server: `gunicorn chatbot.wsgi:app`."""

import logging

from .app import create_app
from .main import create_bot
from .settings import environment, read_settings

logging.basicConfig(level=logging.INFO, format="%(message)s")

env = environment()
app = create_app(read_settings(env), create_bot(env))
