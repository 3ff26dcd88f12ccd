"""The walls of the medical room."""

from __future__ import annotations

from ontzorg.access.walls.declare import Category, Key, MedicalParty, Table, own

TABLES = (
    Table(
        name="consultnote",
        schema="medical",
        category=Category.MEDICAL,
        append_only=True,
        # A note follows the person of its dossier, by a function of the owner (functions.sql).
        owner_writes=True,
        mutable=("werknemer_id",),
        access={
            MedicalParty.ARBODIENST: own("SI", "arbodienst_id"),
            MedicalParty.WERKNEMER: own("S", "werknemer_id", Key.WERKNEMER),
        },
    ),
)
