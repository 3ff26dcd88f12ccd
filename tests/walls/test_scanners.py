"""T13: sqlmap and wapiti attack every operation of three roles, and find nothing but our holes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ontzorg.access.privileges import GRANTS
from tests.fuzz.forms import FoundForm
from tests.harness.results import Tell, is_long
from tests.harness.server import Server
from tests.security.expectations import ROUTES
from tests.walls.conftest import answered
from tests.walls.operations import ATTACKERS, Signed, fewest, operations_of, plain_visit, route_of
from tests.walls.scanners import HEADERS, MISSING, Finding, are_installed, run_sqlmap, run_wapiti

SHORT_SQLMAP, SHORT_WAPITI = 3, 3
Scanner = Callable[..., list[Finding]]
pytestmark = [
    pytest.mark.walls,
    pytest.mark.skipif(not are_installed(), reason=MISSING),
]


def hole(name: str, **query: str) -> FoundForm:
    return plain_visit("werkgever", f"/gat/{name}/", **query)


def posted(name: str, **answers: str) -> FoundForm:
    return FoundForm("werkgever", f"/gat/{name}/", "POST", False, tuple(answers.items()))  # noqa: FBT003


SQL_HOLES = (
    hole("tekst", naam="O"),
    hole("volgorde", op="name"),
    posted("getal", vanaf="1"),
)
HEADER_HOLES = {"voorkeur": hole("koekje"), "referer": hole("verwijzer")}
OTHER_HOLES = {
    "echo": hole("echo", naam="O"),
    "prikbord": posted("prikbord", tekst="hallo"),
    "bestand": hole("bestand", naam="common-licenses/GPL-3"),
    "door": hole("door", naar="/"),
    "fout": hole("fout", naam="O"),
}


@pytest.fixture(scope="module")
def operations(attackers: dict[str, Signed]) -> dict[str, list[FoundForm]]:
    return {who: operations_of(signed) for who, signed in attackers.items()}


def scan(
    scanner: Scanner,
    operations: dict[str, list[FoundForm]],
    attackers: dict[str, Signed],
    tmp_path: Path,
) -> list[Finding]:
    """Let the scanner attack as every role, two at a time."""

    def one(who: str) -> list[Finding]:
        return scanner(operations[who], attackers[who], tmp_path / who)

    with ThreadPoolExecutor(2) as pool:
        return [finding for found in pool.map(one, operations) for finding in found]


def spread(forms: Sequence[FoundForm], number: int) -> list[FoundForm]:
    """Return so many of the operations with fields, from all over the list; at length all."""
    chosen = fewest(forms)
    step = max(len(chosen) // number, 1)
    return chosen if is_long() else chosen[::step][:number]


def test_the_list_holds_every_operation(operations: dict[str, list[FoundForm]]) -> None:
    for who, role in ATTACKERS.items():
        met = {route_of(form.url) for form in operations[who]}
        assert met <= {*ROUTES}, role
        wanted = {name for name, expect in ROUTES.items() if expect.privilege in GRANTS[role]}
        assert wanted - met == set(), role


def test_few_operations_hold_every_field(operations: dict[str, list[FoundForm]]) -> None:
    for forms in operations.values():
        assert fields_of(fewest(forms)) == fields_of(forms)


def fields_of(forms: Iterable[FoundForm]) -> set[tuple[str, str]]:
    return {(route_of(form.url), name) for form in forms for name, _ in form.answers}


def test_sqlmap_finds_nothing(
    operations: dict[str, list[FoundForm]],
    attackers: dict[str, Signed],
    target: Server,
    tmp_path: Path,
    tell: Tell,
) -> None:
    chosen = {who: spread(forms, SHORT_SQLMAP) for who, forms in operations.items()}
    before = answered(target)
    found = scan(run_sqlmap, chosen, attackers, tmp_path)
    tell("T13", tried=answered(target) - before, unit="verzoeken van sqlmap", found=len(found))
    assert found == []


def test_sqlmap_finds_nothing_in_headers_and_cookies(
    attackers: dict[str, Signed], target: Server, tmp_path: Path, tell: Tell
) -> None:
    before = answered(target)
    homes = {who: [plain_visit(who, "/")] for who in attackers}
    found = scan(partial(run_sqlmap, only=HEADERS), homes, attackers, tmp_path)
    tell("T13", tried=answered(target) - before, unit="verzoeken van sqlmap", found=len(found))
    assert found == []


def test_wapiti_finds_nothing(
    operations: dict[str, list[FoundForm]],
    attackers: dict[str, Signed],
    target: Server,
    tmp_path: Path,
    tell: Tell,
) -> None:
    scanner = run_wapiti if is_long() else partial(run_wapiti, seconds=SHORT_WAPITI)
    before = answered(target)
    found = scan(scanner, operations, attackers, tmp_path)
    tell("T13", tried=answered(target) - before, unit="verzoeken van wapiti", found=len(found))
    assert found == []


@pytest.mark.planted("T13")
@pytest.mark.parametrize("planted", SQL_HOLES, ids=lambda form: form.url)
def test_sqlmap_finds_a_hole(
    planted: FoundForm, attackers: dict[str, Signed], tmp_path: Path
) -> None:
    found = run_sqlmap([planted], attackers["werkgever"], tmp_path / "gat")
    assert [finding.path for finding in found] == [planted.url]


@pytest.mark.planted("T13")
@pytest.mark.parametrize("name", HEADER_HOLES)
def test_sqlmap_finds_a_hole_behind_a_header(
    name: str, attackers: dict[str, Signed], tmp_path: Path
) -> None:
    signed = attackers["werkgever"]
    with_more = replace(signed, cookie=f"{signed.cookie};voorkeur=O")
    planted = HEADER_HOLES[name]
    found = run_sqlmap([planted], with_more, tmp_path / "gat", only=name)
    assert [finding.path for finding in found] == [planted.url]


def test_wapiti_finds_every_hole(attackers: dict[str, Signed], tmp_path: Path, tell: Tell) -> None:
    holes = list(OTHER_HOLES.values())
    found = run_wapiti(holes, attackers["werkgever"], tmp_path / "gat")
    seen = {finding.path for finding in found}
    tell("T13", planted=len(holes), seen=sum(form.url in seen for form in holes))
    assert seen == {form.url for form in holes}
