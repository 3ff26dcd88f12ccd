"""T16: a token counts when this provider signed it, for us, and lately; each check by itself."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa

from ontzorg.portals.shared.sign_in.tokens import read_token

ISSUER, US = "https://makelaar.example", "ontzorg"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
Claims = dict[str, Any]


def jwk(key: rsa.RSAPrivateKey, **more: str) -> Claims:
    """Return the public half as a provider shows it."""
    return dict(json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))) | more


def claims(**changes: object) -> Claims:
    """Return what a good token says; None leaves a claim out."""
    now = int(time.time())
    said: Claims = {"iss": ISSUER, "aud": US, "sub": "s-1", "iat": now, "exp": now + 60}
    return {name: value for name, value in (said | changes).items() if value is not None}


def read(token: str, *keys: Claims) -> Claims:
    """Read a token with these keys, or with the one of the provider."""
    return read_token(token, keys=keys or (jwk(KEY),), issuer=ISSUER, audience=US)


def signed(said: Claims, key: rsa.RSAPrivateKey = KEY, **headers: str) -> str:
    """Return a token under a real signature."""
    return jwt.encode(said, key, algorithm="RS256", headers=headers or None)


@pytest.mark.parametrize("changes", [{}, {"azp": US}, {"aud": [US]}])
def test_a_sound_token_is_read(changes: Claims) -> None:
    assert read(signed(claims(**changes)))["sub"] == "s-1"


BAD: dict[str, Claims] = {
    "another issuer": {"iss": "https://elders.example"},
    "an issuer with a slash more": {"iss": f"{ISSUER}/"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "iemand-anders"},
    "no audience": {"aud": None},
    "made for another party": {"azp": "iemand-anders"},
    "over": {"exp": 1_000_000_000},
    "without an end": {"exp": None},
    "from the future": {"iat": 9_000_000_000, "nbf": 9_000_000_000},
    "without a moment": {"iat": None},
    "without a person": {"sub": None},
}


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_a_token_that_says_something_else_is_refused(changes: Claims) -> None:
    with pytest.raises(OAuth2Error):
        read(signed(claims(**changes)))


FORGED = {
    "another key": signed(claims(), OTHER),
    "no signature": jwt.encode(claims(), "", algorithm="none"),
    "a shared secret": jwt.encode(claims(), "x" * 32, algorithm="HS256"),
    "the public key as a secret": jwt.encode(claims(), jwk(KEY)["n"], algorithm="HS256"),
    "a key that is not there": signed(claims(), kid="onbekend"),
    "half": signed(claims()).rpartition(".")[0],
    "nothing": "",
}


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(OAuth2Error):
        read(token, jwk(KEY, kid="a"))


def test_a_token_names_its_key_when_there_are_more() -> None:
    keys = (jwk(KEY, kid="a"), jwk(OTHER, kid="b"))
    assert read(signed(claims(), kid="a"), *keys)
    for token in (signed(claims()), signed(claims(), kid="b"), signed(claims(), OTHER, kid="a")):
        with pytest.raises(OAuth2Error):
            read(token, *keys)


def test_a_key_for_something_else_is_not_used() -> None:
    with pytest.raises(OAuth2Error):
        read(signed(claims()), jwk(KEY, use="enc"))
