"""No two modules of the rules need each other, not even for types."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from pathlib import Path

import pytest

RULES = Path(str(resources.files("ontzorg.rules")))
PACKAGE = "ontzorg.rules"


def module_name(path: Path) -> str:
    """Return the dotted name of a module file."""
    parts = path.relative_to(RULES).with_suffix("").parts
    return ".".join((PACKAGE, *parts)).removesuffix(".__init__")


def imports_of(text: str) -> Iterator[str]:
    """Yield every name that a module imports, also for types only, with its module."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case _:
                pass


def graph_of(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """Return which modules each module imports; a package counts only as itself."""
    graph = {}
    for name, text in texts.items():
        found = set(imports_of(text)) & set(texts)
        parents = {module for module in found if any(f"{module}." in other for other in found)}
        graph[name] = found - parents - {name}
    return graph


def order_of(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the modules, imported ones first; raises CycleError when that cannot be."""
    return tuple(TopologicalSorter(graph_of(texts)).static_order())


def test_the_rules_import_one_way() -> None:
    paths = [path for path in RULES.rglob("*.py") if "tests" not in path.parts]
    texts = {module_name(path): path.read_text("utf-8") for path in paths}
    assert set(order_of(texts)) == set(texts)


def test_a_planted_pair_is_found_also_when_it_is_for_types_only() -> None:
    texts = {
        "a": "from b import Answer",
        "b": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import Question",
    }
    with pytest.raises(CycleError):
        order_of(texts)
