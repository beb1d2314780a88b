import hmac

from flask import Request, abort

from .settings import Settings


def authenticate(request: Request, settings: Settings) -> None:
    """Answers 401 unless the request carries the header that is set in the dashboard."""
    given = request.headers.get(settings.header, "")
    # takes equally long however much of the value is right
    if not hmac.compare_digest(given.encode(), settings.token.encode()):
        abort(401, "unauthorized")
