"""The settings of the product, with one empty page more and a way to leave the log out."""

from __future__ import annotations

from ontzorg.config.settings import *  # noqa: F403
from ontzorg.config.settings import MIDDLEWARE as SOUND

ROOT_URLCONF = "tests.performance.urls"
MIDDLEWARE = [*SOUND, "tests.performance.without_audit.WithoutAudit"]
