"""The checks on the lives of cases find every planted break, and nothing in a sound life."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.fuzz.life import Life
from tests.fuzz.life_checks import all_faults
from tests.fuzz.stage import Stage
from tests.fuzz.test_stateful import stage
from tests.harness.results import Tell
from tests.harness.world import ARBODIENST_B

__all__ = ["stage"]
pytestmark = pytest.mark.usefixtures("committed")
ONE_OPEN = "dossier_one_open_per_dienstverband"
COPY = (
    "INSERT INTO {table} SELECT (jsonb_populate_record(t, jsonb_build_object('id', 990000,"
    " 'public_id', gen_random_uuid(){more}))).* FROM {table} t WHERE id = {{{which}}}"
)
# What is broken, and the check that finds it.
PLANTED: dict[str, tuple[str, str]] = {
    "twice": ("melding", COPY.format(table="verzuim_melding", more="", which="melding")),
    "lost": ("melding", "DELETE FROM verzuim_melding WHERE id = {own}"),
    "changed": ("melding", "UPDATE verzuim_melding SET percentage = 99 WHERE id = {melding}"),
    "unanswered": ("answer", "DELETE FROM verzuim_meldingbesluit"),
    "not done": ("done", "UPDATE verzuim_task SET completed_on = NULL WHERE id = {task}"),
    "orphan": (
        "orphan",
        "UPDATE verzuim_task SET withdrawn_on = NULL, completed_on = NULL WHERE dossier_id ="
        " (SELECT id FROM verzuim_verzuimdossier WHERE withdrawn_on IS NOT NULL)",
    ),
    "no line": ("unlogged", "DELETE FROM audit.event WHERE object_id = {melding}"),
    "no message": ("untold", "DELETE FROM access_outboxmessage"),
    "no fact": ("fact", "UPDATE verzuim_feit SET is_withdrawn = true WHERE id = {feit}"),
    "first day": (
        "first day",
        "UPDATE verzuim_verzuimdossier SET eerste_ziektedag = eerste_ziektedag - 3",
    ),
    "closed early": ("closing", "UPDATE verzuim_verzuimdossier SET closed_on = now()"),
    "seen": ("walls", f"UPDATE verzuim_melding SET arbodienst_id = {ARBODIENST_B}"),  # noqa: S608 - a constant
    "unseen": ("walls", "UPDATE verzuim_verzuimdossier SET werknemer_id = 1, werkgever_id = 1"),
    "end day": (
        "days",
        "UPDATE verzuim_verzuimdossier SET tijdlijn ="
        " jsonb_set(tijdlijn, '{{einden,wia_eerste_dag}}', '\"2030-01-01\"')",
    ),
    "log": ("log", "UPDATE audit.event SET actor_label = 'Iemand' WHERE object_id = {melding}"),
    "overlap": (
        "overlap",
        COPY.format(
            table="verzuim_verzuimdossier", more=", 'hersteld_op', '2026-01-01'", which="dossier"
        ),
    ),
    "open twice": (
        "open twice",
        f"DROP INDEX {ONE_OPEN};"
        + COPY.format(table="verzuim_verzuimdossier", more="", which="dossier"),
    ),
}


def lived(stage: Stage) -> tuple[Life, dict[str, Any]]:
    """Play a short life, and return the numbers of what is in it."""
    life = Life(stage)
    first = life.today - timedelta(days=30)
    melding = life.report("ziekmelding", 0, first, 100)
    own = life.report("ziekmelding", 1, first, 100, himself=True)
    assert own is not None
    life.answer(own, is_yes=True)
    life.report("intrekking", 1, first, None, own)
    for number in range(4):
        life.complete(number, 5, by_helper=False)
    life.record_feit(0, "langdurig_verwacht", 2, by_helper=False)
    life.let_pass(1)
    (dossier,) = stage.rows("SELECT id FROM verzuim_verzuimdossier WHERE withdrawn_on IS NULL")
    found = {"melding": melding, "own": own, "dossier": dossier[0]}
    return life, found | {"task": min(life.known.done), "feit": min(life.known.feiten)}


@pytest.mark.walls
def test_every_planted_break_is_found(stage: Stage, tell: Tell) -> None:
    for name, (check, statement) in PLANTED.items():
        life, numbers = lived(stage)
        assert all_faults(life) == []
        stage.break_rules(statement.format(**numbers))
        found = all_faults(life)
        assert any(fault.startswith(check) for fault in found), (name, found)
    tell("T08", planted=len(PLANTED), seen=len(PLANTED))
