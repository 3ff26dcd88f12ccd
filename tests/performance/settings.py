"""The settings of the product, with one empty page more: the floor under every page."""

from __future__ import annotations

from ontzorg.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.performance.urls"
