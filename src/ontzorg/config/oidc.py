"""Reads which organisations' sign-in (OpenID Connect) this installation trusts, and how far."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ontzorg.config.environment import SetupError

SECURE = "https"
OUR_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Provider(BaseModel):
    """One sign-in elsewhere, as an operator writes it down."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: str = Field(min_length=1)
    server_url: str
    client_id: str = Field(min_length=1)
    client_secret: str = Field(min_length=1)
    level_claim: str = "acr"
    levels: tuple[str, ...] = Field(min_length=1)
    strong_levels: tuple[str, ...] = ()
    kvk_claim: str = ""

    @model_validator(mode="after")
    def check(self) -> Provider:
        """Refuse an address that others can read along on, and strong levels that do not count."""
        address = urlsplit(self.server_url)
        if address.scheme != SECURE and address.hostname not in OUR_OWN_MACHINE:
            raise ValueError("server_url must start with https://")
        if unknown := set(self.strong_levels) - set(self.levels):
            raise ValueError(f"strong_levels not in levels: {', '.join(sorted(unknown))}")
        return self

    @property
    def origin(self) -> str:
        """The host that a sign-in leaves for."""
        address = urlsplit(self.server_url)
        return f"{address.scheme}://{address.netloc}"

    @property
    def app(self) -> dict[str, Any]:
        """The provider as the sign-in library wants it."""
        rules = self.model_dump(include={"level_claim", "levels", "strong_levels", "kvk_claim"})
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {
                "server_url": self.server_url,
                "oauth_pkce_enabled": True,
                "fetch_userinfo": False,
                **rules,
            },
        }


def read_providers(path: str) -> tuple[Provider, ...]:
    """Read the file of ONTZORG_OIDC; without one nobody signs in elsewhere."""
    if not path:
        return ()
    try:
        listed = yaml.safe_load(Path(path).read_text("utf-8"))
        return tuple(Provider.model_validate(one) for one in listed)
    except (OSError, TypeError, yaml.YAMLError, ValidationError) as error:
        raise SetupError(
            f"ONTZORG_OIDC names {path}, but that file cannot be used: {error}. "
            "docs/beheer/aanmelden.md tells what belongs in it."
        ) from error


def provider_settings(providers: tuple[Provider, ...]) -> dict[str, Any]:
    """Return SOCIALACCOUNT_PROVIDERS."""
    return {"openid_connect": {"APPS": [provider.app for provider in providers]}}
