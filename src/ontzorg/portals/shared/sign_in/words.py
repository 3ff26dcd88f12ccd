"""What sign-in says when something is wrong: neither "je" nor "u", for everyone signs in here."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

ERRORS: Mapping[str, object] = {
    "account_inactive": _("Dit account is gesloten. De beheerder kan het weer openen."),
    "email_password_mismatch": _(
        "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer allebei, of kies "
        "“Wachtwoord vergeten?”."
    ),
    "enter_current_password": _("Vul het huidige wachtwoord in."),
    "incorrect_password": _("Dit wachtwoord klopt niet. Probeer het nog eens."),
    "incorrect_code": _("Deze code klopt niet. Vul de zes cijfers in die de app nu laat zien."),
    "invalid_or_expired_key": _("Deze link werkt niet meer. Vraag een nieuwe link aan."),
    "invalid_login": _("Inloggen lukte niet. Controleer het e-mailadres en het wachtwoord."),
    "invalid_password_reset": _("Deze link werkt niet meer. Vraag een nieuwe link aan."),
    "too_many_login_attempts": _(
        "Te vaak geprobeerd. Wacht een paar minuten, of kies “Wachtwoord vergeten?”."
    ),
    "rate_limited": _("Te vaak geprobeerd. Wacht een paar minuten en probeer het dan weer."),
    "same_as_current": _("Kies een ander wachtwoord dan het huidige."),
}
SECOND_STEP_ERRORS: Mapping[str, object] = {
    "incorrect_code": ERRORS["incorrect_code"],
    "cannot_delete_authenticator": _("De app kan nu niet uit."),
    "cannot_generate_recovery_codes": _("Koppel eerst een app. Daarna zijn er herstelcodes."),
}
PASSWORD_HELP = _(
    "Minstens 12 tekens. Een zin met spaties mag. Niet de eigen naam, en geen wachtwoord dat veel "
    "mensen gebruiken."
)
AGAIN = _("Nog een keer hetzelfde wachtwoord")
DIFFERENT = _("De twee wachtwoorden zijn niet hetzelfde. Typ ze nog een keer.")
EMPTY = _("Vul het wachtwoord in.")
