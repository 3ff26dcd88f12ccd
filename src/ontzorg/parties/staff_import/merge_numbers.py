"""Moves BSN and IBAN between two rows of one person: each is sealed to its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.parties.models import Bankrekening, Identificatie, Werkgever, Werknemer
from ontzorg.parties.selectors import bsn_index
from ontzorg.parties.services.bankrekening import iban_index, open_iban, seal_iban
from ontzorg.parties.services.identificatie import open_bsn, seal_bsn

Numbers = dict[str, dict[str, str]]  # of each person: his BSN and IBAN in the open, or nothing


def numbers_of(people: Sequence[int]) -> Numbers:
    """Return the numbers of these people. To be sealed at once, and never shown."""
    found: Numbers = {str(pk): {"bsn": "", "iban": ""} for pk in people}
    for one in Identificatie.objects.filter(pk__in=people):
        found[str(one.pk)]["bsn"] = open_bsn(one)
    for other in Bankrekening.objects.filter(pk__in=people):
        found[str(other.pk)]["iban"] = open_iban(other)
    return found


def join_numbers(gone: Werknemer, kept: Werknemer, *, trusted: Werknemer) -> None:
    """Give the one who stays the numbers of both; where they differ those of `trusted`."""
    numbers = numbers_of([gone.pk, kept.pk])
    other = gone if trusted == kept else kept
    own, others = numbers[str(trusted.pk)], numbers[str(other.pk)]
    joined = {name: own[name] or others[name] for name in own}
    put_numbers({str(kept.pk): joined}, [gone.pk, kept.pk], kept.werkgever_id)


def put_numbers(
    numbers: Mapping[str, Mapping[str, str]], people: Sequence[int], werkgever_id: int
) -> None:
    """Let these people have these numbers and no other."""
    Identificatie.objects.filter(pk__in=people).delete()
    Bankrekening.objects.filter(pk__in=people).delete()
    werkgever = Werkgever.objects.get(pk=werkgever_id)
    serving = {name: getattr(werkgever, name) for name in MANDATE_COLUMNS}
    for key, own in numbers.items():
        pk = int(key)
        if own["bsn"]:
            Identificatie.objects.create(
                werknemer_id=pk,
                werkgever_id=werkgever_id,
                bsn_sealed=seal_bsn(own["bsn"], werknemer_id=pk),
                bsn_index=bsn_index(own["bsn"], werkgever_id=werkgever_id),
                **serving,
            )
        if own["iban"]:
            Bankrekening.objects.create(
                werknemer_id=pk,
                werkgever_id=werkgever_id,
                iban_sealed=seal_iban(own["iban"], werknemer_id=pk),
                iban_index=iban_index(own["iban"], werkgever_id=werkgever_id),
            )
