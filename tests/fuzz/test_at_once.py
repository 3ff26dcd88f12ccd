"""T07: the same form, sent by several at the same moment, is saved once or refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path

from ontzorg.config import urls
from ontzorg.parties.models import Afdeling
from ontzorg.portals.shared.http import open_page
from tests.fuzz.attack import BROKEN, FORM, Attacker, stored
from tests.fuzz.forms import FoundForm
from tests.fuzz.hostile import encode
from tests.fuzz.strategies import one_of_each_kind
from tests.fuzz.test_fuzz import ONE_OF_EACH
from tests.harness.results import Tell
from tests.harness.world import WERKGEVER_A, mandate_columns
from tests.security.cases import Case
from tests.security.crawl import client_of

AT_ONCE = 4
SIGN_IN = "/account/"
pytestmark = pytest.mark.walls


@open_page
def saves_each_time(request: HttpRequest) -> HttpResponse:
    name = f"Dubbel {uuid4()}"
    Afdeling.objects.create(name=name, werkgever_id=WERKGEVER_A, **mandate_columns(WERKGEVER_A))
    return HttpResponse("Saved")


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> Iterator[FoundForm]:
    """Plant a form that saves a row for each time it comes."""
    monkeypatch.setattr(urls, "urlpatterns", [path("dubbel/", saves_each_time), *urls.urlpatterns])
    clear_url_caches()
    yield FoundForm("werkgever_beheerder", "/dubbel/", "POST", is_multipart=False, answers=())
    monkeypatch.undo()
    clear_url_caches()


@pytest.mark.planted("T07")
def test_a_form_that_is_saved_each_time_is_seen(attacker: Attacker, careless: FoundForm) -> None:
    assert _faults_at_once(careless) == ["werkgever_beheerder POST /dubbel/: afdeling 4 keer"]


def test_a_form_sent_at_once_is_saved_once(
    attacker: Attacker, cases: tuple[Case, ...], tell: Tell
) -> None:
    found = one_of_each_kind(attacker.forms(cases, ONE_OF_EACH))
    forms = [form for form in found if form.method == "POST" and not form.url.startswith(SIGN_IN)]
    faults = [fault for form in forms for fault in _faults_at_once(form)]
    tell("T07", tried=len(forms) * AT_ONCE, unit="verzoeken tegelijk", found=len(faults))
    assert faults == []
    assert len(forms) >= 35


def _faults_at_once(form: FoundForm) -> list[str]:
    """Send the form once, and then by several at once; what they add is what one adds."""
    before = _rows()
    statuses = _send(form, 1)
    one = _grown(before)
    before = _rows()
    statuses += _send(form, AT_ONCE)
    broken = [f"{form}: {status}" for status in statuses if status >= BROKEN]
    double = {
        name: more for name, more in _grown(before).items() if more > max(one.get(name, 0), 1)
    }
    return broken + [f"{form}: {name} {more} keer" for name, more in double.items()]


def _send(form: FoundForm, times: int) -> list[int]:
    """Send the same answers, with the same key, from so many browsers at the same moment."""
    start, key = Barrier(times), str(uuid4())
    body = encode([(name, key if name == "form_key" else text) for name, text in form.answers])

    def send(_number: int) -> int:
        client = client_of(form.who)
        start.wait()
        try:
            return client.generic("POST", form.url, body, FORM).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as browsers:
        return list(browsers.map(send, range(times)))


def _rows() -> dict[str, int]:
    return {name.partition("_")[2] or name: held.rows for name, held in stored().items()}


def _grown(before: dict[str, int]) -> dict[str, int]:
    return {name: rows - before[name] for name, rows in _rows().items() if rows > before[name]}
