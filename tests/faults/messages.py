"""A message of the sector with many people in it, and what must be there once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ontzorg.integrations.sivi.berichten import Verzuimmeldingen
from ontzorg.integrations.sivi.tests.factory import (
    DIENSTVERBAND,
    KOP,
    WERKGEVER,
    WERKNEMER,
    as_bytes,
    verzuim,
)

MELDINGEN = (
    "SELECT count(*) FROM verzuim_melding m JOIN parties_dienstverband d"
    " ON d.id = m.dienstverband_id JOIN parties_werknemer w ON w.id = d.werknemer_id"
    " WHERE w.achternaam LIKE 'Berichtpersoon %%'"
)
PEOPLE = "SELECT count(*) FROM parties_werknemer WHERE achternaam LIKE 'Berichtpersoon %%'"
BERICHTEN = "SELECT count(*) FROM integrations_bericht WHERE berichtreferentienummer = %s"
# Someone is writing a melding right now.
WRITING = (
    "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
    " WHERE c.relname = 'verzuim_melding' AND l.mode = 'RowExclusiveLock'"
)


def message_with(numbers: Iterable[int], reference: str) -> bytes:
    """Return a message in which the people with these numbers are sick."""
    people = tuple(
        replace(
            WERKNEMER,
            identificatie=f"BP-{number}",
            achternaam=f"Berichtpersoon {number}",
            dienstverbanden=(
                replace(
                    DIENSTVERBAND,
                    identificatie=f"BD-{number}",
                    verzuim=(verzuim(verzuimgeval=f"BG-{number}"),),
                ),
            ),
        )
        for number in numbers
    )
    kop = replace(KOP, berichtreferentienummer=reference, test=False)
    return as_bytes(Verzuimmeldingen(kop=kop, werkgevers=(replace(WERKGEVER, werknemers=people),)))
