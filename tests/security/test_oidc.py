"""T16: a sign-in elsewhere counts at a level that is high enough, for one's own organisation."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from ontzorg.access import external
from ontzorg.access.models import Account
from ontzorg.config.environment import SetupError
from ontzorg.config.oidc import read_providers
from ontzorg.portals.shared.sign_in import oidc
from tests.harness import world
from tests.harness.world import actor
from tests.security.admin import superuser
from tests.security.provider import (
    Provider,
    come_back,
    leave,
    running_provider,
    sign_in_elsewhere,
)
from tests.security.signing_in import LOGIN, SET_UP, where

LOW, HIGH, HIGHEST = "loa2", "loa3", "loa4"
KVK_A, KVK_B, KVK_UNKNOWN = "90001354", "90004825", "90009999"
RULES: dict[str, Any] = {
    "levels": (HIGH, HIGHEST),
    "strong_levels": (HIGH, HIGHEST),
    "kvk_claim": "urn:etoegang:1.9:EntityConcernedID:KvKnr",
}
WHO = "werkgever_beheerder"
ADDRESS = f"{WHO}@voorbeeld.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider() as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def numbers(django_db_setup: None) -> Iterator[None]:
    """Let the employers of the small world have numbers at the KvK."""
    _number((world.WERKGEVER_A, KVK_A), (world.WERKGEVER_B, KVK_B))
    yield
    _number((world.WERKGEVER_A, ""), (world.WERKGEVER_B, ""))


@pytest.fixture
def trusting(provider: Provider, settings: Any, db: None) -> Provider:
    """Trust the provider like a broker of eHerkenning."""
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings(**RULES)
    return provider


def claims(**changes: object) -> dict[str, object]:
    """Return what a good sign-in says."""
    given: dict[str, object] = {
        "acr": HIGH,
        RULES["kvk_claim"]: KVK_A,
        "email": ADDRESS,
        "email_verified": True,
    }
    return {name: value for name, value in (given | changes).items() if value is not None}


def enters(provider: Provider, said: dict[str, object], subject: str = "s-1") -> tuple[int, str]:
    """Sign in with these claims; return the status, and where one may not go on to."""
    provider.know(subject, **said)
    client = Client()
    return sign_in_elsewhere(client, provider, subject).status_code, where(client)


@pytest.mark.django_db
def test_a_good_sign_in_opens_the_door_of_its_employer(trusting: Provider) -> None:
    assert enters(trusting, claims()) == (302, "")
    linked = SocialAccount.objects.get()
    assert (linked.user_id, linked.uid, linked.provider) == (
        actor(WHO).account_id,
        "s-1",
        "makelaar",
    )


REFUSED: dict[str, dict[str, object]] = {
    "a low level": {"acr": LOW},
    "no level": {"acr": None},
    "an empty level": {"acr": ""},
    "a level in another case": {"acr": HIGH.upper()},
    "a list of levels": {"acr": [HIGH]},
    "an unknown KvK number": {RULES["kvk_claim"]: KVK_UNKNOWN},
    "the KvK number of another employer": {RULES["kvk_claim"]: KVK_B},
    "no KvK number": {RULES["kvk_claim"]: None},
    "an empty KvK number": {RULES["kvk_claim"]: ""},
    "an address that was not verified": {"email_verified": False},
    "an address verified in words": {"email_verified": "true"},
    "an address without a word on it": {"email_verified": None},
    "no address": {"email": None},
    "the address of someone unknown": {"email": "niemand@voorbeeld.example"},
    "the address of someone elsewhere": {"email": "bedrijfsarts@voorbeeld.example"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
def test_a_sign_in_that_falls_short_is_refused(
    trusting: Provider, changes: dict[str, object]
) -> None:
    before = Account.objects.count()
    assert enters(trusting, claims(**changes)) == (403, LOGIN)
    assert not SocialAccount.objects.exists()
    assert Account.objects.count() == before


@pytest.mark.django_db
def test_a_linked_account_is_known_by_its_subject_and_not_by_an_address(
    trusting: Provider,
) -> None:
    assert enters(trusting, claims()) == (302, "")
    other = claims(email="leidinggevende@voorbeeld.example")
    assert enters(trusting, other) == (302, "")
    assert {one.user_id for one in SocialAccount.objects.all()} == {actor(WHO).account_id}
    assert enters(trusting, claims(acr=LOW)) == (403, LOGIN)
    assert enters(trusting, claims(**{RULES["kvk_claim"]: KVK_B})) == (403, LOGIN)


@pytest.mark.django_db
def test_a_level_that_does_not_count_for_two_asks_for_a_second_factor(
    provider: Provider, settings: Any
) -> None:
    rules = RULES | {"strong_levels": (HIGHEST,)}
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings(**rules)
    assert enters(provider, claims()) == (302, SET_UP)
    assert enters(provider, claims(acr=HIGHEST)) == (302, "")


@pytest.mark.django_db
def test_one_acts_for_the_organisation_that_was_proved_only(
    trusting: Provider, client: Client
) -> None:
    trusting.know("s-1", **claims())
    sign_in_elsewhere(client, trusting, "s-1")
    assert client.session[oidc.ORGANISATION] == world.WERKGEVER_A
    assert client.get("/werkgever/").status_code == 200
    session = client.session
    session[oidc.ORGANISATION] = world.WERKGEVER_B
    session.save()
    assert client.get("/werkgever/").status_code == 302
    assert b'name="membership"' not in client.get("/rol/").content


@pytest.mark.django_db
def test_an_answer_to_another_browser_or_a_second_time_is_refused(trusting: Provider) -> None:
    trusting.know("s-1", **claims())
    victim, attacker = Client(), Client()
    answer = trusting.approve(leave(attacker), "s-1")
    assert where(victim) == LOGIN
    come_back(victim, answer)
    assert where(victim) == LOGIN, "the state belongs to another browser"
    come_back(attacker, answer)
    assert where(attacker) == ""
    again = Client()
    again.cookies = attacker.cookies.copy()  # type: ignore[assignment]
    assert come_back(again, answer).status_code != 302


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["code", "state"])
def test_a_changed_answer_is_refused(trusting: Provider, client: Client, part: str) -> None:
    trusting.know("s-1", **claims())
    address = trusting.approve(leave(client), "s-1")
    parts = urllib.parse.urlsplit(address)
    query = dict(urllib.parse.parse_qsl(parts.query)) | {part: "x" * 20}
    come_back(client, parts._replace(query=urllib.parse.urlencode(query)).geturl())
    assert where(client) == LOGIN


@pytest.mark.django_db
def test_our_request_carries_a_state_and_a_challenge(trusting: Provider, client: Client) -> None:
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(leave(client)).query))
    assert query["code_challenge_method"] == "S256"
    assert len(query["state"]) >= 16
    assert query["response_type"] == "code"


FORGED: dict[str, dict[str, object]] = {
    "another issuer": {"iss": "https://elders.example"},
    "another audience": {"aud": "iemand-anders"},
    "an old token": {"exp": 1_000_000_000, "iat": 999_999_000},
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["unsigned", "shared secret", "own key", *FORGED])
def test_a_forged_token_is_refused(
    trusting: Provider, client: Client, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    trusting.know("s-1", **claims())
    _forge(monkeypatch, kind)
    sign_in_elsewhere(client, trusting, "s-1")
    assert where(client) == LOGIN


@pytest.mark.planted("T16")
@pytest.mark.django_db
def test_a_token_that_is_not_checked_would_be_seen(
    trusting: Provider, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting.know("s-1", **claims())
    _forge(monkeypatch, "own key")
    monkeypatch.setattr(
        oidc.SignedTokens,
        "_decode_id_token",
        lambda self, app, token: jwt.decode(token, options={"verify_signature": False}),
    )
    sign_in_elsewhere(client, trusting, "s-1")
    assert where(client) == ""


@pytest.mark.planted("T16")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ("level", {"acr": LOW}),
        ("verified", {"email_verified": False}),
        ("kvk", {RULES["kvk_claim"]: KVK_B}),
    ],
)
def test_a_check_that_is_left_out_would_be_seen(
    trusting: Provider, monkeypatch: pytest.MonkeyPatch, fault: str, changes: dict[str, object]
) -> None:
    read = oidc._read
    better = {
        "level": {"level": HIGH},
        "verified": {"email": ADDRESS},
        "kvk": {"kvk_number": KVK_A},
    }[fault]

    def careless(sociallogin: Any) -> tuple[external.Proof, external.Rules]:
        proof, rules = read(sociallogin)
        return replace(proof, **better), rules

    monkeypatch.setattr(oidc, "_read", careless)
    assert enters(trusting, claims(**changes)) == (302, "")


@pytest.mark.django_db
def test_a_company_account_without_kvk_asks_for_a_second_factor(
    provider: Provider, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings(levels=("1",))
    said = {"acr": "1", "email": "bedrijfsarts@voorbeeld.example", "email_verified": True}
    assert enters(provider, said, "arts") == (302, SET_UP)


@pytest.mark.django_db
def test_an_unknown_provider_is_not_there(client: Client) -> None:
    assert client.post("/account/oidc/onbekend/login/").status_code == 404


GOOD = {
    "id": "makelaar",
    "name": "eHerkenning",
    "server_url": "https://makelaar.example/oidc",
    "client_id": "ontzorg",
    "client_secret": "x",
    "levels": [HIGH],
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"server_url": "http://makelaar.example"}, "https://"),
        ({"levels": []}, "levels"),
        ({"strong_levels": ["loa9"]}, "loa9"),
        ({"id": "../x"}, "id"),
        ({"kvk": "x"}, "kvk"),
        ({"client_secret": ""}, "client_secret"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_says_what(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    file = tmp_path / "oidc.yaml"
    file.write_text(json.dumps([GOOD | changes]))
    with pytest.raises(SetupError, match=words):
        read_providers(str(file))


def test_a_good_setting_is_read(tmp_path: Path) -> None:
    file = tmp_path / "oidc.yaml"
    file.write_text(json.dumps([GOOD]))
    (written,) = read_providers(str(file))
    assert written.origin == "https://makelaar.example"
    assert read_providers("") == ()
    with pytest.raises(SetupError, match="niet-daar"):
        read_providers(str(tmp_path / "niet-daar.yaml"))


def _number(*numbers: tuple[int, str]) -> None:
    with superuser() as server:
        for organisation, number in numbers:
            server.execute(
                "UPDATE access_organisation SET kvk_number = %s WHERE id = %s",
                [number, organisation],
            )


def _forge(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Put another token in place of the provider's, as someone in between would."""
    read = oidc.read_token

    def forged(token: str, **given: Any) -> dict[str, Any]:
        return read(_forged(token, kind), **given)

    monkeypatch.setattr(oidc, "read_token", forged)


def _forged(token: str, kind: str) -> str:
    said = jwt.decode(token, options={"verify_signature": False}) | FORGED.get(kind, {})
    if kind == "unsigned":
        return jwt.encode(said, "", algorithm="none")
    if kind == "shared secret":
        return jwt.encode(said, "een gedeeld geheim van 32 letters!", algorithm="HS256")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(said, key, algorithm="RS256")
