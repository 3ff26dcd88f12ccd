"""The product's own database, kept running for as long as a command needs it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings

from ontzorg.config import embedded
from ontzorg.config.database_setup import set_up_database

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def local_database() -> Iterator[None]:
    """Keep the embedded server running inside the block; with `DATABASE_URL` do nothing.

    Use it around a command, or as its decorator: `@local_database()`. A database that was
    never there is made first, so that any command may be the first one.
    """
    environment = settings.ENVIRONMENT
    if not environment.is_local:
        yield
        return
    is_new = not (environment.var / "postgres").exists()
    with embedded.in_use(environment.var):
        if is_new:
            set_up_database(environment)
        yield
