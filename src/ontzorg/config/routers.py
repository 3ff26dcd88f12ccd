"""Which database login serves which model."""

from __future__ import annotations

from typing import Any

from django.db.models import Model


class RoomRouter:
    """Medical records go through the medical login only; migrations through the migrator."""

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
        return "medical" if model._meta.app_label == "medical" else None
