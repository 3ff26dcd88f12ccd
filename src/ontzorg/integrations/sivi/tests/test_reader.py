"""A message is read per melding: what is wrong is answered, what is right goes on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ontzorg.integrations.sivi.faults import FaultCode, MessageRefusedError
from ontzorg.integrations.sivi.reader import read_verzuimmeldingen

from .factory import as_bytes, bericht, verzuim

GOOD = as_bytes(bericht(verzuim()))
TWO = as_bytes(bericht(verzuim(), verzuim(volgnummer=2, percentage_verzuim=Decimal("55.00"))))

OF_ONE_MELDING = {
    "percentage without decimals": (b">55.00<", b">55<", FaultCode.FORMAT),
    "percentage missing": (b"<PrcVrzm>55.00</PrcVrzm>", b"", FaultCode.MISSING),
    "percentage twice": (
        b"<PrcVrzm>55.00</PrcVrzm>",
        b"<PrcVrzm>55.00</PrcVrzm><PrcVrzm>40.00</PrcVrzm>",
        FaultCode.TOO_MANY,
    ),
    "percentage in pieces": (b">55.00<", b">55<b>.00</b><", FaultCode.UNKNOWN_ELEMENT),
    "an element of no standard": (
        b"<PrcVrzm>55.00</PrcVrzm>",
        b"<PrcVrzm>55.00</PrcVrzm><Diagnose>griep</Diagnose>",
        FaultCode.UNKNOWN_ELEMENT,
    ),
    "an attribute": (b"<PrcVrzm>55", b'<PrcVrzm soort="x">55', FaultCode.UNKNOWN_ELEMENT),
    "loose text": (b"<PrcVrzm>55", b"hoort niet<PrcVrzm>55", FaultCode.UNKNOWN_ELEMENT),
    "wrong order": (
        b"<PrcVrzm>55.00</PrcVrzm>\n          <OorzkVrzmCd>99</OorzkVrzmCd>",
        b"<OorzkVrzmCd>99</OorzkVrzmCd><PrcVrzm>55.00</PrcVrzm>",
        FaultCode.WRONG_ORDER,
    ),
}
OF_ALL_MELDINGEN = {
    "name missing": (b"<SignNm>Proefpersoon</SignNm>", b"", FaultCode.MISSING),
    "unknown code": (b"<GslchtCd>V<", b"<GslchtCd>X<", FaultCode.FORMAT),
    "employment without start": (b"<Ingdat>2020-01-01</Ingdat>", b"", FaultCode.MISSING),
}
OF_THE_MESSAGE = {
    "no xml": (GOOD, b"%PDF-1.7", FaultCode.UNREADABLE),
    "other release": (
        b"Verzuimmeldingen/2026",
        b"Verzuimmeldingen/1999",
        FaultCode.UNKNOWN_MESSAGE,
    ),
    "wrong version": (b"<VnrBrCd>00013<", b"<VnrBrCd>00012<", FaultCode.FORMAT),
    "no reference": (b"<Berrefnr>REF-0001</Berrefnr>", b"", FaultCode.MISSING),
    "melding without case": (b"<VrzmgvlId>VZ-2026-0001</VrzmgvlId>", b"", FaultCode.MISSING),
    "no employment that we know": (b"Dnstvbnd>", b"Dnstvbndx>", FaultCode.MISSING),
    "no connection number": (b"AANSL-0001", b"", FaultCode.FORMAT),
}


def test_a_good_message_has_no_faults() -> None:
    gelezen = read_verzuimmeldingen(GOOD)
    assert gelezen.bericht == bericht(verzuim())
    assert gelezen.geweigerd == ()
    assert gelezen.herkomst.berichtreferentienummer == "REF-0001"


@pytest.mark.parametrize("name", OF_ONE_MELDING)
def test_one_bad_melding_leaves_the_other(name: str) -> None:
    old, new, code = OF_ONE_MELDING[name]
    assert TWO.count(old) == 1
    gelezen = read_verzuimmeldingen(TWO.replace(old, new))
    (refused,) = gelezen.geweigerd
    assert refused.sleutel.volgnummer == 2
    assert code in {fault.code for fault in refused.faults}
    assert all("Vrzm[2]" in fault.path and fault.line for fault in refused.faults)
    assert gelezen.bericht == bericht(verzuim())


@pytest.mark.parametrize("name", OF_ALL_MELDINGEN)
def test_a_fault_in_a_person_or_employment_spoils_its_meldingen(name: str) -> None:
    old, new, code = OF_ALL_MELDINGEN[name]
    gelezen = read_verzuimmeldingen(TWO.replace(old, new))
    assert [each.sleutel.volgnummer for each in gelezen.geweigerd] == [1, 2]
    assert {fault.code for each in gelezen.geweigerd for fault in each.faults} == {code}
    assert gelezen.bericht.werkgevers == ()


@pytest.mark.parametrize("name", OF_THE_MESSAGE)
def test_a_message_that_cannot_be_answered_per_melding_is_refused(name: str) -> None:
    old, new, code = OF_THE_MESSAGE[name]
    with pytest.raises(MessageRefusedError) as caught:
        read_verzuimmeldingen(GOOD.replace(old, new))
    assert code in {fault.code for fault in caught.value.faults}


def test_a_refused_message_still_says_where_it_came_from() -> None:
    with pytest.raises(MessageRefusedError) as caught:
        read_verzuimmeldingen(GOOD.replace(b"<VnrBrCd>00013<", b"<VnrBrCd>x<"))
    assert caught.value.herkomst.inzender == "WG-PROEF"
    assert caught.value.herkomst.berichtreferentienummer == "REF-0001"


def test_no_fault_repeats_what_stood_in_the_message() -> None:
    canary = b"Hartklachten"
    for old in (b"<PrcVrzm>55.00", b"<GslchtCd>V", b"<VrwrkCd>01", b"<Wrknmr>"):
        changed = TWO.replace(old, old.partition(b">")[0] + b">" + canary)
        refused = read_verzuimmeldingen(changed).geweigerd
        assert refused
        assert "Hart" not in " ".join(str(fault) for each in refused for fault in each.faults)


def test_causes_conflicts_and_free_text_are_read_past() -> None:
    told = GOOD.replace(b"<OorzkVrzmCd>99<", b"<OorzkVrzmCd>10<").replace(
        b"<VngntJN>N</VngntJN>",
        b"<VngntJN>N</VngntJN><WAZOCd>01</WAZOCd><ArbCnflJN>J</ArbCnflJN>",
    )
    told = told.replace(
        b"</Cntprsn>\n        </Vrzm>",
        b"</Cntprsn><VrTkst><VrijeTekst>Hartklachten</VrijeTekst></VrTkst></Vrzm>",
    )
    assert b"Hart" in told
    assert read_verzuimmeldingen(told).bericht == bericht(verzuim())
