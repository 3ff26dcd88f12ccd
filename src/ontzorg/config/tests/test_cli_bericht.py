"""`ontzorg bericht lees` processes a file, shows what became of it and writes the answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.harness.world import WERKGEVER_A

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.cli_bericht import bericht as command
from ontzorg.integrations.sivi.tests.factory import as_bytes, bericht, verzuim
from ontzorg.parties.models import Werkgever
from ontzorg.verzuim.models import Melding, Verzuimdossier

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]
GOOD = as_bytes(bericht(verzuim()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a good message on disk, from an employer that is known."""
    with acting_as(SYSTEM):
        Werkgever.objects.filter(pk=WERKGEVER_A).update(aansluitnummer="AANSL-0001")
    path = tmp_path / "melding.xml"
    path.write_bytes(GOOD)
    return path


def lees(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["lees", *(str(each) for each in arguments)])


def test_a_good_message_gives_a_dossier_and_an_answer_beside_it(file: Path) -> None:
    result = lees(file)
    assert result.exit_code == 0, result.output
    assert "verwerkt" in result.output
    answer = file.with_name("melding.antwoord.xml").read_bytes()
    assert b"<VrwrkbhdCd>01</VrwrkbhdCd>" in answer
    with acting_as(SYSTEM):
        assert Verzuimdossier.objects.count() == 1


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    lees(file)
    answer = file.with_name("melding.antwoord.xml").read_bytes()
    result = lees(file, "--antwoord", file.with_name("tweede.xml"))
    assert result.exit_code == 0
    assert "al eerder verwerkt" in result.output
    assert file.with_name("tweede.xml").read_bytes() == answer


def test_a_recovery_without_sickness_is_told_as_waiting(file: Path) -> None:
    fit = date(2026, 11, 16)
    recovery = verzuim(
        ingangsdatum_mutatie=fit,
        einde_verzuim=True,
        hersteldatum=fit,
        percentage_verzuim=Decimal("0.00"),
    )
    file.write_bytes(as_bytes(bericht(recovery)))
    result = lees(file)
    assert result.exit_code == 0
    assert "wacht op meer" in " ".join(result.output.split())
    answer = file.with_name("melding.antwoord.xml").read_text()
    assert "<VrwrkbhdCd>02</VrwrkbhdCd>" in answer
    assert "telt nog niet mee" in answer
    with acting_as(SYSTEM):
        assert Melding.objects.exclude(parked_reason="").count() == 1


def test_a_melding_that_is_not_processed_gives_exit_1(file: Path) -> None:
    file.write_bytes(GOOD.replace(b">100.00<", b">veel<"))
    result = lees(file)
    assert result.exit_code == 1
    assert "niet verwerkt" in result.output
    assert "PrcVrzm" in result.output


def test_a_file_that_is_no_message_gives_exit_2_and_a_refusal(file: Path) -> None:
    file.write_bytes(b"<html/>")
    result = lees(file)
    assert result.exit_code == 2
    assert "OZ001" in result.output
    assert b"<Retourmelding1" in file.with_name("melding.antwoord.xml").read_bytes()


def test_a_missing_file_and_a_place_that_cannot_be_written_give_exit_2(file: Path) -> None:
    assert lees(file.with_name("weg.xml")).exit_code == 2
    result = lees(file, "--antwoord", file / "nergens.xml")
    assert result.exit_code == 2
    assert "niet te schrijven" in result.output
