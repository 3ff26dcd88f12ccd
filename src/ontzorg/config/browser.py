"""Find a Chromium for the browser tests, or install one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

NONE_FOUND = """\
No Chromium could be had, and the browser tests need one. Do one of these, then try again:
  - install the package chromium (Debian, Fedora), or Google Chrome;
  - run .venv/bin/playwright install --with-deps chromium;
  - set CHROMIUM to the path of the program.
What was tried:
{tried}"""


class NoBrowserError(RuntimeError):
    """There is no Chromium and none could be installed."""


def find_chromium() -> Path:
    """Return a Chromium that works: on this machine, Playwright's, or newly installed."""
    tried: list[str] = []
    for source in (_on_this_machine, _from_playwright, _download_playwright, _install_package):
        found = source()
        if found is not None and _works(found):
            return found
        tried.append(f"  - {(source.__doc__ or '').rstrip('.')}: {found or 'nothing found'}")
    raise NoBrowserError(NONE_FOUND.format(tried="\n".join(tried)))


def launch_arguments() -> list[str]:
    """Return what Chromium needs to run in a test, as root and in a small container too."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return [*quiet, "--no-first-run", "--disable-dev-shm-usage", "--no-sandbox"]


def _on_this_machine() -> Path | None:
    """A Chromium on this machine."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return Path(chosen)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return MAC if MAC.exists() else None


def _from_playwright() -> Path | None:
    """The Chromium that Playwright installed before."""
    # Only the tests need Playwright: it is not there in a plain installation.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = Path(playwright.chromium.executable_path)
    return found if found.exists() else None


def _download_playwright() -> Path | None:
    """A download by Playwright."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return _from_playwright() if _succeeds(command) else None


def _install_package() -> Path | None:
    """The package manager of this machine, for root only."""
    if os.geteuid() != 0:
        return None
    if shutil.which("apt-get"):
        _succeeds(["apt-get", "update", "-q"])
        _succeeds(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"])
    elif shutil.which("dnf"):
        _succeeds(["dnf", "install", "-q", "-y", "chromium"])
    return _on_this_machine()


def _works(program: Path) -> bool:
    return _succeeds([str(program), "--version"])


def _succeeds(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands, no shell
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    try:
        find_chromium()
    except NoBrowserError as error:
        sys.exit(str(error))
