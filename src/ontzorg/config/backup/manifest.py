"""What stands beside a copy: what is in it, sealed so that a change is seen."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ontzorg.access import keys
from ontzorg.config.backup.digests import TableDigest
from ontzorg.config.backup.errors import BackupError

FORMAT = 1
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The contents of one copy. `made_at` is in UTC, ISO 8601; `sha256` is of the file."""

    made_at: str
    version: str
    server_version: int
    sha256: str
    tables: Mapping[str, TableDigest]

    @property
    def rows(self) -> int:
        """The number of rows in all tables."""
        return sum(table.rows for table in self.tables.values())


def manifest_path(dump: Path) -> Path:
    """Return where the manifest of this copy stands."""
    return dump.with_suffix(".json")


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write it with a seal that only the master key of now can make."""
    content = {"format": FORMAT, **asdict(manifest)}
    path.write_text(json.dumps({**content, "seal": _seals(content)[0]}, indent=1) + "\n", "utf-8")


def read_manifest(dump: Path) -> Manifest:
    """Return the manifest of a copy, after checking its seal and the file itself.

    Raises BackupError when it is absent, of another key, changed, or not of this file.
    """
    content = _load(manifest_path(dump))
    seal = content.pop("seal", "")
    if not any(hmac.compare_digest(str(seal), one) for one in _seals(content)):
        raise BackupError(
            f"{manifest_path(dump)} is gewijzigd of hoort bij een andere hoofdsleutel. "
            "Zet de sleutel van toen de kopie is gemaakt in ONTZORG_MASTER_KEY_OLD."
        )
    manifest = _parse(content)
    if file_digest(dump) != manifest.sha256:
        raise BackupError(f"{dump} is beschadigd of gewijzigd. Neem een andere kopie.")
    return manifest


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _load(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BackupError(f"{path} ontbreekt. Zet dat bestand naast de kopie.") from None
    except ValueError:
        raise BackupError(f"{path} is niet te lezen. Neem een andere kopie.") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BackupError(f"{path} is niet van een kopie van Ontzorg, of van een nieuwere versie.")
    return content


def _parse(content: dict[str, Any]) -> Manifest:
    fields = {name: value for name, value in content.items() if name not in ("format", "tables")}
    tables = {name: TableDigest(**table) for name, table in content["tables"].items()}
    return Manifest(**fields, tables=tables)


def _seals(content: Mapping[str, Any]) -> list[str]:
    """Return the seal under each known master key, the one of now first."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return [hmac.digest(key, text, hashlib.sha256).hex() for key in keys.derive_all("backup")]
