"""Who may see and change which people and employments."""

from __future__ import annotations

from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import Category, Holder, Key, Rows, Table, all_rows, own

# Each party sees the rows that carry its own number.
SERVED: dict[Holder, Rows] = {
    Party.ARBODIENST: own("S", "arbodienst_id"),
    Party.REINTEGRATIE: own("S", "reintegratiebedrijf_id"),
    Party.VERZEKERAAR: own("S", "verzekeraar_id"),
}
MANAGER = ("leidinggevende", "leidinggevende_voorletters", "leidinggevende_email")

# The system may delete for one thing: to undo an import or a merge while nothing depends on it.
TABLES = (
    Table(
        name="parties_werkgever",
        category=Category.EMPLOYMENT,
        access={
            **SERVED,
            Party.WERKGEVER: own("SU", "organisation_id"),
            Party.WERKNEMER: own("S", "organisation_id"),
            Party.ADVISEUR: own("S", "adviseur_id"),
            Party.BEHEER: all_rows("SIU"),
            Party.SYSTEM: all_rows("SIU"),
        },
    ),
    Table(
        name="parties_namepart",
        category=Category.EMPLOYMENT,
        access={
            **SERVED,
            Party.WERKGEVER: own("S", "werkgever_id"),
            Party.ADVISEUR: own("S", "adviseur_id"),
            Party.SYSTEM: all_rows("S"),
        },
    ),
    Table(
        name="parties_afdeling",
        category=Category.EMPLOYMENT,
        access={
            **SERVED,
            Party.ARBODIENST: own("SIU", "arbodienst_id"),
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.WERKNEMER: own("S", "werkgever_id"),
            Party.BEHEER: all_rows("S"),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="parties_werknemer",
        category=Category.IDENTITY,
        access={
            **SERVED,
            # An insurer knows who is insured and where he lives; it does not ring or mail him.
            Party.VERZEKERAAR: own("S", "verzekeraar_id", hidden=("email", "telefoon")),
            Party.ARBODIENST: own("SIU", "arbodienst_id"),
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.WERKNEMER: own("S", "id", Key.WERKNEMER),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="parties_identificatie",
        category=Category.BSN,
        access={
            Party.ARBODIENST: own("SIU", "arbodienst_id"),
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.WERKNEMER: own("S", "werknemer_id", Key.WERKNEMER),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="parties_invitation",
        category=Category.ACCESS,
        access={
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            # The employee's first visit is his answer.
            Party.WERKNEMER: own("SU", "werknemer_id", Key.WERKNEMER),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="parties_bankrekening",
        category=Category.SALARY,
        # Employers bring it in with their staff; only the person himself reads it back.
        access={
            Party.WERKNEMER: own("S", "werknemer_id", Key.WERKNEMER),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="parties_dienstverband",
        category=Category.EMPLOYMENT,
        access={
            **SERVED,
            # An insurer knows the work, and has no business with whom someone answers to.
            Party.VERZEKERAAR: own("S", "verzekeraar_id", hidden=MANAGER),
            Party.ARBODIENST: own("SIU", "arbodienst_id"),
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.WERKNEMER: own("S", "werknemer_id", Key.WERKNEMER),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    Table(
        name="parties_workterms",
        category=Category.EMPLOYMENT,
        access={
            **SERVED,
            Party.ARBODIENST: own("SIU", "arbodienst_id"),
            Party.WERKGEVER: own("SIU", "werkgever_id"),
            Party.WERKNEMER: own("S", "werknemer_id", Key.WERKNEMER),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
    # The wage stays between employer and employee; nobody who works for the employer reads it.
    Table(
        name="parties_loon",
        category=Category.SALARY,
        access={
            Party.WERKGEVER: own("S", "werkgever_id"),
            Party.WERKNEMER: own("S", "werknemer_id", Key.WERKNEMER),
            Party.SYSTEM: all_rows("SIUD"),
        },
    ),
)
