"""`make weaknesses LIST=...`: our packages beside a list of known weaknesses, with its date.

The list is an export in the OSV format, which you fetch yourself: one JSON file, a directory or zip
of them, or a file with a JSON document on each line. Without a list, or with an old one, nothing
was checked, and that is what it says.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from tests.supply.locked import Part, parts

NO_LIST = "niet gecontroleerd: er is geen lijst"
FINE, WEAK, UNCHECKED = 0, 1, 2
LIST_LIVES = timedelta(days=30)
GRACE = timedelta(days=7)
# Anything else is serious, also when nobody said how serious.
LIGHT = frozenset({"LOW", "MODERATE", "MEDIUM"})


@dataclass(frozen=True, slots=True, order=True)
class Weakness:
    """A known weakness in a package that we use."""

    package: str
    version: str
    code: str
    published_on: date
    severity: str

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is serious and was known longer than we give ourselves."""
        return self.severity not in LIGHT and today - self.published_on > GRACE

    def __str__(self) -> str:
        return f"{self.package} {self.version}: {self.code} ({self.severity}, {self.published_on})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check says, and its exit code."""

    code: int
    lines: tuple[str, ...]


def check(path: Path | None, ours: Iterable[Part], *, today: date) -> Verdict:
    """Compare our packages with the list; refuse to say anything without a list of these days."""
    records = list(read_list(path)) if path and path.exists() else []
    if not records:
        return Verdict(UNCHECKED, (NO_LIST,))
    made_on = max(_day(record["modified"]) for record in records)
    if today - made_on > LIST_LIVES:
        text = f"niet gecontroleerd: de lijst is van {made_on}, en dat is te lang geleden"
        return Verdict(UNCHECKED, (text,))
    ours = list(ours)
    found = sorted(set(weaknesses(records, ours)))
    overdue = any(weakness.is_overdue(today) for weakness in found)
    head = f"{len(ours)} pakketten naast {len(records)} meldingen van uiterlijk {made_on}"
    return Verdict(WEAK if overdue else FINE, (head, *map(str, found)))


def read_list(path: Path) -> Iterator[dict[str, Any]]:
    """Return the records of a list that still hold."""
    for text in _texts(path):
        for record in _records(text):
            if "withdrawn" not in record:
                yield record


def weaknesses(records: Iterable[dict[str, Any]], ours: Iterable[Part]) -> Iterator[Weakness]:
    """Return each record that names one of our versions."""
    by_name = {(part.ecosystem, _plain(part.name)): part for part in ours}
    for record in records:
        for affected in record.get("affected", ()):
            package = affected.get("package", {})
            part = by_name.get((package.get("ecosystem", ""), _plain(package.get("name", ""))))
            if part and _is_affected(part.version, affected):
                yield _weakness(part, record)


def _weakness(part: Part, record: dict[str, Any]) -> Weakness:
    severity = str(record.get("database_specific", {}).get("severity") or "ONBEKEND").upper()
    published = _day(record.get("published") or record["modified"])
    return Weakness(part.name, part.version, record["id"], published, severity)


def _is_affected(version: str, affected: dict[str, Any]) -> bool:
    if version in affected.get("versions", ()):
        return True
    spans = [span for span in affected.get("ranges", ()) if span.get("type") != "GIT"]
    return any(_is_inside(version, span["events"]) for span in spans)


def _is_inside(version: str, events: Iterable[dict[str, str]]) -> bool:
    """Walk the events of a range in their order; what cannot be compared counts as affected."""
    inside = False
    try:
        ours = Version(version)
        for event in events:
            if "introduced" in event:
                inside = inside or ours >= Version(event["introduced"])
            elif _is_past(ours, event):
                inside = False
    except InvalidVersion:
        return True
    return inside


def _is_past(ours: Version, end: dict[str, str]) -> bool:
    if "fixed" in end:
        return ours >= Version(end["fixed"])
    return "last_affected" in end and ours > Version(end["last_affected"])


def _texts(path: Path) -> Iterator[str]:
    if path.is_dir():
        for file in sorted(path.rglob("*.json")):
            yield file.read_text("utf-8")
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8")
    elif path.suffix == ".jsonl":
        yield from filter(str.strip, path.read_text("utf-8").splitlines())
    else:
        yield path.read_text("utf-8")


def _records(text: str) -> Iterator[dict[str, Any]]:
    document = json.loads(text)
    yield from document if isinstance(document, list) else [document]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


if __name__ == "__main__":
    given = Path(sys.argv[1]) if sys.argv[1:] and sys.argv[1] else None
    verdict = check(given, parts(), today=datetime.now(UTC).date())
    print("\n".join(verdict.lines))  # noqa: T201 - the console of who asks
    sys.exit(verdict.code)
