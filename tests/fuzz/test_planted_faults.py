"""The judge of the fuzz tests finds every planted fault, and nothing in a sound answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path

from ontzorg.config import urls
from ontzorg.parties.models import Afdeling
from ontzorg.portals.shared.http import ActorRequest, open_page
from tests.fuzz import attack
from tests.fuzz.attack import Attacker, Request
from tests.fuzz.forms import forms_on
from tests.fuzz.hostile import MARKUP, encode
from tests.harness.world import AFDELING_A1, WERKGEVER_A, mandate_columns


@open_page
def breaks(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(int(request.POST["number"])))


@open_page
def echoes(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>{request.POST['name']}</p>")


@open_page
def saves_half(request: HttpRequest) -> HttpResponse:
    Afdeling.objects.create(name="Half", werkgever_id=WERKGEVER_A, **mandate_columns(WERKGEVER_A))
    return HttpResponse("Refused", status=422)


@open_page
def changes_half(request: ActorRequest) -> HttpResponse:
    Afdeling.objects.filter(pk=AFDELING_A1).update(name="Anders")
    return HttpResponse("Refused", status=422)


@open_page
def counts_half(request: HttpRequest) -> HttpResponse:
    cache.set("planted", "counted")
    return HttpResponse("Refused", status=422)


@open_page
def talks(request: HttpRequest) -> HttpResponse:
    return HttpResponse('Traceback (most recent call last):\n  File "/x.py"', status=400)


@open_page
def ponders(request: HttpRequest) -> HttpResponse:
    until = time.thread_time() + 2 * attack.LONGEST_SECONDS
    while time.thread_time() < until:
        pass
    return HttpResponse("Done")


@open_page
def sound(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Refused", status=422)


PLANTED = {
    breaks: "status 500",
    echoes: "unescaped echo",
    saves_half: "half saved in public.parties_afdeling",
    changes_half: "half saved in public.parties_afdeling",
    counts_half: "half saved in public.access_sharedvalue",
    talks: "shows Traceback",
    ponders: "took",
}
BODY = encode([("number", "x"), ("name", MARKUP)])


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pages = [path(f"planted/{view.__name__}/", view) for view in (*PLANTED, sound)]
    monkeypatch.setattr(attack, "LONGEST_SECONDS", 0.2)
    monkeypatch.setattr(urls, "urlpatterns", [*pages, *urls.urlpatterns])
    clear_url_caches()
    yield
    monkeypatch.undo()
    clear_url_caches()


@pytest.mark.planted("T07")
@pytest.mark.parametrize("view", PLANTED, ids=lambda view: view.__name__)
def test_a_planted_fault_is_found(
    attacker: Attacker, planted: None, view: Callable[..., HttpResponse]
) -> None:
    found = attacker.faults_of(_attack(view))
    assert PLANTED[view] in found[0], found


def test_a_sound_page_is_no_fault(attacker: Attacker, planted: None) -> None:
    assert attacker.faults_of(_attack(sound)) == []


def test_who_is_counted_at_the_door_leaves_no_fault_elsewhere(
    attacker: Attacker, planted: None
) -> None:
    guess = encode([("login", "niemand@voorbeeld.example"), ("password", "geraden")])
    before = attacker.base[attack.COUNTERS]
    found = attacker.faults_of(Request("niemand", "POST", f"{attack.DOOR}login/", guess))
    assert found + attacker.faults_of(_attack(sound)) == []
    assert attacker.base[attack.COUNTERS] != before


def test_a_form_is_read_as_a_browser_reads_it() -> None:
    page = (
        '<form method="post"><input name="a" value="1"><input type="radio" name="b" value="x">'
        '<input type="radio" name="b" value="y"><select name="c"><option value="">'
        '<option value="z"></select><textarea name="d"></textarea>'
        '<button name="step" value="2">Go</button></form>'
        '<form method="dialog"></form><a href="/list/?page=2">Next</a>'
    )
    form, link = forms_on(page, who="x", url="/here/")
    wanted = (("a", "1"), ("b", "x"), ("c", "z"), ("d", "Proef"), ("step", "2"))
    assert (form.method, form.url, form.answers) == ("POST", "/here/", wanted)
    assert (link.method, link.url, link.answers) == ("GET", "/list/", (("page", "2"),))


def _attack(view: Callable[..., HttpResponse]) -> Request:
    return Request("werkgever_beheerder", "POST", f"/planted/{view.__name__}/", BODY)
