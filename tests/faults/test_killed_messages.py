"""A message whose reading is cut off leaves nothing; read again, all of it is there once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.messages import BERICHTEN, MELDINGEN, PEOPLE, WRITING, message_with
from tests.faults.product import Product, Target
from tests.faults.soundness import plan_faults

QUICK, LONG = 12, 100


def test_a_message_that_is_cut_off_leaves_nothing(product: Product, tmp_path: Path) -> None:
    cut_off_and_repeat(product, tmp_path, "reader", QUICK)


@pytest.mark.walls
@pytest.mark.parametrize("target", ["reader", Target.DATABASE] * 5)
def test_a_long_message_that_is_cut_off_leaves_nothing(
    product: Product, tmp_path: Path, target: str
) -> None:
    cut_off_and_repeat(product, tmp_path, target, LONG)


def cut_off_and_repeat(product: Product, place: Path, target: str, count: int) -> None:
    known = product.count(MELDINGEN)
    reference = f"REF-{known:05d}"
    file = place / "melding.xml"
    file.write_bytes(message_with(range(known, known + count), reference))
    reader = product.start("bericht", "lees", file)
    while not product.count(WRITING):
        assert reader.poll() is None, reader.communicate()[0]
    if target == "reader":
        reader.kill()
    else:
        product.kill(Target.DATABASE)
    assert reader.wait() != 0
    product.wait_for_database()
    assert not file.with_suffix(".antwoord.xml").exists()
    assert (product.count(MELDINGEN), product.count(BERICHTEN, reference)) == (known, 0)
    done = product.command("bericht", "lees", file)
    assert done.returncode == 0, done.stdout + done.stderr
    assert product.count(MELDINGEN) == known + count == product.count(PEOPLE)
    assert product.count(BERICHTEN, reference) == 1
    assert plan_faults(product) == []
