"""The figures of a year: the annual statement of a worker and the collected wage statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.wet.geld_afronding import euro_text
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep
from ontzorg.rules.wet.strook import Strook
from ontzorg.rules.wet.strook_vraag import StrookVraag

NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Betaling:
    """A payslip and what it was computed from."""

    vraag: StrookVraag
    strook: Strook


@dataclass(frozen=True, slots=True)
class Kortingstand:
    """From this day on the loonheffingskorting was applied, or not."""

    vanaf: date
    toegepast: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaaropgaaf:
    """The amounts that the worker gets on paper for the tax return."""

    jaar: int
    loon: Decimal
    loonheffing: Decimal
    arbeidskorting: Decimal
    werkgeversheffing_zvw: Decimal
    loonheffingskorting: tuple[Kortingstand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonstaat:
    """The columns of the wage statement of one worker, or their totals.

    Column 3 loon in geld, 4 ander loon, 5 fooien en fondsen, 7 aftrekposten, 8 loon voor de
    werknemersverzekeringen, 12 loon voor de Zvw, 14 loon voor de loonheffing, 15 loonheffing,
    16 ingehouden bijdrage Zvw, 17 uitbetaald, 18 arbeidskorting.
    """

    kolom_3: Decimal = NIL
    kolom_4: Decimal = NIL
    kolom_5: Decimal = NIL
    kolom_7: Decimal = NIL
    kolom_8: Decimal = NIL
    kolom_12: Decimal = NIL
    kolom_14: Decimal = NIL
    kolom_15: Decimal = NIL
    kolom_16: Decimal = NIL
    kolom_17: Decimal = NIL
    kolom_18: Decimal = NIL

    def __add__(self, other: Loonstaat) -> Loonstaat:
        names = (field.name for field in fields(self))
        return Loonstaat(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzamelloonstaat:
    """The wage statements of all workers, and their totals."""

    werknemers: Mapping[str, Loonstaat]
    totaal: Loonstaat


def compute_jaaropgaaf(betalingen: Sequence[Betaling]) -> Outcome[Jaaropgaaf]:
    """Return the annual statement of the payments to one worker in one year.

    Law: Wet op de loonbelasting 1964 art. 28 and the Uitvoeringsregeling: at the end of the
    year the worker gets wage, tax and premium figures in writing.
    Reading: a benefit has no arbeidskorting. Units: euros.
    Raises ValueError without payments, or with payments of more than one year.
    """
    jaar = _one_year(betalingen)
    slips = [betaling.strook for betaling in betalingen]
    opgaaf = Jaaropgaaf(
        jaar=jaar,
        loon=_sum(slip.bruto for slip in slips),
        loonheffing=_sum(slip.inhouding for slip in slips),
        arbeidskorting=NIL,
        werkgeversheffing_zvw=_sum(slip.premies.zvw for slip in slips),
        loonheffingskorting=_credit_history(betalingen),
    )
    return Outcome(value=opgaaf, steps=(_opgaaf_step(opgaaf, len(slips)),))


def compute_verzamelloonstaat(
    betalingen: Mapping[str, Sequence[Betaling]],
) -> Outcome[Verzamelloonstaat]:
    """Return the wage statement of each worker and the totals of one year.

    Law: Uitvoeringsregeling loonbelasting 2011: the columns of the wage statement.
    Reading: a Ziektewet benefit is loon in geld (column 3). From the AOW age it is no wage for
    the employee insurances (column 8). The totals are those of the declared year.
    """
    jaar = _one_year([payment for payments in betalingen.values() for payment in payments])
    rows = {worker: _loonstaat(payments) for worker, payments in betalingen.items()}
    staat = Verzamelloonstaat(werknemers=rows, totaal=sum(rows.values(), start=Loonstaat()))
    return Outcome(value=staat, steps=(_staat_step(staat, jaar),))


def _one_year(betalingen: Sequence[Betaling]) -> int:
    years = {betaling.vraag.jaar for betaling in betalingen}
    if len(years) != 1:
        raise ValueError(f"a statement is of one year, not of {sorted(years) or 'none'}")
    return years.pop()


def _credit_history(betalingen: Sequence[Betaling]) -> tuple[Kortingstand, ...]:
    history: list[Kortingstand] = []
    for vraag in sorted((b.vraag for b in betalingen), key=attrgetter("peildatum")):
        if not history or history[-1].toegepast is not vraag.loonheffingskorting:
            history.append(Kortingstand(vraag.peildatum, vraag.loonheffingskorting))
    return tuple(history)


def _opgaaf_step(opgaaf: Jaaropgaaf, number: int) -> Step:
    return Step(
        rule="strook.jaaropgaaf",
        source="Wet op de loonbelasting 1964 (BWBR0002471), art. 28",
        inputs={"jaar": str(opgaaf.jaar), "stroken": str(number)},
        result=str(opgaaf.loon),
        text=(
            f"In {opgaaf.jaar} zijn er {number} stroken. Samen: loon {euro_text(opgaaf.loon)}, "
            f"loonheffing {euro_text(opgaaf.loonheffing)}."
        ),
    )


def _staat_step(staat: Verzamelloonstaat, jaar: int) -> Step:
    total = staat.totaal
    return Step(
        rule="strook.verzamelloonstaat",
        source="Uitvoeringsregeling loonbelasting 2011: de kolommen van de loonstaat",
        inputs={"jaar": str(jaar), "werknemers": str(len(staat.werknemers))},
        result=str(total.kolom_14),
        text=(
            f"De loonstaten van {jaar} samen: loon {euro_text(total.kolom_14)}, loonheffing "
            f"{euro_text(total.kolom_15)}, uitbetaald {euro_text(total.kolom_17)}. Let op: de "
            f"indeling in kolommen is niet nagetrokken."
        ),
    )


def _loonstaat(betalingen: Sequence[Betaling]) -> Loonstaat:
    return sum(map(_row, betalingen), start=Loonstaat())


def _row(betaling: Betaling) -> Loonstaat:
    slip = betaling.strook
    insured = betaling.vraag.groep is GeboortejaarGroep.JONGER_DAN_AOW
    return Loonstaat(
        kolom_3=slip.bruto,
        kolom_8=slip.bruto if insured else NIL,
        kolom_12=slip.bruto,
        kolom_14=slip.bruto,
        kolom_15=slip.inhouding,
        kolom_16=slip.premies.zvw_inhouding,
        kolom_17=slip.netto,
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NIL)
