"""Checks what another sign-in says under its signature (OpenID Connect Core, 3.1.3.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Signatures that only the provider can make: never "none", never one with a shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
NEEDED = ("exp", "iat", "iss", "aud", "sub")


def read_token(
    token: str, *, keys: Iterable[Mapping[str, Any]], issuer: str, audience: str
) -> dict[str, Any]:
    """Return the claims. Raises OAuth2Error unless this provider made them for us, and lately."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(token, keys).key,
            algorithms=ALGORITHMS,
            audience=audience,
            issuer=issuer,
            options={"require": list(NEEDED)},
        )
    except jwt.PyJWTError as error:
        raise OAuth2Error("the token of the provider is not sound") from error
    if claims.get("azp", audience) != audience:
        raise OAuth2Error("the token of the provider is for someone else")
    return claims


def _key(token: str, keys: Iterable[Mapping[str, Any]]) -> jwt.PyJWK:
    """Return the key that the token names; without a name there may be one key only."""
    name = jwt.get_unverified_header(token).get("kid")
    fitting = [
        key
        for key in keys
        if key.get("use", "sig") == "sig" and (name is None or key.get("kid") == name)
    ]
    if len(fitting) != 1:
        raise jwt.InvalidKeyError("no single key fits")
    return jwt.PyJWK(dict(fitting[0]), algorithm=None)
