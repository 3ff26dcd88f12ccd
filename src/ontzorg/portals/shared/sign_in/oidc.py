"""Signing in at one's own organisation (OpenID Connect): eHerkenning, or a company account."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ontzorg.access.external import Known, Proof, RefusedError, Rules, recognise
from ontzorg.access.selectors import Account
from ontzorg.portals.shared.sign_in.receivers import log
from ontzorg.portals.shared.sign_in.second_factor import STRONG
from ontzorg.portals.shared.sign_in.tokens import read_token as read_token

ORGANISATION = "organisation_id"  # in the session: the only one to act for
FORBIDDEN = 403


class SignedTokens(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Checks the signature of every token, also of one that came straight from the provider."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return read_token(
            id_token,
            keys=answer.json()["keys"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
        )


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leave for the sign-in of another organisation."""
    return _answer(request, provider_id, OAuth2LoginView)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from it."""
    return _answer(request, provider_id, OAuth2CallbackView)


class OrganisationSignIn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in whom we know, at a level that is high enough. Nobody makes an account this way."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Keep sign-up closed: accounts come from an invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse who may not come in; link a first sign-in to the account it belongs to."""
        linked = sociallogin.user.pk if sociallogin.is_existing else None
        try:
            if sociallogin.state.get("process") != AuthProcess.LOGIN:
                raise RefusedError("Koppelen kan hier niet. Log in via de inlogpagina.")
            proof, rules = _read(sociallogin)
            known = recognise(proof, rules, linked_account_id=linked, today=timezone.localdate())
        except RefusedError as error:
            raise ImmediateHttpResponse(_refused(request, error, linked)) from error
        if linked is None:
            _link(sociallogin, known.account)
            log(request, "aanmelden.gekoppeld", known.account.pk)
        sociallogin.known = known


def remember(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Keep in the session what the sign-in elsewhere proved, once it has succeeded."""
    known: Known = sociallogin.known
    if known.is_strong:
        record_authentication(request, known.account, "socialaccount", **{STRONG: True})
    request.session["membership_id"] = known.membership_id
    if known.organisation_id is not None:
        request.session[ORGANISATION] = known.organisation_id


def _answer(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(SignedTokens(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return response


def _link(sociallogin: SocialLogin, account: Account) -> None:
    """Remember whose subject this is; the account itself does not change."""
    sociallogin.user = sociallogin.account.user = account
    sociallogin.account.save()


def _read(sociallogin: SocialLogin) -> tuple[Proof, Rules]:
    """Read the claims under the signature, and the rules of this provider."""
    claims = sociallogin.account.extra_data.get("id_token") or {}
    settings = sociallogin.account.get_provider().app.settings
    is_verified = claims.get("email_verified") is True
    proof = Proof(
        level=str(claims.get(settings["level_claim"], "")),
        kvk_number=str(claims.get(settings["kvk_claim"], "")) if settings["kvk_claim"] else "",
        email=str(claims.get("email", "")) if is_verified else "",
    )
    rules = Rules(
        levels=tuple(settings["levels"]),
        strong_levels=tuple(settings["strong_levels"]),
        asks_kvk=bool(settings["kvk_claim"]),
    )
    return proof, rules


def _refused(request: HttpRequest, error: RefusedError, account_id: int | None) -> HttpResponse:
    log(request, "aanmelden.geweigerd", account_id, result="geweigerd")
    if request.user.is_authenticated:
        logout(request)
    return render(request, "sign_in/refused.html", {"message": error.message}, status=FORBIDDEN)
