"""A message becomes meldingen in our own words, in the order of their numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ontzorg.integrations.sivi.betekenis import Hersteldatum, Verwerking, load_betekenis
from ontzorg.integrations.sivi.plan import (
    EARLIER_UNKNOWN,
    NO_HOURS,
    NO_RECOVERY,
    plan_meldingen,
    whole_percentage,
)

from .factory import FIRST, bericht, incoming, verzuim

FIT = date(2026, 11, 16)
PERCENTAGES = [
    ("0.00", 0),
    ("0.40", 1),
    ("49.50", 50),
    ("33.33", 33),
    ("99.99", 99),
    ("100.00", 100),
]
CONTRADICTIONS = [
    ({"percentage_verzuim": Decimal("100.01")}, "hoger dan 100"),
    ({"percentage_arbeidstherapie": Decimal("200.00")}, "PrcArbther is hoger"),
    ({"ingangsdatum_mutatie": FIRST - timedelta(days=1)}, "IngdatMutVrzm ligt voor"),
    ({"einde_verzuim": True}, "DatHrstld ontbreekt"),
    ({"hersteldatum": FIT}, "EndVrzmJN is N"),
    ({"einde_verzuim": True, "hersteldatum": FIRST - timedelta(days=1)}, "DatHrstld ligt voor"),
]


def test_a_ziekmelding_is_translated() -> None:
    (melding,) = incoming(verzuim(vangnetgeval="O", verwachte_hersteldatum=FIT))
    assert melding.verwerking is Verwerking.MELDEN
    assert (melding.eerste_ziektedag, melding.percentage) == (FIRST, 100)
    assert (melding.vangnet, melding.verwacht_hersteld_op) == (None, FIT)
    assert melding.werknemer.identificatie == "WN-0001"
    assert melding.dienstverband.identificatie == "DV-0001"
    assert (melding.faults, melding.opmerkingen) == ((), ())


def test_meldingen_of_a_case_come_in_the_order_of_their_numbers() -> None:
    other = "VZ-2026-0002"
    numbers = [
        verzuim(volgnummer=12),
        verzuim(volgnummer=1, verzuimgeval=other),
        verzuim(volgnummer=2),
        verzuim(volgnummer=1),
    ]
    planned = [
        (each.sleutel.verzuimgeval[-1], each.sleutel.volgnummer) for each in incoming(*numbers)
    ]
    assert planned == [("1", 1), ("1", 2), ("1", 12), ("2", 1)]


@pytest.mark.parametrize(("given", "kept"), PERCENTAGES)
def test_percentages_are_whole_and_never_become_fit_or_fully_sick(given: str, kept: int) -> None:
    assert whole_percentage(Decimal(given)) == kept


def test_a_rounded_percentage_is_told_to_the_sender() -> None:
    (melding,) = incoming(verzuim(percentage_verzuim=Decimal("33.33")))
    assert melding.opmerkingen == ("Wij bewaren hele procenten: 33.33 is 33 geworden.",)


@pytest.mark.parametrize(
    ("meaning", "day"),
    [
        (Hersteldatum.EERSTE_GEZONDE_DAG, FIT),
        (Hersteldatum.LAATSTE_ZIEKTEDAG, FIT + timedelta(days=1)),
    ],
)
def test_the_first_fit_day_follows_the_setting(meaning: Hersteldatum, day: date) -> None:
    ended = bericht(verzuim(einde_verzuim=True, hersteldatum=FIT))
    (melding,) = plan_meldingen(ended, replace(load_betekenis(), hersteldatum=meaning))
    assert melding.hersteld_op == day


def test_arbeidstherapie_becomes_hours_of_the_contract() -> None:
    (melding,) = incoming(verzuim(percentage_arbeidstherapie=Decimal("25.00")))
    assert melding.arbeidstherapeutisch_uren == Decimal("8.00")


def test_arbeidstherapie_without_contract_hours_is_told_to_the_sender() -> None:
    therapy = verzuim(percentage_arbeidstherapie=Decimal("25.00"))
    (melding,) = incoming(therapy, contracturen_per_week=None)
    assert melding.arbeidstherapeutisch_uren is None
    assert melding.opmerkingen == (NO_HOURS,)


def test_an_end_without_recovery_needs_the_end_of_the_employment() -> None:
    (melding,) = incoming(verzuim(einde_verzuim=True), einddatum=FIT)
    assert melding.faults == ()
    assert melding.hersteld_op is None
    assert melding.opmerkingen == (NO_RECOVERY,)


def test_a_later_percentage_at_the_start_is_told_to_the_sender() -> None:
    (melding,) = incoming(verzuim(ingangsdatum_mutatie=FIRST + timedelta(days=7)))
    assert melding.opmerkingen == (EARLIER_UNKNOWN,)


@pytest.mark.parametrize(("changes", "says"), CONTRADICTIONS)
def test_a_contradiction_is_a_fault(changes: dict[str, Any], says: str) -> None:
    (melding,) = incoming(verzuim(**changes))
    assert [says in fault.message for fault in melding.faults] == [True]
