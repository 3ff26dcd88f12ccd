"""How long pages take, for one visitor and for eight at once, against a real server process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import cycle, islice
from uuid import uuid4

from tests.performance.book import Product
from tests.performance.browsing import Client, time_together
from tests.performance.cast import CLIENTS, MELDINGEN_EACH, Cast
from tests.performance.figures import MILLISECONDS, Figure, percentile
from tests.performance.processor import processor_seconds

ALONE, TOGETHER = 40, 10
SIGNING_IN = 4  # the pages around it, and the first one that warms up
MOST_ROUNDS = 200  # of empty pages, before the product has come to rest
SICK = "/werkgever/ziekmelden/"
Step = Callable[[], object]
FULLY_SICK = {
    "step": "save",
    "expected": "7",
    "is_full": "ja",
    "is_home": "ja",
    "has_handover": "nee",
    "had_accident": "nee",
    "vangnet": "nee",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One kind of page: who goes there, in what order, and how long it may take."""

    what: str
    roles: tuple[str, ...]
    paths: Callable[[int], tuple[str, ...]]
    wanted: float | None = 150
    wanted_together: float | None = 400


def measure_pages(product: Product, cast: Cast) -> list[Figure]:
    """Visit every kind of page; the empty page comes first and is the floor of the others."""
    figures: list[Figure] = []
    floors: dict[int, float] = {}
    visits = _visits(cast)
    _settle(product, visits[0])
    for visit in visits:
        for clients, each in ((1, ALONE), (CLIENTS, TOGETHER)):
            before = processor_seconds(*product.roots)
            times = time_together(
                [partial(_browse, product.port, visit, number, each) for number in range(clients)]
            )
            if clients == 1:
                figures += _work(visit.what, before, processor_seconds(*product.roots), len(times))
            floors.setdefault(clients, percentile(times, 0.5))
            wanted = visit.wanted if clients == 1 else visit.wanted_together
            figures += _figures(visit.what, clients, times, wanted, floors[clients])
    return figures


def measure_meldingen(
    product: Product, cast: Cast, today: date, floors: dict[int, float]
) -> list[Figure]:
    """Report people sick: all dossiers, tasks and log lines are there when the answer comes."""
    figures: list[Figure] = []
    for clients, turn in ((1, 0), (CLIENTS, 1)):
        before = processor_seconds(*product.roots)
        times = time_together(
            [partial(_report, product.port, cast, number, turn, today) for number in range(clients)]
        )
        if clients == 1:
            after = processor_seconds(*product.roots)
            figures += _work("melding versturen", before, after, len(times))
        figures += _figures("melding versturen", clients, times, 200, floors[clients])
    return figures


def floors_of(figures: list[Figure]) -> dict[int, float]:
    """Return the floor for one client and for eight, in seconds."""
    found = list(dict.fromkeys(figure.floor for figure in figures if figure.floor))
    return {1: found[0] / MILLISECONDS, CLIENTS: found[1] / MILLISECONDS}


def _settle(product: Product, empty: Visit) -> None:
    """Visit the empty page until that is all the product does.

    What a worker or the cleaning of tables still does would count as work for the first pages:
    then more is worked than one visitor has waited.
    """
    for _ in range(MOST_ROUNDS):
        before, begin = processor_seconds(*product.roots), time.perf_counter()
        time_together([partial(_browse, product.port, empty, 0, ALONE)])
        after, waited = processor_seconds(*product.roots), time.perf_counter() - begin
        if before is None or after is None or after - before <= waited:
            return


def always(path: str) -> Callable[[int], tuple[str, ...]]:
    """Let every visitor open this one page."""
    return lambda _: (path,)


