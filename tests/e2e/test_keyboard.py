"""T40: everything that people do every day works with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from ontzorg.portals.shared.demo_views import demo_roles
from tests.e2e.conftest import Visit
from tests.e2e.keyboard import Keyboard, LostError
from tests.e2e.steps import FULLY_SICK, days_ago, today, typed
from tests.harness.results import Tell
from tests.harness.server import Server

Script = Callable[[Keyboard], None]
LABELS = {card.key: card.label for card in demo_roles()}
pytestmark = pytest.mark.walls


def shows(keys: Keyboard, text: str) -> None:
    expect(keys.page.get_by_text(text).first).to_be_visible()


def sees(keys: Keyboard, selector: str) -> None:
    expect(keys.page.locator(selector).first).to_be_visible()


def skips_to_the_page(keys: Keyboard) -> None:
    keys.go("Naar de inhoud")
    sees(keys, "main:focus, main :focus")


def adds_an_employee(keys: Keyboard) -> None:
    surname = f"Toetshout-{uuid4().hex[:6]}"
    keys.fill("Voorletters", "T.")
    keys.fill("Achternaam", surname)
    keys.fill("Geboortedatum", "14-03-1990")
    keys.fill("Eerste dag in dienst", "01-02-2020")
    keys.fill("Uren per week", "32")
    keys.go("Toevoegen")
    shows(keys, f"T. {surname}")


def reports_sick(keys: Keyboard) -> None:
    adds_an_employee(keys)
    keys.go("Ziek melden")
    sees(keys, "input[name=eerste_ziektedag]")
    keys.fill("Wat is de eerste ziektedag?", typed(today()))
    keys.choose(expected="7")
    keys.go("Verder")
    sees(keys, "input[name=is_full]")
    keys.choose(**FULLY_SICK, vangnet="nee")
    keys.go("Ziek melden")
    shows(keys, "is ziek gemeld")


def goes_from_the_fault_to_the_field(keys: Keyboard) -> None:
    keys.go("Toevoegen")
    sees(keys, ".form-errors:focus")
    keys.go("Voorletters")
    sees(keys, "input[name=voorletters]:focus")


def adds_a_department(keys: Keyboard) -> None:
    name = f"Afdeling {uuid4().hex[:6]}"
    keys.fill("Naam", name)
    keys.press("Enter")
    shows(keys, name)


def finds_an_employee(keys: Keyboard) -> None:
    keys.fill("Zoek", "a")
    keys.press("Enter")
    keys.page.wait_for_url("**zoek=a*")


def arranges_a_deputy(keys: Keyboard) -> None:
    keys.pick("Wie neemt uw werk over?")
    keys.fill("Eerste dag", typed(today()))
    keys.fill("Laatste dag", typed(days_ago(-5)))
    keys.go("Vervanging regelen")
    shows(keys, "loopt nu")
    keys.go("Stoppen")
    shows(keys, "De vervanging is gestopt.")


def searches_by_key(keys: Keyboard) -> None:
    keys.press("/")
    sees(keys, "#zoek:focus")
    keys.page.keyboard.type("an")
    keys.press("Enter")
    keys.page.wait_for_url("**/zoeken/**")


def reads_the_keys(keys: Keyboard) -> None:
    heading = keys.page.get_by_role("heading", name="Sneltoetsen")
    keys.press("?")
    expect(heading).to_be_visible()
    keys.press("Escape")
    expect(heading).to_be_hidden()


def narrows_the_list(keys: Keyboard) -> None:
    keys.go("Te laat")
    keys.page.wait_for_url("**wanneer=te-laat**")
    keys.go("Wis keuzes")
    expect(keys.page.get_by_role("link", name="Wis keuzes")).to_have_count(0)


def asks_why(keys: Keyboard) -> None:
    keys.go("Waarom?")
    sees(keys, "tr.task-explained .trace-answer")


def completes_a_task(keys: Keyboard) -> None:
    keys.go("Afronden")
    sees(keys, "tr.task-asking")
    keys.reach("Op welke dag is dit gedaan?")
    keys.go("Afronden")
    shows(keys, "Ongedaan maken")


def opens_a_dossier(keys: Keyboard) -> None:
    keys.go(".row-link")
    sees(keys, ".dossier-head")


def looks_back(keys: Keyboard) -> None:
    opens_a_dossier(keys)
    keys.fill("Zoals bekend op", typed(days_ago(2)))
    keys.press("Enter")
    shows(keys, "U kijkt terug.")
    keys.go("Terug naar nu")
    expect(keys.page.get_by_text("U kijkt terug.")).to_have_count(0)


def asks_why_this_date(keys: Keyboard) -> None:
    opens_a_dossier(keys)
    keys.go("Waarom deze datum?")
    sees(keys, ".trace-answer")


def changes_the_percentage(keys: Keyboard) -> None:
    opens_a_dossier(keys)
    keys.go("Percentage wijzigen")
    sees(keys, "input[name=percentage]")
    keys.fill("Vanaf welke dag", typed(today()))
    keys.fill("Hoeveel procent", "60")
    keys.go("Wijziging vastleggen")
    shows(keys, "Vastgelegd: 60%")


def opens_the_own_dossier(keys: Keyboard) -> None:
    keys.go("Bekijk je hele dossier")
    sees(keys, ".dossier-head")


def reads_who_looked(keys: Keyboard) -> None:
    keys.go("Wie keek mee")
    keys.page.wait_for_url("**/wie-keek-mee/")


def writes_a_consult(keys: Keyboard) -> None:
    opens_a_dossier(keys)
    keys.go("Medische kamer")
    keys.page.get_by_role("heading", name="Medische kamer", level=1).wait_for()
    keys.go("Consult vastleggen")
    keys.page.get_by_role("heading", name="Consult vastleggen", level=1).wait_for()
    keys.fill("Datum van het consult", typed(today()))
    keys.fill("Notitie", "Besproken wat kan.")
    keys.reach(".btn-primary")
    keys.press("Enter")
    shows(keys, "Besproken wat kan.")


def searches_the_portfolio(keys: Keyboard) -> None:
    keys.fill("Zoek op achternaam", "a")
    keys.press("Enter")
    keys.page.wait_for_url("**q=a**")


def adds_an_organisation(keys: Keyboard) -> None:
    name = f"Toetsbord {uuid4().hex[:6]} B.V."
    keys.pick("Soort")
    keys.fill("Naam", name)
    keys.reach(".btn-primary")
    keys.press("Enter")
    shows(keys, name)


def searches_the_log(keys: Keyboard) -> None:
    keys.fill("Bij werkgever", "a")
    keys.go("Zoeken")
    keys.page.wait_for_url("**werkgever=a**")


def gives_a_task(keys: Keyboard) -> None:
    keys.reach(".task input[type=checkbox]")
    keys.press("Space")
    keys.page.locator("tr.task input[type=checkbox]:checked").first.wait_for()
    keys.pick("Geef de gekozen taken aan")
    keys.go("Toewijzen")
    shows(keys, "is nu van")


# Who, where he starts, and what he does.
SCRIPTS: tuple[tuple[str, str, Script], ...] = (
    ("werkgever", "/werkgever/", skips_to_the_page),
    ("medewerker", "/mijn/", skips_to_the_page),
    ("werkgever", "/werkgever/medewerkers/nieuw/", reports_sick),
    ("werkgever", "/werkgever/medewerkers/nieuw/", adds_an_employee),
    ("werkgever", "/werkgever/medewerkers/nieuw/", goes_from_the_fault_to_the_field),
    ("werkgever", "/werkgever/medewerkers/afdelingen/nieuw/", adds_a_department),
    ("werkgever", "/werkgever/medewerkers/", finds_an_employee),
    ("ontzorgmanager", "/vervanging/", arranges_a_deputy),
    ("ontzorgmanager", "/mijn-werk/", searches_by_key),
    ("ontzorgmanager", "/mijn-werk/", reads_the_keys),
    ("ontzorgmanager", "/mijn-werk/", narrows_the_list),
    ("ontzorgmanager", "/mijn-werk/", asks_why),
    ("ontzorgmanager", "/mijn-werk/", completes_a_task),
    ("ontzorgmanager", "/dossiers/?stand=ziek", opens_a_dossier),
    ("ontzorgmanager", "/dossiers/?stand=ziek&volgorde=oudste-eerst", looks_back),
    ("ontzorgmanager", "/dossiers/?stand=ziek", asks_why_this_date),
    ("ontzorgmanager", "/dossiers/?stand=ziek", changes_the_percentage),
    ("medewerker", "/mijn/", opens_the_own_dossier),
    ("medewerker", "/mijn/", reads_who_looked),
    ("bedrijfsarts", "/dossiers/", writes_a_consult),
    ("claims", "/verzekeraar/verzuim/", searches_the_portfolio),
    ("beheerder", "/beheer/organisaties/nieuw/", adds_an_organisation),
    ("auditor", "/beheer/logboek/", searches_the_log),
    ("planner", "/planning/", gives_a_task),
)


@pytest.mark.parametrize(
    ("role", "start", "script"), SCRIPTS, ids=[f"{who} {do.__name__}" for who, _, do in SCRIPTS]
)
def test_it_works_with_the_keyboard(
    role: str, start: str, script: Script, visit: Visit, tell: Tell
) -> None:
    page = visit(role)
    page.goto(start)
    script(Keyboard(page))
    tell("T40", tried=1, unit="toetsenbordscripts")


@pytest.mark.parametrize("role", LABELS)
def test_everyone_signs_in_and_out_with_the_keyboard(role: str, visit: Visit, tell: Tell) -> None:
    keys = Keyboard(visit())
    keys.page.goto("/")
    keys.go(LABELS[role])
    sees(keys, ".user-menu-button")
    keys.go(".user-menu-button")
    keys.go("Uitloggen")
    expect(keys.page.locator(".user-menu-button")).to_have_count(0)
    tell("T40", tried=1, unit="toetsenbordscripts")


PAGE = "<!doctype html><title>Proef</title><main><h1>Proef</h1><a href='/'>Eerst</a>{}</main>"
TRAPS = {
    "a button that is none": "<div onclick='1'>Doel</div>",
    "a link out of reach": "<a href='/' tabindex='-1'>Doel</a>",
    "a focus that nobody sees": "<style>*:focus{outline:none}</style><a href='/'>Doel</a>",
    "a trap": "<input onkeydown='event.preventDefault()'><a href='/'>Doel</a>",
}


@pytest.mark.planted("T40")
@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_for_the_keyboard_is_found(trap: str, visit: Visit, server: Server) -> None:
    page = visit()
    body = PAGE.replace("{}", TRAPS[trap])
    page.route("**/val/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{server.url}/val/")
    with pytest.raises(LostError):
        Keyboard(page).reach("Doel")
