"""The answers to a message: what became of each melding, or why nothing could be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .antwoorden import (
    Foutmelding,
    Retourmelding1,
    Verwerkingsmelding,
    VerwerkingsmeldingWerkgeverArbodienst,
    VrijeTekst,
)
from .berichten import Berichtkop
from .betekenis import Resultaat, SoortFout
from .faults import Fault, FaultCode, Herkomst, Meldingsleutel
from .reader import ROOT
from .releases import message_of
from .writer import write_message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from .betekenis import Betekenis

SOFTWARE = "Ontzorg"
LONGEST_TEXT = 512
MOST_FAULTS = 100
DONE = "Verwerkt."
OF_THE_FILE = {FaultCode.UNREADABLE, FaultCode.UNKNOWN_MESSAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """What became of one melding; `teksten` tell the sender what he must know or do.

    One that `is_waiting` is kept, and counts by itself when what it waits for comes in.
    """

    sleutel: Meldingsleutel
    resultaat: Resultaat
    teksten: tuple[str, ...] = ()
    fault_code: str = ""
    is_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzending:
    """The moment of the answer, its own reference, and the meaning of the codes."""

    now: datetime
    reference: str
    betekenis: Betekenis


def processed_answer(
    herkomst: Herkomst, uitkomsten: Iterable[Uitkomst], verzending: Verzending
) -> bytes:
    """Return a `VerwerkingsmeldingWerkgeverArbodienst` with one result for each melding."""
    message = message_of("VerwerkingsmeldingWerkgeverArbodienst", herkomst.jaar)
    answered = message_of(ROOT, herkomst.jaar)
    code, version = (answered.element(f"BrAlg/{tag}").only_code for tag in ("BrCd", "VnrBrCd"))
    content = VerwerkingsmeldingWerkgeverArbodienst(
        kop=_kop(herkomst, verzending, code, version),
        meldingen=tuple(_result(each, verzending.betekenis) for each in uitkomsten),
    )
    return write_message(content, message)


def refused_answer(herkomst: Herkomst, faults: Iterable[Fault], verzending: Verzending) -> bytes:
    """Return a `Retourmelding1` with the first faults of a message that was not processed."""
    message = message_of("Retourmelding1", herkomst.jaar)
    code, version = (message.element(f"BrAlg/{tag}").only_code for tag in ("BrCd", "VnrBrCd"))
    soort = verzending.betekenis.soort_retourmelding
    fouten = [_foutmelding(fault, verzending.betekenis) for fault in faults]
    content = Retourmelding1(
        kop=_kop(herkomst, verzending, code, version, soort), fouten=tuple(fouten[:MOST_FAULTS])
    )
    return write_message(content, message)


def _kop(
    herkomst: Herkomst,
    verzending: Verzending,
    code: str,
    version: str,
    soort_retourmelding: str | None = None,
) -> Berichtkop:
    """Return the head of an answer: back to where the message came from."""
    return Berichtkop(
        berichtcode=code,
        versienummer=version,
        aanmaakdatum=verzending.now.date(),
        aanmaaktijd=verzending.now.time().replace(microsecond=0),
        inzender=herkomst.ontvanger,
        softwarepakket=SOFTWARE,
        ontvanger=herkomst.inzender,
        berichtreferentienummer=verzending.reference,
        referentienummer_ingezonden_bericht=herkomst.berichtreferentienummer,
        test=herkomst.test,
        ontvangstbevestiging=False,
        soort_retourmelding=soort_retourmelding,
    )


def _result(uitkomst: Uitkomst, betekenis: Betekenis) -> Verwerkingsmelding:
    first, *more = [text for text in uitkomst.teksten if text.strip()] or [DONE]
    rest = " ".join(more)[:LONGEST_TEXT].strip()
    code = uitkomst.fault_code or uitkomst.resultaat.value
    sleutel = uitkomst.sleutel
    return Verwerkingsmelding(
        verwerkbaarheid=betekenis.verwerkbaarheid[uitkomst.resultaat],
        verzuimgeval=sleutel.verzuimgeval,
        volgnummer=sleutel.volgnummer,
        aansluitnummer=sleutel.aansluitnummer,
        identificatie_bij_arbodienst=sleutel.identificatie_bij_arbodienst,
        controlecode=betekenis.controlecode.get(code, code),
        meldingstekst=first.strip()[:LONGEST_TEXT],
        vrije_tekst=VrijeTekst(tekst=rest) if rest else None,
    )


def _foutmelding(fault: Fault, betekenis: Betekenis) -> Foutmelding:
    soort = SoortFout.INHOUD
    if fault.code in OF_THE_FILE:
        soort = SoortFout.BESTAND
    elif fault.code == FaultCode.REFERENCE_USED:
        soort = SoortFout.OVERIG
    toelichting = f"{fault.code} {fault}"[:LONGEST_TEXT]
    return Foutmelding(soort=betekenis.soort_fout[soort], toelichting=toelichting)
