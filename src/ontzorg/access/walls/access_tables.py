"""The walls of the access app itself: accounts, organisations, mandates and the log."""

from __future__ import annotations

from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import (
    Category,
    Key,
    Login,
    Rows,
    Table,
    all_rows,
    own,
)

_PROFESSIONAL = (
    Party.WERKGEVER,
    Party.ARBODIENST,
    Party.REINTEGRATIE,
    Party.VERZEKERAAR,
    Party.PROVIDER,
    Party.ZIEKTEWET,
    Party.ADVISEUR,
)
_EVERYBODY = (*_PROFESSIONAL, Party.WERKNEMER, Party.BEHEER, Party.SYSTEM)
# Who gives access knows the people, not how they prove who they are; he cannot choose it either.
_NO_SECRETS = all_rows("SIU", hidden=("password", "last_login"), writable=("name", "is_active"))
_NO_COOKIE = all_rows("S", hidden=("cookie_hash",))

TABLES = (
    Table(
        name="access_account",
        owner_writes=True,
        category=Category.ACCESS,
        access={
            Login.WEB_SIGNIN: all_rows("SU", writable=("password", "last_login", "email")),
            Party.BEHEER: _NO_SECRETS,
            Party.SYSTEM: _NO_SECRETS,
        },
    ),
    Table(
        name="access_organisation",
        category=Category.ACCESS,
        secured=False,
        access={
            Login.WEB_PORTAL: all_rows("S"),
            Login.WEB_SIGNIN: all_rows("S"),
            Login.WEB_MEDICAL: all_rows("S"),
            **{party: all_rows("S") for party in _EVERYBODY},
            Party.AUDIT: all_rows("S"),
            Party.BEHEER: all_rows("SIU"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
    Table(
        name="access_brand",
        category=Category.ACCESS,
        secured=False,
        access={
            Login.WEB_PORTAL: all_rows("S"),
            **{party: all_rows("S") for party in _EVERYBODY},
            Party.AUDIT: all_rows("S"),
            Party.BEHEER: all_rows("SIU"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
    Table(
        name="access_membership",
        owner_writes=True,
        category=Category.ACCESS,
        access={
            Login.WEB_SIGNIN: all_rows("S"),
            **{party: own("S", "organisation_id") for party in _PROFESSIONAL},
            Party.BEHEER: all_rows("SIU"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
    Table(
        name="access_mandate",
        owner_writes=True,
        category=Category.ACCESS,
        access={
            Party.WERKGEVER: own("S", "werkgever_id"),
            **{party: own("S", "organisation_id") for party in _PROFESSIONAL[1:]},
            Party.BEHEER: all_rows("SIU"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
    Table(
        name="access_deputy",
        category=Category.ACCESS,
        access={
            **{party: own("SIU", "organisation_id") for party in _PROFESSIONAL},
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
    Table(
        name="access_idempotencykey",
        category=Category.TECHNICAL,
        access={
            **{party: own("SIU", "account_id", Key.ACCOUNT) for party in _EVERYBODY},
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="access_outboxmessage",
        owner_writes=True,
        category=Category.TECHNICAL,
        access={Party.SYSTEM: all_rows("SIU")},
    ),
    Table(
        name="access_knowndevice",
        category=Category.ACCESS,
        access={Login.WEB_SIGNIN: all_rows("SIU"), Party.SYSTEM: _NO_COOKIE},
    ),
    Table(
        name="access_sharedvalue",
        category=Category.TECHNICAL,
        access={Login.WEB_SIGNIN: all_rows("SIUD")},
    ),
    Table(
        name="access_noodtoegang",
        category=Category.AUDIT,
        append_only=True,
        access={
            Party.ARBODIENST: own("SI", "organisation_id"),
            Party.WERKNEMER: own("S", "werknemer_id", Key.WERKNEMER),
            Party.AUDIT: all_rows("S"),
        },
    ),
    Table(
        name="access_formernumber",
        owner_writes=True,
        category=Category.IDENTITY,
        access={Party.SYSTEM: all_rows("SIUD"), Party.AUDIT: all_rows("S")},
    ),
    Table(
        name="event",
        owner_writes=True,
        schema="audit",
        category=Category.AUDIT,
        append_only=True,
        access={
            Party.WERKNEMER: Rows("S", "werknemer_ids", is_array=True),
            Party.AUDIT: all_rows("S"),
            Login.AUDIT_READER: all_rows("S"),
        },
    ),
    Table(
        name="head",
        owner_writes=True,
        schema="audit",
        category=Category.TECHNICAL,
        access={Login.AUDIT_READER: all_rows("S"), Login.JOBS: all_rows("S")},
    ),
    Table(name="access_context_key", category=Category.TECHNICAL, owner_writes=True),
)
