"""One product for all tests that break it: made once, and broken again and again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.mail_sink import open_mail_sink
from tests.faults.product import Product, running_product


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Give a running product that keeps its mail."""
    var: Path = tmp_path_factory.mktemp("faults") / "var"
    with open_mail_sink() as mail_sink, running_product(var, mail_sink) as product:
        yield product


@pytest.fixture(scope="module")
def product(running: Product) -> Product:
    """Give the product to one file of tests, with an empty mail box and nobody killed yet."""
    running.kills = 0
    running.mail_sink.letters.clear()
    running.mail_sink.refused = 0
    return running
