"""An answer goes back to the sender, names his message and says what became of each melding."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from ontzorg.integrations.sivi.answers import (
    MOST_FAULTS,
    Uitkomst,
    Verzending,
    processed_answer,
    refused_answer,
)
from ontzorg.integrations.sivi.betekenis import Resultaat, load_betekenis
from ontzorg.integrations.sivi.faults import Fault, FaultCode, Herkomst, Meldingsleutel

HERKOMST = Herkomst(
    jaar=2026, inzender="WG-PROEF", ontvanger="ARBO-PROEF", berichtreferentienummer="REF-1"
)
VERZENDING = Verzending(
    now=datetime(2026, 11, 22, 10, 30, tzinfo=UTC),
    reference="ANTWOORD-1",
    betekenis=load_betekenis(),
)
SLEUTEL = Meldingsleutel("AANSL-1", "WG-1", "VZ-1", 3)


def found(answer: bytes, *tags: str) -> list[str | None]:
    root = etree.fromstring(answer)
    return [root.findtext(f".//{{*}}{tag}") for tag in tags]


def test_an_answer_goes_back_to_the_sender() -> None:
    answer = processed_answer(
        HERKOMST, [Uitkomst(sleutel=SLEUTEL, resultaat=Resultaat.VERWERKT)], VERZENDING
    )
    assert found(answer, "BrCd", "VnrBrCd") == ["00100", "00013"]
    assert found(answer, "IdInzndr", "IdOntvngr") == ["ARBO-PROEF", "WG-PROEF"]
    assert found(answer, "Berrefnr", "BerrefnrIngzndnBer") == ["ANTWOORD-1", "REF-1"]
    assert found(answer, "AandatBr", "AantijdBr") == ["2026-11-22", "10:30:00"]
    assert found(answer, "VrzmgvlId", "VrzmgvlVnrMld") == ["VZ-1", "3"]


@pytest.mark.parametrize(
    ("resultaat", "fault_code", "codes"),
    [
        (Resultaat.VERWERKT, "", ["01", "00000"]),
        (Resultaat.MET_OPMERKING, "", ["02", "00001"]),
        (Resultaat.NIET_VERWERKT, FaultCode.UNKNOWN_CASE, ["03", "OZ202"]),
    ],
)
def test_each_result_has_its_codes(resultaat: Resultaat, fault_code: str, codes: list[str]) -> None:
    outcome = Uitkomst(sleutel=SLEUTEL, resultaat=resultaat, fault_code=fault_code)
    answer = processed_answer(HERKOMST, [outcome], VERZENDING)
    assert found(answer, "VrwrkbhdCd", "CtrlCd") == codes


def test_more_texts_go_into_the_free_text() -> None:
    outcome = Uitkomst(
        sleutel=SLEUTEL, resultaat=Resultaat.MET_OPMERKING, teksten=("Een.", "Twee.", "x" * 600)
    )
    answer = processed_answer(HERKOMST, [outcome], VERZENDING)
    first, rest = found(answer, "MldngTkst", "VrijeTekst")
    assert first == "Een."
    assert rest is not None
    assert rest.startswith("Twee. x")
    assert len(rest) == 512


@pytest.mark.parametrize(
    ("code", "soort"),
    [
        (FaultCode.UNREADABLE, "01"),
        (FaultCode.UNKNOWN_MESSAGE, "01"),
        (FaultCode.MISSING, "06"),
        (FaultCode.REFERENCE_USED, "99"),
    ],
)
def test_a_refusal_says_what_is_wrong(code: FaultCode, soort: str) -> None:
    answer = refused_answer(HERKOMST, [Fault(code, "Dit ontbreekt.", "BrAlg/X", 4)], VERZENDING)
    assert found(answer, "BrCd", "SrtRetmldngCd", "SrtFoutCd") == ["99999", "03", soort]
    assert found(answer, "Toelchtng") == [f"{code} BrAlg/X (regel 4): Dit ontbreekt."]


def test_a_refusal_stays_small() -> None:
    faults = [Fault(FaultCode.MISSING, "x" * 1000)] * 5000
    answer = refused_answer(HERKOMST, faults, VERZENDING)
    assert answer.count(b"<Foutmldng>") == MOST_FAULTS
