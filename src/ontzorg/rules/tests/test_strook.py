"""The payslip of a benefit: gross is tax plus net, and every step can be checked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import NoValueError, load_parameter
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.strook import SUBJECT
from ontzorg.rules.reken.subject import answer
from ontzorg.rules.tests.published import load_published
from ontzorg.rules.tests.scenario import load_scenarios, scenario_name
from ontzorg.rules.tests.trace_check import check_trace
from ontzorg.rules.wet import strook_uitkering
from ontzorg.rules.wet.geld_afronding import round_half_up
from ontzorg.rules.wet.geld_tabel import load_money_table
from ontzorg.rules.wet.journaal import journaal_balance
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tijdvak
from ontzorg.rules.wet.premies import whk_gemiddeld
from ontzorg.rules.wet.strook import Strook, compute_strook
from ontzorg.rules.wet.strook_vraag import StrookVraag

LASTEN = ("aof", "wko", "awf", "whk", "zvw")
COLUMNS = {
    "y": GeboortejaarGroep.JONGER_DAN_AOW,
    "o45": GeboortejaarGroep.AOW_1945_OF_EERDER,
    "o46": GeboortejaarGroep.AOW_1946_OF_LATER,
}
FOUR_WEEKS = StrookVraag(
    jaar=2026,
    tijdvak=Tijdvak.VIER_WEKEN,
    peildatum=date(2026, 1, 26),
    dagloon=Decimal("100.00"),
    percentage=Decimal(70),
    uitkeringsdagen=20,
    loonheffingskorting=True,
    groep=GeboortejaarGroep.JONGER_DAN_AOW,
    whk_percentage=Decimal("0.96"),
)
vragen = st.builds(
    StrookVraag,
    jaar=st.integers(2023, 2026),
    tijdvak=st.sampled_from([Tijdvak.WEEK, Tijdvak.VIER_WEKEN, Tijdvak.MAAND]),
    peildatum=st.dates(date(2023, 1, 1), date(2026, 12, 31)),
    dagloon=st.decimals(0, 500, places=2),
    percentage=st.sampled_from([Decimal(70), Decimal(100)]),
    uitkeringsdagen=st.integers(0, 5),
    loonheffingskorting=st.booleans(),
    groep=st.sampled_from(GeboortejaarGroep),
    whk_percentage=st.decimals(0, 5, places=2),
    inkomsten_per_dag=st.decimals(0, 300, places=2),
    maatregel_percentage=st.sampled_from([Decimal(0), Decimal(5), Decimal(25), Decimal(100)]),
    dagtabel=st.booleans(),
    eerdere_lonen=st.lists(st.decimals(0, 9_000, places=2), max_size=5).map(tuple),
)


def slip(vraag: StrookVraag) -> Strook:
    return compute_strook(vraag, trace=False).value


@pytest.mark.parametrize("row", load_scenarios("strook"), ids=scenario_name)
def test_scenario(row: dict[str, Any]) -> None:
    outcome = answer(SUBJECT, json.dumps(row["invoer"])).outcomes[0]
    found = to_json(outcome.value)
    del found["journaal"]
    assert found == row["uitkomst"]
    check_trace(outcome.steps)


def test_every_worked_payslip_comes_back_to_the_cent() -> None:
    slips = load_published("worked_payslips")["slips"]
    for raw in slips:
        deduction = Decimal(raw["deduction_per_day"])
        day = date(raw["year"], 6, 1)
        vraag = replace(
            FOUR_WEEKS,
            jaar=raw["year"],
            tijdvak=Tijdvak.MAAND if raw["period"] == "maand" else Tijdvak.VIER_WEKEN,
            peildatum=day,
            dagloon=Decimal(raw["dagloon"]),
            uitkeringsdagen=raw["days"],
            loonheffingskorting=raw["lhk"],
            groep=COLUMNS[raw["col"]],
            whk_percentage=whk_gemiddeld(raw["year"])[0],
            inkomsten_per_dag=round_half_up(deduction / Decimal("0.70")),
            maatregel_percentage=Decimal(25 if raw["id"] == "P11" else 0),
        )
        found = slip(vraag)
        assert str(found.uitkering_per_dag) == raw["benefit_per_day"], raw["id"]
        assert str(found.bruto) == raw["gross"], raw["id"]
        assert str(found.inhouding) == raw["tax"], raw["id"]
        assert str(found.netto) == raw["net"], raw["id"]
        charges = {name: str(getattr(found.premies, name)) for name in LASTEN}
        assert charges == dict.fromkeys(LASTEN, "0.00") | raw["employer"], raw["id"]
        assert str(found.premies.werkgeverslasten) == raw["employer_total"], raw["id"]
    assert len(slips) >= 9


@given(vragen)
def test_net_and_tax_are_gross_and_the_journal_is_in_balance(vraag: StrookVraag) -> None:
    found = slip(vraag)
    assert found.netto + found.inhouding == found.bruto
    assert journaal_balance(found.journaal) == 0
    assert found.netto >= 0


@given(vragen)
def test_the_benefit_never_exceeds_its_cap(vraag: StrookVraag) -> None:
    maximum = load_parameter("wet/dagloon/maximum").on(vraag.peildatum).value
    cap = round_half_up(maximum * vraag.percentage / 100)
    found = slip(vraag)
    assert found.uitkering_per_dag <= cap
    assert found.bruto <= cap * vraag.uitkeringsdagen


@given(vragen, st.decimals(0, 100, places=2), st.integers(0, 5))
def test_more_dagloon_or_days_never_gives_less_gross(
    vraag: StrookVraag, more: Decimal, days: int
) -> None:
    gross = slip(vraag).bruto
    assert slip(replace(vraag, dagloon=vraag.dagloon + more)).bruto >= gross
    assert slip(replace(vraag, uitkeringsdagen=max(days, vraag.uitkeringsdagen))).bruto >= gross


@given(vragen, st.integers(0, 5))
def test_days_split_in_two_give_the_same_gross(vraag: StrookVraag, first: int) -> None:
    first = min(first, vraag.uitkeringsdagen)
    parts = (first, vraag.uitkeringsdagen - first)
    assert slip(vraag).bruto == sum(slip(replace(vraag, uitkeringsdagen=n)).bruto for n in parts)


@given(vragen)
def test_the_outcome_follows_from_its_own_trace(vraag: StrookVraag) -> None:
    outcome = compute_strook(vraag)
    check_trace(outcome.steps)
    assert compute_strook(vraag_from(outcome)) == outcome
    assert slip(vraag) == outcome.value


def vraag_from(outcome: Outcome[Strook]) -> StrookVraag:
    """Return what was asked, from the trace alone."""
    said = {step.rule: step.inputs for step in outcome.steps}
    tax, premie = said["loonheffing.jaarloon"], said["premies.premieloon"]
    income = said.get("strook.verrekening_per_dag", {"inkomsten_per_dag": "0.00"})
    return StrookVraag(
        jaar=int(premie["jaar"]),
        tijdvak=Tijdvak(premie["tijdvak"]),
        peildatum=date.fromisoformat(said["strook.dagloon"]["peildatum"]),
        dagloon=Decimal(said["strook.dagloon"]["dagloon"]),
        percentage=Decimal(said["strook.uitkering_per_dag"]["percentage"]),
        maatregel_percentage=Decimal(said["strook.uitkering_per_dag"]["maatregel_percentage"]),
        inkomsten_per_dag=Decimal(income["inkomsten_per_dag"]),
        uitkeringsdagen=int(said["strook.bruto"]["uitkeringsdagen"]),
        loonheffingskorting=tax["loonheffingskorting"] == "ja",
        groep=GeboortejaarGroep(tax["geboortejaar_groep"]),
        whk_percentage=Decimal(premie["whk_percentage"]),
        dagtabel="strook.dagtabel" in said,
        eerdere_lonen=tuple(Decimal(text) for text in premie["eerdere_lonen"].split()),
    )


@pytest.mark.parametrize(
    ("tijdvak", "days"),
    [("dag", 2), ("week", 6), ("vier_weken", 21), ("maand", 24), ("kwartaal", 67)],
)
def test_more_days_than_the_tijdvak_holds_are_refused(tijdvak: str, days: int) -> None:
    with pytest.raises(ValueError, match=f"at most {days - 1}"):
        slip(replace(FOUR_WEEKS, tijdvak=Tijdvak(tijdvak), uitkeringsdagen=days))


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ({"jaar": 2027}, "wet/premies/maximum_premieloon"),
        ({"jaar": 2022}, "wet/strook/keuzes"),
        ({"jaar": 2028}, "wet/strook/keuzes"),
        ({"peildatum": date(2027, 7, 1)}, "wet/dagloon/maximum"),
    ],
)
def test_a_day_outside_a_table_is_refused(change: dict[str, Any], table: str) -> None:
    with pytest.raises(NoValueError, match=table):
        slip(replace(FOUR_WEEKS, **change))


@pytest.mark.parametrize(
    ("choice", "bruto"),
    [
        # 70.00 less 5% is 66.50; 70% of 30.00 is 21.00, less 5% is 19.95.
        ({}, "931.00"),
        ({"maatregel": "voor_inkomsten"}, "910.00"),
        # 66.53325 less 19.95665: 66.53 less 19.96, or 46.5766 rounded once.
        ({"dagloon": "100.05", "inkomsten": "30.01"}, "931.40"),
        ({"dagloon": "100.05", "inkomsten": "30.01", "afronding": "verschil"}, "931.60"),
    ],
    ids=str,
)
def test_what_the_law_leaves_open_is_a_choice_in_a_table(
    monkeypatch: pytest.MonkeyPatch, choice: dict[str, str], bruto: str
) -> None:
    row = load_money_table("wet/strook/keuzes").on(date(2026, 1, 1))
    kept: dict[str, Any] = {key: choice[key] for key in ("maatregel", "afronding") if key in choice}
    changed = replace(row, figures={**row.figures, **kept})
    monkeypatch.setattr(strook_uitkering, "_choices", lambda _jaar: changed)
    vraag = replace(
        FOUR_WEEKS,
        dagloon=Decimal(choice.get("dagloon", "100.00")),
        inkomsten_per_dag=Decimal(choice.get("inkomsten", "30.00")),
        maatregel_percentage=Decimal(5),
    )
    assert str(slip(vraag).bruto) == bruto


def test_a_maximum_from_one_source_says_so() -> None:
    july = compute_strook(replace(FOUR_WEEKS, peildatum=date(2026, 7, 1))).steps[0]
    january = compute_strook(FOUR_WEEKS).steps[0]
    assert july.text.endswith("Let op: dit cijfer komt uit één bron.")
    assert "Let op" not in january.text


def test_the_day_table_says_that_its_use_is_not_verified() -> None:
    steps = compute_strook(replace(FOUR_WEEKS, dagtabel=True, uitkeringsdagen=7)).steps
    (step,) = [step for step in steps if step.rule == "strook.dagtabel"]
    assert "niet nagetrokken" in step.text
