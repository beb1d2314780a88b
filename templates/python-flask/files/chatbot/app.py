from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from .authenticate import authenticate
from .channel import channel_of
from .log import log, log_failure
from .settings import Settings
from .webhook import parse_webhook

Bot = Callable[[dict[str, Any]], list[dict[str, Any]]]
"""The bot itself: what it sends in answer to one webhook, in this order; `[]` for silence. The platform waits."""

BODY_LIMIT = 1024 * 1024
"""Bytes of a webhook, at most: far more than the platform sends."""


def create_app(settings: Settings, bot: Bot) -> Flask:
    """The web application: `POST /webhook` for the platform, `GET /health` for whoever watches over it."""
    app = Flask(__name__)
    # what comes in chunks is cut off there: one byte more tells that there is more
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT + 1
    app.json.sort_keys = False
    app.register_error_handler(Exception, failure)

    @app.get("/health")
    def health() -> Response:
        return jsonify(status="ok")

    @app.post("/webhook")
    def webhook() -> Response:
        authenticate(request, settings)
        body = request.get_data()
        if len(body) > BODY_LIMIT:
            abort(413)
        return jsonify(reply_to(parse_webhook(body), bot))

    return app


def reply_to(webhook: dict[str, Any], bot: Bot) -> list[dict[str, Any]]:
    events = bot(webhook)
    names = ", ".join(each["packet"]["name"] for each in events)
    log(f"{webhook['packet']['name']} from {channel_of(webhook['info'])}: {names or 'no answer'}")
    return events


def failure(error: Exception) -> tuple[Response, int]:
    if isinstance(error, HTTPException):
        return jsonify(error=error.description), error.code or 500
    log_failure("the bot failed", error)
    return jsonify(error="the bot failed"), 500
