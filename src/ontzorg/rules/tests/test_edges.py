"""The edges of the deadlines that no scenario walks over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ontzorg.rules.parameters import NoValueError
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.loonsanctie import LoonsanctieEinde, end_with_wage, loonsanctie_einde
from ontzorg.rules.wet.minimumloon import minimum_uurloon
from ontzorg.rules.wet.samentelling import join_verlof
from ontzorg.rules.wet.tijdlijn import compute_tijdlijn
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.wia_arbeidsongeschiktheid import arbeidsongeschiktheid
from ontzorg.rules.wet.zaak import Huisnormen, Loonsanctie, Zaak, Zwangerschapsverlof

SICK = date(2024, 1, 1)
END = date(2025, 12, 28)
DECIDED = date(2025, 10, 1)
ZAAK = Zaak(ziekteperioden=(Ziekteperiode(start=SICK, hersteld_op=None),))


def sanctie_einde(**days: date) -> LoonsanctieEinde:
    sanctie = Loonsanctie(besluit_op=DECIDED, **days)
    return loonsanctie_einde(SICK, END, sanctie, (), trace=True)


def test_a_repair_that_nobody_reported_is_not_late() -> None:
    repaired = date(2026, 3, 2)
    found = sanctie_einde(herstel_vastgesteld_op=repaired)
    assert found.laatste_dag == repaired + timedelta(weeks=6)
    assert "LOONSANCTIE_BEKORT" in found.vlaggen


def test_a_repair_that_ends_on_the_last_day_shortens_nothing() -> None:
    longest = sanctie_einde()
    assert longest.laatste_dag is not None
    on_the_day = longest.laatste_dag - timedelta(weeks=6)
    assert sanctie_einde(herstel_vastgesteld_op=on_the_day) == longest
    earlier = sanctie_einde(herstel_vastgesteld_op=on_the_day - timedelta(days=1))
    assert earlier.laatste_dag == longest.laatste_dag - timedelta(days=1)
    assert "LOONSANCTIE_BEKORT" in earlier.vlaggen


def test_a_loonsanctie_ends_with_the_wage_and_not_before_its_own_end() -> None:
    longest = sanctie_einde()
    assert longest.laatste_dag is not None
    assert end_with_wage(longest, longest.laatste_dag) is longest
    earlier = longest.laatste_dag - timedelta(days=1)
    assert end_with_wage(longest, earlier).laatste_dag == earlier
    assert end_with_wage(LoonsanctieEinde(), earlier) == LoonsanctieEinde()


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [(True, None, True), (None, False, False), (True, False, False), (None, None, None)],
)
def test_leaves_that_touch_are_one_leave(
    first: bool | None,  # noqa: FBT001
    second: bool | None,  # noqa: FBT001
    answer: bool | None,  # noqa: FBT001
) -> None:
    one = Zwangerschapsverlof(start=date(2025, 1, 1), eind=date(2025, 2, 28), zelfde_oorzaak=first)
    two = Zwangerschapsverlof(start=date(2025, 3, 1), eind=date(2025, 4, 30), zelfde_oorzaak=second)
    assert join_verlof((two, one)) == (replace(two, start=one.start, zelfde_oorzaak=answer),)
    later = replace(two, start=date(2025, 3, 2))
    assert join_verlof((later, one)) == (one, later)


def test_a_house_norm_for_evaluations_comes_before_the_practice() -> None:
    normen = Huisnormen(evaluatie_weken=4, bron="Afspraak")
    (dossier,) = compute_tijdlijn(replace(ZAAK, huisnormen=normen)).dossiers
    (plain,) = compute_tijdlijn(ZAAK).dossiers
    ours = [one for one in dossier.mijlpalen if one.code == "EVALUATIE"]
    theirs = [one for one in plain.mijlpalen if one.code == "EVALUATIE"]
    assert {one.soort for one in ours} == {"huisnorm"}
    assert {one.bron for one in ours} == {"Afspraak"}
    assert ours[1].due_on - ours[0].due_on == timedelta(weeks=4)
    assert theirs[1].due_on - theirs[0].due_on == timedelta(weeks=6)


def test_a_house_without_that_norm_has_no_such_step() -> None:
    normen = Huisnormen(vragenlijst_dag=3)
    (dossier,) = compute_tijdlijn(replace(ZAAK, huisnormen=normen)).dossiers
    codes = {one.code for one in dossier.mijlpalen}
    assert "ONTZORGMANAGER_TOEWIJZEN" not in codes
    assert any(one.soort == "huisnorm" for one in dossier.mijlpalen)


@pytest.mark.parametrize(
    "norm",
    ["eerste_contact_werkdagen", "vragenlijst_dag", "ontzorgmanager_week", "evaluatie_weken"],
)
def test_a_house_norm_counts_from_one(norm: str) -> None:
    with pytest.raises(ValueError, match="counts from 1"):
        Huisnormen(**{norm: 0})  # type: ignore[arg-type]
    assert getattr(Huisnormen(**{norm: 1}), norm) == 1  # type: ignore[arg-type]


def test_a_milestone_without_a_date_is_none() -> None:
    (dossier,) = compute_tijdlijn(ZAAK).dossiers
    empty = dossier.mijlpalen[0]._replace(wettelijk_uiterlijk=None, taakdatum=None)
    with pytest.raises(ValueError, match="has no date"):
        _ = empty.due_on


def test_nobody_under_fifteen_has_a_minimum_wage() -> None:
    assert minimum_uurloon(Trace(), 14, date(2026, 7, 1)) == 0
    assert minimum_uurloon(Trace(), 15, date(2026, 7, 1)) > 0


def test_there_is_no_wia_without_a_maatman_or_before_the_law() -> None:
    with pytest.raises(ValueError, match="maatmaninkomen is nul"):
        arbeidsongeschiktheid(date(2026, 1, 1), Decimal(0), Decimal(10), duurzaam=False)
    with pytest.raises(NoValueError):
        arbeidsongeschiktheid(date(2000, 1, 1), Decimal(100), Decimal(10), duurzaam=False)
