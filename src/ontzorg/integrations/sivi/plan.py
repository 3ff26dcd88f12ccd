"""From a message to the meldingen in it, in our own words and in the right order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from .betekenis import Verwerking
from .faults import Fault, FaultCode, Meldingsleutel

if TYPE_CHECKING:
    from datetime import date

    from .berichten import Dienstverband, Verzuim, Verzuimmeldingen, Werkgever, Werknemer
    from .betekenis import Betekenis

WHOLE = 100
VANGNET = {"J": True, "N": False, "O": None}
ROUNDED = "Wij bewaren hele procenten: {given} is {kept} geworden."
NO_HOURS = (
    "Het percentage arbeidstherapie is niet overgenomen. Stuur ook de contracturen per week mee."
)
NO_RECOVERY = "Einde zonder herstel: alleen de einddatum van het dienstverband is overgenomen."
EARLIER_UNKNOWN = "Dit percentage geldt bij ons vanaf de eerste ziektedag."


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMelding:
    """One melding with all it brings along.

    `hersteld_op` is the first fit day. `percentage` is whole, 100 is fully sick.
    With `faults` it may not be processed; `opmerkingen` go back to the sender with the result.
    """

    sleutel: Meldingsleutel
    verwerking: Verwerking
    werkgever: Werkgever
    werknemer: Werknemer
    dienstverband: Dienstverband
    eerste_ziektedag: date
    eerste_ziektedag_oud: date | None
    ingangsdatum: date
    ingangsdatum_oud: date | None
    verzuimgeval_oud: str | None
    is_einde: bool
    hersteld_op: date | None
    percentage: int
    arbeidstherapeutisch_uren: Decimal | None
    gemeld_op: date | None
    verwacht_hersteld_op: date | None
    vangnet: bool | None
    opmerkingen: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def is_follow_up(self) -> bool:
        """Whether it tells of a later moment in a case, whatever its first day was."""
        is_later = self.ingangsdatum > self.eerste_ziektedag
        is_next = self.sleutel.volgnummer > 1
        return (is_later and is_next) or (self.is_einde and (is_later or is_next))


def plan_meldingen(bericht: Verzuimmeldingen, betekenis: Betekenis) -> list[IncomingMelding]:
    """Return the meldingen of `bericht`, each case in the order of its numbers.

    Cases keep the order in which they first appear in the message. Nothing is read or written.
    """
    meldingen = [
        _melding(werkgever, werknemer, dienstverband, verzuim, betekenis)
        for werkgever in bericht.werkgevers
        for werknemer in werkgever.werknemers
        for dienstverband in werknemer.dienstverbanden
        for verzuim in dienstverband.verzuim
    ]
    places: dict[tuple[str, str, str], int] = {}
    for melding in meldingen:
        places.setdefault(_case(melding), len(places))
    return sorted(meldingen, key=lambda each: (places[_case(each)], each.sleutel.volgnummer))


def _case(melding: IncomingMelding) -> tuple[str, str, str]:
    sleutel = melding.sleutel
    return sleutel.aansluitnummer, sleutel.identificatie_bij_arbodienst, sleutel.verzuimgeval


def _melding(
    werkgever: Werkgever,
    werknemer: Werknemer,
    dienstverband: Dienstverband,
    verzuim: Verzuim,
    betekenis: Betekenis,
) -> IncomingMelding:
    """Translate one melding; what cannot be right becomes a fault, what is lost a remark."""
    hersteld_op = verzuim.hersteldatum and verzuim.hersteldatum + betekenis.hersteldatum.distance
    return IncomingMelding(
        sleutel=Meldingsleutel(
            werkgever.aansluitnummer,
            werkgever.identificatie_bij_arbodienst,
            verzuim.verzuimgeval,
            verzuim.volgnummer,
        ),
        verwerking=betekenis.verwerking[verzuim.verwerking],
        werkgever=werkgever,
        werknemer=werknemer,
        dienstverband=dienstverband,
        eerste_ziektedag=verzuim.eerste_verzuimdag,
        eerste_ziektedag_oud=verzuim.eerste_verzuimdag_oud,
        ingangsdatum=verzuim.ingangsdatum_mutatie,
        ingangsdatum_oud=verzuim.ingangsdatum_mutatie_oud,
        verzuimgeval_oud=verzuim.verzuimgeval_oud,
        is_einde=verzuim.einde_verzuim,
        hersteld_op=hersteld_op if verzuim.einde_verzuim else None,
        percentage=min(whole_percentage(verzuim.percentage_verzuim), WHOLE),
        arbeidstherapeutisch_uren=_hours(dienstverband, verzuim),
        gemeld_op=_reported(verzuim),
        verwacht_hersteld_op=verzuim.verwachte_hersteldatum,
        vangnet=VANGNET[verzuim.vangnetgeval],
        opmerkingen=tuple(_opmerkingen(dienstverband, verzuim, betekenis)),
        faults=tuple(_faults(dienstverband, verzuim)),
    )


def whole_percentage(percentage: Decimal) -> int:
    """Return whole percents, rounded half up; part sick never becomes fit or fully sick."""
    rounded = int(percentage.quantize(Decimal(1), ROUND_HALF_UP))
    if 0 < percentage < WHOLE:
        return min(max(rounded, 1), WHOLE - 1)
    return rounded


def _hours(dienstverband: Dienstverband, verzuim: Verzuim) -> Decimal | None:
    """Return the hours of arbeidstherapie: a part of the contract hours, to the minute or so."""
    part, hours = verzuim.percentage_arbeidstherapie, dienstverband.contracturen_per_week
    if not part or hours is None:
        return None
    return (hours * part / WHOLE).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _reported(verzuim: Verzuim) -> date | None:
    """Return the day on which the werkgever heard of this melding."""
    if verzuim.einde_verzuim:
        return verzuim.herstel_gemeld_bij_werkgever_op
    return verzuim.gemeld_bij_werkgever_op


def _opmerkingen(dienstverband: Dienstverband, verzuim: Verzuim, betekenis: Betekenis) -> list[str]:
    given, kept = verzuim.percentage_verzuim, whole_percentage(verzuim.percentage_verzuim)
    is_new = betekenis.verwerking[verzuim.verwerking] is Verwerking.MELDEN
    is_late = verzuim.ingangsdatum_mutatie > verzuim.eerste_verzuimdag
    is_first = verzuim.volgnummer == 1
    possible = {
        ROUNDED.format(given=given, kept=kept): given != kept,
        NO_HOURS: bool(verzuim.percentage_arbeidstherapie)
        and dienstverband.contracturen_per_week is None,
        NO_RECOVERY: verzuim.einde_verzuim and verzuim.hersteldatum is None,
        EARLIER_UNKNOWN: is_new and is_late and is_first and not verzuim.einde_verzuim,
    }
    return [text for text, is_needed in possible.items() if is_needed]


def _faults(dienstverband: Dienstverband, verzuim: Verzuim) -> list[Fault]:
    """Return the contradictions within one melding."""
    first = verzuim.eerste_verzuimdag
    therapy = verzuim.percentage_arbeidstherapie or Decimal(0)
    recovered = verzuim.hersteldatum or first
    possible = {
        "PrcVrzm is hoger dan 100. Vul 0.00 tot en met 100.00 in.": (
            verzuim.percentage_verzuim > WHOLE
        ),
        "PrcArbther is hoger dan 100. Vul 0.00 tot en met 100.00 in.": therapy > WHOLE,
        "IngdatMutVrzm ligt voor DatEerstVrzmdg. Verbeter een van beide data.": (
            verzuim.ingangsdatum_mutatie < first
        ),
        "DatHrstld ligt voor DatEerstVrzmdg. Verbeter een van beide data.": recovered < first,
        "EndVrzmJN is J, maar DatHrstld ontbreekt. Vul de hersteldatum in, of de einddatum van "
        "het dienstverband.": (
            verzuim.einde_verzuim
            and verzuim.hersteldatum is None
            and dienstverband.einddatum is None
        ),
        "DatHrstld is ingevuld, maar EndVrzmJN is N. Zet EndVrzmJN op J of haal DatHrstld weg.": (
            verzuim.hersteldatum is not None and not verzuim.einde_verzuim
        ),
    }
    return [Fault(FaultCode.CONTRADICTION, text) for text, is_wrong in possible.items() if is_wrong]
