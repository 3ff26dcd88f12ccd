"""Changes one sign in a module at a time, and tells which changes no test sees.

Run in a process of its own: `python -m tests.walls.mutation MODULE EVERY TESTS...`. Each change is
tried in a fork that has not yet read the module, so nothing on the disk is touched.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

SOURCES = Path("src")
PATIENCE_SECONDS = 120  # a change that never ends is seen, too
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, what it was and what it became, and the whole source with it."""

    module: str
    line: int
    before: str
    after: str
    source: str


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """Return the source with each sign changed that decides something, one at a time."""
    tree = ast.parse(source)
    for number, (node, changed) in enumerate(_changes(tree)):
        after = ast.unparse(_with_change(tree, number))
        yield Mutant(module, node.lineno, ast.unparse(node), ast.unparse(changed), after)


def survivors(mutants: Sequence[Mutant], tests: Sequence[str]) -> list[Mutant]:
    """Return the changes that these tests do not see."""
    return [mutant for mutant in mutants if _passes(mutant, tests)]


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Return every expression that decides, with what it becomes; in a fixed order."""
    for node in _deciding(tree):
        changed = _changed(node)
        if changed is not None:
            yield node, changed


def _with_change(tree: ast.Module, number: int) -> ast.Module:
    spoiled = copy.deepcopy(tree)
    for index, (node, changed) in enumerate(_changes(spoiled)):
        if index == number:
            _replace(spoiled, node, changed)
            return spoiled
    raise LookupError(number)


def _replace(tree: ast.Module, old: ast.expr, new: ast.expr) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(item is old for item in value):
                value[:] = [new if item is old else item for item in value]
                return


def _deciding(node: ast.AST) -> Iterator[ast.expr]:
    """Walk the code of functions; names, types, texts and decorators decide nothing."""
    skipped = {"annotation", "returns", "decorator_list", "type_params"}
    for name, value in ast.iter_fields(node):
        if name in skipped:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.JoinedStr) or not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.expr):
                yield child
            yield from _deciding(child)


def _changed(node: ast.expr) -> ast.expr | None:
    spoiled = copy.deepcopy(node)
    match spoiled:
        case ast.Compare(ops=[one]) if type(one) in SWAPS:
            spoiled.ops = [SWAPS[type(one)]()]  # type: ignore[list-item]
        case ast.BoolOp(op=one) | ast.BinOp(op=one) if type(one) in SWAPS:
            spoiled.op = SWAPS[type(one)]()  # type: ignore[assignment]
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return inner
        case ast.Constant(value=bool()):
            spoiled.value = not spoiled.value
        case ast.Constant(value=int()):
            spoiled.value += 1  # type: ignore[operator]
        case _:
            return None
    return spoiled


def _passes(mutant: Mutant, tests: Sequence[str]) -> bool:
    child = os.fork()
    if child == 0:
        os._exit(_try(mutant, tests))
    _, status = os.waitpid(child, 0)
    return status == 0


def _try(mutant: Mutant, tests: Sequence[str]) -> int:
    signal.alarm(PATIENCE_SECONDS)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.meta_path.insert(0, _Spoiled(mutant))
    options = ["-x", "-q", "-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider"]
    return int(pytest.main([*options, *tests]))


class _Spoiled(MetaPathFinder, Loader):
    """Gives one module with its change."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, name: str, _path: object = None, _target: object = None
    ) -> ModuleSpec | None:
        """Stand in for this module only."""
        if name != self.mutant.module:
            return None
        return importlib.util.spec_from_loader(name, self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        code = compile(self.mutant.source, f"<{self.mutant.module}>", "exec")
        exec(code, module.__dict__)  # noqa: S102 - our own module with one sign changed


def main(module: str, every: int, tests: Sequence[str]) -> None:
    """Print, as JSON, how many changes were tried and which survived."""
    path = SOURCES.joinpath(*module.split(".")).with_suffix(".py")
    mutants = list(mutants_of(module, path.read_text("utf-8")))[::every]
    missed = [asdict(mutant) | {"source": ""} for mutant in survivors(mutants, tests)]
    print(json.dumps({"tried": len(mutants), "missed": missed}))  # noqa: T201 - read by who asks


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
