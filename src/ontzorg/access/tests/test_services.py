"""Roles and mandates: who gets in, and what is refused with a trace."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from tests.harness import world

from ontzorg.access import services
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.access.models import Account, Membership, Organisation
from ontzorg.access.roles import Role

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
            )


def test_a_role_must_fit_the_organisation(newcomer: Account) -> None:
    with acting_as(SYSTEM), pytest.raises(UserError, match="past niet"):
        _give(newcomer, world.WERKGEVER_A, Role.BEDRIJFSARTS)
