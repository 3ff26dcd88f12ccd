"""The database logins: one PostgreSQL database, a separate login for each kind of work."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from ontzorg.access.keys import login_password_from
from ontzorg.access.logins import SIGN_IN
from ontzorg.access.walls.declare import OWNER, Login
from ontzorg.config.embedded.places import data_dir, socket_dir
from ontzorg.config.environment import Environment

ALIASES = {
    "default": Login.WEB_PORTAL,
    "medical": Login.WEB_MEDICAL,
    SIGN_IN: Login.WEB_SIGNIN,
    "jobs": Login.JOBS,
    "migrator": Login.MIGRATOR,
    "audit": Login.AUDIT_READER,
}
LOGIN_OF_PROCESS = {"web": Login.WEB_PORTAL, "jobs": Login.JOBS}
# A page that waits this long has lost its reader; it must not keep others waiting.
_PATIENCE = "-c statement_timeout=30s -c lock_timeout=10s"
SERVER_OPTIONS = {
    Login.WEB_PORTAL: _PATIENCE,
    Login.WEB_MEDICAL: _PATIENCE,
    Login.WEB_SIGNIN: _PATIENCE,
    Login.MIGRATOR: f"-c role={OWNER}",
}
LOCAL_NAME = "ontzorg"


def build_databases(environment: Environment) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: the same place, another login for each alias.

    The default alias is the portal's login; worker and command line run with the login for jobs.
    """
    place = _place(environment)
    logins = ALIASES | {"default": LOGIN_OF_PROCESS[environment.process]}
    return {alias: _entry(place, login, environment) for alias, login in logins.items()}


def _place(environment: Environment) -> dict[str, Any]:
    if environment.is_local:
        return {"HOST": str(socket_dir(data_dir(environment.var))), "PORT": "", "NAME": LOCAL_NAME}
    url = urlsplit(environment.database_url)
    return {
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "NAME": unquote(url.path.lstrip("/")),
    }


def _entry(place: dict[str, Any], login: Login, environment: Environment) -> dict[str, Any]:
    options: dict[str, Any] = {"application_name": login.value, "connect_timeout": 5}
    if login in SERVER_OPTIONS:
        options["options"] = SERVER_OPTIONS[login]
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "USER": login.value,
        "PASSWORD": login_password_from(environment.master_key, login.value),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": environment.pooler,
        "TEST": {"MIGRATE": False},
    }
