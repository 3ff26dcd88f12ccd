"""One product under attack for all scanners, and the people they attack it as."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architecture.project import ROOT
from tests.harness.server import Server, running_demo
from tests.walls.operations import ATTACKERS, Signed, sign_in
from tests.walls.target_middleware import tally_file

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.walls.target_settings", "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="package")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the product with its demo book, with holes beside it."""
    with running_demo(tmp_path_factory.mktemp("doelwit"), **SETTINGS) as server:
        yield server


@pytest.fixture(scope="package")
def attackers(target: Server) -> dict[str, Signed]:
    """Sign in everyone who attacks."""
    return {who: sign_in(target, who) for who in ATTACKERS}


def answered(server: Server) -> int:
    """Return how many requests the product has answered."""
    return tally_file(server.var).stat().st_size
