"""The maatregel for a broken duty: how much of the ziekengeld, and for how long.

Law: Ziektewet (BWBR0001888) art. 45, Maatregelenbesluit socialezekerheidswetten (BWBR0022445)
art. 2 and further, Beleidsregel maatregelen UWV (BWBR0023789), read in the text of 2017. Only UWV
imposes a maatregel; the eigenrisicodrager proposes.
Reading: lateness raises percentage and duration in category 1 and 2; reduced or increased blame
shifts the percentage; a repetition within two years makes it half as much again, at most 100; a
maatregel takes at least EUR 25.00 (37.50 when repeated), and of several only the highest counts.
It is taken off after the income and before the tax (INT-071).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.dates import DAY, add_months, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.geld_afronding import euro_text, percent_text, round_half_up
from ontzorg.rules.wet.maatregelen_tabel import Categorie, find_categorie

MINIMUM = load_parameter("wet/maatregelen/minimum")
HERHALING_MINIMUM = load_parameter("wet/maatregelen/herhaling_minimum")
HERHALING_PROCENT = load_parameter("wet/maatregelen/herhaling_procent")
HERHALING_JAREN = load_parameter("wet/maatregelen/herhaling_jaren")
WAARSCHUWING = load_parameter("wet/maatregelen/waarschuwing_dagen")

HUNDRED = Decimal(100)
ZERO = Decimal(0)
MONTHS_IN_YEAR = 12
_WARNING_CATEGORY = 1


class Verwijtbaarheid(StrEnum):
    """How much someone is to blame."""

    GEEN = "geen"
    VERMINDERD = "verminderd"
    NORMAAL = "normaal"
    VERHOOGD = "verhoogd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtreding:
    """A broken duty.

    `ingang` is the first day of the next payment period, `vorige_op` the day of the previous
    overtreding of the same kind, `gekozen_procent` the choice that category 5 leaves.
    """

    categorie: int
    vastgesteld_op: date
    ingang: date
    dagen_te_laat: int = 0
    verwijtbaarheid: Verwijtbaarheid = Verwijtbaarheid.NORMAAL
    vorige_op: date | None = None
    eerder_gewaarschuwd: bool = False
    gekozen_procent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatregel:
    """What is taken off; `laatste_dag` is empty when it never ends.

    `waarschuwing` says that a warning may take its place.
    """

    percentage: Decimal
    ingang: date
    laatste_dag: date | None
    minimum: Decimal
    waarschuwing: bool = False

    def holds_on(self, day: date) -> bool:
        """Say whether something is taken off on `day`."""
        before_end = self.laatste_dag is None or day <= self.laatste_dag
        return bool(self.percentage) and self.ingang <= day and before_end


def decide_maatregel(overtreding: Overtreding) -> Outcome[Maatregel]:
    """Return the maatregel for one overtreding; see the module for law and reading.

    Raises ValueError for category 5 without one of its choices, NoValueError for a day before
    the table.
    """
    trace = Trace()
    categorie = find_categorie(overtreding.categorie, overtreding.vastgesteld_op)
    repeated = _is_repeated(trace, overtreding)
    percentage = _percentage(trace, categorie, overtreding, repeated=repeated)
    last = _last_day(categorie, overtreding) if percentage else overtreding.ingang - DAY
    minimum = trace.look_up(HERHALING_MINIMUM if repeated else MINIMUM, overtreding.vastgesteld_op)
    maatregel = Maatregel(
        percentage=percentage,
        ingang=overtreding.ingang,
        laatste_dag=last,
        minimum=minimum,
        waarschuwing=_may_warn(trace, overtreding),
    )
    _note(trace, categorie, maatregel)
    return trace.outcome(maatregel)


def choose_highest(maatregelen: Iterable[Maatregel]) -> Maatregel | None:
    """Return the highest maatregel: of several only that one counts (samenloop)."""
    return max(maatregelen, key=_height, default=None)


def maatregel_bedrag(maatregel: Maatregel, ziekengeld: Decimal) -> Outcome[Decimal]:
    """Return what the maatregel takes of the ziekengeld over its whole duration, in EUR."""
    trace = Trace()
    share = round_half_up(maatregel.percentage * ziekengeld / HUNDRED)
    amount = min(ziekengeld, max(share, maatregel.minimum)) if maatregel.percentage else ZERO
    trace.amount(
        "maatregel.bedrag",
        "min(U, max(p / 100 * U, m))" if maatregel.percentage else "0 * U",
        amount,
        f"De maatregel kost {euro_text(amount)}.",
        source="Maatregelenbesluit socialezekerheidswetten (BWBR0022445)",
        U=ziekengeld,
        p=maatregel.percentage,
        m=maatregel.minimum,
    )
    return trace.outcome(amount)


def _is_repeated(trace: Trace, overtreding: Overtreding) -> bool:
    if overtreding.vorige_op is None:
        return False
    years = int(trace.look_up(HERHALING_JAREN, overtreding.vastgesteld_op))
    return overtreding.vastgesteld_op < add_months(overtreding.vorige_op, years * MONTHS_IN_YEAR)


def _percentage(
    trace: Trace, categorie: Categorie, overtreding: Overtreding, *, repeated: bool
) -> Decimal:
    match overtreding.verwijtbaarheid:
        case Verwijtbaarheid.GEEN:
            return ZERO
        case Verwijtbaarheid.VERHOOGD if categorie.verhoogd is not None:
            percentage = categorie.verhoogd
        case _ if categorie.keuzes:
            percentage = _chosen(categorie, overtreding)
        case _:
            percentage = categorie.percentage_late(overtreding.dagen_te_laat)
    if overtreding.verwijtbaarheid is Verwijtbaarheid.VERMINDERD:
        percentage = categorie.verminderd.get(percentage, categorie.minimum)
    if not repeated:
        return percentage
    raised = percentage * trace.look_up(HERHALING_PROCENT, overtreding.vastgesteld_op) / HUNDRED
    return min(HUNDRED, raised)


def _chosen(categorie: Categorie, overtreding: Overtreding) -> Decimal:
    if overtreding.gekozen_procent not in categorie.keuzes:
        choices = ", ".join(str(choice) for choice in categorie.keuzes)
        raise ValueError(f"kies het percentage uit {choices}")
    return overtreding.gekozen_procent


def _last_day(categorie: Categorie, overtreding: Overtreding) -> date | None:
    """Return the last day; None for a permanent maatregel, which full blame alone gives."""
    reduced = overtreding.verwijtbaarheid is Verwijtbaarheid.VERMINDERD
    months = categorie.months_late(overtreding.dagen_te_laat, reduced=reduced)
    return None if months is None else add_months(overtreding.ingang, months) - DAY


def _may_warn(trace: Trace, overtreding: Overtreding) -> bool:
    if overtreding.categorie != _WARNING_CATEGORY or overtreding.eerder_gewaarschuwd:
        return False
    most = int(trace.look_up(WAARSCHUWING, overtreding.vastgesteld_op))
    return 0 < overtreding.dagen_te_laat <= most


def _height(maatregel: Maatregel) -> tuple[Decimal, date]:
    return maatregel.percentage, maatregel.laatste_dag or date.max


def _note(trace: Trace, categorie: Categorie, maatregel: Maatregel) -> None:
    until = "blijvend" if maatregel.laatste_dag is None else dutch_date(maatregel.laatste_dag)
    text = f"De maatregel is {percent_text(maatregel.percentage)}, tot en met: {until}."
    if not maatregel.percentage:
        text = "De zieke kan er niets aan doen. Er is geen maatregel."
    elif maatregel.waarschuwing:
        text += " Een waarschuwing kan in de plaats komen."
    inputs = {"categorie": str(categorie.nummer), "ingang": str(maatregel.ingang)}
    result = str(maatregel.percentage)
    trace.note("maatregel.oordeel", inputs, result, text, source=categorie.source)
