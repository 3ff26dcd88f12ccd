"""Who may see and add which messages."""

from __future__ import annotations

from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import Category, Table, all_rows, own

TABLES = (
    Table(
        name="integrations_bericht",
        category=Category.EXCHANGE,
        append_only=True,
        mutable=MANDATE_COLUMNS,
        access={
            Party.WERKGEVER: own("SI", "werkgever_id"),
            Party.ARBODIENST: own("SI", "arbodienst_id"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
)
