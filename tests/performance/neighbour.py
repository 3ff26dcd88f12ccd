"""T39: one employer asks ten times as much as the others; how much longer do those others wait?"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.performance.book import Product
from tests.performance.browsing import Client
from tests.performance.cast import Cast
from tests.performance.figures import MILLISECONDS, Figure, percentile

GROUP = "Een drukke buurman"
PATH = "/werkgever/"
OTHERS, TIMES_AS_MUCH = 4, 10
PACE_SECONDS, ROUND_SECONDS, ROUNDS = 0.5, 8, 3
WANTED_TIMES = 1.5


def measure_neighbour(product: Product, cast: Cast) -> list[Figure]:
    """Time the pages of the others in turns: while the neighbour is calm, and while he is not."""
    roles = [employer.role for employer in cast.employers]
    others = [Client(product.port).sign_in(role) for role in roles[1 : 1 + OTHERS]]
    calm: list[float] = []
    busy: dict[str, list[float]] = {"in zijn tempo": [], "zonder pauze": []}
    for _ in range(ROUNDS):
        calm += _round(others, _neighbours(product, roles[0], 1), PACE_SECONDS)
        for what, pace in (("in zijn tempo", PACE_SECONDS), ("zonder pauze", 0.0)):
            noisy = _neighbours(product, roles[0], TIMES_AS_MUCH)
            busy[what] += _round(others, noisy, pace)
    return [_figure(what, calm, times) for what, times in busy.items()]


def _neighbours(product: Product, role: str, number: int) -> list[Client]:
    first = Client(product.port).sign_in(role)
    return [Client(product.port, first.cookies) for _ in range(number)]


def _round(others: Sequence[Client], noisy: Sequence[Client], pace: float) -> list[float]:
    """Let all ask at once for a while; return how long the others waited."""
    over = threading.Event()
    with ThreadPoolExecutor(len(others) + len(noisy)) as pool:
        made_noise = [pool.submit(_ask, client, pace, over) for client in noisy]
        waited = [pool.submit(_ask, client, PACE_SECONDS, over) for client in others]
        over.wait(ROUND_SECONDS)
        over.set()
        for noise in made_noise:
            noise.result()
        return [seconds for each in waited for seconds in each.result()]


def _ask(client: Client, pace: float, over: threading.Event) -> list[float]:
    """Ask at fixed moments; a late answer counts from the moment that it was due."""
    times: list[float] = []
    due = time.perf_counter()
    while not over.wait(max(due - time.perf_counter(), 0)):
        due = due if pace else time.perf_counter()
        client.ask("GET", PATH)
        times.append(time.perf_counter() - due)
        due += pace
    return times


def _figure(what: str, calm: Sequence[float], busy: Sequence[float]) -> Figure:
    before, after = (percentile(times, 0.95) * MILLISECONDS for times in (calm, busy))
    return Figure(
        group=GROUP,
        what=f"de buurman vraagt {TIMES_AS_MUCH} keer zoveel, {what}: p95 van de anderen",
        value=after / before,
        unit="maal",
        wanted=WANTED_TIMES,
        note=f"p95 {before:.0f} ms zonder drukte en {after:.0f} ms ermee, {len(busy)} pagina's",
    )
