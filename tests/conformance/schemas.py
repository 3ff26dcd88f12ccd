"""Where the published SIVI schemas lie: beside the repository, not in the product."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

SIVI = Path(__file__).resolve().parents[3] / "shared" / "standards" / "sivi"
SCHEMAS = SIVI / "werkgevers-arbodiensten"
EXAMPLES = SIVI / "voorbeelden"
FILES = {
    "Verzuimmeldingen": "Verzuimmeldingen.xsd",
    "VerwerkingsmeldingWerkgeverArbodienst": "VerwerkingsmeldingWgr-Arbo.xsd",
    "Retourmelding1": "Retourmelding1.xsd",
}

needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(),
    reason="no published SIVI schemas beside this repository (../shared/standards/sivi)",
)


@cache
def schema(root: str) -> etree.XMLSchema:
    """Return the published schema of this message."""
    return etree.XMLSchema(file=str(SCHEMAS / FILES[root]))


def schema_faults(root: str, content: bytes) -> list[str]:
    """Return what the published schema has against `content`."""
    published = schema(root)
    valid = published.validate(etree.fromstring(content))
    return [] if valid else str(published.error_log).splitlines()
