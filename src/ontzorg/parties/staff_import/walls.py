"""Who may see an import of staff: the employer it is of, and nobody else."""

from __future__ import annotations

from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import Category, Table, all_rows, own

TABLES = (
    Table(
        name="staff_import_staffimport",
        category=Category.EMPLOYMENT,
        access={
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="staff_import_filepart",
        category=Category.BSN,
        access={
            Party.WERKGEVER: own("SI", "werkgever_id"),
            Party.SYSTEM: all_rows("SID"),
        },
    ),
    # PostgreSQL has no COPY into a table with row security. Rows are here between reading and
    # confirming, and only the system has any right on them.
    Table(
        name="staff_import_readrow",
        category=Category.IDENTITY,
        secured=False,
        access={Party.SYSTEM: all_rows("SIUD")},
    ),
    Table(
        name="staff_import_staffrow",
        category=Category.IDENTITY,
        access={
            Party.WERKGEVER: own("S", "werkgever_id"),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="staff_import_columnmemory",
        category=Category.TECHNICAL,
        access={
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
    Table(
        name="staff_import_personmerge",
        category=Category.IDENTITY,
        access={
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
)
