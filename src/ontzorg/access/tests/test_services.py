"""Roles and mandates: who gets in, and what is refused with a trace."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.harness import world

from ontzorg.access import services
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.access.models import (
    Account,
    Deputy,
    Mandate,
    Membership,
    Organisation,
    OutboxMessage,
)
from ontzorg.access.roles import Role
from ontzorg.access.selectors import with_deputised

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]
START = date(2026, 1, 1)


def _give(account: Account, organisation_id: int, role: Role) -> Membership:
    organisation = Organisation.objects.get(pk=organisation_id)
    return services.add_membership(
        actor=SYSTEM, account=account, organisation=organisation, role=role, start=START
    )


@pytest.fixture
def newcomer() -> Account:
    with acting_as(SYSTEM):
        return services.create_account(actor=SYSTEM, email="Nieuw@Voorbeeld.example", name="Nieuw")


def test_an_address_is_kept_in_lower_case_and_used_once(newcomer: Account) -> None:
    assert newcomer.email == "nieuw@voorbeeld.example"
    with acting_as(SYSTEM), pytest.raises(UserError, match="al een account"):
        services.create_account(actor=SYSTEM, email="NIEUW@voorbeeld.example", name="Ander")


def test_employer_and_medical_side_for_the_same_people_is_refused_and_logged(
    newcomer: Account,
) -> None:
    with acting_as(SYSTEM):
        _give(newcomer, world.WERKGEVER_A, Role.WERKGEVER_BEHEERDER)
    before = _lines_in_log()
    with acting_as(SYSTEM):
        with pytest.raises(services.DoubleRoleError):
            _give(newcomer, world.ARBODIENST_A, Role.BEDRIJFSARTS)
        assert Membership.objects.filter(account=newcomer).count() == 1
    assert _lines_in_log() == before + 1


def _lines_in_log() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM audit.head WHERE chain = 'platform'")
        return int(cursor.fetchone()[0])


def test_another_employer_than_the_arbodienst_serves_is_no_double_role(newcomer: Account) -> None:
    with acting_as(SYSTEM):
        _give(newcomer, world.WERKGEVER_A, Role.WERKGEVER_BEHEERDER)
        assert _give(newcomer, world.ARBODIENST_B, Role.BEDRIJFSARTS).pk


def test_a_mandate_that_would_make_a_double_role_is_refused(newcomer: Account) -> None:
    with acting_as(SYSTEM):
        _give(newcomer, world.WERKGEVER_A, Role.LEIDINGGEVENDE)
        _give(newcomer, world.ARBODIENST_B, Role.PLANNER)
        with pytest.raises((services.DoubleRoleError, UserError)):
            services.give_mandate(
                actor=SYSTEM,
                werkgever=Organisation.objects.get(pk=world.WERKGEVER_A),
                organisation=Organisation.objects.get(pk=world.ARBODIENST_B),
                start=START,
                today=world.TODAY,
            )


def test_a_role_must_fit_the_organisation(newcomer: Account) -> None:
    with acting_as(SYSTEM), pytest.raises(UserError, match="past niet"):
        _give(newcomer, world.WERKGEVER_A, Role.BEDRIJFSARTS)


def test_a_role_is_given_once(newcomer: Account) -> None:
    with acting_as(SYSTEM):
        _give(newcomer, world.WERKGEVER_A, Role.LEIDINGGEVENDE)
        with pytest.raises(UserError, match="heeft deze rol al"):
            _give(newcomer, world.WERKGEVER_A, Role.LEIDINGGEVENDE)
        assert _give(newcomer, world.WERKGEVER_A, Role.WERKGEVER_BEHEERDER).pk


def test_the_role_of_a_medewerker_names_the_person(newcomer: Account) -> None:
    with acting_as(SYSTEM), pytest.raises(UserError, match="Kies de medewerker"):
        _give(newcomer, world.WERKGEVER_A, Role.MEDEWERKER)


def test_a_mandate_is_given_once_and_to_who_works_for_employers() -> None:
    werkgever = Organisation(pk=world.WERKGEVER_A, kind="werkgever")
    adviseur = Organisation(pk=world.ADVISEUR, kind="adviseur")
    other = Organisation(pk=world.WERKGEVER_B, kind="werkgever")
    with acting_as(SYSTEM):
        for organisation, why in ((adviseur, "heeft dit mandaat al"), (other, "voor werkgevers")):
            with pytest.raises(UserError, match=why):
                services.give_mandate(
                    actor=SYSTEM,
                    werkgever=werkgever,
                    organisation=organisation,
                    start=START,
                    today=world.TODAY,
                )


def test_an_end_that_stands_there_already_is_told_once() -> None:
    end = START + timedelta(days=60)
    with acting_as(SYSTEM):
        mandate = Mandate.objects.filter(werkgever_id=world.WERKGEVER_A).earliest("pk")
        before = OutboxMessage.objects.count()
        for _ in range(2):
            services.end_mandate(actor=SYSTEM, mandate=mandate, end=end, today=world.TODAY)
        assert OutboxMessage.objects.count() == before + 1


def test_an_end_can_come_earlier_but_never_later(newcomer: Account) -> None:
    with acting_as(SYSTEM):
        role = _give(newcomer, world.WERKGEVER_A, Role.LEIDINGGEVENDE)
        mandate = Mandate.objects.filter(werkgever_id=world.WERKGEVER_A).earliest("pk")
        end = START + timedelta(days=60)
        services.end_membership(actor=SYSTEM, membership=role, end=end)
        services.end_mandate(actor=SYSTEM, mandate=mandate, end=end, today=world.TODAY)
        with pytest.raises(UserError, match="al beëindigd op 2 maart 2026"):
            services.end_membership(actor=SYSTEM, membership=role, end=end + timedelta(days=1))
        late = end + timedelta(days=1)
        with pytest.raises(UserError, match="al beëindigd op 2 maart 2026"):
            services.end_mandate(actor=SYSTEM, mandate=mandate, end=late, today=world.TODAY)
        services.end_membership(actor=SYSTEM, membership=role, end=end - timedelta(days=1))
        assert role.period.upper == end - timedelta(days=1)


def test_a_deputyship_that_is_stopped_stays_known_and_can_be_arranged_again() -> None:
    who, colleague = world.actor("ontzorgmanager"), world.actor("ontzorgmanager_2")
    days: dict[str, Any] = {"start": world.TODAY, "end": world.TODAY + timedelta(days=9)}
    with acting_as(SYSTEM):
        deputy = Membership.objects.get(pk=colleague.membership_id or 0)
        made = services.name_deputy(actor=who, deputy=deputy, **days)
        assert with_deputised(colleague, world.TODAY).deputy_for == (who.membership_id,)
        services.end_deputy(actor=who, deputy_id=made.pk)
        assert with_deputised(colleague, world.TODAY).deputy_for == ()
        with pytest.raises(Deputy.DoesNotExist):
            services.end_deputy(actor=who, deputy_id=made.pk)
        services.name_deputy(actor=who, deputy=deputy, **days)
        kept = list(Deputy.objects.order_by("pk").values_list("period", "stopped_at"))
    assert [period for period, _ in kept] == [made.period, made.period]
    assert [moment is None for _, moment in kept] == [False, True]


def test_one_colleague_replaces_another_once_at_a_time() -> None:
    who, colleague = world.actor("ontzorgmanager"), world.actor("ontzorgmanager_2")
    with acting_as(SYSTEM):
        deputy = Membership.objects.get(pk=colleague.membership_id or 0)
        for start, is_new in ((START, True), (START, False), (START + timedelta(days=9), True)):
            try:
                services.name_deputy(
                    actor=who, deputy=deputy, start=start, end=start + timedelta(days=9)
                )
            except UserError:
                assert not is_new
        assert Deputy.objects.filter(membership_id=who.membership_id or 0).count() == 2
