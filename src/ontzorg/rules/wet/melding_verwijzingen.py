"""What correcties and intrekkingen leave of the meldingen they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontzorg.rules.wet.melding import Geparkeerd, MeldingFact, MeldingSoort

_REASONS = {
    "zonder_verwijzing": "Deze melding noemt niet welke melding zij verandert. Kies die melding.",
    "verwijst_naar_onbekend": (
        "De melding die hiermee verandert, is er nog niet. Zodra die er is, telt deze mee."
    ),
    "verwijst_in_kring": (
        "Deze melding verandert via een omweg zichzelf. Trek haar in en kies de juiste melding."
    ),
    "correctie_van_intrekking": (
        "Een intrekking kunt u niet verbeteren. Trek de intrekking in als die niet klopt."
    ),
    "verwijst_naar_ingetrokken": (
        "De melding die u verbetert, is ingetrokken. Trek de intrekking in of doe een nieuwe "
        "melding."
    ),
}


@dataclass(frozen=True, slots=True)
class EffectiveMelding:
    """A melding with its last values; `ids` are the melding and the correcties that count."""

    soort: MeldingSoort
    values: MeldingFact
    ids: tuple[int, ...]


def resolve_meldingen(
    meldingen: Iterable[MeldingFact],
) -> tuple[list[EffectiveMelding], list[Geparkeerd]]:
    """Return the meldingen that count, and the correcties and intrekkingen that wait.

    The last recorded correctie wins. A withdrawn melding stays withdrawn, also when a
    correctie on it is recorded later; an intrekking can itself be withdrawn.
    """
    facts = _index(meldingen)
    answers = _answers(facts.values())
    effective = [
        EffectiveMelding(melding.soort, chain[-1], tuple(fact.id for fact in chain))
        for melding in facts.values()
        if not melding.soort.refers and (chain := _surviving(melding, answers))
    ]
    parked = []
    for melding in facts.values():
        if melding.soort.refers and (code := _why_waiting(melding, facts, answers)):
            parked.append(park(melding.id, code, _REASONS[code]))
    return effective, parked


def park(melding_id: int, code: str, reason: str) -> Geparkeerd:
    """Return the melding as parked, with its reason."""
    return Geparkeerd(melding_id=melding_id, reason_code=code, reason=reason)


def _index(meldingen: Iterable[MeldingFact]) -> dict[int, MeldingFact]:
    facts: dict[int, MeldingFact] = {}
    for melding in meldingen:
        if facts.setdefault(melding.id, melding) != melding:
            raise ValueError(f"two different meldingen have id {melding.id}")
    return facts


def _answers(meldingen: Iterable[MeldingFact]) -> dict[int, list[MeldingFact]]:
    """Return per melding what refers to it, oldest first."""
    answers: dict[int, list[MeldingFact]] = {}
    for melding in sorted(meldingen, key=lambda fact: (fact.recorded_at, fact.id)):
        if melding.soort.refers and melding.refers_to is not None:
            answers.setdefault(melding.refers_to, []).append(melding)
    return answers


def _surviving(
    melding: MeldingFact, answers: Mapping[int, Sequence[MeldingFact]]
) -> list[MeldingFact]:
    """Return the melding and the correcties up to the one whose values count; empty: withdrawn."""
    if _is_withdrawn(melding, answers):
        return []
    for answer in reversed(answers.get(melding.id, ())):
        if answer.soort is MeldingSoort.CORRECTIE and (chain := _surviving(answer, answers)):
            return [melding, *chain]
    return [melding]


def _is_withdrawn(melding: MeldingFact, answers: Mapping[int, Sequence[MeldingFact]]) -> bool:
    return any(
        answer.soort is MeldingSoort.INTREKKING and not _is_withdrawn(answer, answers)
        for answer in answers.get(melding.id, ())
    )


def _why_waiting(
    melding: MeldingFact,
    facts: Mapping[int, MeldingFact],
    answers: Mapping[int, Sequence[MeldingFact]],
) -> str | None:
    if melding.refers_to is None:
        return "zonder_verwijzing"
    if broken := _broken_path(melding, facts):
        return broken
    if melding.soort is MeldingSoort.INTREKKING or _is_withdrawn(melding, answers):
        return None
    target = facts[melding.refers_to]
    if target.soort is MeldingSoort.INTREKKING:
        return "correctie_van_intrekking"
    return None if _surviving(target, answers) else "verwijst_naar_ingetrokken"


def _broken_path(melding: MeldingFact, facts: Mapping[int, MeldingFact]) -> str | None:
    """Say why the references do not end at a melding that stands on its own."""
    seen = {melding.id}
    while melding.soort.refers:
        target = None if melding.refers_to is None else facts.get(melding.refers_to)
        if target is None:
            return "verwijst_naar_onbekend"
        if target.id in seen:
            return "verwijst_in_kring"
        seen.add(target.id)
        melding = target
    return None
