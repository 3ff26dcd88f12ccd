"""T30: whatever is killed while staff comes in, everyone is there once and whole, or not at all.

An employer uploads a file, chooses its columns, takes its rows over and undoes all of it. In one of
these moments a part of the product is killed. He presses on, as its pages tell him.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, product

import pytest

from tests.faults.importing import Blow, Found, Keeper, staff_file
from tests.faults.product import Product, Target
from tests.faults.soundness import STUCK, WAITING, log_faults
from tests.harness.results import Tell

SIZE = 20_000
MOMENTS = ("upload", "reading", "writing", "undoing")
BLOWS = [(target, moment) for moment, target in product(MOMENTS, Target)]
RUNS: Iterator[int] = count(1)
MINE = " FROM parties_dienstverband d JOIN parties_werknemer w ON w.id = d.werknemer_id"
OF_IMPORT = "staff_import_id"
MARKED = " WHERE d.personeelsnummer LIKE %s"
QUESTIONS = {
    "employment": "SELECT count(d.id)" + MINE + MARKED,
    "person": "SELECT count(DISTINCT w.id)" + MINE + MARKED,
    "name": "SELECT count(*) FROM parties_werknemer WHERE email LIKE %s",
    "number": "SELECT count(*)"
    + MINE
    + " JOIN parties_identificatie i ON i.werknemer_id = w.id"
    + MARKED,
    "department": "SELECT count(*)"
    + MINE
    + " JOIN parties_afdeling a ON a.id = d.afdeling_id"
    + MARKED,
    "row": "SELECT count(*) FROM staff_import_staffrow WHERE staff_import_id = %s"
    " AND outcome = 'new'",
}
LEFT = {
    "file": "SELECT count(*) FROM staff_import_filepart WHERE staff_import_id = %s",
    "read row": "SELECT count(*) FROM staff_import_readrow WHERE staff_import_id = %s",
    "half person": "SELECT count(*) FROM parties_werknemer w WHERE NOT EXISTS"
    " (SELECT 1 FROM parties_dienstverband d WHERE d.werknemer_id = w.id)",
    "waiting": WAITING,
    "stuck job": STUCK,
}
DEPARTMENTS = "SELECT count(*) FROM parties_afdeling WHERE name = %s"
LOGGED = (
    "SELECT count(*) FROM audit.event WHERE action = %s AND object_type = 'staff_import'"
    " AND object_id = %s"
)
# What is planted, and which question finds it.
PLANTED = {
    "employment": "INSERT INTO parties_dienstverband SELECT (jsonb_populate_record(d,"
    " jsonb_build_object('id', 990000, 'public_id', gen_random_uuid(), 'begint_op', '2021-01-01',"
    " 'extern_id', 'twee'))).* FROM parties_dienstverband d WHERE d.id ="
    " (SELECT min(id) FROM parties_dienstverband WHERE personeelsnummer LIKE '{mark}')",
    "half person": "DELETE FROM parties_dienstverband WHERE id ="
    " (SELECT max(id) FROM parties_dienstverband WHERE personeelsnummer LIKE '{mark}'"
    " AND extern_id <> 'twee')",
    "number": "DELETE FROM parties_identificatie WHERE werknemer_id ="
    " (SELECT min(werknemer_id) FROM parties_dienstverband WHERE personeelsnummer LIKE '{mark}')",
    "department": "UPDATE parties_dienstverband SET afdeling_id = NULL WHERE id ="
    " (SELECT min(id) FROM parties_dienstverband WHERE personeelsnummer LIKE '{mark}')",
    "file": "INSERT INTO staff_import_filepart (staff_import_id, werkgever_id, number, sealed)"
    " SELECT id, werkgever_id, 0, '' FROM staff_import_staffimport WHERE id = {id}",
    "row": "DELETE FROM staff_import_staffrow WHERE id ="
    " (SELECT min(id) FROM staff_import_staffrow WHERE staff_import_id = {id})",
}


def faults_of(product: Product, mark: str, found: Found, size: int) -> list[str]:
    """Return what is not there exactly once, what is half, and what was left behind."""
    counts = {name: _count(product, query, mark, found) for name, query in QUESTIONS.items()}
    wrong = [f"{name}: {number}" for name, number in counts.items() if number != size]
    return wrong + [name for name, query in LEFT.items() if _count(product, query, mark, found)]


def _count(product: Product, query: str, mark: str, found: Found) -> int:
    if "%s" not in query:
        return product.count(query)
    return product.count(query, found.number if OF_IMPORT in query else f"{mark}%")


def bring_in_and_undo(product: Product, target: Target, moment: str, size: int) -> None:
    """Do all of it with one blow, and look whether all is well after each step."""
    mark = f"K{next(RUNS)}-"
    people = product.count("SELECT count(*) FROM parties_werknemer")
    blow = Blow(target, moment)
    keeper = Keeper(product, blow)
    found = keeper.bring_in(staff_file(mark, size))
    assert faults_of(product, mark, found, size) == []
    assert product.count(LOGGED, "personeel.overgenomen", found.number) == 1
    undone = keeper.undo(found)
    assert blow.is_given
    assert product.count("SELECT count(*) FROM parties_werknemer") == people
    gone = faults_of(product, mark, undone, 0)
    assert gone in ([], [f"row: {size}"])  # the rows go with the next sweep
    assert product.count(LOGGED, "personeel.teruggedraaid", found.number) == 1
    assert product.count(DEPARTMENTS, f"Ploeg {mark}") == 0


@pytest.mark.walls
@pytest.mark.parametrize(("target", "moment"), BLOWS, ids=lambda value: str(value))
def test_whatever_is_killed_and_whenever(
    product: Product, tell: Tell, target: Target, moment: str
) -> None:
    bring_in_and_undo(product, target, moment, SIZE)
    assert log_faults(product) == []
    tell("T30", tried=1, unit="kills tijdens inlezen")


@pytest.mark.walls
def test_planted_faults_are_found(product: Product, tell: Tell) -> None:
    mark = f"K{next(RUNS)}-"
    found = Keeper(product).bring_in(staff_file(mark, 50))
    assert faults_of(product, mark, found, 50) == []
    for name, statement in PLANTED.items():
        query = statement.format(mark=f"{mark}%", id=found.number)
        product.rows(f"SET session_replication_role = replica; {query}")
        assert any(name in fault for fault in faults_of(product, mark, found, 50)), name
    tell("T30", planted=len(PLANTED), seen=len(PLANTED))
