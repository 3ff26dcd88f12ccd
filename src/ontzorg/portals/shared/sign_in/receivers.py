"""What happens when someone signs in, fails to, or changes how he does it."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib.auth import signals as auth_signals
from django.http import HttpRequest, HttpResponse

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.logins import SIGN_IN
from ontzorg.access.roles import Role
from ontzorg.access.selectors import Account
from ontzorg.portals.shared.http import origin_of
from ontzorg.portals.shared.sign_in.devices import note_device

FACTORS = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


def signed_in(
    request: HttpRequest, user: Account, response: HttpResponse | None = None, **more: Any
) -> None:
    """Log a sign-in, and tell the person when it came from a new device."""
    log(request, "aanmelden.gelukt", user.pk)
    if "sociallogin" in more:
        from ontzorg.portals.shared.sign_in.oidc import remember  # it logs by this module

        remember(request, more["sociallogin"])
    if response is not None:
        note_device(request, response, user)


def sign_in_failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """Log a failed sign-in: for which account, never what was typed."""
    if request is None:
        return
    address = str(credentials.get("email") or "").strip().lower()
    known = Account.objects.filter(email=address).values_list("pk", flat=True).first()
    log(request, "aanmelden.mislukt", known, result=audit.REFUSED)


def code_failed(request: HttpRequest, user: Account, **_: Any) -> None:
    """Log a wrong code or passkey."""
    log(request, "tweede_stap.mislukt", user.pk, result=audit.REFUSED)


def factor_added(
    request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any
) -> None:
    """Count a new factor as proved here, and sign out every session that never proved one."""
    log(request, "tweede_stap.toegevoegd", user.pk, fields=[authenticator.type])
    if authenticator.type not in FACTORS:
        return
    record_authentication(request, user, "mfa", type=authenticator.type)
    end_other_sessions(request, user)


def factor_removed(
    request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any
) -> None:
    """Log it; without any factor left this session has none to show either."""
    log(request, "tweede_stap.verwijderd", user.pk, fields=[authenticator.type])
    if not is_mfa_enabled(user):
        _forget_factors(request)


def codes_renewed(request: HttpRequest, user: Account, **_: Any) -> None:
    """Log that recovery codes were made anew."""
    log(request, "tweede_stap.herstelcodes", user.pk)


def password_changed(request: HttpRequest, user: Account, **_: Any) -> None:
    """Log a new password, and sign out everywhere else."""
    log(request, "wachtwoord.gewijzigd", user.pk)
    end_other_sessions(request, user)


def log(
    request: HttpRequest,
    action: str,
    account_id: int | None,
    *,
    fields: list[str] | None = None,
    result: str = audit.ALLOWED,
) -> None:
    """Append a line about an account to the audit log."""
    someone = Actor(
        role=Role.SYSTEM, account_id=account_id, role_name="Aanmelden", origin=origin_of(request)
    )
    audit.record(
        actor=someone,
        action=action,
        object_type="account",
        object_id=account_id,
        fields=fields or (),
        result=result,
        using=SIGN_IN,
    )


def connect() -> None:
    """Listen to the signals of Django and of the sign-in library."""
    account_signals.user_logged_in.connect(signed_in)
    auth_signals.user_login_failed.connect(sign_in_failed)
    mfa_signals.authentication_failed.connect(code_failed)
    mfa_signals.authenticator_added.connect(factor_added)
    mfa_signals.authenticator_removed.connect(factor_removed)
    mfa_signals.authenticator_reset.connect(codes_renewed)
    for signal in (
        account_signals.password_changed,
        account_signals.password_set,
        account_signals.password_reset,
    ):
        signal.connect(password_changed)


def _forget_factors(request: HttpRequest) -> None:
    key = "account_authentication_methods"
    kept = [one for one in request.session.get(key, []) if one["method"] != "mfa"]
    request.session[key] = kept
