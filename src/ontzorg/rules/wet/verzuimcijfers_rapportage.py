"""The report on absence and on what was done in time, in the terms of the sector standard.

Source: SIVI Verzuimmanagement, message RapportageArbodienstVerzekeraar (00703). Reading: a duty
whose last day lies in the period is in time when it was done on or before that day; a duty that
was never done counts as late. The number that was done counts by the day of doing. Shares of
reports are shares of all reports together (INT-093). Counts are whole, percentages have two
decimals, as the message asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.trace import Trace
from ontzorg.rules.values import Period
from ontzorg.rules.wet.verzuimcijfers import Verzuimcijfers
from ontzorg.rules.wet.verzuimcijfers_telling import Gegevens, Verzuim

BRON = "SIVI Verzuimmanagement, RapportageArbodienstVerzekeraar (00703)"
_HUNDREDTH = Decimal("0.01")
# Duty, and the two fields of the message: how many were done, and which share was in time.
PLICHTEN = {
    "probleemanalyse": ("AantalProbleemanalysesOpgesteld", "PercentageProbleemanalysesOpTijd"),
    "plan_van_aanpak": ("AantalPlannenVanAanpakOpgesteld", "PercentagePlannenVanAanpakOpTijd"),
    "melding_42_weken": (
        "AantalTweeenveertigWeeksmeldingenGedaan",
        "PercentageTweeenveertigWeeksmeldingenOpTijd",
    ),
    "eerstejaarsevaluatie": (
        "AantalEindejaarsevaluatiesGedaan",
        "PercentageEindejaarsevaluatiesOpTijd",
    ),
    "re_integratieverslag": (
        "AantalReintegratieverslagenOpgesteld",
        "PercentageReintegratieverslagenOpTijd",
    ),
}
KLASSEN = {
    "kort": "Kort",
    "middellang": "Middellang",
    "lang": "Lang",
    "extra_lang": "ExtraLang",
}
# Every field that we can fill, in the order of the message.
REPORT_FIELDS = (
    "AantalMeldingen",
    "AantalVerzuimmeldingen",
    "AantalVerzuimdagen",
    "Verzuimpercentage",
    "Verzuimfrequentie",
    "AantalDeelherstelmeldingen",
    "PercentageDeelherstelmeldingen",
    "AantalHerstelmeldingen",
    "PercentageHerstelmeldingen",
    "GemiddeldeVerzuimduur",
    *(f"Ziekteverzuimpercentage{name}" for name in KLASSEN.values()),
    *(f"AantalMeldingenVerzuim{name}" for name in KLASSEN.values()),
    *(f"AantalZiekdagen{name}" for name in KLASSEN.values()),
    *(name for names in PLICHTEN.values() for name in names),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plicht:
    """A duty of the poortwachter: its last day, and when it was done."""

    soort: str
    uiterlijk: date
    gedaan_op: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meldingtelling:
    """How many partial and full recoveries were reported in the period."""

    deelherstel: int
    herstel: int


def count_meldingen(gegevens: Gegevens, periode: Period) -> Meldingtelling:
    """Count recoveries in the period: full by the first fit day, partial by a lower percentage."""
    full = [row.hersteld_op for row in gegevens.verzuim if row.hersteld_op is not None]
    return Meldingtelling(
        deelherstel=sum(_partial_recoveries(row, periode) for row in gegevens.verzuim),
        herstel=sum(day in periode for day in full),
    )


def compute_rapportage(
    cijfers: Verzuimcijfers, telling: Meldingtelling, plichten: Iterable[Plicht], periode: Period
) -> Outcome[Mapping[str, Decimal | int]]:
    """Return the fields of the report; a share of nothing is left out."""
    trace = Trace()
    fields: dict[str, Decimal | int] = {}
    _add_meldingen(fields, cijfers, telling)
    _add_cijfers(fields, cijfers)
    for klasse in cijfers.klassen:
        name = KLASSEN[klasse.naam]
        fields[f"Ziekteverzuimpercentage{name}"] = klasse.percentage
        fields[f"AantalMeldingenVerzuim{name}"] = klasse.meldingen
        fields[f"AantalZiekdagen{name}"] = _whole(klasse.dagen)
    rows = tuple(plichten)
    for soort in PLICHTEN:
        _add_plicht(fields, soort, [row for row in rows if row.soort == soort], periode, trace)
    return trace.outcome({name: fields[name] for name in REPORT_FIELDS if name in fields})


def _partial_recoveries(row: Verzuim, periode: Period) -> int:
    changes = [(row.eerste_ziektedag, 100), *sorted(row.percentages)]
    pairs = pairwise(changes)
    return sum(later < before and day in periode for (_, before), (day, later) in pairs)


def _add_meldingen(
    fields: dict[str, Decimal | int], cijfers: Verzuimcijfers, telling: Meldingtelling
) -> None:
    total = cijfers.meldingen + telling.deelherstel + telling.herstel
    fields["AantalMeldingen"] = total
    fields["AantalVerzuimmeldingen"] = cijfers.meldingen
    fields["AantalDeelherstelmeldingen"] = telling.deelherstel
    fields["AantalHerstelmeldingen"] = telling.herstel
    if total:
        fields["PercentageDeelherstelmeldingen"] = _share(telling.deelherstel, total)
        fields["PercentageHerstelmeldingen"] = _share(telling.herstel, total)


def _add_cijfers(fields: dict[str, Decimal | int], cijfers: Verzuimcijfers) -> None:
    fields["AantalVerzuimdagen"] = _whole(cijfers.verzuimde_dagen)
    if cijfers.verzuimpercentage is not None:
        fields["Verzuimpercentage"] = cijfers.verzuimpercentage
    if cijfers.meldingsfrequentie is not None:
        fields["Verzuimfrequentie"] = _whole(cijfers.meldingsfrequentie)
    if cijfers.gemiddelde_duur is not None:
        fields["GemiddeldeVerzuimduur"] = _whole(cijfers.gemiddelde_duur)


def _add_plicht(
    fields: dict[str, Decimal | int], soort: str, rows: list[Plicht], periode: Period, trace: Trace
) -> None:
    count, share = PLICHTEN[soort]
    done = sum(row.gedaan_op is not None and row.gedaan_op in periode for row in rows)
    due = [row for row in rows if row.uiterlijk in periode]
    in_time = sum(row.gedaan_op is not None and row.gedaan_op <= row.uiterlijk for row in due)
    fields[count] = done
    if not due:
        return
    fields[share] = trace.amount(
        f"rapportage.{soort}",
        "op_tijd * 100 / verwacht",
        _share(in_time, len(due)),
        f"Van de {len(due)} die in de periode klaar moesten zijn, waren er {in_time} op tijd.",
        source=BRON,
        op_tijd=Decimal(in_time),
        verwacht=Decimal(len(due)),
    )


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(_HUNDREDTH, ROUND_HALF_UP)


def _whole(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_UP))
