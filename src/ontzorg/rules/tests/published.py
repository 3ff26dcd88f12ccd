"""Published figures that lie beside the project, for whoever has them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(str(resources.files("ontzorg.rules"))).parents[3] / "shared" / "law" / "parameters"


def load_published(name: str) -> Any:
    """Return `<name>.yaml` of the published figures; skip the test when they are not there."""
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        pytest.skip(f"the published figures {name}.yaml do not lie beside the project")
    return yaml.safe_load(path.read_text("utf-8"))
