"""Which modules can be taken together, with whom, and until when.

Source: conditions Ontzorgmanager - Re-integratie art. 1.8, 2.1 and 2.2 (M030-M033) and the
brochure with extra modules (M047-M053, M185). Reading: a coupled module stands on every day of its
period beside the module it needs; modules that belong together have the same first and last day.
Whether the Ziektewet modules can be taken apart is set per version of the product (INT-002).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.values import Period
from ontzorg.rules.voorwaarden.catalogus import Catalogus, Koppeling
from ontzorg.rules.voorwaarden.regels import step_of

SAMEN = "samen"
VEREIST = "vereist"
BROCHURE = "brochure"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolisModule:
    """A module on a polis over one period, with the provider that the polisblad names."""

    module: str
    periode: Period
    uitvoerder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polis:
    """The modules of one employer and what decides about coupling."""

    modules: tuple[PolisModule, ...]
    eigenrisicodrager_ziektewet: bool = False
    productversie: str = BROCHURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezwaar:
    """Why this combination cannot stand: the rule, the module and what to do."""

    regel: str
    module: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppeloordeel:
    """Whether the combination can stand, with every objection and every hint."""

    toegestaan: bool
    bezwaren: tuple[Bezwaar, ...]
    wenken: tuple[Bezwaar, ...]


def check_koppeling(catalogus: Catalogus, polis: Polis) -> Outcome[Koppeloordeel]:
    """Judge whether these modules can be on one polis together."""
    objections = tuple(_objections(catalogus, polis))
    hints = tuple(_hints(catalogus, polis))
    oordeel = Koppeloordeel(toegestaan=not objections, bezwaren=objections, wenken=hints)
    steps = [_step(found, "bezwaar") for found in objections]
    steps += [_step(found, "wenk") for found in hints]
    if not objections:
        steps.append(_agreed(catalogus, polis))
    return Outcome(value=oordeel, steps=tuple(steps))


def koppelingen_of(catalogus: Catalogus, polis: Polis) -> tuple[Koppeling, ...]:
    """Return the couplings that hold for this version of the product."""
    return tuple(
        koppeling
        for koppeling in catalogus.koppelingen
        if koppeling.productversie in (None, polis.productversie)
    )


def _objections(catalogus: Catalogus, polis: Polis) -> Iterator[Bezwaar]:
    for koppeling in koppelingen_of(catalogus, polis):
        if koppeling.soort == SAMEN:
            yield from _not_together(catalogus, polis, koppeling)
        else:
            yield from _without_base(catalogus, polis, koppeling)
    yield from _wrong_uitvoerders(catalogus, polis)
    yield from _no_eigenrisicodrager(catalogus, polis)


def _not_together(catalogus: Catalogus, polis: Polis, koppeling: Koppeling) -> Iterator[Bezwaar]:
    periods = {
        code: {line.periode for line in polis.modules if line.module == code}
        for code in koppeling.modules
    }
    for code, own in periods.items():
        for other, theirs in periods.items():
            if own - theirs:
                need = catalogus.modules[other].naam
                have = catalogus.modules[code].naam
                text = f"{have} vraagt om {need}, met dezelfde eerste en laatste dag."
                yield Bezwaar(regel=koppeling.regel, module=code, tekst=text)


def _without_base(catalogus: Catalogus, polis: Polis, koppeling: Koppeling) -> Iterator[Bezwaar]:
    bases = [line.periode for line in polis.modules if line.module in koppeling.een_van]
    for line in polis.modules:
        if line.module in koppeling.modules and not is_within(line.periode, bases):
            names = " of ".join(catalogus.modules[code].naam for code in koppeling.een_van)
            have = catalogus.modules[line.module].naam
            text = f"{have} is er alleen bij {names}, over de hele periode."
            yield Bezwaar(regel=koppeling.regel, module=line.module, tekst=text)


def is_within(period: Period, others: list[Period]) -> bool:
    """Say whether every day of `period` lies in one of the others."""
    day = period.start
    for other in sorted(others, key=lambda period: period.start):
        if other.start > day:
            return False
        if other.end is None or (period.end is not None and other.end >= period.end):
            return True
        day = max(day, other.end)
    return False


def _wrong_uitvoerders(catalogus: Catalogus, polis: Polis) -> Iterator[Bezwaar]:
    for line in polis.modules:
        module = catalogus.modules[line.module]
        if module.regel_uitvoerder is None:
            continue
        names = ", ".join(catalogus.uitvoerders[code] for code in module.uitvoerders)
        if line.uitvoerder not in module.uitvoerders:
            text = f"Kies voor {module.naam} een van deze uitvoerders: {names}."
            yield Bezwaar(regel=module.regel_uitvoerder, module=line.module, tekst=text)


def _no_eigenrisicodrager(catalogus: Catalogus, polis: Polis) -> Iterator[Bezwaar]:
    if polis.eigenrisicodrager_ziektewet:
        return
    for line in polis.modules:
        if line.module in catalogus.eigenrisicodrager_nodig:
            name = catalogus.modules[line.module].naam
            text = f"{name} is alleen voor een eigenrisicodrager voor de Ziektewet."
            yield Bezwaar(regel="M052", module=line.module, tekst=text)


def _hints(catalogus: Catalogus, polis: Polis) -> Iterator[Bezwaar]:
    """Say that a loose module is not needed beside the verzuim-ontzorgverzekering (M053)."""
    bases = [line for line in polis.modules if line.module == "MVOV_BASIS"]
    for line in polis.modules:
        loose = catalogus.modules[line.module]
        if loose.groep != "verzuim" or loose.soort == "basis":
            continue
        if any(line.periode.overlaps(base.periode) for base in bases):
            text = f"{loose.naam} is niet nodig naast {catalogus.modules['MVOV_BASIS'].naam}."
            yield Bezwaar(regel="M053", module=line.module, tekst=text)


def _step(found: Bezwaar, result: str) -> Step:
    return step_of(found.regel, found.tekst, result, module=found.module)


def _agreed(catalogus: Catalogus, polis: Polis) -> Step:
    return Step(
        rule="koppeling.toegestaan",
        source=catalogus.bron,
        inputs={"modules": ", ".join(sorted({line.module for line in polis.modules}))},
        result="toegestaan",
        text="Deze modules kunnen samen op één polis.",
    )
