"""Hours, department, function and wage are known for every day, also for the days before a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.models import Dienstverband, Loon, Werknemer
from ontzorg.parties.selectors import lonen_visible_to, work_on
from ontzorg.parties.services import follow_terms
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.parties.staff_import.tests.steps import (
    bring_in,
    codes,
    confirm,
    fresh,
    read,
    rows,
    undo,
)
from ontzorg.parties.staff_import.tests.stored import snapshot

pytestmark = [pytest.mark.login("jobs"), pytest.mark.django_db]
PAID = GOOD | {"Brutoloon": "€ 2.850,00", "Loon per": "maand"}
LONG_AGO, TOMORROW = date(2021, 1, 1), date(2026, 11, 23)


@pytest.fixture(autouse=True)
def pia() -> None:
    bring_in(csv_of(PAID))


def work() -> Dienstverband:
    with acting_as(SYSTEM):
        return Dienstverband.objects.get(werknemer__achternaam="Waterlander")


def hours_on(day: date) -> Decimal | None:
    with acting_as(SYSTEM):
        return work_on(work(), day).uren_per_week


def wages() -> list[tuple[date, Decimal, str]]:
    with acting_as(SYSTEM):
        found = lonen_visible_to(SYSTEM).filter(dienstverband=work())
        return [(one.vanaf, one.bedrag, one.per) for one in found]


def changed(**values: str) -> bytes:
    names = {"hours": "Uren per week", "valid": "Wijziging geldt vanaf", "wage": "Brutoloon"}
    names |= {"where": "Afdeling", "what": "Functie"}
    return csv_of(PAID | {"Wijziging geldt vanaf": ""} | {names[k]: v for k, v in values.items()})


def test_what_never_changed_was_always_so() -> None:
    assert hours_on(LONG_AGO) == Decimal(32)
    assert wages() == [(date(2020, 2, 1), Decimal("2850.00"), "maand")]


def test_a_change_without_a_day_counts_from_today_and_keeps_what_was() -> None:
    made = read(changed(hours="24"))
    assert rows(made)[2].valid_from == world.TODAY
    confirm(made)
    assert (hours_on(LONG_AGO), hours_on(world.TODAY)) == (Decimal(32), Decimal(24))
    assert work().uren_per_week == Decimal(24)


def test_a_change_in_the_past_counts_from_its_day() -> None:
    bring_in(changed(hours="24", valid="01-06-2026"))
    assert hours_on(date(2026, 5, 31)) == Decimal(32)
    assert hours_on(date(2026, 6, 1)) == Decimal(24)
    assert work().uren_per_week == Decimal(24)


def test_a_change_to_come_waits_for_its_day() -> None:
    bring_in(changed(hours="24", where="Winkel", valid="01-01-2027"))
    assert work().uren_per_week == Decimal(32)
    assert hours_on(date(2027, 1, 1)) == Decimal(24)
    with acting_as(SYSTEM):
        assert follow_terms(actor=SYSTEM, today=world.TODAY) == []
        assert follow_terms(actor=SYSTEM, today=date(2027, 1, 2)) == [work().pk]
    assert (work().uren_per_week, work().afdeling_id) == (Decimal(24), world.AFDELING_A2)
    with acting_as(SYSTEM):
        assert follow_terms(actor=SYSTEM, today=date(2027, 1, 2)) == []


def test_a_worker_that_was_down_for_months_misses_no_change() -> None:
    bring_in(changed(hours="24", where="Winkel", valid="01-01-2027"))
    with acting_as(SYSTEM):
        assert follow_terms(actor=SYSTEM, today=date(2027, 9, 1)) == [work().pk]
        assert follow_terms(actor=SYSTEM, today=date(2027, 9, 1)) == []
    assert (work().uren_per_week, work().afdeling_id) == (Decimal(24), world.AFDELING_A2)


def test_a_change_holds_until_the_next_that_is_known() -> None:
    bring_in(changed(hours="24", valid="01-06-2026"))
    bring_in(changed(hours="16", valid="01-03-2026"))
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 1))
    assert [hours_on(day) for day in days] == [Decimal(32), Decimal(16), Decimal(24)]
    assert work().uren_per_week == Decimal(24)


def test_the_same_file_again_changes_nothing() -> None:
    content = changed(hours="24", wage="3000", valid="01-06-2026")
    bring_in(content)
    assert read(content).counts == fresh(read(content)).counts
    assert read(content).counts["same"] == 1


def test_a_wage_gets_a_day_of_its_own() -> None:
    made = read(changed(wage="3.000", valid="01-07-2026"))
    row = rows(made)[2]
    assert (row.work_before or {})["loon"] == "2850.00"
    assert (row.work_after or {})["loon"] == "3000.00"
    confirm(made)
    assert wages()[1] == (date(2026, 7, 1), Decimal("3000.00"), "maand")
    assert hours_on(date(2026, 7, 1)) == Decimal(32)


def test_who_has_never_been_paid_through_us_gets_a_wage_from_the_day_in_the_file() -> None:
    with acting_as(SYSTEM):
        Loon.objects.all().delete()
    bring_in(changed(wage="3.000", valid="01-07-2026"))
    assert wages() == [(date(2026, 7, 1), Decimal("3000.00"), "maand")]


@pytest.mark.parametrize("day", ["01-06-2026", "", "01-01-2027"])
def test_undo_brings_the_history_back_too(day: str) -> None:
    bring_in(changed(hours="20", what="Chef", wage="2900", valid="01-02-2026"))
    before = snapshot()
    made = bring_in(changed(hours="24", where="Magazijn", wage="3000", valid=day))
    assert snapshot() != before
    assert undo(made).state == "undone"
    assert snapshot() == before


@pytest.mark.parametrize(
    ("day", "code"),
    [("31-01-2020", "valid.before_start"), ("01-01-2028", "valid.far"), ("morgen", "date")],
)
def test_a_day_that_cannot_be_is_told(day: str, code: str) -> None:
    assert codes(read(changed(hours="24", valid=day))) == {2: [code]}


def test_new_terms_are_kept_and_shown() -> None:
    given = {
        "Normuren per week": "40",
        "Wachtdagen": "0",
        "Loondoorbetaling jaar 1": "100%",
        "Loondoorbetaling jaar 2": "70",
        "Soort dienstverband": "Oproepkracht",
        "Leidinggevende": "Zonneveld",
        "E-mailadres leidinggevende": "karim@voorbeeld.example",
        "Bronsysteem": "Loonpakket",
    }
    bring_in(csv_of(PAID | given))
    found = work()
    assert (found.norm_uren, found.wachtdagen) == (Decimal(40), 0)
    assert (found.loondoorbetaling_jaar_1, found.loondoorbetaling_jaar_2) == (100, 70)
    assert (found.arbeidsverhouding, found.leidinggevende) == ("oproep", "Zonneveld")
    assert (found.leidinggevende_email, found.bronsysteem) == (
        "karim@voorbeeld.example",
        "Loonpakket",
    )
    with acting_as(SYSTEM):
        assert Werknemer.objects.filter(achternaam="Waterlander").count() == 1
    assert read(csv_of(PAID | given)).counts["same"] == 1


@pytest.mark.parametrize(
    ("who", "number"),
    [
        ("werkgever_beheerder", 1),
        ("werkgever_beheerder_b", 0),
        ("leidinggevende", 0),
        ("medewerker", 0),
        ("bedrijfsarts", 0),
        ("ontzorgmanager", 0),
        ("verzekeraar_claims", 0),
    ],
)
def test_a_wage_is_for_who_keeps_the_staff_and_the_person_himself(who: str, number: int) -> None:
    with acting_as(SYSTEM):
        assert lonen_visible_to(world.actor(who)).count() == number


def test_the_name_of_the_column_may_say_what_the_wage_is_for() -> None:
    made = read(csv_of(GOOD | {"Bruto maandsalaris": "2.850,00"}))
    assert made.counts["same"] == 1
    bring_in(csv_of(GOOD | {"Bruto jaarsalaris": "36.000,00", "Wijziging geldt vanaf": ""}))
    assert wages()[-1] == (world.TODAY, Decimal("36000.00"), "jaar")
