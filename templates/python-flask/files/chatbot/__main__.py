"""`python3 -m chatbot`: serves the bot on this machine, until the process is asked to end."""

import logging
import signal
import sys
import threading

from werkzeug.serving import BaseWSGIServer, make_server

from .app import create_app
from .main import create_bot
from .settings import environment, read_settings


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    try:
        env = environment()
        settings = read_settings(env)
        server = make_server(settings.host, settings.port, create_app(settings, create_bot(env)), threaded=True)
    except (ValueError, OSError) as error:
        sys.exit(str(error))
    serve(server, settings.host)


def serve(server: BaseWSGIServer, host: str) -> None:
    # requests under way are finished before the process ends
    server.daemon_threads = False
    for number in (signal.SIGINT, signal.SIGTERM):
        # not in this thread, which has to go on serving until it hears of it
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"listening on http://{host}:{server.port}/webhook", flush=True)
    server.serve_forever()
    server.server_close()


main()
