"""Errors a person can cause or meet. Their text says what to do next."""

from __future__ import annotations


class UserError(Exception):
    """The request cannot be carried out; the Dutch text tells what to do."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowedError(Exception):
    """The actor lacks a privilege. The page shows "geen toegang" without details."""


class ConflictError(UserError):
    """Someone else changed the same thing first; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft dit intussen gewijzigd. Bekijk de nieuwe gegevens "
            "en voer uw wijziging opnieuw in."
        )
