"""One incoming melding beside what is known: what is recorded, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ontzorg.integrations.sivi.faults import FaultCode
from ontzorg.integrations.sivi.known import BezwaarError, KnownMelding, Stap
from ontzorg.integrations.sivi.steps import decide_steps
from ontzorg.rules.wet.melding import MeldingSoort

from .factory import FIRST, herstelmelding, incoming, verzuim, wijziging, ziekmelding

CHANGE = date(2026, 10, 19)
FIT = date(2026, 11, 16)
EARLIER = FIRST - timedelta(days=2)
HALF = Decimal("50.00")
NONE = Decimal("0.00")
BEGUN = (ziekmelding(),)
CHANGED = (ziekmelding(), wijziging())
ENDED = (ziekmelding(), wijziging(), herstelmelding())
PORTAL: dict[str, Any] = {"verzuimgevallen": frozenset(), "volgnummers": frozenset()}

Z, W, H, C, X = (
    MeldingSoort.ZIEKMELDING,
    MeldingSoort.WIJZIGING,
    MeldingSoort.HERSTELMELDING,
    MeldingSoort.CORRECTIE,
    MeldingSoort.INTREKKING,
)
RECOVERED = {"einde_verzuim": True, "hersteldatum": FIT, "percentage_verzuim": NONE}
TO_HALF = {"ingangsdatum_mutatie": CHANGE, "percentage_verzuim": HALF, "volgnummer": 2}


def step(
    soort: MeldingSoort, day: date, percentage: int | None = None, of: int | None = None
) -> Stap:
    return Stap(soort=soort, day=day, percentage=percentage, refers_to=of)


RECORDED: dict[str, tuple[dict[str, Any], tuple[KnownMelding, ...], list[Stap]]] = {
    "melden: a new case": ({}, (), [step(Z, FIRST, 100)]),
    "melden: partly sick": ({"percentage_verzuim": HALF}, (), [step(Z, FIRST, 50)]),
    "melden: sick and recovered at once": (
        RECOVERED,
        (),
        [step(Z, FIRST, 100), step(H, FIT, 0)],
    ),
    "melden: only the recovery, as number 1": (
        {**RECOVERED, "ingangsdatum_mutatie": FIT},
        (),
        [step(H, FIT, 0)],
    ),
    "melden: only the recovery, as a later number": (
        {**RECOVERED, "volgnummer": 3},
        (),
        [step(H, FIT, 0)],
    ),
    "melden: the recovery of a known case": (
        {**RECOVERED, "ingangsdatum_mutatie": FIT, "volgnummer": 3},
        CHANGED,
        [step(H, FIT, 0)],
    ),
    "melden: a change of nothing known": (TO_HALF, (), [step(W, CHANGE, 50)]),
    "melden: the ziekmelding after its recovery": (
        {},
        (herstelmelding(),),
        [step(Z, FIRST, 100)],
    ),
    "melden: the same again": ({}, BEGUN, []),
    "melden: already in by the portal": ({}, (ziekmelding(**PORTAL),), []),
    "melden: beside an older case of the portal": (
        {},
        (ziekmelding(**PORTAL, day=date(2026, 1, 5)), herstelmelding(**PORTAL, day=EARLIER)),
        [step(Z, FIRST, 100)],
    ),
    "wijzigen: a lower percentage": ({"verwerking": "02", **TO_HALF}, BEGUN, [step(W, CHANGE, 50)]),
    "wijzigen: before the ziekmelding": (
        {"verwerking": "02", **TO_HALF},
        (),
        [step(W, CHANGE, 50)],
    ),
    "wijzigen: the same again": ({"verwerking": "02", **TO_HALF}, CHANGED, []),
    "wijzigen: only the address is new": (
        {
            "verwerking": "02",
            "ingangsdatum_mutatie": FIT,
            "percentage_verzuim": HALF,
            "volgnummer": 3,
        },
        CHANGED,
        [],
    ),
    "wijzigen: recovery": (
        {"verwerking": "02", "volgnummer": 3, **RECOVERED},
        CHANGED,
        [step(H, FIT, 0)],
    ),
    "wijzigen: recovery again": ({"verwerking": "02", "volgnummer": 3, **RECOVERED}, ENDED, []),
    "corrigeren: another first day": (
        {
            "verwerking": "03",
            "eerste_verzuimdag": EARLIER,
            "eerste_verzuimdag_oud": FIRST,
            "ingangsdatum_mutatie": EARLIER,
            "volgnummer": 2,
        },
        BEGUN,
        [step(C, EARLIER, 100, 1)],
    ),
    "corrigeren: first day and date of the change": (
        {
            "verwerking": "03",
            "eerste_verzuimdag": EARLIER,
            "eerste_verzuimdag_oud": FIRST,
            "ingangsdatum_mutatie": FIT,
            "ingangsdatum_mutatie_oud": CHANGE,
            "percentage_verzuim": HALF,
            "volgnummer": 3,
        },
        CHANGED,
        [step(C, EARLIER, 100, 1), step(C, FIT, 50, 2)],
    ),
    "corrigeren: another percentage on that day": (
        {"verwerking": "03", **TO_HALF, "percentage_verzuim": Decimal("40.00"), "volgnummer": 3},
        CHANGED,
        [step(C, CHANGE, 40, 2)],
    ),
    "corrigeren: another day of recovery": (
        {"verwerking": "03", **RECOVERED, "hersteldatum": CHANGE, "volgnummer": 4},
        ENDED,
        [step(C, CHANGE, 0, 3)],
    ),
    "corrigeren: an end that was not known": (
        {"verwerking": "03", **RECOVERED, "volgnummer": 3},
        CHANGED,
        [step(H, FIT, 0)],
    ),
    "corrigeren: another number of the case": (
        {"verwerking": "03", "verzuimgeval": "NIEUW", "verzuimgeval_oud": "VZ-2026-0001"},
        BEGUN,
        [step(C, FIRST, 100, 1)],
    ),
    "corrigeren: nothing new": ({"verwerking": "03", **TO_HALF}, CHANGED, []),
    "verwijderen: by number": (
        {"verwerking": "04", **TO_HALF},
        ENDED,
        [step(X, CHANGE, of=2)],
    ),
    "verwijderen: the recovery": (
        {"verwerking": "04", **RECOVERED, "volgnummer": 9},
        ENDED,
        [step(X, FIT, of=3)],
    ),
    "verwijderen: by date": (
        {"verwerking": "04", **TO_HALF, "volgnummer": 9},
        CHANGED,
        [step(X, CHANGE, of=2)],
    ),
    "verwijderen: the whole case": (
        {"verwerking": "04", "volgnummer": 9},
        ENDED,
        [step(X, FIT, of=3), step(X, CHANGE, of=2), step(X, FIRST, of=1)],
    ),
    "synchroniseren: a new case": ({"verwerking": "05"}, (), [step(Z, FIRST, 100)]),
    "synchroniseren: nothing new": ({"verwerking": "05", **TO_HALF}, CHANGED, []),
    "synchroniseren: other percentage": (
        {"verwerking": "05", **TO_HALF},
        BEGUN,
        [step(W, CHANGE, 50)],
    ),
    "synchroniseren: other first day": (
        {"verwerking": "05", "eerste_verzuimdag": EARLIER, "ingangsdatum_mutatie": EARLIER},
        BEGUN,
        [step(C, EARLIER, 100, 1)],
    ),
    "synchroniseren: other first percentage": (
        {"verwerking": "05", "percentage_verzuim": HALF},
        BEGUN,
        [step(C, FIRST, 50, 1)],
    ),
    "synchroniseren: recovered": ({"verwerking": "05", **RECOVERED}, CHANGED, [step(H, FIT, 0)]),
    "synchroniseren: still sick": (
        {"verwerking": "05", **TO_HALF},
        ENDED,
        [step(X, FIT, of=3)],
    ),
}
REFUSED: dict[str, tuple[dict[str, Any], tuple[KnownMelding, ...], FaultCode]] = {
    "melden: known with another percentage": (
        {"percentage_verzuim": HALF},
        BEGUN,
        FaultCode.NUMBER_USED,
    ),
    "wijzigen: a number that was used": (
        {"verwerking": "02", **TO_HALF, "percentage_verzuim": Decimal("20.00")},
        CHANGED,
        FaultCode.NUMBER_USED,
    ),
    "corrigeren: nothing known": ({"verwerking": "03", **TO_HALF}, (), FaultCode.UNKNOWN_CASE),
    "corrigeren: first day of nothing": (
        {"verwerking": "03", "eerste_verzuimdag_oud": EARLIER},
        (),
        FaultCode.UNKNOWN_CASE,
    ),
    "verwijderen: nothing known": (
        {"verwerking": "04", "volgnummer": 9},
        (),
        FaultCode.UNKNOWN_CASE,
    ),
}


@pytest.mark.parametrize("name", RECORDED)
def test_a_melding_is_recorded(name: str) -> None:
    changes, known, steps = RECORDED[name]
    (melding,) = incoming(verzuim(**changes))
    assert melding.faults == ()
    assert list(decide_steps(melding, known)) == steps


@pytest.mark.parametrize("name", REFUSED)
def test_a_melding_is_refused_with_what_to_do(name: str) -> None:
    changes, known, code = REFUSED[name]
    (melding,) = incoming(verzuim(**changes))
    with pytest.raises(BezwaarError) as caught:
        decide_steps(melding, known)
    assert caught.value.fault.code == code
    assert "Stuur" in caught.value.fault.message


def test_the_same_first_day_of_another_case_is_another_melding() -> None:
    (melding,) = incoming(verzuim(verzuimgeval="ANDER"))
    assert decide_steps(melding, BEGUN) == (step(Z, FIRST, 100),)
