"""Tells by one short text whether the plan of a case would come out the same again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.verzuim.derivation.course import Outline
from ontzorg.verzuim.derivation.rules_version import rules_version
from ontzorg.verzuim.models import Feit

DIGEST_BYTES = 16


def marks_of(cases: Sequence[Outline]) -> tuple[str, ...]:
    """Return the mark of each case of one employment: a digest of all that its plan follows from.

    That is the rules, what is known of the employment, its sickness and leave, the end of the
    case before it and the start of the one after it, and its feiten. A feit or a melding never
    changes, so its number says it all.
    """
    if not cases:
        return ()
    employment = replace(cases[0].zaak, ziekteperioden=())
    common = f"{rules_version()} {employment}".encode()
    return tuple(_mark(common, case) for case in cases)


def _mark(common: bytes, case: Outline) -> str:
    own = (
        _sickness(case.telling),
        _end_of(case.before),
        _start_of(case.following),
        _numbers(case.feiten),
    )
    return blake2b(common + repr(own).encode(), digest_size=DIGEST_BYTES).hexdigest()


def _sickness(telling: Samentelling) -> tuple[Ziekteperiode, ...]:
    return telling.ziekteperioden


def _end_of(before: Samentelling | None) -> tuple[date | None, ...]:
    """Return what decides whether a next sickness is counted with this one."""
    return () if before is None else (before.eerste_ziektedag, before.hersteld_op)


def _start_of(following: Samentelling | None) -> date | None:
    return None if following is None else following.eerste_ziektedag


def _numbers(feiten: Iterable[Feit]) -> tuple[int, ...]:
    return tuple(feit.pk for feit in feiten)
