"""What several of these tests begin with."""

from __future__ import annotations

import pytest
from tests.harness.world import actor

from ontzorg.verzuim.tests.play import JORIS, KARIM, MIEKE, SANNE, ago, report


@pytest.fixture
def book() -> None:
    """Let four people be sick, at two employers."""
    for number, dienstverband in enumerate((SANNE, KARIM, MIEKE)):
        report("ziekmelding", ago(100 - number), dienstverband=dienstverband)
    report("ziekmelding", ago(50), who=actor("werkgever_beheerder_b"), dienstverband=JORIS)
