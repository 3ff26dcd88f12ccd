"""The one table of who may do what. Code, tests and the page "wie ziet wat" read it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ontzorg.access.roles import Role


class Privilege(StrEnum):
    """One thing a person can be allowed to do."""

    SEE_DOSSIERS = "see_dossiers"
    SEE_INTAKE = "see_intake"
    SEE_STAFF = "see_staff"
    SEE_CLIENTS = "see_clients"
    SEE_BSN = "see_bsn"
    MANAGE_STAFF = "manage_staff"
    REGISTER_MELDING = "register_melding"
    REPORT_OWN_SICKNESS = "report_own_sickness"
    CONFIRM_MELDING = "confirm_melding"
    RECORD_VERLOF = "record_verlof"
    RECORD_FEIT = "record_feit"
    COMPLETE_TASK = "complete_task"
    ASSIGN_TASK = "assign_task"
    NAME_DEPUTY = "name_deputy"
    RECEIVE_BERICHT = "receive_bericht"
    SEE_OWN_DATA = "see_own_data"
    READ_MEDICAL = "read_medical"
    READ_OWN_MEDICAL = "read_own_medical"
    WRITE_MEDICAL = "write_medical"
    OPEN_IN_EMERGENCY = "open_in_emergency"
    MANAGE_ACCESS = "manage_access"
    READ_AUDIT = "read_audit"
    RUN_SYSTEM = "run_system"


P = Privilege

_WORK = frozenset({P.SEE_DOSSIERS, P.COMPLETE_TASK, P.NAME_DEPUTY})
_CASE = _WORK | {P.SEE_CLIENTS, P.SEE_STAFF, P.SEE_INTAKE, P.REGISTER_MELDING, P.RECORD_FEIT}
_INSURER = frozenset({P.SEE_DOSSIERS, P.SEE_CLIENTS})

GRANTS: Mapping[Role, frozenset[Privilege]] = {
    Role.WERKGEVER_BEHEERDER: _WORK
    | {
        P.SEE_INTAKE,
        P.SEE_STAFF,
        P.SEE_BSN,
        P.MANAGE_STAFF,
        P.REGISTER_MELDING,
        P.CONFIRM_MELDING,
        P.RECORD_VERLOF,
        P.RECORD_FEIT,
        P.ASSIGN_TASK,
        P.RECEIVE_BERICHT,
    },
    Role.LEIDINGGEVENDE: _WORK
    | {P.SEE_INTAKE, P.SEE_STAFF, P.REGISTER_MELDING, P.CONFIRM_MELDING, P.RECORD_FEIT},
    Role.MEDEWERKER: frozenset(
        {
            P.SEE_DOSSIERS,
            P.REPORT_OWN_SICKNESS,
            P.COMPLETE_TASK,
            P.SEE_OWN_DATA,
            P.SEE_INTAKE,
            P.READ_OWN_MEDICAL,
        }
    ),
    Role.ONTZORGMANAGER: _CASE | {P.ASSIGN_TASK, P.RECORD_VERLOF},
    Role.VERZUIMBEGELEIDER: _CASE | {P.READ_MEDICAL, P.WRITE_MEDICAL, P.OPEN_IN_EMERGENCY},
    Role.BEDRIJFSARTS: _CASE | {P.READ_MEDICAL, P.WRITE_MEDICAL},
    Role.PLANNER: _WORK | {P.SEE_CLIENTS, P.SEE_STAFF, P.ASSIGN_TASK, P.RECEIVE_BERICHT},
    Role.VERZEKERAAR_POLIS: frozenset({P.SEE_CLIENTS}),
    Role.VERZEKERAAR_CLAIMS: _INSURER,
    Role.VERZEKERAAR_FINANCIEN: frozenset({P.SEE_CLIENTS}),
    Role.ADVISEUR: frozenset({P.SEE_CLIENTS}),
    Role.AUDITOR: frozenset({P.READ_AUDIT}),
    Role.BEHEERDER: frozenset({P.MANAGE_ACCESS}),
    Role.SYSTEM: frozenset(
        {
            P.RUN_SYSTEM,
            P.SEE_DOSSIERS,
            P.SEE_CLIENTS,
            P.SEE_STAFF,
            P.MANAGE_STAFF,
            P.REGISTER_MELDING,
            P.CONFIRM_MELDING,
            P.RECORD_FEIT,
            P.RECORD_VERLOF,
            P.COMPLETE_TASK,
            P.ASSIGN_TASK,
            P.RECEIVE_BERICHT,
            P.MANAGE_ACCESS,
        }
    ),
}

# An employee is let in by his employer, at an address that the employer gave. That proves a
# mailbox, not a person: what these show, asks for a proof from someone else (INT-109).
NEEDS_IDENTITY = frozenset({P.READ_OWN_MEDICAL})

# Reading or writing medical records also needs delegation by the bedrijfsarts.
NEEDS_TAAKDELEGATIE = frozenset({Role.VERZUIMBEGELEIDER})
