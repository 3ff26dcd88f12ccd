"""What the operator sets: read from the environment, checked once, explained when wrong."""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from ontzorg.access.keys import key_id

KEY_FILE = "keys.json"
KEY_BYTES = 32


class SetupError(RuntimeError):
    """The settings contradict each other; the message tells what to change."""


class Environment(BaseSettings):
    """The settings of one installation. Without any, the product runs on its own database."""

    model_config = SettingsConfigDict(extra="ignore")

    var: Path = Field(default=Path("var"), alias="ONTZORG_VAR")
    demo: bool = Field(default=False, alias="ONTZORG_DEMO")
    secret_key: str = Field(default="", alias="SECRET_KEY")
    master_key: str = Field(default="", alias="ONTZORG_MASTER_KEY")
    master_key_old: str = Field(default="", alias="ONTZORG_MASTER_KEY_OLD")
    database_url: str = Field(default="", alias="DATABASE_URL")
    allowed_hosts: str = Field(default="", alias="ALLOWED_HOSTS")
    email_url: str = Field(default="", alias="EMAIL_URL")
    mail_from: str = Field(default="Ontzorg <noreply@localhost>", alias="ONTZORG_MAIL_FROM")
    https: bool = Field(default=False, alias="ONTZORG_HTTPS")
    security_contact: str = Field(default="security@localhost", alias="ONTZORG_SECURITY_CONTACT")
    public_url: str = Field(default="http://localhost:8000", alias="ONTZORG_PUBLIC_URL")
    sivi_betekenis: str = Field(default="", alias="ONTZORG_SIVI_BETEKENIS")
    oidc: str = Field(default="", alias="ONTZORG_OIDC")
    process: str = Field(default="web", alias="ONTZORG_PROCESS")
    pooler: bool = Field(default=False, alias="ONTZORG_POOLER")

    @property
    def is_local(self) -> bool:
        """True when the product keeps its own database under `var`."""
        return not self.database_url

    @property
    def old_master_keys(self) -> tuple[str, ...]:
        """The keys that some things may still be sealed with, while the key is renewed."""
        return tuple(key.strip() for key in self.master_key_old.split(",") if key.strip())

    @property
    def has_administrator(self) -> bool:
        """True when roles and database can be made: a PostgreSQL administrator is named."""
        return self.is_local or urlsplit(self.database_url).username is not None


def read_environment() -> Environment:
    """Read and check the settings, and complete them with the keys under `var`."""
    found = Environment()
    refuse_contradictions(found)
    found = found.model_copy(update={"var": found.var.absolute()})
    if found.secret_key and found.master_key:
        refuse_bad_keys(found)
        return found
    if not found.is_local:
        raise SetupError(
            "DATABASE_URL is set, but SECRET_KEY or ONTZORG_MASTER_KEY is not. "
            "Set both; docs/beheer tells how to make them."
        )
    return found.model_copy(update=_local_keys(found.var))


def refuse_contradictions(found: Environment) -> None:
    """Raise SetupError when settings cannot be right together, as a demo on real keys."""
    if found.email_url and not found.email_url.startswith(("smtp://", "smtp+tls://", "smtps://")):
        raise SetupError("EMAIL_URL must start with smtp://, smtp+tls:// or smtps://.")
    if not found.demo:
        return
    real = [
        name
        for name, value in (
            ("SECRET_KEY", found.secret_key),
            ("ONTZORG_MASTER_KEY", found.master_key),
            ("ONTZORG_MASTER_KEY_OLD", found.master_key_old),
            ("DATABASE_URL", found.database_url),
        )
        if value
    ]
    if real:
        raise SetupError(
            f"Demo mode signs anyone in with one click, so it refuses to start while "
            f"{' and '.join(real)} is set. Unset it, or leave ONTZORG_DEMO out."
        )


def refuse_bad_keys(found: Environment) -> None:
    """Raise SetupError for a master key that is no key of 32 bytes, or that is named twice."""
    named = (found.master_key, *found.old_master_keys)
    if any(_length(key) < KEY_BYTES for key in named):
        raise SetupError(
            "ONTZORG_MASTER_KEY and ONTZORG_MASTER_KEY_OLD hold 32 bytes in base64. "
            "Make a new one with `ontzorg sleutel nieuw`."
        )
    if len({key_id(key) for key in named}) < len(named):
        raise SetupError(
            "ONTZORG_MASTER_KEY_OLD names a key twice, or the key of now. "
            "Leave it out, or make another key with `ontzorg sleutel nieuw`."
        )


def _length(key: str) -> int:
    try:
        return len(base64.b64decode(key, validate=True))
    except ValueError:
        return 0


def _local_keys(var: Path) -> dict[str, str]:
    path = var / KEY_FILE
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        made = {"secret_key": secrets.token_urlsafe(48), "master_key": _new_master_key()}
        _write_private(path, json.dumps(made))
    return dict(json.loads(path.read_text("utf-8")))


def _new_master_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _write_private(path: Path, text: str) -> None:
    temporary = path.with_suffix(f".{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass  # another process was first: its keys count
    finally:
        temporary.unlink()
