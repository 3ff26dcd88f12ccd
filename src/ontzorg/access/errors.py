"""Errors a person can cause or meet. Their text says what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ontzorg.access.actors import Actor
    from ontzorg.access.privileges import Privilege


class UserError(Exception):
    """The request cannot be carried out; the Dutch text tells what to do."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowedError(Exception):
    """The actor lacks a privilege. The page shows "geen toegang" without details.

    A refusal belongs in the log, and the transaction it happened in is often undone. So whoever
    stops this error logs it, once: `acting_as`, or the middleware around a page.
    """

    def __init__(self, privilege: Privilege, *, actor: Actor) -> None:
        super().__init__(privilege.value)
        self.privilege = privilege
        self.actor = actor
        self.is_logged = False


class ConflictError(UserError):
    """Someone else changed the same thing first; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft dit intussen gewijzigd. Bekijk de nieuwe gegevens "
            "en voer uw wijziging opnieuw in."
        )
