"""T16: no professional sees a case with one factor, whatever the way in and whatever the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from ontzorg.access.roles import Role
from ontzorg.portals.shared.sign_in import receivers, second_factor
from tests.harness.results import Tell
from tests.harness.web import enter
from tests.harness.world import PEOPLE, actor
from tests.security.cases import Case
from tests.security.crawl import Visit, crawl
from tests.security.signing_in import (
    EMPLOYEES,
    LOGIN,
    PASSWORD,
    PROFESSIONALS,
    SET_UP,
    STEP,
    account_of,
    code,
    copy_of,
    give_app,
    give_password,
    is_in,
    type_code,
    type_password,
    where,
)

FEWEST_DOORS = 700


@pytest.fixture(autouse=True)
def one_half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let codes be those of one half minute, however slow the machine is."""
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([STEP]))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let happen at once what waits for a commit: a test never commits."""
    monkeypatch.setattr(transaction, "on_commit", lambda then, **_: then())


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def with_password_only(who: str) -> Client:
    """Return a browser in which someone proved his password and nothing else."""
    client = Client(raise_request_exception=False)
    enter(client, actor(who).account_id or 0, method="password")
    return client


def visits(cases: tuple[Case, ...], people: tuple[str, ...], *only: str) -> list[Visit]:
    """Try every page with a privilege, or `only` these, with a password only."""
    tried = crawl(cases, people=people, only=frozenset(only), client_for=with_password_only)
    return [visit for visit in tried if visit.expect.privilege is not None]


def open_doors(tried: list[Visit]) -> list[str]:
    """Return every page that opened to a professional with a password only."""
    return [str(visit) for visit in tried if not _is_sent_away(visit)]


def _is_sent_away(visit: Visit) -> bool:
    is_sent = visit.status == 302 and visit.headers.get("Location", "").startswith(SET_UP)
    return is_sent or visit.status == 405


@pytest.mark.usefixtures("unblocked")
def test_every_door_is_shut_to_a_password_alone(cases: tuple[Case, ...], tell: Tell) -> None:
    tried = visits(cases, PROFESSIONALS)
    found = open_doors(tried)
    tell("T16", tried=len(tried), unit="deuren", found=len(found))
    assert len(tried) >= FEWEST_DOORS
    assert found == []


HOLES: dict[str, tuple[object, str, object]] = {
    "any proof counts": (second_factor, "has_passed", lambda request: True),
    "a password counts": (
        second_factor,
        "get_authentication_records",
        lambda request, user: [{"method": "mfa"}],
    ),
    "too many free pages": (second_factor, "FREE", ("/",)),
    "doctors are let off": (second_factor, "WITHOUT_SECOND_FACTOR", frozenset(Role)),
    "nobody asks": (second_factor, "is_missing", lambda request, actor: False),
    "the demo mode is on": (settings, "DEMO", True),
}


@pytest.mark.planted("T16")
@pytest.mark.usefixtures("unblocked")
@pytest.mark.parametrize("hole", HOLES.values(), ids=HOLES)
def test_a_hole_in_the_second_factor_is_seen(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch, hole: tuple[object, str, object]
) -> None:
    place, name, value = hole
    monkeypatch.setattr(place, name, value)
    assert open_doors(visits(cases, ("bedrijfsarts",), "work", "dossier", "arbodienst:consults"))


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_a_password_brings_professionals_to_the_second_factor(client: Client, person: Any) -> None:
    give_password(person.key)
    assert type_password(client, person.key).status_code == 302
    assert where(client) == ("" if person.key in EMPLOYEES else SET_UP)


@pytest.mark.django_db
def test_with_an_app_the_password_alone_signs_nobody_in(client: Client) -> None:
    give_app(give_password("bedrijfsarts"))
    assert type_password(client, "bedrijfsarts")["Location"] == "/account/2fa/authenticate/"
    assert where(client) == LOGIN
    assert type_code(client, "000000").status_code == 200
    assert where(client) == LOGIN
    assert type_code(client, code()).status_code == 302
    assert is_in(client)


@pytest.mark.django_db
def test_a_code_works_once(client: Client) -> None:
    give_app(give_password("bedrijfsarts"))
    type_password(client, "bedrijfsarts")
    type_code(client, code())
    assert is_in(client)
    other = Client()
    type_password(other, "bedrijfsarts")
    assert type_code(other, code()).status_code == 200
    assert where(other) == LOGIN


@pytest.mark.django_db
def test_a_code_of_another_half_minute_is_refused(client: Client) -> None:
    give_app(give_password("bedrijfsarts"))
    type_password(client, "bedrijfsarts")
    for step in (STEP - 1, STEP + 1):
        assert type_code(client, code(step)).status_code == 200
    assert where(client) == LOGIN


@pytest.mark.django_db
def test_a_recovery_code_opens_the_door_once(client: Client) -> None:
    codes = give_app(give_password("planner"))
    type_password(client, "planner")
    type_code(client, codes[0])
    assert is_in(client)
    other = Client()
    type_password(other, "planner")
    assert type_code(other, codes[0]).status_code == 200
    assert where(other) == LOGIN


@pytest.mark.django_db
def test_someone_without_password_does_not_reach_the_second_step(client: Client) -> None:
    give_app(give_password("bedrijfsarts"))
    type_password(client, "bedrijfsarts", "iets heel anders 123")
    assert type_code(client, code())["Location"] == LOGIN
    assert where(client) == LOGIN


@pytest.mark.django_db
def test_a_new_password_by_mail_does_not_skip_the_second_step(client: Client) -> None:
    give_app(give_password("bedrijfsarts"))
    client.post("/account/password/reset/", {"email": "bedrijfsarts@voorbeeld.example"})
    link = next(w for w in str(mail.outbox[-1].body).split() if "/password/reset/key/" in w)
    page = client.get(link.partition("localhost:8000")[2] or link, follow=True)
    new = {"password1": f"{PASSWORD}-nieuw", "password2": f"{PASSWORD}-nieuw"}
    assert client.post(page.request["PATH_INFO"], new).status_code == 302
    assert where(client) == LOGIN
    type_password(client, "bedrijfsarts", f"{PASSWORD}-nieuw")
    assert where(client) == LOGIN


@pytest.mark.django_db
def test_setting_up_an_app_opens_the_door_and_shuts_the_others(
    client: Client, at_once: None
) -> None:
    assert _after_coupling(client) == ("", LOGIN)
    assert mail.outbox[-1].subject == "De app is gekoppeld"


@pytest.mark.planted("T16")
@pytest.mark.django_db
def test_a_session_that_stays_after_coupling_would_be_seen(
    client: Client, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receivers, "end_other_sessions", lambda *_: None)
    assert _after_coupling(client) != ("", LOGIN)


@pytest.mark.django_db
def test_without_any_factor_left_the_door_shuts(client: Client) -> None:
    assert _after_removing(client) == SET_UP


@pytest.mark.planted("T16")
@pytest.mark.django_db
def test_a_factor_that_outlives_its_removal_would_be_seen(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receivers, "_forget_factors", lambda *_: None)
    assert _after_removing(client) != SET_UP


@pytest.mark.django_db
def test_the_secret_of_an_app_is_sealed_in_the_database() -> None:
    account = account_of("planner")
    stored = TOTP.activate(account, "JBSWY3DPEHPK3PXP").instance.data
    assert "JBSWY3DPEHPK3PXP" not in str(stored)


@pytest.mark.django_db
def test_a_thief_with_the_cookie_of_half_a_sign_in_gets_nothing(client: Client) -> None:
    give_app(give_password("bedrijfsarts"))
    type_password(client, "bedrijfsarts")
    assert where(copy_of(client)) == LOGIN
    assert not UserSession.objects.filter(user_id=actor("bedrijfsarts").account_id or 0).exists()


@pytest.mark.django_db
def test_the_page_that_asks_offers_both_factors(client: Client) -> None:
    enter(client, actor("bedrijfsarts").account_id or 0, method="password")
    page = client.get(SET_UP).content.decode()
    assert reverse("mfa_add_webauthn") in page
    assert reverse("mfa_activate_totp") in page


def _after_coupling(client: Client) -> tuple[str, str]:
    """Couple an app; return where this browser and another one of the same person may go."""
    give_password("planner")
    elsewhere = Client()
    for browser in (client, elsewhere):
        type_password(browser, "planner")
        browser.get("/")  # the session is noted at the first page
    page = client.get("/account/2fa/totp/activate/")
    digits = totp.format_hotp_value(totp.hotp_value(page.context["form"].secret, STEP))
    client.post("/account/2fa/totp/activate/", {"code": digits})
    return where(client), where(elsewhere)


def _after_removing(client: Client) -> str:
    give_app(give_password("adviseur"))
    type_password(client, "adviseur")
    type_code(client, code())
    assert is_in(client)
    client.post("/account/2fa/totp/deactivate/")
    return where(client)
