"""PgBouncer in transaction mode in front of the database of the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from ontzorg.access.keys import login_password_from
from ontzorg.access.walls.declare import Login
from ontzorg.config.embedded.owner import Owner, owner_of
from ontzorg.config.embedded.places import data_dir
from tests.harness.server import free_port

PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
MISSING = "PgBouncer is hier niet: installeer het pakket pgbouncer van uw systeem."
# What docs/beheer/instellingen.md tells an operator to write.
CONFIGURATION = """\
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen_port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users.txt
pool_mode = transaction
default_pool_size = {servers}
max_client_conn = 400
ignore_startup_parameters = options
query_timeout = 30
"""


@contextmanager
def running_pooler(*, servers: int) -> Iterator[int]:
    """Run PgBouncer with so many connections to the database; give the port it listens on."""
    owner = owner_of(data_dir(settings.ENVIRONMENT.var))
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="ontzorg-pooler-") as place:
        folder = Path(place)
        _write(folder, owner, port, servers)
        become: dict[str, Any] = {}
        if not owner.is_me:
            become = {"user": owner.uid, "group": owner.gid, "extra_groups": []}
        with (folder / "said.txt").open("w") as said:
            process = subprocess.Popen(
                [str(PROGRAM), "-q", str(folder / "pgbouncer.ini")],
                cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, **become,
            )  # fmt: skip
        try:
            _wait_for(port, process, folder)
            yield port
        finally:
            process.terminate()
            process.wait()


def _write(folder: Path, owner: Owner, port: int, servers: int) -> None:
    database = connections["default"].settings_dict
    text = CONFIGURATION.format(
        host=database["HOST"],
        port=database["PORT"] or 5432,
        listen_port=port,
        folder=folder,
        servers=servers,
    )
    users = "".join(
        f'"{login.value}" "{login_password_from(settings.MASTER_KEY, login.value)}"\n'
        for login in Login
    )
    for name, content in (("pgbouncer.ini", text), ("users.txt", users)):
        (folder / name).write_text(content, "utf-8")
        owner.take(folder / name)
    owner.take(folder)


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            os.sched_yield()
        else:
            return
    raise RuntimeError((folder / "said.txt").read_text("utf-8"))
