"""What the log costs: a line more, the check of all lines, and the wait of a page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice

from django.db import connections, transaction

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.audit_chain.digest import EVENTS
from ontzorg.access.audit_chain.verify import verify_log
from tests.performance.book import Product
from tests.performance.browsing import Client
from tests.performance.cast import Cast
from tests.performance.figures import MILLISECONDS, Figure, percentile
from tests.performance.without_audit import COOKIE

GROUP = "Het logboek"
WRITERS, LINES_EACH = 4, 750
WANTED_APPENDS, WANTED_CHECKED, WANTED_WAIT = 1_500, 80_000, 5
MICROSECONDS = 1_000_000
VISITS = 60
BARE = "floor_of_audit.event"
INSERT = (
    f"INSERT INTO {BARE} (id, chain, seq, at, action, result, role, actor_label, werkgever_id,"  # noqa: S608
    " werknemer_ids, object_type, object_id, fields, purpose, reason, channel, ip, request_id,"
    " login, prev_hash, hash) VALUES (%s, %s, %s, now(), 'proef.geschreven', 'toegestaan',"
    " 'system', 'Ontzorg', %s, '{1}', 'proef', 1, '{}', '', '', 'proef', '', '', 'proef', '', '')"
)


def measure_log(werkgevers: Sequence[int]) -> list[Figure]:
    """Measure writing and checking; the same rows without a chain are the floor of each."""
    with _bare_table():
        floor = _write(partial(_insert, werkgevers), "migrator")
    written = _write(partial(_append, werkgevers), "default")
    return [_appends(written, floor), _checks()]


def measure_wait(product: Product, cast: Cast) -> list[Figure]:
    """Measure how much longer a dossier takes because the reading is written down."""
    manager = cast.managers[0]
    paths = [f"/dossiers/{one}/" for one in manager.dossiers]
    logged, bare = (Client(product.port).sign_in(manager.role) for _ in range(2))
    bare.cookies[COOKIE] = "1"
    times: dict[int, list[float]] = {0: [], 1: []}
    for path in islice(chain.from_iterable(zip(paths, paths, strict=True)), 2 * VISITS):
        for number, client in enumerate((logged, bare)):
            begin = time.perf_counter()
            client.get(path)
            times[number].append(time.perf_counter() - begin)
    with_log, without = (percentile(times[n], 0.95) * MILLISECONDS for n in (0, 1))
    return [
        Figure(
            group=GROUP,
            what="dossier, p95 erbij door het logboek",
            value=max(with_log - without, 0),
            unit="ms",
            wanted=WANTED_WAIT,
            note=f"p95 {with_log:.0f} ms met en {without:.0f} ms zonder",
        )
    ]


def _appends(seconds: float, floor: float) -> Figure:
    lines = WRITERS * LINES_EACH
    return Figure(
        group=GROUP,
        what=f"een regel schrijven, {WRITERS} schrijvers",
        value=seconds / lines * MICROSECONDS,
        unit="µs",
        wanted=MICROSECONDS / WANTED_APPENDS,
        floor=floor / lines * MICROSECONDS,
        floor_name="INSERT in een kale tabel",
        note=f"{lines / seconds:,.0f} regels per seconde",
    )


def _checks() -> Figure:
    begin = time.perf_counter()
    report = verify_log()
    seconds = time.perf_counter() - begin
    if report.breaches:
        raise RuntimeError(f"the log is broken: {report.breaches[:3]}")
    return Figure(
        group=GROUP,
        what="een regel controleren",
        value=seconds / report.events * MICROSECONDS,
        unit="µs",
        wanted=MICROSECONDS / WANTED_CHECKED,
        floor=_read_all() / report.events * MICROSECONDS,
        floor_name="alle regels alleen lezen",
        note=f"{report.events:,} regels, {report.events / seconds:,.0f} per seconde",
    )


def _read_all() -> float:
    """Return how long it takes to read the same columns and do nothing with them."""
    query = f"COPY ({EVENTS}) TO STDOUT (FORMAT BINARY)"
    begin = time.perf_counter()
    with transaction.atomic(using="audit"):
        cursor = connections["audit"].cursor()
        with cursor.copy(query) as copy:
            while copy.read():
                pass
    return time.perf_counter() - begin


def _write(one_line: Callable[[int], None], alias: str) -> float:
    """Let all writers write at once, each line in a transaction of its own."""

    def write(writer: int) -> None:
        try:
            for number in range(LINES_EACH):
                one_line(writer * LINES_EACH + number)
        finally:
            connections[alias].close()

    begin = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    return time.perf_counter() - begin


def _append(werkgevers: Sequence[int], number: int) -> None:
    audit.record(
        actor=SYSTEM,
        action="proef.geschreven",
        object_type="proef",
        object_id=number,
        werkgever_id=werkgevers[number % len(werkgevers)],
        werknemer_ids=[number],
    )


def _insert(werkgevers: Sequence[int], number: int) -> None:
    werkgever = werkgevers[number % len(werkgevers)]
    with connections["migrator"].cursor() as cursor:
        cursor.execute(INSERT, [number, f"werkgever:{werkgever}", number, werkgever])


@contextmanager
def _bare_table() -> Iterator[None]:
    with connections["migrator"].cursor() as cursor:
        cursor.execute("CREATE SCHEMA floor_of_audit")
        cursor.execute(f"CREATE TABLE {BARE} (LIKE audit.event)")
    try:
        yield
    finally:
        with connections["migrator"].cursor() as cursor:
            cursor.execute("DROP SCHEMA floor_of_audit CASCADE")
