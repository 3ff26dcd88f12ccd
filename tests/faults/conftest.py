"""One product for all tests that break it: made once, and broken again and again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.letterbox import open_letterbox
from tests.faults.product import Product, running_product


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Give a running product with a letterbox."""
    var: Path = tmp_path_factory.mktemp("faults") / "var"
    with open_letterbox() as letterbox, running_product(var, letterbox) as product:
        yield product
