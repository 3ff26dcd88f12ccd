"""Beheer makes and changes organisations of every kind, their words for roles and their look."""

from __future__ import annotations

import struct
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.harness import world
from tests.harness.web import fill_in, sign_in, text_of
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.contrast import ENOUGH, contrast, nearest_readable, readable_contrast
from ontzorg.access.errors import NotAllowedError
from ontzorg.access.models import Brand, Organisation
from ontzorg.access.organisations import MOST_LOGO_BYTES, PNG, change_role_names, set_brand
from ontzorg.access.roles import Role
from ontzorg.portals.shared.brand import style_of

pytestmark = pytest.mark.django_db
BEHEER = actor("beheerder")
GREEN = "#0a5c3d"


def png(width: int, height: int) -> bytes:
    """Return the start of a PNG of this size: all that is looked at."""
    return PNG + struct.pack(">I4sII", 13, b"IHDR", width, height)


@pytest.fixture
def beheerder(client: Client) -> Client:
    """Return a browser in which beheer is signed in."""
    return sign_in(client, "beheerder")


@pytest.mark.parametrize(
    ("kind", "word"), [("provider", "Provider"), ("ziektewet", "Uitvoerder Ziektewet")]
)
def test_every_kind_can_be_made_changed_and_found(beheerder: Client, kind: str, word: str) -> None:
    sent = {"kind": kind, "name": "Praktijk De Brug", "form_key": str(uuid4())}
    assert beheerder.post(reverse("beheer:organisation-new"), sent).status_code == 302
    with acting_as(BEHEER):
        made = Organisation.objects.get(name="Praktijk De Brug")
    url = reverse("beheer:organisation-edit", args=[made.pk])
    assert (
        fill_in(beheerder, url, name="Praktijk De Nieuwe Brug", kvk_number="12345678").status_code
        == 302
    )
    listed = text_of(beheerder.get(reverse("beheer:organisations"), {"soort": kind, "q": "nieuwe"}))
    assert "Praktijk De Nieuwe Brug" in listed
    assert word in listed
    assert "12345678" in listed
    roles = text_of(beheerder.get(reverse("beheer:role-names", args=[made.pk])))
    assert "kan nog niemand een rol krijgen" in roles


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"name": " ", "kvk_number": ""}, "Vul hier iets in."),
        ({"name": "Naam", "kvk_number": "1234"}, "acht cijfers"),
        ({"name": "Naam", "kvk_number": "123456789"}, "acht cijfers"),
        ({"name": "Naam", "variant": "bestaat-niet"}, "Kies een van deze huisnormen."),
    ],
)
def test_a_wrong_answer_is_refused(beheerder: Client, answers: dict[str, str], words: str) -> None:
    url = reverse("beheer:organisation-edit", args=[world.ARBODIENST_A])
    page = fill_in(beheerder, url, **answers)
    assert page.status_code == 422
    assert words in text_of(page)


def test_an_own_word_for_a_role_is_used_everywhere(beheerder: Client) -> None:
    url = reverse("beheer:role-names", args=[world.ARBODIENST_A])
    page = beheerder.post(url, {"verzuimbegeleider": "  Vitaliteits  coach "}, follow=True)
    assert "De namen zijn bewaard" in text_of(page)
    listed = text_of(beheerder.get(reverse("beheer:accounts"), {"q": "verzuimbegeleider"}))
    assert "Vitaliteits coach bij Arbodienst Noord" in listed
    planner = sign_in(Client(), "planner")
    assert "Vitaliteits coach" in text_of(planner.get("/planning/"))


def test_an_empty_or_usual_word_is_not_kept(beheerder: Client) -> None:
    url = reverse("beheer:role-names", args=[world.ARBODIENST_A])
    beheerder.post(url, {"bedrijfsarts": "Bedrijfsarts", "planner": ""})
    with acting_as(BEHEER):
        assert Organisation.objects.get(pk=world.ARBODIENST_A).role_names == {}


def test_a_word_that_is_too_long_is_refused(beheerder: Client) -> None:
    url = reverse("beheer:role-names", args=[world.ARBODIENST_A])
    page = beheerder.post(url, {"bedrijfsarts": "x" * 41})
    assert page.status_code == 422
    assert "niet meer dan 40 tekens" in text_of(page)


