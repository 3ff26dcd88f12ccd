"""A ziekmelding asks what the law allows, in as few questions as can be, and is saved once."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.harness.web import sign_in, text_of
from tests.harness.world import WERKNEMERS_B, actor, dienstverband_of

from ontzorg.access.context import acting_as
from ontzorg.portals.werkgever import people
from ontzorg.portals.werkgever.sick_answers import round_percentage
from ontzorg.portals.werkgever.sick_forms import FirstQuestions, FollowUp
from ontzorg.portals.werkgever.tests.answers import (
    KARIM,
    MIEKE,
    URL,
    all_steps,
    first_step,
    today,
    written,
    yesterday,
)
from ontzorg.verzuim.models import Melding

pytestmark = pytest.mark.django_db

# process.md 2.14: moment of reporting, telephone and address, expected duration, appointments
# and work to hand over, vangnet, work accident, traffic accident. The rest says who and since when.
ALLOWED = {
    "dienstverband": "wie",
    "eerste_ziektedag": "sinds wanneer",
    "expected": "vermoedelijke duur",
    "reported_on": "datum van melden",
    "reported_time": "tijd van melden",
    "is_full": "volledig of gedeeltelijk",
    "hours": "uren die nog worden gewerkt",
    "contract_hours": "uren van het contract",
    "is_home": "vraag voor het verpleegadres",
    "telefoon": "telefoonnummer",
    "verpleegadres": "(verpleeg)adres",
    "has_handover": "vraag voor het werk dat overgaat",
    "lopende_afspraken": "lopende afspraken en werkzaamheden",
    "had_accident": "vraag voor beide ongevallen",
    "arbeidsongeval": "arbeidsongeval ja of nee",
    "verkeersongeval_derde": "verkeersongeval met aansprakelijke derde ja of nee",
    "vangnet": "vangnet ja of nee",
}


FORBIDDEN = ("reden", "reason", "oorzaak", "cause", "klacht", "diagnos", "aard_")
CARRIED = {"csrfmiddlewaretoken", "form_key", "step"}


@pytest.fixture
def employer(client: Client) -> Client:
    return sign_in(client, "werkgever_beheerder")


def inputs(page: str) -> set[str]:
    """Return the names of the inputs inside the page."""
    inside = page[page.index("<main") : page.index("</main>")]
    return set(re.findall(r'name="([^"]+)"', inside)) - CARRIED


def meldingen() -> list[Melding]:
    with acting_as(actor("werkgever_beheerder")):
        return list(Melding.objects.select_related("intake").order_by("pk"))


def test_the_form_holds_exactly_what_the_law_allows() -> None:
    asked = {*FirstQuestions.base_fields, *FollowUp.base_fields}
    assert asked == set(ALLOWED)


def test_no_question_is_about_a_reason(employer: Client) -> None:
    page = text_of(employer.post(URL, first_step()))
    names = inputs(page)
    assert not {name for name in names if any(word in name for word in FORBIDDEN)}
    assert names <= set(ALLOWED)


def test_three_questions_come_first(employer: Client) -> None:
    asked = inputs(text_of(employer.get(URL)))
    assert asked == {"dienstverband", "eerste_ziektedag", "expected"}


def test_who_fell_sick_today_is_not_asked_when_it_was_reported(employer: Client) -> None:
    page = text_of(employer.post(URL, first_step()))
    assert 'name="reported_on"' not in page
    earlier = first_step(eerste_ziektedag=written(yesterday()))
    assert 'name="reported_on"' in text_of(employer.post(URL, earlier))


def test_a_ziekmelding_is_saved_with_its_answers(employer: Client) -> None:
    answers = all_steps(
        is_full="nee",
        hours="18",
        is_home="nee",
        verpleegadres="Dorpsstraat 1, Ons Dorp",
        telefoon="06 12345678",
        has_handover="ja",
        lopende_afspraken="Dinsdag de bestelling van de school.",
        had_accident="ja",
        arbeidsongeval="nee",
        verkeersongeval_derde="ja",
        vangnet="weet_niet",
    )
    response = employer.post(URL, answers, follow=True)
    assert response.status_code == 200
    melding = meldingen()[0]
    assert (melding.soort, melding.day, melding.percentage) == ("ziekmelding", today(), 50)
    assert melding.verwacht_hersteld_op == today() + timedelta(days=7)
    assert (melding.vangnet, melding.verkeersongeval_derde) == (None, True)
    intake = melding.intake
    assert intake.verpleegadres == "Dorpsstraat 1, Ons Dorp"
    assert intake.lopende_afspraken == "Dinsdag de bestelling van de school."
    assert (intake.arbeidsongeval, intake.telefoon) == (False, "06 12345678")


def test_the_last_page_says_what_follows_and_who_knows(employer: Client) -> None:
    page = text_of(employer.post(URL, all_steps(), follow=True))
    assert "Karim Zonneveld is ziek gemeld" in page
    assert "Maak samen het plan van aanpak" in page
    for reader in ("Arbodienst Noord", "Re-integratie Midden", "Verzekeraar De Haven"):
        assert reader in page


def test_sending_twice_makes_one_melding(employer: Client) -> None:
    answers = all_steps()
    first, second = employer.post(URL, answers), employer.post(URL, answers)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert len(meldingen()) == 1


def test_what_no_answer_asked_for_is_not_kept(employer: Client) -> None:
    hidden = {"verpleegadres": "Elders 1", "hours": "4", "lopende_afspraken": "Veel"}
    employer.post(URL, all_steps(**hidden))
    melding = meldingen()[0]
    assert melding.percentage == 100
    assert (melding.intake.verpleegadres, melding.intake.lopende_afspraken) == ("", "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"dienstverband": ""}, "Kies wie er ziek is."),
        ({"dienstverband": "999999"}, "Deze medewerker staat niet in uw lijst."),
        ({"eerste_ziektedag": ""}, "Vul een datum in."),
        ({"eerste_ziektedag": "32-13-2025"}, "Typ de datum als dag-maand-jaar"),
        ({"eerste_ziektedag": "01-01-2099"}, "Deze dag moet nog komen."),
        ({"eerste_ziektedag": "01-01-2001"}, "Deze dag ligt meer dan drie jaar terug."),
        ({"expected": ""}, "Kies hoe lang het ongeveer duurt."),
        ({"expected": "1000"}, "Kies een van de antwoorden."),
        ({"is_full": ""}, "Kies een antwoord."),
        ({"is_full": "nee"}, "Vul het aantal uren in"),
        ({"is_full": "nee", "hours": "twaalf"}, "Vul een getal in"),
        ({"is_full": "nee", "hours": "36"}, "Vul minder dan 36 uur in"),
        ({"is_full": "nee", "hours": "-1"}, "Vul nul of meer uren in."),
        ({"is_home": "nee"}, "Vul het adres in waar de medewerker nu is."),
        ({"has_handover": "ja"}, "Schrijf op wat iemand moet overnemen"),
        ({"had_accident": "ja"}, "Kies een antwoord."),
        ({"telefoon": "0" * 21}, "Dit nummer is te lang."),
        ({"vangnet": ""}, "Kies een antwoord."),
    ],
)
def test_a_refused_answer_says_what_to_do(
    employer: Client, changes: dict[str, str], message: str
) -> None:
    response = employer.post(URL, all_steps(**changes))
    assert response.status_code == 422
    assert message in text_of(response)
    assert meldingen() == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reported_on": ""}, "Vul een datum in."),
        ({"reported_on": "01-01-2020"}, "Kies een dag vanaf de eerste ziektedag"),
        ({"reported_time": "vroeg"}, "Typ de tijd als uren en minuten"),
    ],
)
def test_a_refused_moment_says_what_to_do(
    employer: Client, changes: dict[str, str], message: str
) -> None:
    moment = {"eerste_ziektedag": written(yesterday()), "reported_on": written(today())}
    response = employer.post(URL, all_steps(**(moment | changes)))
    assert response.status_code == 422
    assert message in text_of(response)


def test_what_was_typed_stays_after_a_refusal(employer: Client) -> None:
    page = text_of(employer.post(URL, all_steps(is_full="nee", hours="elf", vangnet="")))
    assert 'value="elf"' in page
    assert f'name="eerste_ziektedag" value="{written(today())}"' in page


def test_someone_who_is_sick_already_is_not_reported_again(employer: Client) -> None:
    employer.post(URL, all_steps())
    response = employer.post(URL, all_steps())
    assert response.status_code == 422
    assert "al ziek gemeld" in text_of(response)
    assert "Mieke Overduin" in text_of(response)  # someone else can still be chosen
    assert len(meldingen()) == 1


def test_saving_reads_nobody_but_who_was_chosen(employer: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        employer.post(URL, all_steps())
    reads = [query["sql"] for query in queries if 'FROM "parties_dienstverband"' in query["sql"]]
    assert reads
    assert [sql for sql in reads if f'"parties_dienstverband"."id" = {KARIM}' not in sql] == []


def test_who_is_sick_already_is_told_at_the_first_step(employer: Client) -> None:
    employer.post(URL, all_steps())
    response = employer.post(URL, first_step())
    assert response.status_code == 422
    assert "is al ziek gemeld sinds" in text_of(response)


def test_going_back_keeps_the_first_answers(employer: Client) -> None:
    response = employer.post(URL, first_step(step="back", expected="14"))
    assert response.status_code == 200
    assert f'value="{written(today())}"' in text_of(response)


MEDICAL = {"has_handover": "ja", "lopende_afspraken": "Heeft griep, neem de oven over."}


def test_a_medical_word_gives_a_warning_first(employer: Client) -> None:
    response = employer.post(URL, all_steps(**MEDICAL))
    page = text_of(response)
    assert response.status_code == 422
    assert "“griep”" in page
    assert "AVG, artikel 9" in page
    assert "Heeft griep, neem de oven over." in page
    assert meldingen() == []


def test_after_the_warning_the_writer_decides(employer: Client) -> None:
    employer.post(URL, all_steps(**MEDICAL, read="griep"))
    assert len(meldingen()) == 1


def test_another_medical_word_warns_again(employer: Client) -> None:
    changed = MEDICAL | {"lopende_afspraken": "Heeft griep en koorts."}
    response = employer.post(URL, all_steps(**changed, read="griep"))
    assert response.status_code == 422
    assert meldingen() == []


def test_another_employers_people_cannot_be_reported(employer: Client) -> None:
    stranger = str(dienstverband_of(WERKNEMERS_B[0]))
    response = employer.post(URL, all_steps(dienstverband=stranger))
    assert "Deze medewerker staat niet in uw lijst." in text_of(response)
    assert meldingen() == []


def test_a_leidinggevende_chooses_from_the_own_department(client: Client) -> None:
    leidinggevende = sign_in(client, "leidinggevende")
    page = text_of(leidinggevende.get(URL))
    assert "Karim Zonneveld" in page
    assert "Mieke Overduin" not in page
    response = leidinggevende.post(URL, all_steps(dienstverband=str(MIEKE)))
    assert "Deze medewerker staat niet in uw lijst." in text_of(response)


def test_the_address_can_name_who_is_sick(employer: Client) -> None:
    page = text_of(employer.get(f"{URL}?dienstverband={KARIM}"))
    assert f'<option value="{KARIM}" selected>' in page


@pytest.mark.parametrize(
    ("hours", "contract", "percentage"),
    [
        (None, Decimal(36), 100),
        (Decimal(18), Decimal(36), 50),
        (Decimal(12), Decimal(36), 67),
        (Decimal(0), Decimal(36), 100),
        (Decimal("35.9"), Decimal(40), 10),
        (Decimal(8), None, 100),
    ],
)
def test_the_percentage_follows_from_the_hours(
    hours: Decimal | None, contract: Decimal | None, percentage: int
) -> None:
    assert round_percentage(hours, contract) == percentage


def test_with_many_people_searching_comes_first(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "MANY", 2)
    page = text_of(employer.get(f"{URL}?zoek=zonn"))
    assert "Zoek de medewerker" in page
    assert "Karim Zonneveld" in page
    assert "Sanne Boterbloem" not in page
    assert employer.post(URL, all_steps()).status_code == 302


def test_a_case_manager_reports_for_a_client_as_himself(client: Client) -> None:
    manager = sign_in(client, "ontzorgmanager")
    asked = text_of(manager.get(URL))
    assert "Bakkerij De Vroege Vogel B.V." in asked
    assert "Joris Klinkhamer" not in asked
    assert "namens de werkgever" in asked
    done = text_of(manager.post(URL, all_steps(), follow=True))
    assert meldingen()[0].door == "casemanager"
    for reader in ("Bakkerij De Vroege Vogel B.V.", "Arbodienst Noord", "Verzekeraar De Haven"):
        assert f"<strong>{reader}</strong>" in done


def test_an_employer_is_told_not_to_ask_why(employer: Client) -> None:
    asked = text_of(employer.get(URL))
    assert "Vraag niet wat er aan de hand is" in asked
    assert "namens de werkgever" not in asked
