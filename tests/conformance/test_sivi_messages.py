"""What we write is valid for the receiver; what the schema refuses, we refuse too."""

from __future__ import annotations

import copy
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ontzorg.integrations.sivi.answers import (
    Uitkomst,
    Verzending,
    processed_answer,
    refused_answer,
)
from ontzorg.integrations.sivi.betekenis import Resultaat, load_betekenis
from ontzorg.integrations.sivi.faults import (
    Fault,
    FaultCode,
    Herkomst,
    Meldingsleutel,
    MessageRefusedError,
)
from ontzorg.integrations.sivi.reader import read_verzuimmeldingen
from ontzorg.integrations.sivi.releases import message_of
from ontzorg.integrations.sivi.tests.strategies import verzuimmeldingen
from ontzorg.integrations.sivi.writer import write_message

from .schemas import EXAMPLES, needs_schemas, schema_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from ontzorg.integrations.sivi.berichten import Verzuimmeldingen

pytestmark = needs_schemas
ROOT = "Verzuimmeldingen"
ANSWER = "VerwerkingsmeldingWerkgeverArbodienst"
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = st.text("abc é&<>'\"", max_size=600)
NAMES = st.text("abcé&<-0123456789", min_size=1, max_size=40)
VERZENDING = Verzending(
    now=datetime(2026, 11, 22, 10, 30, tzinfo=UTC),
    reference="ANTWOORD-1",
    betekenis=load_betekenis(),
)
ORIGINS = st.builds(
    Herkomst,
    jaar=st.just(2026),
    inzender=NAMES,
    ontvanger=NAMES,
    berichtreferentienummer=NAMES,
    test=st.booleans(),
)
OUTCOMES = st.builds(
    Uitkomst,
    sleutel=st.builds(Meldingsleutel, NAMES, NAMES, NAMES, st.integers(0, 999)),
    resultaat=st.sampled_from(Resultaat),
    teksten=st.lists(TEXTS, max_size=3).map(tuple),
    fault_code=st.sampled_from(FaultCode),
)
FAULTS = st.builds(Fault, st.sampled_from(FaultCode), TEXTS, TEXTS, st.integers(1, 9))


@SLOW
@given(verzuimmeldingen())
def test_every_message_we_write_is_valid(message: Verzuimmeldingen) -> None:
    assert schema_faults(ROOT, write_message(message, message_of(ROOT))) == []


@SLOW
@given(ORIGINS, st.lists(OUTCOMES, min_size=1, max_size=5))
def test_every_answer_per_melding_is_valid(origin: Herkomst, outcomes: list[Uitkomst]) -> None:
    assert schema_faults(ANSWER, processed_answer(origin, outcomes, VERZENDING)) == []


@SLOW
@given(ORIGINS, st.lists(FAULTS, max_size=5))
def test_every_refusal_is_valid(origin: Herkomst, faults: list[Fault]) -> None:
    assert schema_faults("Retourmelding1", refused_answer(origin, faults, VERZENDING)) == []


@pytest.mark.parametrize("name", ["01-ziekmelding", "02-gedeeltelijk-herstel", "03-hersteld"])
def test_an_example_reads_without_faults_and_is_written_back_valid(name: str) -> None:
    gelezen = read_verzuimmeldingen((EXAMPLES / f"{name}.xml").read_bytes())
    assert gelezen.geweigerd == ()
    assert schema_faults(ROOT, write_message(gelezen.bericht, message_of(ROOT))) == []


def drop(element: _Element, _chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def double(element: _Element, _chance: random.Random) -> None:
    element.addnext(copy.deepcopy(element))


def move_up(element: _Element, _chance: random.Random) -> None:
    before = element.getprevious()
    if before is not None:
        before.addprevious(element)


def retype(element: _Element, chance: random.Random) -> None:
    if not len(element):
        element.text = chance.choice(["", "x", "é4", "-1", "2026-13-01", "12", "100", "9" * 80])


def rename(element: _Element, _chance: random.Random) -> None:
    element.tag = f"{element.tag}x"


def decorate(element: _Element, _chance: random.Random) -> None:
    element.set("soort", "x")


MUTATIONS = (drop, double, move_up, retype, rename, decorate)


def mutated(seed: int) -> bytes:
    """Return an example message with one or two random changes."""
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    name = chance.choice(["01-ziekmelding", "03-hersteld", "06-ziekmelding-vangnet"])
    root = etree.fromstring((EXAMPLES / f"{name}.xml").read_bytes())
    for _change in range(chance.randint(1, 2)):
        chance.choice(MUTATIONS)(chance.choice(list(root.iterdescendants("{*}*"))), chance)
    return etree.tostring(root)


def accepts(content: bytes) -> bool:
    try:
        return not read_verzuimmeldingen(content).geweigerd
    except MessageRefusedError:
        return False


def missed(reads: Callable[[bytes], bool]) -> list[int]:
    """Return the mutations that the schema refuses and `reads` lets pass."""
    return [
        seed
        for seed in range(1500)
        if reads(content := mutated(seed)) and schema_faults(ROOT, content)
    ]


def test_what_the_schema_refuses_we_refuse() -> None:
    assert missed(accepts) == []


def test_a_reader_that_looks_at_nothing_is_found_out() -> None:
    assert len(missed(lambda _content: True)) > 1000
