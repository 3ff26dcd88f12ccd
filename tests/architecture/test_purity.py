"""The rules are told what day it is, and only the edges of the house reach the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture.project import PACKAGE
from tests.architecture.purity import purity_faults
from tests.architecture.sizes import product_files

if TYPE_CHECKING:
    from pathlib import Path


def test_the_product_is_pure_where_it_must_be() -> None:
    assert purity_faults(product_files(), PACKAGE) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("rules/wet/planted.py", "date.today()"),
        ("rules/planted.py", "datetime.datetime.now()"),
        ("verzuim/selectors.py", "timezone.localdate()"),
        ("verzuim/selectors/lists.py", "timezone.now()"),
        ("verzuim/services.py", "import urllib.request"),
        ("portals/werkgever/views.py", "from urllib import request"),
        ("access/planted.py", "import requests.adapters"),
        ("parties/planted.py", "from http.client import HTTPConnection"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, place: str, text: str) -> None:
    planted = tmp_path / place
    planted.parent.mkdir(parents=True)
    planted.write_text(text, "utf-8")
    assert len(purity_faults([planted], tmp_path)) == 1


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("integrations/uwv.py", "import requests"),
        ("verzuim/views.py", "from http import HTTPStatus\nfrom urllib.parse import urlsplit"),
        ("access/services/deputies.py", "timezone.now()"),
        ("rules/planted.py", "moment.now\ndate.fromisoformat(text)"),
    ],
)
def test_what_is_allowed_passes(tmp_path: Path, place: str, text: str) -> None:
    allowed = tmp_path / place
    allowed.parent.mkdir(parents=True)
    allowed.write_text(text, "utf-8")
    assert purity_faults([allowed], tmp_path) == []
