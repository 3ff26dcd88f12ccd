"""The forms in which someone chooses a password, in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from ontzorg.portals.shared.sign_in.words import AGAIN, DIFFERENT, EMPTY, PASSWORD_HELP

if TYPE_CHECKING:
    from django.forms import Form as Base
else:
    Base = object

LABELS = {"oldpassword": _("Huidig wachtwoord"), "password2": AGAIN}


class OwnWords(Base):
    """Says what a password must be, and when the two differ."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password1"].help_text = PASSWORD_HELP
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.error_messages["required"] = EMPTY

    def clean(self) -> dict[str, Any] | None:
        """Replace the library's sentence about two different passwords."""
        typed = super().clean()
        if self.has_error("password2") and self.data.get("password2"):
            self.errors["password2"] = self.error_class([str(DIFFERENT)])
        return typed


class ResetPasswordKeyForm(OwnWords, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link in a mail."""


class SetPasswordForm(OwnWords, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ChangePasswordForm(OwnWords, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """Another password than before."""
