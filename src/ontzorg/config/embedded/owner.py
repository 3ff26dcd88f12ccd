"""The user of the operating system who runs the embedded server: PostgreSQL refuses root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontzorg.config.embedded.errors import EmbeddedServerError

SERVICE_USER = "ontzorg-db"
STATE = Path("/var/lib/ontzorg-db")


def owner_of(data: Path) -> Owner:
    """Return who must run the server on this data: the user himself, or not root."""
    mine = os.geteuid()
    if not data.exists():
        return _entry(mine) if mine else _service_owner()
    theirs = data.stat().st_uid
    if mine not in (0, theirs):
        raise EmbeddedServerError(
            f"De gegevens in {data} zijn van een andere gebruiker ({_entry(theirs).name}). "
            "Start als die gebruiker, of zet ONTZORG_VAR op een map van uzelf."
        )
    return _entry(theirs) if theirs else _service_owner()


@dataclass(frozen=True, slots=True)
class Owner:
    """A user of the operating system."""

    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        """Tell whether this process already runs as this user."""
        return self.uid == os.geteuid()

    def run(self, *command: str | Path, cwd: Path = Path("/")) -> subprocess.CompletedProcess[str]:
        """Run a command as this user and return what it said."""
        become: dict[str, Any] = {}
        if not self.is_me:
            become = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(  # noqa: S603 - our own programs, no shell
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **become,
        )

    def can_run(self, executable: Path) -> bool:
        """Tell whether this user can read and start the program."""
        try:
            return self.run(executable, "--version").returncode == 0
        except PermissionError:
            return False

    def can_enter(self, directory: Path) -> bool:
        """Tell whether this user can reach the directory through all its parents."""
        return self.run("ls", "-d", f"{directory}/.").returncode == 0

    def take(self, path: Path, *, only_new: bool = False) -> None:
        """Make this user the owner, when root made the path for him."""
        if not self.is_me and (not only_new or path.lstat().st_uid == 0):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def new_state_dir(self) -> Path:
        """Make an empty directory that this user can always reach."""
        STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        directory = Path(tempfile.mkdtemp(prefix="data-", dir=STATE))
        self.take(directory)
        return directory

    def copy_programs(self, packages: Path, parts: tuple[str, ...]) -> Path:
        """Copy the server to where this user can read it; return its directory of programs."""
        version = self._version(packages / parts[0])
        target = STATE / f"programs-{version}"
        if not target.exists():
            STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix="copy-", dir=STATE))
            for part in parts:
                shutil.copytree(packages / part, fresh / part, symlinks=True)
            fresh.chmod(0o755)
            fresh.rename(target)
        return target / parts[0] / "bin"

    @staticmethod
    def _version(install: Path) -> str:
        command = [str(install / "bin" / "postgres"), "--version"]
        said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        return said.stdout.split()[-1]


def _entry(uid: int) -> Owner:
    try:
        found = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedServerError(
            f"Gebruiker {uid} heeft op deze computer geen naam, en PostgreSQL wil die. "
            "Voeg de gebruiker toe, of zet DATABASE_URL op een eigen server."
        ) from None
    return Owner(found.pw_name, found.pw_uid, found.pw_gid)


def _service_owner() -> Owner:
    """Return the user who runs the server for root, added when he is not there yet."""
    try:
        found = pwd.getpwnam(SERVICE_USER)
    except KeyError:
        _add_service_user()
        found = pwd.getpwnam(SERVICE_USER)
    return Owner(found.pw_name, found.pw_uid, found.pw_gid)


def _add_service_user() -> None:
    command = ["useradd", "--system", "--no-create-home", "--home-dir", str(STATE)]
    command += ["--shell", "/bin/false", SERVICE_USER]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        done = None
    # 9 = the name exists: another process was first.
    if done is None or done.returncode not in (0, 9):
        raise EmbeddedServerError(
            f"PostgreSQL draait niet als root, en gebruiker {SERVICE_USER} toevoegen lukt niet. "
            "Start als gewone gebruiker, of zet DATABASE_URL op een eigen server."
        )
