"""Who may see and add which facts of an absence."""

from __future__ import annotations

from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import Category, Holder, Key, Rows, Table, all_rows, own

# Rows follow who serves the employer. The system alone lets them follow their person, when two
# rows about one person become one: no party may write another person or employment in a row.
FOLLOWS = (*MANDATE_COLUMNS, "afdeling_id", "werknemer_id", "dienstverband_id")


def _parties(verbs: str, *, insurer: Rows | None = None) -> dict[Holder, Rows]:
    """Return the usual parties with these verbs; the insurer only with its own."""
    access: dict[Holder, Rows] = {
        Party.WERKGEVER: own(verbs, "werkgever_id"),
        Party.WERKNEMER: own(verbs, "werknemer_id", Key.WERKNEMER),
        Party.ARBODIENST: own(verbs, "arbodienst_id"),
        Party.REINTEGRATIE: own(verbs, "reintegratiebedrijf_id"),
        Party.SYSTEM: all_rows("SIU"),
    }
    if insurer:
        access[Party.VERZEKERAAR] = insurer
    return access


def _with_undo(access: dict[Holder, Rows]) -> dict[Holder, Rows]:
    """Let the system take away what it planned, when a merge of two people is undone."""
    return {**access, Party.SYSTEM: all_rows("SIUD")}


def _insurer_reads(*, hidden: tuple[str, ...]) -> Rows:
    """Let an insurer know dates, percentages and the state of steps, and read no words.

    Words can tell what an insurer may not know, such as the days of a leave. Law: Besluit
    SUWI, art. 5.18a and on; an insurer gets no copy of plans or reports, also not with consent.
    """
    return own("S", "verzekeraar_id", hidden=hidden)


TABLES = (
    Table(
        name="verzuim_verzuimdossier",
        category=Category.ABSENCE,
        access=_with_undo(
            _parties(
                "SIU",
                insurer=_insurer_reads(hidden=("tijdlijn", "withdrawn_reason", "planned_from")),
            )
        ),
    ),
    Table(
        name="verzuim_melding",
        category=Category.ABSENCE,
        append_only=True,
        mutable=(*FOLLOWS, "dossier_id", "parked_reason"),
        access=_parties("SIU", insurer=_insurer_reads(hidden=("parked_reason",))),
    ),
    Table(
        name="verzuim_meldingintake",
        category=Category.INTAKE,
        append_only=True,
        mutable=FOLLOWS,
        access=_parties("SI"),
    ),
    Table(
        name="verzuim_meldingbesluit",
        category=Category.ABSENCE,
        append_only=True,
        mutable=FOLLOWS,
        access=_parties("SI", insurer=_insurer_reads(hidden=("reason",))),
    ),
    Table(
        name="verzuim_verlof",
        category=Category.LEAVE,
        append_only=True,
        mutable=FOLLOWS,
        access=_parties("SI"),
    ),
    Table(
        name="verzuim_feit",
        category=Category.STEPS,
        append_only=True,
        mutable=FOLLOWS,
        access=_parties("SI"),
    ),
    Table(
        name="verzuim_task",
        category=Category.STEPS,
        access=_with_undo(
            _parties("SIU", insurer=_insurer_reads(hidden=("trace", "bron", "withdrawn_reason")))
        ),
    ),
)
