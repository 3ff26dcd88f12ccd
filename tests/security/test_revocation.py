"""T17: who signed out, was signed out, lost his role or his account, opens nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse

from ontzorg.access import selectors
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Membership, OutboxMessage
from ontzorg.integrations.mail.safety import new_device
from ontzorg.portals.shared.sign_in import receivers
from ontzorg.portals.shared.sign_in.devices import describe
from tests.harness.database import as_login
from tests.harness.results import Tell
from tests.harness.web import enter
from tests.harness.world import PEOPLE, actor
from tests.security.admin import superuser
from tests.security.signing_in import (
    PASSWORD,
    copy_of,
    give_password,
    session_key,
    type_password,
)

PAGES = (
    "/rol/",
    "/mijn-werk/",
    "/dossiers/",
    "/zoeken/",
    "/vervanging/",
    "/werkgever/",
    "/werkgever/medewerkers/",
    "/mijn/",
    "/mijn/gegevens/",
    "/casemanager/werkgevers/",
    "/arbodienst/werkgevers/",
    "/verzekeraar/werkgevers/",
    "/adviseur/werkgevers/",
    "/beheer/organisaties/",
    "/beheer/logboek/",
)
FEWEST = 1_000
Way = Callable[[Client, Client, int], None]


def signs_out(here: Client, elsewhere: Client, account_id: int) -> None:
    """Sign out in the browser itself."""
    here.post("/account/logout/")


def is_ended_elsewhere(here: Client, elsewhere: Client, account_id: int) -> None:
    """End this session from the list in another browser."""
    listed = UserSession.objects.get(session_key=session_key(here))
    assert elsewhere.post(reverse("session-end", args=[listed.pk])).status_code == 302


def ends_all_others(here: Client, elsewhere: Client, account_id: int) -> None:
    """Sign out everywhere else with one press."""
    assert elsewhere.post("/account/sessions/").status_code == 302


def account_is_closed(here: Client, elsewhere: Client, account_id: int) -> None:
    """Close the account."""
    with superuser() as server:
        server.execute("UPDATE access_account SET is_active = false WHERE id = %s", [account_id])


def role_ends(here: Client, elsewhere: Client, account_id: int) -> None:
    """End every role of the account."""
    with superuser() as server:
        server.execute(
            "UPDATE access_membership SET period = daterange(lower(period), current_date)"
            " WHERE account_id = %s",
            [account_id],
        )


WAYS: tuple[Way, ...] = (
    signs_out,
    is_ended_elsewhere,
    ends_all_others,
    account_is_closed,
    role_ends,
)


def still_open(way: Way, who: str) -> list[str]:
    """Return the pages that still open after this way of losing access, as thief and owner."""
    account_id = actor(who).account_id or 0
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        enter(browser, account_id)
        browser.get("/")  # the session is noted at the first page
    thief = copy_of(here)
    way(here, elsewhere, account_id)
    return [f"{way.__name__}: {who} {page}" for page in PAGES if _opens(thief, page)]


def _opens(client: Client, page: str) -> bool:
    response = client.get(page)
    if page == "/rol/":
        return response.status_code == 200 and b'name="membership"' in response.content
    return response.status_code not in (302, 403, 404)


@pytest.mark.usefixtures("committed")
def test_no_page_opens_after_access_is_gone(tell: Tell) -> None:
    people = [person.key for person in PEOPLE]
    found = [page for way in WAYS for who in people for page in still_open(way, who)]
    requests = len(WAYS) * len(people) * len(PAGES)
    tell("T17", tried=requests, unit="verzoeken erna", found=len(found))
    assert requests >= FEWEST
    assert found == []


def _forever(account_id: int, today: object, **_: object) -> Any:
    return Membership.objects.using("signin").filter(account_id=account_id)


FAULTS: dict[str, tuple[Way, object, str, object]] = {
    "ending a session does nothing": (
        is_ended_elsewhere,
        DefaultUserSessionsAdapter,
        "end_sessions",
        lambda self, sessions: None,
    ),
    "signing out keeps the session": (
        signs_out,
        Client,
        "post",
        lambda self, *_, **__: None,
    ),
    "a closed account counts": (
        account_is_closed,
        AuthenticationBackend,
        "user_can_authenticate",
        lambda self, user: True,
    ),
    "a role lasts for ever": (role_ends, selectors, "memberships_of", _forever),
}


@pytest.mark.planted("T17")
@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_access_that_stays_would_be_seen(
    monkeypatch: pytest.MonkeyPatch, fault: tuple[Way, object, str, object]
) -> None:
    way, place, name, value = fault
    monkeypatch.setattr(place, name, value)
    assert still_open(way, "werkgever_beheerder")


@pytest.mark.django_db
def test_signing_in_gives_a_new_session() -> None:
    give_password("medewerker")
    client = Client()
    client.get("/account/login/")
    client.session["x"] = 1
    before = client.cookies["session"].value if "session" in client.cookies else ""
    type_password(client, "medewerker")
    assert session_key(client) != before


@pytest.mark.django_db
@pytest.mark.parametrize("plant", [False, True], ids=["sound", "planted"])
def test_a_new_password_signs_out_everywhere_else(
    monkeypatch: pytest.MonkeyPatch, *, plant: bool
) -> None:
    give_password("medewerker")
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        type_password(browser, "medewerker")
        browser.get("/")
    stays = []
    if plant:
        monkeypatch.setattr(receivers, "end_other_sessions", lambda *_: stays.append(1))
    new = {"oldpassword": PASSWORD, "password1": "Egelskop-77-bij-de-vijver"}
    answer = here.post("/account/password/change/", new | {"password2": new["password1"]})
    assert answer.status_code == 302
    assert UserSession.objects.filter(session_key=session_key(elsewhere)).exists() is plant
    assert bool(stays) is plant


@pytest.mark.usefixtures("committed")
def test_a_new_device_is_told_by_mail_and_a_known_one_is_not() -> None:
    give_password("medewerker")
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    for _ in range(2):
        type_password(client, "medewerker")
        client.post("/account/logout/")
    type_password(Client(), "medewerker")
    connections.close_all()
    with as_login("jobs"):
        told = _messages()
        assert len(told) == 2, "one for each browser, none for the second visit"
        _deliver(told[0])
    assert mail.outbox[-1].to == ["medewerker@voorbeeld.example"]
    assert "Firefox op Linux" in mail.outbox[-1].body
    assert "/account/sessions/" in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        (
            "Mozilla/5.0 (iPhone; like Mac OS X) Safari/604",
            "Safari op een iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Safari/537.36", "Chrome op Android"),
        ("", "Een browser"),
    ],
)
def test_a_device_is_named_as_people_call_it(user_agent: str, words: str) -> None:
    assert describe(user_agent) == words


@pytest.mark.django_db
def test_someone_elses_session_is_not_there() -> None:
    owner, other = Client(), Client()
    enter(owner, actor("planner").account_id or 0)
    owner.get("/rol/")
    enter(other, actor("bedrijfsarts").account_id or 0)
    listed = UserSession.objects.get(session_key=session_key(owner))
    assert other.post(reverse("session-end", args=[listed.pk])).status_code == 404
    assert Client().post(reverse("session-end", args=[listed.pk])).status_code == 404


def _messages() -> list[int]:
    with acting_as(SYSTEM):
        found = OutboxMessage.objects.filter(topic="account.new_device").order_by("pk")
        return [message.payload["device_id"] for message in found]


def _deliver(device_id: int) -> None:
    with acting_as(SYSTEM):
        new_device(device_id)
