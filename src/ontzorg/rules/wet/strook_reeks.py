"""The payslips of one worker through a year, and corrections over tijdvakken in the past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.wet.geld_afronding import euro_text
from ontzorg.rules.wet.journaal import Boeking, journaal_difference
from ontzorg.rules.wet.premies import Premies
from ontzorg.rules.wet.strook import Strook, compute_strook
from ontzorg.rules.wet.strook_vraag import StrookVraag


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctie:
    """What changes in one tijdvak of the past: new less old, and the journal of that."""

    volgnummer: int
    jaar: int
    bruto: Decimal
    inhouding: Decimal
    netto: Decimal
    premies: Premies
    journaal: tuple[Boeking, ...]


def compute_strookreeks(
    vragen: Sequence[StrookVraag], *, trace: bool = True
) -> tuple[Outcome[Strook], ...]:
    """Return the payslips of the tijdvakken of one year, oldest first.

    Each tijdvak gets the gross amounts of the ones before it, for the cumulative premiums
    (Wet financiering sociale verzekeringen art. 17 lid 3).
    Raises ValueError when the tijdvakken are not of one year and one length.
    """
    if len({(vraag.jaar, vraag.tijdvak) for vraag in vragen}) > 1:
        raise ValueError("a series has one year and one kind of tijdvak")
    outcomes: list[Outcome[Strook]] = []
    for vraag in vragen:
        earlier = tuple(outcome.value.bruto for outcome in outcomes)
        outcomes.append(compute_strook(replace(vraag, eerdere_lonen=earlier), trace=trace))
    return tuple(outcomes)


def compute_correcties(
    old: Sequence[StrookVraag], new: Sequence[StrookVraag]
) -> Outcome[tuple[Correctie, ...]]:
    """Return what changes per tijdvak when the past becomes known anew; nothing when equal.

    Law: Wet op de loonbelasting 1964 art. 28a: a correction goes per tijdvak of the past, with
    the tables of that tijdvak, and is declared as such. Reading: the whole year is computed
    anew, so a change in January also moves the cumulative premiums of later tijdvakken.
    Raises ValueError when both do not have the same tijdvakken.
    """
    if [(v.jaar, v.tijdvak) for v in old] != [(v.jaar, v.tijdvak) for v in new]:
        raise ValueError("a correction compares the same tijdvakken")
    pairs = zip(_slips(old), _slips(new), strict=True)
    correcties = tuple(
        _correctie(number, vraag.jaar, before, after)
        for number, (vraag, (before, after)) in enumerate(zip(new, pairs, strict=True), 1)
        if before != after
    )
    return Outcome(value=correcties, steps=tuple(map(_step, correcties)))


def _slips(vragen: Sequence[StrookVraag]) -> Iterable[Strook]:
    return (outcome.value for outcome in compute_strookreeks(vragen, trace=False))


def _correctie(number: int, jaar: int, old: Strook, new: Strook) -> Correctie:
    names = [field.name for field in fields(Premies)]
    changes = {name: getattr(new.premies, name) - getattr(old.premies, name) for name in names}
    return Correctie(
        volgnummer=number,
        jaar=jaar,
        bruto=new.bruto - old.bruto,
        inhouding=new.inhouding - old.inhouding,
        netto=new.netto - old.netto,
        premies=Premies(**changes),
        journaal=journaal_difference(new.journaal, old.journaal),
    )


def _step(correctie: Correctie) -> Step:
    inputs = {
        "jaar": str(correctie.jaar),
        "volgnummer": str(correctie.volgnummer),
        "bruto": str(correctie.bruto),
        "inhouding": str(correctie.inhouding),
    }
    return Step(
        rule="strook.correctie",
        source="Wet op de loonbelasting 1964 (BWBR0002471), art. 28a",
        inputs=inputs,
        result=str(correctie.netto),
        text=(
            f"Tijdvak {correctie.volgnummer} van {correctie.jaar} verandert: bruto "
            f"{euro_text(correctie.bruto)}, loonheffing {euro_text(correctie.inhouding)}, netto "
            f"{euro_text(correctie.netto)}."
        ),
    )
