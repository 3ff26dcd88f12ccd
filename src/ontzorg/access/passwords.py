"""What a password may not be, said in plain Dutch to whoever chooses one."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class LongEnough(password_validation.MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        words = _("Dit wachtwoord is te kort. Kies een wachtwoord van minstens %(length)d tekens.")
        return words % {"length": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    """Refuses what many people use."""

    def get_error_message(self) -> str:
        """Say why it is refused."""
        return _("Veel mensen gebruiken dit wachtwoord. Kies een ander wachtwoord.")


class NotAboutOneself(password_validation.UserAttributeSimilarityValidator):
    """Refuses what looks like the name or the address."""

    def get_error_message(self) -> str:
        """Say why it is refused."""
        return _("Dit wachtwoord lijkt te veel op de naam of het e-mailadres. Kies een ander.")
