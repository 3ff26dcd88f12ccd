"""The loonheffing on the wage or benefit of one tijdvak, by the tables of the tax office."""

from __future__ import annotations

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.wet.geld_afronding import (
    round_down_share,
    round_half_up_to_cents,
    round_up_to_cents,
    to_cents,
    to_euro,
)
from ontzorg.rules.wet.loonheffing_tabel import (
    SCALE,
    Afbouw,
    Arbeidskorting,
    Schijf,
    Tabel,
    Tarief,
    load_tarief,
)
from ontzorg.rules.wet.loonheffing_uitleg import loonheffing_steps
from ontzorg.rules.wet.loonheffing_vraag import Jaarbedragen, Loonheffing, LoonheffingVraag


def compute_loonheffing(vraag: LoonheffingVraag, *, trace: bool = True) -> Outcome[Loonheffing]:
    """Return what the employer withholds from this wage.

    Law: Wet op de loonbelasting 1964 (BWBR0002471) art. 20a-26 and the Rekenvoorschriften.
    Reading: the wage becomes a year amount, goes down to a multiple of 54 euros, and tax and
    credits are computed on it in whole euros; one period's part is rounded half up to cents.
    The arbeidskorting belongs to the white table only, and without loonheffingskorting there
    are no credits (INT-055). Above the table the last row holds, plus 49.5% of the rest,
    rounded down.
    Units: euros. Raises ValueError for a wage below zero or with parts of a cent, and
    NoValueError for a year outside the tables.
    """
    cents = to_cents(vraag.loon)
    if cents < 0:
        raise ValueError(f"a wage is not below zero: {vraag.loon}")
    tarief = load_tarief(vraag.jaar, vraag.groep)
    periods = tarief.rekenvoorschrift.periods[vraag.tijdvak]
    bedragen = jaarbedragen(
        tarief, cents * periods, white=vraag.tabel is Tabel.WIT, credit=vraag.loonheffingskorting
    )
    above = _tax_above_table(tarief, cents, periods)
    value = Loonheffing(
        inhouding=to_euro(round_half_up_to_cents(bedragen.verschuldigd, periods) + above),
        arbeidskorting=to_euro(round_half_up_to_cents(bedragen.arbeidskorting, periods)),
        tabelloon=to_euro(round_up_to_cents(bedragen.jaarloon, periods)),
    )
    if not trace:
        return Outcome(value=value)
    steps = loonheffing_steps(vraag, tarief, bedragen, to_euro(above), value)
    return Outcome(value=value, steps=steps)


def jaarbedragen(tarief: Tarief, year_cents: int, *, white: bool, credit: bool) -> Jaarbedragen:
    """Return wage, tax and credits of a year in whole euros, for a year wage in cents."""
    step = tarief.rekenvoorschrift.step
    jaarloon = min(year_cents // (100 * step) * step, tarief.highest)
    belasting = _tax(tarief.schijven, jaarloon)
    if not credit:
        return Jaarbedragen(jaarloon, belasting, 0, 0, 0, belasting)
    algemeen = _tapered(tarief.algemene_heffingskorting, jaarloon)
    ouderen = _tapered(tarief.ouderenkorting, jaarloon) if tarief.ouderenkorting else 0
    arbeid = _arbeidskorting(tarief.arbeidskorting, jaarloon) if white else 0
    # Credits beyond the tax fall away, the arbeidskorting first, the algemene last.
    algemeen = min(algemeen, belasting)
    ouderen = min(ouderen, belasting - algemeen)
    arbeid = min(arbeid, belasting - algemeen - ouderen)
    verschuldigd = belasting - algemeen - ouderen - arbeid
    return Jaarbedragen(jaarloon, belasting, algemeen, ouderen, arbeid, verschuldigd)


def _tax(schijven: tuple[Schijf, ...], jaarloon: int) -> int:
    for schijf in reversed(schijven):
        if jaarloon > schijf.above:
            return (jaarloon - schijf.above) * schijf.rate // SCALE + schijf.fixed
    return 0


def _tapered(korting: Afbouw, jaarloon: int) -> int:
    if jaarloon <= korting.taper_from:
        return korting.maximum
    if jaarloon > korting.nil_above:
        return 0
    return max(0, korting.maximum - (jaarloon - korting.taper_from) * korting.rate // SCALE)


def _arbeidskorting(korting: Arbeidskorting, jaarloon: int) -> int:
    if jaarloon > korting.taper.nil_above:
        return 0
    total = 0
    for part in korting.parts:
        grown = total + max(0, jaarloon - part.above) * part.rate
        total = min(grown, part.maximum * SCALE)
    total -= max(0, jaarloon - korting.taper.taper_from) * korting.taper.rate
    return max(0, -(-total // SCALE))


def _tax_above_table(tarief: Tarief, cents: int, periods: int) -> int:
    """Return the cents of tax on the wage above the table, rounded down."""
    excess = cents * periods - tarief.highest * 100
    rate = tarief.rekenvoorschrift.above_rate
    return round_down_share(max(0, excess), rate, SCALE * periods)
