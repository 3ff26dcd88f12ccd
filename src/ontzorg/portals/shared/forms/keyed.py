"""What every form that creates or changes something carries along."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from ontzorg.access.errors import UserError


class KeyedForm(forms.Form):
    """A form that can be sent twice without harm, and knows what its reader saw.

    `form_key` makes a replay harmless. `version` tells which state was on the screen.
    """

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, version: int, **options: Any) -> None:
        fresh = {"form_key": uuid4(), "version": version}
        options["initial"] = fresh | options.get("initial", {})
        super().__init__(*arguments, **options)

    def renew(self, version: int) -> None:
        """Let the reader send his answers again, now that he has seen the newer state."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "version": str(version)}

    def add_user_error(self, error: UserError) -> None:
        """Show the message of a service at its field, or above the form."""
        self.add_error(error.field if error.field in self.fields else None, error.message)


def choices_required(what: str) -> dict[str, str]:
    """Return the messages of a choice that was not made."""
    return {"required": what, "invalid_choice": what}
