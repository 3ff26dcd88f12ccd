"""The web application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from ontzorg.config.turns import Turns

AT_ONCE = 4  # pages that one process makes at the same time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.config.settings")
application = Turns(get_wsgi_application(), at_once=AT_ONCE)
