"""Corrections change exactly what is different, in balance; a year adds up to its payslips."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.reken.strook import SUBJECT
from ontzorg.rules.tests.scenario import load_scenarios, scenario_name
from ontzorg.rules.tests.test_strook import FOUR_WEEKS, vragen
from ontzorg.rules.wet.journaal import Boeking, Rekening, journaal_balance, journaal_difference
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tijdvak
from ontzorg.rules.wet.strook import compute_strook
from ontzorg.rules.wet.strook_jaar import (
    Betaling,
    Kortingstand,
    Loonstaat,
    compute_jaaropgaaf,
    compute_verzamelloonstaat,
)
from ontzorg.rules.wet.strook_reeks import compute_correcties, compute_strookreeks
from ontzorg.rules.wet.strook_vraag import StrookVraag

changes = st.fixed_dictionaries(
    {
        "uitkeringsdagen": st.integers(0, 20),
        "dagloon": st.decimals(0, 400, places=2),
        "loonheffingskorting": st.booleans(),
    }
)
series = st.lists(changes, min_size=1, max_size=5)


def vraag_of(raw: dict[str, Any]) -> StrookVraag:
    faults: list[str] = []
    values = SUBJECT.input.read(raw, "", lambda path, text: faults.append(f"{path} {text}"))
    assert values is not None
    assert faults == []
    groep = GeboortejaarGroep(values.pop("geboortejaar_groep"))
    return StrookVraag(**{**values, "tijdvak": Tijdvak(values["tijdvak"]), "groep": groep})


def signed(journaal: tuple[Boeking, ...]) -> dict[str, str]:
    return {boeking.rekening.value: str(boeking.debet - boeking.credit) for boeking in journaal}


def year_of(rows: list[dict[str, Any]]) -> list[StrookVraag]:
    return [replace(FOUR_WEEKS, **row) for row in rows]


@pytest.mark.parametrize("row", load_scenarios("journaal"), ids=scenario_name)
def test_scenario(row: dict[str, Any]) -> None:
    old, new = ([vraag_of(raw) for raw in row[key]] for key in ("oud", "nieuw"))
    outcome = compute_correcties(old, new)
    found = [(correctie.volgnummer, signed(correctie.journaal)) for correctie in outcome.value]
    assert found == [(raw["volgnummer"], raw["journaal"]) for raw in row["correcties"]]
    assert [step.result for step in outcome.steps] == [str(c.netto) for c in outcome.value]


@given(series, st.data())
def test_old_and_correction_together_are_new(rows: list[dict[str, Any]], data: Any) -> None:
    other = data.draw(st.lists(changes, min_size=len(rows), max_size=len(rows)))
    old, new = year_of(rows), year_of(other)
    correcties = compute_correcties(old, new).value
    totals = [
        sum(outcome.value.netto for outcome in compute_strookreeks(vragen, trace=False))
        for vragen in (old, new)
    ]
    assert totals[0] + sum(correctie.netto for correctie in correcties) == totals[1]
    for correctie in correcties:
        assert journaal_balance(correctie.journaal) == 0
        assert correctie.netto + correctie.inhouding == correctie.bruto


@given(vragen)
def test_a_journal_less_itself_is_empty(vraag: StrookVraag) -> None:
    journaal = compute_strook(vraag, trace=False).value.journaal
    assert journaal_difference(journaal, journaal) == ()
    assert journaal_difference(journaal, ()) == journaal
    assert all((boeking.debet == 0) != (boeking.credit == 0) for boeking in journaal)


def test_an_entry_out_of_balance_is_seen() -> None:
    journaal = compute_strook(FOUR_WEEKS, trace=False).value.journaal
    planted = (*journaal, Boeking(Rekening.NETTO, Decimal("0.00"), Decimal("0.01")))
    assert journaal_balance(journaal) == 0
    assert journaal_balance(planted) == Decimal("-0.01")


def test_the_worked_example_books_on_these_accounts() -> None:
    assert signed(compute_strook(FOUR_WEEKS, trace=False).value.journaal) == {
        "ziektewetuitkering": "1400.00",
        "werkgeverslasten": "251.02",
        "af_te_dragen_loonheffing": "-260.77",
        "af_te_dragen_premies_werknemersverzekeringen": "-165.62",
        "af_te_dragen_zvw": "-85.40",
        "te_betalen_netto": "-1139.23",
    }


def test_a_series_has_one_year_and_one_kind_of_tijdvak() -> None:
    with pytest.raises(ValueError, match="one year"):
        compute_strookreeks([FOUR_WEEKS, replace(FOUR_WEEKS, jaar=2025)])
    with pytest.raises(ValueError, match="same tijdvakken"):
        compute_correcties([FOUR_WEEKS], [FOUR_WEEKS, FOUR_WEEKS])


def betalingen(rows: list[dict[str, Any]]) -> list[Betaling]:
    vragen = year_of(rows)
    slips = compute_strookreeks(vragen, trace=False)
    return [Betaling(vraag, slip.value) for vraag, slip in zip(vragen, slips, strict=True)]


@given(series)
def test_the_annual_statement_adds_up_to_its_payslips(rows: list[dict[str, Any]]) -> None:
    payments = betalingen(rows)
    opgaaf = compute_jaaropgaaf(payments).value
    staat = compute_verzamelloonstaat({"a": payments, "b": payments}).value
    netto = sum(payment.strook.netto for payment in payments)
    assert opgaaf.loon == opgaaf.loonheffing + netto
    assert staat.totaal.kolom_14 == 2 * opgaaf.loon
    assert staat.totaal.kolom_15 == 2 * opgaaf.loonheffing
    assert staat.totaal.kolom_14 - staat.totaal.kolom_15 == staat.totaal.kolom_17
    assert staat.totaal == staat.werknemers["a"] + staat.werknemers["b"]


def test_the_annual_statement_of_two_payslips() -> None:
    later = {"peildatum": date(2026, 2, 23), "loonheffingskorting": False}
    opgaaf = compute_jaaropgaaf(betalingen([{}, later])).value
    assert (opgaaf.loon, opgaaf.loonheffing) == (Decimal("2800.00"), Decimal("761.15"))
    assert opgaaf.werkgeversheffing_zvw == Decimal("170.80")
    assert opgaaf.arbeidskorting == 0
    assert opgaaf.loonheffingskorting == (
        Kortingstand(date(2026, 1, 26), toegepast=True),
        Kortingstand(date(2026, 2, 23), toegepast=False),
    )


def test_from_the_aow_age_pay_is_no_wage_for_the_employee_insurances() -> None:
    groep = GeboortejaarGroep.AOW_1946_OF_LATER
    staat = compute_verzamelloonstaat({"a": betalingen([{"groep": groep}])}).value.totaal
    assert (staat.kolom_3, staat.kolom_8, staat.kolom_12) == (
        *(Decimal("1400.00"), Decimal("0.00"), Decimal("1400.00")),
    )


def test_a_year_says_how_it_was_added() -> None:
    payments = betalingen([{}, {}])
    (opgaaf,) = compute_jaaropgaaf(payments).steps
    (staat,) = compute_verzamelloonstaat({"a": payments}).steps
    assert (opgaaf.inputs["stroken"], opgaaf.result) == ("2", "2800.00")
    assert (staat.inputs["werknemers"], staat.result) == ("1", "2800.00")
    assert "niet nagetrokken" in staat.text


def test_every_column_of_the_wage_statement_is_added() -> None:
    names = [field.name for field in fields(Loonstaat)]
    one = Loonstaat(**{name: Decimal(number) for number, name in enumerate(names, 1)})
    assert [getattr(one + one, name) for name in names] == [2 * n for n in range(1, 12)]


def test_a_statement_of_two_years_is_refused() -> None:
    (payment,) = betalingen([{}])
    other = Betaling(replace(payment.vraag, jaar=2025), payment.strook)
    with pytest.raises(ValueError, match="2025, 2026"):
        compute_jaaropgaaf([payment, other])
    with pytest.raises(ValueError, match="none"):
        compute_jaaropgaaf([])
