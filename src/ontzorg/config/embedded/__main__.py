"""Run a command beside a throw-away server: `python -m ontzorg.config.embedded COMMAND`.

The server is fast because it does not wait for the disk. With `DATABASE_URL` set the
command runs on that server instead.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

from ontzorg.config.embedded.use import in_use


def main(command: list[str]) -> int:
    """Run the command while the server runs, and return its exit code."""
    var = Path(os.environ.get("ONTZORG_VAR", "var"))
    server = nullcontext() if os.environ.get("DATABASE_URL") else in_use(var, durable=False)
    with server:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
