"""The settings of the product that scanners attack: everything on, a tally, and holes to find.

A form may be sent once, by its key. A scanner sends the same form a thousand times; here each time
counts as the first, else all but one would stop at the door.
"""

from __future__ import annotations

from ontzorg.config.settings import *  # noqa: F403
from ontzorg.config.settings import MIDDLEWARE as SOUND

MIDDLEWARE = ["tests.walls.target_middleware.Tally", *SOUND]
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.middleware.csrf.CsrfViewMiddleware"),
    "tests.walls.target_middleware.FreshFormKey",
)
ROOT_URLCONF = "tests.walls.target_urls"