def _visits(cast: Cast) -> list[Visit]:
    managers = tuple(manager.role for manager in cast.managers)
    employers = tuple(employer.role for employer in cast.employers)
    searches = tuple(f"?q={name}" for name in cast.names)

    def dossiers(number: int) -> tuple[str, ...]:
        return tuple(f"/dossiers/{each}/" for each in cast.managers[number].dossiers)

    def searching(path: str) -> Callable[[int], tuple[str, ...]]:
        return lambda number: tuple(path + each for each in searches[number:] + searches[:number])

    doctors, insurer = ("bedrijfsarts", "bedrijfsarts2"), ("claims",)
    return [
        Visit(what="lege pagina, ingelogd", roles=employers, paths=always("/bench/leeg/"),
              wanted=None, wanted_together=None),
        Visit(what="wat moet ik nu (Ontzorgmanager)", roles=managers,
              paths=always("/mijn-werk/"), wanted=100),
        Visit(what="wat moet ik nu (bedrijfsarts)", roles=doctors, paths=always("/mijn-werk/"),
              wanted=100),
        Visit(what="alle stappen van de arbodienst", roles=doctors,
              paths=always("/mijn-werk/?van=alles")),
        Visit(what="werkgever, startpagina", roles=employers, paths=always("/werkgever/")),
        Visit(what="dossier", roles=managers, paths=dossiers),
        Visit(what="dossierlijst (Ontzorgmanager)", roles=managers, paths=always("/dossiers/")),
        Visit(what="planning (Ontzorgmanager)", roles=managers, paths=always("/planning/")),
        Visit(what="planning (arbodienst)", roles=("planner",), paths=always("/planning/")),
        Visit(what="personeel van de werkgever", roles=employers,
              paths=always("/werkgever/medewerkers/")),
        Visit(what="portefeuille, zoeken op naam", roles=insurer,
              paths=searching("/verzekeraar/verzuim/")),
        Visit(what="portefeuille, gesloten dossiers", roles=insurer,
              paths=always("/verzekeraar/verzuim/?status=closed")),
        Visit(what="werkgevers van de verzekeraar", roles=insurer,
              paths=always("/verzekeraar/werkgevers/")),
        Visit(what="werkgevers zoeken", roles=insurer, paths=searching("/verzekeraar/werkgevers/")),
        Visit(what="zoeken in alles (Ontzorgmanager)", roles=managers,
              paths=searching("/zoeken/")),
    ]  # fmt: skip


def _browse(port: int, visit: Visit, number: int, each: int) -> Iterator[Step]:
    client = Client(port).sign_in(visit.roles[number % len(visit.roles)])
    for path in islice(cycle(visit.paths(number)), each + 1):
        yield partial(client.get, path)


def _report(port: int, cast: Cast, number: int, turn: int, today: date) -> Iterator[Step]:
    employer = cast.employers[number]
    client = Client(port).sign_in(employer.role)
    token = client.token_of(SICK)
    half = MELDINGEN_EACH + 1
    for dienstverband in employer.fit[turn * half : (turn + 1) * half]:
        values = FULLY_SICK | {
            "csrfmiddlewaretoken": token,
            "form_key": str(uuid4()),
            "dienstverband": str(dienstverband),
            "eerste_ziektedag": f"{today:%d-%m-%Y}",
        }
        yield partial(client.post, SICK, values)


def _work(what: str, before: float | None, after: float | None, visits: int) -> list[Figure]:
    """Return what server, worker and database worked for one visit: signing in counts along."""
    if before is None or after is None:
        return []
    value = (after - before) / (visits + SIGNING_IN) * MILLISECONDS
    return [Figure(group="Rekentijd van server en database", what=what, value=value, unit="ms")]


def _figures(
    what: str, clients: int, times: list[float], wanted: float | None, floor: float
) -> list[Figure]:
    group = "Een bezoeker" if clients == 1 else f"{clients} bezoekers tegelijk"
    return [
        Figure(
            group=group,
            what=f"{what}, {name}",
            value=percentile(times, share) * MILLISECONDS,
            unit="ms",
            wanted=wanted if share > 0.9 else None,
            floor=floor * MILLISECONDS,
            floor_name="lege pagina",
            note=f"{len(times)} keer",
        )
        for name, share in (("p50", 0.5), ("p95", 0.95))
    ]
