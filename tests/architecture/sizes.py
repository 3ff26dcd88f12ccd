"""How long functions and files are, and the caps that keep them readable."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from tests.architecture.project import ROOT, python_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

MEDIAN_FUNCTION = 8
MOST_FUNCTIONS = 25
LONGEST_FUNCTION = 40
MOST_FILES = 250
LONGEST_FILE = 500
MOST = 0.9


@dataclass(frozen=True, slots=True)
class Size:
    """One function or file, where it stands, and its lines; docstrings count."""

    place: str
    lines: int
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Sizes:
    """Every function and file that was measured."""

    functions: tuple[Size, ...]
    files: tuple[Size, ...]


def measure(paths: Iterable[Path], root: Path = ROOT) -> Sizes:
    """Measure these Python files."""
    functions: list[Size] = []
    files: list[Size] = []
    for path in paths:
        text = path.read_text("utf-8")
        place = path.relative_to(root).as_posix()
        files.append(Size(place, text.count("\n")))
        functions.extend(_functions(place, ast.parse(text)))
    return Sizes(tuple(functions), tuple(files))


def cap_faults(sizes: Sizes) -> list[str]:
    """Return everything above a cap."""
    functions = [size.lines for size in sizes.functions]
    faults = [
        *_too_long(sizes.functions, LONGEST_FUNCTION),
        *_too_long(sizes.files, LONGEST_FILE),
        *(f"{size.place} has no types" for size in sizes.functions if not size.typed),
    ]
    if functions and median(functions) > MEDIAN_FUNCTION:
        faults.append(f"the median function has {median(functions)} lines, over {MEDIAN_FUNCTION}")
    faults += _too_many("functions", functions, MOST_FUNCTIONS)
    faults += _too_many("files", [size.lines for size in sizes.files], MOST_FILES)
    return faults


def product_files(root: Path = ROOT) -> list[Path]:
    """Return the files of the product itself, without its tests."""
    source = root / "src"
    files = (path for path in python_files(root) if path.is_relative_to(source))
    return [path for path in files if "tests" not in path.relative_to(source).parts]


def describe(what: str, measured: Sequence[Size]) -> str:
    """Return the numbers of all functions or files, and the ten longest, for a person."""
    lines = sorted(size.lines for size in measured)
    tenth = lines[int(MOST * (len(lines) - 1))]
    longest = sorted(measured, key=lambda size: -size.lines)[:10]
    head = f"{what}: {len(lines)}, {sum(lines)} lines\n"
    head += f"  median {median(lines):g}, nine in ten {tenth}, longest {lines[-1]}\n"
    return head + "".join(f"  {size.lines:5} {size.place}\n" for size in longest)


def _functions(place: str, tree: ast.Module) -> Iterator[Size]:
    for node in ast.walk(tree):
        if isinstance(node, FunctionNode):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Size(f"{place}:{node.lineno} {node.name}", lines, _is_typed(node))


def _is_typed(node: FunctionNode) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    arguments += [extra for extra in (node.args.vararg, node.args.kwarg) if extra]
    named = [a for a in arguments if a.arg not in ("self", "cls")]
    return node.returns is not None and all(a.annotation for a in named)


def _too_long(sizes: Sequence[Size], cap: int) -> list[str]:
    return [
        f"{size.place} has {size.lines} lines, over {cap}" for size in sizes if size.lines > cap
    ]


def _too_many(what: str, lines: Sequence[int], cap: int) -> list[str]:
    within = sum(number <= cap for number in lines)
    if within >= MOST * len(lines):
        return []
    return [f"only {within} of {len(lines)} {what} have {cap} lines or fewer"]


if __name__ == "__main__":
    measured = measure(product_files())
    sys.stdout.write(describe("functions", measured.functions))
    sys.stdout.write(describe("files", measured.files))
