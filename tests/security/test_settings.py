"""T18: behind https the cookies are locked to the host, and browsers stay on https."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = (
    "DEBUG",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_AGE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "PASSWORD_HASHERS",
)
A_YEAR = 365 * 24 * 60 * 60
PRINT = (
    "import json; from ontzorg.config import settings;"
    f" print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))"
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return the settings of an installation behind https, read in a process of its own."""
    place = tmp_path_factory.mktemp("var")
    return _settings(place, ONTZORG_HTTPS="1", ALLOWED_HOSTS="verzuim.example")


def test_cookies_are_locked_to_the_host(public: dict[str, object]) -> None:
    assert public["SESSION_COOKIE_NAME"] == "__Host-session"
    assert public["CSRF_COOKIE_NAME"] == "__Host-csrf"
    switches = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE")
    assert all(public[name] is True for name in switches)
    assert public["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_browsers_stay_on_https_for_a_year_and_more(public: dict[str, object]) -> None:
    assert int(str(public["SECURE_HSTS_SECONDS"])) >= A_YEAR
    assert public["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_nothing_is_in_debug_and_passwords_are_hashed_with_argon2(
    public: dict[str, object],
) -> None:
    assert public["DEBUG"] is False
    assert public["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_without_https_the_check_would_fail(tmp_path: Path) -> None:
    found = _settings(tmp_path)
    assert found["SESSION_COOKIE_NAME"] != "__Host-session"
    assert found["SECURE_HSTS_SECONDS"] == 0


def _settings(var: Path, **more: str) -> dict[str, object]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ONTZORG", "DATABASE"))}
    environment = {**clean, "ONTZORG_VAR": str(var), **more}
    done = subprocess.run(
        [sys.executable, "-c", PRINT], env=environment, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))
