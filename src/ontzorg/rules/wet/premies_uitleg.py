"""The steps that explain premiums to people."""

from __future__ import annotations

from functools import cache

from ontzorg.rules.outcome import Step
from ontzorg.rules.wet.geld_afronding import euro_text, to_euro, whole_euro_text
from ontzorg.rules.wet.premies_tabel import Maximum, Premiepercentage
from ontzorg.rules.wet.premies_vraag import Premieloon, PremieVraag

_NAMES = {
    "aof": "De premie Aof",
    "wko": "De opslag kinderopvang",
    "awf": "De premie Awf",
    "ufo": "De premie Ufo",
    "whk": "De premie Whk",
    "zvw": "De bijdrage Zvw",
}


def premie_steps(
    vraag: PremieVraag,
    loon: Premieloon,
    percentages: tuple[Premiepercentage, ...],
    amounts: dict[str, int],
) -> tuple[Step, ...]:
    """Return the way from pay to premiums; a step that uses an uncertain figure says so."""
    return (
        _premieloon(vraag, loon),
        *(_premie(loon, percentage, amounts[percentage.name]) for percentage in percentages),
    )


def _premieloon(vraag: PremieVraag, loon: Premieloon) -> Step:
    maximum = loon.maximum
    counted = to_euro(loon.after - loon.before)
    inputs = {
        "jaar": str(vraag.jaar),
        "tijdvak": vraag.tijdvak.value,
        "loon": str(vraag.loon),
        "eerdere_lonen": " ".join(map(str, vraag.eerdere_lonen)),
        "whk_percentage": str(vraag.whk_percentage),
        "aow": "ja" if vraag.aow else "nee",
        "maximum_per_jaar": str(maximum.year),
        "tijdvakken_per_jaar": str(maximum.periods),
        "status": maximum.origin.status,
    }
    text = f"{_maximum_text(maximum)} Nu telt {euro_text(counted)} mee."
    if vraag.aow:
        text += " Vanaf de AOW-leeftijd is alleen de bijdrage Zvw nog nodig."
    return Step(
        rule="premies.premieloon",
        source=maximum.origin.source,
        inputs=inputs,
        result=str(counted),
        text=text + maximum.origin.remark,
    )


@cache
def _maximum_text(maximum: Maximum) -> str:
    return (
        f"Premies gaan over hoogstens {whole_euro_text(maximum.year)} per jaar, dat is "
        f"{euro_text(to_euro(maximum.cents))} per tijdvak, opgeteld vanaf januari."
    )


def _premie(loon: Premieloon, percentage: Premiepercentage, cents: int) -> Step:
    amount = to_euro(cents)
    inputs = {
        "premieloon_eerder": str(loon.before),
        "premieloon_samen": str(loon.after),
        "procent": percentage.percentage,
        "status": percentage.origin.status,
    }
    notation = percentage.percentage.replace(".", ",")
    text = f"{_NAMES[percentage.name]} is {notation}%: {euro_text(amount)}."
    return Step(
        rule=f"premies.{percentage.name}",
        source=percentage.origin.source,
        inputs=inputs,
        result=str(amount),
        text=text + percentage.origin.remark,
    )
