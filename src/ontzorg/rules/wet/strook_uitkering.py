"""From dagloon and days to the gross benefit of one tijdvak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from ontzorg.rules.dates import dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.geld_afronding import euro_text, percent_text, round_half_up
from ontzorg.rules.wet.geld_tabel import Origin, Row, load_money_table, origin_of
from ontzorg.rules.wet.loonheffing_tabel import Tijdvak
from ontzorg.rules.wet.strook_vraag import StrookVraag

_HUNDRED = Decimal(100)
_LAW = "Ziektewet (BWBR0001888), art. 29 lid 7"


@dataclass(frozen=True, slots=True)
class Uitkering:
    """The benefit of a day, what income takes off it, and the gross of the tijdvak."""

    dagloon: Decimal
    maximum: Decimal
    per_dag: Decimal
    verrekening_per_dag: Decimal
    bruto: Decimal


@dataclass(frozen=True, slots=True)
class _Maximum:
    """The maximum dagloon of a day, and the sentence about it."""

    amount: Decimal
    text: str
    origin: Origin


def compute_uitkering(vraag: StrookVraag) -> Uitkering:
    """Return the benefit of a tijdvak.

    Law: Ziektewet (BWBR0001888) art. 15 (maximum dagloon), 29 lid 7 (percentage), 31 (income)
    and 45 (measure). Reading: the maximum of the peildatum caps the dagloon; income takes off
    the same percentage of itself; the measure takes its share of what is left. The benefit and
    the deduction of a day are each rounded half up to cents; never below zero.
    """
    choices = _choices(vraag.jaar).figures
    maximum = _maximum(vraag.peildatum).amount
    dagloon = min(vraag.dagloon, maximum)
    share = vraag.percentage / _HUNDRED
    kept = 1 - vraag.maatregel_percentage / _HUNDRED
    benefit = dagloon * share * kept
    deduction = vraag.inkomsten_per_dag * share
    if choices["maatregel"] == "na_inkomsten":
        deduction *= kept
    per_dag = round_half_up(benefit)
    verrekening = (
        round_half_up(deduction)
        if choices["afronding"] == "elk_bedrag"
        else per_dag - round_half_up(benefit - deduction)
    )
    verrekening = min(verrekening, per_dag)
    bruto = (per_dag - verrekening) * vraag.uitkeringsdagen
    return Uitkering(dagloon, maximum, per_dag, verrekening, bruto)


def most_uitkeringsdagen(jaar: int, tijdvak: Tijdvak) -> int:
    """Return how many benefit days a tijdvak can hold: Monday to Friday."""
    days: dict[str, int] = _choices(jaar).figures["dagen"]
    return days[tijdvak]


def uitkering_steps(vraag: StrookVraag, uitkering: Uitkering) -> tuple[Step, ...]:
    """Return the way from dagloon to gross."""
    steps = [_dagloon(vraag, uitkering), _per_dag(vraag, uitkering)]
    if vraag.inkomsten_per_dag:
        steps.append(_verrekening(vraag, uitkering))
    steps.append(_bruto(vraag, uitkering))
    return tuple(steps)


@cache
def _choices(jaar: int) -> Row:
    return load_money_table("wet/strook/keuzes").on(date(jaar, 1, 1))


def _dagloon(vraag: StrookVraag, uitkering: Uitkering) -> Step:
    maximum = _maximum(vraag.peildatum)
    text = (
        f"Het dagloon is {euro_text(vraag.dagloon)}. {maximum.text} We rekenen met "
        f"{euro_text(uitkering.dagloon)}."
    )
    inputs = {
        "peildatum": str(vraag.peildatum),
        "dagloon": str(vraag.dagloon),
        "maximum": str(uitkering.maximum),
        "status": maximum.origin.status,
    }
    return Step(
        rule="strook.dagloon",
        source=maximum.origin.source,
        inputs=inputs,
        result=str(uitkering.dagloon),
        text=text + maximum.origin.remark,
    )


@lru_cache(maxsize=4096)
def _maximum(day: date) -> _Maximum:
    value = load_parameter("wet/dagloon/maximum").on(day)
    text = f"Het maximum op {dutch_date(day)} is {euro_text(value.value)}."
    return _Maximum(value.value, text, origin_of(value))


def _per_dag(vraag: StrookVraag, uitkering: Uitkering) -> Step:
    text = (
        f"De uitkering is {percent_text(vraag.percentage)} van "
        f"{euro_text(uitkering.dagloon)} per dag."
    )
    if vraag.maatregel_percentage:
        text += f" De maatregel haalt er {percent_text(vraag.maatregel_percentage)} af."
    inputs = {
        "dagloon": str(uitkering.dagloon),
        "percentage": str(vraag.percentage),
        "maatregel_percentage": str(vraag.maatregel_percentage),
    }
    return Step(
        rule="strook.uitkering_per_dag",
        source=_LAW,
        inputs=inputs,
        result=str(uitkering.per_dag),
        text=f"{text} Dat is {euro_text(uitkering.per_dag)} per dag.",
    )


def _verrekening(vraag: StrookVraag, uitkering: Uitkering) -> Step:
    choices = _choices(vraag.jaar)
    text = (
        f"Van inkomsten van {euro_text(vraag.inkomsten_per_dag)} per dag gaat "
        f"{percent_text(vraag.percentage)} van de uitkering af: "
        f"{euro_text(uitkering.verrekening_per_dag)} per dag."
    )
    inputs = {
        "inkomsten_per_dag": str(vraag.inkomsten_per_dag),
        "percentage": str(vraag.percentage),
        "maatregel_percentage": str(vraag.maatregel_percentage),
        "uitkering_per_dag": str(uitkering.per_dag),
        "maatregel": choices.figures["maatregel"],
        "afronding": choices.figures["afronding"],
        "status": choices.origin.status,
    }
    return Step(
        rule="strook.verrekening_per_dag",
        source=f"Ziektewet (BWBR0001888), art. 31; {choices.origin.source}",
        inputs=inputs,
        result=str(uitkering.verrekening_per_dag),
        text=text + choices.origin.remark,
    )


def _bruto(vraag: StrookVraag, uitkering: Uitkering) -> Step:
    per_dag = uitkering.per_dag - uitkering.verrekening_per_dag
    inputs = {
        "uitkering_per_dag": str(uitkering.per_dag),
        "verrekening_per_dag": str(uitkering.verrekening_per_dag),
        "uitkeringsdagen": str(vraag.uitkeringsdagen),
    }
    text = (
        f"{dutch_days(vraag.uitkeringsdagen)} maal {euro_text(per_dag)} is "
        f"{euro_text(uitkering.bruto)} bruto. Vakantiegeld zit er al in."
    )
    return Step(
        rule="strook.bruto",
        source=_LAW,
        inputs=inputs,
        result=str(uitkering.bruto),
        text=text,
    )
