"""The pages of the sign-in library that we use, and none of its old addresses."""

from __future__ import annotations

from allauth.socialaccount import views
from django.urls import URLPattern, URLResolver, include, path

from ontzorg.portals.shared.sign_in import oidc

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("oidc/<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", oidc.callback, name="openid_connect_callback"),
    path("oidc/gestopt/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/mislukt/", views.login_error, name="socialaccount_login_error"),
]
