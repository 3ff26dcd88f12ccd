"""The command line is a door like any other: same rules, same messages."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.cli_melding import melding
from ontzorg.parties.models import Dienstverband, Werkgever
from ontzorg.verzuim.models import Melding

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]
WERKNEMER = world.WERKNEMERS_A[1]


@pytest.fixture(autouse=True)
def numbers() -> None:
    with acting_as(SYSTEM):
        Werkgever.objects.filter(pk=world.WERKGEVER_A).update(aansluitnummer="AANSL-7")
        employment = Dienstverband.objects.filter(pk=world.dienstverband_of(WERKNEMER))
        employment.update(personeelsnummer="P7")


def _run(soort: str, day: str, number: str = "P7") -> Result:
    options = ["--aansluitnummer", "AANSL-7", "--personeelsnummer", number, "--op", day]
    return CliRunner().invoke(melding, [soort, *options])


def test_a_ziekmelding_opens_a_dossier() -> None:
    result = _run("ziekmelding", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert "Eerste ziektedag: 20-11-2026" in result.output
    with acting_as(SYSTEM):
        assert Melding.objects.get().door == "command"


def test_a_recovery_without_a_sickness_is_kept_and_waits() -> None:
    result = _run("herstelmelding", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert "wacht op een andere melding" in result.output


@pytest.mark.parametrize(
    ("day", "number", "told"),
    [
        ("2026-11-20", "P8", "Controleer beide nummers"),
        ("2999-01-01", "P7", "toekomst"),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_to_do(day: str, number: str, told: str) -> None:
    result = _run("ziekmelding", day, number)
    assert result.exit_code == 2
    assert told in result.output
    with acting_as(SYSTEM):
        assert not Melding.objects.exists()
