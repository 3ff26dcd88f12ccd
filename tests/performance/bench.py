"""`make bench`: the rules alone, then the product on a book of the size it is built for.

BENCH_WERKGEVERS makes the book smaller. It stays in ONTZORG_VAR (default `var/bench`) for a next
run; `var/bench.json` keeps every figure. Nothing fails on a slow machine: wanted stands beside
measured, and each figure beside a floor of the same run.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.performance import bench_rules
from tests.performance.book import Book, environment, ready_book, running_product
from tests.performance.figures import MILLISECONDS, Figure, percentile, print_figures, write_figures

WERKGEVERS = 5_000
IMPORTED_PER_WERKGEVER = 20
WANTED_REPLAN, REPLANNED = 10, 2_500
WANTED_IMPORT, IMPORTED = 60, 100_000
MOST_TIMES_COPY = 15
PINGS = 2_000
LOGGED_WERKGEVERS = 200
RESULT = Path("var/bench.json")


def main() -> None:
    """Measure everything, print the table and write the JSON."""
    werkgevers = int(os.environ.get("BENCH_WERKGEVERS", WERKGEVERS))
    var = Path(os.environ.get("ONTZORG_VAR", "var/bench")).absolute()
    figures = _timelines()
    book = ready_book(var, werkgevers)
    figures.append(_making(book))
    _set_up(var)
    from ontzorg.config.local_database import local_database

    with local_database():
        from tests.performance.cast import count_book

        counts = count_book()
        for part in (_on_the_book, _log, _import):
            figures += part(book)
            write_figures(RESULT, figures, counts)  # what is known stays, whatever comes next
    print_figures(_in_groups(figures), f"Snelheid bij {werkgevers:,} werkgevers")


def _timelines() -> list[Figure]:
    """Return the figures of the timeline as the benchmark of the rules finds them."""
    return [
        Figure(
            group="Alleen de regels",
            what=row.what,
            value=float(row.found.split()[0]),
            unit="µs",
            wanted=None if row.wanted == "-" else float(row.wanted.split()[1]),
        )
        for row in bench_rules.timelines()
    ]


def _making(book: Book) -> Figure:
    wanted = 600 if book.werkgevers == WERKGEVERS else None
    return Figure(group="Het boek", what="boek maken", value=book.seconds, unit="s", wanted=wanted)


def _set_up(var: Path) -> None:
    os.environ.update(environment(var))
    os.environ["ONTZORG_PROCESS"] = "jobs"
    import django

    django.setup()


def _on_the_book(book: Book) -> list[Figure]:
    from django.utils import timezone

    from tests.performance.audit_cost import measure_wait
    from tests.performance.cast import choose_cast
    from tests.performance.neighbour import measure_neighbour
    from tests.performance.pages import floors_of, measure_meldingen, measure_pages

    today = timezone.localdate()
    ping = _ping()
    cast = choose_cast(today)
    figures = [ping, _replan(cast.running, today, ping)]
    with running_product(book) as product:
        pages = measure_pages(product, cast)
        meldingen = measure_meldingen(product, cast, today, floors_of(pages))
        around = [*measure_wait(product, cast), *measure_neighbour(product, cast)]
    return [*figures, *pages, *meldingen, *around]


def _log(_book: Book) -> list[Figure]:
    """Measure what a line in the log costs, and the check of all of them."""
    from ontzorg.access.actors import SYSTEM
    from ontzorg.access.context import acting_as
    from ontzorg.parties.models import Werkgever
    from tests.performance.audit_cost import measure_log

    with acting_as(SYSTEM):
        chosen = Werkgever.objects.order_by("pk").values_list("pk", flat=True)[:LOGGED_WERKGEVERS]
        werkgevers = list(chosen)
    return measure_log(werkgevers)


def _ping() -> Figure:
    """Return what the shortest question to the database takes."""
    from django.db import connection

    times = []
    with connection.cursor() as cursor:
        for _ in range(PINGS):
            begin = time.perf_counter()
            cursor.execute("SELECT 1")
            cursor.fetchone()
            times.append(time.perf_counter() - begin)
    value = percentile(times, 0.5) * MILLISECONDS
    return Figure(group="Het boek", what="SELECT 1, p50", value=value, unit="ms")


def _replan(employments: tuple[int, ...], today: date, ping: Figure) -> Figure:
    """Compute all running dossiers again; told for the number that the wish speaks of."""
    from ontzorg.access.actors import SYSTEM
    from ontzorg.access.context import acting_as
    from ontzorg.verzuim.services import replan

    begin = time.perf_counter()
    with acting_as(SYSTEM):
        replan(actor=SYSTEM, dienstverband_ids=employments, today=today)
    seconds = time.perf_counter() - begin
    return Figure(
        group="Het boek",
        what=f"{REPLANNED:,} lopende dossiers opnieuw plannen",
        value=seconds / len(employments) * REPLANNED,
        unit="s",
        wanted=WANTED_REPLAN,
        floor=ping.value / MILLISECONDS * REPLANNED,
        floor_name="SELECT 1 per dossier",
        note=f"{len(employments)} dienstverbanden in {seconds:.1f} s",
    )


def _import(book: Book) -> list[Figure]:
    """Import the staff of a new employer; the same rows by COPY are the floor."""
    from django.utils import timezone

    from tests.performance.staff_import import copy_rows, import_rows, write_staff_file

    rows, today = book.werkgevers * IMPORTED_PER_WERKGEVER, timezone.localdate()
    werkgever_id = _new_werkgever(today)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "personeel.csv"
        write_staff_file(path, rows)
        measured = import_rows(werkgever_id, path, rows=rows, today=today)
    floor = copy_rows(werkgever_id)
    figure = Figure(
        group="Het boek",
        what=f"{rows:,} medewerkers inlezen",
        value=measured.total,
        unit="s",
        wanted=WANTED_IMPORT * rows / IMPORTED,
        floor=floor,
        floor_name="COPY van dezelfde rijen",
        note=", ".join(f"{part} {took:.1f} s" for part, took in measured.seconds.items()),
    )
    times = replace(
        figure, what="inlezen, maal COPY", value=measured.total / floor, unit="maal",
        wanted=MOST_TIMES_COPY, floor=None, note="",
    )  # fmt: skip
    return [figure, times]


def _new_werkgever(today: date) -> int:
    from ontzorg.access import services
    from ontzorg.access.actors import SYSTEM
    from ontzorg.access.context import acting_as
    from ontzorg.access.models import OrganisationKind
    from ontzorg.parties.services import register_werkgever

    with acting_as(SYSTEM):
        organisation = services.register_organisation(
            actor=SYSTEM, kind=OrganisationKind.WERKGEVER, name="Meetlat B.V."
        )
        register_werkgever(actor=SYSTEM, organisation_id=organisation.pk, today=today)
    return organisation.pk


def _in_groups(figures: list[Figure]) -> list[Figure]:
    order = list(dict.fromkeys(figure.group for figure in figures))
    return sorted(figures, key=lambda figure: order.index(figure.group))


if __name__ == "__main__":
    main()
