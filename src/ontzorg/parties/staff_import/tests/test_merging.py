"""Two rows about one person become one, lose nothing, and can be taken apart again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import ConflictError, NotAllowedError, UserError
from ontzorg.parties.models import Dienstverband, Identificatie, Werknemer
from ontzorg.parties.selectors import find_werknemer_by_bsn
from ontzorg.parties.services import set_bsn
from ontzorg.parties.services.bankrekening import open_iban
from ontzorg.parties.services.identificatie import open_bsn
from ontzorg.parties.staff_import import merge_services, merging
from ontzorg.parties.staff_import.clearing import clear_old_merges
from ontzorg.parties.staff_import.models import PersonMerge
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, bring_in
from ontzorg.parties.staff_import.tests.stored import snapshot
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services import NewMelding, record_melding

pytestmark = [pytest.mark.login("jobs"), pytest.mark.django_db]
SANNE, KARIM, _ = world.WERKNEMERS_A
# Brought in with another spelling, so that she was not recognised.
TWICE = GOOD | {
    "Achternaam": "Boterbloem-Dijk",
    "Roepnaam": "San",
    "Voorletters": "S.",
    "Geboortedatum": "14-03-1990",
    "In dienst": "01-05-2024",
}


@pytest.fixture
def twice() -> Werknemer:
    bring_in(csv_of(TWICE))
    with acting_as(SYSTEM):
        return Werknemer.objects.get(achternaam="Boterbloem-Dijk")


def merge(kept_id: int, gone_id: int, **more: bool) -> PersonMerge:
    with acting_as(SYSTEM):
        made = merge_services.start_merge(
            actor=actor(WHO), kept_id=kept_id, gone_id=gone_id, **more
        )
    merging.merge_persons(made.pk)
    return fresh(made)


def unmerge(made: PersonMerge) -> PersonMerge:
    with acting_as(SYSTEM):
        merge_services.start_unmerge(actor=actor(WHO), merge_id=made.pk)
    merging.unmerge_persons(made.pk)
    return fresh(made)


def fresh(made: PersonMerge) -> PersonMerge:
    with acting_as(SYSTEM):
        return PersonMerge.objects.get(pk=made.pk)


def sick(werknemer_id: int) -> None:
    with acting_as(SYSTEM):
        work = Dienstverband.objects.filter(werknemer_id=werknemer_id).latest("pk")
        record_melding(
            actor=SYSTEM,
            dienstverband_id=work.pk,
            new=NewMelding(soort="ziekmelding", day=date(2026, 11, 2), percentage=100),
            today=world.TODAY,
        )


def test_the_one_who_stays_gets_what_he_lacked(twice: Werknemer) -> None:
    made = merge(SANNE, twice.pk)
    assert made.state == "done", made.notice
    with acting_as(SYSTEM):
        sanne = Werknemer.objects.get(pk=SANNE)
        assert not Werknemer.objects.filter(pk=twice.pk).exists()
        assert (sanne.achternaam, sanne.roepnaam) == ("Boterbloem", "Sanne")
        assert (sanne.telefoon, sanne.woonplaats) == (GOOD["Telefoon"], GOOD["Woonplaats"])
        assert sanne.dienstverbanden.count() == 2
        found = find_werknemer_by_bsn(SYSTEM, werkgever_id=world.WERKGEVER_A, bsn=GOOD["BSN"])
        assert found == sanne
        assert open_bsn(sanne.identificatie) == GOOD["BSN"]
        assert open_iban(sanne.bankrekening) == GOOD["IBAN"]
    for secret in (GOOD["BSN"], GOOD["IBAN"], "Boterbloem-Dijk"):
        assert secret.encode() not in bytes(made.sealed or b"")


def test_an_employment_that_both_have_is_kept_once(twice: Werknemer) -> None:
    with acting_as(SYSTEM):
        Dienstverband.objects.filter(werknemer=twice).update(begint_op=date(2020, 2, 1))
        Dienstverband.objects.filter(werknemer_id=SANNE).update(begint_op=date(2020, 2, 1))
    merge(SANNE, twice.pk)
    with acting_as(SYSTEM):
        assert Dienstverband.objects.filter(werknemer_id=SANNE).count() == 1


@pytest.mark.parametrize("same_work", [False, True])
def test_taking_apart_brings_both_back(twice: Werknemer, same_work: bool) -> None:  # noqa: FBT001
    if same_work:
        with acting_as(SYSTEM):
            Dienstverband.objects.filter(werknemer=twice).update(begint_op=date(2020, 2, 1))
    before = opened(snapshot())
    made = merge(SANNE, twice.pk)
    assert opened(snapshot()) != before
    assert unmerge(made).state == "undone"
    assert opened(snapshot()) == before
    assert fresh(made).sealed is None


def opened(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows without what is sealed anew each time."""
    return {
        name: [
            {key: value for key, value in row.items() if not key.endswith("_sealed")}
            for row in kept
        ]
        for name, kept in rows.items()
    }


