"""Employers keep their people: checked, sealed, seen by department, never overwritten unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.harness import world
from tests.harness.world import actor, dienstverband_of

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import ConflictError, NotAllowedError, UserError
from ontzorg.access.models import AuditEvent, Mandate
from ontzorg.parties import selectors, services
from ontzorg.parties.models import Afdeling, Dienstverband, Identificatie, Werkgever, Werknemer
from ontzorg.parties.services import DienstverbandData, WerknemerData
from ontzorg.verzuim.services import NewMelding, record_melding

pytestmark = pytest.mark.django_db

TODAY = world.TODAY
SANNE, KARIM, MIEKE = world.WERKNEMERS_A
PERSON = WerknemerData(voorletters="T.", achternaam="Testman", geboortedatum=date(1980, 5, 6))
BSN, OTHER_BSN = "111222333", "123456782"


def hire(**values: Any) -> Werknemer:
    """Register someone at employer A."""
    who = actor("werkgever_beheerder")
    with acting_as(who):
        return services.register_werknemer(
            actor=who,
            werkgever_id=world.WERKGEVER_A,
            data=replace(PERSON, **values),
            today=TODAY,
        )


def test_a_new_person_is_seen_by_all_who_serve_the_employer() -> None:
    made = hire()
    assert made.arbodienst_id == world.ARBODIENST_A
    for key in ("bedrijfsarts", "ontzorgmanager"):
        with acting_as(actor(key)):
            assert selectors.werknemers_visible_to(actor(key)).filter(pk=made.pk).exists()
    with acting_as(actor("bedrijfsarts_b")):
        assert not Werknemer.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"achternaam": " "}, "achternaam"),
        ({"voorletters": ""}, "voorletters"),
        ({"geboortedatum": date(2027, 1, 1)}, "geboortedatum"),
        ({"geboortedatum": date(1899, 1, 1)}, "geboortedatum"),
        ({"email": "nergens"}, "naam@bedrijf.nl"),
    ],
)
def test_an_impossible_person_is_refused(values: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        hire(**values)


def test_a_staff_number_belongs_to_one_person() -> None:
    hire(extern_id="P-1")
    with pytest.raises(UserError, match="al van een andere"):
        hire(extern_id="P-1")


@pytest.mark.parametrize("key", ["leidinggevende", "ontzorgmanager", "bedrijfsarts", "medewerker"])
def test_only_who_manages_staff_adds_people(key: str) -> None:
    who = actor(key)
    with acting_as(who), pytest.raises(NotAllowedError):
        services.register_werknemer(
            actor=who, werkgever_id=world.WERKGEVER_A, data=PERSON, today=TODAY
        )


def test_the_second_editor_is_told() -> None:
    made = hire()
    who = actor("werkgever_beheerder")
    change: dict[str, Any] = {"actor": who, "werknemer_id": made.pk, "version": 1, "today": TODAY}
    with acting_as(who):
        changed = services.change_werknemer(data=replace(PERSON, telefoon="0612345678"), **change)
        assert (changed.version, changed.telefoon) == (2, "0612345678")
        with pytest.raises(ConflictError):
            services.change_werknemer(data=replace(PERSON, telefoon="0687654321"), **change)
        assert Werknemer.objects.get(pk=made.pk).telefoon == "0612345678"


def test_a_bsn_is_sealed_found_and_shown_only_with_a_reason() -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who):
        services.set_bsn(actor=who, werknemer_id=SANNE, bsn="1112.22.333")
        stored = Identificatie.objects.get(pk=SANNE)
        assert BSN.encode() not in bytes(stored.bsn_sealed) + bytes(stored.bsn_index)
        found = selectors.find_werknemer_by_bsn(who, werkgever_id=world.WERKGEVER_A, bsn=BSN)
        assert found is not None
        assert found.pk == SANNE
        shown = services.reveal_bsn(actor=who, werknemer_id=SANNE, purpose="42e-weekmelding")
        assert shown == BSN
        with pytest.raises(UserError, match="waarvoor"):
            services.reveal_bsn(actor=who, werknemer_id=SANNE, purpose=" ")
    with acting_as(actor("medewerker")):
        event = AuditEvent.objects.get(action="bsn.getoond")
        assert (event.purpose, event.fields) == ("42e-weekmelding", ["bsn"])


@pytest.mark.parametrize("bsn", ["111222334", "12345", "abcdefghi", "", "000000000"])
def test_a_number_that_fails_the_elfproef_is_refused(bsn: str) -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who), pytest.raises(UserError, match="BSN klopt niet"):
        services.set_bsn(actor=who, werknemer_id=SANNE, bsn=bsn)


def test_a_bsn_belongs_to_one_person_of_an_employer() -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who):
        services.set_bsn(actor=who, werknemer_id=SANNE, bsn=BSN)
        with pytest.raises(UserError, match="hoort al bij een andere"):
            services.set_bsn(actor=who, werknemer_id=KARIM, bsn=BSN)
        services.set_bsn(actor=who, werknemer_id=SANNE, bsn=OTHER_BSN)
        services.set_bsn(actor=who, werknemer_id=KARIM, bsn=BSN)


@pytest.mark.parametrize("key", ["leidinggevende", "ontzorgmanager", "bedrijfsarts", "planner"])
def test_few_see_a_bsn(key: str) -> None:
    who = actor(key)
    with acting_as(who), pytest.raises(NotAllowedError):
        services.reveal_bsn(actor=who, werknemer_id=SANNE, purpose="nieuwsgierig")


def test_a_leidinggevende_sees_his_own_department() -> None:
    who = actor("leidinggevende")
    with acting_as(who):
        people = selectors.werknemers_visible_to(who)
        assert {person.pk for person in people} == {SANNE, KARIM}
        assert {each.pk for each in selectors.afdelingen_visible_to(who)} == {world.AFDELING_A1}
        with pytest.raises(ObjectDoesNotExist):
            selectors.lock_dienstverband(dienstverband_of(MIEKE), actor=who)


@pytest.mark.parametrize(
    ("text", "found"),
    [("boter", {SANNE}), ("KARIM", {KARIM}), ("veld", set()), ("", {SANNE, KARIM, MIEKE})],
)
def test_people_are_found_by_the_start_of_a_name(text: str, found: set[int]) -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who):
        assert {person.pk for person in selectors.search_werknemers(who, text)} == found


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"eindigt_op": date(2021, 1, 1)}, "laatste dag ligt voor de eerste"),
        ({"begint_op": date(1980, 1, 1)}, "voor de geboortedatum"),
        ({"uren_per_week": Decimal(61)}, "tussen 0 en 60"),
        ({"uren_per_week": Decimal(0)}, "tussen 0 en 60"),
        ({"afdeling_id": world.AFDELING_B1}, "afdeling van deze werkgever"),
    ],
)
def test_an_impossible_employment_is_refused(values: dict[str, Any], words: str) -> None:
    made = hire()
    who = actor("werkgever_beheerder")
    data = DienstverbandData(**{"begint_op": date(2022, 1, 1), **values})
    with acting_as(who), pytest.raises(UserError, match=words):
        services.register_dienstverband(actor=who, werknemer_id=made.pk, data=data)


def test_an_employment_is_added_once_and_can_end() -> None:
    made = hire()
    who = actor("werkgever_beheerder")
    data = DienstverbandData(begint_op=date(2022, 1, 1), afdeling_id=world.AFDELING_A1)
    with acting_as(who):
        added = services.register_dienstverband(actor=who, werknemer_id=made.pk, data=data)
        with pytest.raises(UserError, match="is er al"):
            services.register_dienstverband(actor=who, werknemer_id=made.pk, data=data)
        end: dict[str, Any] = {"actor": who, "dienstverband_id": added.pk}
        ended = services.end_dienstverband(eindigt_op=date(2026, 12, 31), version=1, **end)
        assert (ended.eindigt_op, ended.version) == (date(2026, 12, 31), 2)
        with pytest.raises(ConflictError):
            services.end_dienstverband(eindigt_op=None, version=1, **end)
        with pytest.raises(UserError, match="laatste dag ligt voor"):
            services.end_dienstverband(eindigt_op=date(2021, 1, 1), version=2, **end)


def test_an_employment_can_move_to_another_department() -> None:
    who = actor("werkgever_beheerder")
    employment = dienstverband_of(SANNE)
    data = DienstverbandData(begint_op=date(2020, 2, 1), afdeling_id=world.AFDELING_A2)
    change: dict[str, Any] = {"actor": who, "dienstverband_id": employment, "data": data}
    change["today"] = world.TODAY
    with acting_as(who):
        changed = services.change_dienstverband(version=1, **change)
        assert (changed.afdeling_id, changed.version) == (world.AFDELING_A2, 2)
        with pytest.raises(ConflictError):
            services.change_dienstverband(version=1, **change)
    with acting_as(actor("leidinggevende")):
        people = selectors.werknemers_visible_to(actor("leidinggevende"))
        assert {person.pk for person in people} == {KARIM}


def test_a_department_is_made_once() -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who):
        make: dict[str, Any] = {"actor": who, "werkgever_id": world.WERKGEVER_A}
        first = services.register_afdeling(name="Bezorging", **make)
        again = services.register_afdeling(name=" Bezorging ", **make)
        assert first.pk == again.pk
        with pytest.raises(UserError, match="naam van de afdeling"):
            services.register_afdeling(name=" ", **make)


def test_another_employer_is_out_of_reach() -> None:
    who = actor("werkgever_beheerder")
    with acting_as(who):
        with pytest.raises(ObjectDoesNotExist):
            services.register_afdeling(actor=who, werkgever_id=world.WERKGEVER_B, name="Spion")
        with (
            pytest.raises(DatabaseError, match=r"not yours to share|row-level security"),
            transaction.atomic(),
        ):
            Afdeling.objects.create(werkgever_id=world.WERKGEVER_B, name="Spion")


@pytest.mark.login("jobs")
def test_every_row_follows_a_new_mandate() -> None:
    with acting_as(SYSTEM):
        new = NewMelding(soort="ziekmelding", day=date(2026, 1, 5))
        employment = dienstverband_of(SANNE)
        record_melding(actor=SYSTEM, dienstverband_id=employment, new=new, today=TODAY)
        services.set_bsn(actor=SYSTEM, werknemer_id=SANNE, bsn=BSN)
        _move(world.ARBODIENST_B)
        follow: dict[str, Any] = {
            "actor": SYSTEM,
            "werkgever_id": world.WERKGEVER_A,
            "today": TODAY,
        }
        assert services.follow_mandates(**follow) > 30
        assert services.follow_mandates(**follow) == 0
        for model in (Werkgever, Werknemer, Dienstverband, Identificatie):
            kept = model.objects.filter(arbodienst_id=world.ARBODIENST_A)
            assert not kept.exists(), model
        assert Afdeling.objects.get(pk=world.AFDELING_B1).arbodienst_id == world.ARBODIENST_B


def _move(organisation_id: int) -> None:
    """End the mandate of arbodienst A for employer A and give it to another."""
    mandate = Mandate.objects.get(werkgever_id=world.WERKGEVER_A, kind="arbodienst")
    mandate.period = DateRange(world.START, TODAY)
    mandate.save()
    Mandate.objects.create(
        werkgever_id=world.WERKGEVER_A,
        organisation_id=organisation_id,
        kind="arbodienst",
        period=DateRange(TODAY, None),
    )
