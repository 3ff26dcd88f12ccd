"""What is sealed in the medical room."""

from __future__ import annotations

from ontzorg.access.crypto_places import SealedColumn, SealedTable

NOTE = SealedColumn("note_sealed", "medical.consultnote:{public_id}:note")
SEALS = (SealedTable(name="consultnote", schema="medical", fields=(NOTE,)),)
