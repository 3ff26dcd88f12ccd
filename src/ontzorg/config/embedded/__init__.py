"""PostgreSQL for a machine that has none: the server from a wheel, its data under `var/`.

It listens on a Unix socket in a private directory and on no network address. A real
installation sets `DATABASE_URL` and never comes here.
"""

from ontzorg.config.embedded.errors import EmbeddedServerError
from ontzorg.config.embedded.places import program
from ontzorg.config.embedded.server import ServerInfo, ensure_running, running_info, stop
from ontzorg.config.embedded.use import in_use

__all__ = [
    "EmbeddedServerError",
    "ServerInfo",
    "ensure_running",
    "in_use",
    "program",
    "running_info",
    "stop",
]
