"""An employer who brings his staff in, while something is killed at the worst moment."""

from __future__ import annotations

import csv
import io
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import uuid4

import psycopg

from tests.faults.product import Product, Target
from tests.faults.visitor import Visitor
from tests.performance.staff_rows import HEADER, valid_numbers

IMPORTS = "/werkgever/medewerkers/inlezen/"
BUSY = ("reading", "writing", "undoing")
# A worker that was killed is missed after ten seconds; the machine of the tests is slow.
PROMISE_SECONDS = 120
LAST = "SELECT id, public_id, state, rows_read, notice FROM staff_import_staffimport WHERE id > %s"
HOLDS = (
    "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
    " WHERE c.relname = %s AND l.mode = 'RowExclusiveLock'"
)
Rows = list[tuple[Any, ...]]
SIGNS = {"writing": "parties_werknemer", "undoing": "parties_dienstverband"}


@dataclass(frozen=True, slots=True)
class Found:
    """An import as it stands."""

    number: int
    public_id: str
    state: str
    rows_read: int
    notice: str


@dataclass
class Blow:
    """What is killed, and when: upload, reading, writing or undoing."""

    target: Target
    moment: str
    is_given: bool = False


@dataclass
class Keeper:
    """Who keeps the staff of an employer, in front of his browser."""

    product: Product
    blow: Blow | None = None
    visitor: Visitor = field(init=False)
    pressed: int = 0

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.product.server.url, self.product.let_pass)
        self.visitor.sign_in("werkgever")

    def bring_in(self, content: bytes) -> Found:
        """Bring the file in, choose its columns and take its rows over, as often as it takes."""
        before = self._newest()
        while not (found := self._import_after(before)):
            self._upload(content)
        return self._until(found.number, "done")

    def undo(self, found: Found) -> Found:
        """Undo the import, as often as it takes."""
        self._press(found, "terugdraaien/")
        return self._until(found.number, "undone")

    def _until(self, number: int, wanted: str) -> Found:
        """Wait for this state; press the button that the page offers meanwhile."""
        start = time.monotonic()
        while (found := self._import_after(number - 1)) and found.state != wanted:
            assert time.monotonic() - start < PROMISE_SECONDS, found
            if found.state in BUSY:
                self._strike(found)
                self.product.let_pass()
                continue
            self.pressed += 1
            if found.state in {"columns", "refused"}:
                self._press(found, "kolommen/", **self._columns(found))
            else:
                self._press(found, "overnemen/" if wanted == "done" else "terugdraaien/")
        assert found
        return found

    def _strike(self, found: Found) -> None:
        """Kill as soon as the work of that moment is under way."""
        blow = self.blow
        if blow is None or blow.is_given or found.state != blow.moment:
            return
        while not self._is_under_way(found):
            now = self._import_after(found.number - 1)
            if now is None or now.state != blow.moment:
                return
            found = now
        blow.is_given = True
        self.product.kill(blow.target)

    def _is_under_way(self, found: Found) -> bool:
        if found.state == "reading":
            return found.rows_read > 0
        return bool(self._ask(lambda: self.product.rows(HOLDS, SIGNS[found.state]))[0][0])

    def _upload(self, content: bytes) -> None:
        boundary = uuid4().hex
        self.visitor.insist(IMPORTS)
        token = next(cookie.value for cookie in self.visitor.jar if cookie.name == "csrf")
        body = _form(content, boundary, token or "")
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.product.server.url + IMPORTS,
            data=self._sent(body),
            headers={
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Content-Length": str(len(body)),
            },
        )
        with suppress(OSError, urllib.error.HTTPError), self.visitor.opener.open(request) as page:
            page.read()
        self.product.wait_for_database()

    def _sent(self, body: bytes) -> Iterator[bytes]:
        """Send half of the file, and the rest after the blow."""
        yield body[: len(body) // 2]
        blow = self.blow
        if blow and blow.moment == "upload" and not blow.is_given:
            blow.is_given = True
            self.product.kill(blow.target)
        yield body[len(body) // 2 :]

    def _press(self, found: Found, button: str, **answers: str) -> None:
        place = f"{IMPORTS}{found.public_id}/"
        status, _ = self.visitor.insist(place + button, **(answers or {"ok": "ja"}))
        assert status in {302, 409}, (status, button)

    def _columns(self, found: Found) -> dict[str, str]:
        query = "SELECT columns FROM staff_import_staffimport WHERE id = %s"
        ((columns,),) = self._ask(lambda: self.product.rows(query, found.number))
        return {f"column_{index}": code for index, code in enumerate(columns)}

    def _import_after(self, number: int) -> Found | None:
        rows = self._ask(lambda: self.product.rows(f"{LAST} ORDER BY id DESC LIMIT 1", number))
        return Found(rows[0][0], str(rows[0][1]), *rows[0][2:]) if rows else None

    def _newest(self) -> int:
        found = self._import_after(0)
        return found.number if found else 0

    def _ask(self, question: Callable[[], Rows]) -> Rows:
        """Ask the database, as soon as it is there."""
        while True:
            try:
                return question()
            except psycopg.OperationalError:
                self.product.let_pass()


def staff_file(mark: str, count: int, *, skip: int = 0) -> bytes:
    """Return a file with so many people; their personeelsnummers begin with the mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADER.split(";"))
    for number, bsn in enumerate(islice(valid_numbers(), skip, skip + count)):
        writer.writerow(
            [
                f"{mark}{number}", bsn, "P.J.", "Pia", "", "Inleesling", "V", "14-03-1990",
                f"{mark}{number}@voorbeeld.example", "06 12345678", "Dijkweg", "12", "1234 AB",
                "Waterdam", "01-02-2020", f"Ploeg {mark}", "Bakker", "32",
            ]
        )  # fmt: skip
    return text.getvalue().encode()


def _form(content: bytes, boundary: str, token: str) -> bytes:
    parts = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        f'{token}\r\n--{boundary}\r\nContent-Disposition: form-data; name="file"; '
        f'filename="personeel.csv"\r\nContent-Type: text/csv\r\n\r\n'
    )
    return parts.encode() + content + f"\r\n--{boundary}--\r\n".encode()
