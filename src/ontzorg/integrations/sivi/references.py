"""The names by which a sender knows recorded meldingen, and what those meldingen now say. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontzorg.rules.wet.melding import FULLY_SICK, MeldingFact, MeldingSoort
from ontzorg.rules.wet.melding_verwijzingen import EffectiveMelding, resolve_meldingen

from .known import KnownMelding

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from .faults import Meldingsleutel


def free_reference(sleutel: Meldingsleutel, taken: Container[str]) -> str:
    """Return a reference for one more row of this melding: `case/number`, then `case/number.2`."""
    first = _first_reference(sleutel)
    reference, count = first, 1
    while reference in taken:
        count += 1
        reference = f"{first}.{count}"
    return reference


def is_reference_of(sleutel: Meldingsleutel, reference: str) -> bool:
    """Tell whether a row with this reference came in under this number."""
    first = _first_reference(sleutel)
    return reference == first or reference.startswith(f"{first}.")


def known_meldingen(recorded: Mapping[MeldingFact, str]) -> list[KnownMelding]:
    """Return the meldingen that count, with their last values and all their names.

    `recorded` gives for each melding the reference of the sender, empty for another door. A
    correction under a new case number renames the whole case.
    """
    effective, _parked = resolve_meldingen(recorded)
    references = {fact.id: reference for fact, reference in recorded.items() if reference}
    chains = [[references[each] for each in one.ids if each in references] for one in effective]
    aliases = _aliases([{_case(each) for each in chain} for chain in chains])
    return [_known(one, chain, aliases) for one, chain in zip(effective, chains, strict=True)]


def _first_reference(sleutel: Meldingsleutel) -> str:
    return f"{sleutel.verzuimgeval}/{sleutel.volgnummer}"


def _known(
    melding: EffectiveMelding, references: Iterable[str], aliases: Mapping[str, frozenset[str]]
) -> KnownMelding:
    names = {alias for each in references for alias in aliases[_case(each)]}
    values = melding.values
    nothing_said = FULLY_SICK if melding.soort is MeldingSoort.ZIEKMELDING else 0
    return KnownMelding(
        id=melding.ids[0],
        soort=melding.soort,
        day=values.day,
        percentage=nothing_said if values.percentage is None else values.percentage,
        arbeidstherapeutisch_uren=values.arbeidstherapeutisch_uren,
        verzuimgevallen=frozenset(names),
        volgnummers=frozenset(_number(each) for each in references),
    )


def _aliases(names_of_meldingen: Iterable[set[str]]) -> dict[str, frozenset[str]]:
    """Return for each case name all names of that case."""
    aliases: dict[str, frozenset[str]] = {}
    for names in names_of_meldingen:
        together = frozenset(names).union(*(aliases.get(name, ()) for name in names))
        aliases.update(dict.fromkeys(together, together))
    return aliases


def _case(reference: str) -> str:
    return reference.rpartition("/")[0]


def _number(reference: str) -> int:
    return int(reference.rpartition("/")[2].partition(".")[0])
