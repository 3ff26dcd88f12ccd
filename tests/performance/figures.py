"""What a benchmark found: a table for people and JSON for machines."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

MILLISECONDS = 1000
CPU = Path("/proc/cpuinfo")
MEMORY_UNIT = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measurement; smaller is better. `floor` is the least that any program would need."""

    group: str
    what: str
    value: float
    unit: str
    wanted: float | None = None
    floor: float | None = None
    floor_name: str = ""
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the wanted value was reached; None when none was set."""
        return None if self.wanted is None else self.value <= self.wanted


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time that this share of all stays under; the next one up, never between."""
    ordered = sorted(times)
    return ordered[max(ceil(round(share * len(ordered), 6)), 1) - 1]


def print_figures(figures: Sequence[Figure], title: str) -> None:
    """Print the table."""
    table = Table("Wat", "Gemeten", "Gewenst", "", "Bodem", "Maal", title=title)
    group = ""
    for figure in figures:
        if figure.group != group:
            table.add_section()
            table.add_row(f"[bold]{figure.group}[/bold]")
            group = figure.group
        table.add_row(*_cells(figure))
    Console().print(table)


def write_figures(path: Path, figures: Sequence[Figure], book: Mapping[str, Any]) -> None:
    """Write all figures with the machine and the size of the book."""
    rows = [asdict(figure) | {"is_met": figure.is_met} for figure in figures]
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {"machine": describe_machine(), "book": dict(book), "figures": rows}
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False, default=str) + "\n", "utf-8")


def describe_machine() -> dict[str, Any]:
    """Return what a reader needs to know to compare figures."""
    lines = CPU.read_text("utf-8").splitlines() if CPU.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / MEMORY_UNIT
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load_at_end": os.getloadavg()[0],
    }


def _cells(figure: Figure) -> tuple[str, ...]:
    met = {True: "[green]ja[/green]", False: "[red]nee[/red]", None: ""}[figure.is_met]
    factor = f"{figure.value / figure.floor:.1f}" if figure.floor else ""
    return (
        f"  {figure.what}",
        f"{_number(figure.value)} {figure.unit}",
        "" if figure.wanted is None else f"<= {_number(figure.wanted)} {figure.unit}",
        met,
        f"{_number(figure.floor)} ({figure.floor_name})" if figure.floor else "",
        factor,
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
