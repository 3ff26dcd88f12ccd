"""A message becomes dossiers, with its people, once; each melding gets its own answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree
from tests.harness.world import TODAY, WERKGEVER_A, WERKNEMERS_A, actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError
from ontzorg.integrations.models import Bericht
from ontzorg.integrations.sivi import services
from ontzorg.integrations.sivi.berichten import AdresNederland, Communicatie, Verzuimmeldingen
from ontzorg.integrations.sivi.betekenis import Proefbericht, Resultaat, load_betekenis
from ontzorg.integrations.sivi.faults import FaultCode
from ontzorg.integrations.sivi.selectors import berichten_visible_to
from ontzorg.integrations.sivi.services import Ontvangst, receive
from ontzorg.parties.models import Dienstverband, Identificatie, Werkgever, Werknemer
from ontzorg.verzuim.models import Melding, MeldingIntake, Verzuimdossier

from .factory import CASE, FIRST, KOP, as_bytes, bericht, verzuim

pytestmark = pytest.mark.django_db
CHANGE, FIT = date(2026, 10, 19), date(2026, 11, 16)
HALF = verzuim(
    verwerking="02", volgnummer=2, ingangsdatum_mutatie=CHANGE, percentage_verzuim=Decimal("50.00")
)
RECOVERY = verzuim(
    verwerking="02",
    volgnummer=3,
    ingangsdatum_mutatie=FIT,
    einde_verzuim=True,
    hersteldatum=FIT,
    percentage_verzuim=Decimal("0.00"),
)
BSN = "111222333"


@pytest.fixture(params=["werkgever_beheerder", "planner"])
def sender(request: pytest.FixtureRequest) -> Iterator[str]:
    """Sign in as someone who may receive messages for employer A, which has a number now."""
    key: str = request.param
    with acting_as(actor("werkgever_beheerder")):
        Werkgever.objects.filter(pk=WERKGEVER_A).update(aansluitnummer="AANSL-0001")
    with acting_as(actor(key)):
        yield key


def numbered(message: Verzuimmeldingen, reference: str) -> Verzuimmeldingen:
    return replace(message, kop=replace(KOP, berichtreferentienummer=reference))


def take_in(sender: str, message: Verzuimmeldingen | bytes) -> Ontvangst:
    content = message if isinstance(message, bytes) else as_bytes(message)
    return receive(actor=actor(sender), content=content, file_name="bericht.xml", today=TODAY)


def with_person(message: Verzuimmeldingen, **changes: Any) -> Verzuimmeldingen:
    (werkgever,) = message.werkgevers
    (werknemer,) = werkgever.werknemers
    changed = replace(werkgever, werknemers=(replace(werknemer, **changes),))
    return replace(message, werkgevers=(changed,))


def results(ontvangst: Ontvangst) -> list[Resultaat]:
    return [each.resultaat for each in ontvangst.uitkomsten]


def text_in_answer(ontvangst: Ontvangst) -> str:
    return " ".join(str(text) for text in etree.fromstring(ontvangst.answer).itertext())


def root_of(ontvangst: Ontvangst) -> str:
    return str(etree.QName(etree.fromstring(ontvangst.answer)).localname)


def test_a_ziekmelding_brings_person_employment_and_dossier(sender: str) -> None:
    ontvangst = take_in(sender, bericht(verzuim()))
    assert results(ontvangst) == [Resultaat.VERWERKT]
    werknemer = Werknemer.objects.get(extern_id="WN-0001")
    dienstverband = Dienstverband.objects.get(werknemer=werknemer)
    assert (werknemer.werkgever_id, werknemer.achternaam) == (WERKGEVER_A, "Proefpersoon")
    assert (dienstverband.begint_op, dienstverband.uren_per_week) == (date(2020, 1, 1), Decimal(32))
    dossier = Verzuimdossier.objects.get(dienstverband=dienstverband)
    assert dossier.eerste_ziektedag == FIRST
    assert root_of(ontvangst) == "VerwerkingsmeldingWerkgeverArbodienst"


def test_a_whole_case_in_one_message_is_recorded_in_order(sender: str) -> None:
    ontvangst = take_in(sender, bericht(RECOVERY, HALF, verzuim()))
    assert results(ontvangst) == [Resultaat.VERWERKT] * 3
    recorded = Melding.objects.order_by("pk").values_list("soort", "extern_ref", "door")
    assert list(recorded) == [
        ("ziekmelding", f"{CASE}/1", "sivi"),
        ("wijziging", f"{CASE}/2", "sivi"),
        ("herstelmelding", f"{CASE}/3", "sivi"),
    ]
    assert Verzuimdossier.objects.get().hersteld_op == FIT


def test_messages_that_follow_each_other_move_one_dossier(sender: str) -> None:
    for number, melding in enumerate((verzuim(), HALF, RECOVERY)):
        take_in(sender, numbered(bericht(melding), f"REF-{number}"))
    assert Verzuimdossier.objects.get().hersteld_op == FIT
    assert Werknemer.objects.filter(achternaam="Proefpersoon").count() == 1


def test_a_change_that_comes_first_waits_for_its_ziekmelding(sender: str) -> None:
    early = take_in(sender, numbered(bericht(HALF), "REF-1"))
    assert results(early) == [Resultaat.MET_OPMERKING]
    assert "telt nog niet mee" in early.uitkomsten[0].teksten[0]
    take_in(sender, numbered(bericht(verzuim()), "REF-2"))
    assert Verzuimdossier.objects.get().percentage == 50


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"roepnaam": "Tess", "communicatie": (Communicatie(soort="07", waarde="06-00000002"),)},
        {"achternaam": "Boterbloem", "geboortedatum": date(1990, 3, 14)},
    ],
    ids=["a stranger", "a stranger with more data", "a known person"],
)
@pytest.mark.parametrize("code", ["01", "02", "03"])
def test_a_recovery_without_sickness_waits_and_counts_when_the_ziekmelding_comes(
    sender: str, person: dict[str, Any], code: str
) -> None:
    alone = with_person(bericht(replace(RECOVERY, verwerking=code)), **person)
    early = take_in(sender, numbered(alone, "REF-1"))
    assert [each.is_waiting for each in early.uitkomsten] == [True]
    assert "telt nog niet mee. Voor 16 november 2026 is geen ziekte" in text_in_answer(early)
    assert (early.bericht.meldingen_verwerkt, early.bericht.meldingen_geparkeerd) == (0, 1)
    waiting = Melding.objects.get()
    assert (waiting.soort, bool(waiting.parked_reason)) == ("herstelmelding", True)
    assert not Verzuimdossier.objects.exists()
    missing = with_person(numbered(bericht(verzuim()), "REF-2"), **person)
    assert results(take_in(sender, missing)) == [Resultaat.VERWERKT]
    waiting.refresh_from_db()
    assert waiting.parked_reason == ""
    assert Verzuimdossier.objects.get().hersteld_op == FIT


def test_a_case_that_comes_whole_in_one_melding_is_told(sender: str) -> None:
    whole = replace(RECOVERY, verwerking="01", volgnummer=1, ingangsdatum_mutatie=FIRST)
    ontvangst = take_in(sender, bericht(whole))
    assert not ontvangst.uitkomsten[0].is_waiting
    assert "samen vastgelegd" in text_in_answer(ontvangst)
    assert Verzuimdossier.objects.get().hersteld_op == FIT


def test_the_same_message_again_gives_the_same_answer(sender: str) -> None:
    first = take_in(sender, bericht(verzuim()))
    again = take_in(sender, bericht(verzuim()))
    assert again.was_known
    assert again.answer == first.answer
    assert (Bericht.objects.count(), Melding.objects.count()) == (1, 1)


def test_another_message_with_the_same_reference_is_refused(sender: str) -> None:
    take_in(sender, bericht(verzuim()))
    other = take_in(sender, bericht(HALF))
    assert [fault.code for fault in other.faults] == [FaultCode.REFERENCE_USED]
    assert root_of(other) == "Retourmelding1"
    assert Melding.objects.count() == 1


def test_a_refused_message_may_come_again_with_its_reference(sender: str) -> None:
    good = as_bytes(bericht(verzuim()))
    broken = take_in(sender, good.replace(b"<VnrBrCd>00013<", b"<VnrBrCd>00012<"))
    assert broken.faults
    assert results(take_in(sender, good)) == [Resultaat.VERWERKT]


def test_what_is_no_xml_is_answered_and_logged(sender: str) -> None:
    ontvangst = take_in(sender, b"%PDF-1.7")
    assert root_of(ontvangst) == "Retourmelding1"
    assert Bericht.objects.get().state == "geweigerd"


def test_one_bad_melding_does_not_stop_the_others(sender: str) -> None:
    good = as_bytes(bericht(verzuim(), HALF))
    ontvangst = take_in(sender, good.replace(b">50.00<", b">vijftig<"))
    assert results(ontvangst) == [Resultaat.VERWERKT, Resultaat.NIET_VERWERKT]
    assert not ontvangst.is_whole
    assert Melding.objects.count() == 1


def test_a_refused_melding_leaves_nothing_behind(sender: str) -> None:
    before = Werknemer.objects.count()
    future = verzuim(eerste_verzuimdag=date(2027, 1, 1), ingangsdatum_mutatie=date(2027, 1, 1))
    ontvangst = take_in(sender, bericht(future))
    assert results(ontvangst) == [Resultaat.NIET_VERWERKT]
    assert "ligt in de toekomst" in ontvangst.uitkomsten[0].teksten[0]
    assert Werknemer.objects.count() == before


@pytest.mark.parametrize(
    ("melding", "expected"),
    [
        (
            verzuim(
                verwerking="03",
                volgnummer=2,
                eerste_verzuimdag=date(2026, 10, 1),
                eerste_verzuimdag_oud=FIRST,
                ingangsdatum_mutatie=date(2026, 10, 1),
            ),
            [date(2026, 10, 1)],
        ),
        (verzuim(verwerking="04", volgnummer=1), []),
        (verzuim(verwerking="05", volgnummer=2), [FIRST]),
    ],
    ids=["corrected", "withdrawn", "synchronised"],
)
def test_corrections_move_or_withdraw_the_dossier(
    sender: str, melding: Any, expected: list[date]
) -> None:
    take_in(sender, numbered(bericht(verzuim()), "REF-1"))
    ontvangst = take_in(sender, numbered(bericht(melding), "REF-2"))
    assert ontvangst.is_whole
    standing = Verzuimdossier.objects.filter(withdrawn_on=None)
    assert list(standing.values_list("eerste_ziektedag", flat=True)) == expected


def test_an_unknown_employer_is_refused_per_melding(sender: str) -> None:
    message = bericht(verzuim())
    (werkgever,) = message.werkgevers
    other = replace(message, werkgevers=(replace(werkgever, aansluitnummer="ANDERS"),))
    ontvangst = take_in(sender, other)
    assert results(ontvangst) == [Resultaat.NIET_VERWERKT]
    assert "Wij kennen deze werkgever niet" in ontvangst.uitkomsten[0].teksten[0]


def test_a_message_of_which_nothing_was_processed_may_come_again(sender: str) -> None:
    early = bericht(verzuim(verwerking="04"))
    assert results(take_in(sender, early)) == [Resultaat.NIET_VERWERKT]
    take_in(sender, numbered(bericht(verzuim()), "REF-2"))
    assert results(take_in(sender, early)) == [Resultaat.VERWERKT]


def test_a_known_person_is_found_by_name_and_birth_date(sender: str) -> None:
    known = Werknemer.objects.get(pk=WERKNEMERS_A[0])
    message = with_person(
        bericht(verzuim()), achternaam=known.achternaam, geboortedatum=known.geboortedatum
    )
    assert results(take_in(sender, message)) == [Resultaat.VERWERKT]
    known.refresh_from_db()
    assert known.extern_id == "WN-0001"
    assert (known.roepnaam, known.email) == ("Sanne", "sanne@voorbeeld.example")


def test_a_number_of_someone_else_is_refused(sender: str) -> None:
    take_in(sender, numbered(bericht(verzuim()), "REF-1"))
    stranger = with_person(bericht(HALF), achternaam="Vreemdeling", geboortedatum=date(1960, 1, 1))
    ontvangst = take_in(sender, numbered(stranger, "REF-2"))
    assert "hoort bij ons bij iemand anders" in ontvangst.uitkomsten[0].teksten[0]


def test_contact_address_and_bsn_are_kept_and_a_bad_contact_is_told(sender: str) -> None:
    home = AdresNederland(soort="01", postcode="1234AB", woonplaats="Proefstad", huisnummer="7")
    nursing = replace(home, soort="06", huisnummer="9", straat="Herstelweg")
    message = with_person(
        bericht(verzuim()),
        burgerservicenummer=BSN,
        adressen_nederland=(home, nursing),
        communicatie=(
            Communicatie(soort="05", waarde="010-0000001"),
            Communicatie(soort="07", waarde="06-00000002"),
            Communicatie(soort="09", waarde="geen adres"),
        ),
    )
    ontvangst = take_in(sender, message)
    assert "niet overgenomen" in ontvangst.uitkomsten[0].teksten[0]
    werknemer = Werknemer.objects.get(extern_id="WN-0001")
    assert (werknemer.telefoon, werknemer.email) == ("06-00000002", "")
    assert (werknemer.huisnummer, werknemer.woonplaats) == ("7", "Proefstad")
    assert MeldingIntake.objects.get().verpleegadres == "Herstelweg 9, 1234AB Proefstad"
    assert Identificatie.objects.filter(werknemer=werknemer).exists()


def test_a_wrong_bsn_is_refused_with_the_melding(sender: str) -> None:
    message = with_person(bericht(verzuim()), burgerservicenummer="123456789")
    ontvangst = take_in(sender, message)
    assert "Dit BSN klopt niet" in ontvangst.uitkomsten[0].teksten[0]
    assert not Werknemer.objects.filter(extern_id="WN-0001").exists()


def test_the_end_of_an_employment_is_taken_over(sender: str) -> None:
    take_in(sender, numbered(bericht(verzuim()), "REF-1"))
    ended = verzuim(verwerking="02", volgnummer=2, einde_verzuim=True)
    ontvangst = take_in(sender, numbered(bericht(ended, einddatum=FIT), "REF-2"))
    assert results(ontvangst) == [Resultaat.MET_OPMERKING]
    assert Dienstverband.objects.get(extern_id="DV-0001").eindigt_op == FIT
    assert Verzuimdossier.objects.get().hersteld_op is None


def test_a_test_message_can_be_set_to_leave_nothing(
    sender: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_try = replace(load_betekenis(), testbericht=Proefbericht.PROBEREN)
    monkeypatch.setattr(services, "load_betekenis", lambda _path: only_try)
    ontvangst = take_in(sender, bericht(verzuim()))
    assert results(ontvangst) == [Resultaat.VERWERKT]
    assert (Melding.objects.count(), Bericht.objects.get().state) == (0, "proef")


@pytest.mark.parametrize("key", ["leidinggevende", "bedrijfsarts", "verzekeraar_claims"])
def test_others_may_not_bring_messages_in(key: str) -> None:
    with pytest.raises(NotAllowedError), acting_as(actor(key)):
        take_in(key, bericht(verzuim()))


def test_a_message_is_seen_by_its_employer_and_arbodienst_only(sender: str) -> None:
    ontvangst = take_in(sender, bericht(verzuim()))
    seen = {}
    for key in ("werkgever_beheerder", "planner", "werkgever_beheerder_b", "bedrijfsarts"):
        with acting_as(actor(key)):
            seen[key] = list(berichten_visible_to(actor(key)))
    mine = [ontvangst.bericht]
    assert list(seen.values()) == [mine, mine, [], []]


@pytest.mark.parametrize("key", ["werkgever_beheerder_b", "bedrijfsarts_b"])
def test_the_walls_hide_a_message_from_strangers(sender: str, key: str) -> None:
    take_in(sender, bericht(verzuim()))
    with acting_as(actor(key)):
        assert Bericht.objects.count() == 0
