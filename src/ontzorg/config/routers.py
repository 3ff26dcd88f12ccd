"""Which database login serves which model."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from ontzorg.access.logins import SIGN_IN

SIGN_IN_APPS = frozenset({"account", "mfa", "sessions", "socialaccount", "usersessions"})
SIGN_IN_MODELS = frozenset({"access.account", "access.knowndevice", "access.sharedvalue"})


class RoomRouter:
    """Medical records and sign-in have a login of their own; migrations go by the migrator.

    Accounts are read through sign-in, because signing in asks for them most. A service that
    writes an account in its own transaction names the login itself.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """Return the alias to read this model with."""
        return self._alias(model)

    def db_for_write(self, model: type[Model], **hints: Any) -> str | None:
        """Return the alias to write this model with."""
        return self._alias(model)

    def allow_relation(self, obj1: Model, obj2: Model, **hints: Any) -> bool:
        """Allow relations: all logins see one database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Let only the migrator change the schema."""
        return db == "migrator"

    def _alias(self, model: type[Model]) -> str | None:
        label = model._meta.app_label
        if label == "medical":
            return "medical"
        signs_in = label in SIGN_IN_APPS or model._meta.label_lower in SIGN_IN_MODELS
        return SIGN_IN if signs_in else None
