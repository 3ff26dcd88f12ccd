"""Where people's numbers are sealed, and the keyed hash that each is found by."""

from __future__ import annotations

from ontzorg.access.crypto_places import Index, SealedColumn, SealedTable

BSN = SealedColumn(
    "bsn_sealed",
    "parties_identificatie:{werknemer_id}:bsn",
    Index("bsn_index", "bsn:{werkgever_id}"),
)
IBAN = SealedColumn(
    "iban_sealed",
    "parties_bankrekening:{werknemer_id}:iban",
    Index("iban_index", "iban:{werkgever_id}"),
)
IDENTIFICATIE = SealedTable(name="parties_identificatie", key="werknemer_id", fields=(BSN,))
BANKREKENING = SealedTable(name="parties_bankrekening", key="werknemer_id", fields=(IBAN,))
SEALS = (IDENTIFICATIE, BANKREKENING)
