"""The example messages go through the product, and every answer is valid for the sender."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from ontzorg.access.context import acting_as
from ontzorg.integrations.sivi.services import Ontvangst, receive
from ontzorg.parties.models import Werkgever
from ontzorg.verzuim.models import Verzuimdossier
from tests.harness.world import TODAY, WERKGEVER_A, actor

from .schemas import EXAMPLES, needs_schemas, schema_faults

pytestmark = [needs_schemas, pytest.mark.django_db]
CASE = ("01-ziekmelding", "02-gedeeltelijk-herstel", "03-hersteld")


def take_in(name: str, content: bytes | None = None) -> Ontvangst:
    with acting_as(actor("werkgever_beheerder")):
        Werkgever.objects.filter(pk=WERKGEVER_A).update(aansluitnummer="AANSL-0001")
        return receive(
            actor=actor("werkgever_beheerder"),
            content=content or (EXAMPLES / f"{name}.xml").read_bytes(),
            file_name=f"{name}.xml",
            today=TODAY,
        )


def answer_faults(ontvangst: Ontvangst) -> list[str]:
    root = etree.QName(etree.fromstring(ontvangst.answer)).localname
    return schema_faults(root, ontvangst.answer)


@pytest.mark.parametrize("order", [CASE, tuple(reversed(CASE))], ids=["in order", "reversed"])
def test_the_examples_of_one_case_make_one_recovered_dossier(order: tuple[str, ...]) -> None:
    received = [take_in(name) for name in order]
    assert [each.is_whole for each in received] == [True] * 3
    assert [fault for each in received for fault in answer_faults(each)] == []
    with acting_as(actor("werkgever_beheerder")):
        dossier = Verzuimdossier.objects.get(withdrawn_on=None)
    assert (dossier.eerste_ziektedag, dossier.hersteld_op) == (
        date(2026, 10, 5),
        date(2026, 11, 16),
    )


def test_the_example_of_a_vangnet_is_processed() -> None:
    received = take_in("06-ziekmelding-vangnet")
    assert received.is_whole
    assert answer_faults(received) == []


@pytest.mark.parametrize("name", ["07-verwerkingsmelding", "08-retourmelding"])
def test_an_answer_of_someone_else_is_refused_with_a_valid_answer(name: str) -> None:
    received = take_in(name)
    assert received.faults
    assert answer_faults(received) == []


def test_a_refused_melding_gets_a_valid_answer() -> None:
    content = (EXAMPLES / "01-ziekmelding.xml").read_bytes().replace(b">100.00<", b">x<")
    received = take_in("broken", content)
    assert not received.is_whole
    assert answer_faults(received) == []