def test_a_brand_shows_on_the_pages_of_who_wears_it(beheerder: Client) -> None:
    url = reverse("beheer:brand", args=[world.ARBODIENST_A])
    logo = SimpleUploadedFile("logo.png", png(200, 84), "image/png")
    page = beheerder.post(url, {"name": "Noorderlicht", "colour": GREEN.upper(), "logo": logo})
    assert page.status_code == 302
    for key in ("bedrijfsarts", "werkgever_beheerder", "medewerker"):
        shown = text_of(sign_in(Client(), key).get("/", follow=True))
        assert "· Noorderlicht</title>" in shown, key
        assert "/stijl.css?v=1" in shown, key
        assert "/logo.png?v=1" in shown, key
    for key in ("bedrijfsarts_b", "werkgever_beheerder_b", "ontzorgmanager"):
        assert "Noorderlicht" not in text_of(sign_in(Client(), key).get("/wie-ziet-wat/")), key


def test_style_and_logo_are_given_as_they_are_and_may_be_kept(beheerder: Client) -> None:
    url = reverse("beheer:brand", args=[world.ARBODIENST_A])
    logo = SimpleUploadedFile("logo.png", png(200, 84), "image/png")
    beheerder.post(url, {"name": "", "colour": GREEN, "logo": logo})
    with acting_as(BEHEER):
        public_id = Organisation.objects.get(pk=world.ARBODIENST_A).public_id
    style = beheerder.get(reverse("brand-style", args=[public_id]))
    picture = beheerder.get(reverse("brand-logo", args=[public_id]))
    assert f"--brand:{GREEN}" in text_of(style)
    assert (style["Content-Type"], picture["Content-Type"]) == (
        "text/css; charset=utf-8",
        "image/png",
    )
    assert picture.content == png(200, 84)
    assert "immutable" in style["Cache-Control"]


def test_the_logo_stays_until_it_is_taken_away(beheerder: Client) -> None:
    url = reverse("beheer:brand", args=[world.ARBODIENST_A])
    logo = SimpleUploadedFile("logo.png", png(200, 84), "image/png")
    beheerder.post(url, {"colour": GREEN, "logo": logo})
    beheerder.post(url, {"colour": ""})
    with acting_as(BEHEER):
        assert Brand.objects.get().logo is not None
    beheerder.post(url, {"colour": "", "without_logo": "on"})
    with acting_as(BEHEER):
        assert Brand.objects.get().logo is None


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("groen", "# met zes tekens"),
        ("#12345g", "# met zes tekens"),
        ("#ffcc00", "te licht om in te lezen"),
        ("#ffffff", "te licht om in te lezen"),
    ],
)
def test_a_colour_that_cannot_be_used_is_refused(
    beheerder: Client, colour: str, words: str
) -> None:
    page = beheerder.post(reverse("beheer:brand", args=[world.ARBODIENST_A]), {"colour": colour})
    assert page.status_code == 422
    assert words in text_of(page)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg onload=alert(1)>", "PNG-bestand"),
        (png(4000, 84), "beeldpunten"),
        (png(4, 4), "Dit is 4 bij 4."),
        (PNG + b"0" * MOST_LOGO_BYTES, "groter dan 200 kB"),
        (b"", "Dit bestand is leeg"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused(
    beheerder: Client, content: bytes, words: str
) -> None:
    url = reverse("beheer:brand", args=[world.ARBODIENST_A])
    page = beheerder.post(url, {"logo": SimpleUploadedFile("logo.png", content, "image/png")})
    assert page.status_code == 422
    assert words in text_of(page)


@pytest.mark.parametrize("key", ["werkgever_beheerder", "auditor", "bedrijfsarts"])
def test_nobody_else_names_roles_or_sets_a_look(key: str) -> None:
    who = actor(key)
    with acting_as(who), pytest.raises(NotAllowedError):
        change_role_names(
            actor=who, organisation_id=world.ARBODIENST_A, words={Role.PLANNER: "Baas"}
        )
    with acting_as(who), pytest.raises(NotAllowedError):
        set_brand(actor=who, organisation_id=world.ARBODIENST_A, name="", colour=GREEN, logo=None)


@pytest.mark.parametrize("colour", ["#ffcc00", "#ff0000", "#00ffff", "#777777", "#ffffff"])
def test_the_colour_that_is_offered_instead_can_be_read(colour: str) -> None:
    assert readable_contrast(colour) < ENOUGH
    assert readable_contrast(nearest_readable(colour)) >= ENOUGH


@pytest.mark.parametrize("colour", [GREEN, "#8a3b12", "#000000", "#3b1f8f", "#7a0019"])
def test_a_readable_colour_is_readable_on_the_dark_theme_too(colour: str) -> None:
    dark = style_of(colour).split("[data-theme=dark]{")[1].split("}")[0]
    shades = dict(part.split(":") for part in dark.split(";"))
    assert contrast(shades["--brand"], "#172123") >= ENOUGH
    assert contrast(shades["--brand"], shades["--brand-tint"]) >= ENOUGH
    assert contrast(shades["--on-brand"], shades["--brand"]) >= ENOUGH


def test_contrast_is_as_the_standard_says() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
