"""The command brings a file in, says what is wrong, and lets nothing go in by half."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.cli_import import import_
from ontzorg.parties.models import Werkgever, Werknemer
from ontzorg.parties.staff_import.models import FilePart, ReadRow, StaffImport, StaffRow
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of, xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]
WRONG = OTHER | {"BSN": "123456789", "Telefoon": "+31 612345678"}


@pytest.fixture(autouse=True)
def numbers() -> None:
    with acting_as(SYSTEM):
        Werkgever.objects.filter(pk=world.WERKGEVER_A).update(aansluitnummer="AANSL-7")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "personeel.csv"
    path.write_bytes(csv_of(GOOD, OTHER))
    return path


def run(file: Path, *options: str, werkgever: str = "AANSL-7") -> Result:
    return CliRunner().invoke(import_, [str(file), "--werkgever", werkgever, *options])


def count() -> int:
    with acting_as(SYSTEM):
        return Werknemer.objects.filter(werkgever_id=world.WERKGEVER_A).count()


def test_a_file_without_faults_is_taken_over(file: Path) -> None:
    result = run(file)
    assert result.exit_code == 0, result.output
    assert "2 regels: 2 nieuw" in result.output
    assert "Overgenomen." in result.output
    assert count() == len(world.WERKNEMERS_A) + 2


def test_a_trial_shows_all_and_keeps_nothing(file: Path) -> None:
    result = run(file, "--proef", werkgever="bakkerij de vroege vogel b.v.")
    assert result.exit_code == 0, result.output
    assert "2 nieuw" in result.output
    assert "Dit was een proef." in result.output
    assert count() == len(world.WERKNEMERS_A)
    with acting_as(SYSTEM):
        assert StaffImport.objects.get().state == "cancelled"
        for model in (FilePart, ReadRow, StaffRow):
            assert not model.objects.exists()


def test_a_fault_keeps_all_out_and_the_list_can_be_repaired(file: Path) -> None:
    file.write_bytes(csv_of(GOOD, WRONG))
    result = run(file)
    assert result.exit_code == 1, result.output
    assert "Dit BSN bestaat niet" in " ".join(result.output.split())
    assert count() == len(world.WERKNEMERS_A)
    listed = file.with_suffix(".fouten.csv")
    text = listed.read_text("utf-8-sig")
    assert "'+31 612345678" in text
    listed.write_text(text.replace("123456789", "123456782"), "utf-8")
    again = run(listed)
    assert again.exit_code == 0, again.output
    with acting_as(SYSTEM):
        assert Werknemer.objects.get(achternaam="Overduin", roepnaam="Karel").telefoon == (
            "+31 612345678"
        )


def test_good_rows_go_in_when_asked(file: Path) -> None:
    file.write_bytes(csv_of(GOOD, WRONG))
    result = run(file, "--goede-regels", "--fouten", str(file.with_name("anders.csv")))
    assert result.exit_code == 1
    assert count() == len(world.WERKNEMERS_A) + 1
    assert file.with_name("anders.csv").exists()


def test_a_column_can_be_chosen(file: Path) -> None:
    rows = [["Kenmerk", *list(GOOD)[1:]], list(GOOD.values())]
    file = file.with_suffix(".xlsx")
    file.write_bytes(xlsx_of(*rows))
    result = run(file, "--kolommen", "Kenmerk=personeelsnummer", "--kolommen", "Functie=")
    assert result.exit_code == 0, result.output
    with acting_as(SYSTEM):
        made = Werknemer.objects.get(achternaam="Waterlander").dienstverbanden.get()
    assert (made.personeelsnummer, made.functie) == ("1042", "")


@pytest.mark.parametrize(
    ("content", "options", "werkgever", "words"),
    [
        (b"%PDF-1.4", (), "AANSL-7", "geen CSV-bestand"),
        (b"", (), "AANSL-7", "leeg"),
        (csv_of(GOOD), (), "onbekend", "geen werkgever"),
        (csv_of(GOOD), ("--kolommen", "Kenmerk=bsn"), "AANSL-7", "begrijpen wij niet"),
        (csv_of(GOOD), ("--kolommen", "BSN=kleur"), "AANSL-7", "begrijpen wij niet"),
        (csv_of(GOOD), ("--kolommen", "Achternaam="), "AANSL-7", "Kies in welke kolom"),
        (csv_of(*[GOOD] * 20) + b'"', (), "AANSL-7", "aanhalingsteken"),
    ],
)
def test_what_cannot_be_read_ends_with_a_way_out(
    file: Path, content: bytes, options: tuple[str, ...], werkgever: str, words: str
) -> None:
    file.write_bytes(content)
    result = run(file, *options, werkgever=werkgever)
    assert result.exit_code == 2, result.output
    assert words in result.output
    assert count() == len(world.WERKNEMERS_A)