def test_who_has_facts_stays(twice: Werknemer) -> None:
    with acting_as(SYSTEM):
        Werknemer.objects.filter(pk=KARIM).update(geboortedatum=date(1990, 3, 14))
    sick(twice.pk)
    made = merge(KARIM, twice.pk)
    assert (made.state, made.gone_name) == ("done", "Karim Zonneveld")
    with acting_as(SYSTEM):
        assert Verzuimdossier.objects.get().werknemer_id == twice.pk
        assert not Werknemer.objects.filter(pk=KARIM).exists()


def test_two_birth_dates_are_two_people(twice: Werknemer) -> None:
    with acting_as(SYSTEM):
        Werknemer.objects.filter(pk=twice.pk).update(geboortedatum=date(1991, 3, 14))
    before = snapshot()
    made = merge(SANNE, twice.pk)
    assert made.state == "refused"
    assert "geboortedatums verschillen" in made.notice
    assert snapshot() == before


def test_two_numbers_are_two_people(twice: Werknemer) -> None:
    with acting_as(SYSTEM):
        set_bsn(actor=SYSTEM, werknemer_id=SANNE, bsn="999990019")
    made = merge(SANNE, twice.pk)
    assert made.state == "refused"
    assert "twee personen" in made.notice


@pytest.mark.parametrize("kept", ["Sanne", "San"])
def test_of_two_numbers_the_one_that_was_checked_stays(twice: Werknemer, kept: str) -> None:
    with acting_as(SYSTEM):
        set_bsn(actor=SYSTEM, werknemer_id=SANNE, bsn="999990019")
    people = (SANNE, twice.pk) if kept == "Sanne" else (twice.pk, SANNE)
    before = opened(snapshot())
    made = merge(*people, is_bsn_checked=True)
    assert made.state == "done", made.notice
    with acting_as(SYSTEM):
        number = open_bsn(Identificatie.objects.get(werknemer_id=SANNE))
    assert number == ("999990019" if kept == "Sanne" else GOOD["BSN"])
    assert unmerge(made).state == "undone"
    assert opened(snapshot()) == before


def test_what_both_have_recorded_goes_along(twice: Werknemer) -> None:
    sick(SANNE)
    sick(twice.pk)
    assert merge(SANNE, twice.pk).state == "done"
    with acting_as(SYSTEM):
        assert [one.werknemer_id for one in Verzuimdossier.objects.all()] == [SANNE, SANNE]


def test_an_employment_runs_on_when_one_of_the_two_rows_does(twice: Werknemer) -> None:
    with acting_as(SYSTEM):
        ended = Dienstverband.objects.filter(werknemer=twice)
        ended.update(begint_op=date(2020, 2, 1), eindigt_op=date(2026, 10, 31))
    merge(twice.pk, SANNE)
    with acting_as(SYSTEM):
        assert Dienstverband.objects.get(werknemer_id=SANNE).eindigt_op is None


def test_what_was_recorded_since_keeps_them_together(twice: Werknemer) -> None:
    made = merge(SANNE, twice.pk)
    sick(SANNE)
    refused = unmerge(made)
    assert refused.state == "done"
    assert "Daarna is er iets gewijzigd" in refused.notice


def test_who_may_not_or_may_not_see_starts_nothing(twice: Werknemer) -> None:
    made = merge(SANNE, twice.pk)
    with acting_as(SYSTEM):
        with pytest.raises(NotAllowedError):
            merge_services.start_merge(actor=actor("leidinggevende"), kept_id=SANNE, gone_id=KARIM)
        with pytest.raises(Werknemer.DoesNotExist):
            merge_services.start_merge(
                actor=actor(WHO), kept_id=SANNE, gone_id=world.WERKNEMERS_B[0]
            )
        with pytest.raises(PersonMerge.DoesNotExist):
            merge_services.start_unmerge(actor=actor("werkgever_beheerder_b"), merge_id=made.pk)
        with pytest.raises(UserError):
            merge_services.start_merge(actor=actor(WHO), kept_id=SANNE, gone_id=SANNE)
    unmerge(made)
    with acting_as(SYSTEM), pytest.raises(ConflictError):
        merge_services.start_unmerge(actor=actor(WHO), merge_id=made.pk)


def test_a_job_that_comes_twice_does_nothing(twice: Werknemer) -> None:
    made = merge(SANNE, twice.pk)
    before = snapshot()
    merging.merge_persons(made.pk)
    merging.unmerge_persons(made.pk)
    assert snapshot() == before


def test_what_taking_apart_needs_goes_after_its_term(twice: Werknemer) -> None:
    made = merge(SANNE, twice.pk)
    assert clear_old_merges(now=timezone.now() + timedelta(days=29)) == 0
    assert clear_old_merges(now=timezone.now() + timedelta(days=31)) == 1
    with acting_as(SYSTEM), pytest.raises(UserError, match="te lang geleden"):
        merge_services.start_unmerge(actor=actor(WHO), merge_id=made.pk)
