"""Two scanners that are not ours, sqlmap and wapiti: how they are started, and what they say."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.forms import FoundForm
from tests.walls.operations import NOT_VISITED, TOKEN, Signed, as_request, write_list

# They need older packages than the product, so they have an environment of their own.
PLACE = Path(sys.prefix) / "scanners" / "bin"
MISSING = "sqlmap en wapiti zijn hier niet te installeren: `make walls` doet het zelf als het kan."
RULER = "=" * 54
# Only against a scanner that never ends: how long one takes says nothing about the product.
PATIENCE_SECONDS = 4 * 60 * 60
# Every way in that sqlmap knows: by truth, error, union, stacked statements and time.
SQLMAP = (
    "--batch", "--disable-coloring", "--level=3", "--risk=2", "--dbms=PostgreSQL",
    "--technique=BEUST", "--time-sec=3", "--timeout=20", "--retries=1", "--drop-set-cookie",
    "--ignore-code=400,403,404,405,409,422,500", "--flush-session",
    "--answers=follow=N,merge=N,want to continue=Y",
)  # fmt: skip
# The same on every page, and read before the page: attacked once for each role.
HEADERS = "session,csrf,user-agent,referer"
EVERYWHERE = f"^({TOKEN}|{HEADERS.replace(',', '|')})$"
WAPITI_MODULES = (
    "backup", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers",
    "ldap", "methods", "permanentxss", "redirect", "shellshock", "spring4shell", "sql", "timesql",
    "upload", "xss",
)  # fmt: skip
# The other modules, and why they are left out.
LEFT_OUT = {
    "brute_login_form": "raadt wachtwoorden; dat doet T15",
    "buster": "raadt adressen uit een woordenlijst; wij geven de volledige lijst",
    "cookieflags": "op http://localhost kan een koekje niet alleen voor https zijn; dat doet T18",
    "cms": "haalt zijn lijst van buiten",
    "htp": "haalt zijn lijst van buiten",
    "https_redirect": "https doet de proxy ervoor; dat doet T18",
    "log4shell": "luistert buiten deze machine",
    "network_device": "zoekt apparaten, geen website",
    "nikto": "haalt zijn lijst van buiten",
    "ssl": "https doet de proxy ervoor; dat doet T18",
    "ssrf": "luistert buiten deze machine; dat doet T12",
    "takeover": "vraagt namen op buiten deze machine",
    "wapp": "haalt zijn lijst van buiten",
    "wp_enum": "zoekt een ander product",
    "xxe": "luistert buiten deze machine; dat doet T09",
}


@dataclass(frozen=True, order=True)
class Finding:
    """A hole that a scanner says it found."""

    tool: str
    what: str
    path: str
    parameter: str

    def __str__(self) -> str:
        return f"{self.tool}: {self.what} in {self.path}, {self.parameter or 'geen veld'}"


def are_installed() -> bool:
    """Tell whether both scanners can be started."""
    return all((PLACE / name).exists() for name in ("sqlmap", "wapiti"))


def run_sqlmap(
    forms: Sequence[FoundForm], signed: Signed, folder: Path, *, only: str = ""
) -> list[Finding]:
    """Attack each field of these operations, or `only` these headers and cookies."""
    folder.mkdir(parents=True)
    log, results = folder / "requests.txt", folder / "results.csv"
    log.write_text(as_log(forms, signed), "utf-8", newline="")
    command = [str(PLACE / "sqlmap"), *SQLMAP, "-l", str(log), f"--results-file={results}"]
    command += [f"--output-dir={folder}"]
    command += ["-p", only] if only else [f"--param-exclude={EVERYWHERE}"]
    _run(command, folder)
    return read_sqlmap(results.read_text("utf-8").splitlines())


def run_wapiti(
    forms: Sequence[FoundForm], signed: Signed, folder: Path, *, seconds: int = PATIENCE_SECONDS
) -> list[Finding]:
    """Attack these operations with every module, and each module for so many seconds at most."""
    folder.mkdir(parents=True)
    (signed.server.var / f"{signed.who}.html").write_text(write_list(forms, signed.token), "utf-8")
    report = folder / "report.json"
    command = [str(PLACE / "wapiti"), "-u", f"{signed.base}/proef/{signed.who}/"]
    command += ["--scope", "domain", "-d", "1", "-m", ",".join(WAPITI_MODULES)]
    command += ["-C", signed.cookie, "--drop-set-cookie", "--skip", TOKEN, "--no-bugreport"]
    command += ["--max-attack-time", str(seconds), "-f", "json", "-o", str(report), "-v", "1"]
    command += ["--store-session", str(folder), "--store-config", str(folder)]
    for start in NOT_VISITED:
        command += ["-x", f"{signed.base}{start}*"]
    _run(command, folder)
    return read_wapiti(json.loads(report.read_text("utf-8")))


def as_log(forms: Iterable[FoundForm], signed: Signed) -> str:
    """Return the operations as sqlmap reads them from the log of a proxy."""
    place = f"12:00:00  {signed.base}  [127.0.0.1]"
    return "\n".join(
        f"{RULER}\n{place}\n{RULER}\n{as_request(form, signed)}\n{RULER}\n\n" for form in forms
    )


def read_sqlmap(lines: Iterable[str]) -> list[Finding]:
    """Return what the result file says; a line without a technique is no finding."""
    rows = [row for row in csv.DictReader(lines) if row["Technique(s)"]]
    return [
        Finding("sqlmap", f"SQL {row['Technique(s)']}", _path(row["Target URL"]), row["Parameter"])
        for row in rows
        if "false positive" not in (row["Note(s)"] or "")
    ]


def read_wapiti(report: dict[str, dict[str, list[dict[str, str]]]]) -> list[Finding]:
    """Return the vulnerabilities and the answers of 500 that the report names."""
    groups = {**report["vulnerabilities"], **report["anomalies"]}
    return sorted(
        {
            Finding("wapiti", what, one["path"], one["parameter"] or "")
            for what, found in groups.items()
            for one in found
        }
    )


def _path(address: str) -> str:
    return "/" + address.partition("://")[2].partition("/")[2].partition("?")[0]


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a scanner that can reach this machine only; keep what it says beside its report."""
    env = {**os.environ, "HOME": str(folder), "NO_PROXY": "127.0.0.1"}
    with (folder / "said.txt").open("w") as said:
        subprocess.run(
            command, env=env, cwd=folder, check=True, timeout=PATIENCE_SECONDS, text=True,
            stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
