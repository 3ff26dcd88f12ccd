"""What can go wrong with the embedded server."""

from __future__ import annotations


class EmbeddedServerError(RuntimeError):
    """The embedded server cannot start; the message tells the operator what to do."""
