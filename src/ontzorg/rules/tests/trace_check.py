"""Compute every step of a payslip again from what the step itself says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ontzorg.rules.outcome import Step

Inputs = Mapping[str, str]
CENT = Decimal("0.01")


def check_trace(steps: Iterable[Step]) -> None:
    """Assert that each step follows from its inputs, and its inputs from earlier steps."""
    known: dict[str, str] = {}
    for step in steps:
        topic = step.rule.partition(".")[0]
        for key, text in step.inputs.items():
            assert text == known.get(f"{topic}.{key}", text), f"{step.rule}: {key}"
        assert recompute(step) == step.result, step
        known[step.rule] = step.result


def recompute(step: Step) -> str:
    """Return the result that the inputs of a step lead to."""
    topic, _, name = step.rule.partition(".")
    if topic == "premies" and name != "premieloon":
        return premie(step.inputs)
    return RULES[step.rule](step.inputs)


def jaarloon(i: Inputs) -> str:
    step = int(i["stap"])
    year = Fraction(i["loon"]) * int(i["tijdvakken_per_jaar"])
    return str(min(math.floor(year / step) * step, int(i["tabel_tot"])))


def schijven(i: Inputs) -> str:
    over = int(i["jaarloon"]) - int(i["boven"])
    return str(math.floor(over * share(i["procent"])) + int(i["vast"]))


def algemene_heffingskorting(i: Inputs) -> str:
    return str(min(afbouw(i), int(i["belasting"])))


def ouderenkorting(i: Inputs) -> str:
    return str(min(afbouw(i), int(i["belasting"]) - int(i["algemene_heffingskorting"])))


def afbouw(i: Inputs) -> int:
    loon = int(i["jaarloon"])
    over = max(0, loon - int(i["afbouw_vanaf"]))
    left = int(i["maximum"]) - math.floor(over * share(i["afbouw_procent"]))
    return 0 if loon > int(i["nihil_boven"]) else max(0, left)


def arbeidskorting(i: Inputs) -> str:
    loon = int(i["jaarloon"])
    total = Fraction(0)
    for part in i["opbouw"].split("; "):
        above, percentage, maximum = part.split()
        total = min(total + max(0, loon - int(above)) * share(percentage), Fraction(maximum))
    total -= max(0, loon - int(i["afbouw_vanaf"])) * share(i["afbouw_procent"])
    korting = 0 if loon > int(i["nihil_boven"]) else max(0, math.ceil(total))
    used = int(i["algemene_heffingskorting"]) + int(i["ouderenkorting"])
    return str(min(korting, int(i["belasting"]) - used))


def inhouding(i: Inputs) -> str:
    names = ("algemene_heffingskorting", "ouderenkorting", "arbeidskorting")
    year = int(i["belasting"]) - sum(int(i[name]) for name in names)
    cents = math.floor(Fraction(100 * year, int(i["tijdvakken_per_jaar"])) + Fraction(1, 2))
    return str(cents * CENT + Decimal(i["boven_tabel"]))


def dagloon(i: Inputs) -> str:
    return str(min(Decimal(i["dagloon"]), Decimal(i["maximum"])))


def uitkering_per_dag(i: Inputs) -> str:
    kept = 100 - Decimal(i["maatregel_percentage"])
    amount = Decimal(i["dagloon"]) * Decimal(i["percentage"]) * kept / 10_000
    return str(amount.quantize(CENT, ROUND_HALF_UP))


def verrekening_per_dag(i: Inputs) -> str:
    assert (i["maatregel"], i["afronding"]) == ("na_inkomsten", "elk_bedrag")
    kept = 100 - Decimal(i["maatregel_percentage"])
    amount = Decimal(i["inkomsten_per_dag"]) * Decimal(i["percentage"]) * kept / 10_000
    rounded = amount.quantize(CENT, ROUND_HALF_UP)
    return str(min(rounded, Decimal(i["uitkering_per_dag"])))


def bruto(i: Inputs) -> str:
    per_dag = Decimal(i["uitkering_per_dag"]) - Decimal(i["verrekening_per_dag"])
    return str(per_dag * int(i["uitkeringsdagen"]))


def dagtabel(i: Inputs) -> str:
    return str(Decimal(i["inhouding_per_dag"]) * int(i["uitkeringsdagen"]))


def netto(i: Inputs) -> str:
    return str(Decimal(i["bruto"]) - Decimal(i["inhouding"]))


def werkgeverslasten(i: Inputs) -> str:
    return str(Decimal(i["premies"]) + Decimal(i["zvw"]))


def journaal(i: Inputs) -> str:
    return str(Decimal(i["bruto"]) + Decimal(i["werkgeverslasten"]))


def premieloon(i: Inputs) -> str:
    lonen = [Fraction(text) for text in (*i["eerdere_lonen"].split(), i["loon"])]
    periods = int(i["tijdvakken_per_jaar"])
    maximum = Fraction(math.floor(Fraction(i["maximum_per_jaar"]) * 100 / periods), 100)
    so_far = [min(sum(lonen[:n]), maximum * n) for n in (len(lonen) - 1, len(lonen))]
    return str(int((so_far[1] - so_far[0]) * 100) * CENT)


def premie(i: Inputs) -> str:
    totals = [
        math.floor(int(i[key]) * share(i["procent"]))
        for key in ("premieloon_eerder", "premieloon_samen")
    ]
    return str((totals[1] - totals[0]) * CENT)


def share(percentage: str) -> Fraction:
    return Fraction(percentage) / 100


RULES = {
    "loonheffing.jaarloon": jaarloon,
    "loonheffing.schijven": schijven,
    "loonheffing.algemene_heffingskorting": algemene_heffingskorting,
    "loonheffing.ouderenkorting": ouderenkorting,
    "loonheffing.arbeidskorting": arbeidskorting,
    "loonheffing.inhouding": inhouding,
    "strook.dagloon": dagloon,
    "strook.uitkering_per_dag": uitkering_per_dag,
    "strook.verrekening_per_dag": verrekening_per_dag,
    "strook.bruto": bruto,
    "strook.dagtabel": dagtabel,
    "strook.netto": netto,
    "strook.werkgeverslasten": werkgeverslasten,
    "strook.journaal": journaal,
    "premies.premieloon": premieloon,
}
