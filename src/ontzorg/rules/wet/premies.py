"""The premiums and the Zvw contribution over wage or benefit, by the cumulative method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.geld_afronding import (
    euro_text,
    percent_text,
    round_down_share,
    to_cents,
    to_euro,
)
from ontzorg.rules.wet.geld_tabel import origin_of
from ontzorg.rules.wet.loonheffing_tabel import SCALE
from ontzorg.rules.wet.premies_tabel import (
    Premiepercentage,
    Premiesoort,
    load_maximum,
    load_percentages,
    whk_origin,
)
from ontzorg.rules.wet.premies_uitleg import premie_steps
from ontzorg.rules.wet.premies_vraag import Premieloon, PremieVraag

NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Premies:
    """What the employer pays over one tijdvak; only `zvw_inhouding` is withheld instead."""

    premieloon: Decimal
    aof: Decimal = NIL
    wko: Decimal = NIL
    awf: Decimal = NIL
    ufo: Decimal = NIL
    whk: Decimal = NIL
    zvw: Decimal = NIL
    zvw_inhouding: Decimal = NIL

    @property
    def werknemersverzekeringen(self) -> Decimal:
        """Return the premiums of the employee insurances together."""
        return self.aof + self.wko + self.awf + self.ufo + self.whk

    @property
    def werkgeverslasten(self) -> Decimal:
        """Return everything the employer pays on top of the pay."""
        return self.werknemersverzekeringen + self.zvw


def compute_premies(vraag: PremieVraag, *, trace: bool = True) -> Outcome[Premies]:
    """Return the premiums over the pay of one tijdvak.

    Law: Wet financiering sociale verzekeringen (BWBR0017745) art. 16-21 and 38a; Zvw art. 42.
    Reading: pay up to the period maximum times the number of periods counts, less what counted
    already (art. 17 lid 3); each premium is the premium over the total so far, rounded down to
    cents, less what was taken already. From the first day of the month of the AOW age only the
    Zvw contribution is due (art. 21). The employer pays all of it (art. 20), save for a withheld
    Zvw contribution. The rates are those of the whole year (INT-057). Units: euros.
    Raises ValueError for pay below zero, NoValueError for a year outside a table.
    """
    lonen = tuple(to_cents(loon) for loon in (*vraag.eerdere_lonen, vraag.loon))
    if min(lonen) < 0:
        raise ValueError("pay is not below zero: correct the tijdvak that was too high")
    loon = _premieloon(vraag, lonen)
    percentages = _percentages(vraag)
    amounts = {rate.name: _premium(rate, loon) for rate in percentages}
    value = _premies(vraag, loon, amounts)
    steps = premie_steps(vraag, loon, percentages, amounts) if trace else ()
    return Outcome(value=value, steps=steps)


def whk_percentage(
    *, wga: Decimal, zw: Decimal, eigenrisicodrager_wga: bool, eigenrisicodrager_zw: bool
) -> Outcome[Decimal]:
    """Return the Whk rate that an employer pays by its own decision.

    Law: Wet financiering sociale verzekeringen art. 38 and 38a lid 3: who carries a risk itself
    pays no premium for it. Over the ZW benefit that it pays itself the part ZW is nil.
    """
    due_wga = Decimal(0) if eigenrisicodrager_wga else wga
    due_zw = Decimal(0) if eigenrisicodrager_zw else zw
    step = Step(
        rule="premies.whk_percentage",
        source="Wet financiering sociale verzekeringen (BWBR0017745), art. 38 en 38a lid 3",
        inputs={"wga": str(due_wga), "zw": str(due_zw)},
        result=str(due_wga + due_zw),
        text=(
            f"De premie Whk is {percent_text(due_wga)} voor de WGA en {percent_text(due_zw)} voor "
            f"de Ziektewet. Voor een risico dat de werkgever zelf draagt, betaalt hij niets."
        ),
    )
    return Outcome(value=due_wga + due_zw, steps=(step,))


def whk_gemiddeld(jaar: int) -> tuple[Decimal, Decimal]:
    """Return the average rates of the parts WGA and ZW, for who has no decision at hand."""
    first = date(jaar, 1, 1)
    wga = load_parameter("wet/premies/whk_gemiddeld_wga").on(first).value
    return wga, load_parameter("wet/premies/whk_gemiddeld_zw").on(first).value


def is_kleine_werkgever(jaar: int, loonsom_twee_jaar_eerder: Decimal) -> Outcome[bool]:
    """Say whether the low Aof rate holds over wage: a wage sum of at most 25 average wages."""
    border = load_parameter("wet/premies/kleine_werkgever_grens").on(date(jaar, 1, 1))
    small = loonsom_twee_jaar_eerder <= border.value
    step = Step(
        rule="premies.kleine_werkgever",
        source=border.source,
        inputs={
            "loonsom_twee_jaar_eerder": str(loonsom_twee_jaar_eerder),
            "grens": str(border.value),
            "status": border.status,
        },
        result="ja" if small else "nee",
        text=(
            f"Klein is een werkgever met een loonsom tot en met {euro_text(border.value)} twee "
            f"jaar eerder. Die was {euro_text(loonsom_twee_jaar_eerder)}."
            f"{origin_of(border).remark}"
        ),
    )
    return Outcome(value=small, steps=(step,))


def _premieloon(vraag: PremieVraag, lonen: tuple[int, ...]) -> Premieloon:
    """Return the pay that counted before this tijdvak and after it, in cents.

    With a low month after a high one the total so far grows by more than the pay itself.
    """
    maximum = load_maximum(vraag.jaar, vraag.tijdvak)
    periods = len(lonen)
    before = min(sum(lonen[:-1]), maximum.cents * (periods - 1))
    after = min(sum(lonen), maximum.cents * periods)
    return Premieloon(before, after, periods, maximum)


def _percentages(vraag: PremieVraag) -> tuple[Premiepercentage, ...]:
    rates = load_percentages(vraag.jaar, vraag.keuze)
    if vraag.aow:
        return tuple(rate for rate in rates if rate.name == "zvw")
    own = Premiepercentage(
        "whk",
        str(vraag.whk_percentage),
        int(vraag.whk_percentage * (SCALE // 100)),
        whk_origin(vraag.jaar, vraag.keuze.soort),
    )
    return (*rates[:-1], own, rates[-1])


def _premium(rate: Premiepercentage, loon: Premieloon) -> int:
    so_far = round_down_share(loon.after, rate.rate, SCALE)
    return so_far - round_down_share(loon.before, rate.rate, SCALE)


def _premies(vraag: PremieVraag, loon: Premieloon, amounts: dict[str, int]) -> Premies:
    euros = {name: to_euro(cents) for name, cents in amounts.items()}
    if vraag.keuze.soort is Premiesoort.LOON and vraag.keuze.zvw_inhouding:
        euros["zvw_inhouding"] = euros.pop("zvw")
    return Premies(premieloon=to_euro(loon.after - loon.before), **euros)
